//! A plain reading of the lines, without any index, and questions to put to it.

use chrono::{DateTime, Utc};
use patuh::{
    domain::{
        facet::{Contact, Facet, Hold, Size},
        finding::Finding,
        ladder::Stage,
        membership::WorkerState,
        names::Form,
        regions::{KELURAHAN, kelurahan},
        verdict::Verdict,
    },
    store::{ListRow, Order, Question, Sort},
};

use super::Dice;
use crate::support::day;

/// What a list goes by, read from a line without any index.
pub(super) fn holds(row: &ListRow, facet: Facet, recent_from: DateTime<Utc>) -> bool {
    match facet {
        Facet::Verdict(verdict) => row.verdict == verdict,
        Facet::Finding(finding) => row.findings.split(';').any(|code| code == finding.code()),
        Facet::Kelurahan(place) => row.kelurahan.as_deref().and_then(kelurahan) == place,
        Facet::Form(form) => row.form.as_deref().and_then(Form::from_code) == form,
        Facet::Size(size) => Size::of(row.headcount) == size,
        Facet::Stage(stage) => row.stage.as_deref().and_then(Stage::from_code) == stage,
        Facet::Email(known) => row.has_email == known,
        Facet::Contact(Contact::Never) => row.contacted_at.is_none(),
        Facet::Contact(Contact::Recent) => row.contacted_at.is_some_and(|at| at >= recent_from),
        Facet::Contact(Contact::Earlier) => row.contacted_at.is_some_and(|at| at < recent_from),
        Facet::Hold(Some(hold)) => row.holds_on(day(2026, 3, 16)).any(|one| one == hold),
        Facet::Hold(None) => row.holds_on(day(2026, 3, 16)).next().is_none(),
        Facet::SelfFunded => row.states[WorkerState::SelfFunded.rank()].is_some_and(|n| n > 0),
    }
}

pub(super) fn says(row: &ListRow, search: &str) -> bool {
    let name = row.name.to_uppercase();
    let words: Vec<&str> = name.split(|c: char| !c.is_alphanumeric()).collect();
    let code = row
        .code
        .map_or_else(String::new, |code| format!("{code:08}"));
    let numbers = [
        row.nib.clone().unwrap_or_default(),
        code.clone(),
        code.trim_start_matches('0').to_owned(),
    ];
    search.to_uppercase().split_whitespace().all(|term| {
        words.iter().any(|word| word.starts_with(term))
            || numbers.iter().any(|n| n.starts_with(term))
    })
}

/// Sorted by the value, the unknown last, then by name and id.
pub(super) fn sort(rows: &mut [ListRow], order: Order) {
    let value = |row: &ListRow| -> Option<i64> {
        match order.sort {
            Sort::Name => None,
            Sort::Shortfall => Some(row.shortfall.into()),
            Sort::Headcount => row.headcount.map(Into::into),
            Sort::Coverage => row.coverage.map(Into::into),
            Sort::DueOn => row.due_on.map(|d| (d - day(2020, 1, 1)).num_days()),
        }
    };
    rows.sort_by(|a, b| (&a.name, a.id).cmp(&(&b.name, b.id)));
    if order.sort == Sort::Name {
        if order.falling {
            rows.reverse();
        }
        return;
    }
    rows.sort_by_key(|row| {
        let value = value(row);
        let turned = value.map(|v| if order.falling { -v } else { v });
        (value.is_none(), turned)
    });
}

/// Every value of a property, and that it is not known.
fn or_unknown<T, const N: usize>(all: [T; N], facet: impl Fn(Option<T>) -> Facet) -> Vec<Facet> {
    all.into_iter().map(Some).chain([None]).map(facet).collect()
}

pub(super) fn random_question(dice: &mut Dice) -> (Question, Order) {
    let mut groups: Vec<Vec<Facet>> = vec![
        Verdict::ALL.map(Facet::Verdict).to_vec(),
        Finding::ALL.map(Facet::Finding).to_vec(),
        or_unknown(KELURAHAN, Facet::Kelurahan),
        or_unknown(Form::ALL, Facet::Form),
        or_unknown(Size::ALL, Facet::Size),
        or_unknown(Stage::ALL, Facet::Stage),
        vec![Facet::Email(true), Facet::Email(false)],
        Contact::ALL.map(Facet::Contact).to_vec(),
        or_unknown(Hold::ALL, Facet::Hold),
        vec![Facet::SelfFunded],
    ];
    let mut all_of = Vec::new();
    for _ in 0..dice.throw(4) {
        let mut group = groups.remove(dice.throw(groups.len()));
        let kept = 1 + dice.throw(group.len());
        while group.len() > kept {
            group.remove(dice.throw(group.len()));
        }
        all_of.push(group);
    }
    let searches = [
        "",
        "",
        "",
        "mis",
        "jaya con",
        "88",
        "9120",
        "912000000",
        "pt",
        "00000",
        "12",
        "él",
        "tidakada",
    ];
    let order = Order {
        sort: dice.one_of(&Sort::ALL),
        falling: dice.throw(2) == 1,
    };
    let question = Question {
        search: dice.one_of(&searches).to_owned(),
        all_of,
        only: None,
    };
    (question, order)
}
