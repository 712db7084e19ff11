//! The language that a firm is written to in.

use axum::{extract::Path, response::Response};
use serde::Deserialize;
use validator::Validate;

use super::{LABOUR, done};
use crate::{
    domain::{ids::EmployerId, tongue::Tongue},
    web::{
        Problem,
        forms::Filled,
        routes::{Site, Who},
        visit::Visit,
    },
};

#[derive(Debug, Deserialize, Validate)]
struct Typed {
    language: String,
}

pub(super) fn routes(site: Site) -> Site {
    site.post("/employers/{id}/language", Who::Only(LABOUR), choose)
}

async fn choose(
    visit: Visit,
    Path(id): Path<String>,
    filled: Filled<Typed>,
) -> Result<Response, Problem> {
    let id: EmployerId = id.parse().map_err(|_| Problem::missing())?;
    let tongue = Tongue::from_code(&filled.form.language).ok_or_else(Problem::unreadable)?;
    // Merged and unknown firms have no page, and no language.
    visit.services.dossier(id).await?;
    let by = visit.officer()?.officer.id;
    visit.services.set_mail_language(id, tongue, by).await?;
    Ok(done(id, "language"))
}
