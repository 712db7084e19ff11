//! Proofs of delivery: what is in one, and what is not.

use patuh::{
    domain::{receipt::How, role::Role},
    intake::Kind,
    services::{ProofScope, Rehearsal, SealKey, SeenReceipt, ServiceError, check_proof},
};

use crate::support::{Program, day};

const EMPLOYERS: &str = "nama,nib,kode_bu,kelurahan,email,pekerja_wlkp,tanggal_wlkp\n\
    CV Contoh Sentosa,9120000000001,00000011,Lok Tuan,hrd@contoh.example,4,2026-01-05\n\
    CV Umpama Bahari,9120000000003,00000013,Tanjung Laut,hrd@umpama.example,3,2026-01-05\n";

const PARTICIPANTS: &str = "nik,pisa,segmen,status,kode_bu,upah\n\
    6474010101900003,1,PPU BU,AKTIF,00000099,5000000\n";

/// Two firms that were written to on Monday, 16 March 2026, by a schedule that was due at nine.
async fn mailed() -> Program {
    let p = Program::start().await;
    let today = day(2026, 3, 16);
    p.import(Kind::Employers, EMPLOYERS, today).await;
    p.import(Kind::Participants, PARTICIPANTS, today).await;
    p.check(today).await;
    assert_eq!(p.confirm_all().await, 2);
    p.morning_of(day(2026, 3, 17));
    p.services.run_owed().await.unwrap();
    assert_eq!(p.services.send_mail().await.unwrap().sent, 2);
    p
}

#[tokio::test]
async fn a_firms_proof_tells_of_its_mails_and_receipts_and_of_no_other_firm() {
    let p = mailed().await;
    let rina = p
        .officer("Rina Contoh", "rina@kota.example", Role::LabourOfficer)
        .await;
    let case = {
        let tx = p.services.store.read().await.unwrap();
        let cases = tx.open_cases(p.services.today()).await.unwrap();
        cases
            .into_iter()
            .find(|c| c.employer_name.contains("Contoh"))
            .unwrap()
    };
    let seen = SeenReceipt {
        how: How::Call,
        on: day(2026, 3, 17),
        words: "Bagian umum.".to_owned(),
    };
    p.services
        .record_receipt(case.id, &seen, rina)
        .await
        .unwrap();
    let scope = p.services.proof_of_firm("9120000000001").await.unwrap();
    assert_eq!(scope, ProofScope::Firm(case.employer));
    let proof = p.services.proof(&scope, Some(rina)).await.unwrap();
    assert_eq!(proof.mails, 1);
    let check = check_proof(&proof.pdf).unwrap();
    assert_eq!(check.faults, []);
    assert_eq!(check.key, SealKey::of(&[9; 32]).public());
    let evidence = check.evidence.unwrap();
    assert_eq!(
        (evidence.made_by.as_str(), evidence.left_out),
        ("Rina Contoh", 0)
    );
    let mail = &evidence.mails[0];
    assert_eq!(mail.recipient, "hrd@contoh.example");
    assert_eq!(mail.attempts.len(), 1);
    assert_eq!(mail.attempts[0].outcome, "taken");
    assert_eq!(mail.receipts[0].words, "Bagian umum.");
    let all = serde_json::to_string(&evidence).unwrap();
    for other in ["Umpama", "umpama.example", "9120000000003"] {
        assert!(!all.contains(other), "{other}");
    }
}

#[tokio::test]
async fn a_firing_and_a_day_are_proven_whole_and_nothing_is_proven_of_nothing() {
    let p = mailed().await;
    let due_at = "2026-03-17T01:00:00Z".parse().unwrap();
    let firing = ProofScope::Firing("reminders".to_owned(), due_at);
    for scope in [firing, ProofScope::Day(day(2026, 3, 17))] {
        let proof = p.services.proof(&scope, None).await.unwrap();
        assert_eq!(proof.mails, 2, "{scope:?}");
        assert_eq!(check_proof(&proof.pdf).unwrap().faults, []);
    }
    let refused = p
        .services
        .proof(&ProofScope::Day(day(2026, 3, 16)), None)
        .await;
    assert!(matches!(refused, Err(ServiceError::Barred(refusal)) if refusal.code == "proof-none"));
    // What waits and never began to leave is counted and not proven.
    p.services.remind(Rehearsal::No, None).await.unwrap();
    let strange = ProofScope::Firing("lain".to_owned(), due_at);
    assert!(matches!(
        p.services.proof(&strange, None).await,
        Err(ServiceError::Missing(_))
    ));
}

#[tokio::test]
async fn a_firing_is_not_proven_by_what_others_queued_at_the_same_time() {
    let p = Program::start().await;
    let today = day(2026, 3, 16);
    let one = EMPLOYERS.lines().take(2).collect::<Vec<_>>().join("\n");
    p.import(Kind::Employers, &one, today).await;
    p.import(Kind::Participants, PARTICIPANTS, today).await;
    p.check(today).await;
    assert_eq!(p.confirm_all().await, 1);
    p.morning_of(day(2026, 3, 17));
    p.services.run_owed().await.unwrap();
    // A person asks for another run in the same second.
    p.import(Kind::Employers, EMPLOYERS, today).await;
    p.check(day(2026, 3, 17)).await;
    assert_eq!(p.confirm_all().await, 1);
    let asked = p.services.remind(Rehearsal::No, None).await.unwrap();
    assert_eq!(asked.queued, 1);
    assert_eq!(p.services.send_mail().await.unwrap().sent, 2);
    let due_at = "2026-03-17T01:00:00Z".parse().unwrap();
    let firing = ProofScope::Firing("reminders".to_owned(), due_at);
    let proof = p.services.proof(&firing, None).await.unwrap();
    let mails = check_proof(&proof.pdf).unwrap().evidence.unwrap().mails;
    let to: Vec<&str> = mails.iter().map(|mail| mail.recipient.as_str()).collect();
    assert_eq!(to, ["hrd@contoh.example"]);
}
