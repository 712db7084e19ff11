//! What administrators change, and what is refused.

use patuh::services::{Draft, Rehearsal, Saved};
use sea_orm::{ConnectionTrait, Database, Statement};

use super::{NOBODY, admin, beat, change, ends, set_clock, shown};
use crate::{
    sending::confirmed,
    support::{Program, day},
};

fn draft(name: &str, action: &str) -> Draft {
    Draft {
        name: name.to_owned(),
        cron: "0 3 * * *".to_owned(),
        action: action.to_owned(),
        audience: "all".to_owned(),
        holidays: "ignore".to_owned(),
        late: "run".to_owned(),
        enabled: true,
        sure: true,
        ..Draft::default()
    }
}

async fn faults(p: &Program, draft: &Draft) -> Vec<(&'static str, &'static str)> {
    let by = admin(p).await;
    match p.services.add_schedule(draft, by).await.unwrap() {
        Saved::Saved => Vec::new(),
        Saved::Faulty(faults) => faults.iter().map(|f| (f.field, f.code)).collect(),
        Saved::Stale(now) => panic!("{now:?}"),
    }
}

/// What the audit log says of schedules.
async fn audit(p: &Program, action: &str) -> Vec<String> {
    let db = Database::connect(&p.url).await.unwrap();
    let sql = format!("SELECT subject FROM audit_log WHERE action = '{action}' ORDER BY at, id");
    let statement = Statement::from_string(db.get_database_backend(), sql);
    let rows = db.query_all_raw(statement).await.unwrap();
    let subjects = rows
        .iter()
        .map(|row| row.try_get("", "subject").unwrap())
        .collect();
    db.close().await.unwrap();
    subjects
}

#[tokio::test]
async fn what_makes_no_sense_is_refused_with_its_reason() {
    let p = Program::start().await;
    for (cron, code) in [
        ("0 3 31 2 *", "cron-never"),
        ("0 0 3 * * *", "cron-six"),
        ("0 3 * *", "cron-fields"),
        ("* * * * *", "cron-often"),
        ("*/10 * * * *", "cron-often"),
        ("0 25 * * *", "cron-hour"),
        ("besok pagi jam tiga saja", "cron-minute"),
    ] {
        let bad = Draft {
            cron: cron.to_owned(),
            ..draft("malam", "recheck")
        };
        assert_eq!(faults(&p, &bad).await, [("cron", code)], "{cron}");
    }
    let weekend = Draft {
        cron: "0 3 * * 6,0".to_owned(),
        holidays: "skip".to_owned(),
        ..draft("malam", "recheck")
    };
    assert_eq!(faults(&p, &weekend).await, [("cron", "cron-never")]);
    assert_eq!(
        faults(&p, &draft("malam", "sapu")).await,
        [("action", "action-unknown")]
    );
    let all_wrong = Draft {
        audience: String::new(),
        window_from: "08:00".to_owned(),
        most: "banyak".to_owned(),
        timezone: "Asia/Bontang".to_owned(),
        late: String::new(),
        ..draft("Cek Malam", "reminders")
    };
    let fields: Vec<_> = faults(&p, &all_wrong).await.iter().map(|f| f.0).collect();
    assert_eq!(
        fields,
        ["name", "timezone", "audience", "window_to", "most", "late"]
    );
    assert_eq!(
        faults(&p, &draft("reminders", "recheck")).await,
        [("name", "name-taken")]
    );
    assert_eq!(p.services.schedules().await.unwrap().len(), 1);
}

#[tokio::test]
async fn a_change_counts_at_once_and_the_audit_log_says_from_what_to_what() {
    let p = confirmed(1).await;
    set_clock(&p, "2026-03-16T09:30:00+08:00");
    change(&p, |draft| {
        draft.cron = "0 10 * * *".to_owned();
        draft.title = "Pengingat pagi".to_owned();
    })
    .await;
    assert_eq!(
        beat(&p).await,
        NOBODY,
        "nothing of the past is owed by a new rule"
    );
    set_clock(&p, "2026-03-16T10:00:00+08:00");
    assert_eq!(beat(&p).await, [1], "and the program was not started anew");
    let said = audit(&p, "schedule.change").await;
    assert_eq!(
        said,
        ["reminders: title `` → `Pengingat pagi`; cron `0 9 * * 1-5` → `0 10 * * *`"]
    );
}

