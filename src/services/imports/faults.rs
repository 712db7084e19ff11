//! Why an import failed, in names that pages have words for.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::{
    intake::{IntakeError, Spot},
    services::ServiceError,
    store::StoreError,
};

/// Why a job failed, as it is kept with it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct JobFault {
    /// Stable name of what happened.
    pub code: String,
    /// File, sheet and row, where one is at fault.
    pub file: Option<String>,
    /// The sheet.
    pub sheet: Option<String>,
    /// The row.
    pub row: Option<u32>,
    /// What else is to be told, by name.
    pub facts: BTreeMap<String, String>,
}

impl JobFault {
    /// What officers are told of an error; `None` where it is ours and belongs in the log.
    pub(super) fn of(error: &ServiceError) -> Option<Self> {
        let plain = |code: &str| Self {
            code: code.to_owned(),
            ..Self::default()
        };
        Some(match error {
            ServiceError::Intake(error) => Self::of_file(error),
            ServiceError::Store(StoreError::DiskFull(_) | StoreError::Spill(..))
            | ServiceError::Write(..) => plain("disk_full"),
            ServiceError::Store(StoreError::Locked(_)) => plain("busy"),
            ServiceError::Barred(refusal) => plain(refusal.code),
            _ => return None,
        })
    }

    fn of_file(error: &IntakeError) -> Self {
        let mut facts: Vec<(&str, String)> = Vec::new();
        let (code, at) = match error {
            IntakeError::NotFound { at } => ("file_not_found", at),
            IntakeError::Folder { at } => ("file_folder", at),
            IntakeError::Io { at, .. } => ("file_io", at),
            IntakeError::Empty { at } => ("file_empty", at),
            IntakeError::WrongContent { at, .. } => ("file_wrong_content", at),
            IntakeError::Encrypted { at } => ("file_encrypted", at),
            IntakeError::Damaged { at, .. } => ("file_damaged", at),
            IntakeError::TooLarge { at, .. } => ("file_too_large", at),
            IntakeError::NotText { at, byte } => {
                facts.push(("byte", byte.to_string()));
                ("file_not_text", at)
            }
            IntakeError::TwoHeaders { at, first, second } => {
                facts.push(("first", first.to_string()));
                facts.push(("second", second.to_string()));
                ("file_two_headers", at)
            }
            IntakeError::MissingColumns { at, missing, found } => {
                facts.push(("missing", missing.replace(" atau ", " / ")));
                facts.push(("found", found.clone()));
                ("file_missing_columns", at)
            }
            IntakeError::OneEmployer {
                at,
                column,
                value,
                rows,
            } => {
                facts.push(("column", (*column).to_owned()));
                facts.push(("value", value.clone()));
                facts.push(("rows", rows.clone()));
                ("file_one_employer", at)
            }
        };
        let Spot { file, sheet, row } = at.clone();
        let facts = facts.into_iter();
        Self {
            code: code.to_owned(),
            file: Some(file),
            sheet,
            row,
            facts: facts
                .map(|(name, value)| (name.to_owned(), value))
                .collect(),
        }
    }

    /// The error of looking at a file.
    #[must_use]
    pub fn of_outline(error: &IntakeError) -> Self {
        Self::of_file(error)
    }
}
