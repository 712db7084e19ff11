//! Where a firm reads what the city found and answers it, without an account.
//!
//! Whoever holds the secret in the address may answer for one case of one firm, so the pages say
//! counts only and stand in no search engine. Reading changes nothing: programs that fetch every
//! link in a mail do no more than that. What a person does is sent by a form.

mod address;
mod answer;
mod body;
mod door;
mod fields;
mod guest;
mod page;
mod reader;
mod thread;

use axum::{
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};

use super::{
    Answer,
    routes::Site,
    template::{self, Page},
    visit::Visit,
};

pub(super) fn routes(site: Site) -> Site {
    let site = reader::routes(address::routes(door::routes(site)));
    thread::routes(answer::routes(page::routes(site)))
}

/// A page in the language of who reads it.
fn shown<P: Page>(visit: &Visit, status: StatusCode, page: &P) -> Answer<Response> {
    let text = template::render(visit.language, page)?;
    let language = HeaderValue::from_static(visit.language.code());
    Ok((status, [(header::CONTENT_LANGUAGE, language)], text).into_response())
}
