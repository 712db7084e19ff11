//! Steps that reach the firm by letter: a draft for each, in the transaction that takes the step.

use serde::Serialize;

use super::{
    Decision, Moment, Outcome, Reach, Rehearsal, appeals::taken_meanwhile, decision, held_because,
    within,
};
use crate::{
    domain::{
        ids::{LetterId, OfficerId},
        ladder::{Notice, Stage},
        letter::LetterKind,
    },
    services::{Did, ServiceError, Services, Turn, letters::CaseLetter},
    store::{Actor, CaseRow, Letter, NewStep, Tx},
};

/// What one run did, or would do.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct AdvanceReport {
    /// Letters drafted; each is a step of a case.
    pub letters: u64,
    /// Cases that stay where they are.
    pub held: u64,
    /// Approved steps that are not taken any more, and why.
    pub withdrawn: Vec<WithdrawnStep>,
    /// Every open case whose next step is a letter, and what becomes of it.
    pub decisions: Vec<Decision>,
}

/// An approved step that is not taken any more.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct WithdrawnStep {
    /// The case's short code.
    pub case: String,
    /// The employer's name.
    pub employer: String,
    /// The step.
    pub step: Stage,
    /// `complied`, `changed`, `moved` or `expired`.
    pub because: &'static str,
}

impl Services {
    /// Takes the steps that reach firms by letter, for every case that may take one now: drafts
    /// the letter, and begins its term when its receipt is recorded. Safe to run again at any
    /// time.
    ///
    /// # Errors
    /// When the store fails; nothing of the run is kept then.
    pub async fn advance(
        &self,
        rehearsal: Rehearsal,
        reach: &Reach,
    ) -> Result<AdvanceReport, ServiceError> {
        self.advance_in(rehearsal, reach, None).await
    }

    /// The same in the turn of a schedule, whose firing ends in the transaction that drafts.
    ///
    /// # Errors
    /// When the firing is another node's by now, too.
    pub(in crate::services) async fn advance_in(
        &self,
        rehearsal: Rehearsal,
        reach: &Reach,
        turn: Option<&Turn>,
    ) -> Result<AdvanceReport, ServiceError> {
        let tx = self.start_run(rehearsal).await?;
        let report = self.advance_within(&tx, rehearsal, reach).await?;
        if rehearsal == Rehearsal::Yes {
            return Ok(report);
        }
        if let Some(turn) = turn {
            let did = Did::Advance(report.clone());
            self.end_within(&tx, turn, &did).await?;
        }
        let subject = format!(
            "{} letters, {} withdrawn",
            report.letters,
            report.withdrawn.len()
        );
        tx.commit(self.entry(Actor::Job("advance"), "case.advance", subject))
            .await?;
        Ok(report)
    }

    /// The same as a part of somebody's transaction.
    pub(in crate::services) async fn advance_within(
        &self,
        tx: &Tx,
        rehearsal: Rehearsal,
        reach: &Reach,
    ) -> Result<AdvanceReport, ServiceError> {
        let moment = self.moment(tx).await?;
        let mut report = AdvanceReport::default();
        if rehearsal == Rehearsal::No {
            report.withdrawn = withdraw(tx, &moment).await?;
        }
        let cases = within(tx.open_cases(moment.today).await?, reach);
        let texts = self.letter_texts(tx).await?;
        let mut ready = Vec::new();
        for case in &cases {
            let next = self.next_of(case, &moment)?;
            let (Some(step), Notice::Letter) = (next.stage, next.notice) else {
                continue;
            };
            let full = reach.most.is_some_and(|most| ready.len() as u64 >= most);
            let outcome = if next.ready().is_none() {
                Outcome::Hold(held_because(&next))
            } else if full {
                Outcome::Hold("batas banyaknya kasus per jadwal tercapai".to_owned())
            } else {
                let kind = LetterKind::of_step(step);
                let kind = kind.expect("a step that is told by letter has one");
                let facts = self.case_facts(tx, (case, kind), &moment).await?;
                if let Some(why) = self.unready(&texts, kind, &facts)? {
                    Outcome::Hold(why)
                } else {
                    ready.push((case, step, facts));
                    Outcome::Draft(format!("konsep surat {}", step.words()))
                }
            };
            report.held += u64::from(matches!(outcome, Outcome::Hold(_)));
            let notice = step.code().to_owned();
            report.decisions.push(decision(case, notice, outcome));
        }
        report.letters = ready.len() as u64;
        if rehearsal == Rehearsal::Yes {
            return Ok(report);
        }
        tx.touches(ready.iter().map(|(case, _, _)| case.employer));
        for (case, step, facts) in &ready {
            self.draft_step(tx, (case, *step, facts), (None, &moment))
                .await?;
        }
        Ok(report)
    }

    /// Drafts the letter of a step, and takes the step with it.
    pub(super) async fn draft_step(
        &self,
        tx: &Tx,
        (case, step, facts): (&CaseRow, Stage, &CaseLetter),
        (by, moment): (Option<OfficerId>, &Moment),
    ) -> Result<LetterId, ServiceError> {
        let ladder = moment.ladders.of(case)?;
        let kind = LetterKind::of_step(step).expect("only a step with a letter is drafted");
        let title = format!("{} – {}", step.words(), case.employer_name);
        let content = serde_json::to_string(facts).expect("facts are plain data");
        let letter = Letter {
            demo: moment.demo,
            drafted_at: moment.now,
            case: Some((case.id, case.round)),
            employer: Some(case.employer),
            ..self.new_letter(kind, title, content)
        };
        if !self.keep_draft(tx, &letter).await? {
            return Err(taken_meanwhile(case));
        }
        let new = NewStep {
            case,
            ladder,
            step,
            // It begins with the receipt, which nobody knows yet.
            due_on: None,
            mail: None,
            letter: Some(letter.id),
            by,
            happened: None,
        };
        if !tx.take_step(&new, moment.now).await? {
            return Err(taken_meanwhile(case));
        }
        Ok(letter.id)
    }
}

/// Withdraws approved steps that are not taken any more.
async fn withdraw(tx: &Tx, moment: &Moment) -> Result<Vec<WithdrawnStep>, ServiceError> {
    let gone = tx
        .withdraw_stale_approvals(moment.today, moment.now)
        .await?;
    let withdrawn = gone.into_iter().map(|one| WithdrawnStep {
        case: one.code,
        employer: one.employer,
        step: one.step,
        because: one.because,
    });
    Ok(withdrawn.collect())
}
