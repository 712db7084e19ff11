//! Proofs of delivery: making one, checking one, and the key that others check with.

use std::path::Path;

use chrono::{DateTime, FixedOffset, Utc};

use super::{
    Answer, Done, Failure,
    args::{ProofArgs, ProofCommand},
    files, print_json,
};
use crate::{
    app::{self, Place},
    services::{ProofCheck, ProofFault, ProofScope, PublicKey, check_proof},
};

pub(super) async fn run(args: ProofArgs, place: &Place, json: bool) -> Answer {
    match args.command {
        Some(ProofCommand::Verify { file, key }) => verify(place, (&file, key.as_deref()), json),
        Some(ProofCommand::Key { out }) => {
            let key = app::open(place).await?.seal.public();
            if let Some(out) = out {
                files::write(&out, format!("{key}\n").as_bytes())?;
            }
            let fingerprint = key.fingerprint();
            if json {
                let key = key.to_string();
                return print_json(&serde_json::json!({ "key": key, "fingerprint": fingerprint }));
            }
            say!("Kunci publik: {key}");
            say!("Sidik jari  : {fingerprint}");
            Ok(Done::Whole)
        }
        None => make(args, place, json).await,
    }
}

async fn make(args: ProofArgs, place: &Place, json: bool) -> Answer {
    let Some(out) = args.out else {
        return Err(Failure::Usage("tambahkan `--out BERKAS.pdf`.".to_owned()));
    };
    let services = app::open(place).await?;
    let scope = match (args.firm, args.firing, args.day) {
        (Some(firm), None, None) => services.proof_of_firm(&firm).await?,
        (None, Some(firing), None) => firing_scope(&firing)?,
        (None, None, Some(day)) => ProofScope::Day(day),
        _ => {
            let text = "sebutkan salah satu: badan usaha, `--firing JADWAL@WAKTU`, atau `--day`.";
            return Err(Failure::Usage(text.to_owned()));
        }
    };
    let proof = services.proof(&scope, None).await?;
    files::write(&out, &proof.pdf)?;
    if json {
        return print_json(&serde_json::json!({
            "number": proof.number, "mails": proof.mails, "fingerprint": proof.fingerprint,
            "path": out, "bytes": proof.pdf.len(),
        }));
    }
    say!("Berita acara {} ditulis: {}", proof.number, out.display());
    say!(
        "  {} pos-el; sidik jari kunci {}",
        proof.mails,
        proof.fingerprint
    );
    Ok(Done::Whole)
}

/// `reminders@2026-03-16T09:00:00+08:00`
fn firing_scope(typed: &str) -> Result<ProofScope, Failure> {
    let wrong = || {
        Failure::Usage(format!(
            "`{typed}` bukan JADWAL@WAKTU, misalnya reminders@2026-03-16T09:00:00+08:00."
        ))
    };
    let (name, at) = typed.split_once('@').ok_or_else(wrong)?;
    let at: DateTime<FixedOffset> = DateTime::parse_from_rfc3339(at).map_err(|_| wrong())?;
    Ok(ProofScope::Firing(name.to_owned(), at.with_timezone(&Utc)))
}

