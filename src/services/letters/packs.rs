//! The referral pack: everything that BPJS Kesehatan needs to know about a firm, and nothing
//! about a person.

use chrono::NaiveDate;
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

use super::{ServiceError, Services};
use crate::{
    domain::{
        employer::Field,
        ids::{CaseId, EmployerId, OfficerId, ReferralPackId},
        letter::LetterState,
        remark::RemarkKind,
        words::date_words,
    },
    letters::{Pack, PackPart, referral_pack},
    services::{CaseView, Explanation, ProofScope},
    store::{Actor, CaseMarks, ReferralPack, Remark, Setting},
};

const PDF: &str = "application/pdf";
const JSON: &str = "application/json";

/// What is gathered before it is printed.
struct Gathered {
    pack: Pack,
    evidence: Value,
    replies: Value,
}

impl Services {
    /// Makes the pack of a case, and writes down that it was made.
    ///
    /// # Errors
    /// [`ServiceError::Missing`] when the employer has no such case.
    ///
    /// # Panics
    /// When the typesetter does.
    pub async fn make_referral_pack(
        &self,
        (employer, case): (EmployerId, CaseId),
        by: OfficerId,
    ) -> Result<ReferralPackId, ServiceError> {
        let told = self.explain(&employer.to_string()).await?;
        let wanted = told.cases.iter().find(|one| one.row.id == case);
        let wanted = wanted.ok_or_else(|| ServiceError::Missing(format!("Kasus {case}")))?;
        let Gathered {
            mut pack,
            evidence,
            replies,
        } = self.gathered(&told, wanted).await?;
        let mut parts = vec![part(
            "bukti.json",
            "Bukti: angka, sumber, aturan",
            JSON,
            pretty(&evidence),
        )];
        self.add_letters(case, &mut parts, &mut pack.left_out)
            .await?;
        self.add_proof((employer, by), &mut parts, &mut pack.left_out)
            .await?;
        parts.push(part(
            "balasan.json",
            "Balasan dan sanggahan: jenis, tanggal, sidik",
            JSON,
            pretty(&replies),
        ));
        for (n, part) in (1..).zip(&mut parts) {
            part.name = format!("{n:02}-{}", part.name);
        }
        let listed: Vec<Value> = parts
            .iter()
            .map(|part| json!({ "name": part.name, "what": part.what, "sha256": part.sha256 }))
            .collect();
        let at = self.clock.now();
        let printed = tokio::task::spawn_blocking(move || referral_pack(&pack, parts, at)).await;
        let pdf = printed.expect("a typesetter answers")?;
        let made = ReferralPack {
            id: ReferralPackId::from_uuid(self.clock.new_id()),
            employer,
            case,
            content: Value::from(listed).to_string(),
            sha256: self.keep_bytes(&pdf)?,
            by: Some(by),
            by_name: None,
            at,
        };
        let tx = self.store.begin().await?;
        tx.add_referral_pack(&made).await?;
        tx.touches([employer]);
        let subject = format!("{} {case}", made.id);
        tx.commit(self.entry(Actor::Officer(by), "referral_pack.make", subject))
            .await?;
        Ok(made.id)
    }

