//! Pairs that imports find, the queue of them, and what they hold back.

use patuh::{
    domain::{
        employer::Field,
        ids::{EmployerId, OfficerId},
        judgement::{Ground, Judgement},
        matching::Status,
    },
    intake::Kind,
    services::{Corrected, Correction, Forms, NewSaying, Rehearsal},
    store::{PairFilter, WaitingPair},
};

use crate::{
    officers_work::{by_nib, judged, verdict},
    support::{Program, cell},
};

/// Records of BPJS: one called like the first firm, one nearly like the second.
const LIKE: &str = "nama,kode_bu\n\"CONTOH SENTOSA, CV\",00000071\nPT Misal Jayaa,00000072\n";

async fn queue(p: &Program, filter: PairFilter) -> Vec<WaitingPair> {
    p.services.pair_list(filter, 1).await.unwrap().lines
}

async fn say(p: &Program, one: &WaitingPair, says: Judgement, by: OfficerId) {
    let [a, b] = one.found.pair.ids();
    let new = NewSaying {
        pair: (a, b),
        says,
        ground: Ground::Asked,
        words: String::new(),
        kept: None,
        forms: Forms::AsWritten,
    };
    p.services.judge_pair(new, by).await.unwrap();
}

async fn imported() -> (Program, OfficerId) {
    let (p, rina, _) = judged().await;
    let today = p.services.today();
    p.import(Kind::Employers, LIKE, today).await;
    p.check(today).await;
    (p, rina)
}

#[tokio::test]
async fn an_import_finds_pairs_once_and_withdraws_what_is_no_longer_alike() {
    let (p, rina) = imported().await;
    let today = p.services.today();
    let found = queue(&p, PairFilter::All).await;
    let status: Vec<Status> = found.iter().map(|one| one.found.status).collect();
    assert_eq!(status[0], Status::Probable, "what holds a verdict first");
    assert_eq!(found.len(), 2, "{found:#?}");
    let again = p.import(Kind::Employers, LIKE, today).await;
    assert_eq!((again.created, again.updated), (0, 0));
    assert_eq!(queue(&p, PairFilter::All).await, found, "nothing changed");
    let whole = p.services.find_pairs(Some(rina)).await.unwrap();
    assert_eq!((whole.pairs, whole.new, whole.withdrawn), (2, 0, 0));

    // A list that tells another form: two firms.
    let other = "nama,kode_bu\nUD Contoh Sentosa,00000071\n";
    p.import(Kind::Employers, other, today).await;
    p.check(today).await;
    let left = queue(&p, PairFilter::All).await;
    assert_eq!(left.len(), 1, "{left:#?}");
    let first = by_nib(&p, "9120000000001").await.id;
    assert_eq!(verdict(&p, first).await.as_deref(), Some("unregistered"));

    // An officer who corrects a name is enough as well.
    let list = p.list().await;
    let near = list.iter().find(|l| l.row.code == Some(72)).unwrap().row.id;
    renamed(&p, near, "PT Umpama Lain Sekali", rina).await;
    assert!(queue(&p, PairFilter::All).await.is_empty());
}

async fn renamed(p: &Program, id: EmployerId, name: &str, by: OfficerId) {
    let seen = p.services.dossier(id).await.unwrap().seen;
    let correction = Correction {
        values: [(Field::Name, name.to_owned())].into(),
        reason: Some("Nama menurut akta.".to_owned()),
        seen,
    };
    let done = p.services.correct(id, &correction, by).await.unwrap();
    assert!(matches!(done, Corrected::Saved(_)), "{done:?}");
}

