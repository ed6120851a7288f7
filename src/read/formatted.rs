//! Which format bytes are in, and the reader for it.
//!
//! In: bytes, limits, programs. Out: text in Unicode. First bytes tell most formats, a look at the head tells those made of
//! text; what is text is decoded as UTF-8 or UTF-16, else as the old encoding that makes sense of it.

use super::layout::{self, Page};
use super::{Decoded, Format, Limits, LineBox, Tools, doc, docx, encoding, html, ocr, office, pdf, plain, text};
use crate::error::DocumentError;

/// First bytes of formats, and what they are.
const SIGNATURES: [(&[u8], Kind); 12] = [
    (b"%PDF-", Kind::Pdf),
    (b"PK\x03\x04", Kind::Zip),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Kind::Office(Format::Doc, ".doc")),
    (b"{\\rtf", Kind::Office(Format::Rtf, ".rtf")),
    (b"\x89PNG\r\n\x1a\n", Kind::Image(".png")),
    (b"\xff\xd8\xff", Kind::Image(".jpg")),
    (b"II*\x00", Kind::Image(".tif")),
    (b"MM\x00*", Kind::Image(".tif")),
    (b"\x1f\x8b", Kind::Packed("GZIP")),
    (b"(\xb5\x2f\xfd", Kind::Packed("Zstandard")),
    (b"7z\xbc\xaf\x27\x1c", Kind::Packed("7-Zip")),
    (b"Rar!", Kind::Packed("RAR")),
];

#[derive(Clone, Copy)]
enum Kind {
    Pdf,
    Zip,
    Office(Format, &'static str),
    Image(&'static str),
    Packed(&'static str),
}

/// Bytes of a text that are looked at for its kind.
const HEAD: usize = 4096;

/// The text of a document.
pub(super) fn decode(bytes: &[u8], limits: Limits, tools: &Tools) -> Result<Decoded, DocumentError> {
    // Fonts that a file does not name leave mojibake.
    let unicode = |format, text| repaired(Decoded { format, encoding: "Unicode", text, boxes: Vec::new() });
    let kind = SIGNATURES.iter().find(|(signature, _)| bytes.starts_with(signature)).map(|(_, kind)| *kind);
    match kind {
        Some(Kind::Pdf) => Ok(laid_out(Format::Pdf, pdf::pages(bytes, tools)?)),
        Some(Kind::Image(ending)) => Ok(laid_out(Format::Image, ocr::image(bytes, ending, None, tools)?)),
        Some(Kind::Zip) if docx::is_docx(bytes) => Ok(unicode(Format::Docx, docx::text(bytes, limits.bytes)?)),
        Some(Kind::Zip)
            if bytes
                .get(30..)
                .is_some_and(|rest| rest.starts_with(b"mimetypeapplication/vnd.oasis.opendocument.text")) =>
        {
            Ok(unicode(Format::Odt, docx::text(&office::to_docx(bytes, ".odt", tools)?, limits.bytes)?))
        }
        Some(Kind::Zip) => Err(DocumentError::Unsupported { format: "ZIP" }),
        // LibreOffice resolves automatic numbers, too.
        Some(Kind::Office(Format::Doc, _)) if tools.soffice.is_none() && doc::is_doc(bytes) => {
            Ok(unicode(Format::Doc, doc::text(bytes, limits.bytes)?))
        }
        Some(Kind::Office(format, ending)) => {
            Ok(unicode(format, docx::text(&office::to_docx(bytes, ending, tools)?, limits.bytes)?))
        }
        Some(Kind::Packed(format)) => Err(DocumentError::Unsupported { format }),
        None => text(bytes),
    }
}

/// Formats made of text.
fn text(bytes: &[u8]) -> Result<Decoded, DocumentError> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(HEAD)]).to_lowercase();
    let head = head.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    if is_html(head) {
        let (page, encoding) = html::decode(bytes);
        if html::is_too_deep(&page) {
            let reason = format!("elements are nested deeper than {}", html::DEEPEST);
            return Err(DocumentError::Damaged { format: "HTML", reason });
        }
        return Ok(if ocr::is_hocr(head) {
            laid_out(Format::Hocr, ocr::hocr(&page))
        } else {
            repaired(Decoded { format: Format::Html, encoding, text: html::text(&page), boxes: Vec::new() })
        });
    }
    match plain(bytes) {
        Ok(decoded) if ocr::is_tsv(&decoded.text) => Ok(laid_out(Format::Tsv, ocr::tsv(&decoded.text, 1.0))),
        Ok(decoded) if head.starts_with("<?xml") && ocr::is_alto(head) || head.starts_with("<alto") => {
            Ok(laid_out(Format::Alto, ocr::alto(&decoded.text)?))
        }
        Ok(decoded) => Ok(repaired(decoded)),
        Err(error) => {
            let (text, legacy) = encoding::decode(bytes).filter(|_| !bytes.contains(&0)).ok_or(error)?;
            let format = if text::has_markdown(&text) { Format::Markdown } else { Format::Text };
            Ok(Decoded { format, encoding: legacy.name(), text, boxes: Vec::new() })
        }
    }
}

fn is_html(head: &str) -> bool {
    head.starts_with("<!doctype html")
        || head.starts_with("<html")
        || (head.starts_with("<?xml")
            || head.starts_with("<!--")
            || head.starts_with("<meta")
            || head.starts_with("<head"))
            && head.contains("<html")
}

/// Puts an old encoding right that was taken for windows-1252.
fn repaired(decoded: Decoded) -> Decoded {
    match encoding::repair(&decoded.text) {
        Some((text, legacy)) => Decoded { encoding: legacy.name(), text, ..decoded },
        None => decoded,
    }
}

/// Pages of words as text, with the place of each line.
fn laid_out(format: Format, pages: Vec<impl Into<Page>>) -> Decoded {
    let (mut text, mut boxes): (String, Vec<LineBox>) = (String::new(), Vec::new());
    let mut table = None;
    for (number, page) in pages.into_iter().enumerate() {
        if number > 0 {
            // A form feed ends a page; it stands on the page's last line, so that an empty page adds no line.
            let ended = text.pop();
            text.push('\u{c}');
            text.extend(ended);
        }
        for line in layout::lines(number + 1, page.into(), &mut table) {
            text.push_str(&line.text);
            text.push('\n');
            boxes.push(line.place);
        }
    }
    Decoded { format, encoding: "Unicode", text, boxes }
}
