//! Holding a firm, a sector or the whole city back until a day.

use axum::{
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use serde::{Deserialize, Serialize};
use validator::Validate;

use super::{
    super::{
        Answer, Problem,
        employer::steps::blame,
        forms::{Faults, Filled},
        frame::{Frame, Place},
        query::Checked,
        routes::{Site, Who},
        template::{self, Page},
        visit::Visit,
    },
    sending::PRESSERS,
};
use crate::domain::{hold::Scope, ids::EmployerId, values};

/// The page.
#[derive(Debug, Serialize)]
struct HoldPage {
    frame: Frame,
    /// The firm that the reader comes from.
    firm: Option<String>,
    form: Typed,
    faults: Faults,
    wrong: Option<String>,
}

impl Page for HoldPage {
    const FILE: &'static str = "sending_hold.html";
}

/// What was typed.
#[derive(Debug, Default, Serialize, Deserialize, Validate)]
#[serde(default)]
struct Typed {
    /// `employer`, `sector` or `city`.
    scope: String,
    employer: String,
    sector: String,
    until_on: String,
    words: String,
}

#[derive(Debug, Default, Deserialize, Validate)]
#[serde(default)]
struct Query {
    #[validate(length(max = 60))]
    employer: String,
}

pub(super) fn routes(site: Site) -> Site {
    let pressers = Who::Only(PRESSERS);
    site.get("/settings/sending/hold", pressers, show).post(
        "/settings/sending/hold",
        pressers,
        save,
    )
}

async fn show(visit: Visit, Checked(query): Checked<Query>) -> Answer {
    let form = Typed {
        scope: if query.employer.is_empty() {
            "sector".to_owned()
        } else {
            "employer".to_owned()
        },
        employer: query.employer,
        ..Typed::default()
    };
    page(&visit, (form, Faults::default(), None)).await
}

async fn save(visit: Visit, Filled { form, mut faults }: Filled<Typed>) -> Answer<Response> {
    let scope = scope(&visit, &form, &mut faults);
    let until_on = values::date(form.until_on.trim()).ok();
    if until_on.is_none() {
        faults.add("until_on", visit.say("refusal-hold-until"));
    }
    if form.words.trim().is_empty() {
        faults.add("words", visit.say("refusal-reason"));
    }
    let mut wrong = None;
    if let (Some(scope), Some(until_on), true) = (scope, until_on, faults.is_empty()) {
        let by = visit.officer()?.officer.id;
        let held = visit.services.hold(&scope, (until_on, &form.words), by);
        match held.await {
            Ok(()) => {
                let to = match scope {
                    Scope::Employer(id) => format!("/employers/{id}?done=hold"),
                    Scope::Sector(_) | Scope::City => "/settings/sending?done=hold".to_owned(),
                };
                return Ok(Redirect::to(&to).into_response());
            }
            Err(error) => wrong = blame(&visit, error, &mut faults)?,
        }
    }
    let page = page(&visit, (form, faults, wrong)).await?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
}

fn scope(visit: &Visit, form: &Typed, faults: &mut Faults) -> Option<Scope> {
    let (scope, field, key) = match form.scope.as_str() {
        "employer" => {
            let id: Option<EmployerId> = form.employer.parse().ok();
            (id.map(Scope::Employer), "scope", "hold-fault-scope")
        }
        "sector" => (Scope::sector(&form.sector), "sector", "hold-fault-sector"),
        "city" => (Some(Scope::City), "scope", "hold-fault-scope"),
        _ => (None, "scope", "hold-fault-scope"),
    };
    if scope.is_none() {
        faults.add(field, visit.say(key));
    }
    scope
}

async fn page(visit: &Visit, (form, faults, wrong): (Typed, Faults, Option<String>)) -> Answer {
    let named = match form.employer.as_str() {
        "" => None,
        id => {
            let id: EmployerId = id.parse().map_err(|_| Problem::missing())?;
            Some(visit.services.dossier(id).await?.told.name)
        }
    };
    template::render(
        visit.language,
        &HoldPage {
            frame: Frame::of(visit, Place::Settings, visit.say("hold-title")).await?,
            firm: named,
            form,
            faults,
            wrong,
        },
    )
}
