//! The one shape of an error on the wire: `application/problem+json`, RFC 9457. A page shows the
//! same error in words.

use std::error::Error;

use axum::{
    extract::Request,
    http::{HeaderName, HeaderValue, Method, StatusCode, header},
    middleware::Next,
    response::{Html, IntoResponse, Response},
};
use fluent_bundle::FluentArgs;
use serde::Serialize;

use super::{
    Answer,
    frame::{Frame, Place},
    language::Language,
    query::address,
    template::{self, Page},
    visit::Visit,
};
use crate::{services::ServiceError, store::StoreError};

/// An error as the caller sees it. The cause stays in the log.
#[derive(Debug, Clone, Serialize)]
pub struct Problem {
    /// Stable name of the kind of problem; callers may match on it.
    code: &'static str,
    /// HTTP status, repeated for readers of the body alone.
    status: u16,
    /// What happened and what to do, for a person.
    detail: String,
    /// Fields at fault and why, in the order of their names.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    fields: Vec<FieldProblem>,
    /// What to look for in the log.
    #[serde(skip_serializing_if = "Option::is_none")]
    reference: Option<String>,
    /// The detail is a service's own words; pages show it as it is.
    #[serde(skip)]
    own_words: bool,
}

/// One field at fault.
#[derive(Debug, Clone, Serialize)]
pub struct FieldProblem {
    /// The field as the caller spells it.
    field: String,
    /// Stable name of the limit that was broken.
    code: String,
}

impl Problem {
    fn new(code: &'static str, status: StatusCode) -> Self {
        Self {
            code,
            status: status.as_u16(),
            detail: Language::default().say(&format!("problem-{code}")),
            fields: Vec::new(),
            reference: None,
            own_words: false,
        }
    }

    fn saying(self, words: impl Into<String>) -> Self {
        Self {
            detail: words.into(),
            own_words: true,
            ..self
        }
    }

    /// There is nothing at this address.
    pub(super) fn missing() -> Self {
        Self::new("missing", StatusCode::NOT_FOUND)
    }

    /// Nobody is signed in; a page then leads to the sign-in.
    pub(super) fn signed_out() -> Self {
        Self::new("signed_out", StatusCode::UNAUTHORIZED)
    }

    /// A program that showed no secret, or a wrong one.
    pub(super) fn wrong_token() -> Self {
        Self::new("wrong_token", StatusCode::UNAUTHORIZED)
    }

    /// The officer's role doesn't include this.
    pub(super) fn not_yours() -> Self {
        Self::new("not_yours", StatusCode::FORBIDDEN)
    }

    /// The form was not made by this session's own page.
    pub(super) fn foreign_form() -> Self {
        Self::new("foreign_form", StatusCode::FORBIDDEN)
    }

    /// The address takes other methods.
    pub(super) fn method() -> Self {
        Self::new("method", StatusCode::METHOD_NOT_ALLOWED)
    }

    /// The query or the form isn't text that can be read.
    pub(super) fn unreadable() -> Self {
        Self::new("unreadable", StatusCode::BAD_REQUEST)
    }

    /// What was sent is larger than this address takes.
    pub(super) fn too_large() -> Self {
        Self::new("too_large", StatusCode::PAYLOAD_TOO_LARGE)
    }

    /// The query has fields outside their limits.
    pub(super) fn out_of_limits(errors: &validator::ValidationErrors) -> Self {
        let mut fields: Vec<FieldProblem> = errors
            .field_errors()
            .into_iter()
            .flat_map(|(field, all)| {
                all.iter().map(move |e| FieldProblem {
                    field: field.to_string(),
                    code: e.code.to_string(),
                })
            })
            .collect();
        fields.sort_by(|a, b| a.field.cmp(&b.field));
        Self {
            fields,
            ..Self::new("invalid", StatusCode::UNPROCESSABLE_ENTITY)
        }
    }

