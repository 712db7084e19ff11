//! Lists of days off that somebody sends.

use std::{collections::BTreeSet, ffi::OsStr, fs, path::Path};

use super::super::{ServiceError, Services};
use crate::{
    domain::{
        almanac::{BadDayOff, day_off},
        workdays::DayOff,
    },
    intake,
};

/// What a file of days off holds.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DaysFile {
    /// The days that can be taken, in order.
    pub days: Vec<DayOff>,
    /// The rows that can't, and why.
    pub refused: Vec<RefusedRow>,
}

/// A row that is no day off.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RefusedRow {
    /// As people count rows, from 1.
    pub row: u32,
    /// Its cells.
    pub text: String,
    /// Why.
    pub why: BadDayOff,
}

impl Services {
    /// Reads a file of days off: CSV, a spreadsheet, or TOML as `config/holidays.toml`. Nothing
    /// is kept.
    ///
    /// # Errors
    /// When the file as a whole can't be taken.
    ///
    /// # Panics
    /// Never: the thread that reads the file answers its faults.
    pub async fn read_days(&self, name: &str, content: Vec<u8>) -> Result<DaysFile, ServiceError> {
        let folder = format!("{}-days-{}", std::process::id(), self.clock.new_id());
        let (folder, keyer) = (self.scratch().join(folder), self.keyer.clone());
        // What a browser says may hold a path.
        let name = Path::new(name).file_name().unwrap_or_default();
        let path = folder.join(if name.is_empty() {
            OsStr::new("daftar")
        } else {
            name
        });
        let rows = tokio::task::spawn_blocking(move || {
            let write = fs::create_dir_all(&folder).and_then(|()| fs::write(&path, content));
            let rows = write
                .map_err(|error| ServiceError::Write(path.clone(), error))
                .and_then(|()| Ok(intake::days_off(&path, &keyer)?));
            let _ = fs::remove_dir_all(&folder);
            rows
        });
        let rows = rows.await.expect("reading a file doesn't panic")?;
        let mut file = DaysFile::default();
        let mut dates = BTreeSet::new();
        for row in rows {
            let read = day_off(&row.date, &row.name, &row.kind).and_then(|day| {
                let is_new = dates.insert(day.date);
                is_new.then_some(day).ok_or(BadDayOff::Twice)
            });
            match read {
                Ok(day) => file.days.push(day),
                Err(why) => file.refused.push(RefusedRow {
                    row: row.row,
                    text: [row.date, row.name, row.kind].join(" · "),
                    why,
                }),
            }
        }
        file.days.sort_by_key(|day| day.date);
        Ok(file)
    }
}
