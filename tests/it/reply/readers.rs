//! The first mail to an address asks whether its reader is the right one.

use patuh::{
    domain::{
        answer::AnswerKind,
        contact::{Proof, State},
        ladder::Stage,
        receipt::How,
    },
    services::{ContactDeed, ContactLine, ReachWhy, Rehearsal},
    store::MailState,
};

use super::{
    Story,
    answers::{CONTOH, answers, give},
    site::{counts, links},
};
use crate::{
    coming_back::{report, take},
    support::day,
};

const QUESTION: &str = "Apakah Saudara yang tepat dihubungi untuk urusan ini?";
const TWO: &str = "nama,nib,kode_bu,kelurahan,email,pekerja_wlkp,tanggal_wlkp\n\
    CV Contoh Sentosa,9120000000001,00000011,Lok Tuan,\
    hrd@contoh.example; budi@contoh.example,4,2026-01-05\n";
const AGENT: &str = "nama,nib,kode_bu,kelurahan,email,pekerja_wlkp,tanggal_wlkp\n\
    CV Contoh Sentosa,9120000000001,00000011,Lok Tuan,hrd@contoh.example,4,2026-01-05\n\
    PT Umpama Bahari,9120000000003,00000013,Tanjung Laut,hrd@contoh.example,3,2026-01-05\n";

/// The page at which a mail asks its reader.
fn page(mail: &str) -> Option<String> {
    let mut all = links(mail).into_iter();
    all.find(|link| link.starts_with("/r/reader/"))
}

/// The mails to an address, the oldest first.
fn mails_to(s: &Story, address: &str) -> Vec<String> {
    let mut all = s.p.mailbox.messages();
    all.retain(|mail| mail.contains(&format!("To: {address}")));
    all
}

async fn says(s: &Story, page: &str, fields: &[(&str, &str)]) {
    let said = s.browser.send(page, fields).await;
    assert_eq!(
        (said.status, said.leads_to()),
        (303, page),
        "{}",
        said.text()
    );
}

async fn line(s: &Story, firm: &str, address: &str) -> ContactLine {
    let contacts = s.p.services.contacts(s.firm(firm).await).await.unwrap();
    let mut lines = contacts.lines.into_iter();
    lines.find(|line| line.address == address).unwrap()
}

async fn state(s: &Story, address: &str) -> State {
    line(s, CONTOH, address).await.state()
}

/// Reminders run day by day until one leaves.
async fn next_mail(s: &Story) {
    let mut on = s.p.services.today();
    for _ in 0..40 {
        on = on.succ_opt().unwrap();
        s.p.morning_of(on);
        s.p.services.remind(Rehearsal::No, None).await.unwrap();
        if s.p.services.send_mail().await.unwrap().sent > 0 {
            return;
        }
    }
    panic!("no mail left");
}

#[tokio::test]
async fn the_first_mail_asks_and_the_next_one_to_the_same_address_does_not() {
    let s = Story::begin().await;
    let first = s.mail_to(CONTOH);
    assert!(page(&first).is_some(), "{first}");
    assert!(plain(&first).contains(QUESTION), "{}", plain(&first));
    next_mail(&s).await;
    let mails = mails_to(&s, "hrd@contoh.example");
    assert_eq!(mails.len(), 2);
    assert_eq!(page(&mails[1]), None);
    assert!(!plain(&mails[1]).contains(QUESTION));
    // It is as unproved as before.
    assert_eq!(state(&s, "hrd@contoh.example").await, State::Unproved);
}

#[tokio::test]
async fn a_mail_that_was_taken_back_has_asked_nobody() {
    let s = Story::queued(TWO, 1).await;
    let firm = s.firm(CONTOH).await;
    for deed in [
        ContactDeed::Choose("budi@contoh.example"),
        ContactDeed::ChooseNone,
    ] {
        let seen = s.p.services.contacts(firm).await.unwrap().print;
        let changed = s.p.services.change_contacts(firm, deed, &seen, s.rina);
        changed.await.unwrap();
    }
    s.p.morning_of(day(2026, 3, 17));
    s.p.services.remind(Rehearsal::No, None).await.unwrap();
    assert_eq!(s.p.services.send_mail().await.unwrap().sent, 1);
    let mails = mails_to(&s, "hrd@contoh.example");
    assert!(page(&mails[0]).is_some(), "{}", mails[0]);
}

