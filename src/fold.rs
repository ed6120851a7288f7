//! Two copies of a text for matching words: one without marks, one with marks in one style; both in lower case.
//!
//! In: any text. Out: an ASCII copy with one byte for each character, and a copy in lower case with the tone marks in the
//! official place ("UỶ" → "ủy"); both know the way back to the original. Most patterns go over the first, whatever the
//! accents; words that only their marks tell apart ("tổ", "tờ", "to") are looked up in the second.

use std::ops::Range;
use std::sync::{LazyLock, OnceLock};

use crate::syllable::{bare, is_letter};

/// A folded copy.
///
/// ```
/// use kehoach::fold::Folded;
/// let folded = Folded::new("Kế hoạch – số 5");
/// assert_eq!(folded.text, "ke hoach - so 5");
/// assert_eq!(folded.original(11..13), 17..21);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Folded {
    /// The copy: lower-case ASCII, as many bytes as the original has characters.
    pub text: String,
    /// Where each character of the original starts, and its end.
    starts: Vec<u32>,
    original: String,
    /// Made when first asked for: most patterns go over the copy without marks.
    marked: OnceLock<Marked>,
}

/// The lower-case copy with marks.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Marked {
    /// As many characters as the original.
    text: String,
    /// Where each of them starts, and the end.
    starts: Vec<u32>,
}

impl Folded {
    /// Folds a text. Cost: one pass, a table look-up a character.
    pub fn new(original: &str) -> Folded {
        let table = &*TABLE;
        let mut text = Vec::with_capacity(original.len());
        let mut starts = Vec::with_capacity(original.len() + 1);
        for (at, c) in original.char_indices() {
            starts.push(at as u32);
            text.push(table.folded(c));
        }
        starts.push(original.len() as u32);
        Folded { text: ascii(text), starts, original: original.to_owned(), marked: OnceLock::new() }
    }

    /// The copy of a part of the original, as [`Folded::new`] would make it, for less: what was made is cut.
    pub fn slice(&self, original: Range<usize>) -> Folded {
        let part = self.offset_of(original.start)..self.offset_of(original.end);
        let starts = &self.starts[part.start..=part.end];
        Folded {
            starts: starts.iter().map(|start| start - original.start as u32).collect(),
            text: self.text[part].to_owned(),
            original: self.original[original].to_owned(),
            marked: OnceLock::new(),
        }
    }

    /// Whether there is a digit: rules for dates, numbers and quantities need not look where there is none.
    pub fn has_digit(&self) -> bool {
        self.text.bytes().any(|byte| byte.is_ascii_digit())
    }

    fn marked(&self) -> &Marked {
        self.marked.get_or_init(|| marked(&self.original))
    }

    /// The copy with marks from an offset of the ASCII copy on.
    pub fn marked_from(&self, at: usize) -> &str {
        let marked = self.marked();
        &marked.text[marked.starts[at.min(self.text.len())] as usize..]
    }

    /// Where a pattern stands in the copy with marks, as ranges of the ASCII copy.
    pub fn find_marked(&self, pattern: &regex::Regex) -> Vec<Range<usize>> {
        let marked = self.marked();
        let offset = |byte: usize| marked.starts.partition_point(|&start| (start as usize) < byte);
        pattern.find_iter(&marked.text).map(|found| offset(found.start())..offset(found.end())).collect()
    }

    /// The bytes of the original that a range of the copy stands for.
    pub fn original(&self, range: Range<usize>) -> Range<usize> {
        self.starts[range.start] as usize..self.starts[range.end] as usize
    }

    /// The offset in the copy of an offset in the original.
    pub fn offset_of(&self, original: usize) -> usize {
        self.starts.partition_point(|&start| (start as usize) < original)
    }
}

