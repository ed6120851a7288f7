//! From bytes to a source: which format it is, its text, its lines and pages.
//!
//! In: the bytes of one document, the name it was given by, and the programs that may be run. Out: a [`Source`], whose text
//! never changes afterwards. This is the only stage that refuses a document. The format is judged by content, never by
//! name. It does not normalise text in Unicode: that is `restore`'s, which keeps a map. Tables of any format become rows
//! between pipes, page breaks form feeds, so that everything behind this stage knows one kind of text.

#[cfg(feature = "formats")]
mod blocks;
#[cfg(feature = "formats")]
mod doc;
#[cfg(feature = "formats")]
mod docx;
#[cfg(feature = "formats")]
mod encoding;
#[cfg(feature = "formats")]
mod formatted;
#[cfg(feature = "formats")]
mod grid;
#[cfg(feature = "formats")]
mod html;
#[cfg(feature = "formats")]
mod layout;
#[cfg(feature = "formats")]
mod ocr;
#[cfg(feature = "formats")]
mod office;
#[cfg(feature = "formats")]
mod pdf;
#[cfg(feature = "formats")]
mod picture;
#[cfg(feature = "formats")]
mod ruled;
#[cfg(feature = "formats")]
mod stack;
mod text;
#[cfg(feature = "formats")]
mod tools;
#[cfg(feature = "formats")]
mod xml;

use sha2::{Digest, Sha256};

use crate::error::DocumentError;
#[cfg(feature = "formats")]
pub use tools::Tools;

/// The format of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, schemars::JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Format {
    /// Plain text.
    Text,
    /// Text with markdown marks.
    Markdown,
    /// A web page.
    Html,
    /// A Word file.
    Docx,
    /// An old Word file, by way of LibreOffice where that is installed.
    Doc,
    /// An OpenDocument text, by way of LibreOffice.
    Odt,
    /// Rich text, by way of LibreOffice.
    Rtf,
    /// A PDF: its text layer, or its pages through an OCR.
    Pdf,
    /// A picture of a page, through an OCR.
    Image,
    /// An OCR's result: Tesseract's TSV.
    Tsv,
    /// An OCR's result: hOCR.
    Hocr,
    /// An OCR's result: ALTO.
    Alto,
}

/// What a document may be at most.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of a file, and of each part that is packed in one.
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

/// Where a line stands on its page.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LineBox {
    /// Page, from 1.
    pub page: usize,
    /// Points from the left edge of the page; for results of other OCRs, their own units.
    pub left: f32,
    /// Points from the top.
    pub top: f32,
    /// Points from the left edge.
    pub right: f32,
    /// Points from the top.
    pub bottom: f32,
    /// Mean confidence of its words, from 0 to 1, where an OCR says so.
    pub confidence: Option<f32>,
}

/// A document as it was read.
#[derive(Clone, Debug)]
pub struct Source {
    /// The name it was given by.
    pub path: String,
    /// Its format.
    pub format: Format,
    /// Encoding of its text: "UTF-8", "UTF-16LE", "TCVN3", …; for formats that carry Unicode, "Unicode".
    pub encoding: &'static str,
    /// SHA-256 of its bytes, in hexadecimal.
    pub sha256: String,
    /// Its text, decoded and otherwise unchanged. Places count the bytes of this text; for a UTF-8 file they are the bytes
    /// of the file.
    pub text: String,
    /// Where each line stands on its page; empty where the format does not say.
    pub boxes: Vec<LineBox>,
    /// Offsets at which lines start.
    line_starts: Vec<usize>,
}

/// What a reader makes of bytes.
struct Decoded {
    format: Format,
    encoding: &'static str,
    text: String,
    boxes: Vec<LineBox>,
}

impl Source {
    /// Reads a document from its bytes, without other programs. Cost: a few passes over them.
    pub fn from_bytes(path: &str, bytes: &[u8], limits: Limits) -> Result<Source, DocumentError> {
        #[cfg(feature = "formats")]
        let tools = Tools::default();
        Source::checked(path, bytes, limits, |bytes| {
            #[cfg(feature = "formats")]
            return formatted::decode(bytes, limits, &tools);
            #[cfg(not(feature = "formats"))]
            plain(bytes)
        })
    }

    /// Reads a document from its bytes with the help of other programs, as its format needs them. Cost: that of the programs;
    /// a scanned page takes seconds.
    #[cfg(feature = "formats")]
    pub fn with_tools(path: &str, bytes: &[u8], limits: Limits, tools: &Tools) -> Result<Source, DocumentError> {
        Source::checked(path, bytes, limits, |bytes| formatted::decode(bytes, limits, tools))
    }

    fn checked(
        path: &str,
        bytes: &[u8],
        limits: Limits,
        decode: impl FnOnce(&[u8]) -> Result<Decoded, DocumentError>,
    ) -> Result<Source, DocumentError> {
        if bytes.len() as u64 > limits.bytes {
            return Err(DocumentError::TooLarge { bytes: bytes.len() as u64, limit: limits.bytes });
        }
        let Decoded { format, encoding, text, boxes } = decode(bytes)?;
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
        Ok(Source { path: path.to_owned(), format, encoding, sha256, text, boxes, line_starts })
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

/// Text or markdown in UTF-8 or UTF-16.
fn plain(bytes: &[u8]) -> Result<Decoded, DocumentError> {
    let (text, encoding) = text::decode(bytes)?;
    let format = if text::has_markdown(&text) { Format::Markdown } else { Format::Text };
    Ok(Decoded { format, encoding, text, boxes: Vec::new() })
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
        assert_eq!(read(b"ab\xff\xfe").map(|_| ()), Err(DocumentError::NotText { offset: 2 }));
    }
}
