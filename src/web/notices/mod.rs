//! Mails to employers, and what comes back for them.

mod pipe;
mod readers;
mod returned;

use std::collections::HashMap;

use axum::{
    extract::Path,
    http::header,
    response::{Html, IntoResponse, Response},
};
use serde::{Deserialize, Serialize};
use validator::Validate;

use crate::web::{
    Answer, Problem,
    frame::{Frame, Place},
    query::Checked,
    routes::{Site, Who},
    template::{self, Page},
    visit::Visit,
};
use crate::{
    domain::ids::{EmployerId, MailId},
    services::Services,
    store::{ListFilter, MailRow, MailState},
};

/// Mails on the page, the newest.
const SHOWN: u64 = 200;

/// A mail's own styles and nothing else; the browser treats it as a stranger's page.
pub(super) const MAIL_POLICY: &str = "sandbox; default-src 'none'; style-src 'unsafe-inline'; \
    img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'self'";

/// The list.
#[derive(Debug, Serialize)]
struct NoticesPage {
    frame: Frame,
    total: u64,
    /// Whether only some were asked for.
    some: bool,
    states: Vec<StateCount>,
    lines: Vec<NoticeLine>,
}

impl Page for NoticesPage {
    const FILE: &'static str = "notices.html";
}

#[derive(Debug, Serialize)]
struct StateCount {
    state: Sending,
    count: u64,
    /// Whether it was asked for.
    asked: bool,
}

/// Where a mail stands: its shape follows from the code.
#[derive(Debug, Clone, Copy, Serialize)]
struct Sending {
    code: &'static str,
}

impl From<MailState> for Sending {
    fn from(state: MailState) -> Self {
        Self { code: state.code() }
    }
}

#[derive(Debug, Serialize)]
struct NoticeLine {
    href: String,
    employer_href: String,
    employer: Option<String>,
    recipient: String,
    /// So many firms have that address that it may be an agent's.
    shared: bool,
    subject: String,
    cases: String,
    at: String,
    state: Sending,
}

/// One mail.
#[derive(Debug, Serialize)]
struct NoticePage {
    frame: Frame,
    subject: String,
    employer: Option<String>,
    employer_href: String,
    recipient: String,
    reply_to: Option<String>,
    cases: String,
    message_id: String,
    queued_at: String,
    sent_at: Option<String>,
    attempts: i32,
    state: Sending,
    text: String,
    html_href: String,
    /// Every time that a sender took it.
    tries: Vec<Try>,
    /// What came back for it.
    reports: Vec<returned::Line>,
    /// The mail in whose place it went, and the one that went in its place.
    before: Option<String>,
    after: Option<String>,
}

/// One hand-over.
#[derive(Debug, Serialize)]
struct Try {
    at: String,
    answer: String,
}

impl Page for NoticePage {
    const FILE: &'static str = "notice.html";
}

pub(super) fn routes(site: Site) -> Site {
    site.get("/notices", Who::Officers, list)
        .get("/notices/{id}", Who::Officers, show)
        .get("/notices/{id}/html", Who::Officers, html)
        .get("/notices/readers", Who::Officers, readers::list)
        .get("/notices/returned", Who::Officers, returned::list)
        .get("/notices/returned/{id}", Who::Officers, returned::show)
        .post(
            "/notices/returned/{id}/assign",
            Who::Only(returned::DESK),
            returned::assign,
        )
        .post(
            "/notices/returned/{id}/away",
            Who::Only(returned::DESK),
            returned::away,
        )
        .post("/mail/returned", Who::Anyone, pipe::take)
}

/// What the list can be asked for.
#[derive(Debug, Default, Deserialize, Validate)]
struct NoticesQuery {
    /// Code of a state, or `unreached` for all that reached nobody; anything else means all.
    #[validate(length(max = 40))]
    state: Option<String>,
}

