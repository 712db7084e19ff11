//! Several answers and several officers: who decides, what comes first, what goes on when.

use chrono::Days;
use patuh::{
    domain::{
        answer::{AnswerDeed, AnswerState, Said},
        ladder::Stage,
        remark::{Outcome, RemarkKind},
        verdict::Verdict,
    },
    services::{Enclosed, Forms, NewFile, NewReply, RosterReading},
};
use uuid::Uuid;

use super::{
    Desk, FIRMS, MEMBERS, address, closed, differs, head_office, promise, rand_form, registered,
};
use crate::{officers_work::code, support::day};

#[tokio::test]
async fn a_refused_answer_of_any_kind_changes_nothing_and_the_term_goes_on_with_what_was_left() {
    for said in [
        registered(),
        differs(2),
        promise(day(2026, 4, 10)),
        closed(false),
        closed(true),
        head_office(),
        address(),
    ] {
        let desk = Desk::open().await;
        let before = desk.case().await;
        let calendar = desk.p.services.calendar();
        let due_on = before.facts.due_on.unwrap();
        let left = calendar.working_days_between(desk.p.services.today(), due_on);
        let id = desk.give(said).await;
        desk.p.morning_of(day(2026, 3, 26));
        desk.refuse(id).await;
        let after = desk.case().await;
        let days = u32::try_from(left).unwrap();
        let due_on = calendar.term(day(2026, 3, 26), days).due;
        assert_eq!(after.facts.due_on, Some(due_on));
        assert_eq!(after.facts.stage, Stage::Appeal);
        assert_eq!(after.facts.verdict, Verdict::PartialWorkers);
        assert_eq!(after.address(), before.address());
        assert_eq!(desk.settled().await, Some(Outcome::DataStand));
    }
}

#[tokio::test]
async fn of_two_officers_who_press_at_once_one_decides() {
    let desk = Desk::open().await;
    let id = desk.give(differs(2)).await;
    let seen = desk.seen(id).await;
    let services = &desk.p.services;
    let (accepted, refused) = tokio::join!(
        services.accept_answer(seen, (None, ""), desk.rina),
        services.refuse_answer(seen, "Belum jelas.", desk.budi),
    );
    assert!(
        accepted.is_ok() != refused.is_ok(),
        "{accepted:?} {refused:?}"
    );
    let late = if accepted.is_ok() { refused } else { accepted };
    assert_eq!(code(late), "answer-decided-before");
    assert_eq!(desk.mails().await.len(), 2);
}

#[tokio::test]
async fn what_is_added_meanwhile_is_read_first() {
    let desk = Desk::open().await;
    let id = desk.give(registered()).await;
    let services = &desk.p.services;
    let seen = desk.seen(id).await;
    services
        .ask_about_answer(seen, "Mohon kirim cetakan e-Dabu.", desk.rina)
        .await
        .unwrap();
    assert_eq!(desk.state(id).await, AnswerState::Asked);
    assert!(desk.case().await.facts.replied_on.is_some());
    let seen = desk.seen(id).await;
    services
        .add_to_answer(
            &desk.token,
            (id, "Sudah dibayar.", Uuid::from_u128(7)),
            Vec::new(),
        )
        .await
        .unwrap();
    let stale = services.refuse_answer(seen, "Tidak jelas.", desk.budi);
    assert_eq!(code(stale.await), "answer-changed");
    assert_eq!(desk.state(id).await, AnswerState::Waiting);
    let mails = desk.mails().await;
    assert!(mails.iter().any(|mail| mail.contains("cetakan e-Dabu")));
}

#[tokio::test]
async fn terms_go_on_when_the_last_answer_is_decided_and_not_on_the_firms_page_before() {
    let desk = Desk::open().await;
    let first = desk.give(registered()).await;
    let second = desk.give(differs(2)).await;
    let dossier = desk.p.services.dossier(desk.firm).await.unwrap();
    let reply = dossier
        .remarks
        .iter()
        .find(|remark| remark.kind == RemarkKind::Reply)
        .unwrap();
    let by_hand = (Outcome::DataStand, "Diselesaikan di loket.");
    let settled = desk.p.services.settle(reply.id, by_hand, desk.rina).await;
    assert_eq!(code(settled), "answers-open");

    let due_on = desk.case().await.facts.due_on;
    let until = desk.p.services.today() + Days::new(28);
    desk.accept(first, Some(until)).await.unwrap();
    let case = desk.case().await;
    assert!(case.facts.replied_on.is_some(), "one is still open");
    assert_eq!(case.facts.due_on, due_on);
    desk.refuse(second).await;
    let case = desk.case().await;
    assert_eq!(case.facts.replied_on, None);
    assert_eq!(case.facts.due_on, Some(until));
    assert_eq!(desk.settled().await, Some(Outcome::InPart));
}

