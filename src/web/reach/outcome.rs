//! What came of calling or visiting a firm.

use axum::{
    extract::Path,
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use validator::Validate;

use super::{
    super::{
        Answer, Problem,
        employer::steps::blame,
        forms::{Faults, Filled},
        frame::{Frame, Place},
        template::{self, Page},
        visit::Visit,
    },
    Line,
};
use crate::{
    domain::{ids::CaseId, receipt::How, values},
    services::{Missed, ReachLine, SeenReceipt},
};

/// Days after which another attempt is proposed.
const AGAIN_DAYS: u32 = 2;

/// The page.
#[derive(Debug, Serialize)]
struct OutcomePage {
    frame: Frame,
    line: Line,
    hows: Vec<(&'static str, String)>,
    form: Typed,
    faults: Faults,
    wrong: Option<String>,
}

impl Page for OutcomePage {
    const FILE: &'static str = "reach_outcome.html";
}

/// What was typed.
#[derive(Debug, Default, Serialize, Deserialize, Validate)]
#[serde(default)]
pub(super) struct Typed {
    /// `reached` or `missed`.
    outcome: String,
    how: String,
    on: String,
    words: String,
    again_on: String,
}

pub(super) async fn show(visit: Visit, Path(id): Path<String>) -> Answer {
    let line = line_of(&visit, &id).await?;
    let (services, today) = (&visit.services, visit.services.today());
    let form = Typed {
        on: today.to_string(),
        again_on: services.calendar().term(today, AGAIN_DAYS).due.to_string(),
        ..Typed::default()
    };
    page(&visit, &line, (form, Faults::default(), None)).await
}

async fn line_of(visit: &Visit, id: &str) -> Answer<ReachLine> {
    let id: CaseId = id.parse().map_err(|_| Problem::missing())?;
    Ok(visit.services.reach_line(id).await?)
}

pub(super) async fn save(
    visit: Visit,
    Path(id): Path<String>,
    Filled { form, mut faults }: Filled<Typed>,
) -> Answer<Response> {
    let line = line_of(&visit, &id).await?;
    let reached = form.outcome == "reached";
    if !reached && form.outcome != "missed" {
        faults.add("outcome", visit.say("reach-fault-outcome"));
    }
    let how = How::BY_HAND.into_iter().find(|how| how.code() == form.how);
    if how.is_none() {
        faults.add("how", visit.say("case-fault-how"));
    }
    if form.words.trim().is_empty() {
        faults.add("words", visit.say("refusal-receipt-words"));
    }
    let on = day(&visit, &form.on, ("on", &mut faults));
    let again_on = match form.outcome.as_str() {
        "missed" => day(&visit, &form.again_on, ("again_on", &mut faults)),
        _ => None,
    };
    let mut wrong = None;
    if let (Some(how), Some(on), true) = (how, on, faults.is_empty()) {
        let words = form.words.clone();
        let tried = SeenReceipt { how, on, words };
        let (case, by) = (line.case.id, visit.officer()?.officer.id);
        let saved = match again_on {
            None => visit.services.reached(case, &tried, by).await,
            Some(again_on) => {
                let missed = Missed { tried, again_on };
                visit.services.not_reached(case, &missed, by).await
            }
        };
        match saved {
            Ok(()) => {
                let to = format!("/reach?done={}", form.outcome);
                return Ok(Redirect::to(&to).into_response());
            }
            Err(error) => wrong = blame(&visit, error, &mut faults)?,
        }
    }
    let page = page(&visit, &line, (form, faults, wrong)).await?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
}

fn day(visit: &Visit, typed: &str, (field, faults): (&str, &mut Faults)) -> Option<NaiveDate> {
    let day = values::date(typed.trim()).ok();
    if day.is_none() {
        faults.add(field, visit.say("reach-fault-day"));
    }
    day
}

async fn page(
    visit: &Visit,
    line: &ReachLine,
    (form, faults, wrong): (Typed, Faults, Option<String>),
) -> Answer {
    let how = |how: How| (how.code(), visit.say(&format!("reach-how-{}", how.code())));
    template::render(
        visit.language,
        &OutcomePage {
            frame: Frame::of(visit, Place::Cases, visit.say("reach-outcome-title")).await?,
            line: Line::of(1, line),
            hows: std::iter::once(("", visit.say("case-how-choose")))
                .chain(How::BY_HAND.map(how))
                .collect(),
            form,
            faults,
            wrong,
        },
    )
}
