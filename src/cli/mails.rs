//! The mail that waits.

use super::{Answer, Done, args::MailCommand, print_json};
use crate::app::{self, Place};

pub(super) async fn run(command: MailCommand, place: &Place, json: bool) -> Answer {
    let services = app::open(place).await?;
    match command {
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
