//! Recording that a firm closed, or opened again.

use axum::{extract::Path, response::Response};
use serde::{Deserialize, Serialize};
use validator::Validate;

use super::{About, LABOUR, blame, day, done, dossier, refused};
use crate::{
    domain::employer::Field,
    services::{Dossier, Status},
    web::{
        Answer, Problem,
        forms::{Faults, Filled},
        frame::{Frame, Place},
        routes::{Site, Who},
        template::{self, Page},
        visit::Visit,
    },
};

#[derive(Debug, Serialize)]
struct StatusPage {
    frame: Frame,
    about: About,
    /// What it would become.
    becomes: &'static str,
    form: Typed,
    faults: Faults,
}

impl Page for StatusPage {
    const FILE: &'static str = "employer_status.html";
}

/// What was typed.
#[derive(Debug, Default, Serialize, Deserialize, Validate)]
struct Typed {
    #[serde(default)]
    words: String,
    #[serde(default)]
    until_on: String,
    /// `closed` or `open`, as the form offered it.
    #[serde(default)]
    becomes: String,
}

pub(super) fn routes(site: Site) -> Site {
    let path = "/employers/{id}/status";
    site.get(path, Who::Only(LABOUR), form)
        .post(path, Who::Only(LABOUR), save)
}

/// What the form would make of it: the other of the two.
fn other(dossier: &Dossier) -> (Status, &'static str) {
    if dossier.employer.record.get(Field::Closed) == Some("true") {
        (Status::Open, "open")
    } else {
        (Status::Closed, "closed")
    }
}

async fn form(visit: Visit, Path(id): Path<String>) -> Answer {
    let dossier = dossier(&visit, &id).await?;
    let typed = Typed {
        until_on: visit.services.today().to_string(),
        ..Typed::default()
    };
    show(&visit, &dossier, (typed, Faults::default())).await
}

async fn save(
    visit: Visit,
    Path(id): Path<String>,
    Filled { form, mut faults }: Filled<Typed>,
) -> Result<Response, Problem> {
    let dossier = dossier(&visit, &id).await?;
    let status = match form.becomes.as_str() {
        "closed" => Status::Closed,
        "open" => Status::Open,
        _ => return Err(Problem::unreadable()),
    };
    if let Some(on) = day(&visit, &form.until_on, ("until_on", &mut faults)) {
        let by = visit.officer()?.officer.id;
        let (services, id) = (&visit.services, dossier.employer.id);
        match services.set_status(id, (status, on), &form.words, by).await {
            Ok(()) if status == Status::Closed => return Ok(done(id, "closed")),
            Ok(()) => return Ok(done(id, "reopened")),
            Err(error) => blame(&visit, error, &mut faults)?,
        }
    }
    Ok(refused(show(&visit, &dossier, (form, faults)).await?))
}

async fn show(visit: &Visit, dossier: &Dossier, (form, faults): (Typed, Faults)) -> Answer {
    let (_, becomes) = other(dossier);
    let title = visit.say(&format!("employer-make-{becomes}-title"));
    template::render(
        visit.language,
        &StatusPage {
            frame: Frame::of(visit, Place::Employers, title).await?,
            about: About::of(dossier),
            becomes,
            form,
            faults,
        },
    )
}
