//! Text cut out of the restored text, cleaned and joined, that still knows where each byte came from.
//!
//! In: ranges of the restored text. Out: readable text (no markdown marks, runs of white space as one space, wrapped lines
//! joined) and, for any part of it, its place in the restored text.

use std::ops::Range;
use std::sync::OnceLock;

use crate::fold::Folded;
use crate::span::{InRestored, Span};

/// A piece of readable text with its places.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Passage {
    text: String,
    /// Runs of bytes that were copied: offset in `text`, offset in the restored text, length.
    runs: Vec<Run>,
    /// The copies for matching, made when first asked for: a dozen rules look at the same text.
    folded: OnceLock<Folded>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Run {
    text: usize,
    restored: usize,
    length: usize,
}

impl Passage {
    /// The part `range` of the restored text, cleaned.
    pub fn of(restored: &str, range: Range<usize>) -> Passage {
        let mut passage = Passage::default();
        passage.copy(restored, range);
        passage
    }

    /// The readable text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The text without marks, and with marks in one style.
    pub fn folded(&self) -> &Folded {
        self.folded.get_or_init(|| Folded::new(&self.text))
    }

    fn copy(&mut self, restored: &str, range: Range<usize>) {
        let mut at = range.start;
        // "* Công tác quảng bá:": a bullet, and no mark of markdown.
        if restored[range.clone()].starts_with("* ") {
            self.push("*", at);
            at += 1;
        }
        // Columns that tabs part, as a spreadsheet copies them.
        let line = &restored[range.clone()];
        let (all, inner) = (line.matches('\t').count(), line.trim().matches('\t').count());
        let row = inner >= FEWEST_TABS_OF_ROW || inner > 0 && all > FEWEST_TABS_OF_ROW;
        // Where the white space before `at` begins.
        let mut space = None;
        while at < range.end {
            let rest = &restored[at..range.end];
            let plain = rest.find(is_special).unwrap_or(rest.len());
            if plain > 0 {
                self.space(restored, space.take(), at);
                self.push(&rest[..plain], at);
                at += plain;
                continue;
            }
            let inside = space.is_none() && self.text.ends_with(char::is_alphanumeric);
            let blank = rest.len() - rest.trim_start_matches('_').len();
            if let Some(length) = line_break(rest) {
                // A break inside a cell of a markdown table.
                space = None;
                if !self.text.is_empty() && !self.text.ends_with('\n') {
                    self.text.push('\n');
                }
                at += length;
            } else if blank > 0 && inside && rest[blank..].starts_with(char::is_alphanumeric) {
                // "phong_van_hoa@…"
                self.push(&rest[..blank], at);
                at += blank;
            } else if row && rest.starts_with('\t') {
                self.text.push_str(" | ");
                (at, space) = (at + 1, None);
            } else if rest.starts_with('<') {
                self.space(restored, space.take(), at);
                self.push("<", at);
                at += 1;
            } else {
                // White space, a blank to fill in, or dust; marks of markdown part no words.
                let first = rest.chars().next().map_or(rest.len(), char::len_utf8);
                if !rest.starts_with(['*', '\u{ad}']) {
                    space = space.or(Some(at));
                }
                at += blank.max(first);
            }
        }
    }

    /// One space for the white space from `from` to `to`. Where that is a space itself the run goes on through it.
    fn space(&mut self, restored: &str, from: Option<usize>, to: usize) {
        let Some(from) = from else { return };
        if self.text.is_empty() || self.text.ends_with(['\n', ' ']) {
            return;
        }
        if restored[from..to] == *" " {
            self.push(" ", from);
        } else {
            self.text.push(' ');
        }
    }

    fn push(&mut self, part: &str, restored: usize) {
        let (text, length) = (self.text.len(), part.len());
        self.text.push_str(part);
        match self.runs.last_mut() {
            Some(run) if run.text + run.length == text && run.restored + run.length == restored => run.length += length,
            _ => self.runs.push(Run { text, restored, length }),
        }
    }

    /// Offsets of spaces that stand for at least `least` bytes of the restored text: columns of a layout.
    pub fn gaps(&self, least: usize) -> Vec<usize> {
        let far = |pair: &[Run]| {
            let end = pair[0].text + pair[0].length;
            (pair[1].restored >= pair[0].restored + pair[0].length + least && self.text[end..].starts_with(' '))
                .then_some(end)
        };
        self.runs.windows(2).filter_map(far).collect()
    }

    /// Whether there is no text.
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// Appends another passage after a separator, which stands nowhere in the restored text.
    pub fn join(&mut self, separator: &str, other: &Passage) {
        if other.is_empty() {
            return;
        }
        self.folded = OnceLock::new();
        if !self.text.is_empty() {
            self.text.push_str(separator);
        }
        let shift = self.text.len();
        self.text.push_str(&other.text);
        self.runs.extend(other.runs.iter().map(|run| Run { text: run.text + shift, ..*run }));
    }

