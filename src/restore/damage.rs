//! What kind of damage a part of the text has, judged by its letters alone.
//!
//! In: lines. Out: a kind for each line. In right Vietnamese text 18 to 20 % of the letters are ă, đ, ơ, ư or letters of
//! the Vietnamese Unicode block; after an OCR with a Latin model there are none, but other accents (é, ô) and signs inside
//! words; in text typed without marks there is nothing but plain letters. A block of lines is judged as one; a block too
//! short to tell goes with its neighbours. It does not look at the words themselves.

use std::borrow::Cow;

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

use super::protect::is_quantity;
use crate::syllable::{is_letter, is_vietnamese_only};

/// What is wrong with a part of the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Damage {
    /// Vietnamese with its marks: nothing is changed.
    Clean,
    /// Plain letters only: the marks are missing, the letters are right.
    Unaccented,
    /// Read by an OCR with a Latin model: marks and letters are wrong.
    Ocr,
    /// Read by an OCR with the Vietnamese model: right but for single marks. Not judged from the share of letters: whoever read
    /// the text says so, or a sign in it that no hand types.
    Slips,
}

/// Share of Vietnamese-only letters from which a block is clean.
const CLEAN_SHARE: f64 = 0.05;
/// A block with fewer letters can't be judged on its own.
const FEWEST_LETTERS: usize = 24;
/// Share of odd words (signs or digits inside, foreign accents) from which plain text is taken for an OCR's.
const ODD_SHARE: f64 = 0.03;

/// A block without odd words beside an OCR's text is text of its own only from this many words.
const FEWEST_PLAIN: usize = 120;

/// What was counted in a block.
#[derive(Clone, Copy, Debug, Default)]
struct Tally {
    letters: usize,
    vietnamese: usize,
    words: usize,
    odd: usize,
}

impl Tally {
    fn of(lines: &[&str]) -> Tally {
        let mut tally = Tally::default();
        for word in lines.iter().flat_map(|line| line.split_whitespace()) {
            let word = &*composed(word);
            let letters = word.chars().filter(|&c| is_letter(c)).count();
            let vietnamese = word.chars().filter(|&c| is_vietnamese_only(c)).count();
            tally.letters += letters;
            tally.vietnamese += vietnamese;
            tally.words += usize::from(letters > 0);
            tally.odd += usize::from(is_odd(word));
        }
        tally
    }

    fn share(&self) -> f64 {
        self.vietnamese as f64 / self.letters.max(1) as f64
    }

    /// The kind of damage, where there are letters enough to tell.
    fn damage(&self) -> Option<Damage> {
        if self.letters < FEWEST_LETTERS {
            return (self.vietnamese * 20 > self.letters && self.vietnamese > 1).then_some(Damage::Clean);
        }
        Some(if self.share() >= CLEAN_SHARE {
            Damage::Clean
        } else if self.odd as f64 > ODD_SHARE * self.words as f64 {
            Damage::Ocr
        } else {
            Damage::Unaccented
        })
    }
}

/// The word in NFC: letters and marks apart would look like plain letters.
fn composed(word: &str) -> Cow<'_, str> {
    if word.is_ascii() || is_nfc_quick(word.chars()) == IsNormalized::Yes {
        word.into()
    } else {
        word.nfc().collect::<String>().into()
    }
}

/// A word with an accent but no Vietnamese-only letter, or with a digit or sign between letters.
fn is_odd(word: &str) -> bool {
    let core = word.trim_matches(|c: char| !c.is_alphanumeric());
    let accent = core.chars().any(|c| is_letter(c) && !c.is_ascii() && !is_vietnamese_only(c));
    let mixed = core.chars().any(char::is_lowercase)
        && core
            .chars()
            .any(|c| c.is_ascii_digit() || matches!(c, '&' | '?' | '$' | '¢' | '€' | '¥' | '{' | '}' | ';' | '\''));
    (accent || mixed) && !core.contains(['@', '/']) && !is_quantity(core)
}

