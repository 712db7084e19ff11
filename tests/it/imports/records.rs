//! What each row said is kept, with how it joined its firm.

use patuh::{
    domain::{directory::Ids, employer::Field, ids::EmployerId, joined::Joined},
    intake::Kind,
    services::{Forms, ImportRequest},
    store::{Source, SourceRecord},
};
use patuh_migrations::Migrator;
use sea_orm::{ConnectionTrait, Database, DbBackend};
use sea_orm_migration::MigratorTrait;
use std::sync::Arc;

use super::{counts, rows};
use crate::{
    officers_work::{by_nib, judged},
    support::{Folder, Program, day, fresh_database},
};

async fn records(p: &Program, employer: EmployerId) -> Vec<SourceRecord> {
    let tx = p.services.store.read().await.unwrap();
    tx.source_records_of(employer).await.unwrap()
}

async fn joined(p: &Program, employer: EmployerId) -> Vec<Joined> {
    let records = records(p, employer).await;
    records.iter().map(|record| record.joined).collect()
}

async fn by_code(p: &Program, code: u32) -> EmployerId {
    let ids = Ids {
        code: Some(code),
        ..Ids::default()
    };
    let tx = p.services.store.read().await.unwrap();
    tx.find_employers(None, &ids).await.unwrap()[0].id
}

#[tokio::test]
async fn every_row_of_one_firm_is_a_record_with_what_it_said_and_where() {
    let p = Program::start().await;
    let text = "nib,nama_perusahaan,npwp,kbli,tki\n\
        9120000000001,PT Contoh Satu,,10110,3\n\
        9120000000002,PT Contoh Dua,,10110,3\n\
        ,PT Contoh Satu,0013121660091000,,\n\
        9120000000001,PT CONTOH SATU,0013121660091000,56101,5\n\
        9120000000001,PT CONTOH SATU,0013121660091000,56101,5\n";
    let report = p.import(Kind::Employers, text, day(2026, 3, 16)).await;
    assert_eq!(counts(&report), (3, 0, 0), "the third row is met by nobody");
    let one = by_nib(&p, "9120000000001").await.id;
    let found = records(&p, one).await;
    let said: Vec<_> = found
        .iter()
        .map(|r| (r.joined, r.last().row, r.said.get(Field::Planned)))
        .collect();
    assert_eq!(
        said,
        [
            (Joined::Made, 2, Some("3")),
            (Joined::Nib, 5, Some("5")),
            (Joined::Nib, 6, Some("5")),
        ],
        "two rows that say the same are two records"
    );
    let first = &found[0];
    assert_eq!(first.source, Source::Oss);
    assert_eq!(first.said.get(Field::Name), Some("PT Contoh Satu"));
    assert_eq!(first.said.get(Field::Npwp), None);
    assert_eq!(first.last().file, "employers.csv");
    assert_eq!(first.last().as_of, day(2026, 3, 16));
    let two = by_nib(&p, "9120000000002").await.id;
    assert_eq!(joined(&p, two).await, [Joined::Made]);
}

#[tokio::test]
async fn a_row_that_comes_again_unchanged_is_the_same_record_seen_again() {
    let p = Program::start().await;
    let text = "nama,nib,telepon\nPT Contoh,9120000000001,0548111\nPT Misal,,\n";
    p.import(Kind::Employers, text, day(2026, 3, 16)).await;
    let report = p.import(Kind::Employers, text, day(2026, 3, 17)).await;
    assert_eq!(counts(&report), (0, 0, 2));
    assert_eq!(rows(&p, "source_record").await, 2);
    let one = by_nib(&p, "9120000000001").await.id;
    let found = records(&p, one).await;
    let days: Vec<_> = found[0].seen.iter().map(|seen| seen.as_of).collect();
    assert_eq!(days, [day(2026, 3, 16), day(2026, 3, 17)]);
    let other = text.replace("0548111", "0548222");
    p.import(Kind::Employers, &other, day(2026, 3, 18)).await;
    assert_eq!(joined(&p, one).await, [Joined::Made, Joined::Nib]);
    assert_eq!(rows(&p, "source_record").await, 3);
    // The same words of another source are another record.
    let request = ImportRequest {
        kind: Kind::Employers,
        files: vec![p.folder.file("kota.csv", text)],
        as_of: Some(day(2026, 3, 18)),
        source: Some(Source::Wlkp),
        dry_run: false,
        report: None,
        demo: false,
    };
    let done = p.services.import(request, Arc::new(())).await.unwrap();
    assert_eq!(done.created, 0);
    assert_eq!(rows(&p, "source_record").await, 5);
}

