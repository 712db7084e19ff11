//! What is sent from the page of a pair: a judgement, its way back, another look.

use axum::{
    extract::Path,
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use serde::{Deserialize, Serialize};
use validator::Validate;

use super::pair::{self, parse};
use crate::{
    domain::judgement::{Ground, Judgement},
    services::{Forms, NewSaying, ServiceError},
    store::PairFilter,
    web::{
        Answer, Problem, employer::distinct::contradicted, forms::Filled, query::address,
        visit::Visit,
    },
};

/// What was sent about a pair.
#[derive(Debug, Default, Serialize, Deserialize, Validate)]
#[serde(default)]
pub(super) struct Sent {
    #[validate(length(max = 20))]
    pub(super) says: String,
    #[validate(length(max = 20))]
    pub(super) ground: String,
    pub(super) words: String,
    /// The record that stays, where both are one firm.
    #[validate(length(max = 60))]
    pub(super) kept: String,
    /// Ticked: different legal forms, one firm.
    #[validate(length(max = 10))]
    pub(super) same_firm: String,
    /// The filter of the list that the reader came from.
    #[validate(length(max = 20))]
    pub(super) f: String,
    /// Pairs that were left alone.
    #[validate(length(max = 8))]
    pub(super) skip: String,
}

pub(super) async fn save(
    visit: Visit,
    Path((one, other)): Path<(String, String)>,
    Filled { form, mut faults }: Filled<Sent>,
) -> Answer<Response> {
    let pair = (parse(&one)?, parse(&other)?);
    let says = Judgement::from_code(&form.says).ok_or_else(Problem::unreadable)?;
    let new = NewSaying {
        pair,
        says,
        ground: Ground::from_code(&form.ground).unwrap_or(Ground::Compared),
        words: form.words.clone(),
        kept: form.kept.parse().ok(),
        forms: if form.same_firm.is_empty() {
            Forms::AsWritten
        } else {
            Forms::SameFirm
        },
    };
    let by = visit.officer()?.officer.id;
    match visit.services.judge_pair(new, by).await {
        Ok(id) => {
            let known = PairFilter::ALL.into_iter().find(|one| one.code() == form.f);
            let filter = known.unwrap_or_default().code();
            let done = id.to_string();
            let pairs = [("f", filter), ("skip", &form.skip), ("done", &done)];
            let there = address("/matches/next", &pairs);
            return Ok(Redirect::to(&there).into_response());
        }
        Err(ServiceError::Barred(refusal)) => {
            let field = match refusal.code {
                "merge-form" => "same_firm",
                code if code.starts_with("words") => "words",
                _ => "ground",
            };
            faults.add(field, visit.say(&format!("refusal-{}", refusal.code)));
        }
        Err(ServiceError::Contradicted(by)) => {
            faults.add("ground", contradicted(&visit, &by));
        }
        Err(error) => return Err(error.into()),
    }
    let page = pair::page(&visit, pair, (form, faults), None).await?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
}

/// Which judgement is taken back.
#[derive(Debug, Deserialize, Validate)]
pub(super) struct Undone {
    #[validate(length(max = 60))]
    id: String,
}

pub(super) async fn undo(visit: Visit, Filled { form, .. }: Filled<Undone>) -> Answer<Response> {
    let id = form.id.parse().map_err(|_| Problem::missing())?;
    let by = visit.officer()?.officer.id;
    let one = visit.services.undo_judgement(id, by).await?;
    let [first, second] = one.said.pair.ids();
    let there = format!("/matches/{first}/{second}");
    Ok(Redirect::to(&there).into_response())
}

#[derive(Debug, Deserialize, Validate)]
pub(super) struct Nothing {}

/// Looks through the whole registry again.
pub(super) async fn find(visit: Visit, _: Filled<Nothing>) -> Answer<Response> {
    let by = visit.officer()?.officer.id;
    let report = visit.services.find_pairs(Some(by)).await?;
    let found = report.pairs.to_string();
    let there = address("/matches", &[("found", &found)]);
    Ok(Redirect::to(&there).into_response())
}
