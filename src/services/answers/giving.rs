//! A firm answers.

use chrono::Datelike;
use uuid::Uuid;

use super::{ReplyError, SealedFile, mails::About};
use crate::{
    domain::{
        answer::{AnswerDeed, LinkToken, MOST_WORDS, ReceiptNo, Said},
        identifiers::nik,
        ids::{AnswerId, OfficerId},
        receipt::How,
    },
    services::{ServiceError, Services, barred, written::written},
    store::{Actor, Answer, AnswerWorker, NewAnswer},
};

/// Answers that one link brings in a day at most.
const MOST_A_DAY: usize = 10;

/// What a firm sends.
#[derive(Debug, Clone)]
pub struct NewReply {
    /// What it says; its faults were looked at before.
    pub said: Said,
    /// Of the form that brought it: pressed twice it is one answer.
    pub form: Uuid,
    /// What comes with it.
    pub with: Enclosed,
}

/// What comes with an answer.
#[derive(Debug, Clone, Default)]
pub struct Enclosed {
    /// Files, by [`Services::keep_answer_files`].
    pub files: Vec<SealedFile>,
    /// The workers of a roster, by [`Services::read_answer_roster`].
    pub workers: Vec<AnswerWorker>,
}

/// What the firm gets for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Given {
    /// Which answer.
    pub id: AnswerId,
    /// Its receipt number.
    pub number: ReceiptNo,
}

impl Services {
    /// Takes a firm's answer: it gets a receipt number, the clock stops, and officers are told of
    /// it by their list. The same form twice is one answer.
    ///
    /// # Errors
    /// [`ReplyError::Over`] where the link opens nothing any more; [`ServiceError::Barred`] where
    /// nothing is left to answer, the answer can't be taken as it is, or too many came today.
    pub async fn give_answer(
        &self,
        token: &LinkToken,
        reply: NewReply,
    ) -> Result<Given, ReplyError> {
        let files = reply.with.files.clone();
        let given = self.take_answer(token, reply).await;
        // Of the same form sent twice the first one's files stay.
        if !matches!(given, Ok((_, true))) {
            self.drop_answer_files(&files);
        }
        given.map(|(given, _)| given)
    }

    /// Takes it; answers whether it is a new one.
    async fn take_answer(
        &self,
        token: &LinkToken,
        reply: NewReply,
    ) -> Result<(Given, bool), ReplyError> {
        check_words(&reply.said, self.today())?;
        check_workers(&reply)?;
        if let Said::WrongAddress { address, .. } = &reply.said {
            self.check_domain(address).await?;
        }
        let tx = self.store.begin().await?;
        tx.alone().await?;
        let link = self.working_link(&tx, token).await?;
        let before = tx.answers_by(link.id).await?;
        if self.told_cases(&tx, &link).await?.is_empty() {
            return Err(nothing_left().into());
        }
        let today = self.today();
        let is_of_today = |one: &&Answer| self.local(one.given_at).date_naive() == today;
        let of_today: Vec<&Answer> = before.iter().filter(is_of_today).collect();
        let full = of_today.len() >= MOST_A_DAY;
        let (id, now) = (AnswerId::from_uuid(self.clock.new_id()), self.clock.now());
        let new = NewAnswer {
            id,
            link: link.id,
            case: link.case,
            employer: link.employer,
            said: reply.said,
            form: reply.form,
        };
        let number = match tx.add_answer(&new, (today.year(), now)).await? {
            Ok(_) if full => return Err(too_many().into()),
            Ok(number) => number,
            Err(same) => {
                // Nothing is committed: it is all on record already.
                let given = before.iter().find(|answer| answer.id == same);
                let number = given.map(|answer| answer.number);
                let number = number.ok_or(ReplyError::Unknown)?;
                return Ok((Given { id: same, number }, false));
            }
        };
        self.put_answer_files(&tx, id, &reply.with.files).await?;
        tx.put_answer_workers(id, &reply.with.workers).await?;
        self.ask_new_address(&tx, (&new, &of_today)).await?;
        let words = format!(
            "Jawaban {number} melalui halaman jawaban: {}",
            told(&new.said)
        );
        self.prove_by_page(&tx, &link, (How::Answer, &words))
            .await?;
        self.attach_answer(&tx, link.employer, (words, None))
            .await?;
        self.prove_reader(&tx, (&link, token), &new.said).await?;
        for case in &tx.cases_by_id(&[link.case], today).await? {
            let kind = new.said.kind();
            let about = About { case, kind, number };
            self.mail_receipt(&tx, about).await?;
        }
        tx.touches([link.employer]);
        let subject = format!("{} {id} {}", link.employer, new.said.kind().code());
        tx.commit(self.entry(Actor::Visitor, "reply.give", subject))
            .await?;
        self.recheck().await;
        Ok((Given { id, number }, true))
    }

