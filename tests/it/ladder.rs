//! A case climbs its ladder: what each step waits for, and what stops it.

mod anew;
mod begun;
mod desk;
mod limits;
mod page;
mod paper;
mod plans;

use chrono::NaiveDate;
use patuh::{
    domain::{
        finding::CaseType,
        ids::OfficerId,
        ladder::Stage,
        receipt::How,
        remark::{Outcome as Settled, RemarkKind},
        role::Role,
    },
    intake::Kind,
    services::{AdvanceReport, NewRuling, Outcome, Reach, Rehearsal, SeenReceipt, ServiceError},
    store::CaseRow,
};

use crate::support::{Program, day};

const EMPLOYERS: &str = "nama,nib,kode_bu,kelurahan,email,pekerja_wlkp,tanggal_wlkp\n\
    CV Contoh Sentosa,9120000000001,00000011,Lok Tuan,hrd@contoh.example,4,2026-01-05\n\
    CV Umpama Bahari,9120000000003,00000013,Tanjung Laut,,3,2026-01-05\n\
    PT Misal Jaya,9120000000002,00000012,Kanaan,hrd@misal.example,1,2026-01-05\n";

pub const PARTICIPANTS: &str = "nik,pisa,segmen,status,kode_bu,upah\n\
    6474010101900003,1,PPU BU,AKTIF,00000012,5000000\n";

/// The same, and CV Contoh Sentosa has enrolled its four workers.
pub const LATER: &str = "nik,pisa,segmen,status,kode_bu,upah\n\
    6474010101900003,1,PPU BU,AKTIF,00000012,5000000\n\
    6474010101900005,1,PPU BU,AKTIF,00000011,5000000\n\
    6474010101900006,1,PPU BU,AKTIF,00000011,5000000\n\
    6474010101900007,1,PPU BU,AKTIF,00000011,5000000\n\
    6474010101900008,1,PPU BU,AKTIF,00000011,5000000\n";

const BILLS: &str = "kode_bu,bulan,tagihan,dibayar\n00000012,2026-01,500000,0\n";

struct Office {
    p: Program,
    rina: OfficerId,
    tono: OfficerId,
}

impl Office {
    /// Three confirmed cases on Monday, 16 March 2026: two registrations, one of them without an
    /// address, and overdue contributions.
    async fn open() -> Self {
        let p = Program::start().await;
        let today = day(2026, 3, 16);
        p.import(Kind::Employers, EMPLOYERS, today).await;
        p.import(Kind::Participants, PARTICIPANTS, today).await;
        p.import(Kind::Contributions, BILLS, today).await;
        p.check(today).await;
        assert_eq!(p.confirm_all().await, 3);
        let rina = p
            .officer("Rina Contoh", "rina@kota.example", Role::LabourOfficer)
            .await;
        let tono = p
            .officer("Tono Contoh", "tono@kota.example", Role::Approver)
            .await;
        Self { p, rina, tono }
    }

    /// The same after the appeals of that day were sent.
    async fn appealed() -> Self {
        let office = Self::open().await;
        assert_eq!(office.remind().await, (2, 2));
        assert_eq!(office.p.services.send_mail().await.unwrap().sent, 2);
        office
    }

    async fn case(&self, firm: &str) -> CaseRow {
        let cases = self.p.services.open_cases().await.unwrap();
        let found = cases
            .into_iter()
            .find(|c| c.employer_name.starts_with(firm));
        found.unwrap()
    }

    async fn contoh(&self) -> CaseRow {
        self.case("CV Contoh").await
    }

    /// Queues what is owed; answers mails and cases.
    async fn remind(&self) -> (u64, u64) {
        let report = self.p.services.remind(Rehearsal::No, None).await.unwrap();
        (report.queued, report.cases)
    }

    /// New lists as of a day, and a check.
    async fn news(&self, participants: &str, on: NaiveDate) {
        self.p.morning_of(on);
        self.p.import(Kind::Participants, participants, on).await;
        self.p.import(Kind::Contributions, BILLS, on).await;
        self.p.check(on).await;
    }

