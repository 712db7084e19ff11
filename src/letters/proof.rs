//! The proof of delivery (berita acara pengiriman) on paper, with its evidence attached.

use chrono::{DateTime, FixedOffset, Utc};
use serde::Serialize;

use super::{
    press::{Imprint, LetterError, legible, print_with_files, typeset_with},
    seal::{SealKey, keyword},
};
use crate::domain::{
    proof::{AttemptProof, Evidence, MailProof, ReceiptProof, ReportProof},
    receipt::How,
    words::date_words,
};

const TEMPLATE: &str = include_str!("../../config/letters/proof.typ");
/// The attachment that holds the evidence.
pub(super) const EVIDENCE: &str = "bukti.json";
/// The attachment that holds the signed statement about it.
pub(super) const SIGNATURE: &str = "tanda-tangan.json";

/// A signed proof.
#[derive(Debug, Clone)]
pub struct SealedProof {
    /// The file.
    pub pdf: Vec<u8>,
    /// What its key is compared by.
    pub fingerprint: String,
}

/// The template's values.
#[derive(Serialize)]
struct Page {
    keyword: String,
    sample: bool,
    city: String,
    office: String,
    number: String,
    about: String,
    made: String,
    summary: Vec<(String, String)>,
    left_out: Option<String>,
    mails: Vec<MailPage>,
    fingerprint: String,
}

