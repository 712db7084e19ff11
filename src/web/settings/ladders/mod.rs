//! Ladders: drawn and told, version by version; administrators change them.

mod drawing;
mod edit;
mod form;
mod moving;

use axum::extract::Query;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::{
    super::{
        Answer, Problem,
        frame::{Frame, Place},
        routes::{Site, Who},
        template::{self, Page},
        visit::Visit,
    },
    ADMINS,
};
use crate::{domain::role::Role, store::LadderVersion};
use drawing::Drawing;

pub(super) fn routes(site: Site) -> Site {
    site.get("/settings/ladders", Who::Officers, list)
        .get("/settings/ladders/{name}", ADMINS, edit::show)
        .post("/settings/ladders/{name}", ADMINS, edit::act)
        .get(
            "/settings/ladders/{name}/move/{version}",
            ADMINS,
            moving::ask,
        )
        .post(
            "/settings/ladders/{name}/move/{version}",
            ADMINS,
            moving::act,
        )
}

/// One version of a ladder.
#[derive(Debug, Serialize)]
struct VersionLine {
    version: i32,
    title: String,
    /// `None` for what came with the program.
    by: Option<String>,
    at: String,
    cases: u64,
    drawing: Drawing,
    /// Where its open cases are moved to the newest; `None` where there are none to move.
    move_href: Option<String>,
}

impl VersionLine {
    fn of(visit: &Visit, version: &LadderVersion, newest: bool) -> Self {
        let (name, no) = (&version.ladder.name, version.version);
        let may = visit.is(&[Role::Admin]) && !newest && version.cases > 0;
        Self {
            version: no,
            title: version.ladder.title.clone(),
            by: version.by.clone(),
            at: moment(visit, version.at),
            cases: version.cases,
            drawing: Drawing::of(visit.language, &version.ladder),
            move_href: may.then(|| format!("/settings/ladders/{name}/move/{no}")),
        }
    }
}

fn moment(visit: &Visit, at: DateTime<Utc>) -> String {
    visit.moment(at)
}

/// A ladder: the newest version and those before.
#[derive(Debug, Serialize)]
struct LadderCard {
    name: String,
    newest: VersionLine,
    earlier: Vec<VersionLine>,
    edit_href: Option<String>,
}

#[derive(Debug, Serialize)]
struct LaddersPage {
    frame: Frame,
    ladders: Vec<LadderCard>,
    saved: Option<i32>,
    same: bool,
    moved: Option<u32>,
}

impl Page for LaddersPage {
    const FILE: &'static str = "ladders.html";
}

#[derive(Debug, Deserialize)]
struct Shown {
    saved: Option<i32>,
    moved: Option<u32>,
    #[serde(default)]
    same: String,
}

async fn list(visit: Visit, Query(shown): Query<Shown>) -> Answer {
    let mut ladders: Vec<LadderCard> = Vec::new();
    for version in visit.services.ladder_versions().await? {
        let name = &version.ladder.name;
        match ladders.last_mut().filter(|card| card.name == *name) {
            Some(card) => card.earlier.push(VersionLine::of(&visit, &version, false)),
            None => ladders.push(LadderCard {
                name: name.clone(),
                newest: VersionLine::of(&visit, &version, true),
                earlier: Vec::new(),
                edit_href: visit
                    .is(&[Role::Admin])
                    .then(|| format!("/settings/ladders/{name}")),
            }),
        }
    }
    let page = LaddersPage {
        frame: Frame::of(&visit, Place::Settings, visit.say("ladders-title")).await?,
        ladders,
        saved: shown.saved,
        same: !shown.same.is_empty(),
        moved: shown.moved,
    };
    template::render(visit.language, &page)
}

/// The newest version of a ladder.
async fn newest(visit: &Visit, name: &str) -> Answer<LadderVersion> {
    let versions = visit.services.ladder_versions().await?.into_iter();
    let mut named = versions.filter(|version| version.ladder.name == name);
    named.next().ok_or_else(Problem::missing)
}
