//! A plan made ready to be compared.
//!
//! In: a [`Record`]. Out: its tasks with their neutral words and shingles, the part of the plan each stands in, and where
//! the file can't tell what the plan says. Costs about 1 KB a task beyond the record.

use super::neutral::{Names, Word, neutral};
use super::rarity::{Shingle, shingles};
use crate::plan::{SectionKind, Task};
use crate::record::Record;

/// A plan, ready to be compared.
#[derive(Clone, Debug)]
pub struct Subject {
    /// The plan.
    pub record: Record,
    /// Its tasks, in the plan's order.
    pub items: Vec<Item>,
    /// What the file does not show.
    pub gaps: Gaps,
}

/// A task, ready to be compared.
#[derive(Clone, Debug)]
pub struct Item {
    /// The part of the plan it stands in.
    pub part: Option<SectionKind>,
    /// Its neutral words.
    pub words: Vec<Word>,
    /// Their shingles.
    pub shingles: Vec<Shingle>,
}

/// What a file does not show of its plan.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Gaps {
    /// Lines at which the copy was cut.
    pub cuts: Vec<usize>,
    /// Whether an annex is cited that the file lacks.
    pub annex_missing: bool,
}

impl Subject {
    /// Makes a plan ready. Names of other localities that are neutral too may be given.
    pub fn new(record: Record, others: &Names) -> Subject {
        let mut names = others.clone();
        if let Some(issuer) = &record.plan.header.issuer {
            names.add_issuer(&issuer.name);
        }
        let kinds: Vec<(String, Option<SectionKind>)> =
            record.plan.sections.iter().map(|section| (section.path.clone(), section.kind)).collect();
        let items = record.plan.tasks.iter().map(|task| {
            let words = neutral(&task.text, &names);
            Item { part: part(&task.path, &kinds), shingles: shingles(&words), words }
        });
        let of_code = |code: &'static str| record.plan.findings.iter().filter(move |finding| finding.code == code);
        let gaps = Gaps {
            cuts: of_code("source_cut").filter_map(|finding| finding.lines.map(|lines| lines[0])).collect(),
            annex_missing: of_code("annex_missing").next().is_some(),
        };
        Subject { items: items.collect(), gaps, record }
    }

    /// The task behind an item.
    pub fn task(&self, item: usize) -> &Task {
        &self.record.plan.tasks[item]
    }
}

/// The kind of the top-level section that a path starts with.
fn part(path: &str, kinds: &[(String, Option<SectionKind>)]) -> Option<SectionKind> {
    let under = |section: &str| path == section || path.strip_prefix(section).is_some_and(|rest| rest.starts_with('/'));
    kinds.iter().find(|(section, _)| under(section)).and_then(|(_, kind)| *kind)
}
