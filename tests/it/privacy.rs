//! After everything was done once, no NIK and no worker's name is in anything that was written
//! or said, however it is spelt in bytes.

use std::{
    collections::{HashMap, HashSet},
    fs,
    path::{Path, PathBuf},
};

use sea_orm::{ConnectionTrait, Database, DatabaseConnection, Statement};

use crate::{
    commands::{CONFIRM, officers},
    process::{Office, text},
    support::on_postgres,
};

const KINDS: [&str; 4] = ["employers", "roster", "participants", "contributions"];

/// Byte strings to look for, found by their first eight bytes.
struct Secrets {
    by_head: HashMap<[u8; 8], Vec<Vec<u8>>>,
    /// By the first two bytes: nearly every place in a file is passed over by this alone.
    begins: Vec<bool>,
    numbers: HashSet<u64>,
    names: HashSet<String>,
}

impl Secrets {
    fn none() -> Self {
        Self {
            by_head: HashMap::new(),
            begins: vec![false; 1 << 16],
            numbers: HashSet::new(),
            names: HashSet::new(),
        }
    }

    fn add(&mut self, bytes: &[u8]) {
        let head = bytes[..8].try_into().unwrap();
        self.by_head.entry(head).or_default().push(bytes.to_vec());
        self.begins[usize::from(u16::from_be_bytes([bytes[0], bytes[1]]))] = true;
    }

    fn add_nik(&mut self, digits: &str) {
        let number: u64 = digits.parse().unwrap();
        if self.numbers.insert(number) {
            self.add(digits.as_bytes());
            // As a database or a program would write the number.
            self.add(&number.to_be_bytes());
            self.add(&number.to_le_bytes());
        }
    }

    fn add_name(&mut self, name: &str) {
        let name = name.trim().to_lowercase();
        if name.len() >= 8 && self.names.insert(name.clone()) {
            self.add(name.as_bytes());
        }
    }

    /// Reads the workers' and participants' files, whatever quirks they were written with.
    fn read(city: &Path) -> Self {
        let mut secrets = Self::none();
        let firms = plain(&city.join("employers.csv")).to_lowercase();
        for kind in ["roster", "participants"] {
            let file = plain(&city.join(format!("{kind}.csv")));
            for line in file.lines() {
                for cell in line.split([';', ',', '\t']) {
                    let digits: String = cell.chars().filter(char::is_ascii_digit).collect();
                    if digits.len() == 16 {
                        secrets.add_nik(&digits);
                    }
                }
                // The name stands before the number; a firm's contact may bear the same one.
                let name = line.split([';', ',', '\t']).nth(2).unwrap_or_default();
                let is_name =
                    name.contains(' ') && name.chars().all(|c| c.is_alphabetic() || c == ' ');
                if kind == "roster" && is_name && !firms.contains(&name.to_lowercase()) {
                    secrets.add_name(name);
                }
            }
        }
        assert!(secrets.numbers.len() > 1_000 && secrets.names.len() > 300);
        secrets
    }

    fn first_in(&self, bytes: &[u8]) -> Option<String> {
        for (at, pair) in bytes.windows(2).enumerate() {
            let begins = self.begins[usize::from(u16::from_be_bytes([pair[0], pair[1]]))];
            if !begins || at + 8 > bytes.len() {
                continue;
            }
            let head: [u8; 8] = bytes[at..at + 8].try_into().unwrap();
            let candidates = self.by_head.get(&head).into_iter().flatten();
            for secret in candidates {
                if bytes[at..].starts_with(secret) {
                    return Some(String::from_utf8_lossy(secret).into_owned());
                }
            }
        }
        None
    }

    /// Looks for every secret in plain bytes, in both orders of UTF-16, in any case, and across
    /// the soft line breaks of mails.
    fn keep_out_of(&self, what: &str, bytes: &[u8]) {
        let lower = bytes.to_ascii_lowercase();
        let text = String::from_utf8_lossy(&lower);
        let unbroken = text.replace("=\r\n", "").replace("=\n", "");
        let mut narrow = lower.clone();
        narrow.retain(|b| *b != 0);
        let mut views: Vec<&[u8]> = vec![bytes];
        for view in [&lower, unbroken.as_bytes(), &narrow] {
            if !views.contains(&view) {
                views.push(view);
            }
        }
        for view in views {
            let found = self.first_in(view);
            assert_eq!(found, None, "in {what}");
        }
    }
}

