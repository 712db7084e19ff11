//! Is this letter genuine: for anybody who holds its code, without an account.

use axum::{
    extract::Path,
    http::{StatusCode, header},
    response::{IntoResponse, Redirect, Response},
};
use serde::{Deserialize, Serialize};
use validator::Validate;

use super::{
    Answer,
    frame::{Frame, Place},
    language::{args, number},
    query::Checked,
    routes::{Site, Who},
    sign_in::Door,
    template::{self, Page},
    visit::Visit,
};
use crate::{
    domain::letter::LetterCode,
    services::{LookedUp, SignInError, Verified},
};

/// The page.
#[derive(Debug, Serialize)]
struct VerifyPage {
    frame: Frame,
    typed: String,
    /// `none`, `genuine`, `cancelled`, `unknown`, `certificate`, `certificate-over`.
    found: &'static str,
    letter: Option<Shown>,
    certificate: Option<ShownCertificate>,
    wrong: Option<String>,
    phone: String,
}

impl Page for VerifyPage {
    const FILE: &'static str = "verify.html";
}

/// All that is told of a letter.
#[derive(Debug, Serialize)]
struct Shown {
    code: String,
    number: String,
    on: Option<String>,
    addressee: String,
    sha256: Option<String>,
}

/// All that is told of a certificate.
#[derive(Debug, Serialize)]
struct ShownCertificate {
    code: String,
    number: String,
    on: String,
    name: String,
    valid_until: String,
}

#[derive(Debug, Default, Deserialize, Validate)]
#[serde(default)]
struct Query {
    #[validate(length(max = 60))]
    code: String,
}

pub(super) fn routes(site: Site) -> Site {
    site.get("/verify", Who::Anyone, ask)
        .get("/verify/{code}", Who::Anyone, show)
}

async fn page(visit: &Visit) -> Answer<VerifyPage> {
    Ok(VerifyPage {
        frame: Frame::of(visit, Place::Nowhere, visit.say("verify-title")).await?,
        typed: String::new(),
        found: "none",
        letter: None,
        certificate: None,
        wrong: None,
        phone: visit.services.city.verify_phone.clone(),
    })
}

async fn ask(visit: Visit, Checked(query): Checked<Query>) -> Answer<Response> {
    let typed = query.code.trim();
    if let Ok(code) = typed.parse::<LetterCode>() {
        return Ok(Redirect::to(&format!("/verify/{code}")).into_response());
    }
    let mut page = page(&visit).await?;
    if typed.is_empty() {
        return Ok(template::render(visit.language, &page)?.into_response());
    }
    typed.clone_into(&mut page.typed);
    page.wrong = Some(visit.say("verify-typed"));
    let text = template::render(visit.language, &page)?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, text).into_response())
}

async fn show(visit: Visit, Door(visitor): Door, Path(typed): Path<String>) -> Answer<Response> {
    let mut page = page(&visit).await?;
    page.typed = typed.chars().take(60).collect();
    match visit.services.look_up(&typed, &visitor).await {
        Ok(Some(Verified::Certificate(found))) => {
            page.found = if found.holds {
                "certificate"
            } else {
                "certificate-over"
            };
            page.typed = found.code.to_string();
            page.certificate = Some(ShownCertificate {
                code: found.code.to_string(),
                number: found.number,
                on: found.on.to_string(),
                name: found.name,
                valid_until: found.valid_until.to_string(),
            });
            Ok(template::render(visit.language, &page)?.into_response())
        }
        Ok(Some(Verified::Letter(found))) => {
            page.found = if found.cancelled {
                "cancelled"
            } else {
                "genuine"
            };
            page.typed = found.code.to_string();
            page.letter = Some(shown(found));
            Ok(template::render(visit.language, &page)?.into_response())
        }
        Ok(None) => {
            page.found = "unknown";
            let text = template::render(visit.language, &page)?;
            Ok((StatusCode::NOT_FOUND, text).into_response())
        }
        Err(SignInError::Wait { seconds }) => {
            let minutes = ("minutes", number(seconds.div_ceil(60)));
            page.wrong = Some(visit.say_with("verify-wait", &args([minutes])));
            let text = template::render(visit.language, &page)?;
            let wait = [(header::RETRY_AFTER, seconds.to_string())];
            Ok((StatusCode::TOO_MANY_REQUESTS, wait, text).into_response())
        }
        Err(SignInError::Service(error)) => Err(error.into()),
        Err(_) => Err(super::Problem::missing()),
    }
}

fn shown(found: LookedUp) -> Shown {
    Shown {
        code: found.code.to_string(),
        number: found.number,
        on: found.on.map(|on| on.to_string()),
        addressee: found.addressee,
        sha256: found.sha256,
    }
}
