//! An employer's cases: the ladder, the term in working days, what stands in the way.

use std::cmp::Ordering;

use chrono::NaiveDate;
use serde::Serialize;

use crate::{
    domain::ladder::{Blocked, Stage},
    services::{CaseDays, CaseView, Dossier},
    web::wording::Mark,
};

#[derive(Debug, Serialize)]
pub(super) struct CaseCard {
    code: String,
    case_type: &'static str,
    open: bool,
    steps: Vec<Step>,
    due_on: Option<NaiveDate>,
    days: Option<Days>,
    /// What comes next: `closed`, `disputed`, `exempt`, `appeal`, `answer`, `blocked`.
    next: &'static str,
    blocked: Option<Block>,
}

/// A step of the ladder as a case sees it.
#[derive(Debug, Serialize)]
struct Step {
    code: &'static str,
    place: &'static str,
}

/// The term, counted.
#[derive(Debug, Serialize)]
struct Days {
    from: NaiveDate,
    working: u32,
    skipped: Vec<(NaiveDate, String)>,
}

/// What stands in the way of the next step.
#[derive(Debug, Serialize)]
struct Block {
    code: &'static str,
    day: Option<NaiveDate>,
    verdict: Option<Mark>,
}

/// A case of an employer that was merged into this one.
#[derive(Debug, Serialize)]
pub(super) struct Inherited {
    code: String,
    case_type: &'static str,
    opened_on: NaiveDate,
    closed_on: Option<NaiveDate>,
}

pub(super) fn cards(dossier: &Dossier, today: NaiveDate) -> Vec<CaseCard> {
    let term = |code: &str| dossier.terms.iter().find(|term| term.code == code);
    dossier
        .told
        .cases
        .iter()
        .map(|case| card(case, term(&case.code), today))
        .collect()
}

fn card(case: &CaseView, term: Option<&CaseDays>, today: NaiveDate) -> CaseCard {
    let facts = &case.row.facts;
    let stage = facts.stage;
    CaseCard {
        code: case.code.clone(),
        case_type: case.row.facts.case_type.code(),
        open: case.open,
        steps: steps(stage),
        due_on: case.due_on.filter(|_| case.open),
        days: term.map(|term| Days {
            from: term.from,
            working: term.working,
            skipped: term.skipped.clone(),
        }),
        next: match (&case.blocked, stage) {
            _ if !case.open => "closed",
            (Some(_), _) => "blocked",
            (None, _) if facts.disputed_on.is_some() => "disputed",
            (None, _) if facts.exempt_until.is_some_and(|until| until >= today) => "exempt",
            (None, Stage::Verification) => "appeal",
            (None, _) => "answer",
        },
        blocked: case.blocked.as_ref().map(block),
    }
}

fn block(blocked: &Blocked) -> Block {
    Block {
        code: blocked.code(),
        day: match blocked {
            Blocked::OldEvidence(day) | Blocked::Exempt(day) => Some(*day),
            _ => None,
        },
        verdict: match blocked {
            Blocked::Verdict(verdict) => Some((*verdict).into()),
            _ => None,
        },
    }
}

/// The ladder as a case on `stage` sees it.
fn steps(stage: Stage) -> Vec<Step> {
    let step = |one: Stage| Step {
        code: one.code(),
        place: match one.cmp(&stage) {
            Ordering::Less => "done",
            Ordering::Equal => "now",
            Ordering::Greater => "later",
        },
    };
    Stage::ALL.into_iter().map(step).collect()
}

pub(super) fn inherited(dossier: &Dossier) -> Vec<Inherited> {
    let line = |case: &crate::store::CaseMarks| Inherited {
        code: case.code.clone(),
        case_type: case.case_type.code(),
        opened_on: case.opened_on,
        closed_on: case.closed.as_ref().map(|(on, _)| *on),
    };
    dossier.inherited.iter().map(line).collect()
}
