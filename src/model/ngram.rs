//! The trigram model: how likely a word is after the two before it.
//!
//! In: word numbers. Out: natural logarithms of probabilities. Sums of longer and shorter contexts follow the backoff
//! scheme: a trigram that was kept has its own score, else the pair's score plus the backoff of the context. Which
//! n-grams are kept is decided in `train`. A foreign n-gram is taken for a kept one with probability 2^-12 or less.

use super::format::{FormatError, Reader};
use super::fuse::{FuseMap, key_of};
use super::vocabulary::{FIRST_WORD, START, WordId};

/// Bits of a score; 64 levels lose nothing measurable against full precision.
pub const SCORE_BITS: u32 = 6;
/// Bits of a backoff weight.
pub const BACKOFF_BITS: u32 = 5;

/// By so much, in nats, smoothing and rounding may raise a pair above the frequency of its second word.
const SMOOTHED: f32 = 0.7;

/// Key of a pair of words.
pub fn pair_key(v: WordId, w: WordId) -> u64 {
    key_of(2, &[u32::from(v), u32::from(w)])
}

/// Key of three words.
pub fn triple_key(u: WordId, v: WordId, w: WordId) -> u64 {
    key_of(3, &[u32::from(u), u32::from(v), u32::from(w)])
}

/// The trigram model; all scores are natural logarithms.
#[derive(Clone, Debug)]
pub struct Ngrams {
    /// Score of each word alone.
    unigrams: Vec<f32>,
    /// Backoff of each word as a context.
    backoffs: Vec<f32>,
    scores: Vec<f32>,
    backoff_levels: Vec<f32>,
    pairs: FuseMap,
    triples: FuseMap,
}

/// What a pair of words says about the third: looked up once, used for each candidate.
#[derive(Clone, Copy, Debug)]
pub struct Context {
    u: WordId,
    v: WordId,
    /// Backoff of the pair; `None` where the pair was not kept, so that no trigram starts with it.
    backoff: Option<f32>,
}

impl Context {
    /// The word that stands last.
    pub fn word(&self) -> WordId {
        self.v
    }
}

/// What the model holds of a pair of words.
#[derive(Clone, Copy, Debug)]
pub struct Pair(Option<u32>);

impl Ngrams {
    /// Puts a model together; used by `train` and by reading.
    #[cfg(feature = "train")]
    pub fn new(
        unigrams: Vec<f32>,
        backoffs: Vec<f32>,
        levels: (Vec<f32>, Vec<f32>),
        pairs: FuseMap,
        triples: FuseMap,
    ) -> Ngrams {
        Ngrams { unigrams, backoffs, scores: levels.0, backoff_levels: levels.1, pairs, triples }
    }

    /// Score of a word alone.
    pub fn unigram(&self, w: WordId) -> f32 {
        self.unigrams[w as usize]
    }

    /// Prepares the context of the words `u v`. After a [`START`] only that counts.
    pub fn context(&self, u: WordId, v: WordId) -> Context {
        self.context_of(u, v, if v == START { Pair(None) } else { self.pair(u, v) })
    }

    /// The same where the pair `u v` was looked up already.
    pub fn context_of(&self, u: WordId, v: WordId, pair: Pair) -> Context {
        let backoff = pair.0.filter(|_| v != START).map(|value| self.backoff_levels[(value >> SCORE_BITS) as usize]);
        Context { u, v, backoff }
    }

    /// Score of `w` after the context. Cost: up to two look-ups.
    pub fn score(&self, context: &Context, w: WordId) -> f32 {
        self.score_of_pair(context, self.pair(context.v, w), w)
    }

    /// What the model holds of a pair; for [`Ngrams::score_of_pair`], where several contexts end with the same word.
    pub fn pair(&self, v: WordId, w: WordId) -> Pair {
        Pair(self.pairs.get(pair_key(v, w)).filter(|&value| self.can_be(v, w, value)))
    }

    /// Whether a pair may have a score: two words are not seen together more often than the second alone. A foreign pair that is
    /// taken for a kept one harms most where its score is far too good, and there it is known by this.
    fn can_be(&self, v: WordId, w: WordId, value: u32) -> bool {
        let most = self.unigrams[w as usize] - self.unigrams[v as usize] + SMOOTHED;
        v < FIRST_WORD || self.scores[(value & ((1 << SCORE_BITS) - 1)) as usize] <= most
    }

    /// Score of `w` after the context, with the pair looked up already. Cost: at most one look-up.
    pub fn score_of_pair(&self, context: &Context, pair: Pair, w: WordId) -> f32 {
        if let (Some(_), Some(backoff)) = (pair.0, context.backoff) {
            if let Some(value) = self.triples.get(triple_key(context.u, context.v, w)) {
                return self.scores[value as usize];
            }
            return backoff + self.pair_score(pair.0, context.v, w);
        }
        context.backoff.unwrap_or(0.0) + self.pair_score(pair.0, context.v, w)
    }

    fn pair_score(&self, pair: Option<u32>, v: WordId, w: WordId) -> f32 {
        match pair {
            Some(value) => self.scores[(value & ((1 << SCORE_BITS) - 1)) as usize],
            None => self.backoffs[v as usize] + self.unigrams[w as usize],
        }
    }

    /// Bytes of the two maps.
    pub fn size(&self) -> usize {
        self.pairs.size() + self.triples.size()
    }

    /// Appends the model to `out`.
    #[cfg(feature = "train")]
    pub fn write(&self, out: &mut Vec<u8>) {
        for level in self.scores.iter().chain(&self.backoff_levels) {
            out.extend(level.to_bits().to_le_bytes());
        }
        for value in self.unigrams.iter().chain(&self.backoffs) {
            out.extend(((-value * UNIGRAM_SCALE) as u16).to_le_bytes());
        }
        self.pairs.write(out);
        self.triples.write(out);
    }

    /// Reads the model of a vocabulary of `words` words and classes.
    pub fn read(input: &mut Reader<'_>, words: usize) -> Result<Ngrams, FormatError> {
        let mut floats = |n: usize| (0..n).map(|_| input.f32()).collect::<Result<Vec<_>, _>>();
        let scores = floats(1 << SCORE_BITS)?;
        let backoff_levels = floats(1 << BACKOFF_BITS)?;
        let mut small =
            |n: usize| (0..n).map(|_| Ok(-f32::from(input.u16()?) / UNIGRAM_SCALE)).collect::<Result<Vec<_>, _>>();
        let unigrams = small(words)?;
        let backoffs = small(words)?;
        let pairs = FuseMap::read(input)?;
        let triples = FuseMap::read(input)?;
        if pairs.value_bits() != SCORE_BITS + BACKOFF_BITS || triples.value_bits() != SCORE_BITS {
            return Err(FormatError::Inconsistent("the bits of an n-gram"));
        }
        Ok(Ngrams { unigrams, backoffs, scores, backoff_levels, pairs, triples })
    }
}

/// Unigram scores and backoffs are kept as two bytes, in steps of 1/2048 down to -32.
const UNIGRAM_SCALE: f32 = 2048.0;
