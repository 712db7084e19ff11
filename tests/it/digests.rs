//! The mail that tells officers what waits: on their days, once, with numbers and links only.

use std::sync::Arc;

use patuh::{
    domain::{ids::OfficerId, role::Role},
    intake::Kind,
    mail::{Authorities, MailSettings, Tls, Transport},
    services::{Channel, DigestReport, MailRules, Pace, Rehearsal},
    store::DigestState,
};

use crate::{
    first_story::{EMPLOYERS, PARTICIPANTS, ROSTER},
    support::{Program, day},
};

const MONDAY: [bool; 7] = [true, false, false, false, false, false, false];
const DAILY: [bool; 7] = [true; 7];

/// One case waits to be verified, on a Monday; Rina wants a digest then.
async fn waiting() -> (Program, OfficerId) {
    let p = Program::start().await;
    let today = p.services.today();
    p.import(Kind::Employers, EMPLOYERS, today).await;
    p.import(Kind::Roster, ROSTER, today).await;
    p.import(Kind::Participants, PARTICIPANTS, today).await;
    p.check(today).await;
    let rina = p
        .officer("Rina Contoh", "rina@kota.example", Role::LabourOfficer)
        .await;
    p.services.choose_digest_days(rina, MONDAY).await.unwrap();
    (p, rina)
}

async fn send(p: &Program) -> DigestReport {
    p.services.send_digests(Rehearsal::No).await.unwrap()
}

/// A server that nobody listens at.
fn nobody() -> Transport {
    let settings = MailSettings {
        host: "127.0.0.1".to_owned(),
        port: 1.try_into().unwrap(),
        tls: Tls::None,
        user: None,
        password: None,
        from: "Disnaker <jkn@kota.example>".to_owned(),
        timeout_s: 1,
        connections: std::num::NonZeroU16::MIN,
        authorities: Authorities::default(),
    };
    Transport::smtp(&settings).unwrap()
}

#[tokio::test]
async fn an_officer_hears_once_a_day_what_waits_and_of_no_firm() {
    let (p, rina) = waiting().await;
    for (name, email, role) in [
        ("Budi Misal", "budi@kota.example", Role::HealthOfficer),
        ("Sari Contoh", "sari@kota.example", Role::Viewer),
    ] {
        let officer = p.officer(name, email, role).await;
        p.services.choose_digest_days(officer, DAILY).await.unwrap();
    }
    p.officer("Tono Contoh", "tono@kota.example", Role::LabourOfficer)
        .await;
    let rehearsed = p.services.send_digests(Rehearsal::Yes).await.unwrap();
    assert!(p.mailbox.messages().is_empty());
    let report = send(&p).await;
    assert_eq!(rehearsed, report);
    assert_eq!((report.sent, report.idle, report.failed), (1, 2, 0));
    let mails = p.mailbox.messages();
    assert_eq!(mails.len(), 1);
    let mail = mails[0].replace("=\r\n", "").replace("=3D", "=");
    assert!(mail.contains("To: rina@kota.example"));
    assert!(mail.contains("Content-Language: id"));
    assert!(mail.contains("- 1 kasus perlu verifikasi"), "{mail}");
    assert!(mail.contains("/cases?state=first"));
    assert!(mail.contains("Senin, 16 Maret 2026"));
    for firm in EMPLOYERS.lines().skip(1) {
        let name = firm.split(',').next().unwrap();
        assert!(!mail.contains(name), "{name}");
    }
    let again = send(&p).await;
    assert_eq!((again.sent, again.before, again.idle), (0, 1, 2));
    let tx = p.services.store.read().await.unwrap();
    let kept = tx.digests(day(2026, 3, 16)).await.unwrap();
    assert_eq!(kept, [(rina, DigestState::Sent)]);
    drop(tx);
    p.morning_of(day(2026, 3, 17));
    let tuesday = send(&p).await;
    assert_eq!((tuesday.sent, tuesday.before), (0, 0));
    assert_eq!(p.mailbox.messages().len(), 1);
}

