//! What one judgement says about others, and what taking it back restores.

use patuh::{
    domain::{
        ids::{EmployerId, OfficerId},
        judgement::{Ground, Judgement},
    },
    intake::Kind,
    services::{Forms, NewSaying, ServiceError},
};

use crate::{
    officers_work::{code, judged, verdict},
    support::{Program, cell},
};

/// The first story's city with three records of BPJS that are all called like its first firm.
async fn four() -> (Program, OfficerId, [EmployerId; 4]) {
    let (p, rina, _) = judged().await;
    let today = p.services.today();
    let like = "nama,kode_bu\n\"CONTOH SENTOSA, CV\",00000071\nCV CONTOH SENTOSA,00000072\n\
                CV. Contoh Sentosa,00000073\n";
    p.import(Kind::Employers, like, today).await;
    p.check(today).await;
    let list = p.list().await;
    let coded = |code| {
        list.iter()
            .find(|l| l.row.code == Some(code))
            .unwrap()
            .row
            .id
    };
    let first = list.iter().find(|l| cell(l, "nib") == "9120000000001");
    let ids = [first.unwrap().row.id, coded(71), coded(72), coded(73)];
    (p, rina, ids)
}

fn saying(pair: (EmployerId, EmployerId), says: Judgement) -> NewSaying {
    NewSaying {
        pair,
        says,
        ground: Ground::Compared,
        words: String::new(),
        kept: None,
        forms: Forms::AsWritten,
    }
}

#[tokio::test]
async fn two_firms_stay_two_when_one_of_them_turns_out_to_be_a_third() {
    let (p, rina, [first, b, c, d]) = four().await;
    let judge = |pair, says| p.services.judge_pair(saying(pair, says), rina);
    // With the two others out of the way, the fourth record alone keeps the verdict open.
    for other in [b, c] {
        judge((first, other), Judgement::Different).await.unwrap();
    }
    assert_eq!(verdict(&p, first).await.as_deref(), Some("unknown"));
    let one = judge((d, b), Judgement::Same).await.unwrap();
    assert_eq!(
        verdict(&p, first).await.as_deref(),
        Some("unregistered"),
        "the fourth is the second, and that is another firm"
    );
    let listed = p.list().await;
    let stands = if listed.iter().any(|l| l.row.id == d) {
        d
    } else {
        b
    };
    match judge((first, stands), Judgement::Same).await.unwrap_err() {
        ServiceError::Contradicted(by) => {
            let says: Vec<Judgement> = by.chain.iter().map(|one| one.said.says).collect();
            assert!(says.contains(&Judgement::Different), "{says:?}");
            let words = by.to_string();
            assert!(words.contains("CV Contoh Sentosa dan"), "{words}");
            assert!(words.contains("Rina Contoh"), "{words}");
        }
        other => panic!("{other}"),
    }
    let same = p.services.merge((first, stands), Forms::AsWritten, rina);
    assert_eq!(code(same.await), "merge-distinct");

    p.services.undo_judgement(one, rina).await.unwrap();
    assert_eq!(p.list().await.len(), 5, "both stand for themselves again");
    assert_eq!(
        verdict(&p, first).await.as_deref(),
        Some("unknown"),
        "of the fourth nobody said anything"
    );
    let everybody = p.check_everybody(p.services.today()).await;
    assert_eq!(everybody.changed, 0, "both ways of judging agree");
}

#[tokio::test]
async fn one_firm_keeps_the_record_with_more_numbers_unless_somebody_chose() {
    let (p, rina, [a, b, c, _]) = four().await;
    let judge = |saying: NewSaying| p.services.judge_pair(saying, rina);
    judge(saying((b, a), Judgement::Same)).await.unwrap();
    assert_eq!(p.services.standing_for(b).await.unwrap(), a);
    let second = NewSaying {
        kept: Some(c),
        ..saying((a, c), Judgement::Same)
    };
    let last = judge(second).await.unwrap();
    assert_eq!(p.services.standing_for(b).await.unwrap(), c);
    let dossier = p.services.dossier(c).await.unwrap();
    let told = dossier
        .judgements
        .iter()
        .find(|j| j.said.id == last)
        .unwrap();
    assert_eq!((told.ground, told.words.as_str()), (Ground::Compared, ""));
    assert!(told.stands() && told.merger.is_some());

    // A page that takes the merger back takes the judgement back.
    p.services.unmerge(c, rina).await.unwrap();
    let gone = p.services.undo_judgement(last, rina).await;
    assert_eq!(code(gone), "judgement-none");
    assert_eq!(p.services.standing_for(b).await.unwrap(), a);
}

#[tokio::test]
async fn an_older_merger_is_not_taken_back_under_a_newer_one() {
    let (p, rina, [a, b, c, _]) = four().await;
    let judge = |pair| p.services.judge_pair(saying(pair, Judgement::Same), rina);
    let first = judge((a, b)).await.unwrap();
    let second = judge((a, c)).await.unwrap();
    let undo = |id| p.services.undo_judgement(id, rina);
    assert_eq!(code(undo(first).await), "judgement-later");
    undo(second).await.unwrap();
    undo(first).await.unwrap();
    assert_eq!(p.list().await.len(), 5);
}

#[tokio::test]
async fn a_doubt_changes_nothing_is_remembered_and_ends_with_a_decision() {
    let (p, rina, [a, b, ..]) = four().await;
    let judge = |says| p.services.judge_pair(saying((a, b), says), rina);
    let first = judge(Judgement::Unsure).await.unwrap();
    judge(Judgement::Unsure).await.unwrap();
    assert_eq!(verdict(&p, a).await.as_deref(), Some("unknown"));
    p.services.undo_judgement(first, rina).await.unwrap();
    let decided = judge(Judgement::Different).await.unwrap();
    assert_eq!(code(judge(Judgement::Unsure).await), "judgement-decided");
    assert_eq!(code(judge(Judgement::Same).await), "merge-distinct");
    let dossier = p.services.dossier(b).await.unwrap();
    assert_eq!(dossier.judgements.len(), 3, "what was taken back too");
    p.services.undo_judgement(decided, rina).await.unwrap();
    judge(Judgement::Unsure).await.unwrap();

    let other = NewSaying {
        ground: Ground::Other,
        ..saying((a, b), Judgement::Different)
    };
    let unsaid = p.services.judge_pair(other, rina).await;
    assert_eq!(
        code(unsaid),
        "words",
        "whoever has another reason writes it down"
    );
}
