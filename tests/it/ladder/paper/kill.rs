//! A sender that is killed with a signed letter in its hands.

use std::{net::TcpListener, process::Command};

use chrono::{DateTime, TimeDelta, Utc};
use patuh::{clock::Clock, services::SendWay, store::MailState};

use super::{Office, SIGNED, carried, print_of};
use crate::{
    faults::FaultyServer,
    process::{bare, kill_when, text},
    sending_kills::by_smtp,
    support::{Program, SECRET},
};

/// The program as a sender of this office's mail.
fn sender(p: &Program, port: u16, at: DateTime<Utc>) -> Command {
    let mut command = bare(&["mail", "send", "--at", &at.to_rfc3339()]);
    command.arg("--data").arg(p.folder.path());
    command.arg("--database").arg(&p.url);
    for (key, secret) in [("PERSON", SECRET), ("SESSION", [5; 32]), ("PROOF", [9; 32])] {
        command.env(format!("PATUH__SECRETS__{key}_KEY"), hex::encode(secret));
    }
    by_smtp(command, port)
}

#[tokio::test]
async fn a_sender_that_is_killed_before_the_hand_over_loses_no_letter() {
    let (o, [contoh, _]) = Office::signed().await;
    assert_eq!(o.send(contoh, &SendWay::Mail).await, Ok(()));
    // A server that takes the call and says nothing: the mail is marked by then.
    let silent = TcpListener::bind("127.0.0.1:0").unwrap();
    silent.set_nonblocking(true).unwrap();
    let port = silent.local_addr().unwrap().port();
    let at = o.p.clock.now();
    let mut calls = Vec::new();
    let killed = kill_when(sender(&o.p, port, at), || {
        calls.extend(silent.accept().ok());
        !calls.is_empty()
    });
    assert!(killed, "it was at work");
    let mail = o.letter_mails().await.remove(0);
    assert_eq!((mail.state, mail.attempts), (MailState::Sending, 1));
    let log = o.p.folder.file("taken.log", "");
    let server = FaultyServer::start(&log, |_| false);
    server.calm_down();
    let pass = |after: i64| {
        let at = at + TimeDelta::minutes(after);
        let ran = sender(&o.p, server.port, at).output().unwrap();
        assert!(ran.status.success(), "{ran:?}");
    };
    pass(1);
    assert_eq!(server.accepted(), 0, "it is another sender's until then");
    pass(16);
    pass(40);
    let messages = server.messages();
    assert_eq!(messages.len(), 1, "{}", text(&log));
    assert!(messages[0].marked, "a server may have had it before");
    let (to, files) = carried(&messages[0].text);
    assert_eq!(to, "hrd@contoh.example");
    assert_eq!(files, [print_of(SIGNED)]);
    assert_eq!(o.letter_mails().await[0].state, MailState::Sent);
}
