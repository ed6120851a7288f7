//! Task tables that a site or converter flattened: one cell a line, sometimes several cells on one.
//!
//! In: lines from the table's headings on. Out: rows. The headings are found as a run of column names after "TT" or "STT".
//! Rows start at their numbers, which count up; the lines between two numbers are shared out to the columns at least
//! cost, by what each column holds (agencies, times). It can't see merged cells, nor cells that were dropped.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::part;
use super::{Column, FieldKind, Row, Table, column, is_repeat, is_task_table};
use crate::fold::fold;
use crate::lexicon::starts_with_agency as is_agency;
use crate::segment::heading::is_upper;
use crate::segment::label::{LabelKind, label, roman_value};
use crate::segment::line::Line;
use crate::segment::passage::Passage;

/// Headings may be spread over this many lines.
const MOST_HEADING_LINES: usize = 14;
/// Longest title of a group that is not in capitals, in words.
const MOST_WORDS_OF_GROUP: usize = 10;
/// Columns of other names that may stand before the first row.
const MOST_OTHER_COLUMNS: usize = 3;
/// Longest name of a column that is none of the known ones, in words.
const MOST_WORDS_OF_NAME: usize = 5;
/// Row numbers may jump by this much (a number that the converter lost).
const MOST_LOST_ROWS: u32 = 2;

/// Shorter titles in capitals may be a row's abbreviation, in bytes.
const SHORTEST_CHAPTER: usize = 8;

/// One column name in a running line of headings.
static NAME: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(concat!(
        r"^[\s/,|()]*(?:",
        r"(?:(?:co quan|don vi)(?:[ /,]+(?:don vi|co quan))? )?phoi hop(?: thuc hien)?",
        r"|(?:(?:co quan|don vi|nguoi)(?:[ /,]+(?:don vi|co quan))? )?(?:chu tri|thuc hien|dau moi)(?: thuc hien| tham muu)*",
        r"|hoan thanh|(?:thoi gian|thoi han|tien do|ngay)(?: hoan thanh| thuc hien| bao cao| kiem tra| trien khai)*",
        r"|(?:san pham|ket qua)(?:[ /,]*(?:ket qua|dau ra|hoan thanh|du kien|dat duoc))*",
        r"|(?:ten |cac |danh muc )?(?:(?:de an|du an|van ban), )*(?:noi dung|nhiem vu|cong viec|chi tieu|de an|du an|van ban)(?:,? nhiem vu| cong viec| thuc hien| va giai phap|, giai phap| trong tam| cu the| chu yeu)*",
        r"|ghi chu|dia diem(?: to chuc| thuc hien)?|thanh phan(?: tham gia| tham du)?|kinh phi(?: thuc hien| du kien)?|cap (?:trinh|ban hanh|phe duyet|quyet dinh)",
        r")(?:\s|$)"
    ))
    .ok()
});

/// Reads a flattened table.
pub(super) fn read(lines: &[Line], next_chapter: Option<u32>) -> Option<(Table, usize)> {
    let (columns, heading_lines, rest) = headings(lines)?;
    let mut chunks: Vec<(usize, Passage)> = Vec::new();
    chunks.extend((!rest.is_empty()).then(|| (lines[heading_lines - 1].numbers.0, rest)));
    let mut used = heading_lines;
    let mut reader = Reader { columns, table: Table::default(), row: None, expected: 1, numbers: None, group: None };
    for (number, chunk) in &chunks {
        reader.chunk(*number, chunk);
    }
    for line in &lines[heading_lines..] {
        if ends_table(line, next_chapter, reader.table.groups.len()) || reader.is_item(line.text()) {
            break;
        }
        reader.chunk(line.numbers.0, &line.passage);
        used += 1;
    }
    reader.close_row();
    let has_rows = reader.table.rows().next().is_some();
    has_rows.then_some((reader.table, used))
}

