//! What a recipient gets, and what becomes of a message on its way.

mod server;
mod wording;

use std::num::NonZeroU16;

use chrono::{TimeZone, Utc};
use uuid::Uuid;

use super::*;
use server::{Answers, Server};

const FROM: &str = "Disnaker Kota Bontang <disnaker@kota.example>";

fn outgoing() -> Outgoing {
    Outgoing {
        enclosure: None,
        id: Uuid::from_u128(0x018f_3c1e_0000_7000_8000_0000_0000_0001),
        queued_at: Utc.with_ymd_and_hms(2026, 2, 10, 1, 30, 0).unwrap(),
        to: "hrd@misal.example".to_owned(),
        reply_to: Some("jkn.disnaker@kota.example".to_owned()),
        subject: "[Disnaker Kota Bontang] Imbauan kepesertaan JKN - PTH-2026-0001".to_owned(),
        text: "Yth. Pimpinan – baris\n.titik\n".to_owned(),
        html: "<p>Yth. Pimpinan</p>".to_owned(),
        kind: "appeal".to_owned(),
        reference: "PTH-2026-0001".to_owned(),
        help: Some("hubungan.industrial@kota.example".to_owned()),
        repeat: false,
        language: "id",
    }
}

async fn message(mail: &Outgoing) -> Result<String, MailError> {
    let (transport, memory) = Transport::memory(FROM).unwrap();
    transport.send(mail).await?;
    Ok(memory.messages().remove(0))
}

fn header<'a>(message: &'a str, name: &str) -> Option<&'a str> {
    message
        .split("\r\n\r\n")
        .next()?
        .lines()
        .find_map(|line| line.strip_prefix(name)?.strip_prefix(": "))
}

fn settings(port: u16) -> MailSettings {
    MailSettings {
        host: "127.0.0.1".to_owned(),
        port: NonZeroU16::new(port).unwrap(),
        tls: Tls::None,
        user: None,
        password: None,
        from: FROM.to_owned(),
        timeout_s: 1,
        connections: NonZeroU16::new(4).unwrap(),
        authorities: Authorities::default(),
    }
}

#[tokio::test]
async fn a_message_carries_what_servers_and_people_need() {
    let built = message(&outgoing()).await.unwrap();
    insta::assert_snapshot!(built.replace('\r', ""));
    assert_eq!(built, message(&outgoing()).await.unwrap());
}

#[tokio::test]
async fn a_repeated_message_is_the_same_mail_and_says_so() {
    let first = message(&outgoing()).await.unwrap();
    let again = Outgoing {
        repeat: true,
        ..outgoing()
    };
    let again = message(&again).await.unwrap();
    assert_eq!(header(&first, "X-Patuh-Repeat"), None);
    assert_eq!(header(&again, "X-Patuh-Repeat"), Some("yes"));
    assert_eq!(header(&first, "Message-ID"), header(&again, "Message-ID"));
}

#[tokio::test]
async fn a_header_can_not_be_injected() {
    let evil = "a@b.example\r\nBcc: lain@b.example";
    let with = |change: &dyn Fn(&mut Outgoing)| {
        let mut mail = outgoing();
        change(&mut mail);
        mail
    };
    for (mail, part) in [
        (with(&|m| m.to = evil.into()), BadMessage::Recipient),
        (
            with(&|m| m.to = "a@b.example, c@d.example".into()),
            BadMessage::Recipient,
        ),
        (
            with(&|m| m.to = "Nama <a@b.example>".into()),
            BadMessage::Recipient,
        ),
        (
            with(&|m| m.to = "bukan alamat".into()),
            BadMessage::Recipient,
        ),
        (
            with(&|m| m.to = "hrd@pérusahaan.example".into()),
            BadMessage::Recipient,
        ),
        (
            with(&|m| m.reply_to = Some(evil.into())),
            BadMessage::ReplyTo,
        ),
        (
            with(&|m| m.subject = "Hal\r\nBcc: a@b.example".into()),
            BadMessage::Subject,
        ),
        (
            with(&|m| m.subject = "Hal\nBcc: a@b.example".into()),
            BadMessage::Subject,
        ),
        (with(&|m| m.subject = " ".into()), BadMessage::Subject),
        (
            with(&|m| m.reference = "PTH\r\nBcc: a@b.example".into()),
            BadMessage::Reference,
        ),
        (
            with(&|m| m.reference = String::new()),
            BadMessage::Reference,
        ),
    ] {
        let error = message(&mail).await.unwrap_err();
        assert!(error.is_final());
        assert!(
            matches!(error, MailError::Message(bad) if bad == part),
            "{part}"
        );
    }
}

#[test]
fn a_sender_is_one_address_in_one_line() {
    for from in [
        "Dinas\r\nBcc: a@b.example <c@d.example>",
        "tanpa alamat",
        "",
    ] {
        assert!(matches!(
            Transport::memory(from),
            Err(SettingsError::Sender)
        ));
    }
}

