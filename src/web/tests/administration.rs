//! Directives and ladders, as administrators keep them and others read them.

use axum::http::{StatusCode, header};

use super::{Read, Seen, city::Town, link};
use crate::domain::role::Role;

/// The default ladder as its form sends it, with some fields otherwise.
fn city_ladder(base: i32, otherwise: &[(&str, &str)]) -> String {
    let usual = [
        ("title", "Jenjang kota"),
        ("in_verification", "1"),
        ("term_verification", "5"),
        ("notice_verification", "none"),
        ("next_verification", "appeal"),
        ("in_appeal", "1"),
        ("term_appeal", "10"),
        ("notice_appeal", "mail"),
        ("reminders_appeal", "-3, 1"),
        ("next_appeal", "reprimand_1"),
        ("in_reprimand_1", "1"),
        ("term_reprimand_1", "10"),
        ("notice_reprimand_1", "letter"),
        ("reminders_reprimand_1", "-3 1"),
        ("next_reprimand_1", "referral"),
        ("in_referral", "1"),
        ("notice_referral", "letter"),
        ("next_referral", ""),
    ];
    let mut fields = format!("base={base}");
    let kept = usual
        .iter()
        .filter(|(name, _)| !otherwise.iter().any(|(other, _)| other == name));
    for (name, value) in kept.chain(otherwise) {
        fields.push('&');
        fields.push_str(name);
        fields.push('=');
        fields.push_str(&value.replace(' ', "+").replace(',', "%2C"));
    }
    fields
}

const SAVE: (&str, &str) = ("action", "save");
const CITY: &str = "/settings/ladders/city";

fn has(page: &Read, text: &str) {
    let read = page.text();
    assert!(read.contains(text), "no {text:?} in {read}");
}

