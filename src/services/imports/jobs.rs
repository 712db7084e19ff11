//! Imports that officers send through the site: received, looked at, confirmed or thrown away.

use chrono::NaiveDate;

use super::{JobView, Upload, run::Aim};
use crate::{
    domain::{
        ids::{ImportJobId, OfficerId},
        role::Role,
    },
    intake::{Kind, Mapping},
    services::{Refusal, ServiceError, Services},
    store::{
        Actor, ImportJob, JobEnd, JobFile, JobSettings, JobState, Officer, Source, StoreError,
    },
};

/// Another import runs.
pub(super) const BUSY: Refusal = Refusal {
    code: "import_busy",
    words: "Impor lain sedang berjalan; tunggu sampai selesai.",
};
const STATE: Refusal = Refusal {
    code: "import_state",
    words: "Impor ini sudah berlanjut atau sudah ditutup; muat ulang halamannya.",
};
const NO_KIND: Refusal = Refusal {
    code: "import_no_kind",
    words: "Jenis berkas belum dipilih.",
};
const ROLE: Refusal = Refusal {
    code: "import_role",
    words: "Jenis berkas ini diimpor oleh petugas dengan peran lain.",
};
const NO_FILES: Refusal = Refusal {
    code: "import_no_files",
    words: "Belum ada berkas yang dipilih.",
};
const DEMO: Refusal = Refusal {
    code: "import_demo",
    words: "Basis data ini berisi kota contoh; hanya berkas contoh yang boleh diimpor ke sini.",
};

/// Whether somebody of that role imports files of that kind.
#[must_use]
pub fn may_import(role: Role, kind: Kind) -> bool {
    match role {
        Role::Admin => true,
        Role::LabourOfficer => kind != Kind::Participants,
        Role::HealthOfficer => matches!(kind, Kind::Participants | Kind::Contributions),
        Role::Approver | Role::Viewer => false,
    }
}

/// What an officer says about the files of an import.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewImport {
    /// What they hold; told from their columns where `None`.
    pub kind: Option<Kind>,
    /// Where a list of employers comes from; told from its columns where `None`.
    pub source: Option<Source>,
    /// The day they speak of.
    pub as_of: NaiveDate,
    /// What their columns are called, beyond the names that are known anyway.
    pub mapping: Mapping,
}

impl NewImport {
    fn settings(&self) -> JobSettings {
        JobSettings {
            kind: self.kind.map(|kind| kind.code().to_owned()),
            source: self.source.map(|source| source.code().to_owned()),
            as_of: self.as_of,
            mapping: serde_json::to_string(&self.mapping).expect("names are plain data"),
        }
    }

    pub(super) fn of(settings: &JobSettings) -> Result<Self, ServiceError> {
        let corrupt = |column| StoreError::Corrupt {
            table: "import_job",
            column,
        };
        Ok(Self {
            kind: settings.kind.as_deref().and_then(Kind::from_code),
            source: settings.source.as_deref().and_then(Source::from_code),
            as_of: settings.as_of,
            mapping: serde_json::from_str(&settings.mapping).map_err(|_| corrupt("mapping"))?,
        })
    }
}

impl Services {
    /// Makes a job of files that have arrived. Where it is known what they hold, their effect
    /// is worked out at once, in the background.
    ///
    /// # Errors
    /// [`ServiceError::Barred`] when nothing was sent, the officer's role doesn't import such
    /// files, or real files are sent to a made-up city; the files are gone then.
    pub async fn receive_import(
        &self,
        mut upload: Upload,
        said: NewImport,
        officer: &Officer,
        is_sample: bool,
    ) -> Result<ImportJobId, ServiceError> {
        if upload.is_empty() {
            return Err(ServiceError::Barred(NO_FILES));
        }
        if self.is_demo().await? && !is_sample {
            return Err(ServiceError::Barred(DEMO));
        }
        let id = upload.id;
        let files = upload.files()?.to_vec();
        let kind = match said.kind {
            Some(kind) => Some(kind),
            None => self.kind_of(id, &files, &said.mapping).await,
        };
        allowed(officer, kind)?;
        let said = NewImport { kind, ..said };
        let now = self.clock.now();
        let tx = self.store.begin().await?;
        tx.add_import_job((id, officer.id), &said.settings(), None, &files, now)
            .await?;
        let actor = Actor::Officer(officer.id);
        tx.commit(self.entry(actor, "import.upload", id.to_string()))
            .await?;
        upload.keep();
        if kind.is_some() {
            match self.begin(id, officer.id, Aim::Preview).await {
                // The files wait until the other import is done.
                Ok(()) | Err(ServiceError::Barred(_)) => {}
                Err(error) => return Err(error),
            }
        }
        Ok(id)
    }

