//! One sheet, or one CSV file: from its rows to the records in it.

use std::ops::ControlFlow;

use super::{
    columns::{Column, Kind},
    contributions, employers,
    error::{IntakeError, Spot},
    fields::{Fault, Fields},
    fill::{Fill, Merge},
    header::{self, Found, HEADER_ROWS, HeadRow, Header, Missing},
    job::Job,
    participants,
    records::Record,
    roster,
    rows::{Row, RowBuf},
    skip::{self, Before, Skip},
    warnings::{Notes, Place},
};

/// Columns of one row, beyond which a file is no table of ours.
pub(super) const MAX_COLUMNS: usize = 2_000;

const NO_PISA: &str = "Kolom pisa tidak ada: semua baris dianggap peserta, bukan anggota keluarga.";
const SKIPPED_TOTAL: &str = "Baris TOTAL/JUMLAH dilewati.";
const SKIPPED_FOOTER: &str = "Baris tanda tangan atau catatan dilewati.";

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
    fill: Fill,
    header: Option<Box<Header>>,
    before: Before,
    /// The last row that looked like the upper half of another header.
    half: Option<HeadRow>,
}

impl<'s> Table<'s> {
    /// A sheet of which nothing has been read; `merges` are its cells that span rows.
    pub(super) fn new(sheet: Option<&'s str>, merges: Vec<Merge>) -> Self {
        Self {
            sheet,
            head: Vec::new(),
            fill: Fill::new(merges),
            header: None,
            before: Before::Header,
            half: None,
        }
    }

    /// Takes the next row.
    pub(super) fn push(
        &mut self,
        job: &mut Job<'_>,
        number: u32,
        row: &impl Row,
    ) -> Result<Next, IntakeError> {
        if self.header.is_some() {
            return self.data(job, number, row);
        }
        if number <= HEADER_ROWS + 1 {
            if !row.is_blank() {
                self.head.push(HeadRow {
                    number,
                    cells: RowBuf::copy(row),
                });
            }
            return Ok(Next::Row);
        }
        match self.settle(job)? {
            Next::Row => self.data(job, number, row),
            other => Ok(other),
        }
    }

    /// There are no more rows.
    pub(super) fn finish(&mut self, job: &mut Job<'_>) -> Result<Next, IntakeError> {
        if self.header.is_none() {
            self.settle(job)
        } else {
            Ok(Next::Row)
        }
    }

    /// Finds the header among the first rows and reads those under it.
    fn settle(&mut self, job: &mut Job<'_>) -> Result<Next, IntakeError> {
        let head = std::mem::take(&mut self.head);
        let header = match header::find(job.kind, &head) {
            Found::Header(header) => header,
            Found::Missing(missing) => {
                self.miss(job, &missing);
                return Ok(Next::Sheet);
            }
        };
        if header.stands_twice(job.kind) {
            return Err(self.two_headers(job, header.first, header.last));
        }
        self.announce(job, &header);
        let last = header.last;
        self.header = Some(header);
        for row in head.iter().filter(|row| row.number > last) {
            let next = self.data(job, row.number, &row.cells)?;
            if next != Next::Row {
                return Ok(next);
            }
        }
        Ok(Next::Row)
    }

