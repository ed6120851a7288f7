//! Tables whose rows stand between pipes or tabs.
//!
//! In: lines. Out: the rows of the table that starts there. Its headings may stand in two rows; a merged cell is empty below the
//! first row, or printed in each column; a row may be broken over lines. What a heading means is told by the table as a whole.
//! Rows that share a merged number are tasks of one number: each has its own agency or time.

use super::super::field::FieldKind;
use super::super::label::{LabelKind, label, roman_number, roman_value};
use super::super::line::Line;
use super::super::passage::Passage;
use super::{Column, Row, Table, column, is_task_table};
use crate::lexicon::starts_with_agency;

/// What the headings of a row mean. "Đơn vị" before the work is whose it is; behind it the unit of a figure.
fn columns(cells: &[Passage]) -> Vec<Column> {
    // "Đơn vị | Chỉ tiêu" heads figures.
    let aims = cells.iter().any(|cell| cell.folded().text.contains("chi tieu"));
    const WHOSE: [&str; 5] = ["don vi", "co quan", "co quan, don vi", "bo phan", "don vi, ca nhan"];
    let mut columns: Vec<Column> = cells.iter().map(|cell| column(cell.text())).collect();
    let work =
        columns.iter().position(|column| *column == Column::Field(FieldKind::Work)).filter(|_| !aims).unwrap_or(0);
    for (column, cell) in columns.iter_mut().zip(cells).take(work) {
        if WHOSE.contains(&cell.folded().text.trim()) {
            *column = Column::Field(FieldKind::Owner);
        }
    }
    columns
}

/// The columns of a heading over two rows: what stands below "Phân công thực hiện" says who leads and who helps. `None` where
/// the second row is none of headings.
fn two_rows(columns: &[Column], below: &[Passage]) -> Option<Vec<Column>> {
    // "Từ ngày | Đến ngày" below "Thời gian"
    let bounds = |cell: &Passage| {
        ["tu ngay", "den ngay", "tu", "den", "bat dau", "ket thuc"].contains(&cell.folded().text.trim())
    };
    let below_of = |above: &Column, cell: &Passage| match column(cell.text()) {
        Column::Other if bounds(cell) => Column::Field(FieldKind::Time),
        Column::Other => *above,
        column => column,
    };
    let heads = |(above, cell): (&Column, &Passage)| {
        let named =
            (matches!(column(cell.text()), Column::Field(_)) || bounds(cell)) && cell.text().split(' ').count() <= 4;
        let whole = matches!(above, Column::Number | Column::Field(FieldKind::Work));
        cell.is_empty() || named && !whole
    };
    let pairs = || columns.iter().zip(below);
    (below.iter().any(|cell| !cell.is_empty()) && below.len() == columns.len() && pairs().all(heads))
        .then(|| pairs().map(|(above, cell)| if cell.is_empty() { *above } else { below_of(above, cell) }).collect())
}

/// Whether a line between pipes heads a task table.
pub(in crate::segment) fn heads_table(line: &Line) -> bool {
    is_piped(line) && is_task_table(&columns(&cells(line, is_closed(line))))
}

/// The cells of a row between pipes. Where the rows of a table are not `closed` by pipes at their ends, a row that starts with
/// one starts with an empty cell.
fn cells(line: &Line, closed: bool) -> Vec<Passage> {
    let text = line.text();
    let mut bounds: Vec<usize> = text.match_indices('|').map(|(at, _)| at).collect();
    if !closed || !text.starts_with('|') {
        bounds.insert(0, usize::MAX);
    }
    if !text.ends_with('|') {
        bounds.push(text.len());
    }
    bounds.windows(2).map(|pair| line.passage.slice(pair[0].wrapping_add(1)..pair[1])).collect()
}

fn is_closed(row: &Line) -> bool {
    row.text().starts_with('|')
}

fn is_piped(line: &Line) -> bool {
    line.text().starts_with('|') || line.text().matches('|').count() >= 2
}

/// Lines that a row may be broken over.
const MOST_LINES_OF_ROW: usize = 4;
/// Rows among which the headings stand.
const MOST_HEAD_ROWS: usize = 3;
/// Lines that these take at most.
const MOST_HEAD_LINES: usize = MOST_HEAD_ROWS * MOST_LINES_OF_ROW;

/// The rows of a table between pipes, and how many lines they take: where rows end in a pipe, one that does not goes on below.
fn piped_rows(lines: &[Line]) -> (Vec<Line>, usize) {
    let closed = lines.first().is_some_and(|line| line.text().ends_with('|'));
    let mut rows: Vec<Line> = Vec::new();
    let (mut used, mut parts) = (0, 0);
    for line in lines {
        let open = rows.last_mut().filter(|row| closed && row.text().starts_with('|') && !row.text().ends_with('|'));
        match open.filter(|_| !line.text().starts_with('|') && parts < MOST_LINES_OF_ROW) {
            Some(row) => row.passage.join(" ", &line.passage),
            None if is_piped(line) => {
                rows.push(line.clone());
                parts = 0;
            }
            None => break,
        }
        parts += 1;
        used += 1;
    }
    (rows, used)
}

