//! An employer's page, and what officers do there.

use axum::{
    body::Body,
    http::{Method, Request, StatusCode, header},
};

use super::{Read, Seen, ask, city::Town, link};
use crate::domain::role::Role;

const ACTIONS: [&str; 6] = [
    "edit",
    "dispute",
    "head-office",
    "exemption",
    "status",
    "merge",
];

/// The address of the first employer that a search finds.
pub(super) async fn find(site: &Seen, query: &str) -> String {
    let list = site.get(&format!("/employers?q={query}")).await;
    link(&list, "/employers/er_")
}

/// The value of a hidden field.
fn hidden(page: &Read, name: &str) -> String {
    let text = page.text();
    let begin = format!("name=\"{name}\" value=\"");
    let at = text.find(&begin).unwrap_or_else(|| panic!("no {name}"));
    let rest = &text[at + begin.len()..];
    rest.split('"').next().unwrap().to_owned()
}

/// Sends a form with a file.
async fn send(site: &Seen, path: &str, fields: &[(&str, &str)], file: (&str, &[u8])) -> Read {
    let token = hidden(&site.get("/style").await, "form_token");
    let mut body = Vec::new();
    let mut part = |head: &str, content: &[u8]| {
        body.extend(b"--batas\r\nContent-Disposition: form-data; ");
        body.extend(head.as_bytes());
        body.extend(b"\r\n\r\n");
        body.extend(content);
        body.extend(b"\r\n");
    };
    part("name=\"form_token\"", token.as_bytes());
    for (name, value) in fields {
        part(&format!("name=\"{name}\""), value.as_bytes());
    }
    part(&format!("name=\"file\"; filename=\"{}\"", file.0), file.1);
    body.extend(b"--batas--\r\n");
    let request = Request::builder()
        .method(Method::POST)
        .uri(path)
        .header(header::HOST, "localhost:8080")
        .header(header::COOKIE, &site.cookie)
        .header(header::CONTENT_TYPE, "multipart/form-data; boundary=batas")
        .body(Body::from(body));
    ask(&site.site, request.unwrap()).await
}

#[track_caller]
pub(super) fn leads_to(answer: &Read, end: &str) -> String {
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
    let there = answer.header(header::LOCATION).to_owned();
    assert!(there.ends_with(end), "{there} ends with {end}");
    there
}

#[tokio::test]
async fn who_may_act_is_offered_the_actions_and_who_only_reads_is_not() {
    let town = Town::busy().await;
    for role in Role::ALL {
        let site = Seen::by(&town, role).await;
        let employer = find(&site, "misal").await;
        let page = site.get(&employer).await;
        assert_eq!(page.status, StatusCode::OK);
        let text = page.text();
        let acts = role == Role::LabourOfficer;
        for action in ACTIONS {
            let href = format!("href=\"{employer}/{action}\"");
            assert_eq!(text.contains(&href), acts, "{action} as {}", role.code());
            let form = site.get(&format!("{employer}/{action}")).await;
            let expected = if acts {
                StatusCode::OK
            } else {
                StatusCode::FORBIDDEN
            };
            assert_eq!(form.status, expected, "{action} as {}", role.code());
        }
        let notes = acts || role == Role::HealthOfficer;
        assert_eq!(text.contains("id=\"f-note\""), notes, "{}", role.code());
    }
}

#[tokio::test]
async fn the_page_says_the_same_in_english() {
    let town = Town::busy().await;
    let mut site = Seen::by(&town, Role::LabourOfficer).await;
    let employer = find(&site, "misal").await;
    site.cookie = format!("{}; patuh_lang=en", site.cookie);
    let page = site.get(&employer).await;
    for held in [
        "1 of 3 workers was not found registered.",
        "Becomes compliant when",
        "1 worker is enrolled under its BPJS code",
        "3 rows of workers (counted on)",
        "Some workers were not found registered.",
        "working days from 16 Mar 2026",
        "E-mail: sent",
        "Case K-00001 was opened",
    ] {
        assert!(page.text().contains(held), "{held}");
    }
    for action in ACTIONS {
        let form = site.get(&format!("{employer}/{action}")).await;
        assert!(form.text().contains("<html lang=\"en\">"), "{action}");
        assert!(form.text().contains("Cancel"), "{action}");
    }
}

