//! From the list of employers to the list of a letter, and what is done there.

use axum::http::{StatusCode, header};

use super::{
    Read, Seen,
    city::{FIRMS, HOSTILE, Town},
    get, link,
};
use crate::{
    domain::role::Role,
    services::{Services, Status},
};

async fn labour() -> (Town, Seen) {
    let town = Town::busy().await;
    let site = Seen::by(&town, Role::LabourOfficer).await;
    (town, site)
}

/// The values of the fields of that name on a page.
fn values(page: &Read, name: &str) -> Vec<String> {
    let text = page.text();
    let begin = format!("name=\"{name}\" value=\"");
    let fields = text.split(&begin).skip(1);
    fields
        .map(|rest| rest.split('"').next().unwrap().to_owned())
        .collect()
}

/// What a browser would send from the page that asks which letter.
fn filled(page: &Read) -> String {
    let one = |name: &str| values(page, name).remove(0);
    let query = one("query").replace('&', "%26").replace('=', "%3D");
    let ids: Vec<String> = values(page, "id[]")
        .iter()
        .map(|id| format!("&id[]={id}"))
        .collect();
    format!(
        "query={query}&count={}&letter={}{}",
        one("count"),
        one("letter"),
        ids.concat()
    )
}

async fn officer(services: &Services) -> crate::domain::ids::OfficerId {
    let rina = services.officer_by_email("rina@kota.example").await;
    rina.unwrap().id
}

/// The address of the circular, after everybody in Loktuan and Guntung was put on its list.
async fn with_everybody(site: &Seen) -> String {
    let page = get(site, "/employers/letter").await;
    let sent = site.post("/employers/letter", &filled(&page)).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text());
    let to = sent.header(header::LOCATION).to_owned();
    to.split('?').next().unwrap().to_owned()
}