    async fn advance(&self) -> AdvanceReport {
        let reach = Reach::default();
        let planned = self.p.services.advance(Rehearsal::Yes, &reach).await;
        let done = self
            .p
            .services
            .advance(Rehearsal::No, &reach)
            .await
            .unwrap();
        assert_eq!(
            planned.unwrap().decisions,
            done.decisions,
            "a rehearsal and the run agree to the row"
        );
        done
    }

    async fn received(&self, case: &CaseRow, on: NaiveDate) -> Result<(), &'static str> {
        let seen = SeenReceipt {
            how: How::Hand,
            on,
            words: "Diterima bagian umum, tanda terima nomor 7.".to_owned(),
        };
        let services = &self.p.services;
        let done = services.record_receipt(case.id, &seen, self.rina).await;
        done.map_err(|error| code(&error))
    }

    async fn approve(&self, by: OfficerId) -> Result<u64, &'static str> {
        let plan = self.p.services.plan().await.unwrap();
        let done = self.p.services.approve(&plan.print, None, by).await;
        done.map_err(|error| code(&error))
    }
}

fn code(error: &ServiceError) -> &'static str {
    match error {
        ServiceError::Barred(refusal) => refusal.code,
        other => panic!("{other}"),
    }
}

/// What is said of the firms whose names begin so.
fn why(report: &AdvanceReport, firm: &str) -> String {
    let found = report
        .decisions
        .iter()
        .find(|d| d.employer.starts_with(firm));
    match &found.unwrap_or_else(|| panic!("{report:?}")).outcome {
        Outcome::Hold(why) => why.clone(),
        done => panic!("{done:?}"),
    }
}

#[tokio::test]
async fn a_reprimand_waits_for_receipt_term_and_approval_and_then_drafts_one_letter() {
    let o = Office::appealed().await;
    let appealed = o.contoh().await;
    // Ten working days, less Nyepi, Idulfitri and Easter.
    assert_eq!(appealed.facts.due_on, Some(day(2026, 4, 7)));
    o.news(PARTICIPANTS, day(2026, 4, 7)).await;
    assert!(why(&o.advance().await, "CV Contoh").contains("belum ada bukti"));
    assert_eq!(o.received(&appealed, day(2026, 3, 17)).await, Ok(()));
    assert_eq!(
        o.received(&appealed, day(2026, 3, 17)).await,
        Err("received-before")
    );
    // It was received a day later than it was sent, so its term ends a day later.
    assert_eq!(o.contoh().await.facts.due_on, Some(day(2026, 4, 8)));
    o.p.morning_of(day(2026, 4, 8));
    assert!(why(&o.advance().await, "CV Contoh").contains("sampai 2026-04-08"));
    o.p.morning_of(day(2026, 4, 9));
    assert!(why(&o.advance().await, "CV Contoh").contains("belum disetujui"));
    assert_eq!(o.approve(o.rina).await, Err("approver-only"));
    assert_eq!(o.approve(o.tono).await, Ok(1));
    let report = o.advance().await;
    assert_eq!((report.letters, report.withdrawn.len()), (1, 0));
    assert_eq!(o.advance().await.letters, 0, "never twice");
    let case = o.contoh().await;
    assert_eq!(case.facts.stage, Stage::Reprimand1);
    assert_eq!(case.facts.due_on, None, "its term begins with its receipt");
    let letters = o.p.services.letters().await.unwrap();
    let drafted: Vec<&str> = letters.iter().map(|l| l.kind.code()).collect();
    assert_eq!(drafted, ["circular", "reprimand_1"]);
}

