//! One change of a wording: what it changed, and going back to it.

use axum::{
    extract::Path,
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use serde::{Deserialize, Serialize};
use validator::Validate;

use super::{
    super::super::{
        Answer, Problem,
        forms::Filled,
        frame::{Frame, Place},
        language::{args, number},
        routes::{Site, Who},
        template::{self, Page},
        visit::Visit,
    },
    super::ADMINS,
    faults::FaultLine,
    href, named, number_of,
};
use crate::{
    domain::{mailing::MailKind, role::Role, tongue::Tongue},
    services::{FileChange, SavedWording, ServiceError},
};

/// The page of one change; version 0 is the wording of the program.
#[derive(Debug, Serialize)]
struct VersionPage {
    frame: Frame,
    kind: &'static str,
    language: &'static str,
    href: String,
    version: i32,
    /// The newest one.
    newest: i32,
    by: Option<(String, String)>,
    /// What the change did.
    changes: Vec<FileChange>,
    /// What going back to it would do.
    back: Vec<FileChange>,
    may_edit: bool,
    faults: Vec<FaultLine>,
    wrong: Option<String>,
}

impl Page for VersionPage {
    const FILE: &'static str = "mail_version.html";
}

type Named = Path<(String, String, i32)>;

pub(super) fn routes(site: Site) -> Site {
    let path = "/settings/mails/{kind}/{language}/versions/{version}";
    site.get(path, Who::Officers, show)
        .post(path, ADMINS, revert)
}

async fn show(visit: Visit, Path((kind, language, version)): Named) -> Answer {
    let page = page(&visit, named(&kind, &language)?, version).await?;
    template::render(visit.language, &page)
}

async fn page(
    visit: &Visit,
    (kind, tongue): (MailKind, Tongue),
    version: i32,
) -> Answer<VersionPage> {
    let services = &visit.services;
    let told = services.wording_change((kind, tongue), version).await?;
    let told = told.ok_or_else(Problem::missing)?;
    let title = if version == 0 {
        visit.say("mails-version-shipped")
    } else {
        let values = args([("version", number(u32::try_from(version).unwrap_or(0)))]);
        visit.say_with("mails-version", &values)
    };
    Ok(VersionPage {
        frame: Frame::of(visit, Place::Settings, title).await?,
        kind: kind.code(),
        language: tongue.code(),
        href: href(kind, tongue),
        version,
        newest: told.newest,
        by: told.by.map(|(name, at)| (name, visit.moment(at))),
        changes: told.changes,
        back: told.back,
        may_edit: visit.is(&[Role::Admin]),
        faults: Vec::new(),
        wrong: None,
    })
}

#[derive(Debug, Deserialize, Validate)]
struct Seen {
    /// The number of the newest version that the page knew.
    seen: String,
}

async fn revert(
    visit: Visit,
    Path((kind, language, version)): Named,
    filled: Filled<Seen>,
) -> Answer<Response> {
    let wording = named(&kind, &language)?;
    let by = visit.officer()?.officer.id;
    let to = (version, number_of(&filled.form.seen)?);
    let (faults, wrong) = match visit.services.revert_wording(wording, to, by).await {
        Ok(SavedWording::Saved(_) | SavedWording::Same) => {
            let own = href(wording.0, wording.1);
            return Ok(Redirect::to(&format!("{own}?done=reverted")).into_response());
        }
        Ok(SavedWording::Bad(bad)) => {
            let faults = bad.iter().map(|bad| FaultLine::of(&visit, bad)).collect();
            (faults, None)
        }
        Err(ServiceError::Barred(why)) => (
            Vec::new(),
            Some(visit.say(&format!("refusal-{}", why.code))),
        ),
        Err(error) => return Err(error.into()),
    };
    let page = VersionPage {
        faults,
        wrong,
        ..page(&visit, wording, version).await?
    };
    let text = template::render(visit.language, &page)?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, text).into_response())
}
