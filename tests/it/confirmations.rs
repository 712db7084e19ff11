//! Four eyes on every case, and the work list that they read.

mod city_days;
mod work_list;

use chrono::Days;
use patuh::{
    domain::{
        confirmation::Confirmation,
        finding::CaseType,
        ids::{CaseId, OfficerId},
        role::Role,
    },
    intake::Kind,
    services::{NextStep, Rehearsal, ServiceError, Sighting},
    store::{CaseRow, Whose, WorkFilter},
};

use crate::support::{Program, day};

const EMPLOYERS: &str = "nama,nib,kode_bu,kelurahan,email\n\
    CV Contoh Sentosa,9120000000001,00000011,Lok Tuan,hrd@contoh.example\n\
    PT Misal Jaya,9120000000002,00000012,Kanaan,hrd@misal.example\n\
    CV Umpama Bahari,9120000000003,00000013,Tanjung Laut,\n\
    PT Contoh Tanpa Data,9120000000004,,,\n";

const ROSTER: &str = "nib,nik,upah,tanggal_masuk\n\
    9120000000001,6474010101900001,4000000,2020-01-01\n\
    9120000000001,6474010101900002,4000000,2020-01-01\n\
    9120000000002,6474010101900003,5000000,2020-01-01\n\
    9120000000002,6474010101900004,5000000,2020-01-01\n\
    9120000000003,6474010101900005,5000000,2020-01-01\n";

/// PT Misal Jaya has one of its two workers; the others have nobody.
const PARTICIPANTS: &str = "nik,pisa,segmen,status,kode_bu,upah\n\
    6474010101900003,1,PPU BU,AKTIF,00000012,5000000\n\
    6474010101900001,1,PBPU Pemda,AKTIF,,\n";

/// CV Contoh Sentosa has enrolled one of its two workers meanwhile.
const LATER: &str = "nik,pisa,segmen,status,kode_bu,upah\n\
    6474010101900001,1,PPU BU,AKTIF,00000011,4000000\n\
    6474010101900003,1,PPU BU,AKTIF,00000012,5000000\n";

const BILLS: &str = "kode_bu,bulan,tagihan,dibayar\n00000012,2026-01,500000,0\n";

struct Desk {
    p: Program,
    rina: OfficerId,
    budi: OfficerId,
}

impl Desk {
    /// Four cases wait: two registrations, a submission, a payment.
    async fn open() -> Self {
        let p = Program::start().await;
        let today = day(2026, 3, 16);
        p.import(Kind::Employers, EMPLOYERS, today).await;
        p.import(Kind::Roster, ROSTER, today).await;
        p.import(Kind::Participants, PARTICIPANTS, today).await;
        p.import(Kind::Contributions, BILLS, today).await;
        p.check(today).await;
        let (rina, budi) = p.officers().await;
        let rina = p.services.officer_by_email(rina).await.unwrap().id;
        let budi = p.services.officer_by_email(budi).await.unwrap().id;
        Self { p, rina, budi }
    }

    async fn all(&self) -> Vec<CaseRow> {
        self.listed(&WorkFilter::default()).await
    }

    async fn listed(&self, filter: &WorkFilter) -> Vec<CaseRow> {
        let page = self.p.services.work_list(filter, None, 100).await.unwrap();
        assert_eq!(page.next, None);
        page.cases
    }

    /// The case of that kind of the firm whose name begins so.
    async fn case(&self, firm: &str, kind: CaseType) -> CaseRow {
        let all = self.all().await;
        let found = all
            .into_iter()
            .find(|case| case.employer_name.starts_with(firm) && case.facts.case_type == kind);
        found.unwrap()
    }

    async fn contoh(&self) -> CaseRow {
        let cases = self.all().await;
        let of_firm = |case: &CaseRow| case.employer_name == "CV Contoh Sentosa";
        cases.into_iter().find(of_firm).unwrap()
    }

