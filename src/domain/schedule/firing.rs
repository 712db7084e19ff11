//! The firings of a schedule, with days off and windows applied.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};

use super::{Cron, Holidays, Late};
use crate::workdays::Calendar;

/// Days that are looked through for the next firing: a 29 February may be eight years away.
const HORIZON_DAYS: usize = 9 * 366;

/// A firing that began later than this was missed.
const LATE: TimeDelta = TimeDelta::minutes(60);

/// When a schedule fires.
#[derive(Debug, Clone, Copy)]
pub struct Plan<'a> {
    /// The rule.
    pub cron: &'a Cron,
    /// What becomes of it on days off.
    pub holidays: Holidays,
    /// Which days those are.
    pub calendar: &'a Calendar,
}

/// One firing, in local time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Firing {
    /// When it is due.
    pub due: NaiveDateTime,
    /// Why it is passed over; `None` where it isn't.
    pub skipped: Option<String>,
    /// The day it was moved from, and why.
    pub moved: Option<(NaiveDate, String)>,
    /// The holidays of its year are not known, so that it may fall on one.
    pub unsure: bool,
}

/// The local times of day at which something may begin; may go over midnight.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Window {
    /// From then on.
    pub from: NaiveTime,
    /// Before then.
    pub to: NaiveTime,
}

impl Window {
    /// The first time at or after another at which something may begin.
    #[must_use]
    pub fn opens(self, at: NaiveDateTime) -> NaiveDateTime {
        let time = at.time();
        let inside = if self.from < self.to {
            self.from <= time && time < self.to
        } else {
            self.from <= time || time < self.to
        };
        if inside {
            return at;
        }
        let today = at.date().and_time(self.from);
        if time < self.from {
            today
        } else {
            today + TimeDelta::days(1)
        }
    }
}

/// What becomes of a due firing at this moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Start {
    /// It begins.
    Now,
    /// It waits for its window.
    Wait(NaiveDateTime),
    /// Nobody was there in time, and it is not caught up.
    Missed,
}

impl Start {
    /// What becomes of a firing that was due.
    #[must_use]
    pub fn of(due: NaiveDateTime, now: NaiveDateTime, window: Option<Window>, late: Late) -> Self {
        let opens = |at| window.map_or(at, |window| window.opens(at));
        let first = opens(due);
        if late == Late::Skip && now - first > LATE {
            return Self::Missed;
        }
        match opens(now.max(due)) {
            open if open > now => Self::Wait(open),
            _ => Self::Now,
        }
    }
}

