//! Who asks, in which language: found out once for each request, before any handler.

use axum::{
    extract::{FromRequestParts, Request, State},
    http::{HeaderMap, HeaderValue, Method, StatusCode, Uri, header, request::Parts},
    middleware::Next,
    response::{IntoResponse, Response},
};
use axum_extra::extract::cookie::{Cookie, CookieJar, SameSite};
use chrono::{DateTime, Utc};
use fluent_bundle::FluentArgs;

use super::{Problem, form_token, language::Language, query};
use crate::{
    domain::{role::Role, tongue::Tongue},
    services::{Services, SignedIn},
};

/// Keeps the language of a reader who chose one, for a year.
const LANGUAGE_COOKIE: &str = "patuh_lang";
/// Holds the session's token. Browsers take a name with this beginning over TLS only, for the
/// whole host and nobody else's.
const SECURE_SESSION: &str = "__Host-patuh_session";
const PLAIN_SESSION: &str = "patuh_session";

/// One request as every page needs it.
#[derive(Clone)]
pub(super) struct Visit {
    pub(super) services: Services,
    /// The officer who is signed in.
    pub(super) who: Option<SignedIn>,
    pub(super) language: Language,
    /// The reader chose the language, rather than being given the usual one.
    pub(super) chose_language: bool,
    /// Path and query that were asked for.
    pub(super) here: String,
    /// htmx asks for a part of the page that it shows already.
    pub(super) partial: bool,
}

impl Visit {
    /// The officer, on routes that let nobody else in.
    pub(super) fn officer(&self) -> Result<&SignedIn, Problem> {
        self.who.as_ref().ok_or_else(Problem::signed_out)
    }

    /// Whether somebody with one of these roles asks: for what a page offers, not for what it
    /// allows; that the table of routes says.
    pub(super) fn is(&self, roles: &[Role]) -> bool {
        self.who
            .as_ref()
            .is_some_and(|who| roles.contains(&who.officer.role))
    }

    /// Speaks the language in which a firm is written to, unless the reader chose one.
    pub(super) fn speak(&mut self, tongue: Tongue) {
        if !self.chose_language {
            self.language = Language::from_code(tongue.code()).unwrap_or_default();
        }
    }

    /// A message without variables.
    pub(super) fn say(&self, key: &str) -> String {
        self.language.say(key)
    }

    /// A message with variables.
    pub(super) fn say_with(&self, key: &str, args: &FluentArgs<'_>) -> String {
        self.language.say_with(key, args)
    }

    /// An instant on the city's clocks: `2 Nov 2026, 09.00 WITA`.
    pub(super) fn moment(&self, at: DateTime<Utc>) -> String {
        let local = self.services.local(at);
        let (day, time) = (
            self.language.day(local.date_naive()),
            self.language.time(local.time()),
        );
        format!("{day}, {time} {}", self.services.city.zone_name)
    }

