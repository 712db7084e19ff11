//! Moving the open cases of an earlier version to the newest one: asked first, then done.

use axum::{
    extract::Path,
    response::{IntoResponse, Redirect, Response},
};
use serde::{Deserialize, Serialize};
use validator::Validate;

use super::{VersionLine, newest};
use crate::web::{
    Answer, Problem,
    forms::Filled,
    frame::{Frame, Place},
    template::{self, Page},
    visit::Visit,
};

#[derive(Debug, Serialize)]
struct MovePage {
    frame: Frame,
    name: String,
    from: VersionLine,
    to: VersionLine,
}

impl Page for MovePage {
    const FILE: &'static str = "ladder_move.html";
}

#[derive(Debug, Deserialize, Validate)]
pub(super) struct Nothing {}

fn number(version: &str) -> Result<i32, Problem> {
    version.parse().map_err(|_| Problem::missing())
}

pub(super) async fn ask(visit: Visit, Path((name, from)): Path<(String, String)>) -> Answer {
    let from = number(&from)?;
    let to = newest(&visit, &name).await?;
    let versions = visit.services.ladder_versions().await?.into_iter();
    let mut earlier = versions.filter(|v| v.ladder.name == name && v.version == from);
    let earlier = earlier.next().filter(|v| v.version != to.version);
    let earlier = earlier.ok_or_else(Problem::missing)?;
    let page = MovePage {
        frame: Frame::of(&visit, Place::Settings, visit.say("ladders-move")).await?,
        name,
        from: VersionLine::of(&visit, &earlier, false),
        to: VersionLine::of(&visit, &to, true),
    };
    template::render(visit.language, &page)
}

pub(super) async fn act(
    visit: Visit,
    Path((name, from)): Path<(String, String)>,
    _: Filled<Nothing>,
) -> Answer<Response> {
    let by = visit.officer()?.officer.id;
    let from = number(&from)?;
    let moved = visit.services.move_to_newest(&name, from, by).await?;
    Ok(Redirect::to(&format!("/settings/ladders?moved={moved}")).into_response())
}
