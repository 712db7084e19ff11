//! The wording of mails, as administrators change it and others read it.

use std::fmt::Write;

use axum::http::{StatusCode, header};

use super::{Seen, city::Town};
use crate::{
    domain::{mailing::MailKind, role::Role, tongue::Tongue},
    services::MailSheet,
};

const APPEAL: &str = "/settings/mails/appeal/id";

fn form(sheet: &MailSheet, act: &str, seen: u32) -> String {
    let encoded = |text: &str| {
        text.bytes().fold(String::new(), |mut all, byte| {
            if byte.is_ascii_alphanumeric() {
                all.push(char::from(byte));
            } else {
                write!(all, "%{byte:02X}").unwrap();
            }
            all
        })
    };
    format!(
        "subject={}&text={}&markup={}&sample=1&seen={seen}&act={act}",
        encoded(&sheet.subject),
        encoded(&sheet.text),
        encoded(&sheet.markup)
    )
}

#[tokio::test]
async fn an_administrator_words_a_mail_anew_and_others_read_it() {
    let town = Town::empty().await;
    let admin = Seen::by(&town, Role::Admin).await;
    let viewer = Seen::by(&town, Role::Viewer).await;
    let list = viewer.get("/settings/mails").await.text();
    assert!(list.contains("Terima kasih setelah patuh") && !list.contains("name=\"act\""));
    let page = viewer.get(APPEAL).await.text();
    assert!(page.contains("Imbauan kepesertaan JKN - K-00001"));
    assert!(!page.contains("<textarea"), "only reads");

    let mut sheet = MailSheet::shipped(MailKind::Appeal, Tongue::Indonesian);
    sheet.text = sheet.text.replace("city_name", "nama_kota");
    for act in ["look", "save", "test"] {
        let wrong = admin.post(APPEAL, &form(&sheet, act, 0)).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY, "{act}");
        let text = wrong.text();
        assert!(text.contains("body.txt, baris ") && text.contains("“nama_kota” tidak dikenal"));
        assert!(text.contains("{{ nama_kota }}"), "what was typed stays");
    }
    let page = viewer.get(APPEAL).await.text();
    assert!(page.contains("Naskah bawaan") && !page.contains("Versi 1"));

    let mut sheet = MailSheet::shipped(MailKind::Appeal, Tongue::Indonesian);
    sheet.subject = "[{{ office_short_name }}] Ajakan <b>".to_owned();
    let looked = admin.post(APPEAL, &form(&sheet, "look", 0)).await;
    assert_eq!(looked.status, StatusCode::OK);
    assert!(looked.text().contains("Ajakan &lt;b&gt;"));
    let framed = admin.post(APPEAL, &form(&sheet, "html", 0)).await;
    let policy = framed.header(header::CONTENT_SECURITY_POLICY);
    assert!(policy.starts_with("sandbox;"), "{policy}");
    assert!(framed.text().contains("CONTOH"));
    let saved = admin.post(APPEAL, &form(&sheet, "save", 0)).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER);
    let page = admin.get(saved.header(header::LOCATION)).await.text();
    assert!(page.contains("Naskah tersimpan") && page.contains("Versi 1"));
    let stale = admin.post(APPEAL, &form(&sheet, "save", 0)).await;
    // It says the same, so nobody is in anybody's way.
    assert_eq!(stale.status, StatusCode::SEE_OTHER);
    sheet.subject = "Lain".to_owned();
    let stale = admin.post(APPEAL, &form(&sheet, "save", 0)).await;
    assert_eq!(stale.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(stale.text().contains("baru saja diubah orang lain"));

    let version = format!("{APPEAL}/versions/1");
    let page = viewer.get(&version).await.text();
    assert!(page.contains("subject.txt") && page.contains("Ini naskah yang dipakai sekarang"));
    let back = admin.post(&format!("{APPEAL}/versions/0"), "seen=1").await;
    assert_eq!(back.status, StatusCode::SEE_OTHER);
    let page = admin.get(APPEAL).await.text();
    assert!(page.contains("Imbauan kepesertaan JKN - K-00001") && page.contains("Versi 2"));
}

#[tokio::test]
async fn a_wording_that_is_not_there_is_not_found() {
    let town = Town::empty().await;
    let admin = Seen::by(&town, Role::Admin).await;
    for path in [
        "/settings/mails/entah/id",
        "/settings/mails/appeal/jv",
        "/settings/mails/appeal/id/versions/7",
    ] {
        assert_eq!(
            admin.get(path).await.status,
            StatusCode::NOT_FOUND,
            "{path}"
        );
    }
    let sheet = MailSheet::shipped(MailKind::Appeal, Tongue::Indonesian);
    let bent = admin.post(APPEAL, &form(&sheet, "entah", 0)).await;
    assert_eq!(bent.status, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn thanks_are_switched_on_the_page() {
    let town = Town::empty().await;
    let admin = Seen::by(&town, Role::Admin).await;
    let off = admin.post("/settings/mails/thanks", "act=off").await;
    let page = admin.get(off.header(header::LOCATION)).await.text();
    assert!(page.contains("Pos-el terima kasih dimatikan."));
    let on = admin.post("/settings/mails/thanks", "act=on").await;
    let page = admin.get(on.header(header::LOCATION)).await.text();
    assert!(page.contains("mendapat satu pos-el terima kasih"));
}
