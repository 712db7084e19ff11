//! Notes, the head office, exemptions, disputes, closing.

use chrono::Days;
use patuh::{
    domain::{
        ids::{EmployerId, RemarkId},
        remark::{Outcome as Settled, RemarkKind},
    },
    intake::Kind,
    services::{NewRuling, Outcome, Rehearsal, RemindReport, Status},
};

use super::{code, judged, sentosa, verdict};
use crate::{
    first_story::PARTICIPANTS,
    support::{Program, day},
};

fn ruling(employer: EmployerId, kind: RemarkKind, days: Option<u64>) -> NewRuling {
    NewRuling {
        employer,
        kind,
        words: "Surat keterangan diterima di loket.".to_owned(),
        until_on: days.map(|days| day(2026, 3, 16) + Days::new(days)),
        file: None,
    }
}

async fn remind(p: &Program) -> RemindReport {
    p.services.remind(Rehearsal::No, None).await.unwrap()
}

/// Why the one open case is held.
fn why(report: &RemindReport) -> String {
    assert_eq!(report.queued, 0, "{report:?}");
    match &report.decisions[0].outcome {
        Outcome::Hold(why) => why.clone(),
        Outcome::Notify(_) | Outcome::Draft(_) => panic!("{report:?}"),
    }
}

#[tokio::test]
async fn a_note_stays_readable_when_its_author_strikes_it_out_and_nobody_else_may() {
    let (p, rina, budi) = judged().await;
    let id = sentosa(&p).await;
    let note = p
        .services
        .add_note(id, "  Pemilik minta dihubungi pagi.  ", rina)
        .await
        .unwrap();
    assert_eq!(
        code(p.services.withdraw_note(note, budi).await),
        "note-not-yours"
    );
    p.services.withdraw_note(note, rina).await.unwrap();
    assert_eq!(
        code(p.services.withdraw_note(note, rina).await),
        "already-ended"
    );
    let dossier = p.services.dossier(id).await.unwrap();
    let [kept] = dossier.remarks.as_slice() else {
        panic!("{:?}", dossier.remarks)
    };
    assert_eq!(kept.words, "Pemilik minta dihubungi pagi.");
    assert_eq!(kept.by_name, "Rina Contoh");
    assert!(kept.end.is_some());
}

#[tokio::test]
async fn what_looks_like_a_nik_is_written_nowhere() {
    let (p, rina, _) = judged().await;
    let id = sentosa(&p).await;
    for typed in [
        "NIK pekerja 6474010101900001",
        "6474 0101 0190 0001",
        "lihat 647401-010190-0001.",
    ] {
        assert_eq!(
            code(p.services.add_note(id, typed, rina).await),
            "words-nik"
        );
        let said = NewRuling {
            words: typed.to_owned(),
            ..ruling(id, RemarkKind::Dispute, None)
        };
        assert_eq!(code(p.services.rule(said, rina).await), "words-nik");
    }
    assert_eq!(code(p.services.add_note(id, "  ", rina).await), "words");
    assert!(p.services.dossier(id).await.unwrap().remarks.is_empty());
}

/// A firm all of whose declared workers are registered under its head office's code.
async fn branch() -> (Program, EmployerId, patuh::domain::ids::OfficerId) {
    let (p, rina, _) = judged().await;
    let today = p.services.today();
    let firms = "nama,nib,kode_bu_pusat,pekerja_wlkp,tanggal_wlkp\n\
        PT Umpama Cabang,9120000000003,00000099,1,2026-03-01\n";
    p.import(Kind::Employers, firms, today).await;
    let members = format!("{PARTICIPANTS}6474010101900004,1,PPU BU,AKTIF,00000099,5000000\n");
    p.import(Kind::Participants, &members, today).await;
    p.check(today).await;
    let id = super::by_nib(&p, "9120000000003").await.id;
    (p, id, rina)
}