/// Checks a file without a database and without the network.
fn verify(place: &Place, (file, key): (&Path, Option<&Path>), json: bool) -> Answer {
    let bytes = std::fs::read(file)
        .map_err(|error| anyhow::Error::from(error).context(file.display().to_string()))
        .map_err(Failure::Failed)?;
    let expected = match key {
        Some(path) => {
            let text = std::fs::read_to_string(path)
                .map_err(|error| anyhow::Error::from(error).context(path.display().to_string()))
                .map_err(Failure::Failed)?;
            let wrong = || Failure::Usage(format!("{} bukan kunci publik.", path.display()));
            Some(PublicKey::parse(&text).ok_or_else(wrong)?)
        }
        None => app::kept_proof_key(place)?.map(|key| key.public()),
    };
    let check = check_proof(&bytes);
    let verdict = Verdict::of(check.as_ref(), expected.as_ref());
    if json {
        print_verdict(verdict, check.as_ref())?;
    } else {
        say_verdict(verdict, check.as_ref());
    }
    match verdict {
        Verdict::Genuine => Ok(Done::Whole),
        Verdict::Unknown => Ok(Done::Part),
        Verdict::Altered | Verdict::Other | Verdict::None => Err(Failure::Failed(anyhow::anyhow!(
            "{} bukan berita acara yang asli.",
            file.display()
        ))),
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Verdict {
    /// As it was signed, by the key that was expected.
    Genuine,
    /// As it was signed; there is no key to compare with.
    Unknown,
    /// As it was signed, by another key than was expected.
    Other,
    /// Not as it was signed.
    Altered,
    /// No proof of delivery.
    None,
}

impl Verdict {
    fn of(check: Option<&ProofCheck>, expected: Option<&PublicKey>) -> Self {
        match (check, expected) {
            (None, _) => Self::None,
            (Some(check), _) if !check.faults.is_empty() => Self::Altered,
            (Some(_), None) => Self::Unknown,
            (Some(check), Some(expected)) if check.key == *expected => Self::Genuine,
            (Some(_), Some(_)) => Self::Other,
        }
    }

    const fn code(self) -> &'static str {
        match self {
            Self::Genuine => "genuine",
            Self::Unknown => "unknown_key",
            Self::Other => "other_installation",
            Self::Altered => "altered",
            Self::None => "not_a_proof",
        }
    }

    const fn words(self) -> &'static str {
        match self {
            Self::Genuine => "ASLI: berkas ini utuh dan ditandatangani kunci yang diharapkan.",
            Self::Unknown => {
                "UTUH, tetapi kuncinya belum dicocokkan: bandingkan sidik jari di bawah ini dengan \
                 yang diumumkan kantornya, atau pakai `--key`."
            }
            Self::Other => {
                "BUKAN DARI SINI: berkas ini utuh, tetapi ditandatangani instalasi lain."
            }
            Self::Altered => "DIUBAH: isi berkas ini tidak lagi seperti saat ditandatangani.",
            Self::None => "BUKAN BERITA ACARA: tidak ada tanda tangan Patuh di dalam berkas ini.",
        }
    }
}

/// The parts that were altered, for people.
fn altered(check: &ProofCheck) -> Vec<String> {
    let parts = check.faults.iter().map(|fault| match fault {
        ProofFault::Statement => vec!["tanda tangan atas bukti".to_owned()],
        ProofFault::Pages => {
            vec!["halaman atau susunan berkas (bukti di lampiran masih utuh)".to_owned()]
        }
        ProofFault::Evidence(parts) => parts.clone(),
    });
    parts.flatten().collect()
}

fn say_verdict(verdict: Verdict, check: Option<&ProofCheck>) {
    say!("{}", verdict.words());
    let Some(check) = check else {
        return;
    };
    for part in altered(check) {
        say!("  berubah: {part}");
    }
    if verdict != Verdict::Altered {
        say!("  sidik jari kunci: {}", check.key.fingerprint());
        if let Some(evidence) = &check.evidence {
            say!("  nomor  : {}", evidence.number);
            say!("  lingkup: {}", evidence.about);
            say!(
                "  dibuat : {} oleh {}",
                evidence.made_at.format("%Y-%m-%d %H:%M:%SZ"),
                evidence.made_by
            );
            say!("  isi    : {} pos-el", evidence.mails.len());
        }
    }
}

fn print_verdict(verdict: Verdict, check: Option<&ProofCheck>) -> Answer {
    let evidence = check.and_then(|check| check.evidence.as_ref());
    print_json(&serde_json::json!({
        "status": verdict.code(),
        "altered": check.map(altered).unwrap_or_default(),
        "fingerprint": check.map(|check| check.key.fingerprint()),
        "number": evidence.map(|e| &e.number),
        "about": evidence.map(|e| &e.about),
        "made_at": evidence.map(|e| e.made_at),
        "made_by": evidence.map(|e| &e.made_by),
        "mails": evidence.map(|e| e.mails.len()),
    }))
}