/// The columns, how many lines their headings take, and what stands on the last of these lines after them.
fn headings(lines: &[Line]) -> Option<(Vec<Column>, usize, Passage)> {
    static START: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"(?:^|[\s)])(?:stt|tt|so tt)(?:\s|$)").ok());
    let first = lines.first()?.passage.folded();
    let start = START.as_ref()?.find(&first.text)?;
    let mut columns = vec![Column::Number];
    let mut at = start.end();
    for (i, line) in lines.iter().take(MOST_HEADING_LINES).enumerate() {
        let folded = line.passage.folded();
        if i > 0 {
            at = 0;
        }
        while let Some(name) = NAME.as_ref()?.find(&folded.text[at..]) {
            columns.push(column(&folded.text[at..at + name.end()]));
            at += name.end();
        }
        let over = at < folded.text.len();
        // A column that none of the names fits, before the first row.
        let before_rows = || lines[i + 1..].iter().take(MOST_OTHER_COLUMNS).any(|line| opens_rows(line.text()));
        if over && at == 0 && i > 0 && is_task_table(&columns) && is_name(line.text()) && before_rows() {
            columns.push(column(&folded.text));
            continue;
        }
        if over && (i > 0 || columns.len() > 1 || at < folded.text.len()) {
            if !is_task_table(&columns) {
                return None;
            }
            let whole_line = at == 0;
            let rest = line.passage.slice(folded.original(at..folded.text.len()));
            return Some(if whole_line { (columns, i, Passage::default()) } else { (columns, i + 1, rest) });
        }
    }
    None
}

/// Whether a line may be the name of a column: a few words, the first with a capital.
fn is_name(text: &str) -> bool {
    text.starts_with(char::is_uppercase)
        && !opens_rows(text)
        && !text.ends_with(['.', ';', ':'])
        && text.split_whitespace().count() <= MOST_WORDS_OF_NAME
}

/// Whether a line starts the first row or group.
fn opens_rows(text: &str) -> bool {
    ["1", "1.", "01", "I", "I.", "A", "A."].contains(&text.split_whitespace().next().unwrap_or_default())
}

/// Whether a line is behind the table: recipients, an annex, the closing, or the next chapter.
fn ends_table(line: &Line, next_chapter: Option<u32>, groups: usize) -> bool {
    let folded = fold(line.text());
    if folded.starts_with("noi nhan")
        || folded.starts_with("tren day la")
        || folded.starts_with("tm. ")
        || folded.starts_with("kt. ")
    {
        return true;
    }
    match label(line.text()) {
        Some(label) if label.kind == LabelKind::Annex => true,
        // "5. TỔ CHỨC THỰC HIỆN": a chapter; rows are not written in capitals.
        Some(label) if label.kind == LabelKind::Number => {
            let title = &line.text()[label.length..];
            is_upper(title) && title.len() >= SHORTEST_CHAPTER
        }
        Some(label) if label.kind == LabelKind::Roman => {
            // A chapter's number may be lost in between.
            next_chapter.is_some_and(|next| label.value == next || label.value == next + 1)
                && label.value != groups as u32 + 1
                && label.length < line.text().len()
        }
        _ => false,
    }
}

/// How the numbers of rows are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Numbers {
    /// "7"
    Plain,
    /// "7."
    Dotted,
}

struct Reader {
    columns: Vec<Column>,
    table: Table,
    /// The open row: its number, its chunks, its first and last line.
    row: Option<(String, Vec<Passage>, (usize, usize))>,
    expected: u32,
    /// How the rows are numbered, once one is read.
    numbers: Option<Numbers>,
    /// A group label whose title may still follow.
    group: Option<(String, Passage, usize)>,
}

impl Reader {
    fn chunk(&mut self, number: usize, chunk: &Passage) {
        if chunk.is_empty() {
            return;
        }
        if let Some((label, length)) = self.group_label(chunk.text()) {
            self.close_row();
            self.close_group();
            let rest = chunk.slice(length..chunk.text().len());
            self.group = Some((label, Passage::default(), number));
            self.group_title(&rest, number);
            return;
        }
        if let Some(length) = self.row_number(chunk.text()) {
            self.open_row(number, &chunk.slice(0..length));
            self.cell(number, &chunk.slice(length..chunk.text().len()));
            return;
        }
        if self.group.is_some() {
            self.group_title(chunk, number);
            return;
        }
        self.cell(number, chunk);
    }

    /// A line of the open row, in which the next row's number may hide.
    fn cell(&mut self, number: usize, chunk: &Passage) {
        if chunk.is_empty() {
            return;
        }
        let hidden = hidden_number(chunk.text(), self.expected, 0);
        let end = hidden.as_ref().map_or(chunk.text().len(), |range| range.start);
        if let Some((_, chunks, lines)) = &mut self.row {
            chunks.push(chunk.slice(0..end));
            lines.1 = number;
        }
        // "… Thường xuyên 7 Hỗ trợ …": the next row on the same line.
        if let Some(range) = hidden.filter(|_| self.row.is_some()) {
            let rest = chunk.slice(range.start..chunk.text().len());
            self.chunk(number, &rest);
        }
    }

