//! Checks 6, 7, 10 to 14, 16 and 17: the plans as a whole.

use super::{Finding, Ground, Outcome, about_pair, about_plan, judged};
use crate::compare::chain::{self, ISSUE_DAYS, Problem};
use crate::compare::field::{Field, How};
use crate::compare::{Relation, verdict::Status};
use crate::plan::Severity;

/// A child of which at least this share is the parent's text, with nothing of its own, was copied.
const COPIED: f64 = 0.8;

/// 6. Issued within [`ISSUE_DAYS`] working days after the parent. Only for a child of this parent; unknown where a date is
///    not whole, and where a district's plan has to lie between.
pub(super) fn issue_date(ground: &Ground<'_>) -> (Outcome, Vec<Finding>) {
    if ground.relation != Relation::CarriesOut {
        return (Outcome::NotApplicable, Vec::new());
    }
    let edges = edges(ground);
    let Some(days) = edges.iter().find_map(|edge| edge.working_days) else { return (Outcome::Unknown, Vec::new()) };
    let late = edges.iter().any(|edge| edge.problems.contains(&Problem::Late));
    let evidence = format!("{days} > {ISSUE_DAYS}");
    judged(
        late.then(|| {
            about_plan(
                "issue_date",
                Severity::Warning,
                evidence,
                "Ban hành chậm hơn 15 ngày làm việc sau kế hoạch cấp trên.",
            )
        })
        .into_iter()
        .collect(),
    )
}

/// 7. Copied word for word: most of the child is the parent's text and nothing is its own. Copying single tasks is what
///    carrying over means and is no finding.
pub(super) fn copied(ground: &Ground<'_>) -> (Outcome, Vec<Finding>) {
    let summary = ground.summary;
    if summary.right_tasks == 0 || ground.relation == Relation::Identical {
        return (Outcome::NotApplicable, Vec::new());
    }
    let share = summary.same as f64 / summary.right_tasks as f64;
    let own = ground.pairs.iter().any(|pair| pair.left.is_none());
    let evidence = format!("{}/{}", summary.same, summary.right_tasks);
    let copied = share >= COPIED && !own;
    judged(
        copied
            .then(|| {
                about_plan(
                    "copied",
                    Severity::Warning,
                    evidence,
                    "Kế hoạch gần như chép nguyên văn, không có nội dung riêng.",
                )
            })
            .into_iter()
            .collect(),
    )
}

/// 10. Gaps and duplicates in the child's numbering, from its own findings.
pub(super) fn numbering(ground: &Ground<'_>) -> (Outcome, Vec<Finding>) {
    own(ground, "numbering", &["numbering_gap", "numbering_duplicate", "numbering_order"])
}

/// 11. Annexes that the child promises and its file lacks. Their tasks are unknown, not missing.
pub(super) fn annex(ground: &Ground<'_>) -> (Outcome, Vec<Finding>) {
    own(ground, "annex", &["annex_missing"])
}

/// 12. Laws that were replaced and bodies that were dissolved before the child's date.
pub(super) fn stale(ground: &Ground<'_>) -> (Outcome, Vec<Finding>) {
    own(ground, "stale", &["stale_law", "dissolved_body"])
}

/// 17. Number, date, symbol and signature of the child.
pub(super) fn header(ground: &Ground<'_>) -> (Outcome, Vec<Finding>) {
    own(ground, "header", &["number_blank", "date_incomplete", "symbol_conflict"])
}

/// The right plan's own findings of some codes.
fn own(ground: &Ground<'_>, code: &'static str, codes: &[&str]) -> (Outcome, Vec<Finding>) {
    let findings = ground.right.record.plan.findings.iter().filter(|finding| codes.contains(&finding.code.as_ref()));
    judged(
        findings
            .map(|finding| Finding {
                right: finding.path.clone(),
                right_lines: finding.lines,
                ..about_plan(code, finding.severity, finding.evidence.clone(), finding.message.clone())
            })
            .collect(),
    )
}

/// 13. Tasks that lost owner or deadline on the way down, and how many tasks of the child have none. A parent that names
///     none asks for none.
pub(super) fn completeness(ground: &Ground<'_>) -> (Outcome, Vec<Finding>) {
    let mut found = Vec::new();
    for pair in ground.pairs {
        let gone = pair
            .changes
            .iter()
            .filter(|change| change.how == How::Gone && matches!(change.field, Field::Owner | Field::Deadline));
        for change in gone {
            let evidence = change.left.clone().unwrap_or_default();
            found.push(about_pair(
                "completeness",
                Severity::Warning,
                pair,
                evidence,
                "Nhiệm vụ của cấp trên có, kế hoạch này không ghi.",
            ));
        }
    }
    let tasks = &ground.right.record.plan.tasks;
    let without_owner = tasks.iter().filter(|task| task.owners.is_empty()).count();
    let without_deadline = tasks.iter().filter(|task| task.deadlines.is_empty()).count();
    if without_owner + without_deadline > 0 {
        let evidence =
            format!("chủ trì · owner {without_owner}/{0}, thời hạn · deadline {without_deadline}/{0}", tasks.len());
        found.push(about_plan(
            "completeness",
            Severity::Info,
            evidence,
            "Số nhiệm vụ không ghi đơn vị chủ trì, thời hạn.",
        ));
    }
    judged(found)
}

/// 14. What is wrong with the step from the child to this parent.
pub(super) fn chain(ground: &Ground<'_>) -> (Outcome, Vec<Finding>) {
    if ground.relation != Relation::CarriesOut {
        return (Outcome::NotApplicable, Vec::new());
    }
    let message = |problem: Problem| match problem {
        Problem::SkippedLevel => Some("Kế hoạch thực hiện thẳng kế hoạch cấp tỉnh, không dẫn kế hoạch cấp huyện."),
        Problem::OlderThanParent => Some("Ban hành trước kế hoạch mà nó thực hiện."),
        Problem::Circle => Some("Các kế hoạch dẫn nhau thành vòng."),
        // Check 6 tells it; a parent that is compared is at hand.
        Problem::Late | Problem::UnknownParent => None,
    };
    let edges = edges(ground);
    let found = edges.iter().flat_map(|edge| &edge.problems).filter_map(|&problem| {
        let date = |header: &crate::plan::Header| header.date.clone().unwrap_or_else(|| "–".to_owned());
        let evidence =
            format!("{} → {}", date(&ground.left.record.plan.header), date(&ground.right.record.plan.header));
        message(problem).map(|message| about_plan("chain", Severity::Warning, evidence, message))
    });
    judged(found.collect())
}

fn edges(ground: &Ground<'_>) -> Vec<chain::Edge> {
    let chain = chain::chain(&[ground.left.record.clone(), ground.right.record.clone()]);
    chain.edges.into_iter().filter(|edge| (edge.child, edge.parent) == (1, 0)).collect()
}

/// 16. For two plans of one issuer: how much was kept. The wording kept with only the year moved is told as information.
pub(super) fn year_on_year(ground: &Ground<'_>) -> (Outcome, Vec<Finding>) {
    if ground.relation != Relation::YearOnYear {
        return (Outcome::NotApplicable, Vec::new());
    }
    let kept = ground.pairs.iter().filter(|pair| pair.status == Status::Same).count();
    let evidence = format!("{kept}/{}", ground.summary.left_tasks);
    judged(
        (kept > 0)
            .then(|| {
                about_plan("year_on_year", Severity::Info, evidence, "Nhiệm vụ giữ nguyên lời văn so với năm trước.")
            })
            .into_iter()
            .collect(),
    )
}
