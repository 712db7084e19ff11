//! The rejected rows, one line each, where the officer asked for them.

use std::{
    fs::File,
    io::BufWriter,
    path::{Path, PathBuf},
};

use crate::{
    intake::{Place, RejectedReport, Rejection, Warning},
    services::ServiceError,
};

/// Writes rejected rows, if anybody asked.
pub(super) struct Reporter {
    names: Vec<String>,
    open: Option<(PathBuf, RejectedReport<BufWriter<File>>)>,
}

impl Reporter {
    pub(super) fn open(path: Option<PathBuf>, files: &[PathBuf]) -> Result<Self, ServiceError> {
        let names = files.iter().map(|file| super::file_name(file)).collect();
        let Some(path) = path else {
            return Ok(Self { names, open: None });
        };
        let report = File::create(&path)
            .and_then(|file| RejectedReport::new(BufWriter::new(file)))
            .map_err(|error| failed(&path, error))?;
        Ok(Self {
            names,
            open: Some((path, report)),
        })
    }

    pub(super) fn put(
        &mut self,
        place: Place<'_>,
        rejection: &Rejection,
    ) -> Result<(), ServiceError> {
        let Some((path, report)) = &mut self.open else {
            return Ok(());
        };
        let name = self.names.get(place.file).map_or("", String::as_str);
        report
            .add(name, place, rejection)
            .map_err(|error| failed(path, error))
    }

    pub(super) fn finish(self) -> Result<(), ServiceError> {
        match self.open {
            Some((path, report)) => report.finish().map_err(|error| failed(&path, error)),
            None => Ok(()),
        }
    }
}

fn failed(path: &Path, error: std::io::Error) -> ServiceError {
    ServiceError::Write(path.to_owned(), error)
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