#[tokio::test]
async fn two_administrators_do_not_overwrite_each_other() {
    let p = Program::start().await;
    let by = admin(&p).await;
    let (mut mine, seen) = shown(&p).await;
    change(&p, |draft| draft.cron = "0 7 * * *".to_owned()).await;
    mine.sure = true;
    mine.most = "5".to_owned();
    match p
        .services
        .change_schedule(("reminders", seen), &mine, by)
        .await
        .unwrap()
    {
        Saved::Stale(now) => assert_eq!((now.cron.as_str(), now.version), ("0 7 * * *", seen + 1)),
        other => panic!("{other:?}"),
    }
    assert_eq!(shown(&p).await.0.most, "");
}

#[tokio::test]
async fn a_schedule_is_switched_off_and_on_removed_and_made_anew() {
    let p = confirmed(1).await;
    let by = admin(&p).await;
    p.services
        .switch_schedule("reminders", false, by)
        .await
        .unwrap();
    set_clock(&p, "2026-03-17T12:00:00+08:00");
    assert_eq!(beat(&p).await, NOBODY);
    p.services
        .switch_schedule("reminders", true, by)
        .await
        .unwrap();
    assert_eq!(
        beat(&p).await,
        NOBODY,
        "what was missed while it was off stays so"
    );
    set_clock(&p, "2026-03-18T09:00:00+08:00");
    assert_eq!(beat(&p).await, [1]);
    p.services.remove_schedule("reminders", by).await.unwrap();
    set_clock(&p, "2026-03-20T09:00:00+08:00");
    assert_eq!(beat(&p).await, NOBODY);
    assert!(p.services.schedule_detail("reminders", 1).await.is_err());
    assert!(p.services.schedules().await.unwrap().is_empty());
    assert!(
        faults(&p, &draft("reminders", "reminders"))
            .await
            .is_empty()
    );
    assert_eq!(ends(&p).await.len(), 1, "what ran under the name stays");
    for action in ["schedule.switch", "schedule.remove", "schedule.add"] {
        assert!(!audit(&p, action).await.is_empty(), "{action}");
    }
    assert_eq!(
        audit(&p, "schedule.switch").await[0],
        "reminders: enabled `yes` → `no`"
    );
}

#[tokio::test]
async fn checks_letters_and_retention_run_by_schedule_too() {
    let p = confirmed(2).await;
    for action in ["recheck", "retention", "advance"] {
        assert!(faults(&p, &draft(action, action)).await.is_empty());
    }
    set_clock(&p, "2026-03-17T03:00:00+08:00");
    let done = p.services.run_owed().await.unwrap();
    let words: Vec<_> = done
        .iter()
        .map(|(name, did)| (name.as_str(), did.words()))
        .collect();
    let nothing = "0 baris pekerja dihapus".to_owned();
    let checked = "0 badan usaha diperiksa, 0 berubah".to_owned();
    let advanced = "0 konsep surat, 0 kasus tetap, 0 persetujuan ditarik".to_owned();
    let all = [
        ("advance", advanced),
        ("recheck", checked),
        ("retention", nothing),
    ];
    assert_eq!(words, all);
    // Rosters are kept for 90 days, participants for 400.
    p.morning_of(day(2026, 8, 3));
    let plan = p
        .services
        .run_schedule("retention", Rehearsal::Yes)
        .await
        .unwrap();
    assert_eq!(plan.words(), "2 baris pekerja dihapus");
    let again = p
        .services
        .run_schedule("retention", Rehearsal::Yes)
        .await
        .unwrap();
    assert_eq!(again, plan, "a dry run drops nothing");
    let done = p
        .services
        .run_schedule("retention", Rehearsal::No)
        .await
        .unwrap();
    assert_eq!(done, plan);
    let after = p
        .services
        .run_schedule("retention", Rehearsal::No)
        .await
        .unwrap();
    assert_eq!(after.words(), "0 baris pekerja dihapus");
}
