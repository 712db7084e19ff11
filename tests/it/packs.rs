//! The referral pack: its parts are what its cover says, and nobody's name is in it.

use patuh::{
    domain::{
        ids::{CaseId, OfficerId},
        role::Role,
    },
    intake::Kind,
    letters::{attachments, page_count},
    services::ServiceError,
    store::CaseRow,
};
use sha2::{Digest as _, Sha256};

use crate::support::{Program, day};

const EMPLOYERS: &str = "nama,nib,kode_bu,kelurahan,email,pekerja_wlkp,tanggal_wlkp\n\
    CV Contoh Sentosa,9120000000001,00000011,Lok Tuan,hrd@contoh.example,4,2026-01-05\n";
const PARTICIPANTS: &str = "nik,pisa,segmen,status,kode_bu,upah\n\
    6474010101900003,1,PPU BU,AKTIF,00000011,5123456\n";

/// A firm that was written to, its case, and who makes packs.
async fn mailed() -> (Program, CaseRow, OfficerId) {
    let p = Program::start().await;
    let today = day(2026, 3, 16);
    p.import(Kind::Employers, EMPLOYERS, today).await;
    p.import(Kind::Participants, PARTICIPANTS, today).await;
    p.check(today).await;
    assert_eq!(p.confirm_all().await, 1);
    let rina = p
        .officer("Rina Contoh", "rina@kota.example", Role::LabourOfficer)
        .await;
    p.morning_of(day(2026, 3, 17));
    p.services.run_owed().await.unwrap();
    assert_eq!(p.services.send_mail().await.unwrap().sent, 1);
    let case = p.services.open_cases().await.unwrap().remove(0);
    (p, case, rina)
}

#[tokio::test]
async fn a_pack_carries_its_parts_whole_and_names_no_worker() {
    let (p, case, rina) = mailed().await;
    let firm = case.employer;
    let id = p
        .services
        .make_referral_pack((firm, case.id), rina)
        .await
        .unwrap();
    let packs = p.services.referral_packs(firm).await.unwrap();
    assert_eq!(packs.len(), 1);
    assert_eq!(packs[0].by_name.as_deref(), Some("Rina Contoh"));
    let (name, pdf) = p.services.referral_pack_file((firm, id)).await.unwrap();
    assert!(name.starts_with("berkas-penyampaian-2026-03-17-"), "{name}");
    assert_eq!(hex::encode(Sha256::digest(&pdf)), packs[0].sha256);
    assert!(page_count(&pdf).is_some());

    let listed: Vec<serde_json::Value> = serde_json::from_str(&packs[0].content).unwrap();
    let mut wanted: Vec<(&str, String)> = listed
        .iter()
        .map(|part| {
            let text = |key: &str| part[key].as_str().unwrap();
            (text("name"), text("sha256").to_owned())
        })
        .collect();
    wanted.sort();
    let held = attachments(&pdf);
    let mut found: Vec<(&str, String)> = held
        .iter()
        .map(|(name, content)| (name.as_str(), hex::encode(Sha256::digest(content))))
        .collect();
    found.sort();
    assert_eq!(found, wanted);
    let names: Vec<&str> = found.iter().map(|(name, _)| *name).collect();
    assert_eq!(
        names,
        [
            "01-bukti.json",
            "02-bukti-pengiriman.pdf",
            "03-balasan.json"
        ]
    );
    for (name, content) in &held {
        let text = String::from_utf8_lossy(content);
        for private in ["6474010101900003", "5123456", "5.123.456"] {
            assert!(!text.contains(private), "{private} in {name}");
        }
    }
    let strange = CaseId::from_uuid(uuid::Uuid::nil());
    let refused = p.services.make_referral_pack((firm, strange), rina).await;
    assert!(matches!(refused, Err(ServiceError::Missing(_))));
}