pub(super) fn read(lines: &[Line]) -> Option<(Table, usize)> {
    if !lines.first().is_some_and(is_piped) {
        return None;
    }
    // The head alone first: most tables are none of tasks, and each of their lines is asked.
    let (head, _) = piped_rows(&lines[..lines.len().min(MOST_HEAD_LINES)]);
    let header =
        head.iter().take(MOST_HEAD_ROWS).position(|row| is_task_table(&columns(&cells(row, is_closed(row)))))?;
    let (lines, used) = piped_rows(lines);
    let closed = is_closed(&lines[header]);
    let cells = |line: &Line| cells(line, closed);
    let above = columns(&cells(&lines[header]));
    let below = lines.get(header + 1).and_then(|below| two_rows(&above, &cells(below)));
    let body = header + if below.is_some() { 2 } else { 1 };
    let columns = below.unwrap_or(above);
    let is_work = |at: &usize| columns[*at] == Column::Field(FieldKind::Work);
    let specific = cells(&lines[header]).iter().position(|cell| cell.folded().text.contains("cu the")).filter(is_work);
    let headings: Vec<String> = cells(&lines[header]).iter().map(|cell| cell.folded().text.clone()).collect();
    let mut table = Table::default();
    let number_at = columns.iter().position(|column| *column == Column::Number);
    let number = |line: Option<&Line>| {
        let cell = line.and_then(|line| cells(line).into_iter().nth(number_at?));
        cell.filter(|cell| !cell.is_empty()).map(|cell| cell.text().trim_end_matches(['.', ')']).to_owned())
    };
    for (at, line) in lines.iter().enumerate().skip(body) {
        // "1 | Hoàn thiện thể chế" over "1 | Rà soát …": an OCR's "I", whose rows start again.
        if number(Some(line)).is_some() && number(lines.get(at + 1)).as_deref() == Some("1") {
            let cells = cells(line);
            let titles: Vec<&Passage> = cells
                .iter()
                .enumerate()
                .filter(|(i, cell)| Some(*i) != number_at && !cell.is_empty())
                .map(|(_, cell)| cell)
                .collect();
            if let [title] = titles[..] {
                table.open_group(roman_number(table.groups.len() as u32 + 1), title.clone(), line.numbers.0);
                continue;
            }
        }
        let cells = cells(line);
        // A header that is printed again on the next page.
        if cells.iter().map(|cell| cell.folded().text.clone()).eq(headings.iter().cloned()) || counts_columns(&cells) {
            continue;
        }
        add_piped_row(&mut table, &columns, specific, &cells, line.numbers.0);
    }
    Some((table, used))
}

/// "(1) | (2) | (3)": numbers of the columns.
fn counts_columns(cells: &[Passage]) -> bool {
    let number = |(i, cell): (usize, &Passage)| cell.text().trim_matches(['(', ')']).parse() == Ok(i + 1);
    cells.len() > 2 && cells.iter().enumerate().all(number)
}

