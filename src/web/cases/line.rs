//! A case as the pages show it.

use serde::Serialize;

use super::super::{visit::Visit, wording::Mark};
use crate::{
    domain::{
        confirmation::{Confirmation, Seen, Void},
        finding::CaseType,
        ids::OfficerId,
    },
    services::NextStep,
    store::CaseRow,
};

/// What a case says, for a message to be made of it.
#[derive(Debug, Serialize)]
pub(super) struct Says {
    /// Completes the key.
    code: &'static str,
    headcount: u32,
    shortfall: u32,
    months: u32,
}

impl Says {
    fn of(kind: CaseType, seen: &Seen) -> Self {
        Self {
            code: match kind {
                CaseType::DataSubmission if seen.shortfall == 0 => "wages",
                kind => kind.code(),
            },
            headcount: seen.headcount,
            shortfall: seen.shortfall,
            months: seen.arrears_months,
        }
    }
}

/// How a proposal was given back.
#[derive(Debug, Serialize)]
struct GivenBack {
    by: String,
    at: String,
    because: String,
}

/// A proposal.
#[derive(Debug, Serialize)]
struct Proposed {
    by: Option<String>,
    at: String,
    /// It is the reader's own.
    mine: bool,
    evidence_on: String,
    /// What it said, where that is something else now.
    was: Option<Says>,
}

/// One case.
#[derive(Debug, Serialize)]
pub(in crate::web) struct CaseLine {
    id: String,
    code: String,
    employer: String,
    href: String,
    verdict: Mark,
    kind: &'static str,
    round: i32,
    stage: &'static str,
    says: Says,
    /// The list that the headcount comes from, and its day.
    basis: &'static str,
    basis_on: Option<String>,
    /// The day of the list of BPJS Kesehatan.
    evidence_on: Option<String>,
    /// One of `Confirmation::CODES`.
    confirmation: &'static str,
    /// Why a proposal holds no longer.
    void: Option<&'static str>,
    proposed: Option<Proposed>,
    given_back: Option<GivenBack>,
    /// What stands in the way of the next step, besides the confirmation.
    obstacle: Option<&'static str>,
    opened_on: String,
    due_on: Option<String>,
    late: bool,
    assigned: Option<String>,
    mine: bool,
    /// What the reader sees, to be sent along with an answer.
    sighting: String,
    /// What the reader can do: `propose` or `confirm`.
    pub(super) step: Option<&'static str>,
    /// Why not.
    pub(super) objection: Option<&'static str>,
}

impl CaseLine {
    pub(in crate::web) fn of(visit: &Visit, case: &CaseRow, me: Option<OfficerId>) -> Self {
        let (services, seen) = (&visit.services, case.seen());
        let today = services.today();
        let (facts, handling) = (&case.facts, &case.handling);
        let confirmation = case.confirmation(today);
        let proposal = handling.proposal.as_ref().filter(|_| !facts.confirmed);
        let next = me.map(|me| services.next_step(case, me));
        Self {
            id: case.id.to_string(),
            code: case.code.clone(),
            employer: case.employer_name.clone(),
            href: format!("/employers/{}", case.employer),
            verdict: facts.verdict.into(),
            kind: facts.case_type.code(),
            round: case.round,
            stage: facts.stage.code(),
            says: Says::of(facts.case_type, &seen),
            basis: case.said.basis.code(),
            basis_on: case.said.basis_on.map(|on| on.to_string()),
            evidence_on: case.evidence_on().map(|on| on.to_string()),
            confirmation: confirmation.code(),
            void: match confirmation {
                Confirmation::Void(void) => Some(void.code()),
                _ => None,
            },
            proposed: proposal.map(|proposal| Proposed {
                by: handling.proposer.clone(),
                at: visit.moment(proposal.at),
                mine: Some(proposal.by) == me,
                evidence_on: proposal.evidence_on.to_string(),
                was: (confirmation == Confirmation::Void(Void::Changed))
                    .then(|| Says::of(facts.case_type, &proposal.seen)),
            }),
            given_back: handling.returned.as_ref().map(|returned| GivenBack {
                by: returned.by.clone(),
                at: visit.moment(returned.at),
                because: returned.because.clone(),
            }),
            obstacle: services.obstacle(case).map(|b| b.code()),
            opened_on: case.opened_on.to_string(),
            due_on: facts.due_on.map(|on| on.to_string()),
            late: facts.due_on.is_some_and(|on| on < today),
            assigned: handling.assigned.as_ref().map(|(_, name)| name.clone()),
            mine: me.is_some() && handling.assigned.as_ref().map(|(id, _)| *id) == me,
            sighting: format!("{} {}", case.id, seen.text()),
            step: match &next {
                Some(Ok(NextStep::Propose)) => Some("propose"),
                Some(Ok(NextStep::Confirm)) => Some("confirm"),
                _ => None,
            },
            objection: match next {
                Some(Err(objection)) => Some(objection.code()),
                _ => None,
            },
        }
    }
}
