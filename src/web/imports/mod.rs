//! The page where files come in.
//!
//! Files are sent, looked at, and only then imported; what was imported can be taken back. The
//! work itself happens in the background, so every page can be left and come back to.

mod changes;
mod job;
mod list;
mod shown;
mod undo;
mod upload;

use axum::{
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use serde::Serialize;

use super::{
    routes::{Site, Who},
    visit::Visit,
};
use crate::{
    domain::role::Role,
    services::{ImportKind, may_import},
    store::Source,
};

/// The roles that import files of some kind.
const IMPORTER_ROLES: &[Role] = &[Role::Admin, Role::LabourOfficer, Role::HealthOfficer];
const IMPORTERS: Who = Who::Only(IMPORTER_ROLES);

/// Days after which data are old.
const OLD_DAYS: i64 = 30;

pub(super) fn routes(site: Site) -> Site {
    site.get("/imports", Who::Officers, list::show)
        .post("/imports", IMPORTERS, upload::receive)
        .get("/imports/undo/{no}", IMPORTERS, undo::show)
        .post("/imports/undo/{no}", IMPORTERS, undo::begin)
        .get("/imports/{id}", IMPORTERS, job::show)
        .get("/imports/{id}/rejected.csv", IMPORTERS, job::rejected)
        .post("/imports/{id}/preview", IMPORTERS, changes::preview)
        .post("/imports/{id}/confirm", IMPORTERS, changes::confirm)
        .post("/imports/{id}/discard", IMPORTERS, changes::discard)
}

/// A value of a choice and its words.
#[derive(Debug, Clone, Serialize)]
struct Choice(String, String);

/// The kinds that the officer imports, with the choice that leaves it open where that is allowed.
fn kinds(visit: &Visit, open: bool) -> Vec<Choice> {
    let role = visit.who.as_ref().map(|who| who.officer.role);
    let mine = |kind: &ImportKind| role.is_some_and(|role| may_import(role, *kind));
    let open = open.then(|| Choice(String::new(), visit.say("imports-kind-open")));
    let kinds = ImportKind::ALL.into_iter().filter(mine);
    let named = kinds.map(|kind| {
        let words = visit.say(&format!("imports-kind-{}", kind.code()));
        Choice(kind.code().to_owned(), words)
    });
    open.into_iter().chain(named).collect()
}

/// Where a list of employers may come from.
fn sources(visit: &Visit) -> Vec<Choice> {
    let open = Choice(String::new(), visit.say("imports-source-open"));
    let named = Source::ALL.into_iter().map(|source| {
        let words = visit.say(&format!("imports-source-{}", source.code()));
        Choice(source.code().to_owned(), words)
    });
    std::iter::once(open).chain(named).collect()
}

/// Leads to another page after something was done.
fn see(path: &str) -> Response {
    (StatusCode::SEE_OTHER, [(header::LOCATION, path)]).into_response()
}
