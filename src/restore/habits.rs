//! What a document itself says elsewhere, where the choice was sure.
//!
//! In: the sure choices of a first pass with what stands beside them. Out: a bonus for a reading at a place whose choice was
//! not sure: [`Habits`] for text without marks, by the skeletons beside a word, which are known; [`Cache`] for text whose
//! letters are wrong, too, by the words chosen beside it, and with how the document writes a word. A document repeats its
//! subject ("biển" in a plan about the sea) and its phrases; a first pass alone can't know them. What was unsure says
//! nothing, so a mistake does not breed others.

use std::collections::HashMap;

use crate::model::ngram::Ngrams;
use crate::model::vocabulary::{FIRST_WORD, START, WordId};
use crate::token::Case;

/// A choice of the first pass counts from this probability.
pub(super) const SURE: f32 = 0.95;
/// A choice of at least this probability is not asked again.
pub(super) const SETTLED: f32 = 0.99;
/// Weight of the word alone, and of the word beside each neighbour.
const WEIGHTS: [f32; 3] = [0.35, 0.5, 0.5];
/// What is added to each reading's count.
const PRIOR: f32 = 0.4;

/// Counts of sure choices. The keys are the place's kind, the neighbour's skeleton and the own skeleton.
#[derive(Debug, Default)]
pub(super) struct Habits {
    counts: HashMap<(u8, u16, u16), Vec<(WordId, f32)>>,
}

/// A word's own skeleton and those on both sides.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place {
    pub own: u16,
    pub left: u16,
    pub right: u16,
}

impl Place {
    fn keys(self) -> [(u8, u16, u16); 3] {
        [(0, 0, self.own), (1, self.left, self.own), (2, self.right, self.own)]
    }
}

impl Habits {
    /// Counts a sure choice.
    pub(super) fn note(&mut self, place: Place, word: WordId) {
        for key in place.keys() {
            let readings = self.counts.entry(key).or_default();
            match readings.iter_mut().find(|(known, _)| *known == word) {
                Some((_, count)) => *count += 1.0,
                None => readings.push((word, 1.0)),
            }
        }
    }

    /// What speaks for `word` among `rivals` readings, in nats; nothing where the document says nothing.
    pub(super) fn bonus(&self, place: Place, word: WordId, rivals: usize) -> f32 {
        let one = |(key, weight): ((u8, u16, u16), f32)| {
            let Some(readings) = self.counts.get(&key) else { return 0.0 };
            let total: f32 = readings.iter().map(|(_, count)| count).sum();
            let own = readings.iter().find(|(known, _)| *known == word).map_or(0.0, |(_, count)| *count);
            weight * ((own + PRIOR) / (total + PRIOR * rivals as f32) * rivals as f32).ln()
        };
        place.keys().into_iter().zip(WEIGHTS).map(one).sum()
    }
}

/// Words and pairs of words that a document has for sure: for text whose letters are wrong, too, so that skeletons say
/// nothing.
#[derive(Debug, Default)]
pub(super) struct Cache {
    total: f32,
    words: HashMap<WordId, f32>,
    /// How often a word is written small, less how often with a capital, behind a word.
    small: HashMap<(WordId, WordId), i32>,
    /// Lone numbers that may be words, and all other lone digits.
    lone: usize,
    digits: usize,
    /// Behind a word, and before a word.
    behind: HashMap<(WordId, WordId), f32>,
    before: HashMap<(WordId, WordId), f32>,
}

/// So many lone numbers that may be words prove something at least.
const FEWEST_LONE: usize = 3;
/// Digits that are no misread word: 2, 3, 4, 5, 7, 8, 9.
const OTHER_DIGITS: usize = 7;
/// So much more often than another digit they stand alone where most are words.
const MORE_OFTEN: usize = 3;

/// Share of the document's own counts in the mixture.
const SHARE: f32 = 0.1;
/// No bonus is larger, in nats.
const MOST: f32 = 4.0;

