//! A signed letter leaves: by e-mail with the signed copy, or by courier, post or hand.

use chrono::{NaiveDate, SubsecRound};

use crate::{
    domain::{
        appeal::appeal_words_in,
        ids::{CaseId, LetterId, MailId, OfficerId},
        letter::{LetterKind, LetterState},
        tongue::Tongue,
        verdict::Verdict,
        words::{date_words, terbilang},
    },
    mail::{LetterEnclosed, LetterToBpjs, Rendered},
    services::{Question, ServiceError, Services, barred, receipts::checked},
    store::{CaseRow, Letter, LetterDeed, Queued, Setting, TO_BPJS, Tx},
};

/// Bytes of the largest file that goes by e-mail: as it is written there, a third is added, and
/// many servers take no more than ten million.
pub const MOST_MAILED: i64 = 7_000_000;

/// How a letter leaves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Way {
    /// By e-mail to the firm's address, with the signed copy.
    Mail,
    /// `courier`, `post` or `hand`: the day, and who took it.
    Paper {
        /// The way's name.
        how: &'static str,
        /// The day.
        on: NaiveDate,
        /// Who took it to whom.
        words: String,
    },
}

impl Way {
    /// Names of the ways on paper.
    pub const PAPER: [&'static str; 3] = ["courier", "post", "hand"];
}

impl Services {
    /// Sends a signed letter. A letter of a case is sent only while the case stands at its step,
    /// its evidence is fresh and nobody waits for an officer's answer.
    ///
    /// # Errors
    /// [`ServiceError::Barred`] with what stands in the way; `letter-complied` where the firm
    /// complied meanwhile and the letter is to be cancelled.
    pub async fn send_letter(
        &self,
        (id, seen): (LetterId, i32),
        way: &Way,
        by: OfficerId,
    ) -> Result<(), ServiceError> {
        let tx = self.store.begin().await?;
        tx.alone().await?;
        let letter = self.seen_letter(&tx, (id, seen)).await?;
        if letter.state != LetterState::Signed {
            return Err(barred(
                "letter-unsigned",
                "Surat dikirim setelah salinan bertanda tangannya tercatat.",
            ));
        }
        let case = self.sendable_case(&tx, &letter).await?;
        let (how, mail, words) = match way {
            Way::Mail => {
                let mail = self.queue_letter(&tx, &letter, case.as_ref()).await?;
                ("mail", Some(mail), String::new())
            }
            Way::Paper { how, on, words } => {
                let words = checked(words)?;
                self.check_day(*on, letter.letter_on)?;
                (*how, None, format!("{}: {words}", date_words(*on)))
            }
        };
        let deed = LetterDeed::Send { how, mail };
        self.make_move(&tx, &letter, &deed, (Some(by), &words))
            .await?;
        if let Some(mail) = mail {
            tx.put_step_mail(&letter, mail).await?;
        }
        self.save_move(tx, (&letter, "letter.send"), by).await
    }

    /// The case of a letter, where it is about one and nothing stands in the way.
    async fn sendable_case(
        &self,
        tx: &Tx,
        letter: &Letter,
    ) -> Result<Option<CaseRow>, ServiceError> {
        let Some((id, round)) = letter.case else {
            return Ok(None);
        };
        if letter.kind == LetterKind::Thanks {
            let case = self.thanked_case(tx, (id, round)).await?;
            return Ok(Some(case.ok_or(FELL_BACK)?));
        }
        let found = tx.cases_by_id(&[id], self.today()).await?;
        let found = found.into_iter().next().filter(|case| case.round == round);
        let Some(case) = found.filter(|case| case.is_open) else {
            return Err(barred(
                "letter-complied",
                "Kasusnya sudah ditutup: badan usaha ini telah patuh atau alasannya gugur. Batalkan surat ini.",
            ));
        };
        if letter.kind.step() != Some(case.facts.stage) {
            return Err(barred(
                "letter-step",
                "Kasusnya sudah berada pada langkah lain; batalkan surat ini.",
            ));
        }
        self.unhindered(&case)?;
        Ok(Some(case))
    }