    /// "7. Các ngày lễ cuối năm" behind rows whose numbers have no stop: the next item of the document.
    fn is_item(&self, text: &str) -> bool {
        let item = label(text).filter(|label| label.kind == LabelKind::Number);
        self.numbers == Some(Numbers::Plain)
            && item.is_some_and(|item| text[..item.length].ends_with(". ") || text[..item.length].ends_with('.'))
            && text.split_whitespace().count() > 1
    }

    /// A group label ("I", "II.", "B") at the start of a chunk, with its length.
    fn group_label(&self, text: &str) -> Option<(String, usize)> {
        let end = text.find(|c: char| c == '.' || c.is_whitespace()).unwrap_or(text.len());
        let head = &text[..end];
        let rest = text[end..].trim_start_matches(['.', ' ']);
        let upper = matches!(head.as_bytes(), [b'A'..=b'H']);
        // "I. Hạ tầng số" as well as "I. HẠ TẦNG SỐ".
        let short = text[end..].starts_with('.')
            && rest.starts_with(char::is_uppercase)
            && !rest.ends_with(['.', ';', ':'])
            && rest.split_whitespace().count() <= MOST_WORDS_OF_GROUP;
        let titled =
            rest.is_empty() || short || rest.chars().take(8).filter(|c| c.is_alphabetic()).all(char::is_uppercase);
        let sequence = roman_value(head).is_some_and(|value| value as usize <= self.table.groups.len() + 2);
        ((sequence || upper) && titled).then(|| (head.to_owned(), text.len() - rest.len()))
    }

    /// Length of the row number at the start of a chunk, if the next row starts there.
    fn row_number(&self, text: &str) -> Option<usize> {
        let digits = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        let value: u32 = text.get(..digits)?.parse().ok()?;
        let rest = text[digits..].trim_start_matches(['.', ')']);
        let alone = rest.is_empty();
        let opens = rest.starts_with(' ') && rest.trim_start().starts_with(char::is_uppercase);
        let restarts = value == 1 && (self.group.is_some() || self.row.is_none());
        let fits = restarts || (value >= self.expected && value <= self.expected + MOST_LOST_ROWS);
        ((alone || opens) && fits).then_some(text.len() - rest.len())
    }

    fn open_row(&mut self, number: usize, label: &Passage) {
        self.close_row();
        self.close_group();
        let dotted = label.text().trim_end().ends_with(['.', ')']);
        self.numbers.get_or_insert(if dotted { Numbers::Dotted } else { Numbers::Plain });
        let label = label.text().trim_end_matches(['.', ')', ' ']).to_owned();
        self.expected = label.parse().unwrap_or(self.expected) + 1;
        self.row = Some((label, Vec::new(), (number, number)));
    }

    /// A group's title, in which the next row's number may hide ("… KINH DOANH 8 Xây dựng").
    fn group_title(&mut self, text: &Passage, number: usize) {
        // "I. Hạ tầng số 1": the first row's number at the end of the title, its work on the next line.
        let first = if self.table.rows().next().is_none() && self.row.is_none() { self.expected } else { 1 };
        if let Some(title) = text.text().strip_suffix(&format!(" {first}")).map(str::len) {
            if let Some((_, heading, _)) = &mut self.group {
                heading.join(" ", &text.slice(0..title));
            }
            self.open_row(number, &text.slice(title..text.text().len()));
            return;
        }
        let hidden = hidden_number(text.text(), self.expected, MOST_LOST_ROWS);
        let end = hidden.as_ref().map_or(text.text().len(), |range| range.start);
        if let Some((_, title, _)) = &mut self.group {
            title.join(" ", &text.slice(0..end));
        }
        if let Some(range) = hidden {
            self.open_row(number, &text.slice(range.clone()));
            self.cell(number, &text.slice(range.end..text.text().len()));
        }
    }

    fn close_group(&mut self) {
        if let Some((label, title, line)) = self.group.take() {
            self.table.open_group(label, title, line);
        }
    }

