//! The layout of a model file: magic, version, length and checksum around little-endian sections.
//!
//! In: bytes. Out: a reader over the verified content, or an error that says what to do. What the sections mean is known
//! to their own modules only.
//!
//! | bytes | what |
//! |---|---|
//! | 16 | magic `kehoach-model\n\0\0` |
//! | 4 | version of the format, little-endian |
//! | 8 | length of the content |
//! | 32 | SHA-256 of the content |
//! | … | content |

use sha2::{Digest, Sha256};

/// How a model file starts.
const MAGIC: &[u8; 16] = b"kehoach-model\n\0\0";
/// Version of the layout; a file of another version is refused.
pub const VERSION: u32 = 1;
const HEADER: usize = 16 + 4 + 8 + 32;

/// Why a model file was refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum FormatError {
    /// The file does not start as a model does.
    #[error(
        "this is no kehoach model: give a file made by `kehoach train`, or leave --model out to use the embedded one"
    )]
    Foreign,
    /// The file was made for another version of the layout.
    #[error(
        "the model has format version {got}, this program reads {expected}: train it again, or use the program it was made with"
    )]
    Version {
        /// Version that this program reads.
        expected: u32,
        /// Version in the file.
        got: u32,
    },
    /// The file is shorter or longer than its header says.
    #[error("the model is cut or has something appended ({got} bytes of {expected}): copy it again, or train it again")]
    Length {
        /// Bytes that the header promises.
        expected: u64,
        /// Bytes that are there.
        got: u64,
    },
    /// The content was changed after it was made.
    #[error("the model is damaged (its checksum does not fit): copy it again, or train it again")]
    Checksum,
    /// The checksum fits but the content does not fit together; a writer other than `kehoach train` made it.
    #[error("the model does not fit together ({0}): train it again")]
    Inconsistent(&'static str),
}

/// Wraps content into a model file.
#[cfg(feature = "train")]
pub fn seal(content: &[u8]) -> Vec<u8> {
    let mut file = MAGIC.to_vec();
    file.extend(VERSION.to_le_bytes());
    file.extend((content.len() as u64).to_le_bytes());
    file.extend(Sha256::digest(content));
    file.extend(content);
    file
}

/// Verifies a model file and gives its content. Cost: one pass of SHA-256.
pub fn open(file: &[u8]) -> Result<&[u8], FormatError> {
    if !file.starts_with(MAGIC) {
        return Err(FormatError::Foreign);
    }
    let mut header = Reader::new(file);
    header.bytes(MAGIC.len())?;
    let got = header.u32()?;
    if got != VERSION {
        return Err(FormatError::Version { expected: VERSION, got });
    }
    let length = header.u64()?;
    let checksum = header.bytes(32)?;
    let content = &file[HEADER..];
    if content.len() as u64 != length {
        let expected = length.saturating_add(HEADER as u64);
        return Err(FormatError::Length { expected, got: file.len() as u64 });
    }
    if Sha256::digest(content).as_slice() != checksum {
        return Err(FormatError::Checksum);
    }
    Ok(content)
}

/// Reads little-endian numbers and byte runs; every read can fail, none can panic.
#[derive(Clone, Debug)]
pub struct Reader<'a> {
    rest: &'a [u8],
    total: usize,
}

impl<'a> Reader<'a> {
    /// Starts at the first byte.
    pub fn new(bytes: &'a [u8]) -> Self {
        Reader { rest: bytes, total: bytes.len() }
    }

    /// The next `n` bytes.
    pub fn bytes(&mut self, n: usize) -> Result<&'a [u8], FormatError> {
        let missing =
            FormatError::Length { expected: (self.total - self.rest.len() + n) as u64, got: self.total as u64 };
        let (head, rest) = self.rest.split_at_checked(n).ok_or(missing)?;
        self.rest = rest;
        Ok(head)
    }

    fn array<const N: usize>(&mut self) -> Result<[u8; N], FormatError> {
        let mut array = [0; N];
        array.copy_from_slice(self.bytes(N)?);
        Ok(array)
    }

    /// The next byte.
    pub fn u8(&mut self) -> Result<u8, FormatError> {
        self.array::<1>().map(|[byte]| byte)
    }

    /// The next two bytes as a number.
    pub fn u16(&mut self) -> Result<u16, FormatError> {
        self.array().map(u16::from_le_bytes)
    }

    /// The next four bytes as a number.
    pub fn u32(&mut self) -> Result<u32, FormatError> {
        self.array().map(u32::from_le_bytes)
    }

    /// The next eight bytes as a number.
    pub fn u64(&mut self) -> Result<u64, FormatError> {
        self.array().map(u64::from_le_bytes)
    }

    /// The next four bytes as a finite number.
    pub fn f32(&mut self) -> Result<f32, FormatError> {
        let number = f32::from_bits(self.u32()?);
        if number.is_finite() { Ok(number) } else { Err(FormatError::Inconsistent("a number that is none")) }
    }

    /// A run of UTF-8 text with its length before it.
    pub fn text(&mut self) -> Result<&'a str, FormatError> {
        let length = self.u8()? as usize;
        std::str::from_utf8(self.bytes(length)?).map_err(|_| FormatError::Inconsistent("a word that is no text"))
    }

    /// Whether everything was read.
    pub fn is_done(&self) -> bool {
        self.rest.is_empty()
    }
}

#[cfg(all(test, feature = "train"))]
mod tests {
    use super::*;

    #[test]
    fn opens_what_it_sealed() {
        assert_eq!(open(&seal(b"abc")), Ok(&b"abc"[..]));
    }

    #[test]
    fn refuses_cut_flipped_and_foreign_files() {
        let file = seal(b"some content");
        for cut in 0..file.len() {
            assert!(open(&file[..cut]).is_err(), "cut at {cut}");
        }
        for i in 0..file.len() {
            let mut flipped = file.clone();
            flipped[i] ^= 4;
            assert!(open(&flipped).is_err(), "flipped byte {i}");
        }
        assert_eq!(open(b"PK\x03\x04 something else"), Err(FormatError::Foreign));
    }

    #[test]
    fn names_both_versions() {
        let mut file = seal(b"x");
        file[16] = 9;
        assert_eq!(open(&file), Err(FormatError::Version { expected: VERSION, got: 9 }));
    }
}
