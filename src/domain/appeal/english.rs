//! The same in English, for firms that an officer chose it for.

use chrono::NaiveDate;

use super::{AppealFacts, AppealWords};
use crate::{finding::CaseType, tongue::Tongue, verdict::Basis};

pub(super) fn words(case_type: CaseType, facts: &AppealFacts) -> AppealWords {
    let source = format!("{}{}", source(facts.basis), as_on(facts.basis_on));
    let bpjs = format!("the data of BPJS Kesehatan{}", as_on(facts.participants_on));
    let AppealFacts {
        headcount,
        registered,
        shortfall,
        ..
    } = facts;
    match case_type {
        CaseType::Registration => AppealWords {
            statement: format!(
                "According to {source}, your company employs {}, but it was not found in {bpjs} as \
                 registered with the national health insurance (JKN).",
                workers(*headcount)
            ),
            action: "register your company and all of its workers with BPJS Kesehatan, at its \
                     office or through its official channels",
        },
        CaseType::DataSubmission if !facts.workers_missing => AppealWords {
            statement: format!(
                "According to {source} and {bpjs}, the wages reported to BPJS Kesehatan differ \
                 from those on the list of workers."
            ),
            action: "explain the difference and bring the reported wages up to date",
        },
        CaseType::DataSubmission if facts.basis == Basis::Roster => AppealWords {
            statement: format!(
                "According to {source} and {bpjs}, {shortfall} of {} {} not found to be \
                 registered as wage-earning participants.",
                workers(*headcount),
                if *shortfall == 1 { "was" } else { "were" }
            ),
            action: MISSING,
        },
        CaseType::DataSubmission => AppealWords {
            statement: format!(
                "According to {source} and {bpjs}, {registered} of {} are registered, which \
                 leaves a difference of {}.",
                workers(*headcount),
                workers(*shortfall)
            ),
            action: MISSING,
        },
        CaseType::ContributionPayment => AppealWords {
            statement: format!(
                "According to the data of BPJS Kesehatan{}, contributions have not been paid in \
                 full for {}; the cover of your workers may be suspended, and the cost of their \
                 care meanwhile falls to the employer.",
                as_on(facts.contributions_on),
                counted(facts.arrears_months, "month")
            ),
            action: "pay the arrears, or agree with BPJS Kesehatan on how to settle them",
        },
    }
}

const MISSING: &str = "register the workers who are not registered yet, or explain the difference";

const fn source(basis: Basis) -> &'static str {
    match basis {
        Basis::Roster => "the list of workers",
        Basis::Wlkp => "the mandatory manpower report (WLKP)",
        Basis::BpjsTk => "the data of BPJS Ketenagakerjaan",
        Basis::None => "our data",
    }
}

fn as_on(day: Option<NaiveDate>) -> String {
    day.map_or_else(String::new, |day| {
        format!(" as of {}", Tongue::English.date(day))
    })
}

fn workers(count: u32) -> String {
    counted(count, "worker")
}

fn counted(count: u32, what: &str) -> String {
    format!("{count} {what}{}", if count == 1 { "" } else { "s" })
}
