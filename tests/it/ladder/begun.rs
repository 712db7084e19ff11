//! Letters that an officer begins: the appeal on paper, and the letter of thanks.

use patuh::{
    domain::{
        ids::{CaseId, LetterId, OfficerId},
        ladder::Stage,
        letter::{LetterKind, LetterState},
        role::Role,
    },
    services::{SendWay, Services, Unfit},
};

use super::{
    LATER, Office, PARTICIPANTS, code,
    paper::{SIGNED, another_node, by_courier},
};
use crate::support::day;

/// One of the four workers of CV Contoh Sentosa is left.
const FELL_BACK: &str = "nik,pisa,segmen,status,kode_bu,upah\n\
    6474010101900003,1,PPU BU,AKTIF,00000012,5000000\n\
    6474010101900005,1,PPU BU,AKTIF,00000011,5000000\n";

impl Office {
    async fn draft_appeal(&self, firm: &str) -> Result<LetterId, &'static str> {
        let case = self.case(firm).await.id;
        let done = self.p.services.draft_appeal_letter(case, self.rina).await;
        done.map_err(|error| code(&error))
    }

    async fn on_reach_list(&self, firm: &str) -> bool {
        let lines = self.p.services.reach_list().await.unwrap();
        lines
            .iter()
            .any(|line| line.case.employer_name.starts_with(firm))
    }

    /// CV Contoh complied on 9 April, after its appeal.
    async fn complied() -> (Self, CaseId) {
        let o = Self::appealed().await;
        let case = o.contoh().await.id;
        o.news(LATER, day(2026, 4, 9)).await;
        (o, case)
    }

    async fn thank(&self, case: CaseId) -> Result<LetterId, &'static str> {
        let done = self.p.services.draft_thanks_letter(case, self.rina).await;
        done.map_err(|error| code(&error))
    }
}

#[tokio::test]
async fn a_firm_without_an_address_is_appealed_to_on_paper_and_its_term_begins_with_the_receipt() {
    let o = Office::appealed().await;
    assert!(o.on_reach_list("CV Umpama").await);
    assert_eq!(o.draft_appeal("CV Contoh").await, Err("appeal-not-now"));
    o.p.morning_of(day(2026, 3, 17));
    let id = o.draft_appeal("CV Umpama").await.unwrap();
    let letter = o.letter(id).await;
    let facts = o.case("CV Umpama").await.facts;
    assert_eq!(
        (letter.kind, letter.state),
        (LetterKind::Appeal, LetterState::Draft)
    );
    assert_eq!(
        (facts.stage, facts.due_on, facts.received_on),
        (Stage::Appeal, None, None)
    );
    assert_eq!(o.draft_appeal("CV Umpama").await, Err("appeal-not-now"));
    assert_eq!(o.remind().await, (0, 0), "nothing is mailed for it");
    let page = o.p.services.letter_page(id).await.unwrap();
    assert_eq!(page.addressee[0], "Pimpinan CV Umpama Bahari");
    // Nobody is called about a letter that lies at the office.
    o.news(PARTICIPANTS, day(2026, 4, 1)).await;
    assert!(!o.on_reach_list("CV Umpama").await);
    o.go_as_far_as_signed(&letter, SIGNED).await;
    assert_eq!(o.send(id, &SendWay::Mail).await, Err("letter-no-address"));
    assert_eq!(o.send(id, &by_courier(day(2026, 4, 1))).await, Ok(()));
    assert!(!o.on_reach_list("CV Umpama").await);
    o.p.morning_of(day(2026, 4, 13));
    assert!(
        o.on_reach_list("CV Umpama").await,
        "nothing proves the receipt"
    );
    let case = o.case("CV Umpama").await;
    assert_eq!(o.received(&case, day(2026, 4, 10)).await, Ok(()));
    assert_eq!(o.letter(id).await.state, LetterState::Received);
    let facts = o.case("CV Umpama").await.facts;
    assert_eq!(facts.due_on, Some(day(2026, 4, 24)));
    // The next step follows as after any appeal.
    o.news(PARTICIPANTS, day(2026, 4, 27)).await;
    assert_eq!(o.approve(o.tono).await, Ok(1));
    assert_eq!(o.advance().await.letters, 1);
    assert_eq!(o.case("CV Umpama").await.facts.stage, Stage::Reprimand1);
}

#[tokio::test]
async fn a_cancelled_appeal_on_paper_is_drafted_anew() {
    let o = Office::appealed().await;
    let id = o.draft_appeal("CV Umpama").await.unwrap();
    let services = &o.p.services;
    let done = services.cancel_letter((id, 1), "Salah kop.", o.rina).await;
    done.unwrap();
    let new = services.redraft_letter(id, o.rina).await.unwrap();
    assert_eq!(o.letter(new).await.kind, LetterKind::Appeal);
    assert_eq!(o.case("CV Umpama").await.facts.stage, Stage::Appeal);
}