#[tokio::test]
async fn the_line_of_time_can_be_read_kind_by_kind() {
    let town = Town::busy().await;
    let site = Seen::by(&town, Role::Viewer).await;
    let employer = find(&site, "misal").await;
    let all = site.get(&employer).await.text();
    assert!(all.contains("Daftar pekerja diimpor") && all.contains("Putusan menjadi"));
    let some = site.get(&format!("{employer}?kind=verdict")).await.text();
    assert!(!some.contains("Daftar pekerja diimpor") && some.contains("Putusan menjadi"));
    let odd = site.get(&format!("{employer}?kind=x&done=x&show=x")).await;
    assert_eq!(odd.status, StatusCode::OK);
}

#[tokio::test]
async fn a_note_is_written_and_struck_out_and_a_nik_in_it_is_refused_with_the_text_kept() {
    let town = Town::busy().await;
    let site = Seen::by(&town, Role::HealthOfficer).await;
    let employer = find(&site, "misal").await;
    let notes = format!("{employer}/notes");
    let refused = site
        .post(&notes, "note=Lihat+6474010101900001+%3Cb%3E")
        .await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        refused
            .text()
            .contains("Lihat 6474010101900001 &lt;b&gt;</textarea>")
    );
    assert!(refused.text().contains("tampak seperti NIK"));
    let saved = site.post(&notes, "note=Pagi+saja").await;
    let page = site.get(&leads_to(&saved, "?done=note")).await;
    assert!(page.text().contains("Pagi saja") && page.text().contains("Catatan disimpan."));
    let text = page.text();
    let at = text.find("/withdraw").unwrap();
    let begin = text[..at].rfind('"').unwrap() + 1;
    let path = text[begin..at + "/withdraw".len()].to_owned();
    let other = Seen::by(&town, Role::LabourOfficer).await;
    assert_eq!(other.post(&path, "").await.status, StatusCode::CONFLICT);
    leads_to(&site.post(&path, "").await, "?done=note-withdrawn");
    assert!(
        site.get(&employer)
            .await
            .text()
            .contains("<del>Pagi saja</del>")
    );
    assert_eq!(site.post(&path, "").await.status, StatusCode::CONFLICT);
}

#[tokio::test]
async fn a_ruling_is_put_on_record_shown_and_ended() {
    let town = Town::busy().await;
    let site = Seen::by(&town, Role::LabourOfficer).await;
    let employer = find(&site, "misal").await;
    for (path, kind, until) in [
        ("head-office", "head_office", "2026-06-30"),
        ("exemption", "exemption", "30/06/2026"),
        ("dispute", "dispute", ""),
    ] {
        let action = format!("{employer}/{path}");
        let no_file = ("", &b""[..]);
        let bare = [("words", "Surat <b>"), ("until_on", "kapan-kapan")];
        if !until.is_empty() {
            let refused = send(&site, &action, &bare, no_file).await;
            assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{path}");
            assert!(refused.text().contains("Surat &lt;b&gt;</textarea>"));
            assert!(refused.text().contains("kapan-kapan"));
        }
        let fields = [("words", "Surat keterangan"), ("until_on", until)];
        let script = ("x.pdf", &b"<script>"[..]);
        let refused = send(&site, &action, &fields, script).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{path}");
        assert!(refused.text().contains("harus PDF, JPG, atau PNG"));
        let proof = ("bukti.pdf", &b"%PDF-1.7"[..]);
        let saved = send(&site, &action, &fields, proof).await;
        let page = site.get(&leads_to(&saved, &format!("?done={kind}"))).await;
        assert!(page.text().contains("bukti.pdf"));
        let end = link(&page, &format!("{employer}/remarks/"));
        let form = site.get(&end).await;
        assert!(form.text().contains("Surat keterangan"));
        let refused = site.post(&end, "words=Sudah&outcome=x").await;
        let what = if kind == "dispute" {
            assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
            let settled = site.post(&end, "words=Sudah&outcome=in_part").await;
            leads_to(&settled, "?done=settled")
        } else {
            leads_to(&refused, "?done=ended")
        };
        assert!(!site.get(&what).await.text().contains("class=\"ruling\""));
        assert_eq!(
            site.post(&end, "words=Lagi&outcome=in_part").await.status,
            StatusCode::CONFLICT
        );
    }
}

