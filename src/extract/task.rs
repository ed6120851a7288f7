//! Tasks: which leaves direct work, and what each says.
//!
//! Finds: leaves of content and implementation chapters that order something; paragraphs under a heading there; items whose
//! own sentence stands above bullets; rows of task tables. Field lines fill the task above them.
//!
//! Not to be confused with: lead-ins, leaves that only point elsewhere ("theo Biểu tổng hợp …"), leaves that replace another
//! plan, aims and requirements, bare nouns in a list of contents.

use std::sync::LazyLock;

use regex::Regex;

use super::bracket::{Assignment, assignment};
use super::coordinator;
use super::header::{has_one_year, is_school_year};
use super::owner::{self, Named, Owners};
use super::reference::references;
use super::report::{delivered, report};
use super::section::{chapter_kind, kind_of, paths, title};
use super::target::targets;
use super::time::{PlanYears, TimeContext, times};
use super::work::{counts_things, first_paragraph, is_scope, is_work, last_sentence, mixes_in_work, orders, parts};
use super::{Tracer, agency};
use crate::fold::fold;
use crate::lexicon::starts_with_verb;
use crate::plan::{Deadline, DeadlineKind, Header, Name, OwnerSource, SectionKind, Task, Text};
use crate::segment::Outline;
use crate::segment::field::{FieldKind, fields};
use crate::segment::label::LabelKind;
use crate::segment::passage::Passage;
use crate::segment::period::is_period;
use crate::segment::table::Row;
use crate::segment::tree::{FieldsAt, Section};

/// What a task inherits from the items above it.
#[derive(Clone, Default)]
struct Above {
    owners: Vec<Name>,
    /// Whether the owners stand in a heading, and not in a sentence that leads in.
    headed: bool,
    coordinators: Vec<Name>,
    reports_to: Option<Name>,
    via: Option<Name>,
    /// The month or quarter that a heading names, or the time of its field lines.
    time: Option<Passage>,
    /// The line above ends in "phối hợp với": the agencies that open the items are the helpers.
    openers_help: bool,
}

/// Finds the tasks of a plan.
struct Finder<'a> {
    years: PlanYears,
    tracer: &'a Tracer<'a>,
    tasks: Vec<Task>,
}

/// The tasks of a plan, in the order of the document.
pub(super) fn tasks(outline: &Outline, header: &Header, tracer: &Tracer<'_>) -> Vec<Task> {
    let issued = header.date.as_ref().and_then(|date| date.get(..4)).and_then(|year| year.parse().ok());
    let title = header.title.as_ref().map_or("", |title| title.text.as_str());
    let one_year = header.years.start.filter(|_| header.years.end.is_none() || has_one_year(title));
    // In a plan of several years a day without a year is in no year that one could name.
    let spans = header.years.end.is_some_and(|end| header.years.start.is_some_and(|start| start < end));
    let first = header.years.start.into_iter().chain(issued).min();
    // "năm học 2025 - 2026" is one year.
    let school = spans && is_school_year(title);
    let own = if school { header.years.start } else { one_year.or(issued.filter(|_| !spans)) };
    let years = PlanYears { own, several: !school && one_year.is_none(), first, school };
    let mut finder = Finder { years, tracer, tasks: Vec::new() };
    for (chapter, path) in outline.sections.iter().zip(paths(&outline.sections, "")) {
        finder.section(chapter, &path, chapter_kind(chapter), &Above::default());
    }
    let mut tasks = finder.tasks;
    resolve(&mut tasks);
    tasks
}

