//! Numbers: an approved letter gets its number, its day and the person who signs it.

use chrono::{Datelike, NaiveDate};

use super::offices::known;
use crate::{
    domain::{
        ids::{LetterId, OfficerId, SignatoryId},
        letter::typed_number,
        words::date_words,
    },
    services::{ServiceError, Services, barred},
    store::{Letter, LetterDeed, LetterNumber, Letterhead, SignatoryRow, StoreError, Tx},
};

/// What somebody chose for a letter.
#[derive(Debug, Clone)]
pub struct Numbering {
    /// The letter's day.
    pub on: NaiveDate,
    /// Who signs.
    pub signatory: SignatoryId,
    /// The number from the city's own system; empty: the next of the office's series, or the one
    /// that the letter has already.
    pub typed: String,
}

/// What can be chosen for a letter now.
#[derive(Debug, Clone)]
pub struct NumberChoice {
    /// Whose paper it is written on.
    pub letterhead: Letterhead,
    /// Everybody who signs its letters, the newest first.
    pub signatories: Vec<SignatoryRow>,
    /// The number that it would get today; `None` where it is typed.
    pub next_number: Option<String>,
}

impl Services {
    /// What can be chosen for a letter's number.
    ///
    /// # Errors
    /// When there is no such letter, or no letterhead for it.
    pub async fn number_choice(&self, letter: &Letter) -> Result<NumberChoice, ServiceError> {
        let tx = self.store.read().await?;
        let letterhead = self.head_of(&tx, letter).await?;
        let today = self.today();
        let next_number = match &letterhead.pattern {
            Some(pattern) => {
                let last = tx.last_number(&letterhead.code, today.year()).await?;
                Some(pattern.number(last.saturating_add(1), today))
            }
            None => None,
        };
        Ok(NumberChoice {
            signatories: tx.signatories(&letterhead.code).await?,
            next_number,
            letterhead,
        })
    }

    /// Whether that day is one on which offices work; a letter of another one is unusual.
    #[must_use]
    pub fn is_office_day(&self, on: NaiveDate) -> bool {
        self.calendar().is_working_day(on)
    }

    /// The letterhead that a letter carries: the one chosen for it, or the one of its kind.
    pub(in crate::services) async fn head_of(
        &self,
        tx: &Tx,
        letter: &Letter,
    ) -> Result<Letterhead, ServiceError> {
        match &letter.letterhead {
            Some(code) => known(tx, code).await,
            None => self.letterhead_for(tx, letter.kind).await,
        }
    }

    /// Puts a draft on another letterhead.
    ///
    /// # Errors
    /// [`ServiceError::Barred`] when it is no draft any more, or has a number of the other one.
    pub async fn choose_letterhead(
        &self,
        (id, seen): (LetterId, i32),
        code: &str,
        by: OfficerId,
    ) -> Result<(), ServiceError> {
        let tx = self.store.begin().await?;
        let letter = self.seen_letter(&tx, (id, seen)).await?;
        let head = known(&tx, code).await?;
        if head.retired_at.is_some() {
            return Err(barred(
                "head-retired",
                "Kop surat itu tidak dipakai lagi; pilih yang lain.",
            ));
        }
        if letter.number.is_some() || !tx.put_letterhead(&letter, code).await? {
            return Err(barred(
                "head-fixed",
                "Kop surat hanya dapat diganti selama surat masih konsep dan belum bernomor.",
            ));
        }
        self.save_move(tx, (&letter, "letter.letterhead"), by).await
    }

