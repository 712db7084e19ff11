//! A firm sends its workers: it is told how they stand, and nothing of the list stays anywhere but
//! counts and keyed hashes.

mod traces;

use chrono::Days;
use hmac::{Hmac, Mac};
use patuh::{
    domain::{
        answer::{LinkToken, Said},
        ids::{EmployerId, OfficerId, ReplyLinkId},
        role::Role,
    },
    intake::{IntakeError, Kind},
    services::{
        AnswerRoster, Enclosed, Given, NewFile, NewReply, Rehearsal, RosterReading, SealedFile,
        ServiceError,
    },
    store::Answer,
};
use rust_xlsxwriter::Workbook;
use sha2::Sha256;
use uuid::Uuid;

use crate::{
    first_story::EMPLOYERS,
    support::{Program, cell, day},
};

/// Of the firm that is asked, three workers.
const ROSTER: &str = "nib,nik,upah,tanggal_masuk\n\
    9120000000001,6474010101900001,4000000,2020-01-01\n\
    9120000000001,6474010101900002,4100000,2020-01-01\n\
    9120000000001,6474010101900004,4000000,2020-01-01\n\
    9120000000002,6474010101900003,5000000,2020-01-01\n";

/// One of the three is registered.
const FIRST: &str = "nik,pisa,segmen,status,kode_bu,upah\n\
    6474010101900003,1,PPU BU,AKTIF,00000012,5000000\n\
    6474010101900001,1,PPU BU,AKTIF,00000011,4000000\n";

/// Two of the three are registered by now.
const REGISTERED: &str = "nik,pisa,segmen,status,kode_bu,upah\n\
    6474010101900003,1,PPU BU,AKTIF,00000012,5000000\n\
    6474010101900001,1,PPU BU,AKTIF,00000011,4000000\n\
    6474010101900002,1,PPU BU,AKTIF,00000011,4100000\n";

/// A firm that got its appeal, and the secret of its reply page.
pub struct Asked {
    pub p: Program,
    pub firm: EmployerId,
    pub rina: OfficerId,
    pub token: LinkToken,
}

impl Asked {
    pub async fn begin() -> Self {
        let p = Program::start().await;
        let rina = p
            .officer("Rina Contoh", "rina@kota.example", Role::LabourOfficer)
            .await;
        let today = p.services.today();
        p.import(Kind::Employers, EMPLOYERS, today).await;
        p.import(Kind::Roster, ROSTER, today).await;
        p.import(Kind::Participants, FIRST, today).await;
        p.check(today).await;
        p.confirm_all().await;
        p.services.remind(Rehearsal::No, None).await.unwrap();
        p.services.send_mail().await.unwrap();
        let case = p.services.open_cases().await.unwrap().remove(0);
        let token = token(&p, &case).await;
        let firm = case.employer;
        Self {
            p,
            firm,
            rina,
            token,
        }
    }

    pub async fn read(&self, file: NewFile) -> Result<RosterReading, ServiceError> {
        let today = self.p.services.today();
        self.p
            .services
            .read_answer_roster(self.firm, file, today)
            .await
    }

    /// What a list of this text is read as.
    async fn list(&self, text: &str) -> AnswerRoster {
        match self.read(file("pekerja.csv", text)).await.unwrap() {
            RosterReading::Read(read) => *read,
            other @ RosterReading::OtherFirm { .. } => panic!("{other:?}"),
        }
    }

    pub async fn give(&self, said: Said, files: Vec<SealedFile>) -> Given {
        let with = Enclosed {
            files,
            workers: Vec::new(),
        };
        self.send(said, with).await
    }

    async fn send(&self, said: Said, with: Enclosed) -> Given {
        let form = Uuid::from_u128(u128::from(rand()));
        let reply = NewReply { said, form, with };
        self.p
            .services
            .give_answer(&self.token, reply)
            .await
            .unwrap()
    }

    async fn send_list(&self, read: AnswerRoster) -> Answer {
        let said = Said::Roster {
            as_of: self.p.services.today(),
            counts: read.counts,
            words: String::new(),
        };
        let with = Enclosed {
            files: Vec::new(),
            workers: read.workers,
        };
        let given = self.send(said, with).await;
        let tx = self.p.services.store.read().await.unwrap();
        tx.answer(given.id).await.unwrap().unwrap()
    }

    async fn verdict(&self) -> String {
        let lines = self.p.list().await;
        let line = lines.iter().find(|line| line.row.id == self.firm).unwrap();
        cell(line, "verdict")
    }

    async fn accept(&self, answer: &Answer) -> bool {
        let tx = self.p.services.store.begin().await.unwrap();
        tx.alone().await.unwrap();
        let taken = self
            .p
            .services
            .import_answer_roster(&tx, answer, self.rina)
            .await
            .unwrap();
        tx.commit(self.p.services_entry("story")).await.unwrap();
        self.p.check(self.p.services.today()).await;
        !taken.is_older
    }

