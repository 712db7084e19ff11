//! What officers record of notices: that one was received, that it was handed over where there is
//! no mail address, and that others took their step.

use chrono::NaiveDate;

use super::{ServiceError, Services, barred, written::written};
use crate::{
    domain::{
        ids::{CaseId, OfficerId},
        ladder::{Blocked, Notice, Stage, what_blocks},
        receipt::How,
    },
    store::{Actor, CaseRow, Ladders, NewReceipt, NewStep, Tx},
};

/// Characters of what an officer writes down at once.
const MAX_WORDS: usize = 1_000;

/// What an officer saw or did.
#[derive(Debug, Clone)]
pub struct Seen {
    /// How it is known.
    pub how: How,
    /// The day.
    pub on: NaiveDate,
    /// To whom, and what proves it.
    pub words: String,
}

impl Services {
    /// Records that the notice of a case's present step was received. Its term then ends so many
    /// working days after that day, or on the day that was told, whichever is later.
    ///
    /// # Errors
    /// [`ServiceError::Barred`] when there is no notice to receive, it is recorded already, or
    /// the day or the words can't be accepted.
    pub async fn record_receipt(
        &self,
        case: CaseId,
        seen: &Seen,
        by: OfficerId,
    ) -> Result<(), ServiceError> {
        let words = checked(&seen.words)?;
        let tx = self.store.begin().await?;
        tx.alone().await?;
        let row = self.open_case(&tx, case).await?;
        let ladders = tx.ladders().await?;
        self.receive(&tx, (&row, &ladders), (seen, &words), Some(by))
            .await?;
        tx.touches([row.employer]);
        let subject = format!("{} {} {}", row.code, seen.how.code(), seen.on);
        tx.commit(self.entry(Actor::Officer(by), "receipt.record", subject))
            .await?;
        Ok(())
    }

    pub(super) async fn receive(
        &self,
        tx: &Tx,
        (row, ladders): (&CaseRow, &Ladders),
        (seen, words): (&Seen, &str),
        by: Option<OfficerId>,
    ) -> Result<(), ServiceError> {
        let facts = &row.facts;
        if facts.stage == Stage::Verification || facts.stage.is_recorded() {
            return Err(barred(
                "no-notice",
                "Kasus ini belum disampaikan kepada badan usaha.",
            ));
        }
        let sent_on = row.taken_at.map(|at| self.local(at).date_naive());
        self.check_day(seen.on, sent_on)?;
        let term = ladders.of(row)?.term_days(facts.stage);
        let counted = term.map(|days| self.calendar().term(seen.on, days).due);
        let receipt = NewReceipt {
            id: self.clock.new_id(),
            how: seen.how,
            received_on: seen.on,
            words,
            due_on: facts.due_on.max(counted),
            by,
        };
        if !tx.put_receipt(row, &receipt, self.clock.now()).await? {
            return Err(barred(
                "received-before",
                "Penerimaan langkah ini sudah dicatat; batalkan catatan itu dahulu.",
            ));
        }
        tx.step_letter_received(row, Some(seen.on)).await?;
        Ok(())
    }

    /// Takes the receipt of a case's present step back.
    ///
    /// # Errors
    /// [`ServiceError::Barred`] when there is none.
    pub async fn take_receipt_back(&self, case: CaseId, by: OfficerId) -> Result<(), ServiceError> {
        let tx = self.store.begin().await?;
        let row = self.open_case(&tx, case).await?;
        if !self.unreceive(&tx, &row, Some(by)).await? {
            return Err(barred(
                "not-received",
                "Belum ada penerimaan yang dicatat untuk langkah ini.",
            ));
        }
        tx.touches([row.employer]);
        tx.commit(self.entry(Actor::Officer(by), "receipt.undo", row.code))
            .await?;
        Ok(())
    }

    /// The same as a part of somebody's transaction; `false` when there is none.
    pub(super) async fn unreceive(
        &self,
        tx: &Tx,
        row: &CaseRow,
        by: Option<OfficerId>,
    ) -> Result<bool, ServiceError> {
        // The term before, by the days off that are known now.
        let days = tx.ladders().await?.of(row)?.term_days(row.facts.stage);
        let sent_on = row.taken_at.map(|at| self.local(at).date_naive());
        let least = sent_on.zip(days);
        let least = least.map(|(on, days)| self.calendar().term(on, days).due);
        let now = self.clock.now();
        let undone = tx.undo_receipt((row, least), by, now).await?;
        if undone {
            tx.step_letter_received(row, None).await?;
        }
        Ok(undone)
    }

