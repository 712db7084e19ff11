//! The cells of one row by their columns, and what is common to the four kinds.

use chrono::NaiveDate;

use super::{
    columns::{Column, Kind},
    header::Layout,
    keys::PersonKeyer,
    mask,
    records::{Identifiers, NpwpFact, Rejection},
    rows::Row,
    warnings::{Note, Notes},
    why::{Said, Why},
};
use crate::domain::{
    cell::Cell,
    identifiers::{BadIdentifier, BpjsCode, Nib, Npwp, ParsedNpwp, nik},
    money::Sen,
    person::PersonKey,
    values,
};

/// What is said of a required cell that is empty.
const EMPTY: Said = Said {
    code: "empty",
    text: "kolom wajib kosong; isi lalu impor ulang",
};

/// Why a row can't be used.
pub(super) struct Fault {
    pub column: Column,
    pub code: &'static str,
    pub problem: String,
    /// The employer, where the row named one.
    pub ids: Option<Box<Identifiers>>,
}

impl Fault {
    pub(super) fn new(column: Column, problem: &impl Why) -> Self {
        Self {
            column,
            code: problem.code(),
            problem: problem.to_string(),
            ids: None,
        }
    }

    pub(super) fn empty(column: Column) -> Self {
        Self::new(column, &EMPTY)
    }

    /// The rejection with its value masked.
    pub(super) fn rejection(self, kind: Kind, layout: &Layout, row: &impl Row) -> Rejection {
        let text = layout
            .of(self.column)
            .map_or("", |index| row.cell(index).clean());
        Rejection {
            column: self.column.name(),
            value: mask::value(kind, self.column, text),
            code: self.code,
            problem: self.problem,
            ids: self.ids.map(|ids| *ids),
        }
    }
}

/// A number of an employer: not there, sound, or not.
enum Number<T> {
    Absent,
    Sound(T),
    Bad(Fault),
}

impl<T> Number<T> {
    fn of(column: Column, parsed: Result<T, BadIdentifier>) -> Self {
        match parsed {
            Ok(number) => Self::Sound(number),
            Err(bad) => Self::Bad(Fault::new(column, &bad)),
        }
    }

    fn is_sound(&self) -> bool {
        matches!(self, Self::Sound(_))
    }

    /// The number; one that is not sound is noted and dropped.
    fn keep(self, notes: &mut Notes, note: Note) -> Option<T> {
        match self {
            Self::Sound(number) => Some(number),
            Self::Absent => None,
            Self::Bad(_) => {
                notes.add(note);
                None
            }
        }
    }
}

/// One row, seen through the columns that its file has.
pub(super) struct Fields<'a, R> {
    pub row: &'a R,
    pub layout: &'a Layout,
    pub keyer: &'a PersonKeyer,
    pub notes: Notes,
}

