//! Schedules: due times that are dealt with once, whatever happens to machines and clocks.

mod audiences;
mod edits;
mod nodes;
mod times;

use chrono::{DateTime, TimeDelta, Utc};
use patuh::{
    domain::{ids::OfficerId, role::Role, schedule::RunState},
    services::{Did, Draft, Saved},
    store::ScheduleRun,
};

use crate::support::Program;

/// What a beat answers when nothing is owed.
const NOBODY: [u64; 0] = [];

/// The administrator of these stories.
async fn admin(p: &Program) -> OfficerId {
    let email = "adi@kota.example";
    p.services
        .add_officer("Adi Umpama", email, Role::Admin)
        .await
        .unwrap();
    let officers = p.services.officers().await.unwrap();
    let mut officers = officers.into_iter().map(|view| view.officer);
    officers.find(|officer| officer.email == email).unwrap().id
}

/// The schedule `reminders` as its form shows it.
async fn shown(p: &Program) -> (Draft, u32) {
    let detail = p.services.schedule_detail("reminders", 1).await.unwrap();
    (Draft::of(&detail.schedule), detail.schedule.version)
}

/// Changes the schedule `reminders`, and means it.
async fn change(p: &Program, how: impl FnOnce(&mut Draft)) {
    let by = admin(p).await;
    let (mut draft, seen) = shown(p).await;
    draft.sure = true;
    how(&mut draft);
    let saved = p
        .services
        .change_schedule(("reminders", seen), &draft, by)
        .await
        .unwrap();
    assert!(matches!(saved, Saved::Saved), "{saved:?}");
}

/// Does what is owed, and tells how many mails that queued.
async fn beat(p: &Program) -> Vec<u64> {
    let owed = p.services.run_owed().await.unwrap();
    owed.iter().map(|(_, did)| did.recipients()).collect()
}

async fn runs(p: &Program) -> Vec<ScheduleRun> {
    let detail = p.services.schedule_detail("reminders", 1).await.unwrap();
    detail.runs
}

/// How a firing ended: the day and hour in the city, its state, its attempts.
async fn ends(p: &Program) -> Vec<(String, RunState, u16)> {
    let said = |run: ScheduleRun| {
        let due = p.services.local(run.due_at).format("%d %H:%M").to_string();
        (due, run.state, run.attempts)
    };
    runs(p).await.into_iter().map(said).collect()
}

fn mails(did: &Did) -> u64 {
    did.reminders().unwrap().queued
}

/// Moves the clock to an instant, forwards or backwards.
fn set_clock(p: &Program, at: &str) {
    let at: DateTime<Utc> = at
        .parse::<DateTime<chrono::FixedOffset>>()
        .unwrap()
        .to_utc();
    let by: TimeDelta = at - patuh::clock::Clock::now(p.clock.as_ref());
    p.clock.advance(by);
}
