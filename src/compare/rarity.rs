//! How much a shingle tells: rare ones much, those that every task has next to nothing.
//!
//! In: the tasks of all plans of a run. Out: a weight for each shingle, `ln(1 + tasks / tasks that have it)`. Words that very
//! many plans share therefore hardly count, whatever the subject. With two plans the counts are those of the two.

use std::collections::HashMap;

use super::neutral::Word;

/// A run of one or two words, as a number.
pub type Shingle = u32;

/// The shingles of a text, sorted, each once: its words and its pairs of words.
pub fn shingles(words: &[Word]) -> Vec<Shingle> {
    let pairs = words.windows(2).map(|pair| pair[0].rotate_left(15).wrapping_mul(0x9e37_79b1) ^ pair[1]);
    let mut shingles: Vec<Shingle> = words.iter().copied().chain(pairs).collect();
    shingles.sort_unstable();
    shingles.dedup();
    shingles
}

/// In how many tasks each shingle stands.
#[derive(Clone, Debug, Default)]
pub struct Rarity {
    tasks: u32,
    counts: HashMap<Shingle, u32>,
}

impl Rarity {
    /// Counts the shingles of one more task.
    pub fn add(&mut self, shingles: &[Shingle]) {
        self.tasks += 1;
        for &shingle in shingles {
            *self.counts.entry(shingle).or_default() += 1;
        }
    }

    /// What a shingle tells.
    pub fn weight(&self, shingle: Shingle) -> f32 {
        let seen = self.counts.get(&shingle).copied().unwrap_or(0).max(1);
        (1.0 + self.tasks as f32 / seen as f32).ln()
    }

    /// What a set of shingles tells together.
    pub fn sum(&self, shingles: &[Shingle]) -> f32 {
        shingles.iter().map(|&shingle| self.weight(shingle)).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_all_have_tells_least() {
        let mut rarity = Rarity::default();
        for task in [&[1, 2][..], &[1, 3], &[1, 4]] {
            rarity.add(task);
        }
        assert!(rarity.weight(1) < rarity.weight(2));
        assert_eq!(rarity.weight(2), rarity.weight(9));
    }

    #[test]
    fn shingles_know_the_order_of_words() {
        assert_eq!(shingles(&[5, 5, 5]).len(), 2);
        assert_ne!(shingles(&[1, 2]), shingles(&[2, 1]));
    }
}
