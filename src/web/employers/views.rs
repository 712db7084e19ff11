//! Lists under a name, for each officer.

use axum::{
    extract::Path,
    response::{IntoResponse, Redirect, Response},
};
use serde::Deserialize;
use validator::Validate;

use super::{asked::Asked, show_again};
use crate::{
    domain::ids::ViewId,
    services::ServiceError,
    web::{Answer, Problem, forms::Filled, visit::Visit},
};

/// A view to keep.
#[derive(Debug, Deserialize, Validate)]
pub(super) struct NewView {
    #[validate(length(min = 1, max = 60))]
    name: String,
    /// The query of the list's address.
    #[serde(default)]
    #[validate(length(max = 2000))]
    query: String,
}

pub(super) async fn save(
    visit: Visit,
    Filled { form, mut faults }: Filled<NewView>,
) -> Answer<Response> {
    let asked = Asked::of_query(&form.query)?.list();
    let name = form.name.trim();
    if name.is_empty() {
        faults.add("name", visit.say("employers-view-nameless"));
    }
    if faults.is_empty() {
        let officer = visit.officer()?.officer.id;
        match visit
            .services
            .save_view(officer, name, &asked.query())
            .await
        {
            Ok(()) => return Ok(back(&asked, "view_saved")),
            Err(ServiceError::Barred(refusal)) => {
                faults.add("name", visit.say(&format!("refusal-{}", refusal.code)));
            }
            Err(error) => return Err(error.into()),
        }
    }
    show_again(&visit, &asked, (form.name, faults)).await
}

/// What stands in the form of a view that goes.
#[derive(Debug, Deserialize, Validate)]
pub(super) struct Dropped {
    /// The list that is shown meanwhile.
    #[serde(default)]
    #[validate(length(max = 2000))]
    query: String,
}

pub(super) async fn drop_one(
    visit: Visit,
    Path(id): Path<String>,
    Filled { form, .. }: Filled<Dropped>,
) -> Answer<Response> {
    let id: ViewId = id.parse().map_err(|_| Problem::missing())?;
    visit
        .services
        .drop_view(visit.officer()?.officer.id, id)
        .await?;
    Ok(back(&Asked::of_query(&form.query)?.list(), "view_dropped"))
}

fn back(asked: &Asked, done: &str) -> Response {
    let address = asked.href();
    let mark = if address.contains('?') { '&' } else { '?' };
    Redirect::to(&format!("{address}{mark}done={done}")).into_response()
}
