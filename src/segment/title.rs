//! The head of a document: site furniture, letterhead, title, and where the preamble begins.
//!
//! In: the first lines. Out: the line that says "KẾ HOẠCH", the title after it, the paragraphs of the preamble. A title in
//! capitals may run into the first sentence on one line; the sentence is cut off where it begins.

use std::sync::LazyLock;

use regex::Regex;

use super::heading::is_upper;
use super::line::{Line, goes_on};
use super::passage::Passage;
use super::{Outline, is_upper as upper};
use crate::fold::{Folded, fold};

/// The line that names the kind of document on its own.
pub(super) fn title_line(lines: &[Line]) -> Option<usize> {
    static KIND: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(r"^(?:du thao )?(?:ke hoach(?: hanh dong| phat trien| to chuc| thuc hien| trien khai)?|phuong an|chuong trinh hanh dong|chuong trinh cong tac)[\s:.]*$").ok()
    });
    let kind = KIND.as_ref()?;
    // A line in capitals, or one on its own in the first half; "kế hoạch" at the end of a wrapped sentence is neither.
    let fits = |i: usize| {
        let line = &lines[i];
        kind.is_match(line.folded())
            && (is_upper(line.text()) || line.text().starts_with(['K', 'P', 'C']))
            && opens(lines, i)
    };
    let titles: Vec<usize> = (0..lines.len()).filter(|&i| fits(i)).collect();
    // A decision stands before the plan that it issues; behind it, "Quyết định" is a cell of a table.
    let capital = titles.iter().copied().find(|&i| is_upper(lines[i].text()));
    let decision = lines.iter().position(|line| matches!(line.folded().trim_end_matches([':', ' ']), "quyet dinh"));
    let from = decision.filter(|&at| capital.is_none_or(|title| at < title)).map_or(0, |at| at + 1);
    let titles: Vec<usize> = titles.into_iter().filter(|&i| i >= from).collect();
    capital.or(titles.first().copied()).or_else(|| running_title(lines))
}

/// Whether a line does not go on with an open sentence.
fn opens(lines: &[Line], i: usize) -> bool {
    i == 0 || lines[i].after_gap || is_upper(lines[i].text()) && !lines[i - 1].text().ends_with(',')
}

/// "KẾ HOẠCH Nâng cao chất lượng …": kind and title on one line.
fn running_title(lines: &[Line]) -> Option<usize> {
    let limit = lines.len().min(60);
    (0..limit).find(|&i| lines[i].text().starts_with("KẾ HOẠCH ") && !fold(lines[i].text()).starts_with("ke hoach so"))
}

/// Openings of lines that a site puts around a document.
static CLAIM: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"^(?:so hieu|ngay ban hanh|ngay co hieu luc|ngay hieu luc|ngay cap nhat|loai van ban|co quan ban hanh|noi ban hanh|nguoi ky|linh vuc|tinh trang|luot xem|dang luc|trich yeu|ngay dang|so cong bao|hieu luc|tai ve|chia se|in trang|trang chu|thuoc tinh)\b").ok()
});

/// Where the letterhead begins: lines before it are furniture and claims of a site.
pub(super) fn letterhead_start(head: &[Line]) -> usize {
    static FIRST: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(r"^\|?\s*(?:u?y ban (?:nhan\b|mat tran\b|mttq|bau cu\b)|ubnd |hoi dong nhan dan|cong hoa xa|so\s?:|ban chi dao|so [a-z]+ |chu tich|dang uy|tinh uy|huyen uy|thanh uy)").ok()
    });
    let (Some(first), Some(claim)) = (FIRST.as_ref(), CLAIM.as_ref()) else { return 0 };
    let opens = |line: &Line| first.is_match(line.folded()) && !claim.is_match(line.folded());
    let last_claim = head.iter().rposition(|line| claim.is_match(line.folded())).map_or(0, |at| at + 1);
    let from = head[last_claim..].iter().position(opens).map_or(last_claim, |at| last_claim + at);
    // A menu of the site may name authorities too: the one that counts stands near the motto.
    let motto = head[from..].iter().position(is_motto).map_or(from, |at| from + at);
    match motto.checked_sub(FARTHEST_MOTTO).filter(|&near| near > from) {
        Some(near) => head[near..=motto].iter().position(opens).map_or(from, |at| near + at),
        None => from,
    }
}