/// The damage of each line. Blocks are parted by blank lines. Cost: one pass.
pub fn damage_of_lines(lines: &[&str]) -> Vec<Damage> {
    let whole = Tally::of(lines).damage().unwrap_or(Damage::Clean);
    let mut judged: Vec<(std::ops::Range<usize>, Option<Damage>)> = Vec::new();
    let mut first = 0;
    while first < lines.len() {
        let length =
            lines[first..].iter().position(|line| line.trim().is_empty()).unwrap_or(lines.len() - first).max(1);
        judged.push((first..first + length, Tally::of(&lines[first..first + length]).damage()));
        first += length;
    }
    let mut damage = vec![whole; lines.len()];
    for (i, (range, own)) in judged.iter().enumerate() {
        let before = judged[..i].iter().rev().find_map(|(_, kind)| *kind);
        let after = judged[i + 1..].iter().find_map(|(_, kind)| *kind);
        let neighbours = if before == after { before } else { None };
        // A few words that an OCR happened to leave without an odd sign are still its words.
        let plain = *own == Some(Damage::Unaccented)
            && [before, after].contains(&Some(Damage::Ocr))
            && lines[range.clone()].iter().map(|line| line.split_whitespace().count()).sum::<usize>() < FEWEST_PLAIN;
        let own = if plain { Some(Damage::Ocr) } else { *own };
        damage[range.clone()].fill(own.or(neighbours).unwrap_or(whole));
    }
    damage
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_the_three_kinds_apart() {
        let clean = "Giao Phòng Nội vụ chủ trì, phối hợp với các đơn vị liên quan";
        let plain = "Giao Phong Noi vu chu tri, phoi hop voi cac don vi lien quan";
        let ocr = "Giao Phong Noi vu cht tri, phdi hop voi cac don vi lién quan, t6 chtrc";
        for (line, kind) in [(clean, Damage::Clean), (plain, Damage::Unaccented), (ocr, Damage::Ocr)] {
            assert_eq!(damage_of_lines(&[line]), [kind], "{line}");
        }
    }

    #[test]
    fn judges_blocks_apart_in_one_file() {
        let clean = "Giao Phòng Nội vụ chủ trì, phối hợp với các đơn vị liên quan";
        let plain = "Giao Phong Noi vu chu tri, phoi hop voi cac don vi lien quan";
        let kinds = damage_of_lines(&[clean, "", plain, "", clean]);
        assert_eq!([kinds[0], kinds[2], kinds[4]], [Damage::Clean, Damage::Unaccented, Damage::Clean]);
    }

    #[test]
    fn a_short_plain_block_in_clean_text_is_clean() {
        let clean = "Giao Phòng Nội vụ chủ trì, phối hợp với các đơn vị liên quan";
        assert_eq!(damage_of_lines(&[clean, "", "PAPI", "", clean])[2], Damage::Clean);
    }

    #[test]
    fn decomposed_text_is_judged_by_its_letters() {
        let decomposed: String = "Giao Phòng Nội vụ chủ trì, phối hợp với các đơn vị liên quan".nfd().collect();
        assert_eq!(damage_of_lines(&[&decomposed]), [Damage::Clean]);
    }

    #[test]
    fn plain_words_beside_ocr_text_are_of_the_ocr() {
        let ocr = "Giao Phong Noi vu cht tri, phdi hop voi cac don vi lién quan, t6 chtrc";
        let plain = "Xay dung ke hoach kiem tra cac don vi truc thuoc nam nay";
        assert_eq!(damage_of_lines(&[ocr, "", plain, "", ocr])[2], Damage::Ocr);
        let long = [plain; 12].join(" ");
        assert_eq!(damage_of_lines(&[ocr, "", &long])[2], Damage::Unaccented);
    }

    #[test]
    fn an_address_is_not_odd() {
        assert!(!is_odd("phongnoivu2@hungyen.gov.vn"));
        assert!(is_odd("t6") && is_odd("lién") && !is_odd("quản") && !is_odd("2024"));
    }
}
