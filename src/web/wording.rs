//! Values as pages show them.

use serde::Serialize;

use super::{language::args, visit::Visit};
use crate::{
    domain::{
        facet::Hold,
        membership::WorkerState,
        verdict::{Basis, Verdict},
    },
    store::ListRow,
};

/// A share in percent with one decimal, `88,1%`; only the whole is 100.
pub(super) fn percent(part: u64, whole: u64) -> String {
    let tenths = (part * 2_000 / whole.max(1)).div_ceil(2).min(1_000);
    let tenths = if part < whole {
        tenths.min(999)
    } else {
        tenths
    };
    format!("{},{}%", tenths / 10, tenths % 10)
}

/// A share in 1/1,000 for the width of a bar; something is never drawn as nothing.
pub(super) fn permille(part: u64, whole: u64) -> u64 {
    if part == 0 {
        0
    } else {
        (part * 1_000 / whole.max(1)).clamp(4, 1_000)
    }
}

/// A verdict: its shape follows from the code.
#[derive(Debug, Clone, Copy, Serialize)]
pub(super) struct Mark {
    code: &'static str,
}

impl From<Verdict> for Mark {
    fn from(verdict: Verdict) -> Self {
        Self {
            code: verdict.code(),
        }
    }
}

/// What holds every step back, with its last day where it has one.
#[derive(Debug, Serialize)]
pub(super) struct Held {
    code: &'static str,
    pub(super) words: String,
}

/// What holds an employer's steps back today.
pub(super) fn holds(row: &ListRow, visit: &Visit) -> impl Iterator<Item = Held> {
    row.holds_on(visit.services.today()).map(|hold| Held {
        code: hold.code(),
        words: match (hold, row.exempt_until) {
            (Hold::Exempt, Some(until)) => {
                let day = visit.language.day(until);
                visit.say_with("hold-exempt-until", &args([("day", day.into())]))
            }
            _ => visit.say(&format!("hold-{}", hold.code())),
        },
    })
}

pub(super) use crate::domain::sieve::VERDICTS as SHOWN;

/// How many of an employer's workers are enrolled, for a bar.
#[derive(Debug, Clone, Copy, Serialize)]
pub(super) struct Enrolled {
    pub(super) part: u64,
    pub(super) whole: u64,
    width: u64,
    /// Registered but not active, or active under somebody else: neither enrolled nor missing.
    other: u64,
    other_width: u64,
}

impl Enrolled {
    pub(super) fn new(part: u64, whole: u64) -> Option<Self> {
        let width = permille(part, whole);
        (whole > 0).then_some(Self {
            part,
            whole,
            width,
            other: 0,
            other_width: 0,
        })
    }

    /// Due workers by a roster, else the declared headcount; `None` where there is neither.
    pub(super) fn of(row: &ListRow) -> Option<Self> {
        let count = |state: WorkerState| u64::from(row.states[state.rank()].unwrap_or(0));
        match Basis::from_code(&row.basis)? {
            Basis::Roster => {
                let whole = due(row);
                let other = count(WorkerState::Inactive) + count(WorkerState::Elsewhere);
                let enrolled = Self::new(count(WorkerState::Enrolled), whole)?;
                Some(Self {
                    other,
                    other_width: permille(other, whole),
                    ..enrolled
                })
            }
            Basis::Wlkp | Basis::BpjsTk => {
                let declared = u64::from(row.headcount?);
                Self::new(u64::from(row.registered).min(declared), declared)
            }
            Basis::None => None,
        }
    }
}

/// Workers who must be enrolled now, by a roster.
pub(super) fn due(row: &ListRow) -> u64 {
    row.states.iter().flatten().map(|n| u64::from(*n)).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_is_rounded_but_never_up_to_everything() {
        assert_eq!(percent(881, 1_000), "88,1%");
        assert_eq!(percent(0, 0), "0,0%");
        assert_eq!(percent(7, 7), "100,0%");
        assert_eq!(percent(99_999, 100_000), "99,9%");
        assert_eq!(percent(2, 3), "66,7%");
        assert_eq!(percent(1, 3), "33,3%");
    }
}
