//! The folder of a day: numbered letters that wait for their signature.

use axum::{
    http::StatusCode,
    response::{Html, IntoResponse, Response},
};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use validator::Validate;

use super::begun;
use crate::{
    services::ServiceError,
    web::{
        Answer, Problem,
        forms::{Faults, Filled},
        frame::{Frame, Place},
        query::Checked,
        template::{self, Page},
        visit::Visit,
    },
};

/// Which day.
#[derive(Debug, Default, Deserialize, Validate)]
#[serde(default)]
pub(super) struct Day {
    #[validate(length(max = 10))]
    on: String,
}

#[derive(Debug, Serialize)]
struct FolderPage {
    frame: Frame,
    on: NaiveDate,
    lines: Vec<Line>,
    faults: Faults,
}

impl Page for FolderPage {
    const FILE: &'static str = "letters_folder.html";
}

#[derive(Debug, Serialize)]
struct Line {
    number: String,
    title: String,
    kind: &'static str,
    href: String,
}

pub(super) async fn show(visit: Visit, Checked(day): Checked<Day>) -> Answer<Html<String>> {
    let on = day.on.trim();
    if on.is_empty() {
        return page(&visit, visit.services.today(), Faults::default()).await;
    }
    let on = on.parse().map_err(|_| Problem::unreadable())?;
    page(&visit, on, Faults::default()).await
}

async fn page(visit: &Visit, on: NaiveDate, faults: Faults) -> Answer<Html<String>> {
    let letters = visit.services.folder_letters(on).await?;
    let lines = letters.into_iter().map(|letter| Line {
        number: letter
            .number
            .map(|number| number.number)
            .unwrap_or_default(),
        title: letter.title,
        kind: letter.kind.code(),
        href: format!("/letters/{}", letter.id),
    });
    let page = FolderPage {
        frame: Frame::of(visit, Place::Letters, visit.say("folder-title")).await?,
        on,
        lines: lines.collect(),
        faults,
    };
    template::render(visit.language, &page)
}

pub(super) async fn begin(
    visit: Visit,
    Filled { form, mut faults }: Filled<Day>,
) -> Answer<Response> {
    let on = form.on.trim().parse().map_err(|_| Problem::unreadable())?;
    let by = visit.officer()?.officer.id;
    match visit.services.begin_folder(on, by).await {
        Ok(id) => return begun(&visit, id).await,
        Err(ServiceError::Barred(refusal)) => {
            faults.add("on", visit.say(&format!("refusal-{}", refusal.code)));
        }
        Err(error) => return Err(Problem::from(error)),
    }
    let page = page(&visit, on, faults).await?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
}
