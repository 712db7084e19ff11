//! A firm's addresses on its pages.

use std::fmt::Write;

use axum::http::StatusCode;

use super::{Seen, city::Town, get, link};
use crate::{domain::role::Role, intake::Kind};

/// The page of the first firm's addresses, as a labour officer sees it.
async fn page() -> (Town, Seen, String) {
    let town = Town::busy().await;
    let site = Seen::by(&town, Role::LabourOfficer).await;
    let notices = get(&site, "/notices").await;
    let firm = link(&notices, "/employers/er_");
    let path = format!("{firm}/contacts");
    (town, site, path)
}

fn seen(text: &str) -> String {
    let at = text.split("name=\"seen\" value=\"").nth(1).unwrap();
    at.split('"').next().unwrap().to_owned()
}

#[tokio::test]
async fn an_officer_adds_bars_and_takes_back_and_a_stale_page_is_shown_again() {
    let (_town, site, path) = page().await;
    let before = get(&site, &path).await.text();
    let first = seen(&before);
    let add = |seen: &str, address: &str| format!("seen={seen}&deed=add&address={address}");
    let added = site
        .post(&path, &add(&first, "siti%40contoh.example"))
        .await;
    assert_eq!(added.status, StatusCode::SEE_OTHER);
    let stale = site
        .post(&path, &add(&first, "dewi%40contoh.example"))
        .await;
    assert_eq!(stale.status, StatusCode::CONFLICT);
    let text = stale.text();
    assert!(text.contains("sudah diubah orang lain") && text.contains("siti@contoh.example"));
    assert!(
        text.contains("value=\"dewi@contoh.example\""),
        "what was typed is kept"
    );
    let bad = site.post(&path, &add(&seen(&text), "bukan-alamat")).await;
    assert_eq!(bad.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(bad.text().contains("Tulis satu alamat pos-el yang sah"));
    let bar = |words: &str| {
        let seen = seen(&text);
        format!("seen={seen}&deed=bar&address=siti%40contoh.example&words={words}")
    };
    let silent = site.post(&path, &bar("")).await;
    assert_eq!(silent.status, StatusCode::UNPROCESSABLE_ENTITY);
    let barred = site.post(&path, &bar("Sudah+pindah")).await;
    assert_eq!(barred.status, StatusCode::SEE_OTHER);
    let text = get(&site, &path).await.text();
    assert!(
        text.contains("Jangan dikirimi.") && text.contains("Sudah pindah"),
        "{text}"
    );
    let firm = path.trim_end_matches("/contacts");
    assert!(get(&site, firm).await.text().contains("Jangan dikirimi."));
    let lift = format!(
        "seen={}&deed=lift&address=siti%40contoh.example",
        seen(&text)
    );
    assert_eq!(site.post(&path, &lift).await.status, StatusCode::SEE_OTHER);
    assert!(!get(&site, &path).await.text().contains("Jangan dikirimi."));
}

#[tokio::test]
async fn an_address_of_three_firms_is_marked_as_perhaps_an_agents() {
    let (town, site, path) = page().await;
    let text = get(&site, &path).await.text();
    assert!(!text.contains("mungkin biro jasa"));
    let address = text.split("name=\"address\" value=\"").nth(1).unwrap();
    let address = address.split('"').next().unwrap().to_owned();
    let mut more = "nama,nib,email\n".to_owned();
    for n in 1..=2 {
        writeln!(more, "PT Titipan {n},91209999990{n:02},{address}").unwrap();
    }
    town.import(Kind::Employers, "titipan.csv", &more).await;
    assert!(get(&site, &path).await.text().contains("mungkin biro jasa"));
    let notices = get(&site, "/notices").await.text();
    assert!(notices.contains("dipakai banyak badan usaha"), "{notices}");
}

#[tokio::test]
async fn a_proof_of_delivery_comes_as_a_signed_paper() {
    let (_town, site, path) = page().await;
    let firm = path.trim_end_matches("/contacts");
    let paper = site.post(&format!("{firm}/proof"), "").await;
    assert_eq!(paper.status, StatusCode::OK);
    let check = crate::services::check_proof(&paper.bytes).unwrap();
    assert!(check.faults.is_empty(), "{:?}", check.faults);
    assert!(check.evidence.is_some_and(|evidence| evidence.demo));
}
