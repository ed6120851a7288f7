//! Quantities to be reached.
//!
//! Finds: "100% văn bản … phải được xử lý", "ít nhất 01 sáng kiến", "đạt trên 83%", "tối thiểu 2 lớp", "tăng ít nhất 05
//! bậc". The shortest phrase with the number and what is counted, up to the end of its clause.
//!
//! Not to be confused with: years, dates, numbers of documents and articles, shares of last year ("đã đạt 97%"), counts
//! that only describe ("08 nội dung", "đề án của 93 trạm"), numbers in a name ("Dự án 6", "đợt 1").

use std::sync::LazyLock;

use regex::Regex;

use super::Tracer;
use super::reference::reference_ranges;
use crate::fold::Folded;
use crate::lexicon::verb_at;
use crate::plan::Text;
use crate::segment::passage::Passage;

/// Longest phrase, in words.
const MOST_WORDS: usize = 16;

static QUANTITY: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(concat!(
        r"\b(?:(?:dat|tang|giam|duy tri|toi thieu|it nhat|khong qua|duoi|tren|tu|nang|ty le|va vuot|hon|khoang|muc)[ ,]+(?:dat |co |tang |giam |va vuot )?)*",
        r"(?:(?:\d{1,3}(?:[.,]\d+)?)\s?%|(?P<least>(?:it nhat|toi thieu|khong duoi|tren|tu|dat|khoang)\s(?:duoc |co |dat |tren |khoang )?)(?P<count>\d{1,3}(?:\.\d{3})*(?:,\d+)?)(?:\s(?:den|-)\s\d{1,3})?\s(?P<noun>[a-z]+))"
    ))
    .ok()
});

/// A number of things: "thành lập 02 đội", "tại 10 sở", "cho 600 người".
static COUNT: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r"(?:^|[\s,;:(])(?P<number>(?P<count>\d{1,3}(?:\.\d{3})*(?:,\d+)?|0\d/\d{1,2}) (?:trieu )?(?P<noun>[a-z]+))",
    )
    .ok()
});
/// Words before a number that make it a name's, a citation's, or one that only describes: "Dự án 6", "khoản 2", "của 93 trạm".
static DESCRIBED: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(concat!(
        r"\b(?:cua|ve|theo|danh sach|theo danh sach|tren|hon|so|so voi|dieu|khoan|diem|muc|chuong|phan|phu luc|bieu|mau|du an|giai doan|dot|de an|quyet dinh|lop|",
        r"khoi|loai|cap|quy|nam|thang|ngay|lan|thu|khoa|vong|ky|hang|nhom|vung|tuyen|sau|truoc|trong|tu|den|gio|phut|tuoi|nghi quyet|luat|tieu chi|chi tieu|voi|la|gom|bang|",
        r"ban|to|chi thi|ke hoach|ket luan|chuong trinh|phuong an|duoi|qua|noi dung|nhiem vu|viec|buoc|sau day|tai khoan|hien co|quoc lo|nay|con|va|ban kinh|cach)\s$"
    ))
    .ok()
});
/// What is counted without being brought about, and units of time, money and shares of them.
static COUNTED_ONLY: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"^(?:noi|linh|nhom|nhiem|buoc|cap|giai|muc|phan|khoan|dieu|tieu|chi|chu|van|loai|ngay|thang|nam|gio|quy|tuan|phut|lan|khoi|tru|mat|nganh|tinh|so|den|ve|tuoi|ty|trieu|nghin|dong|va|hoac|tro|diem|la|co|cua|trong|do|duoc|thi|theo|de|tren|tai|yeu|hinh|thanh|phuong|mon)$").ok()
});

/// Words at which the phrase ends.
static END: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"[;.:()\n]|\s(?:hoac kien nghi|de |nham|theo|do |tren dia ban|tren toan|trong nam|trong quy|trong thang|moi nam|cho|tham gia|vao|tai (?:cac|cap|tat ca|xa|thon|phuong|huyen|truong|bo phan|khu|dia)|doi voi|voi tong|trong do|truoc khi|tren tong so|truoc ngay|den nam|den het|va (?:kip thoi|xu ly|bao cao|to chuc|thuc hien|nang cao|(?:it nhat |toi thieu |tren |khoang |khong duoi |hon )?\d)|ap dung|so voi|gop phan)\b").ok()
});

