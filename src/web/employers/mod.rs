//! The compliance list: searched, sieved, sorted and paged; as a page, on paper, and as a file.

mod asked;
mod choices;
mod columns;
mod confirm;
mod groups;
mod letter;
mod page;
mod table;
mod tables;
mod value;
mod views;

use axum::{
    http::{HeaderName, HeaderValue, StatusCode},
    response::{IntoResponse, Response},
};

use super::{
    Answer,
    forms::Faults,
    routes::{Site, Who},
    template,
    visit::Visit,
};
use crate::domain::role::Role;
use asked::Asked;
use page::{ListPage, PrintPage, Region};

/// Lines on a page.
const PAGE: usize = 50;
/// Lines on paper: some forty sheets.
const PRINTED: usize = 1_000;

pub(super) fn routes(site: Site) -> Site {
    site.get("/employers", Who::Officers, show)
        .get("/employers.csv", Who::Officers, tables::csv)
        .get("/employers.xlsx", Who::Officers, tables::xlsx)
        .get("/employers/print", Who::Officers, print)
        .get(
            "/employers/confirm",
            Who::Only(&[Role::LabourOfficer]),
            confirm::lead,
        )
        .get(
            "/employers/letter",
            Who::Only(&[Role::LabourOfficer]),
            letter::show,
        )
        .post(
            "/employers/letter",
            Who::Only(&[Role::LabourOfficer]),
            letter::save,
        )
        .post("/employers/views", Who::Officers, views::save)
        .post("/employers/views/{id}/drop", Who::Officers, views::drop_one)
}

async fn show(visit: Visit, asked: Asked) -> Answer<Response> {
    let page = ListPage::of(&visit, &asked).await?;
    if !visit.partial {
        return Ok(template::render(visit.language, &page)?.into_response());
    }
    // The browser shows the list's own address rather than that of the form.
    let mut response = template::render(visit.language, &Region(page))?.into_response();
    if let Ok(address) = HeaderValue::from_str(&asked.list().href()) {
        let name = HeaderName::from_static("hx-push-url");
        response.headers_mut().insert(name, address);
    }
    Ok(response)
}

/// The page again, with what is wrong with the view that was to be saved.
async fn show_again(
    visit: &Visit,
    asked: &Asked,
    (name, faults): (String, Faults),
) -> Answer<Response> {
    let mut page = ListPage::of(visit, asked).await?;
    page.refuse_view(name, faults);
    let body = template::render(visit.language, &page)?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, body).into_response())
}

async fn print(visit: Visit, asked: Asked) -> Answer {
    let page = PrintPage::of(&visit, &asked).await?;
    template::render(visit.language, &page)
}
