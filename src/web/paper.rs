//! Papers that are handed out to be kept.

use axum::{
    http::header,
    response::{IntoResponse, Response},
};

/// A PDF under the name that it is to be saved by.
pub(super) fn pdf(name: &str, content: Vec<u8>) -> Response {
    let headers = [
        (header::CONTENT_TYPE, "application/pdf".to_owned()),
        (
            header::CONTENT_DISPOSITION,
            format!("attachment; filename=\"{name}\""),
        ),
    ];
    (headers, content).into_response()
}
