//! The whole program in one process: a database of its own, memory mail, manual clock.

use std::{
    path::{Path, PathBuf},
    sync::{
        Arc,
        atomic::{AtomicU32, Ordering},
    },
};

use chrono::{DateTime, NaiveDate, TimeZone, Utc};
use patuh::{
    clock::{Clock, ManualClock},
    config,
    domain::{
        ids::{DirectiveId, OfficerId},
        role::Role,
        schedule::Action,
        verdict::Limits,
    },
    intake::{Kind, PersonKeyer},
    mail::{Domains, Memory, Templates, Transport},
    services::{
        Almanac, CheckReport, City, ImportReport, ImportRequest, ListLine, MailRules, Pace,
        Rulebook, SealKey, Seeds, Services, SessionKey, SignInRules,
    },
    store::{Actor, CheckScope, Entry, ListFilter, NewDirective, Schedule, Store},
};
use sea_orm::{ConnectionTrait, Database};

/// The day on which every story begins, a Monday.
pub fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap()
}

/// The secret of the stories' person keys; made up, used nowhere else.
pub const SECRET: [u8; 32] = [7; 32];

/// A folder that goes when the story ends.
pub struct Folder(PathBuf);

impl Folder {
    pub fn new() -> Self {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let path = std::env::temp_dir().join(format!("patuh-it-{}-{number}", std::process::id()));
        std::fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    pub fn path(&self) -> &Path {
        &self.0
    }

    /// Writes a file into it.
    pub fn file(&self, name: &str, content: impl AsRef<[u8]>) -> PathBuf {
        let path = self.0.join(name);
        std::fs::write(&path, content).unwrap();
        path
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// The address of a database of its own: a file, or a new one on the PostgreSQL of
/// `TEST_DATABASE_URL`.
pub async fn fresh_database(folder: &Folder) -> String {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    #[expect(clippy::disallowed_methods, reason = "the tests' one setting")]
    let Ok(server) = std::env::var("TEST_DATABASE_URL") else {
        return format!("sqlite://{}/patuh.db", folder.path().display());
    };
    let number = NEXT.fetch_add(1, Ordering::Relaxed);
    let name = format!("it_{}_{number}", std::process::id());
    let db = Database::connect(&server).await.unwrap();
    db.execute_unprepared(&format!("CREATE DATABASE {name}"))
        .await
        .unwrap();
    db.close().await.unwrap();
    let (base, query) = server.split_once('?').unwrap_or((&server, ""));
    let base = base.rsplit_once('/').unwrap().0;
    format!("{base}/{name}?{query}")
}

/// Whether the stories run on PostgreSQL.
pub fn on_postgres() -> bool {
    #[expect(clippy::disallowed_methods, reason = "the tests' one setting")]
    std::env::var("TEST_DATABASE_URL").is_ok()
}

/// How often a random story is told: more with `tests/run --long`.
pub fn rounds(short: u32) -> u32 {
    #[expect(clippy::disallowed_methods, reason = "the tests' one setting")]
    let factor: u32 = std::env::var("PATUH_TEST_ROUNDS")
        .ok()
        .and_then(|n| n.parse().ok())
        .unwrap_or(1);
    short * factor
}

/// The program with everything it needs.
pub struct Program {
    pub services: Services,
    pub clock: Arc<ManualClock>,
    pub mailbox: Memory,
    pub folder: Folder,
    pub url: String,
}

impl Program {
    /// A line for the audit log, of what a story does by itself.
    pub fn services_entry(&self, action: &'static str) -> Entry {
        Entry {
            id: self.clock.new_id(),
            actor: Actor::Job("story"),
            action,
            subject: String::new(),
            at: self.clock.now(),
        }
    }

    /// A fresh program at 09:00 WITA on Monday, 16 March 2026.
    pub async fn start() -> Self {
        let folder = Folder::new();
        let url = fresh_database(&folder).await;
        Self::start_at(folder, url).await
    }

    /// The same program on a database that exists already.
    pub async fn start_at(folder: Folder, url: String) -> Self {
        let clock = ManualClock::at(Utc.with_ymd_and_hms(2026, 3, 16, 1, 0, 0).unwrap());
        let (transport, mailbox) = Transport::memory("Disnaker <jkn@kota.example>").unwrap();
        let services = Self::services(&url, folder.path(), (clock.clone(), transport)).await;
        services.store.migrate().await.unwrap();
        services.prepare().await.unwrap();
        Self {
            services,
            clock,
            mailbox,
            folder,
            url,
        }
    }

    /// Services on a database, as another node would have them.
    pub async fn services(
        url: &str,
        data: &Path,
        (clock, transport): (Arc<ManualClock>, Transport),
    ) -> Services {
        let limits = Limits {
            enrolment_grace_days: 30,
            roster_days: 90,
            unreadable_share: 200,
        };
        let seeds = Seeds {
            ladders: config::ladders().unwrap(),
            directive: NewDirective {
                arrears_ladder: "arrears".to_owned(),
                id: DirectiveId::from_uuid(clock.new_id()),
                name: "jkn".to_owned(),
                number: None,
                issued_on: None,
                title: "Kepesertaan JKN".to_owned(),
                body: "Setiap perusahaan menanggung pekerjanya.".to_owned(),
                ladder: "city".to_owned(),
                valid_from: day(2025, 11, 28),
                valid_to: None,
            },
            schedules: vec![Schedule::plain(
                "reminders",
                "0 9 * * 1-5",
                Action::Reminders,
                clock.now(),
            )],
        };
        Services {
            store: Store::connect(url).await.unwrap(),
            clock,
            data: data.to_owned(),
            rules: Arc::new(rulebook(limits)),
            almanac: Arc::new(Almanac::new(config::holidays("").unwrap(), true)),
            city: Arc::new(city()),
            templates: Arc::new(Templates::embedded().unwrap()),
            capture: transport.clone(),
            transport,
            mail_rules: Arc::new(MailRules {
                trial: None,
                may_go_live: true,
                window: false,
                pace: Pace::default(),
            }),
            keyer: Arc::new(PersonKeyer::new(&SECRET)),
            sign_in: Arc::new(SignInRules::with_key(SessionKey::new([5; 32]))),
            seal: Arc::new(SealKey::of(&[9; 32])),
            desk: Arc::default(),
            seeds: Arc::new(seeds),
            doors: Arc::default(),
            domains: Domains::default(),
            matcher: Arc::default(),
        }
    }

    /// Moves the clock to 09:00 WITA of a later day.
    pub fn morning_of(&self, on: NaiveDate) {
        let at: DateTime<Utc> = on.and_hms_opt(1, 0, 0).unwrap().and_utc();
        self.clock.advance(at - self.clock.now());
    }

    /// Imports one CSV text as of a day.
    pub async fn import(&self, kind: Kind, csv: &str, as_of: NaiveDate) -> ImportReport {
        let file = self.folder.file(&format!("{}.csv", kind.code()), csv);
        self.import_file(kind, file, as_of).await
    }

    /// Imports one file as of a day.
    pub async fn import_file(&self, kind: Kind, file: PathBuf, as_of: NaiveDate) -> ImportReport {
        let request = ImportRequest {
            kind,
            files: vec![file],
            as_of: Some(as_of),
            source: None,
            dry_run: false,
            report: Some(self.folder.path().join("ditolak.csv")),
            demo: false,
        };
        self.services.import(request, Arc::new(())).await.unwrap()
    }

    /// Checks what is owed, as of a day.
    pub async fn check(&self, on: NaiveDate) -> CheckReport {
        self.services
            .check(Some(on), CheckScope::Owed)
            .await
            .unwrap()
    }

    /// Checks everybody, as of a day.
    pub async fn check_everybody(&self, on: NaiveDate) -> CheckReport {
        self.services
            .check(Some(on), CheckScope::Everybody)
            .await
            .unwrap()
    }

    /// The whole list.
    pub async fn list(&self) -> Vec<ListLine> {
        let mut lines = Vec::new();
        self.services
            .list(&ListFilter::default(), |line| {
                lines.push(line.clone());
                Ok(())
            })
            .await
            .unwrap();
        lines
    }

    /// An officer of a role, added where there is none of that address.
    pub async fn officer(&self, name: &str, email: &str, role: Role) -> OfficerId {
        self.services.add_officer(name, email, role).await.unwrap();
        let tx = self.services.store.read().await.unwrap();
        tx.officer_by_email(email).await.unwrap().unwrap().id
    }

    /// Two officers who may confirm.
    pub async fn officers(&self) -> (&'static str, &'static str) {
        for (name, email) in [
            ("Rina Contoh", "rina@kota.example"),
            ("Budi Misal", "budi@kota.example"),
        ] {
            self.services
                .add_officer(name, email, Role::LabourOfficer)
                .await
                .unwrap();
        }
        ("rina@kota.example", "budi@kota.example")
    }

    /// Confirms every case that waits.
    pub async fn confirm_all(&self) -> u64 {
        let officers = self.officers().await;
        self.services
            .confirm_cases(None, officers)
            .await
            .unwrap()
            .confirmed
    }
}

fn city() -> City {
    City {
        name: "Bontang".to_owned(),
        zone: chrono_tz::Asia::Makassar,
        zone_name: "WITA".to_owned(),
        opens: chrono::NaiveTime::from_hms_opt(8, 0, 0).unwrap(),
        closes: chrono::NaiveTime::from_hms_opt(16, 0, 0).unwrap(),
        office: "Dinas Ketenagakerjaan Kota Bontang".to_owned(),
        office_short: "Disnaker Kota Bontang".to_owned(),
        contact_name: "Bidang Hubungan Industrial".to_owned(),
        contact_phone: "(0548) 000000".to_owned(),
        contact_email: "hi@kota.example".to_owned(),
        reply_email: "jkn@kota.example".to_owned(),
        reply_by_case: false,
        bpjs_email: Some("kepesertaan@bpjs.example".to_owned()),
        verify_phone: "(0548) 000001".to_owned(),
        target_percent: "95".to_owned(),
    }
}

fn rulebook(limits: Limits) -> Rulebook {
    Rulebook {
        limits,
        rates: config::rates("").unwrap(),
        keep_roster_days: 90,
        keep_participant_days: 400,
        keep_returned_days: 400,
        keep_answer_file_days: 365,
        keep_sent_days: 1_825,
        certificate_days: 90,
    }
}

/// One cell of the list, by its column.
pub fn cell(line: &ListLine, column: &str) -> String {
    let at = ListLine::COLUMNS.iter().position(|c| *c == column).unwrap();
    line.cells()[at].plain()
}