    /// The packs about an employer, the newest first.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn referral_packs(
        &self,
        employer: EmployerId,
    ) -> Result<Vec<ReferralPack>, ServiceError> {
        let tx = self.store.read().await?;
        Ok(tx.referral_packs(employer).await?)
    }

    /// A pack's file, with a name for it.
    ///
    /// # Errors
    /// [`ServiceError::Missing`] when the employer has no such pack.
    pub async fn referral_pack_file(
        &self,
        (employer, pack): (EmployerId, ReferralPackId),
    ) -> Result<(String, Vec<u8>), ServiceError> {
        let packs = self.referral_packs(employer).await?;
        let found = packs.into_iter().find(|one| one.id == pack);
        let found =
            found.ok_or_else(|| ServiceError::Missing("Berkas penyampaian itu".to_owned()))?;
        let day = self.local(found.at).date_naive();
        let name = format!("berkas-penyampaian-{day}-{}.pdf", &found.sha256[..8]);
        Ok((name, self.read_content(&found.sha256)?))
    }

    /// The proof of delivery, where a mail was ever handed over.
    async fn add_proof(
        &self,
        (employer, by): (EmployerId, OfficerId),
        parts: &mut Vec<PackPart>,
        left_out: &mut Vec<String>,
    ) -> Result<(), ServiceError> {
        match self.proof(&ProofScope::Firm(employer), Some(by)).await {
            Ok(proof) => parts.push(part(
                "bukti-pengiriman.pdf",
                "Berita acara pengiriman pos-el, bertanda tangan elektronik",
                PDF,
                proof.pdf,
            )),
            Err(ServiceError::Barred(refusal)) => left_out.push(refusal.words.to_owned()),
            Err(error) => return Err(error),
        }
        Ok(())
    }

    async fn add_letters(
        &self,
        case: CaseId,
        parts: &mut Vec<PackPart>,
        left_out: &mut Vec<String>,
    ) -> Result<(), ServiceError> {
        let letters = self.store.read().await?.letters_of_case(case).await?;
        for letter in letters {
            if letter.state == LetterState::Cancelled {
                continue;
            }
            let number = letter.number.as_ref().map(|number| number.number.clone());
            let number = number.unwrap_or_else(|| "belum bernomor".to_owned());
            let standing = if letter.signed.is_some() {
                "salinan bertanda tangan"
            } else {
                "KONSEP, belum ditandatangani"
            };
            let what = format!("{}, {number} ({standing})", letter.kind.words());
            let name = format!(
                "{}-{:04}.pdf",
                letter.kind.code().replace('_', "-"),
                letter.no
            );
            match self.letter_file(letter.id).await {
                Ok(pdf) => parts.push(part(&name, &what, PDF, pdf)),
                Err(error @ ServiceError::Store(_)) => return Err(error),
                Err(error) => left_out.push(format!("{what}: {error}")),
            }
        }
        Ok(())
    }

    async fn gathered(
        &self,
        told: &Explanation,
        case: &CaseView,
    ) -> Result<Gathered, ServiceError> {
        let tx = self.store.read().await?;
        let family = tx.family(told.id).await?;
        let marks = tx.case_marks(&family).await?;
        let marks = marks.into_iter().find(|marks| marks.code == case.code);
        let remarks = tx.remarks_of(&family).await?;
        let sample = tx.setting(Setting::Demo).await?.is_some();
        let facts = facts(told, case);
        let inputs: Vec<(String, String, String)> = told
            .inputs
            .iter()
            .map(|input| (input.what.clone(), input.says.clone(), on(input.as_of)))
            .collect();
        let rules: Vec<(String, String)> = told
            .rules
            .iter()
            .filter(|rule| rule.rate.is_none())
            .map(|rule| (rule.says.clone(), rule.source.clone()))
            .collect();
        let steps = marks
            .as_ref()
            .map(|marks| self.steps(marks))
            .unwrap_or_default();
        let answers: Vec<&Remark> = remarks
            .iter()
            .filter(|one| matches!(one.kind, RemarkKind::Reply | RemarkKind::Dispute))
            .collect();
        let evidence = json!({
            "format": "patuh-referral-1", "fakta": facts, "sumber": inputs, "aturan": rules,
            "langkah": steps, "per": told.as_of, "ruleset": told.ruleset,
        });
        let pack = Pack {
            city: format!("Pemerintah Kota {}", self.city.name),
            office: self.city.office.clone(),
            code: case.code.clone(),
            sample,
            facts,
            left_out: Vec::new(),
            inputs,
            rules,
            steps,
            replies: answers.iter().map(|one| answer(one)).collect(),
        };
        Ok(Gathered {
            pack,
            evidence,
            replies: answers.iter().map(|one| reply_evidence(one)).collect(),
        })
    }

    /// The steps of a case with their receipts, the oldest first.
    fn steps(&self, marks: &CaseMarks) -> Vec<(String, String)> {
        let day = |at| date_words(self.local(at).date_naive());
        let mut steps: Vec<_> = marks
            .steps
            .iter()
            .map(|step| {
                let received = marks.receipts.iter().rev().find(|receipt| {
                    receipt.stage == step.stage
                        && receipt.round == step.round
                        && receipt.undone.is_none()
                });
                let received = match received {
                    Some(receipt) => format!("diterima {}", date_words(receipt.received_on)),
                    None => "penerimaan belum dicatat".to_owned(),
                };
                let taken = step.happened.as_ref().map(|(on, _)| date_words(*on));
                let taken = taken.unwrap_or_else(|| day(step.taken_at));
                (
                    step.taken_at,
                    (
                        step.stage.words().to_owned(),
                        format!("{taken}; {received}"),
                    ),
                )
            })
            .collect();
        steps.sort_by_key(|(at, _)| *at);
        steps.into_iter().map(|(_, step)| step).collect()
    }
}