/// Between the first line of a letterhead and the motto stand at most so many lines.
const FARTHEST_MOTTO: usize = 8;

fn is_motto(line: &Line) -> bool {
    static MOTTO: LazyLock<Option<Regex>> =
        LazyLock::new(|| Regex::new(r"cong hoa xa hoi chu nghia|doc lap ?- ?tu do ?- ?hanh phuc").ok());
    MOTTO.as_ref().is_some_and(|motto| motto.is_match(line.folded()))
}

/// Where the letterhead of a document ends that has no line "KẾ HOẠCH": behind the last line, of the first `limit`, that
/// holds the motto, the number, or place and date.
pub(super) fn letterhead_end(lines: &[Line], limit: usize) -> Option<usize> {
    static LAST: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(concat!(
            r"^\|?\s*so\s?:?[\s\d]*/\s?(?:kh|pa|ctr)\b",
            r"|(?:^|\| ?)(?:[a-z. -]{2,30}, ?)?ngay [\d ]{0,5}thang [\d ]{0,5}nam \d{4}[ |]*$"
        ))
        .ok()
    });
    let last = LAST.as_ref()?;
    let limit = limit.min(lines.len());
    let end = lines[..limit].iter().rposition(|line| is_motto(line) || last.is_match(line.folded()))? + 1;
    let whole = lines[..end].iter().any(|line| is_motto(line) || line.folded().contains("/kh"));
    whole.then_some(end)
}

/// The cells of a letterhead line: a site flattens the two columns to cells between pipes or far apart.
pub(super) fn cells(line: &Line) -> Vec<Passage> {
    let text = line.text();
    let mut ends: Vec<usize> = text.match_indices('|').map(|(at, _)| at).collect();
    if ends.is_empty() {
        let is_column = |at: &usize| !is_blank_to_fill(&text[..*at], text[*at..].trim_start());
        ends = line.passage.gaps(FAR_APART).into_iter().filter(is_column).collect();
    }
    let mut from = 0;
    let mut cells = Vec::new();
    for at in ends.into_iter().chain([text.len()]) {
        let cell = line.passage.slice(from..at);
        if !cell.is_empty() {
            cells.push(cell);
        }
        from = (at + 1).min(text.len());
    }
    cells
}

/// Whether a gap is left for a number or a day that is written by hand: "Số:      /KH-UBND", "ngày      tháng 3".
fn is_blank_to_fill(before: &str, after: &str) -> bool {
    before.ends_with([':', ',']) || before.ends_with("ngày") || before.ends_with("tháng") || after.starts_with('/')
}

/// So many spaces part two columns.
const FAR_APART: usize = 5;

/// Openings of the first sentence of a preamble.
static LEAD_IN: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(concat!(
        r"(?:^|\s)(?:Thực hiện|Căn cứ|Nhằm|Để|Theo|Triển khai|Thi hành|Tiếp tục thực hiện|Trên cơ sở|Xét|Hưởng ứng|Quán triệt|Phát huy|Chấp hành|Ngày \d|",
        r"Ủy ban nhân dân [^,;]{3,40}? (?:xây dựng|ban hành|triển khai|tổ chức)|UBND [^,;]{3,40}? (?:xây dựng|ban hành|triển khai|tổ chức)|Uỷ ban nhân dân [^,;]{3,40}? (?:xây dựng|ban hành|triển khai|tổ chức)) ?",
    ))
    .ok()
});

