//! Letter drafts, and the letters as they are printed.

use axum::{
    extract::{Path, State},
    http::header,
    response::{IntoResponse, Response},
};
use serde::Serialize;

use super::{
    Answer, Problem,
    frame::{Frame, Place},
    template::{self, Page},
    wording::moment,
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
    fn of(services: &Services, letter: &Letter) -> Self {
        Self {
            no: letter.no,
            kind: match letter.kind.as_str() {
                "circular" => "Surat edaran",
                _ => "Surat",
            },
            state: match letter.state.as_str() {
                "draft" => "konsep",
                _ => "selesai",
            },
            title: letter.title.clone(),
            drafted_at: moment(services, letter.drafted_at),
            href: format!("/letters/{}", letter.id),
            pdf_href: format!("/letters/{}.pdf", letter.id),
        }
    }
}

pub(super) async fn list(State(services): State<Services>) -> Answer {
    let letters = services.letters().await?;
    template::render(&LettersPage {
        frame: Frame::of(&services, Place::Letters, "Surat").await?,
        lines: letters
            .iter()
            .map(|letter| LetterLine::of(&services, letter))
            .collect(),
    })
}

/// One letter: the page about it, or with `.pdf` behind its id the paper.
pub(super) async fn show(
    State(services): State<Services>,
    Path(name): Path<String>,
) -> Answer<Response> {
    let paper_of = name.strip_suffix(".pdf");
    let id: LetterId = paper_of
        .unwrap_or(&name)
        .parse()
        .map_err(|_| Problem::missing())?;
    if paper_of.is_some() {
        return paper(&services, id).await;
    }
    let letter = LetterLine::of(&services, &services.letter(id).await?);
    let title = format!("{} {}", letter.kind, letter.no);
    let frame = Frame::of(&services, Place::Letters, title).await?;
    Ok(template::render(&LetterPage { frame, letter })?.into_response())
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
