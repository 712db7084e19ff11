//! What an answer says, as rows of a label and a value.

use fluent_bundle::FluentValue;

use crate::{
    domain::answer::{RosterCounts, Said},
    web::{
        language::{args, number},
        visit::Visit,
    },
};

/// What the firm says, row by row.
pub(super) fn rows(visit: &Visit, said: &Said) -> Vec<(String, String)> {
    let row = |key: &str, value: String| (visit.say(&format!("answers-said-{key}")), value);
    match said {
        Said::Registered { bpjs_code, .. } => {
            let none = || visit.say("answers-said-none");
            vec![row("code", bpjs_code.clone().unwrap_or_else(none))]
        }
        Said::NumberDiffers { workers, .. } => vec![row("workers", people(visit, *workers))],
        Said::Roster { as_of, counts, .. } => {
            let mut rows = vec![row("as-of", visit.language.day(*as_of))];
            rows.extend(roster(visit, counts));
            rows
        }
        Said::HeadOffice {
            name,
            city,
            bpjs_code,
            ..
        } => vec![
            row("head-office", name.clone()),
            row("city", city.clone()),
            row("code", bpjs_code.clone()),
        ],
        Said::Closed {
            without_workers,
            since,
            ..
        } => {
            let what = if *without_workers { "empty" } else { "shut" };
            vec![
                row("what", visit.say(&format!("answers-said-{what}"))),
                row("since", visit.language.day(*since)),
            ]
        }
        Said::Promise { by, .. } => vec![row("by", visit.language.day(*by))],
        Said::WrongAddress { address, .. } => vec![row("address", address.clone())],
    }
}

fn roster(visit: &Visit, counts: &RosterCounts) -> Vec<(String, String)> {
    let label = |key: &str| visit.say(&format!("answers-said-{key}"));
    let mut rows = vec![(label("rows"), people(visit, counts.rows))];
    if counts.unreadable > 0 {
        let unreadable = visit.language.number(counts.unreadable.into());
        rows.push((label("unreadable"), unreadable));
    }
    for (state, count) in counts.told() {
        rows.push((visit.say(&format!("state-{state}")), people(visit, count)));
    }
    for (key, count) in [
        ("in-grace", counts.in_grace),
        ("not-employed", counts.not_employed),
    ] {
        if count > 0 {
            rows.push((label(key), people(visit, count)));
        }
    }
    if !counts.open_rows.is_empty() {
        let numbers: Vec<String> = counts.open_rows.iter().map(u32::to_string).collect();
        rows.push((label("open-rows"), numbers.join(", ")));
    }
    rows
}

fn people(visit: &Visit, count: u32) -> String {
    let count: FluentValue<'_> = number(count);
    visit.say_with("unit-workers", &args([("count", count)]))
}
