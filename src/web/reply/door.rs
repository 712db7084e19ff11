//! The door for who holds a letter on paper: its code, and the firm's NIB.

use axum::{
    http::{StatusCode, header},
    response::{IntoResponse, Redirect, Response},
};
use serde::{Deserialize, Serialize};

use super::{
    guest::{Office, base, refused},
    shown,
};
use crate::{
    services::ReplyError,
    web::{
        Answer,
        forms::Faults,
        frame::{Frame, Place},
        language::{args, number},
        routes::{Site, Who},
        sign_in::{Door, Sent},
        template::Page,
        visit::Visit,
    },
};

/// Characters of a code or a number that are looked at.
const MOST: usize = 60;

/// The page.
#[derive(Debug, Serialize)]
struct DoorPage {
    frame: Frame,
    office: Office,
    code: String,
    nib: String,
    faults: Faults,
    wrong: Option<String>,
}

impl Page for DoorPage {
    const FILE: &'static str = "reply_door.html";
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Typed {
    code: String,
    nib: String,
}

pub(super) fn routes(site: Site) -> Site {
    site.get("/r", Who::Anyone, ask)
        .post("/r", Who::Anyone, enter)
}

async fn page(visit: &Visit, typed: Typed) -> Answer<DoorPage> {
    let short = |text: String| text.trim().chars().take(MOST).collect();
    Ok(DoorPage {
        frame: Frame::of(visit, Place::Nowhere, visit.say("reply-door-title")).await?,
        office: Office::of(&visit.services.city),
        code: short(typed.code),
        nib: short(typed.nib),
        faults: Faults::default(),
        wrong: None,
    })
}

async fn ask(mut visit: Visit) -> Answer<Response> {
    visit.who = None;
    let page = page(&visit, Typed::default()).await?;
    shown(&visit, StatusCode::OK, &page)
}

async fn enter(
    mut visit: Visit,
    Door(visitor): Door,
    Sent(typed): Sent<Typed>,
) -> Answer<Response> {
    let is_officer = visit.who.take().is_some();
    let mut page = page(&visit, typed).await?;
    for (name, value) in [("code", &page.code), ("nib", &page.nib)] {
        if value.is_empty() {
            page.faults.add(name, visit.say("fault-required"));
        }
    }
    if !page.faults.is_empty() {
        return shown(&visit, StatusCode::UNPROCESSABLE_ENTITY, &page);
    }
    let services = &visit.services;
    let asked = (page.code.as_str(), page.nib.as_str());
    match services.reply_by_letter(asked, &visitor).await {
        Ok(token) => {
            if !is_officer && let Err(error) = services.open_reply(&token, true).await {
                return Ok(refused(&visit, error).await);
            }
            Ok(Redirect::to(&base(&token)).into_response())
        }
        Err(ReplyError::Unknown) => {
            page.wrong = Some(visit.say("reply-door-unknown"));
            shown(&visit, StatusCode::UNPROCESSABLE_ENTITY, &page)
        }
        Err(ReplyError::Wait { seconds }) => {
            let minutes = ("minutes", number(seconds.div_ceil(60)));
            page.wrong = Some(visit.say_with("reply-shut-wait", &args([minutes])));
            let mut response = shown(&visit, StatusCode::TOO_MANY_REQUESTS, &page)?;
            response
                .headers_mut()
                .insert(header::RETRY_AFTER, seconds.into());
            Ok(response)
        }
        Err(error) => Ok(refused(&visit, error).await),
    }
}
