//! What officers do with a letter from its page.

use axum::{
    extract::Path,
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use serde::Deserialize;
use validator::Validate;

use super::{
    super::{
        Answer, Problem,
        forms::{Faults, Filled},
        routes::{Site, Who},
        visit::Visit,
    },
    REVIEWERS, WORKERS, WRITERS, id_of,
    shown::{self, ListQuery, Typed},
};
use crate::services::{SavedText, ServiceError};

/// The version that the page showed, and what is said.
#[derive(Debug, Default, Deserialize, Validate)]
#[serde(default)]
struct Said {
    seen: String,
    #[validate(length(max = 4000))]
    words: String,
}

/// What is done.
#[derive(Debug, Clone, Copy)]
enum Deed {
    Submit,
    Comment,
    Approve,
    SendBack,
    Cancel,
    Refresh,
}

impl Deed {
    const fn code(self) -> &'static str {
        match self {
            Self::Submit => "submit",
            Self::Comment => "comment",
            Self::Approve => "approve",
            Self::SendBack => "send_back",
            Self::Cancel => "cancel",
            Self::Refresh => "refresh",
        }
    }
}

pub(super) fn routes(site: Site) -> Site {
    let (workers, reviewers) = (Who::Only(WORKERS), Who::Only(REVIEWERS));
    let writers = Who::Only(WRITERS);
    let site = add(site, "/letters/{id}/submit", workers, Deed::Submit);
    let site = add(site, "/letters/{id}/refresh", workers, Deed::Refresh);
    let site = add(site, "/letters/{id}/comments", writers, Deed::Comment);
    let site = add(site, "/letters/{id}/approve", reviewers, Deed::Approve);
    let site = add(site, "/letters/{id}/send-back", reviewers, Deed::SendBack);
    let site = add(site, "/letters/{id}/cancel", writers, Deed::Cancel);
    site.post("/letters/{id}/redraft", workers, redraft)
}

fn add(site: Site, path: &'static str, who: Who, deed: Deed) -> Site {
    site.post(
        path,
        who,
        move |visit: Visit, Path(id): Path<String>, form: Filled<Said>| async move {
            act(visit, &id, form, deed).await
        },
    )
}

/// Drafts a cancelled letter anew, and opens the new one.
async fn redraft(visit: Visit, Path(id): Path<String>, _: Filled<Said>) -> Answer<Response> {
    let by = visit.officer()?.officer.id;
    match visit.services.redraft_letter(id_of(&id)?, by).await {
        Ok(new) => Ok(Redirect::to(&format!("/letters/{new}?done=redrafted")).into_response()),
        Err(ServiceError::Barred(why)) => refused(&visit, &id, why.code).await,
        Err(error) => Err(error.into()),
    }
}

/// The page again, with what stands in the way.
async fn refused(visit: &Visit, id: &str, why: &str) -> Answer<Response> {
    let mut faults = Faults::default();
    faults.add("words", visit.say(&format!("refusal-{why}")));
    let typed = Typed::new(visit);
    let page = shown::page(visit, id_of(id)?, &ListQuery::default(), (typed, faults)).await?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
}

async fn act(visit: Visit, id: &str, filled: Filled<Said>, deed: Deed) -> Answer<Response> {
    let letter = id_of(id)?;
    let form = filled.form;
    let version: i32 = form.seen.parse().map_err(|_| Problem::unreadable())?;
    let seen = (letter, version);
    let (services, by) = (&visit.services, visit.officer()?.officer.id);
    let words = form.words.as_str();
    let done = match deed {
        Deed::Submit => services.submit_letter(seen, words, by).await,
        Deed::Comment => services.comment_on_letter(letter, words, by).await,
        Deed::Approve => services.approve_letter(seen, words, by).await,
        Deed::SendBack => services.send_letter_back(seen, words, by).await,
        Deed::Cancel => services.cancel_letter(seen, words, by).await,
        Deed::Refresh => match services.refresh_letter(seen, by).await {
            Ok(SavedText::Bad(_)) => {
                let to = format!("/letters/{letter}/edit");
                return Ok(Redirect::to(&to).into_response());
            }
            Ok(_) => Ok(()),
            Err(error) => Err(error),
        },
    };
    match done {
        Ok(()) => {
            let to = format!("/letters/{letter}?done={}", deed.code());
            Ok(Redirect::to(&to).into_response())
        }
        Err(ServiceError::Barred(why)) => refused(&visit, id, why.code).await,
        Err(error) => Err(error.into()),
    }
}
