//! The city in numbers: verdicts, workers, and how both have moved.

use serde::Serialize;

use super::{
    super::{
        query::address,
        visit::Visit,
        wording::{Enrolled, Mark, SHOWN, percent, permille},
    },
    line::Line,
};
use crate::{
    domain::{membership::WorkerState, verdict::Verdict},
    services::CityState,
    store::CityFigures,
};

/// How the city stands.
#[derive(Debug, Serialize)]
pub(super) struct City {
    as_of: String,
    employers: u64,
    tiles: Vec<Tile>,
    workers: Option<Workers>,
    /// The day that changes are counted from.
    since: Option<String>,
    line: Line,
    states: Vec<State>,
    rate: String,
}

/// A number that has moved.
#[derive(Debug, Serialize)]
struct Moved {
    /// `more` or `less`.
    code: &'static str,
    by: u64,
}

impl Moved {
    fn from(before: u64, now: u64) -> Option<Self> {
        (before != now).then_some(Self {
            code: if now > before { "more" } else { "less" },
            by: now.abs_diff(before),
        })
    }
}

/// One verdict with its number of employers and its part of the bar.
#[derive(Debug, Serialize)]
struct Tile {
    verdict: Mark,
    count: u64,
    share: String,
    moved: Option<Moved>,
    x: u64,
    width: u64,
    href: String,
}

/// Workers of all employers together.
#[derive(Debug, Serialize)]
struct Workers {
    enrolled: Enrolled,
    share: String,
    moved: Option<Moved>,
    city_funded: u64,
    city_budget: String,
    missing_contribution: String,
}

/// Workers in one state.
#[derive(Debug, Serialize)]
struct State {
    code: &'static str,
    workers: u64,
    share: String,
    width: u64,
    /// The employers of those workers, where the list can be sieved by it.
    href: Option<String>,
}

impl City {
    pub(super) fn of(visit: &Visit, state: &CityState) -> Self {
        let now = &state.now.figures;
        let before = state.before.as_ref().map(|day| &day.figures);
        Self {
            as_of: state.now.as_of.to_string(),
            employers: now.employers(),
            tiles: tiles(now, before),
            workers: workers(state),
            since: state.before.as_ref().map(|day| day.as_of.to_string()),
            line: Line::of(visit, state),
            states: states(now),
            rate: state.city_rate.to_string(),
        }
    }
}

fn tiles(now: &CityFigures, before: Option<&CityFigures>) -> Vec<Tile> {
    let (employers, mut sum) = (now.employers(), 0);
    let tile = |verdict: Verdict| {
        let count = now.at(verdict);
        let x = sum * 1_000 / employers.max(1);
        sum += count;
        Tile {
            verdict: verdict.into(),
            count,
            share: percent(count, employers),
            moved: before.and_then(|before| Moved::from(before.at(verdict), count)),
            x,
            width: permille(count, employers),
            href: address("/employers", &[("verdict", verdict.code())]),
        }
    };
    SHOWN.into_iter().map(tile).collect()
}

fn workers(state: &CityState) -> Option<Workers> {
    let now = &state.now.figures;
    let enrolled = |figures: &CityFigures| figures.state(WorkerState::Enrolled);
    let before = state.before.as_ref().map(|day| enrolled(&day.figures));
    Some(Workers {
        enrolled: Enrolled::new(enrolled(now), now.due())?,
        share: percent(enrolled(now), now.due()),
        moved: before.and_then(|before| Moved::from(before, enrolled(now))),
        city_funded: now.state(WorkerState::CityFunded),
        city_budget: state.city_budget.to_string(),
        missing_contribution: now.missing().to_string(),
    })
}

/// The filter of the list that finds the employers of such workers.
const fn funding(state: WorkerState) -> Option<&'static str> {
    match state {
        WorkerState::CityFunded => Some("city"),
        WorkerState::StateFunded => Some("state"),
        WorkerState::SelfFunded => Some("self"),
        _ => None,
    }
}

fn states(now: &CityFigures) -> Vec<State> {
    let state = |state: WorkerState| State {
        code: state.code(),
        workers: now.state(state),
        share: percent(now.state(state), now.due()),
        width: permille(now.state(state), now.due()),
        href: funding(state).map(|code| {
            let columns = format!("verdict,registered,shortfall,{}", state.code());
            address("/employers", &[("funding", code), ("cols", &columns)])
        }),
    };
    WorkerState::ALL.into_iter().map(state).collect()
}
