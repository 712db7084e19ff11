//! One answer: its receipt number, where it stands, what was said about it, and what the firm
//! adds.

use axum::{
    extract::{Path, Request},
    handler::Handler,
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use serde::Serialize;
use uuid::Uuid;

use super::{
    body,
    fields::Typed,
    guest::{Guest, Office, tongue},
    shown,
};
use crate::{
    domain::{
        answer::{AnswerDeed, RosterCounts, Said},
        ids::AnswerId,
    },
    services::{AnswerThread, ReplyError, ServiceError},
    store::AnswerMessage,
    web::{
        Answer, Problem,
        forms::Faults,
        frame::{Frame, Place},
        language::args,
        routes::{Site, Who},
        template::Page,
    },
};

/// An answer as the firm sees it.
#[derive(Debug, Serialize)]
pub(super) struct AnswerShown {
    id: String,
    href: String,
    number: String,
    kind: &'static str,
    state: &'static str,
    at: String,
    decided: Option<String>,
    /// The day that was granted with it.
    until_on: Option<String>,
    /// What was filled in: the label's key and the value.
    said: Vec<(&'static str, String)>,
    words: String,
    roster: Option<RosterShown>,
    messages: Vec<MessageShown>,
    /// The names of the files that came with it.
    files: Vec<String>,
    is_open: bool,
}

/// What was found in a list of workers.
#[derive(Debug, Serialize)]
struct RosterShown {
    rows: u32,
    unreadable: u32,
    open: u32,
    in_grace: u32,
    not_employed: u32,
    states: Vec<(String, u32)>,
    open_rows: String,
}

#[derive(Debug, Serialize)]
struct MessageShown {
    deed: &'static str,
    words: String,
    /// The office wrote it, not the firm.
    is_office: bool,
    at: String,
}

/// The page of one answer.
#[derive(Debug, Serialize)]
struct ReceivedPage {
    frame: Frame,
    base: String,
    firm: String,
    office: Office,
    answer: AnswerShown,
    form: Typed,
    faults: Faults,
    is_officer: bool,
}

impl Page for ReceivedPage {
    const FILE: &'static str = "reply_received.html";
}

pub(super) fn routes(site: Site) -> Site {
    site.get("/r/{token}/answers/{id}/received", Who::Anyone, show)
        .post(
            "/r/{token}/answers/{id}/add",
            Who::Anyone,
            add.layer(body::limit()),
        )
}

impl AnswerShown {
    pub(super) fn all(guest: &Guest) -> Vec<Self> {
        let all = guest.view.answers.iter();
        all.map(|thread| Self::of(guest, thread)).collect()
    }

    fn of(guest: &Guest, thread: &AnswerThread) -> Self {
        let (visit, answer) = (&guest.visit, &thread.answer);
        let message = |message: &AnswerMessage| MessageShown {
            deed: message.deed.code(),
            words: message.words.clone(),
            is_office: !matches!(message.deed, AnswerDeed::Reply | AnswerDeed::ConfirmAddress),
            at: visit.moment(message.at),
        };
        Self {
            id: answer.id.to_string(),
            href: format!("{}/answers/{}/received", guest.base(), answer.id),
            number: answer.number.to_string(),
            kind: answer.said.kind().code(),
            state: answer.state.code(),
            at: visit.moment(answer.given_at),
            decided: answer.decided.as_ref().map(|(at, _)| visit.moment(*at)),
            until_on: answer.until_on.map(|on| tongue(visit.language).date(on)),
            said: lines(guest, &answer.said),
            words: answer.said.words().trim().to_owned(),
            roster: match &answer.said {
                Said::Roster { counts, .. } => Some(RosterShown::of(guest, counts)),
                _ => None,
            },
            messages: thread.messages.iter().map(message).collect(),
            files: thread.files.iter().map(|file| file.name.clone()).collect(),
            is_open: answer.state.is_open(),
        }
    }
}

impl RosterShown {
    fn of(guest: &Guest, counts: &RosterCounts) -> Self {
        let say = |state: &str| guest.visit.say(&format!("state-{state}"));
        let rows: Vec<String> = counts.open_rows.iter().map(u32::to_string).collect();
        Self {
            rows: counts.rows,
            unreadable: counts.unreadable,
            open: counts.open(),
            in_grace: counts.in_grace,
            not_employed: counts.not_employed,
            states: counts
                .told()
                .into_iter()
                .map(|(state, count)| (say(state), count))
                .collect(),
            open_rows: rows.join(", "),
        }
    }
}

/// What was filled in, field by field.
fn lines(guest: &Guest, said: &Said) -> Vec<(&'static str, String)> {
    let visit = &guest.visit;
    let day = |on| tongue(visit.language).date(on);
    match said {
        Said::Registered { bpjs_code, .. } => bpjs_code
            .iter()
            .map(|code| ("bpjs_code", code.clone()))
            .collect(),
        Said::NumberDiffers { workers, .. } => {
            vec![("workers", visit.language.number((*workers).into()))]
        }
        Said::Roster { as_of, .. } => vec![("as_of", day(*as_of))],
        Said::HeadOffice {
            name,
            city,
            bpjs_code,
            ..
        } => vec![
            ("name", name.clone()),
            ("city", city.clone()),
            ("bpjs_code", bpjs_code.clone()),
        ],
        Said::Closed {
            without_workers,
            since,
            ..
        } => {
            let code = if *without_workers {
                "without_workers"
            } else {
                "closed"
            };
            vec![
                ("closed", visit.say(&format!("reply-closed-{code}"))),
                ("since", day(*since)),
            ]
        }
        Said::Promise { by, .. } => vec![("by", day(*by))],
        Said::WrongAddress { address, .. } => vec![("address", address.clone())],
    }
}

fn own<'a>(guest: &'a Guest, id: &str) -> Option<&'a AnswerThread> {
    let id: AnswerId = id.parse().ok()?;
    let mut all = guest.view.answers.iter();
    all.find(|thread| thread.answer.id == id)
}

