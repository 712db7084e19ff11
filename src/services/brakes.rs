//! Brakes: everything stops at one press; a firm, a sector or the city is held back until a day;
//! nothing but staff receives mail until an approver goes live.

use chrono::{Days, NaiveDate};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{ServiceError, Services, barred, written::written};
use crate::{
    domain::{hold::Scope, ids::OfficerId, role::Role},
    store::{Actor, Hold, NewHold, Setting, StoreError, Tx},
};

/// The longest hold: what should last longer is to be looked at again.
const MOST_HOLD_DAYS: u64 = 366;
/// Characters of a reason.
const MAX_WORDS: usize = 500;

/// Who pressed a brake, when and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pressed {
    /// The officer's name.
    pub by: String,
    /// When, RFC 3339.
    pub at: String,
    /// Why.
    pub words: String,
}

/// What holds all sending back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Brake {
    /// Somebody stopped it.
    Stopped(Pressed),
    /// The whole city is held back up to and with this day.
    Held(NaiveDate),
}

/// Who receives mail.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reception {
    /// Everybody: the installation has no trial.
    Everybody,
    /// Everybody, since an approver ended the trial.
    Live(Pressed),
    /// So many addresses of staff.
    Trial {
        /// How many there are.
        addresses: usize,
        /// An approver may end it here.
        may_go_live: bool,
    },
}

