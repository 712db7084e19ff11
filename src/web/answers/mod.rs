//! The queue of what firms answered: the oldest first, with what the data say and an advice.

mod acts;
mod one;
mod said;

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
use crate::{
    domain::{answer::AnswerState, role::Role},
    services::{ANSWERS_A_PAGE, AnswerLine},
};

/// Who decides.
const DECIDERS: &[Role] = &[Role::LabourOfficer];

/// The filters: their names, and the states that they hold.
const FILTERS: [(&str, &[AnswerState]); 3] = [
    ("waiting", &[AnswerState::Waiting]),
    ("asked", &[AnswerState::Asked]),
    ("decided", &[AnswerState::Accepted, AnswerState::Refused]),
];

/// The page.
#[derive(Debug, Serialize)]
struct QueuePage {
    frame: Frame,
    total: u64,
    filter: &'static str,
    chips: Vec<Chip>,
    lines: Vec<Line>,
    first: u64,
    last: u64,
    prev_href: Option<String>,
    next_href: Option<String>,
}

impl Page for QueuePage {
    const FILE: &'static str = "answers.html";
}

/// A filter.
#[derive(Debug, Serialize)]
struct Chip {
    code: &'static str,
    count: u64,
    href: String,
    on: bool,
}

/// An answer.
#[derive(Debug, Serialize)]
struct Line {
    href: String,
    number: String,
    kind: &'static str,
    firm: String,
    firm_href: String,
    case: String,
    given: String,
    days: usize,
    state: &'static str,
    /// What to do, and why.
    advice: Option<(&'static str, &'static str)>,
    /// When and by whom it was decided.
    decided: Option<(String, String)>,
}

impl Line {
    fn of(visit: &Visit, line: AnswerLine) -> Self {
        let answer = line.answer;
        Self {
            href: format!("/answers/{}", answer.id),
            number: answer.number.to_string(),
            kind: answer.said.kind().code(),
            firm: answer.employer_name,
            firm_href: format!("/employers/{}", answer.employer),
            case: answer.case_code,
            given: visit.moment(answer.given_at),
            days: line.days,
            state: answer.state.code(),
            advice: line.suggestion.map(|one| (one.advice.code(), one.because)),
            decided: answer.decided.map(|(at, by)| (visit.moment(at), by)),
        }
    }
}

/// Which answers.
#[derive(Debug, Default, Deserialize, Validate)]
#[serde(default)]
struct Query {
    /// One of [`FILTERS`]; anything else means those that wait.
    #[validate(length(max = 20))]
    state: String,
    /// From 1.
    #[validate(length(max = 8))]
    page: String,
}

pub(super) fn routes(site: Site) -> Site {
    let deciders = Who::Only(DECIDERS);
    site.get("/answers", Who::Officers, list)
        .get("/answers/{id}", Who::Officers, one::show)
        .get("/answers/{id}/files/{file}", Who::Officers, one::file)
        .post("/answers/{id}/ask", deciders, acts::ask)
        .post("/answers/{id}/accept", deciders, acts::accept)
        .post("/answers/{id}/refuse", deciders, acts::refuse)
}

async fn list(visit: Visit, Checked(query): Checked<Query>) -> Answer {
    let known = FILTERS.into_iter().find(|(name, _)| *name == query.state);
    let (filter, states) = known.unwrap_or(FILTERS[0]);
    let page: u64 = query.page.parse().unwrap_or(1).clamp(1, 1_000_000);
    let queue = visit.services.answer_queue(states, page).await?;
    let count = |states: &[AnswerState]| {
        let of = queue.counts.iter();
        of.filter(|(state, _)| states.contains(state))
            .map(|(_, count)| count)
            .sum()
    };
    let chips = FILTERS.map(|(code, states)| Chip {
        code,
        count: count(states),
        href: address("/answers", &[("state", code)]),
        on: code == filter,
    });
    let to = |page: u64| {
        address(
            "/answers",
            &[("state", filter), ("page", &page.to_string())],
        )
    };
    let first = (page - 1) * ANSWERS_A_PAGE + 1;
    let last = (page - 1) * ANSWERS_A_PAGE + queue.lines.len() as u64;
    let page = QueuePage {
        frame: Frame::of(&visit, Place::Cases, visit.say("answers-title")).await?,
        total: queue.total,
        filter,
        chips: chips.into(),
        first,
        last,
        prev_href: (page > 1).then(|| to(page - 1)),
        next_href: (last < queue.total).then(|| to(page + 1)),
        lines: queue
            .lines
            .into_iter()
            .map(|line| Line::of(&visit, line))
            .collect(),
    };
    template::render(visit.language, &page)
}
