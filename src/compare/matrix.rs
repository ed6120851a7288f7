//! One parent against many: a row for each of the parent's tasks, a column for each locality.
//!
//! In: a parent, its children, the rarity of shingles. Out: the status of each task in each locality. It keeps no texts:
//! those are in the single comparisons.

use rayon::prelude::*;
use schemars::JsonSchema;
use serde::Serialize;

use super::rarity::Rarity;
use super::subject::Subject;
use super::verdict::{Pair, Status};
use super::{Comparison, Identity, Summary, compare};

/// One parent against many.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Matrix {
    /// The parent.
    pub parent: Identity,
    /// The localities, in the order given.
    pub columns: Vec<Column>,
    /// The parent's tasks, in its order.
    pub rows: Vec<Row>,
}

/// A locality.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Column {
    /// Its plan.
    pub plan: Identity,
    /// Counts of its comparison with the parent.
    pub summary: Summary,
}

/// A task of the parent.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Row {
    /// Its path.
    pub path: String,
    /// Its text.
    pub text: String,
    /// What became of it in each locality, in the order of the columns.
    pub cells: Vec<Status>,
}

/// Compares one parent with many children, on all cores.
pub fn matrix(parent: &Subject, children: &[&Subject], rarity: &Rarity) -> Matrix {
    let comparisons: Vec<Comparison> = children.par_iter().map(|child| compare(parent, child, rarity)).collect();
    of_comparisons(parent, &comparisons)
}

/// The matrix of comparisons with one parent.
pub fn of_comparisons(parent: &Subject, comparisons: &[Comparison]) -> Matrix {
    let tasks = &parent.record.plan.tasks;
    let rows = tasks.iter().map(|task| Row {
        path: task.path.clone(),
        text: task.text.clone(),
        cells: comparisons.iter().map(|comparison| cell(&comparison.pairs, &task.path)).collect(),
    });
    let columns =
        comparisons.iter().map(|comparison| Column { plan: comparison.right.clone(), summary: comparison.summary });
    Matrix { parent: Identity::of(&parent.record), columns: columns.collect(), rows: rows.collect() }
}

/// The status of a task; of one that was split, the weightiest of its parts.
fn cell(pairs: &[Pair], path: &str) -> Status {
    let weight = |status: &Status| match status {
        Status::Same => 0,
        Status::Reworded => 1,
        Status::Changed => 2,
        _ => 3,
    };
    let of_task = pairs.iter().filter(|pair| pair.left.as_deref() == Some(path)).map(|pair| pair.status);
    of_task.max_by_key(weight).unwrap_or(Status::Unknown)
}