impl Services {
    /// What holds all sending back, if anything does.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn brake(&self) -> Result<Option<Brake>, ServiceError> {
        self.brake_in(&self.store.read().await?).await
    }

    /// The same as a part of somebody's transaction.
    pub(super) async fn brake_in(&self, tx: &Tx) -> Result<Option<Brake>, ServiceError> {
        if let Some(pressed) = read(tx, Setting::SendingStopped).await? {
            return Ok(Some(Brake::Stopped(pressed)));
        }
        Ok(tx.city_held_until(self.today()).await?.map(Brake::Held))
    }

    /// Who receives mail now.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn reception(&self) -> Result<Reception, ServiceError> {
        let rules = &self.mail_rules;
        let Some(trial) = &rules.trial else {
            return Ok(Reception::Everybody);
        };
        Ok(match self.live().await? {
            Some(pressed) if rules.may_go_live => Reception::Live(pressed),
            _ => Reception::Trial {
                addresses: trial.len(),
                may_go_live: rules.may_go_live,
            },
        })
    }

    /// Mails that wait to be handed over.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn waiting_mails(&self) -> Result<u64, ServiceError> {
        Ok(waiting(&self.store.read().await?).await?)
    }

    /// Stops all sending at once; answers how many mails that leaves waiting.
    ///
    /// # Errors
    /// When the reason is missing, or the officer may not.
    pub async fn stop_sending(&self, words: &str, by: OfficerId) -> Result<u64, ServiceError> {
        let tx = self.store.begin().await?;
        let pressed = self.pressed(&tx, words, by).await?;
        tx.set(Setting::SendingStopped, &pressed).await?;
        let stopped = waiting(&tx).await?;
        let subject = format!("{stopped} mails wait");
        tx.commit(self.entry(Actor::Officer(by), "sending.stop", subject))
            .await?;
        Ok(stopped)
    }

    /// Lets mail leave again.
    ///
    /// # Errors
    /// When the reason is missing, or the officer may not.
    pub async fn resume_sending(&self, words: &str, by: OfficerId) -> Result<(), ServiceError> {
        let tx = self.store.begin().await?;
        self.pressed(&tx, words, by).await?;
        tx.unset(Setting::SendingStopped).await?;
        tx.commit(self.entry(Actor::Officer(by), "sending.resume", words.trim()))
            .await?;
        Ok(())
    }

    /// Who stopped all sending, where somebody did.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn sending_stopped(&self) -> Result<Option<Pressed>, ServiceError> {
        read(&self.store.read().await?, Setting::SendingStopped).await
    }

    /// Ends the trial: from now on firms receive mail, and not staff alone.
    ///
    /// # Errors
    /// When the officer is no approver, or the reason is missing.
    pub async fn go_live(&self, words: &str, by: OfficerId) -> Result<(), ServiceError> {
        let tx = self.store.begin().await?;
        self.must_approve(&tx, by).await?;
        let pressed = self.pressed(&tx, words, by).await?;
        tx.set(Setting::Live, &pressed).await?;
        tx.commit(self.entry(Actor::Officer(by), "sending.go_live", words.trim()))
            .await?;
        Ok(())
    }

    /// Begins a trial again.
    ///
    /// # Errors
    /// When the officer may not, or the reason is missing.
    pub async fn back_to_trial(&self, words: &str, by: OfficerId) -> Result<(), ServiceError> {
        let tx = self.store.begin().await?;
        self.pressed(&tx, words, by).await?;
        tx.unset(Setting::Live).await?;
        tx.commit(self.entry(Actor::Officer(by), "sending.trial", words.trim()))
            .await?;
        Ok(())
    }

    /// The addresses that alone receive mail; `None` where no trial runs.
    ///
    /// # Errors
    /// When the store fails.
    pub(super) async fn trial_list(&self) -> Result<Option<Vec<String>>, ServiceError> {
        self.trial_list_in(&self.store.read().await?).await
    }

    /// The same, as a transaction sees it.
    pub(super) async fn trial_list_in(&self, tx: &Tx) -> Result<Option<Vec<String>>, ServiceError> {
        let rules = &self.mail_rules;
        if rules.may_go_live && rules.trial.is_some() && read(tx, Setting::Live).await?.is_some() {
            return Ok(None);
        }
        Ok(rules.trial.clone())
    }

    /// Who ended the trial, where somebody did.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn live(&self) -> Result<Option<Pressed>, ServiceError> {
        read(&self.store.read().await?, Setting::Live).await
    }

    /// Holds somebody back until a day.
    ///
    /// # Errors
    /// When the day or the reason can't be accepted.
    pub async fn hold(
        &self,
        scope: &Scope,
        (until_on, words): (NaiveDate, &str),
        by: OfficerId,
    ) -> Result<(), ServiceError> {
        let words = reason(words)?;
        let today = self.today();
        if until_on < today || until_on > today + Days::new(MOST_HOLD_DAYS) {
            return Err(barred(
                "hold-until",
                "Isi tanggal akhir dari hari ini sampai paling lama satu tahun lagi.",
            ));
        }
        let tx = self.store.begin().await?;
        let new = NewHold {
            id: self.clock.new_id(),
            scope,
            until_on,
            words: &words,
            by,
        };
        tx.put_hold(&new, self.clock.now()).await?;
        if let Scope::Employer(id) = scope {
            tx.touches([*id]);
        }
        let subject = format!("{} {} until {until_on}", new.id, scope.code());
        tx.commit(self.entry(Actor::Officer(by), "hold.begin", subject))
            .await?;
        Ok(())
    }

    /// Ends a hold before its day.
    ///
    /// # Errors
    /// When it ended before.
    pub async fn end_hold(&self, id: Uuid, by: OfficerId) -> Result<(), ServiceError> {
        let tx = self.store.begin().await?;
        if !tx.end_hold(id, by, self.clock.now()).await? {
            return Err(barred(
                "already-ended",
                "Ini sudah diakhiri sebelumnya; muat ulang halamannya.",
            ));
        }
        tx.commit(self.entry(Actor::Officer(by), "hold.end", id.to_string()))
            .await?;
        Ok(())
    }

    /// The holds that stand today.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn holds(&self) -> Result<Vec<Hold>, ServiceError> {
        Ok(self.store.read().await?.holds(self.today()).await?)
    }

    async fn pressed(&self, tx: &Tx, words: &str, by: OfficerId) -> Result<String, ServiceError> {
        let words = reason(words)?;
        let pressed = Pressed {
            by: self.must_brake(tx, by).await?,
            at: self.clock.now().to_rfc3339(),
            words,
        };
        Ok(serde_json::to_string(&pressed).expect("three texts are plain data"))
    }

    /// Refuses whoever may not use brakes; answers the officer's name.
    pub(super) async fn must_brake(&self, tx: &Tx, by: OfficerId) -> Result<String, ServiceError> {
        let may = |role: Role| matches!(role, Role::Admin | Role::Approver | Role::LabourOfficer);
        let account = tx.account(by).await?;
        let account = account.filter(|a| a.is_open() && may(a.officer.role));
        let refusal = || barred("not-yours", "Peran Anda tidak dapat melakukannya.");
        Ok(account.ok_or_else(refusal)?.officer.name)
    }
}

pub(super) async fn waiting(tx: &Tx) -> Result<u64, StoreError> {
    let counts = tx.mail_counts().await?;
    let waiting = counts.iter().filter(|(state, _)| state.waits());
    Ok(waiting.map(|(_, n)| n).sum())
}

async fn read(tx: &Tx, setting: Setting) -> Result<Option<Pressed>, ServiceError> {
    let text = tx.setting(setting).await?;
    Ok(text.and_then(|text| serde_json::from_str(&text).ok()))
}

pub(super) fn reason(typed: &str) -> Result<String, ServiceError> {
    let refusal = ("reason", "Tulis alasannya, paling banyak 500 huruf.");
    written(typed, MAX_WORDS, refusal)
}
