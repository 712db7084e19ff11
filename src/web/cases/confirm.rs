//! The page between ticking cases and confirming them: exactly which, and on what ground.

use axum::{
    extract::Query,
    response::{IntoResponse, Redirect, Response},
};
use serde::{Deserialize, Serialize};
use validator::Validate;

use super::{
    super::{
        Answer,
        forms::Filled,
        frame::{Frame, Place},
        template::{self, Page},
        visit::Visit,
    },
    all, back, back_with, ids,
    line::CaseLine,
};
use crate::{
    domain::confirmation::Seen,
    services::{ServiceError, Sighting, WorkReport},
};

/// The page.
#[derive(Debug, Serialize)]
struct ConfirmPage {
    frame: Frame,
    /// Put forward by the reader as the first officer.
    propose: Vec<CaseLine>,
    /// Confirmed by the reader as the second one.
    confirm: Vec<CaseLine>,
    /// Not possible now.
    left: Vec<CaseLine>,
    back: String,
}

impl Page for ConfirmPage {
    const FILE: &'static str = "cases_confirm.html";
}

pub(super) async fn show(visit: Visit, Query(pairs): Query<Vec<(String, String)>>) -> Answer {
    let ids = ids(all(&pairs, "case"));
    let me = Some(visit.officer()?.officer.id);
    let cases = if ids.is_empty() {
        Vec::new()
    } else {
        visit.services.cases(&ids).await?
    };
    let lines = cases.iter().map(|case| CaseLine::of(&visit, case, me));
    let (mut propose, mut confirm, mut left) = (Vec::new(), Vec::new(), Vec::new());
    for line in lines {
        match line.step {
            Some("propose") => propose.push(line),
            Some(_) => confirm.push(line),
            None => left.push(line),
        }
    }
    let frame = Frame::of(&visit, Place::Cases, visit.say("cases-confirm-title")).await?;
    let page = ConfirmPage {
        frame,
        propose,
        confirm,
        left,
        back: back(all(&pairs, "back").next()),
    };
    template::render(visit.language, &page)
}

/// What the page sends: cases with what was seen of them.
#[derive(Debug, Default, Deserialize, Validate)]
#[serde(default)]
pub(super) struct Agreed {
    propose: Vec<String>,
    confirm: Vec<String>,
    back: String,
}

pub(super) async fn save(visit: Visit, Filled { form, .. }: Filled<Agreed>) -> Answer<Response> {
    let services = &visit.services;
    let me = visit.officer()?.officer.id;
    let (first, second) = (sightings(&form.propose), sightings(&form.confirm));
    let mut refused = None;
    let proposed = if first.is_empty() {
        WorkReport::default()
    } else {
        unless_barred(
            services.propose_confirmation(&first, me).await,
            &mut refused,
        )?
    };
    let confirmed = if second.is_empty() {
        WorkReport::default()
    } else {
        unless_barred(
            services.second_confirmation(&second, me).await,
            &mut refused,
        )?
    };
    let done = proposed.done.len() + confirmed.done.len();
    if let Some(refused) = refused.filter(|_| done == 0) {
        return Err(refused.into());
    }
    let left = (first.len() + second.len() - done).to_string();
    let told = [
        ("done", "confirm"),
        ("proposed", &proposed.done.len().to_string()),
        ("confirmed", &confirmed.done.len().to_string()),
        ("left", &left),
    ];
    let back = back_with(&back(Some(&form.back)), &told);
    Ok(Redirect::to(&back).into_response())
}

/// A rule that stops one half of the cases doesn't stop the other.
fn unless_barred(
    done: Result<WorkReport, ServiceError>,
    refused: &mut Option<ServiceError>,
) -> Result<WorkReport, ServiceError> {
    match done {
        Err(error @ ServiceError::Barred(_)) => {
            refused.get_or_insert(error);
            Ok(WorkReport::default())
        }
        other => other,
    }
}

/// Reads `cs_… unregistered 42 0 42 0`.
fn sightings(texts: &[String]) -> Vec<Sighting> {
    let sighting = |text: &String| {
        let (id, seen) = text.split_once(' ')?;
        Some(Sighting {
            id: id.parse().ok()?,
            seen: Some(Seen::parse(seen)?),
        })
    };
    texts.iter().filter_map(sighting).collect()
}
