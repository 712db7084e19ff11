//! Reading the files of an import, on a thread of their own and without touching the database.

use std::{collections::HashMap, ops::ControlFlow, path::Path, sync::Arc};

use super::{
    Errand, READING, Watcher,
    alike::Alikes,
    clashes::Clashes,
    report::{Draft, Rejections, Reporter},
};
use crate::{
    domain::ids::EmployerId,
    intake::{self, FileSummary, PersonKeyer, Place, Record, Rejection, Warnings},
    services::{ServiceError, Services},
    store::BatchFile,
};

/// Rows between two words to the watcher.
const WORD_EVERY: u64 = 10_000;

/// What reading the files gave, whatever their kind.
pub(super) struct Reading<T> {
    pub(super) taken: T,
    pub(super) rows: u64,
    pub(super) rejected: u64,
    pub(super) warnings: Warnings,
    pub(super) files: Vec<BatchFile>,
    pub(super) summaries: Vec<FileSummary>,
    /// Names that came up when the rows were put beside what is known.
    pub(super) alike: Alikes,
    /// Numbers that firms of quite different names use.
    pub(super) clashes: Clashes,
    pub(super) report: Option<Draft>,
    pub(super) rejections: Rejections,
}

impl<T> Reading<T> {
    /// What was taken, apart from everything that is said of it.
    pub(super) fn split(self) -> (Reading<()>, T) {
        let rest = Reading {
            taken: (),
            rows: self.rows,
            rejected: self.rejected,
            warnings: self.warnings,
            files: self.files,
            summaries: self.summaries,
            alike: self.alike,
            clashes: self.clashes,
            report: self.report,
            rejections: self.rejections,
        };
        (rest, self.taken)
    }
}

impl<T> Reading<T> {
    /// The same with what was taken made into something else.
    pub(super) fn map<U>(self, make: impl FnOnce(T) -> U) -> Reading<U> {
        let (rest, taken) = self.split();
        Reading {
            taken: make(taken),
            rows: rest.rows,
            rejected: rest.rejected,
            warnings: rest.warnings,
            files: rest.files,
            summaries: rest.summaries,
            alike: rest.alike,
            clashes: rest.clashes,
            report: rest.report,
            rejections: rest.rejections,
        }
    }
}

impl Services {
    /// Reads all files of a request on a thread of their own. `each` gets every sound row with
    /// its number within the batch, or every rejected one, and may reject a sound one itself.
    pub(super) async fn read_files<T: Send + 'static>(
        &self,
        errand: &Errand,
        watcher: Arc<dyn Watcher>,
        taken: T,
        mut each: impl Each<T>,
    ) -> Result<Reading<T>, ServiceError> {
        let request = &errand.request;
        let (kind, files, report) = (request.kind, request.files.clone(), request.report.clone());
        let mapping = errand.mapping.clone();
        let keyer = Arc::clone(&self.keyer);
        let reading = tokio::task::spawn_blocking(move || {
            watcher.phase(READING);
            let mut reporter = Reporter::open(report, &files)?;
            let mut reading = Reading::new(taken);
            for (file_no, path) in files.iter().enumerate() {
                let source = intake::Source {
                    path,
                    file_no,
                    kind,
                    mapping: &mapping,
                };
                let desk = (&*keyer, &*watcher, &mut reporter);
                reading.take_file(source, desk, &mut each)?;
            }
            watcher.rows(reading.rows);
            (reading.report, reading.rejections) = reporter.finish()?;
            Ok(reading)
        });
        reading.await.expect("the reader does not panic")
    }
}

/// What is done with each row: see [`Services::read_files`].
pub(super) trait Each<T>:
    FnMut(&mut T, (Place<'_>, u32), Result<Record, &Rejection>) -> Result<(), Stop> + Send + 'static
{
}

impl<T, F> Each<T> for F where
    F: FnMut(&mut T, (Place<'_>, u32), Result<Record, &Rejection>) -> Result<(), Stop>
        + Send
        + 'static
{
}

impl<T> Reading<T> {
    fn new(taken: T) -> Self {
        Self {
            taken,
            rows: 0,
            rejected: 0,
            warnings: Warnings::new(),
            files: Vec::new(),
            summaries: Vec::new(),
            alike: Alikes::default(),
            clashes: Clashes::default(),
            report: None,
            rejections: Rejections::default(),
        }
    }

    fn take_file(
        &mut self,
        source: intake::Source<'_>,
        (keyer, watcher, reporter): (&PersonKeyer, &dyn Watcher, &mut Reporter),
        each: &mut impl Each<T>,
    ) -> Result<(), ServiceError> {
        let before = self.rows;
        let (taken, rows, rejected) = (&mut self.taken, &mut self.rows, &mut self.rejected);
        let mut stopped: Option<ServiceError> = None;
        let mut sink = |place: Place<'_>, row: Result<Record, Box<Rejection>>| {
            *rows += 1;
            if rows.is_multiple_of(WORD_EVERY) {
                watcher.rows(*rows);
            }
            let row_no = u32::try_from(*rows).unwrap_or(u32::MAX);
            let outcome = match row {
                Ok(record) => each(taken, (place, row_no), Ok(record)),
                Err(rejection) => {
                    each(taken, (place, row_no), Err(&rejection)).and(Err(Stop::Reject(rejection)))
                }
            };
            stopped = match outcome {
                Ok(()) => None,
                Err(Stop::Reject(rejection)) => {
                    *rejected += 1;
                    reporter.put(place, &rejection).err()
                }
                Err(Stop::Fail(error)) => Some(error),
            };
            if stopped.is_some() {
                ControlFlow::Break(())
            } else {
                ControlFlow::Continue(())
            }
        };
        let summary = intake::read(source, keyer, &mut self.warnings, &mut sink)?;
        if let Some(error) = stopped {
            return Err(error);
        }
        self.files.push(BatchFile {
            name: file_name(source.path),
            rows: self.rows - before,
        });
        self.summaries.push(summary);
        Ok(())
    }
}

/// Why a row, or the whole reading, ends here.
pub(super) enum Stop {
    /// This row can't be used.
    Reject(Box<Rejection>),
    /// Nothing more can be read.
    Fail(ServiceError),
}

impl<E: Into<ServiceError>> From<E> for Stop {
    fn from(error: E) -> Self {
        Self::Fail(error.into())
    }
}

/// A file's name without its folders.
pub(super) fn file_name(path: &Path) -> String {
    path.file_name()
        .map_or_else(String::new, |name| name.to_string_lossy().into_owned())
}

/// Counts of rows by employer: all, and unreadable ones.
pub(super) type Seen = HashMap<EmployerId, (u32, u32)>;
