//! From a typed letter to a message on the wire.
//!
//! [`Templates`] turns a typed wording such as [`Appeal`] into a subject, a plain text and an
//! HTML text; what is rendered goes into the outbox as it is. [`Transport`] later hands one
//! [`Outgoing`] at a time to files, to a mail server or to memory, and answers with the words of
//! whoever took it. Nothing here knows a database or a clock.
//!
//! To add a mail: a folder under `email-templates/` with `subject.txt`, `body.txt` and
//! `body.mjml`, a type in this room that implements [`Typed`], and its line in
//! [`Templates::embedded`].

mod appeal;
mod error;
mod folder;
mod inbox;
mod message;
mod officers_digest;
mod relay;
mod relays;
mod return_path;
pub mod returned;
mod sealed;
mod sender;
mod sign_in;
mod smtp;
mod template;
mod term_reminder;
mod transport;

pub use appeal::{Appeal, AppealFinding};
pub use error::{Answer, BadMessage, MailError, SettingsError};
pub use inbox::{Inbox, InboxError, InboxSettings, OpenInbox};
pub use message::{Made, Outgoing};
pub use officers_digest::{Digest, DigestItem, EnglishDigest, IndonesianDigest, Work};
pub use return_path::{ReturnPath, mark_in, marked};
pub use sender::Sender;
pub use sign_in::SignInMail;
pub use smtp::{MailSettings, Tls};
pub use template::{Rendered, TemplateError, Templates, Typed};
pub use term_reminder::TermReminder;
pub use transport::{HandOver, Memory, Transport};

#[cfg(test)]
mod tests;
