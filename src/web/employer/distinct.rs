//! Two employers that an officer judges to be two firms, from the page that compares them.

use axum::{extract::Path, response::Response};
use serde::{Deserialize, Serialize};
use validator::Validate;

use super::{LABOUR, blame, done, dossier, merge, parse, refused};
use crate::{
    domain::ids::EmployerId,
    services::Dossier,
    store::Distinction,
    web::{
        Problem,
        forms::Filled,
        routes::{Site, Who},
        visit::Visit,
    },
};

/// A judgement that stands.
#[derive(Debug, Serialize)]
pub(super) struct Judged {
    other: String,
    href: String,
    name: String,
    who: String,
    at: String,
    words: String,
}

/// What was sent.
#[derive(Debug, Deserialize, Validate)]
struct Sent {
    #[serde(default)]
    other: String,
    #[serde(default)]
    words: String,
}

/// Which one is meant.
#[derive(Debug, Deserialize, Validate)]
struct Other {
    #[serde(default)]
    other: String,
}

pub(super) fn routes(site: Site) -> Site {
    site.post(
        "/employers/{id}/merge/different",
        Who::Only(LABOUR),
        distinguish,
    )
    .post(
        "/employers/{id}/merge/different/undo",
        Who::Only(LABOUR),
        undo,
    )
}

async fn distinguish(
    visit: Visit,
    Path(id): Path<String>,
    Filled { form, mut faults }: Filled<Sent>,
) -> Result<Response, Problem> {
    let dossier = dossier(&visit, &id).await?;
    let pair: (EmployerId, EmployerId) = (dossier.employer.id, parse(&form.other)?);
    let by = visit.officer()?.officer.id;
    let services = &visit.services;
    if let Err(error) = services.distinguish(pair, &form.words, by).await {
        blame(&visit, error, &mut faults)?;
        let page = merge::compare(&visit, &dossier, pair.1, (form.words, faults)).await?;
        return Ok(refused(page));
    }
    Ok(done(pair.0, "distinct"))
}

async fn undo(
    visit: Visit,
    Path(id): Path<String>,
    Filled { form, .. }: Filled<Other>,
) -> Result<Response, Problem> {
    let pair: (EmployerId, EmployerId) = (parse(&id)?, parse(&form.other)?);
    let by = visit.officer()?.officer.id;
    visit.services.undo_distinction(pair, by).await?;
    Ok(done(pair.0, "undistinct"))
}

/// The judgements that stand, the newest first.
pub(super) fn standing(visit: &Visit, dossier: &Dossier) -> Vec<Judged> {
    let standing = dossier.distinctions.iter().filter(|d| d.undone.is_none());
    standing.map(|one| judged(visit, one)).collect()
}

/// The one about this employer.
pub(super) fn about(visit: &Visit, dossier: &Dossier, other: EmployerId) -> Option<Judged> {
    let mut all = dossier.distinctions.iter();
    let one = all.find(|d| d.undone.is_none() && d.other == other)?;
    Some(judged(visit, one))
}

fn judged(visit: &Visit, one: &Distinction) -> Judged {
    Judged {
        other: one.other.to_string(),
        href: format!("/employers/{}", one.other),
        name: one.other_name.clone(),
        who: one.by_name.clone(),
        at: visit.moment(one.at),
        words: one.words.clone(),
    }
}
