//! A job from its files to its end, whatever comes between.

use chrono::TimeDelta;
use patuh::{
    domain::role::Role,
    intake::Kind,
    services::{ColumnNames, UploadError},
    store::JobState,
};

use super::{audited, facts, import, officer, refusal, rest, said, send, taking, today};
use crate::{
    first_story::{EMPLOYERS, PARTICIPANTS, ROSTER},
    support::{Program, cell, day},
};

#[tokio::test]
async fn a_preview_tells_what_the_import_then_does_and_changes_nothing() {
    let p = Program::start().await;
    let admin = officer(&p, Role::Admin).await;
    import(&p, &admin, Kind::Employers, EMPLOYERS).await;
    import(&p, &admin, Kind::Roster, ROSTER).await;
    let before = facts(&p).await;
    let text = format!("{PARTICIPANTS}rusak,1,PPU BU,AKTIF,00000012,5000000\n");
    let new = said(Some(Kind::Participants), today());
    let id = send(&p, &admin, new, ("peserta.csv", text.as_bytes()))
        .await
        .unwrap();
    let job = rest(&p, id).await;
    assert_eq!(job.state, JobState::Previewed);
    assert_eq!(facts(&p).await, before, "a preview keeps nothing");
    let told = job.effect.unwrap();
    assert_eq!(
        (told.rows, told.accepted, told.rejected, told.created),
        (3, 2, 1, 2)
    );
    let row = &told.examples[0];
    assert_eq!(
        (row.row, row.column.as_str(), row.code.as_str()),
        (4, "nik", "nik_length")
    );
    assert_eq!(row.value, "*****");
    let turned: Vec<_> = told
        .employers
        .iter()
        .map(|f| {
            (
                f.name.as_str(),
                f.before.as_deref().unwrap(),
                f.after.as_str(),
            )
        })
        .collect();
    assert_eq!(turned, [("PT Misal Jaya", "unregistered", "compliant")]);

    p.services.confirm_import(id, &admin).await.unwrap();
    let done = rest(&p, id).await;
    assert_eq!(done.state, JobState::Done);
    assert_eq!(done.effect.unwrap(), told, "it did what it told");
    let firm = p
        .list()
        .await
        .into_iter()
        .find(|l| cell(l, "nib") == "9120000000002");
    assert_eq!(cell(&firm.unwrap(), "verdict"), "compliant");
    let (_, batches) = p.services.past_imports(None, 10).await.unwrap();
    assert_eq!(batches[0].by.as_deref(), Some("Sari Contoh"));
    assert_eq!((batches[0].accepted, batches[0].rejected), (2, 1));
    assert_eq!(batches[0].job, Some(id));
    assert_eq!(audited(&p, "batch.import").await, 3);
    let csv = p.services.rejected_rows(id, 0).await.unwrap().unwrap();
    assert!(csv.starts_with("file,sheet,row,column,value,problem\npeserta.csv,,4,nik,*****,"));
    assert_eq!(p.services.rejected_rows(id, 1).await.unwrap(), None);
}

#[tokio::test]
async fn the_effect_of_a_file_is_its_own_and_not_of_the_days_that_passed() {
    let p = Program::start().await;
    let admin = officer(&p, Role::Admin).await;
    import(&p, &admin, Kind::Employers, EMPLOYERS).await;
    import(&p, &admin, Kind::Roster, ROSTER).await;
    // By then the roster is too old to judge by, which no file changes.
    p.morning_of(day(2026, 6, 20));
    let new = said(Some(Kind::Employers), day(2026, 6, 20));
    let id = send(&p, &admin, new, ("bu.csv", EMPLOYERS.as_bytes()))
        .await
        .unwrap();
    let told = rest(&p, id).await.effect.unwrap();
    assert_eq!(
        (told.unchanged, told.flips.len()),
        (2, 0),
        "{:?}",
        told.flips
    );
}

