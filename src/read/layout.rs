//! Words on a page to lines in reading order.
//!
//! In: the words of one page with their boxes, from a PDF or an OCR. Out: lines. Words side by side are a row; a letterhead or
//! a closing in two columns comes one column after the other; the rows of a task table become rows between pipes, with
//! the lines of each cell joined: a table with ruling lines by its cells, one without by the gaps between its columns. It
//! judges no words.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use regex::Regex;

use super::LineBox;
use super::grid::is_number;
use super::ruled::Ruled;
use crate::fold::fold;

/// A word, or a run of words, and its box: points from the top left corner of the page.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Word {
    pub(super) text: String,
    pub(super) left: f32,
    pub(super) top: f32,
    pub(super) right: f32,
    pub(super) bottom: f32,
    /// From 0 to 1, where an OCR says so.
    pub(super) confidence: Option<f32>,
    /// The number of the line that an OCR put it on; such lines stay whole.
    pub(super) line: Option<usize>,
}

/// A page: its words, and the tables that its ruling lines draw.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Page {
    pub(super) words: Vec<Word>,
    pub(super) tables: Vec<Ruled>,
}

impl From<Vec<Word>> for Page {
    fn from(words: Vec<Word>) -> Page {
        Page { words, tables: Vec::new() }
    }
}

/// A line and where it stands.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Line {
    pub(super) text: String,
    pub(super) place: LineBox,
}

/// Gaps between words of one column are smaller than this, in heights of a line.
const COLUMN_GAP: f32 = 1.4;
/// Between two columns that both have text in a row, at least this stays free.
const SIDE_GAP: f32 = 0.9;
/// Gaps between the columns of a table are at least this wide, in heights of a line.
const CELL_GAP: f32 = 0.6;
/// What stays free between them down the table is at least this wide.
const FREE_GAP: f32 = 0.35;
/// Rows further apart than this, in heights of a line, belong to no common block.
const BLOCK_GAP: f32 = 6.0;

/// Columns of a table that may go on on the next page: the gaps between them.
pub(super) type Columns = Vec<(f32, f32)>;

/// Lays out one page. `table` holds the columns of a table that was open at the end of the page before.
pub(super) fn lines(page: usize, on_page: Page, table: &mut Option<Columns>) -> Vec<Line> {
    let mut words = on_page.words;
    let mut out = Vec::new();
    for ruled in &on_page.tables {
        let (inside, around): (Vec<Word>, Vec<Word>) =
            words.into_iter().partition(|word| cell_of(word, ruled).is_some());
        let (above, below): (Vec<Word>, Vec<Word>) = around.into_iter().partition(|word| word.bottom <= ruled.top());
        free_lines(page, above, table, &mut out);
        *table = None;
        ruled_rows(page, inside, ruled, &mut out);
        words = below;
    }
    free_lines(page, words, table, &mut out);
    out
}

/// Lines outside of ruled tables.
fn free_lines(page: usize, words: Vec<Word>, table: &mut Option<Columns>, out: &mut Vec<Line>) {
    let rows = rows(words);
    let mut at = 0;
    while at < rows.len() {
        let carried = table.take().filter(|_| at == 0);
        if let Some((used, columns)) = table_at(&rows[at..], carried) {
            table_rows(page, &rows[at..at + used], &columns, out);
            at += used;
            if at == rows.len() {
                *table = Some(columns);
            }
        } else if let Some((used, gutter)) = two_columns(&rows[at..]) {
            let (left, right): (Vec<&Word>, Vec<&Word>) =
                rows[at..at + used].iter().flatten().partition(|word| word.right <= gutter);
            for side in [left, right] {
                let side = super::layout::rows(side.into_iter().cloned().collect());
                out.extend(side.iter().map(|row| line(page, row)));
            }
            at += used;
        } else {
            out.push(line(page, &rows[at]));
            at += 1;
        }
    }
}

/// The cell that the middle of a word is in.
fn cell_of(word: &Word, ruled: &Ruled) -> Option<usize> {
    ruled.cell_at(f32::midpoint(word.left, word.right), middle(word))
}

