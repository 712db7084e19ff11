//! Cases, and the people who confirm them.

use super::{Answer, Done, Failure, args::CaseCommand, print_json};
use crate::{
    app::{self, Place},
    domain::{
        ids::CaseId,
        ladder::{Blocked, Next, Stage},
    },
    store::CaseRow,
};

pub(super) async fn run(command: CaseCommand, place: &Place, json: bool) -> Answer {
    let services = app::open(place).await?;
    match command {
        CaseCommand::List => {
            let cases = services.open_cases().await?;
            if json {
                let object = |case| object(case, &services.next_of_case(case));
                let objects: Vec<_> = cases.iter().map(object).collect();
                return print_json(&objects);
            }
            say!("{} kasus terbuka.", cases.len());
            for case in &cases {
                say!(
                    "  {}  {:<17} {:<12} {:<10} {}  {}  {}",
                    case.code,
                    case.facts.case_type.words(),
                    case.facts.stage.words(),
                    if case.facts.confirmed {
                        "dikonfirmasi"
                    } else {
                        "menunggu"
                    },
                    case.facts
                        .due_on
                        .map_or_else(|| "-".repeat(10), |d| d.to_string()),
                    case.id,
                    case.employer_name,
                );
                say!("             {}", services.next_of_case(case).words());
            }
            Ok(Done::Whole)
        }
        CaseCommand::Confirm {
            ids,
            all,
            by,
            second,
        } => {
            let ids = ids
                .iter()
                .map(|id| id.parse::<CaseId>())
                .collect::<Result<Vec<_>, _>>()
                .map_err(|_| {
                    Failure::Usage("id kasus berbentuk cs_…; lihat `case list`.".to_owned())
                })?;
            let chosen = (!all).then_some(ids.as_slice());
            let report = services.confirm_cases(chosen, (&by, &second)).await?;
            if json {
                return print_json(&report);
            }
            say!(
                "{} kasus dikonfirmasi oleh {by} dan {second}; {} sudah dikonfirmasi sebelumnya.",
                report.confirmed,
                report.skipped
            );
            say!("  Berikutnya: `patuh schedule run reminders --dry-run`.");
            Ok(Done::Whole)
        }
    }
}

fn object(case: &CaseRow, next: &Next) -> serde_json::Value {
    serde_json::json!({
        "id": case.id,
        "code": case.code,
        "employer_id": case.employer,
        "employer": case.employer_name,
        "case_type": case.facts.case_type.code(),
        "stage": case.facts.stage.code(),
        "confirmed": case.facts.confirmed,
        "opened_on": case.opened_on,
        "due_on": case.facts.due_on,
        "round": case.round,
        "next_step": next.stage.map(Stage::code),
        "next_from_on": next.from_on,
        "blocked": next.blocked.iter().map(Blocked::code).collect::<Vec<_>>(),
        "next": next.words(),
    })
}
