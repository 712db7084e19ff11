//! Getting a database ready, and making sure that it and this program belong together.

use super::{NewOfficer, ServiceError, Services, imports::UPLOADS};
use crate::{
    domain::{ids::OfficerId, role::Role},
    store::{Actor, Officer, Setting, Tx},
};

impl Services {
    /// Checks the person key, and adds what a new database begins with; the schema is up to date.
    ///
    /// # Errors
    /// [`ServiceError::Installation`] when the database was filled with another person key.
    pub async fn prepare(&self) -> Result<(), ServiceError> {
        self.clear_scratch();
        let print = self.keyer.fingerprint();
        let tx = self.store.read().await?;
        let known = tx.setting(Setting::PersonKey).await?;
        drop(tx);
        match known {
            Some(known) if known == print => {
                self.add_missing_ladders().await?;
                self.add_missing_offices().await?;
                self.open_calendar().await?;
                self.complete_letters().await?;
                self.recall_city().await
            }
            Some(_) => Err(ServiceError::Installation(
                "Kunci pekerja (person_key) bukan kunci yang dipakai basis data ini, sehingga \
                 pekerja tidak dapat dicocokkan. Kembalikan berkas kunci yang semula \
                 (<data>/secrets/person_key) atau pakai basis data kosong."
                    .to_owned(),
            )),
            None => self.begin_database(&print).await,
        }
    }

    /// Removes what killed imports were sorting or had still to keep, which is of no use. Uploads
    /// stay; they wait for somebody.
    fn clear_scratch(&self) {
        let folder = self.scratch();
        for entry in std::fs::read_dir(&folder).into_iter().flatten().flatten() {
            let name = entry.file_name();
            let name = name.to_string_lossy();
            let process = name.split('-').next().unwrap_or_default();
            let alive = process.parse::<u32>().is_ok()
                && std::path::Path::new("/proc").join(process).exists();
            if name != UPLOADS && !alive {
                let _ = std::fs::remove_dir_all(entry.path());
                let _ = std::fs::remove_file(entry.path());
            }
        }
        // Only an empty one goes.
        let _ = std::fs::remove_dir(folder.join(UPLOADS));
    }

    async fn begin_database(&self, print: &str) -> Result<(), ServiceError> {
        let tx = self.store.begin().await?;
        if tx
            .setting(Setting::PersonKey)
            .await?
            .is_some_and(|known| known != print)
        {
            return Err(ServiceError::Installation(
                "Basis data ini baru saja dimulai dengan kunci pekerja lain.".to_owned(),
            ));
        }
        tx.set(Setting::PersonKey, print).await?;
        self.seed_ladders(&tx).await?;
        self.seed_offices(&tx).await?;
        tx.seed_directive(&self.seeds.directive).await?;
        for schedule in &self.seeds.schedules {
            tx.add_schedule(schedule).await?;
        }
        let entry = self.entry(Actor::Command("migrate"), "installation.begin", "");
        tx.commit(entry).await?;
        self.open_calendar().await
    }

    /// Whether everything in the database is made up.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn is_demo(&self) -> Result<bool, ServiceError> {
        self.is_demo_in(&self.store.read().await?).await
    }

    /// The same, as a transaction sees it.
    pub(super) async fn is_demo_in(&self, tx: &Tx) -> Result<bool, ServiceError> {
        Ok(tx.setting(Setting::Demo).await?.is_some())
    }

    /// Marks an empty database as made up.
    ///
    /// # Errors
    /// [`ServiceError::Installation`] when it holds anything real.
    pub async fn mark_demo(&self) -> Result<(), ServiceError> {
        let tx = self.store.begin().await?;
        let real = tx.has_real_batches().await?
            || (!self.is_demo_in(&tx).await? && tx.employer_count().await? > 0);
        if real {
            return Err(ServiceError::Installation(
                "Basis data ini memuat data yang bukan contoh. `demo` hanya berjalan pada basis \
                 data kosong; pakai folder lain, misalnya `--data ./demo`."
                    .to_owned(),
            ));
        }
        tx.set(Setting::Demo, "true").await?;
        tx.commit(self.entry(Actor::Command("demo"), "installation.demo", ""))
            .await?;
        Ok(())
    }

    /// Adds an officer; `false` when the address is taken.
    ///
    /// # Errors
    /// When name or address are empty or no address, or the store fails.
    pub async fn add_officer(
        &self,
        name: &str,
        email: &str,
        role: Role,
    ) -> Result<bool, ServiceError> {
        let new = NewOfficer {
            name: name.to_owned(),
            email: email.to_owned(),
            role,
        }
        .checked()?;
        let officer = Officer {
            id: OfficerId::from_uuid(self.clock.new_id()),
            name: new.name,
            email: new.email,
            role,
        };
        let tx = self.store.begin().await?;
        let added = tx.add_officer(&officer, self.clock.now()).await?;
        if added {
            let subject = officer.id.to_string();
            tx.commit(self.entry(Actor::Command("user add"), "officer.add", subject))
                .await?;
        }
        Ok(added)
    }
}
