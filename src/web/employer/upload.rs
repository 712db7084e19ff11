//! Forms that carry a file. It comes last, so that one that is too large costs nothing that was
//! typed.

use axum::extract::{DefaultBodyLimit, FromRequest, Request};
use serde::de::DeserializeOwned;

use crate::{
    domain::attachment::MAX_BYTES,
    services::NewFile,
    web::{
        Problem,
        forms::{Faults, Parts, read},
        visit::Visit,
    },
};

/// A form with a file that may be missing.
pub(in crate::web) struct WithFile<T> {
    pub(in crate::web) form: T,
    pub(in crate::web) file: Option<NewFile>,
    pub(in crate::web) faults: Faults,
}

/// What is read of a request at most: a file that is too large still gets its words at the form.
pub(in crate::web) fn limit() -> DefaultBodyLimit {
    DefaultBodyLimit::max(4 * MAX_BYTES)
}

impl<S: Send + Sync, T: DeserializeOwned> FromRequest<S> for WithFile<T> {
    type Rejection = Problem;

    async fn from_request(request: Request, _: &S) -> Result<Self, Problem> {
        let visit = request.extensions().get::<Visit>().cloned();
        let visit = visit.ok_or_else(Problem::missing)?;
        let mut parts = Parts::open(&visit, request).await?;
        let mut pairs: Vec<(String, String)> = Vec::new();
        let (mut file, mut faults) = (None, Faults::default());
        while let Some(mut part) = parts.next().await? {
            let name = part.name().unwrap_or_default().to_owned();
            let Some(file_name) = part.file_name().map(str::to_owned) else {
                let text = part.text().await?;
                pairs.push((name, text));
                continue;
            };
            let (mut content, mut whole) = (Vec::new(), true);
            while let Some(chunk) = part.chunk().await? {
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
        Ok(Self {
            form: read(&pairs)?,
            file,
            faults,
        })
    }
}
