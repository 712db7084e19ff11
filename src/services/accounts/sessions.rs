//! Signing in and out, and what a cookie is good for.

use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};

use super::{
    super::{ServiceError, Services},
    Opened, SignInError, SignedIn, Step, Visitor,
    attempts::Door,
    keys, passwords,
};
use crate::store::{Account, Actor, Officer, Session, Setting, Stage, StoreError, Tx};

/// Time for the second factor.
const HALF: TimeDelta = TimeDelta::minutes(15);
/// That a session is in use is written down no more often than this.
const TOUCH: TimeDelta = TimeDelta::minutes(1);
/// A page doesn't wait longer for that: an import may hold the database for minutes.
const TOUCH_WAIT: Duration = Duration::from_millis(250);
/// Characters kept of what a browser calls itself.
const AGENT: usize = 160;

impl Services {
    /// Begins a session for whoever knows the password. The answer and the work are the same
    /// for a wrong password, an unknown address and a shut account.
    ///
    /// # Errors
    /// [`SignInError::Refused`], or [`SignInError::Wait`] after too many of these.
    pub async fn sign_in(
        &self,
        email: &str,
        password: &str,
        visitor: &Visitor,
    ) -> Result<Opened, SignInError> {
        let email = email.trim().to_lowercase();
        let counters = self.counters(&Door::Password(&email), visitor);
        let tx = self.store.begin().await?;
        self.count(&tx, &counters).await?;
        let account = tx.account_by_email(&email).await?;
        let subject = account.as_ref().map(|a| a.officer.id.to_string());
        let entry = self.entry(
            Actor::Visitor,
            "sign_in.attempt",
            subject.unwrap_or_default(),
        );
        tx.commit(entry).await?;

        let hash = account
            .as_ref()
            .and_then(|account| account.password_hash.as_deref());
        let right = passwords::verify(hash, password).await;
        let known = account.filter(|_| right).ok_or(SignInError::Refused)?;

        let tx = self.store.begin().await?;
        // It may have been shut, or given another password, while the hash was made.
        let account = tx
            .account(known.officer.id)
            .await?
            .filter(|now| now.is_open() && now.password_hash == known.password_hash)
            .ok_or(SignInError::Refused)?;
        self.forgive(&tx, &counters).await?;
        let opened = self.begin_session(tx, &account, visitor).await?;
        self.sweep().await;
        Ok(opened)
    }

    /// Clears away what is over. It is nobody's errand, so nobody is told when it fails.
    pub(super) async fn sweep(&self) {
        let swept = async {
            let tx = self.store.begin().await?;
            let now = self.clock.now();
            if tx.sweep_sign_in(now - self.sign_in.forget, now).await? == 0 {
                return Ok(());
            }
            tx.commit(self.entry(Actor::Job("sweep"), "sign_in.sweep", ""))
                .await
        };
        let done: Result<(), StoreError> = swept.await;
        if let Err(error) = done {
            let error = &error as &dyn std::error::Error;
            tracing::warn!(error, "old sessions and links were not cleared away");
        }
    }

    /// Begins the session that somebody with the right password gets, and saves.
    pub(super) async fn begin_session(
        &self,
        tx: Tx,
        account: &Account,
        visitor: &Visitor,
    ) -> Result<Opened, SignInError> {
        let stage = self.stage(&tx, account).await?;
        let officer = &account.officer;
        let opened = self.open(&tx, officer, stage, visitor).await?;
        let action = if stage == Stage::Full {
            "session.open"
        } else {
            "session.half_open"
        };
        tx.commit(self.entry(Actor::Officer(officer.id), action, ""))
            .await?;
        Ok(opened)
    }

    /// How far the right password takes somebody.
    async fn stage(&self, tx: &Tx, account: &Account) -> Result<Stage, StoreError> {
        if tx.setting(Setting::Demo).await?.is_some() {
            return Ok(Stage::Full);
        }
        let needed = self.sign_in.second_factor.contains(&account.officer.role);
        Ok(match (account.totp.is_some(), needed) {
            (true, _) => Stage::Code,
            (false, true) => Stage::Enrol,
            (false, false) => Stage::Full,
        })
    }

