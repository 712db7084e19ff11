//! Notes, and the rulings that stand, on an employer's page.

use axum::{extract::Path, response::Response};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use validator::Validate;

use super::{LABOUR, NOTES, Typed, again, blame, done, parse};
use crate::{
    domain::{
        ids::{EmployerId, OfficerId, RemarkId},
        remark::RemarkKind,
    },
    services::Dossier,
    store::Remark,
    web::{
        Problem,
        forms::Filled,
        routes::{Site, Who},
        visit::Visit,
    },
};

/// A note.
#[derive(Debug, Serialize)]
pub(super) struct NoteLine {
    words: String,
    who: String,
    at: String,
    /// When its author struck it out.
    struck: Option<String>,
    /// The author reads the page and may strike it out.
    withdraw: Option<String>,
}

/// A ruling that stands.
#[derive(Debug, Serialize)]
pub(super) struct RulingLine {
    kind: &'static str,
    words: String,
    who: String,
    from_on: NaiveDate,
    until_on: Option<NaiveDate>,
    file: Option<(String, String)>,
    end: Option<String>,
}

/// A form without fields.
#[derive(Debug, Deserialize, Validate)]
pub(super) struct Nothing {}

#[derive(Debug, Deserialize, Validate)]
struct NewNote {
    #[serde(default)]
    note: String,
}

pub(super) fn routes(site: Site) -> Site {
    site.post("/employers/{id}/notes", Who::Only(NOTES), add)
        .post(
            "/employers/{id}/notes/{note}/withdraw",
            Who::Only(NOTES),
            withdraw,
        )
}

async fn add(
    visit: Visit,
    Path(id): Path<String>,
    Filled { form, .. }: Filled<NewNote>,
) -> Result<Response, Problem> {
    let id: EmployerId = parse(&id)?;
    let by = visit.officer()?.officer.id;
    match visit.services.add_note(id, &form.note, by).await {
        Ok(_) => Ok(done(id, "note")),
        Err(error) => {
            let mut typed = Typed {
                note: form.note,
                ..Typed::default()
            };
            blame(&visit, error, &mut typed.faults)?;
            again(&visit, id, typed).await
        }
    }
}

async fn withdraw(
    visit: Visit,
    Path((id, note)): Path<(String, String)>,
    _: Filled<Nothing>,
) -> Result<Response, Problem> {
    let (id, note): (EmployerId, RemarkId) = (parse(&id)?, parse(&note)?);
    let by = visit.officer()?.officer.id;
    visit.services.withdraw_note(note, by).await?;
    Ok(done(id, "note-withdrawn"))
}

pub(super) fn lines(visit: &Visit, dossier: &Dossier, reader: OfficerId) -> Vec<NoteLine> {
    let of_notes = dossier.remarks.iter();
    of_notes
        .filter(|remark| remark.kind == RemarkKind::Note)
        .map(|note| NoteLine {
            words: note.words.clone(),
            who: note.by_name.clone(),
            at: visit.moment(note.at),
            struck: note.end.as_ref().map(|end| visit.moment(end.at)),
            withdraw: (visit.is(NOTES) && note.by == Some(reader) && note.end.is_none()).then(
                || {
                    let (id, note) = (dossier.employer.id, note.id);
                    format!("/employers/{id}/notes/{note}/withdraw")
                },
            ),
        })
        .collect()
}

pub(super) fn rulings(visit: &Visit, dossier: &Dossier, today: NaiveDate) -> Vec<RulingLine> {
    let id = dossier.employer.id;
    let standing = |remark: &&Remark| {
        remark.kind != RemarkKind::Note && remark.employer == id && remark.holds_on(today)
    };
    let line = |ruling: &Remark| RulingLine {
        kind: super::code(ruling.kind),
        words: ruling.words.clone(),
        who: ruling.by_name.clone(),
        from_on: ruling.from_on,
        until_on: ruling.until_on,
        file: ruling.attachment.and_then(|file| {
            let kept = dossier.files.iter().find(|kept| kept.id == file)?;
            let there = kept.removed_at.is_none();
            there.then(|| (kept.name.clone(), format!("/employers/{id}/files/{file}")))
        }),
        end: visit
            .is(LABOUR)
            .then(|| format!("/employers/{id}/remarks/{}/end", ruling.id)),
    };
    dossier.remarks.iter().filter(standing).map(line).collect()
}
