//! The report: one HTML file that opens from disk, needs no network, prints well, and works with keyboard and on a phone.
//!
//! In: comparisons, the plans behind them, their chain, what failed. Out: HTML. What is shown is prepared here as plain
//! values; how it looks is the template's (`report/report.html`), its style and script stand beside it. Everything that
//! came from a document is escaped by the template engine. No clock: the same comparisons give the same file.

mod bars;
mod drawing;
mod matrix;
mod pair;
mod plan;

use std::collections::HashMap;

use minijinja::value::Serde;
use minijinja::{AutoEscape, Environment};
use serde::Serialize;

use self::bars::{Bar, bars};
use self::drawing::{Drawing, drawing};
use self::matrix::{Family, family};
use self::pair::{PairPage, pair_page};
use self::plan::{PlanPage, plan_page};
use super::words::{self, Language, Words};
use crate::compare::chain::Chain;
use crate::compare::verdict::Status;
use crate::compare::{Comparison, Identity};
use crate::record::Record;

/// Pairs of plans that are shown in detail; more would make a file that no browser opens.
pub const MOST_PAIRS: usize = 200;

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
