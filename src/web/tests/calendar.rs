//! The working calendar and the days of the digest, as an officer meets them.

use axum::http::{StatusCode, header};

use super::{Seen, city::Town};
use crate::{clock::Clock, domain::role::Role};

#[tokio::test]
async fn an_administrator_keeps_the_days_off_and_others_read_them() {
    let town = Town::empty().await;
    let admin = Seen::by(&town, Role::Admin).await;
    let viewer = Seen::by(&town, Role::Viewer).await;
    let page = viewer.get("/settings/calendar").await.text();
    assert!(page.contains("Kalender kerja 2026") && page.contains("Idulfitri 1447"));
    assert!(page.contains("SKB 3 Menteri Nomor 1497 Tahun 2025"));
    assert!(!page.contains("/settings/calendar/days"), "only reads");

    let typed = "date=2026-10-12&name=Hari+jadi+%3Cb%3Ekota%3C%2Fb%3E&kind=national";
    let added = admin.post("/settings/calendar/days", typed).await;
    assert_eq!(added.status, StatusCode::SEE_OTHER);
    let to = added.header(header::LOCATION);
    let page = admin.get(to).await.text();
    assert!(page.contains("Hari libur tersimpan."));
    assert!(
        page.contains("Hari jadi &lt;b&gt;kota"),
        "what is typed is text"
    );

    let twice = admin.post("/settings/calendar/days", typed).await;
    assert_eq!(twice.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(twice.text().contains("Hari itu sudah tercatat"));
    for (typed, says) in [
        ("date=besok&name=x&kind=national", "Tanggal tidak terbaca"),
        ("date=2026-10-13&name=&kind=national", "Isi nama hari"),
        ("date=2026-10-13&name=x&kind=y", "Jenis tidak dikenal"),
    ] {
        let wrong = admin.post("/settings/calendar/days", typed).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(wrong.text().contains(says), "{typed}");
    }
    let day = "/settings/calendar/days/2026-10-12";
    assert!(admin.get(day).await.text().contains("Hapus dari kalender"));
    let gone = admin.post(day, "act=remove").await;
    assert_eq!(gone.status, StatusCode::SEE_OTHER);
    assert_eq!(admin.get(day).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn an_import_is_confirmed_by_the_form_that_shows_it() {
    let town = Town::empty().await;
    let admin = Seen::by(&town, Role::Admin).await;
    let days = "days=2027-01-01%09national%09Tahun+Baru%0D%0A2027-02-08%09joint_leave%09Rekaan";
    let confirm = "/settings/calendar/import/confirm";
    let done = admin.post(confirm, days).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER);
    let page = admin.get(done.header(header::LOCATION)).await.text();
    assert!(page.contains("Daftar tersimpan.") && page.contains("Rekaan"));
    assert!(page.contains("2027 belum lengkap"));
    let bent = admin.post(confirm, "days=2027-01-01%09x%09y").await;
    assert_eq!(bent.status, StatusCode::BAD_REQUEST);
    let year = "/settings/calendar/years/2027";
    let nameless = admin.post(year, "source=&act=complete").await;
    assert_eq!(nameless.status, StatusCode::UNPROCESSABLE_ENTITY);
    let done = admin.post(year, "source=SKB+rekaan&act=complete").await;
    let page = admin.get(done.header(header::LOCATION)).await.text();
    assert!(page.contains("Sumber: SKB rekaan.") && !page.contains("belum lengkap. Tenggat"));
}

#[tokio::test]
async fn working_days_are_counted_on_the_page_as_on_the_terminal() {
    let town = Town::empty().await;
    let site = Seen::by(&town, Role::Approver).await;
    let asked = "/settings/calendar?from=2026-03-12&n=10";
    let page = site.get(asked).await.text();
    assert!(page.contains("Berakhir Kamis, 2 Apr 2026"), "{page}");
    assert!(page.contains("11 hari dilewati") && page.contains("Idulfitri 1447"));
    let wrong = site.get("/settings/calendar?from=x&n=-1").await.text();
    assert!(wrong.contains("Tanggal tidak terbaca") && wrong.contains("0 sampai 366"));
    let far = site.get("/settings/calendar?from=2026-12-30&n=5").await;
    assert!(far.text().contains("2027 belum lengkap; batas"));
}

#[tokio::test]
async fn from_october_on_those_who_can_help_hear_that_next_year_is_missing() {
    let town = Town::empty().await;
    let october: chrono::DateTime<chrono::Utc> = "2026-10-01T01:00:00Z".parse().unwrap();
    let says = "Daftar hari libur 2027 belum ada";
    let labour = Seen::by(&town, Role::LabourOfficer).await;
    assert!(!labour.get("/").await.text().contains(says));
    town.clock.advance(october - town.clock.now());
    for (role, path, warned) in [
        (Role::LabourOfficer, "/", true),
        (Role::Admin, "/", true),
        (Role::Viewer, "/", false),
        (Role::Viewer, "/schedules", true),
        (Role::Admin, "/letters", false),
    ] {
        let site = Seen::by(&town, role).await;
        let page = site.get(path).await.text();
        assert_eq!(page.contains(says), warned, "{path} as {}", role.code());
    }
}

#[tokio::test]
async fn the_days_of_the_digest_are_kept_and_shown() {
    let town = Town::empty().await;
    let site = Seen::by(&town, Role::LabourOfficer).await;
    let ticked = |page: &str| page.matches(" checked> ").count();
    assert_eq!(ticked(&site.get("/settings/account").await.text()), 0);
    let sent = site.post("/settings/account/digest", "days[]=0&days[]=3&days[]=9");
    assert_eq!(sent.await.status, StatusCode::SEE_OTHER);
    let page = site.get("/settings/account").await.text();
    assert_eq!(ticked(&page), 2);
    assert!(page.contains("value=\"3\" checked> Kamis"));
    site.post("/settings/account/digest", "").await;
    assert_eq!(ticked(&site.get("/settings/account").await.text()), 0);
    let viewer = Seen::by(&town, Role::Viewer).await;
    let page = viewer.get("/settings/account").await.text();
    assert!(!page.contains("Ringkasan lewat pos-el"));
}
