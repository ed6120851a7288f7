//! Training texts as streams of word numbers.
//!
//! In: text with weights. Out: the vocabulary, and for each text the numbers and the letter case of its tokens, sentence
//! starts included. Words outside the vocabulary become [`UNKNOWN`].

use std::collections::HashMap;
use std::ops::Range;

use super::TrainError;
use crate::model::cases::Cases;
use crate::model::vocabulary::{COMMA, FIRST_WORD, NUMBER, SIGN, START, UNKNOWN, Vocabulary, WordId};
use crate::syllable::{ToneStyle, place_tone};
use crate::token::{Case, TokenKind, tokens};

/// The longest word of the vocabulary, in bytes; longer ones are foreign or glued.
const LONGEST_WORD: usize = 24;

/// A text to learn from.
#[derive(Clone, Debug)]
pub struct TrainingText {
    /// One sentence or paragraph a line.
    pub text: String,
    /// How many times each of its tokens counts.
    pub weight: u32,
}

/// All texts as numbers.
#[derive(Debug)]
pub struct Corpus {
    /// The words that were seen often enough.
    pub vocabulary: Vocabulary,
    /// How often each word is written with a capital.
    pub cases: Cases,
    /// Token numbers of all texts, one after the other.
    pub ids: Vec<WordId>,
    /// Letter case of each token.
    pub token_cases: Vec<u8>,
    /// Where each text stands in `ids`, and its weight.
    pub parts: Vec<(Range<usize>, u32)>,
}

/// A token before the vocabulary is known: a class, or a form as it was written.
struct Forms {
    numbers: HashMap<Box<str>, u32>,
    weighted: Vec<u64>,
}

impl Corpus {
    /// Reads the texts and numbers their tokens. Cost: one pass, and one table entry for each form of a word.
    pub fn new(texts: Vec<TrainingText>, least_count: u64) -> Result<Corpus, TrainError> {
        let mut forms = Forms { numbers: HashMap::new(), weighted: vec![0; FIRST_WORD as usize] };
        let mut stream: Vec<u32> = Vec::new();
        let mut parts = Vec::new();
        for TrainingText { text, weight } in texts {
            let first = stream.len();
            for line in text.lines() {
                push_line(line, weight, &mut forms, &mut stream);
            }
            parts.push((first..stream.len(), weight));
        }

        let mut written: Vec<(&str, u32)> = forms.numbers.iter().map(|(form, &number)| (&**form, number)).collect();
        written.sort_unstable();
        let mut counts: HashMap<String, u64> = HashMap::new();
        let spelled: Vec<String> = written.iter().map(|(form, _)| place_tone(form, ToneStyle::Official)).collect();
        for (word, &(_, number)) in spelled.iter().zip(&written) {
            *counts.entry(word.clone()).or_default() += forms.weighted[number as usize];
        }
        let mut words: Vec<Box<str>> = counts
            .iter()
            .filter(|&(word, &count)| count >= least_count && word.len() <= LONGEST_WORD && is_latin(word))
            .map(|(word, _)| word.as_str().into())
            .collect();
        words.sort_unstable();
        if words.is_empty() || words.len() > usize::from(u16::MAX - FIRST_WORD) {
            return Err(TrainError::NoVocabulary(least_count));
        }
        let vocabulary = Vocabulary::new(words);

        let mut id_of_form = vec![UNKNOWN; forms.weighted.len()];
        let mut case_of_form = vec![0; forms.weighted.len()];
        for class in 0..FIRST_WORD {
            id_of_form[class as usize] = class;
        }
        for (word, &(form, number)) in spelled.iter().zip(&written) {
            id_of_form[number as usize] = vocabulary.id(word);
            case_of_form[number as usize] = Case::of(form) as u8;
        }
        let ids: Vec<WordId> = stream.iter().map(|&form| id_of_form[form as usize]).collect();
        let token_cases: Vec<u8> = stream.iter().map(|&form| case_of_form[form as usize]).collect();
        let cases = Cases::count(&vocabulary, &ids, &token_cases);
        Ok(Corpus { vocabulary, cases, ids, token_cases, parts })
    }
}

fn is_latin(word: &str) -> bool {
    word.chars().all(|c| c.is_alphabetic() && c < '\u{1efa}' && !('\u{250}'..'\u{1e00}').contains(&c))
}

/// Appends a line, which starts a sentence, to the stream.
fn push_line(line: &str, weight: u32, forms: &mut Forms, stream: &mut Vec<u32>) {
    let class = |stream: &mut Vec<u32>, id: WordId| stream.push(u32::from(id));
    class(stream, START);
    for token in tokens(line) {
        match token.kind {
            TokenKind::Word => {
                let form = &line[token.range];
                let next = forms.weighted.len() as u32;
                let number = match forms.numbers.get(form) {
                    Some(&number) => number,
                    None => {
                        forms.numbers.insert(form.into(), next);
                        forms.weighted.push(0);
                        next
                    }
                };
                forms.weighted[number as usize] += u64::from(weight);
                stream.push(number);
            }
            TokenKind::Number => class(stream, NUMBER),
            TokenKind::Comma => class(stream, COMMA),
            TokenKind::Sign => class(stream, SIGN),
            TokenKind::Stop if stream.last() != Some(&u32::from(START)) => class(stream, START),
            TokenKind::Stop => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_tokens_and_folds_case_and_style() {
        let text = "Hoá học, hóa đơn số 12.\nHOÁ học.".to_owned();
        let corpus = Corpus::new(vec![TrainingText { text, weight: 1 }], 2).expect("has words");
        let (hóa, học) = (corpus.vocabulary.id("hóa"), corpus.vocabulary.id("học"));
        assert_eq!(corpus.ids, [START, hóa, học, COMMA, hóa, UNKNOWN, UNKNOWN, NUMBER, START, START, hóa, học, START]);
        assert_eq!(corpus.token_cases[1], Case::Title as u8);
        assert_eq!(corpus.token_cases[10], Case::Upper as u8);
    }

    #[test]
    fn refuses_text_without_words() {
        assert!(Corpus::new(vec![TrainingText { text: "1 2 3".into(), weight: 1 }], 1).is_err());
    }
}
