//! How long rows stay.

use chrono::{Days, TimeDelta};
use patuh::intake::Kind;

use super::{CITY, line, rows};
use crate::support::{Program, cell, day};

#[tokio::test]
async fn the_rows_of_a_roster_stay_for_as_long_as_it_may_be_used() {
    let p = Program::start().await;
    let first = day(2026, 3, 16);
    for (kind, text) in CITY {
        p.import(kind, text, first).await;
    }
    for (days, workers, basis) in [(90, 3, "roster"), (91, 0, "none"), (92, 0, "none")] {
        let on = first + Days::new(days);
        p.morning_of(on);
        p.clock.advance(TimeDelta::hours(6));
        p.check(on).await;
        let owed = p.list().await;
        p.check_everybody(on).await;
        assert_eq!(p.list().await, owed, "day {days}");
        assert_eq!(rows(&p, "employment").await, workers, "day {days}");
        assert_eq!(
            cell(&line(&p, "9120000000002").await, "basis"),
            basis,
            "day {days}"
        );
    }
    let findings = cell(&line(&p, "9120000000001").await, "findings");
    assert_eq!(findings, "stale_headcount");
}

#[tokio::test]
async fn a_row_that_a_later_import_confirmed_stays_from_then_on() {
    let p = Program::start().await;
    for (kind, text) in CITY {
        p.import(kind, text, day(2026, 3, 16)).await;
    }
    p.morning_of(day(2026, 5, 4));
    p.import(Kind::Roster, CITY[1].1, day(2026, 5, 4)).await;
    p.morning_of(day(2026, 7, 6));
    p.check(day(2026, 7, 6)).await;
    assert_eq!(rows(&p, "employment").await, 3);
}
