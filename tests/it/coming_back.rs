//! What comes back: read, matched, followed, once.

mod desk;

use chrono::{Days, TimeDelta};
use patuh::{
    clock::Clock,
    domain::{
        contact::Standing,
        ids::{EmployerId, MailId},
        receipt::How,
        remark::RemarkKind,
        role::Role,
    },
    intake::Kind,
    services::{Channel, Rehearsal, ReturnedReport, ServiceError},
    store::{CaseRow, MailRow, MailState, ReturnedRow},
};

use crate::{
    process::Office,
    support::{Program, day},
};

const PARTICIPANTS: &str = "nik,pisa,segmen,status,kode_bu,upah\n\
    6474010101900003,1,PPU BU,AKTIF,00000099,5000000\n";

/// One firm whose appeal has left, on Monday, 16 March 2026.
async fn sent(emails: &str) -> (Program, MailRow) {
    let p = Program::start().await;
    let today = day(2026, 3, 16);
    let employers = format!(
        "nama,nib,kode_bu,kelurahan,email,pekerja_wlkp,tanggal_wlkp\n\
         CV Contoh Sentosa,9120000000001,00000011,Lok Tuan,{emails},4,2026-01-05\n"
    );
    p.import(Kind::Employers, &employers, today).await;
    p.import(Kind::Participants, PARTICIPANTS, today).await;
    p.check(today).await;
    assert_eq!(p.confirm_all().await, 1);
    assert_eq!(
        p.services.remind(Rehearsal::No, None).await.unwrap().queued,
        1
    );
    assert_eq!(p.services.send_mail().await.unwrap().sent, 1);
    let mail = p.services.mails(None, 9).await.unwrap().remove(0);
    (p, mail)
}

/// A server's report about a mail.
pub fn report(mail: &MailRow, action: &str, status: &str, words: &str) -> String {
    let path = mail.id.uuid().simple();
    format!(
        "Return-Path: <>\nFrom: MAILER-DAEMON@mx.example\nTo: jkn-kembali+{path}@kota.example\n\
         Subject: report\nMIME-Version: 1.0\n\
         Content-Type: multipart/report; report-type=delivery-status; boundary=B\n\n\
         --B\nContent-Type: text/plain\n\nreport\n\n\
         --B\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx.example\n\n\
         Final-Recipient: rfc822; {to}\nAction: {action}\nStatus: {status}\n\
         Diagnostic-Code: smtp; {words}\n\n--B--\n",
        to = mail.recipient,
    )
}

pub fn answer(mail: &MailRow, from: &str, words: &str) -> String {
    format!(
        "Return-Path: <{from}>\nFrom: Bagian SDM <{from}>\nTo: jkn@kota.example\n\
         Subject: Re: {}\nIn-Reply-To: <{}@kota.example>\nContent-Type: text/plain\n\n{words}\n",
        mail.subject,
        mail.id.uuid(),
    )
}

pub async fn take(p: &Program, message: &str) -> ReturnedReport {
    let taken = p.services.take_returned(message.as_bytes(), Channel::Stdin);
    taken.await.unwrap()
}

async fn mail(p: &Program, id: MailId) -> MailRow {
    p.services.mail(id).await.unwrap().unwrap()
}

async fn case(p: &Program) -> CaseRow {
    let tx = p.services.store.read().await.unwrap();
    tx.open_cases(p.services.today()).await.unwrap().remove(0)
}

async fn firm(p: &Program) -> EmployerId {
    p.list().await.remove(0).row.id
}

async fn records(p: &Program) -> Vec<ReturnedRow> {
    p.services.returned_desk().await.unwrap().lines
}

async fn standing(p: &Program, address: &str) -> Option<Standing> {
    let tx = p.services.store.read().await.unwrap();
    let firm = firm(p).await;
    let found = tx.contacts_of(&[firm]).await.unwrap();
    let rows = found.get(&firm).map(Vec::as_slice).unwrap_or_default();
    let row = rows.iter().find(|row| row.contact.address == address);
    row.map(|row| row.contact.standing)
}

#[tokio::test]
async fn a_positive_report_proves_that_the_notice_arrived() {
    let (p, sent) = sent("hrd@contoh.example").await;
    p.morning_of(day(2026, 3, 17));
    let taken = take(&p, &report(&sent, "delivered", "2.0.0", "250 2.0.0 Saved")).await;
    assert_eq!((taken.kind, taken.matched), ("delivered", true));
    assert_eq!(mail(&p, sent.id).await.state, MailState::Delivered);
    let case = case(&p).await;
    assert_eq!(case.facts.received_on, Some(day(2026, 3, 17)));
    let tx = p.services.store.read().await.unwrap();
    let marks = tx.case_marks(&[firm(&p).await]).await.unwrap();
    assert_eq!(marks[0].receipts[0].how, How::Report);
    assert!(marks[0].receipts[0].words.contains("250 2.0.0 Saved"));
}

