//! A workbook with typed cells, filters and a frozen header.

use std::io::{self, Write};

use rust_xlsxwriter::{Format, FormatAlign, Workbook, Worksheet, XlsxError};

use super::{Cell, TableWriter};

/// Rows that one sheet holds, the header aside.
const SHEET_ROWS: u32 = 1_048_575;

/// Writes a workbook; the rows wait in a temporary file, not in memory.
pub struct XlsxWriter<'a> {
    columns: Vec<String>,
    out: Box<dyn Write + Send + 'a>,
    book: Workbook,
    share: Format,
    number: Format,
    day: Format,
    sheets: u32,
    row: u32,
}

fn other(error: XlsxError) -> io::Error {
    io::Error::other(error)
}

/// Columns of long texts, as the list and the site name them.
const WIDE: [&str; 6] = ["name", "findings", "id", "Nama", "Name", "Temuan"];

impl<'a> XlsxWriter<'a> {
    pub(super) fn begin(columns: &[&str], out: Box<dyn Write + Send + 'a>) -> io::Result<Self> {
        let mut writer = Self {
            columns: columns.iter().map(|&column| column.to_owned()).collect(),
            out,
            book: Workbook::new(),
            share: Format::new().set_num_format("0.00%"),
            number: Format::new().set_num_format("#,##0"),
            day: Format::new().set_num_format("yyyy-mm-dd"),
            sheets: 0,
            row: 0,
        };
        writer.open_sheet()?;
        Ok(writer)
    }

    fn open_sheet(&mut self) -> io::Result<()> {
        self.sheets += 1;
        self.row = 0;
        let name = if self.sheets == 1 {
            "Daftar".to_owned()
        } else {
            format!("Daftar {}", self.sheets)
        };
        let head = Format::new()
            .set_bold()
            .set_align(FormatAlign::VerticalCenter);
        let columns = &self.columns;
        let sheet = self
            .book
            .add_worksheet_with_constant_memory()
            .map_err(other)?;
        sheet.set_name(name).map_err(other)?;
        sheet.set_freeze_panes(1, 0).map_err(other)?;
        for (at, column) in (0_u16..).zip(columns) {
            let wide = if WIDE.contains(&column.as_str()) {
                38.0
            } else {
                15.0
            };
            sheet.set_column_width(at, wide).map_err(other)?;
        }
        for (at, column) in (0_u16..).zip(columns) {
            sheet
                .write_string_with_format(0, at, column.as_str(), &head)
                .map_err(other)?;
        }
        Ok(())
    }

    fn close_sheet(&mut self) -> io::Result<()> {
        let last = u16::try_from(self.columns.len().saturating_sub(1)).unwrap_or(0);
        let row = self.row;
        let at = self.sheets as usize - 1;
        let sheet = self.book.worksheet_from_index(at).map_err(other)?;
        sheet.autofilter(0, 0, row, last).map_err(other)?;
        Ok(())
    }
}

fn write(
    sheet: &mut Worksheet,
    (row, column): (u32, u16),
    cell: &Cell,
    [share, number, day]: [&Format; 3],
) -> Result<(), XlsxError> {
    match cell {
        Cell::Empty => {}
        // A string cell is never run, whatever it begins with.
        Cell::Text(text) => {
            sheet.write_string(row, column, text)?;
        }
        Cell::Number(n) => {
            #[expect(
                clippy::cast_precision_loss,
                reason = "a workbook has no other numbers"
            )]
            sheet.write_number_with_format(row, column, *n as f64, number)?;
        }
        Cell::Share(n) => {
            sheet.write_number_with_format(row, column, f64::from(*n) / 10_000.0, share)?;
        }
        Cell::Day(on) => {
            let serial = (*on - chrono::NaiveDate::from_ymd_opt(1899, 12, 30).unwrap_or_default())
                .num_days();
            let serial = i32::try_from(serial).unwrap_or(0);
            sheet.write_number_with_format(row, column, f64::from(serial), day)?;
        }
    }
    Ok(())
}

impl TableWriter for XlsxWriter<'_> {
    fn row(&mut self, cells: &[Cell]) -> io::Result<()> {
        if self.row == SHEET_ROWS {
            self.close_sheet()?;
            self.open_sheet()?;
        }
        self.row += 1;
        let row = self.row;
        let at = self.sheets as usize - 1;
        let formats = [&self.share, &self.number, &self.day];
        let sheet = self.book.worksheet_from_index(at).map_err(other)?;
        for (column, cell) in (0_u16..).zip(cells) {
            write(sheet, (row, column), cell, formats).map_err(other)?;
        }
        Ok(())
    }

    fn finish(mut self: Box<Self>) -> io::Result<()> {
        self.close_sheet()?;
        let bytes = self.book.save_to_buffer().map_err(other)?;
        self.out.write_all(&bytes)?;
        self.out.flush()
    }
}
