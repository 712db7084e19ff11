//! What a firm sends. It comes from strangers, so it is read in memory only, so much of it and no
//! more, and only so many at a time; nothing of it is written to the disk as it is.

use axum::{
    Form,
    extract::{DefaultBodyLimit, FromRequest, Multipart, Request},
    http::header,
};
use tokio::sync::Semaphore;

use crate::{
    domain::attachment::MAX_BYTES,
    services::{MOST_ANSWER_BYTES, MOST_ANSWER_FILES, NewFile},
    web::{Problem, forms::short_text},
};

/// Bytes of a field's text at most: 2,000 letters of the widest kind, and some.
const MOST_TEXT: usize = 16 * 1024;
/// Fields of a form at most.
const MOST_FIELDS: usize = 40;
/// Uploads that are read at one time.
static READERS: Semaphore = Semaphore::const_new(3);

/// What is read of a request at most: files that are too large still get their words at the form.
pub(super) fn limit() -> DefaultBodyLimit {
    DefaultBodyLimit::max(3 * MOST_ANSWER_BYTES)
}

/// A form that was sent, with its files.
#[derive(Default)]
pub(super) struct Brought {
    /// The fields, in their order.
    pub(super) pairs: Vec<(String, String)>,
    /// The files that were chosen.
    pub(super) files: Vec<NewFile>,
    /// Why files were left out, as a refusal is called.
    pub(super) left_out: Option<&'static str>,
}

impl Brought {
    /// The text of a field, without the spaces around it.
    pub(super) fn text(&self, name: &str) -> String {
        let found = self.pairs.iter().find(|(field, _)| field == name);
        found.map_or_else(String::new, |(_, value)| value.trim().to_owned())
    }

    fn take(&mut self, file: Result<NewFile, &'static str>) {
        match file {
            Ok(file) if file.name.is_empty() && file.content.is_empty() => {}
            Ok(file) => self.files.push(file),
            Err(why) => self.left_out = Some(why),
        }
    }
}

/// Reads a form, with files or without.
pub(super) async fn read(request: Request) -> Result<Brought, Problem> {
    let kind = request.headers().get(header::CONTENT_TYPE);
    let kind = kind.and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    if !kind.starts_with("multipart/form-data") {
        let Form(pairs) = Form::<Vec<(String, String)>>::from_request(request, &())
            .await
            .map_err(|_| Problem::unreadable())?;
        return Ok(Brought {
            pairs,
            ..Brought::default()
        });
    }
    let _turn = READERS.acquire().await.expect("nobody closes it");
    let mut parts = Multipart::from_request(request, &())
        .await
        .map_err(|_| Problem::unreadable())?;
    let (mut brought, mut sum) = (Brought::default(), 0);
    while let Some(mut part) = parts.next_field().await? {
        let name = part.name().unwrap_or_default().to_owned();
        let Some(file_name) = part.file_name().map(str::to_owned) else {
            if brought.pairs.len() == MOST_FIELDS {
                return Err(Problem::unreadable());
            }
            let text = short_text(part, MOST_TEXT).await?;
            brought.pairs.push((name, text));
            continue;
        };
        let (mut content, mut file) = (Vec::new(), Ok(()));
        while let Some(chunk) = part.chunk().await? {
            sum += chunk.len();
            if brought.files.len() == MOST_ANSWER_FILES {
                file = Err("file-count");
            } else if content.len() + chunk.len() > MAX_BYTES {
                file = Err("file-too-large");
            } else if sum > MOST_ANSWER_BYTES {
                file = Err("file-together");
            }
            // What is too much is read past, not kept.
            if file.is_ok() {
                content.extend_from_slice(&chunk);
            } else {
                content = Vec::new();
            }
        }
        brought.take(file.map(|()| NewFile {
            name: file_name,
            content,
        }));
    }
    Ok(brought)
}
