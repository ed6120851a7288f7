//! Field by field: what two tasks that are one say differently.
//!
//! In: two tasks. Out: a [`Change`] for each difference that matters: owner, deadline, target, scope. One file a field; each
//! says what counts as no difference. A difference of wording alone is no change: `verdict` sees to that.

mod deadline;
mod owner;
mod scope;
mod target;

use schemars::JsonSchema;
use serde::Serialize;

use super::neutral::Names;
use crate::plan::{Header, Place, Task};

/// What differs between two tasks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Change {
    /// Which field.
    pub field: Field,
    /// In what way.
    pub how: How,
    /// As the left plan says it; null where it says nothing.
    pub left: Option<String>,
    /// As the right plan says it; null where it says nothing.
    pub right: Option<String>,
    /// Lines of the left plan's source.
    pub left_lines: Option<[usize; 2]>,
    /// Lines of the right plan's source.
    pub right_lines: Option<[usize; 2]>,
}

/// A field that is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Field {
    /// Who must do it.
    Owner,
    /// When.
    Deadline,
    /// How much.
    Target,
    /// For whom or where.
    Scope,
}

/// How a field differs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum How {
    /// The same office at a lower level.
    LowerLevel,
    /// Somebody or something else.
    Other,
    /// Said on the right only.
    Added,
    /// Said on the left only.
    Gone,
    /// A date before the left one, in the plan's own year.
    Earlier,
    /// A date after the left one, in the plan's own year.
    Later,
    /// A greater quantity.
    Raised,
    /// A smaller quantity.
    Lowered,
    /// A quantity of something else.
    Replaced,
    /// Fewer places or people.
    Narrowed,
    /// More places or people.
    Widened,
}

/// The two plans around a pair of tasks.
pub(super) struct Sides<'a> {
    pub(super) left: &'a Header,
    pub(super) right: &'a Header,
    /// Names that are neutral.
    pub(super) names: &'a Names,
}

/// Every change between two tasks, in the order of fields.
pub(super) fn changes(left: &Task, right: &Task, sides: &Sides<'_>) -> Vec<Change> {
    let mut found = Vec::new();
    found.extend(owner::owner(left, right, sides));
    found.extend(deadline::deadline(left, right, sides));
    found.extend(target::target(left, right, sides));
    found.extend(scope::scope(left, right));
    found
}

/// A side of a change: what is said there, and where.
type Said = Option<(String, Place)>;

fn change(field: Field, how: How, left: Said, right: Said) -> Change {
    let (left, left_place) = left.unzip();
    let (right, right_place) = right.unzip();
    let lines = |place: Option<Place>| place.map(|place| place.lines);
    Change { field, how, left, right, left_lines: lines(left_place), right_lines: lines(right_place) }
}
