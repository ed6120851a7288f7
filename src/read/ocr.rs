//! Scans through Tesseract, and the results of other OCRs: Tesseract's TSV, hOCR, ALTO.
//!
//! In: an image, or an OCR's result. Out: pages of words with boxes and confidences. Each page is a process of its own; what
//! the words say is not judged here.

use std::collections::HashMap;
use std::ffi::OsStr;

use scraper::{Html, Selector};

use super::layout::{Page, Word};
use super::picture;
use super::stack::Strip;
use super::tools::{Tools, hand_over, run};
use super::xml::{Seen, attribute, walk};
use crate::error::DocumentError;

/// Dots an inch that pictures are taken to have; boxes come in points.
pub(super) const RESOLUTION: u32 = 300;
/// Words and letters of a line that may be dirt.
const MOST_WORDS_OF_DIRT: usize = 2;
const MOST_LETTERS_OF_DIRT: usize = 6;
/// A line is dirt when the OCR is less sure than this of each of its words.
const LEAST_BELIEVED: f32 = 0.35;
/// A letter is dirt when it is less high and wide than this, in heights of its line: a dot is, a letter of any font is not.
const SMALLEST_LETTER: f32 = 0.2;
/// Points an inch.
const POINTS: f32 = 72.0;

/// Reads one picture with Tesseract: a page a frame. A TIFF may have many frames and goes as it is; other pictures are made
/// ready first. `resolution` is in dots an inch, where it is known.
pub(super) fn image(
    bytes: &[u8],
    ending: &str,
    resolution: Option<u32>,
    tools: &Tools,
) -> Result<Vec<Page>, DocumentError> {
    let Some(tesseract) = &tools.tesseract else {
        return Err(DocumentError::ToolMissing { tool: "tesseract", needed_for: "scans" });
    };
    let known = resolution.unwrap_or(RESOLUTION);
    let (file, ready) = if ending == ".tif" {
        (hand_over(bytes, ending)?, None)
    } else {
        let ready = picture::for_ocr(bytes, known)?;
        (hand_over(&ready.picture, ".pgm")?, Some(ready))
    };
    let dots = resolution.map(|dots| dots.to_string());
    let mut arguments = vec![file.as_os_str(), OsStr::new("stdout"), OsStr::new("-l"), OsStr::new(&tools.language)];
    arguments.extend(dots.iter().flat_map(|dots| [OsStr::new("--dpi"), OsStr::new(dots)]));
    arguments.push(OsStr::new("tsv"));
    let printed = run(tesseract, &arguments, tools.page)?;
    let scale = POINTS / known as f32;
    let mut pages = tsv(&String::from_utf8_lossy(&printed), scale);
    pages.iter_mut().for_each(drop_dirt);
    let mut pages: Vec<Page> = pages.into_iter().map(Page::from).collect();
    if let (Some(page), Some(ready)) = (pages.first_mut(), ready) {
        page.tables = ready.tables.into_iter().map(|table| table.scaled(scale)).collect();
        let strips: Vec<Strip> = ready.strips.into_iter().map(|strip| strip.scaled(scale)).collect();
        page.words.iter_mut().for_each(|word| put_back(word, &strips));
    }
    Ok(pages)
}

/// Puts a word of a cell that was read below the page back to where it stood.
fn put_back(word: &mut Word, strips: &[Strip]) {
    let (x, y) = (f32::midpoint(word.left, word.right), f32::midpoint(word.top, word.bottom));
    if let Some(strip) = strips.iter().find(|strip| strip.holds(x, y)) {
        (word.left, word.right) = (word.left + strip.right, word.right + strip.right);
        (word.top, word.bottom) = (word.top + strip.down, word.bottom + strip.down);
    }
}

/// Takes out what dirt on the paper made of a page: short lines without a letter, or of which the OCR itself believes no word.
/// A chapter's number alone on its line ("TH." for "II.") stays: strokes are what an OCR is least sure of.
fn drop_dirt(page: &mut Vec<Word>) {
    let mut lines: HashMap<usize, (usize, usize, f32)> = HashMap::new();
    for word in page.iter() {
        let (Some(line), Some(sure)) = (word.line, word.confidence) else { continue };
        let (words, letters, surest) = lines.entry(line).or_default();
        *words += 1;
        *letters += word.text.chars().filter(|c| c.is_alphanumeric()).count();
        *surest = surest.max(sure);
    }
    page.retain(|word| {
        let line = word.line.and_then(|line| lines.get(&line));
        !line.is_some_and(|&(words, letters, surest)| {
            let short = words <= MOST_WORDS_OF_DIRT && letters <= MOST_LETTERS_OF_DIRT;
            let number = words == 1 && is_roman_number(&word.text);
            short && !number && (surest < LEAST_BELIEVED || letters == 0)
        })
    });
}

