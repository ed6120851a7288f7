//! From a source to restored text: marks put back, misread letters read again, right text left alone.
//!
//! In: the lines of a [`Source`], or any `&str`. Out: [`Restored`]: the same lines, the edits that
//! were made, how sure each is, and the way back to the source. The kind of damage is judged first ([`damage`]); clean
//! parts are not touched at all; parts without marks go through `marks`, parts that an OCR read through `letters`.
//! It knows no field of a plan, and it changes no number but one that can only be a word.
//!
//! ```
//! # #[cfg(feature = "embedded-model")] {
//! use kehoach::model::Model;
//! use kehoach::restore::Restorer;
//!
//! let restorer = Restorer::new(Model::embedded()?);
//! let restored = restorer.restore("Nang cao hieu qua quan tri va hanh chinh cong nam 2024");
//! assert_eq!(restored.text, "Nâng cao hiệu quả quản trị và hành chính công năm 2024");
//! # }
//! # Ok::<(), kehoach::model::FormatError>(())
//! ```

pub mod damage;
pub mod edit;

mod abbreviation;
mod case;
mod decode;
mod habits;
mod label;
mod lattice;
mod layout;
mod letters;
mod marks;
mod phrases;
mod protect;
mod proven;
mod shape;
mod trie;

use std::collections::HashMap;
use std::ops::Range;

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

use crate::model::Model;
use crate::read::Source;
use crate::span::{InRestored, InSource, Span};
use crate::syllable::{ToneStyle, place_tone};
use damage::{Damage, damage_of_lines};
use edit::{Edit, Evidence, Proposal, Tier};
use habits::{Cache, Habits};
use lattice::{Lattice, Search};
use letters::Readings;
use marks::Printed;
use phrases::Known;
use trie::{TokenSearch, Trie};

/// Distinct damaged tokens whose readings a worker remembers.
const MOST_REMEMBERED: usize = 200_000;

/// Text after restoring. It has as many lines as its source.
#[derive(Clone, Debug)]
pub struct Restored {
    /// The restored text.
    pub text: String,
    /// What was changed, in order; disjoint.
    pub edits: Vec<Edit>,
    /// The damage that was found in each line.
    pub damage: Vec<Damage>,
    /// Words that were looked at.
    pub words: usize,
}

impl Restored {
    /// The place in the source of a place in the restored text.
    pub fn to_source(&self, place: Span<InRestored>) -> Span<InSource> {
        edit::to_source(&self.edits, place)
    }
}

/// The running machine: immutable, shared by all threads.
#[derive(Debug)]
pub struct Restorer {
    model: Model,
    trie: Trie,
    known: Known,
    style: ToneStyle,
}

/// Scratch memory of one thread.
#[derive(Debug, Default)]
pub struct Worker {
    lattice: Lattice,
    search: Search,
    token_search: TokenSearch,
    /// Readings of damaged tokens met before.
    memory: HashMap<Box<str>, Readings>,
}

impl Restorer {
    /// Builds the machine from a model. Cost: one pass over the vocabulary.
    pub fn new(model: Model) -> Restorer {
        let trie = Trie::new(&model.vocabulary, |word| model.ngrams.unigram(word));
        Restorer { model, trie, known: Known::default(), style: ToneStyle::default() }
    }

    /// The same machine, printing tones in another style. Right text keeps the style it has.
    pub fn with_style(mut self, style: ToneStyle) -> Restorer {
        self.style = style;
        self
    }

    /// Restores a text with scratch memory of its own; see [`Restorer::restore_with`].
    pub fn restore(&self, text: &str) -> Restored {
        self.restore_with(text, &mut Worker::default())
    }

    /// Restores a text. It cannot fail: what can't be read stays as it is.
    ///
    /// Cost: linear in the text; clean lines cost one pass over their letters.
    pub fn restore_with(&self, text: &str, worker: &mut Worker) -> Restored {
        self.restore_read(text, worker, |_| false)
    }

