//! The list of employers in memory: who has which property, in which order, under which words.
//!
//! A list that is sieved by eight properties at once, in one of nine orders, is too much for any
//! index of a table: the database would have to walk a million rows to find the ten that are
//! meant. A set of bits for each property takes an eighth of a byte per employer and answers any
//! combination at once. What is shown of an employer always comes from the database.
//!
//! A catalogue is never changed once it is made; [`shelf`] keeps the newest and notices when the
//! database has gone on.

mod bits;
mod build;
mod hits;
mod listed;
mod shelf;
mod words;

use std::sync::Arc;

use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;

pub use hits::{Begin, Hits, Slice};
pub(super) use shelf::Shelf;

use crate::domain::{facet::Facet, ids::EmployerId, sieve::Sieve};
use bits::Bits;
use words::Words;

/// Stands for "not known" among the values that lists are sorted by; such lines come last.
const UNKNOWN: u32 = u32::MAX;

/// What a list is asked for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Question {
    /// Each word must begin a word of the name or a number; empty means everybody.
    pub search: String,
    /// Of each group the employer must have one property at least.
    pub all_of: Vec<Vec<Facet>>,
    /// Only these.
    pub only: Option<Vec<EmployerId>>,
}

impl From<&Sieve> for Question {
    fn from(sieve: &Sieve) -> Self {
        Self {
            search: sieve.search.clone(),
            all_of: sieve.all_of(),
            only: None,
        }
    }
}

impl Question {
    /// What is asked for besides verdicts.
    #[must_use]
    pub fn without_verdicts(&self) -> Vec<Vec<Facet>> {
        let is_verdict = |group: &&Vec<Facet>| matches!(group.first(), Some(Facet::Verdict(_)));
        self.all_of
            .iter()
            .filter(|group| !is_verdict(group))
            .cloned()
            .collect()
    }
}

/// What a list is sorted by; equal ones by name and id.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Sort {
    /// The name as written.
    #[default]
    Name,
    /// Workers who should be enrolled and are not.
    Shortfall,
    /// Workers employed or declared.
    Headcount,
    /// Enrolled among due.
    Coverage,
    /// The day the step's term ends.
    DueOn,
}

impl Sort {
    /// Every order.
    pub const ALL: [Self; 5] = [
        Self::Name,
        Self::Shortfall,
        Self::Headcount,
        Self::Coverage,
        Self::DueOn,
    ];

    /// Name in addresses.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Shortfall => "shortfall",
            Self::Headcount => "headcount",
            Self::Coverage => "coverage",
            Self::DueOn => "due_on",
        }
    }

    /// The order of that name.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|sort| sort.code() == code)
    }

    /// Where its values stand; the name has none, it is the number of the line.
    const fn values(self) -> Option<usize> {
        match self {
            Self::Name => None,
            Self::Shortfall => Some(0),
            Self::Headcount => Some(1),
            Self::Coverage => Some(2),
            Self::DueOn => Some(3),
        }
    }
}

/// Orders that go by a value.
const VALUES: usize = 4;

/// The order of a list.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Order {
    /// By what.
    pub sort: Sort,
    /// The greatest first.
    pub falling: bool,
}

/// The day that a list is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ListDay {
    /// Exemptions run on it or don't.
    pub today: NaiveDate,
    /// The instant from which a mail is recent.
    pub recent_from: DateTime<Utc>,
}

/// Which state of the database a catalogue shows, on which day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Stamp {
    version: i64,
    day: ListDay,
}

/// The list at one moment. A line's number is its place in the order of names and ids.
#[derive(Clone)]
pub struct Catalogue {
    stamp: Stamp,
    names: Arc<Names>,
    /// Who has the property of each slot.
    facets: Vec<Bits>,
    values: [Vec<u32>; VALUES],
    /// The lines by each value, rising and falling.
    orders: [[Arc<Vec<u32>>; 2]; VALUES],
}

/// What only new names or numbers change.
struct Names {
    ids: Vec<Uuid>,
    /// The lines in the order of their ids.
    by_id: Vec<u32>,
    words: Words,
    /// Tells whether a line's name and numbers are still those in `words`.
    prints: Vec<u32>,
}

impl Catalogue {
    /// How many employers are listed.
    #[must_use]
    pub fn len(&self) -> usize {
        self.names.ids.len()
    }

    /// Whether nobody is listed.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.names.ids.is_empty()
    }

    fn line_of(&self, id: Uuid) -> Option<u32> {
        let Names { ids, by_id, .. } = &*self.names;
        let place = by_id.binary_search_by(|line| ids[*line as usize].cmp(&id));
        place.ok().map(|place| by_id[place])
    }

    fn id_of(&self, line: u32) -> EmployerId {
        EmployerId::from_uuid(self.names.ids[line as usize])
    }

    /// Finds what is asked for.
    #[must_use]
    pub fn find(&self, question: &Question) -> Hits<'_> {
        let mut found = Bits::full(self.len());
        for group in &question.all_of {
            let mut any = Bits::empty(self.len());
            for facet in group {
                any.or(&self.facets[facet.slot()]);
            }
            found.and(&any);
        }
        if !question.search.trim().is_empty() {
            found.and(&self.names.words.find(&question.search, self.len()));
        }
        if let Some(only) = &question.only {
            let mut ticked = Bits::empty(self.len());
            for line in only.iter().filter_map(|id| self.line_of(id.uuid())) {
                ticked.put(line);
            }
            found.and(&ticked);
        }
        Hits::new(self, found)
    }

    fn has(&self, line: u32, facet: Facet) -> bool {
        self.facets[facet.slot()].has(line)
    }

    /// A number that falls or rises as the order goes on.
    fn rank(&self, order: Order, line: u32) -> (u32, u32) {
        let Some(at) = order.sort.values() else {
            return if order.falling {
                (0, u32::MAX - line)
            } else {
                (0, line)
            };
        };
        (turned(self.values[at][line as usize], order.falling), line)
    }
}

/// A value such that the smallest comes first in its order, and the unknown last in both.
fn turned(value: u32, falling: bool) -> u32 {
    if falling && value != UNKNOWN {
        UNKNOWN - 1 - value
    } else {
        value
    }
}
