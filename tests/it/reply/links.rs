//! Links: what opens them, what a press proves, and what fetching them does not do.

use std::fmt::Write;

use patuh::{
    domain::{receipt::How, tongue::Tongue},
    intake::Kind,
    services::{Forms, SeenAnswer},
};

use super::{
    EMPLOYERS, Story,
    site::{Browser, addresses, counts, links},
};
use crate::support::day;

const CONTOH: &str = "CV Contoh";
const UMPAMA: &str = "PT Umpama";

#[tokio::test]
async fn a_scanner_that_fetches_every_link_of_a_mail_changes_nothing() {
    let s = Story::begin().await;
    let before = counts(&s.p).await;
    let found = links(&s.mail_to(CONTOH));
    assert!(
        found.iter().any(|link| link.starts_with("/r/")),
        "{found:?}"
    );
    // Every link of the mail, and every link of the pages behind them, three deep.
    let (mut open, mut seen) = (found, Vec::new());
    for _ in 0..3 {
        let mut next = Vec::new();
        for link in open {
            let language = link.contains("lang=");
            if seen.contains(&link) || link.starts_with("/assets") || language {
                continue;
            }
            let page = s.browser.get(&link).await;
            assert!(page.status < 400, "{link} answers {}", page.status);
            assert_eq!(s.browser.head(&link).await.status, page.status, "{link}");
            next.extend(addresses(&page.text()));
            seen.push(link);
        }
        open = next;
    }
    assert_eq!(counts(&s.p).await, before, "after {seen:?}");
    assert_eq!(s.case(CONTOH).await.facts.received_on, None);
}

#[tokio::test]
async fn a_press_on_the_button_is_the_receipt_and_the_term_runs_from_it() {
    let s = Story::begin().await;
    let link = s.link(CONTOH).await;
    let cover = s.browser.get(&link).await.text();
    assert!(cover.contains("CV Contoh Sentosa") && cover.contains("(0548) 000001"));
    assert!(
        !cover.contains("belum ditemukan terdaftar sebagai"),
        "{cover}"
    );
    // Nothing else opens before the press.
    for path in ["answers/registered", "answers/promise"] {
        let early = s.browser.get(&format!("{link}/{path}")).await;
        assert_eq!((early.status, early.leads_to()), (303, link.as_str()));
    }
    s.p.morning_of(day(2026, 3, 17));
    s.press(&link).await;
    let facts = s.case(CONTOH).await.facts;
    assert_eq!(facts.received_on, Some(day(2026, 3, 17)));
    let due = facts.due_on.unwrap();
    let words = Tongue::Indonesian.day(due);
    let page = s.browser.get(&link).await.text();
    for wanted in [
        "Dari Dinas Ketenagakerjaan Kota Bontang",
        &format!("{words} pukul 16.00 WITA"),
        "mempekerjakan 4 orang",
        "per 5 Januari 2026",
        "(0548) 000000",
        "/verify",
    ] {
        assert!(page.contains(wanted), "{wanted} is not in {page}");
    }
    let tx = s.p.services.store.read().await.unwrap();
    let marks = tx.case_marks(&[s.firm(CONTOH).await]).await.unwrap();
    assert_eq!(marks[0].receipts[0].how, How::Page);
    // A second press is no second receipt.
    drop(tx);
    let before = counts(&s.p).await;
    s.press(&link).await;
    assert_eq!(counts(&s.p).await, before);
    assert_eq!(s.case(UMPAMA).await.facts.received_on, None);
}

