//! What is known of an address: whether it may be written to, and whether whoever reads it is the
//! right one.

/// Whether an address may be written to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Standing {
    /// It may.
    Usable,
    /// A mail to it came back for good.
    Bounced,
    /// A person said that nothing is to be sent to it.
    DoNotMail,
}

impl Standing {
    /// Every standing.
    pub const ALL: [Self; 3] = [Self::Usable, Self::Bounced, Self::DoNotMail];

    /// Name in columns.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Usable => "usable",
            Self::Bounced => "bounced",
            Self::DoNotMail => "do_not_mail",
        }
    }

    /// The standing of that name.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.code() == code)
    }
}

/// What showed that whoever reads mail at an address is the right one. A delivery report shows
/// that a server has a mailbox, and nothing of who reads it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Proof {
    /// The firm answered from it.
    Answer,
    /// The firm answered, or its reader said so, through a link that was mailed to it alone.
    Link,
    /// Its holder confirmed it by the mail that asks a new address.
    Confirmed,
    /// An officer asked, and vouches for it.
    Officer,
}

impl Proof {
    /// Every proof.
    pub const ALL: [Self; 4] = [Self::Answer, Self::Link, Self::Confirmed, Self::Officer];

    /// Name in columns.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Answer => "answer",
            Self::Link => "link",
            Self::Confirmed => "confirmed",
            Self::Officer => "officer",
        }
    }

    /// The proof of that name.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.code() == code)
    }
}

/// What a person is told of an address.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum State {
    /// Nothing shows that whoever reads it is the right one.
    Unproved,
    /// Something does.
    Proved,
    /// A mail to it came back for good.
    Bounced,
    /// Nothing is to be sent to it.
    DoNotUse,
}

impl State {
    /// The state of an address: what bars it goes before what proved it.
    ///
    /// ```
    /// use patuh_domain::contact::{Proof, Standing, State};
    ///
    /// let proof = Some(Proof::Answer);
    /// assert_eq!(State::of(Standing::Usable, None), State::Unproved);
    /// assert_eq!(State::of(Standing::Usable, proof), State::Proved);
    /// assert_eq!(State::of(Standing::Bounced, proof), State::Bounced);
    /// assert_eq!(State::of(Standing::DoNotMail, proof), State::DoNotUse);
    /// ```
    #[must_use]
    pub const fn of(standing: Standing, proof: Option<Proof>) -> Self {
        match (standing, proof) {
            (Standing::Bounced, _) => Self::Bounced,
            (Standing::DoNotMail, _) => Self::DoNotUse,
            (Standing::Usable, Some(_)) => Self::Proved,
            (Standing::Usable, None) => Self::Unproved,
        }
    }

    /// Name for messages.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Unproved => "unproved",
            Self::Proved => "proved",
            Self::Bounced => "bounced",
            Self::DoNotUse => "do_not_use",
        }
    }
}

/// What was done with an address, or said of it, once.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum AddressDeed {
    /// It was added, or said to be usable again by adding it.
    Added,
    /// An officer said that nothing is to be sent to it.
    Barred,
    /// That, or that it bounced, was taken back.
    Lifted,
    /// A mail to it came back.
    Bounced,
    /// It was put before all others.
    Chosen,
    /// That was taken back.
    Unchosen,
    /// An officer said who reads it.
    Role,
    /// An answer proved it.
    Answered,
    /// A press of a link that was mailed to it proved it.
    Linked,
    /// Its holder confirmed it.
    Confirmed,
    /// An officer vouched for it.
    Vouched,
    /// Its reader said to be the wrong one.
    Wrong,
    /// An officer looked at that.
    Settled,
}

impl AddressDeed {
    /// Every deed.
    pub const ALL: [Self; 13] = [
        Self::Added,
        Self::Barred,
        Self::Lifted,
        Self::Bounced,
        Self::Chosen,
        Self::Unchosen,
        Self::Role,
        Self::Answered,
        Self::Linked,
        Self::Confirmed,
        Self::Vouched,
        Self::Wrong,
        Self::Settled,
    ];

    /// Name in columns.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Added => "added",
            Self::Barred => "barred",
            Self::Lifted => "lifted",
            Self::Bounced => "bounced",
            Self::Chosen => "chosen",
            Self::Unchosen => "unchosen",
            Self::Role => "role",
            Self::Answered => "answered",
            Self::Linked => "linked",
            Self::Confirmed => "confirmed",
            Self::Vouched => "vouched",
            Self::Wrong => "wrong",
            Self::Settled => "settled",
        }
    }

    /// The deed of that name.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.code() == code)
    }

    /// What a mark of an address is called.
    #[must_use]
    pub const fn of_mark(standing: Standing) -> Self {
        match standing {
            Standing::Usable => Self::Lifted,
            Standing::Bounced => Self::Bounced,
            Standing::DoNotMail => Self::Barred,
        }
    }

    /// What a proof of an address is called.
    #[must_use]
    pub const fn of_proof(proof: Proof) -> Self {
        match proof {
            Proof::Answer => Self::Answered,
            Proof::Link => Self::Linked,
            Proof::Confirmed => Self::Confirmed,
            Proof::Officer => Self::Vouched,
        }
    }
}
