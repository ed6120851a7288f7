//! Findings: what a careful reader would point out, each with the evidence.
//!
//! A finding is about one plan alone; what needs a second plan is `compare`'s. Each check is a function that looks at one
//! thing; the codes are published with the schema.

mod body;
mod demand;
mod locality;
mod numbering;
mod stale;
mod unit;
mod year;

use super::Tracer;
use crate::plan::{Finding, Plan, Severity};
use crate::segment::Outline;

/// Codes of findings with what each means, as published with the schema.
pub const CODES: [(&str, &str); 20] = [
    ("numbering_gap", "a label jumps over its next one"),
    ("numbering_duplicate", "a label stands twice under one parent"),
    ("numbering_order", "a label comes before one it should follow"),
    ("number_blank", "the number is left blank"),
    ("date_incomplete", "the day or month of the date is left blank or can't be read"),
    ("issuer_level_conflict", "title and body name different levels of the issuer"),
    ("foreign_locality", "the plan's own scope names another unit of the issuer's level"),
    ("year_conflict", "the lead-in or a heading says another year than the title"),
    ("date_year_conflict", "the plan is dated in a year that does not fit its title"),
    ("symbol_conflict", "the symbol is not that of a plan"),
    ("annex_missing", "an annex is cited but not in the file"),
    ("source_cut", "the copy says that something was cut out"),
    ("owner_missing", "a task names no owner where the plan demands one"),
    ("deadline_missing", "a task has no deadline where the plan demands one"),
    ("product_missing", "a task names no product where the plan demands one"),
    ("report_before_data", "a report is due before its data period ends"),
    ("deadline_before_issue", "a task is due before the plan is issued"),
    ("reference_date_conflict", "one document is cited with two dates"),
    ("stale_law", "a law is cited that was replaced before the plan's date"),
    ("dissolved_body", "a body acts that no longer exists at the plan's date"),
];

/// All findings of a plan, in the order of the document.
pub(super) fn findings(outline: &Outline, plan: &Plan, tracer: &Tracer<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    body::header(outline, plan, &mut found);
    year::lead_in_and_date(outline, plan, &mut found);
    year::headings(plan, &mut found);
    numbering::numbering(outline, &mut found);
    body::document(outline, plan, tracer, &mut found);
    locality::locality(outline, plan, &mut found);
    body::tasks(plan, &mut found);
    demand::demanded(plan, tracer, &mut found);
    stale::stale(outline, plan, tracer, &mut found);
    unit::merged(outline, plan, &mut found);
    found.sort_by_key(|finding| finding.lines.map_or(0, |lines| lines[0]));
    found
}

/// A finding about lines.
fn finding(
    code: &'static str,
    severity: Severity,
    lines: Option<[usize; 2]>,
    evidence: String,
    message: String,
) -> Finding {
    debug_assert!(CODES.iter().any(|(known, _)| *known == code), "{code} is not published");
    Finding { code: code.into(), severity, path: None, lines, evidence, message }
}