/// Who it is about, and what is known of it, in counts.
fn facts(told: &Explanation, case: &CaseView) -> Vec<(String, String)> {
    let row = &told.row;
    let number = |n: Option<u32>| n.map_or_else(|| "tidak diketahui".to_owned(), |n| n.to_string());
    let record = |field: Field| {
        let found = told.record.iter().find(|(code, _)| *code == field.code());
        found.map_or_else(|| "tidak diketahui".to_owned(), |(_, value)| value.clone())
    };
    [
        ("Badan usaha", told.name.clone()),
        ("NIB", record(Field::Nib)),
        ("Kode badan usaha", record(Field::Code)),
        ("Alamat", record(Field::Address)),
        ("Kelurahan", record(Field::Kelurahan)),
        ("Kasus", format!("{}, {}", case.code, case.case_type)),
        (
            "Keadaan",
            format!(
                "{} (aturan {}, {})",
                told.verdict_words,
                told.ruleset,
                on(told.as_of)
            ),
        ),
        ("Pekerja", number(row.headcount)),
        ("Ditemukan terdaftar", row.registered.to_string()),
        ("Selisih", row.shortfall.to_string()),
        ("Bulan iuran tertunggak", number(row.arrears_months)),
    ]
    .into_iter()
    .map(|(name, value)| (name.to_owned(), value))
    .collect()
}

/// An answer without its words, which may name somebody.
fn reply_evidence(one: &Remark) -> Value {
    json!({
        "jenis": one.kind.code(), "tanggal": one.from_on, "dicatat": one.at,
        "dengan_pos_el": one.by.is_none(), "selesai": one.end.as_ref().map(|end| end.at),
        "hasil": one.end.as_ref().and_then(|end| Some(end.outcome?.code())),
        "sha256_kata": print(one.words.as_bytes()),
    })
}

fn answer(one: &Remark) -> (String, String) {
    let kind = if one.kind == RemarkKind::Dispute {
        "Sanggahan data"
    } else {
        "Balasan"
    };
    let standing = if one.end.is_some() {
        "selesai"
    } else {
        "masih terbuka"
    };
    (
        kind.to_owned(),
        format!("{}, {standing}", date_words(one.from_on)),
    )
}

fn on(day: Option<NaiveDate>) -> String {
    day.map_or_else(|| "-".to_owned(), date_words)
}

fn pretty(value: &Value) -> Vec<u8> {
    format!("{value:#}\n").into_bytes()
}

fn print(content: &[u8]) -> String {
    hex::encode(Sha256::digest(content))
}

fn part(name: &str, what: &str, mime: &'static str, content: Vec<u8>) -> PackPart {
    PackPart {
        name: name.to_owned(),
        what: what.to_owned(),
        mime,
        sha256: print(&content),
        content,
    }
}
