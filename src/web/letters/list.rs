//! The list of letters, by state and kind.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};
use validator::Validate;

use super::{
    super::{
        Answer,
        frame::{Frame, Place},
        query::{Checked, address},
        template::{self, Page},
        visit::Visit,
    },
    LetterLine,
    batches::{PRINTERS, makes},
};
use crate::{
    domain::{
        ids::LetterId,
        letter::{LetterKind, LetterState},
    },
    store::{Letter, LetterFilter, RecipientCounts},
};

/// Letters on a page.
const PAGE: u32 = 100;
/// Nobody turns further.
const MOST_PAGES: u32 = 1_000_000;

/// Which letters are asked for.
#[derive(Debug, Default, Deserialize, Validate)]
#[serde(default)]
pub(super) struct Query {
    #[validate(length(max = 20))]
    state: String,
    #[validate(length(max = 20))]
    kind: String,
    /// From 1.
    page: u32,
}

/// The list.
#[derive(Debug, Serialize)]
struct LettersPage {
    frame: Frame,
    states: Vec<Chip>,
    kinds: Vec<Chip>,
    /// There are letters at all.
    any: bool,
    count: u64,
    lines: Vec<Line>,
    first_href: Option<String>,
    next_href: Option<String>,
    /// Whether the reader prints letters, and into what.
    prints: bool,
    makes: Vec<(&'static str, String)>,
}

impl Page for LettersPage {
    const FILE: &'static str = "letters.html";
}

/// A way to sieve the list; the code is empty for all.
#[derive(Debug, Serialize)]
struct Chip {
    code: &'static str,
    count: u64,
    on: bool,
    href: String,
}

/// A letter with how many it goes to.
#[derive(Debug, Serialize)]
struct Line {
    letter: LetterLine,
    to_many: bool,
    listed: u64,
    received: u64,
}

fn at(state: &str, kind: &str, page: u32) -> String {
    let page = if page > 1 {
        page.to_string()
    } else {
        String::new()
    };
    let all = [("state", state), ("kind", kind), ("page", page.as_str())];
    let told: Vec<_> = all
        .into_iter()
        .filter(|(_, value)| !value.is_empty())
        .collect();
    address("/letters", &told)
}

/// A way for each that there is something of, and the one for all.
fn chips<T: Copy + PartialEq>(
    all: &[T],
    chosen: Option<T>,
    of: impl Fn(Option<T>) -> (&'static str, u64, String),
) -> Vec<Chip> {
    let ways = std::iter::once(None).chain(all.iter().copied().map(Some));
    let chip = |one: Option<T>| {
        let (code, count, href) = of(one);
        let on = one == chosen;
        (count > 0 || on || one.is_none()).then_some(Chip {
            code,
            count,
            on,
            href,
        })
    };
    ways.filter_map(chip).collect()
}

pub(super) async fn show(visit: Visit, Checked(query): Checked<Query>) -> Answer {
    let services = &visit.services;
    let asked = LetterFilter {
        state: LetterState::from_code(&query.state),
        kind: LetterKind::from_code(&query.kind),
    };
    let page = query.page.clamp(1, MOST_PAGES);
    let from = (page - 1) * PAGE;
    let (letters, all) = services.letters_found(&asked, (PAGE, from)).await?;
    let counts: HashMap<LetterId, RecipientCounts> =
        services.recipient_counts().await?.into_iter().collect();
    let count = |filter: LetterFilter| -> u64 {
        let own = all
            .iter()
            .filter(|(kind, state, _)| filter.holds(*kind, *state));
        own.map(|(_, _, count)| count).sum()
    };
    let (state_code, kind_code) = (
        asked.state.map_or("", LetterState::code),
        asked.kind.map_or("", LetterKind::code),
    );
    let found = count(asked);
    let line = |letter: &Letter| {
        let counts = counts.get(&letter.id).copied().unwrap_or_default();
        Line {
            letter: LetterLine::of(&visit, letter),
            to_many: letter.kind.is_to_many(),
            listed: counts.listed,
            received: counts.received,
        }
    };
    let shown = LettersPage {
        prints: visit.is(PRINTERS),
        makes: makes(&visit),
        frame: Frame::of(&visit, Place::Letters, visit.say("nav-letters")).await?,
        states: chips(&LetterState::ALL, asked.state, |state| {
            let code = state.map_or("", LetterState::code);
            let count = count(LetterFilter { state, ..asked });
            (code, count, at(code, kind_code, 1))
        }),
        kinds: chips(&LetterKind::ALL, asked.kind, |kind| {
            let code = kind.map_or("", LetterKind::code);
            let count = count(LetterFilter { kind, ..asked });
            (code, count, at(state_code, code, 1))
        }),
        any: !all.is_empty(),
        count: found,
        lines: letters.iter().map(line).collect(),
        first_href: (page > 1).then(|| at(state_code, kind_code, 1)),
        next_href: (u64::from(from + PAGE) < found).then(|| at(state_code, kind_code, page + 1)),
    };
    template::render(visit.language, &shown)
}
