//! What an officer is advised to do with an answer. The officer decides.

use super::Said;

/// A promise may be for so many days ahead without anybody's asking why.
const PROMISE_DAYS: i64 = 31;
/// A roster with fewer rows than this share of the workers known, in percent, is asked about.
const ROSTER_PERCENT: u32 = 80;

/// What may be done with an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Advice {
    /// Accept it.
    Accept,
    /// Ask the firm for something.
    Ask,
    /// Go and see, or telephone, before deciding.
    Visit,
    /// Refuse it.
    Refuse,
}

impl Advice {
    /// Name in columns and messages.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Accept => "accept",
            Self::Ask => "ask",
            Self::Visit => "visit",
            Self::Refuse => "refuse",
        }
    }
}

/// What the city knows while it reads an answer.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AnswerFacts {
    /// The verdict of today says that the firm complies.
    pub complies: bool,
    /// Workers registered by the firm, in the newest data; `None` where that is not known.
    pub registered: Option<u32>,
    /// Workers that the city counts.
    pub counted: Option<u32>,
    /// A file came with it.
    pub has_file: bool,
    /// Promises of this firm, in this case, whose day went by.
    pub broken_promises: u32,
    /// Days from today to the promised day.
    pub promised_in: Option<i64>,
    /// The holder of the new address pressed the button.
    pub address_confirmed: bool,
}

/// An advice and why, as a code for the words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Suggestion {
    /// What to do.
    pub advice: Advice,
    /// Why.
    pub because: &'static str,
}

/// What an officer is advised to do.
#[must_use]
pub fn suggest(said: &Said, facts: &AnswerFacts) -> Suggestion {
    let advise = |advice, because| Suggestion { advice, because };
    match said {
        Said::Registered { .. } if facts.complies => advise(Advice::Accept, "data-agree"),
        Said::Registered { .. } if facts.has_file => advise(Advice::Accept, "proof-awaits-data"),
        Said::HeadOffice { .. } if facts.has_file => advise(Advice::Accept, "head-office-proved"),
        Said::Registered { .. } | Said::HeadOffice { .. } => advise(Advice::Ask, "no-proof"),
        Said::NumberDiffers { workers, .. } => match facts.counted {
            Some(counted) if *workers >= counted => advise(Advice::Accept, "number-higher"),
            _ if facts.has_file => advise(Advice::Accept, "number-proved"),
            _ => advise(Advice::Ask, "number-unproved"),
        },
        Said::Roster { counts, .. } => {
            let known = facts.counted.unwrap_or(0);
            if counts.rows == 0 || counts.unreadable * 10 > counts.rows {
                advise(Advice::Ask, "roster-unreadable")
            } else if u64::from(counts.rows) * 100 < u64::from(known) * u64::from(ROSTER_PERCENT) {
                advise(Advice::Ask, "roster-short")
            } else if counts.open() == 0 {
                advise(Advice::Accept, "roster-registered")
            } else {
                advise(Advice::Accept, "roster-open")
            }
        }
        Said::Closed { .. } if facts.registered.is_some_and(|some| some > 0) => {
            advise(Advice::Visit, "closed-but-active")
        }
        Said::Closed { .. } if facts.has_file => advise(Advice::Accept, "closed-proved"),
        Said::Closed { .. } => advise(Advice::Visit, "closed-unproved"),
        Said::Promise { .. } if facts.broken_promises > 0 => {
            advise(Advice::Refuse, "promise-broken")
        }
        Said::Promise { .. } if facts.promised_in.is_some_and(|days| days > PROMISE_DAYS) => {
            advise(Advice::Ask, "promise-far")
        }
        Said::Promise { .. } => advise(Advice::Accept, "promise-first"),
        Said::WrongAddress { .. } if facts.address_confirmed => {
            advise(Advice::Accept, "address-confirmed")
        }
        Said::WrongAddress { .. } => advise(Advice::Visit, "address-unconfirmed"),
    }
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::*;
    use crate::{answer::RosterCounts, membership::WorkerState};

    fn day() -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 3, 2).expect("a real day")
    }

    fn roster(rows: u32, not_found: u32) -> Said {
        let mut counts = RosterCounts::new(rows, 0);
        (not_found..rows).for_each(|_| counts.add(WorkerState::Enrolled));
        (0..not_found).for_each(|_| counts.add(WorkerState::NotFound));
        Said::Roster {
            as_of: day(),
            counts,
            words: String::new(),
        }
    }

    #[test]
    fn a_claim_without_proof_is_asked_about_and_one_that_the_data_bear_out_is_accepted() {
        let said = Said::Registered {
            bpjs_code: None,
            words: String::new(),
        };
        let mut facts = AnswerFacts::default();
        assert_eq!(suggest(&said, &facts).because, "no-proof");
        facts.has_file = true;
        assert_eq!(suggest(&said, &facts).because, "proof-awaits-data");
        facts.complies = true;
        assert_eq!(suggest(&said, &facts).because, "data-agree");
    }

    #[test]
    fn a_roster_far_shorter_than_the_firm_is_asked_about() {
        let mut facts = AnswerFacts {
            counted: Some(60),
            ..AnswerFacts::default()
        };
        assert_eq!(suggest(&roster(47, 0), &facts).because, "roster-short");
        assert_eq!(suggest(&roster(48, 0), &facts).because, "roster-registered");
        assert_eq!(suggest(&roster(60, 2), &facts).because, "roster-open");
        facts.counted = None;
        assert_eq!(suggest(&roster(1, 0), &facts).because, "roster-registered");
    }

    #[test]
    fn a_second_promise_after_a_broken_one_is_no_reason_to_wait() {
        let said = Said::Promise {
            by: day(),
            words: String::new(),
        };
        let mut facts = AnswerFacts {
            promised_in: Some(10),
            ..AnswerFacts::default()
        };
        assert_eq!(suggest(&said, &facts).advice, Advice::Accept);
        facts.broken_promises = 1;
        assert_eq!(suggest(&said, &facts).advice, Advice::Refuse);
    }

    #[test]
    fn who_says_to_be_closed_while_workers_are_registered_is_visited() {
        let said = Said::Closed {
            without_workers: false,
            since: day(),
            words: String::new(),
        };
        let facts = AnswerFacts {
            registered: Some(3),
            has_file: true,
            ..AnswerFacts::default()
        };
        assert_eq!(suggest(&said, &facts).advice, Advice::Visit);
    }
}
