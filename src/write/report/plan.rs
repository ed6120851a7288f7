//! A plan with its tasks, to which the pairs link.
//!
//! In: a record. Out: its page.

use serde::Serialize;

use super::{name, shown_date};
use crate::compare::Identity;
use crate::record::Record;

/// A plan with its tasks, to which the pairs link.
#[derive(Serialize)]
pub(super) struct PlanPage {
    plan: usize,
    name: String,
    title: String,
    source: String,
    date: String,
    tasks: Vec<TaskRow>,
    findings: Vec<(String, Option<[usize; 2]>)>,
}

#[derive(Serialize)]
struct TaskRow {
    path: String,
    text: String,
    lines: [usize; 2],
    owners: String,
    deadlines: String,
}

pub(super) fn plan_page(at: usize, record: &Record) -> PlanPage {
    let header = &record.plan.header;
    let identity = Identity::of(record);
    let tasks = record.plan.tasks.iter().map(|task| TaskRow {
        path: task.path.clone(),
        text: task.text.clone(),
        lines: task.place.lines,
        owners: task.owners.iter().map(|owner| owner.name.as_str()).collect::<Vec<_>>().join("; "),
        deadlines: task.deadlines.iter().map(|deadline| deadline.text.as_str()).collect::<Vec<_>>().join("; "),
    });
    let findings =
        record.plan.findings.iter().map(|finding| (format!("{} {}", finding.message, finding.evidence), finding.lines));
    PlanPage {
        plan: at,
        name: name(&identity),
        title: identity.title.unwrap_or_default(),
        source: record.path.clone(),
        date: header.date.as_deref().map_or_else(|| "–".to_owned(), shown_date),
        tasks: tasks.collect(),
        findings: findings.collect(),
    }
}