impl Cache {
    /// Counts a sure word between its neighbours.
    pub(super) fn note(&mut self, (left, right): (WordId, WordId), word: WordId, case: Case) {
        self.total += 1.0;
        *self.words.entry(word).or_default() += 1.0;
        if left >= FIRST_WORD {
            *self.small.entry((left, word)).or_default() += if case == Case::Lower { 1 } else { -1 };
            *self.behind.entry((left, word)).or_default() += 1.0;
        }
        if right >= FIRST_WORD {
            *self.before.entry((word, right)).or_default() += 1.0;
        }
    }

    /// Counts a lone digit; `may_be_word` says that an OCR makes it of a word, too ("6" for "ở").
    pub(super) fn note_digit(&mut self, may_be_word: bool) {
        if may_be_word {
            self.lone += 1;
        } else {
            self.digits += 1;
        }
    }

    /// Whether lone numbers that may be words are so many more than other digits that most of them are words.
    pub(super) fn misreads_words(&self) -> bool {
        self.lone >= FEWEST_LONE && self.lone * OTHER_DIGITS > MORE_OFTEN * self.digits
    }

    /// Whether the document writes a word small behind another.
    pub(super) fn is_small(&self, left: WordId, word: WordId) -> bool {
        self.small.get(&(left, word)).is_some_and(|&small| small > 0)
    }

    /// What speaks for a word between its neighbours, in nats: the logarithm of how much a share of the document's own
    /// counts raises the model's probability.
    pub(super) fn bonus(&self, (left, right): (WordId, WordId), word: WordId, ngrams: &Ngrams) -> f32 {
        let share = |count: Option<&f32>, of: f32| count.map_or(0.0, |count| count / of.max(1.0));
        let raised = |share: f32, score: f32| (1.0 + SHARE * share / score.exp().max(1e-9)).ln().min(MOST);
        let own = |word: WordId| self.words.get(&word).copied().unwrap_or(0.0);
        let alone = raised(share(self.words.get(&word), self.total), ngrams.unigram(word));
        let behind = share(self.behind.get(&(left, word)), own(left));
        let before = share(self.before.get(&(word, right)), own(right));
        let pair = |a: WordId, b: WordId| ngrams.score(&ngrams.context(START, a), b);
        let behind = if behind > 0.0 { raised(behind, pair(left, word)) } else { 0.0 };
        let before = if before > 0.0 { raised(before, ngrams.unigram(word)) } else { 0.0 };
        alone.max(behind).max(before)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn remembers_what_is_written_small() {
        let mut cache = Cache::default();
        cache.note((10, 11), 20, Case::Lower);
        cache.note((10, 11), 20, Case::Title);
        assert!(!cache.is_small(10, 20), "as often with a capital");
        cache.note((10, 12), 20, Case::Lower);
        assert!(cache.is_small(10, 20) && !cache.is_small(11, 20));
        cache.note((START, 12), 21, Case::Lower);
        assert!(!cache.is_small(START, 21), "the start of a sentence says nothing");
    }

    #[test]
    fn knows_a_digit_that_is_far_too_frequent() {
        let mut cache = Cache::default();
        (0..4).for_each(|_| cache.note_digit(true));
        assert!(cache.misreads_words());
        (0..10).for_each(|_| cache.note_digit(false));
        assert!(!cache.misreads_words(), "as frequent as others");
    }

    #[test]
    fn speaks_for_what_stood_there_before() {
        let place = Place { own: 10, left: 20, right: 30 };
        let mut habits = Habits::default();
        assert_eq!(habits.bonus(place, 7, 3), 0.0);
        habits.note(place, 7);
        habits.note(Place { left: 21, ..place }, 7);
        assert!(habits.bonus(place, 7, 3) > 1.0 && habits.bonus(place, 8, 3) < 0.0);
        assert!(habits.bonus(Place { left: 22, right: 23, ..place }, 7, 3) < habits.bonus(place, 7, 3));
        assert_eq!(habits.bonus(Place { own: 11, ..place }, 7, 3), 0.0);
    }
}
