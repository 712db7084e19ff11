//! Wordings that administrators change, on every node, with their history.

use patuh::{
    domain::{ids::OfficerId, mailing::MailKind, role::Role, tongue::Tongue},
    intake::Kind,
    mail::Transport,
    services::{MailSheet, Rehearsal, SavedWording, ServiceError},
};

use crate::{
    first_story::{EMPLOYERS, PARTICIPANTS, ROSTER},
    support::Program,
};

const APPEAL: (MailKind, Tongue) = (MailKind::Appeal, Tongue::Indonesian);

async fn admin(p: &Program) -> OfficerId {
    p.officer("Adi Misal", "adi@kota.example", Role::Admin)
        .await
}

/// The appeal's wording with another subject.
async fn reworded(p: &Program, subject: &str) -> MailSheet {
    MailSheet {
        subject: subject.to_owned(),
        ..p.services.wording(APPEAL.0, APPEAL.1).await.unwrap().sheet
    }
}

async fn save(p: &Program, subject: &str, seen: i32, by: OfficerId) -> SavedWording {
    let sheet = reworded(p, subject).await;
    let saved = p.services.save_wording(APPEAL, (sheet, seen), by).await;
    saved.unwrap()
}

#[tokio::test]
async fn another_node_uses_a_changed_wording_and_what_is_queued_stays() {
    let p = Program::start().await;
    let adi = admin(&p).await;
    let (transport, _) = Transport::memory("Disnaker <jkn@kota.example>").unwrap();
    let other = Program::services(&p.url, p.folder.path(), (p.clock.clone(), transport)).await;
    let today = p.services.today();
    p.import(Kind::Employers, EMPLOYERS, today).await;
    p.import(Kind::Roster, ROSTER, today).await;
    p.import(Kind::Participants, PARTICIPANTS, today).await;
    p.check(today).await;
    p.confirm_all().await;
    let saved = save(
        &p,
        "[{{ office_short_name }}] Ajakan - {{ case_codes[0] }}",
        0,
        adi,
    )
    .await;
    assert!(matches!(saved, SavedWording::Saved(1)), "{saved:?}");
    let report = other.remind(Rehearsal::No, None).await.unwrap();
    assert_eq!(report.queued, 1);
    save(&p, "[{{ office_short_name }}] Lain lagi", 1, adi).await;
    let mails = p.services.mails(None, 10).await.unwrap();
    assert_eq!(mails[0].subject, "[Disnaker Kota Bontang] Ajakan - K-00001");
}

#[tokio::test]
async fn a_faulty_wording_is_not_kept() {
    let p = Program::start().await;
    let adi = admin(&p).await;
    for subject in ["{{ salah }}", "42 pekerja", "{% if %}", ""] {
        let saved = save(&p, subject, 0, adi).await;
        assert!(
            matches!(saved, SavedWording::Bad(_)),
            "{subject}: {saved:?}"
        );
    }
    let view = p.services.wording(APPEAL.0, APPEAL.1).await.unwrap();
    assert!(view.versions.is_empty());
    assert!(!view.state.is_edited());
}

#[tokio::test]
async fn every_change_is_kept_and_can_be_gone_back_to() {
    let p = Program::start().await;
    let adi = admin(&p).await;
    let shipped = p.services.wording(APPEAL.0, APPEAL.1).await.unwrap().sheet;
    save(&p, "Satu\r\n", 0, adi).await;
    save(&p, "Dua", 1, adi).await;
    assert!(matches!(save(&p, "Dua", 2, adi).await, SavedWording::Same));
    let stale = reworded(&p, "Tiga").await;
    let stale = p.services.save_wording(APPEAL, (stale, 1), adi).await;
    let Err(ServiceError::Barred(why)) = stale else {
        panic!("{stale:?}")
    };
    assert_eq!(why.code, "wording-stale");

    let change = p.services.wording_change(APPEAL, 2).await.unwrap().unwrap();
    assert_eq!(change.changes.len(), 1);
    assert_eq!(change.changes[0].file, "subject.txt");
    assert!(change.back.is_empty(), "it is the one that is used");
    assert_eq!(change.by.unwrap().0, "Adi Misal");
    assert!(
        p.services
            .wording_change(APPEAL, 9)
            .await
            .unwrap()
            .is_none()
    );

    p.services
        .revert_wording(APPEAL, (1, 2), adi)
        .await
        .unwrap();
    let view = p.services.wording(APPEAL.0, APPEAL.1).await.unwrap();
    assert_eq!(view.sheet.subject, "Satu\n");
    assert_eq!(view.versions.len(), 3);
    p.services
        .revert_wording(APPEAL, (0, 3), adi)
        .await
        .unwrap();
    let view = p.services.wording(APPEAL.0, APPEAL.1).await.unwrap();
    assert_eq!(view.sheet, shipped);
    assert!(!view.state.is_edited());
    assert_eq!(view.versions.len(), 4);
    let missing = p.services.revert_wording(APPEAL, (9, 4), adi).await;
    assert!(matches!(missing, Err(ServiceError::Missing(_))));
}

#[tokio::test]
async fn of_two_who_save_at_once_one_is_told() {
    let p = Program::start().await;
    let adi = admin(&p).await;
    let (one, two) = (reworded(&p, "Satu").await, reworded(&p, "Dua").await);
    let (one, two) = tokio::join!(
        p.services.save_wording(APPEAL, (one, 0), adi),
        p.services.save_wording(APPEAL, (two, 0), adi),
    );
    let saved = [&one, &two]
        .iter()
        .filter(|saved| matches!(saved, Ok(SavedWording::Saved(1))))
        .count();
    assert_eq!(saved, 1, "{one:?} {two:?}");
    let versions = p.services.wording(APPEAL.0, APPEAL.1).await.unwrap();
    assert_eq!(versions.versions.len(), 1);
}

#[tokio::test]
async fn a_test_goes_to_oneself_only_and_is_marked() {
    let p = Program::start().await;
    let adi = admin(&p).await;
    let sheet = reworded(&p, "[{{ office_short_name }}] Coba").await;
    let sent = p.services.send_test(APPEAL, (&sheet, 1), adi).await;
    sent.unwrap().unwrap();
    let mails = p.mailbox.messages();
    assert_eq!(mails.len(), 1);
    assert!(mails[0].contains("To: adi@kota.example"), "{}", mails[0]);
    assert!(mails[0].contains("Subject: [UJI] [Disnaker Kota Bontang] Coba"));
    assert!(p.services.mails(None, 10).await.unwrap().is_empty());
    p.services
        .stop_sending("Diperiksa dahulu", adi)
        .await
        .unwrap();
    let stopped = p.services.send_test(APPEAL, (&sheet, 1), adi).await;
    assert!(matches!(stopped, Err(ServiceError::Barred(_))));
    let faulty = reworded(&p, "{{ salah }}").await;
    let faulty = p.services.send_test(APPEAL, (&faulty, 0), adi).await;
    assert!(faulty.unwrap().is_err());
}
