//! A small made-up city in memory, brought in by the ordinary import.

use std::{fmt::Write, fs, path::PathBuf, sync::Arc};

use chrono::{DateTime, NaiveDate, Utc};

use crate::{
    clock::ManualClock,
    config,
    domain::{ids::DirectiveId, role::Role, schedule::Action, verdict::Limits},
    intake::{Kind, PersonKeyer},
    mail::{Domains, Templates, Transport},
    services::{
        Almanac, City, ImportRequest, MailRules, Pace, Rehearsal, Rulebook, Seeds, Services,
        SessionKey, SignInRules, Visitor,
    },
    store::{CheckScope, NewDirective, Schedule, Store},
};

/// A name that would be more than a name if a page forgot to escape it.
pub const HOSTILE: &str = "PT Hostil <img src=x onerror=alert(1)> & Rekan";
/// Employers in the busy city: a page and a little more.
pub const FIRMS: usize = 57;

/// The services over a database in memory, with a folder that goes when the test ends.
pub struct Town {
    pub services: Services,
    pub clock: Arc<ManualClock>,
    folder: PathBuf,
}

impl Drop for Town {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.folder);
    }
}

fn day() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 3, 16).unwrap()
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
        contact_email: "hubungan.industrial@kota.example".to_owned(),
        reply_email: "jkn@kota.example".to_owned(),
        reply_by_case: false,
        bpjs_email: Some("kepesertaan@bpjs.example".to_owned()),
        verify_phone: "(0548) 000001".to_owned(),
        target_percent: "95".to_owned(),
    }
}

fn rules() -> Rulebook {
    Rulebook {
        limits: Limits {
            enrolment_grace_days: 30,
            roster_days: 90,
            unreadable_share: 200,
        },
        rates: config::rates("").unwrap(),
        keep_roster_days: 90,
        keep_participant_days: 400,
        keep_returned_days: 400,
        keep_answer_file_days: 365,
        keep_sent_days: 1_825,
        certificate_days: 90,
    }
}

fn seeds(now: DateTime<Utc>) -> Seeds {
    Seeds {
        ladders: config::ladders().unwrap(),
        directive: NewDirective {
            arrears_ladder: "arrears".to_owned(),
            id: DirectiveId::from_uuid(uuid::Uuid::from_u128(1)),
            name: "jkn-pekerja".to_owned(),
            number: None,
            issued_on: None,
            title: "Kepesertaan JKN".to_owned(),
            body: "Setiap perusahaan menanggung pekerjanya.".to_owned(),
            ladder: "city".to_owned(),
            valid_from: NaiveDate::from_ymd_opt(2025, 11, 28).unwrap(),
            valid_to: None,
        },
        schedules: vec![Schedule::plain(
            "reminders",
            "0 9 * * 1-5",
            Action::Reminders,
            now,
        )],
    }
}

impl Town {
    /// A city that has just begun.
    pub async fn empty() -> Self {
        let now = "2026-03-16T01:00:00Z".parse().unwrap();
        let id = uuid::Uuid::from_u128(rand_id());
        let folder = std::env::temp_dir().join(format!("patuh-web-{id}"));
        fs::create_dir_all(&folder).unwrap();
        let clock = ManualClock::at(now);
        let (transport, _) = Transport::memory("Contoh <jkn@kota.example>").unwrap();
        let services = Services {
            store: Store::connect("sqlite::memory:").await.unwrap(),
            clock: clock.clone(),
            data: folder.clone(),
            rules: Arc::new(rules()),
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
            keyer: Arc::new(PersonKeyer::new(&[7; 32])),
            sign_in: Arc::new(SignInRules::with_key(SessionKey::new([5; 32]))),
            seal: Arc::new(crate::services::SealKey::of(&[9; 32])),
            desk: Arc::default(),
            seeds: Arc::new(seeds(now)),
            doors: Arc::default(),
            domains: Domains::default(),
            matcher: Arc::default(),
        };
        services.store.migrate().await.unwrap();
        services.prepare().await.unwrap();
        Self {
            services,
            clock,
            folder,
        }
    }

    /// The same city before anybody looked at its cases.
    pub async fn waiting() -> Self {
        let town = Self::empty().await;
        town.fill().await;
        town
    }

