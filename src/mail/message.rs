//! One mail, and the message it makes.

use std::time::SystemTime;

use chrono::{DateTime, Utc};
use lettre::{
    Address, Message,
    message::{
        Mailbox, MultiPart, MultiPartKind, SinglePart,
        header::{
            ContentDisposition, ContentTransferEncoding, ContentType, HeaderName, HeaderValue,
        },
    },
};
use sha2::{Digest as _, Sha256};
use uuid::Uuid;

use super::error::{BadMessage, SettingsError};

/// The longest subject, in characters.
const LONGEST_SUBJECT: usize = 200;
/// The longest reference, in characters.
const LONGEST_REFERENCE: usize = 64;

/// A mail about to leave.
#[derive(Clone)]
pub struct Outgoing {
    /// Makes the Message-ID, so that a mail handed over twice is one mail to its recipient.
    pub id: Uuid,
    /// Stands in the Date header.
    pub queued_at: DateTime<Utc>,
    /// The one recipient, an address without a name.
    pub to: String,
    /// Where answers go; `None` for the sender.
    pub reply_to: Option<String>,
    /// A single line.
    pub subject: String,
    /// The plain text.
    pub text: String,
    /// The HTML text.
    pub html: String,
    /// What kind of mail, such as `appeal`.
    pub kind: String,
    /// The code of the case, repeated in a header so that a returned mail finds its case.
    pub reference: String,
    /// One of many notices of one sort, with the address that helps with them; such a mail says so
    /// in its head (RFC 2919, RFC 2369). No word of unsubscribing: a notice is no newsletter.
    pub help: Option<String>,
    /// Handed over before with an unknown outcome; files keep what they have, a server gets the
    /// same Message-ID with a `X-Patuh-Repeat` header.
    pub repeat: bool,
    /// What it is written in, as in `Content-Language`.
    pub language: &'static str,
    /// A file that it carries.
    pub enclosure: Option<Enclosure>,
}

/// A file in a mail.
#[derive(Clone)]
pub struct Enclosure {
    /// Its name there: plain letters, figures and hyphens.
    pub name: String,
    /// Its media type.
    pub media_type: &'static str,
    /// Exactly its bytes.
    pub content: Vec<u8>,
}

impl std::fmt::Debug for Outgoing {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Outgoing")
            .field("id", &self.id)
            .field("reference", &self.reference)
            .field("repeat", &self.repeat)
            .finish_non_exhaustive()
    }
}

/// Who writes.
#[derive(Clone)]
pub(super) struct Sender(pub(super) Mailbox);

impl Sender {
    pub(super) fn parse(typed: &str) -> Result<Self, SettingsError> {
        if typed.chars().any(char::is_control) {
            return Err(SettingsError::Sender);
        }
        let mailbox: Mailbox = typed.trim().parse().map_err(|_| SettingsError::Sender)?;
        if mailbox.email.domain().is_ascii() {
            Ok(Self(mailbox))
        } else {
            Err(SettingsError::Sender)
        }
    }
}

/// A message, ready to be handed over.
#[derive(Clone)]
pub struct Made {
    /// Without the angle brackets.
    pub message_id: String,
    /// Exactly what goes over the wire, with CRLF line ends.
    pub bytes: Vec<u8>,
}

impl std::fmt::Debug for Made {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Made")
            .field("message_id", &self.message_id)
            .finish_non_exhaustive()
    }
}

impl Made {
    /// SHA-256 of the bytes, in hexadecimal digits.
    #[must_use]
    pub fn sha256(&self) -> String {
        hex::encode(Sha256::digest(&self.bytes))
    }
}

/// The same for the same mail and sender, whenever it is handed over.
pub(super) fn message_id(from: &Sender, mail: &Outgoing) -> String {
    format!("{}@{}", mail.id, from.0.email.domain())
}

