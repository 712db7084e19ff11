//! The verdict and what it rests on, as codes and numbers that the template words.

use chrono::NaiveDate;
use serde::Serialize;

use crate::{
    domain::{
        finding::Finding,
        membership::WorkerState,
        verdict::{Basis, Verdict},
    },
    services::{Explanation, Input, InputFact, Rule},
    store::ListRow,
    web::wording::{due, percent, permille},
};

/// The verdict in one sentence: which, and its numbers.
#[derive(Debug, Serialize)]
pub(super) struct Headline {
    key: &'static str,
    count: u64,
    whole: u64,
    amount: String,
}

/// Due workers in one state, and their part of the bar.
#[derive(Debug, Serialize)]
pub(super) struct StateLine {
    code: &'static str,
    /// Should be enrolled by the employer and is not.
    missing: bool,
    count: u64,
    share: String,
    x: u64,
    width: u64,
}

/// One thing that has to change before the verdict is compliant.
#[derive(Debug, Serialize)]
pub(super) struct Becomes {
    key: &'static str,
    count: u64,
}

#[derive(Debug, Serialize)]
pub(super) struct InputLine {
    key: &'static str,
    count: u64,
    unreadable: u64,
    /// Whether the verdict rests on this headcount; `None` for what is no headcount.
    used: Option<bool>,
    sources: Vec<String>,
    files: Vec<(String, u64)>,
    as_of: Option<NaiveDate>,
    age: Option<i64>,
}

#[derive(Debug, Serialize)]
pub(super) struct RuleLine {
    code: &'static str,
    /// The rate and since when it holds.
    rate: Option<(String, NaiveDate)>,
    source: String,
}

/// The verdict in one sentence, with its numbers.
pub(super) fn headline(row: &ListRow) -> Headline {
    let declared = Basis::from_code(&row.basis) != Some(Basis::Roster);
    let whole = if declared {
        row.headcount.unwrap_or(0).into()
    } else {
        due(row)
    };
    let (key, count) = match row.verdict {
        Verdict::Closed => ("closed", 0),
        Verdict::Unknown => ("unknown", 0),
        Verdict::Unregistered if declared => ("unregistered_declared", whole),
        Verdict::Unregistered => ("unregistered", whole),
        Verdict::PartialWorkers => ("partial_workers", row.shortfall.into()),
        Verdict::InArrears => ("in_arrears", row.arrears_months.unwrap_or(0).into()),
        Verdict::PartialWages => ("partial_wages", 0),
        Verdict::Compliant if whole == 0 => ("nobody_due", 0),
        Verdict::Compliant => ("compliant", whole),
    };
    Headline {
        key,
        count,
        whole,
        amount: row.arrears_amount.to_string(),
    }
}

pub(super) fn states(row: &ListRow) -> Vec<StateLine> {
    let whole = due(row);
    let mut before = 0;
    let line = |state: WorkerState| {
        let count = u64::from(row.states[state.rank()].unwrap_or(0));
        let x = before * 1_000 / whole.max(1);
        before += count;
        StateLine {
            code: state.code(),
            missing: state.is_missing(),
            count,
            share: percent(count, whole),
            x,
            width: permille(count, whole),
        }
    };
    WorkerState::ALL
        .into_iter()
        .map(line)
        .filter(|line| line.count > 0)
        .collect()
}

/// Everything that has to change before the verdict is compliant.
pub(super) fn becomes(row: &ListRow) -> Vec<Becomes> {
    let found = |finding: Finding| row.findings.split(';').any(|code| code == finding.code());
    let unknown = row.verdict == Verdict::Unknown;
    let mut all = Vec::new();
    let mut put = |when: bool, key, count: u32| {
        if when {
            let count = count.into();
            all.push(Becomes { key, count });
        }
    };
    let no_basis = unknown && row.basis == Basis::None.code();
    put(no_basis, "headcount", 0);
    put(
        unknown && found(Finding::ProbableMatch),
        "probable_match",
        0,
    );
    put(
        unknown && found(Finding::ViaHeadOffice),
        "via_head_office",
        0,
    );
    put(
        unknown && found(Finding::RosterDamaged),
        "roster_damaged",
        0,
    );
    let missing = found(Finding::Unregistered) || found(Finding::PartialWorkers);
    put(missing, "workers", row.shortfall);
    put(
        found(Finding::InArrears),
        "arrears",
        row.arrears_months.unwrap_or(0),
    );
    put(found(Finding::PartialWages), "wages", 0);
    all
}

pub(super) fn inputs(told: &Explanation) -> Vec<InputLine> {
    told.inputs.iter().map(input).collect()
}

fn input(input: &Input) -> InputLine {
    let (key, count, used) = match &input.fact {
        InputFact::Registry { .. } => ("registry", 0, None),
        InputFact::Roster { rows, used, .. } => ("roster", (*rows).into(), Some(*used)),
        InputFact::Declared { by, workers, used } => {
            let key = if *by == Basis::Wlkp {
                "wlkp"
            } else {
                "bpjs_tk"
            };
            (key, workers.parse().unwrap_or(0), Some(*used))
        }
        InputFact::Own { rows } => ("own", (*rows).into(), None),
        InputFact::HeadOffice { rows } => ("head_office", (*rows).into(), None),
        InputFact::Contributions { rows } => ("contributions", (*rows).into(), None),
    };
    InputLine {
        key,
        count,
        unreadable: match &input.fact {
            InputFact::Roster { unreadable, .. } => (*unreadable).into(),
            _ => 0,
        },
        used,
        sources: match &input.fact {
            InputFact::Registry { sources } => sources.clone(),
            _ => Vec::new(),
        },
        files: input.file_rows.clone(),
        as_of: input.as_of,
        age: input.age_days,
    }
}

/// What was found, and the rates that the numbers were made with.
pub(super) fn rules(told: &Explanation) -> (Vec<RuleLine>, Vec<RuleLine>) {
    let line = |rule: &Rule| RuleLine {
        code: rule.code,
        rate: rule.rate.clone(),
        source: rule.source.clone(),
    };
    told.rules
        .iter()
        .map(line)
        .partition(|rule| rule.rate.is_none())
}
