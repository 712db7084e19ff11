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
    say!("{}  {} {}", e.name, shape(e.row.verdict), e.verdict_words);
    say!("  {}", e.id);
    if let Some(as_of) = e.as_of {
        say!("  Putusan per {as_of}, aturan {}.", e.ruleset);
    }
    say!("\nKenapa?");
    for finding in e
        .findings
        .iter()
        .filter_map(|code| Finding::from_code(code))
    {
        say!("  · {}", finding.words());
    }
    if e.findings.is_empty() {
        say!("  · Tidak ada temuan.");
    }
    numbers(e);
    say!("\nMasukan");
    for input in &e.inputs {
        let day = match (input.as_of, input.age_days) {
            (Some(day), Some(age)) => format!("per {day}, {age} hari sebelum pemeriksaan"),
            (Some(day), None) => format!("per {day}"),
            _ => "tanpa tanggal".to_owned(),
        };
        say!("  {}: {} — {day}", input.what, input.says);
        for file in &input.files {
            say!("      berkas {file}");
        }
    }
    say!("\nAturan");
    for rule in &e.rules {
        say!("  {}: {}\n      {}", rule.name, rule.says, rule.source);
    }
    say!("\nKasus");
    for case in &e.cases {
        let due = case
            .due_on
            .map_or_else(String::new, |d| format!(", batas {d}"));
        say!(
            "  {} {} — {}{due}; {}",
            case.code,
            case.case_type,
            case.stage,
            case.next
        );
    }
    if e.cases.is_empty() {
        say!("  Tidak ada.");
    }
    say!("\nRiwayat putusan");
    for (day, verdict) in &e.history {
        say!("  {day}  {verdict}");
    }
    if let Some(day) = e.next_change_on {
        say!("\nTanpa data baru pun putusan ini diperiksa lagi pada {day}.");
    }
}

fn numbers(e: &Explanation) {
    let row = &e.row;
    say!("\nAngka (dasar hitungan: {})", e.basis);
    if let Some(headcount) = row.headcount {
        say!("  {headcount:>7} pekerja");
    }
    say!(
        "  {:>7} pekerja terdaftar di bawah kode BU-nya",
        row.registered
    );
    for state in WorkerState::ALL {
        if let Some(n) = row.states[state.rank()].filter(|n| *n > 0) {
            say!("  {n:>7} {}", state.words());
        }
    }
    if let Some(n) = row.in_grace.filter(|n| *n > 0) {
        say!("  {n:>7} masih dalam masa tenggang");
    }
    say!(
        "  {:>7} pekerja belum terdaftar sebagaimana mestinya",
        row.shortfall
    );
    if row.missing_contribution.0 > 0 {
        say!(
            "  perkiraan iuran yang kurang sebulan: {}",
            row.missing_contribution
        );
    }
    if let Some(months) = row.arrears_months.filter(|n| *n > 0) {
        say!(
            "  {months:>7} bulan iuran belum lunas, {}",
            row.arrears_amount
        );
    }
}
