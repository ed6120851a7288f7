//! From bytes to a source: which format it is, its text, its lines and pages.
//!
//! In: the bytes of one document and the name it was given by. Out: a [`Source`], whose text never changes afterwards.
//! This is the only stage that refuses a document. The format is judged by content, not by name. Today: text and markdown
//! in UTF-8 (with or without BOM) and UTF-16. It does not normalise the text: that is `restore`'s, which keeps a map.

mod text;

use sha2::{Digest, Sha256};

use crate::error::DocumentError;

/// The format of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, schemars::JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Format {
    /// Plain text.
    Text,
    /// Text with markdown marks.
    Markdown,
}

/// What a document may be at most.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of a file.
    pub bytes: u64,
    /// Bytes of one line.
    pub line: usize,
}

impl Default for Limits {
    /// 64 MiB a file, 1 MiB a line: hundreds of times the longest plan.
    fn default() -> Self {
        Limits { bytes: 64 << 20, line: 1 << 20 }
    }
}

/// A document as it was read.
#[derive(Clone, Debug)]
pub struct Source {
    /// The name it was given by.
    pub path: String,
    /// Its format.
    pub format: Format,
    /// SHA-256 of its bytes, in hexadecimal.
    pub sha256: String,
    /// Its text, decoded and otherwise unchanged. Places count the bytes of this text; for a UTF-8 file they are the bytes
    /// of the file.
    pub text: String,
    /// Offsets at which lines start.
    line_starts: Vec<usize>,
}

impl Source {
    /// Reads a document from its bytes. Cost: a few passes over them.
    pub fn from_bytes(path: &str, bytes: &[u8], limits: Limits) -> Result<Source, DocumentError> {
        if bytes.len() as u64 > limits.bytes {
            return Err(DocumentError::TooLarge { bytes: bytes.len() as u64, limit: limits.bytes });
        }
        let text = text::decode(bytes)?;
        if text.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}').is_empty() {
            return Err(DocumentError::Empty);
        }
        let mut line_starts = vec![0];
        line_starts.extend(text.match_indices('\n').map(|(at, _)| at + 1));
        if let Some((line, length)) = longest_line(&line_starts, text.len())
            && length > limits.line
        {
            return Err(DocumentError::LineTooLong { line: line + 1, bytes: length, limit: limits.line });
        }
        let sha256 = Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect();
        let format = if text::has_markdown(&text) { Format::Markdown } else { Format::Text };
        Ok(Source { path: path.to_owned(), format, sha256, text, line_starts })
    }

    /// Number of lines. A last line that ends with a line break does not open another.
    pub fn lines(&self) -> usize {
        self.line_starts.len() - usize::from(self.text.ends_with('\n'))
    }

    /// Number of pages: form feeds part them.
    pub fn pages(&self) -> usize {
        1 + self.text.matches('\u{c}').count()
    }

    /// The line (from 1) that holds a byte of the text. Cost: a binary search.
    pub fn line_of(&self, offset: usize) -> usize {
        self.line_starts.partition_point(|&start| start <= offset)
    }
}

fn longest_line(starts: &[usize], end: usize) -> Option<(usize, usize)> {
    let ends = starts.iter().skip(1).copied().chain([end]);
    starts.iter().zip(ends).map(|(start, end)| end - start).enumerate().max_by_key(|&(_, length)| length)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8]) -> Result<Source, DocumentError> {
        Source::from_bytes("test", bytes, Limits { bytes: 1000, line: 100 })
    }

    #[test]
    fn counts_lines_and_pages() {
        let source = read("một\nhai\u{c}\nba\n".as_bytes()).expect("reads");
        assert_eq!((source.lines(), source.pages()), (3, 2));
        assert_eq!([0, 5, 6, 11].map(|at| source.line_of(at)), [1, 1, 2, 3]);
    }

    #[test]
    fn keeps_the_text_as_it_is() {
        let text = "\u{feff}e\u{302}\r\nb";
        assert_eq!(read(text.as_bytes()).expect("reads").text, text);
    }

    #[test]
    fn refuses_what_is_no_text() {
        assert_eq!(read(b"").map(|_| ()), Err(DocumentError::Empty));
        assert_eq!(read(b" \n\t ").map(|_| ()), Err(DocumentError::Empty));
        assert_eq!(read(&[b'a'; 1001]).map(|_| ()), Err(DocumentError::TooLarge { bytes: 1001, limit: 1000 }));
        assert_eq!(read(&[b'a'; 101]).map(|_| ()), Err(DocumentError::LineTooLong { line: 1, bytes: 101, limit: 100 }));
        assert_eq!(read(b"%PDF-1.7").map(|_| ()), Err(DocumentError::Unsupported { format: "PDF" }));
        assert_eq!(read(b"ab\xff\xfe").map(|_| ()), Err(DocumentError::NotText { offset: 2 }));
    }
}