    /// Numbers and dates an approved letter, in one transaction: a number is given once, and none
    /// is left out. A letter that has one from before keeps it.
    ///
    /// # Errors
    /// [`ServiceError::Barred`] when the day, the signatory or the number can't be accepted.
    pub async fn number_letter(
        &self,
        (id, seen): (LetterId, i32),
        new: &Numbering,
        by: OfficerId,
    ) -> Result<LetterNumber, ServiceError> {
        let tx = self.store.begin().await?;
        let letter = self.seen_letter(&tx, (id, seen)).await?;
        let head = self.head_of(&tx, &letter).await?;
        self.check_letter_day(&letter, new.on)?;
        let signatory = tx.signatory(new.signatory).await?;
        let signatory = signatory.filter(|row| row.letterhead == head.code);
        if !signatory.is_some_and(|row| row.says.is_in_office(new.on)) {
            return Err(barred(
                "number-signatory",
                "Penanda tangan itu tidak menjabat pada tanggal surat; pilih yang menjabat.",
            ));
        }
        let number = self.number_for(&tx, (&letter, &head), new).await?;
        let addressee = self.addressee_of(&tx, &letter).await?;
        let deed = LetterDeed::Number {
            number: &number,
            on: new.on,
            letterhead: &head.code,
            signatory: new.signatory,
            addressee: &addressee,
        };
        let words = format!("{}, {}", number.number, date_words(new.on));
        let made = self
            .make_move(&tx, &letter, &deed, (Some(by), &words))
            .await;
        match made {
            Err(ServiceError::Store(StoreError::Twice(_))) => return Err(NUMBER_TAKEN),
            other => other?,
        }
        self.save_move(tx, (&letter, "letter.number"), by).await?;
        Ok(number)
    }

    fn check_letter_day(&self, letter: &Letter, on: NaiveDate) -> Result<(), ServiceError> {
        if on > self.today() {
            return Err(barred(
                "number-ahead",
                "Tanggal surat belum tiba; isi paling lambat hari ini.",
            ));
        }
        let approved = letter.approved.map(|(_, at)| self.local(at).date_naive());
        if approved.is_some_and(|first| on < first) {
            return Err(barred(
                "number-before",
                "Tanggal surat lebih awal daripada persetujuannya; isi sejak hari persetujuan.",
            ));
        }
        Ok(())
    }

    async fn number_for(
        &self,
        tx: &Tx,
        (letter, head): (&Letter, &Letterhead),
        new: &Numbering,
    ) -> Result<LetterNumber, ServiceError> {
        let year = new.on.year();
        if let Some(own) = &letter.number {
            if own.year != year {
                return Err(barred(
                    "number-year",
                    "Surat ini sudah bernomor; tanggalnya harus dalam tahun nomor itu.",
                ));
            }
            return Ok(own.clone());
        }
        if !new.typed.trim().is_empty() {
            let number = typed_number(&new.typed).ok_or_else(|| {
                barred("number-typed", "Nomor paling banyak 80 huruf, satu baris.")
            })?;
            // Whoever takes the next of the series waits, and then sees this one.
            tx.move_series((&head.code, year), 0).await?;
            if tx.numbered(&head.code, year, &number).await?.is_some() {
                return Err(NUMBER_TAKEN);
            }
            return Ok(LetterNumber {
                number,
                year,
                seq: None,
            });
        }
        let Some(pattern) = &head.pattern else {
            return Err(barred(
                "number-missing",
                "Isi nomor dari agenda atau SRIKANDI; kop surat ini tidak memakai pola nomor.",
            ));
        };
        loop {
            let seq = tx.move_series((&head.code, year), 1).await?;
            let number = pattern.number(seq, new.on);
            // Somebody may have typed it.
            if tx.numbered(&head.code, year, &number).await?.is_none() {
                return Ok(LetterNumber {
                    number,
                    year,
                    seq: i32::try_from(seq).ok(),
                });
            }
        }
    }

    /// Which letter of a letterhead and year has a number.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn who_has_number(
        &self,
        letter: &Letter,
        new: &Numbering,
    ) -> Result<Option<i32>, ServiceError> {
        let tx = self.store.read().await?;
        let head = self.head_of(&tx, letter).await?;
        let number = typed_number(&new.typed).unwrap_or_default();
        Ok(tx.numbered(&head.code, new.on.year(), &number).await?)
    }

    /// Whom a letter is addressed to, as the public look-up names them.
    async fn addressee_of(&self, tx: &Tx, letter: &Letter) -> Result<String, ServiceError> {
        if letter.kind.is_to_bpjs() {
            return Ok("BPJS Kesehatan".to_owned());
        }
        let name = match letter.employer {
            Some(id) => tx.employer_name(id).await?,
            None => None,
        };
        Ok(name.unwrap_or_else(|| "Pimpinan badan usaha dalam daftar penerima".to_owned()))
    }
}

const NUMBER_TAKEN: ServiceError = barred(
    "number-taken",
    "Nomor itu sudah dipakai surat lain dengan kop dan tahun yang sama.",
);
