//! Processes that are killed in the middle of their work.

use std::{
    fs,
    process::Stdio,
    time::{Duration, Instant},
};

use crate::{
    commands::{CONFIRM, officers},
    first_story::PARTICIPANTS,
    process::{Office, kill_when, some_part, text, wait},
    sending::firms,
    support::rounds,
};

/// The number of rows in a table.
fn rows(counts: &[(&'static str, i64)], table: &str) -> i64 {
    counts.iter().find(|(name, _)| *name == table).unwrap().1
}

#[tokio::test]
async fn an_import_that_is_killed_did_all_or_nothing() {
    let undisturbed = Office::open().await;
    let city = undisturbed.settle("60");
    let file = city.join("participants.csv");
    let args = [
        "import",
        "participants",
        text(&file),
        "--as-of",
        "2026-03-16",
    ];
    let began = Instant::now();
    undisturbed.run(&args).ends(0);
    let whole = began.elapsed();
    undisturbed.run(&["check"]).ends(0);
    let expected = (undisturbed.counts().await, undisturbed.list());

    let mut killed = 0;
    for _ in 0..rounds(6) {
        let o = Office::open().await;
        o.settle("60");
        let before = o.counts().await;
        let (start, delay) = (Instant::now(), some_part(whole));
        killed += u32::from(kill_when(o.command(&args), || start.elapsed() > delay));
        let after = o.counts().await;
        if rows(&after, "batch") == rows(&before, "batch") {
            assert_eq!(after, before);
        } else {
            let known = rows(&expected.0, "participation");
            assert_eq!(rows(&after, "participation"), known);
        }
        let done = rows(&after, "batch") > rows(&before, "batch");
        let report = o.json(&args);
        if done {
            assert_eq!(
                (&report["created"], &report["updated"]),
                (&0.into(), &0.into())
            );
        }
        o.run(&["check"]).ends(0);
        assert_eq!(o.list(), expected.1);
        for table in [
            "employer",
            "employment",
            "participation",
            "participation_stage",
        ] {
            assert_eq!(
                rows(&o.counts().await, table),
                rows(&expected.0, table),
                "{table}"
            );
        }
        let left = fs::read_dir(o.data().join("tmp")).map_or(0, Iterator::count);
        assert_eq!(left, 0, "what the killed import was sorting is gone");
    }
    assert!(killed > 0, "nobody was killed in time");
}

/// An office with so many mails in its outbox.
pub async fn with_mails(mails: u32) -> Office {
    let o = Office::open().await;
    let (employers, roster) = firms(mails);
    o.import("employers", "employers.csv", employers).ends(0);
    o.import("roster", "roster.csv", roster).ends(0);
    o.import("participants", "participants.csv", PARTICIPANTS)
        .ends(0);
    o.run(&["check"]).ends(0);
    officers(&o);
    o.run(&CONFIRM).ends(0);
    assert_eq!(o.json(&["schedule", "run", "reminders"])["queued"], mails);
    o
}

#[tokio::test]
async fn a_sender_that_is_killed_loses_and_repeats_nothing() {
    const MAILS: u32 = 200;
    let o = with_mails(MAILS).await;
    let mut hour = 2;
    let mut at = || {
        hour += 1;
        format!("2026-03-{:02}T{:02}:00:00Z", 16 + hour / 24, hour % 24)
    };
    let mut killed = 0;
    let outbox = o.data().join("outbox");
    let written = || fs::read_dir(&outbox).map_or(0, Iterator::count);
    for _ in 0..rounds(6) {
        // At any moment of any mail, from the start of the process on.
        let (start, delay) = (Instant::now(), some_part(Duration::from_millis(40)));
        let enough =
            written() + usize::try_from(some_part(Duration::from_secs(30)).as_secs()).unwrap();
        let send = o.command(&["mail", "send", "--at", &at()]);
        killed += u32::from(kill_when(send, || {
            start.elapsed() > delay && written() >= enough
        }));
    }
    assert!(killed > 0, "nobody was killed in time");
    let last = at();
    let both = [(); 2].map(|()| {
        let mut send = o.command(&["mail", "send", "--at", &last]);
        send.stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap()
    });
    for sender in both {
        wait(sender).ends(0);
    }
    let status = serde_json::json!({ "queued": 0, "sending": 0, "sent": MAILS, "delayed": 0, "delivered": 0,
        "bounced": 0, "failed": 0, "suppressed": 0, "cancelled": 0 });
    assert_eq!(o.json(&["mail", "status"]), status);

    let mut to: Vec<String> = Vec::new();
    for entry in fs::read_dir(&outbox).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|ending| ending == "eml") {
            let mail = fs::read_to_string(&path).unwrap();
            assert!(
                mail.trim_end().ends_with("--"),
                "{} is not whole",
                path.display()
            );
            to.extend(
                mail.lines()
                    .find_map(|line| line.strip_prefix("To: ").map(str::to_owned)),
            );
        }
    }
    to.sort();
    let expected: Vec<String> = (0..MAILS)
        .map(|n| format!("hrd@firma{n:04}.example"))
        .collect();
    assert_eq!(to, expected);
}