#[tokio::test]
async fn a_relayed_mail_is_no_proof() {
    let (p, sent) = sent("hrd@contoh.example").await;
    let taken = take(&p, &report(&sent, "relayed", "2.0.0", "250 Ok: queued")).await;
    assert_eq!((taken.kind, taken.matched), ("unknown", true));
    assert_eq!(case(&p).await.facts.received_on, None);
    assert_eq!(mail(&p, sent.id).await.state, MailState::Sent);
}

#[tokio::test]
async fn an_address_that_takes_nothing_is_marked_and_the_notice_goes_to_the_next_one_once() {
    let (p, first) = sent("hrd@contoh.example; kantor@contoh.example").await;
    assert_eq!(first.recipient, "hrd@contoh.example");
    let bounce = report(&first, "failed", "5.0.0", "550 5.1.1 unknown user");
    for _ in 0..2 {
        let taken = take(&p, &bounce).await;
        assert_eq!((taken.kind, taken.matched), ("hard", true));
        assert_eq!(taken.status.as_deref(), Some("5.1.1"));
    }
    assert_eq!(records(&p).await.len(), 1, "the same message is one record");
    take(&p, &bounce.replace("Subject: report", "Subject: report 2")).await;
    assert_eq!(mail(&p, first.id).await.state, MailState::Bounced);
    assert_eq!(
        standing(&p, "hrd@contoh.example").await,
        Some(Standing::Bounced)
    );
    let mails = p.services.mails(None, 9).await.unwrap();
    assert_eq!(mails.len(), 2, "one mail replaces the one that came back");
    let second = mails.iter().find(|mail| mail.id != first.id).unwrap();
    assert_eq!(second.recipient, "kantor@contoh.example");
    let (_, replaces, _) = p.services.returned_for(second.id).await.unwrap();
    assert_eq!(replaces, Some(first.id));
    p.clock.advance(TimeDelta::days(1));
    assert_eq!(p.services.send_mail().await.unwrap().sent, 1);
    take(&p, &report(second, "delivered", "2.0.0", "250 ok")).await;
    assert!(case(&p).await.facts.received_on.is_some());
}

#[tokio::test]
async fn a_firm_without_another_address_has_to_be_called_or_visited() {
    let (p, sent) = sent("hrd@contoh.example").await;
    assert!(p.services.reach_list().await.unwrap().is_empty());
    take(&p, &report(&sent, "failed", "5.1.1", "550 5.1.1 gone")).await;
    let reach = p.services.reach_list().await.unwrap();
    assert_eq!(reach.len(), 1);
    assert_eq!(p.services.mails(None, 9).await.unwrap().len(), 1);
}

#[tokio::test]
async fn a_mail_that_is_given_up_goes_again_on_later_days_until_the_address_is_useless() {
    let (p, mut last) = sent("hrd@contoh.example").await;
    for days in 1..=3 {
        let full = report(&last, "failed", "5.2.2", "552 5.2.2 mailbox full");
        assert_eq!(take(&p, &full).await.kind, "soft");
        if days == 3 {
            break;
        }
        assert_eq!(mail(&p, last.id).await.state, MailState::Delayed);
        assert_eq!(standing(&p, "hrd@contoh.example").await, None);
        assert_eq!(p.services.send_mail().await.unwrap().sent, 0, "not today");
        p.clock.advance(TimeDelta::days(1));
        assert_eq!(p.services.send_mail().await.unwrap().sent, 1);
        let mails = p.services.mails(None, 9).await.unwrap();
        last = mails
            .into_iter()
            .find(|m| m.state == MailState::Sent)
            .unwrap();
    }
    assert_eq!(mail(&p, last.id).await.state, MailState::Bounced);
    assert_eq!(
        standing(&p, "hrd@contoh.example").await,
        Some(Standing::Bounced)
    );
    assert_eq!(p.services.reach_list().await.unwrap().len(), 1);
}

#[tokio::test]
async fn a_delay_is_no_failure() {
    let (p, sent) = sent("hrd@contoh.example").await;
    let taken = take(&p, &report(&sent, "delayed", "4.4.1", "connection refused")).await;
    assert_eq!((taken.kind, taken.matched), ("delayed", true));
    assert_eq!(mail(&p, sent.id).await.state, MailState::Delayed);
    assert_eq!(standing(&p, "hrd@contoh.example").await, None);
    assert_eq!(p.services.mails(None, 9).await.unwrap().len(), 1);
    take(&p, &report(&sent, "delivered", "2.0.0", "250 ok")).await;
    assert_eq!(mail(&p, sent.id).await.state, MailState::Delivered);
    take(&p, &report(&sent, "delayed", "4.4.1", "late news")).await;
    assert_eq!(mail(&p, sent.id).await.state, MailState::Delivered);
}

#[tokio::test]
async fn a_bounce_after_a_delivery_takes_its_proof_back() {
    let (p, sent) = sent("hrd@contoh.example").await;
    take(&p, &report(&sent, "delivered", "2.0.0", "250 ok")).await;
    assert!(case(&p).await.facts.received_on.is_some());
    take(&p, &report(&sent, "failed", "5.1.1", "550 5.1.1 gone")).await;
    assert_eq!(case(&p).await.facts.received_on, None);
}

