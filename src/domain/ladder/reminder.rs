//! Reminders before and after the end of a term.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use crate::workdays::Calendar;

/// What is due of a step's reminders.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Owed {
    /// The one that goes out; `None` where its time is over.
    pub send: Option<i16>,
    /// Those that are passed over because a later one has come, or the term has ended.
    pub skip: Vec<i16>,
}

/// The day of a reminder, so many working days before (negative) or after the end of a term.
#[must_use]
pub fn reminder_day(due_on: NaiveDate, days: i16, calendar: &Calendar) -> NaiveDate {
    let distance = u32::from(days.unsigned_abs());
    if days < 0 {
        calendar.working_days_before(due_on, distance)
    } else {
        calendar.term(due_on, distance).due
    }
}

/// Which reminder goes out on `today`, where `settled` are sent or passed over. What was sent is
/// told by the distance and not by the day, so a term that moves sends none twice and loses none
/// that is still to come; after an outage the latest one goes out and the others are passed over.
///
/// ```
/// use std::collections::BTreeSet;
/// use chrono::NaiveDate;
/// use patuh_domain::{ladder::{Owed, owed_reminder}, workdays::Calendar};
///
/// let day = |d| NaiveDate::from_ymd_opt(2026, 6, d).unwrap();
/// let owed = |settled: &[i16], today| {
///     let settled: BTreeSet<i16> = settled.iter().copied().collect();
///     owed_reminder(day(23), &[-3, 1], &settled, &Calendar::default(), today)
/// };
/// // The term ends on Tuesday the 23rd: three working days before is Thursday the 18th.
/// assert_eq!(owed(&[], day(17)), None);
/// assert_eq!(owed(&[], day(18)), Some(Owed { send: Some(-3), skip: vec![] }));
/// assert_eq!(owed(&[-3], day(23)), None);
/// assert_eq!(owed(&[], day(25)), Some(Owed { send: Some(1), skip: vec![-3] }));
/// ```
#[must_use]
pub fn owed_reminder(
    due_on: NaiveDate,
    reminders: &[i16],
    settled: &BTreeSet<i16>,
    calendar: &Calendar,
    today: NaiveDate,
) -> Option<Owed> {
    let mut come: Vec<i16> = reminders
        .iter()
        .copied()
        .filter(|days| !settled.contains(days) && reminder_day(due_on, *days, calendar) <= today)
        .collect();
    come.sort_unstable();
    let latest = *come.last()?;
    // "Your term ends soon" is untrue when it is over.
    let send = (latest > 0 || today <= due_on).then_some(latest);
    if send.is_some() {
        come.pop();
    }
    Some(Owed { send, skip: come })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn june(d: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 6, d).expect("a real day")
    }

    fn owed(due: NaiveDate, settled: &[i16], today: NaiveDate) -> Option<Owed> {
        let settled = settled.iter().copied().collect();
        owed_reminder(due, &[-3, 1], &settled, &Calendar::default(), today)
    }

    #[test]
    fn a_term_that_moves_neither_repeats_nor_loses_a_reminder() {
        // Sent three days before the 23rd; then the term moved to the 30th.
        assert_eq!(owed(june(30), &[-3], june(25)), None);
        let after = Some(Owed {
            send: Some(1),
            skip: vec![],
        });
        assert_eq!(owed(june(30), &[-3], june(30)), None);
        assert_eq!(
            owed(
                june(30),
                &[-3],
                NaiveDate::from_ymd_opt(2026, 7, 1).unwrap()
            ),
            after
        );
        // It moved to an earlier day that has passed: the one before the end is passed over.
        assert_eq!(
            owed(june(16), &[], june(16)),
            Some(Owed {
                send: Some(-3),
                skip: vec![]
            })
        );
        assert_eq!(
            owed(june(16), &[], june(17)),
            Some(Owed {
                send: Some(1),
                skip: vec![-3]
            })
        );
    }

    #[test]
    fn a_weekend_after_the_term_says_nothing_untrue() {
        // Friday the 19th was the end; on Saturday T−3 is too late and T+1 has not come.
        assert_eq!(
            owed(june(19), &[], june(20)),
            Some(Owed {
                send: None,
                skip: vec![-3]
            })
        );
        assert_eq!(owed(june(19), &[-3], june(21)), None);
    }
}
