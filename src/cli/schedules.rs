//! Schedules and working days.

use chrono::NaiveDate;

use super::{Answer, Done, args::ScheduleCommand, print_json};
use crate::{
    app::{self, Place},
    domain::schedule::RunState,
    services::{Decision, Did, Outcome, Rehearsal, ScheduleView},
};

pub(super) async fn run(command: ScheduleCommand, place: &Place, json: bool) -> Answer {
    let services = app::open(place).await?;
    match command {
        ScheduleCommand::List => {
            let schedules = services.schedules().await?;
            if json {
                return print_json(&schedules);
            }
            schedules.iter().for_each(print_line);
        }
        ScheduleCommand::Run { name, dry_run } => {
            let rehearsal = if dry_run {
                Rehearsal::Yes
            } else {
                Rehearsal::No
            };
            let report = services.run_schedule(&name, rehearsal).await?;
            if json {
                return print_json(&report);
            }
            print(&report, rehearsal);
        }
        ScheduleCommand::Beat => {
            let done = services.run_owed().await?;
            if json {
                let done: Vec<_> = done
                    .iter()
                    .map(|(name, did)| serde_json::json!({ "name": name, "did": did }))
                    .collect();
                return print_json(&done);
            }
            for (name, did) in &done {
                say!("  {name:<14} {}", did.words());
            }
            if done.is_empty() {
                say!("Tidak ada jadwal yang jatuh tempo.");
            }
        }
        ScheduleCommand::Next { name, n } => {
            let times = services.schedule_times(&name, n.into()).await?;
            let texts: Vec<String> = times.iter().map(chrono::DateTime::to_rfc3339).collect();
            if json {
                return print_json(&texts);
            }
            for text in texts {
                say!("{text}");
            }
        }
    }
    Ok(Done::Whole)
}

fn print_line(s: &ScheduleView) {
    let next = match (s.enabled, s.next.as_deref()) {
        (false, _) => "dimatikan",
        (true, next) => next.unwrap_or("-"),
    };
    say!("  {:<14} {:<16} {}", s.name, s.cron, s.reading);
    say!("  {:<14} {:<16} berikutnya {next}", "", s.action);
    if let Some((at, did)) = &s.last {
        let state = s.last_state.map_or("", state_words);
        say!("  {:<14} terakhir {at} ({state}): {did}", "");
    }
}

fn state_words(code: &str) -> &str {
    match RunState::from_code(code) {
        Some(RunState::Running) => "berjalan",
        Some(RunState::Done) => "selesai",
        Some(RunState::Failed) => "gagal",
        Some(RunState::Skipped) => "dilewati",
        None => code,
    }
}

fn print(did: &Did, rehearsal: Rehearsal) {
    if rehearsal == Rehearsal::Yes {
        say!("Uji coba: tidak ada yang ditulis.");
        did.decisions().iter().for_each(print_decision);
    }
    let Did::Reminders(report) = did else {
        say!("{}.", did.words());
        return;
    };
    say!(
        "{} pos-el untuk {} kasus; {} kasus tetap di tempatnya.",
        report.queued,
        report.cases,
        report.held
    );
    if rehearsal == Rehearsal::No && report.queued > 0 {
        say!("  Berikutnya: `patuh mail send`.");
    }
}

fn print_decision(decision: &Decision) {
    let (mark, text) = match &decision.outcome {
        Outcome::Draft(letter) => ('§', letter.clone()),
        Outcome::Notify(address) if decision.notice == "appeal" => {
            ('→', format!("imbauan ke {address}"))
        }
        Outcome::Notify(address) => ('→', format!("pengingat tenggat ke {address}")),
        Outcome::Hold(why) => ('·', format!("tidak: {why}")),
    };
    say!(
        "  {mark} {} {:<17} {} — {text}",
        decision.case,
        decision.case_type,
        decision.employer
    );
}

pub(super) async fn workdays(place: &Place, (from, n): (NaiveDate, u32), json: bool) -> Answer {
    let term = app::calendar(place).await?.term(from, n);
    for year in &term.unknown_years {
        eprintln!("Perhatian: hari libur tahun {year} belum dimuat; batas dapat lebih lambat.");
    }
    if json {
        let skipped: Vec<_> = term
            .skipped
            .iter()
            .map(|(date, reason)| serde_json::json!({ "date": date, "reason": reason }))
            .collect();
        return print_json(&serde_json::json!({
            "from": from, "n": n, "due": term.due, "skipped": skipped,
        }));
    }
    say!("Diterima {from}, {n} hari kerja: berakhir {}.", term.due);
    for (date, reason) in &term.skipped {
        say!("  {date}  {reason}");
    }
    Ok(Done::Whole)
}
