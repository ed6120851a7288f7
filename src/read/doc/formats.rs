//! What an old Word file says of stretches of its text: fonts, styles, tables.
//!
//! In: the document and table streams. Out, for an offset in the document: the font of the letters there, the style of the
//! paragraph that ends there, whether it stands in a table, whether a row ends there and which of its cells go on from
//! above. What is damaged in it is not there. Everything else that a format may say is passed over.

use super::{listed, u16_at, u32_at};

/// Where the file information block names the style sheet, the pages of character and of paragraph formats, the fonts.
const STYLES: usize = 0xA2;
const CHARACTERS: usize = 0xFA;
const PARAGRAPHS: usize = 0x102;
const FONTS: usize = 0x112;
/// Bytes of a page of formats; the last one counts its stretches.
const PAGE: usize = 512;
/// Bytes that say where a paragraph is described.
const PLACE: usize = 13;
/// Properties: font of a run; whether a paragraph is in a table, and ends a row; the cells of a row.
const FONT: u16 = 0x4A4F;
const IN_TABLE: u16 = 0x2416;
const ENDS_ROW: u16 = 0x2417;
const CELLS: u16 = 0xD608;
/// Bytes of a cell's description, and the two bits of its first word that say that it goes on vertically, and starts anew.
const CELL: usize = 20;
const GOES_ON: u16 = 1 << 5;
const STARTS: u16 = 1 << 6;
/// A paragraph style; the number that stands for no style.
const PARAGRAPH_STYLE: u16 = 1;
const NO_STYLE: usize = 0xFFF;
/// Styles that a style may be based on, one on the other.
const LONGEST_CHAIN: usize = 16;

/// Stretches of the document with one thing said of each, in the order of the file.
struct Stretches<T> {
    /// Where each ends.
    ends: Vec<usize>,
    said: Vec<T>,
}

impl<T> Stretches<T> {
    fn at(&self, offset: usize) -> Option<(&T, usize)> {
        let at = self.ends.partition_point(|&end| end <= offset);
        Some((self.said.get(at)?, self.ends[at]))
    }
}

/// What is said of a paragraph.
#[derive(Default)]
struct Paragraph {
    style: usize,
    in_table: bool,
    /// Of each cell of the row that ends here, whether it goes on with the one above.
    row: Option<Vec<bool>>,
}

/// A style: its font, and what it is based on.
#[derive(Default)]
struct Style {
    font: Option<usize>,
    based_on: usize,
}

/// The formats of a document.
pub(super) struct Formats {
    fonts: Vec<String>,
    styles: Vec<Style>,
    runs: Stretches<Option<usize>>,
    paragraphs: Stretches<Paragraph>,
}

impl Formats {
    pub(super) fn new(document: &[u8], table: &[u8]) -> Formats {
        let part = |at| listed(document, table, at).unwrap_or_default();
        Formats {
            fonts: fonts(part(FONTS)).unwrap_or_default(),
            styles: styles(part(STYLES)).unwrap_or_default(),
            runs: stretches(document, part(CHARACTERS), run),
            paragraphs: stretches(document, part(PARAGRAPHS), paragraph),
        }
    }

    /// The font that letters at an offset name themselves, and where the stretch ends.
    pub(super) fn font(&self, offset: usize) -> (Option<usize>, usize) {
        self.runs.at(offset).map_or((None, usize::MAX), |(font, end)| (*font, end))
    }

    /// The style of the paragraph that ends at an offset.
    pub(super) fn style(&self, mark: usize) -> usize {
        self.paragraphs.at(mark).map_or(0, |(paragraph, _)| paragraph.style)
    }

    pub(super) fn in_table(&self, mark: usize) -> bool {
        self.paragraphs.at(mark).is_some_and(|(paragraph, _)| paragraph.in_table)
    }

    /// Which cells of the row that ends at an offset go on with those above.
    pub(super) fn row(&self, mark: usize) -> Option<&[bool]> {
        self.paragraphs.at(mark).and_then(|(paragraph, _)| paragraph.row.as_deref())
    }

    /// The font of a style, its own or of one that it is based on.
    pub(super) fn font_of_style(&self, style: usize) -> Option<usize> {
        let chain = std::iter::successors(self.styles.get(style), |style| self.styles.get(style.based_on));
        chain.take(LONGEST_CHAIN).find_map(|style| style.font)
    }

    pub(super) fn font_name(&self, font: Option<usize>) -> &str {
        font.and_then(|font| self.fonts.get(font)).map_or("", String::as_str)
    }
}

/// The stretches of all pages that a table of them names.
fn stretches<T>(document: &[u8], pages: &[u8], read: impl Fn(&[u8], usize) -> Option<T>) -> Stretches<T>
where
    T: Default,
{
    let mut found = Stretches { ends: Vec::new(), said: Vec::new() };
    // Ends of pages, one more than there are pages, then the number of each.
    let count = pages.len().saturating_sub(4) / 8;
    for at in 0..count {
        let number = u32_at(pages, 4 * (count + 1) + 4 * at).unwrap_or(0) as usize & 0x3F_FFFF;
        let Some(page) = document.get(number * PAGE..(number + 1) * PAGE) else { continue };
        let runs = usize::from(page[PAGE - 1]);
        for run in 0..runs {
            let Some(end) = u32_at(page, 4 * (run + 1)) else { break };
            // In a damaged file they may go back.
            if found.ends.last().is_none_or(|&last| last < end as usize) {
                found.ends.push(end as usize);
                found.said.push(read(page, run).unwrap_or_default());
            }
        }
    }
    found
}

