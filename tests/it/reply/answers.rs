//! Answers: each kind, what it does to the clock, and what is not taken.

use patuh::{
    domain::{
        answer::{AnswerDeed, AnswerKind, AnswerState},
        receipt::How,
    },
    store::{Answer, AnswerMessage},
};

use super::{
    Story,
    site::{Browser, counts, hidden},
};
use crate::support::day;

pub const CONTOH: &str = "CV Contoh";

/// What each short form is filled in with.
fn fields(kind: AnswerKind) -> Vec<(&'static str, &'static str)> {
    match kind {
        AnswerKind::Registered => vec![("bpjs_code", "00000011"), ("words", "Sejak Februari.")],
        AnswerKind::NumberDiffers => vec![("workers", "3"), ("words", "Satu sudah berhenti.")],
        AnswerKind::Roster => vec![("as_of", "2026-03-15")],
        AnswerKind::HeadOffice => vec![
            ("name", "PT Contoh Pusat"),
            ("city", "Samarinda"),
            ("bpjs_code", "00000078"),
        ],
        AnswerKind::Closed => vec![("closed", "without_workers"), ("since", "2026-01-31")],
        AnswerKind::Promise => vec![("by", "2026-03-31"), ("words", "Menunggu kartu.")],
        AnswerKind::WrongAddress => vec![("address", "Kantor@Contoh-Baru.example")],
    }
}

/// Fills in a form and sends it; answers where it leads to.
pub async fn give(s: &Story, link: &str, kind: AnswerKind) -> String {
    let path = format!("{link}/answers/{}", kind.code());
    let page = s.browser.get(&path).await;
    assert_eq!(page.status, 200, "{path}");
    let form = hidden(&page.text(), "form");
    let mut all = vec![("form", form.as_str())];
    all.extend(fields(kind));
    let given = s.browser.send(&path, &all).await;
    assert_eq!(given.status, 303, "{}", given.text());
    given.leads_to().to_owned()
}

/// Opens the page and promises something; answers the page with the receipt number.
pub async fn promise(s: &Story, link: &str) -> String {
    s.press(link).await;
    give(s, link, AnswerKind::Promise).await
}

pub async fn answers(s: &Story) -> Vec<Answer> {
    let firm = s.firm(CONTOH).await;
    let tx = s.p.services.store.read().await.unwrap();
    tx.answers_of(firm).await.unwrap()
}

async fn messages(s: &Story, answer: &Answer) -> Vec<AnswerMessage> {
    let tx = s.p.services.store.read().await.unwrap();
    tx.answer_messages(answer.id).await.unwrap()
}

#[tokio::test]
async fn every_kind_of_answer_stops_the_clock_and_gets_a_number() {
    for kind in AnswerKind::ALL {
        if kind == AnswerKind::Roster {
            continue;
        }
        let s = Story::begin().await;
        let link = s.link(CONTOH).await;
        s.press(&link).await;
        assert_eq!(s.case(CONTOH).await.facts.replied_on, None);
        let receipt = give(&s, &link, kind).await;
        let facts = s.case(CONTOH).await.facts;
        assert_eq!(facts.replied_on, Some(day(2026, 3, 16)), "{kind:?}");
        let given = answers(&s).await.remove(0);
        assert_eq!(
            (given.said.kind(), given.state),
            (kind, AnswerState::Waiting)
        );
        let page = s.browser.get(&receipt).await.text();
        let number = given.number.to_string();
        assert!(
            number.starts_with("J-2026-") && page.contains(&number),
            "{page}"
        );
        let home = s.browser.get(&link).await.text();
        assert!(home.contains("Jawaban Saudara sedang kami baca"), "{home}");
        // What was typed is what is on record, and what the firm reads again.
        for (name, value) in fields(kind) {
            if !["by", "since", "closed", "address"].contains(&name) {
                assert!(
                    page.contains(value),
                    "{kind:?}: {value} is not on the receipt"
                );
            }
        }
        let english = Browser::in_english(&s.p.services).get(&receipt).await;
        assert!(
            english
                .text()
                .contains("Thank you, we have received your answer")
        );
    }
}

