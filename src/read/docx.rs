//! Word files (DOCX): paragraphs, tables, and the labels that Word shows.
//!
//! In: the bytes of a DOCX. Out: text. Automatic numbers and bullets are resolved from `numbering.xml`; text boxes come
//! before the paragraph that they hang on; inserted text of tracked changes is there, deleted text is not; text in fonts of old
//! encodings (".VnTime", "VNI-Times") is decoded. Headers, footers, footnotes and comments are no text of the body and are
//! left out. Nothing is written to disk; a part larger unpacked than the limit is refused.

mod fonts;
mod numbering;

use std::io::{Cursor, Read as _};

use quick_xml::events::BytesStart;

use super::blocks::Blocks;
use super::encoding::{Legacy, decode_mojibake};
use super::grid::Grid;
use super::xml::{Seen, attribute, walk};
use crate::error::DocumentError;
use fonts::Fonts;
use numbering::Numbering;

/// Whether a ZIP archive is a Word file.
pub(super) fn is_docx(bytes: &[u8]) -> bool {
    zip::ZipArchive::new(Cursor::new(bytes)).is_ok_and(|archive| archive.index_for_name("word/document.xml").is_some())
}

/// The text of a Word file; no part of it may unpack to more than `limit` bytes.
pub(super) fn text(bytes: &[u8], limit: u64) -> Result<String, DocumentError> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(|error| damaged(&error))?;
    let mut part = |name: &str| -> Result<Option<String>, DocumentError> {
        let Ok(file) = archive.by_name(name) else { return Ok(None) };
        let mut text = String::new();
        file.take(limit + 1).read_to_string(&mut text).map_err(|error| damaged(&error))?;
        if text.len() as u64 > limit {
            return Err(DocumentError::TooLarge { bytes: text.len() as u64, limit });
        }
        Ok(Some(text))
    };
    let document = part("word/document.xml")?.ok_or_else(|| damaged(&"it has no word/document.xml"))?;
    let numbers = part("word/numbering.xml")?.unwrap_or_default();
    let styles = part("word/styles.xml")?.unwrap_or_default();
    let mut body = Body { numbering: Numbering::new(&numbers, &styles), fonts: Fonts::new(&styles), ..Body::default() };
    walk(&document, &mut |event| body.see(&event)).map_err(|error| damaged(&error))?;
    Ok(body.finish())
}

fn damaged(error: &impl ToString) -> DocumentError {
    DocumentError::Damaged { format: "DOCX", reason: error.to_string() }
}

/// A paragraph under way.
#[derive(Default)]
struct Paragraph {
    text: String,
    style: Option<String>,
    number: Option<(String, usize)>,
    font: Option<Legacy>,
    shouted: bool,
}

/// The body under way.
#[derive(Default)]
struct Body {
    blocks: Blocks,
    numbering: Numbering,
    fonts: Fonts,
    /// Paragraphs that are open: a text box stands inside one.
    paragraphs: Vec<Paragraph>,
    tables: Vec<Grid>,
    /// Columns and rows of the open cells: gridSpan, and whether a merge goes on from above.
    spans: Vec<(usize, bool)>,
    /// Elements that are left out are open.
    skipped: usize,
    in_run: bool,
    in_text: bool,
    in_properties: bool,
    page_ended: bool,
}

/// Elements whose content is not in the text: deleted and moved-away text, the second copy of a drawing, field codes.
const LEFT_OUT: [&str; 6] = ["del", "moveFrom", "Fallback", "instrText", "delText", "rubyBase"];

impl Body {
    fn see(&mut self, seen: &Seen<'_>) {
        match seen {
            Seen::Open(name, element) => self.open(name, element),
            Seen::Close(name) => self.close(name),
            Seen::Text(text) if self.in_text && self.skipped == 0 => self.write(text),
            Seen::Text(_) => {}
        }
    }

