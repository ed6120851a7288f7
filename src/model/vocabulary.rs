//! The words that the model knows, as numbers, and the readings of each skeleton.
//!
//! In: the word list of a model file. Out: word number ↔ word, skeleton → words that share it. Words are lower-case with
//! the tone placed in the official style, so "HOÁ" and "hóa" are one. Numbers below [`FIRST_WORD`] are classes of tokens.

use std::collections::HashMap;

use super::format::{FormatError, Reader};
use crate::syllable::{ToneStyle, place_tone, skeleton};

/// Number of a word or of a class of tokens.
pub type WordId = u16;

/// Start of a sentence, clause or line; it ends the context.
pub const START: WordId = 0;
/// A word that is not in the vocabulary.
pub const UNKNOWN: WordId = 1;
/// Any number.
pub const NUMBER: WordId = 2;
/// A comma.
pub const COMMA: WordId = 3;
/// Any other sign.
pub const SIGN: WordId = 4;
/// The first number that stands for a word.
pub const FIRST_WORD: WordId = 5;

/// Words, skeletons and unigram costs. About 30,000 words take 4 MB of memory.
#[derive(Clone, Debug)]
pub struct Vocabulary {
    words: Vec<Box<str>>,
    /// Skeleton number of every word or class; a class is its own skeleton.
    skeletons: Vec<u16>,
    by_word: HashMap<Box<str>, WordId>,
    /// Skeleton → its number and the words that share it.
    by_skeleton: HashMap<Box<str>, (u16, Vec<WordId>)>,
}

impl Vocabulary {
    /// Numbers the words, which must be distinct, in the order given.
    pub fn new(words: impl IntoIterator<Item = Box<str>>) -> Vocabulary {
        let classes = ["<s>", "<unk>", "<num>", "<comma>", "<sign>"].map(Box::from);
        let mut vocabulary = Vocabulary {
            words: classes.to_vec(),
            skeletons: (0..FIRST_WORD).collect(),
            by_word: HashMap::new(),
            by_skeleton: HashMap::new(),
        };
        for word in words {
            let id = vocabulary.words.len() as WordId;
            let next = FIRST_WORD + vocabulary.by_skeleton.len() as u16;
            let (number, readings) = vocabulary.by_skeleton.entry(skeleton(&word).into()).or_insert((next, Vec::new()));
            readings.push(id);
            vocabulary.skeletons.push(*number);
            vocabulary.by_word.insert(word.clone(), id);
            vocabulary.words.push(word);
        }
        vocabulary
    }

    /// Number of words and classes.
    pub fn size(&self) -> usize {
        self.words.len()
    }

    /// The word of a number.
    pub fn word(&self, id: WordId) -> &str {
        &self.words[id as usize]
    }

    /// Number of a word as the model spells it; [`UNKNOWN`] where it is not known.
    pub fn id(&self, word: &str) -> WordId {
        self.by_word.get(word).copied().unwrap_or(UNKNOWN)
    }

    /// Number of a word in any case and tone style.
    pub fn id_of_any(&self, word: &str) -> WordId {
        self.id(&place_tone(word, ToneStyle::Official))
    }

    /// Number of the skeleton of a word or class.
    pub fn skeleton_of(&self, id: WordId) -> u16 {
        self.skeletons[id as usize]
    }

    /// The words that share a skeleton (lower-case letters without marks); empty where none is known.
    pub fn readings(&self, skeleton: &str) -> &[WordId] {
        self.by_skeleton.get(skeleton).map_or(&[], |(_, readings)| readings)
    }

    /// All words with their numbers.
    pub fn words(&self) -> impl Iterator<Item = (WordId, &str)> {
        self.words.iter().enumerate().skip(FIRST_WORD as usize).map(|(id, word)| (id as WordId, &**word))
    }

    /// Appends the word list to `out`, each word as the letters it shares with the one before and the rest.
    #[cfg(feature = "train")]
    pub fn write(&self, out: &mut Vec<u8>) {
        out.extend((self.words.len() as u32 - u32::from(FIRST_WORD)).to_le_bytes());
        let mut before = "";
        for (_, word) in self.words() {
            let mut shared = before.bytes().zip(word.bytes()).take_while(|(a, b)| a == b).count();
            while !word.is_char_boundary(shared) {
                shared -= 1;
            }
            out.push(shared as u8);
            out.push((word.len() - shared) as u8);
            out.extend(&word.as_bytes()[shared..]);
            before = word;
        }
    }

    /// Reads the word list.
    pub fn read(input: &mut Reader<'_>) -> Result<Vocabulary, FormatError> {
        let count = input.u32()? as usize;
        if count > usize::from(u16::MAX - FIRST_WORD) {
            return Err(FormatError::Inconsistent("more words than numbers"));
        }
        let mut words: Vec<Box<str>> = Vec::with_capacity(count);
        for _ in 0..count {
            let shared = input.u8()? as usize;
            let rest = input.text()?;
            let before = words.last().map_or("", |word| word);
            let head = before.get(..shared).ok_or(FormatError::Inconsistent("a word that continues nothing"))?;
            words.push(format!("{head}{rest}").into());
        }
        Ok(Vocabulary::new(words))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn vocabulary() -> Vocabulary {
        Vocabulary::new(["báo", "bão", "bảo", "hóa", "kế"].map(Box::from))
    }

    #[test]
    fn finds_words_in_any_case_and_style() {
        let v = vocabulary();
        assert_eq!(v.word(v.id_of_any("HOÁ")), "hóa");
        assert_eq!(v.id_of_any("hoa"), UNKNOWN);
    }

    #[test]
    fn lists_the_readings_of_a_skeleton() {
        let v = vocabulary();
        assert_eq!(v.readings("bao").iter().map(|&id| v.word(id)).collect::<Vec<_>>(), ["báo", "bão", "bảo"]);
        assert!(v.readings("xyz").is_empty());
        assert_eq!(v.skeleton_of(v.id("báo")), v.skeleton_of(v.id("bão")));
        assert_ne!(v.skeleton_of(v.id("báo")), v.skeleton_of(v.id("kế")));
    }

    #[cfg(feature = "train")]
    #[test]
    fn survives_writing() {
        let mut bytes = Vec::new();
        vocabulary().write(&mut bytes);
        let again = Vocabulary::read(&mut Reader::new(&bytes)).expect("reads");
        assert!(again.words().eq(vocabulary().words()));
    }
}
