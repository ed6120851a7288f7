//! Old Word files (.doc of Word 97 and later) without other programs: text, tables, fonts of old encodings.
//!
//! In: the bytes of an OLE file. Out: text, as the DOCX reader gives it. Letters in fonts of old encodings (".VnTime", "VNI-Times")
//! are decoded, fields show their results, page breaks stay. Automatic numbers and bullets are not resolved, text boxes,
//! footnotes and headers are left out: where LibreOffice is installed it reads the file instead. Files of Word 6 and 95 and
//! encrypted ones are refused.
//!
//! Source: "[MS-DOC]: Word (.doc) Binary File Format". The container is read by the `cfb` crate. Every place in the file is
//! checked before it is read. Cost: a pass over the text, a search in the table of formats for each stretch.

mod formats;

use std::io::{Cursor, Read as _};

use super::blocks::Blocks;
use super::encoding::{Legacy, char_of, decode_mojibake};
use super::grid::Grid;
use crate::error::DocumentError;
use formats::Formats;

/// The first word of the file information block.
const MAGIC: u16 = 0xA5EC;
/// Its version from Word 97 on.
const WORD_97: u16 = 0x00C1;
/// Bits of its flags: encrypted; the table stream is "1Table".
const ENCRYPTED: u16 = 0x0100;
const SECOND_TABLE: u16 = 0x0200;
/// Where the block says how many characters the body has, and where the piece table stands.
const BODY_LENGTH: usize = 0x4C;
const PIECES: usize = 0x1A2;
/// The bit of a piece's place that says that its characters have one byte each.
const ONE_BYTE: u32 = 1 << 30;

/// Whether an OLE file holds a Word document.
pub(super) fn is_doc(bytes: &[u8]) -> bool {
    cfb::CompoundFile::open(Cursor::new(bytes)).is_ok_and(|file| file.is_stream("/WordDocument"))
}

/// The text of an old Word file; none of its streams may have more than `limit` bytes.
pub(super) fn text(bytes: &[u8], limit: u64) -> Result<String, DocumentError> {
    let mut file = cfb::CompoundFile::open(Cursor::new(bytes)).map_err(|error| damaged(&error))?;
    let mut stream = |name: &str| -> Result<Vec<u8>, DocumentError> {
        let mut content = Vec::new();
        let stream = file.open_stream(name).map_err(|error| damaged(&error))?;
        stream.take(limit + 1).read_to_end(&mut content).map_err(|error| damaged(&error))?;
        if content.len() as u64 > limit {
            return Err(DocumentError::TooLarge { bytes: content.len() as u64, limit });
        }
        Ok(content)
    };
    let document = stream("/WordDocument")?;
    let word = |at| u16_at(&document, at).ok_or_else(|| damaged(&"its head is cut"));
    if word(0)? != MAGIC {
        return Err(damaged(&"it does not begin like a Word document"));
    }
    if word(2)? < WORD_97 {
        return Err(damaged(&"it is of Word 95 or older: install LibreOffice, or save it as DOCX and give that"));
    }
    let flags = word(0x0A)?;
    if flags & ENCRYPTED != 0 {
        return Err(damaged(&"it is encrypted: save it without a password and give that"));
    }
    let table = stream(if flags & SECOND_TABLE == 0 { "/0Table" } else { "/1Table" })?;
    let body = u32_at(&document, BODY_LENGTH).ok_or_else(|| damaged(&"its head is cut"))?;
    let pieces = listed(&document, &table, PIECES).and_then(pieces).ok_or_else(|| damaged(&"it has no piece table"))?;
    let mut reader = Reader::new(Formats::new(&document, &table));
    let mut left = body as usize;
    for piece in pieces {
        left -= reader.piece(&document, &piece, left);
    }
    Ok(reader.finish())
}

fn damaged(error: &impl ToString) -> DocumentError {
    DocumentError::Damaged { format: "Word (.doc)", reason: error.to_string() }
}

fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    bytes.get(at..)?.first_chunk().map(|bytes| u16::from_le_bytes(*bytes))
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..)?.first_chunk().map(|bytes| u32::from_le_bytes(*bytes))
}

/// The part of the table stream that the file information block names at an offset.
fn listed<'a>(document: &[u8], table: &'a [u8], at: usize) -> Option<&'a [u8]> {
    let (start, length) = (u32_at(document, at)? as usize, u32_at(document, at + 4)? as usize);
    table.get(start..start.checked_add(length)?).filter(|part| !part.is_empty())
}

/// A stretch of text as it lies in the file.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Piece {
    /// Where it starts in the document stream.
    start: usize,
    /// Characters.
    length: usize,
    /// Bytes a character.
    width: usize,
}

