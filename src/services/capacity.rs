//! The brake that follows from what officers can answer: a bound on new firms a day.

use super::{ServiceError, Services, barred, brakes::reason};
use crate::{
    domain::{
        capacity::{Capacity, MOST_ANSWERS, NewFirms},
        ids::OfficerId,
        role::Role,
    },
    store::{Actor, Setting, Tx},
};

impl Services {
    /// What officers can answer, where somebody has set it down.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn capacity(&self) -> Result<Option<Capacity>, ServiceError> {
        capacity_in(&self.store.read().await?).await
    }

    /// Officers who answer firms.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn answering_officers(&self) -> Result<u32, ServiceError> {
        answering(&self.store.read().await?).await
    }

    /// Sets down how many answers one officer deals with on a working day; `None` takes the
    /// bound away.
    ///
    /// # Errors
    /// [`ServiceError::Barred`] when the number or the reason can't be accepted, or the officer
    /// may not.
    pub async fn set_capacity(
        &self,
        answers_each: Option<u32>,
        words: &str,
        by: OfficerId,
    ) -> Result<(), ServiceError> {
        if answers_each.is_some_and(|each| !(1..=MOST_ANSWERS).contains(&each)) {
            return Err(barred(
                "capacity",
                "Isi 1 sampai 500 jawaban per petugas per hari kerja, atau kosongkan.",
            ));
        }
        let words = reason(words)?;
        let tx = self.store.begin().await?;
        self.must_brake(&tx, by).await?;
        let before = tx.setting(Setting::AnswersADay).await?;
        match answers_each {
            Some(each) => tx.set(Setting::AnswersADay, &each.to_string()).await?,
            None => tx.unset(Setting::AnswersADay).await?,
        }
        let now = answers_each.map_or_else(|| "-".to_owned(), |each| each.to_string());
        let subject = format!("{} -> {now}: {words}", before.as_deref().unwrap_or("-"));
        tx.commit(self.entry(Actor::Officer(by), "sending.capacity", subject))
            .await?;
        Ok(())
    }

    /// Firms that may still get their appeal; `None` where nothing bounds them.
    pub(super) async fn new_firms(&self, tx: &Tx) -> Result<Option<NewFirms>, ServiceError> {
        let Some(capacity) = capacity_in(tx).await? else {
            return Ok(None);
        };
        let a_day = capacity.new_firms() as usize;
        let so_far = tx.appealed_since(self.start_of(self.today())).await?;
        let so_far = usize::try_from(so_far).unwrap_or(usize::MAX);
        Ok(Some(NewFirms {
            a_day,
            today: a_day.saturating_sub(so_far),
        }))
    }
}

async fn capacity_in(tx: &Tx) -> Result<Option<Capacity>, ServiceError> {
    let kept = tx.setting(Setting::AnswersADay).await?;
    let Some(answers_each) = kept.and_then(|text| text.parse().ok()) else {
        return Ok(None);
    };
    Ok(Some(Capacity {
        officers: answering(tx).await?,
        answers_each,
    }))
}

pub(super) async fn answering(tx: &Tx) -> Result<u32, ServiceError> {
    let accounts = tx.accounts().await?;
    let answers = accounts
        .iter()
        .filter(|a| a.is_open() && a.officer.role == Role::LabourOfficer);
    Ok(u32::try_from(answers.count()).unwrap_or(u32::MAX))
}
