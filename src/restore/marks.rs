//! Text whose letters are right and whose marks are missing, or were misread here and there.
//!
//! In: a group of lines. Out: proposals that put the marks back. The readings of a word are the words of the same
//! skeleton; the trigram model and the linear model over the known skeletons on both sides choose. Of text that an OCR
//! read with the Vietnamese model the printed marks count, too: another reading pays for each mark that it changes, and
//! is taken only where it is [`SURE`]. Length, case and everything that is no word stay as they are.

use super::decode::{Choice, decode};
use super::edit::{Evidence, Proposal, Tier};
use super::habits::{self, Habits, Place};
use super::lattice::Arc;
use super::phrases::{Phrases, spelled};
use super::protect::is_address;
use super::{Restorer, Worker};
use crate::model::linear::{Surroundings, TELLING};
use crate::model::vocabulary::{COMMA, NUMBER, SIGN, START, UNKNOWN, WordId};
use crate::syllable::{bare, skeleton, without_tone};

use crate::token::{Case, TokenKind, pieces, tokens};
use std::ops::Range;
use unicode_normalization::{IsNormalized, is_nfc_quick};

/// A reading this much rarer than the commonest of its skeleton (in nats) is not considered.
const RARER: f32 = 9.0;

/// A reading this much behind at the first look (in nats, its own frequency included) is not considered. Below 6.5 right
/// ones are lost.
const FAR: f32 = 7.0;

/// States that the search keeps a position: the linear model leaves few readings open.
const BEAM: usize = 6;

/// What a reading pays that puts a tone where none is printed: the small hooks over "ê" and "ô" are what is lost most.
const LOST_TONE: f32 = 3.0;
/// What it pays for another tone than the printed one.
const OTHER_TONE: f32 = 4.0;
/// What it pays for other letters ("o" for "ơ").
const OTHER_LETTERS: f32 = 6.0;
/// What it pays for the hat alone of a word in capitals ("KÉ" for "KẾ"): above a capital it stands small, or under a tone.
const LOST_HAT: f32 = 3.0;
/// A printed word is changed only where the reading has at least this probability.
const SURE: f32 = 0.9;

/// What is known of the marks that are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Printed {
    /// There are none.
    Nothing,
    /// They are right but for single ones.
    Mostly,
}

/// A token of the group.
struct Unit {
    range: Range<usize>,
    /// The class, or [`UNKNOWN`] for a word that is left alone.
    class: Option<WordId>,
    /// Number of its skeleton for the linear model.
    skeleton: u16,
    case: u8,
}

/// A group of running text whose words were chosen once.
pub(super) struct Group {
    printed: Printed,
    units: Vec<Unit>,
    arcs: Vec<Vec<Arc>>,
    choices: Vec<Choice>,
}

/// Chooses the words of the lines `ranges` of `text`, one group of running text.
pub(super) fn read(
    restorer: &Restorer,
    text: &str,
    ranges: &[Range<usize>],
    printed: Printed,
    worker: &mut Worker,
) -> Group {
    let (mut units, mut readings) = (Vec::new(), Vec::new());
    for range in ranges {
        for (unit, words) in units_of(restorer, text, range.clone(), printed) {
            units.push(unit);
            readings.push(words);
        }
    }
    let mut group = Group { printed, units, arcs: Vec::new(), choices: Vec::new() };
    group.weigh(restorer, text, &readings);
    group.choose(restorer, worker, |_, arc| Some(arc.cost));
    group
}

impl Group {
    /// The readings of each unit with their costs by the linear model and the printed marks.
    fn weigh(&mut self, restorer: &Restorer, text: &str, readings: &[Vec<WordId>]) {
        let vocabulary = &restorer.model.vocabulary;
        let unigram = |word: WordId| restorer.model.ngrams.unigram(word);
        let skeletons: Vec<u16> = self.units.iter().map(|unit| unit.skeleton).collect();
        for (i, unit) in self.units.iter().enumerate() {
            let arc = |word: WordId, cost: f32| Arc { to: i as u32 + 1, words: (word, None), cost };
            self.arcs.push(match (unit.class, &readings[i][..]) {
                (Some(class), _) => vec![arc(class, 0.0)],
                (None, [only]) => vec![arc(*only, 0.0)],
                (None, words) => {
                    let rare = words.iter().map(|&word| unigram(word)).fold(f32::MIN, f32::max) - RARER;
                    let features = surroundings(&skeletons, i, unit.case).keys();
                    let old = &text[unit.range.clone()];
                    let linear = &restorer.model.linear;
                    // A first look at the features that tell most, then all of them for what is left.
                    let first = |word: WordId| {
                        let change = match self.printed {
                            Printed::Nothing => 0.0,
                            Printed::Mostly => cost_of_change(old, vocabulary.word(word)),
                        };
                        (word, change - linear.score(&features[..TELLING], word))
                    };
                    let looked: Vec<(WordId, f32)> =
                        words.iter().filter(|&&word| unigram(word) >= rare).map(|&word| first(word)).collect();
                    let behind = |&(word, cost): &(WordId, f32)| cost - unigram(word);
                    let least = looked.iter().map(behind).fold(f32::MAX, f32::min) + FAR;
                    let left = looked.into_iter().filter(|look| behind(look) <= least);
                    left.map(|(word, cost)| arc(word, cost - linear.score(&features[TELLING..], word))).collect()
                }
            });
        }
    }

