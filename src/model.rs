//! The model: what was learned from training text, opened from one file.
//!
//! In: the bytes of a model file (or the one embedded in the program). Out: a verified, immutable [`Model`] that `restore`
//! asks. It never opens a path itself. Opening costs one checksum and one copy; see [`mod@format`] for the layout and
//! [`train`] for how it is made.

pub mod cases;
pub mod channel;
pub mod format;
pub mod fuse;
pub mod linear;
pub mod ngram;
#[cfg(feature = "train")]
pub mod train;
pub mod vocabulary;

pub use format::FormatError;

use cases::Cases;
use channel::Channel;
use format::Reader;
use linear::Linear;
use ngram::Ngrams;
use vocabulary::Vocabulary;

/// Everything that restoring knows about the language and about OCR.
#[derive(Clone, Debug)]
pub struct Model {
    /// Words and skeletons.
    pub vocabulary: Vocabulary,
    /// Shares of capitals.
    pub cases: Cases,
    /// The trigram model.
    pub ngrams: Ngrams,
    /// The weights over skeletons.
    pub linear: Linear,
    /// What an OCR reads for what is printed.
    pub channel: Channel,
}

impl Model {
    /// Opens a model file. A cut, changed or foreign file is refused.
    pub fn from_bytes(file: &[u8]) -> Result<Model, FormatError> {
        let mut input = Reader::new(format::open(file)?);
        let vocabulary = Vocabulary::read(&mut input)?;
        let cases = Cases::read(&mut input, vocabulary.size())?;
        let ngrams = Ngrams::read(&mut input, vocabulary.size())?;
        let linear = Linear::read(&mut input)?;
        let channel = Channel::read(&mut input)?;
        if input.is_done() {
            Ok(Model { vocabulary, cases, ngrams, linear, channel })
        } else {
            Err(FormatError::Inconsistent("bytes after the end"))
        }
    }

    /// The model that the program carries.
    #[cfg(feature = "embedded-model")]
    pub fn embedded() -> Result<Model, FormatError> {
        Model::from_bytes(include_bytes!("../corpus/kehoach.model"))
    }

    /// The content of a model file, without its header.
    #[cfg(feature = "train")]
    fn content(&self) -> Vec<u8> {
        let mut out = Vec::new();
        self.vocabulary.write(&mut out);
        self.cases.write(&mut out);
        self.ngrams.write(&mut out);
        self.linear.write(&mut out);
        self.channel.write(&mut out);
        out
    }
}
