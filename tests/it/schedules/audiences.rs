//! Whom a schedule reaches, and what a dry run tells beforehand.

use patuh::{
    services::{Rehearsal, Saved},
    store::Actor,
};

use super::{admin, beat, change, mails, runs, set_clock, shown};
use crate::{sending::confirmed, support::Program};

/// Saves a change of the schedule `reminders` and tells what is wrong with it.
async fn faults(p: &Program, filter: &str, sure: bool) -> Vec<(&'static str, &'static str)> {
    let (mut draft, seen) = shown(p).await;
    "filter".clone_into(&mut draft.audience);
    filter.clone_into(&mut draft.filter);
    draft.sure = sure;
    let by = admin(p).await;
    let saved = p
        .services
        .change_schedule(("reminders", seen), &draft, by)
        .await;
    match saved.unwrap() {
        Saved::Saved => Vec::new(),
        Saved::Faulty(faults) => faults.iter().map(|f| (f.field, f.code)).collect(),
        Saved::Stale(now) => panic!("{now:?}"),
    }
}

#[tokio::test]
async fn an_audience_of_nobody_or_everybody_is_a_question_first_and_an_empty_one_an_error() {
    let p = confirmed(3).await;
    assert_eq!(faults(&p, "", true).await, [("filter", "filter-empty")]);
    assert_eq!(
        faults(&p, "sort=name", true).await,
        [("filter", "filter-empty")]
    );
    assert_eq!(
        faults(&p, "verdict=unregisterd", true).await,
        [("filter", "filter-unknown")]
    );
    assert_eq!(
        faults(&p, "verdict=compliant", false).await,
        [("sure", "sure-nobody")]
    );
    assert_eq!(
        faults(&p, "verdict=unregistered", false).await,
        [("sure", "sure-everybody")]
    );
    assert!(faults(&p, "q=0001", false).await.is_empty());
    assert!(faults(&p, "verdict=compliant", true).await.is_empty());
    let address = "http://localhost:8080/employers?verdict=unregistered&sort=name";
    assert!(faults(&p, address, true).await.is_empty());
}

#[tokio::test]
async fn a_schedule_reaches_its_audience_and_nobody_else() {
    let p = confirmed(5).await;
    assert!(faults(&p, "q=0003", false).await.is_empty());
    set_clock(&p, "2026-03-17T09:00:00+08:00");
    assert_eq!(beat(&p).await, [1]);
    let mails = p.services.mails(None, 10).await.unwrap();
    assert_eq!(mails[0].recipient, "hrd@firma0003.example");
    // Nobody matches: nobody is written to.
    assert!(faults(&p, "verdict=compliant", true).await.is_empty());
    set_clock(&p, "2026-03-18T09:00:00+08:00");
    assert_eq!(beat(&p).await, [0]);
}

#[tokio::test]
async fn a_bound_on_recipients_holds_and_the_rest_comes_next_time() {
    let p = confirmed(5).await;
    change(&p, |draft| draft.most = "2".to_owned()).await;
    let mut queued = Vec::new();
    for day in 17..21 {
        set_clock(&p, &format!("2026-03-{day}T09:00:00+08:00"));
        queued.extend(beat(&p).await);
    }
    assert_eq!(queued, [2, 2, 1, 0]);
}

#[tokio::test]
async fn a_dry_run_agrees_with_the_run_row_for_row() {
    let p = confirmed(6).await;
    change(&p, |draft| {
        draft.audience = "filter".to_owned();
        draft.filter = "q=jaya&email=yes".to_owned();
        draft.most = "4".to_owned();
    })
    .await;
    // One has had its mail already, and a check is owed.
    let before = |did: &patuh::services::Did| did.reminders().unwrap().decisions.clone();
    let by = admin(&p).await;
    let (draft, _) = shown(&p).await;
    let weighed = p
        .services
        .weigh(&draft, Some("reminders"), by)
        .await
        .unwrap()
        .unwrap();
    let plan = p
        .services
        .run_schedule("reminders", Rehearsal::Yes)
        .await
        .unwrap();
    assert_eq!(weighed.did, plan, "the page and the terminal");
    assert!(p.services.mails(None, 10).await.unwrap().is_empty());
    assert!(runs(&p).await.is_empty());
    let done = p
        .services
        .run_schedule("reminders", Rehearsal::No)
        .await
        .unwrap();
    assert_eq!(before(&done), before(&plan));
    assert_eq!(mails(&done), 4);
    let held = before(&done)
        .into_iter()
        .filter(|d| format!("{:?}", d.outcome).contains("batas banyaknya"));
    assert_eq!(held.count(), 2);
    let plan = p
        .services
        .run_schedule("reminders", Rehearsal::Yes)
        .await
        .unwrap();
    set_clock(&p, "2026-03-16T09:30:00+08:00");
    let done = p
        .services
        .run_schedule("reminders", Rehearsal::No)
        .await
        .unwrap();
    assert_eq!(
        (done.clone(), mails(&done)),
        (plan, 2),
        "again, with four behind it"
    );
}

#[tokio::test]
async fn who_runs_it_by_hand_says_how_many_it_will_reach() {
    let p = confirmed(3).await;
    let by = Actor::Officer(admin(&p).await);
    let run = |n| p.services.run_schedule_as("reminders", n, by.clone());
    assert!(run(2).await.is_err());
    assert!(p.services.mails(None, 10).await.unwrap().is_empty());
    assert_eq!(mails(&run(3).await.unwrap()), 3);
    assert!(runs(&p).await.is_empty(), "it belongs to no due time");
    set_clock(&p, "2026-03-17T09:00:00+08:00");
    assert_eq!(beat(&p).await, [0]);
}

#[tokio::test]
async fn a_schedule_for_dry_runs_only_writes_down_what_it_would_do() {
    let p = confirmed(3).await;
    change(&p, |draft| draft.rehearsal = true).await;
    set_clock(&p, "2026-03-17T09:00:00+08:00");
    assert_eq!(beat(&p).await, [3]);
    assert!(p.services.mails(None, 10).await.unwrap().is_empty());
    let run = runs(&p).await.remove(0);
    assert_eq!(run.report, "uji coba: 3 pos-el, 3 kasus");
    let outcome: serde_json::Value = serde_json::from_str(&run.outcome.unwrap()).unwrap();
    assert_eq!(outcome["queued"], 3);
}
