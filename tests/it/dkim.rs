//! Signatures, as another implementation sees them.

use std::process::Command;

use base64::{Engine as _, engine::general_purpose::STANDARD};
use patuh::{mail::DkimKey, services::Rehearsal};

use crate::{process::text, sending::confirmed, smtp::Sink, support::Folder};

/// Runs OpenSSL and answers what it printed.
fn openssl(args: &[&str]) -> Vec<u8> {
    let ran = Command::new("openssl").args(args).output().unwrap();
    assert!(ran.status.success(), "{args:?}: {ran:?}");
    ran.stdout
}

/// A key made as the how-to says, and its line in the DNS.
fn key(folder: &Folder, selector: &str, make: &[&str]) -> (DkimKey, String) {
    let file = folder.path().join(selector);
    openssl(&[make, &["-out", text(&file)]].concat());
    let key = DkimKey::parse(selector, &std::fs::read_to_string(&file).unwrap()).unwrap();
    let public = openssl(&["pkey", "-in", text(&file), "-pubout", "-outform", "DER"]);
    let (kind, public) = match public.len() {
        44 => ("ed25519", &public[12..]),
        _ => ("rsa", public.as_slice()),
    };
    let public = STANDARD.encode(public);
    let name = format!("{selector}._domainkey.kota.example");
    (key, format!("{name} v=DKIM1; k={kind}; p={public}\n"))
}

/// What `OpenDKIM` says of a message; its exit status tells nothing.
fn opendkim(folder: &Folder, message: &str) -> String {
    let file = folder.file("mail.eml", message);
    let config = folder.path().join("opendkim.conf");
    let ran = Command::new("opendkim")
        .args(["-x", text(&config), "-v", "-v", "-t", text(&file)])
        .output();
    let ran = ran.expect("the Debian package opendkim is there; tests/run installs it");
    let (out, err) = (ran.stdout, ran.stderr);
    String::from_utf8_lossy(&[out, err].concat()).into_owned()
}

#[tokio::test]
async fn another_implementation_accepts_both_signatures_and_no_changed_mail() {
    let folder = Folder::new();
    let rsa = [
        "genpkey",
        "-algorithm",
        "RSA",
        "-pkeyopt",
        "rsa_keygen_bits:2048",
    ];
    let (rsa, rsa_line) = key(&folder, "patuh-rsa", &rsa);
    let older = ["genrsa", "-traditional"];
    let (older, older_line) = key(&folder, "patuh-lama", &older);
    let (ed25519, ed25519_line) = key(
        &folder,
        "patuh-ed25519",
        &["genpkey", "-algorithm", "ed25519"],
    );
    let keys = folder.file("keys", [rsa_line, older_line, ed25519_line].concat());
    folder.file(
        "opendkim.conf",
        format!("TestPublicKeys {}\nMode v\n", text(&keys)),
    );
    let mut p = confirmed(2).await;
    p.services.remind(Rehearsal::No, None).await.unwrap();
    let sink = Sink::start();
    p.services.transport = sink.transport().signing(vec![rsa, older, ed25519]);
    assert_eq!(p.services.send_mail().await.unwrap().sent, 2);
    for mail in sink.messages() {
        let said = opendkim(&folder, &mail);
        for selector in ["patuh-rsa", "patuh-lama", "patuh-ed25519"] {
            let pass = said.split("dkim=pass").skip(1);
            let named = pass.filter(|rest| {
                let own = rest.split("dkim=").next().unwrap();
                own.contains(&format!("header.s={selector} "))
            });
            assert_eq!(named.count(), 1, "{selector}: {said}");
        }
        let added = format!("Reply-To: lain@lain.example\r\n{mail}");
        let other_body = mail.replacen("Yth.", "Yth,", 1);
        let other_head = mail.replacen("Imbauan", "Undangan", 1);
        for changed in [added, other_body, other_head] {
            assert_ne!(changed, mail);
            let said = opendkim(&folder, &changed);
            assert!(!said.contains("dkim=pass"), "{said}");
        }
    }
}

#[tokio::test]
async fn the_same_mail_is_signed_with_the_same_bytes() {
    let folder = Folder::new();
    let (ed25519, _) = key(
        &folder,
        "patuh-ed25519",
        &["genpkey", "-algorithm", "ed25519"],
    );
    let mut p = confirmed(1).await;
    p.services.remind(Rehearsal::No, None).await.unwrap();
    let sink = Sink::start();
    p.services.transport = sink.transport().signing(vec![ed25519]);
    sink.answer_contents("451 4.3.0 out of breath");
    p.services.send_mail().await.unwrap();
    p.clock.advance(chrono::TimeDelta::minutes(10));
    p.services.send_mail().await.unwrap();
    let [first, second] = sink.messages().try_into().unwrap();
    assert!(first.starts_with("DKIM-Signature: v=1; a=ed25519-sha256;"));
    assert_eq!(first, second);
}
