//! The page of the first mail to an address: whether its reader is the right one. It may be a
//! stranger, so the page says no more than that mail.

use axum::{
    extract::Path,
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use serde::{Deserialize, Serialize};

use super::{
    guest::{Office, refused},
    shown,
};
use crate::{
    domain::answer::LinkToken,
    services::{AskedReader, ReaderSays, ReplyError, ServiceError},
    web::{
        Answer, Problem,
        forms::Faults,
        frame::{Frame, Place},
        language::args,
        routes::{Site, Who},
        sign_in::{Door, Sent},
        template::Page,
        visit::Visit,
    },
};

/// The page.
#[derive(Debug, Serialize)]
struct ReaderPage {
    frame: Frame,
    here: String,
    office: Office,
    firm: String,
    address: String,
    /// `right` or `wrong`, once it was said.
    said: Option<&'static str>,
    form: Typed,
    faults: Faults,
}

impl Page for ReaderPage {
    const FILE: &'static str = "reply_reader.html";
}

/// What was typed.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(default)]
struct Typed {
    /// `right` or `wrong`.
    says: String,
    named: String,
    words: String,
}

pub(super) fn routes(site: Site) -> Site {
    let path = "/r/reader/{token}";
    site.get(path, Who::Anyone, show)
        .post(path, Who::Anyone, say)
}

async fn asked(
    visit: &mut Visit,
    (typed, door): (&str, &Door),
) -> Result<(LinkToken, AskedReader), ReplyError> {
    let services = visit.services.clone();
    let token = services.reader_token_of(typed, &door.0).await?;
    let asked = services.asked_reader(&token).await?;
    visit.speak(asked.language);
    Ok((token, asked))
}

async fn page(
    visit: &Visit,
    (token, asked): (&LinkToken, AskedReader),
    (form, faults): (Typed, Faults),
) -> Answer<ReaderPage> {
    Ok(ReaderPage {
        frame: Frame::of(visit, Place::Nowhere, visit.say("reply-reader-title")).await?,
        here: format!("/r/reader/{token}"),
        office: Office::of(&visit.services.city),
        firm: asked.firm,
        address: asked.address,
        said: asked
            .said
            .map(|is_right| if is_right { "right" } else { "wrong" }),
        form,
        faults,
    })
}

async fn show(mut visit: Visit, door: Door, Path(typed): Path<String>) -> Answer<Response> {
    visit.who = None;
    let (token, asked) = match asked(&mut visit, (&typed, &door)).await {
        Ok(found) => found,
        Err(error) => return Ok(refused(&visit, error).await),
    };
    let empty = (Typed::default(), Faults::default());
    let page = page(&visit, (&token, asked), empty).await?;
    shown(&visit, StatusCode::OK, &page)
}

async fn say(
    mut visit: Visit,
    door: Door,
    Path(typed): Path<String>,
    sent: Result<Sent<Typed>, Problem>,
) -> Answer<Response> {
    let is_officer = visit.who.take().is_some();
    let (token, asked) = match asked(&mut visit, (&typed, &door)).await {
        Ok(found) => found,
        Err(error) => return Ok(refused(&visit, error).await),
    };
    if is_officer {
        return Err(Problem::not_yours());
    }
    let Sent(form) = sent?;
    let says = match form.says.as_str() {
        "right" => ReaderSays::Right,
        "wrong" => ReaderSays::Wrong {
            named: &form.named,
            words: &form.words,
        },
        _ => return Err(Problem::unreadable()),
    };
    let mut faults = Faults::default();
    match visit.services.reader_says(&token, says).await {
        Ok(()) => return Ok(Redirect::to(&format!("/r/reader/{token}")).into_response()),
        Err(ReplyError::Service(ServiceError::Barred(refusal))) => {
            let own = visit
                .language
                .find(&format!("refusal-{}", refusal.code), &args([]));
            let field = if refusal.code == "contact-address" {
                "named"
            } else {
                "words"
            };
            faults.add(field, own.unwrap_or_else(|| refusal.words.to_owned()));
        }
        Err(error) => return Ok(refused(&visit, error).await),
    }
    let page = page(&visit, (&token, asked), (form, faults)).await?;
    shown(&visit, StatusCode::UNPROCESSABLE_ENTITY, &page)
}
