//! Taking an import back: what it means, and the button.

use axum::{extract::Path, response::Response};
use serde::Serialize;

use super::{changes::Pressed, see, upload::role_problem};
use crate::{
    services::{ImportKind, may_import},
    store::BatchLine,
    web::{
        Answer, Problem,
        forms::Filled,
        frame::{Frame, Place},
        template::{self, Page},
        visit::Visit,
    },
};

#[derive(Debug, Serialize)]
struct UndoPage {
    frame: Frame,
    href: String,
    kind: String,
    batch: Batch,
    before: Option<Batch>,
    refused: Option<String>,
}

impl Page for UndoPage {
    const FILE: &'static str = "import_undo.html";
}

#[derive(Debug, Serialize)]
struct Batch {
    no: i32,
    files: Vec<String>,
    as_of: String,
    at: String,
    by: Option<String>,
    accepted: u64,
}

fn number(text: &str) -> Result<i32, Problem> {
    text.parse().map_err(|_| Problem::missing())
}

pub(super) async fn show(visit: Visit, Path(text): Path<String>) -> Answer {
    let no = number(&text)?;
    let undoing = visit.services.undoing(no).await?;
    let role = visit.officer()?.officer.role;
    let kind = ImportKind::from_code(&undoing.batch.kind);
    if kind.is_none_or(|kind| !may_import(role, kind)) {
        return Err(Problem::not_yours());
    }
    let batch = |batch: BatchLine| Batch {
        no: batch.no,
        files: batch.files,
        as_of: batch.as_of.to_string(),
        at: visit.moment(batch.at),
        by: batch.by,
        accepted: batch.accepted,
    };
    let refused = undoing
        .refused
        .map(|why| visit.say(&format!("refusal-{}", why.code)));
    template::render(
        visit.language,
        &UndoPage {
            frame: Frame::of(&visit, Place::Imports, visit.say("imports-undo-title")).await?,
            href: format!("/imports/undo/{no}"),
            kind: undoing.batch.kind.clone(),
            before: undoing.before.map(batch),
            batch: batch(undoing.batch),
            refused,
        },
    )
}

pub(super) async fn begin(
    visit: Visit,
    Path(text): Path<String>,
    _: Filled<Pressed>,
) -> Result<Response, Problem> {
    let officer = &visit.officer()?.officer;
    let begun = visit.services.undo_import(number(&text)?, officer).await;
    let job = begun.map_err(role_problem)?;
    Ok(see(&format!("/imports/{job}")))
}
