//! The program as a process of its own, as an officer or a service manager starts it.

use std::{
    io::Write,
    path::{Path, PathBuf},
    process::{Child, Command, Output, Stdio},
    time::Duration,
};

use sea_orm::{ConnectionTrait, Database, Statement};
use serde_json::Value;

use crate::support::{Folder, fresh_database};

/// 09:00 WITA on Monday, 16 March 2026: the instant at which the commands of these stories run.
pub const MORNING: &str = "2026-03-16T01:00:00Z";

/// An installation: a folder, a database, and nothing in them yet.
pub struct Office {
    pub folder: Folder,
    pub url: String,
}

/// What a command did.
#[derive(Debug)]
pub struct Ran {
    /// Exit status; `None` where a signal ended it.
    pub code: Option<i32>,
    pub out: String,
    pub err: String,
}

impl Ran {
    fn of(output: &Output) -> Self {
        Self {
            code: output.status.code(),
            out: String::from_utf8(output.stdout.clone()).unwrap(),
            err: String::from_utf8_lossy(&output.stderr).into_owned(),
        }
    }

    /// The one document on standard output; anything beside it is a mistake.
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.out).unwrap_or_else(|e| panic!("{e}: {self:?}"))
    }

    /// Ends the story unless the command ended like this.
    pub fn ends(self, code: i32) -> Self {
        assert_eq!(self.code, Some(code), "{self:?}");
        self
    }

    /// Ends the story unless standard error says all of this.
    pub fn says(self, parts: &[&str]) -> Self {
        for part in parts {
            assert!(self.err.contains(part), "{part:?} in {self:?}");
        }
        self
    }
}

impl Office {
    pub async fn open() -> Self {
        let folder = Folder::new();
        let url = fresh_database(&folder).await;
        Self { folder, url }
    }

    pub fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    /// A command on this installation, with nothing of the tester's own settings.
    pub fn command(&self, args: &[&str]) -> Command {
        let mut command = bare(args);
        command
            .arg("--data")
            .arg(self.data())
            .arg("--database")
            .arg(&self.url);
        command
    }

    /// Runs a command on the morning of the stories.
    pub fn run(&self, args: &[&str]) -> Ran {
        self.run_at(MORNING, args)
    }

    /// The same with this on its standard input.
    pub fn run_with(&self, args: &[&str], input: &[u8]) -> Ran {
        let mut command = self.command(args);
        command.args(["--at", MORNING]);
        command.stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut child = command.stderr(Stdio::piped()).spawn().unwrap();
        child.stdin.take().unwrap().write_all(input).unwrap();
        Ran::of(&child.wait_with_output().unwrap())
    }

    pub fn run_at(&self, at: &str, args: &[&str]) -> Ran {
        Ran::of(&self.command(args).args(["--at", at]).output().unwrap())
    }

    /// Runs a command on the database that lies in a data folder.
    pub fn elsewhere(folder: &Path, args: &[&str]) -> Ran {
        let mut command = bare(args);
        command.arg("--data").arg(folder).args(["--at", MORNING]);
        Ran::of(&command.output().unwrap())
    }

    /// Runs a command that must succeed, and reads its answer.
    pub fn json(&self, args: &[&str]) -> Value {
        self.run(&[args, &["--json"]].concat()).ends(0).json()
    }

    /// Writes an input file and imports it as of the day of the stories.
    pub fn import(&self, kind: &str, name: &str, content: impl AsRef<[u8]>) -> Ran {
        let file = self.folder.file(name, content);
        self.run(&[
            "import",
            kind,
            text(&file),
            "--as-of",
            "2026-03-16",
            "--json",
        ])
    }

    /// Makes a city of so many firms and imports its registry and its rosters.
    pub fn settle(&self, firms: &str) -> PathBuf {
        let city = self.folder.path().join("kota");
        self.json(&[
            "generate",
            "--firms",
            firms,
            "--seed",
            "7",
            "--out",
            text(&city),
        ]);
        for kind in ["employers", "roster"] {
            self.import_city(&city, kind);
        }
        city
    }

