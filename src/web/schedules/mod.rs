//! What happens regularly: for everybody to read, and for administrators to configure.

mod ahead;
mod form;
mod plan;
mod run;
mod shown;

use axum::{
    extract::{Path, Query},
    response::{IntoResponse, Redirect, Response},
};
use serde::{Deserialize, Serialize};
use validator::Validate;

use super::{
    Answer, Problem,
    forms::Filled,
    frame::{Frame, Place},
    routes::{Site, Who},
    template::{self, Page},
    visit::Visit,
};
use crate::domain::role::Role;
use shown::{ComingLine, Facts, RunLine};

const ADMINS: &[Role] = &[Role::Admin];

/// Firings that are shown ahead.
const AHEAD: usize = 10;

#[derive(Debug, Serialize)]
struct SchedulesPage {
    frame: Frame,
    schedules: Vec<Line>,
    may_configure: bool,
    done: Option<&'static str>,
}

impl Page for SchedulesPage {
    const FILE: &'static str = "schedules.html";
}

/// A schedule in the list.
#[derive(Debug, Serialize)]
struct Line {
    facts: Facts,
    next: Option<ComingLine>,
    last: Option<RunLine>,
}

#[derive(Debug, Serialize)]
struct SchedulePage {
    frame: Frame,
    facts: Facts,
    coming: Vec<ComingLine>,
    /// The holidays of a year ahead are not known.
    unsure: bool,
    runs: Vec<RunLine>,
    may_configure: bool,
    done: Option<&'static str>,
}

impl Page for SchedulePage {
    const FILE: &'static str = "schedule.html";
}

pub(super) fn routes(site: Site) -> Site {
    let admins = Who::Only(ADMINS);
    site.get("/schedules", Who::Officers, list)
        .get("/schedules/ahead", Who::Officers, ahead::show)
        .get("/schedules/ahead.csv", Who::Officers, ahead::csv)
        .get("/schedules/ahead/plan", plan::WHO, plan::ask)
        .post("/schedules/ahead/plan", plan::WHO, plan::agree)
        .get("/schedules/new", admins, form::new)
        .post("/schedules/new", admins, form::add)
        .get("/schedules/{name}", Who::Officers, show)
        .get("/schedules/{name}/dry-run", Who::Officers, run::rehearse)
        .get("/schedules/{name}/edit", admins, form::edit)
        .post("/schedules/{name}/edit", admins, form::change)
        .get("/schedules/{name}/run", admins, run::ask)
        .post("/schedules/{name}/run", admins, run::run)
        .post("/schedules/{name}/switch", admins, switch)
        .post("/schedules/{name}/remove", admins, remove)
}

#[derive(Debug, Deserialize)]
struct Shown {
    #[serde(default)]
    done: String,
}

impl Shown {
    fn done(&self) -> Option<&'static str> {
        const DONE: [&str; 6] = ["added", "changed", "on", "off", "removed", "run"];
        DONE.into_iter().find(|code| *code == self.done)
    }
}

async fn list(visit: Visit, asked: Query<Shown>) -> Answer {
    let mut schedules = Vec::new();
    for view in visit.services.schedules().await? {
        let detail = visit.services.schedule_detail(&view.name, 1).await?;
        let next = detail.coming.iter().find(|one| one.skipped.is_none());
        schedules.push(Line {
            facts: Facts::of(&visit, &detail.schedule, &detail.zone),
            next: next
                .filter(|_| view.enabled)
                .map(|one| ComingLine::of(&visit, one, &detail.zone)),
            last: detail.runs.first().map(|run| RunLine::of(&visit, run)),
        });
    }
    let page = SchedulesPage {
        frame: Frame::of(&visit, Place::Schedules, visit.say("nav-schedules")).await?,
        schedules,
        may_configure: visit.is(ADMINS),
        done: asked.done(),
    };
    template::render(visit.language, &page)
}

async fn show(visit: Visit, Path(name): Path<String>, asked: Query<Shown>) -> Answer {
    let detail = visit.services.schedule_detail(&name, AHEAD).await?;
    let mut facts = Facts::of(&visit, &detail.schedule, &detail.zone);
    if let Some((by, _)) = detail.schedule.changed {
        let officers = visit.services.officers().await?;
        let by = officers.into_iter().find(|view| view.officer.id == by);
        facts.changed_by = by.map(|view| view.officer.name);
    }
    let coming = detail.coming.iter();
    let page = SchedulePage {
        frame: Frame::of(&visit, Place::Schedules, facts.title.clone()).await?,
        facts,
        unsure: coming.clone().any(|one| one.unsure),
        coming: coming
            .map(|one| ComingLine::of(&visit, one, &detail.zone))
            .collect(),
        runs: detail
            .runs
            .iter()
            .map(|run| RunLine::of(&visit, run))
            .collect(),
        may_configure: visit.is(ADMINS),
        done: asked.done(),
    };
    template::render(visit.language, &page)
}

#[derive(Debug, Deserialize, Validate)]
struct Switch {
    enabled: String,
}

async fn switch(
    visit: Visit,
    Path(name): Path<String>,
    Filled { form, .. }: Filled<Switch>,
) -> Answer<Response> {
    let enabled = match form.enabled.as_str() {
        "yes" => true,
        "no" => false,
        _ => return Err(Problem::unreadable()),
    };
    let me = visit.officer()?.officer.id;
    visit.services.switch_schedule(&name, enabled, me).await?;
    let done = if enabled { "on" } else { "off" };
    Ok(Redirect::to(&format!("/schedules/{name}?done={done}")).into_response())
}

#[derive(Debug, Deserialize, Validate)]
struct Nothing {}

async fn remove(
    visit: Visit,
    Path(name): Path<String>,
    Filled { .. }: Filled<Nothing>,
) -> Answer<Response> {
    let me = visit.officer()?.officer.id;
    visit.services.remove_schedule(&name, me).await?;
    Ok(Redirect::to("/schedules?done=removed").into_response())
}
