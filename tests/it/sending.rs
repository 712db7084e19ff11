//! Mail on its way: once, whole, to the right firm, and never lost.

mod limits;

use std::{collections::HashSet, fmt::Write, sync::Arc};

use chrono::{TimeDelta, TimeZone, Utc};
use patuh::{
    clock::Clock,
    domain::{contact::Standing, ids::MailId, role::Role, tongue::Tongue},
    intake::Kind,
    jobs,
    mail::{MailSettings, Transport},
    services::{MailRules, Pace, Rehearsal, SendReport, Services},
    store::{AttemptRow, Lease, MailRow, MailState, NewMark, Queued},
};

use sha2::Digest as _;

use crate::{
    first_story::PARTICIPANTS,
    smtp::{self, Sink},
    support::{Program, rounds},
};

/// So many firms that enrolled nobody, as files.
pub fn firms(count: u32) -> (String, String) {
    let mut employers = "nama,nib,email\n".to_owned();
    let mut roster = "nib,nik\n".to_owned();
    for n in 0..count {
        writeln!(
            employers,
            "CV Contoh {n:04} Jaya,9130000{n:06},hrd@firma{n:04}.example"
        )
        .unwrap();
        // One serial number of a day after another, from 1 to 9999.
        let (year, serial) = (90 + n / 9_999, n % 9_999 + 1);
        writeln!(roster, "9130000{n:06},6474010101{year}{serial:04}").unwrap();
    }
    (employers, roster)
}

/// The program with so many confirmed cases, one a firm.
pub async fn confirmed(count: u32) -> Program {
    let p = Program::start().await;
    let today = p.services.today();
    let (employers, roster) = firms(count);
    p.import(Kind::Employers, &employers, today).await;
    p.import(Kind::Roster, &roster, today).await;
    p.import(Kind::Participants, PARTICIPANTS, today).await;
    p.check(today).await;
    assert_eq!(p.confirm_all().await, u64::from(count));
    p
}

/// The program with so many mails in the outbox and a mail server.
async fn queued(count: u32) -> (Program, Sink) {
    let mut p = confirmed(count).await;
    let report = p.services.remind(Rehearsal::No, None).await.unwrap();
    assert_eq!(report.queued, u64::from(count));
    let sink = Sink::start();
    p.services.transport = sink.transport();
    (p, sink)
}

async fn send(p: &Program) -> SendReport {
    p.services.send_mail().await.unwrap()
}

async fn attempts(p: &Program, mail: MailId) -> Vec<AttemptRow> {
    p.services.mail_attempts(mail).await.unwrap()
}

/// A further mail to a firm.
struct NewMail<'a> {
    firm: &'a MailRow,
    kind: &'static str,
    subject: String,
    to: String,
}

async fn queue(p: &Program, new: NewMail<'_>) {
    let mail = Queued {
        id: MailId::from_uuid(p.clock.new_id()),
        employer: new.firm.employer,
        kind: new.kind,
        reference: new.firm.reference.clone(),
        recipient: new.to,
        reply_to: None,
        subject: new.subject,
        body_text: "Yth. Pimpinan".to_owned(),
        body_html: "<p>Yth. Pimpinan</p>".to_owned(),
        language: Tongue::Indonesian,
        demo: false,
        firing: None,
        letter: None,
    };
    let tx = p.services.store.begin().await.unwrap();
    tx.queue_mail(&mail, p.clock.now()).await.unwrap();
    tx.commit(p.services_entry("mail.queue")).await.unwrap();
}

/// A transport to a port where nobody listens.
fn nobody_there() -> Transport {
    let port = std::net::TcpListener::bind("127.0.0.1:0")
        .unwrap()
        .local_addr()
        .unwrap()
        .port();
    Transport::smtp(&smtp::settings(port)).unwrap()
}

async fn count(p: &Program, state: MailState) -> u64 {
    let counts = p.services.mail_counts().await.unwrap();
    counts.iter().find(|(s, _)| *s == state).unwrap().1
}

fn header<'a>(mail: &'a str, name: &str) -> &'a str {
    let found = mail
        .lines()
        .find_map(|line| line.strip_prefix(name)?.strip_prefix(": "));
    found.unwrap_or_else(|| panic!("no {name} in {mail}"))
}

fn recipients(mails: &[String]) -> HashSet<&str> {
    mails.iter().map(|mail| header(mail, "To")).collect()
}

