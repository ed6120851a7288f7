//! Names of the province that the document speaks of.
//!
//! In: the readings of a group, position by position. Out: a bonus for those that spell a unit's name of that province, one
//! capital after the other. A rare name ("Hoằng Phụ") loses against common words of the same letters ("Hoàng Phú"), unless
//! one knows where the document comes from. It adds no readings. Names of one syllable get nothing, and words all in capitals
//! only behind "xã" and the like: headings are full of what would be names ("TIÊN PHONG", "ĐỒNG TÂM").

use std::collections::HashMap;
use std::sync::OnceLock;

use super::lattice::Arc;
use crate::gazetteer::{PROVINCES, names_in, province_named_most};
use crate::model::vocabulary::{FIRST_WORD, Vocabulary, WordId};
use crate::syllable::{ToneStyle, place_tone};
use crate::token::{Case, TokenKind, tokens};

/// What speaks for each word of a name, in nats.
const BONUS: f32 = 6.0;

/// Last words of the nouns of units.
const NOUNS: [&str; 8] = ["xã", "phường", "trấn", "huyện", "quận", "phố", "khu", "tỉnh"];

/// Names as words, by their first two.
#[derive(Debug)]
pub(super) struct Names {
    nouns: Vec<WordId>,
    by_start: HashMap<(WordId, WordId), Vec<Box<[WordId]>>>,
}

/// The names of every province, each made when a document first speaks of it: about a thousand names.
#[derive(Debug)]
pub(super) struct Provinces(Vec<OnceLock<Names>>);

impl Provinces {
    pub(super) fn new() -> Provinces {
        Provinces(PROVINCES.iter().map(|_| OnceLock::new()).collect())
    }

    /// The names of the province that a text names most.
    pub(super) fn of(&self, text: &str, vocabulary: &Vocabulary) -> Option<&Names> {
        let province = province_named_most(text)?;
        Some(self.0[province].get_or_init(|| Names::new(names_in(PROVINCES[province].name), vocabulary)))
    }
}

impl Names {
    fn new<'a>(names: impl IntoIterator<Item = &'a str>, vocabulary: &Vocabulary) -> Names {
        let mut by_start: HashMap<(WordId, WordId), Vec<Box<[WordId]>>> = HashMap::new();
        for name in names {
            let words = tokens(name).filter(|token| token.kind == TokenKind::Word);
            let id = |word: &str| vocabulary.id(&place_tone(&word.to_lowercase(), ToneStyle::Official));
            let words: Box<[WordId]> = words.map(|token| id(&name[token.range])).collect();
            if let [first, second, rest @ ..] = &*words
                && words.iter().all(|&word| word >= FIRST_WORD)
            {
                by_start.entry((*first, *second)).or_default().push(rest.into());
            }
        }
        Names { nouns: NOUNS.iter().map(|noun| vocabulary.id(noun)).collect(), by_start }
    }

    /// The words that spell names, by position. `case` is that of the word at a position, if it may be changed.
    pub(super) fn spelled(&self, arcs: &[Vec<Arc>], case: impl Fn(usize) -> Option<Case>) -> Spelled {
        let mut spelled = Spelled::default();
        let words = |at: usize| {
            let open = arcs.get(at).into_iter().flatten();
            open.filter(move |arc| arc.to as usize == at + 1 && arc.words.1.is_none()).map(|arc| arc.words.0)
        };
        let is_capital = |at: usize| at < arcs.len() && matches!(case(at), Some(Case::Title | Case::Upper));
        let opens = |at: usize| match case(at) {
            Some(Case::Title) => true,
            Some(Case::Upper) => at > 0 && words(at - 1).any(|word| self.nouns.contains(&word)),
            _ => false,
        };
        for at in (0..arcs.len()).filter(|&at| opens(at) && is_capital(at + 1)) {
            for first in words(at) {
                for second in words(at + 1) {
                    for rest in self.by_start.get(&(first, second)).into_iter().flatten() {
                        let goes_on = |(i, &word): (usize, &WordId)| {
                            is_capital(at + 2 + i) && words(at + 2 + i).any(|other| other == word)
                        };
                        if rest.iter().enumerate().all(goes_on) {
                            let name = [first, second].into_iter().chain(rest.iter().copied());
                            name.enumerate().for_each(|(i, word)| spelled.put(at + i, word));
                        }
                    }
                }
            }
        }
        spelled
    }
}

/// Words that spell names, by position.
#[derive(Debug, Default)]
pub(super) struct Spelled(HashMap<usize, Vec<WordId>>);

impl Spelled {
    fn put(&mut self, position: usize, word: WordId) {
        let words = self.0.entry(position).or_default();
        if !words.contains(&word) {
            words.push(word);
        }
    }

    /// Whether a name may stand at a position.
    pub(super) fn has(&self, position: usize) -> bool {
        self.0.contains_key(&position)
    }

    /// What speaks for a word at a position, in nats.
    pub(super) fn bonus(&self, position: usize, word: WordId) -> f32 {
        if self.0.get(&position).is_some_and(|words| words.contains(&word)) { BONUS } else { 0.0 }
    }
}
