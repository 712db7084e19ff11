//! Comma-separated values.

use std::io::{self, Write};

use super::{Cell, TableWriter, harmless};

pub(super) struct CsvWriter<'a> {
    out: ::csv::Writer<Box<dyn Write + Send + 'a>>,
}

impl<'a> CsvWriter<'a> {
    pub(super) fn begin(columns: &[&str], out: Box<dyn Write + Send + 'a>) -> io::Result<Self> {
        let mut out = ::csv::Writer::from_writer(out);
        out.write_record(columns)?;
        Ok(Self { out })
    }
}

impl TableWriter for CsvWriter<'_> {
    fn row(&mut self, cells: &[Cell]) -> io::Result<()> {
        let texts = cells.iter().map(|cell| match cell {
            Cell::Text(text) => harmless(text),
            other => other.plain(),
        });
        Ok(self.out.write_record(texts)?)
    }

    fn finish(mut self: Box<Self>) -> io::Result<()> {
        self.out.flush()
    }
}
