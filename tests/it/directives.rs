//! Instructions that administrators keep, and what becomes of their cases.

use chrono::NaiveDate;
use patuh::{
    domain::{
        directive::{Directive, DirectiveFault, Signatory},
        finding::CaseType,
        ids::{DirectiveId, OfficerId},
        ladder::Stage,
        remark::RemarkKind,
        role::Role,
    },
    intake::Kind,
    services::{NewFile, NewRuling, Rehearsal, SavedDirective, ServiceError, Sure},
    store::CaseRow,
};

use sea_orm::{ConnectionTrait, Database, Statement};

use crate::{
    ladder::{LATER, PARTICIPANTS},
    support::{Program, day},
};

const EMPLOYERS: &str = "nama,nib,kode_bu,kelurahan,email,pekerja_wlkp,tanggal_wlkp\n\
    CV Contoh Sentosa,9120000000001,00000011,Lok Tuan,hrd@contoh.example,4,2026-01-05\n\
    CV Umpama Bahari,9120000000003,00000013,Tanjung Laut,,3,2026-01-05\n\
    PT Misal Jaya,9120000000002,00000012,Kanaan,hrd@misal.example,40,2026-01-05\n";

const TODAY: (i32, u32, u32) = (2026, 3, 16);

fn today() -> NaiveDate {
    day(TODAY.0, TODAY.1, TODAY.2)
}

fn directive(title: &str, audience: Option<&str>, from: NaiveDate) -> Directive {
    Directive {
        number: Some("100.3.4/7/2026".to_owned()),
        issued_on: Some(day(2026, 3, 2)),
        title: title.to_owned(),
        body: "Setiap pekerja **terdaftar**.".to_owned(),
        signatory: Some(Signatory {
            name: "Nama Contoh".to_owned(),
            office: "Wali Kota Contoh".to_owned(),
            from: Some(day(2025, 2, 20)),
            to: None,
        }),
        legal_basis: vec![
            "Undang-Undang Nomor 24 Tahun 2011".to_owned(),
            "Peraturan Contoh Nomor 5 Tahun 2026".to_owned(),
        ],
        legal_verified_on: Some(day(2026, 3, 1)),
        audience: audience.map(str::to_owned),
        ladder: "city".to_owned(),
        arrears_ladder: "arrears".to_owned(),
        valid_from: from,
        valid_to: None,
    }
}

struct Hall {
    p: Program,
    adi: OfficerId,
}

impl Hall {
    /// A city whose employers are known and judged once, before any case could be opened.
    async fn open() -> Self {
        let p = Program::start().await;
        p.import(Kind::Employers, EMPLOYERS, today()).await;
        let adi = p
            .officer("Adi Umpama", "adi@kota.example", Role::Admin)
            .await;
        Self { p, adi }
    }

    async fn check(&self, participants: &str, on: NaiveDate) {
        self.p.morning_of(on);
        self.p.import(Kind::Participants, participants, on).await;
        self.p.check(on).await;
    }

    async fn save(&self, says: &Directive) -> SavedDirective {
        let services = &self.p.services;
        services
            .save_directive(None, says, Sure::No, self.adi)
            .await
            .unwrap()
    }

    async fn keep(&self, says: &Directive) -> DirectiveId {
        let saved = self
            .p
            .services
            .save_directive(None, says, Sure::Yes, self.adi)
            .await;
        match saved.unwrap() {
            SavedDirective::Version(id, 1) => id,
            other => panic!("{other:?}"),
        }
    }

    async fn case(&self, firm: &str) -> CaseRow {
        let cases = self.p.services.open_cases().await.unwrap();
        let mut found = cases
            .into_iter()
            .filter(|case| case.employer_name.starts_with(firm));
        found.next().unwrap()
    }
}

fn code(error: &ServiceError) -> &'static str {
    match error {
        ServiceError::Barred(refusal) => refusal.code,
        other => panic!("{other}"),
    }
}

#[tokio::test]
async fn a_case_is_opened_under_the_instruction_that_began_last_among_those_that_hold_the_firm() {
    let hall = Hall::open().await;
    let shipped = hall.p.services.directives().await.unwrap()[0].record.id;
    let small = hall
        .keep(&directive("Usaha mikro", Some("size=1-9"), day(2026, 2, 1)))
        .await;
    let tanjung = directive(
        "Tanjung Laut",
        Some("kelurahan=tanjung-laut"),
        day(2026, 3, 1),
    );
    let tanjung = hall.keep(&tanjung).await;
    let ahead = directive("Nanti", None, day(2026, 3, 17));
    hall.keep(&ahead).await;
    let over = Directive {
        valid_to: Some(day(2026, 3, 15)),
        ..directive("Dulu", None, day(2026, 3, 10))
    };
    hall.keep(&over).await;
    hall.check(PARTICIPANTS, today()).await;
    // Nine workers or fewer; the same in Tanjung Laut; forty.
    assert_eq!(hall.case("CV Contoh").await.directive, small);
    assert_eq!(hall.case("CV Umpama").await.directive, tanjung);
    assert_eq!(hall.case("PT Misal").await.directive, shipped);
    let counted: Vec<(String, u64)> = hall
        .p
        .services
        .directives()
        .await
        .unwrap()
        .into_iter()
        .map(|d| (d.record.says.title.clone(), d.cases))
        .collect();
    let cases = |title: &str| counted.iter().find(|(t, _)| t == title).unwrap().1;
    assert_eq!(
        (cases("Nanti"), cases("Dulu"), cases("Usaha mikro")),
        (0, 0, 1)
    );
}

