//! The lines of the restored text, cleaned, with what is no text of the document left out.
//!
//! In: the restored text. Out: non-blank lines with their numbers, and the places where a copy was cut ("[...]"). Rules,
//! page numbers on their own, images and heading marks of markdown go; table rows stay as they are for `table`.

use super::label::{Label, LabelKind, label};
use super::passage::Passage;
use crate::token::DUST;

/// A line that holds text.
#[derive(Clone, Debug)]
pub struct Line {
    /// Numbers of its first and last line, from 1: a paragraph may stand on several.
    pub numbers: (usize, usize),
    /// Its cleaned text.
    pub passage: Passage,
    /// Whether blank lines, or nothing, stand before it.
    pub after_gap: bool,
}

impl Line {
    /// The cleaned text.
    pub fn text(&self) -> &str {
        self.passage.text()
    }

    /// The cleaned text, folded.
    pub fn folded(&self) -> &str {
        &self.passage.folded().text
    }
}

/// Lines and what was seen among them.
#[derive(Clone, Debug, Default)]
pub struct Lines {
    /// Lines with text, in order.
    pub lines: Vec<Line>,
    /// Numbers of lines that say that something was cut out.
    pub cuts: Vec<usize>,
}

/// Reads the lines of a restored text.
pub fn lines(restored: &str) -> Lines {
    let mut found = Lines::default();
    let (mut start, mut after_gap) = (0, true);
    for (i, raw) in restored.split('\n').enumerate() {
        let skipped = heading_marks(raw);
        let skipped = skipped + stray_mark(&raw[skipped..]);
        let range = start + skipped + stray_page(&raw[skipped..])..start + raw.len();
        start += raw.len() + 1;
        let passage = Passage::of(restored, range);
        if passage.is_empty() {
            after_gap = true;
            continue;
        }
        if is_cut(passage.text()) {
            found.cuts.push(i + 1);
        } else if !is_noise(passage.text()) {
            match found.lines.last_mut() {
                Some(last) if is_torn(last.folded(), &passage.folded().text) => {
                    last.passage.join(" ", &passage);
                    last.numbers.1 = i + 1;
                }
                _ => found.lines.push(Line { numbers: (i + 1, i + 1), passage, after_gap }),
            }
            after_gap = false;
        }
    }
    found
}

/// Whether a site has wrapped a line behind the first word of a formula ("ỦY / BAN NHÂN DÂN", "Điều / 1. Phê duyệt").
fn is_torn(word: &str, next: &str) -> bool {
    match word {
        "uy" => next.starts_with("ban nhan dan"),
        "cong" => next.starts_with("hoa xa hoi"),
        "dieu" => next.starts_with(|c: char| c.is_ascii_digit()),
        "phu" => next.starts_with("luc"),
        _ => false,
    }
}

/// Length of the `#` marks of a markdown heading, white space before them included.
fn heading_marks(raw: &str) -> usize {
    let trimmed = raw.trim_start();
    let rest = trimmed.trim_start_matches('#');
    if rest.len() < trimmed.len() { raw.len() - rest.len() } else { 0 }
}

/// Length of the marks before a label or bullet ("‘ - UBND", "~ b)", "_ _b)"), which an OCR made of dust.
fn stray_mark(raw: &str) -> usize {
    let rest = raw.trim_start_matches(|c| DUST.contains(&c) || matches!(c, '°' | '·' | ' '));
    let before = &raw[..raw.len() - rest.len()];
    let dust = before.trim();
    // A quotation opens without a space behind its sign.
    let mark = !dust.is_empty() && (dust.ends_with('_') || before.ends_with(' '));
    if mark && label(rest).is_some() { raw.len() - rest.len() } else { 0 }
}

/// Length of the number of a page that a copy has put before the next letter of a list: "89 h) Thực hiện …".
fn stray_page(raw: &str) -> usize {
    let rest = raw.trim_start_matches(|c: char| c.is_ascii_digit());
    let digits = raw.len() - rest.len();
    let Some(item) = rest.strip_prefix(' ').filter(|_| (1..=3).contains(&digits)) else { return 0 };
    // "2 a) …" may be the first letter of a row.
    let goes_on = |found: Label| {
        let letter = found.kind == LabelKind::Letter && item[found.printed.len()..].starts_with(')');
        letter && found.value > 1 && item[found.length..].starts_with(char::is_uppercase)
    };
    if label(item).is_some_and(goes_on) { digits + " ".len() } else { 0 }
}

