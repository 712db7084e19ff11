//! A ladder as an administrator makes it, and what is wrong with one.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::Stage;

/// The longest term of a step, in working days.
pub const MOST_TERM_DAYS: u32 = 60;
/// How many reminders a step may have.
pub const MOST_REMINDERS: usize = 4;
/// The furthest that a reminder may lie behind the end of its term, in working days.
const LATEST_REMINDER: i16 = 10;

/// How a step reaches the firm.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Notice {
    /// It doesn't: work within the office, or somebody else's step.
    None,
    /// By e-mail.
    Mail,
    /// By a letter that is drafted, signed and handed over.
    Letter,
}

impl Notice {
    /// Every way.
    pub const ALL: [Self; 3] = [Self::None, Self::Mail, Self::Letter];

    /// Name in files and forms.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Mail => "mail",
            Self::Letter => "letter",
        }
    }

    /// The way of that name.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|notice| notice.code() == code)
    }
}

/// One step of a ladder.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rung {
    /// Which step.
    pub stage: Stage,
    /// Its term in working days; `None` where the city sets none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub term_days: Option<u32>,
    /// How it reaches the firm.
    pub notice: Notice,
    /// Reminders by e-mail, in working days from the end of the term: −3 before, 1 after.
    #[serde(default)]
    pub reminders: Vec<i16>,
    /// The step after it; `None` where the ladder ends.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<Stage>,
}

/// A ladder: the first rung is where a case begins.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ladder {
    /// Unique name, such as `city`.
    pub name: String,
    /// What people call it.
    pub title: String,
    /// Its steps.
    #[serde(rename = "rung")]
    pub rungs: Vec<Rung>,
}

/// What is wrong with a ladder.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LadderFault {
    /// It has no steps.
    Empty,
    /// It doesn't begin with the verification.
    NoVerification,
    /// A step stands in it twice.
    Twice(Stage),
    /// A step leads to one that isn't in it.
    LeadsNowhere(Stage),
    /// Following it leads back to this step.
    Loop(Stage),
    /// No way leads to this step.
    Unreached(Stage),
    /// A step is followed by a gentler one, or by the city's after BPJS' own.
    Backwards(Stage),
    /// A step that another one of the city's follows has no term.
    NoTerm(Stage),
    /// A term is 0 or longer than [`MOST_TERM_DAYS`].
    BadTerm(Stage),
    /// A step of the city's reaches nobody, or one within the office or of BPJS is a notice.
    BadNotice(Stage),
    /// A reminder lies outside its term, is 0, stands there twice, or there are too many.
    BadReminder(Stage),
}

impl LadderFault {
    /// Stable name; pages have words for it in the reader's language.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::NoVerification => "no_verification",
            Self::Twice(_) => "twice",
            Self::LeadsNowhere(_) => "leads_nowhere",
            Self::Loop(_) => "loop",
            Self::Unreached(_) => "unreached",
            Self::Backwards(_) => "backwards",
            Self::NoTerm(_) => "no_term",
            Self::BadTerm(_) => "bad_term",
            Self::BadNotice(_) => "bad_notice",
            Self::BadReminder(_) => "bad_reminder",
        }
    }

    /// The step it concerns.
    #[must_use]
    pub const fn stage(self) -> Option<Stage> {
        match self {
            Self::Empty | Self::NoVerification => None,
            Self::Twice(stage)
            | Self::LeadsNowhere(stage)
            | Self::Loop(stage)
            | Self::Unreached(stage)
            | Self::Backwards(stage)
            | Self::NoTerm(stage)
            | Self::BadTerm(stage)
            | Self::BadNotice(stage)
            | Self::BadReminder(stage) => Some(stage),
        }
    }
}

impl Ladder {
    /// The rung of a step.
    #[must_use]
    pub fn rung(&self, stage: Stage) -> Option<&Rung> {
        self.rungs.iter().find(|rung| rung.stage == stage)
    }

    /// The rung after a step; `None` where the ladder ends, or doesn't have that step.
    #[must_use]
    pub fn after(&self, stage: Stage) -> Option<&Rung> {
        self.rung(self.rung(stage)?.next?)
    }

    /// Its steps in the order in which a case takes them.
    #[must_use]
    pub fn way(&self) -> Vec<Stage> {
        let mut way = Vec::new();
        let mut at = self.rungs.first();
        // A loop would be a fault, but must not be an endless one.
        while let Some(rung) = at.filter(|_| way.len() < self.rungs.len()) {
            way.push(rung.stage);
            at = self.after(rung.stage);
        }
        way
    }

    /// The term of a step in working days, where it has one.
    #[must_use]
    pub fn term_days(&self, stage: Stage) -> Option<u32> {
        self.rung(stage)?.term_days
    }

    /// Everything that is wrong with it; empty where it may be used.
    #[must_use]
    pub fn faults(&self) -> Vec<LadderFault> {
        let Some(first) = self.rungs.first() else {
            return vec![LadderFault::Empty];
        };
        let mut faults = Vec::new();
        if first.stage != Stage::Verification {
            faults.push(LadderFault::NoVerification);
        }
        let mut known = BTreeSet::new();
        for rung in &self.rungs {
            if !known.insert(rung.stage) {
                faults.push(LadderFault::Twice(rung.stage));
            }
        }
        self.walk(first, &known, &mut faults);
        for rung in &self.rungs {
            faults.extend(rung.faults());
        }
        faults
    }

