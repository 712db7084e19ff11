//! Why an employer has its verdict.

use super::{Answer, Done, list::shape, print_json};
use crate::{
    app::{self, Place},
    domain::{finding::Finding, membership::WorkerState},
    services::Explanation,
};

pub(super) async fn run(employer: &str, place: &Place, json: bool) -> Answer {
    let services = app::open(place).await?;
    let explanation = services.explain(employer).await?;
    if json {
        return print_json(&explanation);
    }
    print(&explanation);
    Ok(Done::Whole)
}

fn print(e: &Explanation) {
    println!("{}  {} {}", e.name, shape(e.row.verdict), e.verdict_words);
    println!("  {}", e.id);
    if let Some(as_of) = e.as_of {
        println!("  Putusan per {as_of}, aturan {}.", e.ruleset);
    }
    println!("\nKenapa?");
    for finding in e
        .findings
        .iter()
        .filter_map(|code| Finding::from_code(code))
    {
        println!("  · {}", finding.words());
    }
    if e.findings.is_empty() {
        println!("  · Tidak ada temuan.");
    }
    numbers(e);
    println!("\nMasukan");
    for input in &e.inputs {
        let day = match (input.as_of, input.age_days) {
            (Some(day), Some(age)) => format!("per {day}, {age} hari sebelum pemeriksaan"),
            (Some(day), None) => format!("per {day}"),
            _ => "tanpa tanggal".to_owned(),
        };
        println!("  {}: {} — {day}", input.what, input.says);
        for file in &input.files {
            println!("      berkas {file}");
        }
    }
    println!("\nAturan");
    for rule in &e.rules {
        println!("  {}: {}\n      {}", rule.name, rule.says, rule.source);
    }
    println!("\nKasus");
    for case in &e.cases {
        let due = case
            .due_on
            .map_or_else(String::new, |d| format!(", batas {d}"));
        println!(
            "  {} {} — {}{due}; {}",
            case.code, case.case_type, case.stage, case.next
        );
    }
    if e.cases.is_empty() {
        println!("  Tidak ada.");
    }
    println!("\nRiwayat putusan");
    for (day, verdict) in &e.history {
        println!("  {day}  {verdict}");
    }
    if let Some(day) = e.next_change_on {
        println!("\nTanpa data baru pun putusan ini diperiksa lagi pada {day}.");
    }
}

fn numbers(e: &Explanation) {
    let row = &e.row;
    println!("\nAngka (dasar hitungan: {})", e.basis);
    if let Some(headcount) = row.headcount {
        println!("  {headcount:>7} pekerja");
    }
    println!(
        "  {:>7} pekerja terdaftar di bawah kode BU-nya",
        row.registered
    );
    for state in WorkerState::ALL {
        if let Some(n) = row.states[state.rank()].filter(|n| *n > 0) {
            println!("  {n:>7} {}", state.words());
        }
    }
    if let Some(n) = row.in_grace.filter(|n| *n > 0) {
        println!("  {n:>7} masih dalam masa tenggang");
    }
    println!(
        "  {:>7} pekerja belum terdaftar sebagaimana mestinya",
        row.shortfall
    );
    if row.missing_contribution.0 > 0 {
        println!(
            "  perkiraan iuran yang kurang sebulan: {}",
            row.missing_contribution
        );
    }
    if let Some(months) = row.arrears_months.filter(|n| *n > 0) {
        println!(
            "  {months:>7} bulan iuran belum lunas, {}",
            row.arrears_amount
        );
    }
}
