//! The seven short forms by which a firm answers.

use axum::{
    extract::{Path, Request},
    handler::Handler,
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use serde::Serialize;
use uuid::Uuid;

use super::{
    body::{self, Brought},
    fields::{Typed, first_field},
    guest::Guest,
    shown,
};
use crate::{
    domain::answer::{AnswerKind, RosterCounts},
    services::{Enclosed, NewReply, ReplyError, ServiceError},
    web::{
        Answer, Problem,
        forms::Faults,
        frame::{Frame, Place},
        language::args,
        routes::{Site, Who},
        template::Page,
    },
};

/// The answers that the page offers, in its order.
pub(super) const OFFERED: [AnswerKind; 6] = [
    AnswerKind::Registered,
    AnswerKind::NumberDiffers,
    AnswerKind::HeadOffice,
    AnswerKind::Closed,
    AnswerKind::Promise,
    AnswerKind::WrongAddress,
];

fn offered(code: &str) -> Option<AnswerKind> {
    OFFERED.into_iter().find(|kind| kind.code() == code)
}

/// A form.
#[derive(Debug, Serialize)]
struct AnswerPage {
    frame: Frame,
    base: String,
    firm: String,
    kind: &'static str,
    form: Typed,
    faults: Faults,
    /// Today, for fields that hold a day.
    today: String,
    is_officer: bool,
}

impl Page for AnswerPage {
    const FILE: &'static str = "reply_answer.html";
}

pub(super) fn routes(site: Site) -> Site {
    site.get("/r/{token}/answers/{kind}", Who::Anyone, ask)
        .post(
            "/r/{token}/answers/{kind}",
            Who::Anyone,
            give.layer(body::limit()),
        )
}

async fn form(
    guest: &Guest,
    (kind, form, faults): (AnswerKind, Typed, Faults),
    status: StatusCode,
) -> Answer<Response> {
    let visit = &guest.visit;
    let title = visit.say(&format!("reply-kind-{}", kind.code()));
    let page = AnswerPage {
        frame: Frame::of(visit, Place::Nowhere, title).await?,
        base: guest.base(),
        firm: guest.view.firm.clone(),
        kind: kind.code(),
        form,
        faults,
        today: visit.services.today().to_string(),
        is_officer: guest.is_officer,
    };
    shown(visit, status, &page)
}

async fn ask(guest: Guest, Path((_, kind)): Path<(String, String)>) -> Answer<Response> {
    let Some(kind) = offered(&kind) else {
        return Ok(guest.refused(ReplyError::Unknown).await);
    };
    if guest.is_shut() || !guest.view.is_open() {
        return Ok(guest.home());
    }
    let fresh = Typed::fresh(&guest.visit);
    form(&guest, (kind, fresh, Faults::default()), StatusCode::OK).await
}

async fn give(
    guest: Guest,
    Path((_, kind)): Path<(String, String)>,
    request: Request,
) -> Answer<Response> {
    let Some(kind) = offered(&kind) else {
        return Ok(guest.refused(ReplyError::Unknown).await);
    };
    if guest.is_officer {
        return Err(Problem::not_yours());
    }
    let brought = body::read(request).await?;
    let typed = Typed::of(&brought);
    let mut faults = Faults::default();
    match taken(&guest, (kind, &typed, brought), &mut faults).await? {
        Some(response) => Ok(response),
        None => {
            form(
                &guest,
                (kind, typed, faults),
                StatusCode::UNPROCESSABLE_ENTITY,
            )
            .await
        }
    }
}

/// Takes the answer; `None` where something in the form is wrong.
async fn taken(
    guest: &Guest,
    (kind, typed, _brought): (AnswerKind, &Typed, Brought),
    faults: &mut Faults,
) -> Answer<Option<Response>> {
    let visit = &guest.visit;
    let form: Uuid = typed.form.parse().map_err(|_| Problem::unreadable())?;
    let counts = RosterCounts::default();
    let Some(said) = typed.said(kind, counts, (visit, faults)) else {
        return Ok(None);
    };
    let with = Enclosed::default();
    let reply = NewReply { said, form, with };
    match visit.services.give_answer(&guest.token, reply).await {
        Ok(given) => {
            let to = format!("{}/answers/{}/received", guest.base(), given.id);
            Ok(Some(Redirect::to(&to).into_response()))
        }
        Err(ReplyError::Service(ServiceError::Barred(refusal))) => {
            if refusal.code == "nothing-to-answer" {
                return Ok(Some(guest.home()));
            }
            let key = format!("refusal-{}", refusal.code);
            let own = visit.language.find(&key, &args([]));
            let words = own.unwrap_or_else(|| refusal.words.to_owned());
            faults.add(first_field(kind), words);
            Ok(None)
        }
        Err(error) => Ok(Some(guest.refused(error).await)),
    }
}
