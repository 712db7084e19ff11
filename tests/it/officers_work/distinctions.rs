//! Two employers that look like one and are two.

use patuh::{
    domain::ids::{EmployerId, OfficerId},
    intake::Kind,
    services::{EventKind, Forms, Happening},
};

use super::{by_nib, code, judged, verdict};
use crate::support::{Program, cell};

/// How Rina knows.
const WORDS: &str = "Pemilik dan alamatnya lain.";

/// The first story's city with BPJS' record of a firm called like its first one.
async fn alike() -> (Program, OfficerId, EmployerId, EmployerId) {
    let (p, rina, _) = judged().await;
    let today = p.services.today();
    let like = "nama,kode_bu\n\"CONTOH SENTOSA, CV\",00000077\n";
    p.import(Kind::Employers, like, today).await;
    p.check(today).await;
    let one = by_nib(&p, "9120000000001").await.id;
    let list = p.list().await;
    let other = list.iter().find(|l| l.row.code == Some(77)).unwrap().row.id;
    (p, rina, one, other)
}

async fn is_probable_match(p: &Program, id: EmployerId) -> bool {
    let list = p.list().await;
    let line = list.iter().find(|l| l.row.id == id).unwrap();
    cell(line, "findings").contains("probable_match")
}

#[tokio::test]
async fn firms_judged_to_be_two_are_no_probable_match_until_that_is_taken_back() {
    let (p, rina, one, other) = alike().await;
    assert_eq!(verdict(&p, one).await.as_deref(), Some("unknown"));
    assert!(is_probable_match(&p, one).await);
    let found = p.services.merge_candidates(one, "").await.unwrap();
    assert_eq!(found.len(), 1);

    // Whoever says so may come from either side.
    p.services
        .distinguish((other, one), WORDS, rina)
        .await
        .unwrap();
    assert_eq!(verdict(&p, one).await.as_deref(), Some("unregistered"));
    assert!(!is_probable_match(&p, one).await);
    for (id, named) in [(one, "00000077"), (other, "9120000000001")] {
        assert!(
            p.services
                .merge_candidates(id, "")
                .await
                .unwrap()
                .is_empty()
        );
        let typed = p.services.merge_candidates(id, named).await.unwrap();
        assert_eq!(typed.len(), 1, "whoever is looked for is found");
    }
    let merged = p.services.merge((one, other), Forms::AsWritten, rina);
    assert_eq!(code(merged.await), "merge-distinct");
    let everybody = p.check_everybody(p.services.today()).await;
    assert_eq!(everybody.changed, 0, "both ways of judging agree");

    p.services
        .undo_distinction((one, other), rina)
        .await
        .unwrap();
    assert_eq!(verdict(&p, one).await.as_deref(), Some("unknown"));
    let found = p.services.merge_candidates(other, "").await.unwrap();
    assert_eq!(found.len(), 1);
    let again = p.services.undo_distinction((one, other), rina);
    assert_eq!(code(again.await), "distinct-none");
}

#[tokio::test]
async fn both_pages_tell_who_judged_and_who_took_it_back() {
    let (p, rina, one, other) = alike().await;
    let judge = |words| p.services.distinguish((one, other), words, rina);
    assert_eq!(code(judge("  ").await), "words");
    assert_eq!(code(judge("NIK 6474010101900001").await), "words-nik");
    let itself = p.services.distinguish((one, one), WORDS, rina);
    assert_eq!(code(itself.await), "merge-self");
    judge(WORDS).await.unwrap();
    let twice = p.services.distinguish((other, one), WORDS, rina);
    assert_eq!(code(twice.await), "distinct-twice");
    p.services
        .undo_distinction((other, one), rina)
        .await
        .unwrap();
    judge("Sudah didatangi: dua usaha.").await.unwrap();

    for (id, named) in [(one, "CONTOH SENTOSA, CV"), (other, "CV Contoh Sentosa")] {
        let dossier = p.services.dossier(id).await.unwrap();
        assert_eq!(dossier.judgements.len(), 2);
        let mut said = Vec::new();
        for event in dossier.events {
            match event.what {
                Happening::Distinguished(_, judged) => {
                    assert_eq!(judged.other(id).1, named);
                    said.push((judged.by_name, judged.words));
                }
                Happening::Undistinguished(_, judged) => {
                    said.push((judged.undone.unwrap().0, "-".to_owned()));
                }
                what => assert_ne!(what.kind(), EventKind::Edit, "{what:?}"),
            }
        }
        said.sort();
        let expected = ["-", WORDS, "Sudah didatangi: dua usaha."];
        let expected = expected.map(|words| ("Rina Contoh".to_owned(), words.to_owned()));
        assert_eq!(said, expected);
    }
}
