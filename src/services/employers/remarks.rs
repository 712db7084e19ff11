//! Notes, confirmations of the head office, exemptions, disputes.

use chrono::{Datelike, NaiveDate};

use super::{MAX_YEARS, NewFile, barred, own};
use crate::{
    domain::{
        ids::{AttachmentId, EmployerId, OfficerId, RemarkId},
        remark::{Outcome, RemarkKind},
    },
    services::{ServiceError, Services, written::written},
    store::{Actor, NewRemark, Remark, Tx},
};

/// Characters of what a person writes down at once.
const MAX_WORDS: usize = 4_000;

/// What an officer rules about an employer.
#[derive(Debug, Clone)]
pub struct NewRuling {
    /// About whom.
    pub employer: EmployerId,
    /// Of which kind; not a note.
    pub kind: RemarkKind,
    /// The proof, the reason, or what the firm says.
    pub words: String,
    /// The last day on which it holds; needed for all but disputes.
    pub until_on: Option<NaiveDate>,
    /// A file that proves it.
    pub file: Option<NewFile>,
}

/// What a person writes, trimmed; never with somebody's NIK in it.
pub(super) fn words(typed: &str) -> Result<String, ServiceError> {
    let refusal = ("words", "Tulis alasannya, paling banyak 4.000 huruf.");
    written(typed, MAX_WORDS, refusal)
}

const fn added(kind: RemarkKind) -> &'static str {
    match kind {
        RemarkKind::Note => "note.add",
        RemarkKind::HeadOffice => "head_office.confirm",
        RemarkKind::Exemption => "exemption.grant",
        RemarkKind::Dispute => "dispute.open",
        RemarkKind::Reply => "reply.record",
    }
}

const fn ended(kind: RemarkKind) -> &'static str {
    match kind {
        RemarkKind::Note => "note.withdraw",
        RemarkKind::HeadOffice => "head_office.withdraw",
        RemarkKind::Exemption => "exemption.end",
        RemarkKind::Dispute => "dispute.settle",
        RemarkKind::Reply => "reply.settle",
    }
}

impl Services {
    /// Writes a note down.
    ///
    /// # Errors
    /// When the employer is unknown or merged, or the words are empty, too long, or hold a NIK.
    pub async fn add_note(
        &self,
        employer: EmployerId,
        typed: &str,
        by: OfficerId,
    ) -> Result<RemarkId, ServiceError> {
        let words = words(typed)?;
        let tx = self.store.begin().await?;
        own(&tx, employer).await?;
        let note = NewRemark {
            id: RemarkId::from_uuid(self.clock.new_id()),
            employer,
            kind: RemarkKind::Note,
            words,
            from_on: self.today(),
            until_on: None,
            attachment: None,
            by: Some(by),
        };
        tx.add_remark(&note, self.clock.now()).await?;
        tx.touches([]);
        let entry = self.entry(
            Actor::Officer(by),
            added(note.kind),
            format!("{employer} {}", note.id),
        );
        tx.commit(entry).await?;
        Ok(note.id)
    }

    /// Strikes a note of one's own out; it stays readable.
    ///
    /// # Errors
    /// When it is somebody else's, or was struck out before.
    pub async fn withdraw_note(&self, id: RemarkId, by: OfficerId) -> Result<(), ServiceError> {
        let tx = self.store.begin().await?;
        let note = remark(&tx, id).await?;
        if note.kind != RemarkKind::Note || note.by != Some(by) {
            return Err(barred(
                "note-not-yours",
                "Hanya penulisnya yang dapat menarik catatan ini.",
            ));
        }
        self.end(tx, &note, (by, None), None).await
    }

    /// Puts a ruling on record and checks what follows from it. One of its kind that stands is
    /// replaced; a dispute has to be settled first.
    ///
    /// # Errors
    /// When the words or the date can't be accepted, or a dispute stands.
    pub async fn rule(&self, ruling: NewRuling, by: OfficerId) -> Result<RemarkId, ServiceError> {
        words(&ruling.words)?;
        self.end_date(&ruling)?;
        let file = ruling
            .file
            .as_ref()
            .map(|file| self.keep(file))
            .transpose()?;
        let tx = self.store.begin().await?;
        let id = self.rule_within(&tx, &ruling, file, by).await?;
        let subject = format!("{} {id}", ruling.employer);
        tx.commit(self.entry(Actor::Officer(by), added(ruling.kind), subject))
            .await?;
        self.recheck().await;
        Ok(id)
    }