    /// What is wrong with the way from the first step on.
    fn walk(&self, first: &Rung, known: &BTreeSet<Stage>, faults: &mut Vec<LadderFault>) {
        let mut seen = BTreeSet::from([first.stage]);
        let mut at = first;
        while let Some(next) = at.next {
            if !seen.insert(next) {
                faults.push(LadderFault::Loop(next));
                break;
            }
            let Some(rung) = self.rung(next) else {
                faults.push(LadderFault::LeadsNowhere(at.stage));
                seen.remove(&next);
                break;
            };
            if next < at.stage {
                faults.push(LadderFault::Backwards(at.stage));
            }
            at = rung;
        }
        faults.extend(known.difference(&seen).map(|s| LadderFault::Unreached(*s)));
    }
}

impl Rung {
    fn faults(&self) -> Vec<LadderFault> {
        let mut faults = Vec::new();
        match self.term_days {
            // What others take begins and ends when they say so.
            None if self.next.is_some_and(|next| !next.is_recorded()) => {
                faults.push(LadderFault::NoTerm(self.stage));
            }
            Some(days) if days == 0 || days > MOST_TERM_DAYS => {
                faults.push(LadderFault::BadTerm(self.stage));
            }
            _ => {}
        }
        let is_ours = self.stage != Stage::Verification && !self.stage.is_recorded();
        let fits = match self.notice {
            Notice::None => !is_ours,
            Notice::Mail => self.stage == Stage::Appeal,
            Notice::Letter => is_ours,
        };
        if !fits {
            faults.push(LadderFault::BadNotice(self.stage));
        }
        if !self.reminders_fit() {
            faults.push(LadderFault::BadReminder(self.stage));
        }
        faults
    }

    fn reminders_fit(&self) -> bool {
        let once: BTreeSet<i16> = self.reminders.iter().copied().collect();
        let longest = self.term_days.and_then(|days| i16::try_from(days).ok());
        let within = |days: i16| match longest {
            Some(longest) => days != 0 && days > -longest && days <= LATEST_REMINDER,
            None => false,
        };
        once.len() == self.reminders.len()
            && once.len() <= MOST_REMINDERS
            && (once.is_empty() || self.notice != Notice::None)
            && once.into_iter().all(within)
    }
}

#[cfg(test)]
mod tests {
    use super::{super::tests::shipped, *};

    fn broken(change: impl FnOnce(&mut Vec<Rung>)) -> Vec<LadderFault> {
        let [mut city, _] = shipped();
        change(&mut city.rungs);
        city.faults()
    }

    #[test]
    fn the_shipped_ladders_are_sound_and_lead_where_they_should() {
        let [city, arrears] = shipped();
        assert_eq!((city.faults(), arrears.faults()), (vec![], vec![]));
        assert_eq!(
            city.way(),
            [
                Stage::Verification,
                Stage::Appeal,
                Stage::Reprimand1,
                Stage::Reprimand2,
                Stage::Referral,
                Stage::BpjsProcess,
                Stage::ServiceRequest,
                Stage::ServiceHold,
            ]
        );
        assert_eq!(
            arrears.way(),
            [
                Stage::Verification,
                Stage::Appeal,
                Stage::ArrearsReport,
                Stage::BpjsBilling,
                Stage::Prosecutor,
            ]
        );
        let terms: Vec<Option<u32>> = city.rungs.iter().take(5).map(|r| r.term_days).collect();
        assert_eq!(terms, [Some(5), Some(10), Some(10), Some(10), None]);
    }

    #[test]
    fn a_ladder_with_a_loop_or_without_an_end_is_refused() {
        let faults = broken(|rungs| rungs[3].next = Some(Stage::Appeal));
        assert!(faults.contains(&LadderFault::Loop(Stage::Appeal)));
        assert!(faults.contains(&LadderFault::Unreached(Stage::Referral)));
        let faults = broken(|rungs| rungs[7].next = Some(Stage::ServiceHold));
        assert!(faults.contains(&LadderFault::Loop(Stage::ServiceHold)));
    }

    #[test]
    fn each_other_fault_is_found_and_named() {
        type Change = fn(&mut Vec<Rung>);
        let cases: [(Change, LadderFault); 11] = [
            (Vec::clear, LadderFault::Empty),
            (|r| r.rotate_left(1), LadderFault::NoVerification),
            (
                |r| r[2].stage = Stage::Appeal,
                LadderFault::Twice(Stage::Appeal),
            ),
            (
                |r| r[4].next = Some(Stage::Prosecutor),
                LadderFault::LeadsNowhere(Stage::Referral),
            ),
            (
                |r| r[1].next = Some(Stage::Referral),
                LadderFault::Unreached(Stage::Reprimand1),
            ),
            (
                |r| {
                    r[1].next = Some(Stage::Reprimand2);
                    r[3].next = Some(Stage::Reprimand1);
                    r[2].next = Some(Stage::Referral);
                },
                LadderFault::Backwards(Stage::Reprimand2),
            ),
            (
                |r| r[1].term_days = None,
                LadderFault::NoTerm(Stage::Appeal),
            ),
            (
                |r| r[1].term_days = Some(61),
                LadderFault::BadTerm(Stage::Appeal),
            ),
            (
                |r| r[2].notice = Notice::Mail,
                LadderFault::BadNotice(Stage::Reprimand1),
            ),
            (
                |r| r[5].notice = Notice::Letter,
                LadderFault::BadNotice(Stage::BpjsProcess),
            ),
            (
                |r| r[1].reminders = vec![-10],
                LadderFault::BadReminder(Stage::Appeal),
            ),
        ];
        for (change, fault) in cases {
            let faults = broken(change);
            assert!(faults.contains(&fault), "{fault:?} not in {faults:?}");
        }
    }
}
