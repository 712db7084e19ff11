//! Open cases.

use serde::{Deserialize, Serialize};
use validator::Validate;

use super::{
    Answer,
    frame::{Frame, Place},
    query::{Checked, address},
    routes::{Site, Who},
    template::{self, Page},
    visit::Visit,
    wording::{Mark, short_date},
};
use crate::{domain::finding::CaseType, services::Services, store::CaseRow};

/// Lines on a page.
const PAGE: usize = 50;

/// What the list of cases can be asked for.
#[derive(Debug, Default, Deserialize, Validate)]
pub(super) struct CasesQuery {
    /// `waiting` or `confirmed`; anything else means both.
    #[validate(length(max = 40))]
    state: Option<String>,
    /// Code of a kind of case; anything else means all.
    #[validate(length(max = 40))]
    kind: Option<String>,
    /// Page, from 1.
    #[validate(length(max = 10))]
    page: Option<String>,
}

/// The page.
#[derive(Debug, Serialize)]
struct CasesPage {
    frame: Frame,
    count: usize,
    states: Vec<Choice>,
    kinds: Vec<Choice>,
    lines: Vec<CaseLine>,
    page: usize,
    pages: usize,
    previous_href: Option<String>,
    next_href: Option<String>,
}

impl Page for CasesPage {
    const FILE: &'static str = "cases.html";
}

/// One value of a filter.
#[derive(Debug, Serialize)]
struct Choice {
    words: &'static str,
    on: bool,
    count: usize,
    href: String,
}

#[derive(Debug, Serialize)]
struct CaseLine {
    code: String,
    employer: String,
    href: String,
    verdict: Mark,
    case_type: &'static str,
    round: i32,
    stage: &'static str,
    confirmed: bool,
    opened_on: String,
    due_on: Option<String>,
    late: bool,
    has_email: bool,
}

const STATES: [(&str, &str); 3] = [
    ("", "Semua"),
    ("waiting", "Menunggu dua petugas"),
    ("confirmed", "Terkonfirmasi"),
];

/// The question, once it is understood.
#[derive(Clone, Copy)]
struct Asked {
    state: &'static str,
    kind: Option<CaseType>,
}

impl Asked {
    fn of(query: &CasesQuery) -> Self {
        let state = query.state.as_deref().unwrap_or_default();
        Self {
            state: STATES
                .iter()
                .find(|(code, _)| *code == state)
                .map_or("", |(code, _)| code),
            kind: query.kind.as_deref().and_then(CaseType::from_code),
        }
    }

    fn holds(self, case: &CaseRow) -> bool {
        let in_state = match self.state {
            "waiting" => !case.facts.confirmed,
            "confirmed" => case.facts.confirmed,
            _ => true,
        };
        in_state && self.kind.is_none_or(|kind| case.facts.case_type == kind)
    }

    fn href(self, page: usize) -> String {
        let page = if page > 1 {
            page.to_string()
        } else {
            String::new()
        };
        let kind = self.kind.map_or("", CaseType::code);
        address(
            "/cases",
            &[("state", self.state), ("kind", kind), ("page", &page)],
        )
    }

    /// This question as a value of a filter, beside the one that was asked.
    fn choice(self, words: &'static str, on: bool, all: &[CaseRow]) -> Choice {
        let count = all.iter().filter(|case| self.holds(case)).count();
        Choice {
            words,
            on,
            count,
            href: self.href(1),
        }
    }
}

pub(super) fn routes(site: Site) -> Site {
    site.get("/cases", Who::Officers, show)
}

pub(super) async fn show(visit: Visit, Checked(query): Checked<CasesQuery>) -> Answer {
    let services = &visit.services;
    let all = services.open_cases().await?;
    let asked = Asked::of(&query);
    let chosen: Vec<&CaseRow> = all.iter().filter(|case| asked.holds(case)).collect();
    let states = STATES
        .iter()
        .map(|(state, words)| Asked { state, ..asked }.choice(words, *state == asked.state, &all));
    let kinds = [None]
        .into_iter()
        .chain(CaseType::ALL.map(Some))
        .map(|kind| {
            let words = kind.map_or("Semua jenis", CaseType::words);
            Asked { kind, ..asked }.choice(words, kind == asked.kind, &all)
        });
    let pages = chosen.len().div_ceil(PAGE).max(1);
    let wanted = query
        .page
        .as_deref()
        .and_then(|text| text.parse::<usize>().ok());
    let page = wanted.unwrap_or(1).clamp(1, pages);
    let here = chosen.iter().skip((page - 1) * PAGE).take(PAGE);
    template::render(
        visit.language,
        &CasesPage {
            frame: Frame::of(&visit, Place::Cases, "Kasus").await?,
            count: chosen.len(),
            states: states.collect(),
            kinds: kinds.collect(),
            lines: here.map(|case| line(&services, case)).collect(),
            page,
            pages,
            previous_href: (page > 1).then(|| asked.href(page - 1)),
            next_href: (page < pages).then(|| asked.href(page + 1)),
        },
    )
}

fn line(services: &Services, case: &CaseRow) -> CaseLine {
    let facts = &case.facts;
    CaseLine {
        code: case.code.clone(),
        employer: case.employer_name.clone(),
        href: format!("/employers/{}", case.employer),
        verdict: facts.verdict.into(),
        case_type: facts.case_type.words(),
        round: case.round,
        stage: facts.stage.words(),
        confirmed: facts.confirmed,
        opened_on: short_date(case.opened_on),
        due_on: case.due_on.map(short_date),
        late: case.due_on.is_some_and(|due| due < services.today()),
        has_email: facts.has_email,
    }
}