    async fn propose(&self, id: CaseId, by: OfficerId) -> Result<(), &'static str> {
        let done = self.p.services.propose_confirmation(&[id.into()], by).await;
        done.map(|_| ()).map_err(|error| code(&error))
    }

    async fn second(&self, id: CaseId, by: OfficerId) -> Result<(), &'static str> {
        let done = self.p.services.second_confirmation(&[id.into()], by).await;
        done.map(|_| ()).map_err(|error| code(&error))
    }

    async fn add(&self, email: &str, role: Role) -> OfficerId {
        let services = &self.p.services;
        services
            .add_officer("Sari Umpama", email, role)
            .await
            .unwrap();
        services.officer_by_email(email).await.unwrap().id
    }
}

fn code(error: &ServiceError) -> &'static str {
    match error {
        ServiceError::Barred(refusal) => refusal.code,
        other => panic!("{other}"),
    }
}

#[tokio::test]
async fn one_officer_proposes_another_confirms_and_only_then_the_firm_is_written_to() {
    let d = Desk::open().await;
    let id = d.contoh().await.id;
    let queued = async || {
        d.p.services
            .remind(Rehearsal::Yes, None)
            .await
            .unwrap()
            .queued
    };
    assert_eq!(d.propose(id, d.rina).await, Ok(()));
    assert_eq!(queued().await, 0);
    let proposed = d.contoh().await.handling;
    assert_eq!(proposed.proposer.as_deref(), Some("Rina Contoh"));
    assert_eq!(proposed.proposal.unwrap().evidence_on, day(2026, 3, 16));
    assert_eq!(d.second(id, d.budi).await, Ok(()));
    assert!(d.contoh().await.facts.confirmed);
    assert_eq!(queued().await, 1);
    assert_eq!(d.second(id, d.budi).await, Err("not_waiting"));
    assert_eq!(d.propose(id, d.budi).await, Err("not_waiting"));
}

#[tokio::test]
async fn nobody_confirms_what_the_same_person_proposed() {
    let d = Desk::open().await;
    let id = d.contoh().await.id;
    assert_eq!(d.second(id, d.rina).await, Err("not_proposed"));
    assert_eq!(d.propose(id, d.rina).await, Ok(()));
    assert_eq!(d.second(id, d.rina).await, Err("same_person"));
    assert_eq!(d.propose(id, d.budi).await, Err("already_proposed"));
    let today = d.p.services.today();
    assert_eq!(d.contoh().await.confirmation(today), Confirmation::Second);
}

#[tokio::test]
async fn a_proposal_is_void_when_the_finding_changed_and_can_be_made_anew() {
    let d = Desk::open().await;
    let (id, today) = (d.contoh().await.id, day(2026, 3, 16));
    assert_eq!(d.propose(id, d.rina).await, Ok(()));
    d.p.import(Kind::Participants, LATER, today).await;
    assert_eq!(
        d.second(id, d.budi).await,
        Err("not_rechecked"),
        "data came in that nobody judged yet"
    );
    d.p.check(today).await;
    // The registration is done with; what is left is another case.
    assert_eq!(d.second(id, d.budi).await, Err("not_waiting"));
    let next = d.contoh().await;
    assert_ne!(next.id, id);
    assert_eq!(d.propose(next.id, d.rina).await, Ok(()));
    let roster = format!("{ROSTER}9120000000001,6474010101900009,4000000,2020-01-01\n");
    d.p.import(Kind::Roster, &roster, today).await;
    d.p.check(today).await;
    assert_eq!(d.second(next.id, d.budi).await, Err("void_changed"));
    assert_eq!(d.contoh().await.confirmation(today).code(), "void");
    assert_eq!(d.propose(next.id, d.budi).await, Ok(()));
    assert_eq!(d.second(next.id, d.rina).await, Ok(()));
}

