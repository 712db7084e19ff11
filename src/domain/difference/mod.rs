//! What became of a firm between two instants, as the city knew it at each.
//!
//! Both sides are what was *known*: a firm is new in the month in which the city learned of it,
//! whatever day a list speaks of. So a month that is over stays as it was told.

mod lists;
mod moved;
mod words;

pub use lists::whole_lists;
pub use moved::{Place, has_moved};
pub use words::{MonthFigures, paragraph};

use chrono::{DateTime, TimeDelta, Utc};

use crate::{
    ladder::Stage,
    verdict::{Basis, Verdict},
};

/// Workers by which a headcount must have changed to be told.
pub const JUMP_WORKERS: u32 = 5;
/// Percent of the smaller number by which a headcount must have changed to be told.
pub const JUMP_PERCENT: u64 = 50;
/// Days after a notice in which workers who are newly enrolled are told beside it.
pub const NOTICE_DAYS: i64 = 180;

/// A headcount and what it rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Count {
    /// What it rests on.
    pub basis: Basis,
    /// How many.
    pub workers: u32,
}

/// A judgement, as far as a difference is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Judged {
    /// When it was written down.
    pub at: DateTime<Utc>,
    /// The verdict.
    pub verdict: Verdict,
    /// Workers employed or declared.
    pub headcount: Option<Count>,
    /// Workers registered.
    pub registered: u32,
}

/// A notice of ours that left.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Notice {
    /// Which step's.
    pub stage: Stage,
    /// When the step was taken.
    pub at: DateTime<Utc>,
}

/// What was known of a firm at an instant.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Known {
    /// It had closed.
    pub closed: bool,
    /// A source whose newest whole list did not name it, though the list before did.
    pub unnamed_by: Option<String>,
    /// Where it was.
    pub place: Place,
    /// How it was judged.
    pub judged: Option<Judged>,
}

/// What was known of a firm before and after, and what happened between.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Between {
    /// Before; `None` where the firm was not in the registry.
    pub before: Option<Known>,
    /// After; `None` where it no longer stands for itself: merged into another one.
    pub after: Option<Known>,
    /// The judgements between, the oldest first.
    pub judged: Vec<Judged>,
    /// Notices that left before the end, in any order.
    pub notices: Vec<Notice>,
    /// It was merged with another one, or parted, between: its numbers are no longer of the same
    /// firm.
    pub regrouped: bool,
}

/// Something to tell about a firm.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// The city did not know it before.
    New,
    /// It closed.
    Closed,
    /// The newest list of a source does not name it any more.
    Unnamed {
        /// The source's code.
        source: String,
    },
    /// Its address is another one.
    Moved {
        /// Before.
        from: Place,
        /// Now.
        to: Place,
    },
    /// Its headcount is much larger or smaller.
    Headcount {
        /// Before.
        from: Count,
        /// Now.
        to: Count,
    },
    /// It complies now, or has registered workers after a notice.
    Enrolled {
        /// It complies, and did not.
        complies: bool,
        /// Workers registered beyond those before.
        gained: u32,
        /// The last notice before that.
        notice: Option<Notice>,
    },
    /// It complied, and does not any more.
    FellBack {
        /// How it is judged now.
        to: Verdict,
    },
}

/// What kind of change it is; the order in which they are told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ChangeKind {
    /// New firms.
    New,
    /// Closed, or no longer named.
    Gone,
    /// At another address.
    Moved,
    /// Headcounts that jumped.
    Headcount,
    /// Newly enrolled.
    Enrolled,
    /// Complied before.
    FellBack,
}

impl ChangeKind {
    /// All kinds, in order.
    pub const ALL: [Self; 6] = [
        Self::New,
        Self::Gone,
        Self::Moved,
        Self::Headcount,
        Self::Enrolled,
        Self::FellBack,
    ];

    /// Name in addresses and files.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Gone => "gone",
            Self::Moved => "moved",
            Self::Headcount => "headcount",
            Self::Enrolled => "enrolled",
            Self::FellBack => "fell_back",
        }
    }

    /// The kind of that name.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }
}

