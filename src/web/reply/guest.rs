//! Who holds a link, and what it opens for them.

use std::collections::HashMap;

use axum::{
    extract::{FromRequestParts, Path},
    http::{StatusCode, header, request::Parts},
    response::{IntoResponse, Redirect, Response},
};
use serde::Serialize;

use super::shown;
use crate::{
    domain::{answer::LinkToken, tongue::Tongue},
    services::{City, ReplyError, ReplyView},
    web::{
        Answer, Problem,
        frame::{Frame, Place},
        language::{Language, args, number},
        sign_in::Door,
        template::Page,
        visit::Visit,
    },
};

/// Somebody with a link that opens something today.
pub(super) struct Guest {
    /// The visit, in the firm's language unless the reader chose one, and of nobody's account.
    pub(super) visit: Visit,
    pub(super) token: LinkToken,
    pub(super) view: ReplyView,
    /// An officer looks at what the firm sees; nothing that they press is the firm's.
    pub(super) is_officer: bool,
}

impl Guest {
    /// The page's own address.
    pub(super) fn base(&self) -> String {
        base(&self.token)
    }

    /// Whether the button has to be pressed before anything is shown.
    pub(super) fn is_shut(&self) -> bool {
        self.view.must_press && self.view.is_open() && !self.is_officer
    }

    /// Back to the page.
    pub(super) fn home(&self) -> Response {
        Redirect::to(&self.base()).into_response()
    }

    /// Why the service refused, as a page.
    pub(super) async fn refused(&self, error: ReplyError) -> Response {
        refused(&self.visit, error).await
    }
}

/// The address of a link's page.
pub(super) fn base(token: &LinkToken) -> String {
    format!("/r/{token}")
}

/// The language of mails that is the reader's.
pub(super) const fn tongue(language: Language) -> Tongue {
    match language {
        Language::Id => Tongue::Indonesian,
        Language::En => Tongue::English,
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Guest {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Response> {
        let mut visit = Visit::from_request_parts(parts, state)
            .await
            .map_err(IntoResponse::into_response)?;
        let Door(visitor) = Door::from_request_parts(parts, state)
            .await
            .map_err(IntoResponse::into_response)?;
        let Path(path) = Path::<HashMap<String, String>>::from_request_parts(parts, state)
            .await
            .map_err(|_| Problem::missing().into_response())?;
        let typed = path.get("token").map_or("", String::as_str);
        let is_officer = visit.who.take().is_some();
        let services = visit.services.clone();
        let token = match services.reply_token_of(typed, &visitor).await {
            Ok(token) => token,
            Err(error) => return Err(refused(&visit, error).await),
        };
        let view = match services.reply_view(&token).await {
            Ok(view) => view,
            Err(error) => return Err(refused(&visit, error).await),
        };
        visit.speak(view.language);
        Ok(Self {
            visit,
            token,
            view,
            is_officer,
        })
    }
}

/// Who writes, and where they can be asked.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Office {
    city: String,
    name: String,
    contact_name: String,
    contact_phone: String,
    contact_email: String,
    verify_phone: String,
}

impl Office {
    pub(super) fn of(city: &City) -> Self {
        Self {
            city: city.name.clone(),
            name: city.office.clone(),
            contact_name: city.contact_name.clone(),
            contact_phone: city.contact_phone.clone(),
            contact_email: city.contact_email.clone(),
            verify_phone: city.verify_phone.clone(),
        }
    }
}

/// A link that opens nothing.
#[derive(Debug, Serialize)]
struct Shut {
    frame: Frame,
    /// `unknown`, `over` or `wait`.
    why: &'static str,
    heading: String,
    words: String,
    office: Office,
}

impl Page for Shut {
    const FILE: &'static str = "reply_shut.html";
}

/// Says that a link opens nothing, and whom to ask.
pub(super) async fn refused(visit: &Visit, error: ReplyError) -> Response {
    let (status, why, words, wait) = match error {
        ReplyError::Unknown => (
            StatusCode::NOT_FOUND,
            "unknown",
            visit.say("reply-shut-unknown"),
            None,
        ),
        ReplyError::Over => (StatusCode::GONE, "over", visit.say("reply-shut-over"), None),
        ReplyError::Wait { seconds } => {
            let minutes = ("minutes", number(seconds.div_ceil(60)));
            let words = visit.say_with("reply-shut-wait", &args([minutes]));
            (StatusCode::TOO_MANY_REQUESTS, "wait", words, Some(seconds))
        }
        ReplyError::Service(error) => return Problem::from(error).into_response(),
    };
    match shut(visit, (status, why), words).await {
        Ok(mut response) => {
            if let Some(seconds) = wait {
                response
                    .headers_mut()
                    .insert(header::RETRY_AFTER, seconds.into());
            }
            response
        }
        Err(problem) => problem.into_response(),
    }
}

async fn shut(
    visit: &Visit,
    (status, why): (StatusCode, &'static str),
    words: String,
) -> Answer<Response> {
    let heading = visit.say(&format!("reply-shut-title-{why}"));
    let page = Shut {
        frame: Frame::of(visit, Place::Nowhere, heading.clone()).await?,
        why,
        heading,
        words,
        office: Office::of(&visit.services.city),
    };
    shown(visit, status, &page)
}
