//! One instruction: what it says, how far its cases have come, its files and what it said before.

use axum::{
    extract::{Path, Query},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use serde::{Deserialize, Serialize};

use super::{ADMINS, funnel::Funnel, id_of, list::Line};
use crate::{
    domain::{
        directive::Directive,
        ids::DirectiveId,
        markdown::{Block, blocks},
    },
    services::SeenDirective,
    web::{
        Answer,
        employer::record::size,
        forms::Faults,
        frame::{Frame, Place},
        template::{self, Page},
        visit::Visit,
    },
};

/// A file.
#[derive(Debug, Serialize)]
struct FileLine {
    name: String,
    size: String,
    by: String,
    at: String,
    /// Where it is; `None` once it was removed.
    href: Option<String>,
    removed_at: Option<String>,
}

/// A change: its author, and from what to what.
#[derive(Debug, Serialize)]
struct ChangeLine {
    version: i32,
    by: Option<String>,
    at: Option<String>,
    changes: Vec<(&'static str, String, String)>,
}

#[derive(Debug, Serialize)]
struct DirectivePage {
    frame: Frame,
    id: String,
    line: Line,
    version: i32,
    blocks: Vec<Block>,
    signatory: Option<(String, String)>,
    signatory_days: (Option<String>, Option<String>),
    laws: Vec<String>,
    verified_on: Option<String>,
    audience: Option<String>,
    audience_href: String,
    crowd: Option<(u64, u64)>,
    ladders: [String; 2],
    withdrawal: Option<(String, String)>,
    funnel: Funnel,
    files: Vec<FileLine>,
    changes: Vec<ChangeLine>,
    by: Option<String>,
    at: Option<String>,
    may_write: bool,
    done: Option<&'static str>,
    faults: Faults,
    because: String,
}

impl Page for DirectivePage {
    const FILE: &'static str = "directive.html";
}

const DONE: [&str; 6] = [
    "saved",
    "same",
    "created",
    "withdrawn",
    "file",
    "file-removed",
];

#[derive(Debug, Deserialize)]
pub(super) struct Shown {
    #[serde(default)]
    done: String,
}

pub(super) async fn show(
    visit: Visit,
    Path(id): Path<String>,
    Query(shown): Query<Shown>,
) -> Answer {
    let page = page(&visit, id_of(&id)?).await?;
    let done = DONE.into_iter().find(|code| *code == shown.done);
    template::render(visit.language, &DirectivePage { done, ..page })
}

/// The page again, with what was wrong with what was sent.
pub(super) async fn again(
    visit: &Visit,
    id: DirectiveId,
    (faults, because): (Faults, String),
) -> Answer<Response> {
    let page = page(visit, id).await?;
    let page = DirectivePage {
        faults,
        because,
        ..page
    };
    let page = template::render(visit.language, &page)?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
}

async fn page(visit: &Visit, id: DirectiveId) -> Answer<DirectivePage> {
    let seen = visit.services.directive(id).await?;
    let record = &seen.view.record;
    let says = &record.says;
    let text = |day: Option<chrono::NaiveDate>| day.map(|day| day.to_string());
    let signatory = says.signatory.as_ref();
    let days = (
        text(signatory.and_then(|s| s.from)),
        text(signatory.and_then(|s| s.to)),
    );
    let title = says.title.clone();
    let ladders = visit.services.ladder_versions().await?;
    let ladder = |name: &str| {
        let found = ladders.iter().find(|version| version.ladder.name == name);
        found.map_or_else(|| name.to_owned(), |version| version.ladder.title.clone())
    };
    Ok(DirectivePage {
        frame: Frame::of(visit, Place::Directives, title).await?,
        id: id.to_string(),
        line: Line::of(&seen.view),
        version: record.version,
        blocks: blocks(&says.body),
        signatory: signatory.map(|s| (s.name.clone(), s.office.clone())),
        signatory_days: days,
        laws: says.legal_basis.clone(),
        verified_on: text(says.legal_verified_on),
        audience: says.audience.clone(),
        audience_href: employers(says.audience.as_deref()),
        crowd: seen.crowd.map(|crowd| (crowd.matched, crowd.total)),
        ladders: [ladder(&says.ladder), ladder(&says.arrears_ladder)],
        withdrawal: record
            .withdrawn
            .as_ref()
            .map(|w| (w.by.clone(), w.because.clone())),
        funnel: Funnel::of(&seen.progress),
        files: files(visit, &seen),
        changes: changes(visit, &seen),
        by: record.by.clone(),
        at: record.at.map(|at| visit.moment(at)),
        may_write: visit.is(ADMINS) && record.withdrawn.is_none(),
        done: None,
        faults: Faults::default(),
        because: String::new(),
    })
}

/// The list of employers with this query.
pub(super) fn employers(query: Option<&str>) -> String {
    match query {
        Some(query) if !query.is_empty() => format!("/employers?{query}"),
        _ => "/employers".to_owned(),
    }
}

fn files(visit: &Visit, seen: &SeenDirective) -> Vec<FileLine> {
    let files = seen.files.iter().map(|file| FileLine {
        name: file.name.clone(),
        size: size(visit, file.bytes),
        by: file.by_name.clone(),
        at: visit.moment(file.at),
        href: file
            .removed_at
            .is_none()
            .then(|| format!("/directives/{}/files/{}", file.directive, file.id)),
        removed_at: file.removed_at.map(|at| visit.moment(at)),
    });
    files.collect()
}

/// What each version changed of the one before it, the newest first.
fn changes(visit: &Visit, seen: &SeenDirective) -> Vec<ChangeLine> {
    let record = &seen.view.record;
    let mut after: (&Directive, i32, _, _) = (
        &record.says,
        record.version,
        record.by.clone(),
        record.at.map(|at| visit.moment(at)),
    );
    let mut lines = Vec::new();
    for earlier in &seen.versions {
        let (says, version, by, at) = after;
        lines.push(ChangeLine {
            version,
            by,
            at,
            changes: earlier.says.changes(says),
        });
        let at = earlier.at.map(|at| visit.moment(at));
        after = (&earlier.says, earlier.version, earlier.by.clone(), at);
    }
    lines
}
