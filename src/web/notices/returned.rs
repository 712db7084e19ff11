//! What came back for our mails, and what officers do about what nobody could place.

use axum::{
    extract::Path,
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use serde::{Deserialize, Serialize};
use validator::Validate;

use crate::{
    domain::{
        ids::{EmployerId, ReturnedId},
        role::Role,
    },
    services::{ServiceError, Services},
    store::ReturnedRow,
    web::{
        Answer, Problem,
        employer::steps::blame,
        forms::{Faults, Filled},
        frame::{Frame, Place},
        template::{self, Page},
        visit::Visit,
    },
};

/// Who places messages or puts them away.
pub(super) const DESK: &[Role] = &[Role::LabourOfficer];

/// A message that came back, as pages show it.
#[derive(Debug, Serialize)]
pub(super) struct Line {
    href: String,
    kind: String,
    /// The status code and the server's words.
    said: Option<String>,
    recipients: Vec<String>,
    sender: Option<String>,
    subject: String,
    words: Option<String>,
    at: String,
    channel: String,
    employer: Option<(String, String)>,
    mail_href: Option<String>,
    matched_by: Option<String>,
    reason: Option<String>,
    waits: bool,
    settled: Option<(String, String, Option<String>)>,
    is_forgotten: bool,
    can_assign: bool,
}

impl Line {
    pub(super) fn of(visit: &Visit, row: ReturnedRow) -> Self {
        let words = row.diagnostic.unwrap_or_default();
        let status = row.status.unwrap_or_default();
        let said = if words.contains(&status) {
            words
        } else {
            format!("{status} {words}").trim().to_owned()
        };
        let named = |employer: EmployerId, name: Option<String>| {
            name.map(|name| (format!("/employers/{employer}"), name))
        };
        Self {
            href: format!("/notices/returned/{}", row.id),
            said: (!said.is_empty()).then_some(said),
            recipients: row.recipients,
            sender: row.sender,
            subject: row.subject,
            words: row.words,
            at: visit.moment(row.at),
            channel: row.channel,
            employer: row.employer.and_then(|id| named(id, row.employer_name)),
            mail_href: row.mail.map(|mail| format!("/notices/{mail}")),
            matched_by: row.matched_by,
            reason: row.reason,
            waits: row.waits,
            settled: row
                .settled
                .map(|(who, at, words)| (who, visit.moment(at), words)),
            is_forgotten: row.is_forgotten,
            can_assign: matches!(row.kind.as_str(), "reply" | "unknown"),
            kind: row.kind,
        }
    }
}

/// The list.
#[derive(Debug, Serialize)]
struct ListPage {
    frame: Frame,
    waiting: u64,
    total: u64,
    lines: Vec<Line>,
}

impl Page for ListPage {
    const FILE: &'static str = "returned.html";
}

/// One message.
#[derive(Debug, Serialize)]
struct MessagePage {
    frame: Frame,
    line: Line,
    may_settle: bool,
    form: Typed,
    faults: Faults,
    wrong: Option<String>,
}

impl Page for MessagePage {
    const FILE: &'static str = "returned_message.html";
}

/// What was typed.
#[derive(Debug, Default, Serialize, Deserialize, Validate)]
#[serde(default)]
pub(super) struct Typed {
    /// Id, NIB, NPWP or BPJS code of a firm, or the code of one of its cases.
    #[validate(length(max = 100))]
    employer: String,
    words: String,
}

pub(super) async fn list(visit: Visit) -> Answer {
    let desk = visit.services.returned_desk().await?;
    let title = visit.say("returned-title");
    let frame = Frame::of(&visit, Place::Notices, title).await?;
    let line = |row| Line::of(&visit, row);
    template::render(
        visit.language,
        &ListPage {
            frame,
            waiting: desk.waiting,
            total: desk.total,
            lines: desk.lines.into_iter().map(line).collect(),
        },
    )
}

pub(super) async fn show(visit: Visit, Path(id): Path<String>) -> Answer {
    page(&visit, &id, (Typed::default(), Faults::default(), None)).await
}

/// Says which firm a message is of.
pub(super) async fn assign(
    visit: Visit,
    Path(id): Path<String>,
    Filled { form, mut faults }: Filled<Typed>,
) -> Answer<Response> {
    let message = parse(&id)?;
    let by = visit.officer()?.officer.id;
    let found = firm(&visit.services, &form.employer).await;
    let Ok(employer) = found else {
        faults.add("employer", visit.say("returned-fault-employer"));
        return again(&visit, &id, (form, faults, None)).await;
    };
    let done = visit.services.assign_returned(message, employer, by).await;
    settled(&visit, &id, (form, faults), done).await
}

/// Puts a message away.
pub(super) async fn away(
    visit: Visit,
    Path(id): Path<String>,
    Filled { form, faults }: Filled<Typed>,
) -> Answer<Response> {
    let message = parse(&id)?;
    let by = visit.officer()?.officer.id;
    let done = visit.services.put_returned_away(message, &form.words, by);
    let done = done.await;
    settled(&visit, &id, (form, faults), done).await
}

async fn settled(
    visit: &Visit,
    id: &str,
    (form, mut faults): (Typed, Faults),
    done: Result<(), ServiceError>,
) -> Answer<Response> {
    match done {
        Ok(()) => Ok(Redirect::to("/notices/returned").into_response()),
        Err(error) => {
            let wrong = blame(visit, error, &mut faults)?;
            again(visit, id, (form, faults, wrong)).await
        }
    }
}

async fn again(visit: &Visit, id: &str, told: (Typed, Faults, Option<String>)) -> Answer<Response> {
    let page = page(visit, id, told).await?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
}

/// The firm that somebody means: by its number, or by the code of a case.
async fn firm(services: &Services, typed: &str) -> Result<EmployerId, ServiceError> {
    let code = typed.trim().to_uppercase();
    let cases = services.open_cases().await?;
    match cases.iter().find(|case| case.code == code) {
        Some(case) => Ok(case.employer),
        None => Ok(services.explain(typed).await?.id),
    }
}

fn parse(id: &str) -> Result<ReturnedId, Problem> {
    id.parse().map_err(|_| Problem::missing())
}

async fn page(
    visit: &Visit,
    id: &str,
    (form, faults, wrong): (Typed, Faults, Option<String>),
) -> Answer {
    let row = visit.services.returned(parse(id)?).await?;
    let row = row.ok_or_else(Problem::missing)?;
    let line = Line::of(visit, row);
    let title = visit.say(&format!("returned-kind-{}", line.kind));
    template::render(
        visit.language,
        &MessagePage {
            frame: Frame::of(visit, Place::Notices, title).await?,
            may_settle: line.waits && visit.is(DESK),
            line,
            form,
            faults,
            wrong,
        },
    )
}