fn add_piped_row(table: &mut Table, columns: &[Column], specific: Option<usize>, cells: &[Passage], line: usize) {
    let filled: Vec<(Column, &Passage)> =
        columns.iter().copied().zip(cells).filter(|(_, cell)| !cell.is_empty()).collect();
    let number = filled
        .iter()
        .find(|(column, _)| *column == Column::Number)
        .map(|(_, cell)| cell.text().trim_end_matches(['.', ')']));
    let others: Vec<&(Column, &Passage)> = filled.iter().filter(|(column, _)| *column != Column::Number).collect();
    let group_label =
        number.filter(|number| roman_value(number).is_some() || matches!(number.as_bytes(), [b'A'..=b'H']));
    // A merged cell, which some programs write into each of its columns.
    let repeated = filled.len() > 2 && filled.iter().all(|(_, cell)| cell.text() == filled[0].1.text());
    let single = others.len() == 1 && columns.len() > 2;
    if let (Some(label), true) = (group_label, others.len() <= 1) {
        let heading = others.first().map_or_else(Passage::default, |(_, cell)| (*cell).clone());
        table.open_group(label.to_owned(), heading, line);
        return;
    }
    if single && number.is_none() || repeated {
        // "I. Nhóm nhiệm vụ …" in one merged cell.
        let cell = others[0].1;
        let found = label(cell.text()).filter(|label| matches!(label.kind, LabelKind::Roman | LabelKind::Upper));
        if let Some(label) = found {
            table.open_group(label.printed.clone(), cell.slice(label.length..cell.text().len()), line);
            return;
        }
    }
    let named = filled.iter().filter_map(|(column, cell)| match column {
        Column::Field(kind) => Some((*kind, (*cell).clone())),
        _ => None,
    });
    let mut named: Vec<(FieldKind, Passage)> = named.collect();
    if let Some(cell) = specific.and_then(|at| cells.get(at)).filter(|cell| !cell.is_empty())
        && let Some(at) = named.iter().position(|(_, of)| of.span() == cell.span())
    {
        // "Nội dung | Hành động cụ thể": the specific one is the task, the other says what it belongs to.
        let cell = named.remove(at);
        named.insert(0, cell);
    }
    join_times(&mut named);
    merge_with_above(&mut named, columns, cells, table.rows().next_back());
    let has_work = named.iter().any(|(kind, _)| *kind == FieldKind::Work);
    if number.is_none() && named.len() == 1 && is_sum(named[0].1.text()) {
        return;
    }
    let above = table.rows().next_back().map(|row| row.number.clone());
    let shared = above.filter(|_| number.is_none() && is_own_task(&named));
    if !has_work || (number.is_none() && shared.is_none() && columns.contains(&Column::Number)) {
        // A row without a number or work goes on with the row above.
        if let Some(row) = table.groups.last_mut().and_then(|group| group.rows.last_mut()) {
            for (kind, cell) in named {
                match row.cells.iter_mut().find(|(of, _)| *of == kind) {
                    Some((_, above)) => above.join(" ", &cell),
                    None => row.cells.push((kind, cell)),
                }
            }
            row.lines.1 = line;
        }
        return;
    }
    let shared = shared.filter(|_| columns.contains(&Column::Number));
    let number = number.map(str::to_owned).or(shared).unwrap_or_default();
    table.push(Row { number, cells: named, lines: (line, line) });
}

/// Whether a row without a number is a task beside the one above: its work opens a sentence, and it has its own agency or time.
fn is_own_task(named: &[(FieldKind, Passage)]) -> bool {
    let opens = |text: &str| text.trim_start_matches(['-', '–', '+', ' ']).starts_with(char::is_uppercase);
    let work = named.iter().find(|(kind, _)| *kind == FieldKind::Work);
    let led = named.iter().any(|(kind, cell)| *kind == FieldKind::Owner && is_agency(cell.text()));
    work.is_some_and(|(_, work)| opens(work.text())) && led
}

/// Whether a cell opens with an agency, named or asked: "Sở A", "Đề nghị Tòa án".
fn is_agency(text: &str) -> bool {
    starts_with_agency(text.strip_prefix("Đề nghị ").unwrap_or(text))
}

/// "Tổng kinh phí dự kiến: …", "Ghi chú: …": a row below those of tasks.
fn is_sum(text: &str) -> bool {
    ["Tổng ", "TỔNG ", "Cộng", "CỘNG", "Ghi chú"].iter().any(|word| text.starts_with(word))
}

/// "05/10/2023 | 20/10/2023": the two ends of one time.
fn join_times(named: &mut Vec<(FieldKind, Passage)>) {
    let is_time = |(kind, _): &(FieldKind, Passage)| *kind == FieldKind::Time;
    while let Some(first) = named.iter().position(is_time)
        && let Some(second) = named.iter().skip(first + 1).position(is_time).map(|at| first + 1 + at)
    {
        let (_, end) = named.remove(second);
        named[first].1.join(" - ", &end);
    }
}

