//! Who may use the site: passwords, second factor, sessions, links, and the people themselves.
//!
//! A cookie, a link, a password and a code are known to their owner only: the store holds hashes
//! and a secret sealed under the session key. Whoever tries is counted before the password is
//! looked at, so that many tries at once are no way around the pauses.

mod attempts;
mod demo;
mod keys;
mod links;
mod passwords;
mod people;
mod provider;
mod rules;
mod second_factor;
mod sessions;

use chrono::{DateTime, Utc};

use super::ServiceError;
use crate::{
    domain::password::WeakPassword,
    store::{Officer, Session, StoreError},
};

pub use demo::DemoAccount;
pub use keys::SessionKey;
pub use people::NewOfficer;
pub use provider::Errand;
pub use rules::{BadSite, SignInRules, Site};

/// Who asks, as the network shows it.
#[derive(Debug, Clone)]
pub struct Visitor {
    /// IP address, as text.
    pub address: String,
    /// What the browser calls itself.
    pub agent: String,
}

/// A session of somebody who may use the site.
#[derive(Clone)]
pub struct SignedIn {
    /// Who.
    pub officer: Officer,
    /// Names the session; of no use as a cookie.
    pub session: String,
    /// What a form of this session must carry.
    pub form_token: String,
    /// The language of the pages, once it was chosen.
    pub language: Option<String>,
}

/// What a session still needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// Nothing.
    Done,
    /// A code of the second factor.
    Code,
    /// A second factor.
    Enrol,
}

/// A session that was just begun.
pub struct Opened {
    /// For the cookie; kept nowhere else.
    pub token: String,
    /// What it still needs.
    pub step: Step,
}

/// What somebody needs to set up a second factor.
pub struct Enrolment {
    /// In base32, in groups of four.
    pub secret: String,
    /// `otpauth://…`, for a device that opens it.
    pub uri: String,
    /// The same as a picture, an `<svg>` element.
    pub qr_svg: String,
}

/// A link that lets its holder set a password, once. Shown once, kept nowhere.
pub struct Invitation {
    /// For whom.
    pub officer: Officer,
    /// The whole address.
    pub link: String,
    /// When it stops working.
    pub expires_at: DateTime<Utc>,
}

/// An account, as administrators see it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OfficerView {
    /// Whose.
    pub officer: Officer,
    /// Whether a password was set.
    pub has_password: bool,
    /// Whether a second factor was set up.
    pub has_second_factor: bool,
    /// When it was shut.
    pub disabled_at: Option<DateTime<Utc>>,
    /// When it was made.
    pub created_at: DateTime<Utc>,
    /// The last time somebody signed in with it.
    pub signed_in_at: Option<DateTime<Utc>>,
}

/// A session, as its owner sees it.
pub type SessionView = Session;

/// Why somebody may not come in.
#[derive(Debug, thiserror::Error)]
pub enum SignInError {
    /// Wrong, unknown, shut, used, too late: one answer for all.
    #[error("data masuk tidak cocok")]
    Refused,
    /// Too many tries.
    #[error("terlalu banyak percobaan; coba lagi dalam {seconds} detik")]
    Wait {
        /// Until the next try is looked at.
        seconds: u64,
    },
    /// The identity provider can't be reached.
    #[error("penyedia identitas tidak dapat dihubungi")]
    Away,
    /// The new password is too easy to guess.
    #[error(transparent)]
    Weak(#[from] WeakPassword),
    /// Something failed.
    #[error(transparent)]
    Service(#[from] ServiceError),
}

impl From<StoreError> for SignInError {
    fn from(error: StoreError) -> Self {
        Self::Service(error.into())
    }
}
