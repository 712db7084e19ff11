//! What a schedule would do now, and doing it now.

use axum::{
    extract::Path,
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use serde::{Deserialize, Serialize};
use validator::Validate;

use super::{
    super::{
        Answer,
        forms::{Faults, Filled},
        frame::{Frame, Place},
        language::args,
        template::{self, Page},
        visit::Visit,
    },
    shown::{DidView, Facts},
};
use crate::{
    services::{Rehearsal, ServiceError},
    store::Actor,
};

#[derive(Debug, Serialize)]
struct RunPage {
    frame: Frame,
    facts: Facts,
    did: DidView,
    /// The page asks for the number of recipients.
    asks: bool,
    typed: String,
    faults: Faults,
}

impl Page for RunPage {
    const FILE: &'static str = "schedule_run.html";
}

pub(super) async fn rehearse(visit: Visit, Path(name): Path<String>) -> Answer {
    page(&visit, &name, None).await
}

pub(super) async fn ask(visit: Visit, Path(name): Path<String>) -> Answer {
    page(&visit, &name, Some(Typed::default())).await
}

#[derive(Debug, Default, Deserialize, Validate)]
pub(super) struct Typed {
    #[serde(default)]
    #[validate(length(max = 12))]
    recipients: String,
    #[serde(skip)]
    faults: Faults,
}

pub(super) async fn run(
    visit: Visit,
    Path(name): Path<String>,
    Filled { mut form, faults }: Filled<Typed>,
) -> Answer<Response> {
    form.faults = faults;
    let typed: String = form.recipients.trim().replace(['.', ','], "");
    let Ok(recipients) = typed.parse::<u64>() else {
        form.faults
            .add("recipients", visit.say("schedules-fault-recipients-number"));
        let page = page(&visit, &name, Some(form)).await?;
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response());
    };
    let by = Actor::Officer(visit.officer()?.officer.id);
    match visit.services.run_schedule_as(&name, recipients, by).await {
        Ok(_) => Ok(Redirect::to(&format!("/schedules/{name}?done=run")).into_response()),
        Err(ServiceError::Barred(refusal)) if refusal.code == "schedule_recipients" => {
            form.faults
                .add("recipients", visit.say("refusal-schedule_recipients"));
            let page = page(&visit, &name, Some(form)).await?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
        }
        Err(error) => Err(error.into()),
    }
}

async fn page(visit: &Visit, name: &str, asks: Option<Typed>) -> Answer {
    let detail = visit.services.schedule_detail(name, 1).await?;
    let did = visit.services.run_schedule(name, Rehearsal::Yes).await?;
    let facts = Facts::of(visit, &detail.schedule, &detail.zone);
    let title = visit.say_with(
        "schedules-dry-title",
        &args([("title", facts.title.as_str().into())]),
    );
    let asked = asks.is_some();
    let typed = asks.unwrap_or_default();
    let page = RunPage {
        frame: Frame::of(visit, Place::Schedules, title).await?,
        did: DidView::of(visit, &did),
        facts,
        asks: asked,
        typed: typed.recipients,
        faults: typed.faults,
    };
    template::render(visit.language, &page)
}
