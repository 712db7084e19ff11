//! The door for a mail server's pipe: whoever shows the secret hands a message in.

use axum::{
    body::{Body, to_bytes},
    extract::State,
    http::{HeaderMap, header},
    response::{IntoResponse, Response},
};

use crate::{
    services::{Channel, Services, Shown},
    web::{Problem, bearer::bearer},
};

/// Bytes of a message that are taken.
const MOST: usize = 16 << 20;

pub(super) async fn take(
    State(services): State<Services>,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, Problem> {
    let given = bearer(&headers).unwrap_or_default();
    match services.doors.shown(given) {
        Shown::NoDoor => return Err(Problem::missing()),
        Shown::Wrong => return Err(Problem::wrong_token()),
        Shown::Right => {}
    }
    let bytes = to_bytes(body, MOST)
        .await
        .map_err(|_| Problem::too_large())?;
    let report = services.take_returned(&bytes, Channel::Http).await?;
    let text = serde_json::to_string(&report).expect("a report is plain data");
    Ok(([(header::CONTENT_TYPE, "application/json")], text).into_response())
}