#[tokio::test]
async fn a_withdrawn_instruction_opens_no_case_and_its_own_go_on() {
    let hall = Hall::open().await;
    let services = &hall.p.services;
    let all = hall.keep(&directive("Semua", None, today())).await;
    hall.check(PARTICIPANTS, today()).await;
    assert_eq!(hall.case("CV Contoh").await.directive, all);
    let nothing = services.withdraw_directive(all, "  ", hall.adi).await;
    assert_eq!(code(&nothing.unwrap_err()), "reason");
    services
        .withdraw_directive(all, "Diganti arahan baru.", hall.adi)
        .await
        .unwrap();
    let twice = services.withdraw_directive(all, "Lagi.", hall.adi).await;
    assert_eq!(code(&twice.unwrap_err()), "directive-withdrawn");
    let more = "nama,nib,kode_bu,kelurahan,email,pekerja_wlkp,tanggal_wlkp\n\
        CV Misal Baru,9120000000009,00000019,Kanaan,,5,2026-01-05\n";
    hall.p.import(Kind::Employers, more, today()).await;
    hall.p.check(today()).await;
    assert_ne!(hall.case("CV Misal").await.directive, all);
    assert_eq!(hall.case("CV Contoh").await.directive, all);
}

#[tokio::test]
async fn an_audience_of_nobody_or_everybody_is_a_question_first() {
    let hall = Hall::open().await;
    hall.check(PARTICIPANTS, today()).await;
    for (audience, matched) in [("q=tidak+ada", 0), ("email=yes,no", 3)] {
        let says = directive("Tanya", Some(audience), today());
        let SavedDirective::Question(crowd) = hall.save(&says).await else {
            panic!("{audience}");
        };
        assert_eq!((crowd.matched, crowd.total), (matched, 3), "{audience}");
        hall.keep(&says).await;
    }
    let some = directive("Sebagian", Some("verdict=unregistered"), today());
    assert!(matches!(
        hall.save(&some).await,
        SavedDirective::Version(..)
    ));
    let everybody = directive("Semua", None, today());
    assert!(matches!(
        hall.save(&everybody).await,
        SavedDirective::Version(..)
    ));
    let bad = directive("Salah", Some("verdik=unknown"), today());
    assert_eq!(
        hall.save(&bad).await,
        SavedDirective::Faulty(vec![DirectiveFault::Audience])
    );
}

#[tokio::test]
async fn a_stale_edit_is_shown_what_stands_and_the_log_says_from_what_to_what() {
    let hall = Hall::open().await;
    let services = &hall.p.services;
    let says = directive("Pertama", None, today());
    let id = hall.keep(&says).await;
    let second = Directive {
        title: "Kedua".to_owned(),
        valid_to: Some(day(2026, 12, 31)),
        ..says.clone()
    };
    let save = async |says: &Directive, base| {
        services
            .save_directive(Some((id, base)), says, Sure::No, hall.adi)
            .await
            .unwrap()
    };
    assert_eq!(save(&says, 1).await, SavedDirective::Same(id));
    assert_eq!(save(&second, 1).await, SavedDirective::Version(id, 2));
    let SavedDirective::Stale(now) = save(&says, 1).await else {
        panic!("an edit of version 1 when there is a version 2");
    };
    assert_eq!((now.version, now.says.title.as_str()), (2, "Kedua"));
    let seen = services.directive(id).await.unwrap();
    assert_eq!(seen.versions.len(), 1);
    assert_eq!(seen.versions[0].says, says);
    let text = "SELECT subject FROM audit_log WHERE action = 'directive.save' ORDER BY id DESC";
    let db = Database::connect(&hall.p.url).await.unwrap();
    let last = db.query_one_raw(Statement::from_string(db.get_database_backend(), text));
    let subject: String = last.await.unwrap().unwrap().try_get("", "subject").unwrap();
    assert_eq!(
        subject,
        format!("{id} 1 -> 2: title \"Pertama\" -> \"Kedua\"; valid_to \"\" -> \"2026-12-31\"")
    );
}

