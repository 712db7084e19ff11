//! Files come in through the page.

use super::{Read, Seen, ask, city::Town, link};
use crate::domain::role::Role;
use axum::{
    body::Body,
    http::{Request, StatusCode, header},
};

const FIRMS: &str = "nama,nib,pekerja_wlkp\nCV Contoh,9120000000001,7\nPT Misal,912,1\n";
const MEMBERS: &str = "nik,segmen,status\n6474010101900001,PPU BU,AKTIF\n";

/// The token that a page's forms carry.
pub(super) async fn token(site: &Seen) -> String {
    let page = site.get("/imports").await.text();
    let token = page.split("name=\"form_token\" value=\"").nth(1);
    let token = token.and_then(|rest| rest.split('"').next()).unwrap();
    token.to_owned()
}

pub(super) fn part(name: &str, file: Option<&str>, value: &str) -> String {
    let file = file.map_or_else(String::new, |file| format!("; filename=\"{file}\""));
    format!("--batas\r\nContent-Disposition: form-data; name=\"{name}\"{file}\r\n\r\n{value}\r\n")
}

async fn send_parts(site: &Seen, parts: &[String]) -> Read {
    let body = format!("{}--batas--\r\n", parts.concat());
    let request = Request::post("/imports")
        .header(header::HOST, "localhost:8080")
        .header(header::COOKIE, &site.cookie)
        .header(header::CONTENT_TYPE, "multipart/form-data; boundary=batas");
    ask(&site.site, request.body(Body::from(body)).unwrap()).await
}

async fn send(site: &Seen, kind: &str, file: (&str, &str)) -> Read {
    let parts = [
        part("form_token", None, &token(site).await),
        part("kind", None, kind),
        part("as_of", None, "2026-03-15"),
        part("source", None, ""),
        part("files", Some(file.0), file.1),
    ];
    send_parts(site, &parts).await
}

/// Where an answer leads, once nobody works on it any more.
async fn rest(site: &Seen, answer: &Read) -> (String, Read) {
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
    let path = answer.header(header::LOCATION).to_owned();
    loop {
        let page = site.get(&path).await;
        assert_eq!(page.status, StatusCode::OK, "{}", page.text());
        if !page.text().contains("hx-trigger=\"every 1s\"") {
            return (path, page);
        }
        tokio::task::yield_now().await;
    }
}

fn holds(page: &Read, texts: &[&str]) {
    for text in texts {
        assert!(page.text().contains(text), "{text} in\n{}", page.text());
    }
}

#[tokio::test]
async fn an_officer_sends_a_file_sees_its_effect_and_imports_it() {
    let town = Town::empty().await;
    let site = Seen::by(&town, Role::LabourOfficer).await;
    let sent = send(&site, "", ("firma.csv", FIRMS)).await;
    let (path, page) = rest(&site, &sent).await;
    holds(
        &page,
        &[
            "Akibatnya bila diimpor",
            "Impor sekarang",
            "firma.csv, baris 3",
            "NIB harus tepat 13 angka",
            "value=\"2026-03-15\"",
            "name=\"columns[]\"",
        ],
    );
    assert!(
        town.services
            .past_imports(None, 1)
            .await
            .unwrap()
            .1
            .is_empty()
    );
    let english = Seen {
        cookie: format!("{}; patuh_lang=en", site.cookie),
        site: site.site.clone(),
    };
    let page = english.get(&path).await;
    holds(
        &page,
        &["What importing would do", "A NIB has exactly 13 digits"],
    );
    assert!(!page.text().contains("harus"), "{}", page.text());

    let confirmed = site.post(&format!("{path}/confirm"), "").await;
    let (_, page) = rest(&site, &confirmed).await;
    holds(
        &page,
        &[
            "Impor nomor 1 sudah dihitung",
            "Berkas yang dikirim sudah dihapus",
        ],
    );
    let csv = site.get(&format!("{path}/rejected.csv")).await;
    assert!(
        csv.header(header::CONTENT_DISPOSITION)
            .starts_with("attachment")
    );
    assert!(csv.text().contains("firma.csv,,3,nib,912,"));
    let again = site.post(&format!("{path}/confirm"), "").await;
    assert_eq!(again.status, StatusCode::CONFLICT);
}

#[tokio::test]
async fn the_last_import_is_taken_back_from_the_list() {
    let town = Town::empty().await;
    let site = Seen::by(&town, Role::LabourOfficer).await;
    let sent = send(&site, "employers", ("firma.csv", FIRMS)).await;
    let (path, _) = rest(&site, &sent).await;
    let confirmed = site.post(&format!("{path}/confirm"), "").await;
    rest(&site, &confirmed).await;
    let list = site.get("/imports").await;
    holds(
        &list,
        &["firma.csv", "Contoh", "/imports/undo/1", "15 Mar 2026"],
    );
    let asked = site.get("/imports/undo/1").await;
    holds(
        &asked,
        &["Batalkan impor ini", "belum ada impor sebelumnya"],
    );
    let undone = site.post("/imports/undo/1", "").await;
    let (_, page) = rest(&site, &undone).await;
    holds(&page, &["Impor 1 sudah dibatalkan: 1 badan usaha dilepas"]);
    holds(&site.get("/imports").await, &["Dibatalkan 16 Mar 2026"]);
    let twice = site.post("/imports/undo/1", "").await;
    assert_eq!(twice.status, StatusCode::CONFLICT);
    holds(&twice, &["Impor ini sudah dibatalkan."]);
}

