//! The demonstration, and what it prints.

use std::{net::SocketAddr, sync::Arc};

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
    services::{DEMO_OFFICERS, DemoReport},
};

pub(super) async fn run(place: &Place, json: bool, listen: Option<SocketAddr>) -> Answer {
    if let Some(listen) = listen {
        serve::only_loopback(listen)?;
    }
    let services = app::open(place).await?;
    let report = services.demo(Arc::new(Steps)).await?;
    if json {
        print_json(&report)?;
    } else {
        print(&report, place);
    }
    match listen {
        Some(listen) => serve::serve(services, listen).await,
        None => Ok(Done::Whole),
    }
}

fn print(r: &DemoReport, place: &Place) {
    let s = &r.summary;
    let total: u64 = s.verdicts.iter().map(|(_, n)| n).sum();
    println!();
    println!("  PATUH · kota contoh, semua nama dibuat-buat (CONTOH)");
    println!(
        "  {} badan usaha, diperiksa per {}",
        group_thousands(total),
        date_words(r.check.as_of)
    );
    println!();
    print_verdicts(s);
    println!();
    println!(
        "  {} dari {} pekerja yang wajib didaftarkan sudah terdaftar menurut daftar pekerja;",
        group_thousands(s.enrolled),
        group_thousands(s.due)
    );
    println!(
        "  {} pekerja badan usaha masih dibiayai APBD kota, kira-kira {} sebulan (perkiraan).",
        group_thousands(s.city_funded),
        s.city_budget
    );
    println!();
    print_most_uncovered(r);
    print_done(r);
    next_steps(r, place);
}

fn print_most_uncovered(r: &DemoReport) {
    println!("  Sepuluh badan usaha dengan pekerja belum terdaftar terbanyak");
    for row in &r.most_uncovered {
        let headcount = row.headcount.unwrap_or(0);
        println!(
            "  {} {:<40} {:>5} dari {:>5} pekerja  {}",
            shape(row.verdict),
            row.name.chars().take(40).collect::<String>(),
            group_thousands(row.shortfall.into()),
            group_thousands(headcount.into()),
            row.kelurahan.as_deref().unwrap_or("-"),
        );
    }
    println!();
}

fn print_done(r: &DemoReport) {
    let [by, second] = DEMO_OFFICERS;
    println!(
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
    println!(
        "  {} pos-el imbauan disusun untuk {} kasus; {} kasus menunggu (tanpa alamat atau bukti lama).",
        r.reminders.queued, r.reminders.cases, r.reminders.held
    );
    println!(
        "  {} pos-el ditulis sebagai berkas, tidak ada yang keluar dari komputer ini.",
        r.mails.sent
    );
    println!();
    println!("  Pos-el    {}", r.outbox.display());
    for letter in &r.letters {
        println!("  Surat     {}", letter.display());
    }
    println!("  Berkas    {}", r.files.display());
    println!();
}

fn next_steps(r: &DemoReport, place: &Place) {
    let data = place.data.display();
    println!("  Berikutnya");
    if let Some(first) = r.most_uncovered.first() {
        let id = first.nib.clone().unwrap_or_else(|| first.id.to_string());
        println!("    patuh --data {data} explain {id}");
    }
    println!("    patuh --data {data} list --format xlsx --out daftar.xlsx");
    println!("    patuh --data {data} schedule next reminders");
    println!("  Tulis `cargo run --release --` di tempat `patuh` bila belum dipasang.");
    println!();
}
