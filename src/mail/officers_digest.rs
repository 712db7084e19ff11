//! The mail that tells an officer what waits.

use serde::Serialize;

use super::{sender::keep, sign_in::Office, template::Typed};
use crate::domain::{
    mailing::{Kept, MailKind},
    tongue::Tongue,
};

/// A kind of work that waits for an officer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Work {
    /// Cases that a colleague proposed and the reader may confirm.
    Second,
    /// Cases to verify.
    First,
    /// Answers from reply pages.
    Answers,
    /// Cases that stand still because of an answer.
    Replies,
    /// Notices whose receipt is not on record.
    Receipts,
    /// Terms that end this week.
    Terms,
    /// Steps to approve.
    Approvals,
    /// Drafts of letters.
    Letters,
    /// Mails that reached nobody.
    Refused,
    /// Messages that came back and that nobody could place.
    Returned,
    /// Readers of our mails who said to be the wrong ones.
    Readers,
    /// Mails that wait while none has left for three working days.
    Stuck,
    /// Kinds of data that are more than 30 days old.
    OldData,
    /// A year whose days off are missing.
    Calendar,
}

impl Work {
    const ALL: [Self; 14] = [
        Self::Second,
        Self::First,
        Self::Answers,
        Self::Replies,
        Self::Receipts,
        Self::Terms,
        Self::Approvals,
        Self::Letters,
        Self::Refused,
        Self::Returned,
        Self::Readers,
        Self::Stuck,
        Self::OldData,
        Self::Calendar,
    ];

    /// What follows the number.
    const fn words(self, english: bool, one: bool) -> &'static str {
        if english {
            return self.english(one);
        }
        match self {
            Self::Second => "kasus menunggu konfirmasi kedua dari Saudara",
            Self::First => "kasus perlu verifikasi",
            Self::Answers => "jawaban badan usaha menunggu keputusan",
            Self::Replies => "kasus dengan jawaban perusahaan yang menunggu petugas",
            Self::Receipts => "kasus yang penerimaan pemberitahuannya belum dicatat",
            Self::Terms => "kasus yang tenggatnya berakhir minggu ini",
            Self::Approvals => "langkah menunggu persetujuan",
            Self::Letters => "konsep surat menunggu",
            Self::Refused => "pos-el tidak sampai",
            Self::Returned => "pos-el yang masuk menunggu ditempatkan petugas",
            Self::Readers => "pembaca pos-el menyatakan bukan orang yang tepat",
            Self::Stuck => {
                "pos-el menunggu, padahal tiga hari kerja tidak satu pun terkirim; lihat sebabnya"
            }
            Self::OldData => "jenis data berumur lebih dari 30 hari",
            Self::Calendar => "tahun yang daftar hari liburnya belum lengkap",
        }
    }

    const fn english(self, one: bool) -> &'static str {
        match (self, one) {
            (Self::Second, true) => "case waits for your second confirmation",
            (Self::Second, false) => "cases wait for your second confirmation",
            (Self::First, true) => "case to verify",
            (Self::First, false) => "cases to verify",
            (Self::Answers, true) => "answer of a firm waits for a decision",
            (Self::Answers, false) => "answers of firms wait for a decision",
            (Self::Replies, true) => "case with an answer that waits for an officer",
            (Self::Replies, false) => "cases with an answer that waits for an officer",
            (Self::Receipts, true) => "case whose notice has no receipt on record",
            (Self::Receipts, false) => "cases whose notices have no receipt on record",
            (Self::Terms, true) => "case whose term ends this week",
            (Self::Terms, false) => "cases whose terms end this week",
            (Self::Approvals, true) => "step to approve",
            (Self::Approvals, false) => "steps to approve",
            (Self::Letters, true) => "draft of a letter",
            (Self::Letters, false) => "drafts of letters",
            (Self::Refused, true) => "mail that reached nobody",
            (Self::Refused, false) => "mails that reached nobody",
            (Self::Returned, true) => "message that came in waits for an officer to place it",
            (Self::Returned, false) => "messages that came in wait for an officer to place them",
            (Self::Readers, true) => "reader of a mail says to be the wrong person",
            (Self::Readers, false) => "readers of mails say to be the wrong persons",
            (Self::Stuck, true) => "mail waits although none has left for three working days",
            (Self::Stuck, false) => "mails wait although none has left for three working days",
            (Self::OldData, true) => "kind of data more than 30 days old",
            (Self::OldData, false) => "kinds of data more than 30 days old",
            (Self::Calendar, true) => "year whose days off are not complete",
            (Self::Calendar, false) => "years whose days off are not complete",
        }
    }
}

/// So much of one kind of work, and where it is done.
#[derive(Debug, Clone, Serialize)]
pub struct DigestItem {
    count: u64,
    words: &'static str,
    link: String,
}

/// What every digest says, whatever its language.
#[derive(Debug, Clone, Serialize)]
pub struct Digest {
    /// Whom it greets.
    pub name: String,
    /// The day it speaks of, in the reader's language.
    pub day_words: String,
    /// What waits.
    pub items: Vec<DigestItem>,
    /// Where the reader chooses the days.
    pub account_link: String,
    /// Who writes.
    #[serde(flatten)]
    pub office: Office,
    /// Made up: the text is marked CONTOH.
    pub sample: bool,
}

impl Digest {
    /// The same digest with what waits: the kind, how much, and where it is done.
    #[must_use]
    pub fn with(self, work: &[(Work, u64, String)], tongue: Tongue) -> Self {
        let english = tongue == Tongue::English;
        let items = work.iter().map(|(work, count, link)| DigestItem {
            count: *count,
            words: work.words(english, *count == 1),
            link: link.clone(),
        });
        Self {
            items: items.collect(),
            ..self
        }
    }

    /// A digest that names nothing yet.
    #[must_use]
    pub fn of(name: &str, day_words: String, office: Office) -> Self {
        Self {
            name: name.to_owned(),
            day_words,
            items: Vec::new(),
            account_link: String::new(),
            office,
            sample: false,
        }
    }
}

impl Typed for Digest {
    fn kind(&self) -> MailKind {
        MailKind::OfficersDigest
    }

    fn keeps(&self) -> Vec<Kept> {
        let mut kept = vec![
            keep("office_name", &self.office.office_name),
            keep("account_link", &self.account_link),
        ];
        for item in &self.items {
            kept.push(keep("items", item.words));
            kept.push(keep("items", &item.count.to_string()));
        }
        kept
    }

    fn samples(tongue: Tongue) -> Vec<Self> {
        let day = match tongue {
            Tongue::Indonesian => "Senin, 16 Maret 2026",
            Tongue::English => "Monday, 16 March 2026",
        };
        let link = |path: &str| format!("https://patuh.kota.example{path}");
        let work: Vec<_> = (1..)
            .zip(Work::ALL)
            .map(|(count, work)| (work, count, link("/cases?state=first")))
            .collect();
        let real = Self {
            account_link: link("/settings/account"),
            ..Self::of("Rina Contoh", day.to_owned(), Office::sample())
        };
        let hostile = Self {
            name: "Budi <Misal> & Rekan".to_owned(),
            sample: true,
            ..real.clone()
        };
        vec![real.with(&work, tongue), hostile.with(&work[..1], tongue)]
    }
}
