//! Which lines of a text belong together as running text.
//!
//! In: lines. Out: groups of neighbouring lines that are decoded as one sequence, so that a word at the start of a wrapped
//! line sees the words before it. A line that opens an item, or follows the end of a sentence, starts a new group; the cells of
//! a table's row are read apart.

use std::ops::Range;

use super::shape::glued_number;

/// Signs after which a line break is a real one.
const ENDS: [char; 6] = ['.', ';', ':', '!', '?', '…'];

/// Whether a line opens a heading, an item or a bullet by its first signs.
pub(super) fn opens_item(line: &str) -> bool {
    let line = line.trim_start();
    let Some(first) = line.chars().next() else { return false };
    if matches!(first, '-' | '–' | '—' | '•' | '+' | '*' | '#' | '|') {
        return true;
    }
    let label: String = line.chars().take_while(|c| c.is_alphanumeric() || *c == '.').take(8).collect();
    let after = line[label.len()..].chars().next();
    let is_number = label.ends_with('.')
        && label.trim_end_matches('.').chars().all(|c| c.is_ascii_digit() || c == '.' || is_roman(c));
    let is_letter = after == Some(')') && label.chars().count() <= 2;
    is_number || is_letter || line.split_whitespace().next().is_some_and(|first| glued_number(first).is_some())
}

/// Letters of roman numbers, and what an OCR makes of them.
fn is_roman(c: char) -> bool {
    matches!(c, 'I' | 'V' | 'X' | 'l' | '1')
}

/// Whether a line is a heading in capitals; an OCR reads a few of them small ("Il. MUC").
fn is_upper(line: &str) -> bool {
    let (upper, lower) =
        (line.chars().filter(|c| c.is_uppercase()).count(), line.chars().filter(|c| c.is_lowercase()).count());
    upper > 3 * lower
}

/// The cells of rows between pipes, each on its own: the words of two cells are no sentence.
pub(super) fn cells(text: &str, rows: &[Range<usize>]) -> Vec<Range<usize>> {
    let mut cells = Vec::new();
    for row in rows {
        let mut start = row.start;
        for end in text[row.clone()].match_indices('|').map(|(at, _)| row.start + at).chain([row.end]) {
            if !text[start..end].trim().is_empty() {
                cells.push(start..end);
            }
            start = (end + 1).min(row.end);
        }
    }
    cells
}

/// Groups of lines. Blank lines part groups, unless a sentence goes on in lower case after one.
pub(super) fn groups(lines: &[&str]) -> Vec<Range<usize>> {
    let mut groups: Vec<Range<usize>> = Vec::new();
    let mut open = false;
    let mut gap = false;
    let mut upper = false;
    let mut cut = false;
    for (i, line) in lines.iter().enumerate() {
        let line = line.trim();
        if line.is_empty() {
            gap = true;
            continue;
        }
        // A heading in capitals may be cut by a blank line.
        let heading = upper && is_upper(line);
        let goes_on = open && !opens_item(line) && (!gap || line.starts_with(char::is_lowercase) || heading || cut);
        upper = is_upper(line);
        // "4. Sở" is no title: its rest stands behind the blank line.
        let words = |text: &str| text.split_whitespace().count();
        // "Đơn vị phối hợp: Sở" has only begun, too.
        let begun = line.rsplit_once(':').is_some_and(|(_, value)| words(value) == 1);
        cut = opens_item(line) && words(line) <= MOST_WORDS_CUT || begun && !line.ends_with(ENDS);
        match groups.last_mut() {
            Some(group) if goes_on => group.end = i + 1,
            _ => groups.push(i..i + 1),
        }
        open = !line.ends_with(ENDS);
        gap = false;
    }
    groups
}

/// Words of a title with its label, at most, that a site or an OCR cut.
const MOST_WORDS_CUT: usize = 3;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_read_apart() {
        let text = "| 1 | Công ty cô phần |  |\n| 2 | xã |";
        let parts: Vec<&str> = cells(text, &[0..28, 29..text.len()]).into_iter().map(|cell| &text[cell]).collect();
        assert_eq!(parts, [" 1 ", " Công ty cô phần ", " 2 ", " xã "]);
    }

    #[test]
    fn joins_wrapped_lines_and_parts_items() {
        let lines = ["I. MỤC ĐÍCH", "1. Nâng cao", "chất lượng;", "tiếp theo", "", "trang sau", "", "Khác"];
        assert_eq!(groups(&lines), [0..1, 1..3, 3..6, 7..8]);
        assert_eq!(groups(&["4. So", "", "Tu phap", "", "Thuc hien"]), [0..3, 4..5]);
        assert_eq!(
            groups(&["Don vi phoi hop: So", "", "Tu phap.", "", "Thoi gian: Quy I", "", "2. Viec khac"]),
            [0..3, 4..5, 6..7]
        );
    }

    #[test]
    fn knows_labels_from_words() {
        for label in ["a) Xây", "- Xây", "1.2. Xây", "III. TỔ", "11. NOI", "## II", "đ) Các", "1.S6"] {
            assert!(opens_item(label), "{label}");
        }
        for text in ["Xây dựng.", "năm 2024. Các", "2024 (theo", "UBND. Các"] {
            assert!(!opens_item(text), "{text}");
        }
    }
}
