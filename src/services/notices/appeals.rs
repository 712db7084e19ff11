//! The appeal by mail: who gets one now, who doesn't and why, and queueing it.

use std::collections::{BTreeMap, HashSet};

use chrono::NaiveDate;

use super::{Moment, Outcome, RemindReport, decision, held_because};
use crate::{
    domain::{
        appeal::appeal_words_in,
        ids::EmployerId,
        ladder::{Blocked, Notice, Stage},
        words::terbilang,
    },
    mail::{Appeal, AppealFinding, Rendered, Sender},
    services::{ServiceError, Services},
    store::{CaseRow, NewStep, Tx},
};

/// How many firms a run may appeal to.
pub(super) struct Room<'a> {
    /// Who had a mail today.
    pub mailed: &'a HashSet<EmployerId>,
    /// As many as the run may write to; `None` means no limit.
    pub most: Option<u64>,
    /// As many as officers can answer, today; `None` means no limit.
    pub new_firms: Option<usize>,
}

impl Services {
    /// Says of every case before its appeal what becomes of it, and gives those that get a mail,
    /// by employer.
    pub(super) fn decide_appeals<'a>(
        &self,
        cases: &'a [CaseRow],
        moment: &Moment,
        room: &Room<'_>,
        report: &mut RemindReport,
    ) -> Result<BTreeMap<EmployerId, Vec<&'a CaseRow>>, ServiceError> {
        let mut ready: BTreeMap<EmployerId, Vec<&CaseRow>> = BTreeMap::new();
        for case in cases {
            if case.facts.stage != Stage::Verification {
                continue;
            }
            let next = self.next_of(case, moment)?;
            let is_new = !ready.contains_key(&case.employer);
            let full = is_new && room.most.is_some_and(|most| ready.len() as u64 >= most);
            let over = is_new && room.new_firms.is_some_and(|most| ready.len() >= most);
            let outcome = if next.ready().is_none() || next.notice != Notice::Mail {
                Outcome::Hold(held_because(&next))
            } else if room.mailed.contains(&case.employer) {
                Outcome::Hold("sudah dikirimi pos-el hari ini".to_owned())
            } else if full {
                Outcome::Hold("batas banyaknya kasus per jadwal tercapai".to_owned())
            } else if over {
                Outcome::Hold(
                    "batas badan usaha baru per hari menurut kemampuan petugas tercapai".to_owned(),
                )
            } else {
                match case.address() {
                    Some(address) => Outcome::Notify(address.to_owned()),
                    None => Outcome::Hold(Blocked::NoEmail.words()),
                }
            };
            match outcome {
                Outcome::Notify(_) => {
                    report.cases += 1;
                    ready.entry(case.employer).or_default().push(case);
                }
                Outcome::Draft(_) | Outcome::Hold(_) => report.held += 1,
            }
            let notice = next.stage.unwrap_or(Stage::Appeal).code().to_owned();
            report.decisions.push(decision(case, notice, outcome));
        }
        report.queued += ready.len() as u64;
        Ok(ready)
    }

    /// The term of an appeal that leaves on a day, in working days, and its last day. Ladders may
    /// give their appeals different terms; the firm has the longest one for all.
    pub(super) fn appeal_term(
        &self,
        cases: &[&CaseRow],
        leaves_on: NaiveDate,
        moment: &Moment,
    ) -> Result<(u32, NaiveDate), ServiceError> {
        let mut days = 0;
        for case in cases {
            let term = moment.ladders.of(case)?.term_days(Stage::Appeal);
            days = days.max(term.unwrap_or(0));
        }
        Ok((days, self.calendar().term(leaves_on, days).due))
    }

    /// One mail for all cases of one employer, in the transaction that moves them.
    pub(super) async fn queue_appeal(
        &self,
        tx: &Tx,
        cases: &[&CaseRow],
        moment: &Moment,
    ) -> Result<(), ServiceError> {
        let Some(first) = cases.first() else {
            return Ok(());
        };
        let Some(address) = first.address() else {
            return Ok(());
        };
        let (days, due_on) = self.appeal_term(cases, moment.today, moment)?;
        let wording = |sender| self.appeal(cases, (days, due_on), (sender, moment));
        let notice = self.queue_notice(tx, ("appeal", first, address), moment, wording);
        let mail = notice.await?;
        for case in cases {
            let step = NewStep {
                case,
                ladder: moment.ladders.of(case)?,
                step: Stage::Appeal,
                due_on: Some(due_on),
                mail: Some(mail),
                letter: None,
                by: None,
                happened: None,
            };
            if !tx.take_step(&step, moment.now).await? {
                // Another program was first: nothing of this run may stay.
                return Err(taken_meanwhile(case));
            }
        }
        Ok(())
    }

    pub(super) fn appeal(
        &self,
        cases: &[&CaseRow],
        (days, due_on): (u32, NaiveDate),
        (sender, moment): (Sender, &Moment),
    ) -> Result<Rendered, ServiceError> {
        let tongue = cases.first().map(|case| case.language).unwrap_or_default();
        let findings = cases
            .iter()
            .map(|case| {
                let words = appeal_words_in(tongue, case.facts.case_type, &case.said);
                AppealFinding {
                    statement: words.statement,
                    action: words.action.to_owned(),
                }
            })
            .collect();
        let wording = Appeal {
            firm_name: cases
                .first()
                .map(|c| c.employer_name.clone())
                .unwrap_or_default(),
            case_codes: cases.iter().map(|c| c.code.clone()).collect(),
            findings,
            legal_basis: Some(moment.laws_behind(cases)),
            working_days: days,
            working_days_words: terbilang(days.into()),
            due_on_words: tongue.day(due_on),
            due_time_words: self.closing_time(),
            sender,
            sample: moment.demo,
        };
        Ok(self.templates.render(&wording, tongue)?)
    }
}

pub(super) fn taken_meanwhile(case: &CaseRow) -> ServiceError {
    ServiceError::Refused(format!(
        "Kasus {} sedang diproses oleh program lain; ulangi perintah ini.",
        case.code
    ))
}
