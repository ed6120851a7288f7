//! What became of each task: same, reworded, changed, on one side only, or unknown.
//!
//! In: two subjects and their matches. Out: a [`Pair`] for every match and for every task without one, in the left plan's
//! order, then the right's. A task without a counterpart is on one side only where the other file shows that; where the
//! other file was cut, or lacks an annex that it cites, the verdict is *unknown*, with the reason.

use schemars::JsonSchema;
use serde::Serialize;

use super::align::{Link, Match};
use super::field::{Change, Field, Sides, changes};
use super::neutral::Names;
use super::subject::{Item, Subject};
use crate::plan::{SectionKind, Task};

/// Two texts whose words agree at least this much, neutral words counted, are the same but for slips of reading.
pub const SAME_FLOOR: f32 = 0.97;

/// What became of a task.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// Alike but for the localities' own names, levels and years.
    Same,
    /// The same content in other words.
    Reworded,
    /// Owner, deadline, target or scope differs.
    Changed,
    /// Only in the left plan.
    OnlyLeft,
    /// Only in the right plan.
    OnlyRight,
    /// The file can't tell.
    Unknown,
}

/// Why a verdict is unknown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// The left file was cut where the task would stand.
    LeftCut,
    /// The right file was cut where the task would stand.
    RightCut,
    /// The left plan cites an annex that its file lacks.
    LeftAnnexMissing,
    /// The right plan cites an annex that its file lacks.
    RightAnnexMissing,
}

/// Two tasks that are one, or one that is alone.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Pair {
    /// Path of the left plan's task.
    pub left: Option<String>,
    /// Path of the right plan's task.
    pub right: Option<String>,
    /// What became of it.
    pub status: Status,
    /// From 0 to 1; null for a task that is alone.
    pub similarity: Option<f64>,
    /// How the two belong together; null for a task that is alone.
    pub link: Option<Link>,
    /// What differs.
    pub changes: Vec<Change>,
    /// Why the verdict is unknown.
    pub reason: Option<Reason>,
    /// The left text.
    pub left_text: Option<String>,
    /// The right text.
    pub right_text: Option<String>,
    /// Lines of the left plan's source.
    pub left_lines: Option<[usize; 2]>,
    /// Lines of the right plan's source.
    pub right_lines: Option<[usize; 2]>,
}

/// Judges every task of both plans.
pub fn pairs(left: &Subject, right: &Subject, matches: &[Match], names: &Names) -> Vec<Pair> {
    let sides = Sides { left: &left.record.plan.header, right: &right.record.plan.header, names };
    let mut found = Vec::new();
    for i in 0..left.items.len() {
        let of_item: Vec<&Match> = matches.iter().filter(|pair| pair.left == i).collect();
        if of_item.is_empty() {
            let (status, reason) = alone(right, &ends(matches, i), Status::OnlyLeft, left.items[i].part);
            found.push(pair(Some(left.task(i)), None, status, reason));
        }
        found.extend(of_item.into_iter().map(|pair| matched(left, right, pair, &sides)));
    }
    for j in (0..right.items.len()).filter(|j| !matches.iter().any(|pair| pair.right == *j)) {
        let flipped: Vec<Match> =
            matches.iter().map(|pair| Match { left: pair.right, right: pair.left, ..*pair }).collect();
        let (status, reason) = alone(left, &ends(&flipped, j), Status::OnlyRight, right.items[j].part);
        found.push(pair(None, Some(right.task(j)), status, reason));
    }
    found
}

/// The items of the other plan between which a task would stand: counterparts of its nearest matched neighbours.
fn ends(matches: &[Match], item: usize) -> (Option<usize>, Option<usize>) {
    let before = matches.iter().filter(|pair| pair.left < item).max_by_key(|pair| pair.left);
    let after = matches.iter().filter(|pair| pair.left > item).min_by_key(|pair| pair.left);
    (before.map(|pair| pair.right), after.map(|pair| pair.right))
}

/// Whether the other file shows that a task is not in its plan.
fn alone(
    other: &Subject,
    ends: &(Option<usize>, Option<usize>),
    only: Status,
    part: Option<SectionKind>,
) -> (Status, Option<Reason>) {
    let (cut, annex) = match only {
        Status::OnlyLeft => (Reason::RightCut, Reason::RightAnnexMissing),
        _ => (Reason::LeftCut, Reason::LeftAnnexMissing),
    };
    let line = |item: usize| other.task(item).place.lines[0];
    let from = ends.0.map_or(0, line);
    let to = ends.1.map_or(usize::MAX, line);
    if other.gaps.cuts.iter().any(|&at| from <= at && at <= to) {
        (Status::Unknown, Some(cut))
    } else if other.gaps.annex_missing && part != Some(SectionKind::Implementation) {
        (Status::Unknown, Some(annex))
    } else {
        (only, None)
    }
}

fn matched(left: &Subject, right: &Subject, found: &Match, sides: &Sides<'_>) -> Pair {
    let (a, b) = (left.task(found.left), right.task(found.right));
    let mut changes = changes(a, b, sides);
    if matches!(found.link, Link::Split | Link::Merged) {
        // A part of a task need not repeat what the whole says, nor is what it says besides an addition.
        changes.retain(|change| change.left.is_some() && change.right.is_some() && change.field != Field::Scope);
    }
    let status = if !changes.is_empty() {
        Status::Changed
    } else if agreement(&left.items[found.left], &right.items[found.right]) >= SAME_FLOOR {
        Status::Same
    } else {
        Status::Reworded
    };
    let similarity = Some((f64::from(found.similarity) * 1e4).round() / 1e4);
    Pair { similarity, link: Some(found.link), changes, ..pair(Some(a), Some(b), status, None) }
}

/// Share of the words that need no change.
fn agreement(left: &Item, right: &Item) -> f32 {
    let longest = left.words.len().max(right.words.len()).max(1);
    1.0 - strsim::generic_levenshtein(&left.words, &right.words) as f32 / longest as f32
}

fn pair(left: Option<&Task>, right: Option<&Task>, status: Status, reason: Option<Reason>) -> Pair {
    Pair {
        left: left.map(|task| task.path.clone()),
        right: right.map(|task| task.path.clone()),
        status,
        similarity: None,
        link: None,
        changes: Vec::new(),
        reason,
        left_text: left.map(|task| task.text.clone()),
        right_text: right.map(|task| task.text.clone()),
        left_lines: left.map(|task| task.place.lines),
        right_lines: right.map(|task| task.place.lines),
    }
}
