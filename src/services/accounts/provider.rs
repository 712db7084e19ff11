//! Signing in on the word of an identity provider.

use chrono::TimeDelta;
use serde::{Deserialize, Serialize};

use super::{
    super::{ServiceError, Services},
    Opened, SignInError, Visitor,
};
use crate::{
    oidc::{OidcError, Provider},
    store::{Account, Actor, Stage},
};

/// Time for whatever the provider asks.
const ERRAND: TimeDelta = TimeDelta::minutes(10);
const PURPOSE: &str = "oidc";

/// A browser on its way to the provider.
pub struct Errand {
    /// Where to send it.
    pub url: String,
    /// What it must bring back, sealed: for a cookie of this browser alone.
    pub cookie: String,
}

/// What a browser carries there and back.
#[derive(Serialize, Deserialize)]
struct Carried {
    state: String,
    nonce: String,
    verifier: String,
    next: String,
    /// Seconds since 1970.
    until: i64,
}

impl Carried {
    fn bytes(&self) -> Vec<u8> {
        serde_json::to_vec(self).expect("a few texts are JSON")
    }
}

impl Services {
    /// What people call the identity provider, where there is one.
    #[must_use]
    pub fn provider_name(&self) -> Option<&str> {
        let provider = self.sign_in.provider.as_ref()?;
        Some(&provider.name)
    }

    fn provider(&self) -> Result<&Provider, ServiceError> {
        let provider = self.sign_in.provider.as_ref();
        provider.ok_or_else(|| ServiceError::Missing("Penyedia identitas".to_owned()))
    }

    fn back(&self) -> String {
        self.sign_in.site.link("/sign-in/oidc/callback")
    }

    /// Sends a browser to the provider; it is to go on to `next` in the end.
    ///
    /// # Errors
    /// [`SignInError::Away`] when the provider can't be reached, [`ServiceError::Missing`] when
    /// none is configured.
    pub async fn ask_provider(&self, next: &str) -> Result<Errand, SignInError> {
        let asked = self.provider()?.ask(&self.back()).await?;
        let carried = Carried {
            state: asked.state,
            nonce: asked.nonce,
            verifier: asked.verifier,
            next: next.to_owned(),
            until: (self.clock.now() + ERRAND).timestamp(),
        };
        Ok(Errand {
            url: asked.url,
            cookie: self.sign_in.key.seal(PURPOSE, "", &carried.bytes()),
        })
    }

    /// Takes a browser back from the provider, with the sealed cookie, the state and the code it
    /// brings; answers with its session and where it was going. The second factor is the
    /// provider's own affair.
    ///
    /// # Errors
    /// [`SignInError::Refused`] when these don't belong together, the provider doesn't vouch for
    /// an address, or no open account has it; [`SignInError::Away`].
    pub async fn provider_answered(
        &self,
        cookie: &str,
        (state, code): (&str, &str),
        visitor: &Visitor,
    ) -> Result<(Opened, String), SignInError> {
        let carried = self.sign_in.key.open(PURPOSE, "", cookie);
        let carried: Carried = carried
            .and_then(|bytes| serde_json::from_slice(&bytes).ok())
            .filter(|carried: &Carried| carried.state == state)
            .filter(|carried| self.clock.now().timestamp() < carried.until)
            .ok_or(SignInError::Refused)?;
        let proof = (carried.nonce, carried.verifier);
        let email = self
            .provider()?
            .answer(&self.back(), code.to_owned(), proof)
            .await?;
        Ok((
            self.sign_in_by_provider(&email, visitor).await?,
            carried.next,
        ))
    }

    /// Begins a full session for the open account with an address that somebody else vouches
    /// for; there never comes a new account of it.
    ///
    /// # Errors
    /// [`SignInError::Refused`] when no open account has that address.
    pub async fn sign_in_by_provider(
        &self,
        email: &str,
        visitor: &Visitor,
    ) -> Result<Opened, SignInError> {
        let tx = self.store.begin().await?;
        let account = tx.account_by_email(email).await?.filter(Account::is_open);
        let officer = account.ok_or(SignInError::Refused)?.officer;
        let opened = self.open(&tx, &officer, Stage::Full, visitor).await?;
        tx.commit(self.entry(Actor::Officer(officer.id), "session.open", "provider"))
            .await?;
        self.sweep().await;
        Ok(opened)
    }
}

impl From<OidcError> for SignInError {
    fn from(error: OidcError) -> Self {
        let cause = &error as &dyn std::error::Error;
        tracing::warn!(error = cause, "signing in by the identity provider failed");
        match error {
            OidcError::Away(_) => Self::Away,
            OidcError::Unsound(_) => Self::Refused,
        }
    }
}
