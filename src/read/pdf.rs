//! PDF files, judged page by page.
//!
//! In: the bytes of a PDF and the programs at hand. Out: pages of words with boxes. A page whose text layer reads as
//! Vietnamese is used; one without text, or with a broken or foreign text layer, goes to the OCR. Where there is no OCR, a
//! broken page is an error, never guessed text. The text comes from `pdftotext` where it is installed, for it reads stamped
//! numbers too, else from the built-in reader.

use std::collections::HashMap;
use std::ffi::OsStr;
use std::ops::RangeInclusive;
use std::sync::mpsc;
use std::time::Duration;

use rayon::prelude::*;

use super::encoding::share_of_common_words;
use super::layout::{Page, Word};
use super::ocr::{self, RESOLUTION};
use super::tools::{Tools, hand_over, run};
use super::xml::{Seen, attribute, walk};
use crate::error::DocumentError;

/// Pages at most.
const MOST_PAGES: usize = 2_000;
/// Of the words of real plans 33 to 49 in 100 are common ones with marks; of a broken layer that kept its ASCII letters 10.
const VIETNAMESE_SHARE: f64 = 0.18;
/// Words that a page needs to be judged.
const JUDGED_WORDS: usize = 30;
/// A page with fewer words than this may be a scan with a stamp of text …
const FEW_WORDS: usize = 60;
/// … and one with fewer than this is looked at as a scan in any case.
const HARDLY_ANY: usize = 8;

/// Resolutions at which a scan is read as it is; others are read at 300 dots an inch.
const SCANS: RangeInclusive<u32> = 120..=400;
/// Dots a side of a page at most: 30 inches at 300 dots an inch.
const MOST_DOTS_A_SIDE: u32 = 9_000;
/// Inches that a picture is wide at least to be the page.
const PAGE_WIDTH: u32 = 6;

/// The pages of a PDF.
pub(super) fn pages(bytes: &[u8], tools: &Tools) -> Result<Vec<Page>, DocumentError> {
    let pages = match &tools.pdftotext {
        Some(_) => poppler(bytes, tools).or_else(|_| within(bytes, tools.file, built_in)?)?,
        None => within(bytes, tools.file, built_in)??,
    };
    if pages.is_empty() || pages.len() > MOST_PAGES {
        return Err(damaged(format!("it has {} pages, 1 to {MOST_PAGES} are read", pages.len())));
    }
    let words = |page: &Vec<Word>| page.iter().map(|word| word.text.split_whitespace().count()).sum::<usize>();
    let all: usize = pages.iter().map(words).sum();
    let detected = within(bytes, tools.file, |bytes| pdf_inspector::detect_pdf_mem(bytes).ok())?;
    let pictures = detected.map(|found| found.pages_needing_ocr).unwrap_or_default();
    let broken: Vec<bool> = pages.iter().map(|page| is_broken(page)).collect();
    let scanned = |at: usize| {
        let count = words(&pages[at]);
        let is_picture = pictures.contains(&(at as u32 + 1));
        broken[at] || count < HARDLY_ANY || is_picture && count < FEW_WORDS
    };
    let unread: Vec<usize> = (0..pages.len()).filter(|&at| scanned(at)).collect();
    let is_broken_layer = broken.contains(&true);
    let mut pages: Vec<Page> = pages.into_iter().map(Page::from).collect();
    if unread.is_empty() {
        return Ok(pages);
    }
    // A last page with only a stamp or a page number needs no OCR, if the others have good text.
    let (Some(pdftoppm), Some(_)) = (&tools.pdftoppm, &tools.tesseract) else {
        let good = unread.len() < pages.len() && !is_broken_layer;
        return if good && all > JUDGED_WORDS { Ok(pages) } else { Err(missing(tools, is_broken_layer)) };
    };
    let file = hand_over(bytes, ".pdf")?;
    let known = resolutions(file.as_os_str(), tools);
    let read: Vec<(usize, Result<Page, DocumentError>)> = unread
        .into_par_iter()
        .map(|at| {
            let resolution = known.get(&(at + 1)).copied().unwrap_or(RESOLUTION);
            (at, scan(pdftoppm, file.as_os_str(), at + 1, resolution, tools))
        })
        .collect();
    for (at, page) in read {
        match page {
            Ok(page) if !page.words.is_empty() => pages[at] = page,
            Ok(_) => {}
            // One page that fails does not cost the others, unless its text is broken.
            Err(error) if broken[at] || all < JUDGED_WORDS => return Err(error),
            Err(_) => {}
        }
    }
    Ok(pages)
}