#[tokio::test]
async fn kinds_are_told_from_the_columns_and_belong_to_roles() {
    let p = Program::start().await;
    let labour = officer(&p, Role::LabourOfficer).await;
    let health = officer(&p, Role::HealthOfficer).await;
    let none = || said(None, today());
    for (text, kind) in [
        (EMPLOYERS, Kind::Employers),
        (ROSTER, Kind::Roster),
        (crate::imports::BILLS, Kind::Contributions),
    ] {
        let id = send(&p, &labour, none(), ("a.csv", text.as_bytes()))
            .await
            .unwrap();
        assert_eq!(rest(&p, id).await.said.kind, Some(kind));
    }
    let file = ("peserta.csv", PARTICIPANTS.as_bytes());
    assert_eq!(
        refusal(send(&p, &labour, none(), file).await),
        "import_role"
    );
    let id = send(&p, &health, none(), file).await.unwrap();
    assert_eq!(rest(&p, id).await.said.kind, Some(Kind::Participants));
    assert_eq!(
        refusal(p.services.confirm_import(id, &labour).await),
        "import_role"
    );
    assert_eq!(
        refusal(p.services.discard_import(id, &labour).await),
        "import_role"
    );
    let approver = officer(&p, Role::Approver).await;
    assert_eq!(
        refusal(send(&p, &approver, none(), file).await),
        "import_role"
    );
    let empty = p.services.begin_upload().unwrap();
    let answer = p
        .services
        .receive_import(empty, none(), &health, false)
        .await;
    assert_eq!(refusal(answer), "import_no_files");
}

#[tokio::test]
async fn an_officer_explains_the_columns_that_no_name_tells() {
    let p = Program::start().await;
    let admin = officer(&p, Role::Admin).await;
    let text = "Daftar perusahaan\n\nUsaha,No. Izin,Tempat\nCV Contoh,9120000000001,Kanaan\n";
    let file = ("daftar.csv", text.as_bytes());
    let id = send(&p, &admin, said(None, today()), file).await.unwrap();
    let job = rest(&p, id).await;
    assert_eq!((job.state, job.said.kind), (JobState::Uploaded, None));
    let names = ColumnNames::default();
    let seen = p.services.outlines(id, &job.files, None, &names).await;
    let sheet = &seen[0].as_ref().unwrap().sheets[0];
    assert_eq!(sheet.rows, (3, 3));
    let columns: Vec<_> = sheet.columns.iter().map(|c| c.name.as_str()).collect();
    assert_eq!(columns, ["Usaha", "No. Izin", "Tempat"]);
    assert_eq!(
        refusal(p.services.confirm_import(id, &admin).await),
        "import_state"
    );

    let mut new = said(Some(Kind::Employers), today());
    p.services.preview_import(id, &new, &admin).await.unwrap();
    let fault = rest(&p, id).await.fault.unwrap();
    assert_eq!(fault.code, "file_missing_columns");
    assert_eq!(fault.facts["missing"], "nama");
    for (name, column) in [("Usaha", "nama"), ("No. Izin", "nib"), ("Tempat", "")] {
        new.mapping.say(name, column);
    }
    p.services.preview_import(id, &new, &admin).await.unwrap();
    let job = rest(&p, id).await;
    assert_eq!(job.state, JobState::Previewed, "{:?}", job.fault);
    p.services.confirm_import(id, &admin).await.unwrap();
    rest(&p, id).await;
    let record = p.services.explain("9120000000001").await.unwrap().record;
    assert!(record.contains(&("name", "CV Contoh".to_owned())));
    assert!(!record.iter().any(|(field, _)| *field == "kelurahan"));
}

#[tokio::test]
async fn a_file_that_cannot_be_read_says_where_and_can_be_thrown_away() {
    let p = Program::start().await;
    let admin = officer(&p, Role::Admin).await;
    let new = || said(Some(Kind::Employers), today());
    for (name, content, code) in [
        ("kosong.csv", &b""[..], "file_empty"),
        (
            "buku.xlsx",
            b"nama,nib\nCV Contoh,9120000000001\n",
            "file_wrong_content",
        ),
        ("surat.csv", b"%PDF-1.7\n\x00\x01", "file_wrong_content"),
        ("rusak.xlsx", b"PK\x03\x04terpotong", "file_damaged"),
        (
            "dua.csv",
            b"nama,nib\nCV Contoh,9120000000001\nnib,nama\n9120000000002,CV Misal\n",
            "file_two_headers",
        ),
    ] {
        let id = send(&p, &admin, new(), (name, content)).await.unwrap();
        let job = rest(&p, id).await;
        assert_eq!(job.state, JobState::Failed, "{name}");
        let fault = job.fault.unwrap();
        assert_eq!(
            (fault.code.as_str(), fault.file.as_deref()),
            (code, Some(name))
        );
        p.services.discard_import(id, &admin).await.unwrap();
        assert_eq!(rest(&p, id).await.state, JobState::Discarded);
    }
}

