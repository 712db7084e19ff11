//! Nodes that are killed in the middle of their schedules.

use std::{
    collections::HashSet,
    process::{Child, Stdio},
    time::{Duration, Instant},
};

use chrono::{DateTime, TimeDelta, Utc};
use sea_orm::{ConnectionTrait, Database, DatabaseConnection, Statement};

use crate::{
    commands::{CONFIRM, officers},
    first_story::PARTICIPANTS,
    process::{Office, some_part},
    sending::firms,
    support::{on_postgres, rounds},
};

/// Firms that one firing writes to.
const EACH: u32 = 2;
/// About as long as a node is at work on one.
const ACTING: Duration = Duration::from_millis(40);

/// An office whose schedule writes to a few firms every quarter of an hour.
async fn ready(firings: u32) -> Office {
    let o = Office::open().await;
    let (employers, roster) = firms(firings * EACH);
    o.import("employers", "employers.csv", employers).ends(0);
    o.import("roster", "roster.csv", roster).ends(0);
    o.import("participants", "participants.csv", PARTICIPANTS)
        .ends(0);
    o.run(&["check"]).ends(0);
    officers(&o);
    o.run(&CONFIRM).ends(0);
    let db = Database::connect(&o.url).await.unwrap();
    let sql = format!(
        "UPDATE schedule SET cron = '*/15 * * * *', most = {EACH}, enabled = (name = 'reminders')"
    );
    db.execute_unprepared(&sql).await.unwrap();
    db.close().await.unwrap();
    o
}

fn node(o: &Office, at: DateTime<Utc>) -> Child {
    let mut command = o.command(&["schedule", "beat", "--at", &at.to_rfc3339()]);
    command.stdout(Stdio::null()).stderr(Stdio::null());
    command.spawn().unwrap()
}

/// Lets nodes beat at one time and kills each at a time of its own: at any moment from its start
/// on, or a moment after one of them has claimed the firing. Tells how many were at work.
async fn beat_and_kill(
    o: &Office,
    db: &DatabaseConnection,
    (at, nodes): (DateTime<Utc>, u32),
    whole: Duration,
) -> u32 {
    const CLAIMS: &str = "SELECT CAST(COALESCE(SUM(attempts), 0) AS TEXT) FROM schedule_run \
                          WHERE state = 'running'";
    let claims = texts(db, CLAIMS).await;
    let began = Instant::now();
    let at_work = some_part(Duration::from_secs(4)) > Duration::from_secs(1);
    let part = if at_work { ACTING } else { whole };
    let mut alive: Vec<(Child, Duration)> =
        (0..nodes).map(|_| (node(o, at), some_part(part))).collect();
    let mut since = (!at_work).then_some(began);
    let mut killed = 0;
    while !alive.is_empty() {
        if since.is_none() && texts(db, CLAIMS).await != claims {
            since = Some(Instant::now());
        }
        alive.retain_mut(|(child, part)| {
            if child.try_wait().unwrap().is_some() {
                return false;
            }
            if since.is_none_or(|since| since.elapsed() < *part) {
                return true;
            }
            child.kill().unwrap();
            killed += u32::from(child.wait().unwrap().code().is_none());
            false
        });
        std::thread::sleep(Duration::from_millis(1));
    }
    killed
}

/// The first column of a query, as text.
async fn texts(db: &DatabaseConnection, sql: &str) -> Vec<String> {
    let statement = Statement::from_string(db.get_database_backend(), sql);
    let rows = db.query_all_raw(statement).await.unwrap();
    let text = |row: &sea_orm::QueryResult| row.try_get_by_index(0).unwrap();
    rows.iter().map(text).collect()
}

/// On PostgreSQL two and three nodes at once, on SQLite one that is started again.
#[tokio::test]
async fn nodes_that_are_killed_act_on_each_firing_exactly_once() {
    let firings = rounds(10);
    let o = ready(firings + 1).await;
    let db = Database::connect(&o.url).await.unwrap();
    let first: DateTime<Utc> = "2026-03-16T01:15:00Z".parse().unwrap();
    let began = Instant::now();
    assert!(node(&o, first).wait().unwrap().success());
    let whole = began.elapsed();
    let mut killed = 0;
    for round in 1..=firings {
        let due = first + TimeDelta::minutes(15) * i32::try_from(round).unwrap();
        let nodes = if on_postgres() { 2 + round % 2 } else { 1 };
        let whole_of = whole * (nodes + 1) / 2;
        killed += beat_and_kill(&o, &db, (due, nodes), whole_of).await;
        // Whoever was killed has lost his lease by now; so may who comes after him.
        let later = due + TimeDelta::minutes(6);
        killed += beat_and_kill(&o, &db, (later, 1), whole).await;
        assert!(
            node(&o, due + TimeDelta::minutes(12))
                .wait()
                .unwrap()
                .success()
        );

        let sent = texts(&db, "SELECT recipient FROM outbox ORDER BY recipient").await;
        let expected = usize::try_from((round + 1) * EACH).unwrap();
        assert_eq!(sent.len(), expected, "after firing {round}");
        assert_eq!(sent.iter().collect::<HashSet<_>>().len(), expected);
        let states = texts(&db, "SELECT state FROM schedule_run ORDER BY due_at").await;
        assert_eq!(states, vec!["done"; usize::try_from(round + 1).unwrap()]);
    }
    assert!(killed > 0, "nobody was killed in time");
    let again = texts(
        &db,
        "SELECT CAST(attempts AS TEXT) FROM schedule_run WHERE attempts > 1",
    )
    .await;
    assert!(!again.is_empty(), "nobody was killed at work");
    let every = usize::try_from((firings + 1) * EACH).unwrap();
    let queued = texts(
        &db,
        "SELECT CAST(queued AS TEXT) FROM (SELECT COUNT(*) AS queued FROM case_step) AS s",
    )
    .await;
    assert_eq!(
        queued,
        [every.to_string()],
        "every firm once, and nobody lost"
    );
    db.close().await.unwrap();
}
