//! Files that come with answers: looked into, sealed, opened for officers, and gone in time.

use std::{
    fs,
    time::{Duration, SystemTime},
};

use patuh::{
    domain::{answer::Said, ids::AnswerFileId},
    services::{SealedFile, ServiceError},
};

use crate::{
    answer_rosters::{Asked, code, file},
    support::day,
};

/// A harmless PDF.
const PDF: &[u8] = b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n\
    2 0 obj\n<< /Type /Pages /Kids [] /Count 0 >>\nendobj\n% Bukti pembayaran iuran contoh\n\
    trailer\n<< /Root 1 0 R >>\nstartxref\n0\n%%EOF\n";

fn said() -> Said {
    Said::Registered {
        bpjs_code: None,
        words: String::new(),
    }
}

/// What lies in the folder of answers' files.
fn kept(asked: &Asked) -> Vec<std::path::PathBuf> {
    let folder = asked.p.folder.path().join("files").join("answers");
    let entries = fs::read_dir(folder).into_iter().flatten();
    entries.map(|entry| entry.unwrap().path()).collect()
}

async fn sealed(asked: &Asked) -> Vec<SealedFile> {
    let files = vec![file("Bukti bayar.pdf", PDF)];
    asked.p.services.keep_answer_files(files).await.unwrap()
}

/// An answer with a file.
async fn answered(asked: &Asked) -> AnswerFileId {
    let given = asked.give(said(), sealed(asked).await).await;
    let tx = asked.p.services.store.read().await.unwrap();
    let files = tx.answer_files(given.id).await.unwrap();
    assert_eq!((files.len(), &*files[0].name), (1, "Bukti bayar.pdf"));
    files[0].id
}

#[tokio::test]
async fn a_file_lies_sealed_and_opens_for_its_own_id_only() {
    let asked = Asked::begin().await;
    let services = &asked.p.services;
    let (a, b) = (answered(&asked).await, answered(&asked).await);
    let (about, content) = services.read_answer_file(a, asked.rina).await.unwrap();
    assert_eq!(content.unwrap(), PDF);
    assert_eq!(about.bytes, PDF.len() as u64);
    let paths = kept(&asked);
    assert_eq!(paths.len(), 2);
    for path in &paths {
        let bytes = fs::read(path).unwrap();
        for part in PDF.chunks(12) {
            assert!(!bytes.windows(12).any(|window| window == part));
        }
    }
    // Equal files are sealed differently, and one can't stand in for the other.
    assert_ne!(fs::read(&paths[0]).unwrap(), fs::read(&paths[1]).unwrap());
    let named = |id: AnswerFileId| paths.iter().find(|path| path.ends_with(id.to_string()));
    fs::copy(named(a).unwrap(), named(b).unwrap()).unwrap();
    let swapped = services.read_answer_file(b, asked.rina).await;
    assert!(matches!(swapped, Err(ServiceError::Read(..))));
}

#[tokio::test]
async fn a_file_goes_when_its_day_has_come_and_its_name_stays() {
    let asked = Asked::begin().await;
    let services = &asked.p.services;
    let id = answered(&asked).await;
    asked.p.morning_of(day(2027, 3, 16));
    services.tidy_answers().await.unwrap();
    assert_eq!(kept(&asked).len(), 1, "the last day");
    asked.p.morning_of(day(2027, 3, 17));
    services.tidy_answers().await.unwrap();
    assert_eq!(kept(&asked).len(), 0);
    let (about, content) = services.read_answer_file(id, asked.rina).await.unwrap();
    assert!(content.is_none() && about.removed_at.is_some());
    assert_eq!(about.name, "Bukti bayar.pdf");
}

#[tokio::test]
async fn what_no_answer_names_is_swept_but_not_while_it_may_still_be_named() {
    let asked = Asked::begin().await;
    let services = &asked.p.services;
    answered(&asked).await;
    sealed(&asked).await;
    let folder = asked.p.folder.path().join("files").join("answers");
    fs::write(folder.join("af_x.part"), "setengah").unwrap();
    services.tidy_answers().await.unwrap();
    assert_eq!(kept(&asked).len(), 3);
    let before = SystemTime::UNIX_EPOCH + Duration::from_hours(2);
    for path in kept(&asked) {
        let file = fs::File::options().write(true).open(path).unwrap();
        file.set_modified(before).unwrap();
    }
    services.tidy_answers().await.unwrap();
    assert_eq!(kept(&asked).len(), 1, "the one that an answer names");
}

