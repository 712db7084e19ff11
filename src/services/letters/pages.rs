//! From a letter to its page: the text of a version, filled with the letter's values.

use chrono::{DateTime, Datelike, Utc};

use super::{
    ServiceError, Services,
    facts::{CaseLetter, EarlierNotice, LetterFacts},
};
use crate::{
    domain::{
        ids::LetterId,
        letter::{
            Annex, HeadKind, LetterKind, LetterPage, LetterText, Placeholder, Set, Signature,
            TextFault, TextPart, Values, lost,
        },
        words::date_words,
    },
    letters::Emblem,
    services::barred,
    store::{Letter, LetterVersion, Letterhead, RecipientFilter, Tx},
};

/// The longest list of recipients that is printed behind a circular.
const MOST_LISTED: u64 = 1_000;

/// On whose paper a letter is written, and who signs it.
#[derive(Debug, Clone)]
pub(in crate::services) struct LetterOffice {
    /// The paper.
    pub letterhead: Letterhead,
    /// Who signs.
    pub signature: Signature,
}

/// A letter with everything that its page is made of.
#[derive(Debug, Clone)]
pub(in crate::services) struct LetterParts {
    /// The letter.
    pub letter: Letter,
    /// The facts of this version.
    pub facts: LetterFacts,
    /// Its values.
    pub values: Values,
    /// What the version says.
    pub version: LetterVersion,
}

/// A text with its values, none of which such a letter has to say and no longer does.
///
/// # Errors
/// The faults, by field; values that it no longer says are among them.
pub(super) fn set_whole(
    kind: LetterKind,
    text: &LetterText,
    values: &Values,
) -> Result<Set, Vec<(TextPart, TextFault)>> {
    let set = text.set(kind, values)?;
    let lost = lost(kind, &set, values);
    if lost.is_empty() {
        return Ok(set);
    }
    let fault = |what| (TextPart::Body, TextFault::Lost(what));
    Err(lost.into_iter().map(fault).collect())
}

impl LetterParts {
    /// Everything that speaks against a text of this letter.
    ///
    /// # Errors
    /// The faults, by field; values that it no longer says are among them.
    pub(super) fn set(&self, text: &LetterText) -> Result<Set, Vec<(TextPart, TextFault)>> {
        set_whole(self.letter.kind, text, &self.values)
    }
}

impl Services {
    /// A letter as it is printed: its newest version with its values.
    ///
    /// # Errors
    /// [`ServiceError::Missing`] when there is none, [`ServiceError::Barred`] when its text
    /// breaks a rule that came later.
    pub async fn letter_page(&self, id: LetterId) -> Result<LetterPage, ServiceError> {
        let tx = self.store.read().await?;
        let letter = self.known_letter(&tx, id).await?;
        self.page_of(&tx, letter).await
    }

    /// The same in somebody's transaction.
    ///
    /// # Errors
    /// When its text breaks a rule that came later.
    pub(in crate::services) async fn page_of(
        &self,
        tx: &Tx,
        letter: Letter,
    ) -> Result<LetterPage, ServiceError> {
        let parts = self.letter_parts(tx, letter).await?;
        let set = parts.version.text.set(parts.letter.kind, &parts.values);
        let set = set.map_err(|_| {
            barred(
                "letter_text",
                "Naskah surat ini tidak dapat disusun menurut aturan sekarang; perbaiki naskahnya.",
            )
        })?;
        self.page_with(tx, &parts, set).await
    }

    /// What a letter's page is made of.
    ///
    /// # Errors
    /// When what is kept of it can't be read.
    pub(in crate::services) async fn letter_parts(
        &self,
        tx: &Tx,
        letter: Letter,
    ) -> Result<LetterParts, ServiceError> {
        let version = tx.letter_version(letter.id, letter.version).await?;
        let version = version.ok_or_else(|| {
            ServiceError::Missing(format!("Versi {} surat {}", letter.version, letter.id))
        })?;
        let facts = LetterFacts::of(&letter)?;
        Ok(LetterParts {
            values: self.letter_values(&letter, &facts)?,
            facts,
            letter,
            version,
        })
    }

    /// The page of a set text.
    ///
    /// # Errors
    /// When the store fails.
    pub(super) async fn page_with(
        &self,
        tx: &Tx,
        parts: &LetterParts,
        set: Set,
    ) -> Result<LetterPage, ServiceError> {
        let letter = &parts.letter;
        let office = self.office_of(tx, letter).await?;
        let (drafted_on, verified_on, case) = match &parts.facts {
            LetterFacts::Circular(circular) => {
                (circular.drafted_on, circular.legal_verified_on, None)
            }
            LetterFacts::Case(case) => (case.drafted_on, case.legal_verified_on, Some(case)),
        };
        let annex = match case {
            None => self.recipients_annex(tx, letter.id).await?,
            Some(case) => figures_annex(letter.kind, case),
        };
        let (mut head, signature) = (office.letterhead, office.signature);
        head.head.has_emblem = head.emblem_sha256.is_some();
        Ok(LetterPage {
            kind: letter.kind,
            paper: head.paper,
            typeface: head.typeface,
            head: head.head,
            place: head.place,
            date_words: letter.letter_on.map(date_words),
            year: letter.letter_on.unwrap_or(drafted_on).year(),
            number: letter.number.as_ref().map(|number| number.number.clone()),
            blanks: blanks(letter, &signature, &set.missing),
            importance: set.importance,
            enclosure: set.enclosure,
            subject: set.subject,
            addressee: set.addressee,
            destination: set.destination,
            body: set.body,
            signature,
            copies: set.copies,
            draft: letter.state.is_draft(),
            sample: letter.demo,
            code: letter
                .code
                .as_ref()
                .map(ToString::to_string)
                .unwrap_or_default(),
            verify_url: self.verify_url(letter),
            case_code: case.map(|case| case.code.clone()),
            legal_checked_on_words: verified_on.map(date_words),
            annex,
            created_at: made_at(parts),
        })
    }