    /// Something of ours failed; logs the cause, which the caller doesn't get to see.
    pub(super) fn internal(error: &(dyn Error + 'static)) -> Self {
        let reference = reference();
        tracing::error!(error, reference, "a page could not be made ({reference})");
        Self {
            reference: Some(reference),
            ..Self::new("internal", StatusCode::INTERNAL_SERVER_ERROR)
        }
    }

    fn busy(error: &(dyn Error + 'static)) -> Self {
        let reference = reference();
        tracing::warn!(
            error,
            reference,
            "the database was busy for too long ({reference})"
        );
        Self {
            reference: Some(reference),
            ..Self::new("busy", StatusCode::SERVICE_UNAVAILABLE)
        }
    }

    /// The kind of problem, whatever rule it was.
    fn kind(&self) -> &'static str {
        if self.own_words { "refused" } else { self.code }
    }

    pub(super) fn status(&self) -> StatusCode {
        StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
    }
}

/// A short text that is on the page and in the log.
fn reference() -> String {
    let mut bytes = [0; 4];
    // Without random bytes all references are one, which is still better than no page.
    let _ = getrandom::fill(&mut bytes);
    format!("{:08x}", u32::from_be_bytes(bytes))
}

impl From<ServiceError> for Problem {
    fn from(error: ServiceError) -> Self {
        match &error {
            ServiceError::Missing(_) => Self::missing(),
            ServiceError::Refused(why) => Self::new("refused", StatusCode::CONFLICT).saying(why),
            ServiceError::Barred(refusal) => Self {
                code: refusal.code,
                ..Self::new("refused", StatusCode::CONFLICT).saying(refusal.words)
            },
            ServiceError::Contradicted(by) => Self {
                code: by.refusal.code,
                ..Self::new("refused", StatusCode::CONFLICT).saying(by.to_string())
            },
            ServiceError::Store(StoreError::Locked(_)) => Self::busy(&error),
            _ => Self::internal(&error),
        }
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let body = serde_json::to_string(&self).expect("a problem is plain data");
        let kind = [(header::CONTENT_TYPE, "application/problem+json")];
        let mut response = (self.status(), kind, body).into_response();
        response.extensions_mut().insert(self);
        response
    }
}

#[derive(Debug, Serialize)]
struct ProblemPage {
    frame: Frame,
    heading: String,
    status: u16,
    detail: String,
    reference: Option<String>,
}

impl Page for ProblemPage {
    const FILE: &'static str = "problem.html";
}

/// Shows a problem as a page, except under `/api`; who isn't signed in is led to the sign-in.
pub(super) async fn dress(visit: Visit, request: Request, next: Next) -> Response {
    let path = request.uri().path();
    let programs = ["/api", "/healthz", "/readyz", "/metrics", "/mail"];
    let for_programs = programs.iter().any(|p| {
        path.strip_prefix(p)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    });
    let reads = matches!(*request.method(), Method::GET | Method::HEAD);
    let mut response = next.run(request).await;
    let problem = match response.extensions_mut().remove::<Problem>() {
        Some(problem) => problem,
        None => match response.status() {
            StatusCode::METHOD_NOT_ALLOWED => Problem::method(),
            StatusCode::PAYLOAD_TOO_LARGE => Problem::too_large(),
            _ => return response,
        },
    };
    if for_programs {
        return response;
    }
    if problem.status() == StatusCode::UNAUTHORIZED {
        return to_sign_in(&visit, if reads { &visit.here } else { "/" });
    }
    match page(&visit, &problem).await {
        Ok(text) => {
            *response.status_mut() = problem.status();
            let kind = HeaderValue::from_static("text/html; charset=utf-8");
            let headers = response.headers_mut();
            headers.insert(header::CONTENT_TYPE, kind);
            headers.remove(header::CONTENT_LENGTH);
            *response.body_mut() = text.into();
            response
        }
        Err(_) => response,
    }
}

/// Leads to the sign-in, and from there back.
fn to_sign_in(visit: &Visit, back: &str) -> Response {
    let back = if back == "/" { "" } else { back };
    let address = address("/sign-in", &[("next", back)]);
    if visit.partial {
        let name = HeaderName::from_static("hx-redirect");
        return (StatusCode::UNAUTHORIZED, [(name, address)]).into_response();
    }
    (StatusCode::SEE_OTHER, [(header::LOCATION, address)]).into_response()
}

async fn page(visit: &Visit, problem: &Problem) -> Answer<String> {
    let heading = visit.say(&format!("problem-{}-title", problem.kind()));
    // The store may be what failed: the page then goes without what would be read from it.
    let frame = match Frame::of(visit, Place::Nowhere, heading.clone()).await {
        Ok(frame) => frame,
        Err(_) => Frame::bare(visit, heading.clone()),
    };
    let refusal = format!("refusal-{}", problem.code);
    let detail = match visit.language.find(&refusal, &FluentArgs::new()) {
        Some(text) => text,
        None if problem.own_words => problem.detail.clone(),
        None => visit.say(&format!("problem-{}", problem.code)),
    };
    let Html(text) = template::render(
        visit.language,
        &ProblemPage {
            frame,
            heading,
            status: problem.status,
            detail,
            reference: problem.reference.clone(),
        },
    )?;
    Ok(text)
}
