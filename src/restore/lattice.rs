//! The ways to read a sequence of damaged tokens, and the search for the best one.
//!
//! In: arcs, each from one position to a later one, with one or two words and a cost. Out: the arcs of the most likely
//! path by the trigram model plus the arcs' own costs. The search keeps a few states a position (a beam), which are told
//! apart by their last two words.
//!
//! ```text
//! position   0 ---- 1 ---------- 2 -------- 3
//! arcs        kế      hoạch         của
//!             kẻ      hoách         cửa
//!             \______ keho ... one word read from two tokens _____/
//! ```

use crate::model::ngram::{Ngrams, Pair};
use crate::model::vocabulary::{START, WordId};

/// One reading of the tokens between two positions.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Arc {
    /// The position after the reading; the position before it is where the arc is listed.
    pub to: u32,
    /// The words; the second is used where one token held two.
    pub words: (WordId, Option<WordId>),
    /// Cost without the trigram model, in nats.
    pub cost: f32,
}

/// Arcs by the position they start from.
#[derive(Clone, Debug, Default)]
pub(super) struct Lattice {
    arcs: Vec<Arc>,
    /// `starts[i]..starts[i + 1]` are the arcs from position `i`.
    starts: Vec<u32>,
}

impl Lattice {
    /// Forgets everything; keeps the memory.
    pub(super) fn clear(&mut self) {
        self.arcs.clear();
        self.starts.clear();
        self.starts.push(0);
    }

    /// Number of positions that have arcs.
    pub(super) fn len(&self) -> usize {
        self.starts.len().saturating_sub(1)
    }

    /// Adds the arcs of the next position.
    pub(super) fn push(&mut self, arcs: impl IntoIterator<Item = Arc>) {
        self.arcs.extend(arcs);
        self.starts.push(self.arcs.len() as u32);
    }

    /// The arcs from a position.
    pub(super) fn from(&self, position: usize) -> &[Arc] {
        &self.arcs[self.starts[position] as usize..self.starts[position + 1] as usize]
    }
}

/// A state of the search.
#[derive(Clone, Copy, Debug)]
struct State {
    u: WordId,
    v: WordId,
    score: f32,
    /// The state it came from, and by which arc.
    before: u32,
    arc: u32,
}

/// Memory of the search, reused from one sequence to the next.
#[derive(Clone, Debug, Default)]
pub(super) struct Search {
    states: Vec<State>,
    /// Numbers of the states at each position.
    at: Vec<Vec<u32>>,
    /// Pairs of the last words of the states here with the first words of the arcs from here: states often share a word.
    pairs: Vec<(WordId, Vec<Pair>)>,
}

impl Search {
    /// The best path, as (position, arc) pairs, from the start of a sentence. Empty where the lattice is.
    ///
    /// Cost: positions × beam × arcs look-ups in the trigram model.
    pub(super) fn best(&mut self, lattice: &Lattice, ngrams: &Ngrams, beam: usize) -> Vec<(usize, Arc)> {
        self.states.clear();
        self.at.resize_with(lattice.len() + 1, Vec::new);
        self.at.iter_mut().for_each(Vec::clear);
        self.states.push(State { u: START, v: START, score: 0.0, before: 0, arc: 0 });
        self.at[0].push(0);
        for position in 0..lattice.len() {
            let mut here = std::mem::take(&mut self.at[position]);
            here.sort_unstable_by(|&a, &b| {
                self.states[b as usize].score.total_cmp(&self.states[a as usize].score).then(a.cmp(&b))
            });
            here.truncate(beam);
            self.pairs.clear();
            for &number in &here {
                self.extend(number, position, lattice, ngrams);
            }
            self.at[position] = here;
        }
        self.trace(lattice)
    }

    fn extend(&mut self, number: u32, position: usize, lattice: &Lattice, ngrams: &Ngrams) {
        let state = self.states[number as usize];
        let context = ngrams.context(state.u, state.v);
        let arcs = lattice.from(position);
        let known = match self.pairs.iter().position(|(v, _)| *v == state.v) {
            Some(known) => known,
            None => {
                self.pairs.push((state.v, arcs.iter().map(|arc| ngrams.pair(state.v, arc.words.0)).collect()));
                self.pairs.len() - 1
            }
        };
        for (i, arc) in arcs.iter().enumerate() {
            let (first, second) = arc.words;
            let pair = self.pairs[known].1[i];
            let mut score = state.score - arc.cost + ngrams.score_of_pair(&context, pair, first);
            let (mut u, mut v) = (state.v, first);
            if let Some(second) = second {
                score += ngrams.score(&ngrams.context(u, v), second);
                (u, v) = (v, second);
            }
            if v == START {
                u = START;
            }
            let next = State { u, v, score, before: number, arc: lattice.starts[position] + i as u32 };
            let there = &mut self.at[arc.to as usize];
            match there.iter().find(|&&other| (self.states[other as usize].u, self.states[other as usize].v) == (u, v))
            {
                Some(&same) if self.states[same as usize].score >= score => {}
                Some(&same) => self.states[same as usize] = next,
                None => {
                    there.push(self.states.len() as u32);
                    self.states.push(next);
                }
            }
        }
    }

    /// Follows the best last state back.
    fn trace(&self, lattice: &Lattice) -> Vec<(usize, Arc)> {
        let score = |&number: &u32| self.states[number as usize].score;
        let last = self.at[lattice.len()].iter().copied().max_by(|a, b| score(a).total_cmp(&score(b)).then(b.cmp(a)));
        let mut path = Vec::new();
        let mut number = last.unwrap_or(0);
        while number != 0 {
            let state = self.states[number as usize];
            let position = lattice.starts.partition_point(|&start| start <= state.arc) - 1;
            path.push((position, lattice.arcs[state.arc as usize]));
            number = state.before;
        }
        path.reverse();
        path
    }
}