#[tokio::test]
async fn the_head_office_counts_from_the_confirmation_to_its_last_day() {
    let (p, id, rina) = branch().await;
    assert_eq!(verdict(&p, id).await.as_deref(), Some("unknown"));
    let wanted = ruling(id, RemarkKind::HeadOffice, Some(3));
    p.services.rule(wanted, rina).await.unwrap();
    assert_eq!(verdict(&p, id).await.as_deref(), Some("compliant"));
    p.morning_of(day(2026, 3, 19));
    p.check(day(2026, 3, 19)).await;
    assert_eq!(verdict(&p, id).await.as_deref(), Some("compliant"));
    p.morning_of(day(2026, 3, 20));
    p.check(day(2026, 3, 20)).await;
    assert_eq!(verdict(&p, id).await.as_deref(), Some("unknown"));
}

#[tokio::test]
async fn a_head_office_knows_its_branches_those_first_whose_confirmation_ends_first() {
    let (p, id, rina) = branch().await;
    let today = p.services.today();
    let firms = "nama,nib,kode_bu,kode_bu_pusat\nPT Umpama,9120000000004,00000099,00000099\n\
        PT Umpama Dua,9120000000005,,00000099\nPT Umpama Tiga,9120000000006,,00000099\n";
    p.import(Kind::Employers, firms, today).await;
    let of = async |nib: &str| super::by_nib(&p, nib).await.id;
    let (head, two, three) = (
        of("9120000000004").await,
        of("9120000000005").await,
        of("9120000000006").await,
    );
    for (branch, days) in [(two, 30), (id, 3)] {
        let wanted = ruling(branch, RemarkKind::HeadOffice, Some(days));
        p.services.rule(wanted, rina).await.unwrap();
    }
    let seen = p.services.dossier(head).await.unwrap();
    assert!(seen.head_office.is_none(), "nobody is its own head office");
    let branches: Vec<_> = seen.branches.0.iter().map(|b| (b.id, b.until_on)).collect();
    let until = |days| Some(today + Days::new(days));
    assert_eq!(
        branches,
        [(id, until(3)), (two, until(30)), (three, None)],
        "the one that ends first is looked at first"
    );
    let branch = p.services.dossier(three).await.unwrap();
    assert_eq!(branch.head_office.map(|one| one.id), Some(head));
}

#[tokio::test]
async fn a_confirmation_of_the_head_office_can_be_replaced_and_taken_back() {
    let (p, id, rina) = branch().await;
    let first = p
        .services
        .rule(ruling(id, RemarkKind::HeadOffice, Some(3)), rina)
        .await
        .unwrap();
    let second = p
        .services
        .rule(ruling(id, RemarkKind::HeadOffice, Some(30)), rina)
        .await
        .unwrap();
    p.services
        .withdraw_ruling(first, "keliru", rina)
        .await
        .unwrap_err();
    p.morning_of(day(2026, 3, 30));
    p.check(day(2026, 3, 30)).await;
    assert_eq!(verdict(&p, id).await.as_deref(), Some("compliant"));
    p.services
        .withdraw_ruling(second, "Kantor pusat tutup.", rina)
        .await
        .unwrap();
    assert_eq!(verdict(&p, id).await.as_deref(), Some("unknown"));
}

#[tokio::test]
async fn dates_that_cannot_be_meant_are_refused() {
    let (p, rina, _) = judged().await;
    let id = sentosa(&p).await;
    let mut past = ruling(id, RemarkKind::Exemption, Some(0));
    past.until_on = Some(day(2026, 3, 15));
    assert_eq!(code(p.services.rule(past.clone(), rina).await), "date-past");
    past.until_on = Some(day(2226, 3, 15));
    assert_eq!(code(p.services.rule(past.clone(), rina).await), "date-far");
    past.until_on = None;
    assert_eq!(code(p.services.rule(past, rina).await), "date-missing");
}

#[tokio::test]
async fn an_exempted_firm_gets_no_case_and_no_mail_until_the_day_after() {
    let p = Program::start().await;
    let today = p.services.today();
    p.import(Kind::Employers, crate::first_story::EMPLOYERS, today)
        .await;
    p.import(Kind::Roster, crate::first_story::ROSTER, today)
        .await;
    let (rina, _) = p.officers().await;
    let rina = p.services.officer_by_email(rina).await.unwrap().id;
    // Without participants nothing is judged yet; the exemption comes first.
    let id = sentosa(&p).await;
    p.services
        .rule(ruling(id, RemarkKind::Exemption, Some(2)), rina)
        .await
        .unwrap();
    p.import(Kind::Participants, PARTICIPANTS, today).await;
    p.check(today).await;
    assert_eq!(
        verdict(&p, id).await.as_deref(),
        Some("unregistered"),
        "the verdict is what it is"
    );
    assert!(p.services.open_cases().await.unwrap().is_empty());
    p.morning_of(day(2026, 3, 18));
    p.check(day(2026, 3, 18)).await;
    assert!(p.services.open_cases().await.unwrap().is_empty());
    p.morning_of(day(2026, 3, 19));
    p.check(day(2026, 3, 19)).await;
    assert_eq!(p.services.open_cases().await.unwrap().len(), 1);
}

