//! What proves that a notice was received. A mail server's word that it took a mail does not.

/// How a receipt is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum How {
    /// Handed over, and signed for.
    Hand,
    /// By post or courier, with its receipt.
    Post,
    /// Told at the firm, on a visit.
    Visit,
    /// Told by telephone, to somebody who speaks for the firm.
    Call,
    /// By messenger, and answered there.
    Messenger,
    /// The firm answered, by e-mail for instance.
    Answer,
    /// In another way, at a meeting for instance.
    Other,
    /// A positive delivery report.
    Report,
    /// Somebody pressed the button on the reply page.
    Page,
}

impl How {
    /// Every way.
    pub const ALL: [Self; 9] = [
        Self::Hand,
        Self::Post,
        Self::Visit,
        Self::Call,
        Self::Messenger,
        Self::Answer,
        Self::Other,
        Self::Report,
        Self::Page,
    ];

    /// Those that an officer records; the others come from machines.
    pub const BY_HAND: [Self; 7] = [
        Self::Hand,
        Self::Post,
        Self::Visit,
        Self::Call,
        Self::Messenger,
        Self::Answer,
        Self::Other,
    ];

    /// Name in columns.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Hand => "hand",
            Self::Post => "post",
            Self::Visit => "visit",
            Self::Call => "call",
            Self::Messenger => "messenger",
            Self::Answer => "answer",
            Self::Other => "other",
            Self::Report => "report",
            Self::Page => "page",
        }
    }

    /// The way of that name.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|how| how.code() == code)
    }
}
