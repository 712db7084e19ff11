//! How an answer goes through the officers' hands.

/// Where an answer stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum AnswerState {
    /// An officer has to look at it.
    Waiting,
    /// An officer asked something; the firm has to say.
    Asked,
    /// An officer accepted it.
    Accepted,
    /// An officer refused it, with a reason.
    Refused,
}

/// What is done with an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum AnswerDeed {
    /// An officer asks something back.
    Ask,
    /// The firm replies, or adds something.
    Reply,
    /// An officer accepts it.
    Accept,
    /// An officer refuses it.
    Refuse,
    /// The holder of a new address pressed the button in the mail to it.
    ConfirmAddress,
}

impl AnswerState {
    /// All states.
    pub const ALL: [Self; 4] = [Self::Waiting, Self::Asked, Self::Accepted, Self::Refused];

    /// Name in columns.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Asked => "asked",
            Self::Accepted => "accepted",
            Self::Refused => "refused",
        }
    }

    /// The state of that name.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.code() == code)
    }

    /// Nobody has decided: the clock stands.
    #[must_use]
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Waiting | Self::Asked)
    }

    /// The state after a deed; `None` where it can't be done any more.
    ///
    /// ```
    /// use patuh_domain::answer::{AnswerDeed, AnswerState};
    ///
    /// assert_eq!(AnswerState::Asked.after(AnswerDeed::Reply), Some(AnswerState::Waiting));
    /// assert_eq!(AnswerState::Refused.after(AnswerDeed::Accept), None);
    /// ```
    #[must_use]
    pub const fn after(self, deed: AnswerDeed) -> Option<Self> {
        match (self, deed) {
            (Self::Accepted | Self::Refused, _) => None,
            (_, AnswerDeed::Ask) => Some(Self::Asked),
            (_, AnswerDeed::Reply) => Some(Self::Waiting),
            (_, AnswerDeed::Accept) => Some(Self::Accepted),
            (_, AnswerDeed::Refuse) => Some(Self::Refused),
            (same, AnswerDeed::ConfirmAddress) => Some(same),
        }
    }
}

impl AnswerDeed {
    /// All deeds.
    pub const ALL: [Self; 5] = [
        Self::Ask,
        Self::Reply,
        Self::Accept,
        Self::Refuse,
        Self::ConfirmAddress,
    ];

    /// Name in columns.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Ask => "ask",
            Self::Reply => "reply",
            Self::Accept => "accept",
            Self::Refuse => "refuse",
            Self::ConfirmAddress => "confirm_address",
        }
    }

    /// The deed of that name.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|deed| deed.code() == code)
    }
}
