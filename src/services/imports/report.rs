//! The rejected rows, one line each, where the officer asked for them.

use std::{
    collections::BTreeMap,
    fs::{self, File},
    io::BufWriter,
    path::PathBuf,
};

use super::RejectedRow;
use crate::{
    intake::{Place, RejectedReport, Rejection, Warning},
    services::ServiceError,
};

/// Writes rejected rows, if anybody asked.
pub(super) struct Reporter {
    names: Vec<String>,
    open: Option<(Draft, RejectedReport<BufWriter<File>>)>,
    seen: Rejections,
}

/// Rejected rows in short.
#[derive(Default)]
pub(super) struct Rejections {
    /// How many, by column and reason.
    pub(super) reasons: BTreeMap<(&'static str, &'static str), u64>,
    /// The first of them.
    pub(super) first: Vec<RejectedRow>,
}

/// Rejected rows that are shown as examples.
const EXAMPLES: usize = 20;

impl Rejections {
    fn add(&mut self, file: &str, place: Place<'_>, rejection: &Rejection) {
        let reason = (rejection.column, rejection.code);
        *self.reasons.entry(reason).or_default() += 1;
        if self.first.len() < EXAMPLES {
            self.first.push(RejectedRow {
                file: file.to_owned(),
                sheet: place.sheet.map(str::to_owned),
                row: place.row,
                column: rejection.column.to_owned(),
                value: rejection.value.clone(),
                code: rejection.code.to_owned(),
            });
        }
    }
}

impl Reporter {
    pub(super) fn open(path: Option<PathBuf>, files: &[PathBuf]) -> Result<Self, ServiceError> {
        let names = files.iter().map(|file| super::file_name(file)).collect();
        let Some(path) = path else {
            return Ok(Self {
                names,
                open: None,
                seen: Rejections::default(),
            });
        };
        let (draft, file) = Draft::create(path)?;
        let report =
            RejectedReport::new(BufWriter::new(file)).map_err(|error| draft.failed(error))?;
        Ok(Self {
            names,
            open: Some((draft, report)),
            seen: Rejections::default(),
        })
    }

    pub(super) fn put(
        &mut self,
        place: Place<'_>,
        rejection: &Rejection,
    ) -> Result<(), ServiceError> {
        let name = self.names.get(place.file).map_or("", String::as_str);
        self.seen.add(name, place, rejection);
        let Some((draft, report)) = &mut self.open else {
            return Ok(());
        };
        report
            .add(name, place, rejection)
            .map_err(|error| draft.failed(error))
    }

    pub(super) fn finish(self) -> Result<(Option<Draft>, Rejections), ServiceError> {
        let Some((draft, report)) = self.open else {
            return Ok((None, self.seen));
        };
        report.finish().map_err(|error| draft.failed(error))?;
        Ok((Some(draft), self.seen))
    }
}

/// A report that takes its name once the import has succeeded, and goes if it does not.
pub(super) struct Draft {
    path: PathBuf,
    /// Where it is written until then; `None` for a device or pipe, which is written directly.
    part: Option<PathBuf>,
}

impl Draft {
    fn create(asked: PathBuf) -> Result<(Self, File), ServiceError> {
        // A link stays one; what it points to is replaced.
        let path = fs::canonicalize(&asked).unwrap_or(asked);
        let plain = path.metadata().map_or(true, |known| known.is_file());
        let part = path.file_name().filter(|_| plain).map(|name| {
            let mut name = name.to_owned();
            name.push(".part");
            path.with_file_name(name)
        });
        let created = File::create(part.as_ref().unwrap_or(&path));
        match created {
            Ok(file) => Ok((Self { path, part }, file)),
            Err(error) => Err(ServiceError::Write(path, error)),
        }
    }

    /// Gives it its name.
    pub(super) fn publish(mut self) -> Result<(), ServiceError> {
        if let Some(part) = &self.part {
            fs::rename(part, &self.path).map_err(|error| self.failed(error))?;
            self.part = None;
        }
        Ok(())
    }

    fn failed(&self, error: std::io::Error) -> ServiceError {
        ServiceError::Write(self.path.clone(), error)
    }
}

impl Drop for Draft {
    fn drop(&mut self) {
        if let Some(part) = &self.part {
            let _ = fs::remove_file(part);
        }
    }
}

/// A warning as one line.
pub(super) fn line(warning: &Warning) -> String {
    let sheet = warning
        .sheet
        .as_ref()
        .map_or_else(String::new, |s| format!("lembar {s}, "));
    if warning.count == 1 && warning.row == 0 {
        return warning.text.clone();
    }
    format!(
        "{} ({}×, pertama di {sheet}baris {})",
        warning.text, warning.count, warning.row
    )
}
