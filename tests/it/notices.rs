//! Who is written to, by whose leave, and who isn't.

use chrono::{Days, TimeDelta};
use patuh::{
    domain::{ids::CaseId, role::Role},
    intake::Kind,
    services::{Decision, Did, Outcome, Rehearsal, RemindReport},
};

use crate::{
    first_story::{EMPLOYERS, PARTICIPANTS, ROSTER},
    support::{Program, day},
};

/// The program after the first story's files and a check: one firm enrolled nobody.
async fn judged() -> Program {
    let p = Program::start().await;
    bring(&p, PARTICIPANTS).await;
    p
}

/// Brings today's files and checks.
async fn bring(p: &Program, participants: &str) {
    let today = p.services.today();
    p.import(Kind::Employers, EMPLOYERS, today).await;
    p.import(Kind::Roster, ROSTER, today).await;
    p.import(Kind::Participants, participants, today).await;
    p.check(today).await;
}

async fn remind(p: &Program) -> RemindReport {
    p.services.remind(Rehearsal::No, None).await.unwrap()
}

/// Why the one open case is held.
async fn held(p: &Program) -> String {
    let report = remind(p).await;
    assert_eq!(
        (report.queued, report.cases, report.held),
        (0, 0, 1),
        "{report:?}"
    );
    let [
        Decision {
            outcome: Outcome::Hold(why),
            ..
        },
    ] = report.decisions.as_slice()
    else {
        panic!("{report:?}");
    };
    why.clone()
}

#[tokio::test]
async fn a_case_is_confirmed_by_two_different_people_with_the_role() {
    let p = judged().await;
    let (rina, budi) = p.officers().await;
    p.services
        .add_officer("Sari Contoh", "sari@kota.example", Role::Viewer)
        .await
        .unwrap();
    p.services
        .add_officer("Adi Misal", "adi@kota.example", Role::Admin)
        .await
        .unwrap();
    for (by, second, says) in [
        (rina, rina, "dua orang yang berbeda"),
        (rina, "RINA@kota.example ", "dua orang yang berbeda"),
        (rina, "sari@kota.example", "labour_officer"),
        ("adi@kota.example", budi, "labour_officer"),
        (rina, "entah@kota.example", "belum terdaftar"),
    ] {
        let error = p
            .services
            .confirm_cases(None, (by, second))
            .await
            .unwrap_err();
        assert!(error.to_string().contains(says), "{error}");
        assert!(held(&p).await.contains("belum dikonfirmasi"));
    }
    let unknown = [CaseId::from_uuid(uuid::Uuid::from_u128(7))];
    p.services
        .confirm_cases(Some(&unknown), (rina, budi))
        .await
        .unwrap_err();
    let none = p
        .services
        .confirm_cases(Some(&[]), (rina, budi))
        .await
        .unwrap();
    assert_eq!(
        (none.confirmed, none.skipped),
        (0, 0),
        "an empty list is nobody, not everybody"
    );
    assert!(held(&p).await.contains("belum dikonfirmasi"));
    assert_eq!(
        p.services
            .confirm_cases(None, (rina, budi))
            .await
            .unwrap()
            .confirmed,
        1
    );
    assert_eq!(remind(&p).await.queued, 1);
}

#[tokio::test]
async fn a_firm_that_is_unknown_or_closed_is_not_written_to() {
    for (status, says) in [("tutup", "no case"), ("aktif", "Perlu verifikasi")] {
        let p = judged().await;
        assert_eq!(p.confirm_all().await, 1);
        // Half a year on the roster is too old to be a basis, and nothing else is known.
        p.morning_of(day(2026, 9, 16));
        let today = p.services.today();
        let csv = format!("nama,nib,status\nCV Contoh Sentosa,9120000000001,{status}\n");
        p.import(Kind::Employers, &csv, today).await;
        p.import(Kind::Participants, PARTICIPANTS, today).await;
        p.check(today).await;
        let report = remind(&p).await;
        assert_eq!(report.queued, 0, "{report:?}");
        match report.decisions.first() {
            None => assert_eq!(says, "no case"),
            Some(decision) => {
                let Outcome::Hold(why) = &decision.outcome else {
                    panic!("{decision:?}")
                };
                assert!(why.contains(says), "{why}");
            }
        }
        assert!(p.mailbox.messages().is_empty());
    }
}

