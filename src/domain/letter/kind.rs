//! What a letter is.

use crate::ladder::Stage;

/// What a letter is. The city coaches: none of these is a warning or a fine under PP 86/2013,
/// which are BPJS Kesehatan's to impose.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum LetterKind {
    /// Surat edaran of the mayor: one letter to many.
    Circular,
    /// Imbauan, where it goes on paper.
    Appeal,
    /// Teguran I, in the sense of coaching.
    #[serde(rename = "reprimand_1")]
    Reprimand1,
    /// Teguran II, in the sense of coaching.
    #[serde(rename = "reprimand_2")]
    Reprimand2,
    /// To BPJS Kesehatan, about workers who are not enrolled.
    Referral,
    /// To BPJS Kesehatan, about overdue contributions (UU 24/2011 art. 19; another legal track).
    ArrearsReport,
    /// Surat apresiasi to a firm that met its duty.
    Thanks,
}

impl LetterKind {
    /// Every kind, in the order in which a firm may meet them.
    pub const ALL: [Self; 7] = [
        Self::Circular,
        Self::Appeal,
        Self::Reprimand1,
        Self::Reprimand2,
        Self::Referral,
        Self::ArrearsReport,
        Self::Thanks,
    ];

    /// Name in files, columns and commands.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Circular => "circular",
            Self::Appeal => "appeal",
            Self::Reprimand1 => "reprimand_1",
            Self::Reprimand2 => "reprimand_2",
            Self::Referral => "referral",
            Self::ArrearsReport => "arrears_report",
            Self::Thanks => "thanks",
        }
    }

    /// The kind of that name.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }

    /// The official word.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::Circular => "Surat edaran",
            Self::Appeal => "Imbauan",
            Self::Reprimand1 => "Teguran I",
            Self::Reprimand2 => "Teguran II",
            Self::Referral => "Penyampaian ke BPJS Kesehatan",
            Self::ArrearsReport => "Pelaporan tunggakan ke BPJS Kesehatan",
            Self::Thanks => "Surat apresiasi",
        }
    }

    /// The letter of a step, where the city writes one.
    #[must_use]
    pub const fn of_step(stage: Stage) -> Option<Self> {
        match stage {
            Stage::Appeal => Some(Self::Appeal),
            Stage::Reprimand1 => Some(Self::Reprimand1),
            Stage::Reprimand2 => Some(Self::Reprimand2),
            Stage::Referral => Some(Self::Referral),
            Stage::ArrearsReport => Some(Self::ArrearsReport),
            _ => None,
        }
    }

    /// The step that it belongs to.
    #[must_use]
    pub const fn step(self) -> Option<Stage> {
        match self {
            Self::Appeal => Some(Stage::Appeal),
            Self::Reprimand1 => Some(Stage::Reprimand1),
            Self::Reprimand2 => Some(Stage::Reprimand2),
            Self::Referral => Some(Stage::Referral),
            Self::ArrearsReport => Some(Stage::ArrearsReport),
            Self::Circular | Self::Thanks => None,
        }
    }

    /// Whether it is addressed to BPJS Kesehatan and not to the firm it speaks of.
    #[must_use]
    pub const fn is_to_bpjs(self) -> bool {
        matches!(self, Self::Referral | Self::ArrearsReport)
    }

    /// Whether it tells a firm what is asked of it.
    #[must_use]
    pub const fn is_notice(self) -> bool {
        matches!(self, Self::Appeal | Self::Reprimand1 | Self::Reprimand2)
    }

    /// Whether it is one letter to many, with a list of recipients.
    #[must_use]
    pub const fn is_to_many(self) -> bool {
        matches!(self, Self::Circular)
    }
}