/// Writes the rows of a ruled table. A cell over several rows repeats in each, as whoever reads the table reads it; a number
/// does not, for it counts rows.
fn ruled_rows(page: usize, words: Vec<Word>, ruled: &Ruled, out: &mut Vec<Line>) {
    let mut cells: BTreeMap<usize, Vec<Word>> = BTreeMap::new();
    for word in words {
        if let Some(cell) = cell_of(&word, ruled) {
            cells.entry(cell).or_default().push(word);
        }
    }
    let cells: BTreeMap<usize, Vec<Word>> =
        cells.into_iter().map(|(cell, words)| (cell, rows(words).into_iter().flatten().collect())).collect();
    let mut above: Vec<Option<usize>> = Vec::new();
    for row in ruled.rows() {
        let own: Vec<&Word> = row
            .iter()
            .flatten()
            .filter(|cell| !above.contains(&Some(**cell)))
            .filter_map(|cell| cells.get(cell))
            .flatten()
            .collect();
        let text = |cell: &Option<usize>| {
            let words = cell.and_then(|cell| cells.get(&cell)).map_or(&[][..], Vec::as_slice);
            let text = joined(words).replace('|', "/");
            if is_number(&text) && above.contains(cell) { String::new() } else { text }
        };
        if !own.is_empty() {
            let texts: Vec<String> = row.iter().map(text).collect();
            let own: Vec<Word> = own.into_iter().cloned().collect();
            out.push(Line { text: format!("| {} |", texts.join(" | ")), place: line(page, &own).place });
        }
        above = row;
    }
}

/// Words grouped into rows, from top to bottom, each from left to right. What an OCR put on one line stays together; two
/// of its lines are one row only side by side, however high a speck makes the box of one.
fn rows(mut words: Vec<Word>) -> Vec<Vec<Word>> {
    words.retain(|word| !word.text.trim().is_empty() && word.bottom > word.top);
    let mut lines: BTreeMap<usize, Vec<Word>> = BTreeMap::new();
    let mut runs: Vec<Vec<Word>> = Vec::new();
    for word in words {
        match word.line {
            Some(number) => lines.entry(number).or_default().push(word),
            None => runs.push(vec![word]),
        }
    }
    runs.extend(lines.into_values());
    runs.sort_by(|a, b| middle(&a[0]).total_cmp(&middle(&b[0])).then(a[0].left.total_cmp(&b[0].left)));
    let mut rows: Vec<Vec<Word>> = Vec::new();
    for run in runs {
        match rows.last_mut().filter(|row| are_level(&row[0], &run[0]) && are_beside(row, &run)) {
            Some(row) => row.extend(run),
            None => rows.push(run),
        }
    }
    for row in &mut rows {
        row.sort_by(|a, b| a.left.total_cmp(&b.left));
    }
    rows
}

fn are_level(a: &Word, b: &Word) -> bool {
    let overlap = a.bottom.min(b.bottom) - a.top.max(b.top);
    overlap > 0.5 * (a.bottom - a.top).min(b.bottom - b.top)
}

/// Whether no word of one line of an OCR stands over a word of another.
fn are_beside(row: &[Word], run: &[Word]) -> bool {
    let apart = |a: &Word, b: &Word| a.right <= b.left || b.right <= a.left;
    run.iter().all(|word| word.line.is_none() || row.iter().all(|other| other.line.is_none() || apart(word, other)))
}

fn middle(word: &Word) -> f32 {
    f32::midpoint(word.top, word.bottom)
}

fn height(row: &[Word]) -> f32 {
    row.iter().map(|word| word.bottom - word.top).fold(1.0, f32::max)
}

fn top(row: &[Word]) -> f32 {
    row.iter().map(|word| word.top).fold(f32::INFINITY, f32::min)
}

/// Gaps between neighbouring words, at least `least` wide.
fn gaps(row: &[Word], least: f32) -> impl Iterator<Item = (f32, f32)> {
    row.windows(2).map(|pair| (pair[0].right, pair[1].left)).filter(move |(from, to)| to - from >= least)
}