#[tokio::test]
async fn a_firm_without_an_address_is_held_until_there_is_one() {
    let p = Program::start().await;
    let today = p.services.today();
    p.import(
        Kind::Employers,
        "nama,nib\nCV Contoh Sentosa,9120000000001\n",
        today,
    )
    .await;
    p.import(
        Kind::Roster,
        "nib,nik\n9120000000001,6474010101900001\n",
        today,
    )
    .await;
    p.import(Kind::Participants, PARTICIPANTS, today).await;
    p.check(today).await;
    assert_eq!(p.confirm_all().await, 1);
    assert!(held(&p).await.contains("alamat pos-el"));
    let told =
        "nama,nib,email\nCV Contoh Sentosa,9120000000001,hrd@contoh.example / b@contoh.example\n";
    p.import(Kind::Employers, told, today).await;
    p.check(today).await;
    assert_eq!(remind(&p).await.queued, 1);
    let mails = p.services.mails(None, 10).await.unwrap();
    assert_eq!(mails[0].recipient, "hrd@contoh.example");
}

#[tokio::test]
async fn evidence_of_thirty_days_goes_and_of_thirty_one_is_held() {
    let p = judged().await;
    assert_eq!(p.confirm_all().await, 1);
    p.morning_of(day(2026, 3, 16) + Days::new(31));
    assert!(held(&p).await.contains("2026-03-16"), "31 days");

    let p = judged().await;
    assert_eq!(p.confirm_all().await, 1);
    p.morning_of(day(2026, 3, 16) + Days::new(30));
    assert_eq!(remind(&p).await.queued, 1, "30 days");
}

/// A firm with both its workers enrolled that owes the bill of January 2026.
const OWED: &str = "kode_bu,bulan,tagihan,dibayar\n00000012,2026-01,250000,0\n";

#[tokio::test]
async fn an_arrears_case_rests_on_the_day_of_the_contributions() {
    let p = judged().await;
    p.import(Kind::Contributions, OWED, day(2026, 3, 16)).await;
    p.check(p.services.today()).await;
    assert_eq!(p.confirm_all().await, 2);
    p.morning_of(day(2026, 4, 16));
    let today = p.services.today();
    p.import(Kind::Participants, PARTICIPANTS, today).await;
    p.check(today).await;
    let outcome = |report: &RemindReport, kind: &str| {
        report
            .decisions
            .iter()
            .find(|d| d.case_type == kind)
            .unwrap()
            .outcome
            .clone()
    };
    let report = p.services.remind(Rehearsal::Yes, None).await.unwrap();
    assert_eq!(
        outcome(&report, "Pendaftaran"),
        Outcome::Notify("hrd@contoh.example".to_owned())
    );
    let Outcome::Hold(why) = outcome(&report, "Pembayaran Iuran") else {
        panic!("{report:?}")
    };
    assert!(why.contains("2026-03-16"), "{why}");

    p.import(Kind::Contributions, OWED, today).await;
    p.check(today).await;
    let report = p.services.remind(Rehearsal::Yes, None).await.unwrap();
    assert_eq!(
        outcome(&report, "Pembayaran Iuran"),
        Outcome::Notify("hrd@misal.example".to_owned())
    );
}

#[tokio::test]
async fn two_cases_of_one_firm_share_one_mail_and_a_third_waits_for_tomorrow() {
    let p = Program::start().await;
    let today = p.services.today();
    // Two workers, one of them enrolled: worker data and a bill are missing.
    let roster = "nib,nik,upah,tanggal_masuk\n\
        9120000000002,6474010101900003,5000000,2020-01-01\n\
        9120000000002,6474010101900004,5000000,2020-01-01\n";
    p.import(Kind::Employers, EMPLOYERS, today).await;
    p.import(Kind::Roster, roster, today).await;
    p.import(Kind::Participants, PARTICIPANTS, today).await;
    p.check(today).await;
    assert_eq!(p.confirm_all().await, 1);
    let first = remind(&p).await;
    assert_eq!((first.queued, first.cases), (1, 1));
    p.import(Kind::Contributions, OWED, today).await;
    p.check(today).await;
    assert_eq!(p.confirm_all().await, 1);
    let same_day = remind(&p).await;
    assert_eq!((same_day.queued, same_day.held), (0, 2), "{same_day:?}");
    p.clock.advance(TimeDelta::days(1));
    assert_eq!(remind(&p).await.queued, 1);

    let p = Program::start().await;
    p.import(Kind::Employers, EMPLOYERS, today).await;
    p.import(Kind::Roster, roster, today).await;
    p.import(Kind::Participants, PARTICIPANTS, today).await;
    p.import(Kind::Contributions, OWED, today).await;
    p.check(today).await;
    assert_eq!(p.confirm_all().await, 2);
    let both = remind(&p).await;
    assert_eq!((both.queued, both.cases), (1, 2));
    p.services.send_mail().await.unwrap();
    let mails = p.mailbox.messages();
    assert_eq!(mails.len(), 1);
    for case in p.services.open_cases().await.unwrap() {
        assert!(mails[0].contains(&case.code), "{}", case.code);
    }
}

