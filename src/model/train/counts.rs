//! How often pairs and triples of tokens stand together.
//!
//! In: the corpus. Out: sorted lists of keys with weighted counts. A triple whose middle is a sentence start says no more
//! than the pair, and is not counted. Cost: sorting the stream twice.

use rayon::prelude::*;

use super::corpus::Corpus;
use crate::model::vocabulary::{START, WordId};

/// A pair as `v << 16 | w`, a triple as `u << 32 | v << 16 | w`, with its count.
pub type Counted = (u64, u32);

/// Pairs and triples in the order of their keys.
#[derive(Debug)]
pub struct Counts {
    /// All pairs.
    pub pairs: Vec<Counted>,
    /// All triples.
    pub triples: Vec<Counted>,
}

/// The words of a triple; for a pair, the first is 0.
pub fn words(key: u64) -> (WordId, WordId, WordId) {
    ((key >> 32) as WordId, (key >> 16) as WordId, key as WordId)
}

impl Counts {
    /// Counts the corpus.
    pub fn new(corpus: &Corpus) -> Counts {
        let join = |window: &[WordId]| window.iter().fold(0, |key, &id| key << 16 | u64::from(id));
        let pairs = count(corpus, 2, |window| (window[1] != START || window[0] != START).then(|| join(window)));
        let triples = count(corpus, 3, |window| (window[1] != START).then(|| join(window)));
        Counts { pairs, triples }
    }
}

fn count(corpus: &Corpus, length: usize, key: impl Fn(&[WordId]) -> Option<u64> + Sync) -> Vec<Counted> {
    let mut all: Vec<Counted> = Vec::new();
    for (range, weight) in &corpus.parts {
        let mut keys: Vec<u64> = corpus.ids[range.clone()].windows(length).filter_map(&key).collect();
        keys.par_sort_unstable();
        all.extend(keys.chunk_by(|a, b| a == b).map(|same| (same[0], same.len() as u32 * weight)));
    }
    all.par_sort_unstable();
    all.dedup_by(|next, kept| {
        let same = next.0 == kept.0;
        if same {
            kept.1 += next.1;
        }
        same
    });
    all
}

#[cfg(test)]
mod tests {
    use super::super::corpus::TrainingText;
    use super::*;

    #[test]
    fn weighs_each_text() {
        let text = |text: &str, weight| TrainingText { text: text.into(), weight };
        let corpus = Corpus::new(vec![text("a b c", 1), text("a b", 10)], 1).expect("has words");
        let id = |word| u64::from(corpus.vocabulary.id(word));
        let counts = Counts::new(&corpus);
        assert!(counts.pairs.contains(&(id("a") << 16 | id("b"), 11)));
        assert!(counts.triples.contains(&(id("a") << 32 | id("b") << 16 | id("c"), 1)));
        assert!(counts.pairs.is_sorted() && counts.triples.is_sorted());
    }
}