/// Splits the lines between "KẾ HOẠCH" and the first chapter into the title and the paragraphs of the preamble.
pub(super) fn split_title(lines: &[Line], outline: &mut Outline) -> Vec<Passage> {
    let running =
        fold(outline.doc_type.text()).find("ke hoach").filter(|_| title_rest(outline.doc_type.text()).is_some());
    if running.is_some()
        && let Some(at) = title_rest(outline.doc_type.text())
    {
        outline.title = outline.doc_type.slice(at..outline.doc_type.text().len());
        outline.doc_type = outline.doc_type.slice(0..at);
    }
    let untitled = outline.doc_type.is_empty();
    let mut preamble: Vec<Passage> = Vec::new();
    let mut in_title = true;
    for line in lines {
        let text = &line.passage;
        in_title &= outline.title.text().len() < LONGEST_TITLE;
        if in_title {
            if CLAIM.as_ref().is_some_and(|claim| claim.is_match(line.folded())) {
                outline.claims.push(text.clone());
                continue;
            } else if is_attachment(line) && !outline.title.is_empty() {
                in_title = false;
            } else if let Some(at) = lead_in(outline.title.text(), text, line.after_gap, untitled) {
                let head = text.slice(0..at);
                outline.title.join(" ", &head);
                add_paragraph(&mut preamble, &text.slice(at..text.text().len()));
                in_title = false;
                continue;
            } else {
                outline.title.join(" ", text);
                continue;
            }
        }
        add_paragraph(&mut preamble, text);
    }
    let attached =
        ["(kem theo ", "(ban hanh kem theo "].iter().find_map(|words| outline.title.folded().text.find(words));
    if let Some(at) = attached.filter(|&at| at > 0) {
        let end = outline.title.folded().original(at..at + 1).start;
        outline.title = outline.title.slice(0..end);
    }
    preamble
}

/// A title has so many bytes at most: a text without a preamble is none. Real ones have some hundreds.
const LONGEST_TITLE: usize = 4000;

/// Where the title begins in a line that also holds the kind of document.
fn title_rest(text: &str) -> Option<usize> {
    let rest = text.strip_prefix("KẾ HOẠCH ")?;
    (rest.split_whitespace().count() > 2).then(|| text.len() - rest.len())
}

/// "(Ban hành kèm theo Quyết định số …)": says where the plan comes from, and is no part of the title.
fn is_attachment(line: &Line) -> bool {
    let folded = line.folded();
    let folded = folded.trim_start_matches(['(', '-', ' ']);
    folded.starts_with("ban hanh kem theo") || folded.starts_with("kem theo")
}

/// A line of this many words is a sentence; behind a title in capitals a shorter one is.
const SENTENCE_WORDS: usize = 10;
const SENTENCE_WORDS_BEHIND_CAPITALS: usize = 5;
/// Behind a title in small letters one with a stop at its end has so many.
const CLOSED_SENTENCE_WORDS: usize = 25;

/// Where the preamble begins in a line, if it does. Behind a letterhead without "KẾ HOẠCH" there may be no title at all.
fn lead_in(title: &str, line: &Passage, after_gap: bool, untitled: bool) -> Option<usize> {
    // Behind a title in capitals, or a blank line, a sentence in lower case is no title, whatever it opens with.
    let first = line.text().split_whitespace().next().unwrap_or_default();
    let fewest = if upper(title) && opens_none(line) { SENTENCE_WORDS_BEHIND_CAPITALS } else { SENTENCE_WORDS };
    let words = line.text().split_whitespace().count();
    let sentence = words >= fewest && first.starts_with(char::is_uppercase) && !upper(first) && !upper(line.text());
    let closed = line.text().ends_with(['.', ';', ':']) && words >= CLOSED_SENTENCE_WORDS;
    if !title.is_empty() && sentence && (upper(title) || after_gap || closed) {
        return Some(0);
    }
    let found = LEAD_IN.as_ref()?.find_iter(line.text()).find(|found| {
        let before = line.text()[..found.start()].trim_end();
        let at_start = before.is_empty();
        // Inside a line: behind words in capitals, behind the title's year, or behind a closed quotation or bracket.
        let behind_capitals = !before.is_empty() && upper(before.split_whitespace().last().unwrap_or_default());
        let behind_number = before.ends_with(|c: char| c.is_ascii_digit() || matches!(c, '”' | '"' | ')'));
        let capital_title = upper(title) || upper(before);
        // No title opens with "Căn cứ": the copy has lost it.
        let basis = found.as_str().trim() == "Căn cứ";
        (at_start && (!title.is_empty() || untitled || basis) && starts_preamble(title, line.text(), after_gap))
            || (!at_start && capital_title && (behind_capitals || behind_number))
    })?;
    let shift = found.as_str().len() - found.as_str().trim_start().len();
    Some(found.start() + shift)
}

/// Whether a line does not open like the rest of a title in small letters ("Năm 2024", "Giai đoạn …", "Trên địa bàn …").
fn opens_none(line: &Passage) -> bool {
    let rest = ["nam ", "giai doan", "tren dia ban", "cua ", "tai ", "ve viec", "den nam", "trong ", "va "];
    !rest.iter().any(|words| line.folded().text.starts_with(words))
}