/// Builds the same bytes for the same mail and sender.
pub(super) fn build(from: &Sender, mail: &Outgoing) -> Result<Message, BadMessage> {
    let id = message_id(from, mail);
    let from = from.0.clone();
    let domain = from.email.domain().to_owned();
    let (kind, code) = (reference(&mail.kind)?, reference(&mail.reference)?);
    let feedback = format!("{code}:{kind}:patuh:{domain}");
    let mut builder = Message::builder()
        .message_id(Some(format!("<{id}>")))
        .date(SystemTime::from(mail.queued_at.max(DateTime::UNIX_EPOCH)))
        .from(from)
        .to(Mailbox::new(
            None,
            address(&mail.to).ok_or(BadMessage::Recipient)?,
        ))
        .subject(subject(&mail.subject)?)
        .raw_header(raw("Auto-Submitted", "auto-generated"))
        .raw_header(raw("Content-Language", mail.language))
        .raw_header(raw("X-Patuh-Reference", code))
        .raw_header(raw("Feedback-ID", &feedback));
    if let Some(help) = mail.help.as_deref().and_then(address) {
        builder = builder
            .raw_header(raw("List-Id", &format!("<patuh.{domain}>")))
            .raw_header(raw("List-Help", &format!("<mailto:{help}>")));
    }
    if let Some(typed) = &mail.reply_to {
        let back = address(typed).ok_or(BadMessage::ReplyTo)?;
        builder = builder.reply_to(Mailbox::new(None, back));
    }
    if mail.repeat {
        builder = builder.raw_header(raw("X-Patuh-Repeat", "yes"));
    }
    // In quoted-printable a `=` is always followed by a digit, a letter or a line end, so this
    // boundary can't stand in a body whatever the body says.
    let parts = MultiPart::builder()
        .kind(MultiPartKind::Alternative)
        .boundary(format!("=_{}", mail.id.simple()))
        .singlepart(part(ContentType::TEXT_PLAIN, &mail.text))
        .singlepart(part(ContentType::TEXT_HTML, &mail.html));
    let Some(enclosed) = &mail.enclosure else {
        return builder.multipart(parts).map_err(|_| BadMessage::Whole);
    };
    let kind = ContentType::parse(enclosed.media_type).map_err(|_| BadMessage::Whole)?;
    // Base64 ends with `=` or a line end; and neither boundary begins with the other.
    let whole = MultiPart::builder()
        .kind(MultiPartKind::Mixed)
        .boundary(format!("=_m{}", mail.id.simple()))
        .multipart(parts)
        .singlepart(
            SinglePart::builder()
                .header(kind)
                .header(ContentDisposition::attachment(&enclosed.name))
                .header(ContentTransferEncoding::Base64)
                .body(enclosed.content.clone()),
        );
    builder.multipart(whole).map_err(|_| BadMessage::Whole)
}

/// ASCII only: whether a server takes anything else shows only after the mail is promised.
fn address(typed: &str) -> Option<Address> {
    typed
        .trim()
        .parse()
        .ok()
        .filter(|_| typed.is_ascii() && !typed.chars().any(char::is_control))
}

fn subject(typed: &str) -> Result<&str, BadMessage> {
    let length = typed.trim().chars().count();
    if (1..=LONGEST_SUBJECT).contains(&length) && !typed.chars().any(char::is_control) {
        Ok(typed.trim())
    } else {
        Err(BadMessage::Subject)
    }
}

fn reference(code: &str) -> Result<&str, BadMessage> {
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | '_');
    if (1..=LONGEST_REFERENCE).contains(&code.len()) && code.chars().all(plain) {
        Ok(code)
    } else {
        Err(BadMessage::Reference)
    }
}

fn raw(name: &'static str, value: &str) -> HeaderValue {
    HeaderValue::new(HeaderName::new_from_ascii_str(name), value.to_owned())
}

fn part(kind: ContentType, text: &str) -> SinglePart {
    SinglePart::builder()
        .header(kind)
        .header(ContentTransferEncoding::QuotedPrintable)
        .body(text.to_owned())
}