#[tokio::test]
async fn each_role_imports_its_own_kinds_and_the_others_read_the_list() {
    let town = Town::empty().await;
    let viewer = Seen::by(&town, Role::Viewer).await;
    let list = viewer.get("/imports").await;
    assert_eq!(list.status, StatusCode::OK);
    assert!(!list.text().contains("type=\"file\""));
    let labour = Seen::by(&town, Role::LabourOfficer).await;
    for kind in ["participants", ""] {
        let refused = send(&labour, kind, ("peserta.csv", MEMBERS)).await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN, "{kind}");
    }
    let health = Seen::by(&town, Role::HealthOfficer).await;
    let page = health.get("/imports").await.text();
    assert!(page.contains("value=\"participants\"") && !page.contains("value=\"roster\""));
    let sent = send(&health, "participants", ("peserta.csv", MEMBERS)).await;
    let (path, _) = rest(&health, &sent).await;
    for (method, path) in [("confirm", &path), ("discard", &path)] {
        let refused = labour.post(&format!("{path}/{method}"), "").await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN, "{method}");
        let refused = viewer.post(&format!("{path}/{method}"), "").await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN, "{method}");
    }
    assert_eq!(viewer.get(&path).await.status, StatusCode::FORBIDDEN);
    let thrown = health.post(&format!("{path}/discard"), "").await;
    assert_eq!(thrown.header(header::LOCATION), "/imports?done=discarded");
    holds(
        &health.get("/imports?done=discarded").await,
        &["Unggahan dibuang"],
    );
}

#[tokio::test]
async fn a_form_of_another_session_or_with_its_token_last_is_refused() {
    let town = Town::empty().await;
    let site = Seen::by(&town, Role::Admin).await;
    let file = part("files", Some("a.csv"), FIRMS);
    let token = part("form_token", None, &token(&site).await);
    let strange = part("form_token", None, "x.y");
    for parts in [
        vec![file.clone()],
        vec![file.clone(), token],
        vec![strange, file],
    ] {
        let refused = send_parts(&site, &parts).await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN);
    }
    assert!(town.services.open_imports().await.unwrap().is_empty());
    let left = town.services.data.join("tmp/uploads");
    let left = std::fs::read_dir(left).map_or(0, Iterator::count);
    assert_eq!(left, 0, "nothing of it is kept");
}

#[tokio::test]
async fn what_was_typed_is_kept_when_something_is_missing() {
    let town = Town::empty().await;
    let site = Seen::by(&town, Role::Admin).await;
    let token = token(&site).await;
    let parts = [
        part("form_token", None, &token),
        part("kind", None, "employers"),
        part("as_of", None, "2031-01-01"),
        part("source", None, "oss"),
        part("files", Some(""), ""),
    ];
    let page = send_parts(&site, &parts).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    holds(
        &page,
        &[
            "Pilih sedikitnya satu berkas.",
            "Tanggal ini belum tiba",
            "value=\"2031-01-01\"",
            "value=\"oss\" selected",
            "value=\"employers\" selected",
        ],
    );
}

#[tokio::test]
async fn columns_are_explained_on_the_page() {
    let town = Town::empty().await;
    let site = Seen::by(&town, Role::Admin).await;
    let text = "Usaha,No. Izin\nCV Contoh,9120000000001\n";
    let sent = send(&site, "", ("daftar.csv", text)).await;
    let (path, page) = rest(&site, &sent).await;
    holds(&page, &["Usaha", "No. Izin", "pilih jenis berkas dahulu"]);
    let preview = format!("{path}/preview");
    let none = site.post(&preview, "kind=&as_of=2026-03-15").await;
    assert_eq!(none.status, StatusCode::UNPROCESSABLE_ENTITY);
    holds(&none, &["Pilih jenis berkasnya."]);

    let told = site.post(&preview, "kind=employers&as_of=2026-03-15").await;
    let (_, page) = rest(&site, &told).await;
    holds(
        &page,
        &[
            "Kolom wajib tidak ditemukan",
            "daftar.csv",
            "Tunjukkan kolomnya",
        ],
    );
    let fields = |first: &str, second: &str| {
        format!(
            "kind=employers&as_of=2026-03-15&names[]=Usaha&columns[]={first}\
             &names[]=No.+Izin&columns[]={second}"
        )
    };
    let twice = site.post(&preview, &fields("nama", "nama")).await;
    assert_eq!(twice.status, StatusCode::UNPROCESSABLE_ENTITY);
    holds(&twice, &["Dua kolom berkas", "value=\"nama\" selected"]);
    let told = site.post(&preview, &fields("nama", "nib")).await;
    let (_, page) = rest(&site, &told).await;
    holds(&page, &["Impor sekarang", "value=\"nib\" selected"]);
    assert!(
        !page.text().contains("Baris yang ditolak"),
        "each name kept its column"
    );
}