    /// Chooses a path; `cost` is what is known of an arc from a position, or that it is out of the question.
    fn choose(&mut self, restorer: &Restorer, worker: &mut Worker, cost: impl Fn(usize, &Arc) -> Option<f32>) {
        worker.lattice.clear();
        for (i, arcs) in self.arcs.iter().enumerate() {
            worker.lattice.push(arcs.iter().filter_map(|arc| Some(Arc { cost: cost(i, arc)?, ..*arc })));
        }
        self.choices = decode(&worker.lattice, &mut worker.search, &restorer.model, BEAM, |_, _, _, _| 0.0);
    }

    /// Tells what was chosen for sure.
    pub(super) fn note(&self, habits: &mut Habits) {
        let skeletons: Vec<u16> = self.units.iter().map(|unit| unit.skeleton).collect();
        for choice in &self.choices {
            if self.units[choice.first].class.is_none() && choice.confidence >= habits::SURE {
                habits.note(place(&skeletons, choice.first), choice.words.0);
            }
        }
    }

    /// Chooses again where a choice was not sure, by what the document says elsewhere, and where a phrase of every plan or
    /// a name of its province may stand.
    pub(super) fn reconsider(
        &mut self,
        restorer: &Restorer,
        text: &str,
        worker: &mut Worker,
        habits: &Habits,
        phrases: &[&Phrases],
    ) {
        // Where marks are printed they say which name it is.
        let phrases = if self.printed == Printed::Nothing { phrases } else { &[] };
        let case = |i: usize| self.units[i].class.is_none().then(|| Case::of(&text[self.units[i].range.clone()]));
        let spelled = spelled(phrases, &self.arcs, case);
        if self.choices.iter().all(|choice| choice.confidence >= habits::SURE && !spelled.has(choice.first)) {
            return;
        }
        let skeletons: Vec<u16> = self.units.iter().map(|unit| unit.skeleton).collect();
        let settled: Vec<Option<(WordId, f32)>> = self
            .choices
            .iter()
            .map(|choice| {
                let is_settled = choice.confidence >= habits::SETTLED && !spelled.has(choice.first);
                is_settled.then_some((choice.words.0, choice.confidence))
            })
            .collect();
        let rivals: Vec<usize> = self.arcs.iter().map(Vec::len).collect();
        self.choose(restorer, worker, |i, arc| match settled[i] {
            Some((word, _)) => (word == arc.words.0).then_some(arc.cost),
            None => {
                let of_habit = habits.bonus(place(&skeletons, i), arc.words.0, rivals[i]);
                Some(arc.cost - of_habit - spelled.bonus(i, arc.words.0))
            }
        });
        for (choice, settled) in self.choices.iter_mut().zip(settled) {
            choice.confidence = settled.map_or(choice.confidence, |(_, confidence)| confidence);
        }
    }

    /// The changes.
    pub(super) fn propose(&self, restorer: &Restorer, text: &str, out: &mut Vec<Proposal>) {
        let vocabulary = &restorer.model.vocabulary;
        for choice in &self.choices {
            let unit = &self.units[choice.first];
            let unsure = self.printed == Printed::Mostly && choice.confidence < SURE;
            if unit.class.is_none() && !unsure {
                let old = &text[unit.range.clone()];
                let put = |word: WordId| match self.printed {
                    // What stays the word that is printed keeps its style.
                    Printed::Mostly if cost_of_change(old, vocabulary.word(word)) == 0.0 => old.to_owned(),
                    _ => dress(old, vocabulary.word(word), restorer),
                };
                out.push(proposal(unit.range.clone(), choice, put));
            }
        }
    }
}

/// The skeletons beside position `i`.
fn place(skeletons: &[u16], i: usize) -> Place {
    let at = |place: Option<usize>| place.and_then(|place| skeletons.get(place)).copied().unwrap_or(START);
    Place { own: skeletons[i], left: at(i.checked_sub(1)), right: at(Some(i + 1)) }
}

