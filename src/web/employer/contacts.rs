//! The addresses of a firm: which one is written to, and what officers say about them.

use axum::{
    extract::Path,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use serde::{Deserialize, Serialize};
use validator::Validate;

use super::{About, LABOUR, done, dossier, refused};
use crate::{
    domain::contact::{SHARED, Standing},
    services::{ContactChange, ContactDeed, ContactLine, Dossier, ServiceError},
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
struct ContactsPage {
    frame: Frame,
    about: About,
    seen: String,
    lines: Vec<Line>,
    typed: Typed,
    may_act: bool,
    /// Somebody else saved first.
    stale: bool,
    faults: Faults,
}

impl Page for ContactsPage {
    const FILE: &'static str = "employer_contacts.html";
}

/// One address.
#[derive(Debug, Serialize)]
struct Line {
    address: String,
    origin: &'static str,
    standing: &'static str,
    /// The firm is written to at this one.
    used: bool,
    chosen: bool,
    is_role: bool,
    reason: Option<String>,
    by: Option<String>,
    since: Option<String>,
    /// As many firms have it, where they are enough for an agent's.
    firms: Option<usize>,
}

impl Line {
    fn of(visit: &Visit, line: &ContactLine, used: bool) -> Self {
        Self {
            address: line.address.clone(),
            origin: line.origin.code(),
            standing: line.standing.code(),
            used,
            chosen: line.chosen,
            is_role: line.is_role,
            reason: line.reason.clone(),
            by: line.by.clone(),
            since: line.since.map(|at| visit.moment(at)),
            firms: (line.firms >= SHARED).then_some(line.firms),
        }
    }
}

/// What was typed.
#[derive(Debug, Default, Serialize, Deserialize, Validate)]
struct Typed {
    #[serde(default)]
    #[validate(length(max = 40))]
    seen: String,
    /// `add`, `bar`, `lift`, `choose` or `choose-none`.
    #[serde(default)]
    #[validate(length(max = 20))]
    deed: String,
    #[serde(default)]
    #[validate(length(max = 300))]
    address: String,
    #[serde(default)]
    #[validate(length(max = 4000))]
    words: String,
}

pub(super) fn routes(site: Site) -> Site {
    let path = "/employers/{id}/contacts";
    site.get(path, Who::Officers, form)
        .post(path, Who::Only(LABOUR), save)
}

async fn form(visit: Visit, Path(id): Path<String>) -> Answer {
    let dossier = dossier(&visit, &id).await?;
    show(
        &visit,
        &dossier,
        (Typed::default(), Faults::default(), false),
    )
    .await
}

async fn save(
    visit: Visit,
    Path(id): Path<String>,
    Filled { form, mut faults }: Filled<Typed>,
) -> Result<Response, Problem> {
    let dossier = dossier(&visit, &id).await?;
    let deed = match form.deed.as_str() {
        "add" => ContactDeed::Add(&form.address),
        "bar" => ContactDeed::Bar(&form.address, &form.words),
        "lift" => ContactDeed::Lift(&form.address),
        "choose" => ContactDeed::Choose(&form.address),
        "choose-none" => ContactDeed::ChooseNone,
        _ => return Err(Problem::unreadable()),
    };
    let (id, by) = (dossier.employer.id, visit.officer()?.officer.id);
    let services = &visit.services;
    match services.change_contacts(id, deed, &form.seen, by).await {
        Ok(ContactChange::Saved) => return Ok(done(id, "contact")),
        Ok(ContactChange::Same) => return Ok(done(id, "same")),
        Ok(ContactChange::Stale) => {
            let page = show(&visit, &dossier, (form, faults, true)).await?;
            return Ok((StatusCode::CONFLICT, page).into_response());
        }
        Err(ServiceError::Barred(refusal)) => {
            let field = match refusal.code.split('-').next() {
                Some("words") => "words",
                _ => "address",
            };
            faults.add(field, visit.say(&format!("refusal-{}", refusal.code)));
        }
        Err(error) => return Err(error.into()),
    }
    Ok(refused(
        show(&visit, &dossier, (form, faults, false)).await?,
    ))
}

async fn show(
    visit: &Visit,
    dossier: &Dossier,
    (typed, faults, stale): (Typed, Faults, bool),
) -> Answer {
    let contacts = visit.services.contacts(dossier.employer.id).await?;
    let lines = contacts.lines.iter().enumerate().map(|(n, line)| {
        let used = n == 0 && line.standing == Standing::Usable;
        Line::of(visit, line, used)
    });
    template::render(
        visit.language,
        &ContactsPage {
            frame: Frame::of(visit, Place::Employers, visit.say("contacts-title")).await?,
            about: About::of(dossier),
            lines: lines.collect(),
            seen: contacts.print,
            typed,
            may_act: visit.is(LABOUR),
            stale,
            faults,
        },
    )
}
