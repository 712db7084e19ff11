//! Withdrawing a proposal, or giving somebody else's back.

use axum::{
    extract::Path,
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use serde::{Deserialize, Serialize};
use validator::Validate;

use super::{
    super::{
        Answer, Problem,
        forms::{Faults, Filled},
        frame::{Frame, Place},
        template::{self, Page},
        visit::Visit,
    },
    line::CaseLine,
};
use crate::domain::{identifiers::nik, ids::CaseId};

/// Characters of the shortest reason.
const LEAST: usize = 5;

/// The page.
#[derive(Debug, Serialize)]
struct ReturnPage {
    frame: Frame,
    line: CaseLine,
    reason: String,
    faults: Faults,
}

impl Page for ReturnPage {
    const FILE: &'static str = "cases_return.html";
}

/// What the page sends.
#[derive(Debug, Default, Deserialize, Validate)]
#[serde(default)]
pub(super) struct Reason {
    #[validate(length(max = 400))]
    reason: String,
}

pub(super) async fn show(visit: Visit, Path(id): Path<String>) -> Answer {
    page(&visit, case_id(&id)?, String::new(), Faults::default()).await
}

pub(super) async fn save(
    visit: Visit,
    Path(id): Path<String>,
    Filled { form, mut faults }: Filled<Reason>,
) -> Answer<Response> {
    let id = case_id(&id)?;
    if form.reason.trim().chars().count() < LEAST {
        faults.add("reason", visit.say("cases-return-empty"));
    }
    if nik::occurs_in(&form.reason) {
        faults.add("reason", visit.say("cases-return-nik"));
    }
    if !faults.is_empty() {
        let page = page(&visit, id, form.reason, faults).await?;
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response());
    }
    let me = visit.officer()?.officer.id;
    visit.services.return_proposal(id, me, &form.reason).await?;
    Ok(Redirect::to("/cases?done=return").into_response())
}

fn case_id(text: &str) -> Result<CaseId, Problem> {
    text.parse().map_err(|_| Problem::missing())
}

async fn page(visit: &Visit, id: CaseId, reason: String, faults: Faults) -> Answer {
    let me = visit.officer()?.officer.id;
    let cases = visit.services.cases(&[id]).await?;
    let case = cases.first().ok_or_else(Problem::missing)?;
    let frame = Frame::of(visit, Place::Cases, visit.say("cases-return-title")).await?;
    let page = ReturnPage {
        frame,
        line: CaseLine::of(visit, case, Some(me)),
        reason,
        faults,
    };
    template::render(visit.language, &page)
}
