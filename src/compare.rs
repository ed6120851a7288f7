//! Plans → comparison: what became of a plan's tasks in another plan.
//!
//! In: records of plans. Out: a [`Comparison`] of two, a [`matrix::Matrix`] of one parent against many, the
//! [`chain::Chain`] of which plan carries out which, or the [`copies::Copies`] among many. Everything here is total: what a
//! file can't tell is *unknown*, with the reason. It reads no text of sources and restores nothing.
//!
//! Localities' names, levels and years are made neutral first ([`neutral`]); tasks are aligned globally ([`align`]) by
//! shingles weighted by rarity ([`rarity`]); then each field is compared ([`field`]) and each pair judged ([`verdict`]);
//! [`check`] holds the comparisons that a department asks for.

pub mod align;
pub mod chain;
pub mod check;
pub mod copies;
pub mod field;
pub mod matrix;
pub mod neutral;
pub mod rarity;
pub mod subject;
pub mod verdict;

use schemars::JsonSchema;
use serde::Serialize;

use crate::plan::{Issuer, Level, Years};
use crate::record::Record;
use check::{Check, Finding};
use neutral::Names;
use rarity::Rarity;
use subject::Subject;
use verdict::{Pair, Status};

/// Which plan a side is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Identity {
    /// The name its file was given by.
    pub source: String,
    /// Who issued it.
    pub issuer: Option<String>,
    /// Its level.
    pub level: Option<Level>,
    /// Its number.
    pub number: Option<String>,
    /// Its date, ISO as far as printed.
    pub date: Option<String>,
    /// Its title.
    pub title: Option<String>,
    /// The years it is for.
    pub years: Years,
}

impl Identity {
    /// Which plan a record is.
    pub fn of(record: &Record) -> Identity {
        let header = &record.plan.header;
        Identity {
            source: record.path.clone(),
            issuer: header.issuer.as_ref().map(|issuer| issuer.name.clone()),
            level: header.issuer.as_ref().and_then(|issuer: &Issuer| issuer.level),
            number: header.number.clone(),
            date: header.date.clone(),
            title: header.title.as_ref().map(|title| title.text.clone()),
            years: header.years,
        }
    }
}

/// How the right plan is related to the left one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Relation {
    /// The right plan says that it carries out the left one, or cites it among what it rests on.
    CarriesOut,
    /// The same issuer in another year.
    YearOnYear,
    /// The same file twice.
    Identical,
    /// Nothing in the plans says how they are related.
    NotStated,
}

/// What became of the left plan's tasks in the right plan.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Comparison {
    /// The parent, or the earlier plan.
    pub left: Identity,
    /// The child, or the later plan.
    pub right: Identity,
    /// How they are related.
    pub relation: Relation,
    /// A row for each task that has a counterpart, and for each that has none.
    pub pairs: Vec<Pair>,
    /// Counts.
    pub summary: Summary,
    /// The comparisons that a department asks for, and how each came out.
    pub checks: Vec<Check>,
    /// What they found.
    pub findings: Vec<Finding>,
}

/// Counts of a comparison.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Summary {
    /// Tasks of the left plan.
    pub left_tasks: usize,
    /// Tasks of the right plan.
    pub right_tasks: usize,
    /// Pairs of each status.
    pub same: usize,
    /// In other words.
    pub reworded: usize,
    /// With another owner, deadline, target or scope.
    pub changed: usize,
    /// Only on the left.
    pub only_left: usize,
    /// Only on the right.
    pub only_right: usize,
    /// That the files can't tell.
    pub unknown: usize,
    /// Share of the left tasks with a counterpart, among those of which the files can tell; null where there are none.
    pub coverage: Option<f64>,
}

/// Compares two plans; `rarity` counts the tasks of all plans of the run.
pub fn compare(left: &Subject, right: &Subject, rarity: &Rarity) -> Comparison {
    let names = names([left, right]);
    let matches = align::align(left, right, rarity);
    let pairs = verdict::pairs(left, right, &matches, &names);
    let summary = summary(left, right, &pairs);
    let relation = relation(&left.record, &right.record);
    let (checks, findings) = check::checks(&check::Ground { left, right, relation, pairs: &pairs, summary: &summary });
    Comparison {
        left: Identity::of(&left.record),
        right: Identity::of(&right.record),
        relation,
        pairs,
        summary,
        checks,
        findings,
    }
}

/// Makes plans ready and counts their shingles.
pub fn prepare(records: Vec<Record>) -> (Vec<Subject>, Rarity) {
    let subjects: Vec<Subject> = records.into_iter().map(|record| Subject::new(record, &Names::default())).collect();
    let mut rarity = Rarity::default();
    for item in subjects.iter().flat_map(|subject| &subject.items) {
        rarity.add(&item.shingles);
    }
    (subjects, rarity)
}

fn names(subjects: [&Subject; 2]) -> Names {
    let mut names = Names::default();
    for issuer in subjects.iter().filter_map(|subject| subject.record.plan.header.issuer.as_ref()) {
        names.add_issuer(&issuer.name);
    }
    names
}

fn relation(left: &Record, right: &Record) -> Relation {
    let (a, b) = (&left.plan.header, &right.plan.header);
    let same_issuer = a.issuer.is_some()
        && a.issuer.as_ref().map(|issuer| &issuer.name) == b.issuer.as_ref().map(|issuer| &issuer.name);
    if !left.sha256.is_empty() && left.sha256 == right.sha256 {
        Relation::Identical
    } else if chain::cites(b, a).is_some() {
        Relation::CarriesOut
    } else if same_issuer && a.years != b.years {
        Relation::YearOnYear
    } else {
        Relation::NotStated
    }
}

fn summary(left: &Subject, right: &Subject, pairs: &[Pair]) -> Summary {
    let count = |status: Status| pairs.iter().filter(|pair| pair.status == status).count();
    // A task that was split into two counts once.
    let mut met: Vec<&str> =
        pairs.iter().filter(|pair| pair.right.is_some()).filter_map(|pair| pair.left.as_deref()).collect();
    met.dedup();
    let told = met.len() + count(Status::OnlyLeft);
    Summary {
        left_tasks: left.items.len(),
        right_tasks: right.items.len(),
        same: count(Status::Same),
        reworded: count(Status::Reworded),
        changed: count(Status::Changed),
        only_left: count(Status::OnlyLeft),
        only_right: count(Status::OnlyRight),
        unknown: count(Status::Unknown),
        coverage: (told > 0).then(|| (met.len() as f64 / told as f64 * 1e4).round() / 1e4),
    }
}

#[cfg(test)]
mod tests;
