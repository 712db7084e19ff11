//! A signed circular goes by e-mail to those on its list who can be written to; the others wait for
//! a courier. Each mail carries the signed copy and is one firm's only mail of the day; a delivery
//! report is that firm's receipt, and a mail that came back takes it back.

use std::collections::HashSet;

use chrono::SubsecRound;

use super::sending::MOST_MAILED;
use crate::{
    domain::{
        ids::{EmployerId, LetterId, MailId, OfficerId},
        letter::LetterState,
        receipt::How,
        tongue::Tongue,
    },
    mail::{CircularEnclosed, Sender},
    services::{ServiceError, Services, barred},
    store::{
        Actor, Letter, LetterDeed, LetterEvent, MailRecipient, MailState, Queued, Setting, Tx,
    },
};

/// Why somebody on a circular's list gets no mail now.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum NoCircular {
    /// It has the letter.
    Received,
    /// A mail waits, is under way or arrived.
    Mailed,
    /// No address may be used: somebody brings it.
    NoAddress,
    /// An officer holds mail to it back.
    Held,
    /// It was written to today.
    Today,
}

impl NoCircular {
    /// Everything that can stand in the way.
    pub const ALL: [Self; 5] = [
        Self::Received,
        Self::Mailed,
        Self::NoAddress,
        Self::Held,
        Self::Today,
    ];

    /// Stable name; pages have words for it in the reader's language.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Received => "received",
            Self::Mailed => "mailed",
            Self::NoAddress => "no_address",
            Self::Held => "held",
            Self::Today => "today",
        }
    }
}

/// Everybody on a circular's list, with what stands in the way of a mail to them now.
pub type CircularList = Vec<(MailRecipient, Option<NoCircular>)>;

/// What became of those whom a circular was to be mailed to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CircularReport {
    /// So many mails wait to leave.
    pub queued: u64,
    /// So many were chosen and get none now.
    pub left: u64,
}

impl Services {
    /// Everybody on a circular's list who did not close, and whether they can be mailed to now.
    ///
    /// # Errors
    /// [`ServiceError::Missing`] when there is no such letter.
    pub async fn circular_list(&self, id: LetterId) -> Result<CircularList, ServiceError> {
        let tx = self.store.read().await?;
        self.known_letter(&tx, id).await?;
        self.circular_list_in(&tx, id).await
    }

    async fn circular_list_in(&self, tx: &Tx, id: LetterId) -> Result<CircularList, ServiceError> {
        let today = self.today();
        let mailed = tx.mailed_since(self.start_of(today)).await?;
        let why = |one: &MailRecipient| {
            let stands = |state: MailState| {
                !MailState::UNREACHED.contains(&state) && state != MailState::Cancelled
            };
            match one {
                _ if one.received => Some(NoCircular::Received),
                _ if one.mail.is_some_and(stands) => Some(NoCircular::Mailed),
                _ if one.address.is_none() => Some(NoCircular::NoAddress),
                _ if one.held_until.is_some_and(|until| until >= today) => Some(NoCircular::Held),
                _ if mailed.contains(&one.employer) => Some(NoCircular::Today),
                _ => None,
            }
        };
        let all = tx.mail_recipients(id).await?;
        Ok(all
            .into_iter()
            .map(|one| {
                let why = why(&one);
                (one, why)
            })
            .collect())
    }

    /// Queues a mail with the signed circular for each of these who can be mailed to now. Pressed
    /// twice, or on two nodes at once, it queues one for each.
    ///
    /// # Errors
    /// [`ServiceError::Barred`] when it is no signed circular, nobody was chosen, or nobody of
    /// those chosen can be mailed to.
    pub async fn mail_circular(
        &self,
        (id, seen): (LetterId, i32),
        chosen: &[EmployerId],
        by: OfficerId,
    ) -> Result<CircularReport, ServiceError> {
        let tx = self.store.begin().await?;
        tx.alone().await?;
        let letter = self.seen_letter(&tx, (id, seen)).await?;
        mailable(&letter)?;
        let chosen: HashSet<EmployerId> = chosen.iter().copied().collect();
        if chosen.is_empty() {
            return Err(barred(
                "circular-nobody",
                "Pilih paling sedikit satu penerima; tidak ada yang dikirimi.",
            ));
        }
        let demo = tx.setting(Setting::Demo).await?.is_some();
        let mut queued = Vec::new();
        for (one, why) in &self.circular_list_in(&tx, id).await? {
            let Some(address) = one.address.as_deref().filter(|_| why.is_none()) else {
                continue;
            };
            if chosen.contains(&one.employer)
                && self
                    .queue_circular(&tx, (&letter, demo), (one, address))
                    .await?
            {
                queued.push(one.employer);
            }
        }
        if queued.is_empty() {
            return Err(barred(
                "circular-none-left",
                "Tidak ada yang dikirimi: yang dipilih sudah dikirimi atau sudah menerima, alamatnya tidak dapat dipakai, ditahan, atau sudah dikirimi pos-el lain hari ini.",
            ));
        }
        let report = CircularReport {
            queued: queued.len() as u64,
            left: (chosen.len() - queued.len()) as u64,
        };
        self.note_circular(&tx, (&letter, report), by).await?;
        tx.touches(queued);
        let subject = format!("{id} {} mails", report.queued);
        tx.commit(self.entry(Actor::Officer(by), "letter.circulate", subject))
            .await?;
        Ok(report)
    }

