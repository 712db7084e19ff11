//! Rows into a text file.

use std::{
    fs::File,
    io::{self, BufWriter, Write},
    path::Path,
};

use super::line::{Line, Shape};

/// How a text file is written.
#[derive(Clone, Copy)]
pub(super) struct Dialect {
    pub(super) separator: u8,
    pub(super) ending: &'static str,
    pub(super) encoding: Encoding,
}

/// The bytes a text file's characters become.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Encoding {
    Utf8,
    Utf8WithMark,
    Windows1252,
}

impl Dialect {
    /// Commas, UTF-8, one byte for the end of a line.
    pub(super) const PLAIN: Self = Self {
        separator: b',',
        ending: "\n",
        encoding: Encoding::Utf8,
    };
}

/// A text file being written.
pub(super) struct CsvOut {
    file: BufWriter<File>,
    dialect: Dialect,
    bytes: Vec<u8>,
}

impl CsvOut {
    pub(super) fn create(path: &Path, dialect: Dialect) -> io::Result<Self> {
        let mut file = BufWriter::with_capacity(1 << 18, File::create(path)?);
        if dialect.encoding == Encoding::Utf8WithMark {
            file.write_all("\u{feff}".as_bytes())?;
        }
        Ok(Self {
            file,
            dialect,
            bytes: Vec::new(),
        })
    }

    pub(super) fn write(&mut self, line: &Line) -> io::Result<()> {
        self.bytes.clear();
        for (nth, (cell, shape)) in line.raw_cells().enumerate() {
            if nth > 0 {
                self.bytes.push(self.dialect.separator);
            }
            if shape == Shape::Free && needs_quotes(cell, self.dialect.separator) {
                push_quoted(&mut self.bytes, cell);
            } else {
                self.bytes.extend_from_slice(cell);
            }
        }
        self.bytes.extend_from_slice(self.dialect.ending.as_bytes());
        if self.dialect.encoding == Encoding::Windows1252 {
            let bytes = windows_1252(&self.bytes);
            return self.file.write_all(&bytes);
        }
        self.file.write_all(&self.bytes)
    }

    pub(super) fn finish(mut self) -> io::Result<()> {
        self.file.flush()
    }
}

fn needs_quotes(cell: &[u8], separator: u8) -> bool {
    cell.iter()
        .any(|&byte| byte == separator || matches!(byte, b'"' | b'\n' | b'\r'))
}

fn push_quoted(bytes: &mut Vec<u8>, cell: &[u8]) {
    bytes.push(b'"');
    for &byte in cell {
        if byte == b'"' {
            bytes.push(b'"');
        }
        bytes.push(byte);
    }
    bytes.push(b'"');
}

/// What an office program of the country writes; only what the quirks hold is known.
fn windows_1252(utf8: &[u8]) -> Vec<u8> {
    let text = std::str::from_utf8(utf8).expect("a cell is pushed as text");
    let byte = |c: char| match c {
        '\u{2019}' => 0x92,
        '\u{2013}' => 0x96,
        _ => u8::try_from(c).unwrap_or(b'?'),
    };
    text.chars().map(byte).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_with_the_separator_or_a_quote_reads_back_as_it_was() {
        let dir = std::env::temp_dir().join("patuh-synthetic-csv-out");
        std::fs::create_dir_all(&dir).unwrap();
        let path = dir.join(format!("{}.csv", std::process::id()));
        let mut out = CsvOut::create(&path, Dialect::PLAIN).unwrap();
        let words = ["a,b", "say \"it\"", "two\nlines", "", "plain"];
        out.write(&Line::of(&words)).unwrap();
        out.finish().unwrap();
        let mut reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .from_path(&path)
            .unwrap();
        let row = reader.records().next().unwrap().unwrap();
        assert_eq!(row.iter().collect::<Vec<_>>(), words);
        std::fs::remove_file(path).unwrap();
    }

    #[test]
    fn a_curly_apostrophe_is_one_byte_in_the_old_encoding() {
        assert_eq!(
            windows_1252("Jum\u{2019}at\u{a0}é".as_bytes()),
            b"Jum\x92at\xa0\xe9"
        );
    }
}
