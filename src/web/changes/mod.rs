//! What a month changed: a paragraph, the numbers by kind, and the firms behind each.

mod file;
mod line;

use axum::response::Response;
use serde::{Deserialize, Serialize};
use validator::Validate;

use super::{
    Answer,
    frame::{Frame, Place},
    language::{Language, args},
    query::{Checked, address},
    routes::{Site, Who},
    template::{self, Page},
    visit::Visit,
};
use crate::{
    domain::{difference::ChangeKind, month::Month, tongue::Tongue},
    services::MonthDifference,
};
use line::Line;

/// Firms of each kind on the page of all kinds.
const FEW: usize = 20;
/// Firms on a page of one kind.
const PAGE: usize = 100;
/// Months that can be chosen, the present one included.
const MONTHS: usize = 25;

#[derive(Debug, Default, Deserialize, Validate)]
#[serde(default)]
struct Query {
    /// As `2026-11`; empty for the present one.
    #[validate(length(max = 7))]
    month: String,
    /// One kind alone.
    #[validate(length(max = 20))]
    kind: String,
    /// From 1.
    #[validate(range(max = 1_000_000))]
    page: usize,
}

/// The page.
#[derive(Debug, Serialize)]
struct ChangesPage {
    frame: Frame,
    month: String,
    months: Vec<(String, String)>,
    previous: (String, String),
    next: Option<(String, String)>,
    /// The month as somebody would write it.
    words: String,
    csv: String,
    tiles: Vec<Tile>,
    groups: Vec<Group>,
    /// Everything of the month, where one kind is shown.
    all: Option<String>,
    pages: Option<Pages>,
}

impl Page for ChangesPage {
    const FILE: &'static str = "changes.html";
}

/// A kind with its number.
#[derive(Debug, Serialize)]
struct Tile {
    code: &'static str,
    count: u64,
    /// Where the firms are; `None` where there is none.
    href: Option<String>,
    on: bool,
}

/// A kind with some of its firms.
#[derive(Debug, Serialize)]
struct Group {
    code: &'static str,
    count: u64,
    lines: Vec<Line>,
    /// Where all are, if these are some.
    more: Option<String>,
}

/// Where a long list goes on.
#[derive(Debug, Serialize)]
struct Pages {
    first: usize,
    last: usize,
    total: u64,
    previous: Option<String>,
    next: Option<String>,
}

pub(super) fn routes(site: Site) -> Site {
    site.get("/changes", Who::Officers, show)
        .get("/changes.csv", Who::Officers, csv)
}

/// The month that is asked for; what can't be read, or has not come, is the present one.
fn month_of(visit: &Visit, query: &Query) -> Month {
    let present = Month::from_date(visit.services.today());
    let asked = query.month.parse().ok();
    asked.filter(|month| *month <= present).unwrap_or(present)
}

const fn tongue(language: Language) -> Tongue {
    match language {
        Language::Id => Tongue::Indonesian,
        Language::En => Tongue::English,
    }
}

/// A month in the reader's words.
fn words(language: Language, month: Month) -> String {
    match language {
        Language::Id => month.words(),
        Language::En => month.first_day().format("%B %Y").to_string(),
    }
}

fn at(month: Month, kind: Option<ChangeKind>, page: usize) -> String {
    let (month, page) = (month.to_string(), page.to_string());
    let kind = kind.map_or("", ChangeKind::code);
    let page = if page == "1" { "" } else { page.as_str() };
    address(
        "/changes",
        &[("month", &month), ("kind", kind), ("page", page)],
    )
}

async fn show(visit: Visit, Checked(query): Checked<Query>) -> Answer {
    let services = &visit.services;
    let month = month_of(&visit, &query);
    let chosen = ChangeKind::from_code(&query.kind);
    let difference = services.month_difference(month).await?;
    let page = query.page.max(1);
    let mut groups = Vec::new();
    for kind in ChangeKind::ALL {
        let wanted = chosen.is_none_or(|chosen| chosen == kind);
        if wanted && difference.count(kind) > 0 {
            let part = match chosen {
                Some(_) => ((page - 1) * PAGE, PAGE),
                None => (0, FEW),
            };
            groups.push(group(&visit, (&difference, month, kind), part).await?);
        }
    }
    let name = words(visit.language, month);
    let title = visit.say_with("changes-title", &args([("month", name.into())]));
    let csv = month.to_string();
    let shown = ChangesPage {
        frame: Frame::of(&visit, Place::Home, title).await?,
        month: month.to_string(),
        months: months(&visit, month),
        previous: link(&visit, month.previous()),
        next: Some(month.next())
            .filter(|next| *next <= Month::from_date(services.today()))
            .map(|next| link(&visit, next)),
        words: difference.words(tongue(visit.language)),
        csv: address("/changes.csv", &[("month", &csv)]),
        tiles: tiles(&difference, month, chosen),
        pages: chosen.map(|kind| pages(month, kind, (page, difference.count(kind)))),
        all: chosen.map(|_| at(month, None, 1)),
        groups,
    };
    template::render(visit.language, &shown)
}

fn link(visit: &Visit, month: Month) -> (String, String) {
    (at(month, None, 1), words(visit.language, month))
}

/// The months that can be chosen, with the one that is shown.
fn months(visit: &Visit, shown: Month) -> Vec<(String, String)> {
    let present = Month::from_date(visit.services.today());
    let all = std::iter::successors(Some(present), |month| Some(month.previous()));
    let mut all: Vec<Month> = all.take(MONTHS).collect();
    if !all.contains(&shown) {
        all.push(shown);
    }
    all.into_iter()
        .map(|month| (month.to_string(), words(visit.language, month)))
        .collect()
}

fn tiles(difference: &MonthDifference, month: Month, chosen: Option<ChangeKind>) -> Vec<Tile> {
    let tile = |kind: ChangeKind| {
        let count = difference.count(kind);
        Tile {
            code: kind.code(),
            count,
            href: (count > 0).then(|| at(month, Some(kind), 1)),
            on: chosen == Some(kind),
        }
    };
    ChangeKind::ALL.into_iter().map(tile).collect()
}

async fn group(
    visit: &Visit,
    (difference, month, kind): (&MonthDifference, Month, ChangeKind),
    part: (usize, usize),
) -> Answer<Group> {
    let services = &visit.services;
    let firms = services.month_firms(difference, kind, part).await?;
    let count = difference.count(kind);
    Ok(Group {
        code: kind.code(),
        count,
        more: (part.1 == FEW && count > FEW as u64).then(|| at(month, Some(kind), 1)),
        lines: firms.iter().map(|one| Line::of(visit, one)).collect(),
    })
}

fn pages(month: Month, kind: ChangeKind, (page, total): (usize, u64)) -> Pages {
    let all = usize::try_from(total).unwrap_or(usize::MAX);
    let last = (page * PAGE).min(all);
    Pages {
        first: ((page - 1) * PAGE + 1).min(last),
        last,
        total,
        previous: (page > 1).then(|| at(month, Some(kind), page - 1)),
        next: (last < all).then(|| at(month, Some(kind), page + 1)),
    }
}

async fn csv(visit: Visit, Checked(query): Checked<Query>) -> Answer<Response> {
    file::table(&visit, month_of(&visit, &query)).await
}
