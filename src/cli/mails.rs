//! The mail that waits.

use std::{io::Read, path::Path};

use super::{Answer, Done, args::MailCommand, files, print_json};
use crate::{
    app::{self, Place},
    services::{Channel, ReturnedReport, Services},
};

/// Bytes of a message that are taken; whatever matters stands before a large copy.
const MOST: u64 = 16 << 20;

pub(super) async fn run(command: MailCommand, place: &Place, json: bool) -> Answer {
    if let MailCommand::Samples { out } = command {
        return samples(&out, json).await;
    }
    let services = app::open(place).await?;
    match command {
        MailCommand::Samples { .. } => unreachable!("it needs no installation"),
        MailCommand::Send => {
            let report = services.send_mail().await?;
            if json {
                print_json(&report)?;
            } else {
                say!(
                    "{} terkirim, {} ditunda, {} ditolak; {} masih menunggu.",
                    report.sent,
                    report.deferred,
                    report.failed,
                    report.waiting
                );
                if let Some(note) = &report.note {
                    say!("  {note}");
                }
            }
            Ok(if report.deferred + report.failed > 0 {
                Done::Part
            } else {
                Done::Whole
            })
        }
        MailCommand::Bounce => {
            let bytes = from_input(&mut std::io::stdin().lock())?;
            let report = services.take_returned(&bytes, Channel::Stdin).await?;
            if json {
                print_json(&report)?;
            } else {
                say!("{}", told(&report));
            }
            Ok(if report.matched {
                Done::Whole
            } else {
                Done::Part
            })
        }
        MailCommand::Status => {
            let counts = services.mail_counts().await?;
            if json {
                let object: serde_json::Map<String, serde_json::Value> = counts
                    .iter()
                    .map(|(s, n)| (s.code().to_owned(), (*n).into()))
                    .collect();
                return print_json(&object);
            }
            for (state, n) in counts {
                say!("  {n:>7} {}", state.words());
            }
            Ok(Done::Whole)
        }
    }
}

/// The beginning of what comes in, to the end, so that whoever writes is not cut off.
fn from_input(input: &mut impl Read) -> std::io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    input.by_ref().take(MOST).read_to_end(&mut bytes)?;
    std::io::copy(input, &mut std::io::sink())?;
    Ok(bytes)
}

/// The same for people: what it is, whether it is ours, whom it concerns.
fn told(report: &ReturnedReport) -> String {
    let kind = match report.kind {
        "hard" => "Kembali: alamat tidak menerima pos-el",
        "soft" => "Kembali: tidak dapat disampaikan untuk sementara",
        "delayed" => "Tertunda: masih dicoba oleh server",
        "delivered" => "Sampai di kotak surat penerima",
        "auto_reply" => "Balasan otomatis",
        "reply" => "Jawaban dari orang",
        _ => "Pesan yang tidak dikenali",
    };
    let status = report
        .status
        .as_deref()
        .map(|s| format!(" ({s})"))
        .unwrap_or_default();
    let whom = if report.recipients.is_empty() {
        String::new()
    } else {
        format!(" – {}", report.recipients.join(", "))
    };
    let ours = if report.matched {
        "milik pos-el yang kami kirim"
    } else {
        "bukan milik pos-el yang kami kirim"
    };
    format!("{kind}{status}{whom}; {ours}.")
}

/// Writes the samples; no installation is opened, and no mail leaves.
async fn samples(out: &Path, json: bool) -> Answer {
    let mails = Services::sample_mails().await?;
    for mail in &mails {
        files::write(
            &out.join(format!("{}.eml", mail.name)),
            mail.message.as_bytes(),
        )?;
        files::write(
            &out.join(format!("{}.html", mail.name)),
            mail.html.as_bytes(),
        )?;
    }
    if json {
        return print_json(&serde_json::json!({ "path": out, "mails": mails.len() }));
    }
    eprintln!("{} pos-el ditulis di {}.", mails.len(), out.display());
    Ok(Done::Whole)
}
