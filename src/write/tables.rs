//! The tables of a report: overview, tasks, differences, findings.
//!
//! In: comparisons and the plans behind them. Out: tables with titles in the reader's language and cells that know what
//! they are, so that the workbook has real dates and numbers. CSV and the workbook write the same tables.

use std::io::Write;

use jiff::civil::Date;

use super::words::{Language, words};
use crate::compare::Comparison;
use crate::compare::check;
use crate::record::Record;

/// A table.
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    /// Name for a file.
    pub name: &'static str,
    /// Title for people.
    pub title: &'static str,
    /// Titles and widths (in characters) of the columns.
    pub columns: Vec<(&'static str, u16)>,
    /// Rows, as wide as the columns.
    pub rows: Vec<Vec<Cell>>,
}

/// A cell.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    /// Nothing.
    Empty,
    /// Text.
    Text(String),
    /// A whole number.
    Count(usize),
    /// A share from 0 to 1.
    Share(f64),
    /// A date.
    Date(Date),
}

impl Cell {
    fn text(text: impl Into<String>) -> Cell {
        let text = text.into();
        if text.is_empty() { Cell::Empty } else { Cell::Text(text) }
    }

    fn optional(text: Option<&str>) -> Cell {
        text.map_or(Cell::Empty, Cell::text)
    }

    /// A whole date as a date; a date in part as text.
    fn date(iso: Option<&str>) -> Cell {
        iso.map_or(Cell::Empty, |iso| iso.parse().map_or_else(|_| Cell::text(iso), Cell::Date))
    }
}

/// The tables of some comparisons; `plans` are the plans on their right sides, each once.
pub fn tables(comparisons: &[Comparison], plans: &[&Record], language: Language) -> Vec<Table> {
    let say = words(language);
    vec![
        overview(comparisons, say),
        tasks(plans, say, language),
        differences(comparisons, say, language),
        findings(comparisons, say, language),
    ]
}

fn overview(comparisons: &[Comparison], say: &super::words::Words) -> Table {
    let rows = comparisons.iter().map(|comparison| {
        let summary = &comparison.summary;
        let counts =
            [summary.same, summary.reworded, summary.changed, summary.only_left, summary.only_right, summary.unknown];
        let mut row = vec![
            Cell::optional(comparison.right.issuer.as_deref()),
            Cell::optional(comparison.right.number.as_deref()),
            Cell::date(comparison.right.date.as_deref()),
            Cell::optional(comparison.left.issuer.as_deref()),
            Cell::optional(comparison.left.number.as_deref()),
        ];
        row.extend(counts.map(Cell::Count));
        row.push(summary.coverage.map_or(Cell::Empty, Cell::Share));
        row.push(Cell::Count(comparison.findings.len()));
        row.push(Cell::text(comparison.right.source.clone()));
        row
    });
    Table {
        name: "overview",
        title: say.overview,
        columns: vec![
            (say.locality, 32),
            (say.number, 16),
            (say.date, 12),
            (say.parent, 32),
            (say.parent_number, 16),
            (say.same, 10),
            (say.reworded, 10),
            (say.changed, 10),
            (say.only_left, 10),
            (say.only_right, 10),
            (say.unknown, 10),
            (say.coverage, 10),
            (say.findings, 10),
            (say.file, 40),
        ],
        rows: rows.collect(),
    }
}

fn tasks(plans: &[&Record], say: &super::words::Words, language: Language) -> Table {
    let names = |names: &[crate::plan::Name]| {
        Cell::text(names.iter().map(|name| name.name.as_str()).collect::<Vec<_>>().join("; "))
    };
    let rows = plans.iter().flat_map(|record| {
        let issuer = record.plan.header.issuer.as_ref().map(|issuer| issuer.name.as_str());
        record.plan.tasks.iter().map(move |task| {
            let deadline = task.deadlines.first();
            vec![
                Cell::optional(issuer),
                Cell::text(task.path.clone()),
                Cell::text(task.text.clone()),
                names(&task.owners),
                names(&task.coordinators),
                Cell::optional(deadline.map(|deadline| deadline.text.as_str())),
                Cell::date(deadline.and_then(|deadline| deadline.end.as_deref())),
                Cell::optional(
                    deadline
                        .and_then(|deadline| deadline.recurrence)
                        .map(|recurrence| super::words::recurrence(recurrence, language)),
                ),
                Cell::text(task.targets.iter().map(|target| target.text.as_str()).collect::<Vec<_>>().join("; ")),
                Cell::optional(task.reports_to.as_ref().map(|name| name.name.as_str())),
                Cell::Count(task.place.lines[0]),
                Cell::text(record.path.clone()),
            ]
        })
    });
    Table {
        name: "tasks",
        title: say.tasks,
        columns: vec![
            (say.locality, 32),
            (say.path, 12),
            (say.task, 80),
            (say.owners, 28),
            (say.coordinators, 28),
            (say.deadline, 24),
            (say.due, 12),
            (say.recurrence, 14),
            (say.targets, 28),
            (say.reports_to, 24),
            (say.line, 8),
            (say.file, 40),
        ],
        rows: rows.collect(),
    }
}