/// The font of a run, from the page that describes it.
fn run(page: &[u8], run: usize) -> Option<Option<usize>> {
    let ends = 4 * (usize::from(*page.last()?) + 1);
    let place = 2 * usize::from(*page.get(ends + run)?);
    let length = usize::from(*page.get(place).filter(|_| place > 0)?);
    Some(font_in(page.get(place + 1..place + 1 + length)?))
}

fn font_in(properties: &[u8]) -> Option<usize> {
    let mut font = None;
    for_each(properties, &mut |property, value| {
        if property == FONT {
            font = u16_at(value, 0).map(usize::from);
        }
    });
    font
}

/// What a page says of a paragraph.
fn paragraph(page: &[u8], at: usize) -> Option<Paragraph> {
    let ends = 4 * (usize::from(*page.last()?) + 1);
    let place = 2 * usize::from(*page.get(ends + PLACE * at)?);
    // Its length in words; where that is none, the next byte says it.
    let (start, length) = match usize::from(*page.get(place).filter(|_| place > 0)?) {
        0 => (place + 2, 2 * usize::from(*page.get(place + 1)?)),
        words => (place + 1, 2 * words - 1),
    };
    let said = page.get(start..start + length)?;
    let mut paragraph = Paragraph { style: u16_at(said, 0)?.into(), ..Paragraph::default() };
    let (mut ends_row, mut cells) = (false, Vec::new());
    for_each(said.get(2..)?, &mut |property, value| match property {
        IN_TABLE => paragraph.in_table = value.first() == Some(&1),
        ENDS_ROW => ends_row = value.first() == Some(&1),
        CELLS => cells = merged(value).unwrap_or_default(),
        _ => {}
    });
    paragraph.row = ends_row.then_some(cells);
    Some(paragraph)
}

/// Which cells of a row go on with those above.
fn merged(cells: &[u8]) -> Option<Vec<bool>> {
    let count = usize::from(*cells.first()?);
    let first = 1 + 2 * (count + 1);
    let cell = |at: usize| {
        let word = u16_at(cells, first + CELL * at)?;
        Some(word & GOES_ON != 0 && word & STARTS == 0)
    };
    Some((0..count).map_while(cell).collect())
}

/// Walks the properties of a list, each with the bytes of its value.
fn for_each(mut list: &[u8], see: &mut dyn FnMut(u16, &[u8])) {
    while let (Some(property), Some(rest)) = (u16_at(list, 0), list.get(2..)) {
        // The kind of a property says how long its value is.
        let (skip, length) = match property >> 13 {
            0 | 1 => (0, 1),
            2 | 4 | 5 => (0, 2),
            3 => (0, 4),
            7 => (0, 3),
            _ if property == CELLS => (2, usize::from(u16_at(rest, 0).unwrap_or(1)).saturating_sub(1)),
            _ => (1, usize::from(rest.first().copied().unwrap_or(0))),
        };
        let Some(value) = rest.get(skip..skip + length) else { return };
        see(property, value);
        list = &rest[skip + length..];
    }
}

/// The names of the fonts.
fn fonts(table: &[u8]) -> Option<Vec<String>> {
    /// Where the name stands in the description of a font.
    const NAME: usize = 40;
    let count = usize::from(u16_at(table, 0)?);
    let mut rest = table.get(4..)?;
    let mut names = Vec::new();
    for _ in 0..count {
        let length = 1 + usize::from(*rest.first()?);
        let name = rest.get(NAME..length).unwrap_or_default();
        let units = name.chunks_exact(2).map(|unit| u16::from_le_bytes([unit[0], unit[1]]));
        names.push(String::from_utf16_lossy(&units.take_while(|&unit| unit != 0).collect::<Vec<_>>()));
        rest = rest.get(length..)?;
    }
    Some(names)
}

/// The styles of the style sheet.
fn styles(sheet: &[u8]) -> Option<Vec<Style>> {
    let head = usize::from(u16_at(sheet, 0)?);
    let (count, base) = (u16_at(sheet, 2)?, usize::from(u16_at(sheet, 4)?));
    let mut rest = sheet.get(2 + head..)?;
    let mut styles = Vec::new();
    for _ in 0..count {
        let Some(length) = u16_at(rest, 0).map(usize::from) else { break };
        let Some(described) = rest.get(2..2 + length) else { break };
        styles.push(style(described, base).unwrap_or(Style { font: None, based_on: NO_STYLE }));
        rest = rest.get(2 + length + length % 2..).unwrap_or_default();
    }
    Some(styles)
}

/// A style from its description, whose fixed part is `base` bytes long.
fn style(described: &[u8], base: usize) -> Option<Style> {
    let word = u16_at(described, 2)?;
    let (kind, based_on) = (word & 0xF, usize::from(word >> 4));
    // Its name ends with a zero; lists of properties follow, the first of a paragraph style is of paragraphs.
    let name = 2 + 2 * (usize::from(u16_at(described, base)?) + 1);
    let mut at = base + name;
    let lists = if kind == PARAGRAPH_STYLE { 2 } else { 1 };
    let mut font = None;
    for list in 0..lists {
        at += at % 2;
        let Some(length) = u16_at(described, at).map(usize::from) else { break };
        let properties = described.get(at + 2..at + 2 + length)?;
        if list + 1 == lists {
            font = font_in(properties);
        }
        at += 2 + length;
    }
    Some(Style { font, based_on })
}
