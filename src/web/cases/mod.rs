//! The work list of the cases: what to look at, confirm, hand over and give back.

mod assign;
mod confirm;
mod filter;
mod give_back;
mod line;

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
    domain::{
        ids::{CaseId, OfficerId},
        role::Role,
    },
    services::MOST,
    store::WorkMark,
};
use filter::{Asked, Chip, Select};
pub(super) use line::CaseLine;

/// Lines on a page.
const PAGE: u32 = 50;

/// Who works on cases.
const WORKERS: &[Role] = &[Role::LabourOfficer];

/// What the list can be asked for. What is unknown counts as not asked.
#[derive(Debug, Default, Deserialize, Validate)]
struct CasesQuery {
    /// `mine`, or `second` for what waits for my second confirmation.
    #[validate(length(max = 40))]
    whose: Option<String>,
    /// How far the confirmation is.
    #[validate(length(max = 40))]
    state: Option<String>,
    #[validate(length(max = 40))]
    stage: Option<String>,
    #[validate(length(max = 40))]
    kind: Option<String>,
    /// What stands in the way of a notice, or `any`.
    #[validate(length(max = 40))]
    blocked: Option<String>,
    #[validate(length(max = 40))]
    due: Option<String>,
    /// A kecamatan, or `-` where none is known.
    #[validate(length(max = 80))]
    place: Option<String>,
    /// The mark after which the page begins.
    #[validate(length(max = 40))]
    after: Option<String>,
    /// What was just done, and with how many cases.
    #[validate(length(max = 40))]
    done: Option<String>,
    #[validate(length(max = 10))]
    proposed: Option<String>,
    #[validate(length(max = 10))]
    confirmed: Option<String>,
    #[validate(length(max = 10))]
    left: Option<String>,
}

/// The page.
#[derive(Debug, Serialize)]
struct CasesPage {
    frame: Frame,
    count: u64,
    open: u64,
    /// What was just done.
    done: Vec<String>,
    whose: Vec<Chip>,
    states: Vec<Chip>,
    selects: Vec<Select>,
    /// Names and values of what else is asked, for the form of the selects.
    kept: Vec<(&'static str, String)>,
    /// What the selects ask: a click takes it away.
    active: Vec<(String, String)>,
    lines: Vec<CaseLine>,
    /// The reader works on cases.
    works: bool,
    /// This list, to come back to.
    back: String,
    is_first: bool,
    first_href: String,
    next_href: Option<String>,
}

impl Page for CasesPage {
    const FILE: &'static str = "cases.html";
}

pub(super) fn routes(site: Site) -> Site {
    let workers = Who::Only(WORKERS);
    site.get("/cases", Who::Officers, show)
        .get("/cases/confirm", workers, confirm::show)
        .post("/cases/confirm", workers, confirm::save)
        .get("/cases/assign", workers, assign::show)
        .post("/cases/assign", workers, assign::save)
        .get("/cases/{id}/return", workers, give_back::show)
        .post("/cases/{id}/return", workers, give_back::save)
}

async fn show(visit: Visit, Checked(query): Checked<CasesQuery>) -> Answer {
    let services = &visit.services;
    let me = me(&visit);
    let asked = Asked::of(&query, me.is_some());
    let cells = services.work_cells().await?;
    let after = query.after.as_deref().and_then(mark_of);
    let page = services.work_list(&asked.filter(me), after, PAGE).await?;
    let frame = Frame::of(&visit, Place::Cases, visit.say("nav-cases")).await?;
    let lines = page.cases.iter().map(|case| CaseLine::of(&visit, case, me));
    template::render(
        visit.language,
        &CasesPage {
            frame,
            count: asked.count(&cells, me),
            open: cells.iter().map(|cell| cell.count).sum(),
            done: done(&visit, &query),
            whose: if me.is_some() {
                asked.whose_chips(&cells, me)
            } else {
                Vec::new()
            },
            states: asked.state_chips(&cells, me),
            selects: asked.selects(&visit, &cells, me),
            kept: asked.kept(),
            active: asked.active(&visit),
            lines: lines.collect(),
            works: me.is_some(),
            back: asked.href(after.map(mark)),
            is_first: after.is_none(),
            first_href: asked.href(None),
            next_href: page.next.map(|next| asked.href(Some(mark(next)))),
        },
    )
}

/// The reader, if that is somebody who works on cases.
fn me(visit: &Visit) -> Option<OfficerId> {
    visit
        .who
        .as_ref()
        .filter(|_| visit.is(WORKERS))
        .map(|who| who.officer.id)
}

/// Where a page begins, as an address holds it: `2026-03-23.12`.
fn mark(mark: WorkMark) -> String {
    format!("{}.{}", mark.due_on, mark.no)
}

fn mark_of(text: &str) -> Option<WorkMark> {
    let (due_on, no) = text.split_once('.')?;
    Some(WorkMark {
        due_on: due_on.parse().ok()?,
        no: no.parse().ok()?,
    })
}

fn done(visit: &Visit, query: &CasesQuery) -> Vec<String> {
    let count = |text: &Option<String>| -> u32 {
        let text = text.as_deref().unwrap_or_default();
        text.parse().unwrap_or(0)
    };
    let said =
        |key: &str, n: u32| (n > 0).then(|| visit.say_with(key, &args([("count", number(n))])));
    let (first, second) = (count(&query.proposed), count(&query.confirmed));
    let told = match query.done.as_deref() {
        Some("confirm") => vec![
            said("cases-done-proposed", first),
            said("cases-done-confirmed", second),
        ],
        Some("assign") => vec![said("cases-done-assigned", first)],
        Some("return") => vec![Some(visit.say("cases-done-returned"))],
        _ => return Vec::new(),
    };
    let left = said("cases-done-left", count(&query.left));
    told.into_iter().chain([left]).flatten().collect()
}

/// The list that a page leads back to, if it is one of ours.
fn back(address: Option<&str>) -> String {
    let ours = |text: &&str| *text == "/cases" || text.starts_with("/cases?");
    let fits = |text: &&str| text.len() <= 400 && !text.contains(char::is_control);
    address
        .filter(ours)
        .filter(fits)
        .unwrap_or("/cases")
        .to_owned()
}

/// The same list with word of what was done.
fn back_with(back: &str, told: &[(&str, &str)]) -> String {
    let told = address("", told);
    let told = told.trim_start_matches('?');
    let mark = if back.contains('?') { '&' } else { '?' };
    format!("{back}{mark}{told}")
}

/// The values of a name that may come more than once in a query.
fn all<'a>(pairs: &'a [(String, String)], name: &'static str) -> impl Iterator<Item = &'a str> {
    pairs
        .iter()
        .filter(move |pair| pair.0 == name)
        .take(MOST)
        .map(|pair| pair.1.as_str())
}

/// The cases that a query or a form names; what is no id is passed over.
fn ids<'a>(texts: impl Iterator<Item = &'a str>) -> Vec<CaseId> {
    texts.filter_map(|text| text.parse().ok()).collect()
}
