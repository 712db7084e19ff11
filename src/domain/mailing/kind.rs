//! The kinds of mail.

use crate::tongue::Tongue;

/// A kind of mail; each has a wording in each language.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MailKind {
    /// The first notice to a firm.
    Appeal,
    /// A term of a firm ends soon.
    TermSoon,
    /// A term of a firm is over.
    TermOver,
    /// A signed letter comes with it.
    Letter,
    /// A signed circular comes with it, to each on its list.
    Circular,
    /// A signed letter to BPJS Kesehatan comes with it.
    LetterToBpjs,
    /// A firm has done what it was asked for.
    ThankYou,
    /// A firm's answer came.
    AnswerReceived,
    /// An officer asks something about an answer.
    AnswerQuestion,
    /// An officer decided about an answer.
    AnswerDecided,
    /// Whether a new address is the firm's.
    AddressCheck,
    /// What waits for an officer.
    OfficersDigest,
    /// An officer's first way in.
    Invitation,
    /// An officer's way back in.
    LostPassword,
}

impl MailKind {
    /// All kinds: those to firms first.
    pub const ALL: [Self; 14] = [
        Self::Appeal,
        Self::TermSoon,
        Self::TermOver,
        Self::Letter,
        Self::Circular,
        Self::ThankYou,
        Self::AnswerReceived,
        Self::AnswerQuestion,
        Self::AnswerDecided,
        Self::AddressCheck,
        Self::LetterToBpjs,
        Self::OfficersDigest,
        Self::Invitation,
        Self::LostPassword,
    ];

    /// Name in files, columns and addresses.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Appeal => "appeal",
            Self::TermSoon => "term_soon",
            Self::TermOver => "term_over",
            Self::Letter => "letter",
            Self::Circular => "circular",
            Self::LetterToBpjs => "letter_bpjs",
            Self::ThankYou => "thank_you",
            Self::AnswerReceived => "answer_received",
            Self::AnswerQuestion => "answer_question",
            Self::AnswerDecided => "answer_decided",
            Self::AddressCheck => "address_check",
            Self::OfficersDigest => "officers_digest",
            Self::Invitation => "invitation",
            Self::LostPassword => "lost_password",
        }
    }

    /// The kind of that name.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }

    /// Whether firms receive it.
    #[must_use]
    pub const fn is_to_firms(self) -> bool {
        !matches!(
            self,
            Self::OfficersDigest | Self::Invitation | Self::LostPassword
        )
    }

    /// The sentence by which a reader can tell a swindler: it stays word by word.
    #[must_use]
    pub const fn promise(self, tongue: Tongue) -> Option<&'static str> {
        match (self, tongue) {
            (Self::OfficersDigest, _) => None,
            (Self::Invitation | Self::LostPassword, Tongue::Indonesian) => {
                Some("Petugas tidak pernah meminta kata sandi, kode, atau tautan ini")
            }
            (Self::Invitation | Self::LostPassword, Tongue::English) => {
                Some("Nobody in the office ever asks for your password, a code or this link")
            }
            (_, Tongue::Indonesian) => Some(
                "Pemerintah Kota tidak pernah meminta NIK, kata sandi e-Dabu, atau pembayaran \
                 melalui pos-el ini",
            ),
            (_, Tongue::English) => Some(
                "The city government never asks for a NIK, an e-Dabu password or a payment by \
                 this e-mail",
            ),
        }
    }

    /// What its subject may name: everybody who passes a screen reads that.
    #[must_use]
    pub const fn subject_names(self) -> &'static [&'static str] {
        match self {
            Self::OfficersDigest => &["office_short_name", "city_name", "day_words"],
            Self::Invitation | Self::LostPassword => &["office_short_name", "city_name"],
            Self::Letter | Self::LetterToBpjs => &[
                "office_short_name",
                "city_name",
                "case_codes",
                "firm_name",
                "letter_title",
            ],
            Self::Circular => &[
                "office_short_name",
                "city_name",
                "firm_name",
                "letter_title",
            ],
            _ => &["office_short_name", "city_name", "case_codes", "firm_name"],
        }
    }
}
