//! A sparse linear model: which reading a skeleton has, judged from the skeletons on both sides.
//!
//! In: the skeletons around a word, all known before anything is decided, and a reading. Out: the sum of the weights of
//! its features. A softmax over the readings of one skeleton gives probabilities. Only weights that earn their bytes are
//! kept; a missing one is zero.

use super::format::{FormatError, Reader};
use super::fuse::{FuseMap, key_of};
use super::vocabulary::WordId;

/// Bits of a weight.
pub const WEIGHT_BITS: u32 = 5;
/// Readings this much less likely than the best by the n-grams, in nats, are not trained against it, and so not judged by
/// what was learned: it would be of slips in the texts.
pub const HOPELESS: f32 = 12.0;
/// Kinds of features.
pub const FEATURES: usize = 15;
/// The first of them: those that tell most readings apart, for a first look.
pub const TELLING: usize = 5;

/// The skeletons around one word: `left[0]` and `right[0]` stand next to it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Surroundings {
    /// Skeletons to the left, nearest first.
    pub left: [u16; 3],
    /// Skeletons to the right, nearest first.
    pub right: [u16; 3],
    /// How the word is written: 0 lower case, 1 first letter upper case, 2 all upper case.
    pub case: u8,
}

impl Surroundings {
    /// Keys of all features without the reading. Computed once a word, then joined with each reading by [`join`].
    pub fn keys(&self) -> [u64; FEATURES] {
        let [l1, l2, l3] = self.left.map(u32::from);
        let [r1, r2, r3] = self.right.map(u32::from);
        let case = u32::from(self.case);
        [
            key_of(10, &[]),
            key_of(11, &[l1]),
            key_of(12, &[r1]),
            key_of(15, &[l1, r1]),
            key_of(22, &[case]),
            key_of(13, &[l1, l2]),
            key_of(14, &[r1, r2]),
            key_of(16, &[l2]),
            key_of(17, &[r2]),
            key_of(18, &[l1, l2, r1]),
            key_of(19, &[l1, r1, r2]),
            key_of(20, &[l1, l2, l3]),
            key_of(21, &[r1, r2, r3]),
            key_of(23, &[case, l1]),
            key_of(24, &[l2, r1]),
        ]
    }
}

/// Key of one feature of one reading.
pub fn join(feature: u64, reading: WordId) -> u64 {
    (feature ^ (u64::from(reading) << 40)).wrapping_mul(0x9fb2_1c65_1e98_df25)
}

/// The level behind the last one: the weight of a feature that was not kept.
const NONE: u32 = 1 << WEIGHT_BITS;

fn with_none(mut levels: Vec<f32>) -> Vec<f32> {
    levels.resize(NONE as usize + 1, 0.0);
    levels
}

/// The kept weights.
#[derive(Clone, Debug)]
pub struct Linear {
    levels: Vec<f32>,
    weights: FuseMap,
    /// Keys are cut to this many bits before they are looked up, as they were in training.
    key_bits: u32,
}

impl Linear {
    /// Puts the model together.
    #[cfg(feature = "train")]
    pub fn new(levels: Vec<f32>, weights: FuseMap, key_bits: u32) -> Linear {
        Linear { levels: with_none(levels), weights, key_bits }
    }

    /// Sum of the weights of a reading's features, or of some of them. Cost: one look-up a feature.
    pub fn score(&self, features: &[u64], reading: WordId) -> f32 {
        let weight = |&feature: &u64| {
            let bucket = join(feature, reading) >> (64 - self.key_bits);
            self.levels[self.weights.get_or(bucket, NONE) as usize]
        };
        features.iter().map(weight).sum()
    }

    /// Bytes of the weights.
    pub fn size(&self) -> usize {
        self.weights.size()
    }

    /// Appends the model to `out`.
    #[cfg(feature = "train")]
    pub fn write(&self, out: &mut Vec<u8>) {
        out.extend(self.key_bits.to_le_bytes());
        for level in &self.levels[..NONE as usize] {
            out.extend(level.to_bits().to_le_bytes());
        }
        self.weights.write(out);
    }

    /// Reads the model.
    pub fn read(input: &mut Reader<'_>) -> Result<Linear, FormatError> {
        let key_bits = input.u32()?;
        let levels = (0..1 << WEIGHT_BITS).map(|_| input.f32()).collect::<Result<Vec<_>, _>>()?;
        let weights = FuseMap::read(input)?;
        if !(1..=32).contains(&key_bits) || weights.value_bits() != WEIGHT_BITS {
            return Err(FormatError::Inconsistent("the bits of a weight"));
        }
        Ok(Linear { levels: with_none(levels), weights, key_bits })
    }
}