#[tokio::test]
async fn handing_a_mail_to_files_twice_leaves_one_whole_file() {
    let folder = std::env::temp_dir().join(format!("patuh-mail-{}", std::process::id()));
    let transport = Transport::files(FROM, &folder.join("outbox")).unwrap();
    let first = transport.send(&outgoing()).await.unwrap();
    let again = Outgoing {
        repeat: true,
        ..outgoing()
    };
    let second = transport.send(&again).await.unwrap();
    let names: Vec<_> = std::fs::read_dir(folder.join("outbox"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    let kept = std::fs::read_to_string(folder.join("outbox").join(&names[0])).unwrap();
    std::fs::remove_dir_all(&folder).unwrap();
    assert_eq!(names, ["018f3c1e-0000-7000-8000-000000000001.eml"]);
    assert_eq!(kept, message(&outgoing()).await.unwrap());
    assert!(first.words.starts_with("disimpan sebagai"));
    assert!(second.words.starts_with("sudah ada sebagai"));
}

#[tokio::test]
async fn a_folder_that_can_not_be_made_defers_the_mail() {
    let file = std::env::temp_dir().join(format!("patuh-mail-file-{}", std::process::id()));
    std::fs::write(&file, "").unwrap();
    let transport = Transport::files(FROM, &file).unwrap();
    let error = transport.send(&outgoing()).await.unwrap_err();
    std::fs::remove_file(&file).unwrap();
    assert!(!error.is_final());
    assert!(!error.perhaps_taken());
}

#[tokio::test]
async fn a_server_that_takes_the_mail_is_quoted_and_kept_open() {
    let server = Server::start(Answers::default());
    let transport = Transport::smtp(&settings(server.port)).unwrap();
    for _ in 0..3 {
        let answer = transport.send(&outgoing()).await.unwrap();
        assert_eq!(answer.code, Some(250));
        assert_eq!(answer.words, "2.0.0 Ok: queued as 4B7");
    }
    let heard = server.heard();
    assert_eq!(heard.connections, 1);
    assert_eq!(heard.messages.len(), 3);
    let expected = message(&outgoing()).await.unwrap();
    assert_eq!(heard.messages[0].trim_end(), expected.trim_end());
    assert_eq!(
        heard.envelopes[0],
        "<disnaker@kota.example> <hrd@misal.example>"
    );
}

#[tokio::test]
async fn the_reply_code_decides_and_the_next_mail_is_not_harmed() {
    let cases = [
        (
            Answers {
                rcpt: "550 5.1.1 <hrd@misal.example> unknown",
                ..Answers::default()
            },
            true,
        ),
        (
            Answers {
                content: "554 5.7.1 spam",
                ..Answers::default()
            },
            true,
        ),
        (
            Answers {
                rcpt: "450 4.2.1 too quickly",
                ..Answers::default()
            },
            false,
        ),
        (
            Answers {
                mail: "530 5.7.0 Authentication required",
                ..Answers::default()
            },
            false,
        ),
        (
            Answers {
                mail: "553 5.7.1 Sender not yours",
                ..Answers::default()
            },
            false,
        ),
        (
            Answers {
                greeting: "554 No service",
                ..Answers::default()
            },
            false,
        ),
    ];
    for (answers, is_final) in cases {
        let server = Server::start(answers);
        let transport = Transport::smtp(&settings(server.port)).unwrap();
        for _ in 0..2 {
            let error = transport.send(&outgoing()).await.unwrap_err();
            assert_eq!(error.is_final(), is_final, "{error:?}");
            assert!(!error.perhaps_taken());
            assert!(error.answer().code.is_some());
            let shown = format!("{error} {error:?}");
            assert!(!shown.contains("misal.example"), "{shown}");
        }
    }
}

#[tokio::test]
async fn a_broken_dialogue_tells_whether_the_mail_may_have_arrived() {
    let silent = |place: &'static str| match place {
        "greeting" => Answers {
            greeting: "",
            ..Answers::default()
        },
        "rcpt" => Answers {
            rcpt: "",
            ..Answers::default()
        },
        _ => Answers {
            content: "",
            ..Answers::default()
        },
    };
    for (place, perhaps_taken) in [("greeting", false), ("rcpt", false), ("content", true)] {
        let server = Server::start(silent(place));
        let transport = Transport::smtp(&settings(server.port)).unwrap();
        let error = transport.send(&outgoing()).await.unwrap_err();
        assert!(!error.is_final());
        assert_eq!(error.perhaps_taken(), perhaps_taken, "{place}");
    }
    let closed = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let port = closed.local_addr().unwrap().port();
    drop(closed);
    let error = Transport::smtp(&settings(port)).unwrap();
    let error = error.send(&outgoing()).await.unwrap_err();
    assert!(!error.is_final() && !error.perhaps_taken());
    assert!(!error.answer().words.is_empty());
}

#[tokio::test]
async fn nothing_leaves_in_the_clear_where_tls_is_required() {
    let server = Server::start(Answers::default());
    let strict = MailSettings {
        tls: Tls::Required,
        ..settings(server.port)
    };
    let transport = Transport::smtp(&strict).unwrap();
    let error = transport.send(&outgoing()).await.unwrap_err();
    assert!(!error.is_final() && !error.perhaps_taken());
    assert!(server.heard().envelopes.is_empty());
}
