//! Smoothing, pruning and quantising the n-grams.
//!
//! In: counts. Out: the trigram model with the n-grams that matter most. Smoothing is Witten-Bell (interpolated); an
//! n-gram's worth is its count times the log-likelihood that is lost without it (Stolcke 1998, without the change of the
//! backoff). Pairs that are the context of a kept triple are kept before others.

use rayon::prelude::*;

use super::corpus::Corpus;
use super::counts::{Counted, Counts, words};
use super::{Settings, TrainError};
use crate::model::fuse::FuseMap;
use crate::model::ngram::{BACKOFF_BITS, Ngrams, SCORE_BITS, pair_key, triple_key};
use crate::model::vocabulary::WordId;

/// Bits that tell a kept n-gram from a foreign one.
const FINGERPRINT_BITS: u32 = 12;

/// An n-gram with its probability and that of the shorter context.
#[derive(Clone, Copy)]
struct Estimate {
    key: u64,
    /// Log-likelihood lost without it.
    worth: f32,
    p: f32,
    shorter: f32,
}

/// Estimates, prunes and packs the trigram model.
pub fn ngrams(corpus: &Corpus, counts: &Counts, settings: &Settings) -> Result<Ngrams, TrainError> {
    let vocabulary = corpus.vocabulary.size();
    let unigrams = unigrams(&counts.pairs, vocabulary);
    let pairs = estimate(&counts.pairs, |key| unigrams[words(key).2 as usize]);
    let first_of: Vec<usize> =
        (0..=vocabulary as u64).map(|v| pairs.partition_point(|pair| pair.key >> 16 < v)).collect();
    let pair_p = |key: u64| {
        let (_, v, _) = words(key);
        let of_v = &pairs[first_of[v as usize]..first_of[v as usize + 1]];
        match of_v.binary_search_by_key(&(key & 0xffff_ffff), |pair| pair.key) {
            Ok(i) => of_v[i].p,
            Err(_) => unigrams[words(key).2 as usize],
        }
    };
    let mut triples = estimate(&counts.triples, pair_p);
    keep_best(&mut triples, settings.triples);
    triples.sort_unstable_by_key(|triple| triple.key);

    let mut contexts: Vec<u64> = triples.iter().map(|triple| triple.key >> 16).collect();
    contexts.dedup();
    // A triple is asked for only where its last pair is kept too, which spares most false answers.
    let mut needed: Vec<u64> = triples.iter().map(|triple| triple.key & 0xffff_ffff).chain(contexts).collect();
    needed.sort_unstable();
    needed.dedup();
    let mut kept: Vec<Estimate> = pairs.clone();
    for pair in &mut kept {
        if needed.binary_search(&pair.key).is_ok() {
            pair.worth = f32::MAX;
        }
    }
    keep_best(&mut kept, settings.pairs.max(needed.len()));
    kept.sort_unstable_by_key(|pair| pair.key);

    let backoffs = backoffs(&kept);
    let mut backoff_of_word = vec![0.0; vocabulary];
    for (v, backoff) in backoffs {
        backoff_of_word[v as usize] = backoff;
    }
    pack(&unigrams, backoff_of_word, &kept, &triples)
}

/// Probability of each word alone, with one added to every count.
fn unigrams(pairs: &[Counted], vocabulary: usize) -> Vec<f32> {
    let mut counts = vec![1.0f64; vocabulary];
    for &(key, count) in pairs {
        counts[words(key).2 as usize] += f64::from(count);
    }
    let total: f64 = counts.iter().sum();
    counts.iter().map(|count| (count / total) as f32).collect()
}

/// Witten-Bell estimates of n-grams whose last word is the low 16 bits and whose context is the rest.
fn estimate(counted: &[Counted], shorter: impl Fn(u64) -> f32 + Sync) -> Vec<Estimate> {
    let contexts: Vec<&[Counted]> = counted.chunk_by(|a, b| a.0 >> 16 == b.0 >> 16).collect();
    contexts
        .par_iter()
        .flat_map_iter(|followers| {
            let kinds = followers.len() as f32;
            let total: f32 = followers.iter().map(|&(_, count)| count as f32).sum();
            let shorter = &shorter;
            followers.iter().map(move |&(key, count)| {
                let short = shorter(key);
                let p = (count as f32 + kinds * short) / (total + kinds);
                let without = kinds / (total + kinds) * short;
                Estimate { key, worth: count as f32 * (p / without).ln(), p, shorter: short }
            })
        })
        .collect()
}