#[derive(Serialize)]
struct MailPage {
    head: String,
    facts: Vec<(&'static str, String)>,
    attempts: Vec<AttemptPage>,
    reports: Vec<(String, String)>,
    receipts: Vec<(String, String)>,
}

#[derive(Serialize)]
struct AttemptPage {
    no: String,
    at: String,
    outcome: String,
    relay: String,
    answer: String,
    sha256: String,
}

/// The city's clocks, for the times on the pages.
#[derive(Debug, Clone)]
pub(super) struct Clocks {
    offset: FixedOffset,
    name: String,
}

impl Clocks {
    fn at(&self, at: DateTime<Utc>) -> String {
        let local = at.with_timezone(&self.offset);
        let (day, time) = (date_words(local.date_naive()), local.format("%H.%M.%S"));
        format!("{day}, {time} {}", self.name)
    }
}

/// Sets, signs and prints a proof as tagged PDF/A-3b. `clocks` are the city's offset from UTC and
/// what people call it.
///
/// # Errors
/// When the template doesn't fit, or the file has no place for its signature.
///
/// # Panics
/// Never: evidence is plain data.
pub fn proof(
    evidence: &Evidence,
    key: &SealKey,
    (offset, zone): (FixedOffset, &str),
) -> Result<SealedProof, LetterError> {
    let json = serde_json::to_string_pretty(evidence).expect("evidence is plain data");
    let clocks = Clocks {
        offset,
        name: zone.to_owned(),
    };
    let fingerprint = key.public().fingerprint();
    let page = page(evidence, &fingerprint, &clocks);
    let files = vec![(SIGNATURE, key.state(&json)), (EVIDENCE, json)];
    let imprint = Imprint {
        name: "proof-of-delivery",
        created_at: evidence.made_at,
    };
    let pages = typeset_with(TEMPLATE, &page, files)?;
    let file = print_with_files(&pages, &imprint)?;
    let sealed = key.seal(file);
    let nowhere = || LetterError::Pdf("no place for the signature".to_owned());
    Ok(SealedProof {
        pdf: sealed.ok_or_else(nowhere)?,
        fingerprint,
    })
}

fn page(evidence: &Evidence, fingerprint: &str, clocks: &Clocks) -> Page {
    let mails = &evidence.mails;
    let count = |test: fn(&MailProof) -> bool| mails.iter().filter(|m| test(m)).count();
    let taken = count(|m| {
        m.attempts
            .iter()
            .any(|a| a.outcome == "taken" && a.relay.is_some())
    });
    let kept = count(|m| {
        m.attempts
            .iter()
            .any(|a| a.outcome == "taken" && a.relay.is_none())
    });
    let delivered = count(|m| m.reports.iter().any(|r| r.kind == "delivered"));
    let bounced = count(|m| m.reports.iter().any(|r| r.kind == "hard"));
    let received = count(|m| !m.receipts.is_empty());
    let row = |name: &str, n: usize| (name.to_owned(), n.to_string());
    let captured = (kept > 0).then(|| row("Hanya disimpan ke berkas, tidak dikirim", kept));
    let left_out = (evidence.left_out > 0).then(|| {
        format!(
            "Tidak termasuk {} pos-el dalam lingkup yang sama yang dibatalkan atau belum pernah \
             dicoba dikirim.",
            evidence.left_out
        )
    });
    Page {
        keyword: keyword(),
        sample: evidence.demo,
        city: legible(&evidence.city),
        office: legible(&evidence.office),
        number: evidence.number.clone(),
        about: legible(&evidence.about),
        made: legible(&format!(
            "{} oleh {}",
            clocks.at(evidence.made_at),
            evidence.made_by
        )),
        summary: [
            Some(row("Pos-el dalam dokumen ini", mails.len())),
            Some(row("Diserahkan kepada server pos-el", taken)),
            captured,
            Some(row("Dengan laporan sampai dari server penerima", delivered)),
            Some(row("Dengan laporan tidak sampai", bounced)),
            Some(row("Dengan penerimaan yang dicatat", received)),
        ]
        .into_iter()
        .flatten()
        .collect(),
        left_out,
        mails: (1..).zip(mails).map(|(n, m)| mail(n, m, clocks)).collect(),
        fingerprint: fingerprint.to_owned(),
    }
}

fn mail(n: usize, mail: &MailProof, clocks: &Clocks) -> MailPage {
    let mut ids: Vec<&str> = mail
        .attempts
        .iter()
        .filter_map(|a| a.message_id.as_deref())
        .collect();
    ids.dedup();
    let mut facts = vec![
        (
            "Badan usaha",
            match &mail.nib {
                Some(nib) => format!("{}, NIB {nib}", mail.firm),
                None => mail.firm.clone(),
            },
        ),
        ("Alamat penerima", mail.recipient.clone()),
        ("Perihal", mail.subject.clone()),
        ("Kasus", mail.cases.clone()),
        ("Disiapkan", clocks.at(mail.queued_at)),
        ("Keadaan", mail.state.clone()),
    ];
    if !ids.is_empty() {
        facts.push(("Message-ID", ids.join(", ")));
    }
    for (_, value) in &mut facts {
        *value = legible(value);
    }
    MailPage {
        head: format!("{n}. {}", mail.id),
        facts,
        attempts: mail.attempts.iter().map(|a| attempt(a, clocks)).collect(),
        reports: mail.reports.iter().map(|r| report(r, clocks)).collect(),
        receipts: mail.receipts.iter().map(|r| receipt(r, clocks)).collect(),
    }
}

fn attempt(attempt: &AttemptProof, clocks: &Clocks) -> AttemptPage {
    let outcome = match attempt.outcome.as_str() {
        "taken" if attempt.relay.is_none() => "disimpan ke berkas",
        "taken" => "diserahkan kepada server",
        "refused" => "ditolak server",
        "later" => "ditunda",
        "unknown" => "tanpa jawaban; server mungkin sudah memegangnya",
        "suppressed" => "tidak dikirim; alamatnya tidak dapat dipakai lagi",
        other => other,
    };
    AttemptPage {
        no: attempt.no.to_string(),
        at: clocks.at(attempt.at),
        outcome: outcome.to_owned(),
        relay: legible(
            attempt
                .relay
                .as_deref()
                .unwrap_or("tidak ada; pos-el tidak dikirim"),
        ),
        answer: legible(&attempt.answer),
        sha256: match &attempt.sha256 {
            Some(digits) => grouped(digits),
            None => "tidak tercatat".to_owned(),
        },
    }
}

/// Digits in groups, so that a line may break between them and a person can compare them.
fn grouped(digits: &str) -> String {
    let chars: Vec<char> = digits.chars().collect();
    let groups: Vec<String> = chars
        .chunks(8)
        .map(|group| group.iter().collect())
        .collect();
    groups.join(" ")
}

fn report(report: &ReportProof, clocks: &Clocks) -> (String, String) {
    let kind = match report.kind.as_str() {
        "hard" => "Tidak sampai",
        "soft" => "Tidak sampai untuk sementara",
        "delayed" => "Tertunda di server lain",
        "delivered" => "Sampai di kotak surat penerima",
        "auto_reply" => "Balasan otomatis",
        "reply" => "Jawaban dari penerima",
        _ => "Pesan lain",
    };
    let words = [report.status.as_deref(), report.diagnostic.as_deref()];
    let words: Vec<&str> = words.into_iter().flatten().collect();
    let text = format!(
        "{kind}. {} SHA-256 laporan: {}",
        words.join(" "),
        grouped(&report.sha256)
    );
    (clocks.at(report.at), legible(&text))
}

fn receipt(receipt: &ReceiptProof, clocks: &Clocks) -> (String, String) {
    let how = match How::from_code(&receipt.how) {
        Some(How::Hand) => "diserahkan langsung",
        Some(How::Post) => "lewat pos atau kurir",
        Some(How::Visit) => "diberitahukan saat kunjungan",
        Some(How::Call) => "diberitahukan lewat telepon",
        Some(How::Messenger) => "lewat aplikasi pesan",
        Some(How::Answer) => "dijawab badan usaha",
        Some(How::Report) => "menurut laporan server penerima",
        Some(How::Page) => "dibaca di halaman jawaban",
        Some(How::Other) | None => "dengan cara lain",
    };
    let by = receipt.by.as_deref().unwrap_or("program");
    let text = format!(
        "{}: diterima {} {how}. {} Dicatat oleh {by}, {}.",
        receipt.case,
        date_words(receipt.received_on),
        receipt.words,
        clocks.at(receipt.at)
    );
    (receipt.case.clone(), legible(&text))
}
