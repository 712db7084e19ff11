//! Counting working days, as `patuh workdays` does.

use chrono::NaiveDate;
use serde::Serialize;

use super::super::super::{forms::Faults, visit::Visit};
use crate::domain::values;

/// The longest term that is counted.
const MOST: u32 = 366;

/// A question and its answer.
#[derive(Debug, Default, Serialize)]
pub(super) struct Counted {
    /// As typed, or today.
    from: String,
    n: String,
    /// ISO; `None` before anything was asked.
    due: Option<String>,
    weekday: String,
    /// The days passed over, ISO, with why.
    skipped: Vec<(String, String)>,
    /// The years whose list is not complete.
    unknown: Vec<String>,
}

impl Counted {
    pub(super) fn of(visit: &Visit, from: &str, n: &str) -> (Self, Faults) {
        let mut faults = Faults::default();
        let asked = Self {
            from: from.to_owned(),
            n: n.to_owned(),
            ..Self::default()
        };
        if from.is_empty() && n.is_empty() {
            let from = visit.services.today().to_string();
            let n = "10".to_owned();
            return (Self { from, n, ..asked }, faults);
        }
        let days = n.trim().parse::<u32>().ok().filter(|n| *n <= MOST);
        if days.is_none() {
            faults.add("n", visit.say("calendar-count-n-wrong"));
        }
        let day = values::date(from.trim()).ok();
        if day.is_none() {
            faults.add("from", visit.say("calendar-wrong-date"));
        }
        match (day, days) {
            (Some(day), Some(days)) => (asked.answer(visit, day, days), faults),
            _ => (asked, faults),
        }
    }

    fn answer(self, visit: &Visit, from: NaiveDate, n: u32) -> Self {
        let term = visit.services.calendar().term(from, n);
        let weekday = chrono::Datelike::weekday(&term.due).num_days_from_sunday();
        Self {
            due: Some(term.due.to_string()),
            weekday: visit.say(&format!("weekday-{weekday}")),
            skipped: term
                .skipped
                .into_iter()
                .map(|(day, why)| (day.to_string(), why))
                .collect(),
            unknown: term.unknown_years.iter().map(i32::to_string).collect(),
            ..self
        }
    }
}