fn damaged(reason: String) -> DocumentError {
    DocumentError::Damaged { format: "PDF", reason }
}

fn missing(tools: &Tools, is_broken_layer: bool) -> DocumentError {
    let tool = if tools.tesseract.is_none() { "tesseract" } else { "pdftoppm" };
    DocumentError::ToolMissing {
        tool,
        needed_for: if is_broken_layer { "PDFs with a broken text layer" } else { "scanned PDFs" },
    }
}

/// Whether a page has a text layer that is no Vietnamese text.
fn is_broken(page: &[Word]) -> bool {
    let text: String = page.iter().map(|word| word.text.as_str()).collect::<Vec<_>>().join(" ");
    text.split_whitespace().count() >= JUDGED_WORDS && share_of_common_words(&text) < VIETNAMESE_SHARE
}

/// The resolution of pages that are one picture, by page from 1, where Poppler can tell. A scan read at its own resolution
/// is read best: blown up to 300 dots an inch, one of 150 has twice as many words wrong.
fn resolutions(file: &OsStr, tools: &Tools) -> HashMap<usize, u32> {
    let Some(pdfimages) = &tools.pdfimages else { return HashMap::new() };
    let printed = run(pdfimages, &[OsStr::new("-list"), file], tools.file).unwrap_or_default();
    let mut known = HashMap::new();
    for row in String::from_utf8_lossy(&printed).lines() {
        // page num type width height … x-ppi y-ppi size ratio
        let cells: Vec<&str> = row.split_whitespace().collect();
        let [page, _, "image", width, _, .., dots, down, _, _] = cells[..] else { continue };
        let (Ok(page), Ok(width), Ok(dots)) = (page.parse::<usize>(), width.parse::<u32>(), dots.parse::<u32>()) else {
            continue;
        };
        // A picture that is stretched one way would be torn.
        let even = down.parse::<u32>().is_ok_and(|down| down.abs_diff(dots) <= 1);
        if even && SCANS.contains(&dots) && width / dots >= PAGE_WIDTH {
            known.insert(page, dots);
        }
    }
    known
}

/// Reads one page as an image.
fn scan(
    pdftoppm: &std::path::Path,
    file: &OsStr,
    page: usize,
    resolution: u32,
    tools: &Tools,
) -> Result<Page, DocumentError> {
    let (dots, page, side) = (resolution.to_string(), page.to_string(), MOST_DOTS_A_SIDE.to_string());
    // A page without end is cut off, so that neither its file nor its picture is.
    let arguments = ["-r", &dots, "-f", &page, "-l", &page, "-x", "0", "-y", "0", "-W", &side, "-H", &side];
    let arguments = arguments.map(OsStr::new);
    let arguments: Vec<&OsStr> = arguments.into_iter().chain([file]).collect();
    let picture = run(pdftoppm, &arguments, tools.page)?;
    Ok(ocr::image(&picture, ".ppm", Some(resolution), tools)?.into_iter().next().unwrap_or_default())
}

