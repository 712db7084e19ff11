//! Correcting a letter's text, with what it would say beside it.

use axum::{
    extract::Path,
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use serde::Serialize;

use super::{
    super::{
        Answer, Problem,
        forms::Filled,
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
        ids::LetterId,
        letter::{LetterMove, Placeholder},
    },
    services::{SavedText, ServiceError},
    store::TextOrigin,
};

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
    wrong: Option<String>,
}

impl Page for EditPage {
    const FILE: &'static str = "letter_edit.html";
}

pub(super) fn routes(site: Site) -> Site {
    let workers = Who::Only(WORKERS);
    site.get("/letters/{id}/edit", workers, show)
        .post("/letters/{id}/edit", workers, act)
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
    let text = (form.text(), TextOrigin::Edit);
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
