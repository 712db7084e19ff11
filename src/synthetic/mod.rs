//! A made-up city: firms, their workers, everybody's membership and every bill, as files.
//!
//! The files are what `import` reads. Shares and sizes follow the field's rules of thumb for a
//! town of 190,000 people and grow in proportion to the number of firms. Nobody and nothing in
//! them exists: names are invented and say so, mail goes to domains that never resolve.
//!
//! Everything follows from the [`CityPlan`]: the same plan gives the same bytes on any machine.
//! A firm's facts are made from the seed and its number, written and forgotten, so a city of
//! any size takes the same memory.

mod bills;
mod book;
mod city;
mod clean;
mod csv_out;
mod dice;
mod firm;
mod identifiers;
mod line;
mod members;
mod messy;
mod names;
mod others;
pub mod pairs;
mod people;
mod rows;
mod shares;
#[cfg(test)]
mod tests;
mod workforce;
mod xlsx_out;

use std::{
    fs,
    path::{Path, PathBuf},
};

use chrono::{Datelike, NaiveDate};

use self::{
    book::{Book, Kind, OutError},
    city::City,
};

/// The day the files describe when nobody names another one: 2 November 2026.
pub const DEFAULT_AS_OF: NaiveDate =
    NaiveDate::from_ymd_opt(2026, 11, 2).expect("November has a second day");

/// More firms than this would use up the NIKs there can be.
pub const MOST_FIRMS: u32 = 500_000;

/// The kind of files a city is written to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Text with separators.
    Csv,
    /// Workbooks; a table of more than a million rows goes on on further sheets.
    Xlsx,
}

impl Format {
    const fn extension(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Xlsx => "xlsx",
        }
    }
}

/// What a city follows from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CityPlan {
    /// Employers in the registry, `1..=`[`MOST_FIRMS`]; all else grows with them.
    pub firms: u32,
    /// Another seed is another city with the same shares.
    pub seed: u64,
    /// The day the files describe, of the years 2020 to 2100.
    pub as_of: NaiveDate,
    /// The kind of files.
    pub format: Format,
    /// Written as by people in a hurry instead of canonically; the facts stay the same.
    pub messy: bool,
}

/// One file that was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WrittenFile {
    /// Where it is.
    pub path: PathBuf,
    /// Rows of data; titles, headers and totals are not counted.
    pub rows: u64,
}

/// The files of a city.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CityFiles {
    /// The registry of employers.
    pub employers: WrittenFile,
    /// The workers of the firms that handed in a roster.
    pub roster: WrittenFile,
    /// The members of the health insurance, families included.
    pub participants: WrittenFile,
    /// Bills and payments by code and month.
    pub contributions: WrittenFile,
}

/// Why a city was not written; nothing of it is left behind.
#[derive(Debug, thiserror::Error)]
pub enum SyntheticError {
    /// The plan asks for a city that cannot be.
    #[error(
        "kota buatan memerlukan 1 sampai {MOST_FIRMS} perusahaan dan tanggal antara tahun 2020 \
         dan 2100; ubah jumlah atau tanggalnya"
    )]
    Plan,
    /// The plan asks for two lists that cannot be.
    #[error(
        "daftar buatan memerlukan 1 sampai {} perusahaan dan daftar kedua yang tidak lebih panjang; \
         ubah jumlahnya",
        pairs::MOST_ROWS
    )]
    Pairs,
    /// A file or its folder could not be written.
    #[error("berkas {} tidak dapat ditulis; periksa folder dan sisa ruang penyimpanan", .path.display())]
    File {
        /// The file that was meant to be.
        path: PathBuf,
        /// What the system or the workbook said.
        #[source]
        source: OutError,
    },
}

impl SyntheticError {
    fn file(path: &Path, source: OutError) -> Self {
        Self::File {
            path: path.to_owned(),
            source,
        }
    }
}

/// Writes `employers`, `roster`, `participants` and `contributions` into the folder `out`,
/// which is made where there is none; files of these names are replaced.
///
/// # Errors
/// [`SyntheticError::Plan`] before anything is written; [`SyntheticError::File`] when writing
/// fails. The four get their names only when all are complete, so a city that fails half-way
/// leaves the files that stood there before.
pub fn write_city(plan: &CityPlan, out: &Path) -> Result<CityFiles, SyntheticError> {
    let is_possible =
        (1..=MOST_FIRMS).contains(&plan.firms) && (2020..=2100).contains(&plan.as_of.year());
    if !is_possible {
        return Err(SyntheticError::Plan);
    }
    fs::create_dir_all(out).map_err(|error| SyntheticError::file(out, error.into()))?;
    let written = Book::create(plan, out).and_then(|book| City::new(plan, book).write());
    if written.is_err() {
        for kind in Kind::ALL {
            // What was never begun cannot be removed; the first error is the one to tell.
            let _ = fs::remove_file(kind.paths(out, plan.format).1);
        }
    }
    written
}