    async fn workers(&self) -> u64 {
        let tx = self.p.services.store.begin().await.unwrap();
        let mut all = 0;
        for answer in tx.answers_of(self.firm).await.unwrap() {
            all += tx.drop_answer_workers(answer.id).await.unwrap();
        }
        all
    }
}

/// Numbers that don't come again.
fn rand() -> u64 {
    use std::sync::atomic::{AtomicU64, Ordering};
    static NEXT: AtomicU64 = AtomicU64::new(1);
    NEXT.fetch_add(1, Ordering::Relaxed)
}

/// The secret of a case's reply page, as a notice names it.
async fn token(p: &Program, case: &patuh::store::CaseRow) -> LinkToken {
    let tx = p.services.store.begin().await.unwrap();
    let fresh = ReplyLinkId::from_uuid(Uuid::from_u128(77));
    let until = p.services.today() + Days::new(180);
    let now = patuh::clock::Clock::now(&*p.clock);
    let link = tx.reply_link_for(case, fresh, (now, until)).await.unwrap();
    tx.touches([]);
    tx.commit(p.services_entry("story")).await.unwrap();
    let mut mac: Hmac<Sha256> = Mac::new_from_slice(&[5; 32]).unwrap();
    mac.update(b"reply-link\0");
    mac.update(link.uuid().as_bytes());
    LinkToken::new(link.uuid(), &mac.finalize().into_bytes().into())
}

pub fn file(name: &str, content: impl AsRef<[u8]>) -> NewFile {
    NewFile {
        name: name.to_owned(),
        content: content.as_ref().to_vec(),
    }
}

