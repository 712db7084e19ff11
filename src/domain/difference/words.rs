//! The month in a paragraph, as somebody in the office would write it to the mayor.

mod english;
mod indonesian;

use chrono::NaiveDate;

use super::Change;
use crate::{month::Month, tongue::Tongue};

/// The numbers of a month; firms, where nothing else is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MonthFigures {
    /// Which month.
    pub month: Month,
    /// The last day that is counted, where the month is not over.
    pub until: Option<NaiveDate>,
    /// New ones.
    pub new: u64,
    /// Closed.
    pub closed: u64,
    /// No longer named by the newest list of a source.
    pub unnamed: u64,
    /// At another address.
    pub moved: u64,
    /// With a much larger headcount.
    pub grown: u64,
    /// With a much smaller one.
    pub shrunk: u64,
    /// That comply now.
    pub complied: u64,
    /// Those among them that did after a notice of ours.
    pub complied_after_notice: u64,
    /// That registered workers after a notice and don't comply yet.
    pub enrolling: u64,
    /// Workers who were registered beyond those before, by both of these.
    pub gained: u64,
    /// That complied before and don't now.
    pub fell_back: u64,
}

impl MonthFigures {
    /// Those of a month in which nothing happened.
    #[must_use]
    pub const fn none(month: Month, until: Option<NaiveDate>) -> Self {
        Self {
            month,
            until,
            new: 0,
            closed: 0,
            unnamed: 0,
            moved: 0,
            grown: 0,
            shrunk: 0,
            complied: 0,
            complied_after_notice: 0,
            enrolling: 0,
            gained: 0,
            fell_back: 0,
        }
    }

    /// Counts what changed about one firm.
    pub fn add(&mut self, change: &Change) {
        match change {
            Change::New => self.new += 1,
            Change::Closed => self.closed += 1,
            Change::Unnamed { .. } => self.unnamed += 1,
            Change::Moved { .. } => self.moved += 1,
            Change::Headcount { from, to } if to.workers > from.workers => self.grown += 1,
            Change::Headcount { .. } => self.shrunk += 1,
            Change::Enrolled {
                complies,
                gained,
                notice,
            } => {
                self.complied += u64::from(*complies);
                self.complied_after_notice += u64::from(*complies && notice.is_some());
                self.enrolling += u64::from(!*complies);
                self.gained += u64::from(*gained);
            }
            Change::FellBack { .. } => self.fell_back += 1,
        }
    }

    fn is_quiet(&self) -> bool {
        *self == Self::none(self.month, self.until)
    }
}

/// The month in a paragraph of whole sentences, without naming a firm.
#[must_use]
pub fn paragraph(figures: &MonthFigures, tongue: Tongue) -> String {
    let sentences = match tongue {
        Tongue::Indonesian => indonesian::sentences(figures),
        Tongue::English => english::sentences(figures),
    };
    sentences.join(" ")
}

fn listed(parts: &[String], and: &str) -> String {
    match parts {
        [] => String::new(),
        [one] => one.clone(),
        [first, second] => format!("{first} {and} {second}"),
        [all @ .., last] => format!("{}, {and} {last}", all.join(", ")),
    }
}

/// The first letter large.
fn sentence(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().map(|c| c.to_uppercase().to_string());
    first.unwrap_or_default() + letters.as_str()
}
