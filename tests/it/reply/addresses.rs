//! A new address is asked by mail, and is nobody's before.

use patuh::domain::answer::{AnswerDeed, AnswerKind};

use super::{
    Story,
    answers::{CONTOH, answers, give},
    site::{counts, links},
};
use crate::support::day;

const NEW: &str = "kantor@contoh-baru.example";

/// The first firm says that its address is another one; answers the page of the mail to it.
async fn named() -> (Story, String) {
    let s = Story::begin().await;
    let link = s.link(CONTOH).await;
    s.press(&link).await;
    give(&s, &link, AnswerKind::WrongAddress).await;
    s.p.services.send_mail().await.unwrap();
    let mut all = s.p.mailbox.messages().into_iter();
    let asked = all.find(|one| one.contains(&format!("To: {NEW}"))).unwrap();
    let page = links(&asked).remove(0);
    assert!(page.starts_with("/r/address/"), "{page}");
    let own = link.trim_start_matches("/r/");
    assert!(
        !asked.contains(own),
        "a stranger gets no link to the firm's page"
    );
    (s, page)
}

async fn presses(s: &Story) -> usize {
    let given = answers(s).await.remove(0);
    let tx = s.p.services.store.read().await.unwrap();
    let messages = tx.answer_messages(given.id).await.unwrap();
    let deeds = messages
        .iter()
        .filter(|one| one.deed == AnswerDeed::ConfirmAddress);
    deeds.count()
}

#[tokio::test]
async fn a_new_address_is_confirmed_by_a_press_and_by_no_fetch() {
    let (s, page) = named().await;
    let before = counts(&s.p).await;
    for _ in 0..3 {
        let seen = s.browser.get(&page).await;
        assert_eq!(
            (seen.status, seen.header("x-robots-tag")),
            (200, "noindex, nofollow")
        );
        let text = seen.text();
        assert!(
            text.contains(NEW) && text.contains("CV Contoh Sentosa"),
            "{text}"
        );
    }
    assert_eq!(counts(&s.p).await, before);
    let cookie = s.officer_cookie().await;
    assert_eq!(s.browser.send_as(&page, &cookie).await.status, 403);
    assert_eq!(presses(&s).await, 0);
    for _ in 0..2 {
        let pressed = s.browser.send(&page, &[]).await;
        assert_eq!((pressed.status, pressed.leads_to()), (303, page.as_str()));
    }
    assert_eq!(presses(&s).await, 1);
    assert!(
        s.browser
            .get(&page)
            .await
            .text()
            .contains("sudah dipastikan")
    );
    // An officer has not accepted it yet.
    let contacts = s.p.services.contacts(s.firm(CONTOH).await).await.unwrap();
    let known: Vec<&str> = contacts
        .lines
        .iter()
        .map(|line| line.address.as_str())
        .collect();
    assert_eq!(known, ["hrd@contoh.example"]);
}

#[tokio::test]
async fn the_button_for_an_address_works_for_a_fortnight() {
    let (s, page) = named().await;
    s.p.morning_of(day(2026, 3, 30));
    assert_eq!(s.browser.get(&page).await.status, 200);
    s.p.morning_of(day(2026, 3, 31));
    assert_eq!(s.browser.get(&page).await.status, 410);
    assert_eq!(s.browser.send(&page, &[]).await.status, 410);
    assert_eq!(presses(&s).await, 0);
    let guess = format!("/r/address/{:064x}", 7);
    assert_eq!(s.browser.get(&guess).await.status, 404);
    // The firm's own link is no link of an address, nor the other way round.
    let link = s.link(CONTOH).await;
    let mixed = link.replace("/r/", "/r/address/");
    assert_eq!(s.browser.get(&mixed).await.status, 404);
    assert_eq!(
        s.browser.get(&page.replace("/address", "")).await.status,
        404
    );
}

#[tokio::test]
async fn three_addresses_a_day_are_asked_and_no_more() {
    let s = Story::begin().await;
    let link = s.link(CONTOH).await;
    s.press(&link).await;
    let path = format!("{link}/answers/wrong_address");
    for no in 0..4 {
        let form = format!("018f3c1e-0000-7000-8000-00000000000{no}");
        let address = format!("satu{no}@contoh.example");
        let fields = [("form", form.as_str()), ("address", address.as_str())];
        let status = s.browser.send(&path, &fields).await.status;
        assert_eq!(status, if no < 3 { 303 } else { 422 }, "{no}");
    }
    assert_eq!(answers(&s).await.len(), 3);
}
