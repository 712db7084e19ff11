//! With an identity provider of the city.

use axum::{
    extract::Query,
    response::{IntoResponse, Redirect, Response},
};
use axum_extra::extract::cookie::{Cookie, CookieJar};
use serde::Deserialize;

use super::{
    super::{
        Answer, Problem,
        routes::{Site, Who},
        visit::{Visit, session_cookie},
    },
    Door, Onward, Turned, enter, password, token_of,
};
use crate::services::{Services, SignInError};

/// Holds what a browser carries to the provider and back.
const SECURE: &str = "__Host-patuh_oidc";
const PLAIN: &str = "patuh_oidc";

pub(super) fn routes(site: Site) -> Site {
    site.get("/sign-in/oidc", Who::Anyone, leave).get(
        "/sign-in/oidc/callback",
        Who::Anyone,
        come_back,
    )
}

/// As strict as a session's cookie, under a name of its own.
fn cookie(services: &Services, sealed: String) -> Cookie<'static> {
    let mut cookie = session_cookie(services, sealed);
    let secure = services.sign_in.site.is_https();
    cookie.set_name(if secure { SECURE } else { PLAIN });
    cookie
}

async fn leave(visit: Visit, onward: Query<Onward>) -> Answer<Response> {
    if visit.services.provider_name().is_none() {
        return Err(Problem::missing());
    }
    match visit.services.ask_provider(onward.path()).await {
        Ok(errand) => {
            let jar = CookieJar::new().add(cookie(&visit.services, errand.cookie));
            Ok((jar, Redirect::to(&errand.url)).into_response())
        }
        Err(error) => refuse(&visit, error).await,
    }
}

async fn refuse(visit: &Visit, error: SignInError) -> Answer<Response> {
    let turned = Turned::by(error, visit, "provider-refused")?;
    password::show_turned(visit, ("", "/"), &turned).await
}

#[derive(Deserialize)]
struct Brought {
    #[serde(default)]
    state: String,
    #[serde(default)]
    code: String,
}

async fn come_back(
    visit: Visit,
    Door(visitor): Door,
    jar: CookieJar,
    Query(brought): Query<Brought>,
) -> Answer<Response> {
    let services = &visit.services;
    if services.provider_name().is_none() {
        return Err(Problem::missing());
    }
    let mut gone = cookie(services, String::new());
    let sealed = jar
        .get(gone.name())
        .map_or("", |cookie| cookie.value())
        .to_owned();
    gone.make_removal();
    let proof = (&*brought.state, &*brought.code);
    let answer = services.provider_answered(&sealed, proof, &visitor).await;
    let response = match answer {
        Ok((opened, next)) => {
            services.sign_out(&token_of(&jar, services)).await?;
            enter(services, opened, super::local(&next))
        }
        Err(error) => refuse(&visit, error).await?,
    };
    Ok((CookieJar::new().add(gone), response).into_response())
}
