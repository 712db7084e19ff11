//! From the files officers really have to typed records.
//!
//! [`read`] takes one file of one [`Kind`], whatever its format, finds its header by the names in
//! it, and hands every row of data to the caller as a [`Record`] or as a [`Rejection`] that says
//! what to do. What concerns the file as a whole is an [`IntakeError`]; what an officer should know
//! about accepted rows gathers in [`Warnings`]. The meaning of a cell is the rulebook's; this room
//! knows formats, headers, and which rows are no data.
//!
//! A NIK is checked, keyed by the [`PersonKeyer`] and forgotten here; names of workers are never
//! read at all.

mod biff;
mod body;
mod columns;
mod contributions;
mod csv;
mod days_off;
mod employers;
mod error;
mod fields;
mod fill;
mod guard;
mod header;
mod input;
mod job;
mod keys;
mod legacy;
mod mapping;
mod mask;
mod ods;
mod ole;
mod outline;
mod package;
mod participants;
mod records;
mod report;
mod roster;
mod rows;
mod skip;
mod sniff;
mod table;
mod text;
mod values;
mod warnings;
mod why;
mod wording;
mod xlsx;

#[cfg(test)]
mod tests;

use std::{borrow::Cow, io::Cursor, path::Path, sync::Arc};

pub use columns::Kind;
pub use days_off::{DayOffRow, days_off};
pub use error::{IntakeError, Spot};
pub use job::{FileSummary, Sink};
pub use keys::PersonKeyer;
pub use mapping::Mapping;
use mapping::Whose;
pub use outline::{NamedColumn, Outline, SheetOutline, outline};
pub use records::{
    ContributionRow, EmployerRow, Identifiers, NpwpFact, ParticipantRow, Record, Rejection,
    RosterRow,
};
pub use report::RejectedReport;
pub use warnings::{Place, Warning, Warnings};

/// Which file is to be read, as what.
#[derive(Debug, Clone, Copy)]
pub struct Source<'a> {
    /// Where it is.
    pub path: &'a Path,
    /// Its index among the files of the command, for [`Place::file`].
    pub file_no: usize,
    /// What it is about.
    pub kind: Kind,
    /// Names of columns that somebody explained.
    pub mapping: &'a Mapping,
}

impl<'a> Source<'a> {
    /// The file's name without its folder.
    fn name(&self) -> Cow<'a, str> {
        let path = self.path;
        path.file_name()
            .unwrap_or(path.as_os_str())
            .to_string_lossy()
    }
}

/// Reads one file, calling `sink` for every row of data in order.
///
/// Blocks until the file is read; memory does not grow with a CSV or XLSX file. When `sink` breaks,
/// the rest is left unread and the summary covers what came before.
///
/// # Errors
/// When the file as a whole can't be taken; rows may have reached `sink` by then, and none of them
/// is to be kept.
pub fn read(
    source: Source<'_>,
    keyer: &PersonKeyer,
    warnings: &mut Warnings,
    sink: &mut Sink<'_>,
) -> Result<FileSummary, IntakeError> {
    let name = source.name();
    let (file, format) = sniff::open(source.path, &name)?;
    let mut job = job::Job::new(source, &name, keyer, warnings, sink);
    read_as(format, file, &mut job)?;
    job.finish()
}

/// Reads a list of firms that is to be linked with another one: any columns of the registry's,
/// and `id`. Numbers that are not sound are dropped with a warning, for a name may still tell.
///
/// # Errors
/// When the file as a whole can't be taken.
pub fn read_linked(
    (path, file_no): (&Path, usize),
    keyer: &PersonKeyer,
    warnings: &mut Warnings,
    sink: &mut Sink<'_>,
) -> Result<FileSummary, IntakeError> {
    let mapping = Mapping::default();
    let source = Source {
        path,
        file_no,
        kind: Kind::Employers,
        mapping: &mapping,
    };
    let name = source.name();
    let (file, format) = sniff::open(path, &name)?;
    let mut job = job::Job::new(source, &name, keyer, warnings, sink);
    job.whose = Whose::Linked;
    read_as(format, file, &mut job)?;
    job.finish()
}

/// Reads one firm's own list of its workers out of memory; nothing of it touches the disk. No
/// column need name the firm, whose name the caller knows: `name` is what the file is called, and
/// a row that names no employer is this firm's.
///
/// # Errors
/// When the file as a whole can't be taken.
pub fn read_firm_roster(
    name: &str,
    content: Arc<[u8]>,
    keyer: &PersonKeyer,
    warnings: &mut Warnings,
    sink: &mut Sink<'_>,
) -> Result<FileSummary, IntakeError> {
    let mapping = Mapping::default();
    let source = Source {
        path: Path::new(name),
        file_no: 0,
        kind: Kind::Roster,
        mapping: &mapping,
    };
    let input = input::Input::Memory(Cursor::new(content));
    let (input, format) = sniff::tell(input, source.path, name)?;
    let mut job = job::Job::new(source, name, keyer, warnings, sink);
    job.whose = Whose::One;
    read_as(format, input, &mut job)?;
    job.finish()
}

fn read_as(
    format: sniff::Format,
    file: input::Input,
    job: &mut job::Job<'_>,
) -> Result<(), IntakeError> {
    match format {
        sniff::Format::Csv => csv::read(file, job),
        sniff::Format::Xlsx => xlsx::read(file, job),
        sniff::Format::Xls => legacy::read_xls(file, job),
        sniff::Format::Ods => legacy::read_ods(file, job),
    }
}
