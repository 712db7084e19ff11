//! Why an employer has its verdict.

use serde::Serialize;

use super::{Answer, Done, args::Asked, list::shape, print_json};
use crate::{
    app::{self, Place},
    domain::{finding::Finding, membership::WorkerState},
    services::{Explanation, Past, Services},
};

/// An explanation, with the past where somebody asks for it.
#[derive(Serialize)]
struct Told {
    #[serde(flatten)]
    explanation: Explanation,
    #[serde(skip_serializing_if = "Option::is_none")]
    past: Option<Past>,
}

/// `as_of` asks what was true on a day; another "now" asks what was known then.
pub(super) async fn run(asked: &Asked, place: &Place, json: bool) -> Answer {
    let (employer, as_of) = (asked.employer.as_str(), asked.as_of);
    let services = app::open(place).await?;
    let explanation = services.explain(employer).await?;
    let past = if as_of.is_some() || place.at.is_some() {
        Some(services.past_meant(employer, as_of).await?)
    } else {
        None
    };
    if json {
        return print_json(&Told { explanation, past });
    }
    print(&explanation);
    if let Some(past) = &past {
        print_past(past, &services);
    }
    Ok(Done::Whole)
}

fn print_past(past: &Past, services: &Services) {
    let known = services.local(past.known_at).format("%Y-%m-%d %H.%M");
    say!(
        "\nBerlaku pada {}, menurut yang diketahui pada {known}",
        past.on
    );
    if let Some((since, verdict)) = past.verdict {
        say!("  putusan: {}, per {since}", verdict.words());
    }
    for one in &past.fields {
        let source = &one.source;
        let from = match (source.by.as_deref(), source.source.as_str()) {
            (Some(name), _) => name,
            (None, "") => "sumber tidak tercatat",
            (None, code) => code,
        };
        let batch = source
            .batch
            .map_or_else(String::new, |batch| format!(", impor {batch}"));
        let changed = if one.changed { " (kini berbeda)" } else { "" };
        say!(
            "  {}: {}{changed} — sejak {}; {from} per {}{batch}",
            one.field.code(),
            one.value,
            one.since,
            source.as_of
        );
    }
    if past.fields.is_empty() {
        say!("  Pada waktu itu belum ada data badan usaha ini.");
    }
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
    matches(e);
    say!("\nRiwayat putusan");
    for (day, verdict) in &e.history {
        say!("  {day}  {verdict}");
    }
    if let Some(day) = e.next_change_on {
        say!("\nTanpa data baru pun putusan ini diperiksa lagi pada {day}.");
    }
}

fn matches(e: &Explanation) {
    if e.matches.is_empty() {
        return;
    }
    say!("\nKecocokan");
    for one in &e.matches {
        let judged = one.judged.as_deref().unwrap_or("belum dinilai");
        say!("  {} ({}): {}; {judged}", one.name, one.id, one.found);
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
