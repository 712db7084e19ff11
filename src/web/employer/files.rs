//! Files kept with an employer.

use axum::{
    extract::Path,
    handler::Handler,
    http::{HeaderValue, header},
    response::{IntoResponse, Response},
};
use serde::{Deserialize, Serialize};

use super::{
    LABOUR, Typed, again, blame, done,
    notes::Nothing,
    parse,
    record::size,
    upload::{WithFile, limit},
};
use crate::{
    domain::{
        attachment::FileKind,
        ids::{AttachmentId, EmployerId},
    },
    services::Dossier,
    store::Attachment,
    web::{
        Problem,
        forms::Filled,
        routes::{Site, Who},
        visit::Visit,
    },
};

/// A file.
#[derive(Debug, Serialize)]
pub(super) struct FileLine {
    name: String,
    kind: &'static str,
    size: String,
    who: String,
    at: String,
    /// Where it is; `None` once it was removed.
    href: Option<String>,
    removed: Option<String>,
}

#[derive(Debug, Deserialize)]
struct NoFields {}

pub(super) fn routes(site: Site) -> Site {
    let who = Who::Only(LABOUR);
    site.post("/employers/{id}/files", who, add.layer(limit()))
        .get("/employers/{id}/files/{file}", Who::Officers, download)
        .post("/employers/{id}/files/{file}/remove", who, remove)
}

async fn add(
    visit: Visit,
    Path(id): Path<String>,
    sent: WithFile<NoFields>,
) -> Result<Response, Problem> {
    let WithFile { file, faults, .. } = sent;
    let id: EmployerId = parse(&id)?;
    let mut typed = Typed {
        faults,
        ..Typed::default()
    };
    match file {
        Some(file) => {
            let by = visit.officer()?.officer.id;
            match visit.services.attach(id, &file, by).await {
                Ok(_) => return Ok(done(id, "file")),
                Err(error) => blame(&visit, error, &mut typed.faults)?,
            }
        }
        None => typed.faults.add("file", visit.say("employer-fault-file")),
    }
    again(&visit, id, typed).await
}

/// The file of this employer, or of one that was merged into it.
async fn of(visit: &Visit, id: &str, file: &str) -> Result<(EmployerId, AttachmentId), Problem> {
    let (id, file): (EmployerId, AttachmentId) = (parse(id)?, parse(file)?);
    let dossier = visit.services.dossier(id).await?;
    let its = dossier.files.iter().any(|kept| kept.id == file);
    its.then_some((id, file)).ok_or_else(Problem::missing)
}

async fn download(
    visit: Visit,
    Path((id, file)): Path<(String, String)>,
) -> Result<Response, Problem> {
    let (_, file) = of(&visit, &id, &file).await?;
    let (file, content) = visit.services.read_attachment(file).await?;
    let content = content.ok_or_else(Problem::missing)?;
    handed_out((&file.name, file.kind), content)
}

/// A kept file as it is handed out: to be saved, and harmless where somebody shows it after all.
pub(in crate::web) fn handed_out(
    (name, kind): (&str, FileKind),
    content: Vec<u8>,
) -> Result<Response, Problem> {
    let headers = [
        (
            header::CONTENT_TYPE,
            HeaderValue::from_static(kind.media_type()),
        ),
        (header::CONTENT_DISPOSITION, disposition(name)?),
        (
            header::CONTENT_SECURITY_POLICY,
            HeaderValue::from_static("sandbox; default-src 'none'"),
        ),
    ];
    Ok((headers, content).into_response())
}

/// To be saved, never shown; names beyond ASCII as RFC 6266 writes them.
fn disposition(name: &str) -> Result<HeaderValue, Problem> {
    let plain: String = name
        .chars()
        .map(|c| {
            if c.is_ascii_graphic() || c == ' ' {
                c
            } else {
                '_'
            }
        })
        .collect();
    let encoded: String = name
        .bytes()
        .map(|byte| match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' => {
                char::from(byte).to_string()
            }
            _ => format!("%{byte:02X}"),
        })
        .collect();
    let plain = plain.replace(['"', '\\'], "_");
    HeaderValue::from_str(&format!(
        "attachment; filename=\"{plain}\"; filename*=UTF-8''{encoded}"
    ))
    .map_err(|error| Problem::internal(&error))
}

async fn remove(
    visit: Visit,
    Path((id, file)): Path<(String, String)>,
    _: Filled<Nothing>,
) -> Result<Response, Problem> {
    let (id, file) = of(&visit, &id, &file).await?;
    let by = visit.officer()?.officer.id;
    visit.services.remove_attachment(file, by).await?;
    Ok(done(id, "file-removed"))
}

pub(super) fn lines(visit: &Visit, dossier: &Dossier) -> Vec<FileLine> {
    let id = dossier.employer.id;
    let line = |file: &Attachment| FileLine {
        name: file.name.clone(),
        kind: file.kind.code(),
        size: size(visit, file.bytes),
        who: file.by_name.clone(),
        at: visit.moment(file.at),
        href: file
            .removed_at
            .is_none()
            .then(|| format!("/employers/{id}/files/{}", file.id)),
        removed: file.removed_at.map(|at| visit.moment(at)),
    };
    dossier.files.iter().map(line).collect()
}
