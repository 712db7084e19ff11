//! Working days of the city's offices: Monday to Friday less holidays and joint leave.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, NaiveDate, Weekday};
use serde::Deserialize;

use crate::month::Month;
use crate::words::weekday_name;

/// The day of the month on which contributions fall due.
const BILL_DAY: u32 = 10;

/// What a day off was declared as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DayOffKind {
    /// A national holiday, off for everybody.
    National,
    /// Joint leave (*cuti bersama*), off for offices.
    JointLeave,
}

/// One declared day off.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DayOff {
    /// The day.
    pub date: NaiveDate,
    /// What people call it.
    pub name: String,
    /// What it was declared as.
    pub kind: DayOffKind,
}

/// The declared days off of some years, as `config/holidays.toml` holds them.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HolidayTable {
    /// The years whose list is complete.
    pub known_years: BTreeSet<i32>,
    /// The decree of each year's list, by the year's digits.
    pub sources: BTreeMap<String, String>,
    /// The days, in any order.
    #[serde(rename = "holiday")]
    pub days: Vec<DayOff>,
}

impl DayOff {
    /// The year of the day.
    #[must_use]
    pub fn year(&self) -> i32 {
        self.date.year()
    }
}

impl HolidayTable {
    /// The days of a year, in the order of the table.
    pub fn of_year(&self, year: i32) -> impl Iterator<Item = &DayOff> {
        self.days.iter().filter(move |day| day.year() == year)
    }

    /// Whether anything is known of a year: its source, or a day.
    #[must_use]
    pub fn tells_of(&self, year: i32) -> bool {
        self.sources.contains_key(&year.to_string()) || self.of_year(year).next().is_some()
    }

    /// The calendar of these days; `joint_leave_counts` says that joint leave is a day off.
    #[must_use]
    pub fn calendar(&self, joint_leave_counts: bool) -> Calendar {
        let of = |kind| {
            let days = self.days.iter().filter(move |day| day.kind == kind);
            days.map(|day| (day.date, day.name.clone()))
        };
        Calendar::new(
            of(DayOffKind::National),
            of(DayOffKind::JointLeave),
            joint_leave_counts,
        )
        .with_known_years(self.known_years.iter().copied())
    }
}

/// Which days are working days.
///
/// ```
/// use chrono::NaiveDate;
/// use patuh_domain::workdays::Calendar;
///
/// let day = |d| NaiveDate::from_ymd_opt(2026, 1, d).unwrap();
/// let calendar = Calendar::new([(day(16), "Isra Mikraj".to_owned())], [], true);
///
/// let term = calendar.term(day(12), 10);
/// assert_eq!(term.due, day(27));
/// assert!(term.skipped.contains(&(day(16), "Isra Mikraj".to_owned())));
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Calendar {
    days_off: BTreeMap<NaiveDate, String>,
    known_years: BTreeSet<i32>,
}

/// A term of working days.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    /// The last day of the term; it ends when the offices close.
    pub due: NaiveDate,
    /// The days after receipt that did not count, in order, and why not.
    pub skipped: Vec<(NaiveDate, String)>,
    /// The years touched whose holidays are not known, so that `due` may come too early.
    pub unknown_years: Vec<i32>,
}

impl Calendar {
    /// A calendar of national holidays and joint leave, each with its name;
    /// `joint_leave_counts` says that joint leave is a day off.
    ///
    /// The years of the national holidays count as known; see [`Calendar::with_known_years`].
    #[must_use]
    pub fn new(
        holidays: impl IntoIterator<Item = (NaiveDate, String)>,
        joint_leave: impl IntoIterator<Item = (NaiveDate, String)>,
        joint_leave_counts: bool,
    ) -> Calendar {
        let mut days_off = BTreeMap::new();
        if joint_leave_counts {
            days_off.extend(joint_leave);
        }
        let mut known_years = BTreeSet::new();
        for (date, name) in holidays {
            known_years.insert(date.year());
            days_off.insert(date, name);
        }
        Calendar {
            days_off,
            known_years,
        }
    }

    /// The same calendar where exactly these years' lists are complete.
    #[must_use]
    pub fn with_known_years(mut self, years: impl IntoIterator<Item = i32>) -> Calendar {
        self.known_years = years.into_iter().collect();
        self
    }

    /// Whether the holidays of a year are known.
    #[must_use]
    pub fn knows_year(&self, year: i32) -> bool {
        self.known_years.contains(&year)
    }

