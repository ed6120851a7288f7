//! Bytes to text: byte order marks, UTF-8 and UTF-16, and a name for what is neither.
//!
//! In: bytes. Out: text, or an error that names the format where its first bytes tell. Other encodings come with their
//! own readers; nothing is guessed here.

use crate::error::DocumentError;

/// First bytes of formats that are not text.
const SIGNATURES: [(&[u8], &str); 11] = [
    (b"%PDF-", "PDF"),
    (b"PK\x03\x04", "DOCX, ODT or ZIP"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "DOC (old Word)"),
    (b"{\\rtf", "RTF"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"II*\x00", "TIFF"),
    (b"MM\x00*", "TIFF"),
    (b"\x1f\x8b", "GZIP"),
    (b"(\xb5\x2f\xfd", "Zstandard"),
    (b"7z\xbc\xaf\x27\x1c", "7-Zip"),
];

/// The text of a document.
pub(super) fn decode(bytes: &[u8]) -> Result<String, DocumentError> {
    if let Some((_, format)) = SIGNATURES.iter().find(|(signature, _)| bytes.starts_with(signature)) {
        return Err(DocumentError::Unsupported { format });
    }
    match bytes {
        [0xff, 0xfe, rest @ ..] => utf16(rest, u16::from_le_bytes),
        [0xfe, 0xff, rest @ ..] => utf16(rest, u16::from_be_bytes),
        _ => {
            let head = &bytes[..bytes.len().min(512)];
            if is_html(head) {
                return Err(DocumentError::Unsupported { format: "HTML" });
            }
            let text =
                std::str::from_utf8(bytes).map_err(|error| DocumentError::NotText { offset: error.valid_up_to() })?;
            // A zero byte is valid UTF-8 but stands in no text.
            text.find('\0').map_or_else(|| Ok(text.to_owned()), |offset| Err(DocumentError::NotText { offset }))
        }
    }
}

fn utf16(bytes: &[u8], number: fn([u8; 2]) -> u16) -> Result<String, DocumentError> {
    let (pairs, odd) = bytes.as_chunks::<2>();
    if !odd.is_empty() {
        return Err(DocumentError::NotText { offset: bytes.len() + 1 });
    }
    let mut text = String::with_capacity(bytes.len());
    for (i, decoded) in char::decode_utf16(pairs.iter().map(|&pair| number(pair))).enumerate() {
        text.push(decoded.map_err(|_| DocumentError::NotText { offset: 2 + 2 * i })?);
    }
    Ok(text)
}

fn is_html(head: &[u8]) -> bool {
    let head = String::from_utf8_lossy(head).to_lowercase();
    let head = head.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    head.starts_with("<!doctype html")
        || head.starts_with("<html")
        || head.starts_with("<?xml") && head.contains("<html")
}

/// Whether lines carry markdown marks: headings, bold text or pipe tables.
pub(super) fn has_markdown(text: &str) -> bool {
    let heading = |line: &str| line.starts_with('#') && line.trim_start_matches('#').starts_with(' ');
    let table = |line: &str| line.starts_with('|') && line.contains("---");
    text.contains("**") || text.lines().any(|line| heading(line) || table(line))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decodes_both_orders_of_utf16() {
        let units: Vec<u16> = "Kế hoạch".encode_utf16().collect();
        let little: Vec<u8> = [0xff, 0xfe].into_iter().chain(units.iter().flat_map(|u| u.to_le_bytes())).collect();
        let big: Vec<u8> = [0xfe, 0xff].into_iter().chain(units.iter().flat_map(|u| u.to_be_bytes())).collect();
        assert_eq!(decode(&little), Ok("Kế hoạch".to_owned()));
        assert_eq!(decode(&big), Ok("Kế hoạch".to_owned()));
        assert!(decode(&little[..little.len() - 1]).is_err());
    }

    #[test]
    fn names_formats_and_zero_bytes() {
        assert_eq!(decode(b"PK\x03\x04xyz"), Err(DocumentError::Unsupported { format: "DOCX, ODT or ZIP" }));
        assert_eq!(decode(b" <!DOCTYPE html>"), Err(DocumentError::Unsupported { format: "HTML" }));
        assert_eq!(decode(b"a\0b"), Err(DocumentError::NotText { offset: 1 }));
    }

    #[test]
    fn sees_markdown_only_where_it_is() {
        assert!(has_markdown("## II. NỘI DUNG") && has_markdown("**KẾ HOẠCH**"));
        assert!(!has_markdown("- bullet\n#hashtag\n1. item * 2"));
    }
}
