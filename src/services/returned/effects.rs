//! What follows from a message that belongs to a mail of ours.

use std::collections::BTreeSet;

use chrono::{DateTime, TimeDelta, Utc};

use super::matching::is_same_house;
use crate::{
    domain::{
        contact::{Origin, Proof, Standing},
        ids::{EmployerId, OfficerId, RemarkId},
        receipt::How,
        remark::RemarkKind,
    },
    mail::returned::Kind,
    services::{SeenReceipt, ServiceError, Services},
    store::{MailRow, MailState, NewMark, NewRemark, NewReturned, ReaderProof, Tx},
};

/// So many days on which a mail was given up make an address useless.
const PATIENCE_DAYS: usize = 3;
/// Days that are looked back for that.
const LOOK_BACK: TimeDelta = TimeDelta::days(30);
/// After a mail was given up, the notice goes out again so much later.
const AGAIN_AFTER: TimeDelta = TimeDelta::days(1);
/// Characters of an answer that are attached to the case.
const MOST_WORDS: usize = 3_500;
/// Characters of a server's words that are repeated.
const MOST_SAID: usize = 300;

impl Services {
    /// Does what follows; `true` when the firm has to be judged again.
    pub(super) async fn follow_returned(
        &self,
        tx: &Tx,
        (kind, new): (Kind, &NewReturned),
        mail: &MailRow,
    ) -> Result<bool, ServiceError> {
        let now = self.clock.now();
        match kind {
            Kind::Delivered => {
                let has_moved = tx.report_mail(mail.id, MailState::Delivered, now).await?;
                let asked = tx.contact_question(mail.id).await?;
                // Whoever said to be the wrong reader has it, and the firm has not.
                let is_wrong = asked.is_some_and(|asked| asked.is_wrong());
                if has_moved && !is_wrong {
                    let words = format!("Laporan pengiriman {}: {}", mail.id, said(new));
                    self.prove(tx, mail, (How::Report, &words)).await?;
                }
            }
            Kind::Delayed => {
                tx.report_mail(mail.id, MailState::Delayed, now).await?;
            }
            Kind::Hard => self.bounced(tx, mail, &said(new)).await?,
            Kind::Soft => self.given_up(tx, mail, new).await?,
            Kind::Reply => {
                self.answered(tx, mail, new).await?;
                return Ok(true);
            }
            Kind::AutoReply | Kind::Unknown => {}
        }
        Ok(false)
    }

    /// Records the receipt of the notice that a mail brought, for every case whose present step
    /// it is; of a circular, for whom it was mailed to.
    pub(in crate::services) async fn prove(
        &self,
        tx: &Tx,
        mail: &MailRow,
        (how, words): (How, &str),
    ) -> Result<(), ServiceError> {
        self.circular_arrived(tx, mail.id, (how, words)).await?;
        let cases = tx.cases_of_mail(mail.id, self.today()).await?;
        let open = cases.iter().filter(|case| case.facts.received_on.is_none());
        let ladders = tx.ladders().await?;
        for case in open {
            let seen = SeenReceipt {
                how,
                on: self.today(),
                words: words.to_owned(),
            };
            self.receive(tx, (case, &ladders), (&seen, words), None)
                .await?;
        }
        Ok(())
    }

    /// The address takes no mail: it is marked, and the notice goes to another one, if there is.
    async fn bounced(&self, tx: &Tx, mail: &MailRow, why: &str) -> Result<(), ServiceError> {
        let now = self.clock.now();
        if !tx.report_mail(mail.id, MailState::Bounced, now).await? {
            return Ok(());
        }
        self.unprove(tx, mail).await?;
        if !mail.is_to_firm() {
            return Ok(());
        }
        self.address_failed(tx, mail, why).await
    }

    /// Takes back what a report had proved of a mail.
    pub(in crate::services) async fn unprove(
        &self,
        tx: &Tx,
        mail: &MailRow,
    ) -> Result<(), ServiceError> {
        tx.recipient_has_not(mail.id).await?;
        for case in tx.cases_of_mail(mail.id, self.today()).await? {
            if tx.is_proved_by_report(&case).await? {
                self.unreceive(tx, &case, None).await?;
            }
        }
        Ok(())
    }

    /// A mail was not handed over because its address can take none: that tells as much of the
    /// address as a mail that came back.
    pub(in crate::services) async fn no_use(
        &self,
        tx: &Tx,
        mail: &MailRow,
        why: &str,
    ) -> Result<(), ServiceError> {
        let stands = tx.mail(mail.id).await?.map(|row| row.state);
        if stands != Some(MailState::Suppressed) || !mail.is_to_firm() {
            return Ok(());
        }
        self.address_failed(tx, mail, why).await
    }

    async fn address_failed(&self, tx: &Tx, mail: &MailRow, why: &str) -> Result<(), ServiceError> {
        let now = self.clock.now();
        let mark = NewMark {
            standing: Standing::Bounced,
            reason: Some(why),
            by: None,
        };
        let owner = tx.owner_of(mail.employer).await?;
        let next = tx.mark_contact(owner, &mail.recipient, mark, now).await?;
        if let Some(address) = next.filter(|a| !a.eq_ignore_ascii_case(&mail.recipient)) {
            self.notify_again(tx, mail, (&address, now)).await?;
        }
        Ok(())
    }

