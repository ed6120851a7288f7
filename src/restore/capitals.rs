//! Capitals that an OCR with the Vietnamese model makes inside words ("KỊp", "vỀ"), and a Đ that it reads twice ("QĐÐ-TTg").
//!
//! In: the lines with their damage. Out: proposals for words of lines that an OCR of ours read. A letter with marks that is a
//! capital among small ones is small itself, where the model knows the word then. Words in capitals, abbreviations ("TTr", "IoT")
//! and first letters are left: what they should be is not in the word.

use std::ops::Range;

use super::damage::Damage;
use super::edit::{Evidence, Proposal, Tier};
use crate::model::vocabulary::{UNKNOWN, Vocabulary};

/// What an OCR makes of one Đ, the second of another alphabet.
pub(super) const DOUBLED: &str = "ĐÐ";

/// Proposes the words that were meant, in place of proposals that leave them. Cost: one pass over the letters of such lines.
pub(super) fn mend(
    text: &str,
    lines: &[Range<usize>],
    damage: &[Damage],
    vocabulary: &Vocabulary,
    proposals: &mut Vec<Proposal>,
) {
    let mut found: Vec<Proposal> = Vec::new();
    for (line, _) in lines.iter().zip(damage).filter(|(_, kind)| **kind == Damage::Slips) {
        for piece in crate::token::pieces(&text[line.clone()]) {
            let range = line.start + piece.start..line.start + piece.end;
            if let Some(meant) = meant(&text[range.clone()], |word| vocabulary.id(word) != UNKNOWN) {
                found.push(Proposal {
                    range,
                    text: meant,
                    tier: Tier::Certain,
                    evidence: Evidence::Letters,
                    confidence: 1.0,
                    runners_up: Vec::new(),
                });
            }
        }
    }
    for proposal in found {
        // The proposals are in the order of the text, and disjoint.
        let first = proposals.partition_point(|other| other.range.end <= proposal.range.start);
        let same = proposals[first..].iter().take_while(|other| other.range.start < proposal.range.end);
        let last = first + same.count();
        // A word that was read as it stands is proposed as it stands.
        if proposals[first..last].iter().all(|other| other.text == text[other.range.clone()]) {
            proposals.splice(first..last, [proposal]);
        }
    }
}

/// The word that was meant, if it is not the one that was read.
fn meant(word: &str, is_known: impl Fn(&str) -> bool) -> Option<String> {
    if word.contains(DOUBLED) {
        return Some(word.replace(DOUBLED, "Đ"));
    }
    let letters = word.trim_matches(|c: char| !c.is_alphabetic());
    let odd = |(at, c): (usize, char)| at > 0 && c.is_uppercase();
    let mut capitals = letters.char_indices().filter(|letter| odd(*letter));
    let (at, capital) = capitals.next().filter(|(_, capital)| !capital.is_ascii() && *capital != 'Đ')?;
    let alone = capitals.next().is_none() && letters.chars().any(char::is_lowercase);
    let lower: String = capital.to_lowercase().collect();
    let mended = format!("{}{lower}{}", &letters[..at], &letters[at + capital.len_utf8()..]);
    (alone && is_known(&mended.to_lowercase())).then(|| word.replacen(letters, &mended, 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn meant_here(word: &str) -> Option<String> {
        meant(word, |word| ["kịp", "về"].contains(&word))
    }

    #[test]
    fn a_capital_inside_a_small_word_is_small() {
        for (read, right) in [("KỊp", "Kịp"), ("vỀ,", "về,"), ("1050/QĐÐ-SCT", "1050/QĐ-SCT")] {
            assert_eq!(meant_here(read).as_deref(), Some(right), "{read}");
        }
        for kept in ["VỀ", "Về", "TTr", "IoT", "QĐ-TTg", "ĐẮk", "xÃ-hội", "aỀb"] {
            assert_eq!(meant_here(kept), None, "{kept}");
        }
    }
}