#[tokio::test]
async fn a_firm_is_recorded_as_closed_and_as_open_again() {
    let town = Town::busy().await;
    let site = Seen::by(&town, Role::LabourOfficer).await;
    let employer = find(&site, "misal").await;
    let action = format!("{employer}/status");
    let tomorrow = "becomes=closed&words=Kosong&until_on=2026-03-17";
    let refused = site.post(&action, tomorrow).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text().contains("belum tiba") && refused.text().contains(">Kosong<"));
    let closed = "becomes=closed&words=Kosong&until_on=2026-03-01";
    let page = site
        .get(&leads_to(&site.post(&action, closed).await, "?done=closed"))
        .await;
    assert!(page.text().contains("tercatat sudah tutup"));
    assert_eq!(
        site.post(&action, closed).await.status,
        StatusCode::CONFLICT
    );
    let open = "becomes=open&words=Buka+lagi&until_on=2026-03-16";
    leads_to(&site.post(&action, open).await, "?done=reopened");
    let page = site.get(&format!("{employer}?kind=edit")).await;
    assert!(page.text().contains("Status usaha: tutup menjadi aktif"));
}

/// A form of the edit page with everything as it stands but some fields.
fn form(page: &Read, changed: &[(&str, &str)]) -> String {
    let changed = changed
        .iter()
        .map(|(name, value)| format!("{name}={value}"));
    let seen = format!("seen={}", hidden(page, "seen"));
    [seen]
        .into_iter()
        .chain(changed)
        .collect::<Vec<_>>()
        .join("&")
}

#[tokio::test]
async fn an_edit_names_each_fault_keeps_what_was_typed_and_shows_both_versions() {
    let town = Town::busy().await;
    let site = Seen::by(&town, Role::LabourOfficer).await;
    let employer = find(&site, "misal").await;
    let edit = format!("{employer}/edit");
    let page = site.get(&edit).await;
    assert!(page.text().contains("value=\"PT Misal Jaya\""));
    let wrong = [
        ("nib", "9120000000002"),
        ("email", "tanpa-at"),
        ("name", "+"),
    ];
    let refused = site.post(&edit, &form(&page, &wrong)).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    for held in [
        "value=\"tanpa-at\"",
        "value=\"9120000000002\"",
        "Nomor ini sudah dipakai",
        "Nama wajib diisi.",
        "/merge?other=er_",
        "href=\"#f-email\"",
    ] {
        assert!(refused.text().contains(held), "{held}");
    }
    let first = form(&page, &[("phone", "0548+111111"), ("reason", "Telepon")]);
    let saved = site
        .get(&leads_to(&site.post(&edit, &first).await, "?done=edited"))
        .await;
    assert!(saved.text().contains("0548 111111") && saved.text().contains("Telepon"));
    let second = form(&page, &[("phone", "0548+222222")]);
    let stale = site.post(&edit, &second).await;
    assert_eq!(stale.status, StatusCode::CONFLICT);
    for held in ["value=\"0548 222222\"", "Kini tersimpan:", "0548 111111"] {
        assert!(stale.text().contains(held), "{held}");
    }
    let anyway = form(&stale, &[("phone", "0548+222222")]);
    leads_to(&site.post(&edit, &anyway).await, "?done=edited");
    let same = form(&site.get(&edit).await, &[("phone", "0548+222222")]);
    leads_to(&site.post(&edit, &same).await, "?done=same");
}

