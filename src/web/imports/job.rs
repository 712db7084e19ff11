//! One import: what waits, how far it has come, what it did.

use axum::{
    extract::Path,
    http::{HeaderName, header},
    response::{Html, IntoResponse, Response},
};
use serde::Serialize;

use super::shown::{FaultShown, Said, Settings};
use crate::{
    domain::ids::ImportJobId,
    services::{Effect, ImportKind, JobView},
    store::JobState,
    web::{
        Answer, Problem,
        forms::Faults,
        frame::{Frame, Place},
        template::{self, Page},
        visit::Visit,
    },
};

#[derive(Debug, Serialize)]
struct JobPage {
    frame: Frame,
    href: String,
    state: &'static str,
    undoes: Option<i32>,
    batch_no: Option<i32>,
    kind: Option<&'static str>,
    as_of: String,
    made_by: String,
    made_at: String,
    files: Vec<FileShown>,
    progress: Progress,
    settings: Option<Settings>,
    faults: Faults,
    effect: Option<Effect>,
    places: Vec<String>,
    fault: Option<FaultShown>,
    /// What a preview tells holds as long as nothing else is imported.
    previewed: bool,
    running: bool,
}

impl Page for JobPage {
    const FILE: &'static str = "import_job.html";
}

#[derive(Debug, Serialize)]
struct FileShown {
    name: String,
    kb: u64,
    /// The beginning of its SHA-256.
    print: String,
}

#[derive(Debug, Clone, Serialize)]
struct Progress {
    phase: &'static str,
    rows: u64,
}

/// How far it has come, for a page that shows it already.
#[derive(Debug, Serialize)]
struct ProgressPart {
    progress: Progress,
}

impl Page for ProgressPart {
    const FILE: &'static str = "_import_progress.html";
}

/// The job of an address.
pub(super) fn id(text: &str) -> Result<ImportJobId, Problem> {
    text.parse().map_err(|_| Problem::missing())
}

pub(super) async fn show(visit: Visit, Path(text): Path<String>) -> Result<Response, Problem> {
    let job = visit.services.import_job(id(&text)?).await?;
    if visit.partial {
        if is_running(&job) {
            let progress = progress(&job);
            let part = ProgressPart { progress };
            return Ok(template::render(visit.language, &part)?.into_response());
        }
        // The page now has something else to show.
        let again = HeaderName::from_static("hx-refresh");
        return Ok([(again, "true")].into_response());
    }
    let said = Said::of(&job.said);
    Ok(page(&visit, &job, said, Faults::default())
        .await?
        .into_response())
}

/// Whether something happens to it by itself.
fn is_running(job: &JobView) -> bool {
    matches!(job.state, JobState::Previewing | JobState::Importing) || is_queued(job)
}

/// Whether it waits for another import to end.
fn is_queued(job: &JobView) -> bool {
    job.state == JobState::Uploaded && job.said.kind.is_some()
}

fn progress(job: &JobView) -> Progress {
    let (phase, rows) = job.progress;
    Progress {
        phase: if is_queued(job) {
            "queued"
        } else {
            phase.code()
        },
        rows,
    }
}

/// The page with a form as it was filled in.
pub(super) async fn page(
    visit: &Visit,
    job: &JobView,
    said: Said,
    faults: Faults,
) -> Answer<Html<String>> {
    let waits = matches!(
        job.state,
        JobState::Uploaded | JobState::Previewed | JobState::Failed
    );
    let settings = match job.undoes {
        None if waits => Some(Settings::of(visit, job, said).await),
        _ => None,
    };
    let effect = job
        .effect
        .clone()
        .filter(|_| matches!(job.state, JobState::Previewed | JobState::Done));
    let row = |row: &crate::services::RejectedRow| {
        super::shown::place(visit, &row.file, row.sheet.as_deref(), Some(row.row))
    };
    let places = effect
        .iter()
        .flat_map(|effect| effect.examples.iter().map(row))
        .collect();
    template::render(
        visit.language,
        &JobPage {
            frame: Frame::of(visit, Place::Imports, visit.say("imports-job-title")).await?,
            href: format!("/imports/{}", job.id),
            state: if is_queued(job) {
                "queued"
            } else {
                job.state.code()
            },
            undoes: job.undoes,
            batch_no: job.batch_no,
            kind: job.said.kind.map(ImportKind::code),
            as_of: job.said.as_of.to_string(),
            made_by: job.made_by.clone(),
            made_at: visit.moment(job.made_at),
            files: job.files.iter().map(file).collect(),
            progress: progress(job),
            settings,
            faults,
            effect,
            places,
            fault: job.fault.as_ref().map(|fault| FaultShown::of(visit, fault)),
            previewed: job.state == JobState::Previewed,
            running: is_running(job),
        },
    )
}

fn file(file: &crate::store::JobFile) -> FileShown {
    FileShown {
        name: file.name.clone(),
        kb: file.bytes.div_ceil(1024),
        print: file.sha256.chars().take(12).collect(),
    }
}

/// The rejected rows, to correct from.
pub(super) async fn rejected(visit: Visit, Path(text): Path<String>) -> Result<Response, Problem> {
    let id = id(&text)?;
    visit.services.import_job(id).await?;
    let (mut csv, mut part) = (String::new(), 0);
    while let Some(lines) = visit.services.rejected_rows(id, part).await? {
        csv.push_str(&lines);
        part += 1;
    }
    if part == 0 {
        return Err(Problem::missing());
    }
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()),
        (
            header::CONTENT_DISPOSITION,
            format!("attachment; filename=\"ditolak-{id}.csv\""),
        ),
    ];
    Ok((headers, csv).into_response())
}
