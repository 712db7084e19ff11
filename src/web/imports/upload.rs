//! Files on their way in, taken as they arrive.

use axum::{
    extract::{DefaultBodyLimit, Request, multipart::Field},
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use chrono::NaiveDate;

use super::{
    list::{self, ListQuery, Typed},
    see,
};
use crate::{
    services::{ColumnNames, ImportKind, NewImport, ServiceError, Upload, UploadError, may_import},
    store::{Officer, Source},
    web::{
        Problem,
        forms::{Faults, Parts, short_text},
        visit::Visit,
    },
};

/// Longest value of a field that is no file, in bytes.
const FIELD_BYTES: usize = 4_096;

/// Why sending ends without a job.
enum Ended {
    Problem(Problem),
    /// The form is shown again.
    Faults(Faults),
}

impl<E: Into<Problem>> From<E> for Ended {
    fn from(error: E) -> Self {
        Self::Problem(error.into())
    }
}

pub(super) async fn receive(visit: Visit, mut request: Request) -> Result<Response, Problem> {
    let limit = visit.services.desk.limit();
    // Nobody needs to send all of it to be told that it is too much.
    if announced(&request).is_some_and(|bytes| bytes > limit.saturating_mul(2)) {
        return Err(Problem::too_large());
    }
    // The limit is ours, counted as the bytes arrive.
    DefaultBodyLimit::disable().apply(&mut request);
    let mut form = Parts::open(&visit, request).await?;
    let officer = visit.officer()?.officer.clone();
    let mut typed = Typed::default();
    match take(&visit, &officer, &mut form, &mut typed).await {
        Ok(path) => Ok(see(&path)),
        Err(Ended::Problem(problem)) => Err(problem),
        Err(Ended::Faults(faults)) => {
            let page = list::page(&visit, &ListQuery::default(), typed, faults).await?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
        }
    }
}

fn announced(request: &Request) -> Option<u64> {
    let length = request.headers().get(header::CONTENT_LENGTH)?;
    length.to_str().ok()?.parse().ok()
}

/// Lets some of what is left arrive and keeps nothing: a browser that is still sending shows no
/// answer.
async fn let_arrive(field: &mut Field<'_>, limit: u64) {
    let mut left = limit;
    while let Ok(Some(bytes)) = field.chunk().await {
        match left.checked_sub(bytes.len() as u64) {
            Some(rest) => left = rest,
            None => return,
        }
    }
}

/// Reads the form, field by field; the files come last.
async fn take(
    visit: &Visit,
    officer: &Officer,
    form: &mut Parts,
    typed: &mut Typed,
) -> Result<String, Ended> {
    let mut upload: Option<Upload> = None;
    while let Some(field) = form.next().await? {
        let name = field.name().unwrap_or_default().to_owned();
        match name.as_str() {
            "kind" => typed.kind = short_text(field, FIELD_BYTES).await?,
            "as_of" => typed.as_of = short_text(field, FIELD_BYTES).await?,
            "source" => typed.source = short_text(field, FIELD_BYTES).await?,
            "sample" => typed.sample = true,
            "files" => {
                // Whoever may not import such files need not send them.
                if let Some(kind) = ImportKind::from_code(&typed.kind)
                    && !may_import(officer.role, kind)
                {
                    return Err(Problem::not_yours().into());
                }
                let upload = match &mut upload {
                    Some(upload) => upload,
                    None => upload.insert(visit.services.begin_upload()?),
                };
                store(field, upload, visit.services.desk.limit()).await?;
            }
            _ => {}
        }
    }
    finish(visit, officer, typed, upload).await
}

async fn finish(
    visit: &Visit,
    officer: &Officer,
    typed: &Typed,
    upload: Option<Upload>,
) -> Result<String, Ended> {
    let mut faults = Faults::default();
    let as_of = day(visit, &typed.as_of, &mut faults);
    let upload = upload.filter(|upload| !upload.is_empty());
    if upload.is_none() {
        faults.add("files", visit.say("imports-files-missing"));
    }
    if !typed.sample && visit.services.is_demo().await? {
        faults.add("sample", visit.say("refusal-import_demo"));
    }
    let (Some(as_of), Some(upload), true) = (as_of, upload, faults.is_empty()) else {
        return Err(Ended::Faults(faults));
    };
    let said = NewImport {
        kind: ImportKind::from_code(&typed.kind),
        source: Source::from_code(&typed.source),
        as_of,
        mapping: ColumnNames::default(),
    };
    let services = &visit.services;
    let received = services.receive_import(upload, said, officer, typed.sample);
    let job = received.await.map_err(role_problem)?;
    Ok(format!("/imports/{job}"))
}

/// What another role imports is not this officer's.
pub(super) fn role_problem(error: ServiceError) -> Problem {
    match error {
        ServiceError::Barred(refusal) if refusal.code == "import_role" => Problem::not_yours(),
        other => other.into(),
    }
}

/// The day that files speak of; today at the latest.
pub(super) fn day(visit: &Visit, typed: &str, faults: &mut Faults) -> Option<NaiveDate> {
    let parsed: Result<NaiveDate, _> = typed.trim().parse();
    match parsed {
        Ok(day) if day > visit.services.today() => {
            faults.add("as_of", visit.say("imports-as-of-later"));
            None
        }
        Ok(day) => Some(day),
        Err(_) => {
            faults.add("as_of", visit.say("fault-date"));
            None
        }
    }
}

async fn store(mut field: Field<'_>, upload: &mut Upload, limit: u64) -> Result<(), Problem> {
    let name = field.file_name().unwrap_or_default().to_owned();
    let mut begun = false;
    while let Some(bytes) = field.chunk().await? {
        if bytes.is_empty() {
            continue;
        }
        if !begun {
            upload.file(&name).map_err(refused)?;
            begun = true;
        }
        if let Err(error) = upload.write(&bytes) {
            let_arrive(&mut field, limit).await;
            return Err(refused(error));
        }
    }
    // A browser sends an empty field where no file was chosen; an empty file has a name.
    if !begun && !name.is_empty() {
        upload.file(&name).map_err(refused)?;
    }
    Ok(())
}

fn refused(error: UploadError) -> Problem {
    match error {
        UploadError::TooLarge | UploadError::TooMany => Problem::too_large(),
        UploadError::Service(error) => error.into(),
    }
}