/// Another node on the same database, with a mailbox of its own.
pub async fn node(p: &Program) -> (Services, patuh::mail::Memory) {
    let (transport, mailbox) = Transport::memory("Disnaker <jkn@kota.example>").unwrap();
    let clock = p.clock.clone();
    (
        Program::services(&p.url, p.folder.path(), (clock, transport)).await,
        mailbox,
    )
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn two_nodes_at_once_queue_and_send_every_mail_once() {
    const FIRMS: u32 = 150;
    for _ in 0..rounds(2) {
        let p = confirmed(FIRMS).await;
        p.clock.advance(TimeDelta::days(1));
        let (other, mailbox) = node(&p).await;
        let services = [p.services.clone(), other.clone(), p.services.clone(), other];
        let beats = services.map(|s| tokio::spawn(async move { jobs::beat(&s).await }));
        for beat in beats {
            beat.await.unwrap().unwrap();
        }
        send(&p).await;
        let mails = [p.mailbox.messages(), mailbox.messages()].concat();
        assert_eq!((mails.len(), recipients(&mails).len()), (150, 150));
        assert_eq!(count(&p, MailState::Sent).await, 150);
        assert_eq!(p.services.mails(None, 1_000).await.unwrap().len(), 150);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn two_officers_who_run_the_reminders_at_once_queue_them_once() {
    for _ in 0..rounds(2) {
        let p = confirmed(60).await;
        let (other, _) = node(&p).await;
        let both = [p.services.clone(), other];
        let runs = both
            .map(|s| tokio::spawn(async move { s.run_schedule("reminders", Rehearsal::No).await }));
        let mut queued = 0;
        for run in runs {
            queued += run.await.unwrap().unwrap().recipients();
        }
        assert_eq!(queued, 60);
        assert_eq!(send(&p).await.sent, 60);
    }
}

#[tokio::test]
async fn each_firm_gets_its_own_letter_only() {
    const FIRMS: u32 = 60;
    let mut p = confirmed(FIRMS).await;
    let outbox = p.folder.path().join("outbox");
    p.services.transport = Transport::files("Disnaker <jkn@kota.example>", &outbox).unwrap();
    p.services.remind(Rehearsal::No, None).await.unwrap();
    assert_eq!(send(&p).await.sent, u64::from(FIRMS));
    let cases = p.services.open_cases().await.unwrap();
    let mut seen = HashSet::new();
    for entry in std::fs::read_dir(&outbox).unwrap() {
        let mail = std::fs::read_to_string(entry.unwrap().path())
            .unwrap()
            .replace("=\r\n", "");
        let to = header(&mail, "To");
        let number: u32 = to["hrd@firma".len()..][..4].parse().unwrap();
        assert!(seen.insert(number), "{to} twice");
        let name = format!("CV Contoh {number:04} Jaya");
        let own = cases
            .iter()
            .find(|case| case.employer_name == name)
            .unwrap();
        assert!(mail.contains(&name) && mail.contains(&own.code), "{to}");
        for case in cases.iter().filter(|case| case.id != own.id) {
            assert!(
                !mail.contains(&case.employer_name),
                "{} in {to}",
                case.employer_name
            );
            assert!(!mail.contains(&case.code), "{} in {to}", case.code);
        }
    }
    assert_eq!(seen.len(), FIRMS as usize);
}

#[tokio::test]
async fn a_server_that_asks_for_patience_gets_the_mail_later() {
    let (p, sink) = queued(3).await;
    sink.answer_recipients("451 4.7.1 greylisted, try again");
    let report = send(&p).await;
    assert_eq!((report.sent, report.deferred, report.waiting), (0, 3, 3));
    assert_eq!(send(&p).await.deferred, 0, "not at once");
    p.clock.advance(TimeDelta::minutes(5));
    assert_eq!(send(&p).await.deferred, 3);
    p.clock.advance(TimeDelta::minutes(2));
    assert_eq!(
        send(&p).await.deferred,
        0,
        "the second wait is longer than the first"
    );
    sink.answer_recipients("250 Ok");
    p.clock.advance(TimeDelta::minutes(10));
    let report = send(&p).await;
    assert_eq!((report.sent, report.waiting), (3, 0));
    assert_eq!(recipients(&sink.messages()).len(), 3);
    assert_eq!(send(&p).await.sent, 0);
}

#[tokio::test]
async fn a_server_that_never_takes_it_is_given_up_and_counted() {
    let (p, sink) = queued(1).await;
    sink.answer_recipients("451 4.3.0 later");
    let mut tries = 0;
    while count(&p, MailState::Failed).await == 0 {
        send(&p).await;
        p.clock.advance(TimeDelta::hours(12));
        tries += 1;
        assert!(tries < 50, "it is tried for ever");
    }
    assert!(tries >= 10, "given up after {tries}");
}

#[tokio::test]
async fn a_refusal_is_final_and_harms_no_other_mail() {
    let (p, sink) = queued(2).await;
    sink.answer_recipients("550 5.1.1 no such user");
    let report = send(&p).await;
    assert_eq!((report.failed, report.sent, report.waiting), (2, 0, 0));
    assert_eq!(count(&p, MailState::Failed).await, 2);
    sink.answer_recipients("250 Ok");
    p.clock.advance(TimeDelta::days(1));
    assert_eq!(send(&p).await, SendReport::default());
    assert!(sink.messages().is_empty());
}

#[tokio::test]
async fn a_hand_over_that_is_repeated_carries_the_same_message_id() {
    let (p, sink) = queued(1).await;
    sink.answer_contents("451 4.3.0 out of breath");
    assert_eq!(send(&p).await.deferred, 1);
    sink.answer_contents("");
    p.clock.advance(TimeDelta::minutes(10));
    assert_eq!(send(&p).await.deferred, 1);
    sink.answer_contents("250 Ok");
    p.clock.advance(TimeDelta::minutes(20));
    assert_eq!(send(&p).await.sent, 1);
    let [refused, unanswered, repeated] = sink.messages().try_into().unwrap();
    for again in [&unanswered, &repeated] {
        assert_eq!(header(&refused, "Message-ID"), header(again, "Message-ID"));
    }
    assert_eq!(
        refused, unanswered,
        "the first server said that it has not got it"
    );
    assert!(!unanswered.contains("X-Patuh-Repeat"));
    assert_eq!(header(&repeated, "X-Patuh-Repeat"), "yes");
}

#[tokio::test]
async fn every_attempt_is_proved_by_the_servers_words_and_the_very_bytes() {
    let (p, sink) = queued(1).await;
    sink.answer_contents("451 4.3.0 out of breath");
    send(&p).await;
    sink.answer_contents("250 2.0.0 Ok: queued as 4B7");
    p.clock.advance(TimeDelta::minutes(10));
    send(&p).await;
    let mail = p.services.mails(None, 9).await.unwrap().remove(0);
    let [later, taken] = attempts(&p, mail.id).await.try_into().unwrap();
    assert_eq!((later.outcome.as_str(), later.code), ("later", Some(451)));
    assert_eq!(later.answer, "4.3.0 out of breath");
    assert_eq!((taken.outcome.as_str(), taken.code), ("taken", Some(250)));
    assert_eq!(taken.answer, "2.0.0 Ok: queued as 4B7");
    assert_eq!(taken.at, p.clock.now());
    assert_eq!(taken.relay, Some(format!("127.0.0.1:{}", sink.port())));
    let id = format!("{}@kota.example", mail.id.uuid());
    assert_eq!(taken.message_id.as_deref(), Some(id.as_str()));
    assert_eq!(later.sha256, taken.sha256, "the same bytes");
    let [_, heard] = sink.messages().try_into().unwrap();
    let kept = p.services.handed_over(mail.id, 2).await.unwrap().unwrap();
    assert_eq!(
        String::from_utf8(kept.clone()).unwrap(),
        heard,
        "not a line more or less"
    );
    let hash = hex::encode(sha2::Sha256::digest(&kept));
    assert_eq!(taken.sha256, Some(hash));
    assert_eq!(p.services.handed_over(mail.id, 1).await.unwrap(), None);
    let tx = p.services.store.begin().await.unwrap();
    let later = p.clock.now() + TimeDelta::days(1);
    assert_eq!(tx.forget_handed_over(later).await.unwrap(), 1);
    assert_eq!(tx.handed_over(mail.id, 2).await.unwrap(), None);
    assert!(tx.hand_overs_of(mail.id).await.unwrap()[1].sha256.is_some());
}

#[tokio::test]
async fn a_mail_says_what_it_is_in_its_head() {
    let (p, sink) = queued(1).await;
    send(&p).await;
    let [mail] = sink.messages().try_into().unwrap();
    let code = header(&mail, "X-Patuh-Reference");
    assert_eq!(header(&mail, "Auto-Submitted"), "auto-generated");
    assert_eq!(header(&mail, "List-Id"), "<patuh.kota.example>");
    assert_eq!(header(&mail, "List-Help"), "<mailto:hi@kota.example>");
    let feedback = format!("{code}:appeal:patuh:kota.example");
    assert_eq!(header(&mail, "Feedback-ID"), feedback);
    assert!(
        !mail.contains("List-Unsubscribe"),
        "nobody can unsubscribe from the law"
    );
}

#[tokio::test]
async fn what_is_urgent_leaves_first_and_a_firm_gets_one_mail_a_day() {
    let (mut p, sink) = queued(3).await;
    let one_by_one = MailSettings {
        connections: 1.try_into().unwrap(),
        ..sink.settings()
    };
    p.services.transport = Transport::smtp(&one_by_one).unwrap();
    let waiting = p.services.mails(None, 9).await.unwrap();
    let more = |n: usize, kind: &'static str| NewMail {
        firm: &waiting[n],
        kind,
        subject: format!("[Disnaker] {kind} {n}"),
        to: waiting[n].recipient.clone(),
    };
    queue(&p, more(0, "term_reminder")).await;
    queue(&p, more(1, "answer")).await;
    let report = send(&p).await;
    assert_eq!((report.sent, report.waiting), (4, 1));
    assert_eq!(
        header(&sink.messages()[0], "Subject"),
        "[Disnaker] answer 1"
    );
    assert_eq!(send(&p).await.sent, 0);
    // Two in the morning UTC is ten o'clock there, and its day began ten hours ago.
    p.clock.advance(TimeDelta::hours(24));
    assert_eq!(send(&p).await.sent, 1);
    let last = sink.messages().pop().unwrap();
    assert_eq!(header(&last, "Subject"), "[Disnaker] term_reminder 0");
}
