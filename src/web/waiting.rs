//! What waits to leave, and why.

use serde::Serialize;

use super::{
    Answer,
    frame::{Frame, Place},
    routes::{Site, Who},
    template::{self, Page},
    visit::Visit,
};
use crate::{
    domain::role::Role,
    services::{Pulse, Stuck, WaitGroup},
    store::{WaitingDetail, WaitingMail, WorkFilter},
};

/// The page.
#[derive(Debug, Serialize)]
struct WaitingPage {
    frame: Frame,
    total: u64,
    oldest: Option<String>,
    last_sent: Option<String>,
    stuck: Option<StuckShown>,
    groups: Vec<Group>,
    /// Open cases that no address can be written to.
    no_address: u64,
    /// The reader may call on those.
    reaches: bool,
    schedules: Vec<Ailing>,
}

impl Page for WaitingPage {
    const FILE: &'static str = "waiting.html";
}

/// Nothing leaves although something waits.
#[derive(Debug, Serialize)]
pub(super) struct StuckShown {
    count: u64,
    days: usize,
}

impl From<Stuck> for StuckShown {
    fn from(Stuck { count, days }: Stuck) -> Self {
        Self { count, days }
    }
}

/// Mails that wait for the same reason.
#[derive(Debug, Serialize)]
struct Group {
    why: &'static str,
    count: u64,
    oldest: String,
    lines: Vec<Line>,
}

#[derive(Debug, Serialize)]
struct Line {
    href: String,
    subject: String,
    employer: String,
    employer_href: String,
    recipient: String,
    queued: String,
    attempts: i32,
    /// What the server said last.
    answer: Option<String>,
    /// When it is tried again.
    next: Option<String>,
    /// Until when a sender has it.
    held_until: Option<String>,
}

/// A schedule that somebody should look at.
#[derive(Debug, Serialize)]
struct Ailing {
    href: String,
    title: String,
    late_since: Option<String>,
    fault: Option<String>,
    failed: Option<String>,
}

pub(super) fn routes(site: Site) -> Site {
    site.get("/notices/waiting", Who::Officers, show)
}

async fn show(visit: Visit) -> Answer {
    let services = &visit.services;
    let waiting = services.waiting().await?;
    let total = waiting.count();
    let no_email = WorkFilter {
        obstacle: Some("no_email"),
        ..WorkFilter::default()
    };
    let cells = services.work_cells().await?;
    let without = cells.iter().filter(|cell| no_email.holds(cell));
    let stuck = waiting.idle_days.map(|days| Stuck { count: total, days });
    let schedules = services.ailing_schedules().await?;
    template::render(
        visit.language,
        &WaitingPage {
            frame: Frame::of(&visit, Place::Notices, visit.say("waiting-title")).await?,
            total,
            oldest: waiting.oldest().map(|at| visit.moment(at)),
            last_sent: waiting.last_sent_at.map(|at| visit.moment(at)),
            stuck: stuck.map(StuckShown::from),
            groups: waiting.groups.iter().map(|g| group(&visit, g)).collect(),
            no_address: without.map(|cell| cell.count).sum(),
            reaches: visit.is(&[Role::LabourOfficer]),
            schedules: schedules.iter().map(|s| ailing(&visit, s)).collect(),
        },
    )
}

fn group(visit: &Visit, group: &WaitGroup) -> Group {
    let lines = group.mails.iter();
    let lines = lines.filter_map(|(mail, detail)| Some(line(visit, mail, detail.as_ref()?)));
    Group {
        why: group.why.code(),
        count: group.count,
        oldest: visit.moment(group.oldest),
        lines: lines.collect(),
    }
}

fn line(visit: &Visit, mail: &WaitingMail, detail: &WaitingDetail) -> Line {
    let now = visit.services.clock.now();
    Line {
        href: format!("/notices/{}", mail.id),
        subject: detail.subject.clone(),
        employer: detail.name.clone(),
        employer_href: format!("/employers/{}", detail.employer),
        recipient: mail.recipient.clone(),
        queued: visit.moment(mail.queued_at),
        attempts: mail.attempts,
        answer: detail.answer.clone(),
        next: (mail.not_before > now).then(|| visit.moment(mail.not_before)),
        held_until: mail.leased_until.map(|at| visit.moment(at)),
    }
}

fn ailing(visit: &Visit, pulse: &Pulse) -> Ailing {
    let late = pulse
        .owed_since
        .filter(|_| pulse.is_late(visit.services.clock.now()));
    let title = if pulse.title.is_empty() {
        &pulse.name
    } else {
        &pulse.title
    };
    Ailing {
        href: format!("/schedules/{}", pulse.name),
        title: title.clone(),
        late_since: late.map(|at| visit.moment(at)),
        fault: pulse.fault.clone(),
        failed: pulse.failed.clone(),
    }
}
