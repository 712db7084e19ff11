//! What a play brings week by week, and how one differs from another.

use std::collections::{BTreeMap, HashMap, HashSet};

use chrono::{Datelike, Days, NaiveDate};

use super::{Event, Played};
use crate::{
    ids::{CaseId, EmployerId},
    ladder::{Notice, Stage},
};

/// What a week brings, from its Monday on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Week {
    /// Its Monday.
    pub monday: NaiveDate,
    /// Mails that go out; cases of one firm share one.
    pub mails: u32,
    /// Letters to draft, sign and hand over.
    pub letters: u32,
    /// Answers to be expected of a hundred, in all: after the design's shares.
    pub answers_percent: u32,
}

/// In so many of a hundred cases a firm is assumed to answer a notice within its term.
#[must_use]
pub const fn usual_answers(stage: Stage) -> u32 {
    match stage {
        Stage::Appeal => 20,
        Stage::Reprimand1 => 30,
        Stage::Reprimand2 => 35,
        _ => 0,
    }
}

/// The weeks of a play that bring anything, in order.
#[must_use]
pub fn weeks(events: &[Event]) -> Vec<Week> {
    type Mails = HashSet<(NaiveDate, EmployerId)>;
    let mut weeks: BTreeMap<NaiveDate, (Mails, u32, u32)> = BTreeMap::new();
    for event in events {
        let monday = event.on - Days::new(event.on.weekday().num_days_from_monday().into());
        let (mails, letters, answers) = weeks.entry(monday).or_default();
        match event.what {
            Played::Step(stage, Notice::Letter) => {
                *letters += 1;
                *answers += usual_answers(stage);
            }
            Played::Step(stage, _) => {
                mails.insert((event.on, event.employer));
                *answers += usual_answers(stage);
            }
            Played::Reminder(..) => {
                mails.insert((event.on, event.employer));
            }
        }
    }
    weeks
        .into_iter()
        .map(|(monday, (mails, letters, answers_percent))| Week {
            monday,
            mails: u32::try_from(mails.len()).unwrap_or(u32::MAX),
            letters,
            answers_percent,
        })
        .collect()
}

/// How one play differs from another.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Difference {
    /// Notices that only the second one has.
    pub more: Vec<Event>,
    /// Notices that only the first one has.
    pub fewer: Vec<Event>,
    /// Notices that both have on different days: as in the second one, and the day in the first.
    pub moved: Vec<(Event, NaiveDate)>,
}

/// What the second play would change.
#[must_use]
pub fn difference(first: &[Event], second: &[Event]) -> Difference {
    let key = |event: &Event| (event.case, event.what);
    let mut left: HashMap<(CaseId, Played), Event> = first.iter().map(|e| (key(e), *e)).collect();
    let mut difference = Difference::default();
    for event in second {
        match left.remove(&key(event)) {
            None => difference.more.push(*event),
            Some(before) if before.on != event.on => difference.moved.push((*event, before.on)),
            Some(_) => {}
        }
    }
    let fewer = first.iter().filter(|event| left.contains_key(&key(event)));
    difference.fewer = fewer.copied().collect();
    difference
}
