//! One employer: its verdict and everything behind it, and what officers do about it.
//!
//! Every action is a form of its own that works without scripts; a fault shows the form again
//! with all that was typed.

mod cases;
mod certificate;
mod contacts;
pub(super) mod distinct;
mod edit;
mod ending;
mod evidence;
pub(super) mod fields;
pub(super) mod files;
mod language;
mod letters;
mod matches;
mod merge;
mod notes;
mod packs;
mod past;
mod proofs;
pub(super) mod record;
mod replies;
mod rulings;
mod sources;
mod status;
pub(super) mod steps;
mod timeline;
pub(super) mod upload;

use axum::{
    extract::Path,
    http::StatusCode,
    response::{Html, IntoResponse, Redirect, Response},
};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use validator::Validate;

use super::{
    Answer, Problem,
    forms::Faults,
    frame::{Frame, Place},
    proofs::PROVERS,
    query::Checked,
    routes::{Site, Who},
    template::{self, Page},
    visit::Visit,
    wording::{Enrolled, Mark},
};
use packs::PACKERS;

use crate::{
    domain::{employer::Field, ids::EmployerId, remark::RemarkKind, role::Role, values},
    services::{Dossier, EventKind, ServiceError},
};

/// Who acts on an employer.
const LABOUR: &[Role] = &[Role::LabourOfficer];
/// Who writes notes.
const NOTES: &[Role] = &[Role::LabourOfficer, Role::HealthOfficer];

/// The page.
#[derive(Debug, Serialize)]
struct EmployerPage {
    frame: Frame,
    href: String,
    id: EmployerId,
    name: String,
    nib: Option<String>,
    verdict: Mark,
    headline: evidence::Headline,
    as_of: Option<NaiveDate>,
    ruleset: String,
    basis: String,
    enrolled: Option<Enrolled>,
    states: Vec<evidence::StateLine>,
    due: u64,
    in_grace: u64,
    shortfall: u64,
    missing_contribution: Option<String>,
    becomes: Vec<evidence::Becomes>,
    inputs: Vec<evidence::InputLine>,
    findings: Vec<evidence::RuleLine>,
    rates: Vec<evidence::RuleLine>,
    next_change_on: Option<NaiveDate>,
    cases: Vec<cases::CaseCard>,
    inherited: Vec<cases::Inherited>,
    rulings: Vec<notes::RulingLine>,
    notes: Vec<notes::NoteLine>,
    contacts: Vec<record::Contact>,
    mails: Vec<record::MailLine>,
    letters: letters::Letters,
    record: Vec<record::Line>,
    /// Where the fields come from that don't say so themselves.
    record_source: Option<String>,
    /// What rows of lists said of it, records that may be it, its head office and branches.
    records: sources::Records,
    files: Vec<files::FileLine>,
    mergers: Vec<merge::MergerLine>,
    replies: replies::Replies,
    history: Vec<timeline::Line>,
    chips: Vec<timeline::Chip>,
    /// Some of what happened is left out.
    more: Option<String>,
    closed: bool,
    mail_language: &'static str,
    may_act: bool,
    may_note: bool,
    /// Where a proof of delivery is made, for who may.
    proof: Option<String>,
    /// Where packs for BPJS Kesehatan are made, for who may.
    packs: Option<String>,
    /// Its certificate of compliance, or that it can have one.
    certificate: Option<certificate::Shown>,
    /// What was just done.
    done: Option<String>,
    typed: Typed,
}

impl Page for EmployerPage {
    const FILE: &'static str = "employer.html";
}

/// What was typed into the forms on the page itself, and what is wrong with it.
#[derive(Debug, Default, Serialize)]
struct Typed {
    note: String,
    faults: Faults,
}

#[derive(Debug, Default, Deserialize, Validate)]
struct Query {
    /// Which kind of events.
    #[serde(default)]
    #[validate(length(max = 20))]
    kind: String,
    /// What was just done.
    #[serde(default)]
    #[validate(length(max = 40))]
    done: String,
    /// `all` shows the whole line of time.
    #[serde(default)]
    #[validate(length(max = 10))]
    show: String,
}

/// Confirmations that may be shown after an action.
const DONE: [&str; 28] = [
    "language",
    "note",
    "note-withdrawn",
    "head_office",
    "exemption",
    "dispute",
    "reply",
    "answered",
    "ended",
    "settled",
    "closed",
    "reopened",
    "edited",
    "same",
    "file",
    "file-removed",
    "merged",
    "unmerged",
    "distinct",
    "undistinct",
    "moved",
    "receipt",
    "receipt-undone",
    "by-hand",
    "record",
    "hold",
    "contact",
    "link-revoked",
];

pub(super) fn routes(site: Site) -> Site {
    let site = certificate::routes(packs::routes(site)).get("/employers/{id}", Who::Officers, show);
    let rooms: [fn(Site) -> Site; 14] = [
        contacts::routes,
        distinct::routes,
        notes::routes,
        replies::routes,
        rulings::routes,
        ending::routes,
        status::routes,
        edit::routes,
        files::routes,
        language::routes,
        letters::routes,
        merge::routes,
        past::routes,
        steps::routes,
    ];
    rooms.into_iter().fold(site, |site, room| room(site))
}

async fn show(
    visit: Visit,
    Path(id): Path<String>,
    Checked(query): Checked<Query>,
) -> Result<Response, Problem> {
    let id = parse(&id)?;
    let standing = visit.services.standing_for(id).await?;
    if standing != id {
        let there = format!("/employers/{standing}?done=moved");
        return Ok(Redirect::to(&there).into_response());
    }
    Ok(page(&visit, id, query, Typed::default())
        .await?
        .into_response())
}