#[tokio::test]
async fn who_presses_before_the_mail_has_left_proves_nothing() {
    let s = Story::queued(EMPLOYERS, 2).await;
    // Somebody who could read the outbox: the mail is made, but waits.
    let mail = s.p.services.mails(None, 9).await.unwrap().remove(0);
    assert_eq!(mail.state, patuh::store::MailState::Queued);
    assert_eq!(s.p.services.send_mail().await.unwrap().sent, 2);
    let link = s.link(CONTOH).await;
    let s = Story::queued(EMPLOYERS, 2).await;
    // Ids are the same in every story, and so are links.
    let early = s.browser.send(&format!("{link}/open"), &[]).await;
    assert_eq!(early.status, 303);
    assert_eq!(s.case(CONTOH).await.facts.received_on, None);
    assert_eq!(s.p.services.send_mail().await.unwrap().sent, 2);
    s.press(&link).await;
    assert_eq!(
        s.case(CONTOH).await.facts.received_on,
        Some(day(2026, 3, 16))
    );
}

#[tokio::test]
async fn guesses_are_counted_and_have_to_wait_while_the_right_link_always_opens() {
    let s = Story::begin().await;
    let link = s.link(CONTOH).await;
    let guess = |no: usize| format!("/r/{no:064x}");
    let mut answers = Vec::new();
    for no in 0..25 {
        answers.push(s.browser.get(&guess(no)).await);
    }
    assert_eq!(answers[0].status, 404);
    let last = answers.last().unwrap();
    assert_eq!(last.status, 429);
    assert!(last.header("retry-after").parse::<u64>().unwrap() > 0);
    // The right id with another signature is a guess like any other.
    let forged = format!("{}{}", &link[..link.len() - 32], "0".repeat(32));
    assert_eq!(s.browser.get(&forged).await.status, 429);
    let page = s.browser.get(&link).await;
    assert_eq!(page.status, 200);
    for (name, value) in [
        ("cache-control", "no-store"),
        ("referrer-policy", "no-referrer"),
        ("x-robots-tag", "noindex, nofollow"),
    ] {
        assert_eq!(page.header(name), value);
        assert_eq!(answers[0].header(name), value);
    }
}

#[tokio::test]
async fn a_forwarded_link_shows_one_firm_only() {
    let s = Story::begin().await;
    for (own, other) in [(CONTOH, UMPAMA), (UMPAMA, CONTOH)] {
        let link = s.link(own).await;
        let mut pages = vec![s.browser.get(&link).await.text()];
        s.press(&link).await;
        let page = s.browser.get(&link).await.text();
        let within = addresses(&page);
        pages.push(page);
        for address in within.iter().filter(|one| one.starts_with("/r/")) {
            pages.push(s.browser.get(address).await.text());
        }
        assert!(pages.len() > 7);
        let case = s.case(other).await;
        let (name, address, place) = match other {
            CONTOH => ("Contoh Sentosa", "hrd@contoh.example", "Lok Tuan"),
            _ => ("Umpama Bahari", "hrd@umpama.example", "Tanjung Laut"),
        };
        for strange in [
            name,
            address,
            place,
            case.code.as_str(),
            "rina@",
            "Rina Contoh",
        ] {
            let holds = pages.iter().any(|page| page.contains(strange));
            assert!(!holds, "{strange} is on a page of {own}");
        }
    }
    // An answer's number leads nowhere from another firm's link.
    let (one, two) = (s.link(CONTOH).await, s.link(UMPAMA).await);
    let given = super::answers::promise(&s, &one).await;
    let path = given.strip_prefix(&one).unwrap();
    assert_eq!(s.browser.get(&given).await.status, 200);
    assert_eq!(s.browser.get(&format!("{two}{path}")).await.status, 404);
    let add = path.replace("/received", "/add");
    let form = [
        ("form", "018f3c1e-0000-7000-8000-000000000001"),
        ("words", "Halo"),
    ];
    let added = s.browser.send(&format!("{two}{add}"), &form).await;
    assert_eq!(added.status, 404);
}