    /// The years between two days whose holidays are not known.
    #[must_use]
    pub fn unknown_years(&self, from: NaiveDate, until: NaiveDate) -> Vec<i32> {
        let years = from.year()..=until.year();
        years.filter(|year| !self.knows_year(*year)).collect()
    }

    /// Whether the offices work on a day.
    #[must_use]
    pub fn is_working_day(&self, date: NaiveDate) -> bool {
        !is_weekend(date) && !self.days_off.contains_key(&date)
    }

    /// Why the offices don't work on a day: the holiday's name, else `Sabtu` or `Minggu`; `None`
    /// on working days.
    #[must_use]
    pub fn reason_off(&self, date: NaiveDate) -> Option<&str> {
        let weekend = is_weekend(date).then(|| weekday_name(date));
        self.days_off.get(&date).map(String::as_str).or(weekend)
    }

    /// The first working day strictly after a day.
    #[must_use]
    pub fn next_working_day(&self, after: NaiveDate) -> NaiveDate {
        after
            .succ_opt()
            .map_or(after, |next| self.first_working_day_on_or_after(next))
    }

    /// The day itself where it is a working day, else the first one after it.
    #[must_use]
    pub fn first_working_day_on_or_after(&self, date: NaiveDate) -> NaiveDate {
        date.iter_days()
            .find(|day| self.is_working_day(*day))
            .unwrap_or(date)
    }

    /// The day itself where it is a working day, else the last one before it.
    #[must_use]
    pub fn last_working_day_on_or_before(&self, date: NaiveDate) -> NaiveDate {
        let mut day = date;
        while !self.is_working_day(day) {
            let Some(earlier) = day.pred_opt() else { break };
            day = earlier;
        }
        day
    }

    /// The working day that lies `n` working days before a day; the day itself for 0.
    #[must_use]
    pub fn working_days_before(&self, date: NaiveDate, n: u32) -> NaiveDate {
        let mut day = date;
        let mut left = n;
        while left > 0 {
            let Some(earlier) = day.pred_opt() else { break };
            day = earlier;
            left -= u32::from(self.is_working_day(day));
        }
        day
    }

    /// The term of `n` working days that begins the day after receipt; a term of 0 is due on the
    /// day of receipt.
    ///
    /// Every skipped day is listed, so bound `n` where people type it.
    #[must_use]
    pub fn term(&self, received: NaiveDate, n: u32) -> Term {
        let mut term = Term {
            due: received,
            skipped: Vec::new(),
            unknown_years: Vec::new(),
        };
        let mut left = n;
        while left > 0 {
            let Some(day) = term.due.succ_opt() else {
                break;
            };
            term.due = day;
            match self.reason_off(day) {
                Some(reason) => term.skipped.push((day, reason.to_owned())),
                None => left -= 1,
            }
        }
        term.unknown_years = self.unknown_years(received, term.due);
        term
    }

    /// The number of working days after `from`, up to and with `until`; 0 where `until` is not
    /// later.
    #[must_use]
    pub fn working_days_between(&self, from: NaiveDate, until: NaiveDate) -> usize {
        let days = from.iter_days().skip(1).take_while(|day| *day <= until);
        days.filter(|day| self.is_working_day(*day)).count()
    }
}

fn is_weekend(date: NaiveDate) -> bool {
    matches!(date.weekday(), Weekday::Sat | Weekday::Sun)
}