    /// The firm adds something to an answer that nobody has decided, or says what it was asked.
    ///
    /// # Errors
    /// As [`Services::give_answer`]; also when the answer was decided meanwhile.
    pub async fn add_to_answer(
        &self,
        token: &LinkToken,
        (id, typed, form): (AnswerId, &str, Uuid),
        files: Vec<SealedFile>,
    ) -> Result<(), ReplyError> {
        let added = self.take_addition(token, (id, typed, form), &files).await;
        if !matches!(added, Ok(true)) {
            self.drop_answer_files(&files);
        }
        added.map(|_| ())
    }

    /// Takes what is added; answers whether it is new.
    async fn take_addition(
        &self,
        token: &LinkToken,
        (id, typed, form): (AnswerId, &str, Uuid),
        files: &[SealedFile],
    ) -> Result<bool, ReplyError> {
        let refusal = (
            "reply-words",
            "Tulis keterangannya, paling banyak 2.000 huruf.",
        );
        let words = written(typed, MOST_WORDS, refusal)?;
        let tx = self.store.begin().await?;
        let link = self.working_link(&tx, token).await?;
        let answer = self.own_answer(&tx, &link, id).await?;
        let by: Option<OfficerId> = None;
        let deed = (AnswerDeed::Reply, words.as_str());
        if !answer.state.is_open() {
            return Err(barred(
                "answer-decided",
                "Jawaban ini sudah diputuskan; sampaikan jawaban baru bila masih ada yang perlu disampaikan.",
            )
            .into());
        }
        if !tx
            .move_answer(&answer, deed, (by, Some(form)), self.clock.now())
            .await?
        {
            // The same form came before, or an officer was quicker: the page says which.
            return Ok(false);
        }
        self.put_answer_files(&tx, id, files).await?;
        tx.touches([link.employer]);
        let subject = format!("{} {id}", link.employer);
        tx.commit(self.entry(Actor::Visitor, "reply.add", subject))
            .await?;
        Ok(true)
    }
}

/// What the answer says in one line, for the firm's record; no figures of persons.
fn told(said: &Said) -> String {
    let what = match said {
        Said::Registered { bpjs_code, .. } => bpjs_code.as_deref().map_or_else(
            || "menyatakan telah mendaftarkan pekerjanya".to_owned(),
            |code| format!("menyatakan telah mendaftarkan pekerjanya, kode BPJS {code}"),
        ),
        Said::NumberDiffers { workers, .. } => {
            format!("menyatakan jumlah pekerja penerima upahnya {workers}")
        }
        Said::Roster { counts, as_of, .. } => {
            format!("mengirim daftar {} pekerja per {as_of}", counts.rows)
        }
        Said::HeadOffice {
            name,
            city,
            bpjs_code,
            ..
        } => format!(
            "menyatakan terdaftar melalui kantor pusat {name}, {city}, kode BPJS {bpjs_code}"
        ),
        Said::Closed {
            without_workers: true,
            since,
            ..
        } => format!("menyatakan tidak lagi memiliki pekerja penerima upah sejak {since}"),
        Said::Closed { since, .. } => format!("menyatakan telah tutup sejak {since}"),
        Said::Promise { by, .. } => {
            format!("menyatakan akan memenuhi kewajiban paling lambat {by}")
        }
        Said::WrongAddress { address, .. } => {
            format!("menyatakan alamat pos-el yang benar adalah {address}")
        }
    };
    match said.words().trim() {
        "" => format!("{what}."),
        words => format!("{what}.\n\n{words}"),
    }
}

/// Refuses what an answer must not hold.
fn check_words(said: &Said, today: chrono::NaiveDate) -> Result<(), ServiceError> {
    if !said.faults(today).is_empty() {
        return Err(barred(
            "answer-faults",
            "Ada isian yang belum benar; perbaiki lalu kirim lagi.",
        ));
    }
    if nik::occurs_in(&told(said)) {
        return Err(barred(
            "words-nik",
            "Tulisan ini memuat angka yang tampak seperti NIK; hapus angka itu, lalu kirim lagi.",
        ));
    }
    Ok(())
}

/// A list of workers comes with workers, and nothing else does.
const fn check_workers(reply: &NewReply) -> Result<(), ServiceError> {
    let is_roster = matches!(reply.said, Said::Roster { .. });
    if is_roster == reply.with.workers.is_empty() {
        return Err(barred(
            "roster-empty",
            "Tidak ada pekerja yang terbaca dalam daftar ini; periksa kolom NIK-nya, lalu kirim lagi.",
        ));
    }
    Ok(())
}

const fn nothing_left() -> ServiceError {
    barred(
        "nothing-to-answer",
        "Tidak ada lagi yang perlu dijawab: kasusnya sudah ditutup.",
    )
}

const fn too_many() -> ServiceError {
    barred(
        "answers-today",
        "Sudah sepuluh jawaban hari ini melalui tautan ini; lanjutkan besok atau hubungi kantor kami.",
    )
}
