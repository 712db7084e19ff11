//! Numbers for a monitoring system, in Prometheus' text format. Nothing about anybody: states,
//! reasons, names of schedules.

use std::{fmt::Write, io};

use axum::{
    Router,
    extract::State,
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response},
    routing,
};
use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use secrecy::ExposeSecret;
use tokio::net::TcpListener;

use super::{
    Answer, Problem,
    bearer::bearer,
    routes::{Site, Who},
};
use crate::{
    domain::waiting::Why,
    services::{Pulse, Secret, Services, Vitals},
};

/// The format's own name.
const FORMAT: &str = "text/plain; version=0.0.4; charset=utf-8";

pub(super) fn routes(site: Site) -> Site {
    site.get("/metrics", Who::Anyone, show)
}

/// Serves the numbers to everybody who comes to a listener of their own.
///
/// # Errors
/// When the listener fails.
pub async fn serve_vitals(services: Services, listener: TcpListener) -> io::Result<()> {
    let alone = Router::new()
        .route("/metrics", routing::get(numbers))
        .with_state(services);
    axum::serve(listener, alone).await
}

/// The numbers for who brings the token; where none is set there is no such page.
async fn show(State(services): State<Services>, headers: HeaderMap) -> Answer<Response> {
    let Some(token) = &services.sign_in.metrics_token else {
        return Err(Problem::missing());
    };
    let token = Secret::of(token.expose_secret().trim());
    if !bearer(&headers).is_some_and(|brought| token.is(brought.trim())) {
        let ask = [(header::WWW_AUTHENTICATE, "Bearer")];
        return Ok((StatusCode::UNAUTHORIZED, ask, "").into_response());
    }
    numbers(State(services)).await
}

async fn numbers(State(services): State<Services>) -> Answer<Response> {
    let text = text(&services.vitals().await?);
    Ok(([(header::CONTENT_TYPE, FORMAT)], text).into_response())
}

/// Metrics with their help lines.
#[derive(Default)]
struct Sheet(String);

impl Sheet {
    /// A gauge: its values with their label, if any.
    fn gauge<L: AsRef<str>>(
        &mut self,
        (name, help): (&str, &str),
        label: &str,
        values: impl IntoIterator<Item = (L, i64)>,
    ) {
        let mut values = values.into_iter().peekable();
        if values.peek().is_none() {
            return;
        }
        let sheet = &mut self.0;
        let _ = writeln!(
            sheet,
            "# HELP patuh_{name} {help}\n# TYPE patuh_{name} gauge"
        );
        for (of, value) in values {
            let of = of.as_ref().replace('\\', "\\\\").replace('"', "\\\"");
            let _ = if label.is_empty() {
                writeln!(sheet, "patuh_{name} {value}")
            } else {
                writeln!(sheet, "patuh_{name}{{{label}=\"{of}\"}} {value}")
            };
        }
    }
}

fn count(n: u64) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}

fn text(vitals: &Vitals) -> String {
    let mut sheet = Sheet::default();
    mails(&mut sheet, vitals);
    schedules(&mut sheet, vitals);
    records(&mut sheet, vitals);
    sheet.0
}

/// Seconds since then.
fn age(vitals: &Vitals, at: DateTime<Utc>) -> i64 {
    (vitals.now - at).num_seconds().max(0)
}

fn mails(sheet: &mut Sheet, vitals: &Vitals) {
    let waiting = &vitals.waiting;
    let by_state = vitals.mails.iter().map(|(s, n)| (s.code(), count(*n)));
    let help = ("mails", "Mails to employers by state.");
    sheet.gauge(help, "state", by_state);
    let by_reason = Why::ALL.map(|why| {
        let group = waiting.groups.iter().find(|group| group.why == why);
        (why.code(), group.map_or(0, |group| count(group.count)))
    });
    let help = ("mails_waiting", "Mails that wait, by reason.");
    sheet.gauge(help, "reason", by_reason);
    let oldest = waiting.oldest().map_or(0, |at| age(vitals, at));
    let help = "Age of the oldest mail that waits, 0 if none does.";
    sheet.gauge(("mail_oldest_waiting_seconds", help), "", [("", oldest)]);
    let last = waiting.last_sent_at.map(|at| ("", at.timestamp()));
    let help = "When a server last took a mail.";
    sheet.gauge(("mail_last_success_timestamp_seconds", help), "", last);
    let stuck = i64::from(waiting.idle_days.is_some());
    let help = "1 when no mail has left for three working days although some wait.";
    sheet.gauge(("mail_stuck", help), "", [("", stuck)]);
}

fn schedules(sheet: &mut Sheet, vitals: &Vitals) {
    let all = vitals.schedules.iter();
    let late = |s: &Pulse| s.owed_since.map_or(0, |at| age(vitals, at));
    let help = "Age of the due time that nobody has dealt with.";
    let values = all.clone().map(|s| (&s.name, late(s)));
    sheet.gauge(("schedule_lateness_seconds", help), "schedule", values);
    let help = "1 when it is late, its last firing failed, or it stands still.";
    let values = all
        .clone()
        .map(|s| (&s.name, i64::from(s.ails(vitals.now))));
    sheet.gauge(("schedule_ails", help), "schedule", values);
    let help = "When it last ended a firing well.";
    let values = all.filter_map(|s| Some((&s.name, s.done_at?.timestamp())));
    let name = "schedule_last_success_timestamp_seconds";
    sheet.gauge((name, help), "schedule", values);
}

fn records(sheet: &mut Sheet, vitals: &Vitals) {
    let help = "When files of a kind were imported last.";
    let imports = vitals.imports.iter();
    let values = imports.map(|(kind, at)| (kind, at.timestamp()));
    sheet.gauge(("import_last_timestamp_seconds", help), "kind", values);
    let midnight = |day: NaiveDate| day.and_time(NaiveTime::MIN).and_utc().timestamp();
    let checked = vitals.checked_on.map(|day| ("", midnight(day)));
    let help = "The day of the last check, as its midnight in UTC.";
    sheet.gauge(("check_day_timestamp_seconds", help), "", checked);
    let (open, confirmed) = vitals.cases;
    let values = [("open", count(open)), ("confirmed", count(confirmed))];
    let help = "Open cases, and those that two officers have confirmed.";
    sheet.gauge(("cases", help), "which", values);
}
