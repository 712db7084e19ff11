//! The kinds of answer, and what each says.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::membership::WorkerState;

/// Characters that a firm may write at once.
pub const MOST_WORDS: usize = 2_000;
/// Characters of a name, a code, a town.
const MOST_NAME: usize = 120;
/// No firm of a city has more workers.
const MOST_WORKERS: u32 = 1_000_000;
/// Days ahead that a firm may promise something for.
const MOST_DAYS: i64 = 90;

/// What kind of thing a firm answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum AnswerKind {
    /// "We have registered them."
    Registered,
    /// "The number is different."
    NumberDiffers,
    /// "These are our workers": a roster.
    Roster,
    /// "They are registered through our head office."
    HeadOffice,
    /// "We have closed", or "we have no workers".
    Closed,
    /// "We will, by that day."
    Promise,
    /// "This is not our address", or "write to another one".
    WrongAddress,
}

impl AnswerKind {
    /// All kinds, in the order of the page.
    pub const ALL: [Self; 7] = [
        Self::Registered,
        Self::NumberDiffers,
        Self::Roster,
        Self::HeadOffice,
        Self::Closed,
        Self::Promise,
        Self::WrongAddress,
    ];

    /// Name in columns and addresses.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Registered => "registered",
            Self::NumberDiffers => "number_differs",
            Self::Roster => "roster",
            Self::HeadOffice => "head_office",
            Self::Closed => "closed",
            Self::Promise => "promise",
            Self::WrongAddress => "wrong_address",
        }
    }

    /// The kind of that name.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }
}

/// Persons of one group below which their states are not told apart.
const FEWEST: u32 = 5;

/// How the workers of a roster stood with the insurance when it came; counts only.
///
/// Whoever sent the list knows who is in it, and which rows are not registered. A state that all
/// of few persons have, or that few have, would be somebody's, so states are read by
/// [`RosterCounts::told`] alone.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RosterCounts {
    /// Rows that could be read.
    pub rows: u32,
    /// Rows that could not.
    pub unreadable: u32,
    /// Due workers by state, as `domain::membership` names it; each person once.
    states: BTreeMap<String, u32>,
    /// The numbers of the rows whose workers are not registered by this firm, the first few.
    pub open_rows: Vec<u32>,
    /// Workers who started so lately that nobody need have registered them yet.
    #[serde(default)]
    pub in_grace: u32,
    /// Persons whose work has ended, or has not begun.
    #[serde(default)]
    pub not_employed: u32,
}

impl RosterCounts {
    /// The counts of a list with so many rows.
    #[must_use]
    pub fn new(rows: u32, unreadable: u32) -> Self {
        Self {
            rows,
            unreadable,
            ..Self::default()
        }
    }

    /// Counts one more due worker.
    pub fn add(&mut self, state: WorkerState) {
        *self.states.entry(state.code().to_owned()).or_default() += 1;
    }

    /// Due workers as they may be told, in the states' order: a name for words and a count.
    ///
    /// The rows that are not registered are named to the firm, so the registered ones and the
    /// others are two groups of known persons. A group of fewer than five, or of one state alone,
    /// is told as `registered` or `unregistered` and no closer.
    #[must_use]
    pub fn told(&self) -> Vec<(&'static str, u32)> {
        let groups = [(false, "registered"), (true, "unregistered")];
        let told = groups.into_iter().flat_map(|(missing, name)| {
            let own = WorkerState::ALL.into_iter();
            let own = own.filter(|state| state.is_missing() == missing);
            let counts = own.map(|state| (state.code(), self.in_state(state.code())));
            let counts: Vec<_> = counts.filter(|(_, count)| *count > 0).collect();
            let all: u32 = counts.iter().map(|(_, count)| count).sum();
            match counts.len() {
                0 => Vec::new(),
                2.. if all >= FEWEST => counts,
                _ => vec![(name, all)],
            }
        });
        told.collect()
    }

    fn in_state(&self, code: &str) -> u32 {
        self.states.get(code).copied().unwrap_or(0)
    }

