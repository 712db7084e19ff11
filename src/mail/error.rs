//! What a mail server answered, and why a message did not leave.

use std::{error::Error, fmt};

/// The longest answer that is kept, in characters.
const LONGEST_ANSWER: usize = 500;

/// The words with which a message was taken or not taken.
///
/// They often repeat the recipient's address, so `Debug` shows the code alone; the words are for
/// the record of the mail, never for a log.
#[derive(Clone, PartialEq, Eq)]
pub struct Answer {
    /// The reply code of SMTP; `None` from files and memory.
    pub code: Option<u16>,
    /// One line of at most 500 characters.
    pub words: String,
}

impl Answer {
    pub(super) fn new(code: Option<u16>, words: &str) -> Self {
        let spaced: String = words
            .chars()
            .map(|c| if c.is_control() { ' ' } else { c })
            .collect();
        let line = spaced.split_whitespace().collect::<Vec<_>>().join(" ");
        Self {
            code,
            words: line.chars().take(LONGEST_ANSWER).collect(),
        }
    }
}

impl fmt::Debug for Answer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Answer")
            .field("code", &self.code)
            .finish_non_exhaustive()
    }
}

/// The part of a message that can't be sent as it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BadMessage {
    /// Not exactly one plain ASCII address.
    #[error("the recipient is not one plain address")]
    Recipient,
    /// Not exactly one plain ASCII address.
    #[error("the reply address is not one plain address")]
    ReplyTo,
    /// Empty, longer than 200 characters, or with control characters.
    #[error("the subject is not one line of 1 to 200 characters")]
    Subject,
    /// Not 1 to 64 letters, digits, `-`, `.` or `_`.
    #[error("the reference is not a plain code")]
    Reference,
    /// The parts were sound, the whole was not.
    #[error("the parts do not make a message")]
    Whole,
}

/// Why a message did not leave.
#[derive(Debug, thiserror::Error)]
pub enum MailError {
    /// The server said no for good (5xx); the same message must not be tried again.
    #[error("the mail server refused the message")]
    Refused(Answer),
    /// The server said not now (4xx), could not be reached, or turned us away (access, TLS).
    #[error("the message did not leave for now")]
    Deferred {
        /// What the server said, where it said something.
        answer: Option<Answer>,
        /// The dialogue broke off at an unknown place: the server may hold the message. Handing
        /// it over again needs [`Outgoing::repeat`](super::Outgoing::repeat).
        perhaps_taken: bool,
        /// No server was there to say anything about the message.
        unreachable: bool,
        /// The fault below, free of addresses; `None` where the server answered.
        #[source]
        source: Option<Box<dyn Error + Send + Sync>>,
    },
    /// The message itself is wrong; trying again can't help.
    #[error("the message can't be built")]
    Message(#[from] BadMessage),
}

impl MailError {
    /// Whether another try can't end differently.
    #[must_use]
    pub fn is_final(&self) -> bool {
        !matches!(self, Self::Deferred { .. })
    }

    /// Whether the server may hold the message all the same.
    #[must_use]
    pub fn perhaps_taken(&self) -> bool {
        matches!(
            self,
            Self::Deferred {
                perhaps_taken: true,
                ..
            }
        )
    }

    /// Whether no server was there to say anything about the message.
    #[must_use]
    pub fn is_unreachable(&self) -> bool {
        matches!(
            self,
            Self::Deferred {
                unreachable: true,
                ..
            }
        )
    }

    /// What was answered, or which fault stood in the way, for the record of the mail.
    #[must_use]
    pub fn answer(&self) -> Answer {
        match self {
            Self::Refused(answer)
            | Self::Deferred {
                answer: Some(answer),
                ..
            } => answer.clone(),
            Self::Deferred {
                source: Some(fault),
                ..
            } => Answer::new(None, &chain(fault.as_ref())),
            other => Answer::new(None, &chain(other)),
        }
    }
}

/// The settings can't make a transport.
#[derive(Debug, thiserror::Error)]
pub enum SettingsError {
    /// The return address has no room for the mark of a mail, or is no plain address.
    #[error("the return address is not a plain address with at most 31 characters before the @")]
    ReturnAddress,
    /// The name of a signing key is no name in the DNS.
    #[error("a DKIM selector is letters, digits, `-` and `.`")]
    Selector,
    /// The file of a signing key holds none.
    #[error("no RSA key of 2048 to 4096 bits and no Ed25519 key, in PEM as OpenSSL writes it")]
    DkimKey,
    /// The sender is not `Name <address>` or an address, in one line.
    #[error("the sender is not an address")]
    Sender,
    /// The host can't be spoken to with TLS.
    #[error("the mail host can't be used with TLS")]
    Host(#[source] Box<dyn Error + Send + Sync>),
    /// A user without a password, or a password without a user.
    #[error("the mail user and password must be set together")]
    Access,
    /// A password would cross the network in the clear.
    #[error("a mail password needs `tls = \"required\"`")]
    Exposed,
    /// A file of authorities holds none.
    #[error("no certificate in PEM, or a broken one")]
    Authorities,
    /// The resolver is no address, or can't be used.
    #[error("`mail.resolver` is an address, such as 10.0.0.53 or 127.0.0.1:5353")]
    Resolver(#[source] Option<Box<dyn Error + Send + Sync>>),
}

fn chain(error: &dyn Error) -> String {
    let mut text = error.to_string();
    let mut below = error.source();
    while let Some(inner) = below {
        text.push_str(": ");
        text.push_str(&inner.to_string());
        below = inner.source();
    }
    text
}
