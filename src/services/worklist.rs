//! The work list of the cases, for people and for the first page.

use std::sync::Arc;

use chrono::{Datelike, Days};

use super::{ServiceError, Services};
use crate::{
    domain::ladder::{Blocked, EVIDENCE_DAYS, Next, what_blocks},
    store::{CaseRow, WorkCell, WorkDays, WorkFilter, WorkMark},
};

/// A page of the work list.
#[derive(Debug, Clone)]
pub struct WorkPage {
    /// The cases, soonest due first.
    pub cases: Vec<CaseRow>,
    /// Where the next page begins; `None` on the last one.
    pub next: Option<WorkMark>,
}

impl Services {
    /// The days that a work list of today looks at. A week ends on Sunday.
    #[must_use]
    pub fn work_days(&self) -> WorkDays {
        let today = self.today();
        let left = 6 - u64::from(today.weekday().num_days_from_monday());
        WorkDays {
            today,
            week_ends_on: today + Days::new(left),
            fresh_from: today - Days::new(EVIDENCE_DAYS),
            term_from: self.calendar().last_working_day_on_or_before(today),
        }
    }

    /// A page of the open cases.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn work_list(
        &self,
        filter: &WorkFilter,
        after: Option<WorkMark>,
        limit: u32,
    ) -> Result<WorkPage, ServiceError> {
        let tx = self.store.read().await?;
        let days = self.work_days();
        let (cases, mark) = tx.work_after(filter, days, after, limit).await?;
        let next = match mark.filter(|_| cases.len() == limit as usize) {
            Some(mark) => {
                let more = tx.work_after(filter, days, Some(mark), 1).await?.1;
                more.map(|_| mark)
            }
            None => None,
        };
        Ok(WorkPage { cases, next })
    }

    /// What comes next for a case, and what stands in its way today.
    #[must_use]
    pub fn next_of_case(&self, case: &CaseRow) -> Next {
        what_blocks(&case.facts, case.next, &self.calendar(), self.today())
    }

    /// What stands in the way of a case's next step today, besides its confirmation.
    #[must_use]
    pub fn obstacle(&self, case: &CaseRow) -> Option<Blocked> {
        let mut blocked = self.next_of_case(case).blocked.into_iter();
        blocked.find(|b| *b != Blocked::NotConfirmed)
    }

    /// All open cases, counted by everything that can be asked for.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn work_cells(&self) -> Result<Arc<[WorkCell]>, ServiceError> {
        Ok(self.store.work_cells(self.work_days()).await?)
    }
}