impl Plan<'_> {
    /// The firings after a moment, until so many of them are not passed over.
    #[must_use]
    pub fn next(&self, after: NaiveDateTime, count: usize) -> Vec<Firing> {
        let mut found = Vec::new();
        let mut left = count;
        for day in after.date().iter_days().take(HORIZON_DAYS) {
            for firing in self.on(day) {
                if left == 0 {
                    return found;
                }
                if firing.due > after {
                    left -= usize::from(firing.skipped.is_none());
                    found.push(firing);
                }
            }
        }
        found
    }

    /// The days of the firings after a moment and up to a day that are not passed over, one for each
    /// firing.
    #[must_use]
    pub fn days(&self, after: NaiveDateTime, until: NaiveDate) -> Vec<NaiveDate> {
        let days = after.date().iter_days().take_while(|day| *day <= until);
        let firings = days.flat_map(|day| self.on(day));
        let firings = firings.filter(|f| f.skipped.is_none() && f.due > after);
        firings.map(|firing| firing.due.date()).collect()
    }

    /// The last firing after one moment and not after another, and how many came before it.
    #[must_use]
    pub fn last(&self, after: NaiveDateTime, until: NaiveDateTime) -> Option<(NaiveDateTime, u64)> {
        let (mut last, mut missed) = (None, 0);
        let mut day = until.date();
        while day >= after.date() {
            for firing in self.on(day).into_iter().rev() {
                if firing.skipped.is_some() || firing.due <= after || firing.due > until {
                    continue;
                }
                if last.is_some() {
                    missed += 1;
                } else {
                    last = Some(firing.due);
                }
            }
            day = day.pred_opt()?;
        }
        last.map(|due| (due, missed))
    }

    /// The firings that are due on a day, in order.
    fn on(&self, day: NaiveDate) -> Vec<Firing> {
        let off = match self.holidays {
            Holidays::Ignore => None,
            _ => self.calendar.reason_off(day),
        };
        if off.is_some() && self.holidays == Holidays::Shift {
            return Vec::new();
        }
        let mut times: BTreeMap<NaiveTime, Option<(NaiveDate, String)>> = BTreeMap::new();
        if self.holidays == Holidays::Shift {
            let mut before = day.pred_opt();
            while let Some(one) = before {
                let Some(reason) = self.calendar.reason_off(one) else {
                    break;
                };
                if self.cron.falls_on(one) {
                    let moved = self
                        .cron
                        .times()
                        .map(|t| (t, Some((one, reason.to_owned()))));
                    times.extend(moved);
                }
                before = one.pred_opt();
            }
        }
        if self.cron.falls_on(day) {
            // What falls on the day itself was not moved.
            times.extend(self.cron.times().map(|time| (time, None)));
        }
        let unsure = self.holidays != Holidays::Ignore && !self.calendar.knows_year(day.year());
        times
            .into_iter()
            .map(|(time, moved)| Firing {
                due: day.and_time(time),
                skipped: off.map(str::to_owned),
                moved,
                unsure,
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> NaiveDateTime {
        NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").unwrap()
    }

    /// Nyepi on Thursday 19 March 2026, the long holiday until Tuesday 24.
    fn calendar() -> Calendar {
        let day = |d| NaiveDate::from_ymd_opt(2026, 3, d).unwrap();
        let days = [19, 20, 23, 24].map(|d| (day(d), format!("libur {d}")));
        Calendar::new(days, [], true)
    }

    fn plan<T>(text: &str, holidays: Holidays, ask: impl FnOnce(&Plan<'_>) -> T) -> T {
        let (cron, calendar) = (Cron::parse(text).unwrap(), calendar());
        ask(&Plan {
            cron: &cron,
            holidays,
            calendar: &calendar,
        })
    }

    fn due(firings: &[Firing]) -> Vec<String> {
        let mark = |f: &Firing| match (&f.skipped, &f.moved) {
            (Some(why), _) => format!(" -{why}"),
            (None, Some((from, why))) => format!(" <{} {why}", from.day()),
            _ => String::new(),
        };
        firings
            .iter()
            .map(|f| format!("{}{}", f.due.format("%d %H"), mark(f)))
            .collect()
    }

    #[test]
    fn days_off_are_skipped_moved_or_ignored() {
        let daily = |holidays| {
            plan("0 9 * * 1-5", holidays, |p| {
                due(&p.next(at("2026-03-17 09:00"), 3))
            })
        };
        assert_eq!(daily(Holidays::Ignore), ["18 09", "19 09", "20 09"]);
        assert_eq!(
            daily(Holidays::Skip),
            [
                "18 09",
                "19 09 -libur 19",
                "20 09 -libur 20",
                "23 09 -libur 23",
                "24 09 -libur 24",
                "25 09",
                "26 09"
            ]
        );
        // Four firings meet on one day, and are one.
        assert_eq!(daily(Holidays::Shift), ["18 09", "25 09", "26 09"]);
        let monthly = plan("0 9 20 * *", Holidays::Shift, |p| {
            due(&p.next(at("2026-03-01 00:00"), 1))
        });
        assert_eq!(monthly, ["25 09 <20 libur 20"]);
        let sunday = plan("0 9 15 * *", Holidays::Shift, |p| {
            due(&p.next(at("2026-03-01 00:00"), 1))
        });
        assert_eq!(sunday, ["16 09 <15 Minggu"]);
    }

    #[test]
    fn the_last_one_counts_however_many_were_missed() {
        let last = |after, until, holidays| {
            plan("0 9 * * 1-5", holidays, |p| p.last(at(after), at(until)))
        };
        let one = |text, missed| Some((at(text), missed));
        assert_eq!(
            last("2026-03-09 09:00", "2026-03-18 08:59", Holidays::Ignore),
            one("2026-03-17 09:00", 5)
        );
        assert_eq!(
            last("2026-03-16 09:00", "2026-03-17 09:00", Holidays::Ignore),
            one("2026-03-17 09:00", 0)
        );
        assert_eq!(
            last("2026-03-17 09:00", "2026-03-18 08:59", Holidays::Skip),
            None
        );
        // A clock that went backwards owes nothing.
        assert_eq!(
            last("2026-03-17 09:00", "2026-03-10 12:00", Holidays::Skip),
            None
        );
        assert_eq!(
            last("2026-03-18 09:00", "2026-03-24 23:00", Holidays::Skip),
            None
        );
        assert_eq!(
            last("2026-03-18 09:00", "2026-03-25 09:00", Holidays::Shift),
            one("2026-03-25 09:00", 0)
        );
    }

    #[test]
    fn the_next_year_is_told_to_be_unsure() {
        let firings = plan("0 9 * * 1-5", Holidays::Skip, |p| {
            p.next(at("2026-12-30 10:00"), 2)
        });
        let unsure: Vec<_> = firings.iter().map(|f| (f.due.year(), f.unsure)).collect();
        assert_eq!(unsure, [(2026, false), (2027, true)]);
        let ignoring = plan("0 9 * * *", Holidays::Ignore, |p| {
            p.next(at("2026-12-31 10:00"), 1)
        });
        assert!(!ignoring[0].unsure);
    }

    #[test]
    fn a_leap_day_is_found_and_a_weekend_that_is_skipped_never_comes() {
        let leap = plan("0 9 29 2 *", Holidays::Ignore, |p| {
            p.next(at("2026-03-01 00:00"), 1)
        });
        assert_eq!(leap[0].due, at("2028-02-29 09:00"));
        let never = plan("0 9 * * 6", Holidays::Skip, |p| {
            p.next(at("2026-03-01 00:00"), 1)
        });
        assert!(never.iter().all(|f| f.skipped.is_some()));
    }

    #[test]
    fn a_window_is_waited_for_and_a_missed_firing_passed_over() {
        let time = |h| NaiveTime::from_hms_opt(h, 0, 0).unwrap();
        let day = Some(Window {
            from: time(8),
            to: time(16),
        });
        let night = Some(Window {
            from: time(22),
            to: time(4),
        });
        let start = |due, now, window, late| Start::of(at(due), at(now), window, late);
        let (due, next) = ("2026-03-16 20:00", "2026-03-17 08:00");
        assert_eq!(
            start(due, "2026-03-16 20:00", day, Late::Run),
            Start::Wait(at(next))
        );
        assert_eq!(start(due, next, day, Late::Run), Start::Now);
        assert_eq!(start(due, next, day, Late::Skip), Start::Now);
        assert_eq!(
            start(due, "2026-03-17 09:01", day, Late::Skip),
            Start::Missed
        );
        assert_eq!(start(due, "2026-03-17 09:01", day, Late::Run), Start::Now);
        assert_eq!(
            start(due, "2026-03-17 16:00", day, Late::Run),
            Start::Wait(at("2026-03-18 08:00"))
        );
        assert_eq!(
            start(due, due, night, Late::Run),
            Start::Wait(at("2026-03-16 22:00"))
        );
        assert_eq!(
            start("2026-03-16 03:59", "2026-03-16 03:59", night, Late::Run),
            Start::Now
        );
        assert_eq!(
            start("2026-03-16 04:00", "2026-03-16 04:00", night, Late::Run),
            Start::Wait(at("2026-03-16 22:00"))
        );
        assert_eq!(start(due, "2026-03-16 21:00", None, Late::Skip), Start::Now);
        assert_eq!(
            start(due, "2026-03-16 21:01", None, Late::Skip),
            Start::Missed
        );
    }
}
