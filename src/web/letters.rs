//! Letter drafts, and the letters as they are printed.

use axum::{
    extract::Path,
    http::header,
    response::{IntoResponse, Response},
};
use serde::Serialize;

use super::{
    Answer, Problem,
    frame::{Frame, Place},
    language::{args, number},
    routes::{Site, Who},
    template::{self, Page},
    visit::Visit,
};
use crate::{domain::ids::LetterId, services::Services, store::Letter};

/// A PDF loads nothing; our own page may show it in a frame.
const PAPER_POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; object-src 'self'; \
    base-uri 'none'; form-action 'none'; frame-ancestors 'self'";

/// The list.
#[derive(Debug, Serialize)]
struct LettersPage {
    frame: Frame,
    lines: Vec<LetterLine>,
}

impl Page for LettersPage {
    const FILE: &'static str = "letters.html";
}

/// One letter.
#[derive(Debug, Serialize)]
struct LetterPage {
    frame: Frame,
    letter: LetterLine,
}

impl Page for LetterPage {
    const FILE: &'static str = "letter.html";
}

#[derive(Debug, Serialize)]
struct LetterLine {
    no: i32,
    kind: &'static str,
    state: &'static str,
    title: String,
    drafted_at: String,
    href: String,
    pdf_href: String,
}

impl LetterLine {
    fn of(visit: &Visit, letter: &Letter) -> Self {
        Self {
            no: letter.no,
            kind: match letter.kind.as_str() {
                "circular" => "circular",
                _ => "other",
            },
            state: match letter.state.as_str() {
                "draft" => "draft",
                _ => "done",
            },
            title: letter.title.clone(),
            drafted_at: visit.moment(letter.drafted_at),
            href: format!("/letters/{}", letter.id),
            pdf_href: format!("/letters/{}.pdf", letter.id),
        }
    }
}

pub(super) fn routes(site: Site) -> Site {
    site.get("/letters", Who::Officers, list)
        .get("/letters/{id}", Who::Officers, show)
}

async fn list(visit: Visit) -> Answer {
    let services = &visit.services;
    let letters = services.letters().await?;
    template::render(
        visit.language,
        &LettersPage {
            frame: Frame::of(&visit, Place::Letters, visit.say("nav-letters")).await?,
            lines: letters
                .iter()
                .map(|letter| LetterLine::of(&visit, letter))
                .collect(),
        },
    )
}

/// One letter: the page about it, or with `.pdf` behind its id the paper.
async fn show(visit: Visit, Path(name): Path<String>) -> Answer<Response> {
    let services = &visit.services;
    let paper_of = name.strip_suffix(".pdf");
    let id: LetterId = paper_of
        .unwrap_or(&name)
        .parse()
        .map_err(|_| Problem::missing())?;
    if paper_of.is_some() {
        return paper(services, id).await;
    }
    let letter = LetterLine::of(&visit, &services.letter(id).await?);
    let title = visit.say_with("letters-one", &args([("no", number(letter.no))]));
    let frame = Frame::of(&visit, Place::Letters, title).await?;
    Ok(template::render(visit.language, &LetterPage { frame, letter })?.into_response())
}

async fn paper(services: &Services, id: LetterId) -> Answer<Response> {
    let paper = services.print_letter(id).await?;
    let name = format!("inline; filename=\"{}\"", paper.name);
    let headers = [
        (header::CONTENT_TYPE, "application/pdf".to_owned()),
        (header::CONTENT_DISPOSITION, name),
        (header::CONTENT_SECURITY_POLICY, PAPER_POLICY.to_owned()),
    ];
    Ok((headers, paper.pdf).into_response())
}
