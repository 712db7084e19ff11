//! Reminders before and after the end of a term.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use super::{Moment, Outcome, RemindReport, appeals::taken_meanwhile, decision, held_because};
use crate::{
    domain::{
        ids::{CaseId, EmployerId, MailId},
        ladder::{Blocked, Owed, Stage, obstacle, owed_reminder},
    },
    mail::{Rendered, Sender, TermReminder},
    services::{ServiceError, Services},
    store::{CaseRow, PlannedReminders, Tx},
};

/// A case whose term has reminders due.
pub(super) struct Due<'a> {
    case: &'a CaseRow,
    owed: Owed,
}

/// What goes out and what is passed over.
#[derive(Default)]
pub(super) struct Terms<'a> {
    /// One mail an employer, of reminders on the same side of their terms.
    mails: BTreeMap<EmployerId, Vec<Due<'a>>>,
    /// Reminders whose time is over.
    passed: Vec<Due<'a>>,
}

impl Terms<'_> {
    /// Who gets a mail.
    pub(super) fn employers(&self) -> impl Iterator<Item = EmployerId> {
        self.mails.keys().copied()
    }

    /// How many mails.
    pub(super) fn mails(&self) -> usize {
        self.mails.len()
    }
}

/// What a run knows before it looks at reminders.
pub(super) struct Known<'a> {
    /// Reminders of the present steps that were sent or passed over.
    pub settled: HashMap<CaseId, BTreeSet<i16>>,
    /// Who had a mail today.
    pub mailed: &'a HashSet<EmployerId>,
    /// How many more may have one.
    pub room: Option<u64>,
    /// The plan that mails keep to.
    pub planned: Option<PlannedReminders>,
}

