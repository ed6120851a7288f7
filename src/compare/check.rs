//! The comparisons that a department asks for, each a check with its evidence.
//!
//! In: two plans, the pairs of their tasks and how the plans are related. Out: for each of the 17 checks how it came out,
//! and its findings. A check that the files can't decide is *unknown*; one that does not concern these two plans is *not
//! applicable*. What each looks at, and what it takes care not to accuse, stands at its function: checks of pairs in
//! `pairs`, of the right plan's texts in `texts`, of the plans as a whole in `plans`.

mod pairs;
mod plans;
mod texts;

use schemars::JsonSchema;
use serde::Serialize;

use super::subject::Subject;
use super::verdict::Pair;
use super::{Relation, Summary};
use crate::plan::Severity;

/// How a check came out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// Nothing was found.
    Clear,
    /// Something was found.
    Found,
    /// The files can't tell.
    Unknown,
    /// It does not concern these plans.
    NotApplicable,
}

/// A check and how it came out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Check {
    /// Its number, 1 to 17.
    pub number: u8,
    /// Its name.
    pub code: &'static str,
    /// How it came out.
    pub outcome: Outcome,
}

/// What a check found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Finding {
    /// Name of the check.
    #[schemars(extend("enum" = CHECKS.map(|check| check.1)))]
    pub code: &'static str,
    /// How much it matters.
    pub severity: Severity,
    /// Path of the left plan's task it is about.
    pub left: Option<String>,
    /// Path of the right plan's task it is about.
    pub right: Option<String>,
    /// Lines of the left plan's source.
    pub left_lines: Option<[usize; 2]>,
    /// Lines of the right plan's source.
    pub right_lines: Option<[usize; 2]>,
    /// What stands there, and what it contradicts.
    pub evidence: String,
    /// In Vietnamese, for the person who reads the report.
    pub message: String,
}

/// What checks look at.
pub(super) struct Ground<'a> {
    pub(super) left: &'a Subject,
    pub(super) right: &'a Subject,
    pub(super) relation: Relation,
    pub(super) pairs: &'a [Pair],
    pub(super) summary: &'a Summary,
}

/// A check's run: how it came out, and what it found.
type Run = fn(&Ground<'_>) -> (Outcome, Vec<Finding>);

/// The checks: number, name, what it asks (English, Vietnamese), and the function that answers.
pub(super) const CHECKS: [(u8, &str, &str, &str, Run); 17] = [
    (1, "coverage", "tasks not carried over", "Nhiệm vụ chưa được đưa vào", pairs::coverage),
    (2, "scope", "scope narrowed or widened", "Phạm vi thay đổi", pairs::scope),
    (3, "target", "targets changed or unmeasurable", "Chỉ tiêu thay đổi hoặc không đo được", pairs::target),
    (4, "owner", "owners changed, vague, or one for all", "Đơn vị chủ trì thay đổi hoặc chung chung", pairs::owner),
    (5, "deadline", "deadlines later or gone", "Thời hạn chậm hơn hoặc không còn", pairs::deadline),
    (6, "issue_date", "issued within 15 working days", "Ban hành trong 15 ngày làm việc", plans::issue_date),
    (7, "copied", "copied word for word", "Sao chép nguyên văn", plans::copied),
    (
        8,
        "foreign_locality",
        "another locality's or level's name",
        "Còn tên địa phương, cấp khác",
        texts::foreign_locality,
    ),
    (9, "year", "a year that is not the plan's", "Năm không khớp", texts::year),
    (10, "numbering", "numbering gaps and duplicates", "Đánh số sai", plans::numbering),
    (11, "annex", "an annex promised, not in the file", "Thiếu phụ lục", plans::annex),
    (12, "stale", "stale law, dissolved bodies", "Văn bản hết hiệu lực, cơ quan đã giải thể", plans::stale),
    (13, "completeness", "tasks without owner or deadline", "Nhiệm vụ thiếu chủ trì, thời hạn", plans::completeness),
    (14, "chain", "which plan carries out which", "Chuỗi kế hoạch", plans::chain),
    (15, "reporting", "reports to a body of the right level", "Nơi nhận báo cáo", texts::reporting),
    (16, "year_on_year", "the same issuer's plan of another year", "So với năm trước", plans::year_on_year),
    (17, "header", "number, date, symbol, signature", "Thể thức văn bản", plans::header),
];

/// Runs every check.
pub(super) fn checks(ground: &Ground<'_>) -> (Vec<Check>, Vec<Finding>) {
    let mut found = Vec::new();
    let outcomes = CHECKS.iter().map(|(number, code, _, _, run)| {
        let (outcome, findings) = run(ground);
        found.extend(findings);
        Check { number: *number, code, outcome }
    });
    let outcomes = outcomes.collect();
    (outcomes, found)
}

/// What a check asks, in English and in Vietnamese.
pub fn title(code: &str) -> Option<(&'static str, &'static str)> {
    CHECKS.iter().find(|check| check.1 == code).map(|check| (check.2, check.3))
}

/// Found where there are findings, else clear.
fn judged(findings: Vec<Finding>) -> (Outcome, Vec<Finding>) {
    (if findings.is_empty() { Outcome::Clear } else { Outcome::Found }, findings)
}

fn about_plan(code: &'static str, severity: Severity, evidence: String, message: impl Into<String>) -> Finding {
    Finding {
        code,
        severity,
        left: None,
        right: None,
        left_lines: None,
        right_lines: None,
        evidence,
        message: message.into(),
    }
}

fn about_pair(
    code: &'static str,
    severity: Severity,
    pair: &Pair,
    evidence: String,
    message: impl Into<String>,
) -> Finding {
    Finding {
        left: pair.left.clone(),
        right: pair.right.clone(),
        left_lines: pair.left_lines,
        right_lines: pair.right_lines,
        ..about_plan(code, severity, evidence, message)
    }
}
