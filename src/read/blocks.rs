//! Paragraphs and tables of a formatted document, laid out as text.
//!
//! In: paragraphs, tables and page breaks, in reading order. Out: text that `segment` reads like any other: a paragraph a
//! line, a table as rows between pipes, a page break as a form feed. A table that only sets a letterhead or a signature
//! side by side is no table: its cells come one column after the other.

use crate::fold::fold;

/// Text under construction.
#[derive(Clone, Debug, Default)]
pub(super) struct Blocks {
    text: String,
    /// Whether a page ended; the break goes before the next paragraph.
    page_ended: bool,
}

/// Rows of a layout table at most.
const LAYOUT_ROWS: usize = 6;
/// Columns of a layout table at most.
const LAYOUT_COLUMNS: usize = 3;

/// Words, folded, of letterheads and closings.
const LAYOUT_WORDS: [&str; 6] = ["cong hoa xa hoi", "doc lap - tu do", "noi nhan", "tm. ", "kt. ", "/kh-"];

impl Blocks {
    /// Adds a paragraph; line breaks inside it stay.
    pub(super) fn paragraph(&mut self, text: &str) {
        for line in text.lines().map(squeeze).filter(|line| !line.is_empty()) {
            self.line(&line);
        }
    }

    /// Ends the page.
    pub(super) fn page_break(&mut self) {
        self.page_ended = !self.text.is_empty();
    }

    /// Adds a table: rows of cells, each cell with its paragraphs on lines of their own.
    pub(super) fn table(&mut self, rows: &[Vec<String>]) {
        let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
        if columns < 2 || is_layout(rows, columns) {
            for column in 0..columns {
                for cell in rows.iter().filter_map(|row| row.get(column)) {
                    self.paragraph(cell);
                }
            }
            return;
        }
        for row in rows {
            let cells: Vec<String> = (0..columns)
                .map(|at| row.get(at).map_or_else(String::new, |cell| squeeze(&cell.replace('|', "/"))))
                .collect();
            if cells.iter().any(|cell| !cell.is_empty()) {
                self.line(&format!("| {} |", cells.join(" | ")));
            }
        }
    }

    fn line(&mut self, line: &str) {
        if std::mem::take(&mut self.page_ended) {
            self.text.push('\u{c}');
        }
        self.text.push_str(line);
        self.text.push('\n');
    }

    /// The text.
    pub(super) fn finish(self) -> String {
        self.text
    }
}

/// Whether a table only sets texts side by side.
fn is_layout(rows: &[Vec<String>], columns: usize) -> bool {
    let all = fold(&rows.iter().flatten().map(String::as_str).collect::<Vec<_>>().join(" "));
    rows.len() <= LAYOUT_ROWS && columns <= LAYOUT_COLUMNS && LAYOUT_WORDS.iter().any(|word| all.contains(word))
}

/// Runs of white space as one space.
fn squeeze(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(rows: &[&[&str]]) -> String {
        let mut blocks = Blocks::default();
        blocks.table(&rows.iter().map(|row| row.iter().map(|cell| (*cell).to_owned()).collect()).collect::<Vec<_>>());
        blocks.finish()
    }

    #[test]
    fn letterheads_come_column_by_column() {
        let text = table(&[&["UBND XÃ HÀ BẮC", "CỘNG HÒA XÃ HỘI\nĐộc lập"], &["Số: 1/KH-UBND", "Hà Bắc, ngày 1"]]);
        assert_eq!(text, "UBND XÃ HÀ BẮC\nSố: 1/KH-UBND\nCỘNG HÒA XÃ HỘI\nĐộc lập\nHà Bắc, ngày 1\n");
    }

    #[test]
    fn other_tables_stay_tables() {
        let text = table(&[&["TT", "Nội dung", "Chủ trì"], &["1", "Rà soát\nhồ sơ | đợt 1", ""], &["", "", ""]]);
        assert_eq!(text, "| TT | Nội dung | Chủ trì |\n| 1 | Rà soát hồ sơ / đợt 1 |  |\n");
        assert_eq!(table(&[&["một cột"], &["hai dòng"]]), "một cột\nhai dòng\n");
    }

    #[test]
    fn pages_end_before_the_next_line() {
        let mut blocks = Blocks::default();
        blocks.page_break();
        blocks.paragraph("a");
        blocks.page_break();
        blocks.paragraph("  b \n c");
        assert_eq!(blocks.finish(), "a\n\u{c}b\nc\n");
    }
}
