//! Lists of days off: a handful of rows, in a table or in TOML.

use std::{ops::ControlFlow, path::Path};

use figment::{
    Figment,
    providers::{Format, Toml},
};
use serde::Deserialize;

use super::{
    IntakeError, Kind, Mapping, PersonKeyer, Source, Warnings,
    columns::key,
    error::Spot,
    header::HeadRow,
    job::{Head, Job},
    rows::Row,
};

/// Rows that are looked at; a year has some thirty days off.
const MOST_ROWS: u32 = 1_000;
/// Bytes of a TOML file.
const MOST_BYTES: u64 = 1 << 20;

const DATE: &[&str] = &["tanggal", "tgl", "date", "hari"];
const NAME: &[&str] = &["nama", "name", "keterangan", "uraian", "hariliburnasional"];
const KIND: &[&str] = &["jenis", "kind", "kategori"];

/// One row as it was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DayOffRow {
    /// As people count rows, from 1; in TOML, which entry it is.
    pub row: u32,
    /// The date.
    pub date: String,
    /// What the day is called.
    pub name: String,
    /// What it was declared as.
    pub kind: String,
}

/// Reads the rows of a list of days off.
///
/// # Errors
/// When the file as a whole can't be taken.
pub fn days_off(path: &Path, keyer: &PersonKeyer) -> Result<Vec<DayOffRow>, IntakeError> {
    if path
        .extension()
        .is_some_and(|e| e.eq_ignore_ascii_case("toml"))
    {
        return from_toml(path);
    }
    let (mut warnings, mapping) = (Warnings::new(), Mapping::default());
    let mut sink = |_: super::Place<'_>, _| ControlFlow::Break(());
    let source = Source {
        path,
        file_no: 0,
        kind: Kind::Employers,
        mapping: &mapping,
    };
    let name = source.name();
    let (file, format) = super::sniff::open(path, &name)?;
    let mut job = Job::new(source, &name, keyer, &mut warnings, &mut sink);
    job.peek = Some((None, Vec::new()));
    job.peek_rows = MOST_ROWS;
    super::read_as(format, file, &mut job)?;
    let heads = job.peek.map(|(_, heads)| heads).unwrap_or_default();
    let table = heads.iter().find_map(below_header);
    table.ok_or_else(|| missing(&name, &heads))
}

/// The rows under the first row that names all three columns.
fn below_header(head: &Head) -> Option<Vec<DayOffRow>> {
    let place = |row: &HeadRow, names: &[&str]| {
        let known = |cell: &str| names.contains(&key(cell).as_str());
        row.cells.cells().position(|cell| known(cell.clean()))
    };
    let header =
        head.rows.iter().enumerate().find_map(|(at, row)| {
            Some((at, place(row, DATE)?, place(row, NAME)?, place(row, KIND)?))
        });
    let (at, date, name, kind) = header?;
    let rows = head.rows.iter().skip(at + 1).map(|row| {
        let cell = |index| row.cells.cell(index).clean().to_owned();
        DayOffRow {
            row: row.number,
            date: cell(date),
            name: cell(name),
            kind: cell(kind),
        }
    });
    let says_something = |row: &DayOffRow| !(row.date.is_empty() && row.name.is_empty());
    Some(rows.filter(says_something).collect())
}

fn missing(name: &str, heads: &[Head]) -> IntakeError {
    let first = heads.iter().find_map(|head| head.rows.first());
    let found: Vec<&str> = first
        .map(|row| row.cells.cells().map(|cell| cell.clean()).collect())
        .unwrap_or_default();
    IntakeError::MissingColumns {
        at: Spot::file(name),
        missing: "tanggal, nama, jenis".to_owned(),
        found: super::header::shown(&found.join(", ")),
    }
}

#[derive(Deserialize)]
struct TomlList {
    #[serde(default)]
    holiday: Vec<TomlDay>,
}

#[derive(Deserialize)]
struct TomlDay {
    #[serde(default)]
    date: String,
    #[serde(default)]
    name: String,
    #[serde(default)]
    kind: String,
}

fn from_toml(path: &Path) -> Result<Vec<DayOffRow>, IntakeError> {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let at = || Spot::file(&name);
    let io = |source| IntakeError::Io { at: at(), source };
    if std::fs::metadata(path).map_err(io)?.len() > MOST_BYTES {
        return Err(IntakeError::TooLarge {
            at: at(),
            what: "berkas TOML",
            limit: "1 MB".to_owned(),
        });
    }
    let text = std::fs::read(path).map_err(io)?;
    let damaged = |what| IntakeError::Damaged { at: at(), what };
    let text = String::from_utf8(text).map_err(|_| damaged("bukan teks UTF-8"))?;
    let list: TomlList = Figment::from(Toml::string(&text))
        .extract()
        .map_err(|_| damaged("bukan TOML dengan bagian [[holiday]]"))?;
    if list.holiday.is_empty() {
        return Err(IntakeError::Empty { at: at() });
    }
    let rows = (1..).zip(list.holiday).map(|(row, day)| DayOffRow {
        row,
        date: day.date,
        name: day.name,
        kind: day.kind,
    });
    Ok(rows.collect())
}