async fn page(
    guest: &Guest,
    thread: &AnswerThread,
    (form, faults, status): (Typed, Faults, StatusCode),
) -> Answer<Response> {
    let visit = &guest.visit;
    let number = ("number", thread.answer.number.to_string().into());
    let title = visit.say_with("reply-answer-title", &args([number]));
    let page = ReceivedPage {
        frame: Frame::of(visit, Place::Nowhere, title).await?,
        base: guest.base(),
        firm: guest.view.firm.clone(),
        office: Office::of(&visit.services.city),
        answer: AnswerShown::of(guest, thread),
        form,
        faults,
        is_officer: guest.is_officer,
    };
    shown(visit, status, &page)
}

async fn show(guest: Guest, Path((_, id)): Path<(String, String)>) -> Answer<Response> {
    let Some(thread) = own(&guest, &id) else {
        return Ok(guest.refused(ReplyError::Unknown).await);
    };
    if guest.is_shut() {
        return Ok(guest.home());
    }
    let fresh = Typed::fresh(&guest.visit);
    page(&guest, thread, (fresh, Faults::default(), StatusCode::OK)).await
}

/// The firm adds something, or says what it was asked.
async fn add(
    guest: Guest,
    Path((_, id)): Path<(String, String)>,
    request: Request,
) -> Answer<Response> {
    let Some(thread) = own(&guest, &id) else {
        return Ok(guest.refused(ReplyError::Unknown).await);
    };
    if guest.is_officer {
        return Err(Problem::not_yours());
    }
    let brought = body::read(request).await?;
    let typed = Typed::of(&brought);
    let form: Uuid = typed.form.parse().map_err(|_| Problem::unreadable())?;
    let services = &guest.visit.services;
    let (files, mut faults) = (brought.files, Faults::default());
    if let Some(why) = brought.left_out {
        faults.add("files", guest.visit.say(&format!("refusal-{why}")));
        let status = StatusCode::UNPROCESSABLE_ENTITY;
        return page(&guest, thread, (typed, faults, status)).await;
    }
    let added = match services.keep_answer_files(files).await {
        Ok(files) => {
            let asked = (thread.answer.id, typed.words.as_str(), form);
            services.add_to_answer(&guest.token, asked, files).await
        }
        Err(error) => Err(error.into()),
    };
    match added {
        Ok(()) => {
            let to = format!("{}/answers/{}/received", guest.base(), thread.answer.id);
            return Ok(Redirect::to(&to).into_response());
        }
        Err(ReplyError::Service(ServiceError::Barred(refusal))) => {
            let key = format!("refusal-{}", refusal.code);
            let own = guest.visit.language.find(&key, &args([]));
            let is_file = refusal.code.starts_with("file-");
            let field = if is_file { "files" } else { "words" };
            faults.add(field, own.unwrap_or_else(|| refusal.words.to_owned()));
        }
        Err(error) => return Ok(guest.refused(error).await),
    }
    let status = StatusCode::UNPROCESSABLE_ENTITY;
    page(&guest, thread, (typed, faults, status)).await
}