/// The words with their boxes, as Poppler sees them.
fn poppler(bytes: &[u8], tools: &Tools) -> Result<Vec<Vec<Word>>, DocumentError> {
    let Some(pdftotext) = &tools.pdftotext else { return Err(missing(tools, false)) };
    let file = hand_over(bytes, ".pdf")?;
    let arguments = [OsStr::new("-bbox"), file.as_os_str(), OsStr::new("-")];
    let printed = run(pdftotext, &arguments, tools.file)?;
    let printed = String::from_utf8_lossy(&printed);
    // Characters that XML does not allow, from fonts without names.
    let printed: String = printed.chars().filter(|c| !c.is_control() || matches!(c, '\n' | '\t')).collect();
    let mut pages: Vec<Vec<Word>> = Vec::new();
    let mut open = false;
    let walked = walk(&printed, &mut |seen| match seen {
        Seen::Open("page", _) => pages.push(Vec::new()),
        Seen::Open("word", element) => {
            let number =
                |name: &str| attribute(element, name).and_then(|number| number.parse::<f32>().ok()).unwrap_or(0.0);
            let word = Word {
                text: String::new(),
                left: number("xMin"),
                top: number("yMin"),
                right: number("xMax"),
                bottom: number("yMax"),
                confidence: None,
                line: None,
            };
            open = true;
            pages.last_mut().into_iter().for_each(|page| page.push(word.clone()));
        }
        Seen::Close("word") => open = false,
        Seen::Text(text) if open => {
            if let Some(word) = pages.last_mut().and_then(|page| page.last_mut()) {
                word.text.push_str(text);
            }
        }
        _ => {}
    });
    walked.map_err(damaged)?;
    Ok(pages)
}

/// The text with its boxes, as the built-in reader sees it.
/// Runs the built-in reader on a thread of its own, for as long as a file may take. A reader that takes longer is left to
/// itself: nothing can end a thread, but the run goes on without it.
fn within<T: Send + 'static>(
    bytes: &[u8],
    limit: Duration,
    read: impl FnOnce(&[u8]) -> T + Send + 'static,
) -> Result<T, DocumentError> {
    let bytes = bytes.to_vec();
    let (sender, receiver) = mpsc::channel();
    let failed = |reason: String| DocumentError::ToolFailed { tool: "the built-in PDF reader".to_owned(), reason };
    std::thread::Builder::new()
        .stack_size(READER_STACK)
        .spawn(move || sender.send(read(&bytes)))
        .map_err(|error| failed(error.to_string()))?;
    receiver.recv_timeout(limit).map_err(|error| match error {
        mpsc::RecvTimeoutError::Timeout => failed(format!("it took longer than {} s", limit.as_secs())),
        mpsc::RecvTimeoutError::Disconnected => failed("it broke off".to_owned()),
    })
}

/// Bytes of stack for the built-in reader: objects may be nested.
const READER_STACK: usize = 16 << 20;

