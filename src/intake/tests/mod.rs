//! Every sentence about input files, on real files.

mod columns;
mod formats;
mod fuzz;
mod headers;
mod hostile;
mod numbers;
mod packages;
mod privacy;
mod rows;
mod values;

use std::{
    fs,
    ops::ControlFlow,
    path::{Path, PathBuf},
    sync::atomic::{AtomicU32, Ordering},
};

use rust_xlsxwriter::Workbook;

use super::{
    ContributionRow, EmployerRow, FileSummary, IntakeError, Kind, Mapping, ParticipantRow,
    PersonKeyer, Record, Rejection, RosterRow, Source, Warnings, read,
};

/// A made-up man and a made-up woman.
const HIM: &str = "6474011708900007";
const HER: &str = "6474015708900008";

/// A made-up firm's number.
const NIB: &str = "8120001112223";

/// A folder of one test, removed with it.
struct Folder(PathBuf);

impl Folder {
    fn new() -> Self {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let name = format!("patuh-intake-{}-{number}", std::process::id());
        let path = std::env::temp_dir().join(name);
        fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    fn file(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }

    fn write(&self, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.file(name);
        fs::write(&path, bytes).unwrap();
        path
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        fs::remove_dir_all(&self.0).ok();
    }
}

/// What came out of one file, each row with its sheet and number.
#[derive(Debug, Default)]
struct Outcome {
    records: Vec<(Option<String>, u32, Record)>,
    rejections: Vec<(Option<String>, u32, Rejection)>,
    summary: FileSummary,
    /// Text, count, first row.
    warnings: Vec<(String, u64, u32)>,
}

impl Outcome {
    fn rows(&self) -> Vec<u32> {
        self.records.iter().map(|(_, row, _)| *row).collect()
    }

    fn rejected_rows(&self) -> Vec<u32> {
        self.rejections.iter().map(|(_, row, _)| *row).collect()
    }

    fn employers(&self) -> Vec<&EmployerRow> {
        let employer = |record: &'_ Record| matches!(record, Record::Employer(_));
        assert!(self.records.iter().all(|(_, _, record)| employer(record)));
        self.records
            .iter()
            .filter_map(|(_, _, record)| match record {
                Record::Employer(row) => Some(&**row),
                _ => None,
            })
            .collect()
    }

    fn roster(&self) -> Vec<&RosterRow> {
        self.records
            .iter()
            .filter_map(|(_, _, record)| match record {
                Record::Roster(row) => Some(&**row),
                _ => None,
            })
            .collect()
    }

    fn participants(&self) -> Vec<&ParticipantRow> {
        self.records
            .iter()
            .filter_map(|(_, _, record)| match record {
                Record::Participant(row) => Some(row),
                _ => None,
            })
            .collect()
    }

    fn contributions(&self) -> Vec<&ContributionRow> {
        self.records
            .iter()
            .filter_map(|(_, _, record)| match record {
                Record::Contribution(row) => Some(row),
                _ => None,
            })
            .collect()
    }

    fn warned(&self, part: &str) -> Option<(u64, u32)> {
        let found = self.warnings.iter().find(|(text, ..)| text.contains(part));
        found.map(|(_, count, row)| (*count, *row))
    }
}

fn keyer() -> PersonKeyer {
    PersonKeyer::new(&[7; 32])
}

fn take(path: &Path, kind: Kind) -> Result<Outcome, IntakeError> {
    let mut outcome = Outcome::default();
    let mut warnings = Warnings::new();
    let (records, rejections) = (&mut outcome.records, &mut outcome.rejections);
    outcome.summary = read(
        Source {
            path,
            file_no: 0,
            kind,
            mapping: &Mapping::default(),
        },
        &keyer(),
        &mut warnings,
        &mut |at, row| {
            let sheet = at.sheet.map(str::to_owned);
            match row {
                Ok(record) => records.push((sheet, at.row, record)),
                Err(rejected) => rejections.push((sheet, at.row, *rejected)),
            }
            ControlFlow::Continue(())
        },
    )?;
    outcome.warnings = warnings
        .iter()
        .map(|w| (w.text.clone(), w.count, w.row))
        .collect();
    Ok(outcome)
}

/// Reads a CSV file with this text.
fn csv(kind: Kind, text: impl AsRef<[u8]>) -> Outcome {
    try_csv(kind, text).unwrap()
}

fn try_csv(kind: Kind, text: impl AsRef<[u8]>) -> Result<Outcome, IntakeError> {
    let folder = Folder::new();
    take(&folder.write("data.csv", text), kind)
}

/// Reads one firm with these columns beside its name.
fn employer(header: &str, cells: &str) -> Outcome {
    csv(Kind::Employers, format!("nama,{header}\nCV Uji,{cells}\n"))
}

/// Reads a workbook that `make` fills in.
fn xlsx(kind: Kind, make: impl FnOnce(&mut Workbook)) -> Outcome {
    try_xlsx(kind, make).unwrap()
}

fn try_xlsx(kind: Kind, make: impl FnOnce(&mut Workbook)) -> Result<Outcome, IntakeError> {
    let folder = Folder::new();
    let mut book = Workbook::new();
    make(&mut book);
    let path = folder.file("data.xlsx");
    book.save(&path).unwrap();
    take(&path, kind)
}

/// Writes rows of texts from the first cell of a new sheet on.
fn sheet<'a>(book: &'a mut Workbook, rows: &[&[&str]]) -> &'a mut rust_xlsxwriter::Worksheet {
    let sheet = book.add_worksheet();
    for (row, cells) in (0..).zip(rows) {
        for (column, text) in (0..).zip(*cells) {
            sheet.write_string(row, column, *text).unwrap();
        }
    }
    sheet
}
