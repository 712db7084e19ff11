//! Senders that are killed in the middle of a batch, at a server with every fault there is.

use std::{
    collections::{HashMap, HashSet},
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

use chrono::{DateTime, TimeDelta, Utc};
use serde_json::Value;

use crate::{
    faults::{Accepted, FaultyServer},
    kills::with_mails,
    process::{Office, some_part},
    support::{on_postgres, rounds},
};

/// Connections of a sender.
const LANES: u32 = 4;
/// Mails of which a killed sender leaves nobody knowing: those in the lanes, those whose answers
/// wait, and those whose answers are being written.
const UNKNOWN: u32 = LANES + 2 * LANES * 2;

/// Every twentieth firm has an address that is refused.
fn is_refused(to: &str) -> bool {
    number(to) % 20 == 7
}

fn number(to: &str) -> u32 {
    to["hrd@firma".len()..]
        .chars()
        .take_while(char::is_ascii_digit)
        .fold(0, |n, digit| n * 10 + digit.to_digit(10).unwrap())
}

pub fn sender(o: &Office, port: u16, at: DateTime<Utc>) -> Command {
    by_smtp(o.command(&["mail", "send", "--at", &at.to_rfc3339()]), port)
}

/// A command that hands mail to a server on this machine.
pub fn by_smtp(mut command: Command, port: u16) -> Command {
    for (key, value) in [
        ("TRANSPORT", "smtp"),
        ("HOST", "127.0.0.1"),
        ("PORT", &port.to_string()),
        ("TLS", "opportunistic"),
        ("TRIAL", "off"),
        ("WINDOW", "off"),
        ("CHECK_DOMAINS", "off"),
        ("TIMEOUT_S", "5"),
        ("CONNECTIONS", &LANES.to_string()),
    ] {
        command.env(format!("PATUH__MAIL__{key}"), value);
    }
    command.stdout(Stdio::null()).stderr(Stdio::null());
    command
}

/// Kills each sender after so many more messages, and a moment; tells how many were at work.
fn kill_at_work(senders: Vec<Child>, server: &FaultyServer, most: u32) -> u32 {
    let part = |whole: u32| u32::try_from(some_part(Duration::from_secs(whole.into())).as_secs());
    let before = server.accepted();
    let mut alive: Vec<(Child, usize, Duration)> = senders
        .into_iter()
        .map(|child| {
            let enough = before + usize::try_from(part(most).unwrap()).unwrap();
            (child, enough, some_part(Duration::from_millis(20)))
        })
        .collect();
    let (mut killed, mut since) = (0, HashMap::new());
    while !alive.is_empty() {
        alive.retain_mut(|(child, enough, moment)| {
            if child.try_wait().unwrap().is_some() {
                return false;
            }
            if server.accepted() < *enough {
                return true;
            }
            let began = since.entry(child.id()).or_insert_with(Instant::now);
            if began.elapsed() < *moment {
                return true;
            }
            child.kill().unwrap();
            killed += u32::from(child.wait().unwrap().code().is_none());
            false
        });
        std::thread::sleep(Duration::from_millis(1));
    }
    killed
}

/// What a server took, after everything is over: how many messages came again.
fn repeats(messages: &[Accepted]) -> u32 {
    let (mut taken, mut repeats): (HashMap<&str, u32>, u32) = (HashMap::new(), 0);
    for mail in messages {
        let own = format!("CV Contoh {:04} Jaya", number(&mail.to));
        let text = mail.text.replace("=\r\n", "");
        assert!(text.contains(&own), "{} got a stranger's letter", mail.to);
        let names = text.matches("CV Contoh ").count();
        assert_eq!(names, text.matches(&own).count(), "{}", mail.to);
        let times = taken.entry(&mail.id).or_default();
        *times += 1;
        if *times > 1 {
            repeats += 1;
            assert!(mail.marked, "{} twice and without a mark", mail.id);
        }
    }
    let recipients: HashSet<&str> = messages.iter().map(|mail| mail.to.as_str()).collect();
    assert_eq!(taken.len(), recipients.len(), "one Message-ID a mail");
    repeats
}

/// Sends at calm until nothing waits; tells how many passes that took, and the counts by state.
fn send_the_rest(o: &Office, server: &FaultyServer, mut at: DateTime<Utc>) -> (u32, Value) {
    server.calm_down();
    for passes in 1..40 {
        let both = [(); 2].map(|()| sender(o, server.port, at).spawn().unwrap());
        for mut child in both {
            child.wait().unwrap();
        }
        let status = o.json(&["mail", "status"]);
        if status["queued"] == 0 && status["sending"] == 0 {
            return (passes, status);
        }
        at += TimeDelta::hours(9);
    }
    panic!("something is stuck: {}", o.json(&["mail", "status"]));
}

/// On PostgreSQL two senders at a time, on SQLite one. With `tests/run --long` ten thousand mails
/// and fifty kills.
#[tokio::test]
#[expect(clippy::print_stdout, reason = "the figures are what it is for")]
async fn every_mail_is_taken_once_whatever_server_and_fate_do() {
    let long = rounds(1) > 1;
    let (mails, kills) = if long { (10_000, 50) } else { (160, 6) };
    let o = with_mails(mails).await;
    let server = FaultyServer::start(&o.folder.path().join("taken.log"), is_refused);
    let mut at: DateTime<Utc> = "2026-03-16T02:00:00Z".parse().unwrap();
    let mut killed = 0;
    while killed < kills {
        let senders = if on_postgres() { 2 } else { 1 };
        let senders = (0..senders).map(|_| sender(&o, server.port, at).spawn().unwrap());
        killed += kill_at_work(senders.collect(), &server, mails / kills);
        // Whoever was killed has lost the lease by now.
        at += TimeDelta::minutes(16);
    }
    // What is left meets the same server with nobody in the way.
    for _ in 0..4 {
        sender(&o, server.port, at).spawn().unwrap().wait().unwrap();
        at += TimeDelta::hours(1);
    }
    let (passes, status) = send_the_rest(&o, &server, at);
    let wanted: HashSet<u32> = (0..mails).filter(|n| n % 20 != 7).collect();
    let refused = mails - u32::try_from(wanted.len()).unwrap();
    assert_eq!(status["sent"], mails - refused);
    assert_eq!(status["failed"], refused);
    let messages = server.messages();
    let reached: HashSet<u32> = messages.iter().map(|mail| number(&mail.to)).collect();
    assert_eq!(reached, wanted);

    let again = repeats(&messages);
    let faults = server.faults();
    let cut_off = faults.get("hang-up after the content, taken");
    let cut_off = cut_off.copied().unwrap_or(0);
    let marked = messages.iter().filter(|mail| mail.marked).count();
    println!(
        "{mails} mails, {killed} kills: {} taken, {again} of them again ({cut_off} answers were \
         cut off), {marked} marked, {refused} refused for good, {passes} calm passes; {faults:?}",
        messages.len()
    );
    assert!(
        again <= cut_off + killed * UNKNOWN,
        "{again} were taken again"
    );
}
