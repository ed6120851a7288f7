//! A workbook that an official would send on: one sheet a table, with filters, frozen headings and real dates.
//!
//! In: tables. Out: the bytes of an .xlsx file, the same for the same tables. It knows no comparison.

use rust_xlsxwriter::{Color, DocProperties, ExcelDateTime, Format, FormatAlign, Workbook, Worksheet, XlsxError};

use super::tables::{Cell, Table};

/// Excel takes no longer text in a cell.
const LONGEST_TEXT: usize = 32_767;
/// Excel takes no more rows in a sheet; the heading is one of them.
const MOST_ROWS: usize = 1_048_575;

/// The workbook of some tables.
pub fn workbook(tables: &[Table]) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    // No clock: the same comparison gives the same file.
    let created = ExcelDateTime::from_ymd(2000, 1, 1)?;
    workbook.set_properties(&DocProperties::new().set_title("kehoach").set_creation_datetime(&created));
    let formats = Formats::new();
    for table in tables {
        sheet(workbook.add_worksheet(), table, &formats)?;
    }
    workbook.save_to_buffer()
}

struct Formats {
    heading: Format,
    text: Format,
    date: Format,
    share: Format,
}

impl Formats {
    fn new() -> Formats {
        let heading = Format::new().set_bold().set_background_color(Color::RGB(0x00DC_E6F1)).set_text_wrap();
        Formats {
            heading: heading.set_align(FormatAlign::VerticalCenter),
            text: Format::new().set_text_wrap().set_align(FormatAlign::Top),
            date: Format::new().set_num_format("dd/mm/yyyy").set_align(FormatAlign::Top),
            share: Format::new().set_num_format("0%").set_align(FormatAlign::Top),
        }
    }
}

fn sheet(sheet: &mut Worksheet, table: &Table, formats: &Formats) -> Result<(), XlsxError> {
    sheet.set_name(table.title)?;
    for (at, (title, width)) in table.columns.iter().enumerate() {
        let column = at as u16;
        sheet.write_string_with_format(0, column, *title, &formats.heading)?;
        sheet.set_column_width(column, *width)?;
    }
    for (at, row) in table.rows.iter().take(MOST_ROWS).enumerate() {
        let line = at as u32 + 1;
        for (at, cell) in row.iter().enumerate() {
            let column = at as u16;
            match cell {
                Cell::Empty => {}
                Cell::Text(text) => {
                    let text: String = text.chars().take(LONGEST_TEXT).collect();
                    sheet.write_string_with_format(line, column, text, &formats.text)?;
                }
                Cell::Count(count) => {
                    sheet.write_number_with_format(line, column, *count as f64, &formats.text)?;
                }
                Cell::Share(share) => {
                    sheet.write_number_with_format(line, column, *share, &formats.share)?;
                }
                Cell::Date(date) => {
                    let (year, month, day) =
                        (date.year().unsigned_abs(), date.month().unsigned_abs(), date.day().unsigned_abs());
                    sheet.write_datetime_with_format(
                        line,
                        column,
                        &ExcelDateTime::from_ymd(year, month, day)?,
                        &formats.date,
                    )?;
                }
            }
        }
    }
    sheet.set_freeze_panes(1, 1)?;
    if let Some(last) = table.columns.len().checked_sub(1) {
        sheet.autofilter(0, 0, table.rows.len().min(MOST_ROWS) as u32, last as u16)?;
    }
    sheet.set_landscape();
    sheet.set_print_fit_to_pages(1, 0);
    sheet.set_repeat_rows(0, 0)?;
    Ok(())
}
