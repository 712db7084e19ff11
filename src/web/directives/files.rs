//! Files of an instruction: adding, handing out, removing.

use axum::{extract::Path, handler::Handler, response::Response};
use serde::Deserialize;
use validator::Validate;

use super::{done, id_of, shown};
use crate::{
    domain::ids::DirectiveFileId,
    services::ServiceError,
    web::{
        Answer, Problem,
        employer::{
            files::handed_out,
            upload::{WithFile, limit},
        },
        forms::Filled,
        routes::{Site, Who},
        visit::Visit,
    },
};

pub(super) fn routes(site: Site, admins: Who) -> Site {
    site.post("/directives/{id}/files", admins, add.layer(limit()))
        .get("/directives/{id}/files/{file}", Who::Officers, download)
        .post("/directives/{id}/files/{file}/remove", admins, remove)
}

#[derive(Debug, Deserialize)]
struct NoFields {}

#[derive(Debug, Deserialize, Validate)]
struct Nothing {}

async fn add(visit: Visit, Path(id): Path<String>, sent: WithFile<NoFields>) -> Answer<Response> {
    let id = id_of(&id)?;
    let WithFile {
        file, mut faults, ..
    } = sent;
    if let Some(file) = file {
        let by = visit.officer()?.officer.id;
        match visit.services.attach_to_directive(id, &file, by).await {
            Ok(_) => return Ok(done(id, "file")),
            Err(ServiceError::Barred(refusal)) if refusal.code.starts_with("file-") => {
                faults.add("file", visit.say(&format!("refusal-{}", refusal.code)));
            }
            Err(error) => return Err(error.into()),
        }
    } else {
        faults.add("file", visit.say("employer-fault-file"));
    }
    shown::again(&visit, id, (faults, String::new())).await
}

fn file_of(text: &str) -> Result<DirectiveFileId, Problem> {
    text.parse().map_err(|_| Problem::missing())
}

async fn download(visit: Visit, Path((id, file)): Path<(String, String)>) -> Answer<Response> {
    let (id, file) = (id_of(&id)?, file_of(&file)?);
    let (file, content) = visit.services.read_directive_file(id, file).await?;
    handed_out((&file.name, file.kind), content)
}

async fn remove(
    visit: Visit,
    Path((id, file)): Path<(String, String)>,
    _: Filled<Nothing>,
) -> Answer<Response> {
    let (id, file) = (id_of(&id)?, file_of(&file)?);
    let by = visit.officer()?.officer.id;
    visit.services.remove_directive_file(id, file, by).await?;
    Ok(done(id, "file-removed"))
}