/// The pieces of the text in their order.
fn pieces(mut clx: &[u8]) -> Option<Vec<Piece>> {
    // Formats of whole pieces stand before the table.
    while let [1, rest @ ..] = clx {
        clx = rest.get(2 + u16_at(rest, 0)? as usize..)?;
    }
    let [2, rest @ ..] = clx else { return None };
    let table = rest.get(4..4 + u32_at(rest, 0)? as usize)?;
    // Ends of pieces, one more than there are pieces, then eight bytes for each.
    let count = table.len().checked_sub(4)? / 12;
    let piece = |at: usize| {
        let (first, end) = (u32_at(table, 4 * at)?, u32_at(table, 4 * at + 4)?);
        let place = u32_at(table, 4 * (count + 1) + 8 * at + 2)?;
        let length = end.checked_sub(first)? as usize;
        let start = (place & !(ONE_BYTE | 1 << 31)) as usize;
        let (start, width) = if place & ONE_BYTE == 0 { (start, 2) } else { (start / 2, 1) };
        Some(Piece { start, length, width })
    };
    (0..count).map(piece).collect()
}

/// The document under way.
struct Reader {
    formats: Formats,
    blocks: Blocks,
    /// Runs of the open paragraph: text and its font, where a run names one.
    runs: Vec<(String, Option<usize>)>,
    /// Units of UTF-16 that wait for the second half of a pair.
    high: Option<u16>,
    /// Cells of the open row, and the rows of the open table.
    cells: Vec<String>,
    cell: String,
    table: Option<Grid>,
    /// Fields that are open, and whether their code is being read.
    fields: Vec<bool>,
}

impl Reader {
    fn new(formats: Formats) -> Reader {
        Reader {
            formats,
            blocks: Blocks::default(),
            runs: Vec::new(),
            high: None,
            cells: Vec::new(),
            cell: String::new(),
            table: None,
            fields: Vec::new(),
        }
    }

    /// Reads a piece, at most `left` characters of it; says how many.
    fn piece(&mut self, document: &[u8], piece: &Piece, left: usize) -> usize {
        let length = piece.length.min(left);
        let end = piece.start.saturating_add(length.saturating_mul(piece.width)).min(document.len());
        let mut at = piece.start;
        while at + piece.width <= end {
            let (font, stretch) = self.formats.font(at);
            let stop = end.min(stretch.max(at + piece.width));
            while at + piece.width <= stop {
                match (piece.width, document.get(at), u16_at(document, at)) {
                    (1, Some(&byte), _) => self.character(char_of(byte), at, font),
                    (_, _, Some(unit)) => self.unit(unit, at, font),
                    _ => return length,
                }
                at += piece.width;
            }
        }
        length
    }

    /// Takes a unit of UTF-16.
    fn unit(&mut self, unit: u16, at: usize, font: Option<usize>) {
        let high = self.high.take();
        match char::decode_utf16(high.into_iter().chain([unit])).last() {
            Some(Ok(c)) => self.character(c, at, font),
            Some(Err(_)) if (0xD800..0xDC00).contains(&unit) => self.high = Some(unit),
            _ => {}
        }
    }

    fn character(&mut self, c: char, at: usize, font: Option<usize>) {
        match c {
            '\u{13}' => self.fields.push(true),
            '\u{14}' => self.fields.iter_mut().rev().take(1).for_each(|code| *code = false),
            '\u{15}' => drop(self.fields.pop()),
            _ if self.fields.contains(&true) => {}
            '\r' => self.end_paragraph(at),
            '\u{7}' => self.end_cell(at),
            '\u{c}' => {
                self.end_paragraph(at);
                if self.table.is_none() {
                    self.blocks.page_break();
                }
            }
            '\u{b}' => self.write('\n', font),
            '\t' | '\u{a0}' => self.write(' ', font),
            '\u{1e}' => self.write('-', font),
            // The soft hyphen of Word is one of these; that of Unicode is a letter in old encodings.
            c if c < ' ' => {}
            c => self.write(c, font),
        }
    }

    fn write(&mut self, c: char, font: Option<usize>) {
        match self.runs.last_mut() {
            Some((run, of)) if *of == font => run.push(c),
            _ => self.runs.push((c.into(), font)),
        }
    }

    /// The text of the open paragraph, whose mark stands at an offset.
    fn paragraph(&mut self, mark: usize) -> String {
        let style = self.formats.style(mark);
        let mut text = String::new();
        for (run, font) in std::mem::take(&mut self.runs) {
            let name = self.formats.font_name(font.or_else(|| self.formats.font_of_style(style)));
            match Legacy::of_font(name) {
                Some(legacy) => {
                    let decoded = decode_mojibake(&run, legacy);
                    text += &if Legacy::is_capital_font(name) { decoded.to_uppercase() } else { decoded };
                }
                None => text += &run,
            }
        }
        text
    }

