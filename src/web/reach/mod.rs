//! Whom no mail reaches: a list to call, visit or write to, by kelurahan; and what came of it.

mod file;
mod outcome;

use std::collections::BTreeMap;

use axum::response::Response;
use serde::{Deserialize, Serialize};
use validator::Validate;

use super::{
    Answer,
    frame::{Frame, Place},
    language::{args, number},
    query::{Checked, address},
    routes::{Site, Who},
    template::{self, Page},
    visit::Visit,
};
use crate::{
    domain::role::Role,
    services::{PROOF_DAYS, ReachLine, ReachWhy},
};

/// Who calls and visits.
const WORKERS: &[Role] = &[Role::LabourOfficer];
/// Firms shown at once; the file holds all.
const MOST: usize = 100;

/// The page.
#[derive(Debug, Serialize)]
struct ReachPage {
    frame: Frame,
    works: bool,
    /// Firms to try today, or those that rest.
    count: usize,
    chips: Vec<Chip>,
    places: Vec<Chip>,
    groups: Vec<Group>,
    /// So many are not shown.
    more: usize,
    csv: String,
    proof_days: usize,
    done: Option<String>,
}

impl Page for ReachPage {
    const FILE: &'static str = "reach.html";
}

/// A choice.
#[derive(Debug, Serialize)]
struct Chip {
    label: String,
    count: usize,
    href: String,
    on: bool,
}

/// The firms of one kelurahan.
#[derive(Debug, Serialize)]
struct Group {
    /// `None` where none is known.
    place: Option<String>,
    lines: Vec<Line>,
}

/// A firm.
#[derive(Debug, Serialize)]
struct Line {
    no: usize,
    name: String,
    href: String,
    code: String,
    why: &'static str,
    notice: &'static str,
    contact: Option<String>,
    phone: Option<String>,
    address: Option<String>,
    tries: usize,
    /// Day, words and who of the last attempt, and when to try again.
    last: Option<(String, String, String, String)>,
    text: String,
    outcome: String,
    /// Where the press goes that drafts the appeal on paper.
    paper: Option<String>,
}

impl Line {
    fn of(no: usize, line: &ReachLine) -> Self {
        Self {
            no,
            name: line.case.employer_name.clone(),
            href: format!("/employers/{}", line.case.employer),
            code: line.case.code.clone(),
            why: line.why.code(),
            notice: line.notice.code(),
            contact: line.contact.name.clone(),
            phone: line.contact.phone.clone(),
            address: line.contact.address.clone(),
            tries: line.tries,
            last: line.last.as_ref().map(|last| {
                (
                    last.tried_on.to_string(),
                    last.words.clone(),
                    last.by.clone(),
                    last.again_on.to_string(),
                )
            }),
            text: line.text.clone(),
            outcome: format!("/cases/{}/reach", line.case.id),
            paper: (line.why == ReachWhy::NoAddress)
                .then(|| format!("/cases/{}/appeal-letter", line.case.id)),
        }
    }
}

/// Which firms.
#[derive(Debug, Default, Deserialize, Validate)]
#[serde(default)]
struct Query {
    /// `later` for those that rest.
    #[validate(length(max = 10))]
    when: String,
    /// A kelurahan; `-` where none is known.
    #[validate(length(max = 120))]
    place: String,
    #[validate(length(max = 10))]
    done: String,
}

impl Query {
    fn later(&self) -> bool {
        self.when == "later"
    }

    fn holds(&self, line: &ReachLine) -> bool {
        let place = line.contact.kelurahan.as_deref().unwrap_or("-");
        self.place.is_empty() || self.place == place
    }

    fn to(&self, path: &str, place: &str) -> String {
        let when = if self.later() { "later" } else { "" };
        address(path, &[("when", when), ("place", place)])
    }
}

pub(super) fn routes(site: Site) -> Site {
    let workers = Who::Only(WORKERS);
    site.get("/reach", Who::Officers, show)
        .get("/reach.csv", Who::Officers, csv)
        .get("/cases/{id}/reach", workers, outcome::show)
        .post("/cases/{id}/reach", workers, outcome::save)
}

async fn show(visit: Visit, Checked(query): Checked<Query>) -> Answer {
    let today = visit.services.today();
    let all = visit.services.reach_list().await?;
    let (later, now): (Vec<_>, Vec<_>) = all.into_iter().partition(|line| line.rests(today));
    let counts = [now.len(), later.len()];
    let lines = if query.later() { later } else { now };
    let chosen: Vec<&ReachLine> = lines.iter().filter(|line| query.holds(line)).collect();
    let mut groups: Vec<Group> = Vec::new();
    for (no, line) in chosen.iter().take(MOST).enumerate() {
        let place = line.contact.kelurahan.clone();
        match groups.last_mut().filter(|group| group.place == place) {
            Some(group) => group.lines.push(Line::of(no + 1, line)),
            None => groups.push(Group {
                place,
                lines: vec![Line::of(no + 1, line)],
            }),
        }
    }
    let done = match query.done.as_str() {
        known @ ("reached" | "missed") => Some(visit.say(&format!("reach-done-{known}"))),
        _ => None,
    };
    let page = ReachPage {
        frame: Frame::of(&visit, Place::Cases, visit.say("reach-title")).await?,
        works: visit.is(WORKERS),
        count: chosen.len(),
        chips: chips(&visit, &query, counts),
        places: places(&visit, &query, &lines),
        more: chosen.len().saturating_sub(MOST),
        groups,
        csv: query.to("/reach.csv", &query.place),
        proof_days: PROOF_DAYS,
        done,
    };
    template::render(visit.language, &page)
}

fn chips(visit: &Visit, query: &Query, [now, later]: [usize; 2]) -> Vec<Chip> {
    let chip = |code: &str, when: &str, count, on| Chip {
        label: visit.say(&format!("reach-when-{code}")),
        count,
        href: address("/reach", &[("when", when)]),
        on,
    };
    vec![
        chip("now", "", now, !query.later()),
        chip("later", "later", later, query.later()),
    ]
}

fn places(visit: &Visit, query: &Query, lines: &[ReachLine]) -> Vec<Chip> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for line in lines {
        let place = line.contact.kelurahan.as_deref().unwrap_or("-");
        *counts.entry(place).or_default() += 1;
    }
    let chip = |(place, count): (&str, usize)| Chip {
        label: match place {
            "" => visit.say("reach-place-all"),
            "-" => visit.say("reach-place-none"),
            name => name.to_owned(),
        },
        count,
        href: query.to("/reach", place),
        on: query.place == place,
    };
    let all = std::iter::once(("", lines.len()));
    all.chain(counts).map(chip).collect()
}

async fn csv(visit: Visit, Checked(query): Checked<Query>) -> Answer<Response> {
    let today = visit.services.today();
    let mut lines = visit.services.reach_list().await?;
    lines.retain(|line| query.holds(line) && line.rests(today) == query.later());
    file::table(&visit, &lines)
}

/// How often it was tried, in words.
fn tries(visit: &Visit, count: usize) -> String {
    let count = u32::try_from(count).unwrap_or(u32::MAX);
    visit.say_with("reach-tries", &args([("count", number(count))]))
}
