//! What a verdict is made from.

use chrono::{Months, NaiveDate};

use crate::{membership::WorkerState, money::Sen};

/// Settings of the rules that are not money.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Days after the start of work within which a worker need not be enrolled yet.
    pub enrolment_grace_days: u16,
    /// Days for which a roster may be used.
    pub roster_days: u16,
    /// Share of unreadable roster rows, in 1/10,000, above which nothing is judged.
    pub unreadable_share: u32,
}

/// A number of workers that somebody declared, and the day it speaks of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Declared {
    /// How many workers.
    pub workers: u32,
    /// The day it speaks of.
    pub on: NaiveDate,
}

impl Declared {
    /// Whether it may carry a judgement: at least one worker, not older than 12 months.
    #[must_use]
    pub fn is_usable(self, day: NaiveDate) -> bool {
        self.workers >= 1 && !self.is_stale(day)
    }

    pub(super) fn is_stale(self, day: NaiveDate) -> bool {
        self.on < day - Months::new(12)
    }

    /// The first day on which it is too old.
    ///
    /// # Panics
    /// Never: a date a year back becomes stale within days.
    #[must_use]
    pub fn stale_from(self) -> NaiveDate {
        // Month ends and leap days shift the border by up to three days.
        (self.on + Months::new(12))
            .iter_days()
            .find(|day| self.is_stale(*day))
            .expect("a date a year back becomes stale within days")
    }
}

/// What the roster says, counted on the day of the check.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RosterFacts {
    /// The day the roster speaks of.
    pub as_of: NaiveDate,
    /// Rows that were read or rejected for this employer.
    pub rows: u32,
    /// Rows among them that were rejected.
    pub unreadable: u32,
    /// Distinct workers employed on the day, those in grace included.
    pub employed: u32,
    /// Employed workers who must be enrolled by now.
    pub due: u32,
    /// Due workers by [`WorkerState::rank`].
    pub states: [u32; 9],
    /// Enrolled workers whose reported wage is below the lower of roster wage and ceiling.
    pub underreported: u32,
    /// 5 % of the wage base of the due workers who are missing, a month.
    pub missing_contribution: Sen,
}

impl RosterFacts {
    /// Due workers who should be enrolled and are not.
    #[must_use]
    pub fn missing(&self) -> u32 {
        WorkerState::ALL
            .iter()
            .filter(|s| s.is_missing())
            .map(|s| self.states[s.rank()])
            .sum()
    }
}

/// Distinct PPU BU participants with PISA 1 under the employer's codes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Registered {
    /// Under any of its codes.
    pub all: u32,
    /// Under its own code.
    pub own: u32,
    /// Under its head office's code.
    pub head_office: u32,
    /// Active ones reported below the minimum wage.
    pub below_minimum: u32,
}

/// Overdue contributions of the employer's own code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Arrears {
    /// Months billed, due, and not paid in full.
    pub months: u32,
    /// What is missing over these months.
    pub amount: Sen,
}

/// Everything a verdict is made from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own")]
pub struct Facts {
    /// The registry says that the firm is closed.
    pub closed: bool,
    /// An e-mail address is known.
    pub has_email: bool,
    /// The last roster.
    pub roster: Option<RosterFacts>,
    /// The number of the annual manpower report.
    pub wlkp: Option<Declared>,
    /// The number of BPJS Ketenagakerjaan.
    pub bpjs_tk: Option<Declared>,
    /// Participants under its codes.
    pub registered: Registered,
    /// A person has confirmed that the head office's registration covers it.
    pub head_office_confirmed: bool,
    /// A record of BPJS may be the same firm, and nobody has judged it.
    pub probable_match: bool,
    /// `None` where no contribution is known.
    pub arrears: Option<Arrears>,
}
