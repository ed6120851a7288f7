//! Task tables: rows between pipes or tabs, and tables that a site flattened to one cell a line.
//!
//! In: lines. Out: rows whose cells are named by the meaning of their column's heading, in groups where the table has
//! group rows. A cell that repeats the one above ("nt") has that one's text. A table without a column of work and one more
//! known column is none. Readers of other formats hand their tables over as this type.

mod flat;
mod part;
pub(super) mod piped;

use std::sync::LazyLock;

use regex::Regex;

use super::field::{Field, FieldKind, fields, roles};
use super::line::Line;
use super::passage::Passage;
use crate::fold::fold;

/// A task table.
#[derive(Clone, Debug, Default)]
pub struct Table {
    /// Groups of rows, in order; a table without group rows has one without a label.
    pub groups: Vec<Group>,
    /// Whether no row prints a number, so that they were counted.
    pub(super) counted: bool,
}

/// Rows under one group row.
#[derive(Clone, Debug, Default)]
pub struct Group {
    /// Label as printed ("II", "A"); empty where there is no group row.
    pub label: String,
    /// The group's title.
    pub heading: Passage,
    /// Its rows.
    pub rows: Vec<Row>,
    /// First and last line.
    pub lines: (usize, usize),
}

/// A row.
#[derive(Clone, Debug, Default)]
pub struct Row {
    /// Number as printed; counted from 1 where none is printed.
    pub number: String,
    /// Cells by the meaning of their column; one of [`FieldKind::Work`] is always there.
    pub cells: Vec<(FieldKind, Passage)>,
    /// First and last line.
    pub lines: (usize, usize),
}

impl Row {
    /// The cell of a column.
    pub fn cell(&self, kind: FieldKind) -> Option<&Passage> {
        self.cells.iter().find(|(of, _)| *of == kind).map(|(_, cell)| cell)
    }
}

impl Table {
    /// All rows.
    pub fn rows(&self) -> impl DoubleEndedIterator<Item = &Row> {
        self.groups.iter().flat_map(|group| &group.rows)
    }

    /// Whether the numbers of the rows run on from group to group.
    pub(super) fn runs_on(&self) -> bool {
        let number = |row: Option<&Row>| row.and_then(|row| row.number.trim_end_matches('.').parse::<u32>().ok());
        let pairs = self.groups.windows(2).map(|pair| (number(pair[0].rows.last()), number(pair[1].rows.first())));
        self.groups.len() > 1 && pairs.into_iter().all(|(last, first)| last.zip(first).is_some_and(|(a, b)| b == a + 1))
    }

    /// Appends the rows of a table that goes on after a break.
    pub(super) fn extend(&mut self, mut more: Table) {
        if self.counted && more.counted {
            let mut number = self.rows().count();
            for row in more.groups.iter_mut().flat_map(|group| &mut group.rows) {
                number += 1;
                row.number = number.to_string();
            }
        }
        for group in more.groups {
            match self.groups.last_mut() {
                Some(last) if group.label.is_empty() => {
                    last.lines.1 = group.lines.1;
                    last.rows.extend(group.rows);
                }
                _ => self.groups.push(group),
            }
        }
    }

    fn open_group(&mut self, label: String, heading: Passage, line: usize) {
        self.groups.push(Group { label, heading, rows: Vec::new(), lines: (line, line) });
    }

    fn push(&mut self, mut row: Row) {
        row.cells = labelled(row.cells);
        repeat_above(&mut row, self.rows().next_back());
        if self.groups.is_empty() {
            self.open_group(String::new(), Passage::default(), row.lines.0);
        }
        self.counted = row.number.is_empty() && (self.counted || self.rows().next().is_none());
        if row.number.is_empty() {
            let rows: usize = self.groups.iter().map(|group| group.rows.len()).sum();
            row.number = (rows + 1).to_string();
        }
        if let Some(group) = self.groups.last_mut() {
            group.lines.1 = row.lines.1;
            group.rows.push(row);
        }
    }
}

/// Reads the table that starts at the first of `lines`, if one does, and says how many lines it takes. `next_chapter` is
/// the roman number that would end a flattened table of the current chapter.
pub(super) fn read(lines: &[Line], next_chapter: Option<u32>) -> Option<(Table, usize)> {
    piped::read(lines).or_else(|| flat::read(lines, next_chapter))
}

