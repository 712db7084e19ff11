//! The reply page of who holds a letter on paper.

use patuh::domain::receipt::How;

use super::{
    Office,
    paper::{SIGNED, by_courier},
};
use crate::{
    reply::site::{Browser, addresses, counts, open},
    support::day,
};

#[tokio::test]
async fn the_code_of_a_letter_and_the_nib_open_the_page_and_are_a_press() {
    let (mut o, [contoh, umpama]) = Office::signed().await;
    open(&mut o.p);
    let browser = Browser::of(&o.p.services);
    let letter = o.p.services.letter(contoh).await.unwrap();
    let code = letter.code.unwrap().to_string();
    let nib = "9120000000001";
    // A letter that has not left is nobody's yet.
    let typed = [("code", code.as_str()), ("nib", nib)];
    assert_eq!(browser.send("/r", &typed).await.status, 422);
    assert_eq!(o.send(contoh, &by_courier(day(2026, 4, 9))).await, Ok(()));
    assert_eq!(o.send(umpama, &by_courier(day(2026, 4, 9))).await, Ok(()));
    o.p.morning_of(day(2026, 4, 10));
    let before = counts(&o.p).await;
    assert_eq!(browser.get("/r").await.status, 200);
    assert_eq!(
        browser
            .send("/r", &[("code", ""), ("nib", nib)])
            .await
            .status,
        422
    );
    assert_eq!(counts(&o.p).await, before, "nothing was tried yet");
    let other = [("code", code.as_str()), ("nib", "9120000000003")];
    let wrong = browser.send("/r", &other).await;
    assert_eq!(wrong.status, 422);
    assert!(wrong.text().contains("tidak cocok"));
    assert_eq!(o.contoh().await.facts.received_on, None);

    let typed = [("code", code.as_str()), ("nib", "9120 0000 00001")];
    let entered = browser.send("/r", &typed).await;
    assert_eq!(entered.status, 303);
    let link = entered.leads_to().to_owned();
    assert!(link.starts_with("/r/"), "{link}");
    let facts = o.contoh().await.facts;
    assert_eq!(
        (facts.received_on, facts.due_on),
        (Some(day(2026, 4, 10)), Some(day(2026, 4, 24)))
    );
    let tx = o.p.services.store.read().await.unwrap();
    let firm = o.contoh().await.employer;
    let marks = tx.case_marks(&[firm]).await.unwrap();
    let mut how = marks[0].receipts.iter().map(|one| one.how);
    assert!(how.any(|how| how == How::Page));
}

#[tokio::test]
async fn the_page_hands_out_the_letters_of_its_own_firm() {
    let (mut o, [contoh, umpama]) = Office::signed().await;
    open(&mut o.p);
    let browser = Browser::of(&o.p.services);
    for id in [contoh, umpama] {
        assert_eq!(o.send(id, &by_courier(day(2026, 4, 9))).await, Ok(()));
    }
    o.p.morning_of(day(2026, 4, 10));
    let letter = o.p.services.letter(contoh).await.unwrap();
    let code = letter.code.unwrap().to_string();
    let typed = [("code", code.as_str()), ("nib", "9120000000001")];
    let link = browser.send("/r", &typed).await.leads_to().to_owned();
    let page = browser.get(&link).await;
    assert_eq!(page.status, 200);
    let text = page.text();
    assert!(
        text.contains("Jumat, 24 April 2026 pukul 16.00 WITA"),
        "{text}"
    );
    let letters: Vec<String> = addresses(&text)
        .into_iter()
        .filter(|address| address.contains("/letters/"))
        .collect();
    assert_eq!(letters, [format!("{link}/letters/{contoh}")]);
    let file = browser.get(&letters[0]).await;
    assert_eq!(file.bytes, SIGNED);
    assert_eq!(file.header("content-type"), "application/pdf");
    assert!(
        file.header("content-disposition")
            .starts_with("attachment;")
    );
    let strange = browser.get(&format!("{link}/letters/{umpama}")).await;
    assert_eq!(strange.status, 404);
}

#[tokio::test]
async fn who_tries_codes_has_to_wait() {
    let (mut o, [contoh, _]) = Office::signed().await;
    open(&mut o.p);
    assert_eq!(o.send(contoh, &by_courier(day(2026, 4, 9))).await, Ok(()));
    let browser = Browser::of(&o.p.services);
    let code = o.p.services.letter(contoh).await.unwrap().code.unwrap();
    let code = code.to_string();
    let mut last = None;
    for no in 0..25 {
        let nib = format!("91200000{no:05}");
        let typed = [("code", code.as_str()), ("nib", nib.as_str())];
        last = Some(browser.send("/r", &typed).await);
    }
    let last = last.unwrap();
    assert_eq!(last.status, 429);
    assert!(last.header("retry-after").parse::<u64>().unwrap() > 0);
    // The right one has to wait as well.
    let typed = [("code", code.as_str()), ("nib", "9120000000001")];
    assert_eq!(browser.send("/r", &typed).await.status, 429);
}
