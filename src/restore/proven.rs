//! Words that an OCR with the Vietnamese model spoils so that their own letters prove what was printed: capitals inside words
//! ("KỊp", "vỀ"), a letter that it reads twice ("QĐÐ-TTg", "THỤỰC"), strokes behind a quarter ("quý IH"), the Y of "Sở Y tế" in
//! one word with what follows.
//!
//! In: the lines with their damage. Out: proposals for words of lines that such an OCR read, and whether a text bears its signs. A letter with marks that is a
//! capital among small ones is small itself, and of a letter that stands twice with other marks one is meant, where the model
//! knows the word then. Words in capitals, abbreviations ("TTr", "IoT") and first letters are left: what they should be is not
//! in the word.

use std::ops::Range;

use super::damage::Damage;
use super::edit::{Evidence, Proposal, Tier};
use super::label;
use super::shape::{is_misread_quarter, repair_roman};
use super::{composed, needs_composing};
use crate::model::Model;
use crate::model::vocabulary::UNKNOWN;
use crate::syllable::bare;

/// What an OCR makes of one Đ, the second of another alphabet.
pub(super) const DOUBLED: &str = "ĐÐ";

/// Words of headings in capitals as such an OCR misreads them: of 1,381 such headings of right texts none is spelled so. A hand may slip once,
/// so two different ones are asked for.
const MISREAD_HEADINGS: [&str; 3] = ["YÊU CÂU", "THỤC HIỆN", "KĨNH PHÍ"];

/// Whether right letters bear the mark of an OCR with the Vietnamese model, which says of a text file what nobody else does: a
/// sign that no hand types, such as "QĐÐ", "THỤỰC", "quý IH", "TH. PHẠM VI", "¬ Kiểm tra". Cost: one pass over the text.
pub(super) fn bears_marks_of_ocr(text: &str, lines: &[Range<usize>], model: &Model) -> bool {
    let weight = |word: &str| weight(model, word);
    let mut before = "";
    let mut bears = |at: usize, line: &Range<usize>| {
        let mut word_bears = |piece: Range<usize>| {
            let word = &text[line.start + piece.start..line.start + piece.end];
            let quarter = is_misread_quarter(before, word, &text[line.start + piece.end..line.end]);
            // A hand in a hurry types "hoạat", too.
            let capitals = || !word.is_ascii() && !word.contains(char::is_lowercase);
            before = word;
            quarter || capitals() && once(word.trim_matches(|c: char| !c.is_alphabetic()), weight).is_some()
        };
        label::is_spoiled(text, &lines[at..]) || crate::token::pieces(&text[line.clone()]).any(&mut word_bears)
    };
    let headings = MISREAD_HEADINGS.iter().filter(|heading| text.contains(**heading)).count();
    text.contains(DOUBLED) || headings >= 2 || lines.iter().enumerate().any(|(at, line)| bears(at, line))
}

fn weight(model: &Model, word: &str) -> Option<f32> {
    let id = model.vocabulary.id(word);
    (id != UNKNOWN).then(|| model.ngrams.unigram(id))
}