#[tokio::test]
async fn a_proposal_is_void_when_its_evidence_is_older_than_thirty_days() {
    let d = Desk::open().await;
    let id = d.contoh().await.id;
    assert_eq!(d.propose(id, d.rina).await, Ok(()));
    let last = day(2026, 3, 16) + Days::new(30);
    d.p.morning_of(last + Days::new(1));
    d.p.check(last + Days::new(1)).await;
    assert_eq!(d.second(id, d.budi).await, Err("void_old_evidence"));
    assert_eq!(d.propose(id, d.budi).await, Err("old_evidence"));
    d.p.import(Kind::Participants, PARTICIPANTS, last).await;
    d.p.check(last + Days::new(1)).await;
    assert_eq!(
        d.second(id, d.budi).await,
        Ok(()),
        "a newer list says the same"
    );
}

#[tokio::test]
async fn a_proposal_can_be_withdrawn_or_given_back_with_a_reason() {
    let d = Desk::open().await;
    let (id, services) = (d.contoh().await.id, &d.p.services);
    let give_back = async |by, why| {
        let done = services.return_proposal(id, by, why).await;
        done.map_err(|error| code(&error))
    };
    assert_eq!(give_back(d.budi, "belum ada").await, Err("not_proposed"));
    assert_eq!(d.propose(id, d.rina).await, Ok(()));
    assert_eq!(give_back(d.budi, "  ").await, Err("return_reason"));
    let with_nik = "pekerja 6474 0101 0190 0001 pindah";
    assert_eq!(give_back(d.budi, with_nik).await, Err("return_reason"));
    assert_eq!(
        give_back(d.budi, "alamatnya pindah, tanyakan dahulu").await,
        Ok(())
    );
    let handling = d.contoh().await.handling;
    let returned = handling.returned.unwrap();
    assert_eq!(
        (handling.proposal, returned.by.as_str()),
        (None, "Budi Misal")
    );
    assert_eq!(d.second(id, d.budi).await, Err("not_proposed"));
    assert_eq!(d.propose(id, d.rina).await, Ok(()));
    assert_eq!(d.contoh().await.handling.returned, None);
    assert_eq!(give_back(d.rina, "salah pilih").await, Ok(()));
    assert_eq!(d.propose(id, d.budi).await, Ok(()));
    assert_eq!(d.second(id, d.rina).await, Ok(()));
    assert_eq!(give_back(d.rina, "terlambat").await, Err("not_waiting"));
}

#[tokio::test]
async fn several_cases_go_together_and_each_refusal_is_told() {
    let d = Desk::open().await;
    let all = d.all().await;
    assert_eq!(all.len(), 4);
    let contoh = d.contoh().await;
    let mut sightings: Vec<Sighting> = all.iter().map(|case| case.id.into()).collect();
    let stale = sightings.iter_mut().find(|s| s.id == contoh.id).unwrap();
    stale.seen = Some(patuh::domain::confirmation::Seen {
        shortfall: 99,
        ..contoh.seen()
    });
    let services = &d.p.services;
    let report = services
        .propose_confirmation(&sightings, d.rina)
        .await
        .unwrap();
    assert_eq!(report.done.len(), 3);
    assert_eq!(report.left, [(contoh.code.clone(), "seen_otherwise")]);
    assert_eq!(d.propose(contoh.id, d.budi).await, Ok(()));
    for case in &mut sightings {
        case.seen = None;
    }
    let report = services
        .second_confirmation(&sightings, d.budi)
        .await
        .unwrap();
    assert_eq!(report.done.len(), 3);
    assert_eq!(report.left, [(contoh.code, "same_person")]);
    assert_eq!(services.case_counts().await.unwrap(), (4, 3));
    let unknown = CaseId::from_uuid(uuid::Uuid::nil());
    let missing = services
        .second_confirmation(&[unknown.into()], d.budi)
        .await;
    assert!(matches!(missing, Err(ServiceError::Missing(_))));
}

