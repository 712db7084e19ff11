//! Judging pairs on the site, one after the other.

use axum::http::{StatusCode, header};

use super::{Read, Seen, city::Town, employer::leads_to, link};
use crate::{domain::role::Role, intake::Kind, store::CheckScope};

/// BPJS' record of a firm of the town, under another spelling.
async fn doubled(town: &Town) {
    let csv = "nama,kode_bu\n\"MISAL JAYA, PT\",10000077\n";
    town.import(Kind::Employers, "double.csv", csv).await;
    let scope = CheckScope::Owed;
    town.services.check(None, scope).await.unwrap();
}

/// Where an answer leads, which begins so.
fn leads(answer: &Read, begins: &str) -> String {
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
    let there = answer.header(header::LOCATION).to_owned();
    assert!(there.starts_with(begins), "{there} begins with {begins}");
    there
}

#[tokio::test]
async fn a_pair_is_judged_on_its_page_and_the_next_page_takes_it_back() {
    let town = Town::busy().await;
    doubled(&town).await;
    let site = Seen::by(&town, Role::HealthOfficer).await;
    let list = site.get("/matches").await;
    let pair = link(&list, "/matches/er_");
    assert!(list.text().contains("MISAL JAYA, PT"), "{}", list.text());
    let next = site.get("/matches/next").await;
    assert_eq!(next.status, StatusCode::SEE_OTHER);
    let page = site.get(&pair).await;
    for held in [
        "data-key=\"1 s\"",
        "data-key=\"2 b\"",
        "data-key=\"3 r\"",
        "Sumber",
    ] {
        assert!(page.text().contains(held), "{held}");
    }
    let path = pair.split('?').next().unwrap().to_owned();
    let other = site.post(&path, "says=different&ground=other&words=").await;
    assert_eq!(
        other.status,
        StatusCode::UNPROCESSABLE_ENTITY,
        "no reason was given"
    );
    let viewer = Seen::by(&town, Role::Viewer).await;
    assert!(!viewer.get(&path).await.text().contains("data-key=\"1 s\""));
    let barred = viewer.post(&path, "says=unsure").await;
    assert_eq!(barred.status, StatusCode::FORBIDDEN);

    let said = site
        .post(&path, "says=different&ground=visited&words=")
        .await;
    let done = leads(&said, "/matches/next?f=waiting&done=jg_");
    let id = done.split("done=").nth(1).unwrap().to_owned();
    let told = site.get(&format!("/matches?done={id}")).await;
    assert!(told.text().contains("tercatat sebagai dua badan usaha"));
    assert!(!told.text().contains(&format!("href=\"{path}")));
    let judged = site.get("/matches?f=judged").await;
    assert!(judged.text().contains("Didatangi"));
    let undone = site.post("/matches/undo", &format!("id={id}")).await;
    leads_to(&undone, &path);
    assert!(site.get("/matches").await.text().contains(&path));
    let twice = site.post("/matches/undo", &format!("id={id}")).await;
    assert_eq!(twice.status, StatusCode::CONFLICT);
}

#[tokio::test]
async fn the_queue_is_a_file_too_and_the_registry_can_be_looked_through_again() {
    let town = Town::busy().await;
    doubled(&town).await;
    let site = Seen::by(&town, Role::LabourOfficer).await;
    let file = site.get("/matches.csv").await;
    assert!(file.text().contains("one_id,one_name"), "{}", file.text());
    assert!(file.text().contains("MISAL JAYA, PT"));
    let found = site.post("/matches/find", "").await;
    leads(&found, "/matches?found=");
    for page in [
        "/matches?f=inside",
        "/matches?f=unsure",
        "/matches?f=judged",
        "/matches?f=x",
    ] {
        assert_eq!(site.get(page).await.status, StatusCode::OK, "{page}");
    }
    let desk = site.get("/").await;
    assert!(desk.text().contains("href=\"/matches\""));
}
