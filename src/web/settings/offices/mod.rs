//! Letterheads, how their letters are numbered, and who signs them.

mod edit;
mod emblem;
mod signing;

use serde::{Deserialize, Serialize};
use validator::Validate;

use super::{
    super::{
        Answer,
        forms::Faults,
        frame::{Frame, Place},
        query::Checked,
        routes::{Site, Who},
        template::{self, Page},
        visit::Visit,
    },
    ADMINS,
};
use crate::{
    domain::{letter::Signatory, role::Role},
    services::{OfficeView, ServiceError},
    store::SignatoryRow,
    web::Problem,
};

/// The page of all letterheads.
#[derive(Debug, Serialize)]
struct OfficesPage {
    frame: Frame,
    offices: Vec<OfficeLine>,
    may: bool,
    done: Option<String>,
}

impl Page for OfficesPage {
    const FILE: &'static str = "offices.html";
}

/// A letterhead in a few words.
#[derive(Debug, Serialize)]
struct OfficeLine {
    href: String,
    name: String,
    retired: bool,
    /// Words of the kinds of letters that begin with it.
    kinds: Vec<&'static str>,
    /// Who signs today.
    signs: Vec<SignatoryLine>,
    pattern: Option<String>,
    next_number: Option<String>,
}

/// Somebody who signs.
#[derive(Debug, Serialize)]
struct SignatoryLine {
    id: String,
    name: String,
    /// Above the name: a.n., Plt. and the office.
    title: String,
    rank: String,
    nip: String,
    from: String,
    to: Option<String>,
    today: bool,
    /// Letters name this person.
    in_use: bool,
}

impl SignatoryLine {
    fn of(visit: &Visit, row: &SignatoryRow) -> Self {
        let says: &Signatory = &row.says;
        Self {
            id: row.id.to_string(),
            name: says.name.clone(),
            title: says
                .signature()
                .title
                .join(" ")
                .trim_end_matches(',')
                .to_owned(),
            rank: says.rank.clone().unwrap_or_default(),
            nip: says.nip.clone().unwrap_or_default(),
            from: says.from.to_string(),
            to: says.to.map(|day| day.to_string()),
            today: says.is_in_office(visit.services.today()),
            in_use: row.in_use,
        }
    }
}

#[derive(Debug, Default, Deserialize, Validate)]
#[serde(default)]
struct Query {
    #[validate(length(max = 20))]
    done: String,
}

pub(super) fn routes(site: Site) -> Site {
    let site = site.get("/settings/offices", Who::Officers, show).get(
        "/settings/offices/{code}/emblem",
        Who::Officers,
        emblem::show,
    );
    signing::routes(emblem::routes(edit::routes(site)))
}

/// What was just done, in words.
fn done(visit: &Visit, query: &Query) -> Option<String> {
    match &*query.done {
        known @ ("saved" | "emblem" | "retired" | "signatory" | "ended" | "removed") => {
            Some(visit.say(&format!("offices-done-{known}")))
        }
        _ => None,
    }
}

async fn show(visit: Visit, Checked(query): Checked<Query>) -> Answer {
    let offices = visit.services.offices().await?;
    let today = visit.services.today();
    let line = |office: &OfficeView| OfficeLine {
        href: format!("/settings/offices/{}", office.letterhead.code),
        name: office.letterhead.name.clone(),
        retired: office.letterhead.retired_at.is_some(),
        kinds: office.kinds.iter().map(|kind| kind.words()).collect(),
        signs: office
            .in_office(today)
            .map(|row| SignatoryLine::of(&visit, row))
            .collect(),
        pattern: pattern(office),
        next_number: office.next_number.clone(),
    };
    let page = OfficesPage {
        frame: Frame::of(&visit, Place::Settings, visit.say("offices-title")).await?,
        offices: offices.iter().map(line).collect(),
        may: visit.is(&[Role::Admin]),
        done: done(&visit, &query),
    };
    template::render(visit.language, &page)
}

fn pattern(office: &OfficeView) -> Option<String> {
    let pattern = office.letterhead.pattern.as_ref();
    pattern.map(|pattern| pattern.as_str().to_owned())
}

/// Puts a refusal beside the field that it is about; what is about none comes back.
fn blame(
    visit: &Visit,
    error: ServiceError,
    faults: &mut Faults,
) -> Result<Option<String>, Problem> {
    let ServiceError::Barred(refusal) = &error else {
        return Err(error.into());
    };
    let said = visit.say(&format!("refusal-{}", refusal.code));
    let field = match refusal.code {
        "office-code" | "office-taken" => "code",
        "office-name" => "name",
        "office-top" => "top",
        "office-head" => "head_name",
        "office-lines" => "lines",
        "office-place" => "place",
        "pattern-sequence" | "pattern-unknown" | "pattern-shape" => "pattern",
        "signatory-name" => "signer",
        "signatory-title" => "title",
        "signatory-own-title" => "own_title",
        "signatory-long" => "rank",
        "signatory-nip" => "nip",
        "signatory-days" => "to",
        "emblem-large" | "emblem-kind" | "emblem-active" => "file",
        _ => return Ok(Some(said)),
    };
    faults.add(field, said);
    Ok(None)
}
