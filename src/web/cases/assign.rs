//! Giving cases to an officer.

use axum::{
    extract::Query,
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
        template::{self, Page},
        visit::Visit,
    },
    all, back, back_with, ids,
    line::CaseLine,
};
use crate::domain::ids::{CaseId, OfficerId};

/// Nobody, as the form says it.
const NOBODY: &str = "-";

/// The page.
#[derive(Debug, Serialize)]
struct AssignPage {
    frame: Frame,
    lines: Vec<CaseLine>,
    officers: Vec<(String, String)>,
    to: String,
    faults: Faults,
    back: String,
}

impl Page for AssignPage {
    const FILE: &'static str = "cases_assign.html";
}

/// What the page sends.
#[derive(Debug, Default, Deserialize, Validate)]
#[serde(default)]
pub(super) struct Given {
    case: Vec<String>,
    #[validate(length(max = 60))]
    to: String,
    back: String,
}

pub(super) async fn show(visit: Visit, Query(pairs): Query<Vec<(String, String)>>) -> Answer {
    let ids = ids(all(&pairs, "case"));
    let to = visit.officer()?.officer.id.to_string();
    let back = back(all(&pairs, "back").next());
    page(&visit, &ids, (to, back), Faults::default()).await
}

pub(super) async fn save(
    visit: Visit,
    Filled { form, mut faults }: Filled<Given>,
) -> Answer<Response> {
    let chosen = ids(form.case.iter().map(String::as_str));
    let me = visit.officer()?.officer.id;
    let to = match form.to.as_str() {
        NOBODY => Some(None),
        text => text.parse::<OfficerId>().ok().map(Some),
    };
    let known = officers(&visit, me).await?;
    let to = to.filter(|_| known.iter().any(|(id, _)| *id == form.to));
    let Some(to) = to.filter(|_| faults.is_empty()) else {
        faults.add("to", visit.say("cases-assign-unknown"));
        let kept = (form.to, back(Some(&form.back)));
        let page = page(&visit, &chosen, kept, faults).await?;
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response());
    };
    let report = visit.services.assign(&chosen, to, me).await?;
    let told = [
        ("done", "assign"),
        ("proposed", &report.done.len().to_string()),
        ("left", &report.left.len().to_string()),
    ];
    let back = back_with(&back(Some(&form.back)), &told);
    Ok(Redirect::to(&back).into_response())
}

async fn page(
    visit: &Visit,
    ids: &[CaseId],
    (to, back): (String, String),
    faults: Faults,
) -> Answer {
    let me = visit.officer()?.officer.id;
    let cases = if ids.is_empty() {
        Vec::new()
    } else {
        visit.services.cases(ids).await?
    };
    let lines = cases.iter().map(|case| CaseLine::of(visit, case, Some(me)));
    let frame = Frame::of(visit, Place::Cases, visit.say("cases-assign-title")).await?;
    let page = AssignPage {
        frame,
        lines: lines.collect(),
        officers: officers(visit, me).await?,
        to,
        faults,
        back,
    };
    template::render(visit.language, &page)
}

/// Who may be given cases, the reader first; then nobody.
async fn officers(visit: &Visit, me: OfficerId) -> Answer<Vec<(String, String)>> {
    let mut known = visit.services.officers().await?;
    known.retain(|view| view.disabled_at.is_none() && view.officer.role.may_confirm());
    known.sort_by_key(|view| view.officer.id != me);
    let mut choices: Vec<(String, String)> = known
        .into_iter()
        .map(|view| (view.officer.id.to_string(), view.officer.name))
        .collect();
    choices.push((NOBODY.to_owned(), visit.say("cases-assign-nobody")));
    Ok(choices)
}