#[tokio::test]
async fn an_answer_that_is_not_taken_leaves_no_file() {
    let asked = Asked::begin().await;
    let files = sealed(&asked).await;
    let link = patuh::domain::answer::LinkToken {
        tag: [0; 16],
        ..asked.token.clone()
    };
    let reply = patuh::services::NewReply {
        said: said(),
        form: uuid::Uuid::from_u128(9),
        with: patuh::services::Enclosed {
            files,
            workers: Vec::new(),
        },
    };
    assert!(
        asked
            .p
            .services
            .give_answer(&link, reply.clone())
            .await
            .is_err()
    );
    assert_eq!(kept(&asked).len(), 0);
    // The same form twice is one answer, with the files that came first.
    let reply = |files| patuh::services::NewReply {
        with: patuh::services::Enclosed {
            files,
            workers: Vec::new(),
        },
        ..reply.clone()
    };
    for _ in 0..2 {
        let again = reply(sealed(&asked).await);
        asked
            .p
            .services
            .give_answer(&asked.token, again)
            .await
            .unwrap();
        assert_eq!(kept(&asked).len(), 1);
    }
}

/// Files that are not kept, and why.
fn harmful() -> Vec<(&'static str, Vec<u8>, &'static str)> {
    let text = String::from_utf8(PDF.to_vec()).unwrap();
    let with = |more: &str| text.replace("/Type /Catalog", &format!("/Type /Catalog {more}"));
    let large = [b"%PDF-".as_slice(), &vec![0; 10 * 1024 * 1024]].concat();
    vec![
        ("a.pdf", Vec::new(), "file-empty"),
        ("a.pdf", large, "file-too-large"),
        (
            "a.docm",
            b"PK\x03\x04 word/vbaProject.bin".to_vec(),
            "file-kind",
        ),
        ("a.pdf", b"MZ\x90".to_vec(), "file-kind"),
        ("a.svg", b"<svg onload=alert(1)>".to_vec(), "file-kind"),
        ("6474010101900001.pdf", PDF.to_vec(), "file-nik"),
        (
            "a.pdf",
            with("/OpenAction << /S /JavaScript /JS (1) >>").into_bytes(),
            "file-active",
        ),
        (
            "a.pdf",
            with("/AA << /O << /S /Launch /F (a) >> >>").into_bytes(),
            "file-active",
        ),
        (
            "a.pdf",
            with("/Names << /EmbeddedFiles 9 0 R >>").into_bytes(),
            "file-active",
        ),
        (
            "a.pdf",
            with("/OpenAction << /S /URI /URI (https://x) >>").into_bytes(),
            "file-active",
        ),
        (
            "a.pdf",
            text.replace("/Root", "/Encrypt 9 0 R /Root").into_bytes(),
            "file-encrypted",
        ),
        ("a.pdf", [PDF, b"PK\x03\x04"].concat(), "file-mixed"),
        ("a.pdf", [PDF, b"<html><script>"].concat(), "file-mixed"),
        ("a.pdf", PDF[..PDF.len() - 20].to_vec(), "file-unreadable"),
        (
            "a.jpg",
            b"\xff\xd8\xff\xe0 bukan gambar".to_vec(),
            "file-unreadable",
        ),
        (
            "a.png",
            b"\x89PNG\r\n\x1a\n bukan gambar".to_vec(),
            "file-unreadable",
        ),
    ]
}

#[tokio::test]
async fn what_may_harm_is_refused_with_what_to_do_and_nothing_stays() {
    let asked = Asked::begin().await;
    for (name, content, refused) in harmful() {
        // One that may be kept doesn't stay without the others.
        let files = vec![file("baik.pdf", PDF), file(name, &content)];
        let outcome = asked.p.services.keep_answer_files(files).await;
        let words = match &outcome {
            Err(ServiceError::Barred(refusal)) => refusal.words,
            _ => "",
        };
        assert!(words.ends_with('.'), "{refused}: {words}");
        assert_eq!(code(outcome), refused);
        assert_eq!(kept(&asked).len(), 0, "{refused}");
    }
    let many = vec![file("a.pdf", PDF); 6];
    assert_eq!(
        code(asked.p.services.keep_answer_files(many).await),
        "file-count"
    );
    let heavy = vec![file("a.pdf", vec![0; 9 << 20]); 3];
    assert_eq!(
        code(asked.p.services.keep_answer_files(heavy).await),
        "file-together"
    );
}
