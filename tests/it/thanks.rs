//! Who is thanked, once, and who isn't.

use std::collections::BTreeMap;

use patuh::{
    domain::{
        employer::Field,
        ids::{EmployerId, OfficerId},
        role::Role,
        tongue::Tongue,
    },
    intake::Kind,
    services::{Corrected, Correction, Decision, Outcome, Rehearsal, RemindReport},
};

use crate::{
    first_story::{EMPLOYERS, PARTICIPANTS, ROSTER},
    support::{Program, day},
};

/// The firm that enrolled nobody has enrolled both of its workers.
const ENROLLED: &str = "nik,pisa,segmen,status,kode_bu,upah\n\
    6474010101900003,1,PPU BU,AKTIF,00000012,5000000\n\
    6474010101900001,1,PPU BU,AKTIF,00000011,4000000\n\
    6474010101900002,1,PPU BU,AKTIF,00000011,4000000\n";

async fn remind(p: &Program) -> RemindReport {
    let rehearsed = p.services.remind(Rehearsal::Yes, None).await.unwrap();
    let done = p.services.remind(Rehearsal::No, None).await.unwrap();
    assert_eq!(rehearsed, done, "a rehearsal and a run agree row for row");
    done
}

/// A firm whose appeal left ten days ago.
async fn appealed() -> (Program, EmployerId, OfficerId) {
    let p = Program::start().await;
    let rina = p
        .officer("Rina Contoh", "rina@kota.example", Role::LabourOfficer)
        .await;
    bring(&p, PARTICIPANTS).await;
    assert_eq!(p.confirm_all().await, 1);
    assert_eq!(remind(&p).await.queued, 1);
    let firm = p.services.open_cases().await.unwrap()[0].employer;
    (p, firm, rina)
}

async fn bring(p: &Program, participants: &str) {
    let today = p.services.today();
    p.import(Kind::Employers, EMPLOYERS, today).await;
    p.import(Kind::Roster, ROSTER, today).await;
    p.import(Kind::Participants, participants, today).await;
    p.check(today).await;
}

/// Ten days later everybody is enrolled.
async fn comply(p: &Program) {
    p.morning_of(day(2026, 3, 27));
    bring(p, ENROLLED).await;
    assert!(p.services.open_cases().await.unwrap().is_empty());
}

fn thanks(report: &RemindReport) -> Vec<&Outcome> {
    let thanks = |one: &&Decision| one.notice == "thank_you";
    let found = report.decisions.iter().filter(thanks);
    found.map(|one| &one.outcome).collect()
}

#[tokio::test]
async fn a_firm_that_complied_after_a_notice_is_thanked_once() {
    let (p, ..) = appealed().await;
    p.services.send_mail().await.unwrap();
    comply(&p).await;
    let report = remind(&p).await;
    assert_eq!(
        thanks(&report),
        [&Outcome::Notify("hrd@contoh.example".to_owned())]
    );
    assert_eq!((report.queued, report.cases, report.held), (1, 1, 0));
    assert_eq!(remind(&p).await, RemindReport::default());
    p.services.send_mail().await.unwrap();
    let mails = p.mailbox.messages();
    assert_eq!(mails.len(), 2);
    let subject = "Subject: [Disnaker Kota Bontang] Terima kasih, kewajiban JKN terpenuhi";
    assert!(mails[1].contains(subject), "{}", mails[1]);
    let unfolded = mails[1].replace("=\r\n", "");
    assert!(unfolded.contains("16 Maret 2026"), "{unfolded}");
    p.morning_of(day(2026, 3, 30));
    assert_eq!(remind(&p).await.queued, 0);
}

#[tokio::test]
async fn thanks_name_the_certificate_that_the_firm_holds() {
    let (p, firm, _) = appealed().await;
    p.services.send_mail().await.unwrap();
    comply(&p).await;
    let held = p.services.give_certificate(firm, None).await.unwrap();
    assert_eq!(remind(&p).await.queued, 1);
    p.services.send_mail().await.unwrap();
    let mail = p.mailbox.messages().remove(1).replace("=\r\n", "");
    let number = held.printed_number();
    assert!(mail.contains(&number) && number == "2026/00001", "{mail}");
}

#[tokio::test]
async fn nobody_is_thanked_for_a_notice_that_never_left() {
    let (p, ..) = appealed().await;
    comply(&p).await;
    assert_eq!(thanks(&remind(&p).await), Vec::<&Outcome>::new());
    assert_eq!(p.services.send_mail().await.unwrap().sent, 0);
}

#[tokio::test]
async fn a_firm_that_closed_is_not_thanked() {
    let (p, ..) = appealed().await;
    p.services.send_mail().await.unwrap();
    p.morning_of(day(2026, 3, 27));
    let today = p.services.today();
    let csv = "nama,nib,status\nCV Contoh Sentosa,9120000000001,tutup\n";
    p.import(Kind::Employers, csv, today).await;
    p.check(today).await;
    assert_eq!(remind(&p).await, RemindReport::default());
}

