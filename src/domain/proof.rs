//! What a proof of delivery says: the facts of each mail as they were written down, for people
//! and for programs.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

/// The format's name, for programs to come.
pub const FORMAT: &str = "patuh-proof-1";

/// Everything that a proof says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Evidence {
    /// [`FORMAT`].
    pub format: String,
    /// The document's own number.
    pub number: String,
    /// Who made the document.
    pub made_by: String,
    /// When.
    pub made_at: DateTime<Utc>,
    /// The program's version.
    pub program: String,
    /// Without "Kota".
    pub city: String,
    /// The office that wrote.
    pub office: String,
    /// Everything in it is made up.
    pub demo: bool,
    /// What it is about, in Indonesian.
    pub about: String,
    /// Mails of the same scope that never began to leave, and so are not in it.
    pub left_out: u64,
    /// The mails, the oldest first.
    pub mails: Vec<MailProof>,
}

/// One mail.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MailProof {
    /// The program's id of it.
    pub id: String,
    /// The firm's name.
    pub firm: String,
    /// Its NIB.
    pub nib: Option<String>,
    /// The recipient's address.
    pub recipient: String,
    /// A single line.
    pub subject: String,
    /// Codes of the cases that it speaks of.
    pub cases: String,
    /// When it was written.
    pub queued_at: DateTime<Utc>,
    /// Where it stands, in Indonesian.
    pub state: String,
    /// Every hand-over that was tried, the first one first.
    pub attempts: Vec<AttemptProof>,
    /// What came back for it, the first one first.
    pub reports: Vec<ReportProof>,
    /// Receipts on record of the notice that it is.
    pub receipts: Vec<ReceiptProof>,
}

/// One hand-over.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AttemptProof {
    /// The first is 1.
    pub no: i32,
    /// When it ended.
    pub at: DateTime<Utc>,
    /// `taken`, `refused`, `later`, `unknown`, `suppressed`.
    pub outcome: String,
    /// The server.
    pub relay: Option<String>,
    /// The server's answer, word by word.
    pub answer: String,
    /// Without the angle brackets.
    pub message_id: Option<String>,
    /// SHA-256, in hexadecimal digits, of exactly the bytes that were handed over.
    pub sha256: Option<String>,
}

/// What came back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReportProof {
    /// When it came.
    pub at: DateTime<Utc>,
    /// `hard`, `soft`, `delayed`, `delivered`, `auto_reply`, `reply`, `unknown`.
    pub kind: String,
    /// Enhanced status code.
    pub status: Option<String>,
    /// The server's words.
    pub diagnostic: Option<String>,
    /// SHA-256, in hexadecimal digits, of the message that came.
    pub sha256: String,
}

/// A receipt on record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReceiptProof {
    /// The case's short code.
    pub case: String,
    /// How it is known.
    pub how: String,
    /// The day of the receipt.
    pub received_on: NaiveDate,
    /// To whom, and what proves it.
    pub words: String,
    /// Who recorded it; `None` for a report or the firm's own mail.
    pub by: Option<String>,
    /// When that was written down.
    pub at: DateTime<Utc>,
}
