//! Signatories: who signs letters, in what capacity, and from when to when.

use chrono::NaiveDate;

use super::{office_edit::line, offices::known};
use crate::{
    domain::{
        identifiers::nik,
        ids::{OfficerId, SignatoryId},
        letter::{Capacity, Signatory},
    },
    services::{ServiceError, Services, barred},
    store::{Actor, SignatoryRow, Tx},
};

impl Services {
    /// Says who signs a letterhead's letters, from when to when.
    ///
    /// # Errors
    /// [`ServiceError::Barred`] when a field can't be accepted.
    pub async fn add_signatory(
        &self,
        code: &str,
        new: &Signatory,
        by: OfficerId,
    ) -> Result<SignatoryId, ServiceError> {
        let says = checked_signatory(new)?;
        let tx = self.store.begin().await?;
        known(&tx, code).await?;
        let row = SignatoryRow {
            id: SignatoryId::from_uuid(self.clock.new_id()),
            letterhead: code.to_owned(),
            says,
            in_use: false,
        };
        tx.add_signatory(&row, by, self.clock.now()).await?;
        let subject = format!("{code} {}", row.id);
        tx.commit(self.entry(Actor::Officer(by), "signatory.add", subject))
            .await?;
        Ok(row.id)
    }

    /// Says until when somebody signs; `None` while it goes on. Letters that were numbered with
    /// this person stay as they are.
    ///
    /// # Errors
    /// [`ServiceError::Barred`] when that is before the first day.
    pub async fn end_signatory(
        &self,
        (code, id): (&str, SignatoryId),
        last: Option<NaiveDate>,
        by: OfficerId,
    ) -> Result<(), ServiceError> {
        let tx = self.store.begin().await?;
        let row = signatory_of(&tx, code, id).await?;
        if last.is_some_and(|last| last < row.says.from) {
            return Err(SIGNATORY_DAYS);
        }
        tx.end_signatory(id, last).await?;
        let subject = format!("{code} {id}");
        tx.commit(self.entry(Actor::Officer(by), "signatory.end", subject))
            .await?;
        Ok(())
    }

    /// Removes somebody who was entered by mistake.
    ///
    /// # Errors
    /// [`ServiceError::Barred`] when letters name this person.
    pub async fn remove_signatory(
        &self,
        (code, id): (&str, SignatoryId),
        by: OfficerId,
    ) -> Result<(), ServiceError> {
        let tx = self.store.begin().await?;
        if signatory_of(&tx, code, id).await?.in_use {
            return Err(barred(
                "signatory-used",
                "Sudah ada surat dengan penanda tangan ini; isi tanggal akhirnya saja.",
            ));
        }
        tx.remove_signatory(id).await?;
        let subject = format!("{code} {id}");
        tx.commit(self.entry(Actor::Officer(by), "signatory.remove", subject))
            .await?;
        Ok(())
    }
}

const SIGNATORY_DAYS: ServiceError = barred(
    "signatory-days",
    "Hari terakhir menjabat tidak boleh sebelum hari pertamanya.",
);

async fn signatory_of(tx: &Tx, code: &str, id: SignatoryId) -> Result<SignatoryRow, ServiceError> {
    let found = tx.signatory(id).await?;
    found
        .filter(|row| row.letterhead == code)
        .ok_or_else(|| ServiceError::Missing("Penanda tangan itu".to_owned()))
}

fn checked_signatory(new: &Signatory) -> Result<Signatory, ServiceError> {
    let optional = |typed: &Option<String>| {
        let typed = typed
            .as_deref()
            .map(str::trim)
            .filter(|one| !one.is_empty());
        typed.map_or(Ok(None), |one| line(one).map(Some).ok_or(SIGNATORY_LONG))
    };
    let own_title = optional(&new.own_title)?;
    if new.capacity == Capacity::OnBehalf && own_title.is_none() {
        return Err(barred(
            "signatory-own-title",
            "Untuk a.n., isi juga jabatan penanda tangan sendiri.",
        ));
    }
    if new.to.is_some_and(|last| last < new.from) {
        return Err(SIGNATORY_DAYS);
    }
    let nip: Option<String> =
        optional(&new.nip)?.map(|nip| nip.chars().filter(|c| !c.is_whitespace()).collect());
    if nip
        .as_deref()
        .is_some_and(|nip| nip.len() != 18 || !nip.bytes().all(|b| b.is_ascii_digit()))
    {
        return Err(barred("signatory-nip", "NIP terdiri atas 18 angka."));
    }
    let named = line(&new.name).filter(|name| !nik::occurs_in(name));
    Ok(Signatory {
        name: named.ok_or_else(|| barred("signatory-name", "Isi nama penanda tangan."))?,
        rank: optional(&new.rank)?,
        nip,
        title: line(&new.title)
            .ok_or_else(|| barred("signatory-title", "Isi jabatan yang diwakili surat ini."))?,
        own_title,
        capacity: new.capacity,
        from: new.from,
        to: new.to,
    })
}

const SIGNATORY_LONG: ServiceError = barred(
    "signatory-long",
    "Pangkat dan jabatan paling banyak 120 huruf.",
);
