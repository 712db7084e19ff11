//! Looking at a wording filled with samples, and sending it to oneself.

use super::super::{ServiceError, Services, barred};
use crate::{
    domain::ids::OfficerId,
    mail::{BadWording, Outgoing, Rendered, Sheet, Templates, Transport, Wording, wordings},
    store::Actor,
};

/// A made-up mail, whole and as its HTML.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SampleMail {
    /// `appeal-id-1`
    pub name: String,
    /// The message as it would leave.
    pub message: String,
    /// Its HTML alone.
    pub html: String,
}

/// Marks the subject of a mail that is only looked at.
const MARK: &str = "[UJI]";

impl Services {
    /// Every mail of the program in every language, filled with its samples.
    ///
    /// # Errors
    /// When a mail can't be made.
    pub async fn sample_mails() -> Result<Vec<SampleMail>, ServiceError> {
        let refused = |why: &dyn std::fmt::Display| ServiceError::Refused(why.to_string());
        let from = "Disnaker Kota Contoh <jkn@kota.example>";
        let (transport, memory) = Transport::memory(from).map_err(|e| refused(&e))?;
        let mut made = Vec::new();
        for (kind, tongue) in wordings() {
            let sheet = Sheet::shipped(kind, tongue);
            let tried = Templates::try_out((kind, tongue), &sheet)
                .map_err(|bad| refused(&format!("{}: {bad:?}", kind.code())))?;
            for (no, words) in (1..).zip(tried) {
                let html = words.html.clone();
                let mail = Outgoing {
                    enclosure: None,
                    id: uuid::Uuid::from_u128(0x018f_0000_0000_7000_8000_0000_0000_0000 + no),
                    queued_at: chrono::DateTime::UNIX_EPOCH + chrono::TimeDelta::days(20_528),
                    to: "hrd@misal.example".to_owned(),
                    reply_to: kind.is_to_firms().then(|| "jkn@kota.example".to_owned()),
                    subject: words.subject,
                    text: words.text,
                    html: words.html,
                    kind: kind.code().to_owned(),
                    reference: format!("K-0000{no}"),
                    help: None,
                    repeat: false,
                    language: tongue.code(),
                };
                transport.send(&mail).await.map_err(|e| refused(&e))?;
                made.push(SampleMail {
                    name: format!("{}-{}-{no}", kind.code(), tongue.code()),
                    message: memory.messages().pop().unwrap_or_default(),
                    html,
                });
            }
        }
        Ok(made)
    }

    /// Fills a wording with every sample of its kind.
    ///
    /// # Errors
    /// Everything that is wrong with it.
    pub fn try_wording(wording: Wording, sheet: &Sheet) -> Result<Vec<Rendered>, Vec<BadWording>> {
        Templates::try_out(wording, sheet)
    }

    /// Sends a wording, filled with one of its samples, to the officer who asks and to nobody
    /// else, in trial mode too: what it holds is made up, and whoever asks is staff. Answers with
    /// the words of the mail server.
    ///
    /// # Errors
    /// [`ServiceError::Barred`] when all sending is stopped, or the mail server does not take it.
    pub async fn send_test(
        &self,
        wording: Wording,
        (sheet, sample): (&Sheet, usize),
        to: OfficerId,
    ) -> Result<Result<String, Vec<BadWording>>, ServiceError> {
        let mut tried = match Templates::try_out(wording, sheet) {
            Ok(tried) => tried,
            Err(bad) => return Ok(Err(bad)),
        };
        if self.sending_stopped().await?.is_some() {
            return Err(barred(
                "sending-stopped",
                "Semua pengiriman dihentikan; lanjutkan dahulu di Pengaturan, Pengiriman.",
            ));
        }
        let words = tried.swap_remove(sample.min(tried.len() - 1));
        let tx = self.store.read().await?;
        let account = tx.account(to).await?;
        let account = account.ok_or_else(|| ServiceError::Missing("Petugas".to_owned()))?;
        drop(tx);
        let mail = Outgoing {
            enclosure: None,
            id: self.clock.new_id(),
            queued_at: self.clock.now(),
            to: account.officer.email,
            reply_to: None,
            subject: format!("{MARK} {}", words.subject),
            text: words.text,
            html: words.html,
            kind: "test".to_owned(),
            reference: "uji".to_owned(),
            help: None,
            repeat: false,
            language: wording.1.code(),
        };
        let tx = self.store.begin().await?;
        tx.touches([]);
        let subject = format!("{}/{} {}", wording.0.code(), wording.1.code(), mail.id);
        tx.commit(self.entry(Actor::Officer(to), "mail_wording.test", subject))
            .await?;
        let demo = self.is_demo().await?;
        let transport = if demo { &self.capture } else { &self.transport };
        match transport.send(&mail).await {
            Ok(answer) => Ok(Ok(answer.words)),
            Err(error) => {
                tracing::warn!(mail.id = %mail.id, "the test mail {} was not taken", mail.id);
                Err(ServiceError::Refused(format!(
                    "Server pos-el tidak menerima: {}",
                    error.answer().words
                )))
            }
        }
    }
}