    /// Whether nothing that the firm or an officer said, and no old data, stand in the way of a
    /// letter about a case.
    pub(super) fn unhindered(&self, case: &CaseRow) -> Result<(), ServiceError> {
        let (facts, today) = (&case.facts, self.today());
        if facts.disputed_on.is_some() || facts.replied_on.is_some() {
            return Err(barred(
                "letter-answer-open",
                "Ada jawaban atau sanggahan badan usaha yang belum ditindaklanjuti; selesaikan dahulu.",
            ));
        }
        let still = |until: Option<NaiveDate>| until.is_some_and(|day| day >= today);
        if still(facts.held_until) || still(facts.exempt_until) {
            return Err(barred(
                "letter-held",
                "Badan usaha ini sedang ditahan atau dikecualikan; surat tidak dikirim sampai berakhir.",
            ));
        }
        if !facts.is_current || !facts.has_fresh_evidence(today) {
            return Err(barred(
                "letter-evidence",
                "Bukti kasus ini lebih dari 30 hari atau belum diperiksa ulang; impor data terbaru dahulu.",
            ));
        }
        Ok(())
    }

    /// The case that a letter thanks for, where the firm still meets its duty.
    pub(super) async fn thanked_case(
        &self,
        tx: &Tx,
        (id, round): (CaseId, i32),
    ) -> Result<Option<CaseRow>, ServiceError> {
        let found = tx.cases_by_id(&[id], self.today()).await?;
        let found = found.into_iter().next().filter(|case| case.round == round);
        let met = |case: &CaseRow| !case.is_open && case.facts.verdict == Verdict::Compliant;
        Ok(found.filter(met))
    }

    /// Records that a letter was received that belongs to no step of a case.
    ///
    /// # Errors
    /// [`ServiceError::Barred`] when it has not left, its receipt is recorded elsewhere, or the
    /// day or the words can't be accepted.
    pub async fn receive_letter(
        &self,
        (id, seen): (LetterId, i32),
        (on, words): (NaiveDate, &str),
        by: OfficerId,
    ) -> Result<(), ServiceError> {
        let words = checked(words)?;
        let tx = self.store.begin().await?;
        let letter = self.seen_letter(&tx, (id, seen)).await?;
        if letter.kind != LetterKind::Thanks {
            return Err(barred(
                "letter-receipt-elsewhere",
                "Penerimaan surat ini dicatat pada kasusnya atau pada daftar penerimanya.",
            ));
        }
        self.check_day(on, letter.letter_on)?;
        let deed = LetterDeed::Receive { on };
        let words = format!("{}: {words}", date_words(on));
        self.make_move(&tx, &letter, &deed, (Some(by), &words))
            .await?;
        self.save_move(tx, (&letter, "letter.receive"), by).await
    }

    /// Puts the mail that carries the signed copy into the outbox; one mail a firm a day.
    async fn queue_letter(
        &self,
        tx: &Tx,
        letter: &Letter,
        case: Option<&CaseRow>,
    ) -> Result<MailId, ServiceError> {
        let to_bpjs = letter.kind.is_to_bpjs();
        let mailable = case.filter(|_| to_bpjs || letter.kind.is_notice());
        let Some(case) = mailable else {
            return Err(barred(
                "letter-by-paper",
                "Surat ini dikirim melalui kurir, pos, atau diserahkan langsung.",
            ));
        };
        let address = if to_bpjs {
            self.city.bpjs_email.as_deref().ok_or(NO_BPJS)?
        } else {
            case.address().ok_or(NO_ADDRESS)?
        };
        let signed = letter.signed.as_ref();
        if signed.is_none_or(|signed| signed.bytes > MOST_MAILED) {
            return Err(barred(
                "letter-large",
                "Berkas bertanda tangan lebih dari 7 MB, terlalu besar untuk pos-el; kirim melalui kurir.",
            ));
        }
        let now = self.clock.now().trunc_subsecs(0);
        let mailed = tx.mailed_since(self.start_of(self.today())).await?;
        if !to_bpjs && mailed.contains(&case.employer) {
            return Err(barred(
                "letter-mailed-today",
                "Badan usaha ini sudah dikirimi pos-el hari ini; kirim besok atau melalui kurir.",
            ));
        }
        let demo = tx.setting(Setting::Demo).await?.is_some();
        let (kind, language, question) = if to_bpjs {
            let none = Question::none(MailId::from_uuid(self.clock.new_id()));
            (TO_BPJS, Tongue::Indonesian, none)
        } else {
            let question = self.question(tx, (case.employer, address), demo).await?;
            ("letter", case.language, question)
        };
        let wording = self.wording_with(tx, (letter, case), &question).await?;
        let mail = Queued {
            id: question.mail,
            employer: case.employer,
            kind,
            reference: case.code.clone(),
            recipient: address.to_owned(),
            reply_to: Some(self.city.reply_to(&case.code)),
            subject: wording.subject,
            body_text: wording.text,
            body_html: wording.html,
            language,
            demo,
            firing: None,
            letter: Some(letter.id),
        };
        question.queue(tx, &mail, now).await?;
        Ok(mail.id)
    }

