//! The list as the templates see it.

use serde::Serialize;

use super::{
    PAGE, PRINTED,
    asked::Asked,
    columns::{Column, Value},
    groups::{self, VERDICT},
};
use crate::{
    domain::ids::EmployerId,
    services::{Found, ListLine},
    store::{Begin, Order, Sort},
    web::{
        Answer,
        forms::Faults,
        frame::{Frame, Place},
        language::{Language, args, number},
        template::Page,
        visit::Visit,
        wording::{Mark, SHOWN},
    },
};

/// Up to here employers are counted on the page.
const COUNTED: u64 = 10_000;

/// The page.
#[derive(Debug, Serialize)]
pub(super) struct ListPage {
    frame: Frame,
    done: Option<&'static str>,
    q: String,
    narrowed: bool,
    table: Table,
    any_verdict: Chip,
    verdicts: Vec<VerdictChip>,
    groups: Vec<GroupView>,
    /// What is asked for besides the search, the groups, the order and the columns.
    hidden: Vec<(&'static str, String)>,
    sorts: Vec<Choice>,
    columns: Vec<Choice>,
    first_href: Option<String>,
    previous_href: Option<String>,
    next_href: Option<String>,
    print_href: String,
    /// Everything that a file of this list needs to know.
    pairs: Vec<(&'static str, String)>,
    query: String,
    views: Vec<ViewChip>,
    view_name: String,
    faults: Faults,
}

impl Page for ListPage {
    const FILE: &'static str = "employers.html";
}

/// The part of the page that changes with every letter typed.
#[derive(Debug, Serialize)]
#[serde(transparent)]
pub(super) struct Region(pub(super) ListPage);

impl Page for Region {
    const FILE: &'static str = "employers_region.html";
}

/// The list on paper.
#[derive(Debug, Serialize)]
pub(super) struct PrintPage {
    frame: Frame,
    table: Table,
    back_href: String,
    /// More was found than paper is good for.
    cut: bool,
}

impl Page for PrintPage {
    const FILE: &'static str = "employers_print.html";
}

/// The lines, and what they are in words.
#[derive(Debug, Serialize)]
struct Table {
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
struct Chip {
    words: String,
    on: bool,
    href: String,
}

#[derive(Debug, Serialize)]
struct VerdictChip {
    verdict: Mark,
    on: bool,
    count: String,
    href: String,
}

#[derive(Debug, Serialize)]
struct GroupView {
    name: &'static str,
    label: String,
    options: Vec<Choice>,
}

#[derive(Debug, Serialize)]
struct Choice {
    code: String,
    label: String,
    on: bool,
}

#[derive(Debug, Serialize)]
struct ViewChip {
    id: String,
    name: String,
    href: String,
    on: bool,
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
    values: Vec<Value>,
}

impl ListPage {
    pub(super) async fn of(visit: &Visit, asked: &Asked) -> Answer<Self> {
        let services = &visit.services;
        let order = (asked.order, asked.begin);
        let found = services.find(&asked.question(), order, PAGE).await?;
        let officer = visit.officer()?.officer.id;
        let (list, query) = (asked.list(), asked.query());
        let views = services
            .views_of(officer)
            .await?
            .into_iter()
            .map(|view| ViewChip {
                id: view.id.to_string(),
                on: view.query == query,
                href: if view.query.is_empty() {
                    "/employers".to_owned()
                } else {
                    format!("/employers?{}", view.query)
                },
                name: view.name,
            });
        let title = visit.say("employers-title");
        let frame = Frame::of(visit, Place::Employers, title).await?;
        let ends = [found.lines.first(), found.lines.last()];
        let [top, bottom] = ends.map(|line| line.map(|line| line.row.id));
        let page = |begin: Begin| {
            Asked {
                begin,
                ..list.clone()
            }
            .href()
        };
        Ok(Self {
            frame: frame.searching(&asked.q),
            done: asked.done,
            q: asked.q.clone(),
            narrowed: asked.is_narrowed(),
            any_verdict: any_verdict(visit, asked),
            verdicts: verdicts(visit, asked, &found),
            groups: group_views(visit, asked),
            hidden: hidden(asked),
            sorts: sorts(visit, asked),
            columns: columns(visit, asked),
            first_href: found.before.then(|| list.href()),
            previous_href: top
                .filter(|_| found.before)
                .map(|id| page(Begin::Before(id))),
            next_href: bottom
                .filter(|_| found.after)
                .map(|id| page(Begin::After(id))),
            print_href: list.at("/employers/print"),
            pairs: list.pairs(),
            views: views.collect(),
            query,
            view_name: String::new(),
            faults: Faults::default(),
            table: Table::of(visit, asked, (&found.lines, found.count)),
        })
    }

    /// Shows what is wrong with the view that was to be saved.
    pub(super) fn refuse_view(&mut self, name: String, faults: Faults) {
        self.view_name = name;
        self.faults = faults;
    }
}

impl PrintPage {
    pub(super) async fn of(visit: &Visit, asked: &Asked) -> Answer<Self> {
        let order = (asked.order, Begin::Top);
        let found = visit
            .services
            .find(&asked.question(), order, PRINTED)
            .await?;
        let title = visit.say("employers-title");
        Ok(Self {
            frame: Frame::of(visit, Place::Employers, title).await?,
            back_href: asked.list().href(),
            cut: found.after,
            table: Table::of(visit, asked, (&found.lines, found.count)),
        })
    }
}

impl Table {
    fn of(visit: &Visit, asked: &Asked, (lines, count): (&[ListLine], u64)) -> Self {
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
fn counted(language: Language, count: u64) -> String {
    let (key, count) = if count > COUNTED {
        ("employers-count-more", COUNTED)
    } else {
        ("unit-employers", count)
    };
    language.say_with(key, &args([("count", number(count))]))
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

fn sort_key(order: Order) -> String {
    let way = if order.falling { "down" } else { "up" };
    format!("employers-sort-{}-{way}", order.sort.code())
}

fn any_verdict(visit: &Visit, asked: &Asked) -> Chip {
    Chip {
        words: visit.say("employers-any-verdict"),
        on: asked.chosen[VERDICT].is_empty(),
        href: asked.of_every_verdict().href(),
    }
}

fn verdicts(visit: &Visit, asked: &Asked, found: &Found) -> Vec<VerdictChip> {
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

/// The filter as it is read out, each part of which can be let go.
fn phrases(visit: &Visit, asked: &Asked) -> Vec<Phrase> {
    let mut phrases = Vec::new();
    for (at, (group, chosen)) in groups::all().iter().zip(&asked.chosen).enumerate() {
        if chosen.is_empty() {
            continue;
        }
        let chip = |option: &usize| Chip {
            words: group.options[*option].words(visit.language),
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

fn group_views(visit: &Visit, asked: &Asked) -> Vec<GroupView> {
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
                label: choice.words(visit.language),
                on: asked.has(at, option),
            })
            .collect(),
    };
    groups.map(view).collect()
}

fn hidden(asked: &Asked) -> Vec<(&'static str, String)> {
    let pairs = asked.list().pairs().into_iter();
    pairs
        .filter(|(name, _)| *name == groups::all()[VERDICT].name)
        .collect()
}

fn sorts(visit: &Visit, asked: &Asked) -> Vec<Choice> {
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

fn columns(visit: &Visit, asked: &Asked) -> Vec<Choice> {
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
    use super::*;

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
