//! Agreeing to a letter: by another person than those who wrote it and handed it on.

use super::{CaseLetter, ServiceError, Services, facts::LetterFacts, pages::LetterParts};
use crate::{
    domain::{
        ids::{LetterId, OfficerId},
        letter::{LetterKind, LetterPage, LetterState, Placeholder},
    },
    letters::{LetterFlaw, OwnCase, check_letter},
    services::barred,
    store::{LetterDeed, Tx},
};

/// What stands in the way of a letter's approval.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unfit {
    /// Its text breaks a rule.
    Text,
    /// It asks for values that are not known.
    Missing(Vec<Placeholder>),
    /// The case that it is about is over, or began anew.
    CaseOver,
    /// The data of the case are older than 30 days.
    Stale,
    /// Whoever would approve handed it on.
    OwnSubmission,
    /// Whoever would approve wrote this version.
    OwnText,
    /// A machine that looked at the set pages found something out of place.
    Page(Vec<LetterFlaw>),
}

impl Unfit {
    /// Name for messages: `refusal-<code>`.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Text => "letter_text",
            Self::Missing(_) => "letter_missing",
            Self::CaseOver => "letter_case_over",
            Self::Stale => "letter_stale",
            Self::OwnSubmission => "letter_own_submission",
            Self::OwnText => "letter_own_text",
            Self::Page(_) => "letter_page",
        }
    }

    const fn refusal(&self) -> ServiceError {
        let words = match self {
            Self::Text => {
                "Naskah surat ini tidak dapat disusun menurut aturan sekarang; perbaiki naskahnya."
            }
            Self::Missing(_) => {
                "Masih ada isian surat yang belum diketahui; lengkapi naskahnya lebih dahulu."
            }
            Self::CaseOver => {
                "Kasusnya sudah ditutup atau dimulai ulang, sehingga surat ini tidak lagi berlaku; \
                 batalkan suratnya."
            }
            Self::Stale => {
                "Data kasus ini lebih tua dari 30 hari; impor data terbaru, periksa, lalu \
                 mutakhirkan isi suratnya."
            }
            Self::OwnSubmission => "Surat disetujui oleh orang lain daripada yang mengajukannya.",
            Self::OwnText => "Surat disetujui oleh orang lain daripada yang menulis versinya.",
            Self::Page(_) => {
                "Pemeriksaan halaman menemukan bagian yang tidak pada tempatnya; perbaiki naskahnya."
            }
        };
        barred(self.code(), words)
    }
}

impl Services {
    /// Agrees to exactly the version that was looked at.
    ///
    /// # Errors
    /// [`ServiceError::Barred`] when something stands in the way, when somebody saved another
    /// version, or when it stands elsewhere by now: of two who press at once, one wins.
    pub async fn approve_letter(
        &self,
        (id, seen): (LetterId, i32),
        words: &str,
        by: OfficerId,
    ) -> Result<(), ServiceError> {
        // The pages are those of the version that was looked at, or the next lines refuse.
        let flaws = self.page_flaws(id).await?;
        let tx = self.store.begin().await?;
        let letter = self.seen_letter(&tx, (id, seen)).await?;
        if letter.state == LetterState::InReview {
            let parts = self.letter_parts(&tx, letter.clone()).await?;
            if let Some(unfit) = self.unfit(&tx, &parts, by).await?.first() {
                return Err(unfit.refusal());
            }
            if !flaws.is_empty() {
                return Err(Unfit::Page(flaws).refusal());
            }
        }
        self.make_move(&tx, &letter, &LetterDeed::Approve, (Some(by), words.trim()))
            .await?;
        self.save_move(tx, (&letter, "letter.approve"), by).await
    }

    /// Everything that stands in the way of one person's approval of a letter.
    ///
    /// # Errors
    /// [`ServiceError::Missing`] when there is no such letter.
    pub async fn letter_obstacles(
        &self,
        id: LetterId,
        by: OfficerId,
    ) -> Result<Vec<Unfit>, ServiceError> {
        let tx = self.store.read().await?;
        let letter = self.known_letter(&tx, id).await?;
        let parts = self.letter_parts(&tx, letter).await?;
        let mut found = self.unfit(&tx, &parts, by).await?;
        drop(tx);
        let flaws = self.page_flaws(id).await?;
        found.extend((!flaws.is_empty()).then_some(Unfit::Page(flaws)));
        Ok(found)
    }

    /// What a machine finds out of place on the pages of a letter in review; nothing where its
    /// text can't be set.
    async fn page_flaws(&self, id: LetterId) -> Result<Vec<LetterFlaw>, ServiceError> {
        let tx = self.store.read().await?;
        let letter = self.known_letter(&tx, id).await?;
        if letter.state != LetterState::InReview {
            return Ok(Vec::new());
        }
        let emblem = self.emblem_of(&tx, &letter).await?;
        let parts = self.letter_parts(&tx, letter).await?;
        let Ok(set) = parts.set(&parts.version.text) else {
            return Ok(Vec::new());
        };
        let page = self.page_with(&tx, &parts, set).await?;
        drop(tx);
        let case = match &parts.facts {
            LetterFacts::Circular(_) => None,
            LetterFacts::Case(case) => Some(own_case(case, &page)),
        };
        let looked = tokio::task::spawn_blocking(move || {
            check_letter(&page, emblem.as_ref(), case.as_ref())
        });
        Ok(looked.await.expect("the press does not panic")?)
    }

    async fn unfit(
        &self,
        tx: &Tx,
        parts: &LetterParts,
        by: OfficerId,
    ) -> Result<Vec<Unfit>, ServiceError> {
        let letter = &parts.letter;
        let mut found = Vec::new();
        if letter.submitted_by == Some(by) {
            found.push(Unfit::OwnSubmission);
        }
        if parts.version.by.as_ref().is_some_and(|(who, _)| *who == by) {
            found.push(Unfit::OwnText);
        }
        match parts.set(&parts.version.text) {
            Err(_) => found.push(Unfit::Text),
            Ok(set) if set.missing.is_empty() => {}
            Ok(set) => found.push(Unfit::Missing(set.missing)),
        }
        let firm = matches!(parts.facts, LetterFacts::Case(_));
        if let Some((case, round)) = letter.case.filter(|_| firm) {
            if letter.kind == LetterKind::Thanks {
                let met = self.thanked_case(tx, (case, round)).await?;
                // Who fell back is not thanked.
                found.extend(met.is_none().then_some(Unfit::CaseOver));
                return Ok(found);
            }
            let cases = tx.cases_by_id(&[case], self.today()).await?;
            let open = cases
                .iter()
                .find(|case| case.is_open && case.round == round);
            match open {
                None => found.push(Unfit::CaseOver),
                Some(case) if !case.facts.has_fresh_evidence(self.today()) => {
                    found.push(Unfit::Stale);
                }
                Some(_) => {}
            }
        }
        Ok(found)
    }
}

/// What is on record about a letter's case, as its pages have to say it.
fn own_case(case: &CaseLetter, page: &LetterPage) -> OwnCase {
    let figures = case.figures.iter().filter(|_| page.annex.is_some());
    OwnCase {
        firm: case.firm_name.clone(),
        code: case.code.clone(),
        statement: case.statement.clone(),
        figures: figures
            .map(|figure| (figure.what.clone(), figure.value.clone()))
            .collect(),
    }
}
