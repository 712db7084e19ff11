//! Putting a ruling on record: the head office confirmed, an exemption, a dispute.

use axum::{
    extract::Path,
    handler::Handler,
    response::{IntoResponse, Response},
};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{
    About, LABOUR, blame, day, done, dossier, refused,
    upload::{WithFile, limit},
};
use crate::{
    domain::remark::RemarkKind,
    services::{Dossier, NewRuling},
    web::{
        Answer, Problem,
        forms::Faults,
        frame::{Frame, Place},
        routes::{Site, Who},
        template::{self, Page},
        visit::Visit,
    },
};

#[derive(Debug, Serialize)]
struct RulingPage {
    frame: Frame,
    about: About,
    kind: &'static str,
    /// The address of the form.
    action: String,
    has_until: bool,
    has_file: bool,
    /// What stands already and would be replaced.
    standing: Option<(NaiveDate, Option<NaiveDate>)>,
    form: Typed,
    faults: Faults,
}

impl Page for RulingPage {
    const FILE: &'static str = "employer_ruling.html";
}

/// What was typed.
#[derive(Debug, Default, Serialize, Deserialize)]
struct Typed {
    #[serde(default)]
    words: String,
    #[serde(default)]
    until_on: String,
}

pub(super) fn routes(site: Site) -> Site {
    let who = Who::Only(LABOUR);
    site.get("/employers/{id}/head-office", who, head_office)
        .post("/employers/{id}/head-office", who, confirm.layer(limit()))
        .get("/employers/{id}/exemption", who, exemption)
        .post("/employers/{id}/exemption", who, exempt.layer(limit()))
        .get("/employers/{id}/dispute", who, dispute)
        .post("/employers/{id}/dispute", who, object.layer(limit()))
        .get("/employers/{id}/reply", who, reply)
        .post("/employers/{id}/reply", who, answer.layer(limit()))
}

async fn head_office(visit: Visit, Path(id): Path<String>) -> Answer {
    form(&visit, &id, RemarkKind::HeadOffice).await
}

async fn exemption(visit: Visit, Path(id): Path<String>) -> Answer {
    form(&visit, &id, RemarkKind::Exemption).await
}

async fn dispute(visit: Visit, Path(id): Path<String>) -> Answer {
    form(&visit, &id, RemarkKind::Dispute).await
}

async fn reply(visit: Visit, Path(id): Path<String>) -> Answer {
    form(&visit, &id, RemarkKind::Reply).await
}

async fn answer(
    visit: Visit,
    Path(id): Path<String>,
    typed: WithFile<Typed>,
) -> Result<Response, Problem> {
    save(&visit, &id, RemarkKind::Reply, typed).await
}

async fn confirm(
    visit: Visit,
    Path(id): Path<String>,
    typed: WithFile<Typed>,
) -> Result<Response, Problem> {
    save(&visit, &id, RemarkKind::HeadOffice, typed).await
}

async fn exempt(
    visit: Visit,
    Path(id): Path<String>,
    typed: WithFile<Typed>,
) -> Result<Response, Problem> {
    save(&visit, &id, RemarkKind::Exemption, typed).await
}

async fn object(
    visit: Visit,
    Path(id): Path<String>,
    typed: WithFile<Typed>,
) -> Result<Response, Problem> {
    save(&visit, &id, RemarkKind::Dispute, typed).await
}

async fn form(visit: &Visit, id: &str, kind: RemarkKind) -> Answer {
    let dossier = dossier(visit, id).await?;
    show(visit, &dossier, kind, (Typed::default(), Faults::default())).await
}

async fn save(
    visit: &Visit,
    id: &str,
    kind: RemarkKind,
    typed: WithFile<Typed>,
) -> Result<Response, Problem> {
    let WithFile {
        form,
        file,
        mut faults,
    } = typed;
    let dossier = dossier(visit, id).await?;
    let until_on = if kind.is_settled() {
        None
    } else {
        day(visit, &form.until_on, ("until_on", &mut faults))
    };
    if faults.is_empty() {
        let ruling = NewRuling {
            employer: dossier.employer.id,
            kind,
            words: form.words.clone(),
            until_on,
            file,
        };
        let by = visit.officer()?.officer.id;
        match visit.services.rule(ruling, by).await {
            Ok(_) => return Ok(done(dossier.employer.id, kind.code())),
            Err(error) => blame(visit, error, &mut faults)?,
        }
    }
    let page = show(visit, &dossier, kind, (form, faults)).await?;
    Ok(refused(page).into_response())
}

async fn show(
    visit: &Visit,
    dossier: &Dossier,
    kind: RemarkKind,
    (form, faults): (Typed, Faults),
) -> Answer {
    let (code, today) = (kind.code(), visit.services.today());
    let title = visit.say(&format!("employer-ruling-{code}-title"));
    let standing = dossier
        .remarks
        .iter()
        .find(|remark| remark.kind == kind && remark.holds_on(today));
    let about = About::of(dossier);
    let path = match kind {
        RemarkKind::HeadOffice => "head-office",
        other => other.code(),
    };
    template::render(
        visit.language,
        &RulingPage {
            frame: Frame::of(visit, Place::Employers, title).await?,
            kind: code,
            action: format!("{}/{path}", about.href),
            about,
            has_until: !kind.is_settled(),
            has_file: true,
            standing: standing.map(|s| (s.from_on, s.until_on)),
            form,
            faults,
        },
    )
}