#[tokio::test]
async fn an_upload_ends_where_it_grows_too_large() {
    let p = taking(1_000).await;
    let mut upload = p.services.begin_upload().unwrap();
    upload.file("a.csv").unwrap();
    upload.write(&[b'a'; 999]).unwrap();
    upload.file("b.csv").unwrap();
    let answer = upload.write(b"ab");
    assert!(matches!(answer, Err(UploadError::TooLarge)));
    drop(upload);
    let left = p.folder.path().join("tmp/uploads");
    assert_eq!(std::fs::read_dir(left).unwrap().count(), 0);
}

#[tokio::test]
async fn one_import_runs_at_a_time_and_one_that_was_cut_off_is_told() {
    let p = Program::start().await;
    let admin = officer(&p, Role::Admin).await;
    let new = said(Some(Kind::Employers), today());
    let file = ("bu.csv", EMPLOYERS.as_bytes());
    let first = send(&p, &admin, new.clone(), file).await.unwrap();
    let second = send(&p, &admin, new.clone(), file).await.unwrap();
    rest(&p, first).await;
    assert_eq!(
        rest(&p, second).await.state,
        JobState::Previewed,
        "it had its turn"
    );
    // Another process was at it when the machine stopped.
    let tx = p.services.store.begin().await.unwrap();
    let now = p.services.clock.now();
    assert!(
        tx.start_import_job(first, JobState::Importing, now)
            .await
            .unwrap()
    );
    assert!(
        !tx.start_import_job(second, JobState::Previewing, now)
            .await
            .unwrap()
    );
    p.services.clock.new_id();
    let id = p.services.clock.new_id();
    let entry = patuh::store::Entry {
        id,
        actor: patuh::store::Actor::Command("test"),
        action: "import.confirm",
        subject: first.to_string(),
        at: now,
    };
    tx.commit(entry).await.unwrap();
    let busy = p.services.preview_import(second, &new, &admin).await;
    assert_eq!(refusal(busy), "import_busy");
    assert_eq!(
        refusal(p.services.discard_import(first, &admin).await),
        "import_state"
    );

    p.services.tidy_imports().await.unwrap();
    let job = p.services.import_job(first).await.unwrap();
    assert_eq!(
        (job.state, job.fault.unwrap().code.as_str()),
        (JobState::Failed, "stopped")
    );
    p.services
        .preview_import(first, &new, &admin)
        .await
        .unwrap();
    assert_eq!(rest(&p, first).await.state, JobState::Previewed);
}

#[tokio::test]
async fn what_nobody_decides_about_goes_after_a_day() {
    let p = Program::start().await;
    let admin = officer(&p, Role::Admin).await;
    let new = said(Some(Kind::Employers), today());
    let id = send(&p, &admin, new, ("bu.csv", EMPLOYERS.as_bytes()))
        .await
        .unwrap();
    rest(&p, id).await;
    p.clock.advance(TimeDelta::hours(23));
    p.services.tidy_imports().await.unwrap();
    assert_eq!(p.services.open_imports().await.unwrap().len(), 1);
    p.clock.advance(TimeDelta::hours(2));
    p.services.tidy_imports().await.unwrap();
    assert!(p.services.open_imports().await.unwrap().is_empty());
    assert_eq!(rest(&p, id).await.state, JobState::Discarded);
}

#[tokio::test]
async fn a_made_up_city_takes_made_up_files_only() {
    let p = Program::start().await;
    p.services.mark_demo().await.unwrap();
    let admin = officer(&p, Role::Admin).await;
    let new = said(Some(Kind::Employers), today());
    let file = ("bu.csv", EMPLOYERS.as_bytes());
    assert_eq!(
        refusal(send(&p, &admin, new.clone(), file).await),
        "import_demo"
    );
    let mut upload = p.services.begin_upload().unwrap();
    upload.file("bu.csv").unwrap();
    upload.write(EMPLOYERS.as_bytes()).unwrap();
    let sent = p.services.receive_import(upload, new, &admin, true).await;
    assert_eq!(rest(&p, sent.unwrap()).await.state, JobState::Previewed);
}