    fn close_row(&mut self) {
        let Some((number, chunks, lines)) = self.row.take() else { return };
        if chunks.is_empty() {
            return;
        }
        let kinds: Vec<Option<FieldKind>> = self
            .columns
            .iter()
            .filter(|column| **column != Column::Number)
            .map(|column| match column {
                Column::Field(kind) => Some(*kind),
                _ => None,
            })
            .collect();
        let chunks: Vec<Passage> = if chunks.len() < kinds.len() {
            chunks.iter().flat_map(part::agencies).flat_map(|chunk| part::times(&chunk)).collect()
        } else {
            chunks
        };
        let cells = share_out(&chunks, &kinds);
        if cells.iter().any(|(kind, _)| *kind == FieldKind::Work) {
            self.table.push(Row { number, cells, lines });
        }
    }
}

/// Where the number of the next row hides inside a line; up to `lost` rows may be missing before it.
fn hidden_number(text: &str, expected: u32, lost: u32) -> Option<Range<usize>> {
    (expected..=expected + lost).find_map(|number| {
        let wanted = format!(" {number} ");
        text.match_indices(&wanted).find_map(|(at, _)| {
            let mut letters = text[at + wanted.len()..].chars();
            let opens =
                letters.next().is_some_and(char::is_uppercase) && letters.next().is_some_and(char::is_lowercase);
            opens.then_some(at + 1..at + wanted.len() - 1)
        })
    })
}

/// Shares chunks out to columns, in order, at least cost. Cost: chunks × columns².
fn share_out(chunks: &[Passage], kinds: &[Option<FieldKind>]) -> Vec<(FieldKind, Passage)> {
    let columns = kinds.len();
    // best[c] = cost of the chunks so far with the last one in column c; from[i][c] = the column of chunk i - 1.
    let mut best = vec![f32::MAX; columns];
    let mut from: Vec<Vec<usize>> = Vec::new();
    for (i, chunk) in chunks.iter().enumerate() {
        let mut next = vec![f32::MAX; columns];
        let mut came = vec![0; columns];
        for c in 0..columns {
            let skipped = |from: usize| kinds[from..c].iter().map(|kind| empty_cost(*kind)).sum::<f32>();
            let own = cost(chunk.text(), kinds[c]);
            if i == 0 {
                next[c] = own + skipped(0);
                continue;
            }
            for (before, &cost_before) in best.iter().enumerate().take(c + 1) {
                let step = if before == c {
                    same_cost(chunks[i - 1].text(), chunk.text())
                } else {
                    skipped(before + 1) + break_cost(chunk.text())
                };
                let total = cost_before + own + step;
                if total < next[c] {
                    (next[c], came[c]) = (total, before);
                }
            }
        }
        best = next;
        from.push(came);
    }
    let ending = |c: &usize| best[*c] + kinds[c + 1..].iter().map(|kind| empty_cost(*kind)).sum::<f32>();
    let mut at = (0..columns).min_by(|a, b| ending(a).total_cmp(&ending(b))).unwrap_or(0);
    let mut of_chunk = vec![0; chunks.len()];
    for i in (0..chunks.len()).rev() {
        of_chunk[i] = at;
        at = from[i][at];
    }
    let mut cells: Vec<(FieldKind, Passage)> = Vec::new();
    for (c, kind) in kinds.iter().enumerate() {
        let mut cell = Passage::default();
        for (chunk, _) in chunks.iter().zip(&of_chunk).filter(|(_, of)| **of == c) {
            cell.join(" ", chunk);
        }
        if let (Some(kind), false) = (kind, cell.is_empty()) {
            cells.push((*kind, cell));
        }
    }
    cells
}

fn empty_cost(kind: Option<FieldKind>) -> f32 {
    match kind {
        Some(FieldKind::Work) => 20.0,
        Some(FieldKind::Owner) => 4.0,
        None => 0.5,
        Some(_) => 2.5,
    }
}

/// Cost of a chunk in a column.
fn cost(text: &str, kind: Option<FieldKind>) -> f32 {
    // "nt" stands for any cell but the work.
    if is_repeat(text) {
        return if kind == Some(FieldKind::Work) { 12.0 } else { 0.0 };
    }
    let (agency, time) = (is_agency(text), is_time(text));
    match kind {
        Some(FieldKind::Work) if time => 6.0,
        Some(FieldKind::Work) if agency && text.split_whitespace().count() < 14 => 3.0,
        Some(FieldKind::Time) if !time => 6.0,
        Some(FieldKind::Owner | FieldKind::Coordinator) if time => 6.0,
        Some(FieldKind::Owner | FieldKind::Coordinator) if !agency => 3.0,
        Some(FieldKind::Product) | None if agency || time => 2.0,
        _ => 0.0,
    }
}

