//! The rejected rows as a CSV file that officers correct from.

use std::{borrow::Cow, io::Write};

use super::{records::Rejection, warnings::Place};

/// Writes rejected rows one by one, while the files are still being read.
pub struct RejectedReport<W: Write> {
    rows: csv::Writer<W>,
}

impl<W: Write> RejectedReport<W> {
    /// Begins the report with its header.
    ///
    /// # Errors
    /// When `out` can't be written.
    pub fn new(out: W) -> std::io::Result<Self> {
        let mut rows = csv::Writer::from_writer(out);
        rows.write_record(["file", "sheet", "row", "column", "value", "problem"])?;
        Ok(Self { rows })
    }

    /// Adds one row; `file` is the name to show for [`Place::file`].
    ///
    /// # Errors
    /// When the report can't be written.
    pub fn add(&mut self, file: &str, at: Place<'_>, rejected: &Rejection) -> std::io::Result<()> {
        let row = at.row.to_string();
        let sheet = at.sheet.unwrap_or("");
        let cells = [
            file,
            sheet,
            &row,
            rejected.column,
            &rejected.value,
            &rejected.problem,
        ];
        self.rows
            .write_record(cells.map(|cell| inert(cell).into_owned()))?;
        Ok(())
    }

    /// Writes what is still held back.
    ///
    /// # Errors
    /// When the report can't be written.
    pub fn finish(mut self) -> std::io::Result<()> {
        self.rows.flush()
    }
}

/// A cell that no spreadsheet program runs as a formula.
fn inert(cell: &str) -> Cow<'_, str> {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']) {
        Cow::Owned(format!("'{cell}"))
    } else {
        Cow::Borrowed(cell)
    }
}
