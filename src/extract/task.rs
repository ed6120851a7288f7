//! Tasks: which leaves direct work, and what each says.
//!
//! Finds: leaves of content and implementation chapters that order something; paragraphs under a heading there; items whose
//! own sentence stands above bullets; rows of task tables. `above` gathers what a task inherits, `lettered` the items that are
//! fields, `fill` reads what the task itself says, `pointer` follows "như mục 2".
//!
//! Not to be confused with: lead-ins, leaves that only point elsewhere ("theo Biểu tổng hợp …"), leaves that replace another
//! plan, aims and requirements, bare nouns in a list of contents.

mod above;
mod fill;
mod lettered;
mod pointer;

use self::above::{Above, title_of_bullets};
use self::lettered::lettered_fields;
use self::pointer::resolve;
use super::header::{has_one_year, is_season};
use super::section::{chapter_kind, kind_of, paths, title};
use super::time::PlanYears;
use super::work::{counts_things, is_scope, is_work, mixes_in_work, orders, parts};
use super::{Tracer, owner};
use crate::plan::{Header, OwnerSource, SectionKind, Task};
use crate::segment::Outline;
use crate::segment::field::FieldKind;
use crate::segment::label::LabelKind;
use crate::segment::passage::Passage;
use crate::segment::table::Row;
use crate::segment::tree::{FieldsAt, Section};

/// Finds the tasks of a plan.
struct Finder<'a> {
    years: PlanYears,
    tracer: &'a Tracer<'a>,
    tasks: Vec<Task>,
}

/// The tasks of a plan, in the order of the document.
pub(super) fn tasks(outline: &Outline, header: &Header, tracer: &Tracer<'_>) -> Vec<Task> {
    let date = header.date.as_deref().unwrap_or_default();
    let issued: Option<i16> = date.get(..4).and_then(|year| year.parse().ok());
    let title = header.title.as_ref().map_or("", |title| title.text.as_str());
    let one_year = header.years.start.filter(|_| header.years.end.is_none() || has_one_year(title));
    // In a plan of several years a day without a year is in no year that one could name.
    let spans = header.years.end.is_some_and(|end| header.years.start.is_some_and(|start| start < end));
    let first = header.years.start.into_iter().chain(issued).min();
    // "năm học 2025 - 2026" is one year.
    let season = spans && is_season(title);
    let own = if season { header.years.start } else { one_year.or(issued.filter(|_| !spans)) };
    let month = date.get(5..7).and_then(|month| month.parse().ok());
    let brief = header.years.start.zip(header.years.end).is_some_and(|(start, end)| end - start <= 1);
    let several = !season && one_year.is_none();
    let years = PlanYears { own, several, first, season, issued: issued.zip(month), brief };
    let mut finder = Finder { years, tracer, tasks: Vec::new() };
    for (chapter, path) in outline.sections.iter().zip(paths(&outline.sections, "")) {
        finder.section(chapter, &path, chapter_kind(chapter), &Above::default());
    }
    let mut tasks = finder.tasks;
    resolve(&mut tasks);
    tasks
}

