//! Taking the last import of a kind back.
//!
//! What it superseded returns to its place, to the row: rows from `<table>_past`, scopes and
//! origins from what was kept beside them, fields from their changes. Nothing is guessed: where
//! something else builds on the import by now, it stays.

use std::collections::BTreeMap;

use chrono::TimeDelta;

use super::{CHECKING, Effect, STORING, Watcher, desk::Ticket, jobs::may_import, run::Aim, told};
use crate::{
    domain::{
        employer::Field,
        ids::{EmployerId, ImportJobId, OfficerId},
        names::match_name,
    },
    intake::{Kind, Mapping},
    services::{Refusal, ServiceError, Services},
    store::{
        Actor, BatchLine, CheckScope, EmployerBefore, ImportJob, JobEnd, JobSettings, JobState,
        KnownEmployer, Officer, Origins, StoreError, TakenBack, Tx,
    },
};

/// Days for which an import can be taken back.
pub const UNDO_DAYS: u16 = 30;

const NOT_LAST: Refusal = Refusal {
    code: "undo_not_last",
    words: "Hanya impor terakhir dari jenisnya yang dapat dibatalkan; batalkan dahulu yang lebih baru.",
};
const UNDONE: Refusal = Refusal {
    code: "undo_done",
    words: "Impor ini sudah dibatalkan.",
};
const TOO_OLD: Refusal = Refusal {
    code: "undo_too_old",
    words: "Data yang digantikan impor ini tidak lagi disimpan lengkap, sehingga impor ini tidak dapat dibatalkan.",
};
const USED: Refusal = Refusal {
    code: "undo_used",
    words: "Badan usaha dari impor ini sudah dipakai oleh daftar pekerja, kasus, penggabungan, atau catatan petugas yang lebih baru; batalkan itu dahulu.",
};
const ROLE: Refusal = Refusal {
    code: "import_role",
    words: "Jenis berkas ini diimpor oleh petugas dengan peran lain.",
};

/// An import that somebody thinks of taking back.
#[derive(Debug, Clone)]
pub struct Undoing {
    /// The import.
    pub batch: BatchLine,
    /// The one that counts again afterwards, if there is any.
    pub before: Option<BatchLine>,
    /// Why it can't be.
    pub refused: Option<Refusal>,
}

impl Services {
    /// What taking an import back would mean.
    ///
    /// # Errors
    /// [`ServiceError::Missing`] when there is no import of that number.
    pub async fn undoing(&self, no: i32) -> Result<Undoing, ServiceError> {
        let tx = self.store.read().await?;
        let batch = batch_of(&tx, no).await?;
        let refused = match self.undoable(&tx, &batch).await {
            Ok(()) => None,
            Err(ServiceError::Barred(refusal)) => Some(refusal),
            Err(error) => return Err(error),
        };
        let earlier = tx.batches(Some(no), 1_000).await?;
        let stands = |line: &BatchLine| line.kind == batch.kind && line.undone_at.is_none();
        let before = earlier.into_iter().find(stands);
        Ok(Undoing {
            batch,
            before,
            refused,
        })
    }

    /// Takes an import back, in the background; answers the job that does it.
    ///
    /// # Errors
    /// [`ServiceError::Barred`] when it isn't the last of its kind, something builds on it, it
    /// lies too far back, another import runs, or the role doesn't import such files.
    ///
    /// # Panics
    /// Never: names of columns are plain data.
    pub async fn undo_import(
        &self,
        no: i32,
        officer: &Officer,
    ) -> Result<ImportJobId, ServiceError> {
        let tx = self.store.begin().await?;
        let batch = batch_of(&tx, no).await?;
        let kind = Kind::from_code(&batch.kind);
        if kind.is_none_or(|kind| !may_import(officer.role, kind)) {
            return Err(ServiceError::Barred(ROLE));
        }
        self.undoable(&tx, &batch).await?;
        let id = ImportJobId::from_uuid(self.clock.new_id());
        let settings = JobSettings {
            kind: Some(batch.kind),
            source: batch.source,
            as_of: batch.as_of,
            mapping: serde_json::to_string(&Mapping::default()).expect("names are plain data"),
        };
        tx.add_import_job((id, officer.id), &settings, Some(no), &[], self.clock.now())
            .await?;
        let actor = Actor::Officer(officer.id);
        tx.commit(self.entry(actor.clone(), "import.undo", batch.id.to_string()))
            .await?;
        match self.begin(id, officer.id, Aim::Undo).await {
            Ok(()) => Ok(id),
            Err(error) => {
                self.put_away(id, actor).await?;
                Err(error)
            }
        }
    }

    async fn undoable(&self, tx: &Tx, batch: &BatchLine) -> Result<(), ServiceError> {
        let last = tx.last_batch(&batch.kind).await?;
        let refusal = if batch.undone_at.is_some() {
            UNDONE
        } else if last.is_none_or(|last| last.no != batch.no) {
            NOT_LAST
        } else if !batch.keeps_past
            || batch.at < self.clock.now() - TimeDelta::days(UNDO_DAYS.into())
        {
            TOO_OLD
        } else if tx.made_and_used(batch.no).await? > 0
            || tx.merged_since(&batch.kind, batch.no).await?
        {
            USED
        } else {
            return Ok(());
        };
        Err(ServiceError::Barred(refusal))
    }