impl Services {
    /// Says of every case after its appeal what becomes of it in this run.
    pub(super) fn decide_terms<'a>(
        &self,
        cases: &'a [CaseRow],
        moment: &Moment,
        known: &Known<'_>,
        report: &mut RemindReport,
    ) -> Result<Terms<'a>, ServiceError> {
        let mut terms = Terms::default();
        let nothing = BTreeSet::new();
        for case in cases {
            if case.facts.stage == Stage::Verification {
                continue;
            }
            let settled = known.settled.get(&case.id).unwrap_or(&nothing);
            let Some(owed) = self.owed(case, moment, settled)? else {
                let next = self.next_of(case, moment)?;
                let notice = next.stage.unwrap_or(case.facts.stage).code().to_owned();
                let outcome = Outcome::Hold(held_because(&next));
                report.held += 1;
                report.decisions.push(decision(case, notice, outcome));
                continue;
            };
            let Some(days) = owed.send else {
                terms.passed.push(Due { case, owed });
                report.held += 1;
                continue;
            };
            let outcome = one_outcome(case, days, moment, (known, &terms));
            let notice = format!("{} {days:+}", case.facts.stage.code());
            report
                .decisions
                .push(decision(case, notice, outcome.clone()));
            if let Outcome::Notify(_) = outcome {
                report.cases += 1;
                terms
                    .mails
                    .entry(case.employer)
                    .or_default()
                    .push(Due { case, owed });
            } else {
                report.held += 1;
            }
        }
        report.queued += terms.mails.len() as u64;
        Ok(terms)
    }

    fn owed(
        &self,
        case: &CaseRow,
        moment: &Moment,
        settled: &BTreeSet<i16>,
    ) -> Result<Option<Owed>, ServiceError> {
        let rung = moment.ladders.of(case)?.rung(case.facts.stage);
        let (Some(rung), Some(due_on)) = (rung, case.facts.due_on) else {
            return Ok(None);
        };
        let calendar = &self.calendar();
        Ok(owed_reminder(
            due_on,
            &rung.reminders,
            settled,
            calendar,
            moment.today,
        ))
    }

    /// Queues the mails and writes down what was passed over.
    pub(super) async fn queue_terms(
        &self,
        tx: &Tx,
        terms: &Terms<'_>,
        moment: &Moment,
    ) -> Result<(), ServiceError> {
        for dues in terms.mails.values() {
            let Some((first, address)) = dues
                .first()
                .and_then(|due| Some((due.case, due.case.address()?)))
            else {
                continue;
            };
            let wording = |sender| self.term_reminder(dues, (sender, moment));
            let notice = ("term_reminder", first, address);
            let mail = self.queue_notice(tx, notice, moment, wording).await?;
            for due in dues {
                self.settle_due(tx, due, Some(mail), moment).await?;
            }
        }
        for due in &terms.passed {
            self.settle_due(tx, due, None, moment).await?;
        }
        tx.touches(terms.mails.keys().copied());
        Ok(())
    }

    async fn settle_due(
        &self,
        tx: &Tx,
        due: &Due<'_>,
        mail: Option<MailId>,
        moment: &Moment,
    ) -> Result<(), ServiceError> {
        for days in &due.owed.skip {
            tx.settle_reminder(due.case, *days, None, moment.now)
                .await?;
        }
        if let Some(days) = due.owed.send
            && !tx.settle_reminder(due.case, days, mail, moment.now).await?
        {
            return Err(taken_meanwhile(due.case));
        }
        Ok(())
    }

    fn term_reminder(
        &self,
        dues: &[Due<'_>],
        (sender, moment): (Sender, &Moment),
    ) -> Result<Rendered, ServiceError> {
        let first = dues.first().map(|due| due.case);
        let tongue = first.map(|case| case.language).unwrap_or_default();
        // The earliest end of those the mail speaks of.
        let due_on = dues
            .iter()
            .filter_map(|due| due.case.facts.due_on)
            .min()
            .unwrap_or(moment.today);
        let wording = TermReminder {
            is_over: dues.iter().any(|due| due.owed.send > Some(0)),
            firm_name: first.map(|c| c.employer_name.clone()).unwrap_or_default(),
            case_codes: dues.iter().map(|due| due.case.code.clone()).collect(),
            notice: first
                .map_or(Stage::Appeal, |c| c.facts.stage)
                .words_in(tongue)
                .to_owned(),
            notice_on_words: first
                .and_then(|case| case.taken_at)
                .map(|at| tongue.date(self.local(at).date_naive())),
            due_on_words: tongue.day(due_on),
            due_time_words: self.closing_time(),
            sender,
            sample: moment.demo,
        };
        Ok(self.templates.render(&wording, tongue)?)
    }
}

/// What becomes of a reminder that is owed.
fn one_outcome(
    case: &CaseRow,
    days: i16,
    moment: &Moment,
    (known, terms): (&Known<'_>, &Terms<'_>),
) -> Outcome {
    // The same things that stop a step stop being reminded of one.
    if let Err(blocked) = obstacle(&case.facts, moment.today) {
        return Outcome::Hold(blocked.words());
    }
    if let Some(plan) = &known.planned
        && !plan
            .listed
            .contains(&(case.id, case.round, case.facts.stage, days))
    {
        return Outcome::Hold(Blocked::NotInPlan(plan.until).words());
    }
    if known.mailed.contains(&case.employer) {
        return Outcome::Hold("sudah dikirimi pos-el hari ini".to_owned());
    }
    let others = terms.mails.get(&case.employer);
    let is_full = known
        .room
        .is_some_and(|room| terms.mails.len() as u64 >= room);
    if others.is_none() && is_full {
        return Outcome::Hold("batas banyaknya kasus per jadwal tercapai".to_owned());
    }
    // "Soon over" and "is over" don't go into one mail: the other one goes tomorrow.
    let same = |due: &Due<'_>| due.owed.send.is_some_and(|other| (other > 0) == (days > 0));
    if others.is_some_and(|others| !others.iter().all(same)) {
        return Outcome::Hold("sudah dikirimi pos-el hari ini".to_owned());
    }
    case.address().map_or_else(
        || Outcome::Hold(Blocked::NoEmail.words()),
        |address| Outcome::Notify(address.to_owned()),
    )
}