/// How many rows, from one with two columns on, keep the gutter between them free, and where it is.
fn two_columns(rows: &[Vec<Word>]) -> Option<(usize, f32)> {
    let first = rows.first()?;
    let all: Vec<(f32, f32)> = gaps(first, COLUMN_GAP * height(first)).collect();
    let [mut gutter] = all[..] else { return None };
    let mut used = 1;
    let mut both = 1;
    for pair in rows.windows(2) {
        let row = &pair[1];
        if top(row) - top(&pair[0]) > BLOCK_GAP * height(row) {
            break;
        }
        let middle = f32::midpoint(gutter.0, gutter.1);
        let is_left = |word: &&Word| f32::midpoint(word.left, word.right) < middle;
        let before = row.iter().filter(is_left).map(|word| word.right).fold(gutter.0, f32::max);
        let behind = row.iter().filter(|word| !is_left(word)).map(|word| word.left).fold(gutter.1, f32::min);
        let narrowed = (before, behind);
        let on_both = row.iter().any(|word| is_left(&word)) && !row.iter().all(|word| is_left(&word));
        // A line of running text has a space there, too, but a narrow one.
        let least = if on_both { SIDE_GAP } else { FREE_GAP };
        if behind - before < least * height(row) {
            break;
        }
        both += usize::from(on_both);
        gutter = narrowed;
        used += 1;
    }
    (both >= 2).then_some((used, f32::midpoint(gutter.0, gutter.1)))
}

/// How many rows belong to the task table that starts here, and the gaps between its columns.
fn table_at(rows: &[Vec<Word>], carried: Option<Columns>) -> Option<(usize, Columns)> {
    static HEADER: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(r"^(?:s\.?\s?t\.?t|t\.?t)\b.*\b(?:noi dung|nhiem vu|cong viec|ten)|^(?:noi dung|nhiem vu)\b.*\b(?:chu tri|thoi gian|phoi hop|thuc hien)").ok()
    });
    let first = rows.first()?;
    let text = fold(&first.iter().map(|word| word.text.as_str()).collect::<Vec<_>>().join(" "));
    let is_header = HEADER.as_ref().is_some_and(|header| header.is_match(&text));
    // What stays free of each gap between two columns; a short word in its middle leaves a piece on either side.
    let mut pieces: Vec<Columns> = match carried {
        Some(columns) => columns.into_iter().map(|gap| vec![gap]).collect(),
        None if is_header => gaps(first, CELL_GAP * height(first)).map(|gap| vec![gap]).collect(),
        None => return None,
    };
    if pieces.len() < 2 {
        return None;
    }
    let mut used = 0;
    for row in rows {
        let narrowed: Vec<Columns> = pieces.iter().map(|gap| narrow(gap, row)).collect();
        if narrowed.iter().any(Vec::is_empty) {
            break;
        }
        pieces = narrowed;
        used += 1;
    }
    let widest = |gap: Columns| gap.into_iter().max_by(|a, b| (a.1 - a.0).total_cmp(&(b.1 - b.0)));
    (used >= 2).then(|| (used, pieces.into_iter().filter_map(widest).collect()))
}

/// What stays free of some gaps under a row.
fn narrow(gaps: &[(f32, f32)], row: &[Word]) -> Columns {
    let least = FREE_GAP * height(row);
    let mut left: Columns = gaps.to_vec();
    for word in row {
        left = left
            .into_iter()
            .flat_map(|(from, to)| {
                if word.right <= from || word.left >= to {
                    vec![(from, to)]
                } else {
                    vec![(from, word.left), (word.right, to)]
                }
            })
            .filter(|(from, to)| to - from >= least)
            .collect();
    }
    left
}

/// Writes the rows of a table: a new row where the first column has text, else the row goes on.
fn table_rows(page: usize, rows: &[Vec<Word>], columns: &Columns, out: &mut Vec<Line>) {
    let bounds: Vec<f32> = columns.iter().map(|(from, to)| f32::midpoint(*from, *to)).collect();
    let mut cells: Vec<Vec<Word>> = Vec::new();
    let flush = |cells: &mut Vec<Vec<Word>>, out: &mut Vec<Line>| {
        if cells.iter().all(Vec::is_empty) {
            return;
        }
        let texts: Vec<String> = cells.iter().map(|cell| joined(cell).replace('|', "/")).collect();
        let all: Vec<Word> = cells.drain(..).flatten().collect();
        out.push(Line { text: format!("| {} |", texts.join(" | ")), place: line(page, &all).place });
    };
    for row in rows {
        let column = |word: &Word| bounds.iter().filter(|bound| f32::midpoint(word.left, word.right) > **bound).count();
        if row.iter().any(|word| column(word) == 0) || cells.is_empty() {
            flush(&mut cells, out);
            cells = vec![Vec::new(); bounds.len() + 1];
        }
        for word in row {
            cells[column(word)].push(word.clone());
        }
    }
    flush(&mut cells, out);
}

