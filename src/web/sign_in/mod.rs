//! The site's door: password, second factor, links, and the way out.
//!
//! Nobody is signed in here, so these forms carry no token of a session; that browsers say where
//! a form comes from (`guard`) and a cookie that other sites' forms don't send must do.

mod code;
mod link;
mod password;
mod provider;
mod visitor;

use axum::{
    Form,
    extract::{FromRequest, Request},
    http::{StatusCode, header},
    response::{Html, IntoResponse, Redirect, Response},
};
use axum_extra::extract::cookie::CookieJar;
use serde::{Deserialize, de::DeserializeOwned};
use validator::Validate;

use super::{
    Answer, Problem,
    forms::{self, Filled},
    language::{args, number},
    query::address,
    routes::{Site, Who},
    template::{self, Page},
    visit::{Visit, session_cookie, session_name},
};
use crate::{
    domain::password::WeakPassword,
    services::{Opened, Services, SignInError, Step},
};
pub(super) use visitor::Door;

pub(super) fn routes(site: Site) -> Site {
    let site = password::routes(site);
    let site = code::routes(provider::routes(site));
    link::routes(site).post("/sign-out", Who::Officers, sign_out)
}

/// A form of somebody who isn't signed in.
pub(super) struct Sent<T>(pub(super) T);

impl<S: Send + Sync, T: DeserializeOwned> FromRequest<S> for Sent<T> {
    type Rejection = Problem;

    async fn from_request(request: Request, state: &S) -> Result<Self, Problem> {
        let Form(pairs) = Form::<Vec<(String, String)>>::from_request(request, state)
            .await
            .map_err(|_| Problem::unreadable())?;
        Ok(Self(forms::read(&pairs)?))
    }
}

/// Where somebody wanted to go before signing in.
#[derive(Debug, Default, Deserialize)]
struct Onward {
    #[serde(default)]
    next: String,
}

impl Onward {
    /// A path of this site, `/` where it is anything else. Browsers read `\` as `/`, and drop
    /// what doesn't show.
    fn path(&self) -> &str {
        local(&self.next)
    }
}

fn local(next: &str) -> &str {
    let odd = |c: char| c == '\\' || c.is_control() || c.is_whitespace();
    let here = next.starts_with('/') && !next.starts_with("//") && !next.contains(odd);
    let door = next.starts_with("/sign-");
    if here && !door && next.len() <= 2000 {
        next
    } else {
        "/"
    }
}

/// Gives the browser its new session, and leads to what it still needs or where it was going.
fn enter(services: &Services, opened: Opened, onward: &str) -> Response {
    let next = if onward == "/" { "" } else { onward };
    let to = match opened.step {
        Step::Done => onward.to_owned(),
        Step::Code => address("/sign-in/code", &[("next", next)]),
        Step::Enrol => address("/sign-in/enrol", &[("next", next)]),
    };
    let jar = CookieJar::new().add(session_cookie(services, opened.token));
    (jar, Redirect::to(&to)).into_response()
}

/// The token of whatever session the browser has.
fn token_of(jar: &CookieJar, services: &Services) -> String {
    jar.get(session_name(services))
        .map_or_else(String::new, |cookie| cookie.value().to_owned())
}

/// Why somebody may not come in (yet), in words.
pub(super) struct Turned {
    status: StatusCode,
    retry_after: Option<u64>,
    pub(super) words: String,
    /// It is the new password that is wrong.
    pub(super) weak: bool,
}

impl Turned {
    /// `refused` is the message for data that don't fit.
    pub(super) fn by(error: SignInError, visit: &Visit, refused: &str) -> Result<Self, Problem> {
        let turned = |words| Self {
            status: StatusCode::UNPROCESSABLE_ENTITY,
            retry_after: None,
            words,
            weak: false,
        };
        Ok(match error {
            SignInError::Refused => turned(visit.say(refused)),
            SignInError::Wait { seconds } => {
                let minutes = ("minutes", number(seconds.div_ceil(60)));
                Self {
                    status: StatusCode::TOO_MANY_REQUESTS,
                    retry_after: Some(seconds),
                    ..turned(visit.say_with("sign-in-wait", &args([minutes])))
                }
            }
            SignInError::Weak(why) => Self {
                weak: true,
                ..turned(visit.say(weakness(why)))
            },
            SignInError::Away => Self {
                status: StatusCode::SERVICE_UNAVAILABLE,
                ..turned(visit.say("provider-away"))
            },
            SignInError::Service(error) => return Err(error.into()),
        })
    }

    /// The page that says so.
    pub(super) fn page<P: Page>(&self, visit: &Visit, page: &P) -> Answer<Response> {
        let mut response = (self.status, template::render(visit.language, page)?).into_response();
        if let Some(seconds) = self.retry_after {
            let headers = response.headers_mut();
            headers.insert(header::RETRY_AFTER, seconds.into());
        }
        Ok(response)
    }
}

const fn weakness(why: WeakPassword) -> &'static str {
    match why {
        WeakPassword::TooShort => "password-too-short",
        WeakPassword::TooLong => "password-too-long",
        WeakPassword::Personal => "password-personal",
        WeakPassword::Common => "password-common",
    }
}

fn shown<P: Page>(visit: &Visit, page: &P) -> Answer<Response> {
    let Html(text) = template::render(visit.language, page)?;
    Ok(Html(text).into_response())
}

#[derive(Debug, Deserialize, Validate)]
struct Nothing {}

async fn sign_out(visit: Visit, jar: CookieJar, _: Filled<Nothing>) -> Answer<Response> {
    let services = &visit.services;
    services.sign_out(&token_of(&jar, services)).await?;
    let mut gone = session_cookie(services, String::new());
    gone.make_removal();
    Ok((CookieJar::new().add(gone), Redirect::to("/sign-in")).into_response())
}

#[cfg(test)]
mod tests {
    use super::local;

    #[test]
    fn nobody_is_led_to_another_site_after_signing_in() {
        for path in ["/", "/employers?q=PT%20A&x=1", "/cases"] {
            assert_eq!(local(path), path);
        }
        for elsewhere in [
            "",
            "//jahat.example",
            "/\\jahat.example",
            "\\\\jahat.example",
            "https://jahat.example",
            "jahat.example",
            "/\t/jahat.example",
            "/a\r\nSet-Cookie: x",
            "javascript:alert(1)",
            "/sign-in",
            "/sign-out",
        ] {
            assert_eq!(local(elsewhere), "/", "{elsewhere}");
        }
    }
}