/// Keeps the `most` n-grams of greatest worth; equal worth is decided by the key.
fn keep_best(estimates: &mut Vec<Estimate>, most: usize) {
    if estimates.len() > most {
        estimates.select_nth_unstable_by(most, |a, b| b.worth.total_cmp(&a.worth).then(a.key.cmp(&b.key)));
        estimates.truncate(most);
    }
}

/// Logarithm of the mass that each context leaves to words it has no n-gram for, over what the shorter context gives them.
fn backoffs(kept: &[Estimate]) -> Vec<(u64, f32)> {
    let of_context = |followers: &[Estimate]| {
        let left = 1.0 - followers.iter().map(|e| f64::from(e.p)).sum::<f64>();
        let shorter = 1.0 - followers.iter().map(|e| f64::from(e.shorter)).sum::<f64>();
        (followers[0].key >> 16, ((left.max(1e-4) / shorter.max(1e-4)).ln() as f32).min(0.0))
    };
    kept.chunk_by(|a, b| a.key >> 16 == b.key >> 16).map(of_context).collect()
}

/// Levels that hold equally many values each, and the level of a value.
pub fn levels(mut values: Vec<f32>, bits: u32) -> Vec<f32> {
    values.sort_unstable_by(f32::total_cmp);
    let n = 1usize << bits;
    if values.is_empty() {
        return vec![0.0; n];
    }
    let mean = |group: &[f32]| group.iter().sum::<f32>() / group.len() as f32;
    (0..n)
        .map(|i| {
            let (first, end) = (i * values.len() / n, (i + 1) * values.len() / n);
            if first < end { mean(&values[first..end]) } else { values[first.min(values.len() - 1)] }
        })
        .collect()
}

/// The level nearest to a value; `levels` ascend.
pub fn nearest(levels: &[f32], value: f32) -> u32 {
    let above = levels.partition_point(|&level| level < value).min(levels.len() - 1);
    let below = above.saturating_sub(1);
    (if (levels[above] - value).abs() < (value - levels[below]).abs() { above } else { below }) as u32
}

fn pack(
    unigrams: &[f32],
    backoff_of_word: Vec<f32>,
    pairs: &[Estimate],
    triples: &[Estimate],
) -> Result<Ngrams, TrainError> {
    let context_backoffs = backoffs(triples);
    let scores = levels(pairs.iter().chain(triples).map(|e| e.p.ln()).collect(), SCORE_BITS);
    let backoff_levels =
        levels(context_backoffs.iter().map(|&(_, backoff)| backoff).chain([0.0]).collect(), BACKOFF_BITS);
    let pair_backoff = |key: u64| match context_backoffs.binary_search_by_key(&key, |&(context, _)| context) {
        Ok(i) => context_backoffs[i].1,
        Err(_) => 0.0,
    };
    let pair_entries: Vec<(u64, u32)> = pairs
        .iter()
        .map(|pair| {
            let (_, v, w): (WordId, WordId, WordId) = words(pair.key);
            let backoff = nearest(&backoff_levels, pair_backoff(pair.key));
            (pair_key(v, w), backoff << SCORE_BITS | nearest(&scores, pair.p.ln()))
        })
        .collect();
    let triple_entries: Vec<(u64, u32)> = triples
        .iter()
        .map(|triple| {
            let (u, v, w) = words(triple.key);
            (triple_key(u, v, w), nearest(&scores, triple.p.ln()))
        })
        .collect();
    let build = |entries: &[(u64, u32)], bits, what| {
        FuseMap::build(entries, FINGERPRINT_BITS, bits).ok_or(TrainError::RepeatedKey(what))
    };
    let pair_map = build(&pair_entries, SCORE_BITS + BACKOFF_BITS, "pairs")?;
    let triple_map = build(&triple_entries, SCORE_BITS, "triples")?;
    let unigrams = unigrams.iter().map(|p| p.ln()).collect();
    Ok(Ngrams::new(unigrams, backoff_of_word, (scores, backoff_levels), pair_map, triple_map))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn levels_ascend_and_nearest_finds_them() {
        let levels = levels(vec![3.0, 1.0, 2.0, 4.0, 8.0, 7.0, 6.0, 5.0], 2);
        assert_eq!(levels, [1.5, 3.5, 5.5, 7.5]);
        assert_eq!([0.0, 2.6, 100.0].map(|value| nearest(&levels, value)), [0, 1, 3]);
    }

    #[test]
    fn estimates_sum_to_less_than_one_for_each_context() {
        let counted = [(0x1_0002, 3), (0x1_0003, 1), (0x2_0003, 5)];
        let estimates = estimate(&counted, |_| 0.1);
        let of_first: f32 = estimates[..2].iter().map(|e| e.p).sum();
        assert!(of_first < 1.0 && estimates[0].p > estimates[1].p);
    }
}