#[tokio::test]
async fn compliance_closes_the_case_and_a_relapse_opens_its_second_round() {
    let p = judged().await;
    assert_eq!(p.confirm_all().await, 1);
    assert_eq!(remind(&p).await.queued, 1);
    let code = p.services.open_cases().await.unwrap()[0].code.clone();
    p.morning_of(day(2026, 3, 26));
    let all = "nik,pisa,segmen,status,kode_bu,upah\n\
        6474010101900001,1,PPU BU,AKTIF,00000011,4000000\n\
        6474010101900002,1,PPU BU,AKTIF,00000011,4000000\n\
        6474010101900003,1,PPU BU,AKTIF,00000012,5000000\n";
    bring(&p, all).await;
    assert!(p.services.open_cases().await.unwrap().is_empty());
    assert_eq!(remind(&p).await.queued, 0);

    p.morning_of(day(2026, 4, 6));
    let none = "nik,pisa,segmen,status,kode_bu,upah\n\
        6474010101900001,1,PBPU Pemda,AKTIF,00000011,\n\
        6474010101900002,1,PBPU Pemda,AKTIF,00000011,\n\
        6474010101900003,1,PPU BU,AKTIF,00000012,5000000\n";
    bring(&p, none).await;
    let again = p.services.open_cases().await.unwrap();
    assert_eq!(again.len(), 1);
    assert_eq!(
        (again[0].round, &again[0].code, again[0].facts.confirmed),
        (2, &code, false)
    );
    assert!(
        held(&p).await.contains("belum dikonfirmasi"),
        "the first leave is spent"
    );
    assert_eq!(p.confirm_all().await, 1);
    assert_eq!(remind(&p).await.queued, 1);
    assert_eq!(remind(&p).await.queued, 0);
    // The first mail was taken back when the firm complied before it left.
    assert_eq!(p.services.send_mail().await.unwrap().sent, 1);
}

#[tokio::test]
async fn nobody_due_means_nobody_is_written_to() {
    let p = Program::start().await;
    let report = remind(&p).await;
    assert_eq!(report, RemindReport::default());
    assert_eq!(p.services.send_mail().await.unwrap().sent, 0);
    p.clock.advance(TimeDelta::days(1));
    let owed = p.services.run_owed().await.unwrap();
    let nothing = Did::Reminders(RemindReport::default());
    assert_eq!(owed, [("reminders".to_owned(), nothing)]);
    assert!(p.mailbox.messages().is_empty());
}

#[tokio::test]
async fn a_dry_run_says_what_would_happen_and_writes_nothing() {
    let p = judged().await;
    assert_eq!(p.confirm_all().await, 1);
    for _ in 0..2 {
        let report = p
            .services
            .run_schedule("reminders", Rehearsal::Yes)
            .await
            .unwrap();
        let report = report.reminders().unwrap();
        assert_eq!((report.queued, report.decisions.len()), (1, 1));
    }
    assert!(p.services.mails(None, 10).await.unwrap().is_empty());
    assert_eq!(p.services.schedules().await.unwrap()[0].last, None);
}

#[tokio::test]
async fn after_a_week_without_power_the_reminder_goes_out_once() {
    let p = judged().await;
    assert_eq!(p.confirm_all().await, 1);
    assert!(
        p.services.run_owed().await.unwrap().is_empty(),
        "nothing was due before the start"
    );
    p.clock
        .advance(TimeDelta::days(7) + TimeDelta::milliseconds(345));
    let owed = p.services.run_owed().await.unwrap();
    assert_eq!(owed.len(), 1);
    let report = owed[0].1.reminders().unwrap();
    assert_eq!((report.queued, report.cases), (1, 1));
    assert!(p.services.run_owed().await.unwrap().is_empty());
    let last = p.services.schedules().await.unwrap()[0]
        .last
        .clone()
        .unwrap();
    assert_eq!(
        last.0, "2026-03-23T09:00:00+08:00",
        "the last of five, to the second"
    );
}
