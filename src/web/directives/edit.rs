//! Writing and changing an instruction: the form, the preview of its audience, and saving.

use axum::{
    extract::Path,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use serde::Serialize;

use super::{
    done,
    form::{Chosen, Typed},
    id_of,
    shown::employers,
};
use crate::{
    domain::{
        audience::Crowd,
        ids::DirectiveId,
        markdown::{Block, blocks},
    },
    services::{SavedDirective, ServiceError, Sure},
    store::DirectiveRecord,
    web::{
        Answer, Problem,
        forms::{Faults, Filled},
        frame::{Frame, Place},
        saved,
        template::{self, Page},
        visit::Visit,
        wording::Mark,
    },
};

/// Whom an audience holds.
#[derive(Debug, Serialize)]
struct Reached {
    matched: u64,
    total: u64,
    href: String,
    lines: Vec<(String, String, Mark)>,
}

/// What somebody else saved meanwhile, beside what was typed.
#[derive(Debug, Serialize)]
struct Stale {
    by: Option<String>,
    at: Option<String>,
    version: i32,
    /// The field, what was saved, what was typed.
    differences: Vec<(&'static str, String, String)>,
}

#[derive(Debug, Serialize)]
struct EditPage {
    frame: Frame,
    action: String,
    back: String,
    is_new: bool,
    form: Typed,
    ladders: Vec<(String, String)>,
    views: Vec<(String, String)>,
    faults: Faults,
    reached: Option<Reached>,
    blocks: Vec<Block>,
    /// It is asked whether nobody or everybody is meant.
    question: Option<&'static str>,
    stale: Option<Stale>,
}

impl Page for EditPage {
    const FILE: &'static str = "directive_edit.html";
}

/// What is shown beside the form.
#[derive(Default)]
struct Beside {
    faults: Faults,
    reached: Option<Reached>,
    blocks: Vec<Block>,
    question: Option<&'static str>,
    stale: Option<Stale>,
}

pub(super) async fn begin(visit: Visit) -> Answer {
    let typed = Typed::empty(visit.services.today());
    page(&visit, None, typed, Beside::default()).await
}

pub(super) async fn show(visit: Visit, Path(id): Path<String>) -> Answer {
    let id = id_of(&id)?;
    let record = visit.services.directive(id).await?.view.record;
    let typed = Typed::of(&record.says, record.version);
    page(&visit, Some(id), typed, Beside::default()).await
}

async fn page(visit: &Visit, id: Option<DirectiveId>, form: Typed, beside: Beside) -> Answer {
    let mut ladders: Vec<(String, String)> = Vec::new();
    for version in visit.services.ladder_versions().await? {
        let name = &version.ladder.name;
        if ladders.last().is_none_or(|(last, _)| last != name) {
            ladders.push((name.clone(), version.ladder.title.clone()));
        }
    }
    let title = if id.is_some() {
        visit.say("directives-edit")
    } else {
        visit.say("directives-new")
    };
    let back = id.map_or("/directives".to_owned(), |id| format!("/directives/{id}"));
    let page = EditPage {
        frame: Frame::of(visit, Place::Directives, title).await?,
        action: id.map_or("/directives/new".to_owned(), |id| {
            format!("/directives/{id}/edit")
        }),
        back,
        is_new: id.is_none(),
        form,
        ladders,
        views: saved::choices(visit).await?,
        faults: beside.faults,
        reached: beside.reached,
        blocks: beside.blocks,
        question: beside.question,
        stale: beside.stale,
    };
    template::render(visit.language, &page)
}

pub(super) async fn add(visit: Visit, filled: Filled<Typed>) -> Answer<Response> {
    save(&visit, None, filled).await
}

pub(super) async fn act(
    visit: Visit,
    Path(id): Path<String>,
    filled: Filled<Typed>,
) -> Answer<Response> {
    save(&visit, Some(id_of(&id)?), filled).await
}

async fn save(
    visit: &Visit,
    id: Option<DirectiveId>,
    Filled { mut form, faults }: Filled<Typed>,
) -> Answer<Response> {
    let mut beside = Beside {
        faults,
        ..Beside::default()
    };
    form.take_view();
    let says = form.says(visit, &mut beside.faults);
    let says = says.filter(|_| beside.faults.is_empty());
    let (Some(says), "save") = (says, form.action.as_str()) else {
        let status = if beside.faults.is_empty() || form.action == "preview" {
            StatusCode::OK
        } else {
            StatusCode::UNPROCESSABLE_ENTITY
        };
        if form.action == "preview" {
            beside.reached = reached(visit, form.chosen()).await?;
            beside.blocks = blocks(form.body());
        }
        let page = page(visit, id, form, beside).await?;
        return Ok((status, page).into_response());
    };
    let sure = if form.sure.is_empty() {
        Sure::No
    } else {
        Sure::Yes
    };
    let by = visit.officer()?.officer.id;
    let base = match id {
        Some(id) => Some((id, form.base()?)),
        None => None,
    };
    let services = &visit.services;
    match services.save_directive(base, &says, sure, by).await? {
        SavedDirective::Version(id, 1) => return Ok(done(id, "created")),
        SavedDirective::Version(id, _) => return Ok(done(id, "saved")),
        SavedDirective::Same(id) => return Ok(done(id, "same")),
        // The same function found none a moment ago.
        SavedDirective::Faulty(_) => return Err(Problem::unreadable()),
        SavedDirective::Question(crowd) => {
            beside.question = Some(question(crowd));
            beside.reached = reached(visit, form.chosen()).await?;
        }
        SavedDirective::Stale(now) => {
            form = form.based_on(now.version);
            beside.stale = Some(stale(visit, &now, &says));
        }
    }
    let page = page(visit, id, form, beside).await?;
    Ok((StatusCode::CONFLICT, page).into_response())
}

const fn question(crowd: Crowd) -> &'static str {
    if crowd.matched == 0 {
        "nobody"
    } else {
        "everybody"
    }
}

fn stale(
    visit: &Visit,
    now: &DirectiveRecord,
    typed: &crate::domain::directive::Directive,
) -> Stale {
    Stale {
        by: now.by.clone(),
        at: now.at.map(|at| visit.moment(at)),
        version: now.version,
        differences: now.says.changes(typed),
    }
}

/// Whom an audience holds; `None` where it can't be read, which the form says elsewhere.
async fn reached(visit: &Visit, chosen: Chosen) -> Answer<Option<Reached>> {
    let query = match chosen {
        Chosen::Nothing => return Ok(None),
        Chosen::Everybody => None,
        Chosen::Some(query) => Some(query),
    };
    let (crowd, lines) = match visit.services.crowd_of(query.as_deref()).await {
        Ok(found) => found,
        Err(ServiceError::Refused(_)) => return Ok(None),
        Err(error) => return Err(error.into()),
    };
    let lines = lines.into_iter().map(|line| {
        let href = format!("/employers/{}", line.row.id);
        (href, line.row.name, Mark::from(line.row.verdict))
    });
    Ok(Some(Reached {
        matched: crowd.matched,
        total: crowd.total,
        href: employers(query.as_deref()),
        lines: lines.collect(),
    }))
}
