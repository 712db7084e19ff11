//! A letter that was cancelled is drafted anew, once, from today's facts. The step of a case stays
//! taken; the circular of an instruction keeps its list. At any time one letter stands.

use super::{LetterFacts, ServiceError, Services};
use crate::{
    domain::{
        ids::{LetterId, OfficerId},
        letter::{LetterKind, LetterState},
    },
    services::barred,
    store::{Actor, CaseRow, DirectiveRecord, Letter, LetterEvent, Tx},
};

/// What can be done about a cancelled letter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Redraft {
    /// Nothing: its reason is gone.
    Over,
    /// It can be drafted anew.
    Possible,
    /// It was: the other letter, and its running number.
    Done(LetterId, i32),
}

impl Services {
    /// What can be done about a letter that was cancelled.
    ///
    /// # Errors
    /// [`ServiceError::Missing`] when there is none.
    pub async fn redraft_of(&self, id: LetterId) -> Result<Redraft, ServiceError> {
        let tx = self.store.read().await?;
        let letter = self.known_letter(&tx, id).await?;
        if letter.state != LetterState::Cancelled {
            return Ok(Redraft::Over);
        }
        if let Some(other) = tx.letter_instead(&letter).await? {
            return Ok(Redraft::Done(other.id, other.no));
        }
        let possible = match (letter.kind, letter.case) {
            (LetterKind::Thanks, Some((case, _))) => self.may_thank(&tx, case).await?,
            (_, Some(_)) => self.case_at_step(&tx, &letter).await?.is_some(),
            (_, None) => self.directive_in_force(&tx, &letter).await?.is_some(),
        };
        Ok(if possible {
            Redraft::Possible
        } else {
            Redraft::Over
        })
    }

    /// Drafts a cancelled letter anew, from today's facts; answers the new one. The step that it
    /// belongs to stays taken once, and waits for the receipt of the new letter; who was on the
    /// list of a circular is on the new one's.
    ///
    /// # Errors
    /// [`ServiceError::Barred`] when the letter was not cancelled, when it was drafted anew
    /// before, or when its reason is gone.
    pub async fn redraft_letter(
        &self,
        id: LetterId,
        by: OfficerId,
    ) -> Result<LetterId, ServiceError> {
        let tx = self.store.begin().await?;
        // Two people at once: the second looks when the first is done.
        tx.alone().await?;
        let old = self.known_letter(&tx, id).await?;
        if old.state != LetterState::Cancelled {
            return Err(barred(
                "redraft-standing",
                "Surat ini tidak dibatalkan; rancangan baru tidak diperlukan.",
            ));
        }
        if tx.letter_instead(&old).await?.is_some() {
            return Err(DONE);
        }
        let new = match (old.kind, old.case) {
            (LetterKind::Thanks, Some((case, _))) => self.thank_on_paper(&tx, case).await?,
            (_, Some(_)) => self.step_letter_anew(&tx, &old).await?,
            (_, None) => self.circular_anew(&tx, &old, by).await?,
        };
        self.tell_both(&tx, (&old, new), by).await?;
        tx.touches(old.employer);
        let subject = format!("{id} {new}");
        tx.commit(self.entry(Actor::Officer(by), "letter.redraft", subject))
            .await?;
        Ok(new)
    }

    /// The open case of a letter, where it still stands at the letter's step and nothing proves
    /// that the firm was told in another way.
    async fn case_at_step(
        &self,
        tx: &Tx,
        letter: &Letter,
    ) -> Result<Option<CaseRow>, ServiceError> {
        let Some((id, round)) = letter.case else {
            return Ok(None);
        };
        let found = tx
            .cases_by_id(&[id], self.today())
            .await?
            .into_iter()
            .next();
        Ok(found.filter(|case| {
            let stands = letter.kind.step() == Some(case.facts.stage);
            case.is_open && case.round == round && stands && case.facts.received_on.is_none()
        }))
    }

    async fn step_letter_anew(&self, tx: &Tx, old: &Letter) -> Result<LetterId, ServiceError> {
        let Some(case) = self.case_at_step(tx, old).await? else {
            return Err(barred(
                "redraft-over",
                "Kasusnya sudah ditutup, sudah berada pada langkah lain, atau penerimaannya sudah tercatat; surat baru tidak diperlukan.",
            ));
        };
        self.unhindered(&case)?;
        let mut facts = self.facts_today(tx, (&case, old.kind)).await?;
        // The step began with the old letter, so the term before it is known from there alone.
        if let LetterFacts::Case(was) = LetterFacts::of(old)? {
            facts.before_due_on = was.before_due_on;
        }
        let texts = self.letter_texts(tx).await?;
        if self.unready(&texts, old.kind, &facts)?.is_some() {
            return Err(super::UNREADY);
        }
        let content = serde_json::to_string(&facts).expect("facts are plain data");
        let letter = Letter {
            demo: old.demo,
            case: old.case,
            employer: Some(case.employer),
            letterhead: old.letterhead.clone(),
            ..self.new_letter(old.kind, old.title.clone(), content)
        };
        let kept = self.keep_draft(tx, &letter).await?;
        if !kept || !tx.replace_step_letter(old, letter.id).await? {
            return Err(DONE);
        }
        Ok(letter.id)
    }

    /// The instruction of a letter to many, while it is in force.
    async fn directive_in_force(
        &self,
        tx: &Tx,
        letter: &Letter,
    ) -> Result<Option<DirectiveRecord>, ServiceError> {
        let Some(id) = letter.directive else {
            return Ok(None);
        };
        let found = tx.directive(id).await?;
        Ok(found.filter(|record| record.span().holds(self.today())))
    }

    async fn circular_anew(
        &self,
        tx: &Tx,
        old: &Letter,
        by: OfficerId,
    ) -> Result<LetterId, ServiceError> {
        let Some(directive) = self.directive_in_force(tx, old).await? else {
            return Err(barred(
                "redraft-directive",
                "Instruksinya sudah dicabut atau tidak berlaku hari ini; surat edaran baru tidak diperlukan.",
            ));
        };
        let letter = Letter {
            title: old.title.clone(),
            letterhead: old.letterhead.clone(),
            ..self.circular(tx, &directive, self.today()).await?
        };
        if !self.keep_draft(tx, &letter).await? {
            return Err(DONE);
        }
        let now = self.clock.now();
        tx.copy_recipients((old.id, letter.id), (by, now)).await?;
        Ok(letter.id)
    }

    /// Writes down at both letters what became of the one and where the other comes from.
    async fn tell_both(
        &self,
        tx: &Tx,
        (old, new): (&Letter, LetterId),
        by: OfficerId,
    ) -> Result<(), ServiceError> {
        let new = self.known_letter(tx, new).await?;
        let event = |version: i32, words: String| LetterEvent {
            made: None,
            version,
            words,
            by: Some((by, String::new())),
            at: self.clock.now(),
        };
        let words = format!("Dirancang baru sebagai surat no. {}.", new.no);
        tx.add_letter_event(old.id, &event(old.version, words))
            .await?;
        let words = format!("Menggantikan surat no. {} yang dibatalkan.", old.no);
        tx.add_letter_event(new.id, &event(new.version, words))
            .await?;
        Ok(())
    }
}

const DONE: ServiceError = barred(
    "redraft-done",
    "Rancangan barunya sudah ada; muat ulang halaman untuk membukanya.",
);
