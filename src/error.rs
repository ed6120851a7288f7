//! Why a document was refused, in words for the person who gave it.

/// The outcome of reading one document that could not be read, or is no plan.
///
/// Each has a code for programs ([`DocumentError::code`]) and a sentence that says what to do.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum DocumentError {
    /// The file has no text at all.
    #[error("there is no text in the file; if it is a scan, look whether its pages show any")]
    Empty,
    /// The file is larger than the limit.
    #[error("the file has {bytes} bytes, more than the limit of {limit}: raise --max-bytes if it is a plan")]
    TooLarge {
        /// Size of the file.
        bytes: u64,
        /// The limit.
        limit: u64,
    },
    /// One line is longer than any line of a plan.
    #[error("line {line} has {bytes} bytes, more than the limit of {limit}: this is no text of a plan")]
    LineTooLong {
        /// Number of the line, from 1.
        line: usize,
        /// Its length.
        bytes: usize,
        /// The limit.
        limit: usize,
    },
    /// A known format that is not read.
    #[error("{format} files are not read: unpack it, or save the document as DOCX, PDF or text, and give that")]
    Unsupported {
        /// Name of the format.
        format: &'static str,
    },
    /// A file of a known format that can't be read to its end.
    #[error("damaged {format} file: {reason}")]
    Damaged {
        /// Name of the format.
        format: &'static str,
        /// What did not fit.
        reason: String,
    },
    /// A program that the format needs is not there.
    #[error("{needed_for} need {tool}, which is not installed: `kehoach doctor` says how to get it")]
    ToolMissing {
        /// Name of the program.
        tool: &'static str,
        /// What it is needed for.
        needed_for: &'static str,
    },
    /// A program that the format needs failed on this file.
    #[error("{tool} could not read it: {reason}")]
    ToolFailed {
        /// Name of the program.
        tool: String,
        /// What happened.
        reason: String,
    },
    /// The bytes are no text in a known encoding.
    #[error(
        "not text in UTF-8, UTF-16 or an old Vietnamese encoding (byte {offset} does not fit): save the document as UTF-8 and give that"
    )]
    NotText {
        /// Where decoding failed.
        offset: usize,
    },
    /// The file could not be opened or read.
    #[error("cannot be read: {reason}")]
    Io {
        /// What the system said.
        reason: String,
    },
    /// A fault of the program.
    #[error("a fault of this program: please report it, with the file if you may")]
    Internal,
    /// The text has nothing that makes it a plan.
    #[error("this is no plan: {missing}")]
    NotAPlan {
        /// What was looked for and not found.
        missing: String,
    },
}

impl DocumentError {
    /// A short code that stays the same between versions.
    pub fn code(&self) -> &'static str {
        match self {
            DocumentError::Empty => "empty",
            DocumentError::TooLarge { .. } => "too_large",
            DocumentError::LineTooLong { .. } => "line_too_long",
            DocumentError::Unsupported { .. } => "unsupported_format",
            DocumentError::Damaged { .. } => "damaged",
            DocumentError::ToolMissing { .. } => "tool_missing",
            DocumentError::ToolFailed { .. } => "tool_failed",
            DocumentError::NotText { .. } => "not_text",
            DocumentError::Io { .. } => "unreadable",
            DocumentError::Internal => "internal",
            DocumentError::NotAPlan { .. } => "not_a_plan",
        }
    }
}