    /// What all files hold, if it can be told and is the same.
    async fn kind_of(&self, id: ImportJobId, files: &[JobFile], mapping: &Mapping) -> Option<Kind> {
        let outlines = self.outlines(id, files, None, mapping).await;
        let mut kinds = outlines.iter().map(|found| found.as_ref().ok()?.kind);
        let first = kinds.next()??;
        kinds.all(|kind| kind == Some(first)).then_some(first)
    }

    /// Works the effect of an import out, as the officer now describes the files.
    ///
    /// # Errors
    /// [`ServiceError::Barred`] when another import runs, this one has moved on, or the role
    /// doesn't import such files.
    pub async fn preview_import(
        &self,
        id: ImportJobId,
        said: &NewImport,
        officer: &Officer,
    ) -> Result<(), ServiceError> {
        let job = self.import_job(id).await?;
        waiting(&job)?;
        allowed(officer, job.said.kind)?;
        allowed(officer, said.kind)?;
        let tx = self.store.begin().await?;
        tx.set_import_job(id, &said.settings()).await?;
        let actor = Actor::Officer(officer.id);
        tx.commit(self.entry(actor, "import.describe", id.to_string()))
            .await?;
        self.begin(id, officer.id, Aim::Preview).await
    }

    /// Imports files whose effect somebody has seen.
    ///
    /// # Errors
    /// As [`Services::preview_import`].
    pub async fn confirm_import(
        &self,
        id: ImportJobId,
        officer: &Officer,
    ) -> Result<(), ServiceError> {
        let job = self.import_job(id).await?;
        if job.state != JobState::Previewed {
            return Err(ServiceError::Barred(STATE));
        }
        allowed(officer, job.said.kind)?;
        self.begin(id, officer.id, Aim::Import).await
    }

    /// Throws an upload away.
    ///
    /// # Errors
    /// As [`Services::preview_import`].
    pub async fn discard_import(
        &self,
        id: ImportJobId,
        officer: &Officer,
    ) -> Result<(), ServiceError> {
        let job = self.import_job(id).await?;
        waiting(&job)?;
        allowed(officer, job.said.kind)?;
        self.put_away(id, Actor::Officer(officer.id)).await
    }

    pub(super) async fn put_away(&self, id: ImportJobId, actor: Actor) -> Result<(), ServiceError> {
        self.remove_upload(id)?;
        let end = JobEnd {
            state: JobState::Discarded,
            batch_no: None,
            report: None,
            fault: None,
        };
        let tx = self.store.begin().await?;
        tx.forget_rejected(id).await?;
        tx.end_import_job(id, &end, self.clock.now()).await?;
        tx.commit(self.entry(actor, "import.discard", id.to_string()))
            .await?;
        Ok(())
    }

    /// Marks a job as being worked on and begins.
    pub(super) async fn begin(
        &self,
        id: ImportJobId,
        officer: OfficerId,
        aim: Aim,
    ) -> Result<(), ServiceError> {
        let now = self.clock.now();
        let tx = self.store.begin().await?;
        let job = tx.import_job(id).await?;
        let job = job.ok_or_else(|| ServiceError::Missing(format!("Impor {id}")))?;
        if job.undoes.is_none() && job.settings.kind.is_none() {
            return Err(ServiceError::Barred(NO_KIND));
        }
        if !tx.start_import_job(id, aim.state(), now).await? {
            return Err(ServiceError::Barred(BUSY));
        }
        let actor = Actor::Officer(officer);
        tx.commit(self.entry(actor, aim.action(), id.to_string()))
            .await?;
        self.set_to_work(job, officer, aim);
        Ok(())
    }

    /// Begins with the files that wait for another import to end, if there are any and none runs.
    pub(super) async fn begin_next(&self) -> Result<(), ServiceError> {
        let jobs = self.store.read().await?.open_import_jobs().await?;
        if jobs.iter().any(|job| job.running) {
            return Ok(());
        }
        let waits = |job: &&ImportJob| {
            job.state == JobState::Uploaded && job.settings.kind.is_some() && job.undoes.is_none()
        };
        let Some(next) = jobs.iter().find(waits) else {
            return Ok(());
        };
        match self.begin(next.id, next.officer, Aim::Preview).await {
            // Somebody was quicker.
            Ok(()) | Err(ServiceError::Barred(_)) => Ok(()),
            Err(error) => Err(error),
        }
    }
}

fn allowed(officer: &Officer, kind: Option<Kind>) -> Result<(), ServiceError> {
    let fits = kind.map_or_else(
        || {
            Kind::ALL
                .into_iter()
                .any(|kind| may_import(officer.role, kind))
        },
        |kind| may_import(officer.role, kind),
    );
    if fits {
        Ok(())
    } else {
        Err(ServiceError::Barred(ROLE))
    }
}

fn waiting(job: &JobView) -> Result<(), ServiceError> {
    match job.state {
        JobState::Uploaded | JobState::Previewed | JobState::Failed if job.undoes.is_none() => {
            Ok(())
        }
        JobState::Failed => Ok(()),
        _ => Err(ServiceError::Barred(STATE)),
    }
}
