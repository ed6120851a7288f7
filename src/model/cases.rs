//! How often a word is written with a capital inside a sentence.
//!
//! In: the training stream. Out: for each word, the share of capitals after a lower-case word and after a capitalised one,
//! in steps of 1/255. The first word of a sentence says nothing about a word and is not counted.

use super::format::{FormatError, Reader};
use super::vocabulary::WordId;
#[cfg(feature = "train")]
use super::vocabulary::{START, Vocabulary};

/// Shares of capitals of each word.
#[derive(Clone, Debug)]
pub struct Cases {
    /// `[after a lower-case word, after a capitalised word]`, 255 = always.
    shares: Vec<[u8; 2]>,
}

impl Cases {
    /// Share of capitals (0 to 1) of a word; `after_capital`: the word before has one.
    pub fn capital(&self, word: WordId, after_capital: bool) -> f32 {
        f32::from(self.shares[word as usize][usize::from(after_capital)]) / 255.0
    }

    /// Counts the stream; with one added to each side, so that an unseen word has the share 1/2.
    #[cfg(feature = "train")]
    pub fn count(vocabulary: &Vocabulary, ids: &[WordId], cases: &[u8]) -> Cases {
        let mut counts = vec![[[1u32; 2]; 2]; vocabulary.size()];
        for (pair, case) in ids.windows(2).zip(cases.windows(2)) {
            if pair[0] != START && case[1] < 2 && case[0] < 2 {
                counts[pair[1] as usize][usize::from(case[0])][usize::from(case[1])] += 1;
            }
        }
        let share = |[lower, title]: [u32; 2]| (u64::from(title) * 255 / u64::from(lower + title)) as u8;
        Cases { shares: counts.iter().map(|sides| sides.map(share)).collect() }
    }

    /// Appends the shares to `out`.
    #[cfg(feature = "train")]
    pub fn write(&self, out: &mut Vec<u8>) {
        out.extend(self.shares.as_flattened());
    }

    /// Reads the shares of a vocabulary of `words` words and classes.
    pub fn read(input: &mut Reader<'_>, words: usize) -> Result<Cases, FormatError> {
        let (shares, _) = input.bytes(words * 2)?.as_chunks::<2>();
        Ok(Cases { shares: shares.to_vec() })
    }
}
