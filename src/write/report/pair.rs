//! Two plans side by side: pairs of tasks with the words that differ, and what the checks found.
//!
//! In: a comparison. Out: its page. Words are compared, not letters: a changed date shows as a whole.

use serde::Serialize;
use similar::{ChangeTag, TextDiff};

use super::{STATUSES, class, name, sign};
use crate::compare::verdict::{Pair, Status};
use crate::compare::{Comparison, Identity, check};
use crate::write::words::{self, Language};

/// Two plans side by side.
#[derive(Serialize)]
pub(super) struct PairPage {
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

pub(super) fn pair_page(
    at: usize,
    comparison: &Comparison,
    number: &dyn Fn(&Identity) -> usize,
    language: Language,
) -> PairPage {
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
