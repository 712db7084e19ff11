//! A list of days off from a file: what it would do is shown before it counts.

use axum::{
    extract::Request,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use chrono::Datelike;
use serde::{Deserialize, Serialize};
use validator::Validate;

use super::{
    super::{
        super::{
            Answer, Problem,
            forms::{Filled, Parts},
            frame::{Frame, Place},
            language::Language,
            routes::Site,
            template::{self, Page},
            visit::Visit,
        },
        ADMINS,
    },
    DayLine,
    edits::back,
    page,
};
use crate::{
    domain::{
        almanac::{Difference, day_off},
        workdays::DayOff,
    },
    services::{DaysFile, ServiceError},
};

/// Bytes of a file.
const MOST_BYTES: usize = 1 << 20;
/// Days in one list.
const MOST_DAYS: usize = 1_000;

/// What a file would do.
#[derive(Debug, Serialize)]
struct PreviewPage {
    frame: Frame,
    file: String,
    year: i32,
    added: Vec<DayLine>,
    changed: Vec<(DayLine, DayLine)>,
    absent: Vec<DayLine>,
    same: usize,
    refused: Vec<Refused>,
    /// The days once more, one a line, for the form that confirms them.
    days: String,
}

/// A row that is no day off.
#[derive(Debug, Serialize)]
struct Refused {
    row: u32,
    text: String,
    why: &'static str,
}

impl Page for PreviewPage {
    const FILE: &'static str = "calendar_import.html";
}

pub(super) fn routes(site: Site) -> Site {
    site.post("/settings/calendar/import", ADMINS, preview)
        .post("/settings/calendar/import/confirm", ADMINS, confirm)
}

async fn preview(visit: Visit, request: Request) -> Answer<Response> {
    let (name, content) = match sent(&visit, request).await? {
        Ok(file) => file,
        Err(words) => return again(&visit, words).await,
    };
    let read = visit.services.read_days(&name, content).await;
    let file = match read {
        Ok(file) => file,
        Err(ServiceError::Intake(error)) => return again(&visit, error.to_string()).await,
        Err(error) => return Err(error.into()),
    };
    let found = visit.services.compare_days(&file.days).await?;
    let page = PreviewPage::of(&visit, (name, file), &found).await?;
    Ok(template::render(visit.language, &page)?.into_response())
}

/// The file of the form, or what is wrong with it.
async fn sent(visit: &Visit, request: Request) -> Answer<Result<(String, Vec<u8>), String>> {
    let mut parts = Parts::open(visit, request).await?;
    while let Some(mut part) = parts.next().await? {
        let Some(name) = part.file_name().map(str::to_owned) else {
            continue;
        };
        let mut content = Vec::new();
        while let Some(chunk) = part.chunk().await? {
            content.extend_from_slice(&chunk);
            if content.len() > MOST_BYTES {
                return Ok(Err(visit.say("calendar-file-large")));
            }
        }
        if !content.is_empty() {
            return Ok(Ok((name, content)));
        }
    }
    Ok(Err(visit.say("calendar-file-none")))
}

/// The calendar once more, with what is wrong with the file.
async fn again(visit: &Visit, words: String) -> Answer<Response> {
    let mut page = page(visit, None).await?;
    page.faults.add("file", words);
    let text = template::render(visit.language, &page)?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, text).into_response())
}

impl PreviewPage {
    async fn of(
        visit: &Visit,
        (name, file): (String, DaysFile),
        found: &Difference,
    ) -> Answer<Self> {
        let title = visit.say("calendar-import-title");
        let year = file
            .days
            .first()
            .map_or(visit.services.today().year(), DayOff::year);
        let language = visit.language;
        let pair = |(was, now): &(DayOff, DayOff)| {
            (DayLine::of(language, was), DayLine::of(language, now))
        };
        Ok(Self {
            frame: Frame::of(visit, Place::Settings, title).await?,
            file: name,
            year,
            added: lines(language, &found.added),
            changed: found.changed.iter().map(pair).collect(),
            absent: lines(language, &found.absent),
            same: found.same,
            refused: file
                .refused
                .into_iter()
                .map(|row| Refused {
                    row: row.row,
                    text: row.text,
                    why: row.why.code(),
                })
                .collect(),
            days: written(&file.days),
        })
    }
}

fn lines(language: Language, days: &[DayOff]) -> Vec<DayLine> {
    days.iter().map(|day| DayLine::of(language, day)).collect()
}

fn written(days: &[DayOff]) -> String {
    let line = |day: &DayOff| format!("{}\t{}\t{}", day.date, day.kind.code(), day.name);
    days.iter().map(line).collect::<Vec<_>>().join("\n")
}

#[derive(Debug, Deserialize, Validate)]
struct Confirmed {
    days: String,
    #[serde(default)]
    only_these: String,
}

async fn confirm(visit: Visit, filled: Filled<Confirmed>) -> Answer<Response> {
    let form = filled.form;
    // It was written by the preview, but may have been changed on the way.
    let read = |line: &str| {
        let mut parts = line.splitn(3, '\t');
        let (date, kind, name) = (parts.next()?, parts.next()?, parts.next()?);
        day_off(date, name, kind).ok()
    };
    let lines = form.days.lines().filter(|line| !line.is_empty());
    let days: Option<Vec<DayOff>> = lines.map(read).collect();
    let days = days.filter(|days| !days.is_empty() && days.len() <= MOST_DAYS);
    let days = days.ok_or_else(Problem::unreadable)?;
    let me = visit.officer()?.officer.id;
    let only_these = form.only_these == "yes";
    let (found, grown) = visit.services.take_days(&days, only_these, me).await?;
    let nothing = found.added.is_empty() && found.changed.is_empty() && found.absent.is_empty();
    let done = if nothing { "same" } else { "import" };
    Ok(back(days[0].date.year(), done, grown))
}