/// The day on which a month's contribution falls due: its 10th, or the next working day.
#[must_use]
pub fn bill_due(month: Month, calendar: &Calendar) -> NaiveDate {
    calendar.first_working_day_on_or_after(month.day(BILL_DAY))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn shipped(joint_leave_counts: bool) -> Calendar {
        let table: HolidayTable =
            toml::from_str(include_str!("../../config/holidays.toml")).unwrap();
        table.calendar(joint_leave_counts)
    }

    fn day(month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, month, day).unwrap()
    }

    #[test]
    fn terms_of_2026_end_when_they_should() {
        let (with_leave, without) = (shipped(true), shipped(false));
        for (received, n, due, due_if_leave_is_worked) in [
            (day(1, 5), 3, day(1, 8), day(1, 8)),
            (day(1, 12), 10, day(1, 27), day(1, 27)),
            (day(2, 9), 10, day(2, 25), day(2, 24)),
            (day(3, 9), 10, day(3, 30), day(3, 24)),
            (day(3, 12), 10, day(4, 2), day(3, 27)),
            (day(5, 8), 10, day(5, 26), day(5, 25)),
            (day(5, 18), 10, day(6, 4), day(6, 3)),
            (day(6, 8), 10, day(6, 23), day(6, 23)),
            (day(8, 10), 10, day(8, 26), day(8, 26)),
            (day(8, 20), 14, day(9, 10), day(9, 10)),
            (day(12, 14), 10, day(12, 30), day(12, 29)),
        ] {
            assert_eq!(with_leave.term(received, n).due, due, "{received} + {n}");
            assert_eq!(
                without.term(received, n).due,
                due_if_leave_is_worked,
                "{received} + {n}"
            );
            assert!(with_leave.term(received, n).unknown_years.is_empty());
        }
    }

    #[test]
    fn the_months_of_2026_have_their_working_days() {
        let calendar = shipped(true);
        let counts: Vec<usize> = (1..=12)
            .map(|number| {
                let month = Month::new(2026, number).unwrap();
                calendar.working_days_between(month.previous().last_day(), month.last_day())
            })
            .collect();
        assert_eq!(counts, [20, 18, 17, 21, 16, 20, 23, 19, 22, 22, 21, 21]);
    }

    #[test]
    fn bills_of_2026_fall_due_on_working_days() {
        let calendar = shipped(true);
        for number in 1..=12 {
            let expected = match number {
                1 | 10 => 12,
                5 => 11,
                _ => 10,
            };
            let due = bill_due(Month::new(2026, number).unwrap(), &calendar);
            assert_eq!(due, day(u32::from(number), expected));
        }
    }

    #[test]
    fn skipped_days_say_why() {
        let term = shipped(true).term(day(2, 12), 3);
        let skipped: Vec<(String, &str)> = term
            .skipped
            .iter()
            .map(|(date, why)| (date.to_string(), why.as_str()))
            .collect();
        assert_eq!(term.due, day(2, 19));
        assert_eq!(
            skipped,
            [
                ("2026-02-14".to_owned(), "Sabtu"),
                ("2026-02-15".to_owned(), "Minggu"),
                (
                    "2026-02-16".to_owned(),
                    "Cuti bersama Tahun Baru Imlek 2577 Kongzili"
                ),
                ("2026-02-17".to_owned(), "Tahun Baru Imlek 2577 Kongzili"),
            ]
        );
    }

    #[test]
    fn a_term_into_a_year_without_a_list_says_so() {
        let calendar = shipped(true);
        assert_eq!(calendar.term(day(12, 29), 3).unknown_years, [2027]);
        assert!(calendar.term(day(12, 28), 3).unknown_years.is_empty());
        assert_eq!(Calendar::default().term(day(1, 5), 1).unknown_years, [2026]);
    }

    #[test]
    fn the_shipped_lists_are_complete() {
        let table: HolidayTable =
            toml::from_str(include_str!("../../config/holidays.toml")).unwrap();
        for (year, kind, count) in [
            (2025, DayOffKind::National, 17),
            (2025, DayOffKind::JointLeave, 11),
            (2026, DayOffKind::National, 17),
            (2026, DayOffKind::JointLeave, 8),
        ] {
            let of = |d: &&DayOff| d.kind == kind && d.date.year() == year;
            assert_eq!(
                table.days.iter().filter(of).count(),
                count,
                "{year} {kind:?}"
            );
        }
        let dates: BTreeSet<NaiveDate> = table.days.iter().map(|d| d.date).collect();
        assert_eq!(dates.len(), table.days.len());
        for year in &table.known_years {
            assert!(table.sources.contains_key(&year.to_string()));
        }
    }

    proptest! {
        #[test]
        fn a_term_counts_exactly_its_working_days(offset in 0i64..700, n in 0u32..60) {
            let calendar = shipped(true);
            let received = NaiveDate::from_ymd_opt(2025, 1, 1).unwrap() + chrono::Duration::days(offset);
            let term = calendar.term(received, n);
            prop_assert_eq!(calendar.working_days_between(received, term.due), usize::try_from(n).unwrap());
            prop_assert!(n == 0 || calendar.is_working_day(term.due));
            if calendar.is_working_day(received) {
                prop_assert_eq!(calendar.working_days_before(term.due, n), received);
            }
        }
    }
}
