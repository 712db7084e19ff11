//! Letter drafts: the letters as they are printed, whom they go to, and who has them.

mod batches;
mod circular;
mod desk;
mod edit;
mod files;
mod leaving;
mod list;
mod moves;
mod office;
mod recipients;
mod scans;
mod shown;
mod text;
mod version;

use axum::{
    extract::Path,
    http::header,
    response::{IntoResponse, Response},
};
use serde::Serialize;

use super::{
    Answer, Problem,
    forms::{Faults, Filled},
    query::Checked,
    routes::{Site, Who},
    visit::Visit,
};
use crate::{
    domain::{ids::LetterId, role::Role},
    export::Format,
    services::Services,
    store::Letter,
};
use recipients::{Away, Ticked, take_away};
use shown::{ListQuery, Typed};

pub(in crate::web) use edit::value_lines;
pub(in crate::web) use text::{TextFaultLine, TextForm, TextShown};
pub(in crate::web) use version::{Seen, VersionPage};

/// Who puts employers on a letter's list and records its receipts.
const WORKERS: &[Role] = &[Role::LabourOfficer];

/// Who agrees to letters and sends them back.
const REVIEWERS: &[Role] = &[Role::Approver];

/// Who says something about a letter.
const WRITERS: &[Role] = &[Role::LabourOfficer, Role::Approver];

/// A PDF loads nothing; our own page may show it in a frame.
const PAPER_POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; object-src 'self'; \
    base-uri 'none'; form-action 'none'; frame-ancestors 'self'";

pub(super) fn routes(site: Site) -> Site {
    let workers = Who::Only(WORKERS);
    let site = batches::routes(scans::routes(office::routes(circular::routes(site))));
    let site = version::routes(edit::routes(moves::routes(site)));
    site.get("/letters", Who::Officers, list::show)
        .get("/letters/{id}", Who::Officers, show)
        .post(
            "/letters/{id}/remove",
            workers,
            |v: Visit, Path(id): Path<String>, f: Filled<Ticked>| async move {
                take_away(v, &id, f, Away::Recipients).await
            },
        )
        .post("/letters/{id}/receipts", workers, recipients::receive)
        .post(
            "/letters/{id}/receipts/withdraw",
            workers,
            |v: Visit, Path(id): Path<String>, f: Filled<Ticked>| async move {
                take_away(v, &id, f, Away::Receipts).await
            },
        )
}

/// A letter in a line.
#[derive(Debug, Serialize)]
struct LetterLine {
    id: LetterId,
    no: i32,
    kind: &'static str,
    state: &'static str,
    title: String,
    number: Option<String>,
    drafted_at: String,
    href: String,
    pdf_href: String,
}

impl LetterLine {
    fn of(visit: &Visit, letter: &Letter) -> Self {
        Self {
            id: letter.id,
            no: letter.no,
            kind: letter.kind.code(),
            state: letter.state.code(),
            title: letter.title.clone(),
            number: letter.number.as_ref().map(|number| number.number.clone()),
            drafted_at: visit.moment(letter.drafted_at),
            href: format!("/letters/{}", letter.id),
            pdf_href: format!("/letters/{}.pdf", letter.id),
        }
    }
}

/// One letter: the page about it; with `.pdf` or `.docx` behind its id the paper, with `.csv` or `.xlsx` the
/// list of those it goes to.
async fn show(
    visit: Visit,
    Path(name): Path<String>,
    Checked(query): Checked<ListQuery>,
) -> Answer<Response> {
    let (name, ending) = match name.split_once('.') {
        Some((name, ending)) => (name, Some(ending)),
        None => (name.as_str(), None),
    };
    let id = id_of(name)?;
    match ending {
        None => {
            let typed = Typed::new(&visit);
            let page = shown::page(&visit, id, &query, (typed, Faults::default())).await?;
            Ok(page.into_response())
        }
        Some("pdf") => paper(&visit.services, id).await,
        Some("docx") => docx(&visit.services, id).await,
        Some("csv") => files::table(&visit, id, &query, Format::Csv).await,
        Some("xlsx") => files::table(&visit, id, &query, Format::Xlsx).await,
        Some(_) => Err(Problem::missing()),
    }
}

fn id_of(text: &str) -> Result<LetterId, Problem> {
    text.parse().map_err(|_| Problem::missing())
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

async fn docx(services: &Services, id: LetterId) -> Answer<Response> {
    let (name, bytes) = services.letter_as_docx(id).await?;
    let kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
    let headers = [
        (header::CONTENT_TYPE, kind.to_owned()),
        (
            header::CONTENT_DISPOSITION,
            format!("attachment; filename=\"{name}\""),
        ),
    ];
    Ok((headers, bytes).into_response())
}
