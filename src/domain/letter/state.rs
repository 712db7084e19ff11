//! The life of a letter: draft → in review → approved → numbered → signed → sent → received.

/// Where a letter stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum LetterState {
    /// Officers write it.
    Draft,
    /// Somebody handed it on; its text stands still until it is approved or sent back.
    InReview,
    /// An approver agreed to exactly this version.
    Approved,
    /// It has its number and its date.
    Numbered,
    /// The signed copy is on record.
    Signed,
    /// It was mailed, or given to a courier.
    Sent,
    /// There is proof that it was received.
    Received,
    /// It will never leave; its number, where it had one, stays used.
    Cancelled,
}

/// What can be done with a letter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum LetterMove {
    /// A new version of its text.
    Edit,
    /// Handed to an approver.
    Submit,
    /// Back to the writers, with a reason.
    SendBack,
    /// Agreed to.
    Approve,
    /// Numbered and dated.
    Number,
    /// The signed copy is put on record.
    Sign,
    /// Mailed, or given to a courier.
    Send,
    /// Receipt recorded.
    Receive,
    /// Withdrawn for good, with a reason.
    Cancel,
}

impl LetterMove {
    /// Every move, in the order of a letter's life.
    pub const ALL: [Self; 9] = [
        Self::Edit,
        Self::Submit,
        Self::SendBack,
        Self::Approve,
        Self::Number,
        Self::Sign,
        Self::Send,
        Self::Receive,
        Self::Cancel,
    ];

    /// Name in columns.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Edit => "edit",
            Self::Submit => "submit",
            Self::SendBack => "send_back",
            Self::Approve => "approve",
            Self::Number => "number",
            Self::Sign => "sign",
            Self::Send => "send",
            Self::Receive => "receive",
            Self::Cancel => "cancel",
        }
    }

    /// The move of that name.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|made| made.code() == code)
    }
}

impl LetterState {
    /// Every state, in the order of a letter's life.
    pub const ALL: [Self; 8] = [
        Self::Draft,
        Self::InReview,
        Self::Approved,
        Self::Numbered,
        Self::Signed,
        Self::Sent,
        Self::Received,
        Self::Cancelled,
    ];

    /// Name in columns.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::InReview => "in_review",
            Self::Approved => "approved",
            Self::Numbered => "numbered",
            Self::Signed => "signed",
            Self::Sent => "sent",
            Self::Received => "received",
            Self::Cancelled => "cancelled",
        }
    }

    /// The state of that name.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.code() == code)
    }

    /// The state after a move; `None` where it can't be made.
    ///
    /// What is approved can go back until it is signed: a mistake is found when the page lies
    /// before the one who signs. A number that was given stays with the letter.
    ///
    /// ```
    /// use patuh_domain::letter::{LetterMove, LetterState};
    ///
    /// let approved = LetterState::InReview.after(LetterMove::Approve);
    /// assert_eq!(approved, Some(LetterState::Approved));
    /// assert_eq!(LetterState::Draft.after(LetterMove::Number), None);
    /// ```
    #[must_use]
    pub const fn after(self, made: LetterMove) -> Option<Self> {
        use LetterMove as Made;
        match (self, made) {
            (Self::Draft, Made::Edit)
            | (Self::InReview | Self::Approved | Self::Numbered, Made::SendBack) => {
                Some(Self::Draft)
            }
            (Self::Draft, Made::Submit) => Some(Self::InReview),
            (Self::InReview, Made::Approve) => Some(Self::Approved),
            (Self::Approved, Made::Number) => Some(Self::Numbered),
            (Self::Numbered, Made::Sign) => Some(Self::Signed),
            (Self::Signed, Made::Send) => Some(Self::Sent),
            (Self::Sent, Made::Receive) => Some(Self::Received),
            (
                Self::Draft | Self::InReview | Self::Approved | Self::Numbered | Self::Signed,
                Made::Cancel,
            ) => Some(Self::Cancelled),
            _ => None,
        }
    }

    /// Whether pages carry the KONSEP mark: nobody has signed it.
    #[must_use]
    pub const fn is_draft(self) -> bool {
        matches!(
            self,
            Self::Draft | Self::InReview | Self::Approved | Self::Numbered
        )
    }

    /// Whether nothing more happens to it.
    #[must_use]
    pub const fn is_over(self) -> bool {
        matches!(self, Self::Received | Self::Cancelled)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_signed_that_was_not_approved_and_numbered() {
        for state in LetterState::ALL {
            let signed = state.after(LetterMove::Sign) == Some(LetterState::Signed);
            assert_eq!(signed, state == LetterState::Numbered, "{state:?}");
            let sent = state.after(LetterMove::Send) == Some(LetterState::Sent);
            assert_eq!(sent, state == LetterState::Signed, "{state:?}");
        }
    }

    #[test]
    fn what_is_over_stays_over() {
        use LetterMove::{Approve, Cancel, Edit, Number, Receive, Send, SendBack, Sign, Submit};
        for made in [
            Edit, Submit, SendBack, Approve, Number, Sign, Send, Receive, Cancel,
        ] {
            assert_eq!(LetterState::Cancelled.after(made), None);
            assert_eq!(LetterState::Received.after(made), None);
        }
    }

    #[test]
    fn a_state_is_known_by_its_name() {
        for state in LetterState::ALL {
            assert_eq!(LetterState::from_code(state.code()), Some(state));
        }
    }
}