    /// The same as a part of somebody's transaction, with a file that was kept before.
    pub(in crate::services) async fn rule_within(
        &self,
        tx: &Tx,
        ruling: &NewRuling,
        file: Option<super::files::Kept>,
        by: OfficerId,
    ) -> Result<RemarkId, ServiceError> {
        let words = words(&ruling.words)?;
        let until_on = self.end_date(ruling)?;
        let (employer, kind) = (ruling.employer, ruling.kind);
        own(tx, employer).await?;
        let now = self.clock.now();
        if let Some(standing) = tx.standing_remark(employer, kind).await? {
            match kind {
                RemarkKind::Dispute => {
                    return Err(barred(
                        "dispute-open",
                        "Masih ada sanggahan yang belum diselesaikan; selesaikan dahulu.",
                    ));
                }
                RemarkKind::Reply => {
                    return Err(barred(
                        "reply-open",
                        "Masih ada jawaban yang belum diputuskan; putuskan dahulu.",
                    ));
                }
                RemarkKind::Note | RemarkKind::HeadOffice | RemarkKind::Exemption => {}
            }
            tx.end_remark(standing.id, (by, now), None, None).await?;
        }
        let attachment = match file {
            None => None,
            Some(kept) => Some(self.attach_in(tx, employer, kept, by).await?),
        };
        let new = NewRemark {
            id: RemarkId::from_uuid(self.clock.new_id()),
            employer,
            kind,
            words,
            from_on: self.today(),
            until_on,
            attachment,
            by: Some(by),
        };
        tx.add_remark(&new, now).await?;
        self.follow(tx, employer, (kind, true)).await?;
        Ok(new.id)
    }

    /// Ends a confirmation of the head office or an exemption before its date.
    ///
    /// # Errors
    /// When it ended before, or is of another kind.
    pub async fn withdraw_ruling(
        &self,
        id: RemarkId,
        typed: &str,
        by: OfficerId,
    ) -> Result<(), ServiceError> {
        let words = words(typed)?;
        let tx = self.store.begin().await?;
        let ruling = remark(&tx, id).await?;
        if !matches!(ruling.kind, RemarkKind::HeadOffice | RemarkKind::Exemption) {
            return Err(ServiceError::Missing("Ketetapan itu".to_owned()));
        }
        self.end(tx, &ruling, (by, Some(&words)), None).await
    }

    /// Settles a dispute or an answer. Terms that it stopped go on for as many working days as
    /// were left.
    ///
    /// # Errors
    /// When it was settled before, or is something else.
    pub async fn settle(
        &self,
        id: RemarkId,
        (outcome, typed): (Outcome, &str),
        by: OfficerId,
    ) -> Result<(), ServiceError> {
        let words = words(typed)?;
        let tx = self.store.begin().await?;
        let remark = remark(&tx, id).await?;
        if !remark.kind.is_settled() {
            return Err(ServiceError::Missing(
                "Sanggahan atau jawaban itu".to_owned(),
            ));
        }
        if remark.kind == RemarkKind::Reply && tx.open_answers(remark.employer).await? > 0 {
            return Err(barred(
                "answers-open",
                "Jawaban melalui halaman jawaban belum diputuskan; putuskan di daftar Jawaban, lalu catatan ini selesai sendiri.",
            ));
        }
        self.restart_terms(&tx, &remark).await?;
        self.end(tx, &remark, (by, Some(&words)), Some(outcome))
            .await
    }

