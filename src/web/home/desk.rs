//! What needs the reader today. Each number leads to exactly as many records, but for the days
//! that data are old, which lead to the form for new ones.

use chrono::{Days, NaiveDate};
use serde::Serialize;

use super::super::{Answer, visit::Visit};
use crate::{
    domain::{ids::OfficerId, ladder::EVIDENCE_DAYS, letter::LetterState, role::Role},
    services::Services,
    store::{MailState, Whose, WorkCell, WorkFilter},
};

/// What there is to do.
#[derive(Debug, Serialize)]
pub(super) struct Desk {
    tasks: Vec<Task>,
    /// What the reader looks after and of which there is nothing now, by its code.
    idle: Vec<&'static str>,
    /// Working days until the week ends.
    days_left: usize,
}

/// One kind of work.
#[derive(Debug, Serialize)]
struct Task {
    /// Completes the keys of its words.
    code: &'static str,
    count: u64,
    /// A rough time for all of it: minutes, or hours where it is more than one.
    minutes: u64,
    hours: u64,
    href: &'static str,
    /// The day that the data are of, where they are the matter.
    as_of: Option<String>,
}

impl Task {
    /// Work of which one piece takes so many minutes.
    fn new((code, href): (&'static str, &'static str), count: u64, each: u64) -> Self {
        let minutes = (count * each).div_ceil(5) * 5;
        Self {
            code,
            count,
            minutes,
            hours: if minutes > 60 {
                minutes.div_ceil(60)
            } else {
                0
            },
            href,
            as_of: None,
        }
    }
}

impl Desk {
    /// The reader's work; `None` for a reader who has none.
    pub(super) async fn of(visit: &Visit) -> Answer<Option<Self>> {
        let services = &visit.services;
        let who = &visit.officer()?.officer;
        let mut tasks = match who.role {
            Role::Viewer => return Ok(None),
            Role::LabourOfficer => {
                let waiting = services.answers_waiting().await?;
                let mut tasks = vec![Task::new(("answers", "/answers"), waiting, 5)];
                tasks.extend(cases(&services.work_cells().await?, who.id));
                tasks.push(to_reach(services).await?);
                tasks.push(came_back(services).await?);
                tasks.push(readers(services).await?);
                tasks.push(matches(services).await?);
                tasks
            }
            Role::Approver => vec![approvals(services).await?, letters(services).await?],
            Role::HealthOfficer => vec![matches(services).await?],
            Role::Admin => Vec::new(),
        };
        if matches!(who.role, Role::Admin | Role::LabourOfficer) {
            tasks.push(refused_mails(services).await?);
        }
        if who.role != Role::Approver {
            tasks.extend(old_imports(visit, who.role).await?);
        }
        let (tasks, idle): (Vec<Task>, Vec<Task>) =
            tasks.into_iter().partition(|task| task.count > 0);
        let days = services.work_days();
        let calendar = &services.calendar();
        // Today counts too.
        let yesterday = days.today - Days::new(1);
        Ok(Some(Self {
            tasks,
            idle: idle.iter().map(|task| task.code).collect(),
            days_left: calendar.working_days_between(yesterday, days.week_ends_on),
        }))
    }
}

fn cases(cells: &[WorkCell], me: OfficerId) -> Vec<Task> {
    let count = |filter: WorkFilter| -> u64 {
        let held = cells.iter().filter(|cell| filter.holds(cell));
        held.map(|cell| cell.count).sum()
    };
    let any = WorkFilter::default;
    let second = count(WorkFilter {
        whose: Some(Whose::SecondOf(me)),
        ..any()
    });
    let first = count(WorkFilter {
        confirmation: Some("first"),
        ..any()
    });
    let term = |term| {
        count(WorkFilter {
            term: Some(term),
            ..any()
        })
    };
    let stopped = |obstacle| {
        count(WorkFilter {
            obstacle: Some(obstacle),
            ..any()
        })
    };
    vec![
        Task::new(("replied", "/cases?blocked=replied"), stopped("replied"), 5),
        Task::new(("second", "/cases?whose=second"), second, 1),
        Task::new(("first", "/cases?state=first"), first, 2),
        Task::new(("week", "/cases?due=week"), term("week"), 2),
        Task::new(("late", "/cases?due=late"), term("late"), 2),
        Task::new(
            ("receipt", "/cases?blocked=not_delivered"),
            stopped("not_delivered"),
            2,
        ),
    ]
}

