//! With an address and a password.

use axum::{
    extract::Query,
    response::{IntoResponse, Redirect, Response},
};
use axum_extra::extract::cookie::CookieJar;
use serde::{Deserialize, Serialize};

use super::{
    super::{
        Answer, Problem,
        frame::{Frame, Place},
        query::address,
        routes::{Site, Who},
        template::Page,
        visit::Visit,
    },
    Door, Onward, Sent, Turned, enter, local, shown, token_of,
};

/// The page.
#[derive(Debug, Serialize)]
struct SignInPage {
    frame: Frame,
    /// What was typed.
    email: String,
    next: String,
    wrong: Option<String>,
    /// What people call the identity provider.
    provider: Option<Provider>,
}

#[derive(Debug, Serialize)]
struct Provider {
    name: String,
    href: String,
}

impl Page for SignInPage {
    const FILE: &'static str = "sign_in.html";
}

pub(super) fn routes(site: Site) -> Site {
    site.get("/sign-in", Who::Anyone, show)
        .post("/sign-in", Who::Anyone, sign_in)
}

async fn page(visit: &Visit, email: &str, next: &str) -> Answer<SignInPage> {
    Ok(SignInPage {
        frame: Frame::of(visit, Place::Nowhere, visit.say("sign-in-title")).await?,
        email: email.to_owned(),
        next: next.to_owned(),
        wrong: None,
        provider: visit.services.provider_name().map(|name| Provider {
            name: name.to_owned(),
            href: address("/sign-in/oidc", &[("next", next)]),
        }),
    })
}

/// The page again, with why it wasn't enough.
pub(super) async fn show_turned(
    visit: &Visit,
    (email, next): (&str, &str),
    turned: &Turned,
) -> Answer<Response> {
    let page = page(visit, email, next).await?;
    let wrong = Some(turned.words.clone());
    turned.page(visit, &SignInPage { wrong, ..page })
}

async fn show(visit: Visit, onward: Query<Onward>) -> Answer<Response> {
    if visit.who.is_some() {
        return Ok(Redirect::to(onward.path()).into_response());
    }
    shown(&visit, &page(&visit, "", onward.path()).await?)
}

#[derive(Deserialize)]
struct Typed {
    #[serde(default)]
    email: String,
    #[serde(default)]
    password: String,
    #[serde(default)]
    next: String,
}

async fn sign_in(
    visit: Visit,
    Door(visitor): Door,
    jar: CookieJar,
    Sent(form): Sent<Typed>,
) -> Result<Response, Problem> {
    let services = &visit.services;
    let next = local(&form.next);
    match services
        .sign_in(&form.email, &form.password, &visitor)
        .await
    {
        Ok(opened) => {
            // The browser forgets its earlier session; so do we.
            services.sign_out(&token_of(&jar, services)).await?;
            Ok(enter(services, opened, next))
        }
        Err(error) => {
            let turned = Turned::by(error, &visit, "sign-in-wrong")?;
            show_turned(&visit, (&form.email, next), &turned).await
        }
    }
}
