//! Files kept with an employer.

use std::fs;

use patuh::services::NewFile;

use super::{code, judged, sentosa};

fn upload(name: &str, content: &[u8]) -> NewFile {
    NewFile {
        name: name.to_owned(),
        content: content.to_vec(),
    }
}

#[tokio::test]
async fn a_file_is_kept_by_its_content_and_goes_when_nobody_names_it_any_more() {
    let (p, rina, budi) = judged().await;
    let id = sentosa(&p).await;
    let letter = upload("Surat keterangan.pdf", b"%PDF-1.7 contoh");
    let a = p.services.attach(id, &letter, rina).await.unwrap();
    let other = upload("salinan.jpg", &letter.content);
    let b = p.services.attach(id, &other, budi).await.unwrap();
    let folder = p.folder.path().join("files");
    assert_eq!(fs::read_dir(&folder).unwrap().count(), 1);
    let (file, content) = p.services.read_attachment(b).await.unwrap();
    assert_eq!(file.name, "salinan.pdf", "the ending is the content's");
    assert_eq!(content.unwrap(), letter.content);
    p.services.remove_attachment(a, rina).await.unwrap();
    assert_eq!(fs::read_dir(&folder).unwrap().count(), 1);
    p.services.remove_attachment(b, rina).await.unwrap();
    assert_eq!(fs::read_dir(&folder).unwrap().count(), 0);
    assert_eq!(
        code(p.services.remove_attachment(b, rina).await),
        "already-ended"
    );
    assert_eq!(p.services.read_attachment(b).await.unwrap().1, None);
    assert_eq!(p.services.dossier(id).await.unwrap().files.len(), 2);
    let again = p.services.attach(id, &letter, rina).await.unwrap();
    assert!(p.services.read_attachment(again).await.unwrap().1.is_some());
}

#[tokio::test]
async fn what_is_no_document_or_names_a_person_is_refused_and_leaves_nothing() {
    let (p, rina, _) = judged().await;
    let id = sentosa(&p).await;
    for (name, content, refused) in [
        ("a.pdf", &b""[..], "file-empty"),
        ("a.pdf", &b"<script>alert(1)</script>"[..], "file-kind"),
        ("a.pdf", &b"PK\x03\x04"[..], "file-kind"),
        ("6474010101900001.pdf", &b"%PDF-1.7"[..], "file-nik"),
    ] {
        let file = upload(name, content);
        assert_eq!(code(p.services.attach(id, &file, rina).await), refused);
    }
    let large = [b"%PDF-".as_slice(), &vec![0; 10 * 1024 * 1024]].concat();
    let file = upload("besar.pdf", &large);
    assert_eq!(
        code(p.services.attach(id, &file, rina).await),
        "file-too-large"
    );
    assert!(!p.folder.path().join("files").exists());
    assert!(p.services.dossier(id).await.unwrap().files.is_empty());
}
