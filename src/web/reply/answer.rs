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
    domain::answer::{AnswerKind, RosterCounts, Said},
    services::{Enclosed, NewFile, NewReply, ReplyError, RosterReading, ServiceError},
    web::{
        Answer, Problem,
        forms::Faults,
        frame::{Frame, Place},
        language::{args, number},
        routes::{Site, Who},
        template::Page,
    },
};

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
    let Some(kind) = AnswerKind::from_code(&kind) else {
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
    let Some(kind) = AnswerKind::from_code(&kind) else {
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
    (kind, typed, brought): (AnswerKind, &Typed, Brought),
    faults: &mut Faults,
) -> Answer<Option<Response>> {
    let visit = &guest.visit;
    let form: Uuid = typed.form.parse().map_err(|_| Problem::unreadable())?;
    if let Some(why) = brought.left_out {
        let words = visit.say(&format!("refusal-{why}"));
        faults.add(file_field(kind), words);
    }
    let Some(said) = typed.said(kind, RosterCounts::default(), (visit, faults)) else {
        return Ok(None);
    };
    let reply = match enclosed(guest, (said, brought.files), faults).await {
        Ok(Some((said, with))) => NewReply { said, form, with },
        Ok(None) => return Ok(None),
        Err(error) => return turned(guest, (kind, error), faults).await,
    };
    match visit.services.give_answer(&guest.token, reply).await {
        Ok(given) => {
            let to = format!("{}/answers/{}/received", guest.base(), given.id);
            Ok(Some(Redirect::to(&to).into_response()))
        }
        Err(error) => turned(guest, (kind, error), faults).await,
    }
}

/// What comes with an answer: a list of workers is read and forgotten, other files are kept
/// sealed. `None` where something in the form is wrong.
async fn enclosed(
    guest: &Guest,
    (said, mut files): (Said, Vec<NewFile>),
    faults: &mut Faults,
) -> Result<Option<(Said, Enclosed)>, ReplyError> {
    let (visit, services) = (&guest.visit, &guest.visit.services);
    let Said::Roster { as_of, words, .. } = said else {
        let files = services.keep_answer_files(files).await?;
        let with = Enclosed {
            files,
            ..Enclosed::default()
        };
        return Ok(Some((said, with)));
    };
    let Some(file) = files.pop() else {
        faults.add("file", visit.say("reply-fault-file"));
        return Ok(None);
    };
    let employer = guest.view.link.employer;
    match services.read_answer_roster(employer, file, as_of).await? {
        RosterReading::Read(found) => {
            let said = Said::Roster {
                as_of,
                counts: found.counts,
                words,
            };
            let with = Enclosed {
                workers: found.workers,
                ..Enclosed::default()
            };
            Ok(Some((said, with)))
        }
        RosterReading::OtherFirm { row, .. } => {
            let row = ("row", number(row));
            faults.add("file", visit.say_with("reply-fault-other", &args([row])));
            Ok(None)
        }
    }
}

/// What the service refused, beside the field that it is about; `None` where the form is shown
/// again.
async fn turned(
    guest: &Guest,
    (kind, error): (AnswerKind, ReplyError),
    faults: &mut Faults,
) -> Answer<Option<Response>> {
    let visit = &guest.visit;
    match error {
        ReplyError::Service(ServiceError::Barred(refusal)) => {
            if refusal.code == "nothing-to-answer" {
                return Ok(Some(guest.home()));
            }
            let key = format!("refusal-{}", refusal.code);
            let own = visit.language.find(&key, &args([]));
            let words = own.unwrap_or_else(|| refusal.words.to_owned());
            let is_file = ["file-", "roster-"]
                .iter()
                .any(|begin| refusal.code.starts_with(begin));
            let field = if is_file {
                file_field(kind)
            } else {
                first_field(kind)
            };
            faults.add(field, words);
            Ok(None)
        }
        ReplyError::Service(ServiceError::Intake(_)) => {
            faults.add("file", visit.say("reply-fault-list"));
            Ok(None)
        }
        error => Ok(Some(guest.refused(error).await)),
    }
}

/// The field in which files are chosen.
const fn file_field(kind: AnswerKind) -> &'static str {
    match kind {
        AnswerKind::Roster => "file",
        _ => "files",
    }
}
