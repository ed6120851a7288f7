//! Training the linear model on what the n-grams leave open.
//!
//! In: the corpus and the pruned n-grams. Out: the kept weights. For each word whose skeleton has several readings, the
//! n-grams (with the right neighbours) say how likely each is; a softmax over that plus the features' weights is fitted to
//! the reading that stands there, with FTRL-proximal (McMahan et al. 2013) in one pass, on one core, in the order of the
//! texts. Weights live in hashed buckets, in training and after.

use super::TrainError;
use super::corpus::Corpus;
use super::prune::{levels, nearest};
use crate::model::fuse::FuseMap;
use crate::model::linear::{HOPELESS, Linear, Surroundings, WEIGHT_BITS, join};
use crate::model::ngram::Ngrams;
use crate::model::vocabulary::{START, WordId};

/// Buckets are numbered with this many bits.
const KEY_BITS: u32 = 28;
const FINGERPRINT_BITS: u32 = 11;
const ALPHA: f32 = 0.5;
const BETA: f32 = 0.5;
const LAMBDA: f32 = 0.5;
/// Below this error nothing is learned from a word.
const SETTLED: f32 = 0.002;

/// State of one bucket.
#[derive(Clone, Copy, Default)]
struct Bucket {
    z: f32,
    n: f32,
}

impl Bucket {
    fn weight(self) -> f32 {
        if self.z.abs() <= LAMBDA {
            return 0.0;
        }
        -(self.z - LAMBDA.copysign(self.z)) * ALPHA / (BETA + self.n.sqrt())
    }

    fn learn(&mut self, gradient: f32) {
        let sigma = ((self.n + gradient * gradient).sqrt() - self.n.sqrt()) / ALPHA;
        self.z += gradient - sigma * self.weight();
        self.n += gradient * gradient;
    }
}

/// Readings under judgement for one word, each with its score, later its probability.
type Judged = Vec<(WordId, f32)>;

/// Trains the weights and keeps the `most` largest.
pub fn linear(corpus: &Corpus, ngrams: &Ngrams, most: usize) -> Result<Linear, TrainError> {
    let mut buckets = vec![Bucket::default(); 1 << KEY_BITS];
    let readings = readings_of_words(corpus);
    let mut judged = Judged::default();
    for (range, weight) in &corpus.parts {
        for _ in 0..*weight {
            for i in range.clone() {
                if readings[corpus.ids[i] as usize].len() > 1 {
                    learn_word(corpus, ngrams, &readings, range, i, &mut judged, &mut buckets);
                }
            }
        }
    }
    pack(&buckets, most)
}

/// For each word number, the words of the same skeleton.
fn readings_of_words(corpus: &Corpus) -> Vec<Vec<WordId>> {
    let mut all = vec![Vec::new(); corpus.vocabulary.size()];
    for (id, word) in corpus.vocabulary.words() {
        all[id as usize] = corpus.vocabulary.readings(&crate::syllable::skeleton(word)).to_vec();
    }
    all
}

fn learn_word(
    corpus: &Corpus,
    ngrams: &Ngrams,
    readings: &[Vec<WordId>],
    part: &std::ops::Range<usize>,
    i: usize,
    judged: &mut Judged,
    buckets: &mut [Bucket],
) {
    let ids = &corpus.ids;
    let at = |offset: isize| {
        let j = i as isize + offset;
        if j < part.start as isize || j >= part.end as isize { START } else { ids[j as usize] }
    };
    let gold = ids[i];
    judge(ngrams, [at(-2), at(-1), at(1), at(2)], &readings[gold as usize], gold, judged);
    if judged.len() < 2 {
        return;
    }
    let skeleton = |offset: isize| corpus.vocabulary.skeleton_of(at(offset));
    let around = Surroundings {
        left: [skeleton(-1), skeleton(-2), skeleton(-3)],
        right: [skeleton(1), skeleton(2), skeleton(3)],
        case: corpus.token_cases[i],
    };
    let features = around.keys();
    let bucket = |feature: u64, reading: WordId| (join(feature, reading) >> (64 - KEY_BITS)) as usize;
    for (reading, score) in judged.iter_mut() {
        *score += features.iter().map(|&feature| buckets[bucket(feature, *reading)].weight()).sum::<f32>();
    }
    softmax(judged);
    for &(reading, p) in judged.iter() {
        let gradient = p - f32::from(u8::from(reading == gold));
        if gradient.abs() > SETTLED {
            for &feature in &features {
                buckets[bucket(feature, reading)].learn(gradient);
            }
        }
    }
}

/// The readings that are not hopeless by the n-grams, with their scores between the neighbours `around`.
fn judge(ngrams: &Ngrams, around: [WordId; 4], readings: &[WordId], gold: WordId, judged: &mut Judged) {
    let [l2, l1, r1, r2] = around;
    let before = ngrams.context(l2, l1);
    judged.clear();
    judged.extend(readings.iter().map(|&reading| {
        let mut score = ngrams.score(&before, reading) + ngrams.score(&ngrams.context(l1, reading), r1);
        if r1 != START {
            score += ngrams.score(&ngrams.context(reading, r1), r2);
        }
        (reading, score)
    }));
    let best = judged.iter().map(|&(_, score)| score).fold(f32::MIN, f32::max);
    judged.retain(|&(reading, score)| reading == gold || score > best - HOPELESS);
}

/// Turns scores into probabilities.
fn softmax(judged: &mut Judged) {
    let best = judged.iter().map(|&(_, score)| score).fold(f32::MIN, f32::max);
    let mut sum = 0.0;
    for (_, score) in judged.iter_mut() {
        *score = (*score - best).exp();
        sum += *score;
    }
    for (_, score) in judged {
        *score /= sum;
    }
}

fn pack(buckets: &[Bucket], most: usize) -> Result<Linear, TrainError> {
    let weights = buckets.iter().enumerate().map(|(i, bucket)| (i as u64, bucket.weight()));
    let mut kept: Vec<(u64, f32)> = weights.filter(|&(_, weight)| weight != 0.0).collect();
    if kept.len() > most {
        kept.select_nth_unstable_by(most, |a, b| b.1.abs().total_cmp(&a.1.abs()).then(a.0.cmp(&b.0)));
        kept.truncate(most);
        kept.sort_unstable_by_key(|&(bucket, _)| bucket);
    }
    let levels = levels(kept.iter().map(|&(_, weight)| weight).collect(), WEIGHT_BITS);
    let entries: Vec<(u64, u32)> = kept.iter().map(|&(bucket, weight)| (bucket, nearest(&levels, weight))).collect();
    let map = FuseMap::build(&entries, FINGERPRINT_BITS, WEIGHT_BITS).ok_or(TrainError::RepeatedKey("weights"))?;
    Ok(Linear::new(levels, map, KEY_BITS))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bucket_learns_towards_the_target_and_starts_at_zero() {
        let mut bucket = Bucket::default();
        bucket.learn(-0.1);
        assert_eq!(bucket.weight(), 0.0, "one small gradient is not worth a weight");
        for _ in 0..100 {
            bucket.learn(-0.5);
        }
        assert!(bucket.weight() > 0.5);
    }

    #[test]
    fn softmax_sums_to_one() {
        let mut judged = vec![(1, 1.0), (2, 2.0), (3, -50.0)];
        softmax(&mut judged);
        assert!((judged.iter().map(|&(_, p)| p).sum::<f32>() - 1.0).abs() < 1e-6 && judged[1].1 > judged[0].1);
    }
}