#[tokio::test]
async fn a_file_is_handed_out_to_be_saved_and_never_shown() {
    let town = Town::busy().await;
    let site = Seen::by(&town, Role::LabourOfficer).await;
    let employer = find(&site, "misal").await;
    let files = format!("{employer}/files");
    let none = send(&site, &files, &[], ("", b"")).await;
    assert_eq!(none.status, StatusCode::UNPROCESSABLE_ENTITY);
    let large = vec![b'%'; 11 * 1024 * 1024];
    let refused = send(&site, &files, &[], ("besar.pdf", &large)).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text().contains("lebih dari 10 MB"));
    let vast = vec![b'%'; 41 * 1024 * 1024];
    let refused = send(&site, &files, &[], ("besar.pdf", &vast)).await;
    assert_eq!(refused.status, StatusCode::PAYLOAD_TOO_LARGE);
    let content = b"%PDF-1.7 contoh";
    let added = send(&site, &files, &[], ("Bukti é.PDF", content)).await;
    let page = site.get(&leads_to(&added, "?done=file")).await;
    let href = link(&page, &format!("{files}/fl_"));
    let viewer = Seen::by(&town, Role::Viewer).await;
    let file = viewer.get(&href).await;
    assert_eq!(file.bytes, content);
    assert_eq!(
        file.header(header::CONTENT_DISPOSITION),
        "attachment; filename=\"Bukti _.pdf\"; filename*=UTF-8''Bukti%20%C3%A9.pdf"
    );
    assert_eq!(file.header(header::CONTENT_TYPE), "application/pdf");
    assert!(
        file.header(header::CONTENT_SECURITY_POLICY)
            .starts_with("sandbox")
    );
    let hostile = find(&site, "hostil").await;
    let elsewhere = href.replace(&employer, &hostile);
    assert_eq!(site.get(&elsewhere).await.status, StatusCode::NOT_FOUND);
    let remove = format!("{href}/remove");
    assert_eq!(viewer.post(&remove, "").await.status, StatusCode::FORBIDDEN);
    leads_to(&site.post(&remove, "").await, "?done=file-removed");
    assert_eq!(site.get(&href).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_file_without_the_sessions_token_is_not_even_read() {
    let town = Town::busy().await;
    let site = Seen::by(&town, Role::LabourOfficer).await;
    let employer = find(&site, "misal").await;
    let body = "--batas\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.pdf\"\r\n\r\n\
        %PDF-1.7\r\n--batas--\r\n";
    let request = Request::post(format!("{employer}/files"))
        .header(header::HOST, "localhost:8080")
        .header(header::COOKIE, &site.cookie)
        .header(header::CONTENT_TYPE, "multipart/form-data; boundary=batas")
        .body(Body::from(body));
    let answer = ask(&site.site, request.unwrap()).await;
    assert_eq!(answer.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn two_records_are_compared_merged_and_parted() {
    let town = Town::busy().await;
    let site = Seen::by(&town, Role::LabourOfficer).await;
    town.add_double().await;
    let employer = find(&site, "misal").await;
    let merge = format!("{employer}/merge");
    let found = site.get(&merge).await;
    let pair = link(&found, &format!("{merge}?other=er_"));
    let other = pair.split("other=").nth(1).unwrap().to_owned();
    let compared = site.get(&pair).await;
    assert!(compared.text().contains("diambil alih"));
    assert!(compared.text().contains("Bentuk usahanya berbeda"));
    let untold = site.post(&merge, &format!("other={other}")).await;
    assert_eq!(untold.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(untold.text().contains("centang pernyataan"));
    let vouched = site
        .post(&merge, &format!("other={other}&same_firm=yes"))
        .await;
    let page = site.get(&leads_to(&vouched, "?done=merged")).await;
    assert!(page.text().contains("Toko Misal Jaya"));
    let moved = site.get(&format!("/employers/{other}")).await;
    leads_to(&moved, &format!("{employer}?done=moved"));
    let undo = site.post(&format!("{merge}/undo"), "").await;
    leads_to(&undo, "?done=unmerged");
    assert_eq!(
        site.get(&format!("/employers/{other}")).await.status,
        StatusCode::OK
    );
    assert_eq!(
        site.post(&format!("{merge}/undo"), "").await.status,
        StatusCode::CONFLICT
    );
    let unlike = find(&site, "hostil").await;
    let unlike = unlike.trim_start_matches("/employers/");
    let refused = site.get(&format!("{merge}?other={unlike}")).await;
    assert!(refused.text().contains("NIB keduanya berbeda"));
    assert!(!refused.text().contains("Gabungkan ke PT Misal Jaya"));
    let found = site.get(&format!("{merge}?q=umpama+0")).await;
    assert!(found.text().contains("CV Umpama 03"));
}