    /// Restores a source: lines that an OCR of ours read are known as such.
    pub fn restore_source(&self, source: &Source, worker: &mut Worker) -> Restored {
        let by_ocr = |line: usize| source.boxes.get(line).is_some_and(|place| place.confidence.is_some());
        self.restore_read(&source.text, worker, by_ocr)
    }

    /// Restores a text of which some lines (counted from 0) were read by an OCR with the Vietnamese model: in those, single
    /// marks are put right, too, and so are those of a text that bears signs of such an OCR.
    pub fn restore_read(&self, text: &str, worker: &mut Worker, by_ocr: impl Fn(usize) -> bool) -> Restored {
        let mut lines: Vec<Range<usize>> = Vec::new();
        let mut start = 0;
        for line in text.split_inclusive('\n') {
            lines.push(start..start + line.trim_end_matches(['\n', '\r']).len());
            start += line.len();
        }
        let slices: Vec<&str> = lines.iter().map(|line| &text[line.clone()]).collect();
        let mut damage = damage_of_lines(&slices);
        let ocr_of_others = proven::bears_marks_of_ocr(text, &lines, &self.model);
        for (_, kind) in damage.iter_mut().enumerate().filter(|(line, _)| ocr_of_others || by_ocr(*line)) {
            if *kind == Damage::Clean {
                *kind = Damage::Slips;
            }
        }
        let mut proposals: Vec<Proposal> = Vec::new();
        let mut words = 0;
        let mut marked: Vec<marks::Group> = Vec::new();
        let mut lettered: Vec<letters::Group> = Vec::new();
        for group in layout::groups(&slices) {
            words += slices[group.clone()].iter().map(|line| line.split_whitespace().count()).sum::<usize>();
            // One paragraph was read by one OCR: a line of it that happens to have no misread letter tells nothing.
            if damage[group.clone()].contains(&Damage::Ocr) {
                let unmarked = damage[group.clone()].iter_mut().filter(|kind| **kind == Damage::Unaccented);
                unmarked.for_each(|kind| *kind = Damage::Ocr);
            }
            let mut first = group.start;
            while first < group.end {
                let kind = damage[first];
                // A blank line inside is no region of its own.
                let other = |&i: &usize| damage[i] != kind && !slices[i].trim().is_empty();
                let end = (first..group.end).find(other).unwrap_or(group.end);
                let ranges = &lines[first..end];
                match kind {
                    Damage::Clean => compose(text, ranges, &mut proposals),
                    Damage::Unaccented => marked.push(marks::read(self, text, ranges, Printed::Nothing, worker)),
                    Damage::Slips => {
                        let mut read = |part| marked.push(marks::read(self, text, part, Printed::Mostly, worker));
                        if ranges.iter().any(|line| text[line.clone()].trim_start().starts_with('|')) {
                            layout::cells(text, ranges).iter().for_each(|cell| read(std::slice::from_ref(cell)));
                        } else {
                            read(ranges);
                        }
                    }
                    Damage::Ocr => lettered.push(letters::read(self, text, ranges, worker)),
                }
                first = end;
            }
        }
        let damaged = !marked.is_empty() || !lettered.is_empty();
        let phrases = if damaged { self.known.of(text, &self.model.vocabulary) } else { Vec::new() };
        let mut habits = Habits::default();
        marked.iter().for_each(|group| group.note(&mut habits));
        for group in &mut marked {
            group.reconsider(self, text, worker, &habits, &phrases);
            group.propose(self, text, &mut proposals);
        }
        let mut cache = Cache::default();
        lettered.iter().for_each(|group| group.note(text, &mut cache));
        for group in &mut lettered {
            group.reconsider(self, text, worker, &cache, &phrases);
            group.propose(self, text, &cache, &mut proposals);
        }
        proposals.sort_by_key(|proposal| proposal.range.start);
        proven::mend(text, &lines, &damage, &self.model, &mut proposals);
        abbreviation::mend(text, &lines, &damage, &mut proposals);
        label::mend(text, &lines, &damage, &mut proposals);
        let (text, edits) = edit::apply(text, proposals);
        Restored { text, edits, damage, words }
    }

