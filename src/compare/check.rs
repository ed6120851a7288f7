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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::tests::{due, header, record, reference, task_of};
    use crate::compare::{compare, prepare};
    use crate::plan::{Header, Level, Name, OwnerSource, Task};
    use crate::record::Record;

    const TREES: &str = "Vận động Nhân dân trồng cây xanh hai bên đường liên thôn và chăm sóc cây đã trồng.";
    const WASTE: &str = "Thu gom, phân loại rác thải sinh hoạt tại hộ gia đình trước khi chuyển về điểm tập kết.";

    fn district() -> Header {
        let parent = header("Ủy ban nhân dân huyện Cái Bè", Level::District, 2024);
        Header { number: Some("145/KH-UBND".into()), date: Some("2024-05-02".into()), ..parent }
    }

    fn commune(date: &str) -> Header {
        let cited = reference("145/KH-UBND", "2024-05-02", "UBND huyện Cái Bè");
        let child = header("Ủy ban nhân dân xã An Hữu", Level::Commune, 2024);
        Header { parent: Some(cited), date: Some(date.into()), ..child }
    }

    /// How a check comes out for two plans, and its messages.
    fn outcome(code: &str, left: Record, right: Record) -> (Outcome, Vec<String>) {
        let (subjects, rarity) = prepare(vec![left, right]);
        let comparison = compare(&subjects[0], &subjects[1], &rarity);
        let check = comparison.checks.iter().find(|check| check.code == code).map(|check| check.outcome);
        let messages = comparison.findings.into_iter().filter(|finding| finding.code == code);
        (check.unwrap(), messages.map(|finding| finding.message).collect())
    }

    fn plans(left: Vec<Task>, right: Vec<Task>) -> (Record, Record) {
        (record("a", district(), left), record("b", commune("2024-05-17"), right))
    }

    fn texts(code: &str, left: &[&str], right: &[&str]) -> Outcome {
        let tasks = |texts: &[&str]| texts.iter().enumerate().map(|(at, text)| task_of(at, text)).collect();
        let (left, right) = plans(tasks(left), tasks(right));
        outcome(code, left, right).0
    }

    fn own_finding(code: &'static str, found: &'static str) -> Outcome {
        let (left, mut right) = plans(vec![task_of(0, TREES)], vec![task_of(0, TREES)]);
        right.plan.findings.push(crate::plan::Finding {
            code: found.into(),
            severity: Severity::Warning,
            path: None,
            lines: None,
            evidence: String::new(),
            message: String::new(),
        });
        outcome(code, left, right).0
    }

    #[test]
    fn coverage_scope_and_copying() {
        assert_eq!(texts("coverage", &[TREES, WASTE], &[TREES]), Outcome::Found);
        assert_eq!(texts("coverage", &[TREES], &[TREES, WASTE]), Outcome::Clear);
        let (narrow, wide) =
            ("Họp dân ở thôn để bàn việc trồng cây xanh.", "Họp dân ở thôn, tổ dân phố để bàn việc trồng cây xanh.");
        assert_eq!(texts("scope", &[wide], &[narrow]), Outcome::Found);
        assert_eq!(texts("scope", &[wide], &[wide]), Outcome::Clear);
        assert_eq!(texts("copied", &[TREES, WASTE], &[TREES, WASTE]), Outcome::Found);
        assert_eq!(texts("copied", &[TREES], &[TREES, WASTE]), Outcome::Clear);
    }

    #[test]
    fn targets_of_indices_that_are_measured_for_provinces() {
        let own = "Phấn đấu Chỉ số PAPI của xã năm 2024 tăng bậc so với năm 2023.";
        assert_eq!(texts("target", &[TREES], &[TREES, own]), Outcome::Found);
        assert_eq!(texts("target", &[TREES], &[TREES, "Góp phần để Chỉ số PAPI của tỉnh tăng bậc."]), Outcome::Clear);
        assert_eq!(texts("target", &[TREES], &[TREES, "Tuyên truyền về Chỉ số PAPI đến từng hộ."]), Outcome::Clear);
    }

    #[test]
    fn owners_that_changed_or_carry_everything() {
        let owned = |at: usize, name: &str| {
            let mut task = task_of(at, &format!("{TREES} Đợt {at}, khu {at}."));
            task.owners = vec![Name { name: name.into(), place: task.place }];
            task.owner_source = Some(OwnerSource::Explicit);
            task
        };
        let (left, right) = plans(vec![owned(0, "Phòng Nội vụ")], vec![owned(0, "Công an xã")]);
        assert_eq!(outcome("owner", left, right).0, Outcome::Found);
        let (left, right) = plans(vec![owned(0, "Công an huyện")], vec![owned(0, "Công an xã")]);
        assert_eq!(outcome("owner", left, right).0, Outcome::Clear);
        let all_by_one = |number: usize| (0..number).map(|at| owned(at, "Công an xã")).collect::<Vec<_>>();
        let (left, right) = plans(all_by_one(8), all_by_one(8));
        assert_eq!(outcome("owner", left, right).1, ["Phần lớn nhiệm vụ dồn vào một đơn vị."]);
        let (left, right) = plans(all_by_one(3), all_by_one(3));
        assert_eq!(outcome("owner", left, right).0, Outcome::Clear);
    }

    #[test]
    fn deadlines_and_completeness() {
        let dated = |date: Option<&str>| {
            let mut task = task_of(0, TREES);
            task.deadlines.extend(date.map(due));
            vec![task]
        };
        let run = |code: &str, left: Option<&str>, right: Option<&str>| {
            let (left, right) = plans(dated(left), dated(right));
            outcome(code, left, right)
        };
        assert_eq!(run("deadline", Some("2024-06-10"), Some("2024-06-20")).0, Outcome::Found);
        assert_eq!(run("deadline", Some("2024-06-10"), Some("2024-06-10")).0, Outcome::Clear);
        assert_eq!(run("completeness", Some("2024-06-10"), None).1.len(), 2);
        assert_eq!(run("completeness", None, None).1.len(), 1);
    }

    #[test]
    fn issue_date_and_chain() {
        let run = |code: &str, parent: Header, date: &str| {
            outcome(
                code,
                record("a", parent, vec![task_of(0, TREES)]),
                record("b", commune(date), vec![task_of(0, TREES)]),
            )
            .0
        };
        assert_eq!(run("issue_date", district(), "2024-05-17"), Outcome::Clear);
        assert_eq!(run("issue_date", district(), "2024-06-17"), Outcome::Found);
        assert_eq!(run("issue_date", district(), "2024-05"), Outcome::Unknown);
        let stranger = Header { number: Some("9/KH-UBND".into()), ..district() };
        assert_eq!(run("issue_date", stranger.clone(), "2024-05-17"), Outcome::NotApplicable);
        assert_eq!(run("chain", district(), "2024-05-17"), Outcome::Clear);
        assert_eq!(run("chain", district(), "2024-04-17"), Outcome::Found);
        assert_eq!(run("chain", stranger, "2024-05-17"), Outcome::NotApplicable);
    }

    #[test]
    fn a_province_two_levels_up_is_no_late_parent() {
        let province = header("Ủy ban nhân dân tỉnh Tiền Giang", Level::Province, 2024);
        let province = Header { number: Some("8/KH-UBND".into()), date: Some("2024-01-02".into()), ..province };
        let cited = reference("8/KH-UBND", "2024-01-02", "UBND tỉnh Tiền Giang");
        let child = Header { parent: Some(cited), ..commune("2024-05-17") };
        let run =
            |code: &str| outcome(code, record("a", province.clone(), vec![]), record("b", child.clone(), vec![])).0;
        assert_eq!(run("issue_date"), Outcome::Unknown);
        assert_eq!(run("chain"), Outcome::Found);
    }

    #[test]
    fn other_levels_other_years_and_reports() {
        assert_eq!(texts("foreign_locality", &[], &["Tổ chức trồng cây trên địa bàn tỉnh."]), Outcome::Found);
        assert_eq!(
            texts("foreign_locality", &[], &["Tuyên truyền Đề án “Trồng cây trên địa bàn tỉnh”."]),
            Outcome::Clear
        );
        assert_eq!(texts("foreign_locality", &[], &["Báo cáo Uỷ ban nhân dân tỉnh."]), Outcome::Clear);
        let years = |text: &str| {
            let old = Header { years: crate::plan::Years { start: Some(2023), end: Some(2023) }, ..district() };
            outcome(
                "year",
                record("a", old, vec![task_of(0, text)]),
                record("b", commune("2024-05-17"), vec![task_of(0, text)]),
            )
            .0
        };
        assert_eq!(years("Xây dựng dự toán kinh phí trồng cây xanh năm 2023 của địa phương."), Outcome::Found);
        assert_eq!(years("Công bố kết quả năm 2023 của việc trồng cây xanh tại địa phương."), Outcome::Clear);
        let reports = |to: &str| {
            let mut task = task_of(0, TREES);
            task.reports_to = Some(Name { name: to.into(), place: task.place });
            let (left, right) = plans(vec![task_of(0, TREES)], vec![task]);
            outcome("reporting", left, right).0
        };
        assert_eq!(reports("UBND tỉnh"), Outcome::Found);
        assert_eq!(reports("UBND huyện"), Outcome::Clear);
        assert_eq!(reports("UBND xã"), Outcome::Clear);
    }

    #[test]
    fn what_the_child_s_own_findings_say() {
        for (code, found) in [
            ("numbering", "numbering_gap"),
            ("annex", "annex_missing"),
            ("stale", "stale_law"),
            ("header", "number_blank"),
        ] {
            assert_eq!(own_finding(code, found), Outcome::Found, "{code}");
            assert_eq!(own_finding(code, "year_conflict"), Outcome::Clear, "{code}");
        }
    }

    #[test]
    fn year_on_year_is_for_one_issuer() {
        let old = Header { years: crate::plan::Years { start: Some(2023), end: Some(2023) }, ..district() };
        let run = |left: Header, right: Header| {
            outcome(
                "year_on_year",
                record("a", left, vec![task_of(0, TREES)]),
                record("b", right, vec![task_of(0, TREES)]),
            )
            .0
        };
        let new = Header { number: Some("150/KH-UBND".into()), ..district() };
        assert_eq!(run(old, new), Outcome::Found);
        assert_eq!(run(district(), commune("2024-05-17")), Outcome::NotApplicable);
    }
}