    /// The part `range` of this passage, without white space at its ends.
    pub fn slice(&self, range: Range<usize>) -> Passage {
        let part = &self.text[range.clone()];
        let start = range.start + (part.len() - part.trim_start().len());
        let end = start + part.trim().len();
        let runs = self.runs.iter().filter_map(|run| {
            let (from, to) = (run.text.max(start), (run.text + run.length).min(end));
            (from < to).then(|| Run {
                text: from - start,
                restored: run.restored + (from - run.text),
                length: to - from,
            })
        });
        let folded = self.folded.get().map(|folded| OnceLock::from(folded.slice(start..end)));
        Passage { text: self.text[start..end].to_owned(), runs: runs.collect(), folded: folded.unwrap_or_default() }
    }

    /// The place in the restored text of a part of this passage. An empty passage has an empty place.
    pub fn place(&self, range: Range<usize>) -> Span<InRestored> {
        let mut covered = self
            .runs
            .iter()
            .filter(|run| run.text < range.end.max(range.start + 1) && range.start < run.text + run.length);
        let Some(first) = covered.next() else { return Span::new(0, 0) };
        let last = covered.next_back().unwrap_or(first);
        let start = first.restored + range.start.saturating_sub(first.text);
        let end = last.restored + (range.end.min(last.text + last.length) - last.text);
        Span::new(start, end.max(start))
    }

    /// The place of the whole passage.
    pub fn span(&self) -> Span<InRestored> {
        self.place(0..self.text.len())
    }
}

/// A line with so many tabs is a row of a table.
const FEWEST_TABS_OF_ROW: usize = 3;

/// What is not copied as it stands, or may not be.
fn is_special(c: char) -> bool {
    matches!(c, '<' | '_' | '*' | '\u{ad}' | '\u{feff}' | '\u{200b}') || c.is_whitespace()
}

/// Length of a `<br>` at the start of a text.
fn line_break(text: &str) -> Option<usize> {
    let head = text.get(..3).filter(|head| head.eq_ignore_ascii_case("<br"))?;
    let rest = text[head.len()..].trim_start_matches(' ').trim_start_matches('/').strip_prefix('>')?;
    Some(text.len() - rest.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cleans_and_remembers_places() {
        let restored = "  **Giao**  Phòng\u{a0}Nội vụ ";
        let passage = Passage::of(restored, 0..restored.len());
        assert_eq!(passage.text, "Giao Phòng Nội vụ");
        let at = passage.text.find("Phòng").expect("stands there");
        assert_eq!(&restored[passage.place(at..at + "Phòng".len()).range()], "Phòng");
        assert_eq!(&restored[passage.span().range()], "Giao**  Phòng\u{a0}Nội vụ");
    }

    #[test]
    fn breaks_in_cells_are_line_breaks() {
        let of = |text: &str| Passage::of(text, 0..text.len()).text;
        assert_eq!(of("Công an xã<br>- Trạm Y tế <BR /> Đoàn xã"), "Công an xã\n- Trạm Y tế\nĐoàn xã");
        assert_eq!(of("dưới <brom> 5"), "dưới <brom> 5");
    }

    #[test]
    fn a_line_of_tabs_is_a_row() {
        let of = |text: &str| Passage::of(text, 0..text.len()).text;
        assert_eq!(of("1\tRà soát\tSở Y tế\t\tQuý I"), "1 | Rà soát | Sở Y tế |  | Quý I");
        assert_eq!(of("I.\tMục\tđích"), "I. Mục đích");
    }

    #[test]
    fn dust_and_blanks_to_fill_in_go() {
        let of = |text: &str| Passage::of(text, 0..text.len()).text;
        assert_eq!(of("__Nâng cao _ chỉ số, Số: ____/KH"), "Nâng cao chỉ số, Số: /KH");
        assert_eq!(of("gửi phong_van__hoa@x.vn"), "gửi phong_van__hoa@x.vn");
    }

    #[test]
    fn joins_and_slices() {
        let restored = "một\nhai ba";
        let mut passage = Passage::of(restored, 0.."một".len());
        passage.join(" ", &Passage::of(restored, "một\n".len()..restored.len()));
        assert_eq!(passage.text, "một hai ba");
        let at = passage.text.find("ba").expect("stands there");
        let slice = passage.slice(at - 1..passage.text.len());
        assert_eq!(slice.text, "ba");
        assert_eq!(&restored[slice.span().range()], "ba");
    }

    #[test]
    fn an_empty_passage_has_an_empty_place() {
        assert!(Passage::default().span().is_empty());
    }
}