    /// Records that the appeal was brought to a firm by hand, by telephone or by messenger, where
    /// nothing but a mail address was missing.
    ///
    /// # Errors
    /// [`ServiceError::Barred`] when anything else stands in the way.
    pub async fn appeal_by_hand(
        &self,
        case: CaseId,
        seen: &Seen,
        by: OfficerId,
    ) -> Result<(), ServiceError> {
        let words = checked(&seen.words)?;
        let tx = self.store.begin().await?;
        tx.alone().await?;
        let row = self.open_case(&tx, case).await?;
        let next = what_blocks(&row.facts, row.next, &self.calendar(), self.today());
        let only_mail = next.blocked.iter().all(|b| *b == Blocked::NoEmail);
        if next.stage != Some(Stage::Appeal) || !only_mail {
            return Err(barred(
                "not-by-hand",
                "Imbauan kasus ini belum dapat disampaikan; lihat penghalangnya di daftar kasus.",
            ));
        }
        self.check_day(seen.on, Some(row.opened_on))?;
        let ladders = tx.ladders().await?;
        let ladder = ladders.of(&row)?;
        let days = ladder.term_days(Stage::Appeal).unwrap_or(0);
        let step = NewStep {
            case: &row,
            ladder,
            step: Stage::Appeal,
            due_on: Some(self.calendar().term(seen.on, days).due),
            mail: None,
            letter: None,
            by: Some(by),
            happened: Some((seen.on, &words)),
        };
        if !tx.take_step(&step, self.clock.now()).await? {
            return Err(moved());
        }
        let row = self.open_case(&tx, case).await?;
        self.receive(&tx, (&row, &ladders), (seen, &words), Some(by))
            .await?;
        tx.touches([row.employer]);
        let subject = format!("{} {} {}", row.code, seen.how.code(), seen.on);
        tx.commit(self.entry(Actor::Officer(by), "appeal.by_hand", subject))
            .await?;
        Ok(())
    }

    /// Records that BPJS Kesehatan, or whoever takes a case's next step, has taken it.
    ///
    /// # Errors
    /// [`ServiceError::Barred`] when the next step is the city's own.
    pub async fn record_step(
        &self,
        case: CaseId,
        (on, typed): (NaiveDate, &str),
        by: OfficerId,
    ) -> Result<Stage, ServiceError> {
        let words = checked(typed)?;
        let tx = self.store.begin().await?;
        tx.alone().await?;
        let row = self.open_case(&tx, case).await?;
        let Some((stage, Notice::None)) = row.next.filter(|(stage, _)| stage.is_recorded()) else {
            return Err(barred(
                "not-recorded",
                "Langkah berikutnya bukan langkah pihak lain.",
            ));
        };
        let before = row.taken_at.map(|at| self.local(at).date_naive());
        self.check_day(on, before)?;
        let ladders = tx.ladders().await?;
        let ladder = ladders.of(&row)?;
        let term = ladder.term_days(stage);
        let step = NewStep {
            case: &row,
            ladder,
            step: stage,
            due_on: term.map(|days| self.calendar().term(on, days).due),
            mail: None,
            letter: None,
            by: Some(by),
            happened: Some((on, &words)),
        };
        if !tx.take_step(&step, self.clock.now()).await? {
            return Err(moved());
        }
        tx.touches([row.employer]);
        let subject = format!("{} {} {on}", row.code, stage.code());
        tx.commit(self.entry(Actor::Officer(by), "step.record", subject))
            .await?;
        Ok(stage)
    }

    pub(super) async fn open_case(&self, tx: &Tx, id: CaseId) -> Result<CaseRow, ServiceError> {
        let found = tx
            .cases_by_id(&[id], self.today())
            .await?
            .into_iter()
            .next();
        let row = found.ok_or_else(|| ServiceError::Missing("Kasus itu".to_owned()))?;
        if row.is_open {
            Ok(row)
        } else {
            Err(barred("case-closed", "Kasus ini sudah ditutup."))
        }
    }

    pub(super) fn check_day(
        &self,
        on: NaiveDate,
        not_before: Option<NaiveDate>,
    ) -> Result<(), ServiceError> {
        if on > self.today() {
            return Err(barred(
                "day-ahead",
                "Tanggalnya belum tiba; isi tanggal kejadiannya.",
            ));
        }
        if not_before.is_some_and(|first| on < first) {
            return Err(barred(
                "day-before",
                "Tanggalnya lebih awal daripada langkah yang dicatat; periksa tanggalnya.",
            ));
        }
        Ok(())
    }
}

const fn moved() -> ServiceError {
    barred(
        "case-moved",
        "Kasus ini baru saja berpindah langkah; muat ulang halamannya.",
    )
}

pub(super) fn checked(typed: &str) -> Result<String, ServiceError> {
    let refusal = (
        "receipt-words",
        "Tulis kepada siapa dan apa buktinya, paling banyak 1.000 huruf.",
    );
    written(typed, MAX_WORDS, refusal)
}