/// An id in an address. A tax number may be a person's NIK, which has no place in an address or
/// a browser's history; so nothing else is taken.
fn parse<T: std::str::FromStr>(id: &str) -> Result<T, Problem> {
    id.parse().map_err(|_| Problem::missing())
}

/// The page again, with what was typed and what is wrong with it.
async fn again(visit: &Visit, id: EmployerId, typed: Typed) -> Result<Response, Problem> {
    let page = page(visit, id, Query::default(), typed).await?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
}

async fn page(visit: &Visit, id: EmployerId, query: Query, typed: Typed) -> Answer {
    let dossier = visit.services.dossier(id).await?;
    let (told, row) = (&dossier.told, &dossier.told.row);
    let today = visit.services.today();
    let ((findings, rates), href) = (evidence::rules(told), format!("/employers/{id}"));
    let kind = EventKind::from_code(&query.kind);
    let (history, more) = timeline::lines(visit, &dossier, kind, query.show == "all");
    let (record, record_source) = record::lines(visit, &dossier);
    let officer = visit.officer()?.officer.id;
    let page = EmployerPage {
        frame: Frame::of(visit, Place::Employers, &told.name).await?,
        nib: row.nib.clone(),
        verdict: row.verdict.into(),
        headline: evidence::headline(row),
        as_of: told.as_of,
        ruleset: told.ruleset.clone(),
        basis: told.basis.clone(),
        enrolled: Enrolled::of(row),
        states: evidence::states(row),
        due: super::wording::due(row),
        in_grace: row.in_grace.unwrap_or(0).into(),
        shortfall: row.shortfall.into(),
        missing_contribution: (row.missing_contribution.0 > 0)
            .then(|| row.missing_contribution.to_string()),
        becomes: evidence::becomes(row),
        inputs: evidence::inputs(told),
        findings,
        rates,
        next_change_on: told.next_change_on,
        cases: cases::cards(&dossier),
        inherited: cases::inherited(&dossier),
        rulings: notes::rulings(visit, &dossier, today),
        notes: notes::lines(visit, &dossier, officer),
        contacts: record::contacts(visit, &dossier),
        mails: record::mails(visit, &dossier),
        letters: letters::Letters::of(visit, dossier.employer.id).await?,
        record,
        record_source,
        records: sources::Records::of(visit, &dossier, today),
        files: files::lines(visit, &dossier),
        mergers: merge::lines(visit, &dossier),
        replies: replies::Replies::of(visit, &dossier).await?,
        chips: timeline::chips(&dossier, kind, &href),
        more: more.then(|| timeline::all(&href, kind)),
        history,
        closed: dossier.employer.record.get(Field::Closed) == Some("true"),
        mail_language: (visit.services.mail_language(id).await?).code(),
        may_act: visit.is(LABOUR),
        may_note: visit.is(NOTES),
        packs: visit.is(PACKERS).then(|| format!("{href}/packs")),
        proof: visit.is(PROVERS).then(|| format!("{href}/proof")),
        certificate: certificate::Shown::of(visit, dossier.employer.id).await?,
        done: known(query.done),
        typed,
        name: told.name.clone(),
        href,
        id,
    };
    template::render(visit.language, &page)
}

/// Back to the employer's page, which says what was done.
fn done(id: EmployerId, what: &str) -> Response {
    debug_assert!(DONE.contains(&what), "{what} has no words");
    Redirect::to(&format!("/employers/{id}?done={what}")).into_response()
}

/// A confirmation, if there are words for it.
fn known(done: String) -> Option<String> {
    DONE.contains(&done.as_str()).then_some(done)
}

/// A form that can't be accepted, shown again.
fn refused(Html(text): Html<String>) -> Response {
    (StatusCode::UNPROCESSABLE_ENTITY, Html(text)).into_response()
}

/// A rule that one field broke, said at that field; everything else stays a problem.
fn blame(visit: &Visit, error: ServiceError, faults: &mut Faults) -> Result<(), Problem> {
    let ServiceError::Barred(refusal) = &error else {
        return Err(error.into());
    };
    let field = match refusal.code.split('-').next() {
        Some("words" | "answers") => "words",
        Some("date") => "until_on",
        Some("file") => "file",
        _ => return Err(error.into()),
    };
    faults.add(field, visit.say(&format!("refusal-{}", refusal.code)));
    Ok(())
}

/// A day as it was typed; what can't be read is a fault.
fn day(visit: &Visit, typed: &str, (field, faults): (&str, &mut Faults)) -> Option<NaiveDate> {
    let typed = typed.trim();
    if typed.is_empty() {
        faults.add(field, visit.say("refusal-date-missing"));
        return None;
    }
    let read = values::date(typed).ok();
    if read.is_none() {
        faults.add(field, visit.say("employer-fault-date"));
    }
    read
}

/// What stands over every form: whose it is.
#[derive(Debug, Serialize)]
struct About {
    href: String,
    name: String,
    nib: Option<String>,
    verdict: Mark,
}

impl About {
    fn of(dossier: &Dossier) -> Self {
        Self {
            href: format!("/employers/{}", dossier.employer.id),
            name: dossier.told.name.clone(),
            nib: dossier.told.row.nib.clone(),
            verdict: dossier.told.row.verdict.into(),
        }
    }
}

/// The employer behind an address of one of its forms.
async fn dossier(visit: &Visit, id: &str) -> Result<Dossier, Problem> {
    Ok(visit.services.dossier(parse(id)?).await?)
}

/// The words of a kind of remark in addresses and messages.
const fn code(kind: RemarkKind) -> &'static str {
    kind.code()
}
