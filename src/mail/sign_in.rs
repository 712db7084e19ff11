//! The mails that bring an officer a link to set a password: the first one, and another one.

use serde::Serialize;

use super::{sender::keep, template::Typed};
use crate::domain::{
    mailing::{Kept, MailKind},
    tongue::Tongue,
};

/// The office, as mails to its own people name it.
#[derive(Debug, Clone, Serialize)]
pub struct Office {
    /// `Kota Bontang`.
    pub city_name: String,
    /// `Dinas Ketenagakerjaan Kota Bontang`.
    pub office_name: String,
    /// Stands in brackets in the subject.
    pub office_short_name: String,
}

impl Office {
    /// A made-up office.
    pub(super) fn sample() -> Self {
        Self {
            city_name: "Kota Bontang".to_owned(),
            office_name: "Dinas Ketenagakerjaan Kota Bontang".to_owned(),
            office_short_name: "Disnaker Kota Bontang".to_owned(),
        }
    }
}

/// A link that lets an officer who was added choose a password.
#[derive(Clone, Serialize)]
pub struct Invited {
    /// Whom it greets.
    pub name: String,
    /// What the officer will be, `petugas ketenagakerjaan`.
    pub role_words: String,
    /// The whole address.
    pub link: String,
    /// When it stops working, `Senin, 16 Maret 2026, 16.00 WITA`.
    pub until_words: String,
    /// Who writes.
    #[serde(flatten)]
    pub office: Office,
    /// Made up: the text is marked CONTOH.
    pub sample: bool,
}

impl Typed for Invited {
    fn kind(&self) -> MailKind {
        MailKind::Invitation
    }

    fn keeps(&self) -> Vec<Kept> {
        vec![
            keep("link", &self.link),
            keep("until_words", &self.until_words),
            keep("office_name", &self.office.office_name),
        ]
    }

    fn samples(tongue: Tongue) -> Vec<Self> {
        let said = |indonesian: &str, english: &str| tongue.pick(indonesian, english).to_owned();
        let real = Self {
            name: "Rina Contoh".to_owned(),
            role_words: said("petugas ketenagakerjaan", "labour officer"),
            link: "https://patuh.kota.example/sign-in/0123456789abcdef".to_owned(),
            until_words: said(
                "Senin, 16 Maret 2026, pukul 16.00 WITA",
                "Monday, 16 March 2026, at 16.00 WITA",
            ),
            office: Office::sample(),
            sample: false,
        };
        let hostile = Self {
            name: "Budi <Misal> & Rekan".to_owned(),
            sample: true,
            ..real.clone()
        };
        vec![real, hostile]
    }
}

/// A link that lets an officer set another password.
#[derive(Clone, Serialize)]
pub struct LostPassword {
    /// Whom it greets.
    pub name: String,
    /// The whole address.
    pub link: String,
    /// How long it works.
    pub minutes: i64,
    /// Who writes.
    #[serde(flatten)]
    pub office: Office,
    /// Made up: the text is marked CONTOH.
    pub sample: bool,
}

impl Typed for LostPassword {
    fn kind(&self) -> MailKind {
        MailKind::LostPassword
    }

    fn keeps(&self) -> Vec<Kept> {
        vec![
            keep("link", &self.link),
            keep("minutes", &self.minutes.to_string()),
            keep("office_name", &self.office.office_name),
        ]
    }

    fn samples(_: Tongue) -> Vec<Self> {
        let real = Self {
            name: "Rina Contoh".to_owned(),
            link: "https://patuh.kota.example/sign-in/0123456789abcdef".to_owned(),
            minutes: 60,
            office: Office::sample(),
            sample: false,
        };
        let hostile = Self {
            name: "Budi <Misal> & Rekan".to_owned(),
            sample: true,
            ..real.clone()
        };
        vec![real, hostile]
    }
}
