//! Certificates of compliance: where the city gives them, a firm whose duty is met by fresh data
//! has one, until a day and for as long as that stays so.

use chrono::{Datelike, Days, NaiveDate};
use serde::{Deserialize, Serialize};

use super::{ServiceError, Services, barred};
use crate::{
    domain::{
        ids::{EmployerId, OfficerId},
        ladder::EVIDENCE_DAYS,
        letter::LetterCode,
        verdict::Verdict,
        words::date_words,
    },
    letters::{CertificatePage, certificate_pdf},
    store::{Actor, Certificate, CertifiedFacts, Setting, Tx},
};

/// What a certificate says, as it stood when it was given.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Says {
    name: String,
    nib: Option<String>,
    kelurahan: Option<String>,
    registered: u32,
    headcount: Option<u32>,
}

/// How a firm stands with certificates.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CertificateState {
    /// One that holds today.
    pub held: Option<Certificate>,
    /// A new one can be had.
    pub may_have: bool,
}

/// What anybody may know of a certificate whose code they hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CertificateSeen {
    /// Its code.
    pub code: LetterCode,
    /// Its number.
    pub number: String,
    /// The day it was given.
    pub on: NaiveDate,
    /// The firm.
    pub name: String,
    /// The last day on which it holds.
    pub valid_until: NaiveDate,
    /// It still holds: its day is not over, and newer data say nothing else.
    pub holds: bool,
}