/// Whether a line that opens like a preamble does so, and is not the next line of a title ("Thực hiện Chương trình …").
fn starts_preamble(title: &str, text: &str, after_gap: bool) -> bool {
    if upper(text) {
        return false;
    }
    if upper(title) {
        return true;
    }
    let cites = Folded::new(text).text.contains(" so ")
        || text.trim_end().ends_with(';')
        || text.split_whitespace().count() > 16;
    after_gap || cites
}

/// Adds a line to the paragraphs: a new one where the last is closed or the line opens like a basis.
fn add_paragraph(paragraphs: &mut Vec<Passage>, text: &Passage) {
    if text.is_empty() {
        return;
    }
    let basis = text.folded().text.starts_with("can cu ");
    match paragraphs.last_mut() {
        Some(last) if !basis && goes_on(last.text(), text.text()) => last.join(" ", text),
        _ => paragraphs.push(text.clone()),
    }
}

#[cfg(test)]
mod tests {
    use super::super::segment;

    fn title_and_preamble(text: &str) -> (String, Vec<String>) {
        let outline = segment(text);
        (outline.title.text().to_owned(), outline.preamble.iter().map(|p| p.text().to_owned()).collect())
    }

    #[test]
    fn parts_title_and_preamble_on_one_line() {
        let text = "KẾ HOẠCH\nNÂNG CAO NĂNG LỰC TRÊN ĐỊA BÀN TỈNH GIAI ĐOẠN 2026 - 2030 Thực hiện Kế hoạch số 14-KH/TU;\nUBND tỉnh ban hành Kế hoạch như sau:\nI. MỤC ĐÍCH";
        let (title, preamble) = title_and_preamble(text);
        assert_eq!(title, "NÂNG CAO NĂNG LỰC TRÊN ĐỊA BÀN TỈNH GIAI ĐOẠN 2026 - 2030");
        assert_eq!(preamble, ["Thực hiện Kế hoạch số 14-KH/TU;", "UBND tỉnh ban hành Kế hoạch như sau:"]);
    }

    #[test]
    fn keeps_a_title_that_opens_like_a_preamble() {
        let text = "KẾ HOẠCH\nThực hiện công tác phòng cháy năm 2024\n\nCăn cứ Luật Phòng cháy;\nI. MỤC ĐÍCH";
        let (title, preamble) = title_and_preamble(text);
        assert_eq!(title, "Thực hiện công tác phòng cháy năm 2024");
        assert_eq!(preamble, ["Căn cứ Luật Phòng cháy;"]);
    }

    #[test]
    fn a_long_sentence_with_a_stop_is_no_title() {
        let sentence = "Sau bốn năm cả xã cùng trồng cây dọc các con đường liên thôn, màu xanh đã trở lại, nhưng nhiều đoạn còn trống và cây chết chưa được thay kịp thời.";
        let text = format!("KẾ HOẠCH\nTrồng cây dọc đường\n{sentence}\nI. MỤC ĐÍCH");
        assert_eq!(title_and_preamble(&text), ("Trồng cây dọc đường".to_owned(), vec![sentence.to_owned()]));
        let basis = "Căn cứ Luật Lâm nghiệp số 16/2017/QH14 ngày 15 tháng 11 năm 2017;";
        assert_eq!(title_and_preamble(&format!("KẾ HOẠCH\n{basis}\nI. MỤC ĐÍCH")).0, "", "its title is lost");
    }

    #[test]
    fn leaves_the_words_ke_hoach_in_sentences() {
        let text = "Triển khai thực hiện\nkế hoạch\nnăm nay.\nKẾ HOẠCH\nTrồng cây\nI. MỤC ĐÍCH";
        assert_eq!(title_and_preamble(text).0, "Trồng cây");
    }

    #[test]
    fn keeps_claims_of_a_site_apart() {
        let outline = segment(
            "Kế hoạch 87/KH-UBND\nSố hiệu 87/KH-UBND\nNgười ký A\nỦY BAN NHÂN DÂN\nTỈNH B\nKẾ HOẠCH\nTrồng cây\nI. X",
        );
        assert_eq!(outline.claims.len(), 3);
        assert_eq!(outline.letterhead.len(), 2);
    }
}
