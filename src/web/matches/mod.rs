//! Records that may be one firm: the list of pairs that wait, and the way from one to the next.

mod judge;
mod pair;
mod shown;
mod table;

use axum::response::{IntoResponse, Redirect, Response};
use serde::{Deserialize, Serialize};
use validator::Validate;

use super::{
    Answer,
    frame::{Frame, Place},
    query::{Checked, address},
    routes::{Site, Who},
    template::{self, Page},
    visit::Visit,
};
use crate::{domain::role::Role, services::PAIRS_A_PAGE, store::PairFilter};
use shown::{Line, Said};

/// Who judges.
const JUDGES: &[Role] = &[Role::LabourOfficer, Role::HealthOfficer];
/// The filter of what was judged.
const JUDGED: &str = "judged";
/// Judgements shown.
const SHOWN: u32 = 100;

/// The page.
#[derive(Debug, Serialize)]
struct ListPage {
    frame: Frame,
    total: u64,
    filter: &'static str,
    chips: Vec<Chip>,
    lines: Vec<Line>,
    judged: Vec<Said>,
    first: u64,
    last: u64,
    prev_href: Option<String>,
    next_href: Option<String>,
    begin_href: Option<String>,
    csv_href: String,
    may_judge: bool,
    /// What was just said, with its way back.
    done: Option<Said>,
    /// How many pairs a look through the registry found.
    found: Option<u64>,
}

impl Page for ListPage {
    const FILE: &'static str = "matches.html";
}

/// A filter.
#[derive(Debug, Serialize)]
struct Chip {
    code: &'static str,
    count: Option<u64>,
    href: String,
    on: bool,
}

/// Which pairs.
#[derive(Debug, Default, Deserialize, Validate)]
#[serde(default)]
pub(super) struct Query {
    /// A filter's name; anything else means all that wait.
    #[validate(length(max = 20))]
    f: String,
    /// From 1.
    #[validate(length(max = 8))]
    page: String,
    /// Pairs that are left alone for now.
    #[validate(length(max = 8))]
    skip: String,
    /// The judgement that was just made.
    #[validate(length(max = 60))]
    done: String,
    /// Pairs that were just found.
    #[validate(length(max = 12))]
    found: String,
}

impl Query {
    fn filter(&self) -> PairFilter {
        let known = PairFilter::ALL.into_iter().find(|one| one.code() == self.f);
        known.unwrap_or_default()
    }

    fn skip(&self) -> u64 {
        self.skip.parse().unwrap_or(0).min(10_000)
    }
}

pub(super) fn routes(site: Site) -> Site {
    let judges = Who::Only(JUDGES);
    site.get("/matches", Who::Officers, list)
        .get("/matches.csv", Who::Officers, table::csv)
        .get("/matches/next", Who::Officers, next)
        .post("/matches/find", judges, judge::find)
        .post("/matches/undo", judges, judge::undo)
        .get("/matches/{one}/{other}", Who::Officers, pair::show)
        .post("/matches/{one}/{other}", judges, judge::save)
}

async fn list(visit: Visit, Checked(query): Checked<Query>) -> Answer {
    let services = &visit.services;
    let filter = query.filter();
    let is_judged = query.f == JUDGED;
    let page: u64 = query.page.parse().unwrap_or(1).clamp(1, 1_000_000);
    let list = services.pair_list(filter, page).await?;
    let count = |wanted| counted(&list.counts, wanted);
    let chips = chips(&list.counts, (!is_judged).then_some(filter));
    let to = |page: u64| {
        let page = page.to_string();
        address("/matches", &[("f", filter.code()), ("page", &page)])
    };
    let total = count(filter);
    let before = (page - 1) * u64::from(PAIRS_A_PAGE);
    let until = before + list.lines.len() as u64;
    let judgements = if is_judged {
        services.newest_judgements(SHOWN).await?
    } else {
        Vec::new()
    };
    let page = ListPage {
        frame: Frame::of(&visit, Place::Matches, visit.say("matches-title")).await?,
        total: count(PairFilter::All),
        filter: if is_judged { JUDGED } else { filter.code() },
        chips,
        first: before + 1,
        last: until,
        prev_href: (page > 1).then(|| to(page - 1)),
        next_href: (until < total).then(|| to(page + 1)),
        begin_href: (total > 0 && !is_judged)
            .then(|| address("/matches/next", &[("f", filter.code())])),
        csv_href: address("/matches.csv", &[("f", filter.code())]),
        may_judge: visit.is(JUDGES),
        done: shown::done(&visit, &query.done).await?,
        found: query.found.parse().ok(),
        lines: if is_judged {
            Vec::new()
        } else {
            list.lines
                .iter()
                .map(|one| Line::of(&visit, one, filter))
                .collect()
        },
        judged: judgements.iter().map(|one| Said::of(&visit, one)).collect(),
    };
    template::render(visit.language, &page)
}

fn counted(counts: &[(PairFilter, u64)], wanted: PairFilter) -> u64 {
    let mut of = counts.iter();
    of.find(|(filter, _)| *filter == wanted)
        .map_or(0, |(_, n)| *n)
}

/// The filters; that of what was judged is chosen where no other one is.
fn chips(counts: &[(PairFilter, u64)], chosen: Option<PairFilter>) -> Vec<Chip> {
    let waiting = PairFilter::ALL.map(|one| Chip {
        code: one.code(),
        count: Some(counted(counts, one)),
        href: address("/matches", &[("f", one.code())]),
        on: chosen == Some(one),
    });
    let judged = Chip {
        code: JUDGED,
        count: None,
        href: address("/matches", &[("f", JUDGED)]),
        on: chosen.is_none(),
    };
    waiting.into_iter().chain([judged]).collect()
}

/// Leads to the pair that is to be judged next, or to the list where none waits.
async fn next(visit: Visit, Checked(query): Checked<Query>) -> Answer<Response> {
    let (filter, skip) = (query.filter(), query.skip());
    let next = visit.services.next_pair(filter, skip).await?;
    let skip = skip.to_string();
    let skip = if skip == "0" { "" } else { &skip };
    let there = match next {
        Some(pair) => {
            let [one, other] = pair.ids();
            let path = format!("/matches/{one}/{other}");
            let pairs = [("f", filter.code()), ("skip", skip), ("done", &query.done)];
            address(&path, &pairs)
        }
        None => address("/matches", &[("f", filter.code()), ("done", &query.done)]),
    };
    Ok(Redirect::to(&there).into_response())
}
