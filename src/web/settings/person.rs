//! One of the people: role, links, second factor, sessions, and shutting the account.

use axum::{
    extract::{Path, Query},
    http::HeaderMap,
    response::{IntoResponse, Redirect, Response},
};
use serde::{Deserialize, Serialize};
use validator::Validate;

use super::{
    super::{
        Answer, Problem,
        forms::Filled,
        frame::{Frame, Place},
        routes::Site,
        template::{self, Page},
        visit::Visit,
    },
    ADMINS,
    account::{SessionLine, session_lines},
    users::{OneTimeLink, PersonLine, line, roles},
};
use crate::{
    domain::{ids::OfficerId, role::Role},
    store::Actor,
};

/// The page.
#[derive(Debug, Serialize)]
struct PersonPage {
    frame: Frame,
    person: PersonLine,
    /// It is one's own.
    own: bool,
    roles: Vec<(&'static str, String)>,
    sessions: Vec<SessionLine>,
    done: Option<&'static str>,
    link: Option<OneTimeLink>,
}

impl Page for PersonPage {
    const FILE: &'static str = "user.html";
}

pub(super) fn routes(site: Site) -> Site {
    site.get("/settings/users/{id}", ADMINS, show)
        .post("/settings/users/{id}", ADMINS, act)
}

#[derive(Debug, Deserialize)]
struct Shown {
    #[serde(default)]
    done: String,
}

const DONE: [&str; 5] = ["role", "disable", "enable", "second-factor", "sessions"];

async fn show(visit: Visit, Path(id): Path<String>, shown: Query<Shown>) -> Answer {
    let page = page(&visit, parse(&id)?).await?;
    let done = DONE.into_iter().find(|code| *code == shown.done);
    template::render(visit.language, &PersonPage { done, ..page })
}

fn parse(id: &str) -> Result<OfficerId, Problem> {
    id.parse().map_err(|_| Problem::missing())
}

async fn page(visit: &Visit, id: OfficerId) -> Answer<PersonPage> {
    let officers = visit.services.officers().await?;
    let view = officers.into_iter().find(|view| view.officer.id == id);
    let view = view.ok_or_else(Problem::missing)?;
    Ok(PersonPage {
        frame: Frame::of(visit, Place::Settings, view.officer.name.clone()).await?,
        person: line(visit, &view),
        own: visit.officer()?.officer.id == id,
        roles: roles(visit),
        sessions: session_lines(visit, id).await?,
        done: None,
        link: None,
    })
}

#[derive(Debug, Deserialize, Validate)]
struct Act {
    action: String,
    #[serde(default)]
    role: String,
}

async fn act(
    visit: Visit,
    Path(id): Path<String>,
    headers: HeaderMap,
    filled: Filled<Act>,
) -> Answer<Response> {
    let (id, form) = (parse(&id)?, filled.form);
    let services = &visit.services;
    let me = visit.officer()?.officer.id;
    let doer = Actor::Officer(me);
    match &*form.action {
        "role" => {
            let role = Role::from_code(&form.role).ok_or_else(Problem::unreadable)?;
            services.change_role(&doer, id, role).await?;
        }
        "disable" => services.disable(&doer, id).await?,
        "enable" => services.enable(&doer, id).await?,
        "second-factor" => services.reset_second_factor(&doer, id).await?,
        "sessions" => {
            services.end_all_sessions(&doer, id, None).await?;
        }
        "link" => {
            let made = services.reset_link(&doer, id).await?;
            let link = Some(OneTimeLink::of(&visit, &headers, made));
            let page = page(&visit, id).await?;
            let page = template::render(visit.language, &PersonPage { link, ..page })?;
            return Ok(page.into_response());
        }
        _ => return Err(Problem::unreadable()),
    }
    let to = format!("/settings/users/{id}?done={}", form.action);
    Ok(Redirect::to(&to).into_response())
}
