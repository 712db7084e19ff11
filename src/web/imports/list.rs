//! What was imported, what waits, and where new files go.

use axum::extract::Query;
use axum::response::Html;
use serde::{Deserialize, Serialize};

use super::{Choice, OLD_DAYS, kinds, sources};
use crate::{
    services::{ImportKind, JobView, ServiceError, may_import},
    store::{BatchLine, JobState},
    web::{
        Answer,
        forms::Faults,
        frame::{Frame, Place},
        template::{self, Page},
        visit::Visit,
    },
};

/// Imports on a page.
const SHOWN: u32 = 50;

/// What the list can be asked for.
#[derive(Debug, Default, Deserialize)]
pub(super) struct ListQuery {
    /// Imports before this number.
    before: Option<String>,
    /// What was just done.
    done: Option<String>,
    /// The kind that is chosen in the form.
    kind: Option<String>,
}

#[derive(Debug, Serialize)]
struct ImportsPage {
    frame: Frame,
    discarded: bool,
    kinds: Vec<KindCard>,
    waiting: Vec<Waiting>,
    form: Option<UploadForm>,
    total: u64,
    lines: Vec<BatchRow>,
    next_href: Option<String>,
    undo_days: u16,
}

impl Page for ImportsPage {
    const FILE: &'static str = "imports.html";
}

/// The newest data of a kind.
#[derive(Debug, Serialize)]
struct KindCard {
    kind: &'static str,
    last: Option<BatchRow>,
    undo_href: Option<String>,
}

/// An import that waits or runs.
#[derive(Debug, Serialize)]
struct Waiting {
    href: String,
    kind: Option<&'static str>,
    undoes: bool,
    state: &'static str,
    made_by: String,
    made_at: String,
}

#[derive(Debug, Serialize)]
struct BatchRow {
    no: i32,
    kind: String,
    source: Option<String>,
    files: Vec<String>,
    as_of: String,
    days: i64,
    old: bool,
    at: String,
    by: Option<String>,
    accepted: u64,
    rejected: u64,
    rejected_href: Option<String>,
    undone: Option<String>,
}

/// What is typed where files are sent.
#[derive(Debug, Clone, Default, Serialize)]
pub(super) struct Typed {
    pub(super) kind: String,
    pub(super) as_of: String,
    pub(super) source: String,
    pub(super) sample: bool,
}

#[derive(Debug, Serialize)]
struct UploadForm {
    kinds: Vec<Choice>,
    sources: Vec<Choice>,
    typed: Typed,
    faults: Faults,
    limit_mb: u64,
    limit: u64,
    /// Somebody must say that the files are made up.
    demo: bool,
}

pub(super) async fn show(visit: Visit, Query(query): Query<ListQuery>) -> Answer {
    let typed = Typed {
        as_of: visit.services.today().to_string(),
        kind: query.kind.clone().unwrap_or_default(),
        ..Typed::default()
    };
    page(&visit, &query, typed, Faults::default()).await
}

/// The page with a form as it was filled in.
pub(super) async fn page(
    visit: &Visit,
    query: &ListQuery,
    typed: Typed,
    faults: Faults,
) -> Answer<Html<String>> {
    let services = &visit.services;
    let before = query.before.as_deref().and_then(|no| no.parse().ok());
    let (total, batches) = services.past_imports(before, SHOWN).await?;
    let next = batches.last().filter(|_| batches.len() == SHOWN as usize);
    let role = visit.who.as_ref().map(|who| who.officer.role);
    let imports = role.is_some_and(|role| ImportKind::ALL.iter().any(|k| may_import(role, *k)));
    let waiting = if imports {
        services.open_imports().await?
    } else {
        Vec::new()
    };
    let form = UploadForm {
        kinds: kinds(visit, true),
        sources: sources(visit),
        typed,
        faults,
        limit_mb: services.desk.limit() >> 20,
        limit: services.desk.limit(),
        demo: services.is_demo().await?,
    };
    template::render(
        visit.language,
        &ImportsPage {
            frame: Frame::of(visit, Place::Imports, visit.say("nav-imports")).await?,
            discarded: query.done.as_deref() == Some("discarded"),
            kinds: cards(visit).await?,
            waiting: waiting.iter().map(|job| row_of_job(visit, job)).collect(),
            form: imports.then_some(form),
            total,
            next_href: next.map(|last| format!("/imports?before={}", last.no)),
            lines: batches.into_iter().map(|batch| row(visit, batch)).collect(),
            undo_days: crate::services::UNDO_DAYS,
        },
    )
}

async fn cards(visit: &Visit) -> Result<Vec<KindCard>, ServiceError> {
    let role = visit.who.as_ref().map(|who| who.officer.role);
    let last = visit.services.last_imports().await?.into_iter();
    Ok(last
        .map(|(kind, last)| {
            let mine = role.is_some_and(|role| may_import(role, kind));
            let href = last.as_ref().filter(|_| mine);
            KindCard {
                kind: kind.code(),
                undo_href: href.map(|batch| format!("/imports/undo/{}", batch.no)),
                last: last.map(|batch| row(visit, batch)),
            }
        })
        .collect())
}

fn row_of_job(visit: &Visit, job: &JobView) -> Waiting {
    Waiting {
        href: format!("/imports/{}", job.id),
        kind: job.said.kind.map(ImportKind::code),
        undoes: job.undoes.is_some(),
        state: match job.state {
            JobState::Uploaded if job.said.kind.is_some() => "queued",
            state => state.code(),
        },
        made_by: job.made_by.clone(),
        made_at: visit.moment(job.made_at),
    }
}

fn row(visit: &Visit, batch: BatchLine) -> BatchRow {
    let days = (visit.services.today() - batch.as_of).num_days();
    let mine = visit.is(super::IMPORTER_ROLES);
    let rejected = batch.job.filter(|_| mine && batch.rejected > 0);
    BatchRow {
        no: batch.no,
        kind: batch.kind,
        source: batch.source,
        files: batch.files,
        as_of: batch.as_of.to_string(),
        days: days.max(0),
        old: days > OLD_DAYS,
        at: visit.moment(batch.at),
        by: batch.by,
        accepted: batch.accepted,
        rejected: batch.rejected,
        rejected_href: rejected.map(|job| format!("/imports/{job}/rejected.csv")),
        undone: batch.undone_at.map(|at| visit.moment(at)),
    }
}