/// Cost of a chunk that goes on in the column of the one before.
fn same_cost(before: &str, text: &str) -> f32 {
    if is_repeat(before) || is_repeat(text) {
        return 12.0;
    }
    let open = !before.ends_with('.') && (before.ends_with([',', ';', '-']) || text.starts_with(char::is_lowercase));
    if open { 0.0 } else { 2.5 }
}

/// Cost of a new column at this chunk.
fn break_cost(text: &str) -> f32 {
    if !is_repeat(text) && text.starts_with(char::is_lowercase) { 5.0 } else { 0.0 }
}

/// Whether a text reads as a time.
fn is_time(text: &str) -> bool {
    static TIME: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(concat!(
            r"^(?:(?:truoc|trong|tu|den|xong truoc|hoan thanh|cham nhat|giai doan|ca)\s+(?:het )?(?:ngay |thang |quy |qui |nam )?)?(?:\d{1,2}[/.-]\d|\d{4}\b|ngay \d|thang \d|qu[iy] |nam \d{4}|",
            r"thuong xuyen|hang |dinh ky|theo |khi |sau |\d+ thang|6 thang|trong nam|trong ky|moi |(?:sang|chieu|toi|ca ngay) \d|lien tuc)"
        ))
        .ok()
    });
    text.split_whitespace().count() <= 14 && TIME.as_ref().is_some_and(|time| time.is_match(&fold(text)))
}

#[cfg(test)]
mod tests {
    use super::super::super::line::lines;
    use super::*;

    const FLAT: &str = "TT\nNội dung\nCơ quan chủ trì\nCơ quan phối hợp\nThời gian\n1\nRà soát các tuyến mương,\nlập danh sách\nPhòng Kinh tế\nCác thôn\nTháng 4/2026\n2\nTập huấn kỹ năng\nCông an xã\nTrạm Y tế; các\ntrường học\nTrước ngày 20/5/2026\n3\nTrực ban\nVăn phòng\nThường xuyên\nIV. KINH PHÍ";

    #[test]
    fn shares_lines_out_to_columns() {
        let (table, used) = read(&lines(FLAT).lines, Some(4)).expect("is a table");
        assert_eq!(used, 22 - 1);
        let rows: Vec<&Row> = table.rows().collect();
        let cell = |row: usize, kind| rows[row].cell(kind).map(crate::segment::passage::Passage::text);
        assert_eq!(cell(0, FieldKind::Work), Some("Rà soát các tuyến mương, lập danh sách"));
        assert_eq!(cell(0, FieldKind::Owner), Some("Phòng Kinh tế"));
        assert_eq!(cell(1, FieldKind::Coordinator), Some("Trạm Y tế; các trường học"));
        assert_eq!(cell(1, FieldKind::Time), Some("Trước ngày 20/5/2026"));
        assert_eq!(cell(2, FieldKind::Time), Some("Thường xuyên"));
        assert_eq!(cell(2, FieldKind::Coordinator), None);
    }

    #[test]
    fn columns_of_other_names_keep_their_place() {
        let text = "TT\nNội dung\nChủ trì\nPhối hợp\nHoàn thành\nCấp duyệt\n1\nSửa cống\nPhòng Kinh tế\nCông an xã; các thôn\n05/02/2025\nUBND xã\n2\nTập huấn\nTrạm Y tế\nCác trường\n10/02/2025\nUBND xã\nIV. KINH PHÍ";
        let (table, used) = read(&lines(text).lines, Some(4)).expect("is a table");
        assert_eq!(used, 18);
        let row = table.rows().next().expect("is there");
        let cell = |kind| row.cell(kind).map(crate::segment::passage::Passage::text);
        assert_eq!(cell(FieldKind::Owner), Some("Phòng Kinh tế"));
        assert_eq!(cell(FieldKind::Coordinator), Some("Công an xã; các thôn"));
        assert_eq!(cell(FieldKind::Time), Some("05/02/2025"));
    }

