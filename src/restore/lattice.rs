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

use crate::model::ngram::{Context, Ngrams};
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

/// States this much behind the best at their position are given up, in nats.
const WIDTH: f32 = 16.0;
/// Readings whose paths end this much behind the chosen one are no rivals, whatever follows.
const HOPELESS: f32 = 14.0;

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
    /// Score of the best state at each position so far.
    best: Vec<f32>,
    /// Score of the best path that ends with each arc of the lattice.
    forward: Vec<f32>,
    /// The states at a position with their contexts, those with the same last word together.
    here: Vec<(State, u32, Context)>,
}

impl Search {
    /// The best path, as (position, arc) pairs, from the start of a sentence. Empty where the lattice is.
    ///
    /// Cost: positions × beam × arcs look-ups in the trigram model.
    pub(super) fn best(&mut self, lattice: &Lattice, ngrams: &Ngrams, beam: usize) -> Vec<(usize, Arc)> {
        self.states.clear();
        self.at.resize_with(lattice.len() + 1, Vec::new);
        self.at.iter_mut().for_each(Vec::clear);
        self.best.clear();
        self.best.resize(lattice.len() + 1, f32::MIN);
        self.forward.clear();
        self.forward.resize(lattice.arcs.len(), f32::MIN);
        self.push(0, State { u: START, v: START, score: 0.0, before: 0, arc: 0 });
        for position in 0..lattice.len() {
            let mut numbers = std::mem::take(&mut self.at[position]);
            let by_score = |&a: &u32, &b: &u32| {
                self.states[b as usize].score.total_cmp(&self.states[a as usize].score).then(a.cmp(&b))
            };
            if numbers.len() > beam {
                numbers.select_nth_unstable_by(beam, by_score);
                numbers.truncate(beam);
            }
            let least = self.best[position] - WIDTH;
            numbers.retain(|&number| self.states[number as usize].score >= least);
            self.here.clear();
            self.here.extend(numbers.iter().map(|&number| {
                let state = self.states[number as usize];
                (state, number, ngrams.context(state.u, state.v))
            }));
            self.here.sort_unstable_by(|(a, i, _), (b, j, _)| a.v.cmp(&b.v).then(i.cmp(j)));
            self.extend(position, lattice, ngrams);
            self.at[position] = numbers;
        }
        self.trace(lattice)
    }

    fn push(&mut self, position: usize, state: State) {
        self.best[position] = self.best[position].max(state.score);
        self.at[position].push(self.states.len() as u32);
        self.states.push(state);
    }

    /// Extends the states here by all arcs. Of states with the same last word only the best goes on with each arc: they do
    /// not differ any more.
    fn extend(&mut self, position: usize, lattice: &Lattice, ngrams: &Ngrams) {
        let arcs = lattice.from(position);
        let here = std::mem::take(&mut self.here);
        for group in here.chunk_by(|(a, ..), (b, ..)| a.v == b.v) {
            let v = group[0].0.v;
            let best_score = group.iter().map(|(state, ..)| state.score).fold(f32::MIN, f32::max);
            for (i, arc) in arcs.iter().enumerate() {
                let to = arc.to as usize;
                // No n-gram makes up for this.
                if best_score - arc.cost < self.best[to] - WIDTH {
                    continue;
                }
                let (first, second) = arc.words;
                let pair = ngrams.pair(v, first);
                let scored = group.iter().map(|(state, number, context)| {
                    (state.score - arc.cost + ngrams.score_of_pair(context, pair, first), *number)
                });
                let Some((mut score, before)) = scored.reduce(|best, next| if next.0 > best.0 { next } else { best })
                else {
                    continue;
                };
                let (mut u, mut last) = (v, first);
                if let Some(second) = second {
                    score += ngrams.score(&ngrams.context(u, last), second);
                    (u, last) = (last, second);
                }
                if last == START {
                    u = START;
                }
                let arc = lattice.starts[position] + i as u32;
                let forward = &mut self.forward[arc as usize];
                *forward = forward.max(score);
                self.push(to, State { u, v: last, score, before, arc });
            }
        }
        self.here = here;
    }

    /// The arcs from a position that are not hopeless beside one of them, by the paths that end with them.
    pub(super) fn rivals<'l>(
        &self,
        lattice: &'l Lattice,
        position: usize,
        chosen: &Arc,
    ) -> impl Iterator<Item = &'l Arc> {
        let arcs = lattice.from(position);
        let first = lattice.starts[position] as usize;
        let forward = &self.forward[first..first + arcs.len()];
        let own = arcs.iter().position(|arc| arc == chosen).map_or(f32::MIN, |i| forward[i]);
        arcs.iter().zip(forward).filter(move |(_, score)| **score >= own - HOPELESS).map(|(arc, _)| arc)
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
