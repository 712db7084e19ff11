//! What is handed to BPJS Kesehatan about an employer: made by a press, listed with who made it.

use axum::{
    extract::Path,
    response::{Html, IntoResponse, Redirect, Response},
};
use serde::{Deserialize, Serialize};
use validator::Validate;

use crate::{
    domain::{ids::EmployerId, role::Role},
    store::ReferralPack,
    web::{
        Answer, Problem,
        forms::Filled,
        frame::{Frame, Place},
        paper::pdf,
        routes::{Site, Who},
        template::{self, Page},
        visit::Visit,
    },
};

/// Who makes packs, and takes them away.
pub(super) const PACKERS: &[Role] = &[Role::Approver, Role::LabourOfficer];

pub(super) fn routes(site: Site) -> Site {
    let packers = Who::Only(PACKERS);
    site.get("/employers/{id}/packs", packers, show)
        .post("/employers/{id}/packs", packers, make)
        .get("/employers/{id}/packs/{pack}", packers, file)
}

#[derive(Debug, Serialize)]
struct PacksPage {
    frame: Frame,
    name: String,
    href: String,
    employer_href: String,
    cases: Vec<CaseLine>,
    lines: Vec<Line>,
}

impl Page for PacksPage {
    const FILE: &'static str = "employer_packs.html";
}

#[derive(Debug, Serialize)]
struct CaseLine {
    id: String,
    code: String,
    kind: &'static str,
    stage: &'static str,
}

#[derive(Debug, Serialize)]
struct Line {
    href: String,
    code: String,
    at: String,
    by: String,
    sha256: String,
    parts: Vec<Part>,
}

/// A part, as it was put on record.
#[derive(Debug, Serialize, Deserialize)]
struct Part {
    what: String,
    sha256: String,
}

fn id_of(text: &str) -> Result<EmployerId, Problem> {
    text.parse().map_err(|_| Problem::missing())
}

async fn show(visit: Visit, Path(id): Path<String>) -> Answer<Html<String>> {
    let id = id_of(&id)?;
    let told = visit.services.explain(&id.to_string()).await?;
    let packs = visit.services.referral_packs(id).await?;
    let href = format!("/employers/{id}/packs");
    let line = |pack: &ReferralPack| Line {
        href: format!("{href}/{}", pack.id),
        code: told
            .cases
            .iter()
            .find(|case| case.row.id == pack.case)
            .map(|case| case.code.clone())
            .unwrap_or_default(),
        at: visit.moment(pack.at),
        by: pack.by_name.clone().unwrap_or_default(),
        sha256: pack.sha256.clone(),
        parts: serde_json::from_str(&pack.content).unwrap_or_default(),
    };
    let lines = packs.iter().map(line).collect();
    let cases = told.cases.iter().map(|case| CaseLine {
        id: case.id.clone(),
        code: case.code.clone(),
        kind: case.case_type,
        stage: case.stage,
    });
    let page = PacksPage {
        frame: Frame::of(&visit, Place::Employers, visit.say("packs-title")).await?,
        name: told.name.clone(),
        employer_href: format!("/employers/{id}"),
        cases: cases.collect(),
        lines,
        href,
    };
    template::render(visit.language, &page)
}

/// Which case.
#[derive(Debug, Default, Deserialize, Validate)]
#[serde(default)]
struct Chosen {
    #[validate(length(max = 60))]
    case: String,
}

async fn make(
    visit: Visit,
    Path(id): Path<String>,
    Filled { form, .. }: Filled<Chosen>,
) -> Answer<Response> {
    let id = id_of(&id)?;
    let case = form.case.parse().map_err(|_| Problem::missing())?;
    let by = visit.officer()?.officer.id;
    visit.services.make_referral_pack((id, case), by).await?;
    Ok(Redirect::to(&format!("/employers/{id}/packs")).into_response())
}

async fn file(visit: Visit, Path((id, pack)): Path<(String, String)>) -> Answer<Response> {
    let pack = pack.parse().map_err(|_| Problem::missing())?;
    let found = visit.services.referral_pack_file((id_of(&id)?, pack)).await;
    let (name, content) = found?;
    Ok(pdf(&name, content))
}