/// Whether a word is a roman number of two signs or more, as an OCR may see it, with its stop.
fn is_roman_number(word: &str) -> bool {
    let seen = word.strip_suffix('.').unwrap_or_default();
    seen.len() >= 2 && seen.chars().all(|c| matches!(c, 'I' | 'V' | 'X' | 'H' | 'T' | 'L'))
}

/// Whether text is Tesseract's TSV.
pub(super) fn is_tsv(text: &str) -> bool {
    text.starts_with("level\tpage_num\tblock_num\t")
}

/// The words of TSV, page by page; `scale` turns its dots into points.
pub(super) fn tsv(text: &str, scale: f32) -> Vec<Vec<Word>> {
    let mut pages: Vec<Vec<Word>> = Vec::new();
    // Top and bottom of the line under way: words take them, for boxes of words are as high as their letters.
    let mut line: Option<(f32, f32)> = None;
    let mut number_of_line = 0;
    for row in text.lines().skip(1) {
        let cells: Vec<&str> = row.split('\t').collect();
        let [level, page, .., left, top, width, height, confidence, text] = cells[..] else { continue };
        let number = |cell: &str| cell.parse::<f32>().ok().filter(|number| number.is_finite());
        let page: usize = page.parse().unwrap_or(1);
        // A page without words is a page, too.
        if page > pages.len() && page <= pages.len() + 1 {
            pages.push(Vec::new());
        }
        let (Some(left), Some(top), Some(width), Some(height)) =
            (number(left), number(top), number(width), number(height))
        else {
            continue;
        };
        match level {
            "4" => (line, number_of_line) = (Some((top, top + height)), number_of_line + 1),
            "1" | "2" | "3" => line = None,
            _ => {}
        }
        // A letter the size of a dot is a dot.
        let smallest = line.map_or(0.0, |(top, bottom)| SMALLEST_LETTER * (bottom - top));
        let round = width < 2.0 * height;
        let dot = round && height < smallest && width < smallest && text.contains(char::is_alphanumeric);
        let (top, bottom) = line.unwrap_or((top, top + height));
        let Some(words) = pages.last_mut().filter(|_| level == "5" && !text.trim().is_empty() && !dot) else {
            continue;
        };
        words.push(Word {
            // The Vietnamese model takes the stroke of "1/2024" for that of a fraction, or for both.
            text: text.replace("/\u{2044}", "/").replace('\u{2044}', "/"),
            left: left * scale,
            top: top * scale,
            right: (left + width) * scale,
            bottom: bottom * scale,
            confidence: number(confidence).filter(|sure| *sure >= 0.0).map(|sure| (sure / 100.0).min(1.0)),
            line: line.map(|_| number_of_line),
        });
    }
    pages
}

/// Whether a web page is an OCR's result.
pub(super) fn is_hocr(head: &str) -> bool {
    head.contains("ocr_page") || head.contains("ocr-system")
}

/// The words of hOCR.
pub(super) fn hocr(html: &str) -> Vec<Vec<Word>> {
    let page = Html::parse_document(html);
    let (Ok(pages), Ok(words)) = (Selector::parse(".ocr_page"), Selector::parse(".ocrx_word, .ocr_word")) else {
        return Vec::new();
    };
    let word = |element: scraper::ElementRef<'_>| {
        let title = element.attr("title")?;
        let property =
            |name: &str| title.split(';').find_map(|property| property.trim().strip_prefix(name)).map(str::trim);
        let bounds: Vec<f32> = property("bbox")?.split_whitespace().filter_map(|number| number.parse().ok()).collect();
        let [left, top, right, bottom] = bounds[..] else { return None };
        let confidence =
            property("x_wconf").and_then(|sure| sure.parse::<f32>().ok()).map(|sure| (sure / 100.0).clamp(0.0, 1.0));
        Some(Word { text: element.text().collect(), left, top, right, bottom, confidence, line: None })
    };
    page.select(&pages).map(|page| page.select(&words).filter_map(word).collect()).collect()
}

/// Whether XML is ALTO.
pub(super) fn is_alto(head: &str) -> bool {
    head.contains("<alto") || head.contains(":alto")
}