#[tokio::test]
async fn an_answer_without_a_press_is_a_receipt_by_itself() {
    let s = Story::begin().await;
    let link = s.link(CONTOH).await;
    let once = ("form", "018f3c1e-0000-7000-8000-000000000001");
    let fields = [once, ("by", "2026-03-31")];
    let path = format!("{link}/answers/promise");
    assert_eq!(s.browser.send(&path, &fields).await.status, 303);
    assert_eq!(
        s.case(CONTOH).await.facts.received_on,
        Some(day(2026, 3, 16))
    );
    let firm = s.firm(CONTOH).await;
    let tx = s.p.services.store.read().await.unwrap();
    let marks = tx.case_marks(&[firm]).await.unwrap();
    assert_eq!(marks[0].receipts[0].how, How::Answer);
}

#[tokio::test]
async fn the_same_form_sent_twice_is_one_answer() {
    let s = Story::begin().await;
    let link = s.link(CONTOH).await;
    s.press(&link).await;
    let path = format!("{link}/answers/promise");
    let form = hidden(&s.browser.get(&path).await.text(), "form");
    let fields = [("form", form.as_str()), ("by", "2026-03-31")];
    let first = s.browser.send(&path, &fields).await;
    let before = counts(&s.p).await;
    let second = s.browser.send(&path, &fields).await;
    assert_eq!(first.status, 303);
    assert_eq!(first.leads_to(), second.leads_to());
    assert_eq!(counts(&s.p).await, before);
    assert_eq!(answers(&s).await.len(), 1);
    // So is what is added to it.
    let add = first.leads_to().replace("/received", "/add");
    let page = s.browser.get(first.leads_to()).await.text();
    let form = hidden(&page, "form");
    let more = [("form", form.as_str()), ("words", "Kartunya sudah datang.")];
    for _ in 0..2 {
        let added = s.browser.send(&add, &more).await;
        assert_eq!((added.status, added.leads_to()), (303, first.leads_to()));
    }
    let given = answers(&s).await.remove(0);
    assert_eq!(messages(&s, &given).await.len(), 1);
    let page = s.browser.get(first.leads_to()).await.text();
    assert!(page.contains("Kartunya sudah datang."), "{page}");
}

/// An officer does something with an answer.
async fn decide(s: &Story, answer: &Answer, deed: AnswerDeed, words: &str) {
    let tx = s.p.services.store.begin().await.unwrap();
    let by = (Some(s.rina), None);
    let now = answer.given_at;
    assert!(
        tx.move_answer(answer, (deed, words), by, now)
            .await
            .unwrap()
    );
    tx.touches([answer.employer]);
    tx.commit(s.p.services_entry("story.decide")).await.unwrap();
}

#[tokio::test]
async fn what_was_asked_back_is_answered_and_what_was_decided_takes_no_more() {
    let s = Story::begin().await;
    let link = s.link(CONTOH).await;
    let receipt = promise(&s, &link).await;
    let given = answers(&s).await.remove(0);
    decide(&s, &given, AnswerDeed::Ask, "Kartu yang mana?").await;
    let home = s.browser.get(&link).await.text();
    assert!(
        home.contains("Kami bertanya tentang jawaban Saudara"),
        "{home}"
    );
    let page = s.browser.get(&receipt).await.text();
    assert!(
        page.contains("Kartu yang mana?") && !page.contains("Rina"),
        "{page}"
    );
    let add = receipt.replace("/received", "/add");
    let form = hidden(&page, "form");
    let empty = s
        .browser
        .send(&add, &[("form", form.as_str()), ("words", " ")])
        .await;
    assert_eq!(empty.status, 422);
    assert!(empty.text().contains("paling banyak 2.000 huruf"));
    let words = ("words", "Kartu tiga orang yang baru.");
    let added = s
        .browser
        .send(&add, &[("form", form.as_str()), words])
        .await;
    assert_eq!(added.status, 303);
    let given = answers(&s).await.remove(0);
    assert_eq!(given.state, AnswerState::Waiting);
    decide(&s, &given, AnswerDeed::Refuse, "Tanggalnya terlalu jauh.").await;
    let page = s.browser.get(&receipt).await.text();
    assert!(
        page.contains("Tanggalnya terlalu jauh.") && !page.contains("/add"),
        "{page}"
    );
    let before = counts(&s.p).await;
    let form = ("form", "018f3c1e-0000-7000-8000-000000000009");
    let late = s.browser.send(&add, &[form, words]).await;
    assert_eq!(late.status, 422);
    assert_eq!(counts(&s.p).await, before);
}

