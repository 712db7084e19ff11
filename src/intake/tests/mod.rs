//! Every sentence about input files, on real files.

use std::{
    fs,
    ops::ControlFlow,
    path::{Path, PathBuf},
    sync::atomic::{AtomicU32, Ordering},
};

use super::{
    FileSummary, IntakeError, Kind, PersonKeyer, Record, Rejection, Source, Warnings, read,
};

mod smoke;

/// A folder of one test, removed with it.
pub(super) struct Folder(PathBuf);

impl Folder {
    pub(super) fn new() -> Self {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let path =
            std::env::temp_dir().join(format!("patuh-intake-{}-{number}", std::process::id()));
        fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    pub(super) fn file(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }

    pub(super) fn write(&self, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
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

/// What came out of one file.
#[derive(Debug, Default)]
pub(super) struct Outcome {
    pub records: Vec<(Option<String>, u32, Record)>,
    pub rejections: Vec<(Option<String>, u32, Rejection)>,
    pub summary: FileSummary,
    pub warnings: Vec<(String, u64, u32)>,
}

pub(super) fn keyer() -> PersonKeyer {
    PersonKeyer::new(&[7; 32])
}

pub(super) fn take(path: &Path, kind: Kind) -> Result<Outcome, IntakeError> {
    let mut outcome = Outcome::default();
    let mut warnings = Warnings::new();
    let (records, rejections) = (&mut outcome.records, &mut outcome.rejections);
    outcome.summary = read(
        Source {
            path,
            file_no: 0,
            kind,
        },
        &keyer(),
        &mut warnings,
        &mut |at, row| {
            let sheet = at.sheet.map(str::to_owned);
            match row {
                Ok(record) => records.push((sheet, at.row, record)),
                Err(rejected) => rejections.push((sheet, at.row, rejected)),
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
pub(super) fn csv(kind: Kind, text: impl AsRef<[u8]>) -> Result<Outcome, IntakeError> {
    let folder = Folder::new();
    take(&folder.write("data.csv", text), kind)
}
