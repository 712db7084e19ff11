//! The lines of the list, their headings, and what they are in words.

use serde::Serialize;

use super::{asked::Asked, columns::Column, groups, value::Value};
use crate::{
    domain::ids::EmployerId,
    services::ListLine,
    store::{Order, Sort},
    web::{
        language::{Language, args, number},
        visit::Visit,
        wording::{Held, holds},
    },
};

/// Up to here employers are counted on the page.
pub(super) const COUNTED: u64 = 10_000;

/// The lines, and what they are in words.
#[derive(Debug, Serialize)]
pub(super) struct Table {
    /// "93 badan usaha", or that there are more than can be counted.
    count: String,
    phrases: Vec<Phrase>,
    sorted: String,
    heads: Vec<Head>,
    lines: Vec<Line>,
}

/// One group of a sentence: "with status A or B".
#[derive(Debug, Serialize)]
struct Phrase {
    lead: String,
    chips: Vec<Chip>,
}

#[derive(Debug, Serialize)]
pub(super) struct Chip {
    pub(super) words: String,
    pub(super) on: bool,
    pub(super) href: String,
}

/// The heading of a column.
#[derive(Debug, Serialize)]
struct Head {
    label: String,
    unit: Option<String>,
    number: bool,
    sort_href: Option<String>,
    /// `ascending`, `descending`, or nothing.
    sorted: Option<&'static str>,
}

#[derive(Debug, Serialize)]
struct Line {
    id: EmployerId,
    name: String,
    nib: Option<String>,
    place: Option<String>,
    /// What holds its steps back, unless a column of its own says it.
    holds: Vec<Held>,
    values: Vec<Value>,
}

impl Table {
    pub(super) fn of(visit: &Visit, asked: &Asked, (lines, count): (&[ListLine], u64)) -> Self {
        let shown = asked.shown();
        let name = Head {
            sort_href: Some(sort_href(asked, Sort::Name)),
            sorted: sorted(asked.order, Sort::Name),
            unit: None,
            number: false,
            label: visit.say("employers-col-name"),
        };
        let heads = shown.iter().map(|column| Head {
            label: column.label(visit.language),
            unit: column.unit().map(|unit| visit.say(unit)),
            number: column.is_number(),
            sort_href: column.sort().map(|sort| sort_href(asked, sort)),
            sorted: column.sort().and_then(|sort| sorted(asked.order, sort)),
        });
        let line = |line: &ListLine| Line {
            id: line.row.id,
            name: line.row.name.clone(),
            nib: line.row.nib.clone(),
            place: line
                .row
                .kelurahan
                .clone()
                .or_else(|| line.row.kecamatan.clone()),
            holds: if shown.contains(&Column::Hold) {
                Vec::new()
            } else {
                holds(&line.row, visit).collect()
            },
            values: shown
                .iter()
                .map(|column| column.value(&line.row, visit))
                .collect(),
        };
        Self {
            count: counted(visit.language, count),
            phrases: phrases(visit, asked),
            sorted: visit.say(&sort_key(asked.order)),
            heads: std::iter::once(name).chain(heads).collect(),
            lines: lines.iter().map(line).collect(),
        }
    }
}

/// "93 badan usaha", or "lebih dari 10.000 badan usaha".
pub(super) fn counted(language: Language, count: u64) -> String {
    let (key, count) = if count > COUNTED {
        ("employers-count-more", COUNTED)
    } else {
        ("unit-employers", count)
    };
    language.say_with(key, &args([("count", number(count))]))
}

fn sorted(order: Order, sort: Sort) -> Option<&'static str> {
    let name = if order.falling {
        "descending"
    } else {
        "ascending"
    };
    (order.sort == sort).then_some(name)
}

/// Counts begin with the greatest, names and days with the first; a second press turns them.
fn sort_href(asked: &Asked, sort: Sort) -> String {
    let first = matches!(sort, Sort::Shortfall | Sort::Headcount);
    let falling = if asked.order.sort == sort {
        !asked.order.falling
    } else {
        first
    };
    Asked {
        order: Order { sort, falling },
        ..asked.list()
    }
    .href()
}

pub(super) fn sort_key(order: Order) -> String {
    let way = if order.falling { "down" } else { "up" };
    format!("employers-sort-{}-{way}", order.sort.code())
}

/// The filter as it is read out, each part of which can be let go.
fn phrases(visit: &Visit, asked: &Asked) -> Vec<Phrase> {
    let mut phrases = Vec::new();
    for (at, (group, chosen)) in groups::all().iter().zip(&asked.chosen).enumerate() {
        if chosen.is_empty() {
            continue;
        }
        let chip = |option: &usize| Chip {
            words: groups::words(group, &group.options[*option], visit.language),
            on: true,
            href: asked.toggled(at, *option).href(),
        };
        phrases.push(Phrase {
            lead: visit.say(&format!("employers-with-{}", group.name)),
            chips: chosen.iter().map(chip).collect(),
        });
    }
    if !asked.q.is_empty() {
        let without = Asked {
            q: String::new(),
            ..asked.list()
        };
        phrases.push(Phrase {
            lead: visit.say("employers-with-q"),
            chips: vec![Chip {
                words: format!("“{}”", asked.q),
                on: true,
                href: without.href(),
            }],
        });
    }
    phrases
}
