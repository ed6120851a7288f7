//! Checks 8, 9 and 15: what the right plan's own texts say.

use std::sync::LazyLock;

use regex::Regex;

use super::{Finding, Ground, Outcome, about_pair, about_plan, judged};
use crate::compare::Relation;
use crate::fold::fold;
use crate::plan::{Level, Severity};

/// 8. Another locality's name, or a level above the plan's own, in words of its own scope. Text in quotes is a title of
///    something else and is passed over; so are reporting lines.
pub(super) fn foreign_locality(ground: &Ground<'_>) -> (Outcome, Vec<Finding>) {
    let plan = &ground.right.record.plan;
    let own = plan
        .findings
        .iter()
        .filter(|finding| finding.code == "foreign_locality" || finding.code == "issuer_level_conflict");
    let mut found: Vec<Finding> = own
        .map(|finding| Finding {
            right_lines: finding.lines,
            ..about_plan("foreign_locality", finding.severity, finding.evidence.clone(), finding.message.clone())
        })
        .collect();
    let level = plan.header.issuer.as_ref().and_then(|issuer| issuer.level);
    let above: &[&str] = match level {
        Some(Level::Commune) => {
            &["tren dia ban tinh", "tren dia ban huyen", "tren dia ban thi xa", "toan tinh", "toan huyen"]
        }
        Some(Level::District) => &["tren dia ban tinh", "toan tinh"],
        _ => &[],
    };
    for pair in ground.pairs {
        let text = fold(&outside_quotes(pair.right_text.as_deref().unwrap_or_default()));
        for words in above.iter().filter(|words| text.contains(**words)) {
            let message = "Phạm vi nhiệm vụ ghi cấp trên của đơn vị ban hành.";
            found.push(about_pair("foreign_locality", Severity::Info, pair, (*words).to_owned(), message));
        }
    }
    judged(found)
}

fn outside_quotes(text: &str) -> String {
    static QUOTED: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r#"“[^”]*”|"[^"]*""#).ok());
    QUOTED.as_ref().map_or_else(|| text.to_owned(), |quoted| quoted.replace_all(text, " ").into_owned())
}

/// 9. The parent's year where the child is for another one: "năm 2023" in both texts of a pair. Years of data and results
///    ("kết quả năm", "so với năm", "chỉ số … năm") are passed over. What one plan says of itself comes from its own findings.
pub(super) fn year(ground: &Ground<'_>) -> (Outcome, Vec<Finding>) {
    static YEAR: LazyLock<Option<Regex>> =
        LazyLock::new(|| Regex::new(r"(?P<before>[a-z ]{0,24}?)\bnam (?P<year>20\d{2})\b").ok());
    let (left, right) = (&ground.left.record.plan, &ground.right.record.plan);
    let own =
        right.findings.iter().filter(|finding| finding.code == "year_conflict" || finding.code == "date_year_conflict");
    let mut found: Vec<Finding> = own
        .map(|finding| Finding {
            right_lines: finding.lines,
            ..about_plan("year", finding.severity, finding.evidence.clone(), finding.message.clone())
        })
        .collect();
    let (Some(old), Some(new)) = (left.header.years.start, right.header.years.start) else {
        return if found.is_empty() { (Outcome::Unknown, found) } else { judged(found) };
    };
    let old = old.to_string();
    for pair in ground.pairs.iter().filter(|_| old != new.to_string()) {
        let says = |text: &Option<String>| {
            let text = fold(text.as_deref().unwrap_or_default());
            YEAR.iter().flat_map(|year| year.captures_iter(&text)).any(|found| {
                let data = ["ket qua", "so voi", "chi so", "so lieu", "cuoi"]
                    .iter()
                    .any(|word| found["before"].contains(word));
                found["year"] == old && !data
            })
        };
        if says(&pair.left_text) && says(&pair.right_text) {
            let message = "Nhiệm vụ vẫn ghi năm của kế hoạch cấp trên hoặc năm trước.";
            found.push(about_pair("year", Severity::Warning, pair, format!("{old} / {new}"), message));
        }
    }
    judged(found)
}

/// 15. Reports that go to a level not above the plan's own, or, where the child carries out the parent, to another level
///     than the parent's.
pub(super) fn reporting(ground: &Ground<'_>) -> (Outcome, Vec<Finding>) {
    let level_of = |name: &str| {
        let name = fold(name);
        let has = |words: &[&str]| words.iter().any(|word| name.ends_with(word) || name.contains(&format!("{word} ")));
        if has(&["ubnd tinh", "uy ban nhan dan tinh"]) || name.starts_with("so ") {
            Some(Level::Province)
        } else if has(&["ubnd huyen", "ubnd thi xa", "ubnd quan", "uy ban nhan dan huyen"]) {
            Some(Level::District)
        } else if has(&["ubnd xa", "ubnd phuong", "uy ban nhan dan xa", "uy ban nhan dan phuong"]) {
            Some(Level::Commune)
        } else {
            None
        }
    };
    let of = |header: &crate::plan::Header| header.issuer.as_ref().and_then(|issuer| issuer.level);
    let (left, right) = (of(&ground.left.record.plan.header), of(&ground.right.record.plan.header));
    let mut found = Vec::new();
    for task in &ground.right.record.plan.tasks {
        let Some(to) = &task.reports_to else { continue };
        let collector = level_of(&to.name);
        // Its own units report to the issuer itself; that is right.
        let below = collector.zip(right).is_some_and(|(collector, own)| collector > own);
        let beside = ground.relation == Relation::CarriesOut
            && collector.zip(left).is_some_and(|(collector, parent)| collector < parent);
        if below || beside {
            let finding =
                about_plan("reporting", Severity::Warning, to.name.clone(), "Nơi nhận báo cáo không đúng cấp.");
            found.push(Finding { right: Some(task.path.clone()), right_lines: Some(to.place.lines), ..finding });
        }
    }
    judged(found)
}
