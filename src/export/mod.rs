//! Tables for people and programs: CSV, XLSX, JSON, and columns on a terminal.
//!
//! A table is a row of column names and rows of typed [`Cell`]s, written as they come, so that a
//! long list needs no more memory than a short one.

mod csv;
mod json;
mod terminal;
mod xlsx;

use std::io::Write;

use chrono::NaiveDate;

pub use self::xlsx::XlsxWriter;

/// One value of a table.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    /// Nothing is known, or nothing applies.
    Empty,
    /// Words, or digits that are no number, such as a NIB.
    Text(String),
    /// A whole number.
    Number(i64),
    /// A share in 1/10,000, written with four decimals.
    Share(u32),
    /// A calendar day.
    Day(NaiveDate),
}

impl Cell {
    /// Words, or nothing.
    #[must_use]
    pub fn text(text: Option<&str>) -> Self {
        text.map_or(Self::Empty, |text| Self::Text(text.to_owned()))
    }

    /// A count, or nothing.
    #[must_use]
    pub fn count(count: Option<u32>) -> Self {
        count.map_or(Self::Empty, |n| Self::Number(n.into()))
    }

    /// The value as plain text.
    #[must_use]
    pub fn plain(&self) -> String {
        match self {
            Self::Empty => String::new(),
            Self::Text(text) => text.clone(),
            Self::Number(number) => number.to_string(),
            Self::Share(share) => format!("{}.{:04}", share / 10_000, share % 10_000),
            Self::Day(day) => day.to_string(),
        }
    }
}

/// What a table is written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Columns on a terminal.
    Table,
    /// Comma-separated, UTF-8.
    Csv,
    /// An array of objects.
    Json,
    /// A workbook with typed cells, filters and a frozen header.
    Xlsx,
}

/// Somebody who takes a table row by row.
pub trait TableWriter {
    /// Takes one row, in the order of the columns.
    ///
    /// # Errors
    /// When the output refuses.
    fn row(&mut self, cells: &[Cell]) -> std::io::Result<()>;

    /// Writes what is left.
    ///
    /// # Errors
    /// When the output refuses.
    fn finish(self: Box<Self>) -> std::io::Result<()>;
}

/// Writes a short table as a whole.
///
/// # Errors
/// When the output refuses.
pub fn whole(format: Format, heads: &[String], rows: &[Vec<Cell>]) -> std::io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let heads: Vec<&str> = heads.iter().map(String::as_str).collect();
    let mut writer = begin(format, &heads, Box::new(&mut bytes))?;
    for row in rows {
        writer.row(row)?;
    }
    writer.finish()?;
    Ok(bytes)
}

/// Begins a table.
///
/// # Errors
/// When the output refuses.
pub fn begin<'a>(
    format: Format,
    columns: &[&str],
    out: Box<dyn Write + Send + 'a>,
) -> std::io::Result<Box<dyn TableWriter + Send + 'a>> {
    Ok(match format {
        Format::Csv => Box::new(csv::CsvWriter::begin(columns, out)?),
        Format::Json => Box::new(json::JsonWriter::begin(columns, out)?),
        Format::Table => Box::new(terminal::TerminalWriter::begin(columns, out)?),
        Format::Xlsx => Box::new(XlsxWriter::begin(columns, out)?),
    })
}

/// A text that a spreadsheet program would run is kept from it by an apostrophe.
#[must_use]
pub fn harmless(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        format!("'{text}")
    } else {
        text.to_owned()
    }
}