#[tokio::test]
async fn the_right_reader_proves_the_address_by_a_press_and_by_no_fetch() {
    let s = Story::begin().await;
    let page = page(&s.mail_to(CONTOH)).unwrap();
    let before = counts(&s.p).await;
    for _ in 0..3 {
        let seen = s.browser.get(&page).await;
        assert_eq!(
            (seen.status, seen.header("x-robots-tag")),
            (200, "noindex, nofollow")
        );
        let text = seen.text();
        assert!(text.contains("CV Contoh Sentosa") && text.contains("hrd@contoh.example"));
        for hidden in ["K-0000", "pekerja penerima", "Lok Tuan", "9120000000001"] {
            assert!(!text.contains(hidden), "{hidden}: {text}");
        }
        let own = s.link(CONTOH).await;
        assert!(!text.contains(own.trim_start_matches("/r/")), "{text}");
    }
    assert_eq!(counts(&s.p).await, before);
    let cookie = s.officer_cookie().await;
    let nothing = s.browser.send(&page, &[("says", "perhaps")]).await;
    assert_eq!(nothing.status, 400);
    assert_eq!(s.browser.send_as(&page, &cookie).await.status, 403);
    assert_eq!(state(&s, "hrd@contoh.example").await, State::Unproved);
    for _ in 0..2 {
        says(&s, &page, &[("says", "right")]).await;
    }
    // The first press counts.
    says(&s, &page, &[("says", "wrong")]).await;
    let hrd = line(&s, CONTOH, "hrd@contoh.example").await;
    assert_eq!(hrd.proved.as_ref().map(|one| one.how), Some(Proof::Link));
    assert_eq!(hrd.state(), State::Proved);
    // It was a person who read the notice, and nobody who answered it.
    let case = s.case(CONTOH).await;
    assert_eq!(case.facts.received_on, Some(day(2026, 3, 16)));
    assert_eq!(case.facts.replied_on, None);
    let tx = s.p.services.store.read().await.unwrap();
    let marks = tx.case_marks(&[case.employer]).await.unwrap();
    assert_eq!(marks[0].receipts[0].how, How::Page);
}

#[tokio::test]
#[expect(
    clippy::too_many_lines,
    reason = "one story, from the mail to the next address"
)]
async fn the_wrong_reader_sends_the_notice_to_the_next_address_and_officers_are_told() {
    let s = Story::begin_with(TWO, 1).await;
    let sent = s.p.services.mails(None, 9).await.unwrap().remove(0);
    take(
        &s.p,
        &report(&sent, "delivered", "2.0.0", "250 2.0.0 Saved"),
    )
    .await;
    assert!(s.case(CONTOH).await.facts.received_on.is_some());
    let first = page(&s.mail_to(CONTOH)).unwrap();
    for (named, words, field) in [
        ("bukan alamat", "", "Tulis satu alamat pos-el"),
        ("", "6474010101900003", "tampak seperti NIK"),
    ] {
        let fields = [("says", "wrong"), ("named", named), ("words", words)];
        let seen = s.browser.send(&first, &fields).await;
        assert_eq!(seen.status, 422);
        assert!(seen.text().contains(field), "{}", seen.text());
    }
    assert_eq!(s.p.services.wrong_readers_waiting().await.unwrap(), 0);
    let fields = [
        ("says", "wrong"),
        ("named", "Personalia@Contoh.example"),
        ("words", "Sudah pindah kerja."),
    ];
    for _ in 0..2 {
        says(&s, &first, &fields).await;
    }
    // The firm has not answered, and what a report proved of the wrong reader is nothing.
    let case = s.case(CONTOH).await;
    assert_eq!(
        (case.facts.replied_on, case.facts.received_on),
        (None, None)
    );
    assert_eq!(case.facts.stage, Stage::Appeal);
    assert!(answers(&s).await.is_empty());
    assert_eq!(case.address(), Some("budi@contoh.example"));
    // One mail a firm and day.
    s.p.morning_of(day(2026, 3, 17));
    assert_eq!(s.p.services.send_mail().await.unwrap().sent, 1);
    let next = mails_to(&s, "budi@contoh.example");
    assert_ne!(page(&next[0]), None, "nothing proves this one either");
    let hrd = line(&s, CONTOH, "hrd@contoh.example").await;
    assert_eq!(hrd.state(), State::DoNotUse);
    assert!(hrd.reason.unwrap().contains("Sudah pindah kerja."));
    assert_eq!((hrd.by, hrd.proved), (None, None));
    let [waits] =
        s.p.services
            .wrong_readers()
            .await
            .unwrap()
            .try_into()
            .unwrap();
    assert_eq!(waits.named.as_deref(), Some("personalia@contoh.example"));
    // An officer adds whom the reader named, and has looked at it.
    let firm = s.firm(CONTOH).await;
    let seen = s.p.services.contacts(firm).await.unwrap().print;
    let add = ContactDeed::Add("personalia@contoh.example");
    let changed = s.p.services.change_contacts(firm, add, &seen, s.rina);
    changed.await.unwrap();
    assert_eq!(s.p.services.wrong_readers_waiting().await.unwrap(), 0);
    let contacts = s.p.services.contacts(firm).await.unwrap();
    assert_eq!(contacts.address(), Some("personalia@contoh.example"));
    let deeds: Vec<&str> = contacts.events.iter().map(|e| e.deed.code()).collect();
    assert_eq!(deeds, ["settled", "added", "wrong"]);
    // A report that comes late proves the wrong mailbox only.
    take(
        &s.p,
        &report(&sent, "delivered", "2.0.0", "250 2.0.0 Again"),
    )
    .await;
    assert_eq!(s.case(CONTOH).await.facts.received_on, None);
}

