//! The mayor's instructions: the list, one with what has become of its cases, and the form.

mod edit;
mod files;
mod form;
mod funnel;
mod list;
mod shown;

use axum::{
    extract::Path,
    response::{IntoResponse, Redirect, Response},
};
use serde::Deserialize;
use validator::Validate;

use super::{
    Answer, Problem,
    forms::Filled,
    routes::{Site, Who},
    visit::Visit,
};
use crate::{
    domain::{ids::DirectiveId, role::Role},
    services::ServiceError,
};

/// Who writes instructions.
const ADMINS: &[Role] = &[Role::Admin];

pub(super) fn routes(site: Site) -> Site {
    let admins = Who::Only(ADMINS);
    let site = site
        .get("/directives", Who::Officers, list::show)
        .get("/directives/new", admins, edit::begin)
        .post("/directives/new", admins, edit::add)
        .get("/directives/{id}", Who::Officers, shown::show)
        .get("/directives/{id}/edit", admins, edit::show)
        .post("/directives/{id}/edit", admins, edit::act)
        .post("/directives/{id}/withdraw", admins, withdraw);
    files::routes(site, admins)
}

fn id_of(text: &str) -> Result<DirectiveId, Problem> {
    text.parse().map_err(|_| Problem::missing())
}

/// Back to the instruction, which says what was done.
fn done(id: DirectiveId, what: &str) -> Response {
    Redirect::to(&format!("/directives/{id}?done={what}")).into_response()
}

#[derive(Debug, Deserialize, Validate)]
struct Reason {
    #[serde(default)]
    because: String,
}

async fn withdraw(
    visit: Visit,
    Path(id): Path<String>,
    Filled { form, mut faults }: Filled<Reason>,
) -> Answer<Response> {
    let id = id_of(&id)?;
    let by = visit.officer()?.officer.id;
    match visit
        .services
        .withdraw_directive(id, &form.because, by)
        .await
    {
        Ok(()) => Ok(done(id, "withdrawn")),
        Err(ServiceError::Barred(refusal)) if refusal.code == "reason" => {
            faults.add("because", visit.say("refusal-reason"));
            shown::again(&visit, id, (faults, form.because)).await
        }
        Err(error) => Err(error.into()),
    }
}
