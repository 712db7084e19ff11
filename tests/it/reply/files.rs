//! Files and lists of workers through the page: what is taken, and what stays of it.

use std::path::Path;

use patuh::{
    domain::answer::{AnswerKind, Said},
    intake::Kind,
};

use super::{
    Story,
    answers::{CONTOH, answers},
    site::{counts, hidden},
};

const PROOF: &[u8] = include_bytes!("../../fixtures/letters/signed.pdf");
const LIST: &str = "NIK,Nama,Upah\n\
    6474010101900003,Siti Rahasia,5000000\n\
    6474010101900004,Budi Rahasia,5000000\n";

/// A file as a form sends it: the field, its name, its content.
type Sent<'a> = (&'a str, &'a str, &'a [u8]);

/// Whether these bytes stand in any file under a folder.
fn is_on_disk(folder: &Path, bytes: &[u8]) -> bool {
    let entries = std::fs::read_dir(folder).unwrap();
    entries.map(|entry| entry.unwrap().path()).any(|path| {
        if path.is_dir() {
            return is_on_disk(&path, bytes);
        }
        let content = std::fs::read(&path).unwrap_or_default();
        content.windows(bytes.len()).any(|part| part == bytes)
    })
}

async fn form(s: &Story, path: &str) -> String {
    hidden(&s.browser.get(path).await.text(), "form")
}