#[tokio::test]
async fn two_nodes_at_once_write_to_nobody_twice() {
    let (p, _) = waiting().await;
    let (transport, mailbox) = Transport::memory("Disnaker <jkn@kota.example>").unwrap();
    let other = Program::services(&p.url, p.folder.path(), (p.clock.clone(), transport)).await;
    let (one, two) = tokio::join!(
        p.services.send_digests(Rehearsal::No),
        other.send_digests(Rehearsal::No)
    );
    let (one, two) = (one.unwrap(), two.unwrap());
    assert_eq!((one.sent + two.sent, one.before + two.before), (1, 1));
    assert_eq!(p.mailbox.messages().len() + mailbox.messages().len(), 1);
}

#[tokio::test]
async fn a_digest_that_the_server_did_not_take_is_not_tried_again_that_day() {
    let (mut p, rina) = waiting().await;
    let memory = std::mem::replace(&mut p.services.transport, nobody());
    assert_eq!(send(&p).await.failed, 1);
    p.services.transport = memory;
    assert_eq!(send(&p).await.before, 1);
    let tx = p.services.store.read().await.unwrap();
    let kept = tx.digests(day(2026, 3, 16)).await.unwrap();
    assert_eq!(kept, [(rina, DigestState::Failed)]);
    assert!(p.mailbox.messages().is_empty());
}

#[tokio::test]
async fn the_stop_and_the_trial_hold_digests_too() {
    let (mut p, rina) = waiting().await;
    let words = "Naskah salah.";
    p.services.stop_sending(words, rina).await.unwrap();
    let stopped = send(&p).await;
    assert_eq!(stopped.sent, 0);
    assert!(stopped.note.unwrap().contains("Rina Contoh"));
    p.services.resume_sending(words, rina).await.unwrap();
    // Only what leaves the house is a trial's matter; nobody listens here.
    p.services.transport = nobody();
    for (staff, failed, held) in [(vec![], 0, 1), (vec!["rina@kota.example".to_owned()], 1, 0)] {
        p.services.mail_rules = Arc::new(MailRules {
            trial: Some(staff),
            may_go_live: true,
            window: false,
            pace: Pace::default(),
        });
        let report = send(&p).await;
        assert_eq!((report.failed, report.held), (failed, held));
    }
}

#[tokio::test]
async fn in_a_made_up_city_a_digest_is_marked_and_never_leaves() {
    let mut p = Program::start().await;
    p.services.mark_demo().await.unwrap();
    p.services.transport = nobody();
    p.morning_of(day(2026, 11, 2));
    let adi = p
        .officer("Adi Misal", "adi@kota.example", Role::Admin)
        .await;
    p.services.choose_digest_days(adi, MONDAY).await.unwrap();
    p.services.set_language(adi, "en").await.unwrap();
    assert_eq!(send(&p).await.sent, 1);
    let mail = p.mailbox.messages().remove(0).replace("=\r\n", "");
    assert!(mail.contains("Content-Language: en"));
    assert!(mail.contains("*** CONTOH"));
    assert!(
        mail.contains("- 1 year whose days off are not complete"),
        "{mail}"
    );
}

#[tokio::test]
async fn messages_that_nobody_could_place_stand_in_the_digest() {
    let (p, _) = waiting().await;
    let answer = "Return-Path: <orang@lain.example>\nFrom: orang@lain.example\n\
        To: jkn@kota.example\nSubject: Mohon penjelasan\n\nKami sudah mendaftar.\n";
    let taken = p.services.take_returned(answer.as_bytes(), Channel::Stdin);
    assert!(!taken.await.unwrap().matched);
    assert_eq!(send(&p).await.sent, 1);
    let mail = p.mailbox.messages().remove(0);
    let mail = mail.replace("=\r\n", "").replace("=3D", "=");
    let line = "- 1 pos-el yang masuk menunggu ditempatkan petugas";
    assert!(mail.contains(line), "{mail}");
    assert!(mail.contains("/notices/returned"));
}
