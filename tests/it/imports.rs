//! What an import leaves behind: told once, told again, told otherwise.

mod alike;
mod clashes;
mod records;
mod registry;
mod retention;

use std::{fs, sync::Arc};

use patuh::{
    intake::Kind,
    services::{ImportReport, ImportRequest, ListLine},
};
use sea_orm::{ConnectionTrait, Database, Statement};

use crate::{
    first_story::{EMPLOYERS, PARTICIPANTS, ROSTER},
    support::{Program, cell, day},
};

pub const BILLS: &str = "kode_bu,bulan,tagihan,dibayar,tanggal_bayar\n\
    00000012,2026-01,400000,200000,2026-01-05\n\
    00000012,2026-01,0,200000,2026-01-05\n\
    00000012,2026-02,400000,,\n";

/// The files of a small city, in the order in which they are imported.
const CITY: [(Kind, &str); 4] = [
    (Kind::Employers, EMPLOYERS),
    (Kind::Roster, ROSTER),
    (Kind::Participants, PARTICIPANTS),
    (Kind::Contributions, BILLS),
];

async fn settled() -> Program {
    let p = Program::start().await;
    for (kind, text) in CITY {
        p.import(kind, text, day(2026, 3, 16)).await;
    }
    p.check(day(2026, 3, 16)).await;
    p
}

/// Created, updated, unchanged.
fn counts(r: &ImportReport) -> (u64, u64, u64) {
    (r.created, r.updated, r.unchanged)
}

async fn line(p: &Program, nib: &str) -> ListLine {
    let list = p.list().await;
    let found = list.into_iter().find(|l| cell(l, "nib") == nib);
    found.unwrap()
}

/// Rows of a table.
async fn rows(p: &Program, table: &str) -> i64 {
    let db = Database::connect(&p.url).await.unwrap();
    let sql = format!("SELECT COUNT(*) AS n FROM {table}");
    let row = db.query_one_raw(Statement::from_string(db.get_database_backend(), sql));
    let n = row.await.unwrap().unwrap().try_get("", "n").unwrap();
    db.close().await.unwrap();
    n
}

async fn history(p: &Program, nib: &str) -> usize {
    p.services.explain(nib).await.unwrap().history.len()
}

#[tokio::test]
async fn the_same_files_again_change_nothing_and_nobody_is_assessed_again() {
    let p = settled().await;
    for (kind, text) in CITY {
        let again = p.import(kind, text, day(2026, 3, 16)).await;
        let rows = text.lines().count() as u64 - 1;
        assert_eq!(counts(&again), (0, 0, rows), "{}", kind.code());
    }
    assert_eq!(p.check(day(2026, 3, 16)).await.assessed, 0);
    assert_eq!(rows(&p, "employment_past").await, 0);
}

#[tokio::test]
async fn the_same_files_on_a_later_day_change_nothing_but_their_age() {
    let p = settled().await;
    for (kind, text) in CITY {
        let again = p.import(kind, text, day(2026, 3, 18)).await;
        assert_eq!((again.created, again.updated), (0, 0), "{}", kind.code());
    }
    let report = p.check(day(2026, 3, 18)).await;
    assert_eq!((report.assessed, report.changed), (2, 0));
    let e = p.services.explain("9120000000002").await.unwrap();
    assert!(
        e.inputs.iter().all(|i| i.as_of == Some(day(2026, 3, 18))),
        "{:?}",
        e.inputs
    );
}

#[tokio::test]
async fn a_changed_row_is_one_update_and_a_new_one_one_creation() {
    let p = settled().await;
    let roster = ROSTER.replace("5000000", "5500000")
        + "9120000000002,6474010101900009,4000000,2020-01-01\n";
    let told = p.import(Kind::Roster, &roster, day(2026, 3, 16)).await;
    assert_eq!(counts(&told), (1, 1, 2));
    let participants = PARTICIPANTS.replace("AKTIF,00000012", "NON AKTIF,00000012");
    let told = p
        .import(Kind::Participants, &participants, day(2026, 3, 16))
        .await;
    assert_eq!(counts(&told), (0, 1, 1));
    let bills = BILLS.replace("2026-02,400000,,", "2026-02,400000,400000,2026-02-09");
    let told = p
        .import(Kind::Contributions, &bills, day(2026, 3, 16))
        .await;
    assert_eq!(counts(&told), (0, 1, 2));
    let employers = EMPLOYERS.replace("hrd@misal", "kantor@misal");
    let told = p
        .import(Kind::Employers, &employers, day(2026, 3, 16))
        .await;
    assert_eq!(counts(&told), (0, 1, 1));

    assert_eq!(
        p.check(day(2026, 3, 16)).await.assessed,
        1,
        "only the firm they are about"
    );
    let firm = line(&p, "9120000000002").await;
    assert_eq!(cell(&firm, "findings"), "partial_workers;inactive_members");
    assert_eq!(cell(&firm, "arrears_months"), "0");
}

