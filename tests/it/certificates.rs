//! Certificates of compliance: given on fresh data, and over when newer data say otherwise.

use std::path::Path;

use patuh::{
    config,
    domain::role::Role,
    intake::Kind,
    services::{Services, Verified, Visitor},
};

use crate::{
    officers_work::code,
    support::{Program, day},
};

const EMPLOYERS: &str = "nama,nib,kode_bu,kelurahan,email,pekerja_wlkp,tanggal_wlkp\n\
    CV Contoh Sentosa,9120000000001,00000011,Lok Tuan,hrd@contoh.example,1,2026-01-05\n";
const ONE: &str = "nik,pisa,segmen,status,kode_bu,upah\n\
    6474010101900003,1,PPU BU,AKTIF,00000011,5123456\n";
const NONE: &str = "nik,pisa,segmen,status,kode_bu,upah\n\
    6474010101900003,1,PPU BU,AKTIF,00000022,5123456\n";

/// A firm with one worker, whose participants are these.
async fn town(participants: &str) -> Program {
    let p = Program::start().await;
    let today = day(2026, 3, 16);
    p.import(Kind::Employers, EMPLOYERS, today).await;
    p.import(Kind::Participants, participants, today).await;
    p.check(today).await;
    p
}

async fn seen(services: &Services, code: &str) -> Option<bool> {
    let visitor = Visitor {
        address: "192.0.2.7".to_owned(),
        agent: String::new(),
    };
    match services.look_up(code, &visitor).await.unwrap() {
        Some(Verified::Certificate(seen)) => Some(seen.holds),
        Some(Verified::Letter(_)) => panic!("a certificate is no letter"),
        None => None,
    }
}

#[tokio::test]
async fn a_compliant_firm_has_one_certificate_and_anybody_can_check_it() {
    let p = town(ONE).await;
    let firm = p.list().await.remove(0).row.id;
    let rina = p
        .officer("Rina Contoh", "rina@kota.example", Role::LabourOfficer)
        .await;
    assert!(p.services.certificate_state(firm).await.unwrap().may_have);
    let (first, second) = tokio::join!(
        p.services.give_certificate(firm, Some(rina)),
        p.services.give_certificate(firm, None),
    );
    let (first, second) = (first.unwrap(), second.unwrap());
    assert_eq!(first.number, second.number, "asked for twice, given once");
    assert_eq!(first.number, (2026, 1));
    let state = p.services.certificate_state(firm).await.unwrap();
    assert_eq!(state.held.map(|held| held.code), Some(first.code.clone()));
    assert!(!state.may_have);
    assert_eq!(seen(&p.services, &first.code.to_string()).await, Some(true));
    assert_eq!(seen(&p.services, "00000-00000").await, None);
    let (name, pdf) = p.services.certificate_file(firm).await.unwrap();
    assert!(Path::new(&name).extension().is_some_and(|end| end == "pdf"));
    assert!(pdf.starts_with(b"%PDF-"));
}

#[tokio::test]
async fn a_certificate_ends_with_its_day_and_with_newer_data() {
    let p = town(ONE).await;
    let firm = p.list().await.remove(0).row.id;
    let held = p.services.give_certificate(firm, None).await.unwrap();
    let code = held.code.to_string();
    p.morning_of(held.valid_until);
    assert_eq!(seen(&p.services, &code).await, Some(true));
    p.morning_of(held.valid_until.succ_opt().unwrap());
    assert_eq!(seen(&p.services, &code).await, Some(false));
    p.morning_of(day(2026, 3, 20));
    assert_eq!(seen(&p.services, &code).await, Some(true));
    let grown = EMPLOYERS.replace(",1,2026-01-05", ",5,2026-03-19");
    p.import(Kind::Employers, &grown, day(2026, 3, 20)).await;
    p.check(day(2026, 3, 20)).await;
    assert_eq!(seen(&p.services, &code).await, Some(false));
    assert!(p.services.certificate_file(firm).await.is_err());
}

#[tokio::test]
async fn no_certificate_is_given_to_who_owes_something_or_on_old_data_or_where_the_city_gives_none()
{
    let p = town(NONE).await;
    let firm = p.list().await.remove(0).row.id;
    let refused = p.services.give_certificate(firm, None).await;
    assert_eq!(code(refused), "certificate-not-compliant");

    let p = town(ONE).await;
    let firm = p.list().await.remove(0).row.id;
    p.morning_of(day(2026, 4, 16));
    p.check(day(2026, 4, 16)).await;
    let refused = p.services.give_certificate(firm, None).await;
    assert_eq!(code(refused), "certificate-data");

    let mut services = p.services.clone();
    let mut rules = (*services.rules).clone();
    rules.certificate_days = 0;
    rules.rates = config::rates("").unwrap();
    services.rules = rules.into();
    let refused = services.give_certificate(firm, None).await;
    assert_eq!(code(refused), "certificate-off");
}
