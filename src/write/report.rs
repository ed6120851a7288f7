//! The report: one HTML file that opens from disk, needs no network, prints well, and works with keyboard and on a phone.
//!
//! In: comparisons, the plans behind them, their chain, what failed. Out: HTML. What is shown is prepared here as plain
//! values; how it looks is the template's (`report/report.html`), its style and script stand beside it. Everything that
//! came from a document is escaped by the template engine. No clock: the same comparisons give the same file.

use std::collections::HashMap;

use minijinja::value::Serde;
use minijinja::{AutoEscape, Environment};
use serde::Serialize;
use similar::{ChangeTag, TextDiff};

use super::words::{self, Language, Words};
use crate::compare::chain::Chain;
use crate::compare::check;
use crate::compare::verdict::{Pair, Status};
use crate::compare::{Comparison, Identity};
use crate::record::Record;

/// Pairs of plans that are shown in detail; more would make a file that no browser opens.
pub const MOST_PAIRS: usize = 200;
/// Plans that the drawing of the chain shows.
const MOST_NODES: usize = 80;
/// Localities that the bar chart shows.
const MOST_BARS: usize = 100;

/// What a report is made of.
#[derive(Debug)]
pub struct Contents<'a> {
    /// The comparisons, in the order of their parents.
    pub comparisons: &'a [Comparison],
    /// Every plan, by the name of its file.
    pub plans: &'a [&'a Record],
    /// Which plan carries out which.
    pub chain: &'a Chain,
    /// Files that gave no plan: name and reason.
    pub failures: &'a [(String, String)],
}

/// Renders the report.
pub fn report(contents: &Contents<'_>, language: Language) -> Result<String, minijinja::Error> {
    let mut templates = Environment::new();
    templates.set_auto_escape_callback(|_| AutoEscape::Html);
    templates.add_template("report", include_str!("report/report.html"))?;
    let numbers: HashMap<&str, usize> =
        contents.plans.iter().enumerate().map(|(number, record)| (record.path.as_str(), number)).collect();
    let number = |identity: &Identity| numbers.get(identity.source.as_str()).copied().unwrap_or(0);
    let families: Vec<Family> = contents
        .comparisons
        .chunk_by(|a, b| a.left.source == b.left.source)
        .scan(0, |first, comparisons| {
            let family = family(comparisons, *first, language);
            *first += comparisons.len();
            Some(family)
        })
        .collect();
    let pairs: Vec<PairPage> = contents
        .comparisons
        .iter()
        .take(MOST_PAIRS)
        .enumerate()
        .map(|(at, comparison)| pair_page(at, comparison, &number, language))
        .collect();
    let shown: Vec<usize> = {
        let mut shown: Vec<usize> = contents
            .comparisons
            .iter()
            .take(MOST_PAIRS)
            .flat_map(|comparison| [number(&comparison.left), number(&comparison.right)])
            .collect();
        shown.sort_unstable();
        shown.dedup();
        shown
    };
    let plans: Vec<PlanPage> =
        shown.into_iter().filter_map(|at| Some(plan_page(at, contents.plans.get(at)?))).collect();
    let view = View {
        say: words::words(language),
        lang: language.code(),
        style: include_str!("report/style.css"),
        script: include_str!("report/script.js"),
        families,
        pairs,
        plans,
        bars: bars(contents.comparisons, language),
        drawing: drawing(contents.chain, language),
        failures: contents.failures,
        too_many: contents.comparisons.len() > MOST_PAIRS,
        statuses: STATUSES.map(|status| Choice { class: class(status), word: words::status(status, language) }),
    };
    templates.get_template("report")?.render(Serde(view))
}

/// What the template shows.
#[derive(Serialize)]
struct View<'a> {
    say: &'static Words,
    lang: &'static str,
    style: &'static str,
    script: &'static str,
    families: Vec<Family>,
    pairs: Vec<PairPage>,
    plans: Vec<PlanPage>,
    bars: Vec<Bar>,
    drawing: Drawing,
    failures: &'a [(String, String)],
    too_many: bool,
    statuses: [Choice; 6],
}

const STATUSES: [Status; 6] =
    [Status::Same, Status::Reworded, Status::Changed, Status::OnlyLeft, Status::OnlyRight, Status::Unknown];

#[derive(Serialize)]
struct Choice {
    class: &'static str,
    word: &'static str,
}

/// The name of a status in style and script.
fn class(status: Status) -> &'static str {
    match status {
        Status::Same => "same",
        Status::Reworded => "reworded",
        Status::Changed => "changed",
        Status::OnlyLeft => "only_left",
        Status::OnlyRight => "only_right",
        Status::Unknown => "unknown",
    }
}

/// A sign for a status, so that the heat map can be read without colours.
fn sign(status: Status) -> &'static str {
    match status {
        Status::Same => "=",
        Status::Reworded => "≈",
        Status::Changed => "≠",
        Status::OnlyLeft => "–",
        Status::OnlyRight => "+",
        Status::Unknown => "?",
    }
}