    /// Whose paper a letter is written on, and who signs it: the one that was chosen, else whoever
    /// holds the office on its day.
    pub(in crate::services) async fn office_of(
        &self,
        tx: &Tx,
        letter: &Letter,
    ) -> Result<LetterOffice, ServiceError> {
        let chosen = match &letter.letterhead {
            Some(code) => tx.letterhead(code).await?,
            None => None,
        };
        let letterhead = match chosen {
            Some(letterhead) => letterhead,
            None => self.letterhead_for(tx, letter.kind).await?,
        };
        let on = letter.letter_on.unwrap_or_else(|| self.today());
        let signatory = if let Some(id) = letter.signatory {
            tx.signatory(id).await?
        } else {
            let all = tx.signatories(&letterhead.code).await?;
            all.into_iter().find(|one| one.says.is_in_office(on))
        };
        let nobody = || {
            let title = match letterhead.head.kind {
                HeadKind::Mayor => letterhead.head.top.clone(),
                HeadKind::Office => format!("Kepala {}", letterhead.name),
            };
            Signature {
                title: vec![format!("{title},")],
                ..Signature::default()
            }
        };
        let signature = signatory.map_or_else(nobody, |one| one.says.signature());
        Ok(LetterOffice {
            letterhead,
            signature,
        })
    }

    /// The emblem of the paper that a letter is written on.
    pub(in crate::services) async fn emblem_of(
        &self,
        tx: &Tx,
        letter: &Letter,
    ) -> Result<Option<Emblem>, ServiceError> {
        let office = self.office_of(tx, letter).await?;
        let Some(sha256) = office.letterhead.emblem_sha256 else {
            return Ok(None);
        };
        let emblem = Emblem::read(self.read_content(&sha256)?);
        // It was drawn when it was put on record; a page without it is better than none.
        Ok(emblem.ok())
    }

    /// Where anybody looks a letter up; `None` where nobody said where the site is.
    fn verify_url(&self, letter: &Letter) -> Option<String> {
        let site = &self.sign_in.site;
        site.host()?;
        let code = letter.code.as_ref()?;
        Some(site.link(&format!("/verify/{code}")))
    }

    /// Whom a letter to many goes to; `None` while nobody is on its list.
    async fn recipients_annex(&self, tx: &Tx, id: LetterId) -> Result<Option<Annex>, ServiceError> {
        let everybody = RecipientFilter::default();
        let count = tx.count_recipients(id, &everybody).await?;
        if count == 0 {
            return Ok(None);
        }
        let mut lines = Vec::new();
        if count <= MOST_LISTED {
            let most = u32::try_from(count).expect("so few fit");
            let found = tx.recipients(id, &everybody, None, most).await?;
            let place = |place: Option<String>| place.unwrap_or_else(|| "-".to_owned());
            lines = found
                .into_iter()
                .map(|line| (line.name, place(line.kelurahan)))
                .collect();
        }
        Ok(Some(Annex::Recipients { lines, count }))
    }
}

/// The counts about one employer; a letter of thanks, and one of an older database, has none.
fn figures_annex(kind: LetterKind, case: &CaseLetter) -> Option<Annex> {
    if kind == LetterKind::Thanks || case.figures.is_empty() && case.earlier.is_empty() {
        return None;
    }
    let mut facts = Vec::new();
    if let Some(nib) = &case.nib {
        facts.push(("NIB".to_owned(), nib.clone()));
    }
    if let Some(address) = &case.address {
        facts.push(("Alamat".to_owned(), address.clone()));
    }
    if let Some(case_type) = &case.case_type {
        facts.push(("Jenis ketidakpatuhan".to_owned(), case_type.clone()));
    }
    Some(Annex::Figures {
        firm: case.firm_name.clone(),
        code: case.code.clone(),
        facts,
        figures: case.figures.clone(),
        history: case.earlier.iter().map(EarlierNotice::line).collect(),
    })
}

/// What has still to be filled in, in words.
fn blanks(letter: &Letter, signature: &Signature, missing: &[Placeholder]) -> Vec<String> {
    let open = [
        (letter.letter_on.is_none(), "tanggal surat"),
        (letter.number.is_none(), "nomor surat"),
        (signature.name.is_none(), "nama penanda tangan"),
    ];
    let open = open.into_iter().filter(|(open, _)| *open);
    open.map(|(_, words)| words)
        .chain(missing.iter().map(|what| what.words()))
        .map(str::to_owned)
        .collect()
}

/// The newest thing that shows on the page.
fn made_at(parts: &LetterParts) -> DateTime<Utc> {
    let approved = parts.letter.approved.map(|(_, at)| at);
    approved.map_or(parts.version.at, |at| at.max(parts.version.at))
}
