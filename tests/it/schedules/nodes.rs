//! Several nodes, leases that run out, and schedules that change while they are at it.

use chrono::TimeDelta;
use patuh::{
    clock::Clock,
    domain::schedule::RunState::{Done, Failed, Running},
    services::{Reach, Rehearsal, ServiceError, Services, Turn},
    store::{Actor, Claim, Entry, ScheduleRun},
};

use super::{NOBODY, admin, beat, change, ends, mails, runs, set_clock};
use crate::{
    sending::{confirmed, node},
    support::{Program, rounds},
};

/// Claims the firing of the 17th as a machine would that stops right after.
async fn claimed(p: &Program) -> Claim {
    let detail = p.services.schedule_detail("reminders", 1).await.unwrap();
    let now = p.clock.now();
    let due_at = p.services.schedule_times("reminders", 1).await.unwrap()[0].to_utc();
    set_clock(p, &due_at.to_rfc3339());
    let run = ScheduleRun {
        schedule: "reminders".to_owned(),
        due_at,
        state: Running,
        ran_at: now,
        finished_at: None,
        lease_until: Some(due_at + TimeDelta::minutes(5)),
        attempts: 1,
        node: "mesin lain".to_owned(),
        report: String::new(),
        outcome: None,
    };
    let tx = p.services.store.begin().await.unwrap();
    assert!(tx.claim_run(&run, detail.schedule.version).await.unwrap());
    tx.commit(entry(p)).await.unwrap();
    Claim {
        schedule: run.schedule,
        due_at,
        attempt: 1,
    }
}

fn entry(p: &Program) -> Entry {
    Entry {
        id: p.clock.new_id(),
        actor: Actor::Job("schedule"),
        action: "schedule.claim",
        subject: String::new(),
        at: p.clock.now(),
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn two_nodes_at_the_same_due_time_act_once() {
    for _ in 0..rounds(2) {
        let p = confirmed(30).await;
        let (other, _) = node(&p).await;
        set_clock(&p, "2026-03-17T09:00:00+08:00");
        let beats = [p.services.clone(), other]
            .map(|s: Services| tokio::spawn(async move { s.run_owed().await }));
        let mut queued = Vec::new();
        for beat in beats {
            let done = beat.await.unwrap().unwrap();
            queued.extend(done.iter().map(|(_, did)| mails(did)));
        }
        assert_eq!(queued, [30], "one acted, the other had nothing to do");
        assert_eq!(ends(&p).await, [("17 09:00".to_owned(), Done, 1)]);
    }
}

#[tokio::test]
async fn a_run_whose_machine_stopped_is_taken_over_when_its_time_is_over() {
    let p = confirmed(2).await;
    let claim = claimed(&p).await;
    p.clock.advance(TimeDelta::minutes(4));
    assert_eq!(beat(&p).await, NOBODY, "its owner may still be at it");
    assert!(p.services.renew(&claim).await.unwrap());
    p.clock.advance(TimeDelta::minutes(4));
    assert_eq!(beat(&p).await, NOBODY, "its owner gave a sign of life");
    p.clock.advance(TimeDelta::minutes(2));
    assert_eq!(beat(&p).await, [2]);
    assert_eq!(ends(&p).await, [("17 09:00".to_owned(), Done, 2)]);
    assert!(!p.services.renew(&claim).await.unwrap());
    assert_eq!(beat(&p).await, NOBODY);
}

#[tokio::test]
async fn a_lease_that_a_clock_from_the_future_gave_holds_nobody_up() {
    let p = confirmed(1).await;
    claimed(&p).await;
    set_clock(&p, "2026-03-16T12:00:00+08:00");
    assert_eq!(beat(&p).await, [1]);
}

#[tokio::test]
async fn who_comes_back_after_being_replaced_can_save_nothing() {
    let p = confirmed(3).await;
    change(&p, |draft| draft.most = "1".to_owned()).await;
    let claim = claimed(&p).await;
    p.clock.advance(TimeDelta::minutes(6));
    assert_eq!(beat(&p).await, [1]);
    let turn = Turn {
        claim: Some(claim),
        reach: Reach {
            most: Some(1),
            ..Reach::default()
        },
        ..Turn::default()
    };
    let late = p.services.remind(Rehearsal::No, Some(&turn)).await;
    assert!(matches!(late, Err(ServiceError::Refused(_))), "{late:?}");
    assert_eq!(p.services.mails(None, 10).await.unwrap().len(), 1);
}

#[tokio::test]
async fn a_run_that_is_never_finished_is_given_up_after_three_times() {
    let p = confirmed(1).await;
    let claim = claimed(&p).await;
    for attempt in 2..=3 {
        p.clock.advance(TimeDelta::minutes(6));
        let seen = runs(&p).await.remove(0);
        let tx = p.services.store.begin().await.unwrap();
        let until = p.clock.now() + TimeDelta::minutes(5);
        let taken = tx
            .take_over(&seen, ("mesin lain", p.clock.now(), until))
            .await;
        assert_eq!(taken.unwrap().unwrap().attempt, attempt);
        tx.commit(entry(&p)).await.unwrap();
    }
    p.clock.advance(TimeDelta::minutes(6));
    assert_eq!(beat(&p).await, NOBODY);
    assert_eq!(ends(&p).await, [("17 09:00".to_owned(), Failed, 3)]);
    let report = &runs(&p).await[0].report;
    assert!(report.contains("3 kali"), "{report}");
    assert!(!p.services.renew(&claim).await.unwrap());
    // Nobody is lost: the next due time finds them.
    set_clock(&p, "2026-03-18T09:00:00+08:00");
    assert_eq!(beat(&p).await, [1]);
}

#[tokio::test]
async fn a_schedule_that_is_switched_off_meanwhile_is_not_taken_over() {
    let p = confirmed(1).await;
    claimed(&p).await;
    let by = admin(&p).await;
    p.services
        .switch_schedule("reminders", false, by)
        .await
        .unwrap();
    p.clock.advance(TimeDelta::minutes(6));
    assert_eq!(beat(&p).await, NOBODY);
    assert_eq!(ends(&p).await, [("17 09:00".to_owned(), Failed, 1)]);
    assert!(p.services.mails(None, 10).await.unwrap().is_empty());
}

#[tokio::test]
async fn a_firing_of_a_schedule_that_was_changed_since_it_was_read_is_not_claimed() {
    let p = confirmed(1).await;
    let before = p
        .services
        .schedule_detail("reminders", 1)
        .await
        .unwrap()
        .schedule;
    change(&p, |draft| draft.cron = "0 15 * * *".to_owned()).await;
    set_clock(&p, "2026-03-17T09:00:00+08:00");
    let run = ScheduleRun {
        schedule: "reminders".to_owned(),
        due_at: p.clock.now(),
        state: Running,
        ran_at: p.clock.now(),
        finished_at: None,
        lease_until: None,
        attempts: 1,
        node: "mesin lain".to_owned(),
        report: String::new(),
        outcome: None,
    };
    let tx = p.services.store.begin().await.unwrap();
    assert!(!tx.claim_run(&run, before.version).await.unwrap());
    drop(tx);
    assert_eq!(
        beat(&p).await,
        [1],
        "15:00 of the day before was due by the new rule"
    );
    assert_eq!(ends(&p).await, [("16 15:00".to_owned(), Done, 1)]);
}