#[tokio::test]
async fn a_proof_is_kept_sealed_and_named_on_the_receipt() {
    let s = Story::begin().await;
    let link = s.link(CONTOH).await;
    s.press(&link).await;
    let path = format!("{link}/answers/registered");
    let form = form(&s, &path).await;
    let fields = [("form", form.as_str()), ("bpjs_code", "00000011")];
    let file: &[Sent<'_>] = &[("files", "bukti bayar.pdf", PROOF)];
    let given = s.browser.send_files(&path, &fields, file).await;
    assert_eq!(given.status, 303, "{}", given.text());
    let receipt = s.browser.get(given.leads_to()).await.text();
    assert!(
        receipt.contains("1 berkas:") && receipt.contains("bukti bayar.pdf"),
        "{receipt}"
    );
    let heart = &PROOF[PROOF.len() / 2..PROOF.len() / 2 + 64];
    assert!(
        !is_on_disk(s.p.folder.path(), heart),
        "it lies there as it was sent"
    );
    // Something more, with a second file, in the thread.
    let add = given.leads_to().replace("/received", "/add");
    let form = hidden(&receipt, "form");
    let fields = [("form", form.as_str()), ("words", "Satu lagi.")];
    let file: &[Sent<'_>] = &[("files", "kartu.pdf", PROOF)];
    let added = s.browser.send_files(&add, &fields, file).await;
    assert_eq!(added.status, 303, "{}", added.text());
    let receipt = s.browser.get(given.leads_to()).await.text();
    assert!(
        receipt.contains("2 berkas:") && receipt.contains("kartu.pdf"),
        "{receipt}"
    );
}

#[tokio::test]
async fn files_that_are_not_taken_say_why_and_leave_nothing() {
    let s = Story::begin().await;
    let link = s.link(CONTOH).await;
    s.press(&link).await;
    let path = format!("{link}/answers/registered");
    let form = form(&s, &path).await;
    let fields = [("form", form.as_str()), ("words", "Terlampir.")];
    let before = counts(&s.p).await;
    let huge = vec![b'x'; 10 * 1024 * 1024 + 1];
    let many = [("files", "satu.pdf", PROOF); 6];
    let cases: [(&[Sent<'_>], &str); 4] = [
        (&[("files", "bukti.pdf", b"MZ\x90\0")], "PDF, JPG, atau PNG"),
        (&[("files", "bukti.pdf", &huge)], "lebih dari 10 MB"),
        (&many, "paling banyak lima berkas"),
        (
            &[("files", "6474010101900003.pdf", PROOF)],
            "tampak seperti NIK",
        ),
    ];
    for (files, why) in cases {
        let sent = s.browser.send_files(&path, &fields, files).await;
        let page = sent.text();
        assert_eq!(sent.status, 422, "{why}");
        assert!(
            page.contains(why) && page.contains("id=\"e-files\""),
            "{why}: {page}"
        );
        assert!(page.contains("Terlampir."), "what was typed is gone");
    }
    assert_eq!(counts(&s.p).await, before);
}

#[tokio::test]
async fn a_list_of_workers_is_counted_and_forgotten() {
    let s = Story::begin().await;
    let link = s.link(CONTOH).await;
    s.press(&link).await;
    let path = format!("{link}/answers/roster");
    let page = s.browser.get(&path).await.text();
    assert!(
        page.contains("Berkas tidak disimpan"),
        "it says so beforehand: {page}"
    );
    let form = hidden(&page, "form");
    let fields = [("form", form.as_str()), ("as_of", "2026-03-15")];
    let none = s.browser.send_files(&path, &fields, &[]).await;
    assert_eq!(none.status, 422);
    assert!(none.text().contains("Pilih berkasnya"), "{}", none.text());
    let odd: &[Sent<'_>] = &[("file", "daftar.csv", b"ini,bukan\ndaftar,apa pun\n")];
    assert_eq!(s.browser.send_files(&path, &fields, odd).await.status, 422);
    let list: &[Sent<'_>] = &[("file", "daftar.csv", LIST.as_bytes())];
    let given = s.browser.send_files(&path, &fields, list).await;
    assert_eq!(given.status, 303, "{}", given.text());
    let receipt = s.browser.get(given.leads_to()).await.text();
    assert!(receipt.contains("2 baris terbaca"), "{receipt}");
    assert!(receipt.contains("Baris dalam berkas Saudara"), "{receipt}");
    let said = answers(&s).await.remove(0).said;
    assert_eq!(said.kind(), AnswerKind::Roster);
    let Said::Roster { counts, .. } = said else {
        unreachable!("it is a list");
    };
    assert_eq!(counts.rows, 2);
    for secret in ["6474010101900004", "Siti Rahasia", "Budi Rahasia"] {
        assert!(!receipt.contains(secret));
        assert!(
            !is_on_disk(s.p.folder.path(), secret.as_bytes()),
            "{secret}"
        );
    }
}

/// Two firms' workers with the insurance: one's own, and persons whom others pay for.
const PAID: &str = "nik,pisa,segmen,status,kode_bu,upah\n\
    6474010101900003,1,PBI JK,AKTIF,,\n\
    6474010101900004,1,PBPU Pemda,AKTIF,,\n\
    6474010101900005,1,PPU BU,AKTIF,00000099,5000000\n";

#[tokio::test]
async fn a_list_of_few_tells_neither_the_firm_nor_an_officer_how_somebody_is_insured() {
    let s = Story::begin().await;
    let today = s.p.services.today();
    s.p.import(Kind::Participants, PAID, today).await;
    let link = s.link(CONTOH).await;
    s.press(&link).await;
    let path = format!("{link}/answers/roster");
    let cookie = s.officer_cookie().await;
    for (list, expected) in [
        ("NIK\n6474010101900003\n", "belum terdaftar"),
        ("NIK\n6474010101900005\n", "terdaftar sebagai pekerja"),
        (
            "NIK\n6474010101900003\n6474010101900004\n6474010101900005\n",
            "belum terdaftar",
        ),
    ] {
        let form = form(&s, &path).await;
        let day = today.to_string();
        let fields = [("form", form.as_str()), ("as_of", day.as_str())];
        let file: &[Sent<'_>] = &[("file", "daftar.csv", list.as_bytes())];
        let given = s.browser.send_files(&path, &fields, file).await;
        assert_eq!(given.status, 303, "{}", given.text());
        let receipt = s.browser.get(given.leads_to()).await.text();
        let id = given.leads_to().split('/').rev().nth(1).unwrap().to_owned();
        let desk = s.browser.get_as(&format!("/answers/{id}"), &cookie).await;
        assert_eq!(desk.status, 200);
        let mails = s.p.mailbox.messages().join("\n");
        for page in [&receipt, &desk.text()] {
            assert!(page.contains(expected), "{expected}: {page}");
        }
        for page in [receipt, desk.text(), mails] {
            for told in ["dibiayai", "PBI", "di tempat lain", "mandiri"] {
                assert!(!page.contains(told), "{told}: {page}");
            }
        }
    }
}