async fn to_reach(services: &Services) -> Answer<Task> {
    let (today, lines) = (services.today(), services.reach_list().await?);
    let now = lines.iter().filter(|line| !line.rests(today)).count();
    Ok(Task::new(("reach", "/reach"), now as u64, 5))
}

async fn came_back(services: &Services) -> Answer<Task> {
    let waiting = services.returned_waiting().await?;
    Ok(Task::new(("returned", "/notices/returned"), waiting, 3))
}

async fn readers(services: &Services) -> Answer<Task> {
    let waiting = services.wrong_readers_waiting().await?;
    Ok(Task::new(("readers", "/notices/readers"), waiting, 5))
}

async fn matches(services: &Services) -> Answer<Task> {
    let waiting = services.pairs_waiting().await?;
    Ok(Task::new(("matches", "/matches"), waiting, 1))
}

async fn approvals(services: &Services) -> Answer<Task> {
    let waiting = services.plan().await?.steps.len();
    Ok(Task::new(("approvals", "/approvals"), waiting as u64, 1))
}

async fn letters(services: &Services) -> Answer<Task> {
    let waiting = services.letters_in(LetterState::InReview).await?;
    let link = ("letters", "/letters?state=in_review");
    Ok(Task::new(link, waiting, 2))
}

async fn refused_mails(services: &Services) -> Answer<Task> {
    let counts = services.mail_counts().await?;
    let unreached = counts
        .iter()
        .filter(|(s, _)| MailState::UNREACHED.contains(s));
    let count = unreached.map(|(_, count)| count).sum();
    Ok(Task::new(("mails", "/notices?state=unreached"), count, 3))
}

/// Kinds of files with the code of their task and the form that takes them.
const KINDS: [(&str, &str, &str); 4] = [
    (
        "employers",
        "imports-employers",
        "/imports?kind=employers#send",
    ),
    ("roster", "imports-roster", "/imports?kind=roster#send"),
    (
        "participants",
        "imports-participants",
        "/imports?kind=participants#send",
    ),
    (
        "contributions",
        "imports-contributions",
        "/imports?kind=contributions#send",
    ),
];

/// The kinds of files that the reader's role brings in and that have grown old: how many days,
/// and where new ones go.
async fn old_imports(visit: &Visit, role: Role) -> Answer<Vec<Task>> {
    let looked_after: &[&str] = match role {
        Role::LabourOfficer => &["employers", "roster", "contributions"],
        Role::HealthOfficer => &["participants", "contributions"],
        _ => &["employers", "roster", "participants", "contributions"],
    };
    let today = visit.services.today();
    let oldest: NaiveDate = today - Days::new(EVIDENCE_DAYS);
    let newest = visit.services.newest_imports().await?;
    let old = newest.iter().filter(|(_, as_of)| *as_of < oldest);
    let task = |(kind, as_of): &(String, NaiveDate)| {
        let (kind, code, href) = KINDS.into_iter().find(|known| known.0 == kind)?;
        looked_after.contains(&kind).then(|| Task {
            count: (today - *as_of).num_days().unsigned_abs(),
            as_of: Some(as_of.to_string()),
            ..Task::new((code, href), 1, 10)
        })
    };
    let mut tasks: Vec<Task> = old.filter_map(task).collect();
    if tasks.is_empty() {
        tasks.push(Task::new(("imports", "/imports"), 0, 0));
    }
    Ok(tasks)
}
