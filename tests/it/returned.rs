//! A mail can be told from every other one by what stands on its outside, and what comes back
//! moves it.

use chrono::TimeDelta;
use patuh::{
    clock::Clock,
    domain::ids::MailId,
    mail::ReturnPath,
    services::Rehearsal,
    store::{Actor, Entry, MailRow, MailState},
};

use crate::{sending::confirmed, smtp::Sink, support::Program};

/// One mail in the outbox.
async fn queued() -> (Program, MailRow) {
    let p = confirmed(1).await;
    p.services.remind(Rehearsal::No, None).await.unwrap();
    let mail = only(&p).await;
    (p, mail)
}

async fn only(p: &Program) -> MailRow {
    let [mail] = p.services.mails(None, 9).await.unwrap().try_into().unwrap();
    mail
}

async fn report(p: &Program, mail: MailId, state: MailState) -> bool {
    let now = p.clock.now();
    let tx = p.services.store.begin().await.unwrap();
    let moved = tx.report_mail(mail, state, now).await.unwrap();
    let entry = Entry {
        id: p.clock.new_id(),
        actor: Actor::Job("mail"),
        action: "mail.report",
        subject: mail.to_string(),
        at: now,
    };
    tx.commit(entry).await.unwrap();
    moved
}

#[tokio::test]
async fn what_comes_back_moves_a_mail_forwards_only() {
    let (p, mail) = queued().await;
    assert!(!report(&p, mail.id, MailState::Bounced).await, "never sent");
    assert_eq!(only(&p).await.state, MailState::Queued);
    assert_eq!(p.services.send_mail().await.unwrap().sent, 1);
    let sent_at = only(&p).await.sent_at;
    p.clock.advance(TimeDelta::minutes(20));
    assert!(report(&p, mail.id, MailState::Delayed).await);
    assert!(report(&p, mail.id, MailState::Delivered).await);
    assert!(!report(&p, mail.id, MailState::Delayed).await, "overtaken");
    assert!(!report(&p, mail.id, MailState::Delivered).await, "twice");
    let arrived = only(&p).await;
    assert_eq!(
        (arrived.state, arrived.sent_at),
        (MailState::Delivered, sent_at)
    );
    assert_eq!(arrived.reported_at, Some(p.clock.now()));
    assert!(
        report(&p, mail.id, MailState::Bounced).await,
        "the last word"
    );
    assert!(!report(&p, mail.id, MailState::Delivered).await);
    assert!(
        !report(&p, mail.id, MailState::Cancelled).await,
        "no report"
    );
    assert_eq!(only(&p).await.state, MailState::Bounced);
    let stranger = MailId::from_uuid(p.clock.new_id());
    assert!(!report(&p, stranger, MailState::Bounced).await);
}

#[tokio::test]
async fn each_mail_comes_back_to_an_address_of_its_own() {
    let (mut p, mail) = queued().await;
    let sink = Sink::start();
    sink.offer_reports();
    let returns = "jkn-kembali@kota.example";
    p.services.transport = sink.transport().returning_to(returns).unwrap();
    assert_eq!(p.services.send_mail().await.unwrap().sent, 1);
    let id = mail.id.uuid().simple();
    let from = format!("MAIL FROM:<jkn-kembali+{id}@kota.example> RET=HDRS ENVID={id}");
    let to = "RCPT TO:<hrd@firma0000.example> NOTIFY=SUCCESS,FAILURE,DELAY \
              ORCPT=rfc822;hrd@firma0000.example";
    assert_eq!(sink.commands(), [from.as_str(), to]);
    let back = from.split(['<', '>']).nth(1).unwrap();
    let mailbox = ReturnPath::parse(returns).unwrap();
    assert_eq!(mailbox.mail_in(back), Some(mail.id.uuid()));
}

#[tokio::test]
async fn a_server_that_offers_no_reports_is_not_asked_for_any() {
    let (mut p, _) = queued().await;
    let sink = Sink::start();
    p.services.transport = sink.transport();
    assert_eq!(p.services.send_mail().await.unwrap().sent, 1);
    let [from, to] = sink.commands().try_into().unwrap();
    assert_eq!(from, "MAIL FROM:<jkn@kota.example>");
    assert_eq!(to, "RCPT TO:<hrd@firma0000.example>");
}

#[tokio::test]
async fn an_answer_comes_to_the_address_of_its_case() {
    let mut p = confirmed(1).await;
    let city = std::sync::Arc::make_mut(&mut p.services.city);
    city.reply_by_case = true;
    p.services.remind(Rehearsal::No, None).await.unwrap();
    let mail = only(&p).await;
    let expected = format!("jkn+{}@kota.example", mail.reference);
    assert_eq!(mail.reply_to, Some(expected));
}