    async fn queue_circular(
        &self,
        tx: &Tx,
        (letter, demo): (&Letter, bool),
        (to, address): (&MailRecipient, &str),
    ) -> Result<bool, ServiceError> {
        let question = self.question(tx, (to.employer, address), demo).await?;
        let sender = question.asked_by(self.sender(None));
        let wording = circular_wording(letter, to, sender);
        let wording = self.templates.render(&wording, to.language)?;
        let mail = Queued {
            id: question.mail,
            employer: to.employer,
            kind: "circular",
            reference: format!("edaran-{:03}", letter.no),
            recipient: address.to_owned(),
            reply_to: Some(self.city.reply_email.clone()),
            subject: wording.subject,
            body_text: wording.text,
            body_html: wording.html,
            language: to.language,
            demo,
            firing: None,
            letter: Some(letter.id),
        };
        let now = self.clock.now().trunc_subsecs(0);
        question.queue(tx, &mail, now).await?;
        Ok(tx
            .put_recipient_mail((letter.id, to.employer), mail.id)
            .await?)
    }

    /// Writes down at the letter that it left, or that it went to more.
    async fn note_circular(
        &self,
        tx: &Tx,
        (letter, report): (&Letter, CircularReport),
        by: OfficerId,
    ) -> Result<(), ServiceError> {
        let words = format!("Pos-el kepada {} badan usaha diantrekan.", report.queued);
        if letter.state == LetterState::Signed {
            let deed = LetterDeed::Send {
                how: "mail",
                mail: None,
            };
            return self.make_move(tx, letter, &deed, (Some(by), &words)).await;
        }
        let event = LetterEvent {
            made: None,
            version: letter.version,
            words,
            by: Some((by, String::new())),
            at: self.clock.now(),
        };
        tx.add_letter_event(letter.id, &event).await?;
        Ok(())
    }

    /// Records that whoever got a circular with this mail has it.
    pub(in crate::services) async fn circular_arrived(
        &self,
        tx: &Tx,
        mail: MailId,
        (how, words): (How, &str),
    ) -> Result<(), ServiceError> {
        let proof = (self.today(), how, words);
        tx.recipient_has(mail, proof, self.clock.now()).await?;
        Ok(())
    }
}

fn circular_wording(letter: &Letter, to: &MailRecipient, sender: Sender) -> CircularEnclosed {
    let tongue: Tongue = to.language;
    let number = letter.number.as_ref();
    let number = number.map(|one| format!("{} Tahun {}", one.number, one.year));
    let on = letter.letter_on.map(|on| tongue.day(on));
    CircularEnclosed {
        firm_name: to.name.clone(),
        letter_title: letter.kind.words().to_owned(),
        letter_subject: letter.title.clone(),
        letter_number: number.unwrap_or_default(),
        letter_on_words: on.unwrap_or_default(),
        sender,
        sample: letter.demo,
    }
}

/// Whether a letter is a circular that can be mailed.
fn mailable(letter: &Letter) -> Result<(), ServiceError> {
    let left = matches!(letter.state, LetterState::Signed | LetterState::Sent);
    if !letter.kind.is_to_many() || !left {
        return Err(barred(
            "circular-unsigned",
            "Surat edaran dikirim setelah salinan bertanda tangannya tercatat.",
        ));
    }
    let signed = letter.signed.as_ref();
    if signed.is_none_or(|signed| signed.bytes > MOST_MAILED) {
        return Err(barred(
            "letter-large",
            "Berkas bertanda tangan lebih dari 7 MB, terlalu besar untuk pos-el; kirim melalui kurir.",
        ));
    }
    Ok(())
}
