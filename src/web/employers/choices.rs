//! What the page offers to choose from: verdicts, properties, orders, columns.

use serde::Serialize;

use super::{
    asked::Asked,
    columns::Column,
    groups::{self, VERDICT},
    table::{COUNTED, Chip, sort_key},
};
use crate::{
    services::Found,
    store::{Order, Sort},
    web::{
        language::Language,
        visit::Visit,
        wording::{Mark, SHOWN},
    },
};

#[derive(Debug, Serialize)]
pub(super) struct VerdictChip {
    verdict: Mark,
    on: bool,
    count: String,
    href: String,
}

#[derive(Debug, Serialize)]
pub(super) struct GroupView {
    name: &'static str,
    label: String,
    options: Vec<Choice>,
}

#[derive(Debug, Serialize)]
pub(super) struct Choice {
    code: String,
    label: String,
    on: bool,
}

/// The same without its unit, for a chip.
fn short_count(language: Language, count: u64) -> String {
    let text = language.number(count.min(COUNTED));
    if count > COUNTED {
        format!("> {text}")
    } else {
        text
    }
}

pub(super) fn any_verdict(visit: &Visit, asked: &Asked) -> Chip {
    Chip {
        words: visit.say("employers-any-verdict"),
        on: asked.chosen[VERDICT].is_empty(),
        href: asked.of_every_verdict().href(),
    }
}

pub(super) fn verdicts(visit: &Visit, asked: &Asked, found: &Found) -> Vec<VerdictChip> {
    let count = |verdict| {
        found
            .verdicts
            .iter()
            .find(|(v, _)| *v == verdict)
            .map_or(0, |(_, n)| *n)
    };
    let chip = |(option, verdict)| VerdictChip {
        verdict: Mark::from(verdict),
        on: asked.has_verdict(verdict),
        count: short_count(visit.language, count(verdict)),
        href: asked.toggled(VERDICT, option).href(),
    };
    SHOWN.into_iter().enumerate().map(chip).collect()
}

pub(super) fn group_views(visit: &Visit, asked: &Asked) -> Vec<GroupView> {
    let groups = groups::all().iter().enumerate().skip(VERDICT + 1);
    let view = |(at, group): (usize, &'static groups::Group)| GroupView {
        name: group.name,
        label: visit.say(&format!("employers-group-{}", group.name)),
        options: group
            .options
            .iter()
            .enumerate()
            .map(|(option, choice)| Choice {
                code: choice.code.clone(),
                label: groups::words(group, choice, visit.language),
                on: asked.has(at, option),
            })
            .collect(),
    };
    groups.map(view).collect()
}

pub(super) fn hidden(asked: &Asked) -> Vec<(&'static str, String)> {
    let pairs = asked.list().pairs().into_iter();
    pairs
        .filter(|(name, _)| *name == groups::all()[VERDICT].name)
        .collect()
}

pub(super) fn sorts(visit: &Visit, asked: &Asked) -> Vec<Choice> {
    let orders = Sort::ALL
        .into_iter()
        .flat_map(|sort| [false, true].map(|falling| Order { sort, falling }));
    orders
        .map(|order| Choice {
            code: Asked {
                order,
                ..Asked::default()
            }
            .sort_code(),
            label: visit.say(&sort_key(order)),
            on: order == asked.order,
        })
        .collect()
}

pub(super) fn columns(visit: &Visit, asked: &Asked) -> Vec<Choice> {
    let shown = asked.shown();
    let choice = |column: Column| Choice {
        code: column.code().to_owned(),
        label: column.label(visit.language),
        on: shown.contains(&column),
    };
    Column::ALL.map(choice).into()
}

#[cfg(test)]
mod tests {
    use super::{super::table::counted, *};

    #[test]
    fn a_count_is_exact_up_to_ten_thousand() {
        let [id, en] = Language::ALL;
        assert_eq!(counted(id, 10_000), "10.000 badan usaha");
        assert_eq!(counted(id, 10_001), "lebih dari 10.000 badan usaha");
        assert_eq!(counted(en, 1), "1 employer");
        assert_eq!(counted(en, 85_000), "more than 10,000 employers");
        assert_eq!(
            [short_count(id, 10_000), short_count(id, 85_000)],
            ["10.000", "> 10.000"]
        );
    }
}
