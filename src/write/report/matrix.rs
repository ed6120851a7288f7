//! A parent and its children: each task of the parent against each plan.
//!
//! In: the comparisons of one parent. Out: rows, columns and cells; of a task that was split the part that differs most.

use serde::Serialize;

use super::{MOST_PAIRS, STATUSES, class, name, sign};
use crate::compare::Comparison;
use crate::compare::verdict::Status;
use crate::write::words::{self, Language};

/// A parent's matrix.
#[derive(Serialize)]
pub(super) struct Family {
    name: String,
    title: String,
    columns: Vec<MatrixColumn>,
    rows: Vec<MatrixRow>,
}

#[derive(Serialize)]
struct MatrixColumn {
    name: String,
    pair: usize,
    has_page: bool,
    coverage: String,
}

#[derive(Serialize)]
struct MatrixRow {
    path: String,
    text: String,
    cells: Vec<MatrixCell>,
}

#[derive(Serialize)]
struct MatrixCell {
    class: &'static str,
    sign: &'static str,
    word: &'static str,
    pair: usize,
    /// Whether the pair has a page with this row.
    row: Option<usize>,
}

pub(super) fn family(comparisons: &[Comparison], first: usize, language: Language) -> Family {
    let parent = comparisons.first().map(|comparison| &comparison.left);
    let mut paths: Vec<(&str, &str)> = Vec::new();
    for pair in comparisons.first().iter().flat_map(|comparison| &comparison.pairs) {
        if let (Some(path), Some(text)) = (&pair.left, &pair.left_text)
            && paths.last().is_none_or(|(last, _)| last != path)
        {
            paths.push((path, text));
        }
    }
    let rows = paths.into_iter().map(|(path, text)| MatrixRow {
        path: path.to_owned(),
        text: text.to_owned(),
        cells: comparisons
            .iter()
            .enumerate()
            .map(|(at, comparison)| cell(comparison, path, first + at, language))
            .collect(),
    });
    let columns = comparisons.iter().enumerate().map(|(at, comparison)| MatrixColumn {
        name: name(&comparison.right),
        pair: first + at,
        has_page: first + at < MOST_PAIRS,
        coverage: comparison.summary.coverage.map_or_else(|| "–".to_owned(), |share| format!("{:.0} %", share * 100.0)),
    });
    Family {
        name: parent.map(name).unwrap_or_default(),
        title: parent.and_then(|parent| parent.title.clone()).unwrap_or_default(),
        columns: columns.collect(),
        rows: rows.collect(),
    }
}

fn cell(comparison: &Comparison, path: &str, pair: usize, language: Language) -> MatrixCell {
    let of_task = comparison.pairs.iter().enumerate().filter(|(_, row)| row.left.as_deref() == Some(path));
    // Of a task that was split, the part that differs most tells.
    let (row, status) = of_task
        .map(|(row, pair)| (row, pair.status))
        .max_by_key(|(_, status)| STATUSES.iter().position(|known| known == status))
        .unwrap_or((0, Status::Unknown));
    MatrixCell {
        class: class(status),
        sign: sign(status),
        word: words::status(status, language),
        pair,
        row: (pair < MOST_PAIRS).then_some(row),
    }
}