fn differences(comparisons: &[Comparison], say: &super::words::Words, language: Language) -> Table {
    let rows = comparisons.iter().flat_map(|comparison| {
        comparison.pairs.iter().map(move |pair| {
            let changes = pair.changes.iter().map(|change| super::words::change(change, language));
            vec![
                Cell::optional(comparison.right.issuer.as_deref()),
                Cell::text(super::words::status(pair.status, language)),
                Cell::optional(pair.left.as_deref()),
                Cell::optional(pair.left_text.as_deref()),
                Cell::optional(pair.right.as_deref()),
                Cell::optional(pair.right_text.as_deref()),
                Cell::text(changes.collect::<Vec<_>>().join("; ")),
                Cell::optional(pair.reason.map(|reason| super::words::reason(reason, language))),
                pair.similarity.map_or(Cell::Empty, Cell::Share),
                pair.left_lines.map_or(Cell::Empty, |lines| Cell::Count(lines[0])),
                pair.right_lines.map_or(Cell::Empty, |lines| Cell::Count(lines[0])),
            ]
        })
    });
    Table {
        name: "differences",
        title: say.differences,
        columns: vec![
            (say.locality, 32),
            (say.status, 18),
            (say.left_path, 12),
            (say.left_text, 60),
            (say.right_path, 12),
            (say.right_text, 60),
            (say.changes, 48),
            (say.reason, 30),
            (say.similarity, 10),
            (say.left_line, 8),
            (say.right_line, 8),
        ],
        rows: rows.collect(),
    }
}

fn findings(comparisons: &[Comparison], say: &super::words::Words, language: Language) -> Table {
    let rows = comparisons.iter().flat_map(|comparison| {
        comparison.findings.iter().map(move |finding| {
            let title = check::title(finding.code).map_or(finding.code, |title| language.of(title.1, title.0));
            vec![
                Cell::optional(comparison.right.issuer.as_deref()),
                Cell::text(super::words::severity(finding.severity, language)),
                Cell::text(title),
                Cell::text(finding.message.clone()),
                Cell::text(finding.evidence.clone()),
                Cell::optional(finding.left.as_deref()),
                Cell::optional(finding.right.as_deref()),
                finding.right_lines.map_or(Cell::Empty, |lines| Cell::Count(lines[0])),
                Cell::text(comparison.right.source.clone()),
            ]
        })
    });
    Table {
        name: "findings",
        title: say.findings,
        columns: vec![
            (say.locality, 32),
            (say.severity, 14),
            (say.check, 36),
            (say.message, 56),
            (say.evidence, 56),
            (say.left_path, 12),
            (say.right_path, 12),
            (say.line, 8),
            (say.file, 40),
        ],
        rows: rows.collect(),
    }
}

/// Writes a table as CSV: UTF-8 with a byte order mark, which Excel asks for, dates as ISO. A text that a spreadsheet would
/// take for a formula gets an apostrophe before it.
pub fn csv(table: &Table, out: &mut impl Write) -> std::io::Result<()> {
    out.write_all("\u{feff}".as_bytes())?;
    let mut writer = csv::Writer::from_writer(out);
    writer.write_record(table.columns.iter().map(|(title, _)| *title)).map_err(std::io::Error::other)?;
    for row in &table.rows {
        let cells = row.iter().map(|cell| match cell {
            Cell::Empty => String::new(),
            Cell::Text(text) if text.starts_with(['=', '+', '-', '@', '\t']) => format!("'{text}"),
            Cell::Text(text) => text.clone(),
            Cell::Count(count) => count.to_string(),
            Cell::Share(share) => format!("{share:.4}"),
            Cell::Date(date) => date.to_string(),
        });
        writer.write_record(cells).map_err(std::io::Error::other)?;
    }
    writer.flush()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_are_made_harmless() {
        let rows = vec![vec![Cell::text("=1+1"), Cell::date(Some("2024-06-10")), Cell::date(Some("2024-06"))]];
        let table = Table { name: "t", title: "t", columns: vec![("A", 1), ("B", 1), ("C", 1)], rows };
        let mut out = Vec::new();
        csv(&table, &mut out).unwrap();
        assert_eq!(String::from_utf8(out).unwrap(), "\u{feff}A,B,C\n'=1+1,2024-06-10,2024-06\n");
    }
}