#[tokio::test]
async fn a_wrong_reader_without_another_address_leaves_the_firm_to_be_reached() {
    let s = Story::begin().await;
    says(&s, &page(&s.mail_to(CONTOH)).unwrap(), &[("says", "wrong")]).await;
    assert_eq!(s.case(CONTOH).await.address(), None);
    let lines = s.p.services.reach_list().await.unwrap();
    let [one] = lines.try_into().unwrap();
    assert_eq!(one.case.employer_name, "CV Contoh Sentosa");
    assert_eq!(one.why, ReachWhy::NoProof);
    // A report that comes late proves the wrong reader's mailbox only.
    let firm = s.firm(CONTOH).await;
    let sent = s.p.services.mails(None, 9).await.unwrap();
    let sent = sent.iter().find(|mail| mail.employer == firm).unwrap();
    take(&s.p, &report(sent, "delivered", "2.0.0", "250 2.0.0 Saved")).await;
    assert_eq!(s.case(CONTOH).await.facts.received_on, None);
    // The link in the mail still opens the firm's page to whoever it is passed on to.
    let link = s.link(CONTOH).await;
    assert_eq!(s.browser.get(&link).await.status, 200);
}

#[tokio::test]
async fn the_link_for_the_reader_opens_nothing_else_and_ends() {
    let s = Story::begin().await;
    let page = page(&s.mail_to(CONTOH)).unwrap();
    let own = s.link(CONTOH).await;
    for path in [
        page.replace("/reader", ""),
        page.replace("/reader", "/address"),
        own.replace("/r/", "/r/reader/"),
        format!("/r/reader/{:064x}", 7),
    ] {
        assert_eq!(s.browser.get(&path).await.status, 404, "{path}");
    }
    let sent = s.p.services.mails(None, 9).await.unwrap();
    let firm = s.firm(CONTOH).await;
    let mail = sent.iter().find(|mail| mail.employer == firm).unwrap();
    let shown = s.p.services.mail(mail.id).await.unwrap().unwrap();
    assert_eq!(shown.state, MailState::Sent);
    s.p.morning_of(day(2026, 9, 13));
    assert_eq!(s.browser.get(&page).await.status, 410);
    let late = s.browser.send(&page, &[("says", "wrong")]).await;
    assert_eq!(late.status, 410);
}

#[tokio::test]
async fn what_the_agents_reader_says_of_one_firm_says_nothing_of_the_other() {
    let s = Story::begin_with(AGENT, 2).await;
    let mails = mails_to(&s, "hrd@contoh.example");
    let of = |firm: &str| {
        let mail = mails.iter().find(|mail| plain(mail).contains(firm));
        page(mail.unwrap()).unwrap()
    };
    let (contoh, umpama) = (of("CV Contoh Sentosa"), of("PT Umpama Bahari"));
    assert_ne!(contoh, umpama);
    let seen = s.browser.get(&contoh).await.text();
    assert!(!seen.contains("Umpama"), "{seen}");
    says(&s, &contoh, &[("says", "wrong")]).await;
    says(&s, &umpama, &[("says", "right")]).await;
    assert_eq!(state(&s, "hrd@contoh.example").await, State::DoNotUse);
    let other = line(&s, "PT Umpama", "hrd@contoh.example").await;
    assert_eq!((other.state(), other.firms), (State::Proved, 2));
    assert_eq!(
        s.case("PT Umpama").await.address(),
        Some("hrd@contoh.example")
    );
}

#[tokio::test]
async fn an_answer_through_the_link_proves_the_one_address_that_it_was_mailed_to() {
    for (kind, how) in [
        (AnswerKind::Promise, Some(Proof::Link)),
        (AnswerKind::WrongAddress, None),
    ] {
        let s = Story::begin().await;
        let link = s.link(CONTOH).await;
        s.press(&link).await;
        assert_eq!(
            state(&s, "hrd@contoh.example").await,
            State::Unproved,
            "who opened it may be anybody"
        );
        give(&s, &link, kind).await;
        let hrd = line(&s, CONTOH, "hrd@contoh.example").await;
        assert_eq!(hrd.proved.map(|one| one.how), how, "{kind:?}");
    }
    // Whom an officer handed the link to is nobody that a mail reached.
    let s = Story::begin().await;
    let link = s.link(CONTOH).await;
    let case = s.case(CONTOH).await.id;
    s.p.services
        .hand_out_reply_link(case, s.rina)
        .await
        .unwrap();
    s.press(&link).await;
    give(&s, &link, AnswerKind::Promise).await;
    assert_eq!(state(&s, "hrd@contoh.example").await, State::Unproved);
}

/// What a message says in plain text.
fn plain(message: &str) -> String {
    let parsed = mail_parser::MessageParser::default().parse(message.as_bytes());
    let text = parsed.and_then(|parsed| parsed.body_text(0).map(std::borrow::Cow::into_owned));
    text.unwrap()
}