#[tokio::test]
async fn a_record_says_by_what_it_joined() {
    let p = Program::start().await;
    let known = "nama,nib,npwp,kode_bu\n\
        PT Satu,9120000000001,0013121660091000,00000011\n\
        Warung Dua,,,\n";
    p.import(Kind::Employers, known, day(2026, 3, 16)).await;
    let later = "nama,nib,npwp,kode_bu,telepon\n\
        PT Satu,9120000000001,,,0548001\n\
        PT Satu,,0013121660091000,,0548002\n\
        PT Satu,,,00000011,0548003\n\
        Warung Dua,,,,0548004\n";
    p.import(Kind::Employers, later, day(2026, 3, 16)).await;
    let one = by_nib(&p, "9120000000001").await.id;
    assert_eq!(
        joined(&p, one).await,
        [Joined::Made, Joined::Nib, Joined::Npwp, Joined::Code]
    );
    let tx = p.services.store.read().await.unwrap();
    let nameless = tx.nameless_employers().await.unwrap().remove(0).id;
    drop(tx);
    assert_eq!(joined(&p, nameless).await, [Joined::Made, Joined::Name]);
}

#[tokio::test]
async fn a_tax_number_that_is_a_persons_nik_is_kept_as_mask_and_key_only() {
    let p = Program::start().await;
    let text = "nama,nib,npwp\nToko Contoh,9120000000001,6474010101900007\n";
    p.import(Kind::Employers, text, day(2026, 3, 16)).await;
    let one = by_nib(&p, "9120000000001").await.id;
    let found = records(&p, one).await.remove(0);
    assert_eq!(found.said.get(Field::Npwp), Some("647401******0007"));
    assert!(found.said.get(Field::NpwpKey).unwrap().starts_with("h:"));
}

#[tokio::test]
async fn records_follow_their_firm_into_a_merger_and_out_of_it() {
    let (p, rina, _) = judged().await;
    let today = p.services.today();
    let double = "nama,kode_bu,telepon\nCV. CONTOH SENTOSA,00000077,0548999\n";
    p.import(Kind::Employers, double, today).await;
    let (kept, merged) = (by_nib(&p, "9120000000001").await.id, by_code(&p, 77).await);
    let pair = (kept, merged);
    p.services
        .merge(pair, Forms::AsWritten, rina)
        .await
        .unwrap();
    let told = records(&p, kept).await;
    assert_eq!(told.len(), 2);
    assert_eq!(told[1].employer, merged, "it keeps whom it joined");
    let again = p.import(Kind::Employers, double, today).await;
    assert_eq!(again.created, 0);
    assert_eq!(records(&p, kept).await[1].seen.len(), 2, "no second record");
    let other = double.replace("0548999", "0548777");
    p.import(Kind::Employers, &other, today).await;
    assert_eq!(
        joined(&p, kept).await,
        [Joined::Made, Joined::Made, Joined::Person],
        "by a code that a person made one with this firm"
    );
    p.services.unmerge(kept, rina).await.unwrap();
    assert_eq!(joined(&p, kept).await, [Joined::Made]);
    assert_eq!(
        joined(&p, merged).await,
        [Joined::Made, Joined::Person],
        "what came under the other firm's code meanwhile goes back with it"
    );
}