fn is_cut(text: &str) -> bool {
    matches!(text.trim_matches(['(', ')', ' ']), "[...]" | "[…]" | "[....]" | "[.....]")
}

/// Rules and images.
fn is_noise(text: &str) -> bool {
    let rule = text.chars().all(|c| matches!(c, '-' | '_' | '=' | '–' | '—' | '*' | '.' | '~' | ' ' | '|' | ':'));
    rule || text.starts_with("![")
}

/// Whether a line is a page number on its own. With a stop it is the label of an item whose title stands on the next line.
pub fn is_page_number(text: &str) -> bool {
    let core = text.trim_matches(['-', '–', ' ']);
    !core.is_empty() && core.len() <= 3 && core.bytes().all(|b| b.is_ascii_digit())
}

/// Appends a line to running text: with a space where the sentence goes on, else with a line break.
pub fn append(text: &mut Passage, line: &Passage) {
    let separator = if goes_on(text.text(), line.text()) { separator(text.text(), line.text()) } else { "\n" };
    text.join(separator, line);
}

/// What stands between two lines that are one text: nothing inside a code or a period ("68- / NQ/TW", "2021- / 2025").
pub(super) fn separator(text: &str, next: &str) -> &'static str {
    let joint = text.strip_suffix('-').is_some_and(|before| before.ends_with(char::is_alphanumeric));
    if joint && next.starts_with(char::is_alphanumeric) { "" } else { " " }
}

/// Whether `next` continues the sentence that `text` leaves open.
pub fn goes_on(text: &str, next: &str) -> bool {
    let open = !text.trim_end().ends_with(['.', ';', ':', '!', '?', '…']) || text.ends_with("...");
    let lower =
        next.starts_with(|c: char| c.is_lowercase() || c.is_ascii_digit() || matches!(c, '(' | ')' | ',' | '-' | '–'));
    open || (lower && !text.ends_with('.'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cleans_lines_and_keeps_their_numbers() {
        let found = lines("## **II. NỘI DUNG**\n\n-------\n[...]\n- Xây dựng\n![](x.png)");
        let texts: Vec<(usize, &str)> = found.lines.iter().map(|line| (line.numbers.0, line.text())).collect();
        assert_eq!(texts, [(1, "II. NỘI DUNG"), (5, "- Xây dựng")]);
        assert_eq!(found.cuts, [4]);
        assert!(found.lines[1].after_gap);
    }

    #[test]
    fn mends_torn_formulas() {
        let texts = |text: &str| lines(text).lines.iter().map(|line| line.text().to_owned()).collect::<Vec<_>>();
        assert_eq!(texts("ỦY\nBAN NHÂN DÂN\nTỈNH A"), ["ỦY BAN NHÂN DÂN", "TỈNH A"]);
        assert_eq!(texts("Điều\n1. Phê duyệt"), ["Điều 1. Phê duyệt"]);
        assert_eq!(texts("Cộng\n1. Mục"), ["Cộng", "1. Mục"]);
    }

    #[test]
    fn the_number_of_a_page_before_a_letter_goes() {
        let text = |text: &str| lines(text).lines[0].text().to_owned();
        assert_eq!(text("89 h) Rà soát hồ sơ"), "h) Rà soát hồ sơ");
        for kept in ["1 a) Rà soát hồ sơ", "12 h nghỉ trưa", "2024 b) Rà soát", "05 xã) Rà soát"] {
            assert_eq!(text(kept), kept);
        }
    }

    #[test]
    fn joins_open_sentences_only() {
        assert!(goes_on("theo Luật Tổ chức", "chính quyền địa phương"));
        assert!(goes_on("các chính sách của Đảng,", "Nhà nước"));
        assert!(!goes_on("xong trong tháng 12.", "Định kỳ báo cáo"));
        assert!(goes_on("đất đai;", "rà soát") && !goes_on("đất đai;", "Rà soát"));
    }

    #[test]
    fn knows_page_numbers() {
        assert!(is_page_number("3") && is_page_number("- 12 -"));
        assert!(!is_page_number("2024") && !is_page_number("1. Mục đích") && !is_page_number("-"));
    }
}