impl Services {
    /// How a firm stands with certificates; never more than the setting allows.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn certificate_state(
        &self,
        employer: EmployerId,
    ) -> Result<CertificateState, ServiceError> {
        if self.rules.certificate_days == 0 {
            return Ok(CertificateState::default());
        }
        let tx = self.store.read().await?;
        let facts = tx.certified_facts(employer, self.today()).await?;
        let Some(facts) = facts else {
            return Ok(CertificateState::default());
        };
        let newest = tx.newest_certificate(employer).await?;
        let held = newest.filter(|one| self.still_holds(one, Some(&facts)));
        let may_have = held.is_none() && self.deserves(&facts).is_ok();
        Ok(CertificateState { held, may_have })
    }

    /// The certificate that a firm holds today, where the city gives any.
    pub(super) async fn held_certificate(
        &self,
        tx: &Tx,
        employer: EmployerId,
    ) -> Result<Option<Certificate>, ServiceError> {
        if self.rules.certificate_days == 0 {
            return Ok(None);
        }
        let newest = tx.newest_certificate(employer).await?;
        let facts = tx.certified_facts(employer, self.today()).await?;
        Ok(newest.filter(|one| self.still_holds(one, facts.as_ref())))
    }

    /// Gives a firm its certificate; the one that it holds, where it rests on the same data.
    ///
    /// # Errors
    /// [`ServiceError::Barred`] where the city gives none, the duty is not met, or the data are
    /// too old to say so.
    pub async fn give_certificate(
        &self,
        employer: EmployerId,
        by: Option<OfficerId>,
    ) -> Result<Certificate, ServiceError> {
        let tx = self.store.begin().await?;
        tx.alone().await?;
        let facts = tx.certified_facts(employer, self.today()).await?;
        let facts = facts.ok_or_else(|| ServiceError::Missing("Badan usaha itu".to_owned()))?;
        let as_of = self.deserves(&facts)?;
        let newest = tx.newest_certificate(employer).await?;
        let same = newest.filter(|one| one.as_of == as_of && self.still_holds(one, Some(&facts)));
        if let Some(same) = same {
            return Ok(same);
        }
        let (now, today) = (self.clock.now(), self.today());
        let says = Says {
            name: facts.name,
            nib: facts.nib,
            kelurahan: facts.kelurahan,
            registered: facts.registered,
            headcount: facts.headcount,
        };
        let content = serde_json::to_string(&says)
            .map_err(|error| ServiceError::Refused(error.to_string()))?;
        let mut certificate = Certificate {
            id: self.clock.new_id(),
            number: (today.year(), 0),
            employer,
            code: self.new_letter_code(),
            content,
            as_of,
            valid_until: today + Days::new(self.rules.certificate_days.into()),
            demo: tx.setting(Setting::Demo).await?.is_some(),
            by,
            at: now,
        };
        certificate.number = tx.add_certificate(&certificate).await?;
        tx.touches([employer]);
        let actor = by.map_or(Actor::Visitor, Actor::Officer);
        let subject = format!("{employer} {}", certificate.printed_number());
        tx.commit(self.entry(actor, "certificate.give", subject))
            .await?;
        Ok(certificate)
    }

    /// The certificate that a firm holds, as PDF with a name for the file.
    ///
    /// # Errors
    /// [`ServiceError::Missing`] where it holds none.
    ///
    /// # Panics
    /// When the typesetter does.
    pub async fn certificate_file(
        &self,
        employer: EmployerId,
    ) -> Result<(String, Vec<u8>), ServiceError> {
        let held = self.certificate_state(employer).await?.held;
        let held = held.ok_or_else(|| ServiceError::Missing("Sertifikat itu".to_owned()))?;
        let name = format!("sertifikat-kepatuhan-{}.pdf", held.code);
        let page = self.certificate_page(&held)?;
        let at = held.at;
        let set = tokio::task::spawn_blocking(move || certificate_pdf(&page, at)).await;
        Ok((name, set.expect("a typesetter answers")?))
    }

    fn certificate_page(&self, held: &Certificate) -> Result<CertificatePage, ServiceError> {
        let says: Says = serde_json::from_str(&held.content)
            .map_err(|error| ServiceError::Refused(error.to_string()))?;
        let counted = says.headcount.filter(|headcount| *headcount > 0);
        let workers = counted.map_or_else(
            || format!("{} pekerja terdaftar", says.registered),
            |headcount| format!("{} dari {headcount} pekerja terdaftar", says.registered),
        );
        Ok(CertificatePage {
            city: format!("Pemerintah Kota {}", self.city.name),
            office: self.city.office.clone(),
            number: held.printed_number(),
            firm: says.name,
            facts: [
                says.nib.map(|nib| ("NIB".to_owned(), nib)),
                says.kelurahan.map(|place| ("Kelurahan".to_owned(), place)),
                Some(("Pekerja penerima upah".to_owned(), workers)),
            ]
            .into_iter()
            .flatten()
            .collect(),
            as_of: date_words(held.as_of),
            issued_on: date_words(self.local(held.at).date_naive()),
            valid_until: date_words(held.valid_until),
            code: held.code.to_string(),
            verify_url: self.sign_in.site.link(&format!("/verify/{}", held.code)),
            phone: self.city.verify_phone.clone(),
            sample: held.demo,
        })
    }

    /// What anybody may know of the certificate with a code.
    pub(super) async fn certificate_seen(
        &self,
        tx: &Tx,
        code: &LetterCode,
    ) -> Result<Option<CertificateSeen>, ServiceError> {
        let Some(found) = tx.certificate_of_code(code).await? else {
            return Ok(None);
        };
        let facts = tx.certified_facts(found.employer, self.today()).await?;
        let says: Says = serde_json::from_str(&found.content)
            .map_err(|error| ServiceError::Refused(error.to_string()))?;
        Ok(Some(CertificateSeen {
            holds: self.still_holds(&found, facts.as_ref()),
            number: found.printed_number(),
            on: self.local(found.at).date_naive(),
            name: says.name,
            valid_until: found.valid_until,
            code: found.code,
        }))
    }

    /// Whether a certificate holds today: in its time, and while the firm still complies.
    fn still_holds(&self, certificate: &Certificate, facts: Option<&CertifiedFacts>) -> bool {
        let complies =
            facts.is_some_and(|facts| facts.verdict == Verdict::Compliant && facts.open_cases == 0);
        complies && self.today() <= certificate.valid_until
    }

    /// The day of the data by which a firm deserves a certificate.
    fn deserves(&self, facts: &CertifiedFacts) -> Result<NaiveDate, ServiceError> {
        if self.rules.certificate_days == 0 {
            return Err(barred(
                "certificate-off",
                "Kota ini tidak menerbitkan sertifikat kepatuhan.",
            ));
        }
        let complies = facts.verdict == Verdict::Compliant && facts.is_current;
        if !complies || facts.open_cases > 0 {
            return Err(barred(
                "certificate-not-compliant",
                "Menurut data terakhir badan usaha ini belum patuh, atau datanya belum diperiksa ulang.",
            ));
        }
        let fresh = |on: &NaiveDate| *on + Days::new(EVIDENCE_DAYS) >= self.today();
        facts.participants_on.filter(fresh).ok_or_else(|| {
            barred(
                "certificate-data",
                "Data peserta badan usaha ini lebih dari 30 hari; sertifikat terbit setelah data terbaru masuk.",
            )
        })
    }
}