/// A database as it was before source records, with one employer whose fields came from two rows.
async fn before_source_records(folder: &Folder) -> String {
    let url = fresh_database(folder).await;
    let make = match url.strip_prefix("sqlite:") {
        Some(_) => format!("{url}?mode=rwc"),
        None => url.clone(),
    };
    let db = Database::connect(&make).await.unwrap();
    let all = Migrator::migrations();
    let steps = all
        .iter()
        .position(|m| m.name().ends_with("source_records"));
    let steps = u32::try_from(steps.unwrap()).unwrap();
    Migrator::up(&db, Some(steps)).await.unwrap();
    let id = |n: u8| match db.get_database_backend() {
        DbBackend::Postgres => format!("'018f3c1e-7a00-7000-8000-0000000000{n:02}'"),
        _ => format!("x'018f3c1e7a00700080000000000000{n:02}'"),
    };
    let batch = |n: u8| {
        format!(
            "INSERT INTO batch (id, no, kind, source, as_of, imported_at, demo, accepted, rejected) \
             VALUES ({}, {n}, 'employers', 'wlkp', '2026-03-{:02}', '2026-03-{:02}T01:00:00+00:00', \
             FALSE, 1, 0); INSERT INTO batch_file (batch_no, file_no, name, rows) \
             VALUES ({n}, 0, 'wlkp-{n}.csv', 1);",
            id(n),
            n + 9,
            n + 9
        )
    };
    let employer = format!(
        "INSERT INTO employer (id, nib, code, name, match_name, wlkp, wlkp_on, phone, closed, \
         head_office_confirmed, sources, origins, changed, created_at) VALUES ({}, \
         '9120000000001', 11, 'PT Contoh \"Satu\"', 'CONTOH SATU', 7, '2026-01-31', '0548222', \
         FALSE, FALSE, 'wlkp', '[{{\"batch\":1,\"file\":0,\"row\":2,\"as_of\":\"2026-03-10\",\
         \"source\":\"wlkp\",\"fields\":[\"nib\",\"code\",\"wlkp\",\"wlkp_on\",\"closed\"]}},\
         {{\"batch\":2,\"file\":0,\"row\":5,\"as_of\":\"2026-03-11\",\"source\":\"wlkp\",\
         \"fields\":[\"name\",\"phone\",\"email\"]}},\
         {{\"batch\":3,\"file\":0,\"row\":0,\"as_of\":\"2026-03-12\",\"source\":\"\",\
         \"fields\":[\"address\"]}}]', FALSE, '2026-03-10T01:00:00+00:00');",
        id(9)
    );
    let text = [batch(1), batch(2), employer].concat();
    db.execute_unprepared(&text).await.unwrap();
    Migrator::up(&db, None).await.unwrap();
    db.close().await.unwrap();
    url
}

#[tokio::test]
async fn records_of_earlier_imports_are_made_up_again_from_what_the_registry_kept() {
    let folder = Folder::new();
    let url = before_source_records(&folder).await;
    let p = Program::start_at(folder, url).await;
    let one = by_nib(&p, "9120000000001").await.id;
    let found = records(&p, one).await;
    assert_eq!(joined(&p, one).await, [Joined::Kept, Joined::Kept]);
    let said = |field| found.iter().map(|r| r.said.get(field)).collect::<Vec<_>>();
    assert_eq!(said(Field::Code), [Some("11"), None]);
    assert_eq!(said(Field::WlkpOn), [Some("2026-01-31"), None]);
    assert_eq!(said(Field::Closed), [Some("false"), None]);
    assert_eq!(said(Field::Phone), [None, Some("0548222")]);
    assert_eq!(said(Field::Email), [None, None], "what is gone stays gone");
    assert_eq!(said(Field::Name), [None, Some("PT Contoh \"Satu\"")]);
    assert_eq!(found[1].last().file, "wlkp-2.csv");
    assert_eq!((found[1].last().row, found[1].source), (5, Source::Wlkp));
    let again = "nama,nib,telepon\nPT Contoh \"Satu\",9120000000001,0548222\n";
    let again = p.import(Kind::Employers, again, day(2026, 3, 17)).await;
    assert_eq!(again.created, 0);
}
