//! The made-up city: real files, the ordinary import, the ordinary check, two made-up officers.

use std::{fs, path::PathBuf, sync::Arc};

use chrono::NaiveDate;
use serde::Serialize;

use super::{
    CheckReport, CitySummary, ConfirmReport, DemoAccount, ImportReport, ImportRequest, Rehearsal,
    RemindReport, SendReport, ServiceError, Services, Watcher,
};
use crate::{
    intake::Kind,
    store::{CheckScope, ListRow},
    synthetic::{CityPlan, Format, write_city},
};

/// Firms of the made-up city.
const FIRMS: u32 = 850;
/// The made-up city is the same everywhere.
const SEED: u64 = 64_74;

/// The two made-up officers.
pub const DEMO_OFFICERS: [(&str, &str); 2] = [
    ("Rina Contoh", "rina@kota.example"),
    ("Budi Misal", "budi@kota.example"),
];

/// What the demonstration did.
#[derive(Debug, Clone, Serialize)]
pub struct DemoReport {
    /// Where the made-up files lie.
    pub files: PathBuf,
    /// The day they speak of.
    pub as_of: NaiveDate,
    /// What each import did.
    pub imports: Vec<ImportReport>,
    /// What the check did.
    pub check: CheckReport,
    /// The city in a few numbers.
    pub summary: CitySummary,
    /// Cases that the two officers confirmed.
    pub confirmed: ConfirmReport,
    /// Reminders that were queued.
    pub reminders: RemindReport,
    /// Mails that were "sent".
    pub mails: SendReport,
    /// Where the mails lie.
    pub outbox: PathBuf,
    /// The letters that were written.
    pub letters: Vec<PathBuf>,
    /// Who may sign in, and how.
    pub accounts: Vec<DemoAccount>,
    /// The firms with most uncovered workers.
    #[serde(skip)]
    pub most_uncovered: Vec<ListRow>,
}

impl Services {
    /// Makes the city and does the whole job on it. Running it again is safe and sends nothing
    /// twice.
    ///
    /// # Errors
    /// When the database holds anything that isn't made up, or a step fails.
    pub async fn demo(&self, watcher: Arc<dyn Watcher>) -> Result<DemoReport, ServiceError> {
        self.mark_demo().await?;
        watcher.phase("membuat kota contoh");
        let folder = self.data.join("demo");
        let as_of = self.make_city(&folder).await?;
        let mut imports = Vec::new();
        for (kind, name) in [
            (Kind::Employers, "employers.csv"),
            (Kind::Roster, "roster.csv"),
            (Kind::Participants, "participants.csv"),
            (Kind::Contributions, "contributions.csv"),
        ] {
            watcher.phase(&format!("mengimpor {name}"));
            let request = ImportRequest {
                kind,
                files: vec![folder.join(name)],
                as_of: Some(as_of),
                source: None,
                dry_run: false,
                report: Some(folder.join(format!("ditolak-{}.csv", kind.code()))),
                demo: true,
            };
            imports.push(self.import(request, Arc::new(())).await?);
        }
        watcher.phase("memeriksa kepatuhan");
        let check = self.check(None, CheckScope::Owed).await?;
        watcher.phase("mengonfirmasi kasus sebagai dua petugas contoh");
        let accounts = self.demo_accounts().await?;
        let officers = (DEMO_OFFICERS[0].1, DEMO_OFFICERS[1].1);
        let confirmed = self.confirm_cases(None, officers).await?;
        watcher.phase("menyusun pengingat");
        let reminders = self.remind(Rehearsal::No, None).await?;
        watcher.phase("mengirim pos-el ke berkas");
        let mails = self.send_mail().await?;
        watcher.phase("menyusun surat edaran");
        let letters = self.write_drafts().await?;
        Ok(DemoReport {
            files: folder,
            as_of,
            imports,
            check,
            summary: self.city_summary().await?,
            confirmed,
            reminders,
            mails,
            outbox: self.data.join("outbox"),
            letters,
            accounts,
            most_uncovered: self.most_uncovered(10).await?,
        })
    }

    /// Makes the files once; a later run keeps them, so that it changes nothing.
    async fn make_city(&self, folder: &std::path::Path) -> Result<NaiveDate, ServiceError> {
        let marker = folder.join("as_of.txt");
        let known = fs::read_to_string(&marker)
            .ok()
            .and_then(|day| day.trim().parse().ok());
        if let Some(as_of) = known {
            return Ok(as_of);
        }
        let as_of = self.today();
        let plan = CityPlan {
            firms: FIRMS,
            seed: SEED,
            as_of,
            format: Format::Csv,
            messy: false,
        };
        let out = folder.to_owned();
        let written = tokio::task::spawn_blocking(move || write_city(&plan, &out)).await;
        written
            .expect("the generator does not panic")
            .map_err(|error| ServiceError::Refused(error.to_string()))?;
        fs::write(&marker, format!("{as_of}\n"))
            .map_err(|error| ServiceError::Write(marker, error))?;
        Ok(as_of)
    }
}
