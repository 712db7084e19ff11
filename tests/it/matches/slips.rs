//! Numbers that somebody wrote wrongly: what they hold back, and what becomes of them.

use std::sync::Arc;

use patuh::{
    domain::{
        employer::Field,
        ids::{EmployerId, OfficerId},
        judgement::{Ground, Judgement},
        matching::Status,
    },
    intake::Kind,
    services::{Corrected, Correction, Forms, ImportReport, ImportRequest, NewSaying},
    store::{PairFilter, Source},
};

use crate::{
    officers_work::{by_nib, code, field, judged, mergers::everything, verdict},
    support::Program,
};

/// What the registry says of the first story's first firm, whose number is sound.
const SOUND: &str = "nama,nib,npwp\nCV Contoh Sentosa,9120000000001,01.312.166.0-091.000\n";
/// The same firm as BPJS has it: another code, and one digit of the tax number is wrong.
const SLIP: &str = "nama,kode_bu,npwp\nCONTOH SENTOSA CV,00000081,01.312.766.0-091.000\n";

async fn import_from_bpjs(p: &Program, list: &str) -> ImportReport {
    let request = ImportRequest {
        kind: Kind::Employers,
        files: vec![p.folder.file("bpjs.csv", list)],
        as_of: Some(p.services.today()),
        source: Some(Source::Bpjs),
        dry_run: false,
        report: None,
        demo: false,
    };
    p.services.import(request, Arc::new(())).await.unwrap()
}

/// The first story's city with both, and the two employers that they are.
async fn slipped() -> (Program, OfficerId, EmployerId, EmployerId) {
    let (p, rina, _) = judged().await;
    let today = p.services.today();
    p.import(Kind::Employers, SOUND, today).await;
    let told = import_from_bpjs(&p, SLIP).await;
    assert_eq!(told.created, 1, "a wrong number joins nothing by itself");
    let warned = told.warnings.join("\n");
    let why = "NPWP: satunya salah tulis menurut angka pemeriksa";
    assert!(warned.contains(why), "{warned}");
    p.check(today).await;
    let sound = by_nib(&p, "9120000000001").await.id;
    let slip = coded(&p, 81).await;
    (p, rina, sound, slip)
}

async fn coded(p: &Program, code: u32) -> EmployerId {
    let list = p.list().await;
    let found = list.iter().find(|line| line.row.code == Some(code));
    found.unwrap().row.id
}

async fn correct(p: &Program, id: EmployerId, (field, value): (Field, &str), by: OfficerId) {
    let correction = Correction {
        values: [(field, value.to_owned())].into(),
        reason: Some("Menurut dokumennya.".to_owned()),
        seen: p.services.dossier(id).await.unwrap().seen,
    };
    let done = p.services.correct(id, &correction, by).await.unwrap();
    assert!(matches!(done, Corrected::Saved(_)), "{done:?}");
}

fn one_firm(pair: (EmployerId, EmployerId), kept: EmployerId) -> NewSaying {
    NewSaying {
        pair,
        says: Judgement::Same,
        ground: Ground::Compared,
        words: String::new(),
        kept: Some(kept),
        forms: Forms::AsWritten,
    }
}

#[tokio::test]
async fn a_tax_number_with_one_wrong_digit_is_for_a_person_to_judge_and_holds_no_verdict() {
    let (p, rina, sound, slip) = slipped().await;
    assert_eq!(verdict(&p, sound).await.as_deref(), Some("unregistered"));
    let waiting = p.services.pair_list(PairFilter::All, 1).await.unwrap();
    assert_eq!(waiting.lines.len(), 1);
    let found = &waiting.lines[0].found;
    assert_eq!(found.status, Status::Possible, "numbers differ");
    assert!(found.probability > 9_800, "{}", found.probability);
    let npwp = found.reasons.iter().find(|one| one.field == "npwp");
    assert_eq!(npwp.unwrap().how, "near");

    // Another sound number is another taxpayer, whatever else is the same.
    correct(&p, slip, (Field::Npwp, "01.609.052.4-017.000"), rina).await;
    let waiting = p.services.pair_list(PairFilter::All, 1).await.unwrap();
    assert!(waiting.lines.is_empty());
    let barred = p.services.merge((sound, slip), Forms::AsWritten, rina);
    assert_eq!(code(barred.await), "merge-npwp");
}

#[tokio::test]
async fn merged_firms_keep_the_sound_number_and_are_found_by_the_wrong_one() {
    for keeps_the_wrong_one in [false, true] {
        let (p, rina, sound, slip) = slipped().await;
        let today = p.services.today();
        p.check_everybody(today).await;
        let before = everything(&p).await;
        let kept = if keeps_the_wrong_one { slip } else { sound };
        let merge = || p.services.judge_pair(one_firm((sound, slip), kept), rina);
        merge().await.unwrap();
        p.services.unmerge(kept, rina).await.unwrap();
        assert_eq!(everything(&p).await, before);

        merge().await.unwrap();
        let number = || field(&p, kept, Field::Npwp);
        assert_eq!(number().await.unwrap(), "013121660091000");

        // Next month BPJS writes it wrongly again, and once without its code.
        let phoned = "nama,npwp,telepon\nCONTOH SENTOSA CV,01.312.766.0-091.000,0548777\n";
        for list in [SLIP, SOUND, phoned] {
            let told = p.import(Kind::Employers, list, today).await;
            assert_eq!((told.created, told.rejected), (0, 0), "{list}");
            assert_eq!(number().await.unwrap(), "013121660091000", "{list}");
        }
        assert_eq!(field(&p, kept, Field::Phone).await.unwrap(), "0548777");
        p.check(today).await;
        assert_eq!(p.list().await.len(), 2);

        p.services.unmerge(kept, rina).await.unwrap();
        assert_eq!(
            field(&p, sound, Field::Npwp).await.unwrap(),
            "013121660091000"
        );
        assert_eq!(
            field(&p, slip, Field::Npwp).await.unwrap(),
            "013127660091000"
        );
    }
}

#[tokio::test]
async fn nibs_a_digit_apart_are_two_firms_until_somebody_clears_the_wrong_one() {
    let (p, rina, _) = judged().await;
    let today = p.services.today();
    let list = "nama,nib,kelurahan\nCV Contoh Sentosa,9120000500001,Lok Tuan\n";
    p.import(Kind::Employers, list, today).await;
    p.check(today).await;
    let [first, wrong] = ["9120000000001", "9120000500001"].map(|nib| by_nib(&p, nib));
    let (first, wrong) = (first.await.id, wrong.await.id);
    let holds = verdict(&p, first).await;
    assert_eq!(holds.as_deref(), Some("unregistered"), "nothing proves it");
    let said = || one_firm((first, wrong), first);
    let refused = p.services.judge_pair(said(), rina).await;
    assert_eq!(code(refused), "merge-nib-slip");

    correct(&p, wrong, (Field::Nib, ""), rina).await;
    p.services.judge_pair(said(), rina).await.unwrap();
    assert_eq!(p.list().await.len(), 2);
}
