//! Letters about an employer: those there are, and those that an officer begins from here.

use axum::{
    extract::Path,
    response::{IntoResponse, Redirect, Response},
};
use serde::{Deserialize, Serialize};
use validator::Validate;

use super::LABOUR;
use crate::{
    domain::ids::{CaseId, EmployerId, LetterId},
    store::Letter,
    web::{
        Answer, Problem,
        forms::Filled,
        routes::{Site, Who},
        visit::Visit,
    },
};

#[derive(Debug, Default, Deserialize, Validate)]
#[serde(default)]
struct Nothing {}

/// A letter in a line of the page.
#[derive(Debug, Serialize)]
pub(super) struct LetterLine {
    href: String,
    title: String,
    kind: &'static str,
    state: &'static str,
    number: Option<String>,
    drafted_at: String,
}

/// The letters, and what can be drafted.
#[derive(Debug, Serialize)]
pub(super) struct Letters {
    lines: Vec<LetterLine>,
    /// Cases that may be thanked for: where the press goes, and the short code.
    thanks: Vec<(String, String)>,
}

impl Letters {
    pub(super) async fn of(visit: &Visit, employer: EmployerId) -> Answer<Self> {
        let services = &visit.services;
        let letters = services.letters_about(employer).await?;
        let thanks = if visit.is(LABOUR) {
            services.thankable_cases(employer).await?
        } else {
            Vec::new()
        };
        let place = |(case, code)| (format!("/cases/{case}/thanks-letter"), code);
        Ok(Self {
            lines: letters.iter().map(|one| line(visit, one)).collect(),
            thanks: thanks.into_iter().map(place).collect(),
        })
    }
}

fn line(visit: &Visit, letter: &Letter) -> LetterLine {
    LetterLine {
        href: format!("/letters/{}", letter.id),
        title: letter.title.clone(),
        kind: letter.kind.code(),
        state: letter.state.code(),
        number: letter.number.as_ref().map(|one| one.number.clone()),
        drafted_at: visit.moment(letter.drafted_at),
    }
}

pub(super) fn routes(site: Site) -> Site {
    let who = Who::Only(LABOUR);
    site.post("/cases/{id}/appeal-letter", who, appeal).post(
        "/cases/{id}/thanks-letter",
        who,
        thanks,
    )
}

async fn appeal(visit: Visit, Path(id): Path<String>, _: Filled<Nothing>) -> Answer<Response> {
    let (case, by) = (case(&id)?, visit.officer()?.officer.id);
    let letter = visit.services.draft_appeal_letter(case, by).await?;
    Ok(opened(letter))
}

async fn thanks(visit: Visit, Path(id): Path<String>, _: Filled<Nothing>) -> Answer<Response> {
    let (case, by) = (case(&id)?, visit.officer()?.officer.id);
    let letter = visit.services.draft_thanks_letter(case, by).await?;
    Ok(opened(letter))
}

fn case(id: &str) -> Answer<CaseId> {
    id.parse().map_err(|_| Problem::missing())
}

fn opened(letter: LetterId) -> Response {
    Redirect::to(&format!("/letters/{letter}?done=drafted")).into_response()
}
