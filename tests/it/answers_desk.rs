//! What officers do with answers: every kind accepted and refused, with the clock, the term, the
//! mails, and what a check makes of it.

mod order;

use std::sync::Arc;

use chrono::{Days, NaiveDate};
use patuh::{
    clock::Clock,
    domain::{
        answer::{Advice, AnswerDeed, AnswerState, LinkToken, Said},
        ids::{AnswerId, EmployerId, OfficerId},
        remark::{Outcome, RemarkKind},
        role::Role,
        verdict::Verdict,
    },
    intake::Kind,
    services::{
        Enclosed, NewReply, Rehearsal, SeenAnswer, SeenReceipt, ServiceError, SessionKey,
        SignInRules, Site, Visitor,
    },
    store::CaseRow,
};
use uuid::Uuid;

use crate::{
    officers_work::code,
    support::{Program, cell, day},
};

/// Ten declared workers, two registered; nobody else is written to.
const FIRMS: &str = "nama,nib,kode_bu,kelurahan,email,pekerja_wlkp,tanggal_wlkp\n\
    CV Contoh Sentosa,9120000000001,00000011,Lok Tuan,hrd@contoh.example,10,2026-02-02\n";
const MEMBERS: &str = "nik,pisa,segmen,status,kode_bu,upah\n\
    6474010101900001,1,PPU BU,AKTIF,00000011,4000000\n\
    6474010101900002,1,PPU BU,AKTIF,00000011,4000000\n";
/// Eight more, under the head office's code.
const HEAD: &str = "nik,pisa,segmen,status,kode_bu,upah\n\
    6474010101900001,1,PPU BU,AKTIF,00000011,4000000\n\
    6474010101900002,1,PPU BU,AKTIF,00000011,4000000\n\
    6474010101900003,1,PPU BU,AKTIF,00000099,4000000\n\
    6474010101900004,1,PPU BU,AKTIF,00000099,4000000\n\
    6474010101900005,1,PPU BU,AKTIF,00000099,4000000\n\
    6474010101900006,1,PPU BU,AKTIF,00000099,4000000\n\
    6474010101900007,1,PPU BU,AKTIF,00000099,4000000\n\
    6474010101900008,1,PPU BU,AKTIF,00000099,4000000\n\
    6474010101900009,1,PPU BU,AKTIF,00000099,4000000\n\
    6474010101900010,1,PPU BU,AKTIF,00000099,4000000\n";

/// A firm that was written to, and the officers who read its answers.
struct Desk {
    p: Program,
    firm: EmployerId,
    token: LinkToken,
    rina: OfficerId,
    budi: OfficerId,
}

impl Desk {
    async fn open() -> Self {
        Self::with(FIRMS, MEMBERS).await
    }

    async fn with(firms: &str, members: &str) -> Self {
        let mut p = Program::start().await;
        let mut rules = SignInRules::with_key(SessionKey::new([5; 32]));
        rules.site = Site::at("https://patuh.kota.example", Vec::new()).unwrap();
        p.services.sign_in = Arc::new(rules);
        let today = p.services.today();
        p.import(Kind::Employers, firms, today).await;
        p.import(Kind::Participants, members, today).await;
        p.check(today).await;
        assert_eq!(p.confirm_all().await, 1);
        let officer = async |name, email| p.officer(name, email, Role::LabourOfficer).await;
        let rina = officer("Rina Contoh", "rina@kota.example").await;
        let budi = officer("Budi Misal", "budi@kota.example").await;
        let case = p.services.open_cases().await.unwrap().remove(0);
        if case.address().is_some() {
            p.services.remind(Rehearsal::No, None).await.unwrap();
            p.services.send_mail().await.unwrap();
        } else {
            let seen = SeenReceipt {
                how: patuh::domain::receipt::How::Visit,
                on: today,
                words: "Diterima pemilik.".to_owned(),
            };
            p.services
                .appeal_by_hand(case.id, &seen, rina)
                .await
                .unwrap();
        }
        let (firm, url) = p.services.hand_out_reply_link(case.id, rina).await.unwrap();
        let token = url.rsplit('/').next().unwrap();
        let token = p.services.reply_token_of(token, &visitor()).await.unwrap();
        p.services.open_reply(&token, false).await.unwrap();
        Self {
            p,
            firm,
            token,
            rina,
            budi,
        }
    }

    async fn give(&self, said: Said) -> AnswerId {
        let form = Uuid::from_u128(u128::from(rand_form()));
        let with = Enclosed::default();
        let reply = NewReply { said, form, with };
        self.give_reply(reply).await
    }

    async fn give_reply(&self, reply: NewReply) -> AnswerId {
        let given = self.p.services.give_answer(&self.token, reply).await;
        given.unwrap().id
    }

    async fn seen(&self, id: AnswerId) -> SeenAnswer {
        let desk = self.p.services.answer_on_desk(id).await.unwrap();
        SeenAnswer {
            id,
            messages: desk.thread.messages.len(),
        }
    }

    async fn accept(&self, id: AnswerId, until: Option<NaiveDate>) -> Result<(), ServiceError> {
        let seen = self.seen(id).await;
        let services = &self.p.services;
        services.accept_answer(seen, (until, ""), self.rina).await
    }

