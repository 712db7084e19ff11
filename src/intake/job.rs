//! What the reading of one file needs and gathers.

use std::ops::ControlFlow;

use super::{
    Source,
    columns::Kind,
    error::{IntakeError, Spot},
    header::{HEADER_ROWS, HeadRow},
    keys::PersonKeyer,
    mapping::{Mapping, Names, Whose},
    records::{Record, Rejection},
    warnings::{Place, Warnings},
};

/// Receives every row of data in order; `Break` stops the reading.
pub type Sink<'a> = dyn FnMut(Place<'_>, Result<Record, Box<Rejection>>) -> ControlFlow<()> + 'a;

/// What was found in one file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FileSummary {
    /// Sheets (1 for CSV) that had the header.
    pub sheets: usize,
    /// Rows of data, accepted or not.
    pub rows: u64,
    /// Rows among them that were rejected.
    pub rejected: u64,
    /// Canonical names of the columns found on any sheet.
    pub columns_found: Vec<&'static str>,
}

/// The first rows of a sheet.
pub(super) struct Head {
    pub sheet: Option<String>,
    pub rows: Vec<HeadRow>,
}

/// What the reading of one file needs and gathers.
pub(super) struct Job<'a> {
    pub kind: Kind,
    pub mapping: &'a Mapping,
    pub whose: Whose,
    /// Only the first rows are wanted, of this kind or of any.
    pub peek: Option<(Option<Kind>, Vec<Head>)>,
    /// Rows that are kept while looking for a header.
    pub peek_rows: u32,
    pub file_no: usize,
    /// Name of the file without its folder.
    pub name: &'a str,
    pub keyer: &'a PersonKeyer,
    pub warnings: &'a mut Warnings,
    pub sink: &'a mut Sink<'a>,
    pub summary: FileSummary,
    /// Sheets without a usable header, the most promising one last.
    pub attempt: Option<IntakeError>,
    pub attempt_names: usize,
    /// Sheets that look like data but lack a column: sheet, row, and what to say of it.
    pub passed_over: Vec<(Option<String>, u32, String)>,
}

impl<'a> Job<'a> {
    /// Nothing has been read yet.
    pub(super) fn new(
        source: Source<'a>,
        name: &'a str,
        keyer: &'a PersonKeyer,
        warnings: &'a mut Warnings,
        sink: &'a mut Sink<'a>,
    ) -> Self {
        Self {
            kind: source.kind,
            mapping: source.mapping,
            whose: Whose::Any,
            peek: None,
            peek_rows: HEADER_ROWS + 1,
            file_no: source.file_no,
            name,
            keyer,
            warnings,
            sink,
            summary: FileSummary::default(),
            attempt: None,
            attempt_names: 0,
            passed_over: Vec::new(),
        }
    }

    /// What columns of its kind are called.
    pub(super) fn names(&self) -> Names<'a> {
        Names {
            kind: self.kind,
            mapping: self.mapping,
            whose: self.whose,
        }
    }

    /// Every kind that the file may be.
    pub(super) fn candidates(&self) -> Vec<Names<'a>> {
        let any = matches!(self.peek, Some((None, _)));
        let kinds = if any { &Kind::ALL[..] } else { &[self.kind] };
        let (mapping, whose) = (self.mapping, self.whose);
        let names = kinds.iter().map(|&kind| Names {
            kind,
            mapping,
            whose,
        });
        names.collect()
    }

    /// The whole file has been read.
    pub(super) fn finish(self) -> Result<FileSummary, IntakeError> {
        if self.summary.sheets == 0 {
            return Err(self.attempt.unwrap_or_else(|| IntakeError::Empty {
                at: Spot::file(self.name),
            }));
        }
        for (sheet, row, columns) in &self.passed_over {
            let text = format!("Lembar ini dilewati karena kolom wajibnya tidak ada: {columns}.");
            let at = Place {
                file: self.file_no,
                sheet: sheet.as_deref(),
                row: *row,
            };
            self.warnings.note("sheet_passed_over", columns, &text, at);
        }
        Ok(self.summary)
    }
}