fn built_in(bytes: &[u8]) -> Result<Vec<Vec<Word>>, DocumentError> {
    use pdf_inspector::extractor::extract_text_with_positions_mem;
    let count = pdf_inspector::detect_pdf_mem(bytes).map_err(|error| damaged(error.to_string()))?.page_count as usize;
    let items = extract_text_with_positions_mem(bytes).map_err(|error| damaged(error.to_string()))?;
    let mut pages = vec![Vec::new(); count.min(MOST_PAGES + 1)];
    for item in items.into_iter().filter(|item| item.rotation == 0.0) {
        // Its y grows upwards from the baseline; boxes here grow downwards, from any common origin.
        let bottom = -item.y;
        let word = Word {
            text: item.text,
            left: item.x,
            top: bottom - item.height,
            right: item.x + item.width,
            bottom,
            confidence: None,
            line: None,
        };
        let page = (item.page as usize).checked_sub(1);
        page.and_then(|page| pages.get_mut(page)).into_iter().for_each(|page: &mut Vec<Word>| page.push(word.clone()));
    }
    Ok(pages)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reader_that_hangs_or_breaks_costs_its_file_only() {
        let read = |limit: u64, read: fn(&[u8]) -> usize| within(b"%PDF-", Duration::from_millis(limit), read);
        assert_eq!(read(60_000, <[u8]>::len), Ok(5));
        let hangs = read(10, |_| {
            loop {
                std::thread::park();
            }
        });
        assert!(hangs.unwrap_err().to_string().contains("took longer"));
        let breaks = read(60_000, |bytes| bytes[9] as usize);
        assert!(breaks.unwrap_err().to_string().contains("broke off"));
    }

    fn page(text: &str) -> Vec<Word> {
        let word = |word: &str| Word {
            text: word.to_owned(),
            left: 0.0,
            top: 0.0,
            right: 1.0,
            bottom: 1.0,
            confidence: None,
            line: None,
        };
        text.split(' ').map(word).collect()
    }

    #[test]
    fn broken_and_foreign_layers_are_told_from_good_ones() {
        let good = "Thực hiện Quyết định của Ủy ban nhân dân tỉnh về việc ban hành kế hoạch kiểm tra công tác quản lý nhà nước trên địa bàn, các đơn vị có trách nhiệm phối hợp báo cáo kết quả về Sở trước ngày đã nêu.";
        assert!(!is_broken(&page(good)));
        let codes: String = good.chars().map(|c| if c.is_ascii() { c } else { '\u{4d1}' }).collect();
        assert!(is_broken(&page(&codes)));
        let latin = "Thue hién Quyét dinh cta Uy ban nhan dan tinh vé viéc ban hanh ké hoach kiém tra céng tac quan ly nha nudc trén dia ban, cac don vi cé trach nhiém phéi hop bao cao két qua vé So trudc ngay da néu.";
        assert!(is_broken(&page(latin)));
        assert!(!is_broken(&page("1 2 3")));
    }

    /// Pages of about 300 words of the fixtures that are right Vietnamese, and of real plans where they are at hand.
    #[expect(clippy::disallowed_methods, reason = "a test may read the fixtures")]
    fn right_pages() -> Vec<String> {
        let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
        let fixtures = ["commune-after-2025", "district-field-lines-2023", "province-clean-2024", "ward-task-table"]
            .map(|slug| root.join(format!("fixtures/plans/{slug}/1-source.txt")));
        let real = root.parent().map(|parent| parent.join("shared/plans")).and_then(|folder| folder.read_dir().ok());
        let real = real.into_iter().flatten().filter_map(Result::ok).map(|entry| entry.path());
        let texts = fixtures.into_iter().chain(real).filter_map(|path| std::fs::read_to_string(path).ok());
        let words: Vec<String> =
            texts.flat_map(|text| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>()).collect();
        words.chunks(300).filter(|page| page.len() > 100).map(|page| page.join(" ")).collect()
    }

    #[test]
    fn made_pages_are_judged_right() {
        use crate::syllable::{bare, is_vietnamese_only};
        type Damage = fn(&str) -> String;
        let damages: [(&str, Damage); 6] = [
            ("wrong codes", |text| text.chars().map(|c| if c.is_ascii() { c } else { '\u{4d1}' }).collect()),
            ("shifted codes", |text| {
                text.chars()
                    .map(|c| if c.is_alphanumeric() { char::from_u32(c as u32 + 29).unwrap_or(c) } else { c })
                    .collect()
            }),
            ("dropped letters", |text| text.chars().filter(|c| !('\u{1ea0}'..='\u{1ef9}').contains(c)).collect()),
            ("split words", |text| {
                text.chars().flat_map(|c| [Some(c), is_vietnamese_only(c).then_some(' ')]).flatten().collect()
            }),
            ("no marks", |text| text.chars().map(bare).collect()),
            ("a Latin OCR", |text| {
                text.chars()
                    .map(|c| {
                        if is_vietnamese_only(c) {
                            if "ếềểễệ".contains(c) { 'é' } else { bare(c) }
                        } else {
                            c
                        }
                    })
                    .collect()
            }),
        ];
        let right = right_pages();
        let (mut hit, mut broken, mut called) = (0, 0, right.iter().filter(|text| is_broken(&page(text))).count());
        for (_, damage) in damages {
            let found = right.iter().filter(|text| is_broken(&page(&damage(text)))).count();
            (hit, broken, called) = (hit + found, broken + right.len(), called + found);
        }
        let (precision, recall) = (hit as f64 / called as f64, hit as f64 / broken as f64);
        assert!(precision >= 0.95 && recall >= 0.95, "precision {precision:.3}, recall {recall:.3}");
    }

    #[test]
    fn damage_is_an_error() {
        assert_eq!(pages(b"%PDF-1.7\n", &Tools::default()).map_err(|error| error.code()), Err("damaged"));
        assert_eq!(pages(b"%PDF-", &Tools::default()).map_err(|error| error.code()), Err("damaged"));
    }
}
