//! One sheet, or one CSV file: its first rows until the header is known.

use super::{
    body::Body,
    columns::{Column, Kind},
    error::{IntakeError, Spot},
    fill::Merge,
    header::{self, Found, HeadRow, Header, Missing},
    job::{Head, Job},
    rows::{Row, RowBuf},
    warnings::Place,
};

/// Columns of one row, beyond which a file is no table of ours.
pub(super) const MAX_COLUMNS: usize = 2_000;

const NO_PISA: &str = "Kolom pisa tidak ada: semua baris dianggap peserta, bukan anggota keluarga.";

/// Whether to go on after a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Next {
    /// With the next row.
    Row,
    /// With the next sheet: this one has no header.
    Sheet,
    /// Not at all: the receiver has had enough.
    Stop,
}

/// One sheet while it is read.
pub(super) struct Table<'s> {
    sheet: Option<&'s str>,
    head: Vec<HeadRow>,
    merges: Vec<Merge>,
    /// The data, once the header is known.
    body: Option<Body<'s>>,
}

impl<'s> Table<'s> {
    /// A sheet of which nothing has been read; `merges` are its cells that span rows.
    pub(super) fn new(sheet: Option<&'s str>, merges: Vec<Merge>) -> Self {
        Self {
            sheet,
            head: Vec::new(),
            merges,
            body: None,
        }
    }

    /// Takes the next row.
    pub(super) fn push(
        &mut self,
        job: &mut Job<'_>,
        number: u32,
        row: &impl Row,
    ) -> Result<Next, IntakeError> {
        if let Some(body) = &mut self.body {
            return body.push(job, number, row);
        }
        if number <= job.peek_rows {
            if !row.is_blank() {
                self.head.push(HeadRow {
                    number,
                    cells: RowBuf::copy(row),
                });
            }
            return Ok(Next::Row);
        }
        match (self.settle(job)?, &mut self.body) {
            (Next::Row, Some(body)) => body.push(job, number, row),
            (next, _) => Ok(next),
        }
    }

    /// There are no more rows.
    pub(super) fn finish(&mut self, job: &mut Job<'_>) -> Result<Next, IntakeError> {
        if self.body.is_none() {
            self.settle(job)
        } else {
            Ok(Next::Row)
        }
    }

    /// Finds the header among the first rows and reads those under it.
    fn settle(&mut self, job: &mut Job<'_>) -> Result<Next, IntakeError> {
        let head = std::mem::take(&mut self.head);
        if let Some((_, heads)) = &mut job.peek {
            heads.push(Head {
                sheet: self.sheet.map(str::to_owned),
                rows: head,
            });
            return Ok(Next::Sheet);
        }
        let header = match header::find(job.names(), &head) {
            Found::Header(header) => header,
            Found::Missing(missing) => {
                self.miss(job, &missing);
                return Ok(Next::Sheet);
            }
        };
        if header.stands_twice(job.names()) {
            return Err(two_headers(job, self.sheet, header.first, header.last));
        }
        self.announce(job, &header);
        let last = header.last;
        let merges = std::mem::take(&mut self.merges);
        let body = self.body.insert(Body::new(self.sheet, *header, merges));
        for row in head.iter().filter(|row| row.number > last) {
            let next = body.push(job, row.number, &row.cells)?;
            if next != Next::Row {
                return Ok(next);
            }
        }
        Ok(Next::Row)
    }

    fn miss(&self, job: &mut Job<'_>, missing: &Missing) {
        if missing.known > 1 && self.sheet.is_some() {
            job.passed_over.push((
                self.sheet.map(str::to_owned),
                missing.row.unwrap_or(1),
                missing.columns.join(", "),
            ));
        }
        if job.attempt.is_some() && missing.known <= job.attempt_names {
            return;
        }
        job.attempt_names = missing.known;
        job.attempt = Some(IntakeError::MissingColumns {
            at: Spot {
                row: missing.row,
                ..Spot::file(job.name).sheet(self.sheet)
            },
            missing: missing.columns.join(", "),
            found: match missing.names.as_slice() {
                [] => "tidak ada".to_owned(),
                names => names.join(", "),
            },
        });
    }

    fn announce(&self, job: &mut Job<'_>, header: &Header) {
        let at = Place {
            file: job.file_no,
            sheet: self.sheet,
            row: header.first,
        };
        job.summary.sheets += 1;
        for column in header.layout.columns().map(Column::name) {
            if !job.summary.columns_found.contains(&column) {
                job.summary.columns_found.push(column);
            }
        }
        let mut named: Vec<&str> = Vec::new();
        for name in &header.unknown {
            if !named.contains(&name.as_str()) {
                named.push(name);
                let text = format!("Kolom \"{name}\" tidak dikenal dan diabaikan.");
                job.warnings.note("column_unknown", name, &text, at);
            }
        }
        for column in &header.doubled {
            let name = column.name();
            let text = format!("Kolom {name} ada lebih dari satu; yang pertama dipakai.");
            job.warnings.note("column_doubled", name, &text, at);
        }
        for column in &header.divided {
            let name = column.name();
            let text = format!("Kolom {name} terbagi tanpa kolom Total, sehingga tidak dibaca.");
            job.warnings.note("column_divided", name, &text, at);
        }
        if job.kind == Kind::Participants && header.layout.of(Column::Pisa).is_none() {
            job.warnings.note("no_pisa", "", NO_PISA, at);
        }
    }
}

/// Two headers of the kind on one sheet.
pub(super) fn two_headers(
    job: &Job<'_>,
    sheet: Option<&str>,
    first: u32,
    second: u32,
) -> IntakeError {
    IntakeError::TwoHeaders {
        at: Spot::file(job.name).sheet(sheet),
        first,
        second,
    }
}
