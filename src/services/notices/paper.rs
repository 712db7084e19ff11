//! Letters that an officer begins: the appeal on paper, and the letter of thanks.

use chrono::Days;

use super::{Moment, appeals::taken_meanwhile};
use crate::{
    domain::{
        ids::{CaseId, EmployerId, LetterId, OfficerId},
        ladder::{Blocked, Stage, what_blocks},
        letter::LetterKind,
        verdict::Verdict,
    },
    services::{ServiceError, Services, barred, letters::UNREADY},
    store::{Actor, Letter, Thankable, Tx},
};

/// Days after the closing on which a letter of thanks can be drafted: it takes longer than a mail.
const THANKABLE_DAYS: u64 = 90;

impl Services {
    /// Drafts the appeal of a case on paper, where nothing but a mail address was missing for it.
    /// That takes the step; its term begins with the letter's receipt.
    ///
    /// # Errors
    /// [`ServiceError::Barred`] when anything else stands in the way, or somebody was faster.
    pub async fn draft_appeal_letter(
        &self,
        case: CaseId,
        by: OfficerId,
    ) -> Result<LetterId, ServiceError> {
        let tx = self.store.begin().await?;
        tx.alone().await?;
        let row = self.open_case(&tx, case).await?;
        let next = what_blocks(&row.facts, row.next, &self.calendar(), self.today());
        let only_mail = next.blocked.iter().all(|b| *b == Blocked::NoEmail);
        if next.stage != Some(Stage::Appeal) || !only_mail {
            return Err(barred(
                "appeal-not-now",
                "Surat imbauan kasus ini belum dapat disusun atau sudah ada; lihat keadaannya pada halaman badan usaha.",
            ));
        }
        let moment = self.moment(&tx).await?;
        let kind = LetterKind::Appeal;
        let facts = self.case_facts(&tx, (&row, kind), &moment).await?;
        let texts = self.letter_texts(&tx).await?;
        if self.unready(&texts, kind, &facts)?.is_some() {
            return Err(UNREADY);
        }
        let step = (&row, Stage::Appeal, &facts);
        let id = self.draft_step(&tx, step, (Some(by), &moment)).await?;
        tx.touches([row.employer]);
        let subject = format!("{id} {}", row.code);
        tx.commit(self.entry(Actor::Officer(by), "letter.draft", subject))
            .await?;
        Ok(id)
    }

    /// Drafts the letter that thanks for a case whose duty was met after a notice.
    ///
    /// # Errors
    /// [`ServiceError::Barred`] when there is nothing to thank for, the firm was thanked before,
    /// or somebody was faster.
    pub async fn draft_thanks_letter(
        &self,
        case: CaseId,
        by: OfficerId,
    ) -> Result<LetterId, ServiceError> {
        let tx = self.store.begin().await?;
        tx.alone().await?;
        let id = self.thank_on_paper(&tx, case).await?;
        let letter = self.known_letter(&tx, id).await?;
        tx.touches(letter.employer);
        let subject = format!("{id} {case}");
        tx.commit(self.entry(Actor::Officer(by), "letter.draft", subject))
            .await?;
        Ok(id)
    }

    /// The same as a part of somebody's transaction.
    pub(in crate::services) async fn thank_on_paper(
        &self,
        tx: &Tx,
        case: CaseId,
    ) -> Result<LetterId, ServiceError> {
        let moment = self.moment(tx).await?;
        let due = self.thanks_due(tx, case, &moment).await?;
        let case = &due.ok_or(NOT_DUE)?.case;
        let kind = LetterKind::Thanks;
        let facts = self.case_facts(tx, (case, kind), &moment).await?;
        let texts = self.letter_texts(tx).await?;
        if self.unready(&texts, kind, &facts)?.is_some() {
            return Err(UNREADY);
        }
        let title = format!("{} – {}", kind.words(), case.employer_name);
        let content = serde_json::to_string(&facts).expect("facts are plain data");
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
        Ok(letter.id)
    }

    /// Whether a case may be thanked for on paper now.
    pub(in crate::services) async fn may_thank(
        &self,
        tx: &Tx,
        case: CaseId,
    ) -> Result<bool, ServiceError> {
        let moment = self.moment(tx).await?;
        Ok(self.thanks_due(tx, case, &moment).await?.is_some())
    }

    /// The cases of a firm that may be thanked for on paper now, with their short codes.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn thankable_cases(
        &self,
        employer: EmployerId,
    ) -> Result<Vec<(CaseId, String)>, ServiceError> {
        let tx = self.store.read().await?;
        let moment = self.moment(&tx).await?;
        let since = moment.today - Days::new(THANKABLE_DAYS);
        let found = tx.thankable((since, moment.today), Some(employer)).await?;
        let due = found.into_iter().filter(|one| is_due(one, &moment));
        Ok(due.map(|one| (one.case.id, one.case.code)).collect())
    }

    async fn thanks_due(
        &self,
        tx: &Tx,
        case: CaseId,
        moment: &Moment,
    ) -> Result<Option<Thankable>, ServiceError> {
        let since = moment.today - Days::new(THANKABLE_DAYS);
        let rows = tx.cases_by_id(&[case], moment.today).await?;
        let Some(row) = rows.first() else {
            return Ok(None);
        };
        let found = tx
            .thankable((since, moment.today), Some(row.employer))
            .await?;
        let due = |one: &Thankable| one.case.id == case && is_due(one, moment);
        Ok(found.into_iter().find(due))
    }
}

/// What a mail of thanks asks too, except for an address.
fn is_due(one: &Thankable, moment: &Moment) -> bool {
    let facts = &one.case.facts;
    let is_met = facts.is_current && facts.verdict == Verdict::Compliant;
    let is_held = facts.held_until.is_some_and(|until| until >= moment.today);
    is_met && !one.has_open_case && facts.replied_on.is_none() && !is_held
}

const NOT_DUE: ServiceError = barred(
    "thanks-not-due",
    "Surat apresiasi disusun untuk kasus yang ditutup paling lama 90 hari lalu karena kewajibannya terpenuhi setelah pemberitahuan, selama badan usahanya masih patuh, tanpa kasus terbuka, dan belum diberi ucapan terima kasih.",
);