#[tokio::test]
async fn a_ladder_is_drawn_told_and_saved_as_a_new_version() {
    let town = Town::busy().await;
    let viewer = Seen::by(&town, Role::Viewer).await;
    let read = viewer.get("/settings/ladders").await;
    has(&read, "<svg class=\"ladder\"");
    has(&read, "langkah pihak lain, hanya dicatat");
    assert!(!read.text().contains("/settings/ladders/city"));
    assert_eq!(viewer.get(CITY).await.status, StatusCode::FORBIDDEN);
    let admin = Seen::by(&town, Role::Admin).await;
    has(&admin.get(CITY).await, "name=\"base\" value=\"1\"");
    let preview = city_ladder(1, &[("action", "preview"), ("term_appeal", "12")]);
    let previewed = admin.post(CITY, &preview).await;
    assert_eq!(previewed.status, StatusCode::OK);
    has(&previewed, "12 hari kerja");
    let saved = admin.post(CITY, &city_ladder(1, &[SAVE])).await;
    assert_eq!(saved.header(header::LOCATION), "/settings/ladders?saved=2");
    let list = admin.get("/settings/ladders?saved=2").await;
    has(&list, "Tersimpan sebagai versi 2");
    has(&list, "Versi 1 · bawaan program");
    let ask = admin
        .get(&link(&list, "/settings/ladders/city/move/1"))
        .await;
    has(&ask, "tetap pada langkahnya");
    let moved = admin.post("/settings/ladders/city/move/1", "").await;
    let to = moved.header(header::LOCATION).to_owned();
    assert!(to.starts_with("/settings/ladders?moved="), "{to}");
    assert!(!to.ends_with("=0"), "the open cases of version 1 moved");
    let newest = admin.get("/settings/ladders/city/move/2").await;
    assert_eq!(newest.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_ladder_with_a_fault_is_refused_at_the_field_it_belongs_to() {
    let town = Town::empty().await;
    let admin = Seen::by(&town, Role::Admin).await;
    let cases = [
        (("next_reprimand_1", "appeal"), "e-next_reprimand_1"),
        (("next_referral", "prosecutor"), "e-next_referral"),
        (("in_verification", ""), "e-in_verification"),
        (("term_appeal", "dua"), "e-term_appeal"),
        (("term_appeal", "61"), "e-term_appeal"),
        (("notice_reprimand_1", "mail"), "e-notice_reprimand_1"),
        (("reminders_appeal", "-10"), "e-reminders_appeal"),
        (("reminders_appeal", "kemarin"), "e-reminders_appeal"),
    ];
    for (typed, field) in cases {
        let sent = admin.post(CITY, &city_ladder(1, &[SAVE, typed])).await;
        assert_eq!(
            sent.status,
            StatusCode::UNPROCESSABLE_ENTITY,
            "{typed:?}: {}",
            sent.text()
        );
        has(&sent, &format!("id=\"{field}\""));
    }
    // What was typed is drawn all the same: the way back, and what nothing leads to.
    let loops = [SAVE, ("next_reprimand_1", "appeal")];
    let looped = admin.post(CITY, &city_ladder(1, &loops)).await;
    has(&looped, "rung-back");
    has(&looped, "tidak ada langkah yang menuju ke sini");
}

#[tokio::test]
async fn a_stale_ladder_is_shown_beside_the_one_that_was_saved() {
    let town = Town::empty().await;
    let admin = Seen::by(&town, Role::Admin).await;
    let other = [SAVE, ("term_appeal", "8")];
    admin.post(CITY, &city_ladder(1, &other)).await;
    let stale = admin.post(CITY, &city_ladder(1, &[SAVE])).await;
    assert_eq!(stale.status, StatusCode::CONFLICT);
    has(&stale, "Orang lain menyimpan jenjang ini");
    has(&stale, "8 hari kerja");
    has(&stale, "10 hari kerja");
    // Whoever has seen both may save over the other one.
    has(&stale, "name=\"base\" value=\"2\"");
    let again = admin.post(CITY, &city_ladder(2, &[SAVE])).await;
    assert_eq!(again.header(header::LOCATION), "/settings/ladders?saved=3");
    let same = admin.post(CITY, &city_ladder(3, &[SAVE])).await;
    assert_eq!(same.header(header::LOCATION), "/settings/ladders?same=1");
}

/// A directive as its form sends it, with some fields otherwise.
fn directive(otherwise: &[(&str, &str)]) -> String {
    let usual = [
        ("number", "100.3.4/7/2026"),
        ("issued_on", "2026-03-02"),
        ("title", "Usaha+mikro"),
        (
            "body",
            "Semua+**pekerja**+terdaftar.%0D%0A%0D%0A-+satu%0D%0A-+%3Cb%3Edua%3C/b%3E",
        ),
        ("signatory_name", "Nama+Contoh"),
        ("signatory_office", "Wali+Kota+Contoh"),
        ("signatory_from", "2025-02-20"),
        ("signatory_to", ""),
        ("legal_basis", "UU+Nomor+24+Tahun+2011"),
        ("legal_verified_on", "2026-03-01"),
        ("whom", "some"),
        ("audience", "/employers%3Fq=misal%26sort=name"),
        ("ladder", "city"),
        ("arrears_ladder", "arrears"),
        ("valid_from", "2026-03-16"),
        ("valid_to", ""),
        ("base", "1"),
        ("action", "save"),
    ];
    let kept = usual
        .iter()
        .filter(|(name, _)| !otherwise.iter().any(|(other, _)| other == name));
    let pairs = kept
        .chain(otherwise)
        .map(|(name, value)| format!("{name}={value}"));
    pairs.collect::<Vec<_>>().join("&")
}

#[tokio::test]
async fn a_directive_is_written_read_changed_and_withdrawn() {
    let town = Town::busy().await;
    let admin = Seen::by(&town, Role::Admin).await;
    let added = admin.post("/directives/new", &directive(&[])).await;
    let at = added.header(header::LOCATION).to_owned();
    assert!(at.ends_with("?done=created"), "{}", added.text());
    let at = at.split('?').next().unwrap();
    let viewer = Seen::by(&town, Role::Viewer).await;
    let page = viewer.get(at).await;
    has(&page, "Semua <strong>pekerja</strong> terdaftar.");
    has(&page, "&lt;b&gt;dua&lt;/b&gt;</li>");
    has(&page, "<code>q=misal</code>");
    has(&page, "1 dari 57 badan usaha saat ini");
    assert!(!page.text().contains("Cabut arahan"));
    let stale = directive(&[("title", "Lain"), ("base", "7")]);
    let stale = admin.post(&format!("{at}/edit"), &stale).await;
    assert_eq!(stale.status, StatusCode::CONFLICT);
    has(&stale, "Orang lain menyimpan arahan ini");
    has(&stale, "<td data-label=\"Yang tersimpan\">Usaha mikro</td>");
    has(&stale, "<td data-label=\"Isian Anda\">Lain</td>");
    let changed = directive(&[("title", "Usaha+kecil")]);
    let changed = admin.post(&format!("{at}/edit"), &changed).await;
    assert!(changed.header(header::LOCATION).ends_with("?done=saved"));
    has(
        &admin.get(at).await,
        "<td data-label=\"Menjadi\">Usaha kecil</td>",
    );
    let unsaid = admin.post(&format!("{at}/withdraw"), "because=").await;
    assert_eq!(unsaid.status, StatusCode::UNPROCESSABLE_ENTITY);
    let gone = admin
        .post(&format!("{at}/withdraw"), "because=Diganti")
        .await;
    assert!(gone.header(header::LOCATION).ends_with("?done=withdrawn"));
    has(&admin.get(at).await, "Diganti");
    has(&viewer.get("/directives").await, "Dicabut");
}

#[tokio::test]
async fn an_odd_audience_is_a_question_and_nothing_is_chosen_for_anybody() {
    let town = Town::busy().await;
    let admin = Seen::by(&town, Role::Admin).await;
    let send =
        async |fields: &[(&str, &str)]| admin.post("/directives/new", &directive(fields)).await;
    let nothing = send(&[("whom", "")]).await;
    assert_eq!(nothing.status, StatusCode::UNPROCESSABLE_ENTITY);
    has(&nothing, "id=\"e-whom\"");
    let unknown = send(&[("audience", "verdik=unknown")]).await;
    assert_eq!(unknown.status, StatusCode::UNPROCESSABLE_ENTITY);
    has(&unknown, "id=\"e-audience\"");
    for (audience, words) in [
        ("q=tidak+ada", "tidak mencakup satu badan usaha pun"),
        ("email=yes,no", "mencakup semua badan usaha"),
    ] {
        let audience = ("audience", audience);
        let asked = send(&[audience]).await;
        assert_eq!(asked.status, StatusCode::CONFLICT);
        has(&asked, words);
        let sure = send(&[audience, ("sure", "1")]).await;
        assert_eq!(sure.status, StatusCode::SEE_OTHER, "{}", sure.text());
    }
    let previewed = send(&[("action", "preview")]).await;
    assert_eq!(previewed.status, StatusCode::OK);
    has(&previewed, "PT Misal Jaya");
    has(&previewed, "<strong>pekerja</strong>");
    let everybody = send(&[("whom", "all")]).await;
    assert_eq!(everybody.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn a_directive_shows_how_far_its_cases_have_come() {
    let town = Town::busy().await;
    let viewer = Seen::by(&town, Role::Viewer).await;
    let list = viewer.get("/directives").await;
    let page = viewer.get(&link(&list, "/directives/dr_")).await;
    has(&page, "<svg class=\"funnel\"");
    has(&page, "Dikonfirmasi dua orang");
    has(&page, "0 dari 2 kasus yang sudah disampaikan");
}