    /// What forms of this session carry; another text each time, so that a compressed page
    /// tells nobody what it is.
    pub(super) fn form_token(&self) -> String {
        self.who
            .as_ref()
            .map_or_else(String::new, |who| form_token::fresh(&who.form_token))
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Visit {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Problem> {
        parts
            .extensions
            .get::<Self>()
            .cloned()
            .ok_or_else(Problem::missing)
    }
}

/// Finds out who asks and in which language.
pub(super) async fn begin(
    State(services): State<Services>,
    mut request: Request,
    next: Next,
) -> Response {
    if let Some(language) = chosen(request.uri()) {
        return choose(&services, request.uri(), language, request.method());
    }
    let jar = CookieJar::from_headers(request.headers());
    let cookie = jar
        .get(session_name(&services))
        .filter(|_| !is_for_all(request.uri()));
    let known = match cookie {
        Some(cookie) => services.session(cookie.value()).await,
        None => Ok(None),
    };
    let (who, failure) = match known {
        Ok(who) => (who, None),
        Err(error) => (None, Some(Problem::from(error))),
    };
    let kept = jar.get(LANGUAGE_COOKIE).map(Cookie::value);
    let own = who.as_ref().and_then(|who| who.language.as_deref());
    let language = kept.or(own).and_then(Language::from_code);
    let visit = Visit {
        services,
        who,
        language: language.unwrap_or_default(),
        chose_language: language.is_some(),
        here: here(request.uri()),
        partial: is_partial(request.headers()),
    };
    let language = visit.language;
    request.extensions_mut().insert(visit);
    request.extensions_mut().insert(Failure(failure));
    let mut response = next.run(request).await;
    let code = HeaderValue::from_static(language.code());
    // A page that a firm reads is in the firm's language and says so itself.
    response
        .headers_mut()
        .entry(header::CONTENT_LANGUAGE)
        .or_insert(code);
    response
}

/// Why it couldn't be found out who asks.
#[derive(Clone)]
struct Failure(Option<Problem>);

/// Stops a request whose session couldn't be read; the error page around it still can be shown.
pub(super) async fn sure(request: Request, next: Next) -> Response {
    match request.extensions().get::<Failure>() {
        Some(Failure(Some(problem))) => problem.clone().into_response(),
        _ => next.run(request).await,
    }
}

/// Whether everybody gets the same at an address: a page loads six files, and none of them is
/// worth looking up who asks.
fn is_for_all(uri: &Uri) -> bool {
    uri.path().starts_with("/assets/") || matches!(uri.path(), "/healthz" | "/readyz" | "/metrics")
}

/// The address that was asked for, without a second slash that would make it another host's.
fn here(uri: &Uri) -> String {
    let path = format!("/{}", uri.path().trim_start_matches('/'));
    match uri.query() {
        Some(query) => format!("{path}?{query}"),
        None => path,
    }
}

fn is_partial(headers: &HeaderMap) -> bool {
    let has = |name: &str| headers.get(name).is_some_and(|v| v.as_bytes() == b"true");
    has("hx-request") && !has("hx-boosted") && !has("hx-history-restore-request")
}

/// The language that an address asks for: `?lang=en`.
fn chosen(uri: &Uri) -> Option<Language> {
    query::pairs(uri.query()?)
        .find(|(name, _)| *name == "lang")
        .and_then(|(_, code)| Language::from_code(code))
}

/// Keeps the choice and shows the same page, under its own address again.
fn choose(services: &Services, uri: &Uri, language: Language, method: &Method) -> Response {
    if !matches!(*method, Method::GET | Method::HEAD) {
        return StatusCode::BAD_REQUEST.into_response();
    }
    let rest: Vec<String> = query::pairs(uri.query().unwrap_or_default())
        .filter(|(name, _)| *name != "lang")
        .map(|(name, value)| format!("{name}={value}"))
        .collect();
    let path = format!("/{}", uri.path().trim_start_matches('/'));
    let back = if rest.is_empty() {
        path
    } else {
        format!("{path}?{}", rest.join("&"))
    };
    let cookie = Cookie::build((LANGUAGE_COOKIE, language.code()))
        .path("/")
        .http_only(true)
        .secure(services.sign_in.site.is_https())
        .same_site(SameSite::Lax)
        .permanent()
        .build();
    (
        StatusCode::SEE_OTHER,
        CookieJar::new().add(cookie),
        [(header::LOCATION, back)],
    )
        .into_response()
}

/// The cookie of a session, for as long as the browser is open; the server ends it sooner.
pub(super) fn session_cookie(services: &Services, token: String) -> Cookie<'static> {
    Cookie::build((session_name(services), token))
        .path("/")
        .http_only(true)
        .secure(services.sign_in.site.is_https())
        .same_site(SameSite::Lax)
        .build()
}

/// The cookie's name; it tells a browser to keep it to this host where there is TLS.
pub(super) fn session_name(services: &Services) -> &'static str {
    if services.sign_in.site.is_https() {
        SECURE_SESSION
    } else {
        PLAIN_SESSION
    }
}
