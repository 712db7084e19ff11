//! With a second factor: a code from a telephone, and setting that up.

use axum::{
    extract::Query,
    response::{IntoResponse, Redirect, Response},
};
use axum_extra::extract::cookie::CookieJar;
use serde::{Deserialize, Serialize};

use super::{
    super::{
        Answer,
        frame::{Frame, Place},
        query::address,
        routes::{Site, Who},
        template::Page,
        visit::Visit,
    },
    Door, Onward, Sent, Turned, enter, local, shown, token_of,
};
use crate::services::{Services, Step};

/// The page that asks for a code.
#[derive(Debug, Serialize)]
struct CodePage {
    frame: Frame,
    email: String,
    next: String,
    wrong: Option<String>,
    setup: Option<Setup>,
}

/// What somebody needs who has no second factor yet.
#[derive(Debug, Serialize)]
struct Setup {
    secret: String,
    uri: String,
    picture: String,
}

impl Page for CodePage {
    const FILE: &'static str = "sign_in_code.html";
}

#[derive(Deserialize)]
struct Code {
    #[serde(default)]
    code: String,
    #[serde(default)]
    next: String,
}

pub(super) fn routes(site: Site) -> Site {
    site.get("/sign-in/code", Who::Anyone, show)
        .post("/sign-in/code", Who::Anyone, check)
        .get("/sign-in/enrol", Who::Anyone, show)
        .post("/sign-in/enrol", Who::Anyone, check)
}

const fn path(step: Step) -> &'static str {
    match step {
        Step::Done => "/",
        Step::Code => "/sign-in/code",
        Step::Enrol => "/sign-in/enrol",
    }
}

/// The page that this session needs now, or the way to where it belongs.
async fn page(visit: &Visit, token: &str, next: &str) -> Answer<Result<CodePage, Response>> {
    let services = &visit.services;
    let query = [("next", if next == "/" { "" } else { next })];
    if visit.who.is_some() {
        return Ok(Err(Redirect::to(next).into_response()));
    }
    let Some((officer, step)) = services.half_session(token).await? else {
        let back = address("/sign-in", &query);
        return Ok(Err(Redirect::to(&back).into_response()));
    };
    if visit.here.split('?').next() != Some(path(step)) {
        let there = address(path(step), &query);
        return Ok(Err(Redirect::to(&there).into_response()));
    }
    let (title, setup) = match step {
        Step::Enrol => ("enrol-title", Some(setup(services, token).await?)),
        Step::Code | Step::Done => ("code-title", None),
    };
    Ok(Ok(CodePage {
        frame: Frame::of(visit, Place::Nowhere, visit.say(title)).await?,
        email: officer.email,
        next: next.to_owned(),
        wrong: None,
        setup,
    }))
}

async fn setup(services: &Services, token: &str) -> Answer<Setup> {
    let needed = services.enrolment(token).await?;
    Ok(Setup {
        secret: needed.secret,
        uri: needed.uri,
        picture: needed.qr_svg,
    })
}

async fn show(visit: Visit, jar: CookieJar, onward: Query<Onward>) -> Answer<Response> {
    let token = token_of(&jar, &visit.services);
    match page(&visit, &token, onward.path()).await? {
        Ok(page) => shown(&visit, &page),
        Err(elsewhere) => Ok(elsewhere),
    }
}

async fn check(
    visit: Visit,
    Door(visitor): Door,
    jar: CookieJar,
    Sent(form): Sent<Code>,
) -> Answer<Response> {
    let services = &visit.services;
    let token = token_of(&jar, services);
    let next = local(&form.next);
    let mut page = match page(&visit, &token, next).await? {
        Ok(page) => page,
        Err(elsewhere) => return Ok(elsewhere),
    };
    let answer = if page.setup.is_some() {
        services.enrol(&token, &form.code, &visitor).await
    } else {
        services.second_factor(&token, &form.code, &visitor).await
    };
    match answer {
        Ok(opened) => Ok(enter(services, opened, next)),
        Err(error) => {
            let turned = Turned::by(error, &visit, "code-wrong")?;
            page.wrong = Some(turned.words.clone());
            turned.page(&visit, &page)
        }
    }
}
