//! One version of a letter: what it changed, and going back to it.

use axum::{
    extract::Path,
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use serde::{Deserialize, Serialize};
use validator::Validate;

use super::{
    super::{
        Answer, Problem,
        forms::Filled,
        frame::{Frame, Place},
        language::{args, number},
        query::Checked,
        routes::{Site, Who},
        template::{self, Page},
        visit::Visit,
    },
    WORKERS, id_of,
    text::TextFaultLine,
};
use crate::{
    domain::{ids::LetterId, letter::LetterMove},
    services::{FileChange, SavedText, ServiceError},
};

/// The page, of a letter or of the text that letters begin with.
#[derive(Debug, Serialize)]
pub(in crate::web) struct VersionPage {
    pub(in crate::web) frame: Frame,
    /// Where it belongs.
    pub(in crate::web) back_href: String,
    pub(in crate::web) title: String,
    /// Where its form goes.
    pub(in crate::web) href: String,
    pub(in crate::web) version: i32,
    /// The newest one.
    pub(in crate::web) newest: i32,
    pub(in crate::web) by: Option<String>,
    pub(in crate::web) at: Option<String>,
    /// Where it came from; `None` of the text of the program.
    pub(in crate::web) origin: Option<&'static str>,
    /// The version that it is compared with.
    pub(in crate::web) with: Option<i32>,
    /// Versions that it can be compared with, and their names.
    pub(in crate::web) others: Vec<(i32, String)>,
    pub(in crate::web) changes: Vec<FileChange>,
    pub(in crate::web) back: Vec<FileChange>,
    pub(in crate::web) may_edit: bool,
    pub(in crate::web) faults: Vec<TextFaultLine>,
    pub(in crate::web) wrong: Option<String>,
}

impl Page for VersionPage {
    const FILE: &'static str = "letter_version.html";
}

/// The newest version that a page knew.
#[derive(Debug, Deserialize, Validate)]
pub(in crate::web) struct Seen {
    seen: String,
}

impl Seen {
    pub(in crate::web) fn version(&self) -> Answer<i32> {
        self.seen.parse().map_err(|_| Problem::unreadable())
    }
}

/// What the version is compared with.
#[derive(Debug, Default, Deserialize, Validate)]
#[serde(default)]
struct Query {
    with: Option<i32>,
}

type Named = Path<(String, i32)>;

pub(super) fn routes(site: Site) -> Site {
    let path = "/letters/{id}/versions/{version}";
    site.get(path, Who::Officers, show)
        .post(path, Who::Only(WORKERS), revert)
}

async fn show(visit: Visit, Path((id, version)): Named, Checked(query): Checked<Query>) -> Answer {
    let page = page(&visit, id_of(&id)?, (version, query.with)).await?;
    template::render(visit.language, &page)
}

async fn page(
    visit: &Visit,
    id: LetterId,
    (version, with): (i32, Option<i32>),
) -> Answer<VersionPage> {
    let told = visit.services.letter_change(id, (version, with)).await?;
    let no = args([("version", number(version))]);
    let named = |other: &i32| {
        let no = args([("version", number(*other))]);
        (*other, visit.say_with("mails-version", &no))
    };
    Ok(VersionPage {
        with: told.with,
        others: told.others.iter().map(named).collect(),
        frame: Frame::of(visit, Place::Letters, visit.say_with("mails-version", &no)).await?,
        back_href: format!("/letters/{id}"),
        title: told.letter.title.clone(),
        href: format!("/letters/{id}/versions/{version}"),
        version,
        newest: told.letter.version,
        by: told.version.by.as_ref().map(|(_, name)| name.clone()),
        at: Some(visit.moment(told.version.at)),
        origin: Some(told.version.origin.code()),
        changes: told.changes,
        back: told.back,
        may_edit: visit.is(WORKERS) && told.letter.state.after(LetterMove::Edit).is_some(),
        faults: Vec::new(),
        wrong: None,
    })
}

async fn revert(
    visit: Visit,
    Path((id, version)): Named,
    filled: Filled<Seen>,
) -> Answer<Response> {
    let id = id_of(&id)?;
    let by = visit.officer()?.officer.id;
    let seen = (id, filled.form.version()?);
    let (faults, wrong) = match visit.services.revert_letter(seen, version, by).await {
        Ok(SavedText::Saved(_) | SavedText::Same) => {
            return Ok(Redirect::to(&format!("/letters/{id}?done=reverted")).into_response());
        }
        Ok(SavedText::Bad(bad)) => (TextFaultLine::all(&visit, &bad), None),
        Err(ServiceError::Barred(why)) => {
            let words = visit.say(&format!("refusal-{}", why.code));
            (Vec::new(), Some(words))
        }
        Err(error) => return Err(error.into()),
    };
    let page = VersionPage {
        faults,
        wrong,
        ..page(&visit, id, (version, None)).await?
    };
    let text = template::render(visit.language, &page)?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, text).into_response())
}
