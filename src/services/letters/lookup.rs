//! The public look-up: is this letter genuine.

use chrono::NaiveDate;

use crate::{
    domain::letter::{LetterCode, LetterState},
    services::{CertificateSeen, ServiceError, Services, SignInError, Visitor},
    store::Actor,
};

/// What anybody may know of a letter whose code they hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LookedUp {
    /// Its code.
    pub code: LetterCode,
    /// Its number.
    pub number: String,
    /// Its day.
    pub on: Option<NaiveDate>,
    /// Whom it is addressed to.
    pub addressee: String,
    /// SHA-256 of the signed file, where it is signed.
    pub sha256: Option<String>,
    /// It was withdrawn.
    pub cancelled: bool,
}

/// What a code stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verified {
    /// A letter.
    Letter(LookedUp),
    /// A certificate of compliance.
    Certificate(CertificateSeen),
}

impl Services {
    /// Looks a letter or a certificate up by its code; `None` for a code that none has. Tries
    /// that find nothing are counted for the network address, like failures to sign in.
    ///
    /// # Errors
    /// [`SignInError::Wait`] after too many of them.
    pub async fn look_up(
        &self,
        typed: &str,
        visitor: &Visitor,
    ) -> Result<Option<Verified>, SignInError> {
        let tx = self.store.begin().await.map_err(ServiceError::from)?;
        self.count_look_up(&tx, visitor).await?;
        let code = typed.parse::<LetterCode>().ok();
        let letter = match &code {
            Some(code) => tx.letter_of_code(code).await.map_err(ServiceError::from)?,
            None => None,
        };
        if let (Some(code), None) = (&code, &letter)
            && let Some(seen) = self.certificate_seen(&tx, code).await?
        {
            return Ok(Some(Verified::Certificate(seen)));
        }
        // A number that was given stays with a letter that was sent back: until it is numbered
        // anew it is no letter.
        let shown = letter.filter(|letter| {
            letter.number.is_some()
                && !matches!(
                    letter.state,
                    LetterState::Draft | LetterState::InReview | LetterState::Approved
                )
        });
        let Some(letter) = shown else {
            let entry = self.entry(Actor::Visitor, "letter.look_up", "");
            tx.commit(entry).await.map_err(ServiceError::from)?;
            return Ok(None);
        };
        // Not committed: a try that was right is none that counts.
        let addressee = tx.letter_addressee(letter.id).await;
        let addressee = addressee.map_err(ServiceError::from)?;
        let numbered = letter.code.zip(letter.number);
        let found = numbered.map(|(code, number)| LookedUp {
            code,
            number: number.number,
            on: letter.letter_on,
            addressee: addressee.unwrap_or_default(),
            cancelled: letter.state == LetterState::Cancelled,
            sha256: letter.signed.map(|signed| signed.sha256),
        });
        Ok(found.map(Verified::Letter))
    }
}
