//! The employer as it was: on a day, as it was known on another.

use axum::{extract::Path, response::Response};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use validator::Validate;

use super::{
    About, dossier,
    fields::{SHOWN, label, value},
    parse,
};
use crate::{
    domain::{employer::Field, values},
    services::{Past, PastField},
    web::{
        Answer, Problem,
        forms::Faults,
        frame::{Frame, Place},
        query::Checked,
        routes::{Site, Who},
        template::{self, Page},
        visit::Visit,
        wording::Mark,
    },
};

#[derive(Debug, Default, Deserialize, Validate)]
#[serde(default)]
struct Query {
    /// True on that day.
    #[validate(length(max = 20))]
    on: String,
    /// Known on that day.
    #[validate(length(max = 20))]
    known: String,
}

/// The page.
#[derive(Debug, Serialize)]
struct PastPage {
    frame: Frame,
    about: About,
    /// What was typed.
    on: String,
    known: String,
    faults: Faults,
    /// What is asked, in words.
    day: String,
    known_at: String,
    name: Option<String>,
    verdict: Option<(Mark, String)>,
    lines: Vec<Line>,
}

impl Page for PastPage {
    const FILE: &'static str = "employer_past.html";
}

/// A field.
#[derive(Debug, Serialize)]
struct Line {
    label: String,
    value: String,
    source: String,
    since: String,
    changed: bool,
}

pub(super) fn routes(site: Site) -> Site {
    site.get("/employers/{id}/past", Who::Officers, show)
}

/// A day that was typed: none, one until today, or a fault.
fn day(visit: &Visit, typed: &str, (field, faults): (&str, &mut Faults)) -> Option<NaiveDate> {
    let typed = typed.trim();
    if typed.is_empty() {
        return None;
    }
    let read = values::date(typed).ok();
    let key = match read {
        None => "employer-fault-date",
        Some(day) if day > visit.services.today() => "past-fault-future",
        Some(day) => return Some(day),
    };
    faults.add(field, visit.say(key));
    None
}

/// A day as a field for days takes it.
fn shown(typed: &str) -> String {
    values::date(typed.trim()).map_or_else(|_| String::new(), |day| day.to_string())
}

async fn show(
    visit: Visit,
    Path(id): Path<String>,
    Checked(query): Checked<Query>,
) -> Result<Response, Problem> {
    use axum::response::IntoResponse;
    let dossier = dossier(&visit, &id).await?;
    let mut faults = Faults::default();
    let on = day(&visit, &query.on, ("on", &mut faults));
    let known = day(&visit, &query.known, ("known", &mut faults));
    let past = visit.services.past_of(parse(&id)?, (on, known)).await?;
    Ok(page(&visit, (&query, faults), (About::of(&dossier), past))
        .await?
        .into_response())
}

async fn page(
    visit: &Visit,
    (query, faults): (&Query, Faults),
    (about, past): (About, Past),
) -> Answer {
    let of = |wanted: Field| past.fields.iter().find(|one| one.field == wanted);
    let page = PastPage {
        frame: Frame::of(visit, Place::Employers, visit.say("past-title")).await?,
        on: shown(&query.on),
        known: shown(&query.known),
        faults,
        day: visit.language.day(past.on),
        known_at: visit.moment(past.known_at),
        name: of(Field::Name).map(|name| name.value.clone()),
        verdict: past
            .verdict
            .map(|(since, verdict)| (verdict.into(), visit.language.day(since))),
        lines: SHOWN
            .into_iter()
            .filter_map(of)
            .map(|one| line(visit, one))
            .collect(),
        about,
    };
    template::render(visit.language, &page)
}

fn line(visit: &Visit, one: &PastField) -> Line {
    let source = &one.source;
    let from = match source.source.as_str() {
        "merger" => visit.say("past-source-merger"),
        "" => visit.say("past-source-lost"),
        code => visit.say(&format!("employer-source-{code}")),
    };
    Line {
        label: label(visit, one.field),
        value: value(visit, one.field, &one.value),
        source: format!(
            "{}, {}",
            source.by.clone().unwrap_or(from),
            visit.language.day(source.as_of)
        ),
        since: visit.language.day(one.since),
        changed: one.changed,
    }
}