impl<'a, R: Row> Fields<'a, R> {
    /// The cell, unless it says nothing; a bare 0 says nothing.
    pub(super) fn cell(&self, column: Column) -> Option<Cell<'a>> {
        self.layout
            .of(column)
            .map(|at| self.row.cell(at))
            .filter(|cell| !cell.is_blank_or_zero())
    }

    /// The cell of an amount or a count, where 0 is a value.
    pub(super) fn amount(&self, column: Column) -> Option<Cell<'a>> {
        self.layout
            .of(column)
            .map(|at| self.row.cell(at))
            .filter(|cell| !cell.is_blank())
    }

    pub(super) fn text(&self, column: Column) -> Option<String> {
        self.cell(column).map(|cell| cell.clean().to_owned())
    }

    pub(super) fn date(&self, column: Column) -> Result<Option<NaiveDate>, Fault> {
        self.cell(column)
            .map(|cell| values::date(cell.clean()).map_err(|bad| Fault::new(column, &bad)))
            .transpose()
    }

    pub(super) fn money(&self, column: Column) -> Result<Option<Sen>, Fault> {
        self.amount(column)
            .map(|cell| values::money_of(cell).map_err(|bad| Fault::new(column, &bad)))
            .transpose()
    }

    pub(super) fn count(&self, column: Column) -> Result<Option<u32>, Fault> {
        self.amount(column)
            .map(|cell| values::count(cell.clean()).map_err(|bad| Fault::new(column, &bad)))
            .transpose()
    }

    /// The key of the person in the NIK column.
    pub(super) fn person(&mut self) -> Result<PersonKey, Fault> {
        let cell = self
            .cell(Column::Nik)
            .ok_or_else(|| Fault::empty(Column::Nik))?;
        let digits = nik::from_cell(cell).map_err(|bad| Fault::new(Column::Nik, &bad))?;
        if cell.number {
            self.notes.add(Note::NikNumeric);
        }
        Ok(self.keyer.person(digits))
    }

    /// The BPJS code in a column: absent, sound, or the reason why not.
    pub(super) fn code(&mut self, column: Column) -> Result<Option<BpjsCode>, Fault> {
        let Some(cell) = self.cell(column) else {
            return Ok(None);
        };
        let (code, padded) =
            BpjsCode::parse(cell.clean(), cell.number).map_err(|bad| Fault::new(column, &bad))?;
        if padded {
            self.notes.add(Note::CodePadded);
        }
        Ok(Some(code))
    }

    /// The numbers of the row's employer: what is malformed is dropped while another one is sound.
    pub(super) fn employer(&mut self) -> Result<Identifiers, Fault> {
        let nib = match self.cell(Column::Nib) {
            None => Number::Absent,
            Some(cell) => Number::of(Column::Nib, Nib::parse(cell.clean())),
        };
        let npwp = match self.cell(Column::Npwp) {
            None => Number::Absent,
            Some(cell) => match Npwp::parse(cell.clean(), cell.number) {
                // What a spreadsheet damaged is never passed over, whatever else the row says.
                Err(bad @ BadIdentifier::Damaged) => return Err(Fault::new(Column::Npwp, &bad)),
                parsed => Number::of(Column::Npwp, parsed),
            },
        };
        let code = match self.code(Column::KodeBu) {
            Ok(None) => Number::Absent,
            Ok(Some(code)) => Number::Sound(code),
            Err(fault) => Number::Bad(fault),
        };
        if !(nib.is_sound() || npwp.is_sound() || code.is_sound()) {
            return match (nib, npwp, code) {
                (Number::Bad(fault), ..)
                | (_, Number::Bad(fault), _)
                | (.., Number::Bad(fault)) => Err(fault),
                _ => Ok(Identifiers::default()),
            };
        }
        let npwp = npwp
            .keep(&mut self.notes, Note::NpwpDropped)
            .map(|npwp| self.npwp(&npwp));
        Ok(Identifiers {
            nib: nib.keep(&mut self.notes, Note::NibDropped),
            npwp,
            code: code.keep(&mut self.notes, Note::CodeDropped),
        })
    }

    /// The numbers of the row's employer that are sound; the others are noted and dropped.
    pub(super) fn sound_numbers(&mut self) -> Identifiers {
        let nib = self.cell(Column::Nib).map_or(Number::Absent, |cell| {
            Number::of(Column::Nib, Nib::parse(cell.clean()))
        });
        let npwp = self.cell(Column::Npwp).map_or(Number::Absent, |cell| {
            Number::of(Column::Npwp, Npwp::parse(cell.clean(), cell.number))
        });
        let code = match self.code(Column::KodeBu) {
            Ok(code) => code.map_or(Number::Absent, Number::Sound),
            Err(fault) => Number::Bad(fault),
        };
        let npwp = npwp
            .keep(&mut self.notes, Note::NpwpDropped)
            .map(|npwp| self.npwp(&npwp));
        Identifiers {
            nib: nib.keep(&mut self.notes, Note::NibDropped),
            npwp,
            code: code.keep(&mut self.notes, Note::CodeDropped),
        }
    }

    fn npwp(&mut self, parsed: &ParsedNpwp<'_>) -> NpwpFact {
        if let ParsedNpwp::Firm(npwp) = parsed {
            if npwp.check_failed() {
                self.notes.add(Note::NpwpCheck);
            }
            if npwp.restored() {
                self.notes.add(Note::NpwpRestored);
            }
        }
        self.keyer.npwp(parsed)
    }
}