    pub fn import_city(&self, city: &Path, kind: &str) -> Value {
        let file = city.join(format!("{kind}.csv"));
        self.json(&["import", kind, text(&file), "--as-of", "2026-03-16"])
    }

    /// What is remembered: rows of each table that an import fills.
    pub async fn counts(&self) -> Vec<(&'static str, i64)> {
        let tables = [
            "batch",
            "batch_file",
            "employer",
            "employment",
            "employment_stage",
            "participation",
            "participation_stage",
            "contribution",
            "contribution_stage",
            "audit_log",
        ];
        let db = Database::connect(&self.url).await.unwrap();
        let mut counts = Vec::new();
        for table in tables {
            let sql = format!("SELECT COUNT(*) AS n FROM {table}");
            let row = db.query_one_raw(Statement::from_string(db.get_database_backend(), sql));
            counts.push((table, row.await.unwrap().unwrap().try_get("", "n").unwrap()));
        }
        db.close().await.unwrap();
        counts
    }

    /// The list without what differs between two installations: the ids.
    pub fn list(&self) -> Vec<String> {
        let list = self.run(&["list", "--format", "csv"]).ends(0).out;
        let mut lines: Vec<String> = list
            .lines()
            .map(|l| l.split_once(',').unwrap().1.to_owned())
            .collect();
        lines.sort();
        lines
    }
}

/// The program without an installation.
pub fn bare(args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_patuh"));
    command.env_clear().stdin(Stdio::null()).args(args);
    command
}

pub fn run_bare(args: &[&str]) -> Ran {
    Ran::of(&bare(args).output().unwrap())
}

/// Waits for a process that was started with both outputs piped.
pub fn wait(child: Child) -> Ran {
    Ran::of(&child.wait_with_output().unwrap())
}

/// Waits for a process and tells the most memory it held, in KiB.
pub fn watch(mut command: Command) -> (Ran, u64) {
    let out = Folder::new();
    let to = |name| std::fs::File::create(out.path().join(name)).unwrap();
    let mut child = command.stdout(to("out")).stderr(to("err")).spawn().unwrap();
    let status = format!("/proc/{}/status", child.id());
    let mut peak = 0;
    let code = loop {
        // The high-water mark only rises, so the last reading before the end is near enough.
        let text = std::fs::read_to_string(&status).unwrap_or_default();
        let mark = text.lines().find_map(|l| l.strip_prefix("VmHWM:"));
        let kib = mark.and_then(|m| m.trim().trim_end_matches(" kB").parse().ok());
        peak = peak.max(kib.unwrap_or(0));
        if let Some(ended) = child.try_wait().unwrap() {
            break ended.code();
        }
        std::thread::sleep(Duration::from_millis(2));
    };
    let read = |name| std::fs::read_to_string(out.path().join(name)).unwrap();
    (
        Ran {
            code,
            out: read("out"),
            err: read("err"),
        },
        peak,
    )
}

/// Kills a process, without a word, as soon as `now` says so; tells whether it was still at work.
pub fn kill_when(mut command: Command, mut now: impl FnMut() -> bool) -> bool {
    let mut child = command
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    while !now() {
        if child.try_wait().unwrap().is_some() {
            return false;
        }
        std::thread::sleep(Duration::from_millis(1));
    }
    child.kill().unwrap();
    child.wait().unwrap().code().is_none()
}

/// A part of `whole`, another one each time.
pub fn some_part(whole: Duration) -> Duration {
    use std::hash::{BuildHasher, RandomState};
    let thousandths = RandomState::new().hash_one(0) % 1_000;
    whole * u32::try_from(thousandths).unwrap() / 1_000
}

/// A path as an argument.
pub fn text(path: &Path) -> &str {
    path.to_str().unwrap()
}
