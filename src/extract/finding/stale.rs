//! Laws that were replaced and bodies that were dissolved before the plan's date.
//!
//! Not to be confused with: an old body in the title of a cited document, "(cũ)" behind a former name, a law cited by its
//! number as a basis (authors cite what they carry out).

use std::sync::LazyLock;

use regex::Regex;

use super::finding;
use crate::extract::Tracer;
use crate::fold::{Folded, fold};
use crate::plan::{Finding, Plan, Severity};
use crate::segment::Outline;

/// Laws that were replaced: what they are called (folded), since when, and by what.
const LAWS: [(&str, &str, &str); 4] = [
    (r"phap lenh (?:ve )?(?:thuc hien )?dan chu", "2023-07-01", "Luật Thực hiện dân chủ ở cơ sở (10/2022/QH15)"),
    (r"luat dat dai (?:nam )?2013|luat dat dai so 45/2013", "2024-08-01", "Luật Đất đai 2024 (31/2024/QH15)"),
    (r"luat can cuoc cong dan", "2024-07-01", "Luật Căn cước (26/2023/QH15)"),
    (r"phap lenh cong an xa", "2019-07-01", "Luật Công an nhân dân (37/2018/QH14)"),
];

/// Bodies of districts, dissolved with them, and departments that were merged.
const BODIES: [(&str, &str); 4] = [
    (
        r"(?:ubnd|uy ban nhan dan|hdnd|huyen uy|cong an|phong [a-z]+(?: [a-z]+)?) (?:cap )?(?:huyen|quan|thi xa)\b|\bhuyen uy\b|\bquan uy\b|\bthi uy\b",
        "2025-07-01",
    ),
    (
        r"\bso (?:ke hoach va dau tu|giao thong van tai|thong tin va truyen thong|tai nguyen va moi truong|lao dong ?-? ?thuong binh va xa hoi|nong nghiep va phat trien nong thon)\b",
        "2025-07-01",
    ),
    (r"\bthi tran\b", "2025-07-01"),
    (r"\bcong chuc (?:van phong ?-? ?thong ke|tai chinh ?-? ?ke toan|dia chinh)\b", "2025-07-01"),
];

/// Looks through headings and texts for stale laws and bodies; each once.
pub(super) fn stale(outline: &Outline, plan: &Plan, tracer: &Tracer<'_>, found: &mut Vec<Finding>) {
    static LAW_PATTERNS: LazyLock<Vec<Option<Regex>>> =
        LazyLock::new(|| LAWS.iter().map(|(law, _, _)| Regex::new(law).ok()).collect());
    static BODY_PATTERNS: LazyLock<Vec<Option<Regex>>> =
        LazyLock::new(|| BODIES.iter().map(|(body, _)| Regex::new(body).ok()).collect());
    let Some(date) = plan.header.date.as_ref() else { return };
    let mut seen: Vec<String> = Vec::new();
    for section in outline.walk() {
        for text in [&section.heading, &section.text] {
            let folded = text.folded();
            let stale_laws = LAW_PATTERNS.iter().zip(LAWS).filter(|(_, (_, since, _))| date.as_str() >= *since);
            for (pattern, (_, _, instead)) in stale_laws {
                if let Some(law) = pattern.as_ref().and_then(|pattern| pattern.find(&folded.text)) {
                    let range = folded.original(law.range());
                    let printed = text.text()[range.clone()].to_owned();
                    let message = format!("“{printed}” đã được thay thế bằng {instead}.");
                    let lines = tracer.place(text, range).lines;
                    note(&mut seen, found, "stale_law", lines, printed, message);
                }
            }
            let gone = BODY_PATTERNS.iter().zip(BODIES).filter(|(_, (_, since))| date.as_str() >= *since);
            for (pattern, _) in gone {
                let bodies = pattern.as_ref().into_iter().flat_map(|pattern| pattern.find_iter(&folded.text));
                for body in bodies.filter(|body| exists(folded, body.end()) && !is_origin(folded, body.start())) {
                    let range = folded.original(body.range());
                    let printed = text.text()[range.clone()].to_owned();
                    if !is_body(&printed) {
                        continue;
                    }
                    let message = format!("“{printed}” không còn sau ngày 30/6/2025.");
                    let lines = tracer.place(text, range).lines;
                    note(&mut seen, found, "dissolved_body", lines, printed, message);
                }
            }
        }
    }
}

