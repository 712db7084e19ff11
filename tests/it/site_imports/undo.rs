//! The last import of a kind is taken back, to the row.

use patuh::{
    domain::{ids::EmployerId, role::Role},
    intake::Kind,
    services::{Forms, Status},
    store::Officer,
};

use super::{audited, facts, import, officer, refusal, today, undo};
use crate::{
    first_story::{EMPLOYERS, PARTICIPANTS, ROSTER},
    imports::BILLS,
    support::{Program, cell, day},
};

/// A city that has been imported once and checked.
async fn settled() -> (Program, Officer) {
    let p = Program::start().await;
    for (kind, text) in [
        (Kind::Employers, EMPLOYERS),
        (Kind::Roster, ROSTER),
        (Kind::Participants, PARTICIPANTS),
        (Kind::Contributions, BILLS),
    ] {
        p.import(kind, text, day(2026, 3, 14)).await;
    }
    p.check_everybody(today()).await;
    let admin = officer(&p, Role::Admin).await;
    (p, admin)
}

/// Imports a second file, takes it back, and imports it again.
async fn there_and_back(kind: Kind, text: &str) {
    let (p, admin) = settled().await;
    let before = facts(&p).await;
    let first = import(&p, &admin, kind, text).await;
    let after = facts(&p).await;
    assert_ne!(before, after, "the second file says something else");
    let no = first.batch_no.unwrap();
    let taken = undo(&p, &admin, no).await;
    let again = facts(&p).await;
    for (table, rows) in &before {
        assert_eq!(again[table], *rows, "{table} of {}", kind.code());
    }
    assert_eq!(audited(&p, "batch.undo").await, 1);
    let line = p.services.undoing(no).await.unwrap();
    assert!(line.batch.undone_at.is_some());
    assert_eq!(line.refused.unwrap().code, "undo_done");
    assert!(taken.effect.unwrap().assessed > 0);

    let second = import(&p, &admin, kind, text).await;
    let (first, second) = (first.effect.unwrap(), second.effect.unwrap());
    assert_eq!(
        (first.created, first.updated, first.unchanged, first.flips),
        (
            second.created,
            second.updated,
            second.unchanged,
            second.flips
        ),
        "{}",
        kind.code()
    );
}

#[tokio::test]
async fn a_roster_that_is_taken_back_leaves_what_was_there() {
    let text = ROSTER.replace("5000000", "5500000").replace(
        "9120000000001,6474010101900002,4000000,2020-01-01\n",
        "9120000000001,6474010101900008,4000000,2020-01-01\n",
    ) + "9120000000002,rusak,4000000,2020-01-01\n";
    there_and_back(Kind::Roster, &text).await;
}

#[tokio::test]
async fn participants_that_are_taken_back_leave_what_was_there() {
    let text = PARTICIPANTS.replace("AKTIF,00000012", "NON AKTIF,00000012")
        + "6474010101900002,1,PPU BU,AKTIF,00000011,4000000\n\
           6474010101900009,1,BP,AKTIF,,\n";
    there_and_back(Kind::Participants, &text).await;
}

#[tokio::test]
async fn contributions_that_are_taken_back_leave_what_was_there() {
    let text = BILLS.replace("2026-02,400000,,", "2026-02,400000,400000,2026-02-09")
        + "00000011,2026-01,400000,,\n00000011,2026-02,400000,400000,2026-02-09\n";
    there_and_back(Kind::Contributions, &text).await;
}

#[tokio::test]
async fn employers_that_are_taken_back_leave_what_was_there() {
    let text = "nama,nib,kode_bu,kelurahan,email,pekerja_wlkp,npwp\n\
        PT Contoh Sentosa,9120000000001,00000011,Kanaan,hrd@contoh.example,7,0013121660091000\n\
        PT Misal Jaya,9120000000002,00000012,Kanaan,,,\n\
        CV Contoh Baru,9120000000003,00000013,Guntung,baru@contoh.example,4,\n\
        CV Contoh Tanpa Nomor,,,Guntung,,,\n";
    there_and_back(Kind::Employers, text).await;
}

#[tokio::test]
async fn the_first_import_of_a_kind_can_be_taken_back_too() {
    let p = Program::start().await;
    let admin = officer(&p, Role::Admin).await;
    let before = facts(&p).await;
    let employers = import(&p, &admin, Kind::Employers, EMPLOYERS).await;
    let known = facts(&p).await;
    let bills = import(&p, &admin, Kind::Contributions, BILLS).await;
    undo(&p, &admin, bills.batch_no.unwrap()).await;
    let after = facts(&p).await;
    for table in [
        "contribution",
        "contribution_scope",
        "employer",
        "assessment",
    ] {
        assert_eq!(after[table], known[table], "{table}");
    }
    undo(&p, &admin, employers.batch_no.unwrap()).await;
    assert_eq!(facts(&p).await, before);
}

#[tokio::test]
async fn only_the_last_of_a_kind_is_taken_back_and_then_the_one_before() {
    let (p, admin) = settled().await;
    let before = facts(&p).await;
    let more =
        |nik: u32| format!("{ROSTER}9120000000001,647401010190{nik:04},4000000,2020-01-01\n");
    let one = import(&p, &admin, Kind::Roster, &more(8))
        .await
        .batch_no
        .unwrap();
    let two = import(&p, &admin, Kind::Roster, &more(9))
        .await
        .batch_no
        .unwrap();
    assert_eq!(
        refusal(p.services.undo_import(one, &admin).await),
        "undo_not_last"
    );
    undo(&p, &admin, two).await;
    undo(&p, &admin, one).await;
    assert_eq!(facts(&p).await, before);
}

