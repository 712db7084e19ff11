//! Proofs of delivery: a press makes one, and writes down who pressed.

use axum::{extract::Path, response::Response};
use chrono::{DateTime, Utc};
use serde::Deserialize;
use validator::Validate;

use super::{
    Answer, Problem,
    forms::Filled,
    paper,
    routes::{Site, Who},
    visit::Visit,
};
use crate::{
    domain::role::Role,
    services::{ProofPaper, ProofScope},
};

/// Who makes proofs.
pub(super) const PROVERS: &[Role] = &[Role::Admin, Role::Approver, Role::LabourOfficer];

pub(super) fn routes(site: Site) -> Site {
    let provers = Who::Only(PROVERS);
    site.post("/employers/{id}/proof", provers, of_firm).post(
        "/schedules/{name}/proof",
        provers,
        of_firing,
    )
}

#[derive(Debug, Deserialize, Validate)]
struct Nothing {}

async fn of_firm(visit: Visit, Path(id): Path<String>, _: Filled<Nothing>) -> Answer<Response> {
    let id = id.parse().map_err(|_| Problem::missing())?;
    made(&visit, &ProofScope::Firm(id)).await
}

#[derive(Debug, Deserialize, Validate)]
struct Firing {
    #[validate(length(max = 40))]
    due_at: String,
}

async fn of_firing(
    visit: Visit,
    Path(name): Path<String>,
    Filled { form, .. }: Filled<Firing>,
) -> Answer<Response> {
    let due_at: DateTime<Utc> = form.due_at.parse().map_err(|_| Problem::unreadable())?;
    made(&visit, &ProofScope::Firing(name, due_at)).await
}

async fn made(visit: &Visit, scope: &ProofScope) -> Answer<Response> {
    let by = visit.officer()?.officer.id;
    let ProofPaper { number, pdf, .. } = visit.services.proof(scope, Some(by)).await?;
    Ok(paper::pdf(&format!("{number}.pdf"), pdf))
}
