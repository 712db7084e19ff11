//! Scans of signed letters, each of which finds its letter by its code.

use axum::{
    extract::{DefaultBodyLimit, Request},
    handler::Handler,
    response::{IntoResponse, Response},
};
use serde::Serialize;

use super::{
    super::{
        Answer,
        forms::{Faults, Parts},
        frame::{Frame, Place},
        routes::{Site, Who},
        template::{self, Page},
        visit::Visit,
    },
    WORKERS,
};
use crate::{
    domain::attachment::MAX_BYTES,
    services::{MOST_SCANS, NewFile, ScanFate},
};

/// Bytes of one upload.
const MOST: usize = 100 * 1024 * 1024;

/// The page.
#[derive(Debug, Serialize)]
struct ScansPage {
    frame: Frame,
    fates: Vec<FateLine>,
    attached: usize,
    faults: Faults,
    most: usize,
}

impl Page for ScansPage {
    const FILE: &'static str = "letter_scans.html";
}

/// What became of a file.
#[derive(Debug, Serialize)]
struct FateLine {
    name: String,
    fate: &'static str,
    letter: Option<(String, i32)>,
}

pub(super) fn routes(site: Site) -> Site {
    let workers = Who::Only(WORKERS);
    site.get("/letters/scans", workers, show).post(
        "/letters/scans",
        workers,
        take.layer(DefaultBodyLimit::max(MOST)),
    )
}

async fn page(visit: &Visit, fates: Vec<ScanFate>, faults: Faults) -> Answer {
    let lines = fates.into_iter().map(|one| FateLine {
        name: one.name,
        fate: one.fate,
        letter: one
            .letter
            .map(|(id, no)| (format!("/letters/{id}/office"), no)),
    });
    let fates: Vec<FateLine> = lines.collect();
    let page = ScansPage {
        frame: Frame::of(visit, Place::Letters, visit.say("scans-title")).await?,
        attached: fates.iter().filter(|one| one.fate == "attached").count(),
        fates,
        faults,
        most: MOST_SCANS,
    };
    template::render(visit.language, &page)
}

async fn show(visit: Visit) -> Answer {
    page(&visit, Vec::new(), Faults::default()).await
}

async fn take(visit: Visit, request: Request) -> Answer<Response> {
    let by = visit.officer()?.officer.id;
    let mut parts = Parts::open(&visit, request).await?;
    let mut files = Vec::new();
    while let Some(mut part) = parts.next().await? {
        let Some(name) = part.file_name().map(str::to_owned) else {
            continue;
        };
        let mut content = Vec::new();
        while let Some(chunk) = part.chunk().await? {
            // One byte more than is allowed is enough to know.
            let room = (MAX_BYTES + 1).saturating_sub(content.len());
            content.extend_from_slice(&chunk[..chunk.len().min(room)]);
        }
        if !content.is_empty() && files.len() < MOST_SCANS {
            files.push(NewFile { name, content });
        }
    }
    let mut faults = Faults::default();
    if files.is_empty() {
        faults.add("file", visit.say("scans-fault-none"));
    }
    let fates = visit.services.take_scans(&files, by).await?;
    Ok(page(&visit, fates, faults).await?.into_response())
}
