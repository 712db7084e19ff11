//! The certificate of compliance, where the city gives them.

use axum::{
    extract::Path,
    response::{IntoResponse, Redirect, Response},
};
use serde::Serialize;

use super::LABOUR;
use crate::{
    domain::ids::EmployerId,
    web::{
        Answer, Problem,
        paper::pdf,
        routes::{Site, Who},
        visit::Visit,
    },
};

pub(super) fn routes(site: Site) -> Site {
    site.get("/employers/{id}/certificate", Who::Officers, file)
        .post("/employers/{id}/certificate", Who::Only(LABOUR), give)
}

/// What the employer's page says of it.
#[derive(Debug, Serialize)]
pub(super) struct Shown {
    href: String,
    /// The last day of the one that it holds.
    valid_until: Option<String>,
    /// A new one can be given.
    may_have: bool,
}

impl Shown {
    /// Nothing where there is none and none can be had.
    pub(super) async fn of(visit: &Visit, id: EmployerId) -> Answer<Option<Self>> {
        let state = visit.services.certificate_state(id).await?;
        let valid_until = state.held.map(|held| held.valid_until.to_string());
        let may_have = state.may_have && visit.is(LABOUR);
        let has_any = valid_until.is_some() || may_have;
        Ok(has_any.then(|| Self {
            href: format!("/employers/{id}/certificate"),
            valid_until,
            may_have,
        }))
    }
}

fn id_of(text: &str) -> Result<EmployerId, Problem> {
    text.parse().map_err(|_| Problem::missing())
}

async fn give(visit: Visit, Path(id): Path<String>) -> Answer<Response> {
    let id = id_of(&id)?;
    let by = visit.officer()?.officer.id;
    visit.services.give_certificate(id, Some(by)).await?;
    Ok(Redirect::to(&format!("/employers/{id}#pemberitahuan")).into_response())
}

async fn file(visit: Visit, Path(id): Path<String>) -> Answer<Response> {
    let (name, content) = visit.services.certificate_file(id_of(&id)?).await?;
    Ok(pdf(&name, content))
}
