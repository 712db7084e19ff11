//! A letter that was cancelled is drafted anew, once; its step stays taken.

use patuh::{
    domain::{
        ids::{LetterId, OfficerId},
        ladder::Stage,
        letter::{LetterKind, LetterState, Placeholder},
        role::Role,
    },
    services::{Redraft, Services},
};

use super::{
    LATER, Office, PARTICIPANTS, code,
    paper::{SIGNED, another_node, by_courier},
};
use crate::support::day;

impl Office {
    /// The first reprimand of CV Contoh, drafted on 9 April and cancelled.
    async fn cancelled() -> (Self, LetterId) {
        let (o, id) = Self::drafted().await;
        let done =
            o.p.services
                .cancel_letter((id, 1), "Salah alamat.", o.rina)
                .await;
        done.unwrap();
        (o, id)
    }

    async fn redraft(&self, id: LetterId) -> Result<LetterId, &'static str> {
        let done = self.p.services.redraft_letter(id, self.rina).await;
        done.map_err(|error| code(&error))
    }

    /// Letters with which the first reprimand of CV Contoh was taken.
    async fn step_letters(&self) -> Vec<Option<LetterId>> {
        let case = self.contoh().await;
        let tx = self.p.services.store.read().await.unwrap();
        let marks = tx.case_marks(&[case.employer]).await.unwrap();
        let own = marks.iter().find(|marks| marks.code == case.code).unwrap();
        let taken = own.steps.iter().filter(|s| s.stage == Stage::Reprimand1);
        taken.map(|step| step.letter).collect()
    }
}

#[tokio::test]
async fn a_cancelled_draft_is_drafted_anew_from_todays_facts_and_the_step_stays_taken_once() {
    let (o, old) = Office::cancelled().await;
    let services = &o.p.services;
    assert_eq!(o.advance().await.letters, 0, "the step is taken");
    assert_eq!(services.redraft_of(old).await.unwrap(), Redraft::Possible);
    o.news(PARTICIPANTS, day(2026, 4, 13)).await;
    let new = o.redraft(old).await.unwrap();
    let letter = o.letter(new).await;
    assert_eq!(
        (letter.kind, letter.state, letter.version),
        (LetterKind::Reprimand1, LetterState::Draft, 1)
    );
    let values = services.letter_view(new).await.unwrap().values;
    let value = |what| values.iter().find(|(one, _)| *one == what).unwrap();
    assert_eq!(value(Placeholder::DataOn).1, "13 April 2026");
    // Known from the old letter alone: the term of the appeal before.
    assert_eq!(value(Placeholder::BeforeDueOn).1, "8 April 2026");
    assert_eq!(o.step_letters().await, [Some(new)]);
    assert_eq!(o.letter(old).await.state, LetterState::Cancelled);
    assert_eq!(
        services.redraft_of(old).await.unwrap(),
        Redraft::Done(new, letter.no)
    );
    assert_eq!(o.redraft(old).await, Err("redraft-done"));
    assert_eq!(o.redraft(new).await, Err("redraft-standing"));
    assert_eq!(o.advance().await.letters, 0, "never twice");
    // It lives like any other, and its receipt begins the term.
    o.go_as_far_as_signed(&letter, SIGNED).await;
    assert_eq!(o.send(new, &by_courier(day(2026, 4, 13))).await, Ok(()));
    let case = o.contoh().await;
    assert_eq!(o.received(&case, day(2026, 4, 13)).await, Ok(()));
    assert_eq!(o.letter(new).await.state, LetterState::Received);
    assert_eq!(o.contoh().await.facts.due_on, Some(day(2026, 4, 27)));
}

#[tokio::test]
async fn what_was_drafted_anew_can_be_cancelled_and_drafted_anew_again() {
    let (o, old) = Office::cancelled().await;
    let second = o.redraft(old).await.unwrap();
    let services = &o.p.services;
    let done = services.cancel_letter((second, 1), "Keliru lagi.", o.rina);
    done.await.unwrap();
    let third = o.redraft(second).await.unwrap();
    assert_eq!(o.step_letters().await, [Some(third)]);
    let events = services.letter_view(third).await.unwrap().events;
    let no = o.letter(second).await.no;
    let said = format!("Menggantikan surat no. {no} yang dibatalkan.");
    assert!(events.iter().any(|one| one.words == said), "{events:?}");
    // The first one has no part in the step any more.
    let done = services.cancel_letter((third, 1), "Keliru.", o.rina).await;
    done.unwrap();
    assert_eq!(o.redraft(old).await, Err("redraft-done"));
}

#[tokio::test]
async fn nothing_is_drafted_anew_once_its_reason_is_gone() {
    let (o, old) = Office::cancelled().await;
    let services = &o.p.services;
    // The officer told the firm in another way, and put that on record.
    let case = o.contoh().await;
    assert_eq!(o.received(&case, day(2026, 4, 9)).await, Ok(()));
    assert_eq!(o.redraft(old).await, Err("redraft-over"));
    services.take_receipt_back(case.id, o.rina).await.unwrap();
    assert_eq!(services.redraft_of(old).await.unwrap(), Redraft::Possible);
    o.news(LATER, day(2026, 4, 10)).await;
    assert_eq!(services.redraft_of(old).await.unwrap(), Redraft::Over);
    assert_eq!(o.redraft(old).await, Err("redraft-over"));
}

#[tokio::test]
async fn old_data_are_not_drafted_anew() {
    let (o, old) = Office::cancelled().await;
    o.p.morning_of(day(2026, 5, 20));
    assert_eq!(o.redraft(old).await, Err("letter-evidence"));
    o.news(PARTICIPANTS, day(2026, 5, 20)).await;
    assert!(o.redraft(old).await.is_ok());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_two_who_draft_anew_at_once_one_does() {
    let (o, old) = Office::cancelled().await;
    let budi =
        o.p.officer("Budi Misal", "budi@kota.example", Role::LabourOfficer)
            .await;
    let (node, _) = another_node(&o.p).await;
    let press = |services: &Services, by: OfficerId| {
        let services = services.clone();
        tokio::spawn(async move {
            let done = services.redraft_letter(old, by).await;
            done.map_err(|error| code(&error))
        })
    };
    let presses = [
        press(&o.p.services, o.rina),
        press(&node, budi),
        press(&o.p.services, budi),
        press(&node, o.rina),
    ];
    let mut done = Vec::new();
    for one in presses {
        done.push(one.await.unwrap());
    }
    let won: Vec<LetterId> = done.iter().filter_map(|one| one.ok()).collect();
    assert_eq!(won.len(), 1, "{done:?}");
    let lost = done.iter().filter(|one| **one == Err("redraft-done"));
    assert_eq!(lost.count(), 3, "{done:?}");
    assert_eq!(o.step_letters().await, [Some(won[0])]);
    let case = o.contoh().await;
    let letters = o.p.services.letters().await.unwrap();
    let own = letters
        .iter()
        .filter(|one| one.case == Some((case.id, case.round)));
    assert_eq!(own.count(), 2, "the cancelled one and one more");
}