/// Proposes the words that were meant, in place of proposals that leave them. Cost: one pass over the letters of such lines.
pub(super) fn mend(
    text: &str,
    lines: &[Range<usize>],
    damage: &[Damage],
    model: &Model,
    proposals: &mut Vec<Proposal>,
) {
    let weight = |word: &str| weight(model, word);
    let mut found: Vec<Proposal> = Vec::new();
    let mut before = "";
    for (line, _) in lines.iter().zip(damage).filter(|(_, kind)| **kind == Damage::Slips) {
        for piece in crate::token::pieces(&text[line.clone()]) {
            let range = line.start + piece.start..line.start + piece.end;
            let word = &text[range.clone()];
            let meant = if is_misread_quarter(before, word, &text[range.end..line.end]) {
                Some((repair_roman(word), Evidence::Letters))
            } else if needs_composing(word) {
                Some(composed(word))
            } else {
                meant(word, weight).map(|meant| (meant, Evidence::Letters))
            };
            before = word;
            if let Some((text, evidence)) = meant {
                found.push(Proposal::alone(range, text, Tier::Certain, evidence, 1.0));
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

/// The word that was meant, if it is not the one that was read; `weight` is that of a word the model knows.
fn meant(word: &str, weight: impl Fn(&str) -> Option<f32>) -> Option<String> {
    let letters = word.trim_matches(|c: char| !c.is_alphabetic());
    if let Some(mended) = once(letters, &weight) {
        return Some(word.replacen(letters, &mended, 1));
    }
    if let Some(health) = letters.strip_prefix('Y').filter(|rest| matches!(*rest, "tế" | "TẾ")) {
        return Some(word.replacen(letters, &format!("Y {health}"), 1));
    }
    let odd = |(at, c): (usize, char)| at > 0 && c.is_uppercase();
    let mut capitals = letters.char_indices().filter(|letter| odd(*letter));
    let (at, capital) = capitals.next().filter(|(_, capital)| !capital.is_ascii() && *capital != 'Đ')?;
    let alone = capitals.next().is_none() && letters.chars().any(char::is_lowercase);
    let lower: String = capital.to_lowercase().collect();
    let mended = format!("{}{lower}{}", &letters[..at], &letters[at + capital.len_utf8()..]);
    (alone && weight(&mended.to_lowercase()).is_some()).then(|| word.replacen(letters, &mended, 1))
}

/// "THỤỰC", "UƯBND": a word without one of two letters that differ in their marks alone; the more frequent one, if both are
/// words.
fn once(letters: &str, weight: impl Fn(&str) -> Option<f32>) -> Option<String> {
    let twice = letters.char_indices().zip(letters.chars().skip(1)).find_map(|((at, first), second)| {
        let same = first != second && bare(first) == bare(second) && first.is_uppercase() == second.is_uppercase();
        (same && bare(first).is_alphabetic()).then(|| (at, at + first.len_utf8(), second.len_utf8()))
    });
    let (first, second, length) = twice.filter(|_| weight(&letters.to_lowercase()).is_none())?;
    let without = |from: usize, to: usize| format!("{}{}", &letters[..from], &letters[to..]);
    [without(first, second), without(second, second + length)]
        .into_iter()
        .filter_map(|word| weight(&word.to_lowercase()).map(|weight| (weight, word)))
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, word)| word)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn meant_here(word: &str) -> Option<String> {
        let known = [("kịp", -9.0), ("về", -6.0), ("thực", -7.0), ("thục", -12.0), ("ubnd", -7.0)];
        meant(word, |word| known.iter().find(|known| known.0 == word).map(|known| known.1))
    }

    #[test]
    fn a_capital_inside_a_small_word_is_small() {
        for (read, right) in [("KỊp", "Kịp"), ("vỀ,", "về,")] {
            assert_eq!(meant_here(read).as_deref(), Some(right), "{read}");
        }
        for kept in ["VỀ", "Về", "TTr", "IoT", "QĐ-TTg", "ĐẮk", "xÃ-hội", "aỀb"] {
            assert_eq!(meant_here(kept), None, "{kept}");
        }
    }

    #[test]
    fn a_letter_that_was_read_twice_stands_once() {
        for (read, right) in
            [("THỤỰC", "THỰC"), ("THỰỤC,", "THỰC,"), ("thựưc", "thực"), ("UƯBND", "UBND"), ("ƯUBND", "UBND")]
        {
            assert_eq!(meant_here(read).as_deref(), Some(right), "{read}");
        }
        for kept in ["THỰC", "KHỤỰC", "UBND", "ĐĐBQH", "(1)", "xoong"] {
            assert_eq!(meant_here(kept), None, "{kept}");
        }
    }

    fn bears(lines: &[&str]) -> bool {
        let text = lines.join("\n");
        let start = |line: &&str| line.as_ptr() as usize - text.as_ptr() as usize;
        let ranges: Vec<Range<usize>> = text.lines().map(|line| start(&line)..start(&line) + line.len()).collect();
        let model = Model::embedded().unwrap();
        bears_marks_of_ocr(&text, &ranges, &model)
    }

    #[test]
    fn a_text_bears_the_marks_of_an_ocr() {
        for lines in [
            &["Căn cứ Quyết định số 12/QĐÐ-UBND"][..],
            &["V. TỔ CHỨC THỤỰC HIỆN"],
            &["xong trong quý IH năm 2026"],
            &["xong trong quý", "IH/2026."],
            &["TH. PHẠM VI, SỐ LIỆU"],
            &["TH.", "", "PHẠM VI, SỐ LIỆU"],
            &["¬ Kiểm tra các xã"],
            &["I. MỤC ĐÍCH, YÊU CÂU", "V. TỔ CHỨC THỤC HIỆN"],
        ] {
            assert!(bears(lines), "{lines:?}");
        }
        for lines in [
            &["Căn cứ Quyết định số 12/QĐ-UBND", "V. TỔ CHỨC THỰC HIỆN", "xong trong quý III năm 2026"][..],
            &["I. MỤC ĐÍCH, YÊU CÂU", "V. TỔ CHỨC THỰC HIỆN"],
            &["II. PHẠM VI, SỐ LIỆU", "11. NHIỆM VỤ, GIẢI PHÁP", "TT. SỐ LIỆU, BIỂU MẪU", "TH. Trường Tiểu học"],
            &["công tác thưc hiện hoạat động", "ĐĐBQH, TTr, LĐTBXH", "quý 2 năm 2026, Quỹ 11 tỷ đồng", "a ¬ b"],
        ] {
            assert!(!bears(lines), "{lines:?}");
        }
    }
}
