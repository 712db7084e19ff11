//! What came back: delivery reports, answers of machines, answers of people.
//!
//! [`read`] turns the bytes of any message into [`Returned`]: what it is, about whom, and every
//! trace of the mail of ours that it speaks of. It never fails: what can't be understood is
//! [`Kind::Unknown`]. Whether a trace leads to a mail that was sent is for others to say.
//!
//! Reports are read as RFC 3464 has them, and as servers write them: Exim's status is always
//! 5.0.0 and the truth is in its diagnostic, `OpenSMTPD` says it in prose only, qmail and hosting
//! panels know no report at all.

mod answer;
mod codes;
mod fields;
mod judge;
mod opened;
mod phrases;
mod report;
mod traces;

#[cfg(test)]
mod tests;

use opened::Opened;
pub use traces::Trace;

/// What a message that came back is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// The address takes no mail, now or later.
    Hard,
    /// It was given up, but might work another day; a full mailbox for instance.
    Soft,
    /// It has not arrived yet and is still tried.
    Delayed,
    /// It lies in the recipient's mailbox.
    Delivered,
    /// A machine answered in somebody's name.
    AutoReply,
    /// A person answered.
    Reply,
    /// None of these, or nobody can tell.
    Unknown,
}

impl Kind {
    /// All kinds.
    pub const ALL: [Self; 7] = [
        Self::Hard,
        Self::Soft,
        Self::Delayed,
        Self::Delivered,
        Self::AutoReply,
        Self::Reply,
        Self::Unknown,
    ];

    /// Name in columns and answers.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Hard => "hard",
            Self::Soft => "soft",
            Self::Delayed => "delayed",
            Self::Delivered => "delivered",
            Self::AutoReply => "auto_reply",
            Self::Reply => "reply",
            Self::Unknown => "unknown",
        }
    }

    /// The kind of that name.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }

    /// Whether it says what became of a mail.
    #[must_use]
    pub const fn is_report(self) -> bool {
        matches!(
            self,
            Self::Hard | Self::Soft | Self::Delayed | Self::Delivered
        )
    }
}

/// Why a message is not to be trusted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Doubt {
    /// It reports a delivery, but a person or a program with an address of its own sent it.
    Sender,
    /// It is a mail of ours that came back as it was.
    Loop,
}

/// What a report says about one recipient.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct About {
    /// The recipient, as the last server knew it.
    pub recipient: Option<String>,
    /// The recipient as we wrote it, if the report repeats that.
    pub original: Option<String>,
    /// What became of the mail.
    pub kind: Kind,
    /// The enhanced status code.
    pub status: Option<String>,
    /// The server's words.
    pub diagnostic: Option<String>,
}

/// A message that came back, read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Returned {
    /// What it is; of several recipients, what is worst.
    pub kind: Kind,
    /// The status code that goes with it.
    pub status: Option<String>,
    /// The server's words that go with it.
    pub diagnostic: Option<String>,
    /// The recipients that it reports on, without repetition.
    pub recipients: Vec<String>,
    /// The same, one by one.
    pub about: Vec<About>,
    /// All addresses that the report itself names, in small letters; not those of the copy.
    pub named: Vec<String>,
    /// Traces of our mail, the surest first.
    pub traces: Vec<Trace>,
    /// The address it came from.
    pub from: Option<String>,
    /// Its subject.
    pub subject: String,
    /// What a person or machine wrote, without what it quotes.
    pub text: String,
    /// Why it is not to be trusted, if so.
    pub doubt: Option<Doubt>,
}

/// Reads a message, whatever it is.
#[must_use]
pub fn read(bytes: &[u8]) -> Returned {
    let opened = Opened::of(bytes);
    let traces = traces::traces(&opened);
    let from = answer::sender(&opened);
    let mut returned = Returned {
        kind: Kind::Unknown,
        status: None,
        diagnostic: None,
        recipients: Vec::new(),
        about: Vec::new(),
        named: Vec::new(),
        traces,
        from,
        subject: fields::cut(opened.subject.trim(), 300).to_owned(),
        text: String::new(),
        doubt: None,
    };
    if traces::is_our_own(&opened.fields) {
        returned.kind = Kind::AutoReply;
        returned.doubt = Some(Doubt::Loop);
    } else if opened.is_complaint {
        returned.text = answer::written(&opened);
    } else if opened.is_disposition {
        returned.kind = Kind::AutoReply;
    } else if answer::is_report(&opened) {
        report::fill(&mut returned, &opened);
        let sender = answer::has_sender(&opened) && !answer::is_daemon(&opened);
        returned.doubt = sender.then_some(Doubt::Sender);
    } else {
        returned.kind = answer::kind(&opened);
        returned.text = answer::written(&opened);
    }
    returned
}
