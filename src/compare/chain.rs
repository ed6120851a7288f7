//! The chain: which plan carries out which, across any number of plans.
//!
//! In: records. Out: nodes (every plan, and every plan that is cited but not at hand) and edges from child to parent, with
//! what is wrong along them: a level that was skipped, a parent that is not at hand, a child older than its parent, a child
//! later than [`ISSUE_DAYS`] working days after its parent, a circle. It compares no tasks.

use std::collections::HashMap;

use jiff::civil::Date;
use petgraph::algo::tarjan_scc;
use petgraph::graph::DiGraph;
use schemars::JsonSchema;
use serde::Serialize;

use super::Identity;
use crate::calendar::working_days;
use crate::plan::{Header, Level, Reference};
use crate::record::Record;

/// Working days after a parent's date in which its children are to be issued, as plans commonly demand.
pub const ISSUE_DAYS: u32 = 15;

/// The last day on which there were districts.
const DISTRICTS_END: &str = "2025-06-30";

/// Which plan carries out which.
#[derive(Clone, Debug, Default, PartialEq, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Chain {
    /// Every plan; those at hand first, in the order given.
    pub nodes: Vec<Node>,
    /// From child to parent.
    pub edges: Vec<Edge>,
}

/// A plan of the chain.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Node {
    /// Which plan; null where it is only cited.
    pub plan: Option<Identity>,
    /// Number by which it is cited, where it is not at hand.
    pub cited_as: Option<String>,
    /// Who issued it, as cited.
    pub cited_issuer: Option<String>,
    /// Date by which it is cited.
    pub cited_date: Option<String>,
}

/// A step from a plan to the one it carries out or rests on.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Edge {
    /// Index of the child among the nodes.
    pub child: usize,
    /// Index of the parent.
    pub parent: usize,
    /// Whether the child says that it carries out this one; else it only cites it among what it rests on.
    pub carries_out: bool,
    /// Working days from the parent's date to the child's; null where a date is not whole or out of order, and where the
    /// parent is two levels up.
    pub working_days: Option<u32>,
    /// What is wrong with it.
    pub problems: Vec<Problem>,
}

/// What is wrong with a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Problem {
    /// The parent is two levels up, while there still were districts between.
    SkippedLevel,
    /// The parent is cited, but not among the plans.
    UnknownParent,
    /// The child bears an earlier date than its parent.
    OlderThanParent,
    /// The child came more than [`ISSUE_DAYS`] working days after its parent.
    Late,
    /// Following the steps leads back to the same plan.
    Circle,
}

/// Builds the chain.
pub fn chain(records: &[Record]) -> Chain {
    let mut nodes: Vec<Node> = records
        .iter()
        .map(|record| Node { plan: Some(Identity::of(record)), cited_as: None, cited_issuer: None, cited_date: None })
        .collect();
    let mut by_number: HashMap<String, Vec<usize>> = HashMap::new();
    for (at, record) in records.iter().enumerate() {
        by_number.entry(key(record.plan.header.number.as_deref())).or_default().push(at);
    }
    let mut unknown: HashMap<(String, String), usize> = HashMap::new();
    let mut edges = Vec::new();
    for (child, record) in records.iter().enumerate() {
        let header = &record.plan.header;
        for (reference, carries_out) in plans_cited(header) {
            let number = key(reference.number.as_deref());
            let at_hand = by_number.get(&number).into_iter().flatten().copied();
            let parent = at_hand.filter(|&at| at != child).find(|&at| matches(reference, &records[at].plan.header));
            let parent = parent.unwrap_or_else(|| {
                let date = reference.date.clone().unwrap_or_default();
                *unknown.entry((number, date)).or_insert_with(|| {
                    nodes.push(Node {
                        plan: None,
                        cited_as: reference.number.clone(),
                        cited_issuer: reference.issuer.clone(),
                        cited_date: reference.date.clone(),
                    });
                    nodes.len() - 1
                })
            });
            edges.push(edge(child, parent, carries_out, header, reference, records.get(parent)));
        }
    }
    mark_circles(nodes.len(), &mut edges);
    Chain { nodes, edges }
}

/// The plans that a header cites: the one it carries out, then those it rests on; each once.
fn plans_cited(header: &Header) -> Vec<(&Reference, bool)> {
    let parent = header.parent.iter().map(|reference| (reference, true));
    let is_plan =
        |reference: &&Reference| reference.doc_type.as_deref() == Some("kế hoạch") && reference.number.is_some();
    let rests_on = header.legal_basis.iter().filter(is_plan).map(|reference| (reference, false));
    let mut cited: Vec<(&Reference, bool)> = Vec::new();
    for (reference, carries_out) in parent.chain(rests_on) {
        if reference.number.is_some()
            && !cited.iter().any(|(known, _)| key(known.number.as_deref()) == key(reference.number.as_deref()))
        {
            cited.push((reference, carries_out));
        }
    }
    cited
}

