//! The emblem of a letterhead, and retiring one.

use axum::{
    extract::Path,
    handler::Handler,
    http::{HeaderValue, header},
    response::{IntoResponse, Redirect, Response},
};
use serde::Deserialize;
use validator::Validate;

use super::{
    super::super::{
        Answer, Problem,
        employer::upload::{WithFile, limit},
        forms::Filled,
        routes::Site,
        visit::Visit,
    },
    ADMINS, blame,
    edit::{page, refused},
};

/// The version that the form was made for, and what is done.
#[derive(Debug, Default, Deserialize, Validate)]
#[serde(default)]
struct Based {
    base: String,
    act: String,
}

pub(super) fn routes(site: Site) -> Site {
    site.post(
        "/settings/offices/{code}/emblem",
        ADMINS,
        put.layer(limit()),
    )
    .post("/settings/offices/{code}/retire", ADMINS, retire)
}

/// The picture, which loads and runs nothing.
pub(super) async fn show(visit: Visit, Path(code): Path<String>) -> Answer<Response> {
    let office = visit.services.letter_office(&code).await?;
    let sha256 = office.letterhead.emblem_sha256;
    let content = visit
        .services
        .emblem(&sha256.ok_or_else(Problem::missing)?)?;
    let kind = if content.starts_with(b"\x89PNG") {
        "image/png"
    } else {
        "image/svg+xml"
    };
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static(kind)),
        (
            header::CONTENT_SECURITY_POLICY,
            HeaderValue::from_static("sandbox; default-src 'none'; style-src 'unsafe-inline'"),
        ),
    ];
    Ok((headers, content).into_response())
}

async fn put(
    visit: Visit,
    Path(code): Path<String>,
    WithFile { form, file, faults }: WithFile<Based>,
) -> Answer<Response> {
    let by = visit.officer()?.officer.id;
    let base = form.base.parse().unwrap_or_default();
    let mut page = page(&visit, Some(&code)).await?;
    page.faults = faults;
    let removed = form.act == "remove";
    if file.is_none() && !removed && page.faults.is_empty() {
        page.faults.add("file", visit.say("refusal-emblem-kind"));
    }
    if !page.faults.is_empty() {
        return refused(&visit, &page);
    }
    let file = file.filter(|_| !removed);
    match visit
        .services
        .put_emblem((&code, base), file.as_ref(), by)
        .await
    {
        Ok(()) => {
            let to = format!("/settings/offices/{code}?done=emblem");
            Ok(Redirect::to(&to).into_response())
        }
        Err(error) => {
            page.wrong = blame(&visit, error, &mut page.faults)?;
            refused(&visit, &page)
        }
    }
}

async fn retire(
    visit: Visit,
    Path(code): Path<String>,
    Filled { form, .. }: Filled<Based>,
) -> Answer<Response> {
    let by = visit.officer()?.officer.id;
    let base = form.base.parse().unwrap_or_default();
    let retired = form.act != "revive";
    match visit
        .services
        .retire_office((&code, base), retired, by)
        .await
    {
        Ok(()) => Ok(Redirect::to("/settings/offices?done=retired").into_response()),
        Err(error) => {
            let mut page = page(&visit, Some(&code)).await?;
            page.wrong = blame(&visit, error, &mut page.faults)?;
            refused(&visit, &page)
        }
    }
}
