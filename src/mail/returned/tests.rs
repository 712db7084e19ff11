//! The corpus under `tests/fixtures/returned`, and whatever else may come.

use std::{collections::BTreeMap, fs, path::PathBuf};

use proptest::prelude::*;
use serde::Deserialize;

use super::{Doubt, Returned, Trace, read};

#[derive(Debug, PartialEq, Deserialize)]
struct Expected {
    kind: String,
    status: Option<String>,
    recipients: Vec<String>,
    traced: bool,
    doubt: Option<String>,
}

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/returned")
}

fn corpus() -> BTreeMap<String, (Vec<u8>, Expected)> {
    let text = fs::read_to_string(folder().join("expected.json")).unwrap();
    let expected: BTreeMap<String, Expected> = serde_json::from_str(&text).unwrap();
    expected
        .into_iter()
        .map(|(name, expected)| {
            let bytes = fs::read(folder().join(format!("{name}.eml"))).unwrap();
            (name, (bytes, expected))
        })
        .collect()
}

fn seen(returned: &Returned) -> Expected {
    Expected {
        kind: returned.kind.code().to_owned(),
        status: returned.status.clone(),
        recipients: returned.recipients.clone(),
        traced: !returned.traces.is_empty(),
        doubt: returned.doubt.map(|doubt| match doubt {
            Doubt::Sender => "sender".to_owned(),
            Doubt::Loop => "loop".to_owned(),
        }),
    }
}

#[test]
fn every_message_of_the_corpus_is_read_as_a_person_would() {
    let mut wrong = Vec::new();
    for (name, (bytes, expected)) in corpus() {
        let found = seen(&read(&bytes));
        if found != expected {
            wrong.push(format!("{name}:\n  {found:?}\n  {expected:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn line_ends_change_nothing() {
    for (name, (bytes, _)) in corpus() {
        if name == "nothing-but-noise" {
            continue;
        }
        let text = String::from_utf8_lossy(&bytes).replace("\r\n", "\n");
        let unix = seen(&read(text.as_bytes()));
        let dos = seen(&read(text.replace('\n', "\r\n").as_bytes()));
        assert_eq!(unix, dos, "{name}");
    }
}

#[test]
fn an_answer_is_kept_without_what_it_quotes() {
    let (bytes, _) = &corpus()["reply"];
    let returned = read(bytes);
    assert_eq!(
        returned.text,
        "Selamat pagi, seluruh pekerja kami sudah didaftarkan per 1 Maret."
    );
    assert_eq!(returned.from.as_deref(), Some("hrd@perusahaan.example"));
    assert!(matches!(returned.traces[0], Trace::MessageId(_)));
}

#[test]
fn an_enormous_message_is_answered_from_its_beginning() {
    let (bytes, expected) = &corpus()["postfix-unknown-user"];
    let mut large = bytes.clone();
    large.resize(12 << 20, b'x');
    assert_eq!(&seen(&read(&large)).kind, &expected.kind);
}

#[test]
fn nobody_who_nests_messages_can_end_the_program() {
    for kind in [
        "message/rfc822",
        "message /rfc822",
        "MESSAGE/Global",
        "multipart/digest; boundary=b",
        "message(x)/(y)rfc822",
        "message/\"rfc822\"",
        "multipart / digest; boundary=b",
    ] {
        let mut nested = format!("Content-Type: {kind}\n\n--b\n").repeat(20_000);
        nested.push_str("halo");
        let _ = read(nested.as_bytes());
    }
}

proptest! {
    #[test]
    fn nothing_makes_it_panic(bytes in prop::collection::vec(any::<u8>(), 0..2_000)) {
        let _ = read(&bytes);
    }

    #[test]
    fn a_damaged_message_of_the_corpus_is_answered(
        pick: prop::sample::Index,
        cut: prop::sample::Index,
        at in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..20),
    ) {
        let corpus = corpus();
        let (bytes, _) = corpus.values().nth(pick.index(corpus.len())).unwrap();
        let mut bytes = bytes.clone();
        if !bytes.is_empty() {
            for (place, byte) in at {
                let place = place.index(bytes.len());
                bytes[place] = byte;
            }
            bytes.truncate(cut.index(bytes.len() + 1));
        }
        let _ = read(&bytes);
    }

    #[test]
    fn words_of_any_language_are_answered(words in "\\PC{0,300}", subject in "\\PC{0,80}") {
        let text = format!("From: MAILER-DAEMON@x.example\nReturn-Path: <>\nSubject: {subject}\n\n{words}");
        let _ = read(text.as_bytes());
    }
}
