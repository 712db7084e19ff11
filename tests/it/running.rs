//! The program as a whole: the demonstration, the server, and the key that must fit.

use std::{
    collections::HashSet,
    fs,
    io::{BufRead, BufReader, Read, Write},
    net::{TcpListener, TcpStream},
    os::unix::fs::PermissionsExt,
    path::Path,
    process::{Command, Stdio},
};

use serde_json::Value;

use crate::{
    commands::judged,
    first_story::EMPLOYERS,
    process::{MORNING, Office, wait},
    support::on_postgres,
};

/// Runs the demonstration where a mail server is configured; answers what it printed.
fn demonstrate(o: &Office, at: &str, port: &str) -> Value {
    let mut demo = o.command(&["demo", "--no-serve", "--json", "--at", at]);
    demo.envs([
        ("PATUH__MAIL__TRANSPORT", "smtp"),
        ("PATUH__MAIL__HOST", "127.0.0.1"),
        ("PATUH__MAIL__PORT", port),
        ("PATUH__MAIL__TLS", "none"),
        ("PATUH__MAIL__CHECK_DOMAINS", "off"),
        ("PATUH__MAIL__TRIAL", "off"),
        ("PATUH__MAIL__WINDOW", "off"),
    ]);
    wait(
        demo.stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap(),
    )
    .ends(0)
    .json()
}

/// The mails in an outbox folder.
fn mails(outbox: &Path) -> Vec<String> {
    let files = fs::read_dir(outbox).unwrap().map(|e| e.unwrap().path());
    files
        .map(|path| fs::read_to_string(path).unwrap())
        .collect()
}

#[tokio::test]
async fn the_demonstration_sends_nothing_twice_and_nothing_out_of_the_house() {
    let o = Office::open().await;
    let sink = TcpListener::bind("127.0.0.1:0").unwrap();
    sink.set_nonblocking(true).unwrap();
    let port = sink.local_addr().unwrap().port().to_string();
    let outbox = o.data().join("outbox");

    let first = demonstrate(&o, MORNING, &port);
    let sent = first["mails"]["sent"].as_u64().unwrap();
    assert!(sent > 0 && first["reminders"]["queued"] == sent);
    assert_eq!(mails(&outbox).len() as u64, sent);
    assert_eq!(fs::read_dir(o.data().join("letters")).unwrap().count(), 1);

    let again = demonstrate(&o, MORNING, &port);
    assert_eq!(
        (&again["mails"]["sent"], &again["reminders"]["queued"]),
        (&0.into(), &0.into())
    );
    assert_eq!(mails(&outbox).len() as u64, sent);
    o.import("employers", "employers.csv", EMPLOYERS)
        .ends(1)
        .says(&["contoh"]);

    // Two days later new cases may have come up, but no case is written of twice.
    if !on_postgres() {
        demonstrate(&o, "2026-03-18T01:00:00Z", &port);
    }
    let mut cases = HashSet::new();
    for mail in mails(&outbox) {
        assert!(mail.contains("*** CONTOH"));
        let to = mail.lines().find(|line| line.starts_with("To: ")).unwrap();
        assert!(
            [".example", ".test"].iter().any(|end| to.ends_with(end)),
            "{to}"
        );
        let case = mail
            .lines()
            .find(|line| line.starts_with("X-Patuh-Reference: "))
            .unwrap();
        assert!(cases.insert(case.to_owned()), "{case}");
    }
    assert!(
        sink.accept().is_err(),
        "somebody knocked at the mail server"
    );
}

#[tokio::test]
async fn the_demonstration_keeps_off_a_real_database() {
    let o = judged().await;
    let before = o.counts().await;
    o.run(&["demo", "--no-serve"])
        .ends(2)
        .says(&["bukan contoh"]);
    assert_eq!(o.counts().await, before);
    assert!(!o.data().join("demo").exists());
}

#[tokio::test]
async fn the_server_answers_on_this_machine_only_and_stops_when_asked() {
    let o = Office::open().await;
    o.run(&["serve", "--listen", "0.0.0.0:0"])
        .ends(2)
        .says(&["0.0.0.0"]);
    o.run(&["demo", "--listen", "0.0.0.0:0"]).ends(2);
    let mut serve = o.command(&["serve", "--listen", "127.0.0.1:0"]);
    let mut child = serve
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut words = BufReader::new(child.stderr.take().unwrap());
    let mut said = String::new();
    let address = loop {
        let mut line = String::new();
        assert!(words.read_line(&mut line).unwrap() > 0, "it ended: {said}");
        if let Some((_, rest)) = line.split_once("http://") {
            break rest.split('/').next().unwrap().to_owned();
        }
        said.push_str(&line);
    };
    let mut stream = TcpStream::connect(&address).unwrap();
    write!(
        stream,
        "GET /healthz HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n"
    )
    .unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    let kill = Command::new("kill")
        .args(["-TERM", &child.id().to_string()])
        .status()
        .unwrap();
    assert!(kill.success());
    words.read_to_string(&mut said).unwrap();
    assert_eq!(child.wait().unwrap().code(), Some(0), "{said}");
    assert!(said.contains("Berhenti."), "{said}");
    assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
}

#[tokio::test]
async fn a_database_is_opened_with_its_own_person_key_only() {
    let o = judged().await;
    let key = o.data().join("secrets").join("person_key");
    let right = fs::read_to_string(&key).unwrap();
    assert_eq!(
        fs::metadata(&key).unwrap().permissions().mode() & 0o777,
        0o600
    );
    fs::write(&key, "0".repeat(64)).unwrap();
    o.run(&["list"]).ends(2).says(&["person_key"]);
    fs::write(&key, "bukan kunci").unwrap();
    o.run(&["list"]).ends(2).says(&["heksadesimal"]);
    fs::remove_file(&key).unwrap();
    let lost = o.run(&["list"]).ends(2).says(&["hilang"]);
    assert!(!lost.err.contains(&right) && !key.exists());
    let mut given = o.command(&["list"]);
    given.env("PATUH__SECRETS__PERSON_KEY", &right);
    assert_eq!(given.output().unwrap().status.code(), Some(0));
    let mut missing = o.command(&["list"]);
    missing.env("PATUH__SECRETS__PERSON_KEY_FILE", "/tidak/ada/kunci");
    assert_eq!(missing.output().unwrap().status.code(), Some(2));
    fs::write(&key, &right).unwrap();
    o.run(&["list"]).ends(0);
}