#[tokio::test]
async fn the_term_of_a_letter_begins_with_its_receipt_and_a_slip_can_be_taken_back() {
    let o = Office::appealed().await;
    o.received(&o.contoh().await, day(2026, 3, 16))
        .await
        .unwrap();
    o.news(PARTICIPANTS, day(2026, 4, 8)).await;
    o.approve(o.tono).await.unwrap();
    assert_eq!(o.advance().await.letters, 1);
    let case = o.contoh().await;
    assert_eq!(o.received(&case, day(2026, 4, 9)).await, Err("day-ahead"));
    assert_eq!(o.received(&case, day(2026, 4, 7)).await, Err("day-before"));
    o.p.morning_of(day(2026, 4, 10));
    assert_eq!(o.received(&case, day(2026, 4, 10)).await, Ok(()));
    assert_eq!(o.contoh().await.facts.due_on, Some(day(2026, 4, 24)));
    let services = &o.p.services;
    services.take_receipt_back(case.id, o.rina).await.unwrap();
    let slip = o.contoh().await.facts;
    assert_eq!((slip.due_on, slip.received_on), (None, None));
    assert_eq!(o.received(&case, day(2026, 4, 9)).await, Ok(()));
    assert_eq!(o.contoh().await.facts.due_on, Some(day(2026, 4, 23)));
}

#[tokio::test]
async fn a_firm_that_complied_after_the_approval_is_withdrawn_and_listed() {
    let o = Office::appealed().await;
    o.received(&o.contoh().await, day(2026, 3, 16))
        .await
        .unwrap();
    o.news(PARTICIPANTS, day(2026, 4, 8)).await;
    assert_eq!(o.approve(o.tono).await, Ok(1));
    o.news(LATER, day(2026, 4, 9)).await;
    let report = o.advance().await;
    assert_eq!(report.letters, 0);
    let gone = &report.withdrawn[0];
    assert_eq!(
        (gone.employer.as_str(), gone.step, gone.because),
        ("CV Contoh Sentosa", Stage::Reprimand1, "complied")
    );
    let approval = &o.p.services.approvals(10).await.unwrap()[0];
    assert_eq!(
        (approval.steps, approval.taken, approval.withdrawn),
        (1, 0, 1)
    );
}

#[tokio::test]
async fn an_approval_holds_for_what_was_seen_and_for_nothing_more() {
    let o = Office::appealed().await;
    o.received(&o.contoh().await, day(2026, 3, 16))
        .await
        .unwrap();
    o.news(PARTICIPANTS, day(2026, 4, 8)).await;
    let before = o.p.services.plan().await.unwrap();
    // One of the four was enrolled meanwhile: another finding, another list.
    let one = "nik,pisa,segmen,status,kode_bu,upah\n\
        6474010101900003,1,PPU BU,AKTIF,00000012,5000000\n\
        6474010101900005,1,PPU BU,AKTIF,00000011,5000000\n";
    assert_eq!(o.approve(o.tono).await, Ok(1));
    o.news(one, day(2026, 4, 9)).await;
    let stale = o.p.services.approve(&before.print, None, o.tono).await;
    assert_eq!(code(&stale.unwrap_err()), "plan-changed");
    let report = o.advance().await;
    assert_eq!(report.letters, 0);
    // From nobody to one: the registration case closed, and a submission opened in its place.
    assert_eq!(report.withdrawn[0].because, "complied");
    assert_eq!(o.contoh().await.facts.stage, Stage::Verification);
}

#[tokio::test]
async fn an_answer_stops_every_step_and_gives_back_the_days_that_were_left() {
    let o = Office::appealed().await;
    let case = o.contoh().await;
    o.received(&case, day(2026, 3, 16)).await.unwrap();
    o.news(PARTICIPANTS, day(2026, 4, 2)).await;
    // Three working days before the end a reminder would be owed by now.
    let answer = NewRuling {
        employer: case.employer,
        kind: RemarkKind::Reply,
        words: "Sedang mengurus pendaftaran.".to_owned(),
        until_on: None,
        file: None,
    };
    let reply = o.p.services.rule(answer, o.rina).await.unwrap();
    assert_eq!(o.remind().await.0, 1, "the other firm's alone");
    o.news(PARTICIPANTS, day(2026, 4, 20)).await;
    assert!(why(&o.advance().await, "CV Contoh").contains("jawaban sejak 2026-04-02"));
    assert_eq!(o.approve(o.tono).await, Err("nothing-chosen"));
    let settled = (Settled::DataStand, "Belum ada bukti pendaftaran.");
    o.p.services.settle(reply, settled, o.rina).await.unwrap();
    // Two working days were left on the second of April: the 6th and the 7th.
    assert_eq!(o.contoh().await.facts.due_on, Some(day(2026, 4, 22)));
    o.p.morning_of(day(2026, 4, 23));
    assert_eq!(o.approve(o.tono).await, Ok(1));
    assert_eq!(o.advance().await.letters, 1);
}

