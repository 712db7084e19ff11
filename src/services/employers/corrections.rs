//! What a person corrects in an employer's record. A correction is a fact like those of an
//! import, with an author instead of a file: later facts may replace it, and what it replaced is
//! kept.

mod fields;

use std::collections::BTreeMap;

use chrono::NaiveDate;
use sha2::{Digest, Sha256};

use super::{barred, own, remarks, short_print};
use crate::{
    domain::{
        employer::{Field, Record},
        ids::{BatchId, EmployerId, OfficerId},
        names::match_name,
    },
    services::{ServiceError, Services, imports::derived},
    store::{Actor, Batch, KnownEmployer, NewCorrection, Origin, Setting, Tx},
};

pub use fields::FieldFault;

/// The fields that a person may correct, in the order of the form.
pub const EDITABLE: [Field; 11] = [
    Field::Name,
    Field::Form,
    Field::Kbli,
    Field::Address,
    Field::Kelurahan,
    Field::ContactName,
    Field::Email,
    Field::Phone,
    Field::Nib,
    Field::Npwp,
    Field::Code,
];

/// A correction as it was typed.
#[derive(Debug, Clone)]
pub struct Correction {
    /// What each field is to say; a blank one is emptied, a missing one stays.
    pub values: BTreeMap<Field, String>,
    /// Why, if something was written.
    pub reason: Option<String>,
    /// The print of the record that the form was made from.
    pub seen: String,
}

/// What became of a correction.
#[derive(Debug)]
pub enum Corrected {
    /// These fields say something else now.
    Saved(Vec<Field>),
    /// It says what the record said already.
    Same,
    /// These fields can't be accepted.
    Faulty(Vec<(Field, FieldFault)>),
    /// Somebody else saved first: the record as it is now.
    Stale(Box<Record>),
}

/// Whether a firm does business.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// It closed.
    Closed,
    /// It is open, or open again.
    Open,
}

/// Tells one state of the editable fields from another.
#[must_use]
pub fn print(record: &Record) -> String {
    let mut hasher = Sha256::new();
    for field in EDITABLE {
        hasher.update(record.get(field).unwrap_or_default());
        hasher.update([0]);
    }
    short_print(hasher)
}

impl Services {
    /// Corrects fields of an employer's record.
    ///
    /// # Errors
    /// When the employer is unknown or merged, or the reason holds a NIK.
    pub async fn correct(
        &self,
        employer: EmployerId,
        correction: &Correction,
        by: OfficerId,
    ) -> Result<Corrected, ServiceError> {
        let reason = match correction.reason.as_deref().map(str::trim) {
            None | Some("") => None,
            Some(reason) => Some(remarks::words(reason)?),
        };
        let deaf = if self.domains.asks() && correction.values.contains_key(&Field::Email) {
            let seen = own(&self.store.read().await?, employer).await?;
            self.deaf_domains(&seen.record, &correction.values).await?
        } else {
            Vec::new()
        };
        let tx = self.store.begin().await?;
        tx.alone().await?;
        let before = own(&tx, employer).await?;
        if print(&before.record) != correction.seen {
            return Ok(Corrected::Stale(Box::new(before.record)));
        }
        let record = match self.read_fields(&tx, &before, &correction.values).await? {
            Ok(record) if deaf.is_empty() => record,
            Ok(_) => return Ok(Corrected::Faulty(deaf)),
            Err(faults) => return Ok(Corrected::Faulty(faults)),
        };
        let differing: Vec<Field> = Field::ALL
            .into_iter()
            .filter(|field| record.get(*field) != before.record.get(*field))
            .collect();
        if differing.is_empty() {
            return Ok(Corrected::Same);
        }
        if differing.contains(&Field::Email) {
            // What waits for the old address is written anew to the right one.
            tx.take_back_waiting(employer, self.verification_due())
                .await?;
        }
        self.save_record(&tx, (&before, record), (by, reason, None))
            .await?;
        tx.commit(self.entry(Actor::Officer(by), "employer.correct", employer.to_string()))
            .await?;
        self.find_again(&[employer]).await;
        self.recheck().await;
        Ok(Corrected::Saved(differing))
    }

