//! Plans: an approver agrees to everything that a play shows, up to its last day.
//!
//! What is agreed to is the list whose print was signed. Runs take a part of it: each step not
//! before its day, only while the case says what it said then, and with every other guard; never
//! a letter more, and where the approver wants it so, never a mail more.

use std::collections::HashMap;

use super::{ServiceError, Services, approvals::must_be_signed, barred};
use crate::{
    domain::{
        ids::{CaseId, OfficerId},
        ladder::{Stage, play::Played},
    },
    store::{Actor, AgreedPlan, AgreedStep, Approval, CaseRow, NewApproval},
};

/// What a plan says of mails that are not in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unlisted {
    /// They go out when they are owed: only letters keep to the plan.
    Sent,
    /// They wait until the plan is over, taken back or replaced.
    Held,
}

impl Services {
    /// Agrees to the play of so many months that has this print; answers how many notices it
    /// holds. It replaces an earlier plan.
    ///
    /// # Errors
    /// [`ServiceError::Barred`] when the officer is no approver, the play is another one by now,
    /// or there is nothing in it.
    pub async fn approve_play(
        &self,
        (months, signed): (u32, &str),
        unlisted: Unlisted,
        by: OfficerId,
    ) -> Result<u64, ServiceError> {
        let scenery = self.set_stage(months).await?;
        let tx = self.store.begin().await?;
        tx.alone().await?;
        self.must_approve(&tx, by).await?;
        let cases = tx.open_cases(self.today()).await?;
        let play = self.play_in(&tx, &cases, &scenery, None).await?;
        must_be_signed(&play.print, signed)?;
        if play.lines.is_empty() {
            return Err(barred("plan-empty", "Tidak ada yang dapat disetujui."));
        }
        let by_id: HashMap<CaseId, &CaseRow> = cases.iter().map(|case| (case.id, case)).collect();
        let mut at: HashMap<CaseId, Stage> = HashMap::new();
        let (mut steps, mut reminders) = (Vec::new(), Vec::new());
        for event in play.lines.iter().map(|line| line.event) {
            let case = by_id[&event.case];
            match event.what {
                Played::Step(step, _) => steps.push(AgreedStep {
                    case,
                    after: at.insert(case.id, step).unwrap_or(case.facts.stage),
                    step,
                    from_on: Some(event.on),
                }),
                Played::Reminder(step, days) => reminders.push((case, step, days)),
            }
        }
        let approval = NewApproval {
            id: self.clock.new_id(),
            print: signed,
            valid_until: play.until,
            by,
            steps: &steps,
            plan: Some(AgreedPlan {
                binds_mail: unlisted == Unlisted::Held,
                reminders: &reminders,
            }),
        };
        tx.put_approval(&approval, self.clock.now()).await?;
        let count = play.lines.len() as u64;
        let subject = format!(
            "{} {count} notices until {}, others {unlisted:?} {signed}",
            approval.id, play.until
        );
        tx.touches([]);
        tx.commit(self.entry(Actor::Officer(by), "plan.approve", subject))
            .await?;
        Ok(count)
    }

    /// The plan that stands, if one does.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn standing_plan(&self) -> Result<Option<Approval>, ServiceError> {
        let today = self.today();
        let plan = self.store.read().await?.standing_plan().await?;
        Ok(plan.filter(|plan| plan.valid_until >= today))
    }
}