    pub(super) async fn open(
        &self,
        tx: &Tx,
        officer: &Officer,
        stage: Stage,
        visitor: &Visitor,
    ) -> Result<Opened, StoreError> {
        let now = self.clock.now();
        let full = stage == Stage::Full;
        let token = keys::token();
        tx.open_session(&Session {
            id: keys::digest(&token),
            officer: officer.id,
            stage,
            created_at: now,
            seen_at: now,
            expires_at: now + if full { self.sign_in.absolute } else { HALF },
            agent: visitor
                .agent
                .chars()
                .filter(|c| !c.is_control())
                .take(AGENT)
                .collect(),
        })
        .await?;
        if full {
            tx.set_signed_in(officer.id, now).await?;
        }
        Ok(Opened {
            token,
            step: step(stage),
        })
    }

    /// Who holds the cookie, if it is one of a full session that has neither run out nor been
    /// ended, and whose account is open.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn session(&self, token: &str) -> Result<Option<SignedIn>, ServiceError> {
        let Some((session, account)) = self.live_session(token).await? else {
            return Ok(None);
        };
        if session.stage != Stage::Full {
            return Ok(None);
        }
        let now = self.clock.now();
        if now - session.seen_at >= TOUCH {
            self.touch(session.id.clone(), now).await;
        }
        Ok(Some(SignedIn {
            form_token: self.sign_in.key.form_token(&session.id),
            session: session.id,
            officer: account.officer,
            language: account.language,
        }))
    }

    /// Who gave the right password and still owes the second factor, and what it lacks.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn half_session(&self, token: &str) -> Result<Option<(Officer, Step)>, ServiceError> {
        let half = self.live_session(token).await?;
        Ok(half
            .filter(|(session, _)| session.stage != Stage::Full)
            .map(|(session, account)| (account.officer, step(session.stage))))
    }

    /// A session that may be used now.
    pub(super) async fn live_session(
        &self,
        token: &str,
    ) -> Result<Option<(Session, Account)>, StoreError> {
        let Some(id) = keys::token_hash(token) else {
            return Ok(None);
        };
        let tx = self.store.read().await?;
        let found = tx.session(&id).await?;
        // Whoever comes in counts by the newest days off.
        self.follow_within(&tx).await?;
        Ok(found.filter(|(session, account)| self.lives(session) && account.is_open()))
    }

    pub(super) fn lives(&self, session: &Session) -> bool {
        let now = self.clock.now();
        now < session.expires_at && now < session.seen_at + self.sign_in.idle
    }

    /// Takes down that a session is in use. When somebody else is just doing that for another
    /// one, the next request will.
    async fn touch(&self, id: String, now: DateTime<Utc>) {
        let Ok(turn) = self.sign_in.touching.clone().try_lock_owned() else {
            return;
        };
        let store = self.store.clone();
        let write = tokio::spawn(async move {
            let _turn = turn;
            if let Err(error) = store.touch_session(&id, now).await {
                let error = &error as &dyn std::error::Error;
                tracing::warn!(error, "a session's last use was not written down");
            }
        });
        // Whether it is done by then is not this page's business.
        let _ = tokio::time::timeout(TOUCH_WAIT, write).await;
    }

    /// Ends the session of a cookie, whatever its stage; nothing happens where there is none.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn sign_out(&self, token: &str) -> Result<(), ServiceError> {
        let Some(id) = keys::token_hash(token) else {
            return Ok(());
        };
        let tx = self.store.begin().await?;
        let Some((session, _)) = tx.session(&id).await? else {
            return Ok(());
        };
        tx.close_session(session.officer, &id).await?;
        tx.commit(self.entry(Actor::Officer(session.officer), "session.close", ""))
            .await?;
        Ok(())
    }
}

const fn step(stage: Stage) -> Step {
    match stage {
        Stage::Enrol => Step::Enrol,
        Stage::Code => Step::Code,
        Stage::Full => Step::Done,
    }
}
