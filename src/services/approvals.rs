//! What an approver agrees to: the list of steps that only wait for it, signed by its print.

use chrono::{Days, NaiveDate};
use serde::Serialize;
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::{ServiceError, Services, barred};
use crate::{
    domain::{
        ids::{CaseId, OfficerId},
        ladder::{Blocked, Notice, Stage, what_blocks},
        role::Role,
    },
    store::{Actor, AgreedStep, Approval, CaseRow, NewApproval, Tx},
};

/// Days for which an approval holds: after them the evidence is another.
const VALID_DAYS: u64 = 30;

/// A step that waits for nothing but an approver.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Planned {
    /// Which case.
    #[serde(skip)]
    pub id: CaseId,
    /// The case itself.
    #[serde(skip)]
    pub row: CaseRow,
    /// The case's short code.
    pub case: String,
    /// The employer's name.
    pub employer: String,
    /// The step.
    pub step: Stage,
    /// The first day on which it may be taken.
    pub from_on: Option<NaiveDate>,
    /// What is odd about it, so that it is looked at first.
    pub odd: Vec<Odd>,
}

/// What makes a case one to look at first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Odd {
    /// The firm has a hundred workers or more.
    Large,
    /// The case was closed and opened again.
    Again,
    /// Almost all of its workers are registered: the rest may be a matter of days.
    NearlyThere,
}

impl Odd {
    /// Stable name; pages have words for it in the reader's language.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Large => "large",
            Self::Again => "again",
            Self::NearlyThere => "nearly_there",
        }
    }
}

/// A list of steps to agree to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Plan {
    /// Signs the list.
    pub print: String,
    /// The steps, odd ones first.
    pub steps: Vec<Planned>,
}

impl Services {
    /// The steps that wait for nothing but an approver.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn plan(&self) -> Result<Plan, ServiceError> {
        let tx = self.store.read().await?;
        self.plan_in(&tx).await
    }

    async fn plan_in(&self, tx: &Tx) -> Result<Plan, ServiceError> {
        let (today, calendar) = (self.today(), &self.calendar());
        let mut steps = Vec::new();
        for row in tx.open_cases(today).await? {
            let next = what_blocks(&row.facts, row.next, calendar, today);
            let (Some(step), Notice::Letter) = (next.stage, next.notice) else {
                continue;
            };
            if next.blocked != [Blocked::NotApproved] {
                continue;
            }
            steps.push(Planned {
                id: row.id,
                case: row.code.clone(),
                employer: row.employer_name.clone(),
                step,
                from_on: next.from_on,
                odd: oddities(&row),
                row,
            });
        }
        // Not by name: what is odd is to be seen first, and the order is signed too.
        steps.sort_by(|a, b| (b.odd.len(), &a.case).cmp(&(a.odd.len(), &b.case)));
        Ok(Plan {
            print: print(&steps),
            steps,
        })
    }

    /// Agrees to the list with this print, or to some of its cases. What is agreed to is taken by
    /// a later run, if nothing changed until then.
    ///
    /// # Errors
    /// [`ServiceError::Barred`] when the officer is no approver, the list is another one by now,
    /// or nothing was chosen.
    pub async fn approve(
        &self,
        signed: &str,
        chosen: Option<&[CaseId]>,
        by: OfficerId,
    ) -> Result<u64, ServiceError> {
        let tx = self.store.begin().await?;
        tx.alone().await?;
        self.must_approve(&tx, by).await?;
        let plan = self.plan_in(&tx).await?;
        must_be_signed(&plan.print, signed)?;
        let wanted = |step: &&Planned| chosen.is_none_or(|ids| ids.contains(&step.id));
        let steps: Vec<AgreedStep<'_>> = plan
            .steps
            .iter()
            .filter(wanted)
            .map(|step| AgreedStep {
                case: &step.row,
                after: step.row.facts.stage,
                step: step.step,
                from_on: None,
            })
            .collect();
        if steps.is_empty() {
            return Err(barred("nothing-chosen", "Pilih sedikitnya satu kasus."));
        }
        let id = self.clock.new_id();
        let approval = NewApproval {
            id,
            print: signed,
            valid_until: self.today() + Days::new(VALID_DAYS),
            by,
            steps: &steps,
            plan: None,
        };
        tx.put_approval(&approval, self.clock.now()).await?;
        let subject = format!("{id} {} steps {signed}", steps.len());
        tx.commit(self.entry(Actor::Officer(by), "step.approve", subject))
            .await?;
        Ok(steps.len() as u64)
    }

    /// Takes an approval back for everything that was not taken yet; answers how many steps that
    /// stopped.
    ///
    /// # Errors
    /// [`ServiceError::Barred`] when the officer is no approver.
    pub async fn withdraw_approval(&self, id: Uuid, by: OfficerId) -> Result<u64, ServiceError> {
        let tx = self.store.begin().await?;
        self.must_approve(&tx, by).await?;
        let stopped = tx.end_approval(id, by, self.clock.now()).await?;
        let subject = format!("{id} {stopped} steps");
        tx.commit(self.entry(Actor::Officer(by), "step.disapprove", subject))
            .await?;
        Ok(stopped)
    }

    /// The newest approvals with what became of them.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn approvals(&self, limit: u32) -> Result<Vec<Approval>, ServiceError> {
        Ok(self.store.read().await?.approvals(limit).await?)
    }

    /// Refuses whoever may not approve.
    pub(super) async fn must_approve(&self, tx: &Tx, by: OfficerId) -> Result<(), ServiceError> {
        match tx.account(by).await? {
            Some(account) if account.is_open() && account.officer.role == Role::Approver => Ok(()),
            _ => Err(barred(
                "approver-only",
                "Hanya pejabat dengan peran approver yang dapat melakukannya.",
            )),
        }
    }
}

pub(super) fn oddities(row: &CaseRow) -> Vec<Odd> {
    let said = &row.said;
    let mut odd = Vec::new();
    if said.headcount >= 100 {
        odd.push(Odd::Large);
    }
    if row.round > 1 {
        odd.push(Odd::Again);
    }
    if said.shortfall > 0 && said.shortfall * 20 <= said.headcount {
        odd.push(Odd::NearlyThere);
    }
    odd
}

/// What is signed: every case with its round, its step, the one after it, and what it says.
fn print(steps: &[Planned]) -> String {
    let mut hasher = Sha256::new();
    for step in steps {
        let row = &step.row;
        hasher.update(format!(
            "{} {} {} {} {}\n",
            row.id,
            row.round,
            row.facts.stage.code(),
            step.step.code(),
            row.seen().text()
        ));
    }
    hex::encode(hasher.finalize())
}

/// Whoever signs has seen the list as it is.
pub(super) fn must_be_signed(print: &str, signed: &str) -> Result<(), ServiceError> {
    if print == signed {
        return Ok(());
    }
    Err(barred(
        "plan-changed",
        "Daftarnya berubah sejak halaman ini dibuka; lihat daftar terbaru dahulu.",
    ))
}
