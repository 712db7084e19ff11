//! Schedules and working days.

use chrono::NaiveDate;

use super::{Answer, Done, args::ScheduleCommand, print_json};
use crate::{
    app::{self, Place},
    services::{Outcome, Rehearsal, RemindReport},
};

pub(super) async fn run(command: ScheduleCommand, place: &Place, json: bool) -> Answer {
    let services = app::open(place).await?;
    match command {
        ScheduleCommand::List => {
            let schedules = services.schedules().await?;
            if json {
                return print_json(&schedules);
            }
            for s in &schedules {
                let next = s.next.as_deref().unwrap_or("-");
                say!(
                    "  {:<14} {:<16} {:<10} berikutnya {next}",
                    s.name,
                    s.cron,
                    s.action
                );
                if let Some((at, did)) = &s.last {
                    say!("  {:<14} terakhir {at}: {did}", "");
                }
            }
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

fn print(report: &RemindReport, rehearsal: Rehearsal) {
    if rehearsal == Rehearsal::Yes {
        say!("Uji coba: tidak ada yang ditulis.");
        for decision in &report.decisions {
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
    }
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

pub(super) fn workdays(place: &Place, (from, n): (NaiveDate, u32), json: bool) -> Answer {
    let term = app::calendar(place)?.term(from, n);
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
