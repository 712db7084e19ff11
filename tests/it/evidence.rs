//! Nobody is written to on what was true yesterday.

use chrono::Days;
use patuh::{intake::Kind, services::Rehearsal, store::MailState};

use crate::{
    first_story::{EMPLOYERS, PARTICIPANTS, ROSTER},
    support::{Program, day},
};

/// The firm's two workers enrolled under a code of its own.
const ENROLLED: &str = "nik,pisa,segmen,status,kode_bu,upah\n\
    6474010101900001,1,PPU BU,AKTIF,00000011,4000000\n\
    6474010101900002,1,PPU BU,AKTIF,00000011,4000000\n";

async fn confirmed() -> Program {
    let p = Program::start().await;
    let today = day(2026, 3, 16);
    p.import(Kind::Employers, EMPLOYERS, today).await;
    p.import(Kind::Roster, ROSTER, today).await;
    p.import(Kind::Participants, PARTICIPANTS, today).await;
    p.check(today).await;
    assert_eq!(p.confirm_all().await, 1);
    p
}

#[tokio::test]
async fn a_mail_that_still_waits_is_taken_back_when_the_firm_complies() {
    let p = confirmed().await;
    let today = day(2026, 3, 16);
    assert_eq!(
        p.services.remind(Rehearsal::No, None).await.unwrap().queued,
        1
    );
    p.import(Kind::Participants, ENROLLED, today).await;
    p.check(today).await;
    assert_eq!(p.services.send_mail().await.unwrap().sent, 0);
    assert!(p.mailbox.messages().is_empty());
    let counts = p.services.mail_counts().await.unwrap();
    assert!(counts.contains(&(MailState::Cancelled, 1)), "{counts:?}");
    assert_eq!(p.services.case_counts().await.unwrap(), (0, 0));
}

#[tokio::test]
async fn between_an_import_and_the_check_nobody_is_written_to() {
    let p = confirmed().await;
    p.import(Kind::Participants, ENROLLED, day(2026, 3, 16))
        .await;
    let held = p.services.remind(Rehearsal::No, None).await.unwrap();
    assert_eq!((held.queued, held.held), (0, 1));
    let run = p
        .services
        .run_schedule("reminders", Rehearsal::No)
        .await
        .unwrap();
    assert_eq!(
        run.reminders().map(|r| (r.queued, r.decisions.len())),
        Some((0, 0)),
        "the schedule checked first"
    );
}

#[tokio::test]
async fn a_newer_list_that_says_the_same_keeps_the_evidence_fresh() {
    let p = confirmed().await;
    let later = day(2026, 3, 16) + Days::new(40);
    p.morning_of(later);
    p.check(later).await;
    assert_eq!(
        p.services
            .remind(Rehearsal::Yes, None)
            .await
            .unwrap()
            .queued,
        0
    );
    let report = p
        .import(Kind::Participants, PARTICIPANTS, later - Days::new(2))
        .await;
    assert_eq!(
        (report.created, report.updated, report.unchanged),
        (0, 0, 2)
    );
    p.check(later).await;
    assert_eq!(
        p.services
            .remind(Rehearsal::Yes, None)
            .await
            .unwrap()
            .queued,
        1
    );
}

#[tokio::test]
async fn when_the_participants_are_past_their_retention_nobody_is_accused_for_it() {
    let p = confirmed().await;
    let later = day(2026, 3, 16) + Days::new(402);
    p.morning_of(later);
    p.check(later).await;
    p.import(Kind::Roster, ROSTER, later).await;
    let report = p.check_everybody(later).await;
    assert_eq!((report.assessed, report.verdicts["compliant"]), (0, 1));
}