#[tokio::test]
async fn a_row_that_is_gone_leaves_and_its_past_is_kept() {
    let p = settled().await;
    let without = |text: &str, part: &str| {
        let kept = text.lines().filter(|l| !l.contains(part));
        kept.fold(String::new(), |all, l| all + l + "\n")
    };
    let roster = without(ROSTER, "6474010101900002");
    let told = p.import(Kind::Roster, &roster, day(2026, 3, 16)).await;
    assert_eq!(counts(&told), (0, 0, 2));
    let bills = without(BILLS, "2026-01,400000");
    p.import(Kind::Contributions, &bills, day(2026, 3, 16))
        .await;
    p.check(day(2026, 3, 16)).await;

    assert_eq!(cell(&line(&p, "9120000000001").await, "headcount"), "1");
    assert_eq!(
        cell(&line(&p, "9120000000002").await, "arrears_months"),
        "1"
    );
    assert_eq!(rows(&p, "employment_past").await, 1);
    assert_eq!(rows(&p, "contribution_past").await, 1);
    assert_eq!(history(&p, "9120000000001").await, 2);
}

#[tokio::test]
async fn what_is_older_never_replaces_what_is_newer() {
    let p = settled().await;
    let older = day(2026, 3, 15);
    let header = |text: &str| text.lines().next().unwrap().to_owned() + "\n";
    let files = [
        (
            Kind::Employers,
            "PT Lain Jaya,9120000000002,00000099,Satimpo,lain@misal.example\n",
        ),
        (
            Kind::Roster,
            "9120000000002,6474010101900008,1,2020-01-01\n",
        ),
        (
            Kind::Participants,
            "6474010101900003,1,PPU BU,NON AKTIF,00000012,1\n",
        ),
        (Kind::Contributions, "00000012,2026-02,999,999,2026-02-01\n"),
    ];
    let before = p.list().await;
    for ((kind, row), (_, known)) in files.into_iter().zip(CITY) {
        let told = p.import(kind, &(header(known) + row), older).await;
        assert_eq!((told.created, told.updated), (0, 0), "{}", kind.code());
    }
    p.check_everybody(day(2026, 3, 16)).await;
    assert_eq!(p.list().await, before);
}

#[tokio::test]
async fn of_two_imports_as_of_one_day_the_later_one_counts() {
    let p = settled().await;
    let today = day(2026, 3, 16);
    p.import(
        Kind::Roster,
        &ROSTER.replace("2020-01-01", "2026-03-10"),
        today,
    )
    .await;
    p.import(
        Kind::Employers,
        &EMPLOYERS.replace("Kanaan", "Satimpo"),
        today,
    )
    .await;
    let bills = BILLS.replace("2026-02,400000,,", "2026-02,400000,400000,");
    p.import(Kind::Contributions, &bills, today).await;
    let members = PARTICIPANTS.replace("PPU BU,AKTIF", "PPU BU,NONAKTIF");
    p.import(Kind::Participants, &members, today).await;
    p.check(today).await;
    let firm = line(&p, "9120000000002").await;
    let cells = [
        "in_grace",
        "kelurahan",
        "arrears_months",
        "registered",
        "verdict",
    ];
    assert_eq!(
        cells.map(|c| cell(&firm, c)),
        ["1", "Satimpo", "0", "1", "compliant"]
    );
}

#[tokio::test]
async fn the_history_grows_only_when_a_judgement_says_something_else() {
    let p = settled().await;
    assert_eq!(history(&p, "9120000000002").await, 1);
    for _ in 0..2 {
        p.check_everybody(day(2026, 3, 16)).await;
        p.check_everybody(day(2026, 3, 17)).await;
    }
    assert_eq!(history(&p, "9120000000002").await, 1);
    let paid = BILLS.replace("2026-02,400000,,", "2026-02,400000,400000,");
    p.import(Kind::Contributions, &paid, day(2026, 3, 16)).await;
    p.check(day(2026, 3, 17)).await;
    assert_eq!(history(&p, "9120000000002").await, 2);
    assert_eq!(
        history(&p, "9120000000001").await,
        1,
        "it is not about this firm"
    );
}