    async fn refuse(&self, id: AnswerId) {
        let seen = self.seen(id).await;
        let services = &self.p.services;
        services
            .refuse_answer(seen, "Buktinya belum ada.", self.rina)
            .await
            .unwrap();
    }

    async fn case(&self) -> CaseRow {
        let cases = self.p.services.open_cases().await.unwrap();
        cases.into_iter().find(|c| c.employer == self.firm).unwrap()
    }

    async fn verdict(&self) -> String {
        let list = self.p.list().await;
        cell(&list[0], "verdict")
    }

    async fn state(&self, id: AnswerId) -> AnswerState {
        let desk = self.p.services.answer_on_desk(id).await.unwrap();
        desk.thread.answer.state
    }

    /// How the firm's answers ended on its page.
    async fn settled(&self) -> Option<Outcome> {
        let dossier = self.p.services.dossier(self.firm).await.unwrap();
        let mut replies = dossier.remarks.iter();
        let reply = replies.find(|remark| remark.kind == RemarkKind::Reply)?;
        reply.end.as_ref()?.outcome
    }

    /// The subjects and bodies of the mails after the appeal.
    async fn mails(&self) -> Vec<String> {
        self.p.services.send_mail().await.unwrap();
        let all = self.p.mailbox.messages();
        all.iter()
            .map(|mail| mail.replace("=\r\n", "").replace("\r\n ", " "))
            .filter(|mail| mail.contains("J-2026-"))
            .collect()
    }
}

fn visitor() -> Visitor {
    Visitor {
        agent: "cerita".to_owned(),
        address: "192.0.2.1".to_owned(),
    }
}

/// Every form is another one.
fn rand_form() -> u64 {
    use std::sync::atomic::{AtomicU64, Ordering};
    static NEXT: AtomicU64 = AtomicU64::new(1);
    NEXT.fetch_add(1, Ordering::Relaxed)
}

fn registered() -> Said {
    Said::Registered {
        bpjs_code: None,
        words: String::new(),
    }
}

fn differs(workers: u32) -> Said {
    Said::NumberDiffers {
        workers,
        words: "Delapan orang sudah berhenti.".to_owned(),
    }
}

fn promise(by: NaiveDate) -> Said {
    Said::Promise {
        by,
        words: String::new(),
    }
}

fn closed(without_workers: bool) -> Said {
    Said::Closed {
        without_workers,
        since: day(2026, 3, 2),
        words: "Pemilik pindah.".to_owned(),
    }
}

fn head_office() -> Said {
    Said::HeadOffice {
        name: "PT Misal Pusat".to_owned(),
        city: "Balikpapan".to_owned(),
        bpjs_code: "00000099".to_owned(),
        words: String::new(),
    }
}

fn address() -> Said {
    Said::WrongAddress {
        address: "kantor@contoh.example".to_owned(),
        words: String::new(),
    }
}

#[tokio::test]
async fn an_accepted_claim_of_registration_gives_time_and_changes_no_verdict() {
    let desk = Desk::open().await;
    let due_on = desk.case().await.facts.due_on.unwrap();
    let id = desk.give(registered()).await;
    let case = desk.case().await;
    assert!(case.facts.replied_on.is_some(), "the clock stands");
    assert_eq!(desk.verdict().await, "partial_workers");

    let today = desk.p.services.today();
    let far = desk.accept(id, Some(today + Days::new(61))).await;
    assert_eq!(code(far), "answer-until");
    assert_eq!(code(desk.accept(id, None).await), "answer-until");
    let until = today + Days::new(30);
    desk.accept(id, Some(until)).await.unwrap();
    let case = desk.case().await;
    assert_eq!(case.facts.replied_on, None);
    assert!(due_on < until);
    assert_eq!(case.facts.due_on, Some(until));
    assert_eq!(desk.verdict().await, "partial_workers");
    assert_eq!(desk.settled().await, Some(Outcome::FirmRight));

    // The next data decide.
    desk.p.morning_of(day(2026, 3, 27));
    let none = "nik,pisa,segmen,status,kode_bu,upah\n\
        6474010101900001,1,PPU BU,AKTIF,00000011,4000000\n";
    let today = desk.p.services.today();
    desk.p.import(Kind::Participants, none, today).await;
    desk.p.check(today).await;
    assert_eq!(desk.verdict().await, "partial_workers");
}

#[tokio::test]
async fn the_receipt_and_the_decision_are_mailed_with_the_number_and_no_figure_in_the_subject() {
    let desk = Desk::open().await;
    desk.p.morning_of(day(2026, 3, 17));
    let since = desk.p.clock.now();
    let id = desk.give(differs(2)).await;
    desk.refuse(id).await;
    let mails = desk.mails().await;
    assert_eq!(mails.len(), 2, "{mails:#?}");
    for mail in &mails {
        assert!(mail.contains("J-2026-00001"), "{mail}");
        let subject = mail.lines().find(|line| line.starts_with("Subject:"));
        let subject = subject.unwrap().replace("K-00001", "");
        assert!(!subject.contains(|c: char| c.is_ascii_digit()), "{subject}");
        assert!(mail.contains("hrd@contoh.example"));
        assert!(mail.contains("https://patuh.kota.example/r/"));
    }
    assert!(mails[1].contains("Buktinya belum ada."), "{}", mails[1]);
    // They are no notices: what is owed on the day is not held back by them.
    let tx = desk.p.services.store.read().await.unwrap();
    assert!(tx.mailed_since(since).await.unwrap().is_empty());
}

