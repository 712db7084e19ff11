//! The facts of the city, one type per kind of file, before anybody wrote them down.

use chrono::{Datelike, NaiveDate};

/// The legal form of a firm.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    Pt,
    Cv,
    Ud,
    Koperasi,
    Yayasan,
    Perorangan,
    Bumn,
    Bumd,
}

impl Form {
    pub(super) const fn word(self) -> &'static str {
        match self {
            Self::Pt => "PT",
            Self::Cv => "CV",
            Self::Ud => "UD",
            Self::Koperasi => "Koperasi",
            Self::Yayasan => "Yayasan",
            Self::Perorangan => "Perorangan",
            Self::Bumn => "BUMN",
            Self::Bumd => "BUMD",
        }
    }
}

/// The group of participants somebody belongs to.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Segment {
    PpuBu,
    PpuPn,
    Mandiri,
    Pemda,
    Bp,
    PbiJk,
}

impl Segment {
    pub(super) const ALL: [Self; 6] = [
        Self::PpuBu,
        Self::PpuPn,
        Self::Mandiri,
        Self::Pemda,
        Self::Bp,
        Self::PbiJk,
    ];

    pub(super) const fn word(self) -> &'static str {
        match self {
            Self::PpuBu => "PPU BU",
            Self::PpuPn => "PPU PN",
            Self::Mandiri => "PBPU",
            Self::Pemda => "PBPU Pemda",
            Self::Bp => "BP",
            Self::PbiJk => "PBI JK",
        }
    }
}

/// A firm as the registry has it.
pub(super) struct Employer {
    pub(super) firm: u32,
    pub(super) name: String,
    pub(super) nib: Option<u64>,
    /// All 15 digits as a number; the first may be 0.
    pub(super) npwp: Option<u64>,
    pub(super) code: Option<u32>,
    pub(super) head_code: Option<u32>,
    pub(super) form: Form,
    pub(super) kbli: &'static str,
    pub(super) address: String,
    pub(super) kelurahan: &'static str,
    pub(super) wlkp: Option<(u32, NaiveDate)>,
    pub(super) bpjs_tk: Option<u32>,
    pub(super) contact: Option<String>,
    pub(super) email: Option<String>,
    pub(super) phone: Option<String>,
    pub(super) closed: bool,
    /// It handed in a roster, whose rows name it by its NIB.
    pub(super) has_roster: bool,
}

/// A worker as the firm's roster has them.
pub(super) struct Worker<'a> {
    pub(super) firm: u32,
    /// How many work there.
    pub(super) firm_size: u32,
    pub(super) nib: u64,
    pub(super) nik: u64,
    pub(super) name: &'a str,
    pub(super) born_on: NaiveDate,
    pub(super) wage: u64,
    pub(super) started_on: NaiveDate,
    pub(super) ended_on: Option<NaiveDate>,
}

/// A membership as the health insurance has it.
pub(super) struct Participant {
    pub(super) nik: u64,
    /// 1 the worker, 2 wife, 3 husband, 4 child.
    pub(super) pisa: u8,
    pub(super) segment: Segment,
    pub(super) active: bool,
    pub(super) code: Option<u32>,
    pub(super) wage: Option<u64>,
    pub(super) since: NaiveDate,
}

/// One month's bill of a firm.
pub(super) struct Bill {
    pub(super) code: u32,
    pub(super) year: i32,
    pub(super) month: u32,
    pub(super) billed: u64,
    pub(super) paid: u64,
    pub(super) paid_on: Option<NaiveDate>,
}

/// A date as numbers that can be written out.
pub(super) fn parts(date: NaiveDate) -> (u64, u64, u64) {
    let year = u64::try_from(date.year()).expect("the city lives after the year 0");
    (year, u64::from(date.month()), u64::from(date.day()))
}