    /// A made-up city after a first round: one firm with 2 of 3 workers enrolled, one with a
    /// hostile name and nobody enrolled, and many of which nothing is known.
    pub async fn busy() -> Self {
        let town = Self::waiting().await;
        let services = &town.services;
        let officers = ("rina@kota.example", "budi@kota.example");
        for email in [officers.0, officers.1] {
            services
                .add_officer("Contoh", email, Role::LabourOfficer)
                .await
                .unwrap();
        }
        services.confirm_cases(None, officers).await.unwrap();
        services.remind(Rehearsal::No, None).await.unwrap();
        services.send_mail().await.unwrap();
        town
    }

    async fn fill(&self) {
        let (town, services) = (self, &self.services);
        services.mark_demo().await.unwrap();
        town.import(Kind::Employers, "employers.csv", &employers())
            .await;
        let nik = |n: u32| format!("64740101019{n:05}");
        let mut roster = "nib,nik,tanggal_masuk\n".to_owned();
        let mut members = "nik,segmen,status,pisa,kode_bu\n".to_owned();
        for n in 1..=3 {
            writeln!(roster, "9120000000001,{},2020-01-01", nik(n)).unwrap();
        }
        writeln!(roster, "9120000000002,{},2020-01-01", nik(4)).unwrap();
        for n in 1..=2 {
            writeln!(members, "{},PPU BU,AKTIF,1,10000001", nik(n)).unwrap();
        }
        town.import(Kind::Roster, "roster.csv", &roster).await;
        town.import(Kind::Participants, "participants.csv", &members)
            .await;
        services
            .check(Some(day()), CheckScope::Everybody)
            .await
            .unwrap();
    }

    /// The cookie of an officer of that role who has just signed in.
    pub async fn enter(&self, role: Role) -> String {
        let email = format!("{}@kota.example", role.code().replace('_', "-"));
        self.enter_as(&email, role).await
    }

    /// The same for a certain officer.
    pub async fn enter_as(&self, email: &str, role: Role) -> String {
        let _ = self.services.add_officer("Contoh", email, role).await;
        let visitor = Visitor {
            address: "127.0.0.1".to_owned(),
            agent: "tests".to_owned(),
        };
        let opened = self
            .services
            .sign_in_by_provider(email, &visitor)
            .await
            .unwrap();
        format!("patuh_session={}", opened.token)
    }

    /// Another record of the first firm, under another form and without a NIB.
    pub async fn add_double(&self) {
        let csv = "nama,alamat,kode_bu\nToko Misal Jaya,Jl. Umpama 1,10000077\n";
        self.import(Kind::Employers, "double.csv", csv).await;
        let scope = CheckScope::Owed;
        self.services.check(Some(day()), scope).await.unwrap();
    }

    /// Gives three firms a worker each: paid for by the city, by the state, by the worker alone.
    pub async fn pay_by_others(&self) {
        let mut roster = "nib,nik,tanggal_masuk\n".to_owned();
        let mut members = "nik,segmen,status,pisa,kode_bu\n".to_owned();
        for (n, segment) in [(11, "PBPU Pemda"), (12, "PBI JK (APBN)"), (13, "PBPU")] {
            writeln!(roster, "91200000000{n},64740101018000{n},2020-01-01").unwrap();
            writeln!(members, "64740101018000{n},{segment},AKTIF,1,").unwrap();
        }
        self.import(Kind::Roster, "others.csv", &roster).await;
        self.import(Kind::Participants, "paid.csv", &members).await;
        let scope = CheckScope::Owed;
        self.services.check(Some(day()), scope).await.unwrap();
    }

    pub async fn import(&self, kind: Kind, name: &str, text: &str) {
        let file = self.folder.join(name);
        fs::write(&file, text).unwrap();
        let request = ImportRequest {
            kind,
            files: vec![file],
            as_of: Some(day()),
            source: None,
            dry_run: false,
            report: None,
            demo: true,
        };
        let report = self.services.import(request, Arc::new(())).await.unwrap();
        assert_eq!(report.rejected, 0, "{report:?}");
    }
}

fn employers() -> String {
    let mut text = "nama,nib,kode_bu,kelurahan,email\n".to_owned();
    writeln!(
        text,
        "PT Misal Jaya,9120000000001,10000001,Loktuan,hrd@misal.example"
    )
    .unwrap();
    writeln!(text, "{HOSTILE},9120000000002,,Guntung,hrd@hostil.example").unwrap();
    for n in 3..=FIRMS {
        writeln!(text, "CV Umpama {n:02},91200000000{n:02},,Guntung,").unwrap();
    }
    text
}

/// Tests run side by side, each in a folder of its own.
fn rand_id() -> u128 {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes).unwrap();
    u128::from_be_bytes(bytes)
}
