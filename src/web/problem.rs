//! The one shape of an error on the wire: `application/problem+json`, RFC 9457. A page shows the
//! same error in words.

use std::error::Error;

use axum::{
    extract::{Request, State},
    http::{HeaderValue, StatusCode, header},
    middleware::Next,
    response::{Html, IntoResponse, Response},
};
use serde::Serialize;

use super::{
    frame::{Frame, Place},
    template::{self, Page},
};
use crate::{
    services::{ServiceError, Services},
    store::StoreError,
};

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
    fn new(code: &'static str, status: StatusCode, detail: impl Into<String>) -> Self {
        Self {
            code,
            status: status.as_u16(),
            detail: detail.into(),
            fields: Vec::new(),
        }
    }

    /// There is nothing at this address.
    pub(super) fn missing() -> Self {
        Self::new(
            "missing",
            StatusCode::NOT_FOUND,
            "Alamat ini tidak menuju halaman atau catatan mana pun. Periksa kembali tautannya, \
             atau cari nama badan usaha di kotak pencarian.",
        )
    }

    /// The site changes nothing.
    pub(super) fn read_only() -> Self {
        Self::new(
            "read_only",
            StatusCode::METHOD_NOT_ALLOWED,
            "Situs ini hanya dapat dibaca; perubahan dilakukan lewat perintah `patuh`.",
        )
    }

    /// The query isn't text that can be read.
    pub(super) fn unreadable() -> Self {
        Self::new(
            "unreadable",
            StatusCode::BAD_REQUEST,
            "Isian pada alamat halaman ini tidak dapat dibaca. Mulai lagi dari daftarnya.",
        )
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
        let names: Vec<&str> = fields.iter().map(|f| f.field.as_str()).collect();
        let detail = format!(
            "Isian `{}` terlalu panjang. Persingkat kata pencarian, lalu coba lagi.",
            names.join("`, `")
        );
        Self {
            fields,
            ..Self::new("invalid", StatusCode::UNPROCESSABLE_ENTITY, detail)
        }
    }

    /// Something of ours failed; logs the cause, which the caller doesn't get to see.
    pub(super) fn internal(error: &(dyn Error + 'static)) -> Self {
        tracing::error!(error, "a page could not be made");
        Self::new(
            "internal",
            StatusCode::INTERNAL_SERVER_ERROR,
            "Halaman ini belum dapat disusun karena gangguan di pihak kami. Tidak ada data yang \
             berubah. Penyebabnya tercatat di log; coba muat ulang sebentar lagi.",
        )
    }

    fn busy(error: &(dyn Error + 'static)) -> Self {
        tracing::warn!(error, "the database was busy for too long");
        Self::new(
            "busy",
            StatusCode::SERVICE_UNAVAILABLE,
            "Basis data sedang dipakai, misalnya oleh impor yang besar. Muat ulang halaman ini \
             setelah proses itu selesai.",
        )
    }

    fn status(&self) -> StatusCode {
        StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
    }

    const fn title(&self) -> &'static str {
        match self.status {
            404 => "Tidak ditemukan",
            405 => "Hanya dapat dibaca",
            400 | 422 => "Isian tidak dapat dipakai",
            409 => "Belum dapat ditampilkan",
            503 => "Sedang sibuk",
            _ => "Ada gangguan",
        }
    }
}

impl From<ServiceError> for Problem {
    fn from(error: ServiceError) -> Self {
        match &error {
            ServiceError::Missing(what) => Self::new(
                "missing",
                StatusCode::NOT_FOUND,
                format!("{what} tidak ditemukan."),
            ),
            ServiceError::Refused(why) => Self::new("refused", StatusCode::CONFLICT, why.clone()),
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
    heading: &'static str,
    status: u16,
    detail: String,
}

impl Page for ProblemPage {
    const FILE: &'static str = "problem.html";
}

/// Shows a problem as a page, except under `/api`.
pub(super) async fn dress(
    State(services): State<Services>,
    request: Request,
    next: Next,
) -> Response {
    let path = request.uri().path();
    let for_programs = ["/api", "/healthz", "/readyz"].iter().any(|p| {
        path.strip_prefix(p)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    });
    let mut response = next.run(request).await;
    let Some(problem) = response.extensions_mut().remove::<Problem>() else {
        return response;
    };
    if for_programs {
        return response;
    }
    let heading = problem.title();
    // The store may be what failed: the page then goes without what would be read from it.
    let frame = match Frame::of(&services, Place::Nowhere, heading).await {
        Ok(frame) => frame,
        Err(_) => Frame::bare(&services, heading),
    };
    let page = ProblemPage {
        frame,
        heading,
        status: problem.status,
        detail: problem.detail.clone(),
    };
    let Ok(Html(text)) = template::render(&page) else {
        return response;
    };
    let kind = HeaderValue::from_static("text/html; charset=utf-8");
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, kind);
    headers.remove(header::CONTENT_LENGTH);
    *response.body_mut() = text.into();
    response
}