    /// Workers that are not registered by this firm as it owes: those for whom the rulebook would
    /// say that it registers only a part.
    #[must_use]
    pub fn open(&self) -> u32 {
        let missing = WorkerState::ALL.into_iter().filter(|one| one.is_missing());
        missing.map(|one| self.in_state(one.code())).sum()
    }
}

/// What a firm says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Said {
    /// The workers are registered now.
    Registered {
        /// The firm's code at BPJS Kesehatan, where it wrote one.
        bpjs_code: Option<String>,
        /// What it adds.
        words: String,
    },
    /// The firm counts its workers differently.
    NumberDiffers {
        /// How many wage-earning workers it has.
        workers: u32,
        /// Why the number differs.
        words: String,
    },
    /// The firm sent its workers.
    Roster {
        /// The day for which it holds.
        as_of: NaiveDate,
        /// What was found in it.
        counts: RosterCounts,
        /// What it adds.
        words: String,
    },
    /// The head office registers them.
    HeadOffice {
        /// The head office's name.
        name: String,
        /// Its town.
        city: String,
        /// Its code at BPJS Kesehatan.
        bpjs_code: String,
        /// What it adds.
        words: String,
    },
    /// There is no firm, or nobody who works for a wage.
    Closed {
        /// The firm goes on, without workers.
        without_workers: bool,
        /// Since when.
        since: NaiveDate,
        /// What it adds.
        words: String,
    },
    /// It will be done.
    Promise {
        /// The last day.
        by: NaiveDate,
        /// What it adds.
        words: String,
    },
    /// Another address.
    WrongAddress {
        /// The right one, in small letters.
        address: String,
        /// What it adds.
        words: String,
    },
}

/// What is wrong with an answer; the field's name and a code for the words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Unsaid {
    /// The field.
    pub field: &'static str,
    /// `missing`, `long`, `range`, `past`, `future`, `far`.
    pub fault: &'static str,
}

impl Said {
    /// Which kind of answer it is.
    #[must_use]
    pub const fn kind(&self) -> AnswerKind {
        match self {
            Self::Registered { .. } => AnswerKind::Registered,
            Self::NumberDiffers { .. } => AnswerKind::NumberDiffers,
            Self::Roster { .. } => AnswerKind::Roster,
            Self::HeadOffice { .. } => AnswerKind::HeadOffice,
            Self::Closed { .. } => AnswerKind::Closed,
            Self::Promise { .. } => AnswerKind::Promise,
            Self::WrongAddress { .. } => AnswerKind::WrongAddress,
        }
    }

    /// What the firm wrote beside it.
    #[must_use]
    pub fn words(&self) -> &str {
        match self {
            Self::Registered { words, .. }
            | Self::NumberDiffers { words, .. }
            | Self::Roster { words, .. }
            | Self::HeadOffice { words, .. }
            | Self::Closed { words, .. }
            | Self::Promise { words, .. }
            | Self::WrongAddress { words, .. } => words,
        }
    }

    /// What an answer of today must not say, field by field; empty where it can be taken.
    #[must_use]
    pub fn faults(&self, today: NaiveDate) -> Vec<Unsaid> {
        let mut faults = Vec::new();
        let mut fault = |wrong: bool, field, fault| {
            if wrong {
                faults.push(Unsaid { field, fault });
            }
        };
        let long = |text: &str, most: usize| text.chars().count() > most;
        fault(long(self.words(), MOST_WORDS), "words", "long");
        match self {
            Self::Registered { bpjs_code, .. } => {
                let code = bpjs_code.as_deref().unwrap_or_default();
                fault(long(code, MOST_NAME), "bpjs_code", "long");
            }
            Self::NumberDiffers { workers, words } => {
                fault(*workers > MOST_WORKERS, "workers", "range");
                fault(words.trim().is_empty(), "words", "missing");
            }
            Self::Roster { as_of, .. } => fault(*as_of > today, "as_of", "future"),
            Self::HeadOffice {
                name,
                city,
                bpjs_code,
                ..
            } => {
                for (text, field) in [(name, "name"), (city, "city"), (bpjs_code, "bpjs_code")] {
                    fault(text.trim().is_empty(), field, "missing");
                    fault(long(text, MOST_NAME), field, "long");
                }
            }
            Self::Closed { since, .. } => fault(*since > today, "since", "future"),
            Self::Promise { by, .. } => {
                fault(*by < today, "by", "past");
                fault((*by - today).num_days() > MOST_DAYS, "by", "far");
            }
            Self::WrongAddress { address, .. } => {
                fault(address.trim().is_empty(), "address", "missing");
                fault(long(address, 254), "address", "long");
            }
        }
        faults
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(d: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 3, d).expect("a real day")
    }