/// A parent's matrix.
#[derive(Serialize)]
struct Family {
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

fn family(comparisons: &[Comparison], first: usize, language: Language) -> Family {
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

/// How people call a plan: its issuer without "Ủy ban nhân dân", and its number.
fn name(identity: &Identity) -> String {
    let issuer = identity.issuer.as_deref().unwrap_or(&identity.source);
    let issuer = issuer.strip_prefix("Ủy ban nhân dân ").unwrap_or(issuer);
    match &identity.number {
        Some(number) => format!("{issuer} ({number})"),
        None => issuer.to_owned(),
    }
}

/// A date as it is written in Vietnam: "2024-01-30" → "30/01/2024", "2024-01" → "01/2024".
fn shown_date(iso: &str) -> String {
    iso.rsplit('-').collect::<Vec<_>>().join("/")
}

/// Two plans side by side.
#[derive(Serialize)]
struct PairPage {
    pair: usize,
    left: String,
    right: String,
    left_plan: usize,
    right_plan: usize,
    relation: &'static str,
    counts: Vec<(&'static str, &'static str, usize)>,
    rows: Vec<PairRow>,
    findings: Vec<FindingRow>,
}

#[derive(Serialize)]
struct PairRow {
    row: usize,
    class: &'static str,
    word: &'static str,
    sign: &'static str,
    left_path: Option<String>,
    right_path: Option<String>,
    left_lines: Option<[usize; 2]>,
    right_lines: Option<[usize; 2]>,
    left: Vec<Piece>,
    right: Vec<Piece>,
    changes: Vec<String>,
    reason: Option<&'static str>,
}

/// A piece of text; `differs` where the other side has something else.
#[derive(Serialize)]
struct Piece {
    text: String,
    differs: bool,
}

#[derive(Serialize)]
struct FindingRow {
    severity: &'static str,
    class: &'static str,
    check: String,
    message: String,
    evidence: String,
    left: Option<String>,
    right: Option<String>,
    lines: Option<[usize; 2]>,
}

fn pair_page(at: usize, comparison: &Comparison, number: &dyn Fn(&Identity) -> usize, language: Language) -> PairPage {
    let count = |status: Status| comparison.pairs.iter().filter(|pair| pair.status == status).count();
    let findings = comparison.findings.iter().map(|finding| FindingRow {
        severity: words::severity(finding.severity, language),
        class: match finding.severity {
            crate::plan::Severity::Info => "info",
            crate::plan::Severity::Warning => "warning",
            crate::plan::Severity::Error => "error",
        },
        check: check::title(finding.code).map_or(finding.code, |title| language.of(title.1, title.0)).to_owned(),
        message: finding.message.clone(),
        evidence: finding.evidence.clone(),
        left: finding.left.clone(),
        right: finding.right.clone(),
        lines: finding.right_lines,
    });
    PairPage {
        pair: at,
        left: name(&comparison.left),
        right: name(&comparison.right),
        left_plan: number(&comparison.left),
        right_plan: number(&comparison.right),
        relation: words::relation(comparison.relation, language),
        counts: STATUSES
            .iter()
            .map(|&status| (class(status), words::status(status, language), count(status)))
            .collect(),
        rows: comparison.pairs.iter().enumerate().map(|(row, pair)| pair_row(row, pair, language)).collect(),
        findings: findings.collect(),
    }
}

fn pair_row(row: usize, pair: &Pair, language: Language) -> PairRow {
    let (left, right) = pieces(pair.left_text.as_deref(), pair.right_text.as_deref());
    PairRow {
        row,
        class: class(pair.status),
        word: words::status(pair.status, language),
        sign: sign(pair.status),
        left_path: pair.left.clone(),
        right_path: pair.right.clone(),
        left_lines: pair.left_lines,
        right_lines: pair.right_lines,
        left,
        right,
        changes: pair.changes.iter().map(|change| words::change(change, language)).collect(),
        reason: pair.reason.map(|reason| words::reason(reason, language)),
    }
}

/// Both texts, with the words that differ.
fn pieces(left: Option<&str>, right: Option<&str>) -> (Vec<Piece>, Vec<Piece>) {
    let whole =
        |text: Option<&str>| text.map(|text| Piece { text: text.to_owned(), differs: false }).into_iter().collect();
    let (Some(left), Some(right)) = (left, right) else { return (whole(left), whole(right)) };
    let (mut lefts, mut rights) = (Vec::new(), Vec::new());
    for change in TextDiff::from_words(left, right).iter_all_changes() {
        let text = change.value();
        match change.tag() {
            ChangeTag::Equal => {
                add(&mut lefts, text, false);
                add(&mut rights, text, false);
            }
            ChangeTag::Delete => add(&mut lefts, text, true),
            ChangeTag::Insert => add(&mut rights, text, true),
        }
    }
    (lefts, rights)
}

fn add(pieces: &mut Vec<Piece>, text: &str, differs: bool) {
    match pieces.last_mut() {
        Some(last) if last.differs == differs => last.text.push_str(text),
        _ => pieces.push(Piece { text: text.to_owned(), differs }),
    }
}

/// A plan with its tasks, to which the pairs link.
#[derive(Serialize)]
struct PlanPage {
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

fn plan_page(at: usize, record: &Record) -> PlanPage {
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

/// A bar of the chart: shares of each status, in per cent of the width.
#[derive(Serialize)]
struct Bar {
    name: String,
    pair: usize,
    parts: Vec<BarPart>,
}

#[derive(Serialize)]
struct BarPart {
    class: &'static str,
    word: &'static str,
    count: usize,
    from: String,
    width: String,
}

fn bars(comparisons: &[Comparison], language: Language) -> Vec<Bar> {
    let bar = |(at, comparison): (usize, &Comparison)| {
        let all = comparison.pairs.len().max(1) as f64;
        let mut from = 0.0;
        let parts = STATUSES.iter().filter_map(|&status| {
            let count = comparison.pairs.iter().filter(|pair| pair.status == status).count();
            let width = count as f64 / all * 100.0;
            let part = BarPart {
                class: class(status),
                word: words::status(status, language),
                count,
                from: format!("{from:.2}"),
                width: format!("{width:.2}"),
            };
            from += width;
            (count > 0).then_some(part)
        });
        Bar { parts: parts.collect(), name: name(&comparison.right), pair: at }
    };
    comparisons.iter().take(MOST_BARS).enumerate().map(bar).collect()
}

/// The chain as boxes and lines.
#[derive(Serialize)]
struct Drawing {
    width: usize,
    height: usize,
    boxes: Vec<DrawnBox>,
    lines: Vec<DrawnLine>,
}

#[derive(Serialize)]
struct DrawnBox {
    x: usize,
    y: usize,
    name: String,
    note: String,
    at_hand: bool,
}

#[derive(Serialize)]
struct DrawnLine {
    from: (usize, usize),
    to: (usize, usize),
    problem: bool,
}

/// Width and height of a box and the gaps between them, in pixels of the drawing.
const BOX: (usize, usize) = (230, 44);
const GAP: (usize, usize) = (70, 14);

/// Lays the chain out from left (plans that carry out none) to right.
fn drawing(chain: &Chain, language: Language) -> Drawing {
    let linked: Vec<usize> = (0..chain.nodes.len())
        .filter(|&node| chain.edges.iter().any(|edge| edge.child == node || edge.parent == node))
        .take(MOST_NODES)
        .collect();
    let mut depth: HashMap<usize, usize> = linked.iter().map(|&node| (node, 0)).collect();
    // As many rounds as there are nodes would only be needed by a circle; a chain of plans has four levels.
    for _ in 0..4 {
        for edge in &chain.edges {
            if let (Some(parent), Some(child)) = (depth.get(&edge.parent).copied(), depth.get_mut(&edge.child)) {
                *child = (*child).max(parent + 1).min(4);
            }
        }
    }
    let mut filled: HashMap<usize, usize> = HashMap::new();
    let mut place: HashMap<usize, (usize, usize)> = HashMap::new();
    let boxes: Vec<DrawnBox> = linked
        .iter()
        .map(|node| {
            let column = depth.get(node).copied().unwrap_or(0);
            let row = filled.entry(column).or_default();
            let (x, y) = (column * (BOX.0 + GAP.0) + 4, *row * (BOX.1 + GAP.1) + 4);
            *row += 1;
            place.insert(*node, (x, y));
            drawn(&chain.nodes[*node], x, y, language)
        })
        .collect();
    let lines = chain.edges.iter().filter_map(|edge| {
        let (child, parent) = (place.get(&edge.child)?, place.get(&edge.parent)?);
        Some(DrawnLine {
            from: (parent.0 + BOX.0, parent.1 + BOX.1 / 2),
            to: (child.0, child.1 + BOX.1 / 2),
            problem: !edge.problems.is_empty(),
        })
    });
    let width = boxes.iter().map(|drawn| drawn.x + BOX.0 + 4).max().unwrap_or(0);
    let height = boxes.iter().map(|drawn| drawn.y + BOX.1 + 4).max().unwrap_or(0);
    Drawing { width, height, lines: lines.collect(), boxes }
}

fn drawn(node: &crate::compare::chain::Node, x: usize, y: usize, language: Language) -> DrawnBox {
    let short =
        |text: String| if text.chars().count() > 34 { text.chars().take(33).chain(['…']).collect() } else { text };
    match &node.plan {
        Some(plan) => DrawnBox {
            x,
            y,
            name: short(name(plan)),
            note: plan.date.as_deref().map(shown_date).unwrap_or_default(),
            at_hand: true,
        },
        None => {
            let cited = node.cited_as.clone().unwrap_or_default();
            DrawnBox { x, y, name: short(cited), note: words::words(language).cited_only.to_owned(), at_hand: false }
        }
    }
}