#[tokio::test]
async fn all_that_the_filter_finds_is_put_on_the_list_of_a_letter() {
    let (_town, site) = labour().await;
    let list = get(&site, "/employers?form=cv").await.text();
    assert!(list.contains("formaction=\"/employers/letter\">Tambahkan ke surat"));
    let page = get(&site, "/employers/letter?form=cv").await;
    let cvs = FIRMS - 2;
    assert!(page.text().contains(&format!("{cvs} badan usaha dipilih.")));
    assert!(
        page.text()
            .contains(&format!("{cvs} badan usaha akan ditambahkan."))
    );
    let sent = site.post("/employers/letter", &filled(&page)).await;
    let to = sent.header(header::LOCATION).to_owned();
    assert!(
        to.contains(&format!("?done=added&n={cvs}&listed=0&closed=0&merged=0")),
        "{to}"
    );
    let letter = get(&site, &to).await.text();
    assert!(letter.contains(&format!(
        "{cvs} badan usaha ditambahkan ke daftar penerima."
    )));
    assert!(letter.contains(&format!("Tanda terima: 0 dari {cvs} badan usaha.")));
    assert!(!letter.contains("sudah ada di daftar"));
    let again = get(&site, "/employers/letter?form=cv").await;
    assert!(
        again
            .text()
            .contains(&format!("{cvs} sudah ada di daftar."))
    );
    let sent = site.post("/employers/letter", &filled(&again)).await;
    assert_eq!(sent.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(sent.text().contains("Tidak ada yang ditambahkan"));
    let letters = get(&site, "/letters").await.text();
    assert!(letters.contains(&format!(
        "{cvs} badan usaha<span class=\"sub\">0 bertanda terima"
    )));
}

#[tokio::test]
async fn ticked_employers_go_alone_and_closed_ones_stay_behind() {
    let (town, site) = labour().await;
    let list = get(&site, "/employers").await;
    let ticks = values(&list, "id");
    let services = &town.services;
    let shut = (Status::Closed, services.today());
    let by = officer(services).await;
    services
        .set_status(
            ticks[0].parse().unwrap(),
            shut,
            "Tutup menurut pemilik.",
            by,
        )
        .await
        .unwrap();
    let asked = format!("/employers/letter?q=umpama&id={}&id={}", ticks[0], ticks[1]);
    let page = get(&site, &asked).await;
    assert!(page.text().contains("2 badan usaha dipilih."));
    assert!(page.text().contains("1 badan usaha sudah tutup."));
    assert_eq!(values(&page, "id[]").len(), 2);
    let sent = site.post("/employers/letter", &filled(&page)).await;
    let letter = get(&site, sent.header(header::LOCATION)).await.text();
    assert!(letter.contains("1 badan usaha ditambahkan"));
    assert!(letter.contains("1 badan usaha tidak ditambahkan karena sudah tutup."));
}

#[tokio::test]
async fn a_filter_that_finds_others_meanwhile_is_looked_at_again() {
    let (_town, site) = labour().await;
    let page = get(&site, "/employers/letter?form=cv").await;
    let count = format!("count={}&", FIRMS - 2);
    let older = filled(&page).replace(&count, "count=3&");
    let sent = site.post("/employers/letter", &older).await;
    assert_eq!(sent.status, StatusCode::UNPROCESSABLE_ENTITY);
    let words = format!("sekarang {} badan usaha", FIRMS - 2);
    assert!(sent.text().contains(&words));
    let none = site
        .post(
            "/employers/letter",
            &filled(&page).replace("letter=lt", "letter=x"),
        )
        .await;
    assert!(none.text().contains("Pilih suratnya."));
}

#[tokio::test]
async fn receipts_are_recorded_for_ticked_lines_and_taken_back() {
    let (_town, site) = labour().await;
    let letter = with_everybody(&site).await;
    let ticks = values(&get(&site, &letter).await, "employer[]");
    assert_eq!(ticks.len(), 50);
    let two = format!("employer[]={}&employer[]={}", ticks[0], ticks[1]);
    let receipts = format!("{letter}/receipts");
    let typed = format!("{two}&received_on=2026-03-16&how=post&q=&receipt=no");
    let sent = site.post(&receipts, &typed).await;
    let to = sent.header(header::LOCATION).to_owned();
    assert_eq!(to, format!("{letter}?receipt=no&done=received&n=2&left=0"));
    let page = get(&site, &to).await.text();
    assert!(page.contains("Tanda terima dari 2 badan usaha dicatat."));
    assert!(page.contains(&format!("Tanda terima: 2 dari {FIRMS} badan usaha.")));
    assert!(!page.contains(&ticks[0]));
    let received = get(&site, &format!("{letter}?receipt=yes")).await.text();
    assert!(received.contains(&ticks[0]) && received.contains("Pos atau kurir"));
    let removed = site.post(&format!("{letter}/remove"), &two).await;
    assert_eq!(removed.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(removed.text().contains("tarik dahulu tanda terimanya"));
    let back = site.post(&format!("{receipts}/withdraw"), &two).await;
    assert!(back.header(header::LOCATION).contains("done=withdrawn&n=2"));
    let removed = site.post(&format!("{letter}/remove"), &two).await;
    assert!(
        removed
            .header(header::LOCATION)
            .contains("done=removed&n=2")
    );
    let left = get(&site, &letter).await.text();
    assert!(left.contains(&format!("0 dari {} badan usaha", FIRMS - 2)));
}

#[tokio::test]
async fn what_is_wrong_with_a_receipt_is_said_beside_what_was_typed() {
    let (_town, site) = labour().await;
    let letter = with_everybody(&site).await;
    let ticks = values(&get(&site, &letter).await, "employer[]");
    let receipts = format!("{letter}/receipts");
    let nobody = site.post(&receipts, "received_on=16+Maret&how=kurir").await;
    assert_eq!(nobody.status, StatusCode::UNPROCESSABLE_ENTITY);
    for words in [
        "Centang dahulu badan usahanya.",
        "Tulis tanggal seperti 2026-03-31.",
        "Pilih cara suratnya diterima.",
        "value=\"16 Maret\"",
    ] {
        assert!(nobody.text().contains(words), "{words}");
    }
    let ahead = format!("employer[]={}&received_on=2026-03-17&how=hand", ticks[3]);
    let ahead = site.post(&receipts, &ahead).await.text();
    assert!(ahead.contains("Tanggal terimanya belum tiba"));
    assert!(ahead.contains(&format!(
        "value=\"{}\" aria-labelledby=\"n4\" checked",
        ticks[3]
    )));
}

#[tokio::test]
async fn everybody_reads_the_list_of_a_letter_and_only_labour_officers_change_it() {
    let (town, site) = labour().await;
    let letter = with_everybody(&site).await;
    for role in [
        Role::Approver,
        Role::Viewer,
        Role::HealthOfficer,
        Role::Admin,
    ] {
        let reader = Seen::by(&town, role).await;
        let page = get(&reader, &letter).await.text();
        assert!(page.contains("CV Umpama 05") && !page.contains("name=\"employer[]\""));
        let sent = reader.post(&format!("{letter}/receipts"), "how=hand").await;
        assert_eq!(sent.status, StatusCode::FORBIDDEN);
        let list = get(&reader, "/employers").await.text();
        assert!(!list.contains("/employers/letter"));
    }
}

#[tokio::test]
async fn recipients_are_searched_paged_and_downloaded() {
    let (_town, site) = labour().await;
    let letter = with_everybody(&site).await;
    let first = get(&site, &letter).await;
    let second = get(&site, &link(&first, &format!("{letter}?after=er_"))).await;
    let names = |page: &Read| page.text().matches("class=\"row-link\"").count();
    assert_eq!((names(&first), names(&second)), (50, FIRMS - 50));
    assert!(second.text().contains("PT Misal Jaya"));
    assert!(!second.text().contains("<img src=x"));
    let found = get(&site, &format!("{letter}?q=hostil")).await;
    assert_eq!(names(&found), 1);
    let csv = get(&site, &format!("{letter}.csv")).await;
    assert!(csv.header(header::CONTENT_TYPE).starts_with("text/csv"));
    assert!(
        csv.header(header::CONTENT_DISPOSITION)
            .contains("contoh-penerima-surat-001.csv")
    );
    let text = csv.text();
    assert_eq!(text.lines().count(), 1 + FIRMS);
    assert_eq!(
        text.lines().next().unwrap(),
        "Nama,NIB,Kelurahan,Ditambahkan oleh,Ditambahkan pada,Diterima pada,Cara diterima,\
         Dicatat oleh,Catatan"
    );
    assert!(text.contains(HOSTILE));
    let part = get(&site, &format!("{letter}.csv?q=umpama+05"))
        .await
        .text();
    assert_eq!(part.lines().count(), 2);
    let xlsx = get(&site, &format!("{letter}.xlsx")).await;
    assert_eq!(&xlsx.bytes[..2], b"PK");
    let nothing = get(&site, &format!("{letter}.exe")).await;
    assert_eq!(nothing.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn before_there_is_a_draft_the_list_says_so() {
    let town = Town::empty().await;
    let site = Seen::by(&town, Role::LabourOfficer).await;
    let one = "/employers/letter?id=er_00000000-0000-7000-8000-000000000001";
    let page = get(&site, one).await.text();
    assert!(page.contains("Belum ada konsep surat"));
    let nobody = get(&site, "/employers/letter").await.text();
    assert!(nobody.contains("Tidak ada yang cocok"));
}