    /// What the mail says that carries a letter.
    async fn wording_with(
        &self,
        tx: &Tx,
        (letter, case): (&Letter, &CaseRow),
        question: &Question,
    ) -> Result<Rendered, ServiceError> {
        Ok(if letter.kind.is_to_bpjs() {
            let wording = self.for_bpjs(letter, case);
            self.templates.render(&wording, Tongue::Indonesian)?
        } else {
            let wording = self.enclosing(tx, (letter, case), question).await?;
            self.templates.render(&wording, case.language)?
        })
    }

    /// What comes with a letter to BPJS Kesehatan.
    fn for_bpjs(&self, letter: &Letter, case: &CaseRow) -> LetterToBpjs {
        let number = letter.number.as_ref().map(|one| one.number.clone());
        let on = letter.letter_on.map(|on| Tongue::Indonesian.day(on));
        LetterToBpjs {
            firm_name: LetterToBpjs::ADDRESSEE.to_owned(),
            about_firm: case.employer_name.clone(),
            case_codes: vec![case.code.clone()],
            letter_title: letter.kind.words().to_owned(),
            letter_number: number.unwrap_or_default(),
            letter_on_words: on.unwrap_or_default(),
            sender: self.sender(None),
            sample: letter.demo,
        }
    }

    async fn enclosing(
        &self,
        tx: &Tx,
        (letter, case): (&Letter, &CaseRow),
        question: &Question,
    ) -> Result<LetterEnclosed, ServiceError> {
        let page = self.answer_url(tx, case, letter.demo).await?;
        let ladders = tx.ladders().await?;
        let days = ladders.of(case)?.term_days(case.facts.stage).unwrap_or(0);
        let tongue = case.language;
        let number = letter.number.as_ref().map(|one| one.number.clone());
        Ok(LetterEnclosed {
            firm_name: case.employer_name.clone(),
            case_codes: vec![case.code.clone()],
            letter_title: letter.kind.words().to_owned(),
            letter_number: number.unwrap_or_default(),
            letter_on_words: letter
                .letter_on
                .map(|on| tongue.day(on))
                .unwrap_or_default(),
            actions: vec![
                appeal_words_in(tongue, case.facts.case_type, &case.said)
                    .action
                    .to_owned(),
            ],
            working_days: days,
            working_days_words: terbilang(days.into()),
            due_on_words: None,
            due_time_words: self.closing_time(),
            sender: question.asked_by(self.sender(page)),
            sample: letter.demo,
        })
    }
}

const NO_ADDRESS: ServiceError = barred(
    "letter-no-address",
    "Alamat pos-el badan usaha ini tidak ada atau tidak dapat dipakai; kirim melalui kurir.",
);

const NO_BPJS: ServiceError = barred(
    "letter-no-bpjs",
    "Alamat pos-el BPJS Kesehatan belum diatur (office.bpjs_email); kirim melalui kurir.",
);

const FELL_BACK: ServiceError = barred(
    "thanks-over",
    "Badan usaha ini tidak lagi dinyatakan patuh atau kasusnya dibuka kembali; batalkan surat apresiasinya.",
);
