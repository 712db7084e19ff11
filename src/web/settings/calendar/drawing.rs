//! A month as a small drawing: a square for each day, Mondays first.

use chrono::{Datelike, NaiveDate};
use serde::Serialize;

use crate::domain::{month::Month, workdays::DayOff};

/// Width and height of a day, in units of the drawing.
const CELL: u32 = 24;

/// The drawing of a month.
#[derive(Debug, Serialize)]
pub(super) struct Drawing {
    width: u32,
    height: u32,
    squares: Vec<Square>,
}

/// One day.
#[derive(Debug, Serialize)]
struct Square {
    x: u32,
    y: u32,
    day: u32,
    /// `national`, `joint_leave`, `weekend`, or `working`.
    kind: &'static str,
    today: bool,
}

impl Drawing {
    pub(super) fn of(month: Month, days: &[DayOff], today: NaiveDate) -> Self {
        let (first, last) = (month.first_day(), month.last_day());
        let offset = first.weekday().num_days_from_monday();
        let squares = first.iter_days().take_while(|day| *day <= last).map(|day| {
            let off = days.iter().find(|off| off.date == day);
            let column = day.weekday().num_days_from_monday();
            let row = (offset + day.day0()) / 7;
            Square {
                x: column * CELL,
                y: row * CELL,
                day: day.day(),
                kind: match off {
                    Some(off) => off.kind.code(),
                    None if column > 4 => "weekend",
                    None => "working",
                },
                today: day == today,
            }
        });
        Self {
            width: 7 * CELL,
            height: 6 * CELL,
            squares: squares.collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::workdays::DayOffKind;

    #[test]
    fn a_month_begins_under_its_weekday() {
        let month = Month::new(2026, 3).unwrap();
        let nyepi = DayOff {
            date: NaiveDate::from_ymd_opt(2026, 3, 19).unwrap(),
            name: "Nyepi".to_owned(),
            kind: DayOffKind::National,
        };
        let drawn = Drawing::of(
            month,
            &[nyepi],
            NaiveDate::from_ymd_opt(2026, 3, 16).unwrap(),
        );
        // 1 March 2026 is a Sunday.
        let at = |day: usize| {
            let square = &drawn.squares[day - 1];
            (square.x / CELL, square.y / CELL, square.kind)
        };
        assert_eq!(at(1), (6, 0, "weekend"));
        assert_eq!(at(2), (0, 1, "working"));
        assert_eq!(at(19), (3, 3, "national"));
        assert_eq!(at(31), (1, 5, "working"));
        assert_eq!(drawn.squares.iter().filter(|s| s.today).count(), 1);
    }
}
