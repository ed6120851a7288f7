//! Cells that a site glued to one line of a flattened table.
//!
//! In: a line of a row. Out: its parts: before an agency, before and behind a time. Where no sign of a new cell stands, the line
//! stays whole.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use crate::lexicon::starts_with_agency as is_agency;
use crate::segment::passage::Passage;

/// Parts a line at agencies that start behind a word in lower case with no sign between: cells that a site glued.
pub(super) fn agencies(chunk: &Passage) -> Vec<Passage> {
    const INSIDE: [&str; 19] = [
        "của",
        "với",
        "và",
        "cho",
        "tại",
        "do",
        "từ",
        "theo",
        "thuộc",
        "về",
        "là",
        "qua",
        "đốc",
        "trưởng",
        "phó",
        "phòng",
        "cấp",
        "các",
        "tịch",
    ];
    const ORDERS: [&str; 7] =
        ["Xây dựng", "Thành lập", "Kiện toàn", "Củng cố", "Đầu tư xây dựng", "Nâng cấp", "Đưa vào hoạt động"];
    let text = chunk.text();
    let pieces: Vec<Range<usize>> = crate::token::pieces(text).collect();
    let mut parts = Vec::new();
    let mut start = 0;
    for pair in pieces.windows(2) {
        let (before, next) = (&text[pair[0].clone()], pair[1].start);
        let group = text[next..].starts_with("Các ");
        let closed = group && !before.ends_with([',', ';', '-'])
            || before.contains('/')
            || before.ends_with(|c: char| c.is_lowercase() || c.is_ascii_digit() || matches!(c, ')' | '%' | '.' | '”'));
        // "Xây dựng Trung tâm kiểm nghiệm": what is built.
        let built = start == 0 && ORDERS.contains(&text[..next].trim_end());
        let inside = built || text[..next].ends_with("Liên minh ");
        if closed
            && !inside
            && text[next..].starts_with(char::is_uppercase)
            && !INSIDE.contains(&before.to_lowercase().as_str())
            && is_agency(&text[next..])
        {
            parts.push(chunk.slice(start..next));
            start = next;
        }
    }
    parts.push(chunk.slice(start..text.len()));
    parts
}

/// Parts a line before a time with a capital, or a period of years, behind a word with no sign between, and behind it before a
/// capital: "BHXH tỉnh Tháng 12/2025 Hội nghị".
pub(super) fn times(chunk: &Passage) -> Vec<Passage> {
    static TIME: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(concat!(
            r" (?P<time>(?:Trước|Xong trước|Hoàn thành trong|Hoàn thành trước|Từ|Tháng|Qu[ýí]|Năm|Ngày) (?:(?:ngày|tháng|quý|năm) )?[\dIVX]+(?:[/.-]\d+)*(?:(?: - | – | và |, | đến )(?:(?:ngày|tháng|quý|năm) )?[\dIVX]+(?:[/.-]\d+)*)*(?: (?:hằng|hàng) năm)?",
            r"|20\d{2} ?[-–] ?20\d{2}|Thường xuyên(?:, h[ằà]ng năm)?|H[ằà]ng (?:năm|quý|tháng)|Cả năm)(?P<peak>[;,] cao điểm [^;.]*?\d(?:/\d{4})?)?(?: [\p{Lu}\d]|[.;]?$)"
        ))
        .ok()
    });
    let text = chunk.text();
    let found = TIME.as_ref().and_then(|time| time.captures(text));
    let (time, peak) = found.map_or((None, None), |found| (found.name("time"), found.name("peak")));
    let Some(time) = time else { return vec![chunk.clone()] };
    let end = peak.map_or(time.end(), |peak| peak.end());
    let parts = [0..time.start(), time.start()..end, end..text.len()];
    parts.into_iter().map(|part| chunk.slice(part)).filter(|part| !part.is_empty()).collect()
}
