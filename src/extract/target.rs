//! Quantities to be reached.
//!
//! Finds: "100% văn bản … phải được xử lý", "ít nhất 01 sáng kiến", "đạt trên 83%", "tối thiểu 2 lớp", "tăng ít nhất 05
//! bậc". The shortest phrase with the number and what is counted, up to the end of its clause.
//!
//! Not to be confused with: years, dates, numbers of documents and articles, shares of last year ("đã đạt 97%"), counts
//! that only describe ("08 nội dung", "8 lĩnh vực").

use std::sync::LazyLock;

use regex::Regex;

use super::Tracer;
use super::reference::reference_ranges;
use crate::plan::Text;
use crate::segment::passage::Passage;

/// Longest phrase, in words.
const MOST_WORDS: usize = 16;

static QUANTITY: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(concat!(
        r"\b(?:(?:dat|tang|giam|dam bao|bao dam|phan dau|co|duy tri|toi thieu|it nhat|khong qua|duoi|tren|tu|nang|ty le|va vuot|hon|khoang|muc)[ ,]+(?:dat |co |tang |giam |va vuot )?)*",
        r"(?:(?:\d{1,3}(?:[.,]\d+)?)\s?%|(?P<least>(?:it nhat|toi thieu|khong duoi|tren|tu)\s(?:duoc |co |dat )?)(?P<count>\d{1,3}(?:\.\d{3})*(?:,\d+)?)\s(?P<noun>[a-z]+))"
    ))
    .ok()
});

/// Words at which the phrase ends.
static END: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"[,;.:()\n]|\s(?:hoac kien nghi|de |nham|theo|do |ve |tren dia ban|trong nam|truoc ngay|den nam|den het|va (?:kip thoi|xu ly|bao cao|to chuc|thuc hien|nang cao)|ap dung|so voi|gop phan)\b").ok()
});

/// The targets of a text, in order.
pub(super) fn targets(passage: &Passage, tracer: &Tracer<'_>) -> Vec<Text> {
    static PAST: LazyLock<Option<Regex>> =
        LazyLock::new(|| Regex::new(r"\b(?:da|dat duoc|hien co|hien nay)\b[^,;.]{0,30}$").ok());
    static TIME: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"^(?:ngay|thang|nam|gio|quy|tuan)$").ok());
    let folded = passage.folded();
    if !folded.has_digit() {
        return Vec::new();
    }
    let cited = reference_ranges(folded);
    let mut found: Vec<(usize, Text)> = Vec::new();
    for quantity in QUANTITY.iter().flat_map(|pattern| pattern.captures_iter(&folded.text)) {
        let Some(whole) = quantity.get(0) else { continue };
        let is_time =
            quantity.name("noun").is_some_and(|noun| TIME.as_ref().is_some_and(|time| time.is_match(noun.as_str())));
        let is_past = PAST.as_ref().is_some_and(|past| past.is_match(&folded.text[..whole.start()]));
        let is_cited = cited.iter().any(|range| range.contains(&whole.start()));
        let is_inside = found.last().is_some_and(|(end, _)| whole.start() < *end);
        if is_time || is_past || is_cited || is_inside {
            continue;
        }
        let stop = END
            .as_ref()
            .and_then(|end| end.find(&folded.text[whole.end()..]))
            .map_or(folded.text.len(), |found| whole.end() + found.start());
        let end = limit_words(&folded.text, whole.start(), stop);
        // A share of nothing ("cồn 70%") is no target: something is counted behind it, or a verb stands before it.
        let counted = folded.text[whole.end()..end].chars().any(|c| c.is_ascii_alphabetic())
            || whole.as_str().starts_with(|c: char| c.is_ascii_alphabetic());
        if !counted {
            continue;
        }
        if let Some(text) = tracer.text(passage, folded.original(whole.start()..end)) {
            found.push((end, text));
        }
    }
    found.into_iter().map(|(_, text)| text).collect()
}

fn limit_words(folded: &str, start: usize, stop: usize) -> usize {
    crate::token::pieces(&folded[start..stop]).nth(MOST_WORDS - 1).map_or(stop, |piece| start + piece.end)
}

#[cfg(test)]
mod tests {
    use super::super::tests::{passage, with_tracer};
    use super::*;

    fn read(text: &str) -> Vec<String> {
        with_tracer(text, |tracer| targets(&passage(text), tracer).into_iter().map(|t| t.text).collect())
    }

    #[test]
    fn finds_shares_and_counts() {
        for (text, target) in [
            (
                "đảm bảo hoàn thành; 100% văn bản phát hiện sai phạm phải được xử lý hoặc kiến nghị xử lý.",
                "100% văn bản phát hiện sai phạm phải được xử lý",
            ),
            (
                "UBND xã có ít nhất 01 sáng kiến hoặc giải pháp mới về CCHC",
                "có ít nhất 01 sáng kiến hoặc giải pháp mới",
            ),
            ("phấn đấu tỷ lệ đạt trên 83% hộ dân.", "phấn đấu tỷ lệ đạt trên 83% hộ dân"),
            ("tăng ít nhất 05 bậc so với năm 2023", "tăng ít nhất 05 bậc"),
        ] {
            assert_eq!(read(text), [target], "{text}");
        }
    }

    #[test]
    fn leaves_other_numbers() {
        for text in [
            "tuyên truyền về 08 nội dung của Chỉ số",
            "trước ngày 05/7/2024",
            "Kế hoạch số 192/KH-UBND",
            "chậm nhất 15 ngày làm việc",
            "năm 2022 đã đạt 97% kế hoạch",
            "khoản 2 Điều 14",
            "từ 01 tháng trở lên",
        ] {
            assert!(read(text).is_empty(), "{text}: {:?}", read(text));
        }
    }
}