#[tokio::test]
async fn an_exemption_holds_a_case_that_is_open_already() {
    let (p, rina, _) = judged().await;
    let id = sentosa(&p).await;
    assert_eq!(p.confirm_all().await, 1);
    let exemption: RemarkId = p
        .services
        .rule(ruling(id, RemarkKind::Exemption, Some(2)), rina)
        .await
        .unwrap();
    assert_eq!(why(&remind(&p).await), "dikecualikan sampai 2026-03-18");
    p.services
        .withdraw_ruling(exemption, "Alasannya sudah tidak ada.", rina)
        .await
        .unwrap();
    assert_eq!(remind(&p).await.queued, 1);
}

#[tokio::test]
async fn no_step_is_taken_while_a_dispute_is_open_and_a_waiting_mail_is_taken_back() {
    let (p, rina, budi) = judged().await;
    let id = sentosa(&p).await;
    assert_eq!(p.confirm_all().await, 1);
    assert_eq!(remind(&p).await.queued, 1);
    let dispute = p
        .services
        .rule(ruling(id, RemarkKind::Dispute, None), rina)
        .await
        .unwrap();
    let again = ruling(id, RemarkKind::Dispute, None);
    assert_eq!(code(p.services.rule(again, budi).await), "dispute-open");
    assert_eq!(p.services.send_mail().await.unwrap().sent, 0);
    assert!(p.mailbox.messages().is_empty());
    let case = &p.services.open_cases().await.unwrap()[0];
    assert_eq!(case.facts.stage.code(), "verification");
    p.morning_of(day(2026, 3, 17));
    assert!(why(&remind(&p).await).contains("sanggahan"));
    p.services
        .settle(dispute, (Settled::DataStand, "Data BPJS benar."), budi)
        .await
        .unwrap();
    assert_eq!(remind(&p).await.queued, 1);
    assert_eq!(p.services.send_mail().await.unwrap().sent, 1);
    let end = p.services.dossier(id).await.unwrap().remarks[0]
        .end
        .clone()
        .unwrap();
    assert_eq!(end.outcome, Some(Settled::DataStand));
    assert_eq!(end.by_name, "Budi Misal");
}

#[tokio::test]
async fn a_closed_firm_has_no_case_and_an_import_that_says_otherwise_is_a_newer_fact() {
    let (p, rina, _) = judged().await;
    let id = sentosa(&p).await;
    let today = p.services.today();
    let closed = (Status::Closed, day(2026, 3, 1));
    p.services
        .set_status(id, closed, "Toko sudah kosong.", rina)
        .await
        .unwrap();
    assert_eq!(verdict(&p, id).await.as_deref(), Some("closed"));
    assert!(p.services.open_cases().await.unwrap().is_empty());
    assert_eq!(
        code(p.services.set_status(id, closed, "Lagi.", rina).await),
        "status-same"
    );
    let tomorrow = (Status::Open, day(2026, 3, 17));
    assert_eq!(
        code(p.services.set_status(id, tomorrow, "Besok.", rina).await),
        "date-future"
    );
    let csv = "nama,nib,status\nCV Contoh Sentosa,9120000000001,aktif\n";
    p.import(Kind::Employers, csv, day(2026, 3, 15)).await;
    p.check(today).await;
    assert_eq!(
        verdict(&p, id).await.as_deref(),
        Some("closed"),
        "an older list says nothing against a person"
    );
    p.import(Kind::Employers, csv, today).await;
    p.check(today).await;
    assert_eq!(verdict(&p, id).await.as_deref(), Some("unregistered"));
}