#[tokio::test]
async fn only_labour_officers_with_an_open_account_work_on_cases() {
    let d = Desk::open().await;
    let (id, services) = (d.contoh().await.id, &d.p.services);
    let health = d.add("sari@kota.example", Role::HealthOfficer).await;
    let admin = patuh::store::Actor::Officer(d.add("dewi@kota.example", Role::Admin).await);
    assert_eq!(d.propose(id, health).await, Err("not_labour_officer"));
    let refused = services
        .assign(&[id], Some(health), d.rina)
        .await
        .unwrap_err();
    assert_eq!(code(&refused), "not_labour_officer");
    assert_eq!(d.propose(id, d.rina).await, Ok(()));
    services.disable(&admin, d.budi).await.unwrap();
    assert_eq!(d.second(id, d.budi).await, Err("not_labour_officer"));
    let refused = services
        .assign(&[id], Some(d.budi), d.rina)
        .await
        .unwrap_err();
    assert_eq!(code(&refused), "not_labour_officer");
}

#[tokio::test]
async fn my_list_holds_what_was_given_to_me_and_what_waits_for_my_confirmation() {
    let d = Desk::open().await;
    let (contoh, services) = (d.contoh().await, &d.p.services);
    let misal = d.case("PT Misal", CaseType::DataSubmission).await;
    let mine = async |whose| {
        let filter = WorkFilter {
            whose: Some(whose),
            ..WorkFilter::default()
        };
        let cases = d.listed(&filter).await;
        cases.into_iter().map(|case| case.id).collect::<Vec<_>>()
    };
    assert!(mine(Whose::Of(d.budi)).await.is_empty());
    services
        .assign(&[misal.id], Some(d.budi), d.rina)
        .await
        .unwrap();
    assert_eq!(d.propose(contoh.id, d.rina).await, Ok(()));
    let mut both = [contoh.id, misal.id];
    both.sort();
    let mut listed = mine(Whose::Of(d.budi)).await;
    listed.sort();
    assert_eq!(listed, both);
    assert_eq!(mine(Whose::SecondOf(d.budi)).await, [contoh.id]);
    assert!(mine(Whose::Of(d.rina)).await.is_empty());
    let step = |case: &CaseRow, by| services.next_step(case, by);
    assert_eq!(step(&d.contoh().await, d.budi), Ok(NextStep::Confirm));
    assert_eq!(step(&misal, d.budi), Ok(NextStep::Propose));
    services.assign(&[misal.id], None, d.budi).await.unwrap();
    assert_eq!(mine(Whose::Of(d.budi)).await, [contoh.id]);
}

#[tokio::test]
async fn a_case_that_opens_again_has_to_be_confirmed_again() {
    let d = Desk::open().await;
    let (id, today) = (d.contoh().await.id, day(2026, 3, 16));
    assert_eq!(d.propose(id, d.rina).await, Ok(()));
    let enrolled = "nik,pisa,segmen,status,kode_bu,upah\n\
        6474010101900001,1,PPU BU,AKTIF,00000011,4000000\n\
        6474010101900002,1,PPU BU,AKTIF,00000011,4000000\n\
        6474010101900003,1,PPU BU,AKTIF,00000012,5000000\n";
    d.p.import(Kind::Participants, enrolled, today).await;
    d.p.check(today).await;
    let later = today + Days::new(1);
    d.p.morning_of(later);
    let gone = "nik,pisa,segmen,status,kode_bu,upah\n\
        6474010101900008,2,PPU BU,AKTIF,00000011,\n";
    d.p.import(Kind::Participants, gone, later).await;
    d.p.check(later).await;
    let again = d.contoh().await;
    assert_eq!((again.id, again.round), (id, 2));
    assert_eq!(again.handling.proposal, None);
    assert_eq!(d.second(id, d.budi).await, Err("not_proposed"));
}