    #[test]
    fn a_promise_is_for_a_day_that_is_near_and_not_over() {
        let said = |by| Said::Promise {
            by,
            words: String::new(),
        };
        assert_eq!(said(day(9)).faults(day(9)), []);
        assert_eq!(said(day(8)).faults(day(9))[0].fault, "past");
        let far = day(9) + chrono::Days::new(91);
        assert_eq!(said(far).faults(day(9))[0].fault, "far");
    }

    #[test]
    fn a_worker_is_open_whom_the_rulebook_would_count_as_missing() {
        for state in WorkerState::ALL {
            let counts = RosterCounts {
                states: BTreeMap::from([(state.code().to_owned(), 3)]),
                ..RosterCounts::default()
            };
            let open = if state.is_missing() { 3 } else { 0 };
            assert_eq!(counts.open(), open, "{}", state.code());
        }
    }

    #[test]
    fn states_of_a_known_few_are_told_as_registered_or_not() {
        let told = |states: &[(WorkerState, u32)]| {
            let mut counts = RosterCounts::default();
            for (state, count) in states {
                (0..*count).for_each(|_| counts.add(*state));
            }
            counts.told()
        };
        let (state, city) = (WorkerState::StateFunded, WorkerState::CityFunded);
        assert_eq!(told(&[]), []);
        assert_eq!(told(&[(state, 1)]), [("unregistered", 1)]);
        assert_eq!(told(&[(state, 2), (city, 2)]), [("unregistered", 4)]);
        let few = [(WorkerState::Enrolled, 3), (WorkerState::Elsewhere, 1)];
        assert_eq!(told(&few), [("registered", 4)]);
        // Nine of a long list are registered; whose row is named is the tenth.
        let one = [(WorkerState::Enrolled, 9), (state, 1)];
        assert_eq!(told(&one), [("registered", 9), ("unregistered", 1)]);
        assert_eq!(told(&[(state, 40)]), [("unregistered", 40)]);
        let apart = [("city_funded", 2), ("state_funded", 3)];
        assert_eq!(told(&[(state, 3), (city, 2)]), apart);
    }

    proptest::proptest! {
        #[test]
        fn nobody_is_lost_where_states_are_told_together(
            some in proptest::collection::vec(0..WorkerState::ALL.len(), 0..30)
        ) {
            let mut counts = RosterCounts::default();
            for at in &some {
                counts.add(WorkerState::ALL[*at]);
            }
            let told = counts.told();
            let all: u32 = told.iter().map(|(_, count)| count).sum();
            proptest::prop_assert_eq!(all as usize, some.len());
            if some.len() < 5 {
                proptest::prop_assert!(told.iter().all(|(name, _)| name.ends_with("registered")));
            }
        }
    }

    #[test]
    fn another_number_needs_a_reason() {
        let said = Said::NumberDiffers {
            workers: 3,
            words: " ".to_owned(),
        };
        let fault = Unsaid {
            field: "words",
            fault: "missing",
        };
        assert_eq!(said.faults(day(1)), [fault]);
    }

    #[test]
    fn what_was_said_is_kept_as_it_was() {
        let said = Said::Closed {
            without_workers: true,
            since: day(1),
            words: "tutup".to_owned(),
        };
        let text = toml::to_string(&said).unwrap();
        assert!(text.starts_with("kind = \"closed\""), "{text}");
        assert_eq!(toml::from_str::<Said>(&text).unwrap(), said);
    }
}
