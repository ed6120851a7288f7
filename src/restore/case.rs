//! Upper and lower case of words that an OCR has read.
//!
//! In: the word as it stood in the text, and the word that it is. Out: that word in a case. The case that was read is kept
//! but where it is next to impossible: a single word in capitals among lower-case words, or a capital (or the lack of one)
//! that the word never has after such a neighbour.

use std::borrow::Cow;

use super::shape::has_syllable_shape;
use crate::model::Model;
use crate::model::vocabulary::{START, WordId};
use crate::token::Case;

/// Share of capitals below which a capital inside a sentence is taken for a misreading, where the letter looks alike in both
/// cases, so that an OCR tells them by their size only. Other capitals were printed.
const ALIKE: f32 = 0.02;
/// The same where the document writes the word small elsewhere behind the same word, and the letter looks alike in both cases.
const SELDOM: f32 = 0.15;
/// Letters that look alike in both cases.
const ALIKE_LETTERS: &str = "cosuvwxz";
/// Words in capitals of so few letters among others are capitalised words: an OCR takes "Sở" for "SO", "Bộ" for "BO".
const MOST_LETTERS_OF_SHORT: usize = 3;
/// Share of capitals above which a lower-case letter is taken for a misreading.
const ALWAYS: f32 = 0.995;

/// Goes along a sequence of words and remembers the case of the one before.
#[derive(Debug, Default)]
pub(super) struct Capitals {
    before: Option<Case>,
}

impl Capitals {
    /// Passes a token that is not decoded; a class other than a word ends what the word before says.
    pub(super) fn pass(&mut self, class: WordId) {
        if class == START {
            self.before = None;
        }
    }

    /// `word` in the case that `old` had, where that can be; `next` is what stands behind it, and `small_elsewhere` says that
    /// the document writes it small behind the same word.
    pub(super) fn dress(
        &mut self,
        old: &str,
        next: Option<&str>,
        (word, id): (&str, WordId),
        small_elsewhere: bool,
        model: &Model,
    ) -> String {
        let mut case = read_case(old);
        // "Quý II": a roman number says nothing of the words beside it.
        let next_case = next.filter(|next| !is_roman(next)).map(read_case);
        // "CHi" among capitals: one letter was read small.
        let mostly_upper = old.chars().filter(|c| c.is_uppercase()).count() >= 2;
        let opens_upper = self.before.is_none() && next_case == Some(Case::Upper);
        if case != Case::Upper && mostly_upper && (self.before == Some(Case::Upper) || opens_upper) {
            case = Case::Upper;
        }
        // "T6 CHUC": one letter and a sign for another, before capitals.
        let no_small = !old.contains(char::is_lowercase) && word.chars().count() > 1;
        // "Uy BAN": a letter that looks alike in both cases, at the start of capitals.
        let looks_upper = |c: char| !c.is_lowercase() || ALIKE_LETTERS.contains(c) || c == 'y';
        let alike = old.chars().all(looks_upper) && self.before.is_none();
        let among = next_case == Some(Case::Upper) && (no_small || alike && next.is_some_and(has_syllable_shape));
        if case == Case::Title && among {
            case = Case::Upper;
        }
        let same_letters = old.to_lowercase() == word;
        let short = word.chars().count() <= MOST_LETTERS_OF_SHORT;
        let alone = self.before != Some(Case::Upper) && next_case.is_some_and(|next| next != Case::Upper);
        if case == Case::Upper && !same_letters && short && alone {
            // "SO Tài chính", "của BO Xây dựng".
            case = Case::Title;
        }
        if let Some(before) = self.before
            && before != Case::Upper
        {
            let share = model.cases.capital(id, before == Case::Title);
            let alike = old.starts_with(['6', '0', '$'])
                || old.starts_with(|c: char| c.is_ascii_uppercase() && ALIKE_LETTERS.contains(c.to_ascii_lowercase()));
            let never = match (alike, small_elsewhere && case == Case::Title) {
                (true, true) => SELDOM,
                (true, false) => ALIKE,
                (false, _) => 0.0,
            };
            case = match case {
                Case::Upper if same_letters => case,
                // One word in capitals among lower-case words is a misreading.
                Case::Upper if before == Case::Lower && next_case == Some(Case::Lower) => {
                    if share > 0.5 {
                        Case::Title
                    } else {
                        Case::Lower
                    }
                }
                Case::Upper | Case::Title if share < never => Case::Lower,
                Case::Lower if share > ALWAYS => Case::Title,
                _ => case,
            };
        }
        self.before = Some(case);
        match case {
            Case::Lower => word.to_owned(),
            Case::Upper => word.to_uppercase(),
            Case::Title => {
                let mut letters = word.chars();
                letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
            }
        }
    }
}

/// Whether a token is a roman number, with a year or a sign behind it.
fn is_roman(token: &str) -> bool {
    let number = token.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    !number.is_empty() && number.chars().all(|c| matches!(c, 'I' | 'V' | 'X'))
}

/// The case of a token that may hold digits and signs for letters.
pub(super) fn read_case(old: &str) -> Case {
    // "$6" was a capital S.
    let old = if old.starts_with('$') { Cow::Owned(old.replacen('$', "S", 1)) } else { Cow::Borrowed(old) };
    let letters: String = old.chars().filter(|c| c.is_alphabetic()).collect();
    let starts_upper = old.chars().find(|c| c.is_alphanumeric()).is_some_and(char::is_uppercase);
    match Case::of(&letters) {
        Case::Upper => Case::Upper,
        Case::Title if starts_upper => Case::Title,
        _ => Case::Lower,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_the_case_through_signs() {
        assert_eq!(read_case("Nh?lm"), Case::Title);
        assert_eq!(read_case("n¢i"), Case::Lower);
        assert_eq!(read_case("PICH"), Case::Upper);
        assert_eq!(read_case("6N"), Case::Lower);
        assert_eq!(read_case("$6"), Case::Title);
        assert_eq!(read_case("H6I"), Case::Upper);
    }
}
