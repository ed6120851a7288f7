//! Communes that were merged in July 2025 and act in a plan made after it.
//!
//! Finds "UBND xã X", "Công an phường X" where the plan's province had such a commune before and has none of that name now.
//! Not to be confused with: places ("tại xã X"), communes "(cũ)", a commune whose name a new one bears.

use std::sync::LazyLock;

use regex::Regex;

use super::finding;
use super::locality::name_at;
use super::stale::exists;
use crate::extract::level::unit_at;
use crate::gazetteer::{PROVINCES, became, province_named_most};
use crate::plan::{Finding, Plan, Severity};
use crate::segment::Outline;
use crate::segment::passage::Passage;

/// The first day of the new communes.
const SINCE: &str = "2025-07-01";

/// Looks through the texts of a plan for bodies of communes that are no more; each once.
pub(super) fn merged(outline: &Outline, plan: &Plan, found: &mut Vec<Finding>) {
    static BODY: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(
            r"\b(?:ubnd|uy ban nhan dan|hdnd|hoi dong nhan dan|cong an|dang uy|tram y te) (?:xa|phuong|thi tran) ",
        )
        .ok()
    });
    let recent = plan.header.date.as_deref().is_some_and(|date| date >= SINCE);
    let Some(body) = BODY.as_ref().filter(|_| recent) else { return };
    let head = outline.letterhead.iter().chain([&outline.title]).chain(&outline.preamble);
    let head: Vec<&str> = head.map(Passage::text).collect();
    let Some(province) = province_named_most(&head.join("\n")) else { return };
    let mut seen: Vec<String> = Vec::new();
    for section in outline.walk() {
        for text in [&section.heading, &section.text] {
            let folded = text.folded();
            for at in body.find_iter(&folded.text) {
                let start = at.start() + at.as_str().trim_end().rfind(' ').map_or(0, |space| space + 1);
                let start = if folded.text[..start].ends_with("thi ") { start - "thi ".len() } else { start };
                let Some(noun) = unit_at(&folded.text[start..]) else { continue };
                let name_start = folded.original(start..start + noun.len()).end;
                let Some(name) = text.text()[name_start..].strip_prefix(' ').and_then(name_at) else { continue };
                let end = start + noun.len() + 1 + name.chars().count();
                let unit = &text.text()[folded.original(start..end)];
                let heirs = became(PROVINCES[province].name, unit);
                if heirs.is_empty() || !exists(folded, end) || seen.iter().any(|known| known == unit) {
                    continue;
                }
                seen.push(unit.to_owned());
                let message = format!("“{unit}” đã sắp xếp từ ngày 01/7/2025, nay thuộc {}.", heirs.join(" hoặc "));
                let lines = Some([section.lines.0, section.lines.0]);
                found.push(finding("dissolved_body", Severity::Warning, lines, unit.to_owned(), message));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::extract::extract;
    use crate::extract::tests::with_tracer;
    use crate::segment::segment;

    fn messages(date: &str, item: &str) -> Vec<String> {
        let text = format!(
            "ỦY BAN NHÂN DÂN\nTỈNH BẮC NINH\nSố: 1/KH-UBND\nBắc Ninh, {date}\nKẾ HOẠCH\nTrồng cây trên địa bàn tỉnh Bắc Ninh\nI. NỘI DUNG\n1. {item}"
        );
        with_tracer(&text, |tracer| {
            let plan = extract(tracer.source, tracer.restored, &segment(&text));
            let own = plan.findings.into_iter().filter(|finding| finding.code == "dissolved_body");
            own.map(|finding| finding.message).collect()
        })
    }

    #[test]
    fn a_commune_that_was_merged_acts_no_more() {
        let found = messages("ngày 30 tháng 10 năm 2025", "Giao UBND xã Mộ Đạo trồng cây.");
        assert_eq!(found, ["“xã Mộ Đạo” đã sắp xếp từ ngày 01/7/2025, nay thuộc Phường Bồng Lai."]);
    }

    #[test]
    fn others_may_act() {
        for (date, item) in [
            ("ngày 30 tháng 10 năm 2024", "Giao UBND xã Mộ Đạo trồng cây."),
            ("ngày 30 tháng 10 năm 2025", "Giao UBND xã Xuân Lương trồng cây."),
            ("ngày 30 tháng 10 năm 2025", "Tiếp nhận hồ sơ của UBND xã Mộ Đạo (cũ)."),
            ("ngày 30 tháng 10 năm 2025", "Trồng cây tại xã Mộ Đạo."),
            ("ngày 30 tháng 10 năm 2025", "Giao UBND xã Không Có trồng cây."),
        ] {
            assert!(messages(date, item).is_empty(), "{item}");
        }
    }
}
