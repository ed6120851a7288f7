//! Text cut into the tokens that the language model counts: words, numbers, commas, stops and other signs.
//!
//! In: one line of NFC text. Out: tokens with their byte ranges; white space lies between them. A word is a run of
//! letters and marks, so "06/CT-UBND" is five tokens. It knows no vocabulary and no damage: text of an OCR is cut by
//! white space instead, in `restore`.

use std::ops::Range;

/// Marks that an OCR makes of specks on the paper, before a label.
pub(crate) const DUST: [char; 7] = ['~', '‘', '’', '\'', '`', '_', ','];

/// What a token is to the language model.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenKind {
    /// A run of letters.
    Word,
    /// Digits, also with separators between them ("1.000", "26/12/2023").
    Number,
    /// A comma: it seldom ends a phrase.
    Comma,
    /// A sign that ends a sentence or clause: `. ; : ! ? …`
    Stop,
    /// Any other sign.
    Sign,
}

/// A token and where it stands in the line, in bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    /// What it is.
    pub kind: TokenKind,
    /// Its bytes in the line.
    pub range: Range<usize>,
}

/// How a word is written; the numbers stand in the model.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Case {
    /// "kế hoạch"
    Lower = 0,
    /// "Kế hoạch"
    Title = 1,
    /// "KẾ HOẠCH"
    Upper = 2,
}

impl Case {
    /// The case of a word; a single upper-case letter is [`Case::Title`], a mixture counts by its first letter.
    pub fn of(word: &str) -> Case {
        let mut letters = word.chars();
        let first_upper = letters.next().is_some_and(char::is_uppercase);
        let mut rest = letters.peekable();
        match (first_upper, rest.peek().is_some() && rest.all(char::is_uppercase)) {
            (true, true) => Case::Upper,
            (true, false) => Case::Title,
            (false, _) => Case::Lower,
        }
    }
}

/// The runs of text between white space, as byte ranges.
///
/// ```
/// use kehoach::token::pieces;
/// assert_eq!(pieces(" a  bc").collect::<Vec<_>>(), [1..2, 4..6]);
/// ```
pub fn pieces(line: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let mut at = 0;
    std::iter::from_fn(move || {
        at += line[at..].len() - line[at..].trim_start().len();
        let length = run(&line[at..], |c| !c.is_whitespace());
        let range = at..at + length;
        at += length;
        (length > 0).then_some(range)
    })
}

/// The tokens of a line. Cost: one pass.
///
/// ```
/// use kehoach::token::tokens;
/// let line = "Số: 06/CT-UBND ngày 1.000";
/// let cut: Vec<_> = tokens(line).map(|t| &line[t.range]).collect();
/// assert_eq!(cut, ["Số", ":", "06", "/", "CT", "-", "UBND", "ngày", "1.000"]);
/// ```
pub fn tokens(line: &str) -> impl Iterator<Item = Token> + '_ {
    let mut at = 0;
    std::iter::from_fn(move || {
        at += line[at..].len() - line[at..].trim_start().len();
        let first = line[at..].chars().next()?;
        let (kind, length) = if first.is_alphabetic() {
            (TokenKind::Word, run(&line[at..], |c| c.is_alphabetic() || is_mark(c)))
        } else if first.is_numeric() {
            (TokenKind::Number, number_length(&line[at..]))
        } else {
            let kind = match first {
                ',' => TokenKind::Comma,
                '.' | ';' | ':' | '!' | '?' | '…' => TokenKind::Stop,
                _ => TokenKind::Sign,
            };
            (kind, first.len_utf8())
        };
        let range = at..at + length;
        at += length;
        Some(Token { kind, range })
    })
}

/// Combining marks: text that is not quite NFC must not fall apart at them.
fn is_mark(c: char) -> bool {
    ('\u{300}'..='\u{36f}').contains(&c)
}

fn run(text: &str, belongs: impl Fn(char) -> bool) -> usize {
    text.find(|c| !belongs(c)).unwrap_or(text.len())
}

/// Length of digits joined by single `. , / : -`.
fn number_length(text: &str) -> usize {
    let mut length = run(text, char::is_numeric);
    loop {
        let rest = &text[length..];
        let joined = rest.starts_with(['.', ',', '/', ':', '-']) && rest[1..].starts_with(char::is_numeric);
        if !joined {
            return length;
        }
        length += 1 + run(&rest[1..], char::is_numeric);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(line: &str) -> Vec<(TokenKind, &str)> {
        tokens(line).map(|t| (t.kind, &line[t.range])).collect()
    }

    #[test]
    fn cuts_words_numbers_and_signs() {
        use TokenKind::{Comma, Number, Sign, Stop, Word};
        let expected =
            [(Sign, "("), (Word, "quý"), (Word, "III"), (Comma, ","), (Number, "05/7/2024"), (Sign, ")"), (Stop, ".")];
        assert_eq!(cut("  (quý III, 05/7/2024). "), expected);
    }

    #[test]
    fn does_not_join_a_number_with_a_closing_stop() {
        assert_eq!(cut("năm 2024.").last(), Some(&(TokenKind::Stop, ".")));
    }

    #[test]
    fn keeps_decomposed_letters_together() {
        assert_eq!(cut("ke\u{302}\u{301}").len(), 1);
    }
}
