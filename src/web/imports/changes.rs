//! What officers decide about an upload.

use axum::{
    extract::Path,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use serde::Deserialize;
use validator::Validate;

use super::{
    job, see,
    shown::Said,
    upload::{day, role_problem},
};
use crate::{
    services::{ColumnNames, ImportKind, NewImport, ServiceError},
    store::Source,
    web::{Problem, forms::Filled, visit::Visit},
};

/// What is said about the files.
#[derive(Debug, Default, Deserialize, Validate)]
#[serde(default)]
pub(super) struct Described {
    kind: String,
    as_of: String,
    source: String,
    /// Names of columns, in the order of the page.
    names: Vec<String>,
    /// What each of them stands for.
    columns: Vec<String>,
}

/// A press on a button.
#[derive(Debug, Default, Deserialize, Validate)]
#[serde(default)]
pub(super) struct Pressed {}

pub(super) async fn preview(
    visit: Visit,
    Path(text): Path<String>,
    Filled { form, mut faults }: Filled<Described>,
) -> Result<Response, Problem> {
    let id = job::id(&text)?;
    let officer = visit.officer()?.officer.clone();
    let job = visit.services.import_job(id).await?;
    let kind = ImportKind::from_code(&form.kind);
    if kind.is_none() {
        faults.add("kind", visit.say("imports-kind-missing"));
    }
    let as_of = day(&visit, &form.as_of, &mut faults);
    let pairs: Vec<(&String, &String)> = form.names.iter().zip(&form.columns).collect();
    let mut mapping = ColumnNames::default();
    // Names mean something else in files of another kind.
    if kind == job.said.kind {
        for (at, (name, column)) in pairs.iter().enumerate() {
            let twice = pairs[..at].iter().any(|(_, earlier)| earlier == column);
            if twice && !column.is_empty() {
                faults.add("columns", visit.say("imports-column-twice"));
            }
            mapping.say(name, column);
        }
    }
    let (Some(as_of), true) = (as_of, faults.is_empty()) else {
        let said = Said {
            kind: form.kind.clone(),
            as_of: form.as_of.clone(),
            source: form.source.clone(),
            chosen: pairs
                .into_iter()
                .map(|(n, c)| (n.clone(), c.clone()))
                .collect(),
        };
        let page = job::page(&visit, &job, said, faults).await?;
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response());
    };
    let said = NewImport {
        kind,
        source: Source::from_code(&form.source),
        as_of,
        mapping,
    };
    let begun = visit.services.preview_import(id, &said, &officer).await;
    begun.map_err(role_problem)?;
    Ok(see(&format!("/imports/{id}")))
}

pub(super) async fn confirm(
    visit: Visit,
    Path(text): Path<String>,
    _: Filled<Pressed>,
) -> Result<Response, Problem> {
    let id = job::id(&text)?;
    let officer = &visit.officer()?.officer;
    let begun: Result<(), ServiceError> = visit.services.confirm_import(id, officer).await;
    begun.map_err(role_problem)?;
    Ok(see(&format!("/imports/{id}")))
}

pub(super) async fn discard(
    visit: Visit,
    Path(text): Path<String>,
    _: Filled<Pressed>,
) -> Result<Response, Problem> {
    let officer = &visit.officer()?.officer;
    let done = visit
        .services
        .discard_import(job::id(&text)?, officer)
        .await;
    done.map_err(role_problem)?;
    Ok(see("/imports?done=discarded"))
}
