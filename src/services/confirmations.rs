//! Work on cases at the site: whose they are, and how two officers agree on them.
//!
//! Several cases go together in one transaction. What can't be done with one of them is told and
//! leaves the others alone; only when nothing at all can be done, nothing is saved.

use chrono::SubsecRound;
use serde::Serialize;

use super::{ServiceError, Services, barred};
use crate::{
    domain::{
        confirmation::{Confirmation, Objection, Proposal, Seen, confirm, propose},
        identifiers::nik,
        ids::{CaseId, EmployerId, OfficerId},
    },
    store::{Account, Actor, CaseRow, Officer, Tx},
};

/// The most cases of one request: a page of the list.
pub const MOST: usize = 200;

/// A case as an officer looked at it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sighting {
    /// Which case.
    pub id: CaseId,
    /// What it said on the page; `None` where that is not known.
    pub seen: Option<Seen>,
}

impl From<CaseId> for Sighting {
    fn from(id: CaseId) -> Self {
        Self { id, seen: None }
    }
}

/// What was done with several cases.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct WorkReport {
    /// The codes of the cases with which it was done.
    pub done: Vec<String>,
    /// The codes of the others, and the name of what stood in the way.
    pub left: Vec<(String, &'static str)>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Step {
    Propose,
    Confirm,
}

impl Services {
    /// Puts cases forward as the first officer.
    ///
    /// # Errors
    /// [`ServiceError::Missing`] for a case that isn't there; [`ServiceError::Barred`] when the
    /// officer may not confirm, or not one of the cases can be put forward.
    pub async fn propose_confirmation(
        &self,
        cases: &[Sighting],
        by: OfficerId,
    ) -> Result<WorkReport, ServiceError> {
        self.step_together(Step::Propose, cases, by).await
    }

    /// Confirms cases as the second officer, who must be another one than the first.
    ///
    /// # Errors
    /// [`ServiceError::Missing`] for a case that isn't there; [`ServiceError::Barred`] when the
    /// officer may not confirm, or not one of the cases can be confirmed.
    pub async fn second_confirmation(
        &self,
        cases: &[Sighting],
        by: OfficerId,
    ) -> Result<WorkReport, ServiceError> {
        self.step_together(Step::Confirm, cases, by).await
    }

    async fn step_together(
        &self,
        step: Step,
        cases: &[Sighting],
        by: OfficerId,
    ) -> Result<WorkReport, ServiceError> {
        let tx = self.store.begin().await?;
        // A check that ends meanwhile would change what is being agreed on.
        tx.alone().await?;
        may_confirm(&tx, by).await?;
        let rows = self.these_cases(&tx, cases.iter().map(|c| c.id)).await?;
        let (mut report, mut first) = (WorkReport::default(), None);
        for row in &rows {
            let seen = cases.iter().find(|c| c.id == row.id).and_then(|c| c.seen);
            match self.step_one(&tx, step, (row, seen), by).await? {
                Ok(()) => report.done.push(row.code.clone()),
                Err(objection) => {
                    report.left.push((row.code.clone(), objection.code()));
                    first.get_or_insert(objection);
                }
            }
        }
        if let Some(objection) = first.filter(|_| report.done.is_empty()) {
            return Err(objected(&objection));
        }
        let action = match step {
            Step::Propose => "case.propose",
            Step::Confirm => "case.confirm",
        };
        tx.commit(self.entry(Actor::Officer(by), action, report.done.join(" ")))
            .await?;
        Ok(report)
    }

    async fn step_one(
        &self,
        tx: &Tx,
        step: Step,
        (row, seen): (&CaseRow, Option<Seen>),
        by: OfficerId,
    ) -> Result<Result<(), Objection>, ServiceError> {
        let today = self.today();
        let (facts, now_seen) = (&row.facts, row.seen());
        let before = row.handling.proposal;
        let ruling = if !row.is_open {
            Err(Objection::NotWaiting)
        } else if seen.is_some_and(|seen| seen != now_seen) {
            Err(Objection::SeenOtherwise)
        } else if step == Step::Propose {
            propose(facts, &now_seen, before.as_ref(), today)
        } else {
            confirm(facts, &now_seen, before.as_ref(), (by, today))
        };
        if ruling.is_err() {
            return Ok(ruling);
        }
        // Whole microseconds are what both databases keep: the next one compares.
        let now = self.clock.now().trunc_subsecs(6);
        let saved = match (step, before, row.evidence_on()) {
            (Step::Propose, before, Some(evidence_on)) => {
                let proposal = Proposal {
                    by,
                    at: now,
                    evidence_on,
                    seen: now_seen,
                };
                tx.put_proposal(row.id, &proposal, before.map(|p| p.at))
                    .await?
            }
            (Step::Confirm, Some(before), _) => {
                tx.confirm_case(row.id, (before.by, by), now).await?
            }
            _ => false,
        };
        Ok(if saved {
            Ok(())
        } else {
            Err(Objection::SeenOtherwise)
        })
    }