    #[test]
    fn repeats_what_stands_above_and_ends_at_a_chapter_in_capitals() {
        let text = "STT\nNội dung\nNgày kiểm tra\nChủ trì\nPhối hợp\n1\nKiểm tra xã A\nSáng 12/8/2025\nTrưởng đoàn\nCông an tỉnh\n2\nKiểm tra xã B\nChiều 12/8/2025\nnt\nnt\n5. TỔ CHỨC THỰC HIỆN\nSở Nội vụ theo dõi.";
        let (table, used) = read(&lines(text).lines, None).expect("is a table");
        assert_eq!(used, 15);
        let row = table.rows().nth(1).expect("is there");
        assert_eq!(row.cell(FieldKind::Work).map(crate::segment::passage::Passage::text), Some("Kiểm tra xã B"));
        assert_eq!(row.cell(FieldKind::Owner).map(crate::segment::passage::Passage::text), Some("Trưởng đoàn"));
    }

    #[test]
    fn reads_headings_in_one_line_and_hidden_numbers() {
        let text = "(Kèm theo) STT Tên nhiệm vụ Cơ quan chủ trì Thời gian hoàn thành\nI.\nNHÓM MỘT 1 Xây dựng nền tảng\nSở Tư pháp\nThường xuyên";
        let (table, _) = read(&lines(text).lines, None).expect("is a table");
        assert_eq!(table.groups[0].heading.text(), "NHÓM MỘT");
        assert_eq!(
            table.groups[0].rows[0].cell(FieldKind::Work).map(crate::segment::passage::Passage::text),
            Some("Xây dựng nền tảng")
        );
    }

    #[test]
    fn reads_groups_in_small_letters_with_the_first_number() {
        let text = "TT Chỉ tiêu Chủ trì\nI. Hạ tầng số 1\nTỷ lệ thôn có mạng đạt 90%.\nCông an xã\n2\nTỷ lệ hộ có mạng đạt 80%.\nTrạm Y tế\nII. Dữ liệu số 1\nTỷ lệ hồ sơ số đạt 70%.\nVăn phòng UBND xã";
        let (table, _) = read(&lines(text).lines, None).expect("is a table");
        let groups: Vec<(&str, usize)> = table.groups.iter().map(|g| (g.heading.text(), g.rows.len())).collect();
        assert_eq!(groups, [("Hạ tầng số", 2), ("Dữ liệu số", 1)]);
        let owner = table.rows().nth(2).and_then(|row| row.cell(FieldKind::Owner));
        assert_eq!(owner.map(crate::segment::passage::Passage::text), Some("Văn phòng UBND xã"));
    }

    #[test]
    fn parts_rows_and_cells_glued_on_one_line() {
        let text = "STT Nội dung Cơ quan chủ trì Cơ quan phối hợp Thời gian\n1\nLập danh sách Công an xã Các thôn Quý I 2 Tập huấn kỹ năng\nTrạm Y tế\nCác thôn\nQuý II";
        let (table, _) = read(&lines(text).lines, None).expect("is a table");
        let rows: Vec<&Row> = table.rows().collect();
        let cell = |row: usize, kind| rows[row].cell(kind).map(crate::segment::passage::Passage::text);
        assert_eq!(cell(0, FieldKind::Work), Some("Lập danh sách"));
        assert_eq!(cell(0, FieldKind::Owner), Some("Công an xã"));
        assert_eq!(cell(1, FieldKind::Work), Some("Tập huấn kỹ năng"));
        assert_eq!(cell(1, FieldKind::Time), Some("Quý II"));
        let text = "STT Nội dung Cơ quan chủ trì Cơ quan phối hợp Thời gian\n1 Xây dựng Trạm quan trắc ở phường 9 Sở Y tế Sở Xây dựng; Liên minh Hợp tác xã Quý II";
        let (table, _) = read(&lines(text).lines, None).expect("is a table");
        let row = table.rows().next().expect("has a row");
        let cell = |kind| row.cell(kind).map(crate::segment::passage::Passage::text);
        assert_eq!(cell(FieldKind::Work), Some("Xây dựng Trạm quan trắc ở phường 9"));
        assert_eq!(cell(FieldKind::Owner), Some("Sở Y tế"));
        assert_eq!(cell(FieldKind::Coordinator), Some("Sở Xây dựng; Liên minh Hợp tác xã"));
    }

    #[test]
    fn leaves_text_that_mentions_a_column() {
        for text in ["STT của nhiệm vụ được giao", "Thời gian thực hiện: quý I", "TT Tỉnh ủy, TT HĐND tỉnh"]
        {
            assert!(read(&lines(text).lines, None).is_none(), "{text}");
        }
    }
}