async fn list(visit: Visit, Checked(query): Checked<NoticesQuery>) -> Answer {
    let services = &visit.services;
    let counts = services.mail_counts().await?;
    let asked: Vec<MailState> = match query.state.as_deref() {
        Some("unreached") => MailState::UNREACHED.to_vec(),
        Some(code) => MailState::from_code(code).into_iter().collect(),
        None => Vec::new(),
    };
    let mails = if asked.is_empty() {
        services.mails(None, SHOWN).await?
    } else {
        services.mails_in(&asked, SHOWN).await?
    };
    let names: HashMap<EmployerId, String> = services
        .open_cases()
        .await?
        .into_iter()
        .map(|case| (case.employer, case.employer_name))
        .collect();
    let recipients: Vec<&str> = mails.iter().map(|mail| mail.recipient.as_str()).collect();
    let shared = services.shared_addresses(&recipients).await?;
    let line = |mail: &MailRow| NoticeLine {
        shared: shared.contains(&mail.recipient.to_ascii_lowercase()),
        href: format!("/notices/{}", mail.id),
        employer_href: format!("/employers/{}", mail.employer),
        employer: names.get(&mail.employer).cloned(),
        recipient: mail.recipient.clone(),
        subject: mail.subject.clone(),
        cases: mail.reference.clone(),
        at: visit.moment(mail.sent_at.unwrap_or(mail.queued_at)),
        state: mail.state.into(),
    };
    template::render(
        visit.language,
        &NoticesPage {
            frame: Frame::of(&visit, Place::Notices, visit.say("nav-notices")).await?,
            total: counts
                .iter()
                .filter(|(state, _)| asked.is_empty() || asked.contains(state))
                .map(|(_, n)| n)
                .sum(),
            some: !asked.is_empty(),
            states: counts
                .iter()
                .map(|(state, count)| StateCount {
                    state: (*state).into(),
                    count: *count,
                    asked: asked.contains(state),
                })
                .collect(),
            lines: mails.iter().map(line).collect(),
        },
    )
}

async fn show(visit: Visit, Path(id): Path<String>) -> Answer {
    let services = &visit.services;
    let mail = find(services, &id).await?;
    let only = ListFilter {
        employer: Some(mail.employer),
        ..ListFilter::default()
    };
    let employer = services
        .list_page(&only, None, 1)
        .await?
        .lines
        .into_iter()
        .next();
    let (reports, before, after) = services.returned_for(mail.id).await?;
    let href = |id: MailId| format!("/notices/{id}");
    let tries = services.mail_attempts(mail.id).await?;
    template::render(
        visit.language,
        &NoticePage {
            tries: tries
                .into_iter()
                .map(|one| Try {
                    at: visit.moment(one.at),
                    answer: one.answer,
                })
                .collect(),
            reports: reports
                .into_iter()
                .map(|row| returned::Line::of(&visit, row))
                .collect(),
            before: before.map(href),
            after: after.map(href),
            frame: Frame::of(&visit, Place::Notices, &mail.subject).await?,
            employer: employer.map(|line| line.row.name),
            employer_href: format!("/employers/{}", mail.employer),
            message_id: mail.id.to_string(),
            queued_at: visit.moment(mail.queued_at),
            sent_at: mail.sent_at.map(|at| visit.moment(at)),
            attempts: mail.attempts,
            state: mail.state.into(),
            html_href: format!("/notices/{}/html", mail.id),
            subject: mail.subject,
            recipient: mail.recipient,
            reply_to: mail.reply_to,
            cases: mail.reference,
            text: mail.body_text,
        },
    )
}

/// The mail as the recipient's program shows it, shut off from everything else.
async fn html(visit: Visit, Path(id): Path<String>) -> Answer<Response> {
    let services = &visit.services;
    let mail = find(services, &id).await?;
    let policy = [(header::CONTENT_SECURITY_POLICY, MAIL_POLICY)];
    Ok((policy, Html(mail.body_html)).into_response())
}

async fn find(services: &Services, id: &str) -> Answer<MailRow> {
    let id: MailId = id.parse().map_err(|_| Problem::missing())?;
    services.mail(id).await?.ok_or_else(Problem::missing)
}