#[tokio::test]
async fn what_others_build_on_is_not_taken_back() {
    let (p, admin) = settled().await;
    let new = "nama,nib\nCV Contoh Baru,9120000000003\n";
    let made = import(&p, &admin, Kind::Employers, new)
        .await
        .batch_no
        .unwrap();
    let roster = "nib,nik\n9120000000003,6474010101900005\n";
    let workers = import(&p, &admin, Kind::Roster, roster)
        .await
        .batch_no
        .unwrap();
    let before = facts(&p).await;
    assert_eq!(
        refusal(p.services.undo_import(made, &admin).await),
        "undo_used"
    );
    assert_eq!(facts(&p).await, before);
    undo(&p, &admin, workers).await;
    undo(&p, &admin, made).await;
    assert!(p.services.explain("9120000000003").await.is_err());
}

#[tokio::test]
async fn after_thirty_days_or_in_another_role_nothing_is_taken_back() {
    let (p, admin) = settled().await;
    let no = import(&p, &admin, Kind::Roster, ROSTER)
        .await
        .batch_no
        .unwrap();
    let nurse = officer(&p, Role::HealthOfficer).await;
    assert_eq!(
        refusal(p.services.undo_import(no, &nurse).await),
        "import_role"
    );
    p.morning_of(day(2026, 4, 16));
    assert_eq!(
        refusal(p.services.undo_import(no, &admin).await),
        "undo_too_old"
    );
    p.check(day(2026, 4, 16)).await;
    assert!(facts(&p).await["roster_past"].is_empty());
    assert!(p.services.undo_import(99, &admin).await.is_err());
}

async fn id_of(p: &Program, column: &str, value: &str) -> EmployerId {
    let list = p.list().await;
    let line = list.iter().find(|line| cell(line, column) == value);
    cell(line.unwrap(), "id").parse().unwrap()
}

#[tokio::test]
async fn what_a_person_said_since_stays_said() {
    let (p, admin) = settled().await;
    let id = id_of(&p, "nib", "9120000000001").await;
    let text = EMPLOYERS.replace("CV Contoh Sentosa", "CV Contoh Sentosa Raya");
    let no = import(&p, &admin, Kind::Employers, &text)
        .await
        .batch_no
        .unwrap();
    let closed = (Status::Closed, today());
    p.services
        .set_status(id, closed, "Toko sudah kosong.", admin.id)
        .await
        .unwrap();
    undo(&p, &admin, no).await;
    let record = p.services.explain("9120000000001").await.unwrap().record;
    let field = |name: &str| {
        record
            .iter()
            .find(|(f, _)| *f == name)
            .map(|(_, v)| v.as_str())
    };
    assert_eq!(field("name"), Some("CV Contoh Sentosa"), "{record:?}");
    assert_eq!(field("closed"), Some("true"));
    let (total, batches) = p.services.past_imports(None, 10).await.unwrap();
    assert_eq!((total, batches.len()), (5, 5), "a correction is no file");
}

#[tokio::test]
async fn a_merger_since_holds_an_import_until_it_is_parted() {
    let (p, admin) = settled().await;
    let other = "nama,kode_bu\nCV Contoh Sentosa,00000044\n";
    import(&p, &admin, Kind::Employers, other).await;
    let before = facts(&p).await;
    let roster = ROSTER.replace("4000000", "4100000");
    let no = import(&p, &admin, Kind::Roster, &roster)
        .await
        .batch_no
        .unwrap();
    let kept = id_of(&p, "nib", "9120000000001").await;
    let merged = id_of(&p, "kode_bu", "00000044").await;
    let pair = (kept, merged);
    p.services
        .merge(pair, Forms::AsWritten, admin.id)
        .await
        .unwrap();
    assert_eq!(
        refusal(p.services.undo_import(no, &admin).await),
        "undo_used"
    );
    p.services.unmerge(kept, admin.id).await.unwrap();
    undo(&p, &admin, no).await;
    let after = facts(&p).await;
    for table in ["employment", "employment_past", "roster", "roster_past"] {
        assert_eq!(after[table], before[table], "{table}");
    }
}

#[tokio::test]
async fn a_judgement_about_a_record_goes_when_the_import_that_brought_it_is_taken_back() {
    let (p, admin) = settled().await;
    let before = facts(&p).await;
    let like = "nama,kode_bu\nCV Contoh Sentosa,00000044\n";
    let no = import(&p, &admin, Kind::Employers, like).await.batch_no;
    let known = id_of(&p, "nib", "9120000000001").await;
    let pair = (id_of(&p, "kode_bu", "00000044").await, known);
    let judged = p.services.distinguish(pair, "Pemiliknya lain.", admin.id);
    judged.await.unwrap();
    undo(&p, &admin, no.unwrap()).await;
    assert_eq!(facts(&p).await["employer"], before["employer"]);
    let dossier = p.services.dossier(known).await.unwrap();
    assert_eq!(dossier.judgements, []);
}
