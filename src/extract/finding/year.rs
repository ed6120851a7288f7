//! Years that contradict the title's: in the lead-in, in the date, in headings.
//!
//! Not to be confused with: years in the titles of cited documents, what earlier years have brought (a review), a plan that is
//! issued the year before.

use std::sync::LazyLock;

use regex::Regex;

use super::finding;
use crate::fold::fold;
use crate::plan::{Finding, Plan, Section, SectionKind, Severity};
use crate::segment::Outline;

/// Chapters of work whose headings name a period that was over before the plan's own: left over from an older plan.
pub(super) fn headings(plan: &Plan, found: &mut Vec<Finding>) {
    static PERIOD: LazyLock<Option<Regex>> =
        LazyLock::new(|| Regex::new(r"\bgiai doan (20\d{2}) ?- ?(20\d{2})\b").ok());
    let Some(start) = plan.header.years.start else { return };
    let works = |section: &&Section| matches!(section.kind, Some(SectionKind::Content | SectionKind::Implementation));
    for section in plan.sections.iter().filter(works) {
        let Some(heading) = &section.heading else { continue };
        let folded = fold(heading);
        let Some(period) = PERIOD.as_ref().and_then(|period| period.captures(&folded)) else { continue };
        if period[2].parse::<i16>().is_ok_and(|last| last < start) {
            let (lines, said) = (Some(section.place.lines), format!("{}-{}", &period[1], &period[2]));
            let message = format!("Tiêu đề mục ghi giai đoạn {said}, kế hoạch bắt đầu từ năm {start}.");
            let about = finding("year_conflict", Severity::Warning, lines, format!("{said} / {start}"), message);
            found.push(Finding { path: Some(section.path.clone()), ..about });
        }
    }
}

/// The lead-in's years against the title's, and the year of the date.
pub(super) fn lead_in_and_date(outline: &Outline, plan: &Plan, found: &mut Vec<Finding>) {
    static ISSUES: LazyLock<Option<Regex>> =
        LazyLock::new(|| Regex::new(r"(?:xay dung|ban hanh|trien khai) ke hoach\b").ok());
    static YEAR: LazyLock<Option<Regex>> =
        LazyLock::new(|| Regex::new(r"^[^.]{0,300}?(?P<horizon>\bden )?\bnam (?P<year>20\d{2})\b").ok());
    let (Some(start), end) = (plan.header.years.start, plan.header.years.end) else { return };
    let fits = |year: i16| year >= start && end.is_none_or(|end| year <= end);
    if let Some(lead_in) = outline.preamble.last() {
        let folded = fold(lead_in.text());
        // The last words say that this plan is issued; those before may be in the title of a cited document.
        let issues = ISSUES.as_ref().and_then(|issues| issues.find_iter(&folded).last());
        let said = issues
            .and_then(|issues| YEAR.as_ref()?.captures(&folded[issues.end()..]))
            // "định hướng đến năm 2035": how far it looks ahead.
            .filter(|found| found.name("horizon").is_none())
            .and_then(|found| found.name("year")?.as_str().parse().ok());
        if let Some(year) = said.filter(|&year| !fits(year)) {
            let lines = plan.header.title.as_ref().map(|title| title.place.lines);
            let message = format!("Đoạn mở đầu ghi năm {year}, tiêu đề ghi năm {start}.");
            found.push(finding("year_conflict", Severity::Error, lines, format!("{year} / {start}"), message));
        }
    }
    let issued = plan.header.date.as_ref().and_then(|date| date.get(..4)?.parse::<i16>().ok());
    // A plan is issued in its first year or the year before; a plan for several years also later.
    if let Some(issued) = issued.filter(|&issued| issued < start - 1 || end.is_some_and(|end| issued > end)) {
        let lines = plan.header.places.date.map(|place| place.lines);
        let message = format!("Ngày ban hành năm {issued} không phù hợp với tiêu đề (năm {start}).");
        found.push(finding("date_year_conflict", Severity::Warning, lines, format!("{issued} / {start}"), message));
    }
}

#[cfg(test)]
mod tests {
    use crate::extract::extract;
    use crate::extract::tests::with_tracer;
    use crate::segment::segment;

    fn conflicts(title: &str, body: &str) -> Vec<String> {
        let text = format!(
            "Số: 5/KH-UBND\nHà Bắc, ngày 3 tháng 12 năm 2025\nKẾ HOẠCH\n{title}\nI. MỤC ĐÍCH\n1. Tốt hơn.\n{body}"
        );
        with_tracer(&text, |tracer| {
            let findings = extract(tracer.source, tracer.restored, &segment(&text)).findings;
            findings
                .into_iter()
                .filter(|f| f.code.contains("year"))
                .map(|f| format!("{} {}", f.code, f.evidence))
                .collect()
        })
    }

    #[test]
    fn a_heading_of_work_names_no_period_that_is_over() {
        let title = "Trồng cây giai đoạn 2026 - 2030";
        let left = conflicts(title, "II. NHIỆM VỤ TRỒNG CÂY GIAI ĐOẠN 2021 - 2025\n1. Trồng xoài.");
        assert_eq!(left, ["year_conflict 2021-2025 / 2026"]);
        for body in [
            "II. KẾT QUẢ GIAI ĐOẠN 2021 - 2025\n1. Đã trồng xoài.",
            "II. NHIỆM VỤ GIAI ĐOẠN 2026 - 2028\n1. Trồng xoài.",
        ] {
            assert_eq!(conflicts(title, body), Vec::<String>::new(), "{body}");
        }
    }

    #[test]
    fn a_horizon_is_no_other_year() {
        let with = |lead_in: &str| conflicts(&format!("Trồng cây năm 2026\n\nỦy ban nhân dân xã Hà Bắc {lead_in}"), "");
        assert_eq!(with("ban hành Kế hoạch trồng cây năm 2024 như sau:"), ["year_conflict 2024 / 2026"]);
        let horizon = "ban hành Kế hoạch trồng cây, định hướng đến năm 2035 như sau:";
        assert_eq!(with(horizon), Vec::<String>::new());
    }
}