#[tokio::test]
async fn a_firm_that_was_wrongly_accused_is_not_thanked() {
    let (p, firm, rina) = appealed().await;
    p.services.send_mail().await.unwrap();
    p.morning_of(day(2026, 3, 27));
    // It was enrolled all the time, under a number that the registry had wrong.
    bring(&p, &ENROLLED.replace("00000011", "00000077")).await;
    assert_eq!(p.services.open_cases().await.unwrap().len(), 1);
    let dossier = p.services.dossier(firm).await.unwrap();
    let correction = Correction {
        values: BTreeMap::from([(Field::Code, "00000077".to_owned())]),
        reason: Some("Nomor pada daftar keliru".to_owned()),
        seen: dossier.seen,
    };
    let corrected = p.services.correct(firm, &correction, rina).await.unwrap();
    assert!(matches!(corrected, Corrected::Saved(_)), "{corrected:?}");
    p.check(p.services.today()).await;
    assert!(p.services.open_cases().await.unwrap().is_empty());
    assert_eq!(remind(&p).await, RemindReport::default());
}

#[tokio::test]
async fn a_correction_of_an_address_is_no_wrong_accusation() {
    let (p, firm, rina) = appealed().await;
    p.services.send_mail().await.unwrap();
    p.morning_of(day(2026, 3, 20));
    let dossier = p.services.dossier(firm).await.unwrap();
    let correction = Correction {
        values: BTreeMap::from([(Field::Address, "Jalan Contoh 1".to_owned())]),
        reason: None,
        seen: dossier.seen,
    };
    let corrected = p.services.correct(firm, &correction, rina).await.unwrap();
    assert!(matches!(corrected, Corrected::Saved(_)), "{corrected:?}");
    comply(&p).await;
    assert_eq!(thanks(&remind(&p).await).len(), 1);
}

#[tokio::test]
async fn thanks_come_in_time_or_not_at_all() {
    let (p, ..) = appealed().await;
    p.services.send_mail().await.unwrap();
    comply(&p).await;
    p.morning_of(day(2026, 4, 13));
    assert_eq!(thanks(&remind(&p).await), Vec::<&Outcome>::new());
}

#[tokio::test]
async fn thanks_that_wait_are_taken_back_when_the_firm_has_a_case_again() {
    let (p, ..) = appealed().await;
    p.services.send_mail().await.unwrap();
    comply(&p).await;
    assert_eq!(remind(&p).await.queued, 1);
    p.morning_of(day(2026, 3, 30));
    let today = p.services.today();
    let one_more = format!("{ROSTER}9120000000001,6474010101900004,4000000,2020-01-01\n");
    p.import(Kind::Roster, &one_more, today).await;
    p.check(today).await;
    assert_eq!(p.services.open_cases().await.unwrap().len(), 1);
    assert_eq!(p.services.send_mail().await.unwrap().sent, 0);
    // In time that one is enrolled as well. Its case had no notice; the other one's thanks never
    // left.
    let enrolled = format!("{ENROLLED}6474010101900004,1,PPU BU,AKTIF,00000011,4000000\n");
    p.import(Kind::Participants, &enrolled, today).await;
    p.check(today).await;
    assert_eq!(thanks(&remind(&p).await).len(), 1);
}

#[tokio::test]
async fn an_administrator_can_switch_thanks_off() {
    let (p, ..) = appealed().await;
    let adi = p
        .officer("Adi Misal", "adi@kota.example", Role::Admin)
        .await;
    p.services.send_mail().await.unwrap();
    comply(&p).await;
    p.services.set_thanks(false, adi).await.unwrap();
    assert!(!p.services.thanks_firms().await.unwrap());
    assert_eq!(remind(&p).await, RemindReport::default());
    p.services.set_thanks(true, adi).await.unwrap();
    assert_eq!(thanks(&remind(&p).await).len(), 1);
}

#[tokio::test]
async fn a_firm_is_written_to_in_the_language_that_was_chosen_for_it() {
    let (p, firm, rina) = appealed().await;
    p.services.send_mail().await.unwrap();
    let english = p.services.set_mail_language(firm, Tongue::English, rina);
    english.await.unwrap();
    assert_eq!(
        p.services.mail_language(firm).await.unwrap(),
        Tongue::English
    );
    // Three working days before the end of the term.
    p.morning_of(day(2026, 4, 2));
    bring(&p, PARTICIPANTS).await;
    let mut queued = 0;
    for on in [2, 6, 7] {
        p.morning_of(day(2026, 4, on));
        queued += remind(&p).await.queued;
    }
    assert_eq!(queued, 1);
    comply_later(&p).await;
    p.services.send_mail().await.unwrap();
    let mails = p.mailbox.messages();
    assert!(mails[0].contains("Content-Language: id"), "{}", mails[0]);
    assert!(mails[1].contains("Content-Language: en"), "{}", mails[1]);
    assert!(
        mails[1].contains("Reminder: time to answer"),
        "{}",
        mails[1]
    );
    assert!(mails[2].contains("Thank you, JKN duty met"), "{}", mails[2]);
}

async fn comply_later(p: &Program) {
    p.services.send_mail().await.unwrap();
    p.morning_of(day(2026, 4, 9));
    bring(p, ENROLLED).await;
    assert_eq!(remind(p).await.queued, 1);
}