#[tokio::test]
async fn a_link_that_was_taken_back_or_is_too_old_says_whom_to_ask() {
    let s = Story::begin().await;
    let link = s.link(CONTOH).await;
    let firm = s.firm(CONTOH).await;
    s.press(&link).await;
    let tx = s.p.services.store.read().await.unwrap();
    let id = tx.reply_links_of(firm).await.unwrap()[0].id;
    drop(tx);
    let services = &s.p.services;
    let why = "Diteruskan kepada orang lain";
    services.revoke_reply_link(id, why, s.rina).await.unwrap();
    let before = counts(&s.p).await;
    for path in ["", "/answers/promise"] {
        let gone = s.browser.get(&format!("{link}{path}")).await;
        assert_eq!(gone.status, 410);
        let text = gone.text();
        assert!(
            text.contains("(0548) 000000") && !text.contains("Contoh Sentosa"),
            "{text}"
        );
    }
    let pressed = s.browser.send(&format!("{link}/open"), &[]).await;
    assert_eq!(pressed.status, 410);
    assert_eq!(counts(&s.p).await, before);
    let other = s.link(UMPAMA).await;
    s.p.morning_of(day(2026, 9, 12));
    assert_eq!(s.browser.get(&other).await.status, 200);
    s.p.morning_of(day(2026, 9, 13));
    assert_eq!(s.browser.get(&other).await.status, 410);
    let english = Browser::in_english(services).get(&other).await.text();
    assert!(english.contains("This link no longer works"), "{english}");
}

#[tokio::test]
async fn a_page_speaks_the_language_of_the_firm_until_its_reader_chooses() {
    let s = Story::begin().await;
    let link = s.link(CONTOH).await;
    let firm = s.firm(CONTOH).await;
    let indonesian = s.browser.get(&link).await;
    assert_eq!(indonesian.header("content-language"), "id");
    let services = &s.p.services;
    services
        .set_mail_language(firm, Tongue::English, s.rina)
        .await
        .unwrap();
    let english = s.browser.get(&link).await;
    assert_eq!(english.header("content-language"), "en");
    assert!(english.text().contains("<html lang=\"en\">"));
    assert!(english.text().contains("press “Open”"));
    let chosen = s.browser.get(&format!("{link}?lang=id")).await;
    assert_eq!((chosen.status, chosen.leads_to()), (303, link.as_str()));
    assert!(chosen.header("set-cookie").starts_with("patuh_lang=id"));
}

#[tokio::test]
async fn the_page_of_a_firm_that_was_merged_is_the_page_of_the_one_that_stands_for_it() {
    let s = Story::begin().await;
    let link = s.link(CONTOH).await;
    let given = super::answers::promise(&s, &link).await;
    let double = "nama,kode_bu\nCV. CONTOH SENTOSA CABANG,00000077\n";
    let today = day(2026, 3, 16);
    s.p.import(Kind::Employers, double, today).await;
    s.p.check(today).await;
    let list = s.p.list().await;
    let kept = list.iter().find(|line| line.row.code == Some(77));
    let (kept, merged) = (kept.unwrap().row.id, s.firm(CONTOH).await);
    let services = &s.p.services;
    // A firm whose answer waits is not merged away.
    let seen = SeenAnswer {
        id: super::answers::answers(&s).await[0].id,
        messages: 0,
    };
    services
        .refuse_answer(seen, "Belum cukup.", s.rina)
        .await
        .unwrap();
    services
        .merge((kept, merged), Forms::AsWritten, s.rina)
        .await
        .unwrap();
    let page = s.browser.get(&given).await;
    assert_eq!(page.status, 200);
    assert!(page.text().contains("SENTOSA CABANG"), "{}", page.text());
    let tx = services.store.read().await.unwrap();
    let answers = tx.answers_of(kept).await.unwrap();
    assert_eq!(answers.len(), 1, "what it answered is the other's now");
}

