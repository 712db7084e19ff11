//! What batches of letters are, and how far they may have come.

/// What is made of the letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BatchKind {
    /// One PDF.
    Merged,
    /// A PDF each, in one archive.
    Singles,
    /// Address labels.
    Labels,
    /// Envelopes, one a page.
    Envelopes,
    /// One PDF behind a cover list, to be signed.
    Folder,
}

impl BatchKind {
    /// Every kind, in the order in which a page offers them.
    pub const ALL: [Self; 5] = [
        Self::Merged,
        Self::Singles,
        Self::Labels,
        Self::Envelopes,
        Self::Folder,
    ];

    /// The word in the database and in forms.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Merged => "merged",
            Self::Singles => "singles",
            Self::Labels => "labels",
            Self::Envelopes => "envelopes",
            Self::Folder => "folder",
        }
    }

    /// The kind of that word.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }

    /// Whether letters are set; otherwise only addresses are.
    #[must_use]
    pub const fn sets_letters(self) -> bool {
        matches!(self, Self::Merged | Self::Singles | Self::Folder)
    }
}

/// How far a batch has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BatchState {
    /// Nobody has begun, or somebody wants it to go on.
    Waiting,
    /// Somebody works on it.
    Running,
    /// Its file is there, or was.
    Done,
    /// It could not be made.
    Failed,
    /// An officer stopped it.
    Stopped,
}

impl BatchState {
    pub(super) const ALL: [Self; 5] = [
        Self::Waiting,
        Self::Running,
        Self::Done,
        Self::Failed,
        Self::Stopped,
    ];

    /// The word in the database.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Running => "running",
            Self::Done => "done",
            Self::Failed => "failed",
            Self::Stopped => "stopped",
        }
    }
}
