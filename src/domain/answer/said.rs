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

/// How the workers of a roster stood with the insurance when it came; counts only.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RosterCounts {
    /// Rows that could be read.
    pub rows: u32,
    /// Rows that could not.
    pub unreadable: u32,
    /// Due workers by state, as `domain::membership` names it; each person once.
    pub states: BTreeMap<String, u32>,
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
    /// Workers that are not registered by this firm as it owes: those for whom the rulebook would
    /// say that it registers only a part.
    #[must_use]
    pub fn open(&self) -> u32 {
        let owed = |state: &str| {
            let mut all = WorkerState::ALL.into_iter();
            all.any(|one| one.is_missing() && one.code() == state)
        };
        let open = self.states.iter().filter(|(state, _)| owed(state));
        open.map(|(_, count)| count).sum()
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
