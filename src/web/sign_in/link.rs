//! With a link: the first password, and another one for whoever has lost it.

use axum::{
    extract::{Path, Query},
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use axum_extra::extract::cookie::CookieJar;
use serde::{Deserialize, Serialize};

use super::{
    super::{
        Answer, Problem,
        forms::Faults,
        frame::{Frame, Place},
        routes::{Site, Who},
        template::{self, Page},
        visit::Visit,
    },
    Door, Sent, Turned, enter, shown, token_of,
};
use crate::services::SignInError;

/// The page behind a link.
#[derive(Debug, Serialize)]
struct LinkPage {
    frame: Frame,
    /// Whose password it sets; `None` when the link can't be used (any more).
    owner: Option<Owner>,
    action: String,
    faults: Faults,
}

#[derive(Debug, Serialize)]
struct Owner {
    name: String,
    email: String,
}

impl Page for LinkPage {
    const FILE: &'static str = "sign_in_link.html";
}

/// The page for a lost password.
#[derive(Debug, Serialize)]
struct ForgottenPage {
    frame: Frame,
    asked: bool,
    minutes: i64,
}

impl Page for ForgottenPage {
    const FILE: &'static str = "sign_in_forgotten.html";
}

pub(super) fn routes(site: Site) -> Site {
    site.get("/sign-in/forgotten", Who::Anyone, forgotten)
        .post("/sign-in/forgotten", Who::Anyone, ask)
        .get("/sign-in/{token}", Who::Anyone, show)
        .post("/sign-in/{token}", Who::Anyone, accept)
}

async fn page(visit: &Visit, token: &str) -> Answer<LinkPage> {
    let owner = visit.services.link_owner(token).await?;
    Ok(LinkPage {
        frame: Frame::of(visit, Place::Nowhere, visit.say("link-title")).await?,
        owner: owner.map(|officer| Owner {
            name: officer.name,
            email: officer.email,
        }),
        action: visit.here.clone(),
        faults: Faults::default(),
    })
}

async fn show(visit: Visit, Path(token): Path<String>) -> Answer<Response> {
    let page = page(&visit, &token).await?;
    if page.owner.is_none() {
        return spent(&visit, &page);
    }
    shown(&visit, &page)
}

/// A link that can't be used says so, and how to get another one.
fn spent(visit: &Visit, page: &LinkPage) -> Answer<Response> {
    let text = template::render(visit.language, page)?;
    Ok((StatusCode::NOT_FOUND, text).into_response())
}

#[derive(Deserialize)]
struct NewPassword {
    #[serde(default)]
    password: String,
    #[serde(default)]
    again: String,
}

async fn accept(
    visit: Visit,
    Path(token): Path<String>,
    Door(visitor): Door,
    jar: CookieJar,
    Sent(form): Sent<NewPassword>,
) -> Result<Response, Problem> {
    let services = &visit.services;
    let mut page = page(&visit, &token).await?;
    if page.owner.is_none() {
        return spent(&visit, &page);
    }
    if form.password != form.again {
        page.faults.add("again", visit.say("password-differs"));
        let text = template::render(visit.language, &page)?;
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, text).into_response());
    }
    match services.accept_link(&token, &form.password, &visitor).await {
        Ok(opened) => {
            services.sign_out(&token_of(&jar, services)).await?;
            Ok(enter(services, opened, "/"))
        }
        Err(SignInError::Refused) => {
            page.owner = None;
            spent(&visit, &page)
        }
        Err(error) => {
            let turned = Turned::by(error, &visit, "sign-in-wrong")?;
            page.faults.add("password", turned.words.clone());
            turned.page(&visit, &page)
        }
    }
}

#[derive(Debug, Deserialize)]
struct Asked {
    asked: Option<String>,
}

async fn forgotten(visit: Visit, asked: Query<Asked>) -> Answer<Response> {
    let page = ForgottenPage {
        frame: Frame::of(&visit, Place::Nowhere, visit.say("forgotten-title")).await?,
        asked: asked.asked.is_some(),
        minutes: visit.services.sign_in.reset.num_minutes(),
    };
    shown(&visit, &page)
}

#[derive(Deserialize)]
struct Lost {
    #[serde(default)]
    email: String,
}

async fn ask(visit: Visit, Door(visitor): Door, Sent(form): Sent<Lost>) -> Answer<Response> {
    visit.services.ask_reset(&form.email, &visitor).await?;
    Ok(Redirect::to("/sign-in/forgotten?asked=yes").into_response())
}