    /// Takes back one's own proposal, or gives somebody else's back, and says why.
    ///
    /// # Errors
    /// [`ServiceError::Missing`] for a case that isn't there; [`ServiceError::Barred`] when the
    /// officer may not confirm, the case waits for nobody, or the reason holds a NIK.
    pub async fn return_proposal(
        &self,
        id: CaseId,
        by: OfficerId,
        reason: &str,
    ) -> Result<(), ServiceError> {
        let reason = reason.trim();
        if reason.is_empty() || nik::occurs_in(reason) {
            return Err(barred(
                "return_reason",
                "Tulis alasannya, tanpa NIK siapa pun.",
            ));
        }
        let tx = self.store.begin().await?;
        tx.alone().await?;
        may_confirm(&tx, by).await?;
        let rows = self.these_cases(&tx, [id].into_iter()).await?;
        let objection = match rows.first() {
            Some(row) if !row.is_open || row.facts.confirmed => Some(Objection::NotWaiting),
            Some(row) if row.handling.proposal.is_none() => Some(Objection::NotProposed),
            _ => None,
        };
        if let Some(objection) = objection {
            return Err(objected(&objection));
        }
        tx.return_proposal(id, by, reason, self.clock.now()).await?;
        let codes: Vec<_> = rows.iter().map(|row| row.code.as_str()).collect();
        tx.commit(self.entry(Actor::Officer(by), "case.return", codes.join(" ")))
            .await?;
        Ok(())
    }

    /// Gives open cases to a labour officer, or to nobody.
    ///
    /// # Errors
    /// [`ServiceError::Missing`] for a case that isn't there; [`ServiceError::Barred`] when one
    /// of the two officers may not work on cases, or all of the cases are closed.
    pub async fn assign(
        &self,
        ids: &[CaseId],
        to: Option<OfficerId>,
        by: OfficerId,
    ) -> Result<WorkReport, ServiceError> {
        let tx = self.store.begin().await?;
        may_confirm(&tx, by).await?;
        if let Some(to) = to {
            may_confirm(&tx, to).await?;
        }
        let mut report = WorkReport::default();
        for row in self.these_cases(&tx, ids.iter().copied()).await? {
            if tx.assign_case(row.id, to).await? {
                report.done.push(row.code);
            } else {
                let why = Objection::NotWaiting.code();
                report.left.push((row.code, why));
            }
        }
        if report.done.is_empty() {
            return Err(objected(&Objection::NotWaiting));
        }
        let to = to.map_or_else(|| "nobody".to_owned(), |to| to.to_string());
        let subject = format!("{} to {to}", report.done.join(" "));
        tx.commit(self.entry(Actor::Officer(by), "case.assign", subject))
            .await?;
        Ok(report)
    }

    /// The open cases of these employers.
    ///
    /// # Errors
    /// [`ServiceError::Barred`] when there are none, or more than [`MOST`].
    pub async fn cases_to_confirm(
        &self,
        employers: &[EmployerId],
    ) -> Result<Vec<CaseId>, ServiceError> {
        // Whoever has a case that the list shows has one at least.
        how_many(employers.len())?;
        let open = self.store.read().await?.open_cases_of(employers).await?;
        how_many(open.len())?;
        Ok(open.iter().map(|case| case.id).collect())
    }

    /// The cases as they stand, soonest due first, each once.
    ///
    /// # Errors
    /// [`ServiceError::Missing`] for one that isn't there.
    pub async fn cases(&self, ids: &[CaseId]) -> Result<Vec<CaseRow>, ServiceError> {
        let tx = self.store.read().await?;
        self.these_cases(&tx, ids.iter().copied()).await
    }

    async fn these_cases(
        &self,
        tx: &Tx,
        ids: impl Iterator<Item = CaseId>,
    ) -> Result<Vec<CaseRow>, ServiceError> {
        let mut ids: Vec<CaseId> = ids.collect();
        ids.sort_unstable();
        ids.dedup();
        how_many(ids.len())?;
        let rows = tx.cases_by_id(&ids, self.today()).await?;
        match ids.iter().find(|id| rows.iter().all(|row| row.id != **id)) {
            Some(id) => Err(ServiceError::Missing(format!("Kasus {id}"))),
            None => Ok(rows),
        }
    }

    /// What an officer can do now for the confirmation of a case.
    ///
    /// # Errors
    /// The first thing that stands in the way.
    pub fn next_step(&self, row: &CaseRow, by: OfficerId) -> Result<NextStep, Objection> {
        if !row.is_open {
            return Err(Objection::NotWaiting);
        }
        let (seen, today) = (row.seen(), self.today());
        let before = row.handling.proposal.as_ref();
        if row.confirmation(today) == Confirmation::Second {
            confirm(&row.facts, &seen, before, (by, today)).map(|()| NextStep::Confirm)
        } else {
            propose(&row.facts, &seen, before, today).map(|()| NextStep::Propose)
        }
    }
}

/// What an officer can do for the confirmation of a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NextStep {
    /// Put it forward as the first.
    Propose,
    /// Confirm it as the second.
    Confirm,
}

fn objected(objection: &Objection) -> ServiceError {
    barred(objection.code(), objection.words())
}

async fn may_confirm(tx: &Tx, id: OfficerId) -> Result<Officer, ServiceError> {
    let account = tx.account(id).await?;
    let officer = account.filter(Account::is_open).map(|a| a.officer);
    officer.filter(|o| o.role.may_confirm()).ok_or(barred(
        "not_labour_officer",
        "Hanya petugas ketenagakerjaan yang akunnya aktif dapat mengerjakan kasus.",
    ))
}

/// Refuses none, and more than go together.
fn how_many(cases: usize) -> Result<(), ServiceError> {
    if (1..=MOST).contains(&cases) {
        return Ok(());
    }
    Err(barred("case_count", "Pilih satu sampai 200 kasus."))
}
