//! Letter drafts.

use std::path::Path;

use super::{
    Answer, Done, Failure,
    args::{LetterCommand, LetterFormat},
    files, print_json,
};
use crate::{
    app::{self, Place},
    domain::ids::LetterId,
    services::Services,
};

pub(super) async fn run(command: LetterCommand, place: &Place, json: bool) -> Answer {
    match command {
        LetterCommand::List => {
            let letters = app::open(place).await?.letters().await?;
            if json {
                let objects: Vec<_> = letters
                    .iter()
                    .map(|l| {
                        serde_json::json!({
                            "id": l.id, "no": l.no, "kind": l.kind, "state": l.state, "number": l.number.as_ref().map(|n| &n.number),
                            "title": l.title, "drafted_at": l.drafted_at, "demo": l.demo,
                        })
                    })
                    .collect();
                return print_json(&objects);
            }
            say!("{} surat.", letters.len());
            for l in &letters {
                say!(
                    "  {:>3}  {:<14} {:<9} {:<24} {}  {}",
                    l.no,
                    l.kind.code(),
                    l.state.code(),
                    l.number.as_ref().map_or("-", |number| &number.number),
                    l.id,
                    l.title
                );
            }
            Ok(Done::Whole)
        }
        LetterCommand::Render { id, format, out } => {
            let id: LetterId = id.parse().map_err(|_| {
                Failure::Usage("id surat berbentuk lt_…; lihat `letter list`.".to_owned())
            })?;
            let services = app::open(place).await?;
            let bytes = match format {
                LetterFormat::Pdf => services.print_letter(id).await?.pdf,
                LetterFormat::Docx => services.letter_as_docx(id).await?.1,
            };
            write(&out, &bytes, json)
        }
        LetterCommand::Batches => batches(place, json).await,
        LetterCommand::Sample { kind, format, out } => {
            let made = match format {
                LetterFormat::Pdf => Services::print_sample(&kind).await?.map(|p| p.pdf),
                LetterFormat::Docx => Services::sample_docx(&kind).await?,
            };
            let Some(bytes) = made else {
                return Err(Failure::Usage(format!(
                    "jenis surat `{kind}` belum ada; yang ada: circular, appeal, reprimand_1, \
                     reprimand_2, referral, arrears_report, thanks."
                )));
            };
            write(&out, &bytes, json)
        }
    }
}

async fn batches(place: &Place, json: bool) -> Answer {
    let report = app::open(place).await?.print_batches().await?;
    if json {
        return print_json(&report);
    }
    say!(
        "{} cetakan, {} surat disusun, {} tidak dapat disusun.",
        report.batches,
        report.set,
        report.problems
    );
    Ok(Done::Whole)
}

fn write(out: &Path, bytes: &[u8], json: bool) -> Answer {
    files::write(out, bytes)?;
    if json {
        return print_json(&serde_json::json!({ "path": out, "bytes": bytes.len() }));
    }
    eprintln!("{} ditulis.", out.display());
    Ok(Done::Whole)
}
