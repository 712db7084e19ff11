//! The demonstration, and what it prints.

use std::{collections::BTreeMap, net::SocketAddr, sync::Arc};

use super::{
    Answer, Done,
    list::{print_verdicts, shape},
    print_json,
    progress::Steps,
    serve,
};
use crate::{
    app::{self, Place},
    domain::words::{date_words, group_thousands},
    services::{DEMO_OFFICERS, DemoReport, Outcome},
};

pub(super) async fn run(place: &Place, json: bool, listen: Option<SocketAddr>) -> Answer {
    if let Some(listen) = listen {
        serve::may_listen(place, listen)?;
    }
    let services = app::open(place).await?;
    let report = services.demo(Arc::new(Steps)).await?;
    if json {
        print_json(&report)?;
    } else {
        print(&report, place);
    }
    match listen {
        Some(listen) => serve::serve(services, (listen, None)).await,
        None => Ok(Done::Whole),
    }
}

fn print(r: &DemoReport, place: &Place) {
    let s = &r.summary;
    let total: u64 = s.verdicts.iter().map(|(_, n)| n).sum();
    say!();
    say!("  PATUH · kota contoh, semua nama dibuat-buat (CONTOH)");
    say!(
        "  {} badan usaha, diperiksa per {}",
        group_thousands(total),
        date_words(r.check.as_of)
    );
    say!();
    print_verdicts(s);
    say!();
    say!(
        "  {} dari {} pekerja yang wajib didaftarkan sudah terdaftar menurut daftar pekerja;",
        group_thousands(s.enrolled),
        group_thousands(s.due)
    );
    say!(
        "  {} pekerja badan usaha masih dibiayai APBD kota, kira-kira {} sebulan (perkiraan).",
        group_thousands(s.city_funded),
        s.city_budget
    );
    say!();
    print_most_uncovered(r);
    print_done(r);
    print_accounts(r);
    next_steps(r, place);
}

fn print_most_uncovered(r: &DemoReport) {
    say!("  Sepuluh badan usaha dengan pekerja belum terdaftar terbanyak");
    for row in &r.most_uncovered {
        let headcount = row.headcount.unwrap_or(0);
        say!(
            "  {} {:<40} {:>5} dari {:>5} pekerja  {}",
            shape(row.verdict),
            row.name.chars().take(40).collect::<String>(),
            group_thousands(row.shortfall.into()),
            group_thousands(headcount.into()),
            row.kelurahan.as_deref().unwrap_or("-"),
        );
    }
    say!();
}

fn print_done(r: &DemoReport) {
    let [by, second] = DEMO_OFFICERS;
    say!(
        "  {} kasus dikonfirmasi oleh {} dan {}{}.",
        r.confirmed.confirmed,
        by.0,
        second.0,
        if r.confirmed.skipped > 0 {
            format!(" ({} sudah sebelumnya)", r.confirmed.skipped)
        } else {
            String::new()
        }
    );
    say!(
        "  {} pos-el imbauan disusun untuk {} kasus; {} kasus tetap di tempatnya:",
        r.reminders.queued,
        r.reminders.cases,
        r.reminders.held
    );
    for (reason, cases) in held(r) {
        say!("    {cases:>4}  {reason}");
    }
    say!(
        "  {} pos-el ditulis sebagai berkas, tidak ada yang keluar dari komputer ini.",
        r.mails.sent
    );
    say!();
    say!("  Pos-el    {}", r.outbox.display());
    for letter in &r.letters {
        say!("  Surat     {}", letter.display());
    }
    say!("  Berkas    {}", r.files.display());
    say!();
}

fn print_accounts(r: &DemoReport) {
    say!("  Akun contoh untuk masuk ke situs");
    for account in &r.accounts {
        say!(
            "    {:<15} {:<20} {}",
            account.role.code(),
            account.email,
            account.password
        );
    }
    say!();
}

/// Why cases were held, and how many for each reason.
fn held(r: &DemoReport) -> BTreeMap<&str, u32> {
    let mut reasons = BTreeMap::new();
    for decision in &r.reminders.decisions {
        if let Outcome::Hold(reason) = &decision.outcome {
            *reasons.entry(reason.as_str()).or_default() += 1;
        }
    }
    reasons
}

fn next_steps(r: &DemoReport, place: &Place) {
    let data = place.data.display();
    say!("  Berikutnya");
    if let Some(first) = r.most_uncovered.first() {
        let id = first.nib.clone().unwrap_or_else(|| first.id.to_string());
        say!("    patuh --data {data} explain {id}");
    }
    say!("    patuh --data {data} list --format xlsx --out daftar.xlsx");
    say!("    patuh --data {data} schedule next reminders");
    say!("  Tulis `cargo run --release --` di tempat `patuh` bila belum dipasang.");
    say!();
}