impl Change {
    /// What kind of change it is.
    #[must_use]
    pub const fn kind(&self) -> ChangeKind {
        match self {
            Self::New => ChangeKind::New,
            Self::Closed | Self::Unnamed { .. } => ChangeKind::Gone,
            Self::Moved { .. } => ChangeKind::Moved,
            Self::Headcount { .. } => ChangeKind::Headcount,
            Self::Enrolled { .. } => ChangeKind::Enrolled,
            Self::FellBack { .. } => ChangeKind::FellBack,
        }
    }
}

/// What is told about a firm: at most one change of each kind, in the order of the kinds.
///
/// A new firm is new and nothing else; one that went is gone and nothing else. A merged firm is
/// neither, and one that was parted again was known before.
#[must_use]
pub fn difference(firm: &Between) -> Vec<Change> {
    let Some(after) = &firm.after else {
        return Vec::new();
    };
    let Some(before) = &firm.before else {
        return vec![Change::New];
    };
    if after.closed && !before.closed {
        return vec![Change::Closed];
    }
    let unnamed = after.unnamed_by.clone();
    if let Some(source) = unnamed.filter(|_| before.unnamed_by.is_none() && !after.closed) {
        return vec![Change::Unnamed { source }];
    }
    let moved = has_moved(&before.place, &after.place).then(|| Change::Moved {
        from: before.place.clone(),
        to: after.place.clone(),
    });
    let judged = before.judged.zip(after.judged).filter(|_| !firm.regrouped);
    let judged = judged.into_iter();
    let judged = judged.flat_map(|(was, is)| {
        let fell = was.verdict == Verdict::Compliant && owes(is.verdict);
        let fell = fell.then_some(Change::FellBack { to: is.verdict });
        // Workers that one who fell back registered are fewer than it owes.
        let enrolled = enrolled(firm, &was, &is).filter(|_| fell.is_none());
        [jump(&was, &is), enrolled, fell]
    });
    moved.into_iter().chain(judged.flatten()).collect()
}

/// A verdict of a firm that owes something.
const fn owes(verdict: Verdict) -> bool {
    matches!(
        verdict,
        Verdict::Unregistered
            | Verdict::PartialWorkers
            | Verdict::InArrears
            | Verdict::PartialWages
    )
}

fn jump(was: &Judged, is: &Judged) -> Option<Change> {
    let (from, to) = was.headcount.zip(is.headcount)?;
    let by = from.workers.abs_diff(to.workers);
    let smaller = u64::from(from.workers.min(to.workers));
    let jumped = by >= JUMP_WORKERS && u64::from(by) * 100 >= smaller * JUMP_PERCENT;
    jumped.then_some(Change::Headcount { from, to })
}

fn enrolled(firm: &Between, was: &Judged, is: &Judged) -> Option<Change> {
    let complies = owes(was.verdict) && is.verdict == Verdict::Compliant;
    let gained = is.registered.saturating_sub(was.registered);
    let turned = turned_at(firm, was, |one| {
        if complies {
            one.verdict == Verdict::Compliant
        } else {
            one.registered > was.registered
        }
    });
    let near = |at: DateTime<Utc>| turned - at <= TimeDelta::days(NOTICE_DAYS);
    let sent = firm.notices.iter().copied();
    let notice = sent
        .filter(|one| one.at < turned && near(one.at))
        .max_by_key(|one| (one.at, one.stage));
    let told = complies || gained > 0 && notice.is_some();
    told.then_some(Change::Enrolled {
        complies,
        gained,
        notice,
    })
}

/// When something began to hold that holds at the end.
fn turned_at(firm: &Between, was: &Judged, holds: impl Fn(&Judged) -> bool) -> DateTime<Utc> {
    let last = firm.judged.iter().rev().take_while(|one| holds(one));
    last.last().map_or(was.at, |one| one.at)
}

#[cfg(test)]
mod tests;