    fn miss(&self, job: &mut Job<'_>, missing: &Missing) {
        if missing.known > 1 && self.sheet.is_some() {
            let columns = missing.columns.join(", ");
            let text = format!("Lembar ini dilewati karena kolom wajibnya tidak ada: {columns}.");
            job.passed_over.push((
                self.sheet.map(str::to_owned),
                missing.row.unwrap_or(1),
                text,
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

    fn two_headers(&self, job: &Job<'_>, first: u32, second: u32) -> IntakeError {
        IntakeError::TwoHeaders {
            at: Spot::file(job.name).sheet(self.sheet),
            first,
            second,
        }
    }

    fn announce(&self, job: &mut Job<'_>, header: &Header) {
        let at = self.place(job, header.first);
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
                job.warnings.note(
                    &format!("Kolom \"{name}\" tidak dikenal dan diabaikan."),
                    at,
                );
            }
        }
        for column in &header.doubled {
            let text = format!(
                "Kolom {} ada lebih dari satu; yang pertama dipakai.",
                column.name()
            );
            job.warnings.note(&text, at);
        }
        for column in &header.divided {
            let name = column.name();
            let text = format!("Kolom {name} terbagi tanpa kolom Total, sehingga tidak dibaca.");
            job.warnings.note(&text, at);
        }
        if job.kind == Kind::Participants && header.layout.of(Column::Pisa).is_none() {
            job.warnings.note(NO_PISA, at);
        }
    }

    fn place(&self, job: &Job<'_>, row: u32) -> Place<'s> {
        Place {
            file: job.file_no,
            sheet: self.sheet,
            row,
        }
    }

    fn data(
        &mut self,
        job: &mut Job<'_>,
        number: u32,
        row: &impl Row,
    ) -> Result<Next, IntakeError> {
        if self.fill.is_empty() {
            return self.record(job, number, row);
        }
        if row.is_blank() {
            return Ok(Next::Row);
        }
        let mut fill = std::mem::take(&mut self.fill);
        let done = self.record(job, number, &fill.complete(number, row));
        self.fill = fill;
        done
    }

    fn record(
        &mut self,
        job: &mut Job<'_>,
        number: u32,
        row: &impl Row,
    ) -> Result<Next, IntakeError> {
        let at = self.place(job, number);
        let any_text_is_a_name = job.kind == Kind::Employers;
        if any_text_is_a_name && self.skips(job, number, row)? {
            return Ok(Next::Row);
        }
        let header = self
            .header
            .as_ref()
            .expect("records are read once the header is known");
        let outcome = match convert(job, header, row) {
            Ok((record, notes)) => {
                notes.count_into(job.warnings, at);
                Ok(record)
            }
            Err(fault) => {
                if !any_text_is_a_name && self.skips(job, number, row)? {
                    return Ok(Next::Row);
                }
                let header = self.header.as_ref().expect("as above");
                job.summary.rejected += 1;
                Err(fault.rejection(job.kind, &header.layout, row))
            }
        };
        self.before = Before::Data;
        job.summary.rows += 1;
        match (job.sink)(at, outcome) {
            ControlFlow::Continue(()) => Ok(Next::Row),
            ControlFlow::Break(()) => Ok(Next::Stop),
        }
    }

    /// Whether a row is no data; an error if it is another header.
    fn skips(
        &mut self,
        job: &mut Job<'_>,
        number: u32,
        row: &impl Row,
    ) -> Result<bool, IntakeError> {
        let header = self
            .header
            .as_ref()
            .expect("rows are judged once the header is known");
        if header.keys.iter().any(|keys| header::repeats(keys, row))
            || header::names_in(job.kind, row) > 1
        {
            self.another_header(job, number, row)?;
            return Ok(true);
        }
        let Some(skip) = skip::of(job.kind, &header.layout, self.before, row) else {
            return Ok(false);
        };
        let at = self.place(job, number);
        match skip {
            Skip::Blank | Skip::Numbering => {}
            Skip::Total => {
                self.before = Before::Total;
                job.warnings.note(SKIPPED_TOTAL, at);
            }
            Skip::Footer => {
                self.before = Before::Footer;
                job.warnings.note(SKIPPED_FOOTER, at);
            }
        }
        Ok(true)
    }

    fn another_header(
        &mut self,
        job: &Job<'_>,
        number: u32,
        row: &impl Row,
    ) -> Result<(), IntakeError> {
        let header = self
            .header
            .as_ref()
            .expect("there is a header to compare with");
        let row = HeadRow {
            number,
            cells: RowBuf::copy(row),
        };
        let upper = self.half.take().filter(|upper| upper.number + 1 == number);
        let same_text = header
            .keys
            .iter()
            .any(|keys| header::repeats(keys, &row.cells));
        let alone = header::single(job.kind, number, &row.cells);
        let both = upper.map(|upper| header::joined(job.kind, &upper, &row));
        let mut readings = both
            .iter()
            .chain([&alone])
            .filter(|read| read.is_complete(job.kind));
        let same = same_text || readings.clone().any(|read| read.layout == header.layout);
        if !same && readings.next().is_some() {
            return Err(self.two_headers(job, header.first, number));
        }
        self.half = Some(row);
        self.before = Before::Header;
        Ok(())
    }
}

fn convert(job: &Job<'_>, header: &Header, row: &impl Row) -> Result<(Record, Notes), Fault> {
    let mut fields = Fields {
        row,
        layout: &header.layout,
        keyer: job.keyer,
        notes: Notes::default(),
    };
    let record = match job.kind {
        Kind::Participants => participants::row(&mut fields).map(Record::Participant),
        Kind::Roster => roster::row(&mut fields).map(Record::Roster),
        Kind::Contributions => contributions::row(&mut fields).map(Record::Contribution),
        Kind::Employers => employers::row(&mut fields).map(|row| Record::Employer(Box::new(row))),
    }?;
    Ok((record, fields.notes))
}