    /// The server gave it up, but another day may be better: the notice goes out again, until it
    /// was given up on several days.
    async fn given_up(
        &self,
        tx: &Tx,
        mail: &MailRow,
        new: &NewReturned,
    ) -> Result<(), ServiceError> {
        let now = self.clock.now();
        let given_up = tx
            .given_up_days(mail.employer, &mail.recipient, now - LOOK_BACK)
            .await?;
        let days: BTreeSet<_> = given_up
            .iter()
            .map(|at| self.local(*at).date_naive())
            .collect();
        if days.len() >= PATIENCE_DAYS {
            let why = format!("{} hari tidak dapat menerima: {}", days.len(), said(new));
            return self.bounced(tx, mail, &why).await;
        }
        tx.report_mail(mail.id, MailState::Delayed, now).await?;
        let again: DateTime<Utc> = now + AGAIN_AFTER;
        self.notify_again(tx, mail, (&mail.recipient, again)).await
    }

    /// A person answered: the answer is attached, and no step is taken until somebody decided.
    async fn answered(
        &self,
        tx: &Tx,
        mail: &MailRow,
        new: &NewReturned,
    ) -> Result<(), ServiceError> {
        let now = self.clock.now();
        let owner = tx.owner_of(mail.employer).await?;
        let words = attached(new.sender.as_deref(), &new.subject, new.words.as_deref());
        let from = new.sender.as_deref().unwrap_or_default().to_lowercase();
        if !mail.is_to_firm() {
            return self.bpjs_answered(tx, mail, (&from, words)).await;
        }
        let proof = format!("Jawaban pos-el dari {from} atas {}", mail.id);
        self.prove(tx, mail, (How::Answer, &proof)).await?;
        let recipient = mail.recipient.to_lowercase();
        if is_same_house(&from, &recipient) {
            if from != recipient {
                tx.add_contact(owner, (&from, Origin::Reply), None, now)
                    .await?;
            }
            let proof = ReaderProof::of(Proof::Answer);
            tx.prove_contact(owner, &from, proof, now).await?;
        }
        self.attach_answer(tx, owner, (words, None)).await
    }

    /// BPJS Kesehatan answered a letter about a firm: it has the letter, and the firm said nothing,
    /// so its clock runs on.
    async fn bpjs_answered(
        &self,
        tx: &Tx,
        mail: &MailRow,
        (from, words): (&str, String),
    ) -> Result<(), ServiceError> {
        let proof = format!("Jawaban pos-el BPJS Kesehatan dari {from} atas {}", mail.id);
        self.prove(tx, mail, (How::Other, &proof)).await?;
        let note = NewRemark {
            id: RemarkId::from_uuid(self.clock.new_id()),
            employer: tx.owner_of(mail.employer).await?,
            kind: RemarkKind::Note,
            words,
            from_on: self.today(),
            until_on: None,
            attachment: None,
            by: None,
        };
        tx.add_remark(&note, self.clock.now()).await?;
        Ok(())
    }

    /// Puts an answer on record at a firm. One stands at a time; what comes after it is read
    /// with it.
    pub(in crate::services) async fn attach_answer(
        &self,
        tx: &Tx,
        employer: EmployerId,
        (words, by): (String, Option<OfficerId>),
    ) -> Result<(), ServiceError> {
        let standing = tx.standing_remark(employer, RemarkKind::Reply).await?;
        let kind = if standing.is_some() {
            RemarkKind::Note
        } else {
            RemarkKind::Reply
        };
        let remark = NewRemark {
            id: RemarkId::from_uuid(self.clock.new_id()),
            employer,
            kind,
            words,
            from_on: self.today(),
            until_on: None,
            attachment: None,
            by,
        };
        tx.add_remark(&remark, self.clock.now()).await?;
        self.follow(tx, employer, (kind, true)).await
    }
}

/// The server's words, short.
fn said(new: &NewReturned) -> String {
    let status = new.status.as_deref().unwrap_or_default();
    let words = new.diagnostic.as_deref().unwrap_or_default();
    let both = if words.contains(status) {
        words.to_owned()
    } else {
        format!("{status} {words}")
    };
    let both: String = both.split_whitespace().collect::<Vec<_>>().join(" ");
    let short: String = both.chars().take(MOST_SAID).collect();
    if short.is_empty() {
        "tanpa keterangan".to_owned()
    } else {
        short
    }
}

/// An answer as it is attached to the firm.
pub(super) fn attached(sender: Option<&str>, subject: &str, words: Option<&str>) -> String {
    let words: String = words
        .unwrap_or("(tanpa tulisan)")
        .chars()
        .take(MOST_WORDS)
        .collect();
    format!(
        "Pos-el dari {}: {subject}\n\n{words}",
        sender.unwrap_or("?")
    )
}
