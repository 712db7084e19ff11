//! The page of a link: the cover with its button, and what is behind it.

use axum::{
    extract::Path,
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use serde::Serialize;

use super::{
    guest::{Guest, Office, tongue},
    shown,
    thread::AnswerShown,
};
use crate::{
    domain::{
        answer::{AnswerKind, AnswerState},
        attachment::FileKind,
        ids::LetterId,
    },
    services::{ReplyError, ReplyView},
    store::Letter,
    web::{
        Answer, Problem,
        frame::{Frame, Place},
        paper::pdf,
        routes::{Site, Who},
        template::Page,
    },
};

/// What stands before the button.
#[derive(Debug, Serialize)]
struct Cover {
    frame: Frame,
    base: String,
    firm: String,
    office: Office,
    /// Something was opened before: this is a newer notice.
    again: bool,
}

impl Page for Cover {
    const FILE: &'static str = "reply_cover.html";
}

/// What stands behind it.
#[derive(Debug, Serialize)]
struct ReplyPage {
    frame: Frame,
    base: String,
    firm: String,
    office: Office,
    is_officer: bool,
    /// `done`: nothing is left to answer; `asked` by the office; `waiting`: an answer that nobody
    /// has decided keeps the clock from running; `runs`.
    stands: &'static str,
    due: Option<Due>,
    findings: Vec<Finding>,
    kinds: Vec<&'static str>,
    answers: Vec<AnswerShown>,
    letters: Vec<LetterShown>,
    certificate: Option<CertificateShown>,
}

impl Page for ReplyPage {
    const FILE: &'static str = "reply.html";
}

/// Until when an answer is asked for.
#[derive(Debug, Serialize)]
struct Due {
    /// With its weekday.
    day: String,
    /// When the offices close, with the zone.
    time: String,
    is_over: bool,
}

/// What the data say in one case, and what is asked for.
#[derive(Debug, Serialize)]
struct Finding {
    code: String,
    statement: String,
    action: &'static str,
}

#[derive(Debug, Serialize)]
struct LetterShown {
    href: String,
    title: String,
    number: String,
    on: Option<String>,
}

/// A certificate of compliance that the firm holds, or may have.
#[derive(Debug, Serialize)]
struct CertificateShown {
    href: String,
    /// Its last day; `None` where it is still to be made.
    valid_until: Option<String>,
}

pub(super) fn routes(site: Site) -> Site {
    site.get("/r/{token}", Who::Anyone, show)
        .post("/r/{token}/open", Who::Anyone, open)
        .get("/r/{token}/letters/{id}", Who::Anyone, letter)
        .get("/r/{token}/certificate", Who::Anyone, certificate)
        .post("/r/{token}/certificate", Who::Anyone, give_certificate)
}

async fn show(guest: Guest) -> Answer<Response> {
    let visit = &guest.visit;
    let title = visit.say("reply-title");
    let frame = Frame::of(visit, Place::Nowhere, title).await?;
    if guest.is_shut() {
        let cover = Cover {
            frame,
            base: guest.base(),
            firm: guest.view.firm.clone(),
            office: Office::of(&visit.services.city),
            again: guest.view.link.opened_at.is_some(),
        };
        return shown(visit, StatusCode::OK, &cover);
    }
    let view = &guest.view;
    let kinds = AnswerKind::ALL.iter().map(|kind| kind.code());
    let page = ReplyPage {
        frame,
        base: guest.base(),
        firm: view.firm.clone(),
        office: Office::of(&visit.services.city),
        is_officer: guest.is_officer,
        stands: stands(view),
        due: due(&guest),
        findings: findings(&guest),
        kinds: kinds.collect(),
        answers: AnswerShown::all(&guest),
        letters: letters(&guest),
        certificate: certificate_shown(&guest).await?,
    };
    shown(visit, StatusCode::OK, &page)
}

async fn certificate_shown(guest: &Guest) -> Answer<Option<CertificateShown>> {
    let services = &guest.visit.services;
    let state = services.certificate_state(guest.view.link.employer).await?;
    let href = format!("{}/certificate", guest.base());
    Ok(match state.held {
        Some(held) => Some(CertificateShown {
            href,
            valid_until: Some(held.valid_until.to_string()),
        }),
        None => state.may_have.then_some(CertificateShown {
            href,
            valid_until: None,
        }),
    })
}

fn stands(view: &ReplyView) -> &'static str {
    let some = |state| view.answers.iter().any(|one| one.answer.state == state);
    if !view.is_open() {
        "done"
    } else if some(AnswerState::Asked) {
        "asked"
    } else if some(AnswerState::Waiting) {
        "waiting"
    } else {
        "runs"
    }
}

