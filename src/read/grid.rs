//! A table under way: rows and cells as a web page or a Word file gives them, with cells that span.
//!
//! In: rows and cells that open and close. Out: rows of texts. A cell that covers rows below repeats in them, as whoever reads
//! the table reads it; a number does not, for it counts rows.

use std::collections::HashMap;

/// Columns and rows that a cell may span; more is nonsense.
pub(super) const MOST_SPAN: usize = 60;

/// A table under way.
#[derive(Default)]
pub(super) struct Grid {
    rows: Vec<Vec<String>>,
    /// Columns that a cell of an earlier row still covers: how many rows more, and its text.
    covered: HashMap<usize, (usize, String)>,
    /// The open cell: its columns, rows and text.
    cell: Option<(usize, usize, String)>,
}

impl Grid {
    pub(super) fn open_row(&mut self) {
        self.rows.push(Vec::new());
        self.fill();
    }

    pub(super) fn open_cell(&mut self, columns: usize, rows: usize) {
        if self.rows.is_empty() {
            self.open_row();
        }
        self.cell = Some((columns, rows, String::new()));
    }

    /// Adds a line to the open cell; text between cells is none.
    pub(super) fn write(&mut self, text: &str) {
        if let Some((_, _, cell)) = &mut self.cell {
            if !cell.is_empty() {
                cell.push('\n');
            }
            cell.push_str(text.trim());
        }
    }

    pub(super) fn close_cell(&mut self) {
        let Some((columns, rows, text)) = self.cell.take() else { return };
        let Some(row) = self.rows.last_mut() else { return };
        for at in 0..columns {
            if rows > 1 {
                self.covered.insert(row.len(), (rows - 1, text.clone()));
            }
            // The text of a cell over several columns stands in the first.
            row.push(if at == 0 { text.clone() } else { String::new() });
        }
        self.fill();
    }

    /// Repeats the cells from above that cover the next columns. A number is not repeated: it counts rows.
    fn fill(&mut self) {
        let Some(row) = self.rows.last_mut() else { return };
        while let Some((left, text)) = self.covered.get_mut(&row.len()) {
            row.push(if is_number(text) { String::new() } else { text.clone() });
            *left -= 1;
            if *left == 0 {
                let at = row.len() - 1;
                self.covered.remove(&at);
            }
        }
    }

    /// Ends a cell of a Word table: over some columns, or going on with the cell above.
    pub(super) fn close_merged(&mut self, columns: usize, goes_on: bool) {
        let at = self.rows.last().map_or(0, Vec::len);
        if goes_on {
            let above = self.rows.iter().rev().nth(1).and_then(|row| row.get(at)).cloned().unwrap_or_default();
            if let Some((_, _, text)) = self.cell.as_mut().filter(|_| !is_number(&above)) {
                *text = above;
            }
        }
        if let Some((spanned, _, _)) = &mut self.cell {
            *spanned = columns.clamp(1, MOST_SPAN);
        }
        self.close_cell();
    }

    pub(super) fn rows(&self) -> &[Vec<String>] {
        &self.rows
    }
}

/// Whether a cell only counts rows: nothing, or digits with or without a full stop.
pub(super) fn is_number(text: &str) -> bool {
    text.trim_end_matches('.').chars().all(|c| c.is_ascii_digit())
}