#[tokio::test]
async fn a_firm_that_complied_is_thanked_on_paper_and_not_by_mail_too() {
    let (o, case) = Office::complied().await;
    let services = &o.p.services;
    let firm = services.cases(&[case]).await.unwrap()[0].employer;
    let due = services.thankable_cases(firm).await.unwrap();
    assert_eq!(due.iter().map(|one| one.0).collect::<Vec<_>>(), [case]);
    let id = o.thank(case).await.unwrap();
    assert_eq!(o.thank(case).await, Err("thanks-not-due"), "once");
    assert!(services.thankable_cases(firm).await.unwrap().is_empty());
    let report = services.remind(patuh::services::Rehearsal::No, None).await;
    let notices = report.unwrap().decisions;
    assert!(
        notices.iter().all(|one| one.notice != "thank_you"),
        "{notices:?}"
    );
    let letter = o.letter(id).await;
    assert_eq!(letter.kind, LetterKind::Thanks);
    o.go_as_far_as_signed(&letter, SIGNED).await;
    assert_eq!(o.send(id, &SendWay::Mail).await, Err("letter-by-paper"));
    assert_eq!(o.send(id, &by_courier(day(2026, 4, 9))).await, Ok(()));
    o.p.morning_of(day(2026, 4, 10));
    let receipt = (day(2026, 4, 10), "Diterima direksi.");
    let done = services.receive_letter((id, 1), receipt, o.rina).await;
    done.unwrap();
    let letter = o.letter(id).await;
    assert_eq!(
        (letter.state, letter.received_on),
        (LetterState::Received, Some(day(2026, 4, 10)))
    );
    let again = services.receive_letter((id, 1), receipt, o.rina).await;
    assert_eq!(code(&again.unwrap_err()), "letter_state");
}

#[tokio::test]
async fn a_firm_that_was_thanked_by_mail_or_fell_back_is_not_thanked_on_paper() {
    let (o, case) = Office::complied().await;
    let services = &o.p.services;
    let id = o.thank(case).await.unwrap();
    let seen = (id, 1);
    services.submit_letter(seen, "", o.rina).await.unwrap();
    o.news(FELL_BACK, day(2026, 4, 10)).await;
    let found = services.letter_obstacles(id, o.tono).await.unwrap();
    assert_eq!(found, [Unfit::CaseOver]);
    let done = services.cancel_letter(seen, "Belum patuh.", o.rina).await;
    done.unwrap();
    assert_eq!(o.thank(case).await, Err("thanks-not-due"));
    let anew = services.redraft_letter(id, o.rina).await;
    assert_eq!(code(&anew.unwrap_err()), "thanks-not-due");

    let (o, case) = Office::complied().await;
    assert_eq!(o.remind().await.0, 2, "a reminder, and thanks");
    assert_eq!(o.thank(case).await, Err("thanks-not-due"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_those_who_begin_a_letter_at_once_one_does() {
    let (o, thanked) = Office::complied().await;
    let untold = o.case("CV Umpama").await.id;
    let budi =
        o.p.officer("Budi Misal", "budi@kota.example", Role::LabourOfficer)
            .await;
    let (node, _) = another_node(&o.p).await;
    let press = |services: &Services, by: OfficerId| {
        let services = services.clone();
        tokio::spawn(async move {
            let appeal = services.draft_appeal_letter(untold, by).await;
            let thanks = services.draft_thanks_letter(thanked, by).await;
            (
                appeal.map_err(|error| code(&error)),
                thanks.map_err(|error| code(&error)),
            )
        })
    };
    let presses = [
        press(&o.p.services, o.rina),
        press(&node, budi),
        press(&o.p.services, budi),
        press(&node, o.rina),
    ];
    let (mut appeals, mut thanks) = (Vec::new(), Vec::new());
    for one in presses {
        let (appeal, thank) = one.await.unwrap();
        appeals.push(appeal);
        thanks.push(thank);
    }
    let won = |done: &[Result<LetterId, &str>]| done.iter().filter(|one| one.is_ok()).count();
    assert_eq!(
        (won(&appeals), won(&thanks)),
        (1, 1),
        "{appeals:?} {thanks:?}"
    );
    let letters = o.p.services.letters().await.unwrap();
    let kinds: Vec<LetterKind> = letters.iter().map(|one| one.kind).collect();
    let count = |kind| kinds.iter().filter(|one| **one == kind).count();
    assert_eq!(
        (count(LetterKind::Appeal), count(LetterKind::Thanks)),
        (1, 1)
    );
}