fn due(guest: &Guest) -> Option<Due> {
    let visit = &guest.visit;
    let (city, on) = (&visit.services.city, guest.view.due_on?);
    let closes = visit.language.time(city.closes);
    Some(Due {
        day: tongue(visit.language).day(on),
        time: format!("{closes} {}", city.zone_name),
        is_over: on < visit.services.today(),
    })
}

fn findings(guest: &Guest) -> Vec<Finding> {
    let said = guest.view.statements(tongue(guest.visit.language));
    let cases = guest.view.cases.iter().zip(said);
    cases
        .map(|(case, words)| Finding {
            code: case.code.clone(),
            statement: words.statement,
            action: words.action,
        })
        .collect()
}

fn letters(guest: &Guest) -> Vec<LetterShown> {
    let line = |letter: &Letter| LetterShown {
        href: format!("{}/letters/{}", guest.base(), letter.id),
        title: letter.title.clone(),
        number: letter
            .number
            .as_ref()
            .map_or_else(String::new, |number| number.number.clone()),
        on: letter.letter_on.map(|on| on.to_string()),
    };
    guest.view.letters.iter().map(line).collect()
}

/// Somebody pressed the button.
async fn open(guest: Guest) -> Answer<Response> {
    if guest.is_officer {
        return Err(Problem::not_yours());
    }
    if guest.is_shut() {
        let services = &guest.visit.services;
        if let Err(error) = services.open_reply(&guest.token, false).await {
            return Ok(guest.refused(error).await);
        }
    }
    Ok(guest.home())
}

/// A letter of the link's own case, to be saved.
async fn letter(guest: Guest, Path((_, id)): Path<(String, String)>) -> Answer<Response> {
    if guest.is_shut() {
        return Ok(guest.home());
    }
    let id = id.parse::<LetterId>().ok();
    let mut letters = guest.view.letters.iter();
    let Some(letter) = letters.find(|letter| Some(letter.id) == id) else {
        return Ok(guest.refused(ReplyError::Unknown).await);
    };
    let (id, no) = (letter.id, letter.no);
    let services = &guest.visit.services;
    let content = match services.reply_letter(&guest.token, id).await {
        Ok(content) => content,
        Err(error) => return Ok(guest.refused(error).await),
    };
    let (ending, kind) = match FileKind::of(&content) {
        Ok(FileKind::Jpg) => ("jpg", "image/jpeg"),
        Ok(FileKind::Png) => ("png", "image/png"),
        Ok(FileKind::Pdf) => ("pdf", "application/pdf"),
        Err(_) => return Err(Problem::missing()),
    };
    let name = guest.visit.say("reply-file-name");
    let name = format!("attachment; filename=\"{name}-{no:03}.{ending}\"");
    let headers = [
        (header::CONTENT_TYPE, kind.to_owned()),
        (header::CONTENT_DISPOSITION, name),
    ];
    Ok((headers, content).into_response())
}

/// The firm asks for its certificate.
async fn give_certificate(guest: Guest) -> Answer<Response> {
    if guest.is_officer {
        return Err(Problem::not_yours());
    }
    let services = &guest.visit.services;
    if let Err(error) = services.reply_certificate(&guest.token).await {
        return Ok(guest.refused(error).await);
    }
    Ok(guest.home())
}

/// The certificate, to be saved.
async fn certificate(guest: Guest) -> Answer<Response> {
    let services = &guest.visit.services;
    Ok(match services.reply_certificate_file(&guest.token).await {
        Ok((name, content)) => pdf(&name, content),
        Err(error) => guest.refused(error).await,
    })
}