#[tokio::test]
async fn a_closed_case_thanks_and_asks_for_nothing() {
    let s = Story::begin().await;
    let link = s.link(CONTOH).await;
    let given = super::answers::promise(&s, &link).await;
    s.p.morning_of(day(2026, 3, 27));
    let mut rows = "nik,pisa,segmen,status,kode_bu,upah\n".to_owned();
    for no in 1..=4 {
        writeln!(rows, "647401010190010{no},1,PPU BU,AKTIF,00000011,5000000").unwrap();
    }
    s.p.import(Kind::Participants, &rows, day(2026, 3, 27))
        .await;
    s.p.check(day(2026, 3, 27)).await;
    let page = s.browser.get(&link).await;
    assert_eq!(page.status, 200);
    let text = page.text();
    assert!(text.contains("Tidak ada yang perlu dijawab lagi"), "{text}");
    assert!(!text.contains("/answers/promise\""), "{text}");
    let form = s.browser.get(&format!("{link}/answers/promise")).await;
    assert_eq!((form.status, form.leads_to()), (303, link.as_str()));
    assert_eq!(
        s.browser.get(&given).await.status,
        200,
        "what it said can be read"
    );
}

#[tokio::test]
async fn an_officer_who_looks_at_the_page_presses_nothing_in_the_firms_place() {
    let s = Story::begin().await;
    let link = s.link(CONTOH).await;
    let cookie = s.officer_cookie().await;
    let page = s.browser.get_as(&link, &cookie).await;
    assert_eq!(page.status, 200);
    let text = page.text();
    assert!(text.contains("Anda masuk sebagai petugas"), "{text}");
    let before = counts(&s.p).await;
    for path in ["open", "answers/promise"] {
        let pressed = s.browser.send_as(&format!("{link}/{path}"), &cookie).await;
        assert_eq!(pressed.status, 403);
    }
    assert_eq!(counts(&s.p).await, before);
    assert_eq!(s.case(CONTOH).await.facts.received_on, None);
}

/// Fifteen firms whose names, addresses and codes nobody else has, in an order that changes.
fn crowd() -> Vec<(String, String, String)> {
    let words = [
        "Angin", "Bintang", "Cahaya", "Damar", "Elang", "Fajar", "Gunung", "Hujan", "Intan",
        "Jati", "Kenari", "Langit", "Melati", "Nusa", "Ombak",
    ];
    let firm = |(no, word): (usize, &&str)| {
        let small = word.to_lowercase();
        (
            format!("PT {word} Rekaan"),
            format!("hrd@{small}.example"),
            format!("813456{no:02}"),
        )
    };
    words.iter().enumerate().map(firm).collect()
}

#[tokio::test]
async fn no_page_of_a_firm_holds_another_firms_name_address_or_code() {
    let firms = crowd();
    let mut rows = "nama,nib,kode_bu,email,pekerja_wlkp,tanggal_wlkp\n".to_owned();
    for (no, (name, address, code)) in firms.iter().enumerate() {
        let workers = no + 2;
        writeln!(
            rows,
            "{name},91200000001{no:02},{code},{address},{workers},2026-01-05"
        )
        .unwrap();
    }
    let s = Story::begin_with(&rows, 15).await;
    let messages = s.p.mailbox.messages();
    assert_eq!(messages.len(), firms.len());
    for message in messages {
        let link = links(&message)
            .into_iter()
            .find(|one| one.starts_with("/r/"));
        let link = link.unwrap();
        s.press(&link).await;
        let home = s.browser.get(&link).await.text();
        let own = firms.iter().find(|(name, ..)| home.contains(name.as_str()));
        let (own, address, _) = own.unwrap();
        assert!(
            message.contains(&format!("To: {address}")),
            "the mail went to its own firm"
        );
        let mut pages = vec![home.clone()];
        for path in addresses(&home)
            .iter()
            .filter(|path| path.starts_with("/r/"))
        {
            pages.push(s.browser.get(path).await.text());
        }
        for (name, address, code) in firms.iter().filter(|(name, ..)| name != own) {
            for strange in [name, address, code] {
                let holds = pages.iter().any(|page| page.contains(strange.as_str()));
                assert!(!holds, "{strange} is on a page of {own}");
            }
        }
    }
}
