//! Databases and disks that are busy, full or too new.

use std::{
    fmt::Write,
    fs,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    time::Duration,
};

use sea_orm::{ConnectOptions, ConnectionTrait, Database, DatabaseConnection};

use crate::{
    bad_input::office,
    first_story::EMPLOYERS,
    process::{Office, text, wait},
    support::on_postgres,
};

/// Keeps every writer out until the connection is closed.
async fn occupy(url: &str) -> DatabaseConnection {
    let mut options = ConnectOptions::new(url);
    options.max_connections(1);
    let db = Database::connect(options).await.unwrap();
    let lock = if on_postgres() {
        "BEGIN; LOCK TABLE batch IN ACCESS EXCLUSIVE MODE"
    } else {
        "BEGIN IMMEDIATE"
    };
    db.execute_unprepared(lock).await.unwrap();
    db
}

#[tokio::test]
async fn a_locked_database_is_waited_for() {
    let o = office().await;
    let db = occupy(&o.url).await;
    let file = o
        .folder
        .file("lagi.csv", "nama,nib\nCV Lagi,9120000000008\n");
    let mut import = o.command(&["import", "employers", text(&file)]);
    let mut child = import
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    tokio::time::sleep(Duration::from_millis(1_500)).await;
    assert!(child.try_wait().unwrap().is_none(), "it did not wait");
    db.execute_unprepared("COMMIT").await.unwrap();
    db.close().await.unwrap();
    wait(child).ends(0);
    o.run(&["check"]).ends(0);
    assert_eq!(o.json(&["list"]).as_array().unwrap().len(), 3);
}

#[tokio::test]
async fn a_database_of_a_newer_version_is_left_alone() {
    let o = office().await;
    let before = o.counts().await;
    let db = Database::connect(&o.url).await.unwrap();
    let future =
        "INSERT INTO seaql_migrations (version, applied_at) VALUES ('m20990101_000001_nanti', 0)";
    db.execute_unprepared(future).await.unwrap();
    db.close().await.unwrap();
    let file = o.folder.path().join("employers.csv");
    for args in [
        &["import", "employers", text(&file)][..],
        &["check"],
        &["migrate"],
        &["list"],
    ] {
        o.run(args).ends(2).says(&["lebih baru"]);
    }
    assert_eq!(o.counts().await, before);
}

#[tokio::test]
async fn a_report_that_can_not_be_written_stops_the_import() {
    let o = office().await;
    let before = o.counts().await;
    let mut rows = "nama,nib\n".to_owned();
    for n in 0..2_000 {
        writeln!(rows, "CV Uji {n},12").unwrap();
    }
    let file = o.folder.file("salah.csv", rows);
    for report in ["/dev/full", "/tidak/ada/ditolak.csv", "/dev"] {
        o.run(&["import", "employers", text(&file), "--report", report])
            .ends(1)
            .says(&[report]);
    }
    assert_eq!(o.counts().await, before);
}

#[tokio::test]
async fn an_import_that_fails_leaves_no_report_and_the_one_before_as_it_was() {
    let o = office().await;
    let reports = o.folder.path().join("laporan");
    fs::create_dir(&reports).unwrap();
    let report = reports.join("ditolak.csv");
    let wrong = o.folder.file("salah.csv", "nama,nib\nCV Uji,12\n");
    let unreadable = o.folder.file("rusak.csv", "nib\n12\n");
    let names = || {
        let entries = fs::read_dir(&reports).unwrap();
        entries.map(|e| e.unwrap().file_name()).collect::<Vec<_>>()
    };
    let import = |files: &[&str]| {
        let args = [
            &["import", "employers"],
            files,
            &["--report", text(&report)],
        ]
        .concat();
        o.run(&args)
    };
    import(&[text(&wrong), text(&unreadable)]).ends(1);
    assert_eq!(names(), [""; 0]);

    import(&[text(&wrong)]).ends(3);
    let told = fs::read_to_string(&report).unwrap();
    assert!(told.contains("salah.csv,,2,nib,12,"), "{told}");
    import(&[text(&unreadable)]).ends(1);
    assert_eq!(fs::read_to_string(&report).unwrap(), told);
    assert_eq!(names(), ["ditolak.csv"]);
}

/// A disk of sixteen megabytes; taken away at the end.
struct SmallDisk(PathBuf);

impl SmallDisk {
    fn mount(at: &Path) -> Option<Self> {
        fs::create_dir_all(at).unwrap();
        let mut mount = Command::new("mount");
        mount
            .args(["-t", "tmpfs", "-o", "size=16m", "tmpfs"])
            .arg(at)
            .stderr(Stdio::null());
        mount
            .status()
            .is_ok_and(|s| s.success())
            .then(|| Self(at.to_owned()))
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg(&self.0).status();
    }
}

#[tokio::test]
#[expect(
    clippy::print_stderr,
    reason = "a tester should know what was not tested"
)]
async fn a_full_disk_is_named_and_nothing_is_half_written() {
    let mut o = Office::open().await;
    let place = o.data();
    let Some(_disk) = SmallDisk::mount(&place) else {
        eprintln!("skipped: this user may not mount a small disk");
        return;
    };
    if !on_postgres() {
        o.url = format!("sqlite://{}/patuh.db", place.display());
    }
    o.import("employers", "employers.csv", EMPLOYERS).ends(0);
    let before = o.counts().await;
    let mut rows = "nama,alamat\n".to_owned();
    for n in 0..40_000 {
        writeln!(rows, "CV Penuh {n},{}", "Jl. Contoh Panjang ".repeat(20)).unwrap();
    }
    let employers = o.folder.file("banyak.csv", rows);
    let ran = o.run(&["import", "employers", text(&employers)]);
    if on_postgres() {
        ran.ends(0);
    } else {
        ran.ends(1).says(&["disk penuh"]);
        assert_eq!(o.counts().await, before);
        o.run(&["check"]).ends(0);
    }
    let before = o.counts().await;
    let filler = place.join("isi");
    fs::write(&filler, vec![0; 20 << 20]).unwrap_err();
    let few = o.folder.file("sedikit.csv", "nama\nCV Sedikit\n");
    let ran = o.run(&["import", "employers", text(&few)]);
    fs::remove_file(&filler).unwrap();
    if !on_postgres() {
        ran.ends(1);
        assert_eq!(o.counts().await, before);
    }
    o.run(&["import", "employers", text(&few)]).ends(0);
}
