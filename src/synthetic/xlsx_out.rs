//! Rows into a workbook.

use std::path::{Path, PathBuf};

use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatAlign, Workbook, Worksheet, XlsxError,
};

use super::line::{Line, Shape};

/// Rows that a sheet can hold.
const SHEET_ROWS: u32 = 1_048_576;

/// A workbook being written; rows go to a file as they come.
pub(super) struct XlsxOut {
    book: Workbook,
    path: PathBuf,
    sheet: usize,
    row: u32,
    day: Format,
    /// Repeated on top of every further sheet.
    header: Vec<Line>,
}

impl XlsxOut {
    pub(super) fn create(path: &Path) -> Result<Self, XlsxError> {
        let mut book = Workbook::new();
        if let Some(folder) = path.parent() {
            book.set_tempdir(folder)?;
        }
        // The day of writing would make two workbooks of one city differ.
        let made_on = ExcelDateTime::from_ymd(2026, 1, 1)?;
        book.set_properties(
            &DocProperties::new()
                .set_title("Data buatan")
                .set_creation_datetime(&made_on),
        );
        book.add_worksheet_with_constant_memory()?;
        let day = Format::new().set_num_format("dd/mm/yyyy");
        Ok(Self {
            book,
            path: path.to_owned(),
            sheet: 0,
            row: 0,
            day,
            header: Vec::new(),
        })
    }

    /// Writes the rows of a header, which every further sheet begins with.
    pub(super) fn write_header(&mut self, header: Vec<Line>) -> Result<(), XlsxError> {
        for line in &header {
            self.write(line)?;
        }
        self.header = header;
        Ok(())
    }

    pub(super) fn write(&mut self, line: &Line) -> Result<(), XlsxError> {
        if self.row == SHEET_ROWS {
            self.book.add_worksheet_with_constant_memory()?;
            self.sheet += 1;
            self.row = 0;
            for line in std::mem::take(&mut self.header) {
                self.write(&line)?;
                self.header.push(line);
            }
        }
        let sheet = self.book.worksheet_from_index(self.sheet)?;
        for (column, (text, shape)) in (0..).zip(line.cells()) {
            write_cell(sheet, (self.row, column), (text, shape), &self.day)?;
        }
        self.row += 1;
        Ok(())
    }

    /// A row of captions, each over `first..=last` columns.
    pub(super) fn write_groups(&mut self, groups: &[(u16, u16, &str)]) -> Result<(), XlsxError> {
        let sheet = self.book.worksheet_from_index(self.sheet)?;
        let centred = Format::new().set_align(FormatAlign::Center);
        for &(first, last, caption) in groups {
            sheet.merge_range(self.row, first, self.row, last, caption, &centred)?;
        }
        self.row += 1;
        Ok(())
    }

    /// A sheet that nobody is meant to see.
    pub(super) fn add_hidden_sheet(&mut self, lines: &[Line]) -> Result<(), XlsxError> {
        let sheet = self.book.add_worksheet_with_constant_memory()?;
        sheet.set_name("Referensi")?.set_hidden(true);
        for (row, line) in (0..).zip(lines) {
            for (column, cell) in (0..).zip(line.cells()) {
                write_cell(sheet, (row, column), cell, &self.day)?;
            }
        }
        Ok(())
    }

    pub(super) fn finish(mut self) -> Result<(), XlsxError> {
        self.book.save(&self.path)
    }
}

fn write_cell(
    sheet: &mut Worksheet,
    (row, column): (u32, u16),
    (text, shape): (&str, Shape),
    day: &Format,
) -> Result<(), XlsxError> {
    let number = || text.parse::<f64>().expect("a number is pushed as digits");
    match shape {
        _ if text.is_empty() => {}
        Shape::Free | Shape::Plain => {
            sheet.write_string(row, column, text)?;
        }
        Shape::Number => {
            sheet.write_number(row, column, number())?;
        }
        Shape::Day => {
            sheet.write_number_with_format(row, column, number(), day)?;
        }
    }
    Ok(())
}
