//! What a row becomes once it has been read.

use std::fmt;

use chrono::NaiveDate;

use crate::domain::{
    identifiers::{BpjsCode, Nib},
    money::Sen,
    month::Month,
    person::PersonKey,
    segment::Segment,
};

/// The numbers by which a row names an employer; only sound ones.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Identifiers {
    /// Business number of OSS.
    pub nib: Option<Nib>,
    /// Tax number.
    pub npwp: Option<NpwpFact>,
    /// Number at BPJS Kesehatan.
    pub code: Option<BpjsCode>,
}

impl Identifiers {
    /// The row names no employer.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.nib.is_none() && self.npwp.is_none() && self.code.is_none()
    }
}

/// A tax number as it may be kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NpwpFact {
    /// Its digits, or the mask of one that is somebody's NIK.
    pub shown: String,
    /// What equal taxpayers have in common: digits, or `h:` and the keyed hash in hex of a NIK.
    pub match_key: String,
}

/// One row of the registry.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct EmployerRow {
    /// What a list that is to be linked calls it; nothing in the registry.
    pub id: Option<String>,
    /// May be empty: a firm known only by its name.
    pub ids: Identifiers,
    /// BPJS number of the head office.
    pub head_code: Option<BpjsCode>,
    /// As written, without outer spaces; never empty, but in a list that is to be linked.
    pub name: String,
    /// `bentuk` as written.
    pub form: Option<String>,
    /// KBLI code as written.
    pub kbli: Option<String>,
    /// Street address.
    pub address: Option<String>,
    /// Kelurahan as written.
    pub kelurahan: Option<String>,
    /// Workers declared in the WLKP; 0 is a declaration, blank is none.
    pub wlkp: Option<u32>,
    /// Day of that declaration.
    pub wlkp_on: Option<NaiveDate>,
    /// Workers enrolled at BPJS Ketenagakerjaan.
    pub bpjs_tk: Option<u32>,
    /// Local workers planned in OSS; never a headcount.
    pub planned: Option<u32>,
    /// Contact person at the firm.
    pub contact_name: Option<String>,
    /// Valid addresses, joined by `; `.
    pub emails: Option<String>,
    /// Telephone as written.
    pub phone: Option<String>,
    /// The firm says it has closed, or that it has not.
    pub closed: Option<bool>,
}

/// One worker at one employer.
#[derive(Clone, PartialEq, Eq)]
pub struct RosterRow {
    /// At least one number; in a list of one known firm maybe none.
    pub ids: Identifiers,
    /// The worker.
    pub person: PersonKey,
    /// Basic wage and fixed allowances.
    pub wage: Option<Sen>,
    /// First day of work.
    pub started_on: Option<NaiveDate>,
    /// Day on which the work ended; never before the first.
    pub ended_on: Option<NaiveDate>,
}

impl fmt::Debug for RosterRow {
    // A wage is never printed, by mistake or otherwise.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RosterRow")
            .field("ids", &self.ids)
            .field("started_on", &self.started_on)
            .field("ended_on", &self.ended_on)
            .finish_non_exhaustive()
    }
}

/// One membership of one person.
#[derive(Clone, PartialEq, Eq)]
pub struct ParticipantRow {
    /// The participant.
    pub person: PersonKey,
    /// Who pays.
    pub segment: Segment,
    /// The membership is in force.
    pub active: bool,
    /// The worker himself, not a dependant.
    pub main: bool,
    /// Firm that registered the membership.
    pub code: Option<BpjsCode>,
    /// Wage reported to BPJS.
    pub wage: Option<Sen>,
}

impl fmt::Debug for ParticipantRow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ParticipantRow")
            .field("segment", &self.segment)
            .field("active", &self.active)
            .field("main", &self.main)
            .field("code", &self.code)
            .finish_non_exhaustive()
    }
}

/// What one firm was billed for one month, and paid.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ContributionRow {
    /// The firm.
    pub code: BpjsCode,
    /// The month billed.
    pub month: Month,
    /// Bill.
    pub billed: Sen,
    /// Payment; a blank one is 0.
    pub paid: Sen,
    /// Day of the payment.
    pub paid_on: Option<NaiveDate>,
}

/// A row of any kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Record {
    /// Of the registry.
    // Boxed so that millions of small rows don't carry the room for the large ones.
    Employer(Box<EmployerRow>),
    /// Of a firm's list of workers.
    Roster(Box<RosterRow>),
    /// Of the list of participants.
    Participant(ParticipantRow),
    /// Of the list of bills.
    Contribution(ContributionRow),
}

/// A row of data that can't be used, and what to do about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rejection {
    /// Canonical name of the column at fault.
    pub column: &'static str,
    /// The value, masked: personal numbers, and words in files about persons.
    pub value: String,
    /// Stable name of what is wrong.
    pub code: &'static str,
    /// Indonesian: what is wrong and what to do.
    pub problem: String,
    /// The employer of a roster row, where that much could be read: it has an unreadable worker.
    pub ids: Option<Identifiers>,
}
