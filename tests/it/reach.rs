//! Whom no mail reaches: the list, attempts that reached nobody, and what a time line tells of it.

use patuh::{
    domain::{hold::Scope, ids::OfficerId, receipt::How, role::Role},
    intake::Kind,
    services::{
        Brake, EventKind, Happening, Missed, ReachWhy, Reception, Rehearsal, SeenReceipt,
        ServiceError,
    },
};

use crate::support::{Program, day};

const EMPLOYERS: &str = "nama,nib,kode_bu,kelurahan,email,telepon,pekerja_wlkp,tanggal_wlkp\n\
    CV Contoh Sentosa,9120000000001,00000011,Lok Tuan,hrd@contoh.example,,4,2026-01-05\n\
    CV Umpama Bahari,9120000000003,00000013,Tanjung Laut,,0548000003,3,2026-01-05\n";

const PARTICIPANTS: &str = "nik,pisa,segmen,status,kode_bu,upah\n\
    6474010101900003,1,PPU BU,AKTIF,00000099,5000000\n";

/// Two confirmed registrations on Monday, 16 March 2026, one of them without an address.
async fn office() -> (Program, OfficerId) {
    let p = Program::start().await;
    let today = day(2026, 3, 16);
    p.import(Kind::Employers, EMPLOYERS, today).await;
    p.import(Kind::Participants, PARTICIPANTS, today).await;
    p.check(today).await;
    assert_eq!(p.confirm_all().await, 2);
    let rina = p
        .officer("Rina Contoh", "rina@kota.example", Role::LabourOfficer)
        .await;
    (p, rina)
}

fn seen(words: &str) -> SeenReceipt {
    SeenReceipt {
        how: How::Call,
        on: day(2026, 3, 16),
        words: words.to_owned(),
    }
}

fn code(error: ServiceError) -> &'static str {
    match error {
        ServiceError::Barred(refusal) => refusal.code,
        other => panic!("{other}"),
    }
}

#[tokio::test]
async fn a_firm_that_was_not_reached_rests_until_the_day_that_was_said() {
    let (p, rina) = office().await;
    let lines = p.services.reach_list().await.unwrap();
    let [line] = lines.as_slice() else {
        panic!("{lines:?}")
    };
    assert_eq!(line.why, ReachWhy::NoAddress);
    assert_eq!(line.contact.phone.as_deref(), Some("0548000003"));
    let case = line.case.id;
    let missed = |again_on| Missed {
        tried: seen("Tidak diangkat."),
        again_on,
    };
    let early = missed(day(2026, 3, 16));
    let refused = p.services.not_reached(case, &early, rina).await;
    assert_eq!(code(refused.unwrap_err()), "again-on");
    let later = missed(day(2026, 3, 18));
    p.services.not_reached(case, &later, rina).await.unwrap();
    let line = p.services.reach_line(case).await.unwrap();
    assert!(line.rests(day(2026, 3, 17)) && !line.rests(day(2026, 3, 18)));
    assert_eq!(line.tries, 1);
    p.services
        .reached(case, &seen("Pemilik."), rina)
        .await
        .unwrap();
    assert_eq!(p.services.reach_list().await.unwrap(), []);
    let dossier = p.services.dossier(line.case.employer).await.unwrap();
    let told: Vec<_> = dossier
        .events
        .iter()
        .filter(|event| event.what.kind() == EventKind::Case)
        .collect();
    let has = |wanted: fn(&Happening) -> bool| told.iter().any(|e| wanted(&e.what));
    assert!(has(|what| matches!(what, Happening::NotReached(_))));
    assert!(has(
        |what| matches!(what, Happening::Received(_, r) if r.how == How::Call)
    ));
    assert!(has(
        |what| matches!(what, Happening::CaseStep(_, step) if step.happened.is_some())
    ));
}

#[tokio::test]
async fn a_notice_without_proof_is_brought_in_another_way_after_five_working_days() {
    let (p, rina) = office().await;
    let remind = p.services.remind(Rehearsal::No, None).await.unwrap();
    assert_eq!(remind.queued, 1);
    p.services.send_mail().await.unwrap();
    // Five working days after the 16th are over when the 27th begins: the 19th to the 24th are
    // holidays and a weekend.
    let mut first = None;
    for on in day(2026, 3, 17).iter_days().take(20) {
        p.morning_of(on);
        let lines = p.services.reach_list().await.unwrap();
        if let Some(line) = lines.iter().find(|line| line.why == ReachWhy::NoProof) {
            first = Some((on, line.case.id));
            break;
        }
    }
    let (on, case) = first.unwrap();
    let calendar = &p.services.calendar();
    assert_eq!(calendar.working_days_between(day(2026, 3, 16), on), 6);
    p.services
        .reached(case, &seen("Bagian umum."), rina)
        .await
        .unwrap();
    let case = p.services.cases(&[case]).await.unwrap().remove(0);
    assert_eq!(case.facts.received_on, Some(day(2026, 3, 16)));
    assert!(p.services.reach_line(case.id).await.is_err());
}

#[tokio::test]
async fn who_is_held_back_is_not_called_and_the_brake_says_what_holds() {
    let (p, rina) = office().await;
    assert_eq!(p.services.brake().await.unwrap(), None);
    assert_eq!(p.services.waiting_mails().await.unwrap(), 0);
    assert!(!matches!(
        p.services.reception().await.unwrap(),
        Reception::Live(_)
    ));
    let until = day(2026, 4, 1);
    let words = "Banjir.";
    p.services
        .hold(&Scope::City, (until, words), rina)
        .await
        .unwrap();
    assert_eq!(p.services.brake().await.unwrap(), Some(Brake::Held(until)));
    assert_eq!(p.services.reach_list().await.unwrap(), []);
    p.services.stop_sending(words, rina).await.unwrap();
    let stopped = p.services.brake().await.unwrap();
    assert!(matches!(stopped, Some(Brake::Stopped(by)) if by.by == "Rina Contoh"));
}