/// Lower case, with the tone of "oà", "oé", "uý" moved to the official place; one character for each of the original.
fn marked(original: &str) -> Marked {
    let table = &*TABLE;
    let mut text = String::with_capacity(original.len());
    let mut starts = Vec::with_capacity(original.len() + 1);
    let mut letters = original.chars().map(|c| table.lower(c)).peekable();
    while let Some(mut c) = letters.next() {
        let mut last = || letters.peek().is_none_or(|c| !is_letter(*c));
        if !c.is_ascii() && text.ends_with(['o', 'u']) && last() {
            let before = &text[..text.len() - 1];
            let glide = if text.ends_with('o') { 'o' } else { 'u' };
            if !before.ends_with('q')
                && let Some((toned, bare)) = official(glide, c)
            {
                text.pop();
                text.push(toned);
                c = bare;
            }
        }
        starts.push(text.len() as u32);
        text.push(c);
    }
    starts.push(text.len() as u32);
    Marked { text, starts }
}

/// The pair with its tone on the first letter, where the second had it: ('o', 'à') → ('ò', 'a').
fn official(first: char, second: char) -> Option<(char, char)> {
    const PAIRS: [(char, &str, &str, char); 3] =
        [('o', "àáảãạ", "òóỏõọ", 'a'), ('o', "èéẻẽẹ", "òóỏõọ", 'e'), ('u', "ỳýỷỹỵ", "ùúủũụ", 'y')];
    let fits = PAIRS.iter().filter(|(plain, ..)| *plain == first);
    let mut moved = fits.filter_map(|(_, toned, moved, bare)| {
        let tone = toned.chars().position(|c| c == second)?;
        Some((moved.chars().nth(tone)?, *bare))
    });
    moved.next()
}

/// The folded text alone.
pub fn fold(original: &str) -> String {
    let table = &*TABLE;
    let mut text = Vec::with_capacity(original.len());
    text.extend(original.chars().map(|c| table.folded(c)));
    ascii(text)
}

fn ascii(bytes: Vec<u8>) -> String {
    debug_assert!(bytes.is_ascii());
    String::from_utf8(bytes).unwrap_or_default()
}

/// The characters that documents are made of, Latin letters to punctuation, each folded and in lower case: the look-up of
/// a letter's properties costs more than all else that folding does. 50 kB.
struct Table(Vec<(u8, char)>);

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let letter = |code| char::from_u32(code).unwrap_or('\u{fffd}');
    Table((0..TABLE_END).map(letter).map(|c| (folded(c), first_lower(c))).collect())
});
const TABLE_END: u32 = 0x2060;

impl Table {
    fn folded(&self, c: char) -> u8 {
        self.0.get(c as usize).map_or_else(|| folded(c), |(folded, _)| *folded)
    }

    fn lower(&self, c: char) -> char {
        self.0.get(c as usize).map_or_else(|| first_lower(c), |(_, lower)| *lower)
    }
}

fn first_lower(c: char) -> char {
    c.to_lowercase().next().unwrap_or(c)
}

fn folded(c: char) -> u8 {
    match bare(c) {
        c if c.is_ascii() => c.to_ascii_lowercase() as u8,
        'Ð' => b'd',
        '–' | '—' | '−' | '‑' | '‐' | '―' => b'-',
        '“' | '”' | '„' | '«' | '»' => b'"',
        '‘' | '’' | '′' => b'\'',
        c if c.is_whitespace() => b' ',
        c if is_letter(c) => b'x',
        _ => b'~',
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn has_one_byte_a_character() {
        let original = "Ủy ban “nhân dân”…\u{a0}ﬁ 数";
        let folded = Folded::new(original);
        assert!(folded.text.is_ascii());
        assert_eq!(folded.text.len(), original.chars().count());
        assert_eq!(folded.original(0..folded.text.len()), 0..original.len());
    }

    #[test]
    fn marked_copy_has_one_style() {
        let folded = Folded::new("UỶ BAN, hoà giải, quý, hoá");
        assert_eq!(folded.marked_from(0), "ủy ban, hòa giải, quý, hóa");
        assert_eq!(folded.marked_from(8), "hòa giải, quý, hóa");
        assert_eq!(folded.marked_from(99), "");
    }

    #[test]
    fn finds_the_way_back_and_forth() {
        let original = "đến ngày 05";
        let folded = Folded::new(original);
        let at = folded.text.find("ngay").expect("stands there");
        let range = folded.original(at..at + 4);
        assert_eq!(&original[range.clone()], "ngày");
        assert_eq!(folded.offset_of(range.start), at);
    }
}
