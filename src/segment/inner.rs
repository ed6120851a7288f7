//! Labels in the middle of a line: a site or an OCR has glued an item to the line of the one before.
//!
//! In: the text of an item and its label, and which letter opens a line next. Out: where an item below it, or the next letter of
//! its list, begins. A dash or a letter inside a sentence is none: the head must read as a title, the letter must be the next,
//! or the lines behind must miss it.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::heading::{is_heading, is_phrase, is_upper};
use super::label::{Label, LabelKind, label};
use super::line::Line;
use super::tree::ends_in_reference;
use crate::fold::fold;

/// A lettered or dotted list that opens in the middle of its parent's line ("1. Mục đích a) Triển khai …").
static INNER: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"[\p{L}\d:;.)”] (?:(?:a[).]|-|\d{1,2}\.1\.?|1\.|\+) \p{Lu}|a\) \d|(?:a\)|\d{1,2}\.1\.|1\.)$)").ok()
});

/// The next letter of a list in the middle of a line: "…; đ) Chủ trì …" behind the text of d).
static NEXT: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"[\p{Ll}.;)] (?:[a-zđ])\) \p{Lu}").ok());

/// The next bullet in the middle of a line: "… họp trực tuyến. - Điện, nước: …" behind the text of "-".
static NEXT_BULLET: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"[.;] [-–] \p{Lu}\p{Ll}").ok());

/// Any letter of a list in the middle of a line.
static LETTER: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"[^\s(] [a-zđ][).] \p{Lu}").ok());

/// For each line, the number of the letter that opens a line next, before any number or chapter does.
pub(super) fn awaited_letters(lines: &[Line]) -> Vec<Option<u32>> {
    let mut awaited = vec![None; lines.len()];
    let mut next = None;
    for (line, awaited) in lines.iter().zip(&mut awaited).rev() {
        *awaited = next;
        next = match label(line.text()) {
            Some(label) if label.kind == LabelKind::Letter => Some(label.value),
            Some(label) if label.kind.rank() < LabelKind::Letter.rank() => None,
            _ => next,
        };
    }
    awaited
}

/// The letter that the lines behind miss: "… nước a) Trẻ em …" before a line that opens with "b)".
pub(super) fn missed_letter(text: &str, outer: &Label, awaited: Option<u32>) -> Option<Range<usize>> {
    let due = match outer.kind {
        LabelKind::Letter => outer.value + 1,
        LabelKind::Number | LabelKind::Dotted(_) => 1,
        _ => return None,
    };
    let missed = LETTER.as_ref().filter(|_| awaited == Some(due + 1))?;
    missed.find_iter(text).find_map(|found| {
        let at = found.start() + found.as_str().find(' ')? + 1;
        let inner = label(&text[at..]).filter(|_| !ends_in_reference(&fold(&text[..at - 1])))?;
        (inner.kind == LabelKind::Letter && inner.value == due).then_some(at..at + inner.length)
    })
}

/// Where an inner list starts in the text of an item; `awaited` is the letter that opens a line next.
pub(super) fn split_inner_label(text: &str, outer: &Label, awaited: Option<u32>) -> Option<Range<usize>> {
    if let Some(missed) = missed_letter(text, outer, awaited) {
        return Some(missed);
    }
    if outer.kind == LabelKind::Letter {
        let next = NEXT.iter().flat_map(|next| next.find_iter(text)).find_map(|found| {
            let at = found.start() + found.as_str().find(' ')? + 1;
            let inner = label(&text[at..])?;
            // Authors leave out "d" or "đ"; where a line opens with it, it is not left out.
            let left_out = matches!(outer.printed.as_str(), "c" | "d") && awaited != Some(outer.value + 1);
            let follows = inner.value == outer.value + 1 || left_out && inner.value == outer.value + 2;
            (inner.kind == LabelKind::Letter && follows).then_some(at..at + inner.length)
        });
        if next.is_some() {
            return next;
        }
    }
    if outer.kind == LabelKind::Bullet('-')
        && let Some(next) = NEXT_BULLET.as_ref()?.find(text)
    {
        let at = next.start() + 2;
        return label(&text[at..]).map(|inner| at..at + inner.length);
    }
    INNER.iter().flat_map(|inner| inner.find_iter(text)).find_map(|found| {
        let at = found.as_str().find(' ')? + found.start() + 1;
        opens_list(&text[..at - 1], &text[at..], outer, awaited).map(|length| at..at + length)
    })
}

