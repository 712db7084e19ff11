//! One batch: how far it is, what can't be printed, its file.

use std::{fs::File, io::Read, path::PathBuf};

use axum::{
    body::Body,
    extract::Path,
    http::{HeaderName, header},
    response::{IntoResponse, Response},
};
use futures_util::stream;
use serde::{Deserialize, Serialize};
use validator::Validate;

use super::{BatchLine, begun};
use crate::{
    domain::ids::LetterBatchId,
    services::{BATCH_DAYS, BatchView, ServiceError},
    store::BatchState,
    web::{
        Answer, Problem,
        forms::Filled,
        frame::{Frame, Place},
        template::{self, Page},
        visit::Visit,
    },
};

/// Bytes read at a time: however large a file is, it needs no more memory.
const PART: usize = 128 << 10;

#[derive(Debug, Serialize)]
struct BatchPage {
    frame: Frame,
    batch: BatchLine,
    runs: bool,
    sha256: String,
    problem: Option<String>,
    problems: Vec<Wrong>,
    days: i64,
}

impl Page for BatchPage {
    const FILE: &'static str = "letters_batch.html";
}

/// A letter that can't be set.
#[derive(Debug, Serialize)]
struct Wrong {
    href: String,
    title: String,
    why: String,
}

/// How far it is, for a page that shows the rest already.
#[derive(Debug, Serialize)]
struct Progress {
    batch: BatchLine,
}

impl Page for Progress {
    const FILE: &'static str = "_letters_batch.html";
}

/// A press on a button.
#[derive(Debug, Default, Deserialize, Validate)]
#[serde(default)]
pub(super) struct Pressed {}

fn id_of(text: &str) -> Result<LetterBatchId, Problem> {
    text.parse().map_err(|_| Problem::missing())
}

pub(super) async fn show(visit: Visit, Path(text): Path<String>) -> Answer<Response> {
    let BatchView { batch, problems } = visit.services.letter_batch(id_of(&text)?).await?;
    let runs = matches!(batch.state, BatchState::Waiting | BatchState::Running);
    let line = BatchLine::of(&visit, &batch);
    if visit.partial {
        if runs {
            let part = Progress { batch: line };
            return Ok(template::render(visit.language, &part)?.into_response());
        }
        // The page now has something else to show.
        let again = HeaderName::from_static("hx-refresh");
        return Ok([(again, "true")].into_response());
    }
    let problems = problems.into_iter().map(|(letter, title, why)| Wrong {
        href: format!("/letters/{letter}"),
        title,
        why,
    });
    let page = BatchPage {
        frame: Frame::of(&visit, Place::Letters, visit.say("batches-one")).await?,
        runs,
        sha256: batch.file.map(|file| file.sha256).unwrap_or_default(),
        problem: batch.problem,
        problems: problems.collect(),
        batch: line,
        days: BATCH_DAYS,
    };
    Ok(template::render(visit.language, &page)?.into_response())
}

pub(super) async fn stop(
    visit: Visit,
    Path(text): Path<String>,
    _: Filled<Pressed>,
) -> Answer<Response> {
    let (id, by) = (id_of(&text)?, visit.officer()?.officer.id);
    visit.services.stop_batch(id, by).await?;
    begun(&visit, id).await
}

pub(super) async fn go_on(
    visit: Visit,
    Path(text): Path<String>,
    _: Filled<Pressed>,
) -> Answer<Response> {
    let (id, by) = (id_of(&text)?, visit.officer()?.officer.id);
    visit.services.go_on_with_batch(id, by).await?;
    begun(&visit, id).await
}

pub(super) async fn file(visit: Visit, Path(text): Path<String>) -> Answer<Response> {
    let (path, name, bytes) = visit.services.batch_file(id_of(&text)?).await?;
    let kind = match path.extension().and_then(|ending| ending.to_str()) {
        Some("zip") => "application/zip",
        _ => "application/pdf",
    };
    let headers = [
        (header::CONTENT_TYPE, kind.to_owned()),
        (header::CONTENT_LENGTH, bytes.to_string()),
        (
            header::CONTENT_DISPOSITION,
            format!("attachment; filename=\"{name}\""),
        ),
    ];
    Ok((headers, streamed(path)?).into_response())
}

fn streamed(path: PathBuf) -> Answer<Body> {
    let opened = File::open(&path);
    let file = opened.map_err(|error| Problem::from(ServiceError::Read(path, error)))?;
    let parts = stream::unfold(file, |mut file| async {
        let read = tokio::task::spawn_blocking(move || {
            let mut part = vec![0; PART];
            let read = file.read(&mut part).map(|bytes| {
                part.truncate(bytes);
                part
            });
            (read, file)
        });
        match read.await.ok()? {
            (Ok(part), _) if part.is_empty() => None,
            (read, file) => Some((read, file)),
        }
    });
    Ok(Body::from_stream(parts))
}
