//! How many answers an officer deals with a day, which bounds new firms a day.

use axum::{
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use serde::{Deserialize, Serialize};
use validator::Validate;

use super::{
    super::{
        Answer,
        employer::steps::blame,
        forms::{Faults, Filled},
        frame::{Frame, Place},
        routes::{Site, Who},
        template::{self, Page},
        visit::Visit,
    },
    sending::PRESSERS,
};

const PATH: &str = "/settings/sending/capacity";

/// The page.
#[derive(Debug, Serialize)]
struct CapacityPage {
    frame: Frame,
    officers: u32,
    form: Typed,
    faults: Faults,
    wrong: Option<String>,
}

impl Page for CapacityPage {
    const FILE: &'static str = "sending_capacity.html";
}

/// What was typed.
#[derive(Debug, Default, Serialize, Deserialize, Validate)]
#[serde(default)]
struct Typed {
    /// Answers that one officer deals with on a working day; empty for no bound.
    #[validate(length(max = 6))]
    answers: String,
    words: String,
}

pub(super) fn routes(site: Site) -> Site {
    let pressers = Who::Only(PRESSERS);
    site.get(PATH, pressers, show).post(PATH, pressers, save)
}

async fn show(visit: Visit) -> Answer {
    let now = visit.services.capacity().await?;
    let form = Typed {
        answers: now.map_or_else(String::new, |now| now.answers_each.to_string()),
        words: String::new(),
    };
    page(&visit, (form, Faults::default(), None)).await
}

async fn save(visit: Visit, Filled { form, mut faults }: Filled<Typed>) -> Answer<Response> {
    let typed = form.answers.trim();
    let answers = match typed {
        "" => Some(None),
        _ => typed.parse().ok().map(Some),
    };
    if answers.is_none() {
        faults.add("answers", visit.say("refusal-capacity"));
    }
    if form.words.trim().is_empty() {
        faults.add("words", visit.say("refusal-reason"));
    }
    let mut wrong = None;
    if let (Some(answers), true) = (answers, faults.is_empty()) {
        let by = visit.officer()?.officer.id;
        match visit.services.set_capacity(answers, &form.words, by).await {
            Ok(()) => {
                return Ok(Redirect::to("/settings/sending?done=capacity").into_response());
            }
            Err(error) => wrong = blame(&visit, error, &mut faults)?,
        }
    }
    let page = page(&visit, (form, faults, wrong)).await?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
}

async fn page(visit: &Visit, (form, faults, wrong): (Typed, Faults, Option<String>)) -> Answer {
    template::render(
        visit.language,
        &CapacityPage {
            frame: Frame::of(visit, Place::Settings, visit.say("capacity-title")).await?,
            officers: visit.services.answering_officers().await?,
            form,
            faults,
            wrong,
        },
    )
}