#[tokio::test]
async fn reminders_go_out_three_days_before_and_one_day_after_the_end_once_each() {
    let o = Office::appealed().await;
    o.news(PARTICIPANTS, day(2026, 3, 31)).await;
    assert_eq!(o.remind().await, (0, 0));
    o.p.morning_of(day(2026, 4, 1));
    assert_eq!(o.remind().await, (2, 2));
    assert_eq!(o.remind().await, (0, 0), "however often it is asked");
    let mails = o.p.services.mails(None, 10).await.unwrap();
    let newest = &mails[0];
    assert!(
        newest.subject.contains("Pengingat batas waktu"),
        "{}",
        newest.subject
    );
    assert!(newest.body_text.contains("Selasa, 7 April 2026"));
    assert!(!newest.body_text.contains("4 pekerja"), "no figures");
    // The machine is off until two days after the end: the later reminder goes, the first is past.
    o.p.morning_of(day(2026, 4, 9));
    assert_eq!(o.remind().await, (2, 2));
    assert_eq!(o.remind().await, (0, 0));
    let text = &o.p.services.mails(None, 1).await.unwrap()[0].body_text;
    assert!(text.contains("belum mencatat tanggapan"), "{text}");
}

#[tokio::test]
async fn a_reminder_that_waits_is_taken_back_when_the_firm_complies() {
    let o = Office::appealed().await;
    o.p.morning_of(day(2026, 4, 1));
    assert_eq!(o.remind().await, (2, 2));
    o.news(LATER, day(2026, 4, 1)).await;
    assert_eq!(o.p.services.send_mail().await.unwrap().sent, 1);
}

#[tokio::test]
async fn overdue_contributions_are_reported_and_never_reprimanded() {
    let o = Office::appealed().await;
    let misal = o.case("PT Misal").await;
    assert_eq!(misal.facts.case_type, CaseType::ContributionPayment);
    o.received(&misal, day(2026, 3, 16)).await.unwrap();
    o.news(PARTICIPANTS, day(2026, 4, 8)).await;
    assert_eq!(o.approve(o.tono).await, Ok(1));
    assert_eq!(o.advance().await.letters, 1);
    let misal = o.case("PT Misal").await;
    assert_eq!(misal.facts.stage, Stage::ArrearsReport);
    let services = &o.p.services;
    let billed = (day(2026, 4, 8), "Surat penagihan BPJS Kesehatan.");
    let step = services.record_step(misal.id, billed, o.rina).await;
    assert_eq!(step.unwrap(), Stage::BpjsBilling);
    let appeal = o.contoh().await;
    let early = services.record_step(appeal.id, billed, o.rina).await;
    assert_eq!(code(&early.unwrap_err()), "not-recorded");
}

#[tokio::test]
async fn a_firm_without_an_address_is_told_by_hand_and_that_proves_the_receipt() {
    let o = Office::appealed().await;
    let bahari = o.case("CV Umpama").await;
    assert_eq!(bahari.facts.stage, Stage::Verification);
    let told = SeenReceipt {
        how: How::Visit,
        on: day(2026, 3, 17),
        words: "Disampaikan kepada pengelola di tempat usaha.".to_owned(),
    };
    o.p.morning_of(day(2026, 3, 17));
    let services = &o.p.services;
    services
        .appeal_by_hand(bahari.id, &told, o.rina)
        .await
        .unwrap();
    let facts = o.case("CV Umpama").await.facts;
    assert_eq!(facts.stage, Stage::Appeal);
    assert_eq!(facts.received_on, Some(day(2026, 3, 17)));
    assert_eq!(facts.due_on, Some(day(2026, 4, 8)));
    let twice = services.appeal_by_hand(bahari.id, &told, o.rina).await;
    assert_eq!(code(&twice.unwrap_err()), "not-by-hand");
}
