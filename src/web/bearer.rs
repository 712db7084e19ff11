//! The secret that a program shows instead of a session.

use axum::http::{HeaderMap, header};

/// What a request brings as `Authorization: Bearer …`.
pub(super) fn bearer(headers: &HeaderMap) -> Option<&str> {
    let brought = headers.get(header::AUTHORIZATION)?.to_str().ok()?;
    Some(brought.strip_prefix("Bearer ")?.trim())
}
