//! What happens by itself: when it is due, whom it may reach, and what it does.
//!
//! Everything here is in the local time of the schedule's zone; who knows zones turns it into
//! instants.

mod bad;
mod cron;
mod firing;
mod reading;

pub use bad::BadCron;
pub use cron::{Cron, Part};
pub use firing::{Firing, Plan, Start, Window};
pub use reading::Tongue;

/// What a schedule does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Action {
    /// Judges the employers whose inputs changed or whose date has come.
    Recheck,
    /// Takes the next step of every case that may take one.
    Advance,
    /// Queues the first notice for every case that may have one.
    Reminders,
    /// Drafts the letters that are owed.
    DraftLetters,
    /// Writes to officers what needs them.
    Digest,
    /// Drops rows about persons when their time is over.
    Retention,
    /// Copies the database.
    Backup,
}

impl Action {
    /// All actions, in the order of forms.
    pub const ALL: [Self; 7] = [
        Self::Recheck,
        Self::Advance,
        Self::Reminders,
        Self::DraftLetters,
        Self::Digest,
        Self::Retention,
        Self::Backup,
    ];

    /// Name in files and tables.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Recheck => "recheck",
            Self::Advance => "advance",
            Self::Reminders => "reminders",
            Self::DraftLetters => "draft_letters",
            Self::Digest => "digest",
            Self::Retention => "retention",
            Self::Backup => "backup",
        }
    }

    /// The action of that name.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|action| action.code() == code)
    }

    /// Whether it is for some employers and not for others.
    #[must_use]
    pub const fn has_audience(self) -> bool {
        matches!(self, Self::Advance | Self::Reminders)
    }

    /// What it does, in a few words.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::Recheck => "periksa ulang",
            Self::Advance => "lanjutkan kasus",
            Self::Reminders => "siapkan imbauan",
            Self::DraftLetters => "susun konsep surat",
            Self::Digest => "kirim ringkasan kepada petugas",
            Self::Retention => "hapus data pekerja yang habis masanya",
            Self::Backup => "cadangkan basis data",
        }
    }
}

/// What becomes of a firing on a day off.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Holidays {
    /// It is passed over.
    Skip,
    /// It comes on the next working day, at the same hour.
    Shift,
    /// It comes all the same.
    #[default]
    Ignore,
}

impl Holidays {
    /// Every way.
    pub const ALL: [Self; 3] = [Self::Skip, Self::Shift, Self::Ignore];

    /// Name in files and tables.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Skip => "skip",
            Self::Shift => "shift",
            Self::Ignore => "ignore",
        }
    }

    /// The way of that name.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.code() == code)
    }
}

/// What becomes of a firing that was missed, because no machine was up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Late {
    /// The last one is caught up, once.
    #[default]
    Run,
    /// It is passed over.
    Skip,
}

impl Late {
    /// Both ways.
    pub const ALL: [Self; 2] = [Self::Run, Self::Skip];

    /// Name in files and tables.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Run => "run",
            Self::Skip => "skip",
        }
    }

    /// The way of that name.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.code() == code)
    }
}

/// Whom a schedule may reach.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Audience {
    /// Every open case.
    #[default]
    AllOpen,
    /// The open cases of the employers that a list's filter lets through.
    Of(String),
}

impl Audience {
    /// As it is kept: `*`, or the filter.
    #[must_use]
    pub fn text(&self) -> &str {
        match self {
            Self::AllOpen => "*",
            Self::Of(filter) => filter,
        }
    }

    /// Reads what was kept. An empty text is nobody's choice, and never means everybody.
    #[must_use]
    pub fn from_text(text: &str) -> Option<Self> {
        match text {
            "" => None,
            "*" => Some(Self::AllOpen),
            filter => Some(Self::Of(filter.to_owned())),
        }
    }
}

/// What is known of one firing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RunState {
    /// Somebody is at work on it, or was when the machine stopped.
    Running,
    /// It was done.
    Done,
    /// It was given up.
    Failed,
    /// It was passed over.
    Skipped,
}

impl RunState {
    /// Every state.
    pub const ALL: [Self; 4] = [Self::Running, Self::Done, Self::Failed, Self::Skipped];
    /// A firing that fails so often is given up.
    pub const MOST_ATTEMPTS: u16 = 3;

    /// Name in tables.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Running => "running",
            Self::Done => "done",
            Self::Failed => "failed",
            Self::Skipped => "skipped",
        }
    }

    /// The state of that name.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.code() == code)
    }
}

/// Whether a text can be a schedule's name: it stands in addresses and is typed on terminals.
#[must_use]
pub fn is_name(text: &str) -> bool {
    (1..=40).contains(&text.len())
        && text.starts_with(|c: char| c.is_ascii_lowercase())
        && text
            .bytes()
            .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b"-_".contains(&b))
        && text != "new"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_is_found_by_its_code() {
        for action in Action::ALL {
            assert_eq!(Action::from_code(action.code()), Some(action));
            assert!(!action.words().is_empty());
        }
        for one in Holidays::ALL {
            assert_eq!(Holidays::from_code(one.code()), Some(one));
        }
        for one in Late::ALL {
            assert_eq!(Late::from_code(one.code()), Some(one));
        }
        for one in RunState::ALL {
            assert_eq!(RunState::from_code(one.code()), Some(one));
        }
    }

    #[test]
    fn an_empty_audience_is_no_audience() {
        assert_eq!(Audience::from_text(""), None);
        for audience in [Audience::AllOpen, Audience::Of("email=yes".to_owned())] {
            assert_eq!(Audience::from_text(audience.text()), Some(audience));
        }
    }

    #[test]
    fn a_name_can_stand_in_an_address() {
        for good in ["reminders", "cek-malam", "a", "arsip_2"] {
            assert!(is_name(good), "{good}");
        }
        for bad in [
            "",
            "new",
            "Cek",
            "cek malam",
            "2hari",
            "../x",
            &"x".repeat(41),
        ] {
            assert!(!is_name(bad), "{bad}");
        }
    }
}