/// The code of what stands in the way.
pub fn code<T: std::fmt::Debug>(outcome: Result<T, ServiceError>) -> &'static str {
    match outcome {
        Err(ServiceError::Barred(refusal)) => refusal.code,
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn an_accepted_list_closes_the_case_by_the_check_and_not_by_the_claim() {
    let asked = Asked::begin().await;
    let p = &asked.p;
    p.morning_of(day(2026, 3, 23));
    let today = p.services.today();
    p.import(Kind::Participants, REGISTERED, today).await;
    p.check(today).await;
    assert_eq!(asked.verdict().await, "partial_workers");
    // The third worker has left, says the firm.
    let read = asked
        .list("NIK\n6474010101900001\n6474010101900002\n")
        .await;
    assert_eq!(read.counts.open(), 0);
    let answer = asked.send_list(read).await;
    p.check_everybody(today).await;
    assert_eq!(
        asked.verdict().await,
        "partial_workers",
        "a claim changes nothing"
    );
    assert_eq!(p.services.open_cases().await.unwrap().len(), 1);
    assert!(asked.accept(&answer).await);
    assert_eq!(asked.verdict().await, "compliant");
    assert!(p.services.open_cases().await.unwrap().is_empty());
    assert_eq!(
        asked.workers().await,
        0,
        "the hashes of the answer are gone"
    );
    // Wages that were known are still: who reports less than it pays is found.
    let less = REGISTERED.replace("00000011,4100000", "00000011,3900000");
    p.import(Kind::Participants, &less, today).await;
    p.check(today).await;
    assert_eq!(asked.verdict().await, "partial_wages");
    // It is an import like any other, with the answer's number and the officer's name.
    let batches = p.services.store.read().await.unwrap();
    let batches = batches.batches(None, 10).await.unwrap();
    let batch = batches
        .iter()
        .find(|one| one.files[0].contains("J-2026-"))
        .unwrap();
    assert_eq!(batch.files, ["Jawaban J-2026-00001"]);
    assert_eq!(batch.by.as_deref(), Some("Rina Contoh"));
}

#[tokio::test]
async fn an_older_list_changes_nothing_and_a_refused_or_forgotten_one_is_gone() {
    let asked = Asked::begin().await;
    let p = &asked.p;
    let answer = asked
        .send_list(asked.list("nik\n6474010101900001\n").await)
        .await;
    p.morning_of(day(2026, 3, 24));
    p.import(Kind::Roster, ROSTER, p.services.today()).await;
    assert!(!asked.accept(&answer).await, "a newer roster stands");

    let answer = asked
        .send_list(asked.list("nik\n6474010101900001\n").await)
        .await;
    let tx = p.services.store.begin().await.unwrap();
    p.services
        .forget_answer_roster(&tx, answer.id)
        .await
        .unwrap();
    tx.commit(p.services_entry("story")).await.unwrap();
    assert_eq!(asked.workers().await, 0);
    let tx = p.services.store.begin().await.unwrap();
    let taken = p
        .services
        .import_answer_roster(&tx, &answer, asked.rina)
        .await;
    assert_eq!(code(taken), "answer-roster-gone");
    drop(tx);

    asked
        .send_list(asked.list("nik\n6474010101900001\n").await)
        .await;
    p.morning_of(day(2026, 6, 22));
    p.services.tidy_answers().await.unwrap();
    assert_eq!(asked.workers().await, 1, "the last day");
    p.morning_of(day(2026, 6, 23));
    p.services.tidy_answers().await.unwrap();
    assert_eq!(asked.workers().await, 0);
}

#[tokio::test]
async fn who_is_in_grace_or_has_left_is_told_apart_and_stays_in_grace() {
    let asked = Asked::begin().await;
    let read = asked
        .list(
            "kode_bu,nik,tanggal_masuk,tanggal_keluar\n\
             00000011,6474010101900001,2026-03-01,\n\
             00000011,6474010101900002,2020-01-01,2026-03-16\n\
             ,6474010101900004,2020-01-01,\n\
             00000011,6474010101900004,2021-01-01,\n",
        )
        .await;
    let counts = &read.counts;
    assert_eq!(
        (counts.rows, counts.in_grace, counts.not_employed),
        (4, 1, 1)
    );
    assert_eq!((counts.open(), &*counts.open_rows), (1, &[4][..]));
    let answer = asked.send_list(read).await;
    asked.accept(&answer).await;
    let lines = asked.p.list().await;
    let line = lines.iter().find(|line| line.row.id == asked.firm).unwrap();
    // Who was known before is due as the city's list has it.
    assert_eq!(
        (cell(line, "headcount"), cell(line, "in_grace")),
        ("2".to_owned(), "0".to_owned())
    );
}

#[tokio::test]
async fn a_list_that_is_not_the_firms_or_no_list_is_refused_with_what_to_do() {
    let asked = Asked::begin().await;
    for (text, row, column) in [
        (
            "nib,nik\n9120000000001,6474010101900001\n9120000000002,6474010101900003\n",
            3,
            "nib",
        ),
        ("kode_bu,nik\n00000012,6474010101900003\n", 2, "kode_bu"),
        ("nib,nik\n9120000000077,6474010101900003\n", 2, "nib"),
        ("nib,nik\n9120000000002,123\n", 2, "nib"),
    ] {
        let read = asked.read(file("a.csv", text)).await.unwrap();
        assert_eq!(read, RosterReading::OtherFirm { row, column }, "{text}");
    }
    let large = vec![b'a'; 5 * 1024 * 1024 + 1];
    assert_eq!(
        code(asked.read(file("a.csv", large)).await),
        "roster-too-large"
    );
    let long = format!("nik\n{}", "6474010101900001\n".repeat(50_001));
    assert_eq!(
        code(asked.read(file("a.csv", long)).await),
        "roster-too-long"
    );
    let mut two = Workbook::new();
    for _ in 0..2 {
        let sheet = two.add_worksheet();
        sheet.write(0, 0, "NIK").unwrap();
        sheet.write(1, 0, "6474010101900001").unwrap();
    }
    let two = two.save_to_buffer().unwrap();
    assert_eq!(code(asked.read(file("a.xlsx", two)).await), "roster-sheets");
    let today = asked.p.services.today();
    for (on, refused) in [
        (today + Days::new(1), "date-future"),
        (today - Days::new(91), "roster-old"),
    ] {
        let list = file("a.csv", "nik\n6474010101900001\n");
        let read = asked.p.services.read_answer_roster(asked.firm, list, on);
        assert_eq!(code(read.await), refused);
    }
}

#[tokio::test]
async fn a_file_that_is_no_list_is_told_so_without_anybodys_number() {
    let asked = Asked::begin().await;
    let words = |read: Result<RosterReading, ServiceError>| match read {
        Err(ServiceError::Intake(error)) => {
            assert!(!matches!(error, IntakeError::Io { .. }), "{error}");
            error.to_string()
        }
        other => panic!("{other:?}"),
    };
    let scan = asked.read(file("6474010101900001.pdf", "%PDF-1.7 pindaian"));
    let scan = words(scan.await);
    assert!(
        scan.contains("dokumen PDF") && !scan.contains("6474"),
        "{scan}"
    );
    let nameless = words(asked.read(file("a.csv", "nama;upah\nTokoh;1\n")).await);
    assert!(nameless.contains("nik"), "{nameless}");
    assert!(words(asked.read(file("a.xlsx", "nik\n1\n")).await).contains("XLSX"));
    let faulty = asked
        .list("nik\n123\n6474019901900001\n6474010101900001\n")
        .await;
    assert_eq!(faulty.counts.unreadable, 2);
    assert!(
        faulty
            .unread
            .iter()
            .all(|row| !row.problem.contains("6474"))
    );
}

#[tokio::test]
async fn without_a_list_of_participants_nobody_is_told_that_nobody_is_registered() {
    let asked = Asked::begin().await;
    asked.p.morning_of(day(2027, 5, 3));
    let read = asked.read(file("a.csv", "nik\n6474010101900001\n")).await;
    assert_eq!(code(read), "roster-later");
}