#[tokio::test]
async fn a_probable_pair_holds_every_notice_until_a_person_says_two_firms() {
    let (p, rina) = imported().await;
    let first = by_nib(&p, "9120000000001").await.id;
    assert_eq!(verdict(&p, first).await.as_deref(), Some("unknown"));
    p.confirm_all().await;
    let sent = p.services.remind(Rehearsal::No, None).await.unwrap();
    assert_eq!(sent.queued, 0, "unknown never writes");
    let probable = queue(&p, PairFilter::Probable).await;
    assert!(probable[0].holds_verdict);
    say(&p, &probable[0], Judgement::Unsure, rina).await;
    assert_eq!(
        verdict(&p, first).await.as_deref(),
        Some("unknown"),
        "a doubt is no answer"
    );

    say(&p, &probable[0], Judgement::Different, rina).await;
    assert_eq!(verdict(&p, first).await.as_deref(), Some("unregistered"));
    assert!(queue(&p, PairFilter::Probable).await.is_empty());
    p.confirm_all().await;
    let sent = p.services.remind(Rehearsal::No, None).await.unwrap();
    assert_eq!(sent.queued, 1);

    let told = p.services.explain("9120000000001").await.unwrap().matches;
    assert_eq!(told.len(), 1);
    assert!(
        told[0]
            .judged
            .as_deref()
            .unwrap()
            .starts_with("dua badan usaha (Rina Contoh")
    );
    assert_eq!(
        told[0].status,
        Some("probable"),
        "what was found stays known"
    );
}

#[tokio::test]
async fn what_is_doubted_waits_at_the_end_and_what_is_merged_leaves_the_queue() {
    let (p, rina) = imported().await;
    let before = queue(&p, PairFilter::All).await;
    say(&p, &before[0], Judgement::Unsure, rina).await;
    let after = queue(&p, PairFilter::All).await;
    assert_eq!(after[0].found.pair, before[1].found.pair);
    assert!(after[1].doubted_at.is_some());
    assert_eq!(p.services.pairs_waiting().await.unwrap(), 1);
    assert_eq!(queue(&p, PairFilter::Unsure).await.len(), 1);
    let next = p.services.next_pair(PairFilter::All, 0).await.unwrap();
    assert_eq!(next, Some(before[1].found.pair));

    say(&p, &before[1], Judgement::Same, rina).await;
    let left = queue(&p, PairFilter::All).await;
    assert_eq!(left.len(), 1, "{left:#?}");
    let list = p.list().await;
    assert_eq!(
        list.len(),
        3,
        "{:?}",
        list.iter().map(|l| cell(l, "name")).collect::<Vec<_>>()
    );
    let newest = p.services.newest_judgements(1).await.unwrap().remove(0);
    p.services
        .undo_judgement(newest.said.id, rina)
        .await
        .unwrap();
    assert_eq!(
        queue(&p, PairFilter::All).await.len(),
        2,
        "undone in one step"
    );
}

#[tokio::test]
async fn a_firm_that_bpjs_knows_by_an_abbreviation_is_not_accused() {
    let p = Program::start().await;
    let today = p.services.today();
    let city = "nama,nib,alamat,kelurahan,pekerja_wlkp,email\n\
        Koperasi Karyawan Maju Contoh,9120000000031,Jl. Rekaan Raya No. 21,Satimpo,9,a@maju.example\n\
        CV Umpama Raya,9120000000032,Jl. Rekaan Raya No. 40,Satimpo,4,a@raya.example\n";
    p.import(Kind::Employers, city, today).await;
    // What both are called is near the names of BPJS' records; one of those is another firm.
    let bpjs = "nama,kode_bu,alamat,kelurahan\n\
        KOPKAR MAJU CONTOH,00000081,JL REKAAN RAYA 21,SATIMPO\n\
        CV UMPAMA JAYA,00000082,JL MISAL 3,KANAAN\n";
    p.import(Kind::Employers, bpjs, today).await;
    p.check(today).await;
    let kopkar = by_nib(&p, "9120000000031").await.id;
    let raya = by_nib(&p, "9120000000032").await.id;
    assert_eq!(verdict(&p, kopkar).await.as_deref(), Some("unknown"));
    assert_eq!(verdict(&p, raya).await.as_deref(), Some("unregistered"));
    assert_eq!(p.confirm_all().await, 1, "no case waits for the first one");
    let list = p.list().await;
    let line = list.iter().find(|line| line.row.id == kopkar).unwrap();
    assert!(cell(line, "findings").contains("probable_match"));

    // A correction that tells the two apart frees the verdict without anybody's judgement.
    let (rina, _) = p.officers().await;
    let rina = p.services.officer_by_email(rina).await.unwrap().id;
    let near = list.iter().find(|l| l.row.code == Some(81)).unwrap().row.id;
    renamed(&p, near, "CV Rekaan Lain Sekali", rina).await;
    assert_eq!(verdict(&p, kopkar).await.as_deref(), Some("unregistered"));
}