#[tokio::test]
async fn a_file_that_cannot_be_read_is_a_page_that_says_why() {
    let town = Town::empty().await;
    let site = Seen::by(&town, Role::Admin).await;
    for (name, text, says) in [
        ("a.xlsx", "nama,nib\n", "Isi berkas bukan seperti namanya."),
        ("b.csv", "", "Berkas kosong."),
        (
            "c.csv",
            "%PDF-1.7\n\u{0}",
            "Isi berkas bukan seperti namanya.",
        ),
    ] {
        let sent = send(&site, "employers", (name, text)).await;
        let (path, page) = rest(&site, &sent).await;
        holds(&page, &[says, name, "Tidak berhasil"]);
        site.post(&format!("{path}/discard"), "").await;
    }
    for path in [
        "/imports/ij_00000000-0000-7000-8000-000000000000",
        "/imports/nonsense",
        "/imports/undo/99",
        "/imports/undo/nonsense",
    ] {
        assert_eq!(site.get(path).await.status, StatusCode::NOT_FOUND, "{path}");
    }
}

#[tokio::test]
async fn a_page_that_is_open_learns_how_far_the_work_has_come() {
    let town = Town::empty().await;
    let site = Seen::by(&town, Role::Admin).await;
    let sent = send(&site, "employers", ("firma.csv", FIRMS)).await;
    let (path, _) = rest(&site, &sent).await;
    let request = || {
        Request::get(&path)
            .header(header::HOST, "localhost:8080")
            .header(header::COOKIE, &site.cookie)
            .header("hx-request", "true")
            .body(Body::empty())
            .unwrap()
    };
    let over = ask(&site.site, request()).await;
    assert_eq!(over.headers["hx-refresh"], "true");
    let tx = town.services.store.begin().await.unwrap();
    let id = path.rsplit('/').next().unwrap().parse().unwrap();
    let (now, state) = (town.services.clock.now(), crate::store::JobState::Importing);
    assert!(tx.start_import_job(id, state, now).await.unwrap());
    tx.commit(crate::store::Entry {
        id: town.services.clock.new_id(),
        actor: crate::store::Actor::Command("test"),
        action: "import.confirm",
        subject: id.to_string(),
        at: now,
    })
    .await
    .unwrap();
    let part = ask(&site.site, request()).await.text();
    assert!(
        part.contains("Berkas sedang dibaca.") && !part.contains("<html"),
        "{part}"
    );
    let page = site.get(&path).await;
    holds(&page, &["hx-trigger=\"every 1s\"", "Muat ulang"]);
    let busy = send(&site, "employers", ("lain.csv", FIRMS)).await;
    assert_eq!(busy.status, StatusCode::SEE_OTHER, "the files wait");
    let waiting = site.get(busy.header(header::LOCATION)).await;
    holds(
        &waiting,
        &[
            "Menunggu impor lain selesai",
            "giliran berkas ini berikutnya",
        ],
    );
    let other = busy.header(header::LOCATION);
    let preview = format!("{other}/preview");
    let refused = site.post(&preview, "kind=employers&as_of=2026-03-15").await;
    assert_eq!(refused.status, StatusCode::CONFLICT);
    holds(&refused, &["Impor lain sedang berjalan."]);
}

#[tokio::test]
async fn an_import_that_others_build_on_says_so_before_it_is_taken_back() {
    let town = Town::empty().await;
    let site = Seen::by(&town, Role::LabourOfficer).await;
    let sent = send(&site, "employers", ("firma.csv", FIRMS)).await;
    let (path, _) = rest(&site, &sent).await;
    let confirmed = site.post(&format!("{path}/confirm"), "").await;
    let (_, done) = rest(&site, &confirmed).await;
    let firm = link(&done, "/employers/er_");
    let closed = "becomes=closed&words=Tutup&until_on=2026-03-16";
    let changed = site.post(&format!("{firm}/status"), closed).await;
    assert_eq!(changed.status, StatusCode::SEE_OTHER, "{}", changed.text());
    let list = site.get("/imports").await;
    assert_eq!(list.status, StatusCode::OK, "a correction is no import");
    let asked = site.get("/imports/undo/1").await;
    holds(&asked, &["sudah dipakai oleh"]);
    assert!(!asked.text().contains("Batalkan impor ini"));
    assert_eq!(
        site.post("/imports/undo/1", "").await.status,
        StatusCode::CONFLICT
    );
}