/// A file in whatever encoding, as far as digits and plain letters go.
fn plain(path: &Path) -> String {
    let mut bytes = fs::read(path).unwrap();
    bytes.retain(|b| *b != 0);
    String::from_utf8_lossy(&bytes).into_owned()
}

/// Every file in a folder and below it.
pub fn files_in(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files_in(&path));
        } else {
            found.push(path);
        }
    }
    found
}

async fn texts(db: &DatabaseConnection, sql: String) -> Vec<String> {
    let rows = db.query_all_raw(Statement::from_string(db.get_database_backend(), sql));
    let rows = rows.await.unwrap();
    rows.iter()
        .map(|row| row.try_get("", "line").unwrap())
        .collect()
}

/// Every row of every table of a PostgreSQL database as text.
pub async fn dump(url: &str) -> String {
    let db = Database::connect(url).await.unwrap();
    let tables = "SELECT table_name::text AS line FROM information_schema.tables \
                  WHERE table_schema = 'public'";
    let mut all = Vec::new();
    for table in texts(&db, tables.to_owned()).await {
        all.extend(texts(&db, format!("SELECT t::text AS line FROM {table} t")).await);
    }
    db.close().await.unwrap();
    all.join("\n")
}

/// Runs a command that tells as much as it can; what it said must hold no secret.
fn run(o: &Office, secrets: &Secrets, args: &[&str]) -> String {
    let args = [args, &["--at", "2026-03-16T01:00:00Z"]].concat();
    let mut command = o.command(&args);
    let ran = command.env("RUST_LOG", "trace").output().unwrap();
    assert!(
        matches!(ran.status.code(), Some(0 | 3)),
        "{args:?}: {ran:?}"
    );
    secrets.keep_out_of(&format!("standard output of {args:?}"), &ran.stdout);
    secrets.keep_out_of(&format!("standard error of {args:?}"), &ran.stderr);
    String::from_utf8_lossy(&ran.stdout).into_owned()
}

/// Rows in which something about a person went wrong, for the report of rejects.
fn spoilt(city: &Path, nib: &str) -> (PathBuf, Secrets) {
    let rows = "nib,nik,nama,tanggal_lahir,upah,tanggal_masuk\n\
        {nib},6474015708900007,Tokoh Karangan Pertama,30/02/1990,4000000,2020-01-01\n\
        {nib},6474015708900015,Tokoh Karangan Kedua,1990-08-17,4000000,bukan tanggal\n\
        {nib},Tokoh Karangan Ketiga,6474015708900023,1990-08-17,4000000,2020-01-01\n\
        {nib},6474015708900031,Tokoh Karangan Keempat,1990-08-17,Tokoh Karangan Keempat,2020-01-01\n\
        {nib},6474019908900049,Tokoh Karangan Kelima,1990-08-17,4000000,2020-01-01\n\
        9120000000099,6474015708900056,Tokoh Karangan Keenam,1990-08-17,4000000,2020-01-01\n\
        6474015708900064,6474015708900064,Tokoh Karangan Ketujuh,1990-08-17,4000000,2020-01-01\n";
    let path = city.join("rusak.csv");
    fs::write(&path, rows.replace("{nib}", nib)).unwrap();
    let mut secrets = Secrets::none();
    for cell in rows.split([',', '\n']) {
        if cell.starts_with("64740") {
            secrets.add_nik(cell);
        } else if cell.starts_with("Tokoh") {
            secrets.add_name(cell);
        }
    }
    (path, secrets)
}

/// A messy city and, beside it, a sole trader whose tax number is a NIK.
fn bring_files(o: &Office) -> (PathBuf, Secrets) {
    let city = o.folder.path().join("kota");
    let plan = [
        "generate",
        "--firms",
        "60",
        "--seed",
        "11",
        "--messy",
        "--out",
        text(&city),
    ];
    o.run(&plan).ends(0);
    let trader = "nama,npwp,email\nUD Tokoh Rekaan,6474015708900072,ud@contoh.example\n";
    fs::write(city.join("pribadi.csv"), trader).unwrap();
    let mut secrets = Secrets::read(&city);
    for kind in ["roster", "participants"] {
        let file = fs::read(city.join(format!("{kind}.csv"))).unwrap();
        assert!(
            secrets.first_in(&file.to_ascii_lowercase()).is_some(),
            "the search finds nothing"
        );
    }
    secrets.add_nik("6474015708900072");
    (city, secrets)
}

