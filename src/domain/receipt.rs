//! Proof that a letter arrived.

/// How a letter came into the employer's hands, and what proves it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReceivedHow {
    /// Handed over; the receipt is signed.
    Hand,
    /// By post or courier; the slip names who took it.
    Post,
    /// By e-mail; the employer answered that it has it.
    Email,
    /// In another way, at a meeting for instance.
    Other,
}

impl ReceivedHow {
    /// Every way.
    pub const ALL: [Self; 4] = [Self::Hand, Self::Post, Self::Email, Self::Other];

    /// Name in columns and forms.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Hand => "hand",
            Self::Post => "post",
            Self::Email => "email",
            Self::Other => "other",
        }
    }

    /// The way of that name.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|how| how.code() == code)
    }
}
