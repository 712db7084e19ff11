//! A proof of delivery: what it says, and that nothing in it can be altered unseen.

use chrono::{DateTime, FixedOffset, Utc};

use super::super::*;
use crate::domain::{
    letter::LetterKind,
    proof::{AttemptProof, Evidence, FORMAT, MailProof, ReceiptProof, ReportProof},
};

fn at(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

/// Two mails; the name is a made-up firm's.
fn evidence(name: &str) -> Evidence {
    let mail = |n: u8| MailProof {
        id: format!("ml_00000000-0000-7000-8000-00000000000{n}"),
        firm: name.to_owned(),
        nib: Some("9120000000001".to_owned()),
        recipient: "hrd@contoh.example".to_owned(),
        subject: "Imbauan kepesertaan JKN".to_owned(),
        cases: "K-00001".to_owned(),
        queued_at: at("2026-03-16T01:00:00Z"),
        state: "terkirim".to_owned(),
        attempts: vec![AttemptProof {
            no: 1,
            at: at("2026-03-16T01:00:09Z"),
            outcome: "taken".to_owned(),
            relay: Some("mx.contoh.example".to_owned()),
            answer: "250 2.0.0 Ok: queued as 4bXyZ".to_owned(),
            message_id: Some("00000000@kota.example".to_owned()),
            sha256: Some("ab".repeat(32)),
        }],
        reports: vec![ReportProof {
            at: at("2026-03-16T01:05:00Z"),
            kind: "delivered".to_owned(),
            status: Some("2.1.5".to_owned()),
            diagnostic: None,
            sha256: "cd".repeat(32),
        }],
        receipts: vec![ReceiptProof {
            case: "K-00001".to_owned(),
            how: "call".to_owned(),
            received_on: at("2026-03-17T01:00:00Z").date_naive(),
            words: "Bagian umum.".to_owned(),
            by: Some("Rina Contoh".to_owned()),
            at: at("2026-03-17T02:00:00Z"),
        }],
    };
    Evidence {
        format: FORMAT.to_owned(),
        number: "BA-0001".to_owned(),
        made_by: "Rina Contoh".to_owned(),
        made_at: at("2026-03-18T01:00:00Z"),
        program: "0.1.0".to_owned(),
        city: "Bontang".to_owned(),
        office: "Dinas Ketenagakerjaan Kota Bontang".to_owned(),
        demo: true,
        about: format!("Semua pos-el kepada {name}"),
        left_out: 1,
        mails: vec![mail(1), mail(2)],
    }
}

fn sealed(evidence: &Evidence, secret: u8) -> Vec<u8> {
    let zone = FixedOffset::east_opt(8 * 3600).unwrap();
    let key = SealKey::of(&[secret; 32]);
    proof(evidence, &key, (zone, "WITA")).unwrap().pdf
}

#[test]
fn a_proof_is_genuine_as_long_as_no_byte_of_it_changes() {
    let evidence = evidence("CV Contoh & Rekan #panic(\"x\") 市");
    let file = sealed(&evidence, 1);
    let check = check_proof(&file).unwrap();
    assert_eq!(check.faults, []);
    assert_eq!(check.key, SealKey::of(&[1; 32]).public());
    assert_eq!(check.evidence, Some(evidence));
    // One byte here and there, in every region of the file.
    for n in 0..97 {
        let mut altered = file.clone();
        let place = n * (file.len() - 1) / 96;
        altered[place] ^= 1;
        let found = check_proof(&altered);
        assert!(
            found.is_none_or(|check| !check.faults.is_empty()),
            "byte {place}"
        );
    }
    let longer = [file.as_slice(), b"\n"].concat();
    assert_eq!(check_proof(&longer).unwrap().faults, [ProofFault::Pages]);
}

#[test]
fn the_part_that_was_altered_is_named() {
    let (honest, mut forged) = (evidence("CV Contoh"), evidence("CV Contoh"));
    forged.mails[1].attempts[0].answer = "550 no such user".to_owned();
    // A forger who has no key attaches the honest statement to altered evidence.
    let honest = serde_json::to_string_pretty(&honest).unwrap();
    let forged = serde_json::to_string_pretty(&forged).unwrap();
    let names = seal::differing_between(&honest, &forged);
    assert_eq!(
        names,
        ["pos-el 2 (ml_00000000-0000-7000-8000-000000000002)"]
    );
    let shorter = honest.replace("CV Contoh", "CV Lain");
    assert_eq!(seal::differing_between(&honest, &shorter).len(), 3);
}

#[test]
fn another_installation_signs_with_another_key() {
    let file = sealed(&evidence("CV Contoh"), 2);
    let check = check_proof(&file).unwrap();
    assert_eq!(check.faults, []);
    assert_ne!(check.key, SealKey::of(&[1; 32]).public());
    assert_ne!(
        check.key.fingerprint(),
        SealKey::of(&[1; 32]).public().fingerprint()
    );
}

#[test]
fn what_is_no_proof_is_called_none() {
    assert!(check_proof(b"").is_none());
    assert!(check_proof(b"%PDF-1.7 nonsense").is_none());
    let letter = sample_page(LetterKind::Circular);
    assert!(check_proof(&letter_pdf(&letter, None).unwrap()).is_none());
    let mark = [b"patuh-proof-signature:".as_slice(), &[b'0'; 200]].concat();
    assert_eq!(check_proof(&mark).unwrap().faults, [ProofFault::Statement]);
    assert!(check_proof(b"patuh-proof-signature:00").is_none());
}

#[test]
fn a_proof_is_archivable_with_its_evidence_attached() {
    let file = sealed(&evidence("CV Contoh"), 1);
    assert_eq!(file, sealed(&evidence("CV Contoh"), 1));
    let plain = String::from_utf8_lossy(&file);
    for part in [
        "<pdfaid:part>3</pdfaid:part>",
        "bukti.json",
        "tanda-tangan.json",
    ] {
        assert!(plain.contains(part), "{part}");
    }
}