/// The words of ALTO.
pub(super) fn alto(xml: &str) -> Result<Vec<Vec<Word>>, DocumentError> {
    let mut pages: Vec<Vec<Word>> = Vec::new();
    let walked = walk(xml, &mut |seen| {
        let Seen::Open(name, element) = seen else { return };
        let number = |name: &str| attribute(element, name).and_then(|number| number.parse::<f32>().ok()).unwrap_or(0.0);
        match (name, pages.last_mut()) {
            ("Page", _) => pages.push(Vec::new()),
            ("String", Some(words)) => {
                let (left, top) = (number("HPOS"), number("VPOS"));
                words.push(Word {
                    text: attribute(element, "CONTENT").unwrap_or_default(),
                    left,
                    top,
                    right: left + number("WIDTH"),
                    bottom: top + number("HEIGHT"),
                    confidence: attribute(element, "WC").and_then(|sure| sure.parse().ok()),
                    line: None,
                });
            }
            _ => {}
        }
    });
    walked.map_err(|reason| DocumentError::Damaged { format: "ALTO", reason })?;
    Ok(pages)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(pages: &[Vec<Word>]) -> Vec<Vec<&str>> {
        pages.iter().map(|page| page.iter().map(|word| word.text.as_str()).collect()).collect()
    }

    #[test]
    fn reads_tsv_with_empty_pages() {
        let tsv_text = "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext\n1\t1\t0\t0\t0\t0\t0\t0\t100\t100\t-1\t\n5\t1\t1\t1\t1\t1\t10\t20\t30\t10\t91.5\tKế\n5\t1\t1\t1\t1\t2\t50\t20\t30\t10\t88\t1/⁄2024\n1\t2\t0\t0\t0\t0\t0\t0\t100\t100\t-1\t\nbroken\trow";
        assert!(is_tsv(tsv_text) && !is_tsv("level of care"));
        let pages = tsv(tsv_text, 0.5);
        assert_eq!(texts(&pages), [vec!["Kế", "1/2024"], vec![]]);
        assert_eq!((pages[0][0].left, pages[0][0].bottom, pages[0][0].confidence), (5.0, 15.0, Some(0.915)));
    }

    #[test]
    fn dirt_is_no_text() {
        let page = |rows: &[(u32, u32, u32, u32, f32, &str)]| {
            let mut text = String::from(
                "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext\n1\t1\t0\t0\t0\t0\t0\t0\t9\t9\t-1\t\n",
            );
            let mut last = 0;
            for (line, left, width, height, sure, word) in rows {
                if *line != last {
                    text += &format!("4\t1\t1\t1\t{line}\t0\t0\t{}\t900\t30\t-1\t\n", line * 40);
                    last = *line;
                }
                text += &format!("5\t1\t1\t1\t{line}\t1\t{left}\t{}\t{width}\t{height}\t{sure}\t{word}\n", line * 40);
            }
            let mut pages = tsv(&text, 1.0);
            drop_dirt(&mut pages[0]);
            pages[0].iter().map(|word| word.text.clone()).collect::<Vec<_>>()
        };
        let rows = [
            (1, 10, 30, 20, 29.0, "KẾ"),
            (1, 50, 80, 20, 95.0, "HOẠCH"),
            (2, 10, 20, 12, 1.0, "yƑ"),
            (3, 10, 40, 20, 96.0, "cao"),
            (3, 60, 2, 2, 91.0, "c"),
            (3, 70, 4, 4, 91.0, "."),
            (4, 10, 90, 20, 12.0, "Nguyễn"),
            (4, 110, 60, 20, 20.0, "Văn"),
            (5, 10, 5, 2, 40.0, "ˆ"),
            (5, 20, 40, 20, 96.0, "Khẳng"),
            (6, 10, 9, 9, 60.0, "«"),
        ];
        assert_eq!(page(&rows), ["KẾ", "HOẠCH", "cao", ".", "Nguyễn", "Văn", "ˆ", "Khẳng"]);
    }

    #[test]
    fn reads_hocr_and_alto() {
        let html = "<html><body><div class='ocr_page'><span class='ocrx_word' title='bbox 1 2 3 4; x_wconf 90'>Kế</span><span class='ocrx_word' title='none'>x</span></div></body></html>";
        assert!(is_hocr(html));
        assert_eq!(texts(&hocr(html)), [["Kế"]]);
        let xml = "<alto><Layout><Page><String CONTENT=\"Kế &amp;\" HPOS=\"1\" VPOS=\"2\" WIDTH=\"3\" HEIGHT=\"4\" WC=\"0.9\"/></Page></Layout></alto>";
        assert_eq!(texts(&alto(xml).unwrap()), [["Kế &"]]);
        assert!(alto("<alto><Page").is_err());
    }
}
