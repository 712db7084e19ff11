//! The rows under a header: records, rejections, and what is no data at all.

use std::ops::ControlFlow;

use super::{
    columns::Kind,
    contributions, employers,
    error::IntakeError,
    fields::{Fault, Fields},
    fill::{Fill, Merge},
    header::{self, HeadRow, Header},
    job::Job,
    mapping::Whose,
    participants,
    records::Record,
    roster,
    rows::{Row, RowBuf},
    skip::{self, Before, Skip},
    table::{Next, two_headers},
    warnings::{Notes, Place},
};

const SKIPPED_TOTAL: &str = "Baris TOTAL/JUMLAH dilewati.";
const SKIPPED_FOOTER: &str = "Baris tanda tangan atau catatan dilewati.";

/// What is under one header.
pub(super) struct Body<'s> {
    sheet: Option<&'s str>,
    header: Header,
    fill: Fill,
    before: Before,
    /// The last row, if it could be the upper half of another header.
    half: Option<HeadRow>,
}

impl<'s> Body<'s> {
    /// Nothing of it has been read; `merges` are the sheet's cells that span rows.
    pub(super) fn new(sheet: Option<&'s str>, header: Header, merges: Vec<Merge>) -> Self {
        Self {
            sheet,
            header,
            fill: Fill::new(merges),
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
        if self.fill.is_empty() {
            return self.row(job, number, row);
        }
        if row.is_blank() {
            return Ok(Next::Row);
        }
        let mut fill = std::mem::take(&mut self.fill);
        let done = self.row(job, number, &fill.complete(number, row));
        self.fill = fill;
        done
    }

    fn row(&mut self, job: &mut Job<'_>, number: u32, row: &impl Row) -> Result<Next, IntakeError> {
        // In the registry any text is a name, so no row speaks for itself.
        let any_text_will_do = job.kind == Kind::Employers;
        if any_text_will_do && self.skips(job, number, row)? {
            return Ok(Next::Row);
        }
        let at = self.place(job, number);
        let outcome = match convert(job, &self.header, row) {
            Ok((record, notes)) => {
                notes.count_into(job.warnings, at);
                Ok(record)
            }
            Err(fault) => {
                if !any_text_will_do && self.skips(job, number, row)? {
                    return Ok(Next::Row);
                }
                job.summary.rejected += 1;
                let rejection = fault.rejection(job.kind, &self.header.layout, row);
                Err(Box::new(rejection))
            }
        };
        self.before = Before::Data;
        job.summary.rows += 1;
        match (job.sink)(at, outcome) {
            ControlFlow::Continue(()) => Ok(Next::Row),
            ControlFlow::Break(()) => Ok(Next::Stop),
        }
    }

    fn place(&self, job: &Job<'_>, row: u32) -> Place<'s> {
        Place {
            file: job.file_no,
            sheet: self.sheet,
            row,
        }
    }

    /// Whether a row is no data; an error if it is another header.
    fn skips(
        &mut self,
        job: &mut Job<'_>,
        number: u32,
        row: &impl Row,
    ) -> Result<bool, IntakeError> {
        let again = self
            .header
            .keys
            .iter()
            .any(|keys| header::repeats(keys, row));
        if again || header::may_be_names(row) {
            self.compare(
                job,
                again,
                HeadRow {
                    number,
                    cells: RowBuf::copy(row),
                },
            )?;
        }
        if again || header::names_in(job.names(), row) > 1 {
            self.before = Before::Header;
            return Ok(true);
        }
        let Some(skip) = skip::of(job.kind, &self.header.layout, self.before, row) else {
            return Ok(false);
        };
        let at = self.place(job, number);
        match skip {
            Skip::Blank | Skip::Numbering => {}
            Skip::Total => {
                self.before = Before::Total;
                job.warnings.note("total_skipped", "", SKIPPED_TOTAL, at);
            }
            Skip::Footer => {
                self.before = Before::Footer;
                job.warnings.note("footer_skipped", "", SKIPPED_FOOTER, at);
            }
        }
        Ok(true)
    }

    /// An error if the row, alone or with the one above, is a header that differs.
    fn compare(&mut self, job: &Job<'_>, again: bool, row: HeadRow) -> Result<(), IntakeError> {
        let upper = self
            .half
            .take()
            .filter(|upper| upper.number + 1 == row.number);
        let alone = header::single(job.names(), row.number, &row.cells);
        let both = upper.map(|upper| header::joined(job.names(), &upper, &row));
        // One name alone may be the value of a cell.
        let is_header = |row: &&Header| row.is_complete(job.names()) && row.layout.count() > 1;
        let mut headers = both.iter().chain([&alone]).filter(is_header);
        let same = again
            || headers
                .clone()
                .any(|header| header.layout == self.header.layout);
        if !same && headers.next().is_some() {
            return Err(two_headers(job, self.sheet, self.header.first, row.number));
        }
        self.half = Some(row);
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
        Kind::Roster => {
            roster::row(&mut fields, job.whose).map(|row| Record::Roster(Box::new(row)))
        }
        Kind::Contributions => contributions::row(&mut fields).map(Record::Contribution),
        Kind::Employers if job.whose == Whose::Linked => {
            employers::linked(&mut fields).map(|row| Record::Employer(Box::new(row)))
        }
        Kind::Employers => employers::row(&mut fields).map(|row| Record::Employer(Box::new(row))),
    }?;
    Ok((record, fields.notes))
}