/// Imports everything and checks; answers a firm with a roster.
fn take_in(o: &Office, city: &Path, secrets: &Secrets) -> String {
    fs::create_dir_all(o.data()).unwrap();
    for kind in KINDS {
        let report = o.data().join(format!("ditolak-{kind}.csv"));
        let file = city.join(format!("{kind}.csv"));
        run(
            o,
            secrets,
            &["import", kind, text(&file), "--report", text(&report)],
        );
    }
    run(
        o,
        secrets,
        &["import", "employers", text(&city.join("pribadi.csv"))],
    );
    run(o, secrets, &["check"]);
    let list = json(&run(o, secrets, &["list", "--format", "json"]));
    let firms = list.as_array().unwrap();
    let with_roster = firms.iter().find(|l| l["basis"] == "roster").unwrap();
    with_roster["nib"].as_str().unwrap().to_owned()
}

fn json(text: &str) -> serde_json::Value {
    serde_json::from_str(text).unwrap()
}

/// Everything that is done between a check and a letter.
fn work(o: &Office, secrets: &Secrets, nib: &str) {
    officers(o);
    let csv = o.data().join("daftar.csv");
    let commands: [&[&str]; 9] = [
        &["check", "--full", "--json"],
        &["list"],
        &["list", "--format", "csv", "--out", text(&csv)],
        &["explain", nib, "--json"],
        &["explain", nib],
        &CONFIRM,
        &["schedule", "run", "reminders"],
        &["mail", "send"],
        &["case", "list"],
    ];
    for command in commands {
        run(o, secrets, command);
    }
    let letters = json(&run(o, secrets, &["letter", "list", "--json"]));
    let id = letters[0]["id"].as_str().unwrap();
    let paper = o.data().join("surat.pdf");
    run(o, secrets, &["letter", "render", id, "--out", text(&paper)]);
}

fn is_mail(path: &Path) -> bool {
    path.extension().is_some_and(|e| e == "eml")
}

/// Searches every file under the data folder, and the database.
async fn search(o: &Office, secrets: &[&Secrets]) {
    let mut files = files_in(&o.data());
    let beside = files_in(o.folder.path());
    files.extend(beside.into_iter().filter(|f| text(f).contains("patuh.db")));
    assert!(files.iter().any(|f| is_mail(f)) && files.len() > 5);
    for path in files {
        let (name, bytes) = (text(&path), fs::read(&path).unwrap());
        let encoded = is_mail(&path) && bytes.windows(6).any(|w| w == b"base64");
        assert!(!encoded, "{name} can't be searched");
        for secrets in secrets {
            secrets.keep_out_of(name, &bytes);
        }
    }
    if on_postgres() {
        let rows = dump(&o.url).await;
        for secrets in secrets {
            secrets.keep_out_of("the database", rows.as_bytes());
        }
    }
}

#[tokio::test]
async fn no_nik_and_no_workers_name_leaves_the_files_it_came_in() {
    let o = Office::open().await;
    let (city, secrets) = bring_files(&o);
    let nib = take_in(&o, &city, &secrets);
    let (file, spoilt) = spoilt(&city, &nib);
    let report = o.data().join("ditolak-rusak.csv");
    run(
        &o,
        &spoilt,
        &["import", "roster", text(&file), "--report", text(&report)],
    );
    assert!(fs::read_to_string(report).unwrap().lines().count() > 5);
    work(&o, &secrets, &nib);
    search(&o, &[&secrets, &spoilt]).await;
}

#[tokio::test]
async fn the_demonstration_tells_of_nobody_outside_its_own_files() {
    let o = Office::open().await;
    let args = ["demo", "--no-serve", "--at", "2026-03-16T01:00:00Z"];
    let ran = o.command(&args).env("RUST_LOG", "trace").output().unwrap();
    assert!(ran.status.success());
    let city = o.data().join("demo");
    let secrets = Secrets::read(&city);
    secrets.keep_out_of("standard output", &ran.stdout);
    secrets.keep_out_of("standard error", &ran.stderr);
    // The database is the same one as above; here it is about what is shown of it.
    let shown = files_in(&city)
        .into_iter()
        .filter(|f| text(f).contains("ditolak"));
    let mails = files_in(&o.data().join("outbox")).into_iter().take(20);
    for path in shown
        .chain(mails)
        .chain(files_in(&o.data().join("letters")))
    {
        secrets.keep_out_of(text(&path), &fs::read(&path).unwrap());
    }
}