fn joined(words: &[Word]) -> String {
    let words: Vec<&str> = words.iter().flat_map(|word| word.text.split_whitespace()).collect();
    words.join(" ")
}

fn line(page: usize, row: &[Word]) -> Line {
    let sure: Vec<f32> = row.iter().filter_map(|word| word.confidence).collect();
    let edge = |value: fn(&Word) -> f32, pick: fn(f32, f32) -> f32, from: f32| row.iter().map(value).fold(from, pick);
    let place = LineBox {
        page,
        left: edge(|word| word.left, f32::min, f32::INFINITY),
        top: edge(|word| word.top, f32::min, f32::INFINITY),
        right: edge(|word| word.right, f32::max, 0.0),
        bottom: edge(|word| word.bottom, f32::max, 0.0),
        confidence: (!sure.is_empty()).then(|| sure.iter().sum::<f32>() / sure.len() as f32),
    };
    Line { text: joined(row), place }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Words drawn as text: a column of eight points a character, a row of twenty points a line.
    fn drawn(page: &str) -> Vec<Word> {
        let mut words = Vec::new();
        for (row, line) in page.lines().enumerate() {
            let mut at = 0;
            for word in line.split(' ') {
                let length = word.chars().count();
                if length > 0 {
                    let (left, top) = (at as f32 * 8.0, row as f32 * 20.0);
                    words.push(Word {
                        text: word.replace('_', " "),
                        left,
                        top,
                        right: left + length as f32 * 8.0,
                        bottom: top + 14.0,
                        confidence: None,
                        line: None,
                    });
                }
                at += length + 1;
            }
        }
        words
    }

    fn text(page: &str) -> String {
        lines(1, drawn(page).into(), &mut None).into_iter().map(|line| line.text + "\n").collect()
    }

    #[test]
    fn letterheads_come_column_by_column() {
        let page = "ỦY BAN NHÂN DÂN       CỘNG HÒA XÃ HỘI CHỦ NGHĨA\n  XÃ HÀ BẮC            Độc lập - Tự do\nSố: 5/KH-UBND         Hà Bắc, ngày 5\n        KẾ HOẠCH trồng cây xanh năm 2024";
        assert_eq!(
            text(page),
            "ỦY BAN NHÂN DÂN\nXÃ HÀ BẮC\nSố: 5/KH-UBND\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA\nĐộc lập - Tự do\nHà Bắc, ngày 5\nKẾ HOẠCH trồng cây xanh năm 2024\n"
        );
    }

    #[test]
    fn rows_of_tables_gather_their_lines() {
        let page = "TT   Nội_dung          Chủ_trì      Thời_gian\n1    Rà soát các       Công an      Quý I\n     hồ sơ cũ          xã\n2    Tập huấn          Trạm Y tế    Tháng 5\nSau_bảng_là_một_dòng_dài_chạy_qua_hết_mọi_cột_của_nó";
        assert_eq!(
            text(page),
            "| TT | Nội dung | Chủ trì | Thời gian |\n| 1 | Rà soát các hồ sơ cũ | Công an xã | Quý I |\n| 2 | Tập huấn | Trạm Y tế | Tháng 5 |\nSau bảng là một dòng dài chạy qua hết mọi cột của nó\n"
        );
    }

    #[test]
    fn lines_of_an_ocr_stay_whole() {
        let mut words = drawn("phấn đấu vì nền hòa bình\nthế của Việt Nam");
        for word in &mut words {
            word.line = Some((word.top / 20.0) as usize);
            // A speck makes the boxes of both lines reach over each other.
            (word.top, word.bottom) = (word.top - 12.0, word.bottom + 12.0);
        }
        let text: Vec<String> = lines(1, words.into(), &mut None).into_iter().map(|line| line.text).collect();
        assert_eq!(text, ["phấn đấu vì nền hòa bình", "thế của Việt Nam"]);
    }

    #[test]
    fn plain_text_stays_as_it_is() {
        let page = "I. MỤC ĐÍCH\n1. Trồng cây ở mọi thôn, mọi xóm\ntrong năm nay.\n2. Chăm sóc.";
        assert_eq!(text(page), page.to_owned() + "\n");
        assert_eq!(text(""), "");
    }
}