    /// The work of such a job.
    pub(super) async fn work_undo(
        &self,
        job: &ImportJob,
        by: OfficerId,
        ticket: &Ticket,
    ) -> Result<(), ServiceError> {
        ticket.phase(STORING);
        let tx = self.store.begin().await?;
        tx.alone().await?;
        let batch = batch_of(&tx, job.undoes.unwrap_or_default()).await?;
        self.undoable(&tx, &batch).await?;
        self.check_within(&tx, None, CheckScope::Owed).await?;
        let done = if batch.kind == Kind::Employers.code() {
            self.take_back_employers(&tx, batch.no).await?
        } else {
            tx.take_back_rows(&batch.kind, batch.no).await?
        };
        tx.mark_undone(batch.no, by, self.clock.now()).await?;
        tx.analyse().await?;
        ticket.phase(CHECKING);
        let (check, flips) = self.check_within(&tx, None, CheckScope::Everybody).await?;
        let effect = Effect {
            back: done.back,
            gone: done.gone,
            ..Effect::default()
        };
        let effect = effect.turning(&tx, check.assessed, flips).await?;
        let end = JobEnd {
            state: JobState::Done,
            batch_no: None,
            report: serde_json::to_string(&effect).ok(),
            fault: None,
        };
        tx.end_import_job(job.id, &end, self.clock.now()).await?;
        tx.also(self.check_entry(&check)).await?;
        let entry = self.entry(Actor::Officer(by), "batch.undo", batch.id.to_string());
        Ok(tx.commit(entry).await?)
    }

    /// Employers that the batch made go; the others say again what they said before, except
    /// where somebody has told something newer since.
    async fn take_back_employers(&self, tx: &Tx, no: i32) -> Result<TakenBack, ServiceError> {
        let mut done = TakenBack::default();
        let (mut after, mut names, mut again) = (None, Vec::new(), Vec::new());
        loop {
            let page = tx.employers_before(no, after).await?;
            let (Some(first), Some(last)) = (page.first(), page.last()) else {
                break;
            };
            after = Some(last.id);
            let changes = tx.changes_of_batch(no, (first.id, last.id)).await?;
            let ids: Vec<EmployerId> = page.iter().map(|before| before.id).collect();
            let known = tx.employers(&ids).await?.into_iter();
            let mut known: BTreeMap<EmployerId, KnownEmployer> =
                known.map(|employer| (employer.id, employer)).collect();
            for before in &page {
                let Some(employer) = known.get_mut(&before.id) else {
                    continue;
                };
                names.extend(employer.record.get(Field::Name).map(match_name));
                let own = changes.iter().filter(|(id, ..)| *id == before.id);
                revert(employer, before, own, no)?;
            }
            let kept = page.iter().filter(|before| before.known.is_some());
            let write: Vec<_> = kept
                .filter_map(|before| known.get(&before.id))
                .map(|employer| (employer, told::derived(employer)))
                .collect();
            done.back += write.len() as u64;
            names.extend(write.iter().map(|(_, facts)| facts.match_name.clone()));
            tx.put_employers(&write, self.clock.now())
                .await
                .map_err(used)?;
            let written: Vec<EmployerId> = write.iter().map(|(one, _)| one.id).collect();
            again.extend(&written);
            tx.take_back_strays(&written, self.verification_due())
                .await?;
        }
        done.gone = tx.forget_made(no).await.map_err(used)?;
        tx.mark_namesakes(&names).await?;
        self.find_within(tx, Some(&again), None).await?;
        Ok(done)
    }
}

async fn batch_of(tx: &Tx, no: i32) -> Result<BatchLine, ServiceError> {
    let batch = tx.batch(no).await?;
    batch.ok_or_else(|| ServiceError::Missing(format!("Impor nomor {no}")))
}

/// Something else speaks of an employer that would go, or bears a number that would return.
fn used(error: StoreError) -> ServiceError {
    match error {
        StoreError::InUse(_) | StoreError::Twice(_) => ServiceError::Barred(USED),
        other => other.into(),
    }
}

/// Puts an employer back as it was before a batch, but for what was told since.
fn revert<'a>(
    employer: &mut KnownEmployer,
    before: &EmployerBefore,
    changes: impl Iterator<Item = &'a (EmployerId, Field, Option<String>)>,
    no: i32,
) -> Result<(), ServiceError> {
    let since = |employer: &KnownEmployer, field: Field| {
        let origin = employer.origins.of(field);
        origin.is_some_and(|origin| origin.batch != no)
    };
    let Some((origins, sources)) = &before.known else {
        let told = employer.origins.0.iter().any(|origin| origin.batch != no);
        return if told {
            Err(ServiceError::Barred(USED))
        } else {
            Ok(())
        };
    };
    for (_, field, was) in changes {
        if !since(employer, *field) {
            employer.record.set(*field, was.clone());
        }
    }
    let mut restored: Origins = origins.clone();
    for origin in employer
        .origins
        .0
        .iter()
        .filter(|origin| origin.batch != no)
    {
        let newer: Vec<Field> = Field::ALL
            .into_iter()
            .filter(|field| origin.fields.iter().any(|code| code == field.code()))
            .filter(|field| {
                let was = origins.of(*field);
                was.is_none_or(|was| (was.batch, was.row) != (origin.batch, origin.row))
            })
            .collect();
        if !newer.is_empty() {
            restored.put(origin, &newer);
        }
    }
    employer.origins = restored;
    employer.sources.clone_from(sources);
    Ok(())
}