/// Whether the words with their marks are a body of a district, a department or a post: "mô phỏng và quản lý" is none.
fn is_body(printed: &str) -> bool {
    let words = printed.to_lowercase();
    ["huyện", "quận", "thị xã", "thị ủy", "thị trấn"].iter().any(|unit| words.contains(unit))
        || words.starts_with("sở ")
        || printed.starts_with("Công chức ")
}

/// Whether a body is named as one that exists: no "(cũ)" or "trước đây" behind it.
pub(super) fn exists(folded: &Folded, end: usize) -> bool {
    let rest = folded.text[end..].trim_start();
    let near: String = rest.chars().take(60).collect();
    // "thị trấn A, xã B và xã C cũ": with its mark, for "cứ" and "cụ" are other words.
    let printed: String = folded.marked_from(end).chars().take(60).collect();
    let old = printed.split([' ', '(', ')', ',', '.', ';', '“', '”']).any(|word| word == "cũ");
    !old && !near.contains("truoc day") && !near.contains("truoc sap xep")
}

/// Whether a body before an offset is named as what something came from: "phông Ủy ban nhân dân huyện", "trên cơ sở thị trấn".
fn is_origin(folded: &Folded, at: usize) -> bool {
    let clause = &folded.text[..at];
    let clause = &clause[clause.rfind(['.', ';', ':']).map_or(0, |stop| stop + 1)..];
    ["phong ", "tren co so ", "sap nhap ", "hop nhat ", "sap xep "].iter().any(|word| clause.contains(word))
        && !clause.contains("sau sap xep ")
}

fn note(
    seen: &mut Vec<String>,
    found: &mut Vec<Finding>,
    code: &'static str,
    lines: [usize; 2],
    printed: String,
    message: String,
) {
    let key = format!("{code}{}", fold(&printed));
    if !seen.contains(&key) {
        seen.push(key);
        found.push(finding(code, Severity::Warning, Some(lines), printed, message));
    }
}

#[cfg(test)]
mod tests {
    use crate::extract::extract;
    use crate::extract::tests::with_tracer;
    use crate::segment::segment;

    fn codes(date: &str, item: &str) -> Vec<String> {
        let text = format!("Số: 1/KH-UBND\nHà Bắc, {date}\nKẾ HOẠCH\nTrồng cây\nI. NỘI DUNG\n1. {item}");
        with_tracer(&text, |tracer| {
            let plan = extract(tracer.source, tracer.restored, &segment(&text));
            plan.findings.into_iter().map(|finding| finding.code.into_owned()).collect()
        })
    }

    #[test]
    fn finds_stale_laws_and_bodies() {
        assert_eq!(codes("ngày 30 tháng 01 năm 2024", "Tuyên truyền Pháp lệnh dân chủ ở xã."), ["stale_law"]);
        assert_eq!(codes("ngày 30 tháng 10 năm 2025", "Báo cáo UBND huyện kết quả."), ["dissolved_body"]);
    }

    #[test]
    fn leaves_what_was_in_force() {
        assert!(codes("ngày 12 tháng 01 năm 2023", "Tuyên truyền Pháp lệnh dân chủ ở xã.").is_empty());
        assert!(codes("ngày 30 tháng 01 năm 2024", "Báo cáo UBND huyện kết quả.").is_empty());
        assert!(codes("ngày 30 tháng 10 năm 2025", "Rà soát hồ sơ của UBND huyện (cũ).").is_empty());
        assert!(codes("ngày 30 tháng 10 năm 2025", "Tập huấn phần mềm mô phỏng và quản lý.").is_empty());
        assert!(codes("ngày 30 tháng 10 năm 2025", "Báo cáo Quân ủy Trung ương.").is_empty());
        assert!(codes("ngày 30 tháng 10 năm 2025", "Xã mới gồm thị trấn An Bình và xã An Hòa cũ.").is_empty());
        assert!(codes("ngày 30 tháng 10 năm 2025", "Chỉnh lý phông Ủy ban nhân dân huyện An Lão.").is_empty());
    }
}
