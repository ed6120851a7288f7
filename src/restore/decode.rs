//! From units with candidates to chosen words and how sure they are.
//!
//! In: a sequence of units, each a class of token or a damaged word with its readings. Out: for each decoded unit the
//! word and its probability among its rivals. Both kinds of damage come through here; what the readings are is decided in
//! [`super::marks`] and [`super::letters`].

use super::lattice::{Arc, Lattice, Search};
use crate::model::Model;
use crate::model::linear::HOPELESS;
use crate::model::ngram::{Context, Ngrams, Pair};
use crate::model::vocabulary::{START, WordId};

/// A decoded stretch of units.
#[derive(Clone, Debug)]
pub(super) struct Choice {
    /// First unit of the stretch.
    pub first: usize,
    /// The unit after the last.
    pub end: usize,
    /// The word or words.
    pub words: (WordId, Option<WordId>),
    /// Probability among the rivals, 1 where there are none.
    pub confidence: f32,
    /// The other readings, best first, with their probabilities.
    pub rivals: Vec<(WordId, f32)>,
}

/// Finds the best path, then weighs each choice against its rivals between its neighbours.
///
/// `beam` is how many states the search keeps a position; `prior` is what is known of a reading beyond its cost once the path is known (its unit, its position in
/// the path, the path's words, the reading); it is added before choosing again.
pub(super) fn decode(
    lattice: &Lattice,
    search: &mut Search,
    model: &Model,
    beam: usize,
    prior: impl Fn(usize, usize, &[WordId], WordId) -> f32,
) -> Vec<Choice> {
    let path = search.best(lattice, &model.ngrams, beam);
    let mut words: Vec<WordId> = Vec::with_capacity(path.len() + 4);
    let mut place_of: Vec<usize> = Vec::with_capacity(path.len());
    for (_, arc) in &path {
        place_of.push(words.len());
        words.push(arc.words.0);
        words.extend(arc.words.1);
    }
    let mut choices = Vec::with_capacity(path.len());
    for (step, &(position, arc)) in path.iter().enumerate() {
        let mut choice =
            Choice { first: position, end: arc.to as usize, words: arc.words, confidence: 1.0, rivals: Vec::new() };
        let rivals: Vec<&Arc> = search
            .rivals(lattice, position, &arc)
            .filter(|other| other.to == arc.to && other.words.1.is_none())
            .collect();
        if arc.words.1.is_none() && rivals.len() > 1 {
            let place = place_of[step];
            let beside = Beside::of(&model.ngrams, &words, place);
            let told = rivals.iter().map(|rival| {
                let word = rival.words.0;
                (beside.score(&model.ngrams, word), prior(position, place, &words, word))
            });
            let told: Vec<(f32, f32)> = told.collect();
            // What is hopeless by its neighbours gains nothing on the likeliest.
            let likeliest = told.iter().copied().max_by(|a, b| a.0.total_cmp(&b.0)).unwrap_or_default();
            let mut scored: Vec<(WordId, f32)> = rivals
                .iter()
                .zip(&told)
                .map(|(rival, &(score, prior))| {
                    let hopeless = score < likeliest.0 - HOPELESS;
                    let prior = if hopeless { prior.min(likeliest.1) } else { prior };
                    (rival.words.0, score - rival.cost + prior)
                })
                .collect();
            weigh(&mut scored);
            choice.words.0 = scored[0].0;
            choice.confidence = scored[0].1;
            choice.rivals = scored.into_iter().skip(1).take_while(|&(_, p)| p > 0.01).collect();
            words[place] = choice.words.0;
        }
        choices.push(choice);
    }
    choices
}

/// The words around a place, with what does not depend on the word that stands there.
struct Beside {
    before: Context,
    next: WordId,
    after: WordId,
    /// The pair of the next word and the one after it.
    following: Pair,
}

impl Beside {
    fn of(ngrams: &Ngrams, words: &[WordId], place: usize) -> Beside {
        let at = |offset: isize| {
            let place = place as isize + offset;
            usize::try_from(place).ok().and_then(|place| words.get(place)).copied().unwrap_or(START)
        };
        let (next, after) = (at(1), at(2));
        Beside { before: ngrams.context(at(-2), at(-1)), next, after, following: ngrams.pair(next, after) }
    }

    /// Score of `word` here, and of the two words behind it.
    fn score(&self, ngrams: &Ngrams, word: WordId) -> f32 {
        let own = ngrams.pair(self.before.word(), word);
        let then = ngrams.pair(word, self.next);
        let mut score = ngrams.score_of_pair(&self.before, own, word);
        score += ngrams.score_of_pair(&ngrams.context_of(self.before.word(), word, own), then, self.next);
        if self.next != START {
            score += ngrams.score_of_pair(&ngrams.context_of(word, self.next, then), self.following, self.after);
        }
        score
    }
}

/// Turns scores into probabilities, best first; ties go to the smaller word number.
fn weigh(scored: &mut [(WordId, f32)]) {
    scored.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    let best = scored[0].1;
    let sum: f32 = scored.iter().map(|&(_, score)| (score - best).exp()).sum();
    for (_, score) in scored {
        *score = (*score - best).exp() / sum;
    }
}