/// What it costs to read a printed word as another of the same skeleton.
fn cost_of_change(printed: &str, word: &str) -> f32 {
    let ((letters, tone), (wanted, wanted_tone)) = (without_tone(printed), without_tone(word));
    let tone_cost = match (tone, wanted_tone) {
        (a, b) if a == b => 0.0,
        (0, _) => LOST_TONE,
        _ => OTHER_TONE,
    };
    let hats = |letters: &str| letters.replace('â', "a").replace('ê', "e").replace('ô', "o");
    let letters_cost = if letters == wanted {
        0.0
    } else if Case::of(printed) == Case::Upper && letters == hats(&wanted) {
        LOST_HAT
    } else {
        OTHER_LETTERS
    };
    tone_cost + letters_cost
}

fn proposal(range: Range<usize>, choice: &Choice, put: impl Fn(WordId) -> String) -> Proposal {
    let tier = Tier::of_marks(choice.confidence);
    let runners_up =
        if tier == Tier::Doubtful { choice.rivals.iter().map(|&(word, _)| put(word)).collect() } else { Vec::new() };
    let text = put(choice.words.0);
    Proposal { range, text, tier, evidence: Evidence::Marks, confidence: choice.confidence, runners_up }
}

/// The skeletons around position `i`.
fn surroundings(skeletons: &[u16], i: usize, case: u8) -> Surroundings {
    let at = |offset: isize| {
        let place = usize::try_from(i as isize + offset).ok();
        place.and_then(|place| skeletons.get(place)).copied().unwrap_or(START)
    };
    Surroundings { left: [at(-1), at(-2), at(-3)], right: [at(1), at(2), at(3)], case }
}

/// The tokens of a line with the readings of each.
fn units_of(restorer: &Restorer, text: &str, line: Range<usize>, printed: Printed) -> Vec<(Unit, Vec<WordId>)> {
    let vocabulary = &restorer.model.vocabulary;
    let frozen: Vec<Range<usize>> = addresses(&text[line.clone()]);
    let mut units = Vec::new();
    for token in tokens(&text[line.clone()]) {
        let word = &text[line.start + token.range.start..line.start + token.range.end];
        let range = line.start + token.range.start..line.start + token.range.end;
        let class = match token.kind {
            TokenKind::Word => None,
            TokenKind::Number => Some(NUMBER),
            TokenKind::Comma => Some(COMMA),
            TokenKind::Sign => Some(SIGN),
            TokenKind::Stop => Some(START),
        };
        let case = Case::of(word) as u8;
        if let Some(class) = class {
            units.push((Unit { range, class: Some(class), skeleton: class, case }, Vec::new()));
            continue;
        }
        let is_frozen = frozen.iter().any(|f| f.start <= token.range.start && token.range.end <= f.end);
        let words = if is_frozen || printed == Printed::Nothing && !word.is_ascii() || is_kept(word, printed) {
            Vec::new()
        } else {
            vocabulary.readings(&skeleton(word)).to_vec()
        };
        let known = words.first().copied().unwrap_or_else(|| vocabulary.id_of_any(word));
        let unit =
            Unit { range, class: words.is_empty().then_some(known), skeleton: vocabulary.skeleton_of(known), case };
        debug_assert!(known != UNKNOWN || unit.class.is_some());
        units.push((unit, words));
    }
    units
}

/// Whether a word is none of the model's business: in text with its marks, one in capitals may be an abbreviation, and one in
/// other letters is foreign.
fn is_kept(word: &str, printed: Printed) -> bool {
    let decomposed = is_nfc_quick(word.chars()) != IsNormalized::Yes;
    let abbreviation = word.chars().count() < 7 && word.is_ascii() && !word.chars().any(char::is_lowercase);
    printed == Printed::Mostly && (decomposed || abbreviation)
}

/// Where addresses stand in a line.
fn addresses(line: &str) -> Vec<Range<usize>> {
    pieces(line).filter(|piece| is_address(&line[piece.clone()])).collect()
}

/// `word` in the case of `old`, letter by letter, in the restorer's tone style.
fn dress(old: &str, word: &str, restorer: &Restorer) -> String {
    let word = restorer.in_style(word);
    debug_assert!(
        old.chars().count() == word.chars().count()
            && old.chars().zip(word.chars()).all(|(o, w)| bare(w).eq_ignore_ascii_case(&bare(o)))
    );
    let pairs = old.chars().zip(word.chars());
    pairs.flat_map(|(o, w)| if o.is_uppercase() { w.to_uppercase().collect::<Vec<_>>() } else { vec![w] }).collect()
}
