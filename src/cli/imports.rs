//! Imports.

use super::{Answer, Done, Failure, args::Import, print_json, watcher};
use crate::{
    app::{self, Place},
    intake::Kind,
    services::{ImportReport, ImportRequest},
    store::Source,
};

pub(super) async fn run(wanted: &Import, place: &Place, json: bool) -> Answer {
    let kind = Kind::from_code(&wanted.kind).ok_or_else(|| {
        Failure::Usage(format!(
            "jenis berkas `{}` tidak dikenal; pilih employers, roster, participants atau contributions.",
            wanted.kind
        ))
    })?;
    let source = match &wanted.source {
        None => None,
        Some(_) if kind != Kind::Employers => {
            return Err(Failure::Usage(
                "`--source` hanya untuk employers.".to_owned(),
            ));
        }
        Some(code) => Some(Source::from_code(code).ok_or_else(|| {
            Failure::Usage(format!(
                "sumber `{code}` tidak dikenal; pilih wlkp, oss, bpjs, bpjs_tk atau city."
            ))
        })?),
    };
    let services = app::open(place).await?;
    let request = ImportRequest {
        kind,
        files: wanted.files.clone(),
        as_of: wanted.as_of,
        source,
        dry_run: wanted.dry_run,
        report: wanted.report.clone(),
        demo: false,
    };
    let report = services.import(request, watcher()).await?;
    if json {
        print_json(&report)?;
    } else {
        print(&report, wanted);
    }
    Ok(if report.rejected > 0 {
        Done::Part
    } else {
        Done::Whole
    })
}

fn print(report: &ImportReport, wanted: &Import) {
    let head = if wanted.dry_run {
        "Uji coba (tidak ada yang disimpan)"
    } else {
        "Impor"
    };
    say!(
        "{head} {}: {} baris dari {} berkas; {} diterima, {} ditolak.",
        report.kind,
        report.rows,
        report.files,
        report.accepted,
        report.rejected
    );
    say!(
        "  {} baru, {} berubah, {} tetap.",
        report.created,
        report.updated,
        report.unchanged
    );
    for warning in &report.warnings {
        say!("  ! {warning}");
    }
    match (&wanted.report, report.rejected) {
        (_, 0) => {}
        (Some(path), _) => {
            say!("  Baris yang ditolak beserta sebabnya: {}", path.display());
        }
        (None, _) => {
            say!("  Ulangi dengan `--report ditolak.csv` untuk melihat baris yang ditolak.");
        }
    }
    if !wanted.dry_run {
        say!("  Berikutnya: `patuh check`.");
    }
}