/// The reference by which a child cites a parent, if it does.
pub(super) fn cites<'a>(child: &'a Header, parent: &Header) -> Option<&'a Reference> {
    let same = |reference: &&Reference| {
        parent.number.is_some()
            && key(reference.number.as_deref()) == key(parent.number.as_deref())
            && matches(reference, parent)
    };
    plans_cited(child).into_iter().map(|(reference, _)| reference).find(same)
}

/// Whether a reference may be to a plan of that number: dates and issuers do not contradict each other.
fn matches(reference: &Reference, plan: &Header) -> bool {
    let dates = reference.date.as_deref().zip(plan.date.as_deref());
    let same_date = dates.is_none_or(|(cited, date)| cited.starts_with(date) || date.starts_with(cited));
    let issuers = reference.issuer.as_deref().zip(plan.issuer.as_ref().map(|issuer| issuer.name.as_str()));
    let same_issuer = issuers.is_none_or(|(cited, issuer)| same_unit(cited, issuer));
    same_date && same_issuer
}

/// Whether "UBND tỉnh" or "UBND tỉnh Hưng Yên" may be "Ủy ban nhân dân tỉnh Hưng Yên": no word of the shorter contradicts.
fn same_unit(cited: &str, issuer: &str) -> bool {
    let plain = |name: &str| crate::fold::fold(name).replace("uy ban nhan dan", "ubnd");
    let (cited, issuer) = (plain(cited), plain(issuer));
    issuer.starts_with(cited.trim()) || cited.starts_with(issuer.trim())
}

fn key(number: Option<&str>) -> String {
    number.unwrap_or_default().trim_start_matches('0').to_uppercase()
}

fn edge(
    child: usize,
    parent: usize,
    carries_out: bool,
    header: &Header,
    reference: &Reference,
    at_hand: Option<&Record>,
) -> Edge {
    let date = at_hand.and_then(|record| record.plan.header.date.clone()).or_else(|| reference.date.clone());
    let whole = |date: Option<&str>| date.and_then(|date| date.parse::<Date>().ok());
    let dates = whole(date.as_deref()).zip(whole(header.date.as_deref()));
    let days = dates.and_then(|(parent, child)| working_days(parent, child));
    let mut problems = Vec::new();
    if at_hand.is_none() {
        problems.push(Problem::UnknownParent);
    }
    let level = |header: &Header| header.issuer.as_ref().and_then(|issuer| issuer.level);
    let parent_level = at_hand.and_then(|record| level(&record.plan.header));
    let districts = header.date.as_deref().is_some_and(|date| date <= DISTRICTS_END);
    let cites_district = header.legal_basis.iter().chain(&header.parent).any(|reference| {
        let issuer = format!("{} ", reference.issuer.as_deref().map(crate::fold::fold).unwrap_or_default());
        [" huyen ", " quan ", " thi xa ", " thanh pho "].iter().any(|unit| issuer.contains(unit))
    });
    let two_up = districts && (level(header), parent_level) == (Some(Level::Commune), Some(Level::Province));
    if carries_out && two_up && !cites_district {
        problems.push(Problem::SkippedLevel);
    }
    if dates.is_some_and(|(parent, child)| child < parent) {
        problems.push(Problem::OlderThanParent);
    }
    // From two levels up the days say nothing: the district's plan came between.
    let days = days.filter(|_| !two_up);
    if carries_out && days.is_some_and(|days| days > ISSUE_DAYS) {
        problems.push(Problem::Late);
    }
    Edge { child, parent, carries_out, working_days: days, problems }
}

fn mark_circles(nodes: usize, edges: &mut [Edge]) {
    let mut graph: DiGraph<(), ()> = DiGraph::new();
    let places: Vec<_> = (0..nodes).map(|_| graph.add_node(())).collect();
    for edge in edges.iter() {
        graph.add_edge(places[edge.child], places[edge.parent], ());
    }
    let mut circle = vec![0; nodes];
    for (number, group) in tarjan_scc(&graph).iter().enumerate().filter(|(_, group)| group.len() > 1) {
        for node in group {
            circle[node.index()] = number + 1;
        }
    }
    for edge in edges.iter_mut().filter(|edge| circle[edge.child] > 0 && circle[edge.child] == circle[edge.parent]) {
        edge.problems.push(Problem::Circle);
    }
}
