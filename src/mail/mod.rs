//! From a typed letter to a message on the wire.
//!
//! [`Templates`] turns a typed wording such as [`Appeal`] into a subject, a plain text and an
//! HTML text; what is rendered goes into the outbox as it is. [`Transport`] later hands one
//! [`Outgoing`] at a time to files, to a mail server or to memory, and answers with the words of
//! whoever took it. Nothing here knows a database or a clock.
//!
//! To add a kind of mail: docs/how-to/add-a-mail.md.

mod address_check;
mod answer_decided;
mod answer_question;
mod answer_received;
mod appeal;
mod authorities;
mod circular_enclosed;
mod dkim;
mod domains;
mod error;
mod folder;
mod inbox;
mod letter_enclosed;
mod letter_to_bpjs;
mod markup;
mod message;
mod officers_digest;
mod relay;
mod relays;
mod return_path;
pub mod returned;
mod samples;
mod sealed;
mod sender;
mod sheet;
mod sign_in;
mod smtp;
mod template;
mod term_reminder;
mod thank_you;
mod transport;
mod workshop;

pub use address_check::AddressCheck;
pub use answer_decided::AnswerDecided;
pub use answer_question::AnswerQuestion;
pub use answer_received::AnswerReceived;
pub use appeal::{Appeal, AppealFinding};
pub use authorities::Authorities;
pub use circular_enclosed::CircularEnclosed;
pub use dkim::DkimKey;
pub use domains::{Domains, NoMail};
pub use error::{Answer, BadMessage, MailError, SettingsError};
pub use inbox::{Inbox, InboxError, InboxSettings, OpenInbox};
pub use letter_enclosed::LetterEnclosed;
pub use letter_to_bpjs::LetterToBpjs;
pub use message::{Enclosure, Made, Outgoing};
pub use officers_digest::{Digest, DigestItem, Work};
pub use return_path::{ReturnPath, mark_in, marked};
pub use sender::Sender;
pub use sheet::Sheet;
pub use sign_in::{Invited, LostPassword, Office};
pub use smtp::{MailSettings, Tls};
pub use template::{Rendered, TemplateError, Templates, Typed, Wording, wordings};
pub use term_reminder::TermReminder;
pub use thank_you::{ThankYou, ThankedCertificate};
pub use transport::{HandOver, Memory, Transport};
pub use workshop::{BadWording, Wrong};

#[cfg(test)]
mod tests;
