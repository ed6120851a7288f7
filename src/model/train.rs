//! From training text to a model file, the same bytes every time.
//!
//! In: texts (one sentence or paragraph a line, UTF-8, full diacritics) with their weights, and a table of what an OCR
//! reads for each printed letter. Out: the content of a model file. The steps:
//!
//! 1. [`corpus`]: cut the lines into tokens; choose the vocabulary (words seen often enough); number the tokens.
//! 2. [`counts`]: count pairs and triples of tokens, each text times its weight.
//! 3. [`prune`]: smooth (Witten-Bell), keep the n-grams whose loss would cost most (Stolcke), recompute the backoffs,
//!    quantise.
//! 4. [`weights`]: one pass of FTRL-proximal over the texts in the order given, on what the pruned n-grams leave; keep the
//!    largest weights.
//! 5. [`confusions`]: the OCR's table, smoothed with a floor.
//!
//! It needs memory for the whole stream: about 3.5 GB and ten minutes on one core for 150 million syllables.

pub mod confusions;
pub mod corpus;
pub mod counts;
pub mod prune;
pub mod weights;

use super::{Model, channel::Channel, format};
use corpus::{Corpus, TrainingText};

/// What a model may cost and how it is made.
#[derive(Clone, Debug)]
pub struct Settings {
    /// A word must be seen this often (counted with its text's weight) to be in the vocabulary.
    pub least_count: u64,
    /// Pairs that are kept.
    pub pairs: usize,
    /// Triples that are kept.
    pub triples: usize,
    /// Weights of the linear model that are kept.
    pub weights: usize,
}

impl Default for Settings {
    /// Fits 10 MiB with the vocabulary of the published model.
    fn default() -> Self {
        Settings { least_count: 20, pairs: 1_000_000, triples: 1_750_000, weights: 1_000_000 }
    }
}

/// Why a model could not be made.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum TrainError {
    /// A line of the confusion table is not `printed<TAB>read<TAB>count`.
    #[error("line {line} of the confusion table is not `printed<TAB>read<TAB>count`")]
    Confusions {
        /// Its number, from 1.
        line: usize,
    },
    /// The texts hold no word often enough.
    #[error("no word is seen {0} times: give more text, or lower --least-count")]
    NoVocabulary(u64),
    /// A map could not be built.
    #[error("the {0} repeat a key: this is a fault of the program, please report it")]
    RepeatedKey(&'static str),
}

/// Makes a model file. `say` is told each step as it begins.
pub fn train(
    texts: Vec<TrainingText>,
    confusions: &str,
    settings: &Settings,
    say: &dyn Fn(&str),
) -> Result<Vec<u8>, TrainError> {
    let letters = confusions::parse(confusions)?;
    say("reading the texts");
    let corpus = Corpus::new(texts, settings.least_count)?;
    say("counting");
    let counts = counts::Counts::new(&corpus);
    say("smoothing and pruning");
    let ngrams = prune::ngrams(&corpus, &counts, settings)?;
    drop(counts);
    say("training the weights");
    let linear = weights::linear(&corpus, &ngrams, settings.weights)?;
    let channel = Channel::new(&letters);
    let model = Model { vocabulary: corpus.vocabulary, cases: corpus.cases, ngrams, linear, channel };
    Ok(format::seal(&model.content()))
}