/// "Như mục 2.2", "như trên" in a field: the agencies of the task that it points to; nobody where there is none.
fn resolve(tasks: &mut [Task]) {
    static POINTER: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(r"^nhu (?:tai )?(?:(?:muc|diem|khoan|nhiem vu|noi dung) (?P<label>[0-9a-z]+(?:\.[0-9]+)*)|tren)\b")
            .ok()
    });
    let Some(pointer) = POINTER.as_ref() else { return };
    for i in 0..tasks.len() {
        let target = |name: &Name| {
            let folded = fold(&name.name);
            let label = pointer.captures(&folded)?.name("label").map(|label| label.as_str().to_owned());
            let is_there = |task: &Task| label.as_ref().is_none_or(|label| task.path.rsplit('/').next() == Some(label));
            Some(tasks[..i].iter().rposition(is_there))
        };
        let owners = tasks[i].owners.iter().find_map(target);
        let coordinators = tasks[i].coordinators.iter().find_map(target);
        if let Some(target) = owners {
            tasks[i].owners = target.map_or_else(Vec::new, |target| tasks[target].owners.clone());
        }
        if let Some(target) = coordinators {
            tasks[i].coordinators = target.map_or_else(Vec::new, |target| tasks[target].coordinators.clone());
        }
        if tasks[i].owners.is_empty() {
            tasks[i].owner_source = None;
        }
    }
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

    /// What a bullet inherits where a lead-in without a label stands over it: "Giao Công an xã:".
    fn led(&self, section: &Section, above: &Above) -> Above {
        let mut next = above.clone();
        let owners = owner::in_heading(&section.lead_in, self.tracer);
        if !owners.is_empty() {
            (next.owners, next.headed) = (owners, true);
            next.coordinators = coordinator::coordinators(&section.lead_in, self.tracer);
        }
        next
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
        let assigned = || section.children.is_empty() && owner::is_assigned(&section.text);
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

    /// What the items under a section inherit: the nearest heading or lead-in that names an agency wins.
    fn above(&self, section: &Section, above: &Above) -> Above {
        let mut next = above.clone();
        if is_period(section.heading.text()) {
            next.time = Some(section.heading.clone());
        } else if let Some(time) = time_of_phase(&section.heading).filter(|time| self.says_when(time)) {
            next.time = Some(time);
        }
        // "9. Đào tạo nghề / Cơ quan chủ trì: Sở A / - Khảo sát …": field lines over items are about all of them.
        let own = section.fields.iter().any(|(kind, _)| *kind == FieldKind::Work);
        if !section.children.is_empty() && !own {
            let fields: Vec<_> = section.fields.iter().map(|(kind, value)| (*kind, value)).collect();
            self.inherit(&mut next, &fields);
        }
        let from_heading = owner::in_heading(&section.heading, self.tracer);
        let helpers = coordinator::coordinators(&section.heading, self.tracer);
        if !from_heading.is_empty() {
            (next.owners, next.headed) = (from_heading, true);
            next.coordinators = helpers;
        } else if !helpers.is_empty() {
            // "a) Chủ trì, phối hợp với các sở:": who leads stands further up.
            next.coordinators = helpers;
        }
        if !section.children.is_empty() {
            next.openers_help =
                coordinator::wants_helpers(&section.heading) || coordinator::wants_helpers(&section.text);
        }
        // Where each bullet has its own lead-in they say nothing of the others.
        let parted = section.children.iter().any(|child| !child.lead_in.is_empty());
        if !section.children.is_empty() && !parted {
            // Under a heading that names an agency a paragraph that leads nothing in is work of that agency.
            let leads_in = next.owners.is_empty() || section.text.text().ends_with(':');
            let readings = |text: &Passage| {
                let ways = [
                    owner::in_lead_in(text, self.tracer),
                    owner::in_text(text, self.tracer).names,
                    owner::in_heading(text, self.tracer),
                ];
                ways.into_iter().find(|names| !names.is_empty())
            };
            // Of several paragraphs or sentences the last one leads in.
            let last = || last_sentence(&section.text).into_iter().find_map(|text| readings(&text));
            let lead_in = if leads_in { last().or_else(|| readings(&section.text)) } else { None };
            let lead_in = lead_in.unwrap_or_default();
            let helpers = coordinator::coordinators(&section.text, self.tracer);
            if !lead_in.is_empty() {
                (next.owners, next.headed) = (lead_in, false);
                next.coordinators = helpers;
            } else if !helpers.is_empty() && section.text.text().ends_with(':') {
                next.coordinators = helpers;
            }
            // "1. Các xã báo cáo về UBND huyện (qua Phòng Nội vụ):" leads in as a heading, too.
            let leads_in = if section.text.is_empty() { &section.heading } else { &section.text };
            (next.reports_to, next.via) = report(leads_in, self.tracer);
        }
        next
    }

    /// Whether a passage names a day or a period.
    fn says_when(&self, passage: &Passage) -> bool {
        let (times, _) = times(passage, TimeContext::Field, self.years, self.tracer);
        times.iter().any(|time| matches!(time.kind, DeadlineKind::By | DeadlineKind::During))
    }

    /// "a) Thời gian: …  b) Địa điểm: …  c) Nội dung / - …": fields with letters of their own are about the items beside them,
    /// unless one of them holds the work.
    fn under_lettered(&self, mut above: Above, lettered: &[(usize, FieldKind, Passage)]) -> Above {
        if lettered.iter().all(|(_, kind, _)| *kind != FieldKind::Work) {
            let fields: Vec<_> = lettered.iter().map(|(_, kind, value)| (*kind, value)).collect();
            self.inherit(&mut above, &fields);
        }
        above
    }

    /// Hands owners, those who help them, and a time down from fields.
    fn inherit(&self, above: &mut Above, fields: &[(FieldKind, &Passage)]) {
        let of = |kind: FieldKind| fields.iter().filter(move |(of, _)| *of == kind).map(|(_, value)| *value);
        let names =
            |kind: FieldKind| of(kind).flat_map(|value| owner::in_field(value, self.tracer)).collect::<Vec<_>>();
        let (leaders, helpers) = (names(FieldKind::Owner), names(FieldKind::Coordinator));
        if !leaders.is_empty() {
            (above.owners, above.headed, above.coordinators) = (leaders, true, helpers);
        }
        if let Some(time) = of(FieldKind::Time).next() {
            above.time = Some(time.clone());
        }
    }

    fn task(&self, section: &Section, path: &str, above: &Above, more: &[(FieldKind, Passage)]) -> Task {
        let text = &section.text;
        let fields: Vec<&(FieldKind, Passage)> = section.fields.iter().chain(more).collect();
        let field = |kind: FieldKind| fields.iter().filter(move |(of, _)| *of == kind).map(|(_, value)| value);
        // "…. Thời gian: tháng 4. (Phòng A chủ trì)": the bracket may stand behind the fields of the line.
        let in_tail = || assignment(&section.inline, self.years, self.tracer);
        let bracket = assignment(text, self.years, self.tracer).or_else(in_tail);
        // A bracket behind several sentences is about the last of them;
        let first = || owner::in_text(text, self.tracer);
        // one that is a sentence of its own, about all.
        let last_only = |bracket: &Assignment| {
            !bracket.leads && !bracket.apart && text.text().contains(". ") && !first().names.is_empty()
        };
        let owners = match &bracket {
            Some(bracket) if field(FieldKind::Owner).next().is_none() && !last_only(bracket) => {
                Owners { names: bracket.owners.clone(), source: Some(OwnerSource::Explicit), ..Owners::default() }
            }
            _ => self.owners(text, field(FieldKind::Owner), above, &section.heading),
        };
        let in_fields: Vec<Name> =
            field(FieldKind::Coordinator).flat_map(|value| owner::in_field(value, self.tracer)).collect();
        let in_sentence =
            || field(FieldKind::Owner).flat_map(|value| coordinator::coordinators(value, self.tracer)).collect();
        let mut coordinators = match (in_fields.is_empty(), coordinator::coordinators(text, self.tracer)) {
            (false, in_text) => {
                let mut all = in_fields;
                coordinator::add_new(&mut all, in_text);
                all
            }
            (true, in_text) if in_text.is_empty() => in_sentence(),
            (true, in_text) => in_text,
        };
        if coordinators.is_empty() && above.openers_help {
            coordinators = owner::in_text(text, self.tracer).names;
        }
        // Whoever names the owners above names those who help them, too.
        if coordinators.is_empty() && owners.source == Some(OwnerSource::Heading) {
            coordinators.clone_from(&above.coordinators);
        }
        let in_bracket = |bracket: &Assignment| coordinator::coordinators(&bracket.inside, self.tracer);
        coordinator::add_new(&mut coordinators, bracket.iter().flat_map(in_bracket));
        coordinator::add_new(&mut coordinators, bracket.iter().flat_map(|bracket| bracket.helpers.iter().cloned()));
        coordinators.retain(|name| !owners.names.iter().any(|owner| owner.name == name.name));
        // "Thời gian: trong quý I, báo cáo UBND huyện trước ngày 10/4": the time's line may say whereto.
        let in_time = || field(FieldKind::Time).map(|value| report(value, self.tracer)).find(|(to, _)| to.is_some());
        let products = || field(FieldKind::Product).map(|value| delivered(value, self.tracer));
        let delivered = products().find(|(to, _)| to.is_some());
        let in_text = self.reports(text, above);
        let (reports_to, via) = if in_text.0.is_some() { in_text } else { in_time().or(delivered).unwrap_or(in_text) };
        let (mut deadlines, data_period) = times(text, TimeContext::Text, self.years, self.tracer);
        // "Đơn vị phối hợp: Sở Y tế; hội nghị tổ chức trong quý III": agencies have no time, what is said beside them may.
        let said = [FieldKind::Owner, FieldKind::Coordinator].into_iter().flat_map(field);
        let said = said.map(|value| (value, TimeContext::Text));
        // "Kết quả: Danh sách gửi Sở Y tế trước ngày 31/3"; "Báo cáo hằng năm" is only its name.
        let due = |time: &Deadline| matches!(time.kind, DeadlineKind::By | DeadlineKind::Relative);
        let delivery =
            field(FieldKind::Product).flat_map(|value| times(value, TimeContext::Text, self.years, self.tracer).0);
        let delivery: Vec<Deadline> = delivery.filter(due).collect();
        let timed = field(FieldKind::Time).chain(bracket.as_ref().map(|bracket| &bracket.inside));
        let in_fields = timed.map(|value| (value, TimeContext::Field)).chain(said);
        let in_fields = in_fields.map(|(value, context)| times(value, context, self.years, self.tracer).0);
        for in_field in in_fields.chain([delivery]) {
            // A time that text and field both name is one.
            let is_new = |time: &Deadline| !deadlines.iter().any(|known| same_time(known, time));
            let new: Vec<Deadline> = in_field.into_iter().filter(is_new).collect();
            deadlines.extend(new);
        }
        // "trước mùa mưa", and the day in a field or bracket: the day is meant.
        if deadlines.iter().any(|time| time.kind == DeadlineKind::By && time.end.is_some()) {
            deadlines.retain(|time| time.kind != DeadlineKind::By || time.end.is_some());
        }
        if deadlines.is_empty()
            && let Some(time) = &above.time
        {
            deadlines = times(time, TimeContext::Field, self.years, self.tracer).0;
        }
        let products: Vec<Text> = field(FieldKind::Product).filter_map(|value| self.product(value)).collect();
        // What is to be delivered may be counted in its own field; "không quá 48 giờ" is a time already.
        let is_time = |count: &Text| {
            let begins_in = |time: &Deadline| (time.place.span[0]..time.place.span[1]).contains(&count.place.span[0]);
            deadlines.iter().any(|time| time.offset.is_some() && begins_in(time))
        };
        // What a field adds, unless it is the text itself.
        let added = || field(FieldKind::Work).filter(|work| work.text() != text.text());
        let details = added().next().and_then(|work| self.product(work));
        let texts = std::iter::once(text).chain(field(FieldKind::Product)).chain(field(FieldKind::Aim)).chain(added());
        let counts: Vec<Text> =
            texts.flat_map(|text| targets(text, self.tracer)).filter(|count| !is_time(count)).collect();
        let printed = section.printed();
        Task {
            path: path.to_owned(),
            text: printed.text().to_owned(),
            details,
            place: self.tracer.whole(&printed),
            owner_vague: !owners.names.is_empty() && owners.names.iter().all(|name| agency::is_vague(&name.name)),
            owners: owners.names,
            owner_source: owners.source,
            coordinators,
            reports_to,
            via,
            deadlines,
            data_period,
            targets: counts,
            products,
            references: references(text, self.tracer),
        }
    }

    fn owners<'b>(
        &self,
        text: &Passage,
        fields: impl Iterator<Item = &'b Passage>,
        above: &Above,
        heading: &Passage,
    ) -> Owners {
        let in_fields: Vec<Name> = fields.flat_map(|value| owner::in_field(value, self.tracer)).collect();
        if !in_fields.is_empty() {
            return Owners { names: in_fields, source: Some(OwnerSource::Explicit), ..Owners::default() };
        }
        let own = owner::in_text(text, self.tracer);
        let helps = above.openers_help && own.source != Some(OwnerSource::Heading) && !above.owners.is_empty();
        let later = match own.named {
            Named::First => false,
            Named::LaterClause => true,
            Named::LaterSentence => above.headed,
        };
        let beside = later && !above.owners.is_empty() && (above.headed || starts_with_verb(text.text()));
        // "Sở lập danh sách …" under "2. Sở Y tế".
        let bare = !above.owners.is_empty() && own.names.iter().all(|name| is_bare(&name.name));
        // "Yêu cầu chủ đầu tư che chắn …" under "4. Sở Xây dựng": who demands it has to see to it.
        let demands = above.headed && !above.owners.is_empty() && text.text().starts_with("Yêu cầu ");
        if own.source.is_some() && !helps && !beside && !bare && !demands {
            return own;
        }
        let headed = owner::in_heading(heading, self.tracer);
        let names = if headed.is_empty() { above.owners.clone() } else { headed };
        let source = (!names.is_empty()).then_some(OwnerSource::Heading);
        Owners { names, source, ..Owners::default() }
    }

    /// The addressee in the text; a report whose lead-in names one goes there.
    fn reports(&self, text: &Passage, above: &Above) -> (Option<Name>, Option<Name>) {
        let own = report(text, self.tracer);
        if own.0.is_none() && text.folded().text.starts_with("bao cao") {
            return (above.reports_to.clone(), above.via.clone());
        }
        own
    }

    fn product(&self, value: &Passage) -> Option<Text> {
        let end = value.text().trim_end_matches(['.', ';', ' ']).len();
        self.tracer.text(value, 0..end)
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

/// Where a heading says when what stands under it is done: "Đợt 1: Từ ngày 05/12 đến ngày 20/02", "Tuần lễ cao điểm (từ ngày
/// 01/6 đến ngày 07/6/2026)".
fn time_of_phase(heading: &Passage) -> Option<Passage> {
    static PHASE: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(concat!(
            r"^(?:dot|giai doan|buoc|tuan|lan|chang) (?:thu )?(?:\d{1,2}|[ivx]+|mot|hai|ba|bon|nhat|nhi)\b[^:(]{0,80}?\s*[:(,]\s*(?P<time>.+)$",
            r"|\((?:thuc hien |hoan thanh |thoi gian:? )?(?P<inside>(?:tu|trong|truoc|xong|thang|quy|ngay|den|\d)[^()]{3,80})\)\s*:?$"
        ))
        .ok()
    });
    let folded = heading.folded();
    let found = PHASE.as_ref().filter(|_| folded.has_digit())?.captures(&folded.text)?;
    let time = found.name("time").or_else(|| found.name("inside"))?;
    Some(heading.slice(folded.original(time.range())))
}

