//! What waits and why; and that somebody hears when nothing leaves.

use chrono::TimeDelta;
use patuh::{
    domain::{contact::Standing, role::Role, waiting::Why},
    intake::Kind,
    services::{Rehearsal, Waiting},
    store::{Actor, Entry, NewMark},
};
use sea_orm::{ConnectionTrait, Database};

use crate::support::{Program, day};

const EMPLOYERS: &str = "nama,nib,kode_bu,kelurahan,email,pekerja_wlkp,tanggal_wlkp\n\
    CV Contoh Sentosa,9120000000001,00000011,Lok Tuan,hrd@contoh.example,4,2026-01-05\n\
    CV Umpama Bahari,9120000000003,00000013,Tanjung Laut,hrd@umpama.example,3,2026-01-05\n\
    PT Misal Jaya,9120000000005,00000015,Lok Tuan,hrd@misal.example,3,2026-01-05\n\
    PT Kira Kira,9120000000007,00000017,Lok Tuan,hrd@kira.example,3,2026-01-05\n";

const PARTICIPANTS: &str = "nik,pisa,segmen,status,kode_bu,upah\n\
    6474010101900003,1,PPU BU,AKTIF,00000099,5000000\n";

/// Four appeals that wait on Monday, 16 March 2026.
async fn four() -> Program {
    let p = Program::start().await;
    let today = day(2026, 3, 16);
    p.import(Kind::Employers, EMPLOYERS, today).await;
    p.import(Kind::Participants, PARTICIPANTS, today).await;
    p.check(today).await;
    assert_eq!(p.confirm_all().await, 4);
    let remind = p.services.remind(Rehearsal::No, None).await.unwrap();
    assert_eq!(remind.queued, 4);
    p
}

fn whys(waiting: &Waiting) -> Vec<(Why, u64)> {
    let mut whys: Vec<_> = waiting.groups.iter().map(|g| (g.why, g.count)).collect();
    whys.sort_unstable();
    whys
}

/// What senders leave behind, by the recipient's address.
async fn leave(p: &Program, address: &str, what: &str) {
    let db = Database::connect(&p.url).await.unwrap();
    let text = format!("UPDATE outbox SET {what} WHERE recipient = '{address}'");
    let done = db.execute_unprepared(&text).await.unwrap();
    assert_eq!(done.rows_affected(), 1, "{text}");
    db.close().await.unwrap();
}

#[tokio::test]
async fn every_mail_that_waits_is_in_one_group_with_its_reason() {
    let p = four().await;
    assert_eq!(whys(&p.services.waiting().await.unwrap()), [(Why::Turn, 4)]);
    let moment = |minutes| {
        let at = p.services.clock.now() + TimeDelta::minutes(minutes);
        at.format("%Y-%m-%d %H:%M:%S+00:00").to_string()
    };
    let later = format!("attempts = 1, not_before = '{}'", moment(30));
    leave(&p, "hrd@contoh.example", &later).await;
    let taken = |minutes| format!("state = 'sending', leased_until = '{}'", moment(minutes));
    leave(&p, "hrd@umpama.example", &taken(5)).await;
    leave(&p, "hrd@misal.example", &taken(-5)).await;
    let list = p.list().await;
    let kira = list.iter().find(|l| l.row.name == "PT Kira Kira").unwrap();
    let tx = p.services.store.begin().await.unwrap();
    let mark = NewMark {
        standing: Standing::Bounced,
        reason: None,
        by: None,
    };
    let now = p.services.clock.now();
    tx.mark_contact(kira.row.id, "hrd@kira.example", mark, now)
        .await
        .unwrap();
    let entry = Entry {
        id: p.services.clock.new_id(),
        actor: Actor::Job("mail"),
        action: "contact.bounce",
        subject: String::new(),
        at: now,
    };
    tx.commit(entry).await.unwrap();
    let waiting = p.services.waiting().await.unwrap();
    assert_eq!(
        whys(&waiting),
        [
            (Why::Barred, 1),
            (Why::Deferred, 1),
            (Why::Lease, 1),
            (Why::LeaseOver, 1)
        ]
    );
    let (mail, detail) = &waiting.groups[0].mails[0];
    assert!(
        detail.as_ref().is_some_and(|d| !d.subject.is_empty()),
        "{mail:?}"
    );
    // The brake holds all that nobody has in hand.
    let rina = p
        .officer("Rina Contoh", "rina@kota.example", Role::LabourOfficer)
        .await;
    p.services.stop_sending("Banjir.", rina).await.unwrap();
    let waiting = p.services.waiting().await.unwrap();
    assert_eq!(
        whys(&waiting),
        [(Why::Stopped, 2), (Why::Lease, 1), (Why::LeaseOver, 1)]
    );
}

#[tokio::test]
async fn three_working_days_without_a_notice_leaving_are_an_alarm_until_one_leaves() {
    let p = four().await;
    let mut first = None;
    for on in day(2026, 3, 16).iter_days().take(20) {
        p.morning_of(on);
        if let Some(stuck) = p.services.stuck().await.unwrap() {
            first = Some((on, stuck.days, stuck.count));
            break;
        }
    }
    // From the 18th to the 24th are days off.
    assert_eq!(first, Some((day(2026, 3, 26), 3, 4)));
    let vitals = p.services.vitals().await.unwrap();
    assert_eq!(vitals.waiting.idle_days, Some(3));
    assert_eq!(vitals.waiting.count(), 4);
    assert_eq!(vitals.imports.len(), 2);
    p.services.send_mail().await.unwrap();
    assert_eq!(p.services.stuck().await.unwrap(), None);
    assert_eq!(p.services.waiting().await.unwrap().count(), 0);
}

#[tokio::test]
async fn a_schedule_that_nobody_runs_is_seen() {
    let p = four().await;
    assert_eq!(p.services.ailing_schedules().await.unwrap(), []);
    // Due at nine; the program slept until noon of the next day.
    p.clock.advance(TimeDelta::hours(27));
    let ailing = p.services.ailing_schedules().await.unwrap();
    assert!(
        ailing
            .iter()
            .any(|s| s.name == "reminders" && s.owed_since.is_some()),
        "{ailing:?}"
    );
    p.services.run_owed().await.unwrap();
    assert_eq!(p.services.ailing_schedules().await.unwrap(), []);
    let vitals = p.services.vitals().await.unwrap();
    let reminders = vitals
        .schedules
        .iter()
        .find(|s| s.name == "reminders")
        .unwrap();
    assert!(reminders.done_at.is_some() && reminders.owed_since.is_none());
}
