//! The page of the mail to a new address: a button for whoever reads mail there.

use axum::{
    extract::Path,
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use serde::Serialize;

use super::{
    guest::{Office, refused},
    shown,
};
use crate::{
    domain::answer::LinkToken,
    services::{AskedAddress, ReplyError},
    web::{
        Answer, Problem,
        frame::{Frame, Place},
        routes::{Site, Who},
        sign_in::Door,
        template::Page,
        visit::Visit,
    },
};

/// The page.
#[derive(Debug, Serialize)]
struct AddressPage {
    frame: Frame,
    here: String,
    office: Office,
    firm: String,
    address: String,
    is_confirmed: bool,
}

impl Page for AddressPage {
    const FILE: &'static str = "reply_address.html";
}

pub(super) fn routes(site: Site) -> Site {
    site.get("/r/address/{token}", Who::Anyone, show).post(
        "/r/address/{token}",
        Who::Anyone,
        confirm,
    )
}

async fn asked(
    visit: &mut Visit,
    (typed, door): (&str, &Door),
) -> Result<(LinkToken, AskedAddress), ReplyError> {
    let services = visit.services.clone();
    let token = services.address_token_of(typed, &door.0).await?;
    let asked = services.asked_address(&token).await?;
    visit.speak(asked.language);
    Ok((token, asked))
}

async fn show(mut visit: Visit, door: Door, Path(typed): Path<String>) -> Answer<Response> {
    visit.who = None;
    let (token, asked) = match asked(&mut visit, (&typed, &door)).await {
        Ok(found) => found,
        Err(error) => return Ok(refused(&visit, error).await),
    };
    let page = AddressPage {
        frame: Frame::of(&visit, Place::Nowhere, visit.say("reply-address-title")).await?,
        here: format!("/r/address/{token}"),
        office: Office::of(&visit.services.city),
        firm: asked.firm,
        address: asked.address,
        is_confirmed: asked.is_confirmed,
    };
    shown(&visit, StatusCode::OK, &page)
}

async fn confirm(mut visit: Visit, door: Door, Path(typed): Path<String>) -> Answer<Response> {
    let is_officer = visit.who.take().is_some();
    let token = match asked(&mut visit, (&typed, &door)).await {
        Ok((token, _)) => token,
        Err(error) => return Ok(refused(&visit, error).await),
    };
    if is_officer {
        return Err(Problem::not_yours());
    }
    match visit.services.confirm_address(&token).await {
        Ok(()) => Ok(Redirect::to(&format!("/r/address/{token}")).into_response()),
        Err(error) => Ok(refused(&visit, error).await),
    }
}