#[tokio::test]
async fn mails_name_the_laws_of_the_instruction_and_else_the_usual_ones() {
    let hall = Hall::open().await;
    hall.keep(&directive("Kecil", Some("size=1-9"), today()))
        .await;
    hall.check(PARTICIPANTS, today()).await;
    assert_eq!(hall.p.confirm_all().await, 3);
    hall.p.services.remind(Rehearsal::No, None).await.unwrap();
    let mails = hall.p.services.mails(None, 10).await.unwrap();
    let to = |address: &str| {
        let mail = mails.iter().find(|m| m.recipient == address).unwrap();
        mail.body_text.clone()
    };
    let own = "Undang-Undang Nomor 24 Tahun 2011 dan Peraturan Contoh Nomor 5 Tahun 2026";
    assert!(to("hrd@contoh.example").contains(own));
    let usual = "Peraturan Presiden Nomor 82 Tahun 2018 beserta perubahannya";
    assert!(to("hrd@misal.example").contains(usual));
}

#[tokio::test]
async fn the_funnel_adds_up_and_tells_what_was_gained_and_answered() {
    let hall = Hall::open().await;
    let services = &hall.p.services;
    let id = hall.keep(&directive("Semua", None, today())).await;
    hall.check(PARTICIPANTS, today()).await;
    let progress = async || services.directive(id).await.unwrap().progress;
    let open = |p: &patuh::store::Progress, stage, confirmed| -> u64 {
        let at = p.standing.iter();
        at.filter(|s| s.stage == Some(stage) && s.confirmed == confirmed)
            .map(|s| s.cases)
            .sum()
    };
    let p = progress().await;
    assert_eq!(open(&p, Stage::Verification, false), 3);
    assert_eq!((p.notified, p.reached.len()), (0, 0));
    assert_eq!((p.firms, p.enrolled_then, p.enrolled_now), (3, 1, 1));
    assert_eq!(hall.p.confirm_all().await, 3);
    services.remind(Rehearsal::No, None).await.unwrap();
    services.send_mail().await.unwrap();
    let p = progress().await;
    assert_eq!(open(&p, Stage::Appeal, true), 2);
    assert_eq!(open(&p, Stage::Verification, true), 1);
    assert_eq!(p.reached, [(Stage::Appeal, 2)]);
    assert_eq!((p.notified, p.answered), (2, 0));
    let rina = hall
        .p
        .officer("Rina Contoh", "rina@kota.example", Role::LabourOfficer)
        .await;
    let misal = hall.case("PT Misal").await;
    assert_eq!(misal.facts.case_type, CaseType::DataSubmission);
    let answer = NewRuling {
        employer: misal.employer,
        kind: RemarkKind::Reply,
        words: "Sedang mengurus pendaftaran.".to_owned(),
        until_on: None,
        file: None,
    };
    services.rule(answer, rina).await.unwrap();
    hall.check(LATER, day(2026, 3, 17)).await;
    let p = progress().await;
    assert_eq!((p.notified, p.answered), (2, 1));
    assert_eq!((p.firms, p.enrolled_then, p.enrolled_now), (3, 1, 5));
    let complied: u64 = p
        .standing
        .iter()
        .filter(|s| s.complied)
        .map(|s| s.cases)
        .sum();
    let all: u64 = p.standing.iter().map(|s| s.cases).sum();
    assert_eq!((complied, all), (1, 3), "each case stands at one place");
    assert_eq!(p.reached, [(Stage::Appeal, 2)], "what was reached stays so");
}

#[tokio::test]
async fn a_file_that_an_employer_has_too_stays_when_one_of_both_lets_go() {
    let hall = Hall::open().await;
    hall.check(PARTICIPANTS, today()).await;
    let services = &hall.p.services;
    let id = hall.keep(&directive("Semua", None, today())).await;
    let upload = NewFile {
        name: "arahan.pdf".to_owned(),
        content: b"%PDF-1.7 contoh".to_vec(),
    };
    let employer = hall.case("CV Contoh").await.employer;
    let theirs = services.attach(employer, &upload, hall.adi).await.unwrap();
    let ours = services
        .attach_to_directive(id, &upload, hall.adi)
        .await
        .unwrap();
    services.remove_attachment(theirs, hall.adi).await.unwrap();
    let (file, content) = services.read_directive_file(id, ours).await.unwrap();
    assert_eq!(
        (file.name.as_str(), content),
        ("arahan.pdf", upload.content)
    );
    services
        .remove_directive_file(id, ours, hall.adi)
        .await
        .unwrap();
    assert!(services.read_directive_file(id, ours).await.is_err());
    let left = std::fs::read_dir(hall.p.folder.path().join("files")).unwrap();
    assert_eq!(left.count(), 0);
}
