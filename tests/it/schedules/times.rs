//! Machines that were off, clocks that jump, days off, windows, and the end of the year.

use patuh::domain::schedule::RunState::{Done, Skipped};

use super::{NOBODY, beat, change, ends, runs, set_clock};
use crate::{sending::confirmed, support::Program};

#[tokio::test]
async fn a_machine_that_was_off_for_days_catches_up_once_and_says_so() {
    let p = confirmed(2).await;
    // Its first due time is Tuesday, 17 March.
    set_clock(&p, "2026-03-23T12:00:00+08:00");
    assert_eq!(beat(&p).await, [2]);
    assert_eq!(beat(&p).await, NOBODY);
    assert_eq!(ends(&p).await, [("23 09:00".to_owned(), Done, 1)]);
    let report = &runs(&p).await[0].report;
    assert_eq!(report, "2 pos-el, 2 kasus; 4 waktu sebelumnya terlewat");
}

#[tokio::test]
async fn a_missed_time_is_passed_over_where_that_is_the_policy() {
    let p = confirmed(2).await;
    change(&p, |draft| draft.late = "skip".to_owned()).await;
    set_clock(&p, "2026-03-17T12:00:00+08:00");
    assert_eq!(beat(&p).await, NOBODY);
    assert_eq!(ends(&p).await, [("17 09:00".to_owned(), Skipped, 1)]);
    set_clock(&p, "2026-03-18T09:00:30+08:00");
    assert_eq!(beat(&p).await, [2]);
    let both = [
        ("18 09:00".to_owned(), Done, 1),
        ("17 09:00".to_owned(), Skipped, 1),
    ];
    assert_eq!(ends(&p).await, both);
}

#[tokio::test]
async fn a_clock_that_jumps_back_and_forth_repeats_nothing_and_does_not_fall_silent() {
    let p = confirmed(2).await;
    set_clock(&p, "2026-03-17T09:00:00+08:00");
    assert_eq!(beat(&p).await, [2]);
    set_clock(&p, "2026-03-16T08:00:00+08:00");
    assert_eq!(beat(&p).await, NOBODY);
    set_clock(&p, "2026-03-17T09:05:00+08:00");
    assert_eq!(beat(&p).await, NOBODY);
    // A year too far, and back again.
    set_clock(&p, "2027-03-17T12:00:00+08:00");
    assert_eq!(beat(&p).await, [0]);
    set_clock(&p, "2026-03-18T09:00:00+08:00");
    assert_eq!(
        beat(&p).await,
        [0],
        "what lies ahead keeps nothing from being due"
    );
    assert_eq!(beat(&p).await, NOBODY);
    assert_eq!(runs(&p).await.len(), 3);
}

#[tokio::test]
async fn days_off_are_skipped_or_shifted_as_configured() {
    let p = Program::start().await;
    // 18 March is joint leave, Nyepi is on the 19th, Idulfitri until the 24th.
    let times = async || -> Vec<String> {
        let times = p.services.schedule_times("reminders", 3).await.unwrap();
        times
            .iter()
            .map(|t| t.format("%d %H").to_string())
            .collect()
    };
    assert_eq!(times().await, ["17 09", "18 09", "19 09"]);
    change(&p, |draft| draft.holidays = "skip".to_owned()).await;
    assert_eq!(times().await, ["17 09", "25 09", "26 09"]);
    let detail = p.services.schedule_detail("reminders", 2).await.unwrap();
    let skipped: Vec<_> = detail
        .coming
        .iter()
        .filter_map(|one| one.skipped.as_deref())
        .collect();
    assert_eq!(skipped.len(), 5);
    assert!(skipped[1].contains("Nyepi"), "{skipped:?}");
    change(&p, |draft| {
        draft.cron = "0 9 19 * *".to_owned();
        draft.holidays = "shift".to_owned();
    })
    .await;
    assert_eq!(times().await, ["25 09", "20 09", "19 09"]);
    set_clock(&p, "2026-03-24T12:00:00+08:00");
    assert_eq!(beat(&p).await, NOBODY);
    set_clock(&p, "2026-03-25T09:00:00+08:00");
    assert_eq!(beat(&p).await, [0]);
    assert_eq!(ends(&p).await, [("25 09:00".to_owned(), Done, 1)]);
}

#[tokio::test]
async fn outside_its_window_a_schedule_waits() {
    let p = confirmed(1).await;
    change(&p, |draft| {
        draft.cron = "0 20 * * *".to_owned();
        draft.window_from = "08:00".to_owned();
        draft.window_to = "16.00".to_owned();
    })
    .await;
    for waits in ["2026-03-16T20:00:00+08:00", "2026-03-17T07:59:59+08:00"] {
        set_clock(&p, waits);
        assert_eq!(beat(&p).await, NOBODY, "{waits}");
    }
    set_clock(&p, "2026-03-17T08:00:00+08:00");
    assert_eq!(beat(&p).await, [1]);
    assert_eq!(ends(&p).await, [("16 20:00".to_owned(), Done, 1)]);
}

#[tokio::test]
async fn over_the_years_end_a_schedule_goes_on_and_says_what_it_does_not_know() {
    let p = Program::start().await;
    change(&p, |draft| draft.holidays = "skip".to_owned()).await;
    set_clock(&p, "2026-12-30T10:00:00+08:00");
    beat(&p).await;
    let detail = p.services.schedule_detail("reminders", 3).await.unwrap();
    let ahead: Vec<_> = detail
        .coming
        .iter()
        .map(|one| (one.at.format("%Y-%m-%d").to_string(), one.unsure))
        .collect();
    let expected = [
        ("2026-12-31", false),
        ("2027-01-01", true),
        ("2027-01-04", true),
    ];
    assert_eq!(
        ahead,
        expected.map(|(day, unsure)| (day.to_owned(), unsure))
    );
    set_clock(&p, "2027-01-01T09:00:00+08:00");
    assert_eq!(beat(&p).await, [0]);
    let last = &ends(&p).await[0];
    assert_eq!((last.0.as_str(), last.1), ("01 09:00", Done));
}