#[tokio::test]
async fn the_queue_begins_with_the_oldest_and_gives_advice() {
    let desk = Desk::open().await;
    let old = desk.give(registered()).await;
    desk.p.morning_of(day(2026, 3, 18));
    desk.give(differs(12)).await;
    let services = &desk.p.services;
    let queue = services
        .answer_queue(&[AnswerState::Waiting], 1)
        .await
        .unwrap();
    assert_eq!((queue.total, queue.lines.len()), (2, 2));
    assert_eq!(queue.lines[0].answer.id, old);
    let advice: Vec<_> = queue
        .lines
        .iter()
        .map(|line| line.suggestion.unwrap().because)
        .collect();
    assert_eq!(advice, ["no-proof", "number-higher"]);
    desk.refuse(old).await;
    let decided = [AnswerState::Accepted, AnswerState::Refused];
    let queue = services.answer_queue(&decided, 1).await.unwrap();
    assert_eq!(queue.lines[0].suggestion, None);
    assert_eq!(services.answers_waiting().await.unwrap(), 1);
}

#[tokio::test]
async fn a_firm_without_an_address_is_answered_on_its_page_only() {
    let firms = FIRMS.replace("hrd@contoh.example", "");
    let desk = Desk::with(&firms, MEMBERS).await;
    let id = desk.give(registered()).await;
    let seen = desk.seen(id).await;
    let services = &desk.p.services;
    services
        .ask_about_answer(seen, "Mohon kirim bukti.", desk.rina)
        .await
        .unwrap();
    desk.refuse(id).await;
    assert_eq!(desk.mails().await, Vec::<String>::new());
    let view = services.reply_view(&desk.token).await.unwrap();
    let said: Vec<_> = view.answers[0].messages.iter().map(|m| m.deed).collect();
    assert_eq!(said, [AnswerDeed::Ask, AnswerDeed::Refuse]);
}

#[tokio::test]
async fn an_answer_of_a_merged_firm_is_the_kept_ones_and_an_open_one_is_decided_first() {
    let firms = format!("{FIRMS}CV Contoh Sentosa Jaya,,00000012,Lok Tuan,,,\n");
    let desk = Desk::with(&firms, MEMBERS).await;
    let list = desk.p.list().await;
    let kept = list.iter().find(|line| line.row.id != desk.firm);
    let kept = kept.unwrap().row.id;
    let id = desk.give(registered()).await;
    let services = &desk.p.services;
    let pair = (kept, desk.firm);
    let merged = services.merge(pair, Forms::AsWritten, desk.rina).await;
    assert_eq!(code(merged), "merge-standing");
    desk.refuse(id).await;
    services
        .merge(pair, Forms::AsWritten, desk.rina)
        .await
        .unwrap();
    let (answers, links) = services.answers_of_firm(kept).await.unwrap();
    assert_eq!((answers.len(), links.len()), (1, 1));
    assert_eq!(answers[0].employer, kept);
    let told = services.answer_on_desk(id).await.unwrap();
    assert_eq!(told.thread.answer.employer_name, "CV Contoh Sentosa Jaya");
}

#[tokio::test]
async fn a_list_of_workers_counts_once_it_is_accepted_and_goes_when_it_is_refused() {
    let csv = "nik,tanggal_masuk\n6474010101900001,2020-01-01\n6474010101900002,2020-01-01\n";
    let with_list = async |desk: &Desk| {
        let file = NewFile {
            name: "pekerja.csv".to_owned(),
            content: csv.into(),
        };
        let today = desk.p.services.today();
        let read = desk
            .p
            .services
            .read_answer_roster(desk.firm, file, today)
            .await;
        let RosterReading::Read(read) = read.unwrap() else {
            panic!("it is this firm's");
        };
        let said = Said::Roster {
            as_of: today,
            counts: read.counts.clone(),
            words: String::new(),
        };
        let reply = NewReply {
            said,
            form: Uuid::from_u128(u128::from(rand_form())),
            with: Enclosed {
                files: Vec::new(),
                workers: read.workers,
            },
        };
        desk.give_reply(reply).await
    };
    let desk = Desk::open().await;
    let id = with_list(&desk).await;
    let told = desk.p.services.answer_on_desk(id).await.unwrap();
    assert_eq!(told.suggestion.because, "roster-short");
    assert_eq!(desk.verdict().await, "partial_workers");
    desk.accept(id, None).await.unwrap();
    assert_eq!(desk.verdict().await, "compliant");

    let desk = Desk::open().await;
    let id = with_list(&desk).await;
    desk.refuse(id).await;
    assert_eq!(desk.verdict().await, "partial_workers");
    let tx = desk.p.services.store.read().await.unwrap();
    let today = desk.p.services.today();
    let kept = tx.answer_roster((id, desk.firm), today).await.unwrap();
    assert!(kept.is_empty(), "nothing of the list is kept");
}
