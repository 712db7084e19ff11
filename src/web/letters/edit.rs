//! Correcting a letter's text, with what it would say beside it.

use axum::{
    extract::{DefaultBodyLimit, Path, Request},
    handler::Handler,
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use serde::Serialize;

use super::{
    super::{
        Answer, Problem,
        forms::{Filled, Parts},
        frame::{Frame, Place},
        language::{args, number},
        routes::{Site, Who},
        template::{self, Page},
        visit::Visit,
    },
    WORKERS, id_of,
    text::{TextForm, TextShown},
};
use crate::{
    domain::{
        attachment::MAX_BYTES,
        ids::LetterId,
        letter::{LetterMove, Placeholder},
    },
    services::{SavedText, ServiceError},
    store::TextOrigin,
};

/// Bytes of an upload.
const MOST: usize = 12 * 1024 * 1024;

/// The page.
#[derive(Debug, Serialize)]
struct EditPage {
    frame: Frame,
    href: String,
    /// Where the page that it belongs to is.
    back: String,
    title: String,
    kind: &'static str,
    form: TextForm,
    shown: TextShown,
    values: Vec<(&'static str, &'static str, String)>,
    /// A letter's, rather than the text that letters begin with.
    is_letter: bool,
    may_edit: bool,
    /// What was left out of a file that the text came from.
    notes: Vec<String>,
    wrong: Option<String>,
}

impl Page for EditPage {
    const FILE: &'static str = "letter_edit.html";
}

pub(super) fn routes(site: Site) -> Site {
    let workers = Who::Only(WORKERS);
    site.get("/letters/{id}/edit", workers, show)
        .post("/letters/{id}/edit", workers, act)
        .post(
            "/letters/{id}/docx",
            workers,
            take_docx.layer(DefaultBodyLimit::max(MOST)),
        )
}

/// Values with their names and words.
pub(in crate::web) fn value_lines(
    values: Vec<(Placeholder, String)>,
) -> Vec<(&'static str, &'static str, String)> {
    let line = |(what, value): (Placeholder, String)| (what.code(), what.words(), value);
    values.into_iter().map(line).collect()
}

async fn show(visit: Visit, Path(id): Path<String>) -> Answer {
    let id = id_of(&id)?;
    let view = visit.services.letter_view(id).await?;
    let form = TextForm::of(&view.text, view.letter.version);
    let page = page(&visit, id, form).await?;
    template::render(visit.language, &page)
}

async fn page(visit: &Visit, id: LetterId, form: TextForm) -> Answer<EditPage> {
    let services = &visit.services;
    let view = services.letter_view(id).await?;
    let tried = services.try_letter_text(id, &form.text()).await?;
    let no = args([("no", number(view.letter.no))]);
    Ok(EditPage {
        frame: Frame::of(visit, Place::Letters, visit.say_with("letter-edit-of", &no)).await?,
        href: format!("/letters/{id}/edit"),
        back: format!("/letters/{id}"),
        title: view.letter.title.clone(),
        kind: view.letter.kind.code(),
        shown: TextShown::of(visit, tried),
        values: value_lines(view.values),
        is_letter: true,
        may_edit: view.letter.state.after(LetterMove::Edit).is_some(),
        form,
        notes: Vec::new(),
        wrong: None,
    })
}

async fn act(visit: Visit, Path(id): Path<String>, filled: Filled<TextForm>) -> Answer<Response> {
    let id = id_of(&id)?;
    let form = filled.form;
    match form.act.as_str() {
        "look" if visit.partial => {
            let tried = visit.services.try_letter_text(id, &form.text()).await?;
            let shown = TextShown::of(&visit, tried);
            Ok(template::render(visit.language, &shown)?.into_response())
        }
        "look" => again(&visit, id, form, None).await,
        "save" => save(&visit, id, form).await,
        _ => Err(Problem::unreadable()),
    }
}

async fn save(visit: &Visit, id: LetterId, form: TextForm) -> Answer<Response> {
    let by = visit.officer()?.officer.id;
    let seen: i32 = form.seen.parse().map_err(|_| Problem::unreadable())?;
    let origin = match form.origin.as_str() {
        "docx" => TextOrigin::Docx,
        _ => TextOrigin::Edit,
    };
    let text = (form.text(), origin);
    let done = match visit.services.save_letter_text((id, seen), text, by).await {
        Ok(SavedText::Saved(_)) => "saved",
        Ok(SavedText::Same) => "same",
        Ok(SavedText::Bad(_)) => return again(visit, id, form, None).await,
        Err(ServiceError::Barred(why)) => {
            let words = visit.say(&format!("refusal-{}", why.code));
            return again(visit, id, form, Some(words)).await;
        }
        Err(error) => return Err(error.into()),
    };
    Ok(Redirect::to(&format!("/letters/{id}?done={done}")).into_response())
}

/// The form with the text of a file that an office corrected: nothing is kept before it is saved.
async fn take_docx(visit: Visit, Path(id): Path<String>, request: Request) -> Answer<Response> {
    let id = id_of(&id)?;
    let mut parts = Parts::open(&visit, request).await?;
    let mut content = Vec::new();
    while let Some(mut part) = parts.next().await? {
        if part.file_name().is_none() {
            continue;
        }
        while let Some(chunk) = part.chunk().await? {
            // One byte more than is allowed is enough to know.
            let room = (MAX_BYTES + 1).saturating_sub(content.len());
            content.extend_from_slice(&chunk[..chunk.len().min(room)]);
        }
    }
    let view = visit.services.letter_view(id).await?;
    match visit.services.read_corrected(id, content).await {
        Ok(read) => {
            let mut form = TextForm::of(&read.text, view.letter.version);
            "docx".clone_into(&mut form.origin);
            let notes = read.notes.iter();
            let notes = notes.map(|note| visit.say(&format!("docx-note-{}", note.code())));
            let page = EditPage {
                notes: [visit.say("docx-read")].into_iter().chain(notes).collect(),
                ..page(&visit, id, form).await?
            };
            Ok(template::render(visit.language, &page)?.into_response())
        }
        Err(ServiceError::Barred(why)) => {
            let words = visit.say(&format!("refusal-{}", why.code));
            let form = TextForm::of(&view.text, view.letter.version);
            again(&visit, id, form, Some(words)).await
        }
        Err(error) => Err(error.into()),
    }
}

/// The form with all that was typed, and what came of it.
async fn again(
    visit: &Visit,
    id: LetterId,
    form: TextForm,
    wrong: Option<String>,
) -> Answer<Response> {
    let page = EditPage {
        wrong,
        ..page(visit, id, form).await?
    };
    let sound = page.wrong.is_none() && page.shown.faults.is_empty();
    let text = template::render(visit.language, &page)?;
    let status = if sound {
        StatusCode::OK
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    Ok((status, text).into_response())
}