    /// Records that a firm closed, or opened again.
    ///
    /// # Errors
    /// When it is recorded so already, the day is still to come, or the reason is missing.
    pub async fn set_status(
        &self,
        employer: EmployerId,
        (status, on): (Status, NaiveDate),
        reason: &str,
        by: OfficerId,
    ) -> Result<(), ServiceError> {
        let reason = remarks::words(reason)?;
        if on > self.today() {
            return Err(barred(
                "date-future",
                "Tanggalnya belum tiba; isi hari ini atau sebelumnya.",
            ));
        }
        let tx = self.store.begin().await?;
        tx.alone().await?;
        if !self
            .set_status_within(&tx, (employer, status), (on, reason), by)
            .await?
        {
            return Err(barred(
                "status-same",
                "Statusnya sudah tercatat demikian; tidak ada yang diubah.",
            ));
        }
        let action = match status {
            Status::Closed => "employer.close",
            Status::Open => "employer.reopen",
        };
        tx.commit(self.entry(Actor::Officer(by), action, employer.to_string()))
            .await?;
        self.recheck().await;
        Ok(())
    }

    /// The same as a part of the transaction of somebody who is alone; `false` where it is
    /// recorded so already.
    pub(in crate::services) async fn set_status_within(
        &self,
        tx: &Tx,
        (employer, status): (EmployerId, Status),
        (on, reason): (NaiveDate, String),
        by: OfficerId,
    ) -> Result<bool, ServiceError> {
        let closed = status == Status::Closed;
        let values = [(Field::Closed, closed.to_string())];
        let before = own(tx, employer).await?;
        if (before.record.get(Field::Closed) == Some("true")) == closed {
            return Ok(false);
        }
        self.declare_within(tx, (employer, &values), (reason, Some(on)), by)
            .await
    }

    /// Writes facts down that a firm declared and an officer accepted, in the transaction of somebody who is alone; `false` where they are on record already.
    pub(in crate::services) async fn declare_within(
        &self,
        tx: &Tx,
        (employer, values): (EmployerId, &[(Field, String)]),
        (reason, on): (String, Option<NaiveDate>),
        by: OfficerId,
    ) -> Result<bool, ServiceError> {
        let before = own(tx, employer).await?;
        let mut record = before.record.clone();
        for (field, value) in values {
            record.set(*field, Some(value.clone()));
        }
        let differs = |field: &Field| record.get(*field) != before.record.get(*field);
        if !values.iter().any(|(field, _)| differs(field)) {
            return Ok(false);
        }
        self.save_record(tx, (&before, record), (by, Some(reason), on))
            .await?;
        Ok(true)
    }

    /// Writes a record down as one person's statement of today.
    async fn save_record(
        &self,
        tx: &Tx,
        (before, record): (&KnownEmployer, Record),
        (by, reason, on_day): (OfficerId, Option<String>, Option<NaiveDate>),
    ) -> Result<(), ServiceError> {
        let batch = self.person_batch(tx, "correction", by).await?;
        let new = NewCorrection {
            batch_no: batch.no,
            employer: before.id,
            by,
            at: batch.at,
            reason,
            on_day,
        };
        tx.add_correction(&new).await?;
        let after = KnownEmployer {
            record,
            ..before.clone()
        };
        self.put_changed(tx, (before, after), &batch).await
    }

    /// A batch for what a person says, without a file.
    pub(super) async fn person_batch(
        &self,
        tx: &Tx,
        kind: &'static str,
        by: OfficerId,
    ) -> Result<Batch, ServiceError> {
        let batch = Batch {
            id: BatchId::from_uuid(self.clock.new_id()),
            no: tx.next_batch_no().await?,
            kind,
            source: None,
            as_of: self.today(),
            at: self.clock.now(),
            demo: tx.setting(Setting::Demo).await?.is_some(),
            by: Some(by),
        };
        tx.add_batch(&batch, &[], (1, 0)).await?;
        Ok(batch)
    }

    /// Puts a changed record in place: with its origins, its past, and the marks it asks for.
    async fn put_changed(
        &self,
        tx: &Tx,
        (before, mut after): (&KnownEmployer, KnownEmployer),
        batch: &Batch,
    ) -> Result<(), ServiceError> {
        let mut changes = Vec::new();
        let mut fields = Vec::new();
        for field in Field::ALL {
            if before.record.get(field) != after.record.get(field) {
                let was = before.record.get(field).map(str::to_owned);
                changes.push((before.id, field, was));
                fields.push(field);
            }
        }
        let origin = Origin {
            batch: batch.no,
            file: 0,
            row: 0,
            as_of: batch.as_of,
            source: PERSON.to_owned(),
            fields: Vec::new(),
        };
        after.origins.put(&origin, &fields);
        let facts = derived(&after);
        tx.put_employers(&[(&after, facts)], batch.at).await?;
        tx.add_employer_changes(batch.no, &changes).await?;
        // Who was like it under its old name may be like nobody now.
        let names: Vec<String> = [before, &after]
            .into_iter()
            .filter_map(|e| e.record.get(Field::Name).map(match_name))
            .collect();
        Ok(tx.mark_namesakes(&names).await?)
    }
}

/// The source's code of what a person said.
const PERSON: &str = "person";