    fn end_paragraph(&mut self, mark: usize) {
        let text = self.paragraph(mark);
        if self.formats.in_table(mark) {
            self.cell += &text;
            self.cell.push('\n');
        } else {
            self.end_table();
            self.blocks.paragraph(&text);
        }
    }

    /// A cell, or a row, ends.
    fn end_cell(&mut self, mark: usize) {
        let text = self.paragraph(mark);
        let Some(merged) = self.formats.row(mark) else {
            let cell = std::mem::take(&mut self.cell) + &text;
            self.cells.push(cell);
            return;
        };
        let grid = self.table.get_or_insert_default();
        grid.open_row();
        for (at, cell) in std::mem::take(&mut self.cells).iter().enumerate() {
            let goes_on = merged.get(at).copied().unwrap_or(false);
            grid.open_cell(1, 1);
            cell.lines().for_each(|line| grid.write(line));
            grid.close_merged(1, goes_on);
        }
        self.cell.clear();
    }

    fn end_table(&mut self) {
        if let Some(grid) = self.table.take() {
            self.blocks.table(grid.rows());
        }
        // What a cut table left.
        for cell in std::mem::take(&mut self.cells) {
            self.blocks.paragraph(&cell);
        }
    }

    fn finish(mut self) -> String {
        self.end_paragraph(usize::MAX);
        self.blocks.finish()
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use super::*;

    /// Where text, formats of characters and formats of paragraphs stand in a made file.
    const TEXT: usize = 0x600;
    const RUNS: usize = 4;
    const MARKS: usize = 5;
    const PAGE: usize = 512;

    fn put(stream: &mut [u8], at: usize, bytes: &[u8]) {
        stream[at..at + bytes.len()].copy_from_slice(bytes);
    }

    /// A page of formats: stretches of the text, each with its end and its description.
    fn page(stream: &mut [u8], number: usize, stretches: &[(usize, Vec<u8>)], place: usize) {
        let start = number * PAGE;
        put(stream, start, &(TEXT as u32).to_le_bytes());
        let mut free = PAGE - 2;
        for (at, (end, described)) in stretches.iter().enumerate() {
            put(stream, start + 4 * (at + 1), &((TEXT + end) as u32).to_le_bytes());
            free = (free - described.len()) & !1;
            put(stream, start + free, described);
            put(stream, start + 4 * (stretches.len() + 1) + place * at, &[(free / 2) as u8]);
        }
        stream[start + PAGE - 1] = stretches.len() as u8;
    }

    /// A file of one piece with two fonts, "Arial" and ".VnTimeH"; the style of all paragraphs has the second.
    fn made(text: &[u8], runs: &[(usize, Option<u16>)], marks: &[(usize, &[u8])], head: &[(usize, u16)]) -> Vec<u8> {
        let mut document = vec![0; 6 * PAGE];
        put(&mut document, 0, &MAGIC.to_le_bytes());
        put(&mut document, 2, &WORD_97.to_le_bytes());
        put(&mut document, 0x0A, &SECOND_TABLE.to_le_bytes());
        put(&mut document, BODY_LENGTH, &(text.len() as u32).to_le_bytes());
        put(&mut document, TEXT, text);
        let run = |font: Option<u16>| font.map_or(vec![0], |font| [&[4, 0x4F, 0x4A][..], &font.to_le_bytes()].concat());
        page(&mut document, RUNS, &runs.iter().map(|(end, font)| (*end, run(*font))).collect::<Vec<_>>(), 1);
        // Style 0, then properties, in words.
        let mark = |said: &[u8]| [&[0, (said.len() as u8 + 3) / 2, 0, 0][..], said, &[0][..said.len() % 2]].concat();
        page(&mut document, MARKS, &marks.iter().map(|(end, said)| (*end, mark(said))).collect::<Vec<_>>(), 13);

        let bins = |number: u32| [[0, 0, 0, 0], u32::MAX.to_le_bytes(), number.to_le_bytes()].concat();
        let font = |name: &str| {
            let units: Vec<u8> = name.encode_utf16().chain([0]).flat_map(u16::to_le_bytes).collect();
            [&[39 + units.len() as u8][..], &[0; 39], &units].concat()
        };
        let fonts = [&[2, 0, 0, 0][..], &font("Arial"), &font(".VnTimeH")].concat();
        // A head of four words; one paragraph style, based on none, with a name of one letter.
        let chpx = [4, 0, 0x4F, 0x4A, 1, 0];
        let style = [&[0, 0, 0xF1, 0xFF, 0, 0, 0, 0, 0, 0, 1, 0, b'A', 0, 0, 0, 0, 0][..], &chpx].concat();
        let sheet = [&[4, 0, 1, 0, 10, 0][..], &(style.len() as u16).to_le_bytes(), &style].concat();
        let place = (2 * TEXT) as u32 | ONE_BYTE;
        let table = [&[0; 4][..], &(text.len() as u32).to_le_bytes(), &[0, 0], &place.to_le_bytes(), &[0, 0]].concat();
        let pieces = [&[1, 1, 0, 7, 2][..], &(table.len() as u32).to_le_bytes(), &table].concat();
        let mut stream = Vec::new();
        let parts =
            [(0xA2, sheet), (0xFA, bins(RUNS as u32)), (0x102, bins(MARKS as u32)), (0x112, fonts), (PIECES, pieces)];
        for (at, part) in parts {
            put(&mut document, at, &(stream.len() as u32).to_le_bytes());
            put(&mut document, at + 4, &(part.len() as u32).to_le_bytes());
            stream.extend(part);
        }
        head.iter().for_each(|(at, word)| put(&mut document, *at, &word.to_le_bytes()));
        let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new())).expect("a file");
        file.create_stream("/WordDocument").expect("a stream").write_all(&document).expect("is written");
        file.create_stream("/1Table").expect("a stream").write_all(&stream).expect("is written");
        file.flush().expect("is written");
        file.into_inner().into_inner()
    }

    const IN_TABLE: &[u8] = &[0x16, 0x24, 1];
    const ROW: &[u8] = &[0x16, 0x24, 1, 0x17, 0x24, 1];

    #[test]
    fn letters_are_decoded_by_their_fonts() {
        // "kế hoạch" in the style's font, then a line in Arial.
        let bytes = made(b"k\xd5 ho\xb9ch\rCa f\xe9\r", &[(9, None), (15, Some(0))], &[(9, &[]), (15, &[])], &[]);
        assert!(is_doc(&bytes));
        assert_eq!(text(&bytes, 1 << 20).expect("is read"), "KẾ HOẠCH\nCa fé\n");
    }

    #[test]
    fn tables_keep_their_rows_and_merged_cells() {
        // The second cell of the second row goes on with the one above.
        let mut merged = ROW.to_vec();
        let cells = [&[2][..], &[0; 6], &[0; 20], &[0x20, 0][..], &[0; 18]].concat();
        merged.extend([&[0x08, 0xD6][..], &(cells.len() as u16 + 1).to_le_bytes(), &cells].concat());
        let body = b"1\x07Y t\x07\x072\x07\x07\x07Cu\r";
        let marks: [(usize, &[u8]); 5] = [(6, IN_TABLE), (7, ROW), (10, IN_TABLE), (11, &merged), (14, &[])];
        let bytes = made(body, &[(14, Some(0))], &marks, &[]);
        assert_eq!(text(&bytes, 1 << 20).expect("is read"), "| 1 | Y t |\n| 2 | Y t |\nCu\n");
    }

    #[test]
    fn fields_show_their_results_and_pages_end() {
        let body = b"Trang \x13PAGE \\* x\x14 5\x15 a\x0bb\x0cc\x1ed\r";
        let bytes = made(body, &[(40, Some(0))], &[(40, &[])], &[]);
        assert_eq!(text(&bytes, 1 << 20).expect("is read"), "Trang 5 a\nb\n\u{c}c-d\n");
    }

    #[test]
    fn what_cannot_be_read_is_an_error() {
        let with = |head: &[(usize, u16)]| text(&made(b"a\r", &[(2, None)], &[(2, &[])], head), 1 << 20);
        assert_eq!(with(&[]).expect("is read"), "A\n");
        for head in [(0, 0), (2, 0x65), (0x0A, SECOND_TABLE | ENCRYPTED), (0x0A, 0), (PIECES, 0xFFFF), (PIECES + 4, 0)]
        {
            assert!(with(&[head]).is_err(), "{head:?}");
        }
        let bytes = made(b"a\r", &[(2, None)], &[(2, &[])], &[]);
        assert!(matches!(text(&bytes, 100), Err(DocumentError::TooLarge { .. })));
        assert!(!is_doc(b"no OLE file") && text(b"no OLE file", 100).is_err());
    }

    #[test]
    fn damage_is_never_a_panic() {
        let whole = made(b"k\xd5\x07ho\x07\x07ch\r", &[(9, None)], &[(6, IN_TABLE), (7, ROW), (10, &[])], &[]);
        for length in (0..whole.len()).step_by(37) {
            let _ = text(&whole[..length], 1 << 20);
        }
        let mut random = fastrand::Rng::with_seed(7);
        for _ in 0..400 {
            let mut bytes = whole.clone();
            // Behind the container's head, where the streams are.
            (0..8).for_each(|_| bytes[random.usize(512..whole.len())] = random.u8(..));
            let _ = text(&bytes, 1 << 20);
        }
    }
}
