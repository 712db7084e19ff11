//! Proofs of delivery: what the program wrote down about mails, signed for whoever asks.

use chrono::{DateTime, NaiveDate, Offset, Utc};
use sha2::{Digest, Sha256};

use super::{ServiceError, Services, barred};
use crate::{
    domain::{
        employer::Field,
        ids::{EmployerId, OfficerId},
        proof::{Evidence, FORMAT, MailProof},
        words::{date_words, day_words},
    },
    letters,
    store::{Actor, NewProof, ProofMails, Setting, Tx},
};

/// Mails of one proof: more are a book that nobody reads and a typesetter chokes on.
const MOST_MAILS: usize = 2_000;

/// What a proof is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ProofScope {
    /// All mails to one firm.
    Firm(EmployerId),
    /// All mails that a schedule queued when it was due at an instant.
    Firing(String, DateTime<Utc>),
    /// All mails queued on one day.
    Day(NaiveDate),
}

/// A proof that was made.
#[derive(Debug, Clone)]
pub struct ProofPaper {
    /// Its number; also a name for the file.
    pub number: String,
    /// How many mails it holds.
    pub mails: usize,
    /// What its key is compared by.
    pub fingerprint: String,
    /// The signed PDF.
    pub pdf: Vec<u8>,
}

impl Services {
    /// Makes and signs a proof of delivery, and writes down that it was made; `by` nobody is the
    /// command line.
    ///
    /// # Errors
    /// [`ServiceError::Barred`] when there is nothing to prove or too much for one document.
    ///
    /// # Panics
    /// When the typesetter does.
    pub async fn proof(
        &self,
        scope: &ProofScope,
        by: Option<OfficerId>,
    ) -> Result<ProofPaper, ServiceError> {
        let (id, now) = (self.clock.new_id(), self.clock.now());
        let evidence = self.evidence(scope, (id, now), by).await?;
        let (mails, number) = (evidence.mails.len(), evidence.number.clone());
        let zone = (self.local(now).offset().fix(), self.city.zone_name.clone());
        let key = self.seal.clone();
        // Setting pages keeps a processor busy.
        let sealed =
            tokio::task::spawn_blocking(move || letters::proof(&evidence, &key, (zone.0, &zone.1)));
        let sealed = sealed.await.expect("a typesetter answers")?;
        let sha256 = hex::encode(Sha256::digest(&sealed.pdf));
        let (employer, firing, on) = match scope {
            ProofScope::Firm(employer) => (Some(*employer), None, None),
            ProofScope::Firing(name, due_at) => (None, Some((name.as_str(), *due_at)), None),
            ProofScope::Day(on) => (None, None, Some(*on)),
        };
        let new = NewProof {
            id,
            employer,
            firing,
            on,
            mails,
            sha256: &sha256,
            fingerprint: &sealed.fingerprint,
            by,
        };
        let tx = self.store.begin().await?;
        tx.put_proof(&new, now).await?;
        tx.touches([]);
        let actor = by.map_or(Actor::Command("proof"), Actor::Officer);
        tx.commit(self.entry(actor, "proof.make", format!("{number} {mails} mails")))
            .await?;
        Ok(ProofPaper {
            number,
            mails,
            fingerprint: sealed.fingerprint,
            pdf: sealed.pdf,
        })
    }

    /// The firm that somebody means by an id, NIB, NPWP or BPJS code, as a scope.
    ///
    /// # Errors
    /// [`ServiceError::Missing`] when it is nobody, [`ServiceError::Refused`] when it is several.
    pub async fn proof_of_firm(&self, typed: &str) -> Result<ProofScope, ServiceError> {
        let tx = self.store.read().await?;
        Ok(ProofScope::Firm(self.meant(&tx, typed).await?.id))
    }

    /// What is known of the mails in question.
    async fn evidence(
        &self,
        scope: &ProofScope,
        (id, now): (uuid::Uuid, DateTime<Utc>),
        by: Option<OfficerId>,
    ) -> Result<Evidence, ServiceError> {
        let tx = self.store.read().await?;
        let (about, which) = self.proof_scope(&tx, scope).await?;
        let (mails, left_out) = tx.proof_mails(&which).await?;
        if mails.is_empty() {
            return Err(barred(
                "proof-none",
                "Belum ada pos-el yang pernah dicoba dikirim dalam lingkup ini.",
            ));
        }
        if mails.len() > MOST_MAILS {
            return Err(barred(
                "proof-many",
                "Lebih dari 2.000 pos-el tidak dimuat dalam satu berita acara; pilih satu badan \
                 usaha, satu jadwal, atau satu hari.",
            ));
        }
        let made_by = match by {
            Some(by) => tx.account(by).await?.map(|account| account.officer.name),
            None => None,
        };
        let mails: Vec<MailProof> = mails.into_iter().map(|(_, mail)| mail).collect();
        Ok(Evidence {
            format: FORMAT.to_owned(),
            number: format!("BA-{}", id.simple()),
            made_by: made_by.unwrap_or_else(|| "petugas teknis (baris perintah)".to_owned()),
            made_at: now,
            program: env!("CARGO_PKG_VERSION").to_owned(),
            city: self.city.name.clone(),
            office: self.city.office.clone(),
            demo: tx.setting(Setting::Demo).await?.is_some(),
            about,
            left_out,
            mails,
        })
    }

    /// A scope in words, and the mails in it.
    async fn proof_scope(
        &self,
        tx: &Tx,
        scope: &ProofScope,
    ) -> Result<(String, ProofMails), ServiceError> {
        Ok(match scope {
            ProofScope::Firm(id) => {
                let found = tx.employers(&[*id]).await?.into_iter().next();
                let firm = found.ok_or_else(|| ServiceError::Missing("Badan usaha itu".into()))?;
                let id = firm.merged_into.unwrap_or(firm.id);
                let name = firm.record.get(Field::Name).unwrap_or_default();
                (format!("Semua pos-el kepada {name}"), ProofMails::Of(id))
            }
            ProofScope::Firing(name, due_at) => {
                if !tx.has_fired(name, *due_at).await? {
                    let firing = format!("Jadwal {name} pada waktu itu");
                    return Err(ServiceError::Missing(firing));
                }
                let local = self.local(*due_at);
                let (day, time) = (date_words(local.date_naive()), local.format("%H.%M"));
                let zone = &self.city.zone_name;
                (
                    format!("Semua pos-el yang disiapkan jadwal {name}, {day} pukul {time} {zone}"),
                    ProofMails::By(name.clone(), *due_at),
                )
            }
            ProofScope::Day(on) => {
                let next = on.succ_opt().unwrap_or(*on);
                let until = self.start_of(next) - chrono::TimeDelta::microseconds(1);
                (
                    format!("Semua pos-el yang disiapkan pada {}", day_words(*on)),
                    ProofMails::Between(self.start_of(*on), until),
                )
            }
        })
    }
}