/// What the heading of a column means.
fn column(heading: &str) -> Column {
    static NUMBER: LazyLock<Option<Regex>> =
        LazyLock::new(|| Regex::new(r"^(?:s\.?t\.?t|t\.?t|so tt|so thu tu)\.?$").ok());
    let heading = fold(heading);
    let heading = heading.trim();
    let has = |words: &[&str]| words.iter().any(|word| heading.contains(word));
    const WHEN: [&str; 7] = ["thang", "ngay", "tuan", "quy", "han", "thoi diem", "han hoan thanh"];
    if WHEN.contains(&heading) {
        Column::Field(FieldKind::Time)
    } else if NUMBER.as_ref().is_some_and(|number| number.is_match(heading)) {
        Column::Number
    } else if heading.starts_with("thoi") {
        // "Thời hạn, sản phẩm"
        Column::Field(FieldKind::Time)
    } else if has(&["phoi hop"]) && !has(&["chu tri"]) {
        Column::Field(FieldKind::Coordinator)
    } else if has(&[
        "chu tri",
        "phu trach",
        "ro nguoi",
        "bo phan thuc hien",
        "can bo thuc hien",
        "don vi thuc hien",
        "co quan thuc hien",
        "nguoi thuc hien",
        "phan cong",
        "trach nhiem",
        "dau moi",
    ]) {
        Column::Field(FieldKind::Owner)
    } else if has(&["san pham", "ket qua"]) {
        Column::Field(FieldKind::Product)
    } else if has(&["thoi gian", "thoi han", "tien do", "hoan thanh"]) {
        Column::Field(FieldKind::Time)
    } else if has(&[
        "noi dung",
        "nhiem vu",
        "ro viec",
        "cong viec",
        "hoat dong",
        "hanh dong",
        "su kien",
        "giai phap",
        "chi tieu",
        "de an",
        "du an",
        "van ban",
    ]) {
        Column::Field(FieldKind::Work)
    } else {
        Column::Other
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Column {
    Number,
    Field(FieldKind),
    Other,
}

/// Whether columns make a task table.
fn is_task_table(columns: &[Column]) -> bool {
    let has = |kind| columns.contains(&Column::Field(kind));
    has(FieldKind::Work) && (has(FieldKind::Owner) || has(FieldKind::Time) || has(FieldKind::Coordinator))
}

/// A cell that says itself what it holds: "Chủ trì: Công an xã; phối hợp: các thôn".
fn labelled(cells: Vec<(FieldKind, Passage)>) -> Vec<(FieldKind, Passage)> {
    let parts = |(kind, cell): (FieldKind, Passage)| {
        let whole = || Field { kind, value: 0..cell.text().len() };
        let mut held = if kind == FieldKind::Work { Vec::new() } else { fields(cell.text()) };
        // "Sở A (chủ trì); Sở B (phối hợp)"
        if held.is_empty() && kind == FieldKind::Owner {
            held = roles(whole(), cell.folded());
        }
        let whole = held.is_empty().then(|| (kind, cell.clone()));
        whole
            .into_iter()
            .chain(held.into_iter().map(move |field| (field.kind, cell.slice(field.value))))
            .collect::<Vec<_>>()
    };
    cells.into_iter().flat_map(parts).collect()
}

/// Puts the text of the row above where a cell says "as above".
fn repeat_above(row: &mut Row, above: Option<&Row>) {
    for (kind, cell) in &mut row.cells {
        if is_repeat(cell.text())
            && let Some(first) = above.and_then(|above| above.cell(*kind))
        {
            *cell = first.clone();
        }
    }
}

/// Whether a cell says "as above".
fn is_repeat(text: &str) -> bool {
    matches!(fold(text).trim_matches(['-', '.', '"', '(', ')', ' ']), "nt" | "n/t" | "nhu tren" | "//" | "''")
        || (!text.is_empty()
            && text.chars().all(|c| matches!(c, '"' | '”' | '″' | '-' | ' '))
            && text.contains(['"', '”', '″']))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_column_headings_by_meaning() {
        assert_eq!(column("STT"), Column::Number);
        assert_eq!(column("Đơn vị chủ trì tham mưu"), Column::Field(FieldKind::Owner));
        assert_eq!(column("Sản phẩm hoàn thành"), Column::Field(FieldKind::Product));
        assert_eq!(column("Họ và tên"), Column::Other);
    }
}