    /// A word of the vocabulary in the machine's tone style.
    fn in_style(&self, word: &str) -> String {
        match self.style {
            ToneStyle::Official => word.to_owned(),
            ToneStyle::Modern => place_tone(word, ToneStyle::Modern),
        }
    }
}

/// Letters of other alphabets that fonts and converters put where a Vietnamese letter was printed ("ngǜ", "kǶ", "ngƣời").
const STRANGERS: [(char, char); 5] = [('ƣ', 'ư'), ('Ƣ', 'Ư'), ('ǜ', 'ũ'), ('Ǜ', 'Ũ'), ('Ƕ', 'ỳ')];

/// Proposes NFC for words that are in another form, and Vietnamese letters for strangers among theirs.
fn compose(text: &str, ranges: &[Range<usize>], out: &mut Vec<Proposal>) {
    for range in ranges {
        let line = &text[range.clone()];
        if !needs_composing(line) {
            continue;
        }
        for piece in crate::token::pieces(line) {
            let (text, evidence) = composed(&line[piece.clone()]);
            let range = range.start + piece.start..range.start + piece.end;
            out.push(Proposal::alone(range, text, Tier::Certain, evidence, 1.0));
        }
    }
}

fn is_strange(text: &str) -> bool {
    let is_stranger = |c: char| STRANGERS.iter().any(|(stranger, _)| *stranger == c);
    text.contains(is_stranger) || text.contains(proven::DOUBLED)
}

/// Whether a text is in another form than NFC or has strangers among its letters.
fn needs_composing(text: &str) -> bool {
    is_strange(text) || is_nfc_quick(text.chars()) != IsNormalized::Yes
}

/// A word in NFC, with Vietnamese letters for strangers, and what says so.
fn composed(word: &str) -> (String, Evidence) {
    let right = |c: char| STRANGERS.iter().find(|(stranger, _)| *stranger == c).map_or(c, |(_, letter)| *letter);
    let text = word.nfc().map(right).collect::<String>().replace(proven::DOUBLED, "Đ");
    (text, if is_strange(word) { Evidence::Letters } else { Evidence::Unicode })
}

impl Tier {
    /// The tier of a word whose letters are right. The bounds come from the calibration in the benches.
    fn of_marks(confidence: f32) -> Tier {
        Tier::of(confidence, 0.9995, 0.9)
    }

    /// The tier of a word that was misread.
    fn of_letters(confidence: f32) -> Tier {
        Tier::of(confidence, 0.9995, 0.97)
    }

    fn of(confidence: f32, certain: f32, likely: f32) -> Tier {
        if confidence >= certain {
            Tier::Certain
        } else if confidence >= likely {
            Tier::Likely
        } else {
            Tier::Doubtful
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn composed(line: &str) -> String {
        let mut proposals = Vec::new();
        compose(line, std::slice::from_ref(&(0..line.len())), &mut proposals);
        edit::apply(line, proposals).0
    }

    #[test]
    fn strangers_among_the_letters_become_vietnamese() {
        for (line, right) in [
            ("đội ngǜ, định kǶ", "đội ngũ, định kỳ"),
            ("Ngƣời dân", "Người dân"),
            ("xa\u{303}", "xã"),
            ("số 14/QĐÐ-TTg", "số 14/QĐ-TTg"),
        ] {
            assert_eq!(composed(line), right);
        }
        for line in ["đội ngũ, định kỳ", "Srêpốk, IoT, café", "100 m²", "QÐ-UBND"] {
            assert_eq!(composed(line), line);
        }
    }
}