    /// Settles a dispute or an answer as a part of somebody's transaction.
    pub(in crate::services) async fn settle_within(
        &self,
        tx: &Tx,
        remark: &Remark,
        (outcome, words): (Outcome, &str),
        by: OfficerId,
    ) -> Result<(), ServiceError> {
        self.restart_terms(tx, remark).await?;
        let ending = (by, Some(words));
        self.end_standing(tx, remark, ending, Some(outcome)).await
    }

    async fn end(
        &self,
        tx: Tx,
        remark: &Remark,
        (by, words): (OfficerId, Option<&str>),
        outcome: Option<Outcome>,
    ) -> Result<(), ServiceError> {
        self.end_standing(&tx, remark, (by, words), outcome).await?;
        let subject = format!("{} {}", remark.employer, remark.id);
        tx.commit(self.entry(Actor::Officer(by), ended(remark.kind), subject))
            .await?;
        if remark.kind != RemarkKind::Note {
            self.recheck().await;
        }
        Ok(())
    }

    async fn end_standing(
        &self,
        tx: &Tx,
        remark: &Remark,
        (by, words): (OfficerId, Option<&str>),
        outcome: Option<Outcome>,
    ) -> Result<(), ServiceError> {
        let now = self.clock.now();
        if !tx.end_remark(remark.id, (by, now), words, outcome).await? {
            return Err(barred(
                "already-ended",
                "Ini sudah diakhiri sebelumnya; muat ulang halamannya.",
            ));
        }
        self.follow(tx, remark.employer, (remark.kind, false)).await
    }

    /// What follows from a ruling that begins or ends.
    pub(in crate::services) async fn follow(
        &self,
        tx: &Tx,
        employer: EmployerId,
        (kind, begins): (RemarkKind, bool),
    ) -> Result<(), ServiceError> {
        tx.touches([employer]);
        match kind {
            RemarkKind::Note => return Ok(()),
            RemarkKind::HeadOffice => tx.set_head_office(employer, begins).await?,
            RemarkKind::Exemption | RemarkKind::Dispute | RemarkKind::Reply if begins => {
                tx.take_back_waiting(employer, self.verification_due())
                    .await?;
            }
            RemarkKind::Exemption | RemarkKind::Dispute | RemarkKind::Reply => {}
        }
        Ok(tx.mark_changed(employer).await?)
    }

    /// Gives the firm the working days again that were left of its terms when it spoke.
    async fn restart_terms(&self, tx: &Tx, remark: &Remark) -> Result<(), ServiceError> {
        let (today, calendar) = (self.today(), &self.calendar());
        for case in tx.cases_of(remark.employer, today).await? {
            let Some(due_on) = case.facts.due_on.filter(|_| case.is_open) else {
                continue;
            };
            let left = calendar.working_days_between(remark.from_on, due_on);
            let left = u32::try_from(left).unwrap_or(0);
            tx.extend_term(case.id, calendar.term(today, left).due)
                .await?;
        }
        Ok(())
    }

    fn end_date(&self, ruling: &NewRuling) -> Result<Option<NaiveDate>, ServiceError> {
        if ruling.kind.is_settled() {
            return Ok(None);
        }
        let today = self.today();
        match ruling.until_on {
            Some(until) if until < today => Err(barred(
                "date-past",
                "Tanggal akhirnya sudah lewat; isi hari ini atau sesudahnya.",
            )),
            Some(until) if until.year() > today.year() + MAX_YEARS => Err(barred(
                "date-far",
                "Tanggal akhirnya lebih dari lima tahun lagi; periksa tahunnya.",
            )),
            Some(until) => Ok(Some(until)),
            None => Err(barred("date-missing", "Isi tanggal akhirnya.")),
        }
    }

    async fn attach_in(
        &self,
        tx: &Tx,
        employer: EmployerId,
        kept: super::files::Kept,
        by: OfficerId,
    ) -> Result<AttachmentId, ServiceError> {
        let file = self.attachment(employer, kept, by);
        tx.add_attachment(&file).await?;
        Ok(file.id)
    }
}

async fn remark(tx: &Tx, id: RemarkId) -> Result<Remark, ServiceError> {
    let found = tx.remark(id).await?;
    found.ok_or_else(|| ServiceError::Missing("Catatan itu".to_owned()))
}
