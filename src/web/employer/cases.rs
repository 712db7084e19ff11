//! An employer's cases: the ladder, the term in working days, what stands in the way.

use std::cmp::Ordering;

use chrono::NaiveDate;
use serde::Serialize;

use super::steps::{Acts, standing};
use crate::{
    domain::ladder::{Blocked, Stage},
    services::{CaseDays, CaseView, Dossier},
    store::CaseMarks,
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
    /// What comes next: `closed`, `ends`, `ready`, `blocked`.
    next: &'static str,
    /// The next step.
    next_step: Option<&'static str>,
    /// The first day on which the term before it is over.
    from_on: Option<NaiveDate>,
    /// Everything that stands in its way.
    blocked: Vec<Block>,
    /// The address of the forms about it.
    href: String,
    /// What an officer may record.
    acts: Acts,
    /// The day on which its present notice was received, and how.
    received: Option<(NaiveDate, Option<&'static str>)>,
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

pub(super) fn cards(dossier: &Dossier) -> Vec<CaseCard> {
    let term = |code: &str| dossier.terms.iter().find(|term| term.code == code);
    dossier
        .told
        .cases
        .iter()
        .map(|case| card(case, term(&case.code), &dossier.marks))
        .collect()
}

fn card(case: &CaseView, term: Option<&CaseDays>, marks: &[CaseMarks]) -> CaseCard {
    let receipt = standing(case, marks);
    let stage = case.row.facts.stage;
    CaseCard {
        code: case.code.clone(),
        case_type: case.row.facts.case_type.code(),
        open: case.open,
        steps: steps(&case.ladder, stage),
        due_on: case.due_on.filter(|_| case.open),
        days: term.map(|term| Days {
            from: term.from,
            working: term.working,
            skipped: term.skipped.clone(),
        }),
        next: match case.plan.stage {
            _ if !case.open => "closed",
            None => "ends",
            Some(_) if case.plan.blocked.is_empty() => "ready",
            Some(_) => "blocked",
        },
        next_step: case.plan.stage.map(Stage::code),
        from_on: case.plan.from_on,
        blocked: case.plan.blocked.iter().copied().map(block).collect(),
        href: format!("/cases/{}", case.row.id),
        acts: Acts::of(case),
        received: case
            .row
            .facts
            .received_on
            .filter(|_| case.open)
            .map(|on| (on, receipt.map(|receipt| receipt.how.code()))),
    }
}

fn block(blocked: Blocked) -> Block {
    Block {
        code: blocked.code(),
        day: blocked.day(),
        verdict: match blocked {
            Blocked::Verdict(verdict) => Some(verdict.into()),
            _ => None,
        },
    }
}

/// The ladder as a case on `stage` sees it.
fn steps(ladder: &[Stage], stage: Stage) -> Vec<Step> {
    let step = |one: &Stage| Step {
        code: one.code(),
        place: match one.cmp(&stage) {
            Ordering::Less => "done",
            Ordering::Equal => "now",
            Ordering::Greater => "later",
        },
    };
    ladder.iter().map(step).collect()
}

pub(super) fn inherited(dossier: &Dossier) -> Vec<Inherited> {
    let line = |case: &CaseMarks| Inherited {
        code: case.code.clone(),
        case_type: case.case_type.code(),
        opened_on: case.opened_on,
        closed_on: case.closed.as_ref().map(|(on, _)| *on),
    };
    dossier.inherited.iter().map(line).collect()
}