impl Finder<'_> {
    fn section(&mut self, section: &Section, path: &str, kind: SectionKind, above: &Above) {
        let kind = self.kind_below(section, kind);
        let above = self.above(section, above);
        let holds_tasks = matches!(kind, SectionKind::Content | SectionKind::Implementation);
        if let Some(table) = section.table.as_ref().filter(|_| holds_tasks || kind == SectionKind::Annex) {
            // "1. Phòng Kinh tế" over a table without a column of owners.
            let owned = table.rows().any(|row| row.cell(FieldKind::Owner).is_some());
            let over = if owned { Above::default() } else { above.clone() };
            for row in table.rows() {
                self.row(row, path, &over);
            }
        }
        let lettered = lettered_fields(section);
        let counts = counts_things(section);
        let above = self.under_lettered(above, &lettered);
        let work = section.fields.iter().find(|(kind, _)| *kind == FieldKind::Work).map(|(_, value)| value);
        if let Some(work) = work.filter(|work| holds_tasks && section.text.is_empty() && !work.is_empty()) {
            // "Hoạt động 1 / - Nội dung: … / - Cơ quan thực hiện: …": what is to be done stands in a field.
            let mut task = self.task(&Section { text: work.clone(), ..section.clone() }, path, &above, &[]);
            task.place.lines = self.tracer.whole(work).lines;
            self.tasks.push(task);
        } else if counts && holds_tasks {
            let text = if section.text.is_empty() { &section.heading } else { &section.text };
            let whole =
                Section { heading: Passage::default(), text: text.clone(), children: Vec::new(), ..section.clone() };
            let task = self.task(&whole, path, &above, &[]);
            self.tasks.push(task);
        } else if holds_tasks && section.table.is_none() {
            let all_lettered = !lettered.is_empty() && section.children.len() == lettered.len();
            for part in parts(section).iter().filter(|part| !all_lettered && is_work(part, kind)) {
                let task = self.task(part, path, &above, &[]);
                self.tasks.push(task);
            }
        }
        let mut above = above;
        for (i, (child, child_path)) in section.children.iter().zip(paths(&section.children, path)).enumerate() {
            // "- Nội dung giám sát của chủ dự án" over bullets of its sign: what follows is theirs.
            if let Some(title) = title_of_bullets(&section.children[i..]) {
                let named = owner::in_heading(title, self.tracer);
                if !named.is_empty() {
                    (above.owners, above.headed) = (named, true);
                    above.coordinators = Vec::new();
                    continue;
                }
            }
            match lettered.iter().find(|(at, _, _)| *at == i) {
                Some((_, FieldKind::Work, value)) if holds_tasks => {
                    let others: Vec<(FieldKind, Passage)> = lettered
                        .iter()
                        .filter(|(_, kind, _)| *kind != FieldKind::Work)
                        .map(|(_, kind, value)| (*kind, value.clone()))
                        .collect();
                    let work = Section { heading: Passage::default(), text: value.clone(), ..child.clone() };
                    let mut task = self.task(&work, &child_path, &above, &others);
                    task.place.lines = [child.lines.0, child.lines.1];
                    self.tasks.push(task);
                }
                Some(_) => {}
                None if counts && !orders(&child.text) => {}
                None => self.section(child, &child_path, kind, &self.led(child, &above)),
            }
        }
    }

    /// Inside a chapter a part may be about something else: aims and money in a chapter of contents hold no tasks.
    fn kind_below(&self, section: &Section, kind: SectionKind) -> SectionKind {
        let is_chapter = matches!(section.kind, LabelKind::Roman | LabelKind::Upper);
        // "4. Yêu cầu UBND các phường:" puts somebody to work.
        let asks = || {
            let folded = &section.heading.folded().text;
            folded.starts_with("yeu cau ") && !owner::in_heading(&section.heading, self.tracer).is_empty()
        };
        let named = if section.heading.is_empty() || asks() { None } else { kind_of(title(section)) };
        // "5. Hồ sơ, thời gian gửi: a) … b) Sở Nội vụ thẩm định, trình …": who handles the papers.
        let handled = |child: &Section| child.children.is_empty() && owner::is_assigned(&child.text);
        let papers = section.heading.text().starts_with("Hồ sơ") && section.children.iter().any(handled);
        let assigned = || papers || section.children.is_empty() && owner::is_assigned(&section.text);
        if is_scope(if is_chapter { title(section) } else { section.heading.text() })
            && !assigned()
            && (!is_chapter || !mixes_in_work(section.heading.text()))
        {
            return SectionKind::Other;
        }
        match named {
            // "VIII. BẢO ĐẢM TRANG BỊ, KINH PHÍ" of the contents: work that names money among others.
            Some(SectionKind::Funding)
                if kind == SectionKind::Content && !opens_with(section.heading.text(), SectionKind::Funding) =>
            {
                kind
            }
            Some(named) if is_chapter && kind != SectionKind::Annex && kind != SectionKind::Review => named,
            // "4. Nguồn vốn / a) Giao Quỹ Đầu tư …": work about money is work.
            Some(SectionKind::Funding | SectionKind::Purpose) if assigns_work(section) => kind,
            Some(named @ (SectionKind::Purpose | SectionKind::Funding))
                if opens_with(section.heading.text(), named) =>
            {
                named
            }
            _ => kind,
        }
    }

    /// A row of a task table.
    fn row(&mut self, row: &Row, path: &str, above: &Above) {
        let Some(work) = row.cell(FieldKind::Work) else { return };
        let section = Section {
            kind: LabelKind::Number,
            label: row.number.clone(),
            value: 0,
            label_place: Passage::default(),
            lead_in: Passage::default(),
            heading: Passage::default(),
            text: work.clone(),
            fields: row.cells.iter().filter(|(kind, _)| *kind != FieldKind::Work).cloned().collect(),
            fields_at: FieldsAt::default(),
            inline: Passage::default(),
            table: None,
            children: Vec::new(),
            lines: row.lines,
        };
        let mut task = self.task(&section, &format!("{path}/#{}", row.number), above, &[]);
        if task.owner_source == Some(OwnerSource::Explicit) && row.cell(FieldKind::Owner).is_some() {
            task.owner_source = Some(OwnerSource::Table);
        }
        self.tasks.push(task);
    }
}

/// Whether half of the items of a section put an agency to work.
fn assigns_work(section: &Section) -> bool {
    let assigned = section.children.iter().filter(|child| owner::is_assigned(&child.text)).count();
    assigned > 0 && assigned * 2 >= section.children.len()
}

/// Whether the first words of a heading name the kind.
fn opens_with(heading: &str, kind: SectionKind) -> bool {
    let head: Vec<&str> = heading.split_whitespace().take(2).collect();
    kind_of(&head.join(" ")) == Some(kind)
}

#[cfg(test)]
mod tests;