#[tokio::test]
async fn an_answer_is_attached_without_anybodys_nik_and_stops_the_clock() {
    let (p, sent) = sent("hrd@contoh.example").await;
    let words = "Kami sudah mendaftarkan NIK 6474010101900001.";
    let taken = take(&p, &answer(&sent, "pimpinan@contoh.example", words)).await;
    assert_eq!((taken.kind, taken.matched), ("reply", true));
    let dossier = p.services.dossier(firm(&p).await).await.unwrap();
    let reply = &dossier.remarks[0];
    assert_eq!(reply.kind, RemarkKind::Reply);
    assert!(
        reply.words.contains("NIK ****************."),
        "{}",
        reply.words
    );
    assert!(reply.by.is_none());
    let case = case(&p).await;
    assert!(case.facts.replied_on.is_some());
    assert!(case.facts.received_on.is_some(), "an answer is a receipt");
    take(&p, &answer(&sent, "pimpinan@contoh.example", "Satu lagi.")).await;
    let dossier = p.services.dossier(firm(&p).await).await.unwrap();
    let notes = dossier
        .remarks
        .iter()
        .filter(|r| r.kind == RemarkKind::Note);
    assert_eq!(notes.count(), 1, "a second answer is read with the first");
    assert!(!records(&p).await[0].waits);
}

#[tokio::test]
async fn a_machine_that_answers_stops_nothing() {
    let (p, sent) = sent("hrd@contoh.example").await;
    let words = answer(&sent, "hrd@contoh.example", "Saya sedang cuti.");
    let auto = words.replace("To: jkn", "Auto-Submitted: auto-replied\nTo: jkn");
    let taken = take(&p, &auto).await;
    assert_eq!((taken.kind, taken.matched), ("auto_reply", true));
    let dossier = p.services.dossier(firm(&p).await).await.unwrap();
    assert!(dossier.remarks.is_empty());
    assert_eq!(case(&p).await.facts.received_on, None);
    assert_eq!(mail(&p, sent.id).await.state, MailState::Sent);
}

#[tokio::test]
async fn what_is_forged_changes_nothing_and_says_why() {
    let (p, sent) = sent("hrd@contoh.example; kantor@contoh.example").await;
    let bounce = report(&sent, "failed", "5.1.1", "550 5.1.1 gone");
    let other = MailId::from_uuid(p.clock.new_id());
    let simple = |id: MailId| id.uuid().simple().to_string();
    for (message, why) in [
        (
            bounce.replace(&sent.recipient, "orang@lain.example"),
            "recipient",
        ),
        (
            bounce.replace(&simple(sent.id), &simple(other)),
            "unknown_mail",
        ),
        (
            bounce.replace(&format!("+{}", simple(sent.id)), ""),
            "no_trace",
        ),
        (
            bounce
                .replace("<>", "<orang@lain.example>")
                .replace("MAILER-DAEMON", "orang"),
            "sender",
        ),
        (
            answer(&sent, "orang@lain.example", "Tutup kasusnya.")
                .replace("In-Reply-To", "X-Nothing")
                .replace(&sent.id.uuid().to_string(), ""),
            "stranger",
        ),
    ] {
        let taken = take(&p, &message).await;
        assert!(!taken.matched, "{why}");
        let all = records(&p).await;
        assert!(
            all.iter().any(|row| row.reason.as_deref() == Some(why)),
            "{why}: {all:?}"
        );
    }
    assert_eq!(mail(&p, sent.id).await.state, MailState::Sent);
    assert_eq!(p.services.mails(None, 9).await.unwrap().len(), 1);
    assert_eq!(standing(&p, "hrd@contoh.example").await, None);
    assert!(
        p.services
            .dossier(firm(&p).await)
            .await
            .unwrap()
            .remarks
            .is_empty()
    );
}

#[tokio::test]
async fn a_report_about_a_mail_that_never_left_is_filed() {
    let (p, first) = sent("hrd@contoh.example; kantor@contoh.example").await;
    take(&p, &report(&first, "failed", "5.1.1", "550 5.1.1 gone")).await;
    let mails = p.services.mails(None, 9).await.unwrap();
    let waiting = mails.iter().find(|m| m.state == MailState::Queued).unwrap();
    let taken = take(&p, &report(waiting, "failed", "5.1.1", "550 5.1.1 gone")).await;
    assert!(!taken.matched);
    assert_eq!(mail(&p, waiting.id).await.state, MailState::Queued);
    let all = records(&p).await;
    assert!(
        all.iter()
            .any(|row| row.reason.as_deref() == Some("never_sent"))
    );
}

#[tokio::test]
async fn our_own_mail_that_comes_back_is_filed_and_never_answered() {
    let (p, sent) = sent("hrd@contoh.example").await;
    let own = p.mailbox.messages().remove(0);
    let taken = take(&p, &own).await;
    assert_eq!(taken.kind, "auto_reply");
    assert_eq!(records(&p).await[0].reason.as_deref(), Some("loop"));
    assert_eq!(mail(&p, sent.id).await.state, MailState::Sent);
    assert_eq!(p.services.mails(None, 9).await.unwrap().len(), 1);
}