/// What is measured, where a share stands behind it: "tỷ lệ thu gom … đạt 100%".
static MEASURE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"\b(?:ty le|ti le|ty trong|dien tich|so luong|tong so|tong|muc|kinh phi|san luong|gia tri|toc do|thu nhap|doanh thu|chi so|nang suat|cong suat|do che phu|quy mo)\b").ok()
});

/// The targets of a text, in order.
pub(super) fn targets(passage: &Passage, tracer: &Tracer<'_>) -> Vec<Text> {
    static PAST: LazyLock<Option<Regex>> =
        LazyLock::new(|| Regex::new(r"\b(?:da|dat duoc|hien co|hien nay)\b[^,;.]{0,30}$").ok());
    static TIME: LazyLock<Option<Regex>> =
        LazyLock::new(|| Regex::new(r"^(?:ngay|thang|nam|gio|quy|tuan|tuoi|den)$").ok());
    let folded = passage.folded();
    if !folded.has_digit() {
        return Vec::new();
    }
    let cited = reference_ranges(folded);
    let mut found: Vec<(usize, usize, Text)> = Vec::new();
    for quantity in QUANTITY.iter().flat_map(|pattern| pattern.captures_iter(&folded.text)) {
        let Some(whole) = quantity.get(0) else { continue };
        let is_time =
            quantity.name("noun").is_some_and(|noun| TIME.as_ref().is_some_and(|time| time.is_match(noun.as_str())));
        let is_past = PAST.as_ref().is_some_and(|past| past.is_match(&folded.text[..whole.start()]));
        let is_cited = cited.iter().any(|range| range.contains(&whole.start()));
        let is_inside = found.last().is_some_and(|(end, _, _)| whole.start() < *end);
        // "tổng mức đầu tư 186,4 tỷ đồng" has no "từ".
        let other = quantity.name("least").is_some_and(|least| {
            least.as_str().starts_with("tu ")
                && !passage.text()[folded.original(least.range())].to_lowercase().starts_with("từ")
        });
        if other || is_time || is_past || is_cited || is_inside {
            continue;
        }
        let leans = folded.text[..whole.start()].ends_with("dua ") || folded.text[..whole.start()].ends_with("len ");
        if leans && quantity.name("noun").is_some() {
            continue;
        }
        let stop = stop_behind(folded, whole.end());
        let end = limit_words(&folded.text, whole.start(), stop);
        let measured = folded.text[whole.end()..end].trim_start_matches([',', ' ']).is_empty();
        let start = if measured { measure_before(&folded.text, whole.start()) } else { whole.start() };
        // A share of nothing ("cồn 70%") is no target: something is counted behind it, or a verb stands before it.
        let counted = folded.text[whole.end()..end].chars().any(|c| c.is_ascii_alphabetic())
            || folded.text[start..].starts_with(|c: char| c.is_ascii_alphabetic());
        if !counted {
            continue;
        }
        // "từ 02 ca bệnh trở lên … phải báo ngay" is a condition.
        let least = quantity.name("least").is_some_and(|least| least.as_str().starts_with("tu "));
        if least && [" tro len", " phai "].iter().any(|words| folded.text[whole.end()..stop].contains(words)) {
            continue;
        }
        let start = start + other_words(folded, passage, start);
        if let Some(text) = tracer.text(passage, folded.original(start..end)) {
            found.push((end, start, text));
        }
    }
    for counted in COUNT.iter().flat_map(|pattern| pattern.captures_iter(&folded.text)) {
        let (Some(number), Some(noun)) = (counted.name("number"), counted.name("noun")) else { continue };
        let before = &folded.text[..number.start()];
        let only = COUNTED_ONLY.as_ref().is_some_and(|only| only.is_match(noun.as_str()));
        let described = DESCRIBED.as_ref().is_some_and(|described| described.is_match(before));
        let known = found.iter().any(|(end, start, _)| number.start() < *end && *start < number.end());
        let is_cited = cited.iter().any(|range| range.contains(&number.start()));
        let is_past = PAST.as_ref().is_some_and(|past| past.is_match(before));
        if only || described || known || is_cited || is_past {
            continue;
        }
        let end = limit_words(&folded.text, number.start(), stop_behind(folded, number.end()));
        let text = tracer.text(passage, folded.original(number.start()..end));
        found.extend(text.map(|text| (end, number.start(), text)));
    }
    found.sort_by_key(|(_, start, _)| *start);
    found.into_iter().map(|(_, _, text)| text).collect()
}