#[tokio::test]
async fn a_dry_run_says_what_would_happen_and_keeps_nothing() {
    let p = Program::start().await;
    p.import(Kind::Employers, EMPLOYERS, day(2026, 3, 16)).await;
    for (kind, text) in CITY {
        let request = ImportRequest {
            kind,
            files: vec![p.folder.file("coba.csv", text.replace("Kanaan", "Satimpo"))],
            as_of: Some(day(2026, 3, 16)),
            source: None,
            dry_run: true,
            report: None,
            demo: false,
        };
        let told = p.services.import(request, Arc::new(())).await.unwrap();
        let expected = if kind == Kind::Employers {
            (0, 1)
        } else {
            (told.rows, 0)
        };
        assert_eq!((told.created, told.updated), expected, "{}", kind.code());
        assert_eq!(told.batch, None);
    }
    assert_eq!(rows(&p, "batch").await, 1);
    for table in ["employment", "participation", "contribution", "roster"] {
        assert_eq!(rows(&p, table).await, 0, "{table}");
    }
    p.check(day(2026, 3, 16)).await;
    assert_eq!(
        cell(&line(&p, "9120000000002").await, "kelurahan"),
        "Kanaan"
    );
}

#[tokio::test]
async fn several_files_are_one_batch_and_one_snapshot() {
    let p = Program::start().await;
    p.import(Kind::Employers, EMPLOYERS, day(2026, 3, 16)).await;
    let (header, row) = ("nib,nik,upah,tanggal_masuk\n", |n| {
        format!("9120000000001,647401010190000{n},4000000,2020-01-01\n")
    });
    let files = [1, 2].map(|n| {
        p.folder
            .file(&format!("{n}.csv"), header.to_owned() + &row(n))
    });
    let request = ImportRequest {
        kind: Kind::Roster,
        files: files.to_vec(),
        as_of: Some(day(2026, 3, 16)),
        source: None,
        dry_run: false,
        report: None,
        demo: false,
    };
    let told = p.services.import(request, Arc::new(())).await.unwrap();
    assert_eq!((told.files, told.rows, told.created), (2, 2, 2));
    assert_eq!(rows(&p, "batch").await, 2);
    p.check(day(2026, 3, 16)).await;
    assert_eq!(cell(&line(&p, "9120000000001").await, "headcount"), "2");
    let e = p.services.explain("9120000000001").await.unwrap();
    let roster = e
        .inputs
        .iter()
        .find(|i| i.what == "Daftar pekerja")
        .unwrap();
    assert_eq!(roster.files, ["1.csv (1 baris)", "2.csv (1 baris)"]);
}

#[tokio::test]
async fn a_worker_of_an_unknown_firm_is_rejected_with_the_place_and_a_mask() {
    let p = settled().await;
    let roster = "nib,nik,nama,upah\n\
        9120000000009,6474010101900004,Tokoh Karangan,4000000\n\
        9120000000001,6474019901900005,Tokoh Rekaan,4000000\n\
        9120000000001,6474010101900001,Tokoh Buatan,4000000\n";
    let told = p.import(Kind::Roster, roster, day(2026, 3, 16)).await;
    assert_eq!((told.accepted, told.rejected), (1, 2));
    let report = fs::read_to_string(p.folder.path().join("ditolak.csv")).unwrap();
    let lines: Vec<&str> = report.lines().collect();
    assert!(
        lines[0].ends_with("file,sheet,row,column,value,problem"),
        "{report}"
    );
    assert!(
        lines[1].starts_with("roster.csv,,2,nib,9120000000009,"),
        "{report}"
    );
    assert!(
        lines[2].starts_with("roster.csv,,3,nik,647401******0005,"),
        "{report}"
    );
    assert!(
        !report.contains("Tokoh") && !report.contains("6474019901900005"),
        "{report}"
    );

    p.check(day(2026, 3, 16)).await;
    let firm = line(&p, "9120000000001").await;
    assert_eq!(
        cell(&firm, "headcount"),
        "1",
        "who can't be read is in no count"
    );
    assert_eq!(
        cell(&firm, "findings"),
        "unregistered;city_funded;roster_damaged"
    );
}

#[tokio::test]
async fn a_participant_under_a_code_that_nobody_has_yet_is_kept() {
    let p = Program::start().await;
    let unknown = PARTICIPANTS.replace("00000012", "00000077");
    let told = p
        .import(Kind::Participants, &unknown, day(2026, 3, 16))
        .await;
    assert_eq!((told.accepted, told.rejected, told.created), (2, 0, 2));
    p.import(Kind::Employers, EMPLOYERS, day(2026, 3, 16)).await;
    p.import(Kind::Roster, ROSTER, day(2026, 3, 16)).await;
    p.check(day(2026, 3, 16)).await;
    assert_eq!(cell(&line(&p, "9120000000002").await, "elsewhere"), "1");

    let code = EMPLOYERS.replace("00000012", "00000077");
    p.import(Kind::Employers, &code, day(2026, 3, 16)).await;
    p.check(day(2026, 3, 16)).await;
    let firm = line(&p, "9120000000002").await;
    assert_eq!(
        [cell(&firm, "enrolled"), cell(&firm, "registered")],
        ["1", "1"]
    );
}