/// Length of the label that `rest` opens with, if it opens a list below an item whose text so far is `head`.
fn opens_list(head: &str, rest: &str, outer: &Label, awaited: Option<u32>) -> Option<usize> {
    let inner = label(rest)?;
    let deeper = inner.kind.rank() > outer.kind.rank();
    // "II. MỤC TIÊU 1. Mục tiêu chung": only a chapter holds numbers on its line.
    if inner.kind == LabelKind::Number && (outer.kind != LabelKind::Roman || !is_upper(head)) {
        return None;
    }
    // "… theo điểm a) Khoản 2": a part that is cited; and a list may open on the next line.
    if inner.kind == LabelKind::Letter && (awaited == Some(inner.value) || ends_in_reference(&fold(head))) {
        return None;
    }
    let letter = inner.kind == LabelKind::Letter && is_phrase(head);
    let own = letter || is_heading(head) || head.ends_with(':');
    let dash = matches!(inner.kind, LabelKind::Bullet(_));
    // A dash between words is seldom a list: only after a heading's colon.
    (deeper && own && (!dash || head.ends_with(':'))).then_some(inner.length)
}

#[cfg(test)]
mod tests {
    use super::super::segment;
    use super::*;

    fn split(line: &str) -> Option<String> {
        let outer = label(line).expect("a label");
        let text = &line[outer.length..];
        split_inner_label(text, &outer, None).map(|range| text[range.start..].to_owned())
    }

    #[test]
    fn finds_the_letter_that_the_lines_behind_miss() {
        let paths = |items: &str| {
            let outline = segment(&format!("KẾ HOẠCH\nTrồng cây\nI. NỘI DUNG\n{items}"));
            outline.walk().map(|section| section.label.clone()).collect::<Vec<_>>().join(" ")
        };
        assert_eq!(paths("1. Mục tiêu 1. Giảm số vụ cháy a) Cấp xã\n- Lập tổ.\nb) Cấp thôn"), "I 1 a - b");
        assert_eq!(paths("1. Quan điểm a) Nước là quý; dân làm.\nb) Đi đôi với giám sát"), "I 1 a b");
        assert_eq!(paths("1. Ao hồ\na. Thời gian: từ tháng 3 b. Nơi lấy mẫu\n- Ao.\nc. Thông số"), "I 1 a b - c");
        assert_eq!(paths("1. Rà soát theo điểm a) Khoản 2.\na) Cấp xã\nb) Cấp thôn"), "I 1 a b", "it is there");
        assert_eq!(paths("1. Rà soát theo điểm a) Khoản 2.\n2. Họp dân.\nb) Cấp thôn"), "I 1 2 b", "another item's");
    }

    #[test]
    fn finds_items_on_the_line_of_their_parent_or_brother() {
        assert_eq!(split("1. Mục đích a) Triển khai kế hoạch").as_deref(), Some("a) Triển khai kế hoạch"));
        assert_eq!(
            split("d) Cập nhật dữ liệu theo quy định của Sở đ) Chủ trì rà soát").as_deref(),
            Some("đ) Chủ trì rà soát")
        );
        assert_eq!(split("c) Góp ý dự thảo đ) Chủ trì họp").as_deref(), Some("đ) Chủ trì họp"), "d is left out");
        assert_eq!(split("4. Chỉ tiêu đến năm 2030 a) Giảm số hộ nghèo").as_deref(), Some("a) Giảm số hộ nghèo"));
        assert_eq!(
            split("2. Phòng Tài chính - Kế hoạch a) Thẩm định dự toán").as_deref(),
            Some("a) Thẩm định dự toán")
        );
        assert_eq!(split("II. MỤC TIÊU 1. Mục tiêu chung: Giảm").as_deref(), Some("1. Mục tiêu chung: Giảm"));
        assert_eq!(split("2. Kinh phí: - Ngân sách xã").as_deref(), Some("- Ngân sách xã"));
        assert_eq!(split("- Họp trực tuyến. - Điện, nước: giảm 5%").as_deref(), Some("- Điện, nước: giảm 5%"));
    }

    #[test]
    fn leaves_letters_and_dashes_of_a_sentence() {
        for line in [
            "d) Cập nhật dữ liệu theo điểm b) Điều 5",
            "d) Rà soát các mục g) Chủ trì họp",
            "- Sở Lao động - Thương binh và Xã hội; Bà Rịa - Vũng Tàu",
            "I. Thực hiện Mục 1. Cách làm",
            "2. Lập Phụ lục 1. Danh mục",
            "2. Báo cáo hợp nhất - Sở Tài chính tổng hợp",
            "a) Thực hiện theo mẫu 1a) và 1b)",
        ] {
            assert_eq!(split(line), None, "{line}");
        }
    }
}
