//! Forms that carry a file. The form's token comes first and the file last, so that a stranger's
//! file is never read and a file that is too large costs nothing that was typed.

use axum::{
    extract::{DefaultBodyLimit, FromRequest, Multipart, Request, multipart::MultipartError},
    http::StatusCode,
};
use serde::de::DeserializeOwned;

use crate::{
    domain::attachment::MAX_BYTES,
    services::NewFile,
    web::{
        Problem, form_token,
        forms::{Faults, TOKEN, read},
        visit::Visit,
    },
};

/// A form with a file that may be missing.
pub(super) struct WithFile<T> {
    pub(super) form: T,
    pub(super) file: Option<NewFile>,
    pub(super) faults: Faults,
}

/// What is read of a request at most: a file that is too large still gets its words at the form.
pub(super) fn limit() -> DefaultBodyLimit {
    DefaultBodyLimit::max(4 * MAX_BYTES)
}

fn failed(error: &MultipartError) -> Problem {
    if error.status() == StatusCode::PAYLOAD_TOO_LARGE {
        Problem::too_large()
    } else {
        Problem::unreadable()
    }
}

impl<S: Send + Sync, T: DeserializeOwned> FromRequest<S> for WithFile<T> {
    type Rejection = Problem;

    async fn from_request(request: Request, state: &S) -> Result<Self, Problem> {
        let visit = request.extensions().get::<Visit>().cloned();
        let visit = visit.ok_or_else(Problem::missing)?;
        let secret = &visit.officer()?.form_token;
        let mut parts = Multipart::from_request(request, state)
            .await
            .map_err(|_| Problem::unreadable())?;
        let mut pairs: Vec<(String, String)> = Vec::new();
        let (mut file, mut faults) = (None, Faults::default());
        let mut ours = false;
        while let Some(mut part) = parts.next_field().await.map_err(|e| failed(&e))? {
            let name = part.name().unwrap_or_default().to_owned();
            if name == TOKEN {
                let token = part.text().await.map_err(|e| failed(&e))?;
                ours = form_token::holds(secret, &token);
                continue;
            }
            if !ours {
                return Err(Problem::foreign_form());
            }
            let Some(file_name) = part.file_name().map(str::to_owned) else {
                let text = part.text().await.map_err(|e| failed(&e))?;
                pairs.push((name, text));
                continue;
            };
            let (mut content, mut whole) = (Vec::new(), true);
            while let Some(chunk) = part.chunk().await.map_err(|e| failed(&e))? {
                whole &= content.len() + chunk.len() <= MAX_BYTES;
                if whole {
                    content.extend_from_slice(&chunk);
                }
            }
            if !whole {
                faults.add("file", visit.say("refusal-file-too-large"));
            } else if !(file_name.is_empty() && content.is_empty()) {
                file = Some(NewFile {
                    name: file_name,
                    content,
                });
            }
        }
        if !ours {
            return Err(Problem::foreign_form());
        }
        Ok(Self {
            form: read(&pairs)?,
            file,
            faults,
        })
    }
}