#[tokio::test]
async fn what_is_wrong_is_said_beside_its_field_and_what_was_typed_stays() {
    let s = Story::begin().await;
    let link = s.link(CONTOH).await;
    s.press(&link).await;
    let before = counts(&s.p).await;
    let form = ("form", "018f3c1e-0000-7000-8000-000000000001");
    let kept = ("words", "Kata-kata yang panjang sekali");
    for (kind, field, typed, fault) in [
        ("number_differs", "workers", "dua", "Isi angka saja"),
        ("number_differs", "workers", "", "Isi angka saja"),
        ("head_office", "city", "", "Bagian ini wajib diisi"),
        ("closed", "since", "2026-03-17", "Tanggal ini belum tiba"),
        ("closed", "since", "kemarin", "Isi tanggal"),
        ("promise", "by", "2026-03-15", "Tanggal ini sudah lewat"),
        ("promise", "by", "2026-07-01", "Paling lama 90 hari"),
        (
            "wrong_address",
            "address",
            "kantor contoh",
            "satu alamat pos-el",
        ),
        (
            "registered",
            "bpjs_code",
            "6474010101900001",
            "tampak seperti NIK",
        ),
    ] {
        let path = format!("{link}/answers/{kind}");
        let sent = s.browser.send(&path, &[form, (field, typed), kept]).await;
        assert_eq!(sent.status, 422, "{kind} {field} {typed}");
        let page = sent.text();
        assert!(page.contains(fault), "{kind}: {fault} is not in {page}");
        assert!(
            page.contains(&format!("id=\"e-{field}\"")),
            "{kind} {field}"
        );
        let words = kind == "wrong_address" || page.contains(kept.1);
        assert!(
            words && page.contains(typed),
            "{kind}: what was typed is gone"
        );
    }
    assert_eq!(counts(&s.p).await, before);
}

#[tokio::test]
async fn what_is_no_form_of_the_page_is_refused() {
    let s = Story::begin().await;
    let link = s.link(CONTOH).await;
    s.press(&link).await;
    let before = counts(&s.p).await;
    let promise = format!("{link}/answers/promise");
    let by = ("by", "2026-03-31");
    assert_eq!(s.browser.send(&promise, &[by]).await.status, 400);
    assert_eq!(
        s.browser.send(&promise, &[("form", "x"), by]).await.status,
        400
    );
    let other = format!("{link}/answers/pardon");
    assert_eq!(s.browser.send(&other, &[by]).await.status, 404);
    assert_eq!(s.browser.get(&other).await.status, 404);
    let letter = format!("{link}/letters/le_018f3c1e-0000-7000-8000-000000000001");
    assert_eq!(s.browser.get(&letter).await.status, 404);
    assert_eq!(counts(&s.p).await, before);
}

#[tokio::test]
async fn one_link_brings_ten_answers_a_day_and_no_more() {
    let s = Story::begin().await;
    let link = s.link(CONTOH).await;
    s.press(&link).await;
    let path = format!("{link}/answers/promise");
    for no in 0..12 {
        let form = format!("018f3c1e-0000-7000-8000-0000000000{no:02}");
        let fields = [("form", form.as_str()), ("by", "2026-03-31")];
        let status = s.browser.send(&path, &fields).await.status;
        assert_eq!(status, if no < 10 { 303 } else { 422 }, "{no}");
    }
    assert_eq!(answers(&s).await.len(), 10);
}