    fn open(&mut self, name: &str, element: &BytesStart<'_>) {
        if self.skipped > 0 || LEFT_OUT.contains(&name) {
            self.skipped += 1;
            return;
        }
        match name {
            "p" => self.paragraphs.push(Paragraph::default()),
            "pPr" => self.in_properties = true,
            "pStyle" => self.set(|paragraph| paragraph.style = attribute(element, "val")),
            "numId" => self.set(|paragraph| {
                let level = paragraph.number.take().map_or(0, |(_, level)| level);
                paragraph.number = attribute(element, "val").map(|id| (id, level));
            }),
            "ilvl" => self.set(|paragraph| {
                let level = attribute(element, "val").and_then(|level| level.parse().ok()).unwrap_or(0);
                paragraph.number = Some((paragraph.number.take().map_or_else(String::new, |(id, _)| id), level));
            }),
            "r" => {
                self.in_run = true;
                let style = self.paragraphs.last().and_then(|paragraph| paragraph.style.clone());
                let font = self.fonts.of_style(style.as_deref()).to_owned();
                self.set_font(&font);
            }
            "rStyle" if self.in_run => {
                let style = attribute(element, "val");
                if let Some(font) = style.and_then(|style| self.fonts.own(&style).map(str::to_owned)) {
                    self.set_font(&font);
                }
            }
            "rFonts" if self.in_run => {
                if let Some(font) = attribute(element, "ascii").or_else(|| attribute(element, "hAnsi")) {
                    self.set_font(&font);
                }
            }
            "t" => self.in_text = true,
            "tab" if !self.in_properties => self.write(" "),
            "br" | "cr" => match attribute(element, "type").as_deref() {
                Some("page") => self.page_ended = true,
                _ => self.write("\n"),
            },
            "lastRenderedPageBreak" => self.page_ended = true,
            "noBreakHyphen" => self.write("-"),
            // A letter in old encodings, nothing elsewhere.
            "softHyphen" if self.paragraphs.last().is_some_and(|paragraph| paragraph.font.is_some()) => {
                self.write("\u{ad}");
            }
            "tbl" => self.tables.push(Grid::default()),
            "tr" => self.tables.last_mut().into_iter().for_each(Grid::open_row),
            "tc" => self.spans.push((1, false)),
            "gridSpan" => {
                if let (Some((columns, _)), Some(span)) = (self.spans.last_mut(), attribute(element, "val")) {
                    *columns = span.parse().unwrap_or(1_usize).clamp(1, 40);
                }
            }
            "vMerge" => {
                if let Some((_, goes_on)) = self.spans.last_mut() {
                    *goes_on = attribute(element, "val").as_deref() != Some("restart");
                }
            }
            _ => {}
        }
        if name == "tc" {
            self.tables.last_mut().into_iter().for_each(|grid| grid.open_cell(1, 1));
        }
    }

    fn close(&mut self, name: &str) {
        if self.skipped > 0 {
            self.skipped -= 1;
            return;
        }
        match name {
            "p" => self.end_paragraph(),
            "pPr" => self.in_properties = false,
            "r" => self.in_run = false,
            "t" => self.in_text = false,
            "tc" => {
                if let (Some(grid), Some((columns, goes_on))) = (self.tables.last_mut(), self.spans.pop()) {
                    grid.close_merged(columns, goes_on);
                }
            }
            "tbl" => {
                if let Some(grid) = self.tables.pop() {
                    match self.tables.last_mut() {
                        Some(outer) => grid
                            .rows()
                            .iter()
                            .flatten()
                            .filter(|cell| !cell.is_empty())
                            .for_each(|cell| outer.write(cell)),
                        None => self.blocks.table(grid.rows()),
                    }
                }
            }
            _ => {}
        }
    }

    fn set(&mut self, change: impl FnOnce(&mut Paragraph)) {
        if let Some(paragraph) = self.paragraphs.last_mut() {
            change(paragraph);
        }
    }

    fn set_font(&mut self, font: &str) {
        self.set(|paragraph| {
            paragraph.font = Legacy::of_font(font);
            paragraph.shouted = Legacy::is_capital_font(font);
        });
    }

    fn write(&mut self, text: &str) {
        let Some(paragraph) = self.paragraphs.last_mut() else { return };
        match paragraph.font {
            Some(legacy) => {
                let decoded = decode_mojibake(text, legacy);
                paragraph.text.push_str(&if paragraph.shouted { decoded.to_uppercase() } else { decoded });
            }
            None => paragraph.text.push_str(text),
        }
    }

    fn end_paragraph(&mut self) {
        let Some(paragraph) = self.paragraphs.pop() else { return };
        if paragraph.text.trim().is_empty() {
            return;
        }
        let label = self.numbering.label(paragraph.number.as_ref(), paragraph.style.as_deref());
        let text =
            label.map_or_else(|| paragraph.text.clone(), |label| format!("{label} {}", paragraph.text.trim_start()));
        if std::mem::take(&mut self.page_ended) && self.tables.is_empty() {
            self.blocks.page_break();
        }
        match self.tables.last_mut() {
            Some(grid) => grid.write(&text),
            None => self.blocks.paragraph(&text),
        }
    }

    fn finish(mut self) -> String {
        // What a cut file left open.
        while !self.paragraphs.is_empty() {
            self.end_paragraph();
        }
        for grid in std::mem::take(&mut self.tables) {
            self.blocks.table(grid.rows());
        }
        self.blocks.finish()
    }
}