/// The first of some bullets, where it is a title of the next: a short line without a stop before a sentence with one.
fn title_of_bullets(items: &[Section]) -> Option<&Passage> {
    let [title, next, ..] = items else { return None };
    let bullets = matches!(title.kind, LabelKind::Bullet(_)) && title.kind == next.kind;
    let leaf = title.children.is_empty() && title.fields.is_empty() && title.table.is_none();
    let text = if title.heading.is_empty() { &title.text } else { &title.heading };
    let short = text.text().split_whitespace().count() <= MOST_WORDS_OF_TITLE;
    let open = !text.text().ends_with(['.', ';', ':', ',', '…']) && next.text.text().ends_with(['.', ';']);
    (bullets && leaf && short && open).then_some(text)
}

/// Longest title among bullets, in words.
const MOST_WORDS_OF_TITLE: usize = 16;

/// The noun of an office alone, whose name stands above.
fn is_bare(name: &str) -> bool {
    const OFFICES: [&str; 10] =
        ["Sở", "Phòng", "Ban", "Cục", "Chi cục", "Trung tâm", "Văn phòng", "Viện", "Trường", "Hội"];
    OFFICES.contains(&name)
}

fn same_time(a: &Deadline, b: &Deadline) -> bool {
    (a.kind, &a.start, &a.end, a.recurrence) == (b.kind, &b.start, &b.end, b.recurrence)
        && a.offset.is_none()
        && b.offset.is_none()
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

/// Children that are fields with letters or numbers of their own ("a) Nhiệm vụ: …  b) Cơ quan thực hiện: …", "a) Thời gian: …
/// b) Địa điểm: …"), by position.
fn lettered_fields(section: &Section) -> Vec<(usize, FieldKind, Passage)> {
    let items = || section.children.iter().enumerate();
    let found: Vec<(usize, FieldKind, Passage)> = items()
        .flat_map(|(i, child)| fields_of_item(child).into_iter().map(move |(kind, value)| (i, kind, value)))
        .collect();
    // "1. Nội dung / a) … / 2. Cơ quan chủ trì / - Sở A": lists of agencies are about the items of the list of work.
    let lists = items().any(|(i, child)| !child.children.is_empty() && found.iter().any(|(at, _, _)| *at == i));
    let has = |kind: FieldKind| found.iter().any(|(_, of, _)| *of == kind);
    let work = has(FieldKind::Work) && (has(FieldKind::Owner) || has(FieldKind::Time));
    // An event: when, and where or by whom, beside what is done.
    let lettered = section.children.iter().all(|child| matches!(child.kind, LabelKind::Letter | LabelKind::Dotted(_)));
    let event = lettered && has(FieldKind::Time) && (has(FieldKind::Owner) || has(FieldKind::Aside));
    let about_others = lists && has(FieldKind::Owner) && items().any(|(i, _)| found.iter().all(|(at, _, _)| *at != i));
    // "3. Đơn vị chủ trì: Sở A. 4. Đơn vị phối hợp: …": who does what other chapters say.
    let whose = has(FieldKind::Owner) && has(FieldKind::Coordinator);
    if work || event || about_others || whose { found } else { Vec::new() }
}

/// The fields that an item with a label of its own is: "a) Cơ quan chủ trì: Sở A", "2. Cơ quan chủ trì" over bullets that name
/// them, "2. Cơ quan chủ trì, phối hợp" over "a) Cơ quan chủ trì", "b) Cơ quan phối hợp".
fn fields_of_item(item: &Section) -> Vec<(FieldKind, Passage)> {
    let mut whole = item.heading.clone();
    whole.join(" ", &item.text);
    if item.children.is_empty() {
        let read = fields(whole.text()).into_iter();
        return read.map(|field| (field.kind, whole.slice(field.value))).collect();
    }
    let label = format!("{}:", item.heading.text().trim_end_matches([':', '.']));
    let [label] = &fields(&label)[..] else { return Vec::new() };
    if !matches!(label.kind, FieldKind::Owner | FieldKind::Coordinator) {
        return Vec::new();
    }
    let below: Vec<Vec<(FieldKind, Passage)>> = item.children.iter().map(fields_of_item).collect();
    if below.iter().all(|fields| !fields.is_empty()) {
        return below.into_iter().flatten().collect();
    }
    let names: Vec<Passage> = item.children.iter().map(|child| without_level(&first_paragraph(&child.text))).collect();
    let listed = item.children.iter().all(|child| child.children.is_empty()) && names.iter().all(owner::is_list);
    names.into_iter().filter(|_| listed).map(|name| (label.kind, name)).collect()
}

/// "Cấp huyện: Phòng Tư pháp": the agency behind its level.
fn without_level(text: &Passage) -> Passage {
    let level = text.text().split_once(": ").filter(|(level, _)| level.starts_with("Cấp "));
    let start = level.map_or(0, |(level, _)| level.len() + ": ".len());
    text.slice(start..text.text().len())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// How many tasks a chapter with this heading has.
    fn tasks_under(heading: &str) -> usize {
        let text = format!("KẾ HOẠCH\nNăm 2024\nI. {heading}\n1. Ban quản lý các rừng phòng hộ kiểm tra.\n2. Họp dân.");
        super::super::tests::with_tracer(&text, |tracer| {
            crate::extract::extract(tracer.source, tracer.restored, &crate::segment::segment(&text)).tasks.len()
        })
    }

    #[test]
    fn a_chapter_of_scope_holds_no_tasks() {
        assert_eq!(tasks_under("ĐỐI TƯỢNG, PHẠM VI VÀ PHƯƠNG PHÁP KHẢO SÁT"), 0);
        assert_eq!(tasks_under("ĐỐI TƯỢNG, NỘI DUNG KIỂM TRA"), 2, "it names work, too");
    }

    #[test]
    fn a_field_may_point_to_another_task() {
        let text = "KẾ HOẠCH\nNăm 2024\nI. NỘI DUNG\n1. Trồng cây.\n- Cơ quan chủ trì: Sở Y tế.\n2. Tưới cây.\n- Cơ quan chủ trì: Như mục 1.\n3. Rào cây.\n- Cơ quan chủ trì: như mục 7.";
        let owners = super::super::tests::with_tracer(text, |tracer| {
            let plan = crate::extract::extract(tracer.source, tracer.restored, &crate::segment::segment(text));
            let names = |task: Task| task.owners.into_iter().map(|name| name.name).collect::<Vec<_>>();
            plan.tasks.into_iter().map(names).collect::<Vec<_>>()
        });
        assert_eq!(owners, [vec!["Sở Y tế".to_owned()], vec!["Sở Y tế".to_owned()], vec![]]);
    }

    /// The tasks of a plan of 2026 with these chapters.
    fn told(chapters: &str) -> Vec<Task> {
        let text = format!("KẾ HOẠCH\nCông tác năm 2026\nI. MỤC ĐÍCH\nLàm tốt.\n{chapters}");
        super::super::tests::with_tracer(&text, |tracer| {
            crate::extract::extract(tracer.source, tracer.restored, &crate::segment::segment(&text)).tasks
        })
    }

    fn names(names: &[Name]) -> Vec<&str> {
        names.iter().map(|name| name.name.as_str()).collect()
    }

    #[test]
    fn lists_of_agencies_beside_the_work_are_about_all_of_it() {
        let tasks = told(
            "II. NỘI DUNG\n1. Nội dung, biện pháp\na) Rà soát danh sách.\nb) Lập bản đồ.\n2. Cơ quan chủ trì, phối hợp\na) Cơ quan chủ trì\n- Công an xã; Trạm Y tế xã.\nb) Cơ quan phối hợp\n- Các thôn.\n3. Thời gian thực hiện: Quý I/2026.",
        );
        assert_eq!(tasks.len(), 2, "the lists are no tasks");
        for task in &tasks {
            assert_eq!(names(&task.owners), ["Công an xã", "Trạm Y tế xã"]);
            assert_eq!((names(&task.coordinators), task.deadlines.len()), (vec!["Các thôn"], 1));
        }
        let chapter = told(
            "IV. TỔ CHỨC THỰC HIỆN\n1. Đơn vị chủ trì: Công an xã.\n2. Đơn vị phối hợp: Các thôn.\n3. Trạm Y tế xã\n- Trực cấp cứu.",
        );
        assert_eq!(chapter.len(), 1, "who does what other chapters say");
        let doing =
            "II. NỘI DUNG\n1. Phối hợp\n- Công an xã tuần tra.\n- Trạm Y tế xã tổ chức trực.\n2. Tổ chức họp dân.";
        assert_eq!(told(doing).len(), 3, "what agencies do");
    }

    #[test]
    fn a_title_among_bullets_says_whose_they_are() {
        let owners = |items: &str| -> Vec<String> {
            let tasks = told(&format!("II. NỘI DUNG\n1. Kiểm tra rừng\n{items}"));
            tasks.iter().map(|task| names(&task.owners).join("; ")).collect()
        };
        let items = "- Nội dung giám sát của Hạt Kiểm lâm\n- Kiểm tra biển báo.\n- Cấp xã\n- Trực gác.\n- Nhiệm vụ của Trạm Y tế xã\n- Kiểm tra nước.";
        assert_eq!(owners(items)[0], "Hạt Kiểm lâm");
        assert_eq!(owners(items).last().map(String::as_str), Some("Trạm Y tế xã"));
        assert_eq!(owners("- Công an xã tuần tra đêm;\n- Kiểm tra rào."), ["Công an xã", ""], "a sentence");
    }

    #[test]
    fn who_demands_something_has_to_see_to_it() {
        let owner = |heading: &str| {
            let tasks = told(&format!("III. TỔ CHỨC THỰC HIỆN\n1. {heading}\n- Yêu cầu các thôn kiểm tra rào ao."));
            names(&tasks[0].owners).join("; ")
        };
        assert_eq!((owner("Công an xã"), owner("Việc chung")), ("Công an xã".to_owned(), "các thôn".to_owned()));
    }

    #[test]
    fn a_phase_says_when_what_stands_under_it_is_done() {
        let first = |heading: &str| {
            let tasks = told(&format!("II. NỘI DUNG\n1. {heading}\n- Kiểm tra biển báo.\n2. Họp dân."));
            tasks[0].deadlines.first().and_then(|time| time.start.clone())
        };
        for heading in
            ["Đợt 1: Từ ngày 05/02 đến ngày 20/02/2026", "Tuần lễ cao điểm (từ ngày 05/02 đến ngày 20/02/2026)"]
        {
            assert_eq!(first(heading).as_deref(), Some("2026-02-05"), "{heading}");
        }
        for heading in ["Đợt 1: Ra quân", "Chỉnh trang đường (theo Kế hoạch số 5/KH-UBND ngày 05/02/2026)"]
        {
            assert_eq!(first(heading), None, "{heading}");
        }
    }

    #[test]
    fn papers_of_a_file_are_no_tasks_of_their_own() {
        let count = |items: &str| told(&format!("III. TỔ CHỨC THỰC HIỆN\n1. Công an xã\n{items}")).len();
        assert_eq!(count("- Lập hồ sơ bàn giao, bao gồm:\n+ Đơn của hộ.\n+ Biên bản.\n- Họp dân."), 2);
        assert_eq!(count("- Thực hiện các việc gồm:\n+ Kẻ vạch đường.\n+ Phát tờ rơi."), 2, "work");
    }
}