/// Length of words at the start of a phrase that only look like "đạt" and "mức" without their marks ("lắp đặt 08 camera").
fn other_words(folded: &Folded, passage: &Passage, start: usize) -> usize {
    let word = folded.text[start..].find(' ').map_or(0, |space| space + 1);
    let printed = passage.text()[folded.original(start..start + word)].trim().to_lowercase();
    if matches!(printed.as_str(), "đặt" | "mục" | "nặng") { word } else { 0 }
}

/// Where the phrase behind a number ends: at a stop, or at a comma behind which no further noun of a list stands ("20% xã,
/// phường", "100% khu công nghiệp, cụm công nghiệp triển khai …").
fn stop_behind(folded: &Folded, from: usize) -> usize {
    static CLAUSE: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(r"^(?:trong|tu|den|va|nhat la|cu the|dong thoi|bao gom|gom|qua do|co|khong|phan dau|\d+|it nhat|toi thieu|gop phan|tinh|so|xong|hoan thanh|moi)\b").ok()
    });
    let text = &folded.text;
    let stop = END.as_ref().and_then(|end| end.find(&text[from..])).map_or(text.len(), |end| from + end.start());
    // "về" opens what the thing is about; "bảo vệ" is another word.
    let about = text[from..stop].match_indices(" ve ").map(|(at, _)| from + at);
    let stop = about.into_iter().find(|&at| !text[..at].ends_with("bao")).unwrap_or(stop);
    let ends = text[from..stop].match_indices(',').map(|(at, _)| from + at).find(|&comma| {
        let next = comma + 1 + (text[comma + 1..].len() - text[comma + 1..].trim_start().len());
        let clause = CLAUSE.as_ref().is_some_and(|clause| clause.is_match(&text[next..]));
        clause || next >= stop || verb_at(folded, next).is_some() || text[from..comma].trim().is_empty()
    });
    ends.unwrap_or(stop)
}

/// Where a phrase starts whose number stands at its end: at the word for what is measured, within the clause.
fn measure_before(text: &str, number: usize) -> usize {
    let clause = text[..number].rfind([';', '.', ':', '\n']).map_or(0, |at| at + 1);
    let near = crate::token::pieces(&text[clause..number]).count().saturating_sub(MOST_WORDS_BEFORE);
    let from = crate::token::pieces(&text[clause..number]).nth(near).map_or(clause, |piece| clause + piece.start);
    let found = MEASURE.iter().flat_map(|measure| measure.find_iter(&text[from..number])).next();
    found.map_or(number, |found| from + found.start())
}

/// Longest phrase before a number at its end, in words.
const MOST_WORDS_BEFORE: usize = 24;

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
            ("UBND xã có ít nhất 01 sáng kiến hoặc giải pháp mới về CCHC", "ít nhất 01 sáng kiến hoặc giải pháp mới"),
            ("phấn đấu tỷ lệ đạt trên 83% hộ dân.", "tỷ lệ đạt trên 83% hộ dân"),
            ("phấn đấu đạt 20% xã, phường sạch, đến hết năm", "đạt 20% xã, phường sạch"),
            (
                "Đến năm 2030, tỷ lệ thu gom rác tại các bãi biển, khu du lịch đạt 100%.",
                "tỷ lệ thu gom rác tại các bãi biển, khu du lịch đạt 100%",
            ),
            ("diện tích rừng ngập mặn đạt 1.700 ha", "diện tích rừng ngập mặn đạt 1.700 ha"),
            ("Thành lập 02 đội đáp ứng nhanh.", "02 đội đáp ứng nhanh"),
            ("Lắp đặt 08 camera giám sát, xong trong tháng 3", "08 camera giám sát"),
            ("Năm 2022: 15 bể bơi;", "15 bể bơi"),
            ("tăng ít nhất 05 bậc so với năm 2023", "tăng ít nhất 05 bậc"),
        ] {
            assert_eq!(read(text), [target], "{text}");
        }
    }

    #[test]
    fn a_list_of_counts_is_several_targets() {
        assert_eq!(read("Mua 150 áo phao, 500 bao tải, 02 nhà bạt."), ["150 áo phao", "500 bao tải", "02 nhà bạt"]);
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
            "phát triển dựa trên 4 ngành chính",
            "tổ chức 08 nội dung sau",
            "khi phát hiện từ 02 ca bệnh trở lên phải báo ngay",
            "theo danh sách 12 hộ",
        ] {
            assert!(read(text).is_empty(), "{text}: {:?}", read(text));
        }
    }
}
