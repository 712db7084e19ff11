//! Which import said what about an employer.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::domain::employer::Field;

/// One row of one file, and the fields that it gave.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Origin {
    /// Number of the import.
    pub batch: i32,
    /// The file, counted from 0 within the import.
    pub file: u32,
    /// Row in the file.
    pub row: u32,
    /// The day it speaks of.
    pub as_of: NaiveDate,
    /// The source's code.
    pub source: String,
    /// Codes of the fields it gave.
    pub fields: Vec<String>,
}

/// The origins of all fields of an employer.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Origins(pub Vec<Origin>);

impl Origins {
    /// Where a field's present value comes from.
    #[must_use]
    pub fn of(&self, field: Field) -> Option<&Origin> {
        self.0
            .iter()
            .find(|origin| origin.fields.iter().any(|f| f == field.code()))
    }

    /// Whether every field comes from where it comes from there, however that is grouped.
    #[must_use]
    pub fn say_the_same(&self, other: &Self) -> bool {
        let row = |origin: &Origin| Origin {
            fields: Vec::new(),
            ..origin.clone()
        };
        Field::ALL
            .into_iter()
            .all(|field| self.of(field).map(row) == other.of(field).map(row))
    }

    /// Takes a field's origin away.
    pub fn forget(&mut self, field: Field) {
        for old in &mut self.0 {
            old.fields.retain(|code| code != field.code());
        }
        self.0.retain(|old| !old.fields.is_empty());
    }

    /// Takes down that these fields now come from this row.
    pub fn put(&mut self, origin: &Origin, fields: &[Field]) {
        let codes: Vec<String> = fields.iter().map(|f| f.code().to_owned()).collect();
        for old in &mut self.0 {
            old.fields.retain(|field| !codes.contains(field));
        }
        self.0.retain(|old| !old.fields.is_empty());
        if !codes.is_empty() {
            self.0.push(Origin {
                fields: codes,
                ..origin.clone()
            });
        }
    }
}
