//! Schedules, firings and what they do, as pages show them.

use chrono::Datelike;
use serde::Serialize;

use super::super::{
    language::{Language, args, number},
    proofs::PROVERS,
    visit::Visit,
};
use crate::{
    domain::{
        audience::Crowd,
        schedule::{Audience, Tongue},
    },
    services::{Coming, Did, Outcome},
    store::{Schedule, ScheduleRun},
};

/// Rows of a dry run on one page.
const MOST_ROWS: usize = 500;

/// A schedule in words.
#[derive(Debug, Serialize)]
pub(super) struct Facts {
    pub(super) name: String,
    pub(super) title: String,
    pub(super) href: String,
    pub(super) cron: String,
    pub(super) reading: String,
    action: &'static str,
    enabled: bool,
    rehearsal: bool,
    has_audience: bool,
    /// The filter, and the address of the list it stands for; none where it is for all.
    filter: Option<(String, String)>,
    window: Option<String>,
    most: Option<u32>,
    holidays: &'static str,
    late: &'static str,
    /// When it was changed last.
    changed: Option<String>,
    /// Who did, where that was asked for.
    pub(super) changed_by: Option<String>,
    version: u32,
}

impl Facts {
    pub(super) fn of(visit: &Visit, schedule: &Schedule, zone: &str) -> Self {
        let title = match schedule.title.as_str() {
            "" => schedule.name.clone(),
            title => title.to_owned(),
        };
        let window = schedule.window.map(|window| {
            let (from, to) = (
                visit.language.time(window.from),
                visit.language.time(window.to),
            );
            format!("{from}–{to} {zone}")
        });
        let filter = match &schedule.audience {
            Audience::AllOpen => None,
            Audience::Of(filter) => Some((filter.clone(), format!("/employers?{filter}"))),
        };
        Self {
            reading: visit.services.reading(schedule, tongue(visit.language)),
            href: format!("/schedules/{}", schedule.name),
            name: schedule.name.clone(),
            title,
            cron: schedule.cron.clone(),
            action: schedule.action.code(),
            enabled: schedule.enabled,
            rehearsal: schedule.rehearsal,
            has_audience: schedule.action.has_audience(),
            filter,
            window,
            most: schedule.most,
            holidays: schedule.holidays.code(),
            late: schedule.late.code(),
            changed: schedule.changed.map(|(_, at)| visit.moment(at)),
            changed_by: None,
            version: schedule.version,
        }
    }
}

/// The rulebook's name of a language.
const fn tongue(language: Language) -> Tongue {
    match language {
        Language::Id => Tongue::Id,
        Language::En => Tongue::En,
    }
}

/// A firing to come.
#[derive(Debug, Serialize)]
pub(super) struct ComingLine {
    at: String,
    /// The day off on which it is passed over.
    skipped: Option<String>,
    /// The day that it was moved from, and that day's name.
    moved: Option<(String, String)>,
    unsure: bool,
}

impl ComingLine {
    pub(super) fn of(visit: &Visit, one: &Coming, zone: &str) -> Self {
        let language = visit.language;
        let weekday = one.at.weekday().num_days_from_sunday();
        let weekday = language.say(&format!("weekday-{weekday}"));
        let day = language.day(one.at.date_naive());
        let time = language.time(one.at.time());
        Self {
            at: format!("{weekday}, {day}, {time} {zone}"),
            skipped: one.skipped.clone(),
            moved: one
                .moved
                .as_ref()
                .map(|(day, why)| (language.day(*day), why.clone())),
            unsure: one.unsure,
        }
    }
}

/// A firing that was.
#[derive(Debug, Serialize)]
pub(super) struct RunLine {
    due: String,
    /// The same for a form; where the firing may have queued mails.
    proof: Option<String>,
    state: &'static str,
    report: String,
    began: String,
    ended: Option<String>,
    attempts: u16,
    node: String,
}

impl RunLine {
    pub(super) fn of(visit: &Visit, run: &ScheduleRun) -> Self {
        Self {
            due: visit.moment(run.due_at),
            proof: (visit.is(PROVERS) && run.finished_at.is_some())
                .then(|| run.due_at.to_rfc3339()),
            state: run.state.code(),
            report: run.report.clone(),
            began: visit.moment(run.ran_at),
            ended: run.finished_at.map(|at| visit.moment(at)),
            attempts: run.attempts,
            node: run.node.clone(),
        }
    }
}

/// What a run would do, or did.
#[derive(Debug, Serialize)]
pub(super) struct DidView {
    words: String,
    recipients: u64,
    rows: Vec<Row>,
    /// Rows that are not shown.
    more: usize,
}

/// One case of a dry run.
#[derive(Debug, Serialize)]
struct Row {
    case: String,
    employer: String,
    case_type: &'static str,
    /// Where the notice goes.
    to: Option<String>,
    /// Why it doesn't.
    why: Option<String>,
}

impl DidView {
    pub(super) fn of(visit: &Visit, did: &Did) -> Self {
        let words = match did {
            Did::Reminders(report) => visit.say_with(
                "schedules-would-remind",
                &args([
                    ("mails", count(report.queued)),
                    ("cases", count(report.cases)),
                    ("held", count(report.held)),
                ]),
            ),
            Did::Advance(report) => visit.say_with(
                "schedules-would-advance",
                &args([
                    ("letters", count(report.letters)),
                    ("held", count(report.held)),
                ]),
            ),
            Did::Recheck(report) => visit.say_with(
                "schedules-would-recheck",
                &args([
                    ("assessed", count(report.assessed)),
                    ("changed", count(report.changed)),
                ]),
            ),
            Did::Retention { dropped } => {
                visit.say_with("schedules-would-forget", &args([("rows", count(*dropped))]))
            }
            Did::Digests(report) => visit.say_with(
                "schedules-would-tell",
                &args([("sent", count(report.sent)), ("idle", count(report.idle))]),
            ),
            Did::Files { files } => {
                visit.say_with("schedules-would-write", &args([("files", count(*files))]))
            }
        };
        let decisions = did.decisions();
        let is_sent = |outcome: &Outcome| !matches!(outcome, Outcome::Hold(_));
        let (sent, held): (Vec<_>, Vec<_>) = decisions.iter().partition(|d| is_sent(&d.outcome));
        let rows = sent
            .into_iter()
            .chain(held)
            .take(MOST_ROWS)
            .map(|decision| {
                let (to, why) = match &decision.outcome {
                    Outcome::Notify(to) | Outcome::Draft(to) => (Some(to.clone()), None),
                    Outcome::Hold(why) => (None, Some(why.clone())),
                };
                Row {
                    case: decision.case.clone(),
                    employer: decision.employer.clone(),
                    case_type: decision.case_type,
                    to,
                    why,
                }
            });
        Self {
            words,
            recipients: did.recipients(),
            rows: rows.collect(),
            more: decisions.len().saturating_sub(MOST_ROWS),
        }
    }
}

/// A number of a message.
pub(super) fn count(n: u64) -> fluent_bundle::FluentValue<'static> {
    number(u32::try_from(n).unwrap_or(u32::MAX))
}

/// How many an audience holds, in words.
pub(super) fn crowd_words(visit: &Visit, crowd: Crowd, filtered: bool) -> String {
    let key = match (filtered, crowd.matched) {
        (false, _) => "schedules-crowd-open",
        (true, 0) => "schedules-crowd-none",
        (true, _) => "schedules-crowd",
    };
    let values = [
        ("matched", count(crowd.matched)),
        ("total", count(crowd.total)),
    ];
    visit.say_with(key, &args(values))
}