#[tokio::test]
async fn a_kept_promise_is_a_longer_term_to_the_next_working_day_and_an_old_one_is_not_accepted() {
    let desk = Desk::open().await;
    // A Sunday.
    let sunday = day(2026, 4, 12);
    let id = desk.give(promise(sunday)).await;
    let given = desk.p.services.answer_on_desk(id).await.unwrap();
    assert_eq!(given.suggestion.advice, Advice::Accept);
    desk.accept(id, None).await.unwrap();
    assert_eq!(desk.case().await.facts.due_on, Some(day(2026, 4, 13)));

    desk.p.morning_of(day(2026, 4, 14));
    let again = desk.give(promise(day(2026, 4, 20))).await;
    let told = desk.p.services.answer_on_desk(again).await.unwrap();
    assert_eq!(told.suggestion.advice, Advice::Refuse);
    assert_eq!(told.suggestion.because, "promise-broken");
    desk.p.morning_of(day(2026, 4, 21));
    assert_eq!(code(desk.accept(again, None).await), "answer-promise-over");
    desk.refuse(again).await;
    assert_eq!(desk.state(again).await, AnswerState::Refused);
}

#[tokio::test]
async fn another_number_counts_once_it_is_accepted_and_checked() {
    let desk = Desk::open().await;
    let id = desk.give(differs(2)).await;
    assert_eq!(desk.verdict().await, "partial_workers");
    desk.accept(id, None).await.unwrap();
    assert_eq!(desk.verdict().await, "compliant");
    let dossier = desk.p.services.dossier(desk.firm).await.unwrap();
    let field = patuh::domain::employer::Field::Wlkp;
    assert_eq!(dossier.employer.record.get(field), Some("2"));
    assert!(desk.p.services.open_cases().await.unwrap().is_empty());
}

#[tokio::test]
async fn a_firm_that_closed_is_closed_and_one_without_workers_has_none_to_judge_by() {
    let desk = Desk::open().await;
    let id = desk.give(closed(false)).await;
    let told = desk.p.services.answer_on_desk(id).await.unwrap();
    assert_eq!(told.suggestion.because, "closed-but-active");
    desk.accept(id, None).await.unwrap();
    assert_eq!(desk.verdict().await, "closed");

    let desk = Desk::open().await;
    let id = desk.give(closed(true)).await;
    desk.accept(id, None).await.unwrap();
    assert_eq!(desk.verdict().await, "unknown");
    // No step is taken on an unknown verdict.
    assert_eq!(desk.case().await.facts.verdict, Verdict::Unknown);
}

#[tokio::test]
async fn a_head_office_holds_for_a_year_at_most_and_its_code_is_taken_up() {
    let desk = Desk::with(FIRMS, HEAD).await;
    let id = desk.give(head_office()).await;
    assert_eq!(desk.verdict().await, "partial_workers");
    let today = desk.p.services.today();
    let far = desk.accept(id, Some(today + Days::new(367))).await;
    assert_eq!(code(far), "answer-until-head-office");
    desk.accept(id, Some(today + Days::new(300))).await.unwrap();
    assert_eq!(desk.verdict().await, "compliant");
    let dossier = desk.p.services.dossier(desk.firm).await.unwrap();
    let ruling = dossier
        .remarks
        .iter()
        .find(|remark| remark.kind == RemarkKind::HeadOffice)
        .unwrap();
    assert_eq!(ruling.until_on, Some(today + Days::new(300)));
    assert!(ruling.words.contains("J-2026-00001"), "{}", ruling.words);
}

#[tokio::test]
async fn a_new_address_is_taken_when_its_holder_confirmed_it_and_the_decision_goes_there() {
    let desk = Desk::open().await;
    let id = desk.give(address()).await;
    assert_eq!(
        code(desk.accept(id, None).await),
        "answer-address-unconfirmed"
    );
    let services = &desk.p.services;
    let tx = services.store.begin().await.unwrap();
    let answer = tx.answer(id).await.unwrap().unwrap();
    let deed = (AnswerDeed::ConfirmAddress, "");
    let now = desk.p.clock.now();
    assert!(
        tx.move_answer(&answer, deed, (None, None), now)
            .await
            .unwrap()
    );
    tx.touches([]);
    tx.commit(desk.p.services_entry("story.confirm"))
        .await
        .unwrap();
    desk.accept(id, None).await.unwrap();
    let case = desk.case().await;
    assert_eq!(case.address(), Some("kantor@contoh.example"));
    let mails = desk.mails().await;
    assert!(mails.last().unwrap().contains("kantor@contoh.example"));
}