/// Cells before the work that are empty belong to the row above: one agency or time for several tasks.
fn merge_with_above(named: &mut Vec<(FieldKind, Passage)>, columns: &[Column], cells: &[Passage], above: Option<&Row>) {
    let before_work = columns.iter().zip(cells).take_while(|(column, _)| **column != Column::Field(FieldKind::Work));
    for (column, _) in before_work.filter(|(_, cell)| cell.is_empty()) {
        if let Column::Field(kind) = column
            && let Some(cell) = above.and_then(|above| above.cell(*kind))
        {
            named.push((*kind, cell.clone()));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::line::lines;
    use super::super::read;
    use super::*;

    const TABLE: &str = "| TT | Nội dung | Cơ quan chủ trì | Cơ quan phối hợp | Thời gian |\n|---|---|---|---|---|\n| I | NHÓM MỘT | | | |\n| 1 | Rà soát | Công an xã | Trạm y tế | Quý I |\n| 2 | Tập huấn | nt | -nt- | 30/9 |\n| TT | Nội dung | Cơ quan chủ trì | Cơ quan phối hợp | Thời gian |\n| 3 | Kiểm tra | Phòng Kinh tế | | |\nHết bảng";

    #[test]
    fn reads_piped_rows_groups_and_repeats() {
        let (table, used) = read(&lines(TABLE).lines, None).expect("is a table");
        assert_eq!((table.groups.len(), used), (1, 6));
        assert_eq!((table.groups[0].label.as_str(), table.groups[0].heading.text()), ("I", "NHÓM MỘT"));
        let rows: Vec<&Row> = table.rows().collect();
        assert_eq!(rows.len(), 3);
        assert_eq!(rows[1].cell(FieldKind::Owner).map(Passage::text), Some("Công an xã"));
        assert_eq!(rows[1].cell(FieldKind::Coordinator).map(Passage::text), Some("Trạm y tế"));
        assert_eq!(rows[2].cell(FieldKind::Time), None);
    }

    #[test]
    fn a_row_may_be_broken_inside_a_cell() {
        let broken = TABLE.replace("Công an xã | Trạm y tế", "Công an xã | Trạm\ny tế");
        let (table, used) = read(&lines(&broken).lines, None).expect("is a table");
        let helper = table.rows().next().and_then(|row| row.cell(FieldKind::Coordinator));
        assert_eq!((helper.map(Passage::text), used), (Some("Trạm y tế"), 7));
    }

    /// The cells of all rows: kind and text.
    fn cells_of(text: &str) -> Vec<Vec<(FieldKind, String)>> {
        let (table, _) = read(&lines(text).lines, None).expect("is a table");
        let cells = |row: &Row| row.cells.iter().map(|(kind, cell)| (*kind, cell.text().to_owned())).collect();
        table.rows().map(cells).collect()
    }

    #[test]
    fn a_heading_may_stand_in_two_rows() {
        use FieldKind::{Coordinator, Owner, Time, Work};
        let text = "Stt | Nội dung | Phân công thực hiện | | Thời gian |\n | | Chủ trì | Phối hợp | |\n1 | Rà soát | Sở A | Sở B | Quý I |";
        let wanted = [(Work, "Rà soát"), (Owner, "Sở A"), (Coordinator, "Sở B"), (Time, "Quý I")];
        assert_eq!(cells_of(text)[0], wanted.map(|(kind, cell)| (kind, cell.to_owned())));
        let bounds = "TT\tNội dung\tChủ trì\tThời gian\t\n\t\t\tTừ ngày\tĐến ngày\n1\tKhám\tSở A\t01/3/2026\t05/3/2026";
        assert_eq!(cells_of(bounds)[0][2], (Time, "01/3/2026 - 05/3/2026".to_owned()), "tabs, too");
    }

    #[test]
    fn an_agency_may_stand_before_several_tasks() {
        use FieldKind::{Owner, Work};
        let rows = cells_of("| Đơn vị | Nhiệm vụ | Thời gian |\n| Sở A | Rà soát | Quý I |\n| | Tập huấn | Quý II |");
        assert_eq!(rows[0][0], (Owner, "Sở A".to_owned()));
        assert!(rows[1].contains(&(Owner, "Sở A".to_owned())) && rows[1].contains(&(Work, "Tập huấn".to_owned())));
        // "Đơn vị" of figures.
        assert!(read(&lines("Đơn vị | Chỉ tiêu giao | Thực hiện\nXã A | 5 | 4").lines, None).is_none());
    }

    #[test]
    fn a_cell_may_say_itself_what_it_holds() {
        use FieldKind::{Coordinator, Owner};
        let who = |cell: &str| {
            cells_of(&format!("| TT | Rõ việc | Rõ người |\n| (1) | (2) | (3) |\n| 1 | Rà soát | {cell} |"))[0][1..]
                .to_vec()
        };
        let two = [(Owner, "Sở A".to_owned()), (Coordinator, "Sở B".to_owned())];
        assert_eq!(who("Chủ trì: Sở A; phối hợp: Sở B"), two);
        assert_eq!(who("Sở A (chủ trì); Sở B (phối hợp)")[1], two[1]);
        assert_eq!(who("Sở A; Sở B"), [(Owner, "Sở A; Sở B".to_owned())]);
    }

    #[test]
    fn a_merged_cell_may_be_printed_in_each_column() {
        let group = "| A. CHÍNH QUYỀN SỐ | A. CHÍNH QUYỀN SỐ | A. CHÍNH QUYỀN SỐ |";
        let text = format!("| TT | Nội dung | Chủ trì |\n{group}\n| 1 | Rà soát | Sở A |");
        let (table, _) = read(&lines(&text).lines, None).expect("is a table");
        assert_eq!((table.groups[0].label.as_str(), table.groups[0].rows.len()), ("A", 1));
    }

    #[test]
    fn leaves_other_tables() {
        for text in
            ["| ỦY BAN NHÂN DÂN | CỘNG HÒA |\n| XÃ A | Độc lập |", "a | b", "| TT | Họ tên | Chức vụ |\n| 1 | A | B |"]
        {
            assert!(read(&lines(text).lines, None).is_none(), "{text}");
        }
    }
}
