//! Brakes: stopping and resuming all sending, ending the trial, and what is held back.

use axum::{
    extract::Path,
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use serde::{Deserialize, Serialize};
use uuid::Uuid;
use validator::Validate;

use super::super::{
    Answer, Problem,
    employer::steps::blame,
    forms::{Faults, Filled},
    frame::{Frame, Place},
    language::{args, number},
    query::Checked,
    routes::{Site, Who},
    template::{self, Page},
    visit::Visit,
};
use crate::{
    domain::role::Role,
    services::{Brake, Pressed, Reception},
};

/// Who presses brakes.
pub(super) const PRESSERS: &[Role] = &[Role::Admin, Role::Approver, Role::LabourOfficer];

/// What can be pressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Press {
    Stop,
    Resume,
    Live,
    Trial,
}

impl Press {
    const fn code(self) -> &'static str {
        match self {
            Self::Stop => "stop",
            Self::Resume => "resume",
            Self::Live => "live",
            Self::Trial => "trial",
        }
    }

    /// Where it is asked for and pressed.
    const fn path(self) -> &'static str {
        match self {
            Self::Stop => "/settings/sending/stop",
            Self::Resume => "/settings/sending/resume",
            Self::Live => "/settings/sending/live",
            Self::Trial => "/settings/sending/trial",
        }
    }

    /// Whether firms may receive mail because of it, so that their number is asked for.
    const fn reaches_out(self) -> bool {
        matches!(self, Self::Resume | Self::Live)
    }
}

/// The page.
#[derive(Debug, Serialize)]
struct SendingPage {
    frame: Frame,
    may: bool,
    may_go_live: bool,
    stopped: Option<PressedLine>,
    waiting: u64,
    /// `everybody`, `live`, `trial`.
    reception: &'static str,
    live: Option<PressedLine>,
    addresses: usize,
    holds: Vec<HoldLine>,
    /// Answers an officer deals with a day, officers, and the new firms a day that follow.
    capacity: Option<(u32, u32, u32)>,
    done: Option<String>,
}

impl Page for SendingPage {
    const FILE: &'static str = "sending.html";
}

/// Who pressed something, when and why.
#[derive(Debug, Serialize)]
struct PressedLine {
    by: String,
    at: String,
    words: String,
}

impl PressedLine {
    fn of(visit: &Visit, pressed: Pressed) -> Self {
        let at = pressed.at.parse().map(|at| visit.moment(at));
        Self {
            by: pressed.by,
            at: at.unwrap_or(pressed.at),
            words: pressed.words,
        }
    }
}

/// Somebody who is held back.
#[derive(Debug, Serialize)]
struct HoldLine {
    scope: &'static str,
    /// A name, or a sector's digits.
    name: String,
    href: Option<String>,
    until_on: String,
    words: String,
    by: String,
    at: String,
    end: String,
}

/// The page that asks before it presses.
#[derive(Debug, Serialize)]
struct PressPage {
    frame: Frame,
    code: &'static str,
    counts: bool,
    waiting: u64,
    form: Typed,
    faults: Faults,
    wrong: Option<String>,
}

impl Page for PressPage {
    const FILE: &'static str = "sending_press.html";
}

/// What was typed.
#[derive(Debug, Default, Serialize, Deserialize, Validate)]
#[serde(default)]
struct Typed {
    words: String,
    count: String,
}

#[derive(Debug, Default, Deserialize, Validate)]
#[serde(default)]
struct Query {
    #[validate(length(max = 20))]
    done: String,
    n: u32,
}

pub(super) fn routes(site: Site) -> Site {
    let pressers = Who::Only(PRESSERS);
    let approver = Who::Only(&[Role::Approver]);
    let mut site = site.get("/settings/sending", Who::Officers, show);
    for (press, who) in [
        (Press::Stop, pressers),
        (Press::Resume, pressers),
        (Press::Live, approver),
        (Press::Trial, pressers),
    ] {
        site = site
            .get(press.path(), who, move |v: Visit| ask(v, press))
            .post(press.path(), who, move |v: Visit, f: Filled<Typed>| {
                self::press(v, press, f)
            });
    }
    site.post("/settings/sending/holds/{id}/end", pressers, end_hold)
}

async fn show(visit: Visit, Checked(query): Checked<Query>) -> Answer {
    let services = &visit.services;
    let stopped = match services.brake().await? {
        Some(Brake::Stopped(pressed)) => Some(PressedLine::of(&visit, pressed)),
        Some(Brake::Held(_)) | None => None,
    };
    let (mut live, mut addresses, mut may_go_live) = (None, 0, false);
    let reception = match services.reception().await? {
        Reception::Everybody => "everybody",
        Reception::Live(pressed) => {
            live = Some(PressedLine::of(&visit, pressed));
            "live"
        }
        Reception::Trial {
            addresses: some,
            may_go_live: may,
        } => {
            addresses = some;
            may_go_live = may && visit.is(&[Role::Approver]);
            "trial"
        }
    };
    let done = match query.done.as_str() {
        known @ ("stop" | "resume" | "live" | "trial" | "hold" | "ended" | "capacity") => {
            let count = args([("count", number(query.n))]);
            Some(visit.say_with(&format!("sending-done-{known}"), &count))
        }
        _ => None,
    };
    let page = SendingPage {
        frame: Frame::of(&visit, Place::Settings, visit.say("sending-title")).await?,
        may: visit.is(PRESSERS),
        may_go_live,
        stopped,
        waiting: services.waiting_mails().await?,
        reception,
        live,
        addresses,
        holds: holds(&visit).await?,
        capacity: services
            .capacity()
            .await?
            .map(|one| (one.answers_each, one.officers, one.new_firms())),
        done,
    };
    template::render(visit.language, &page)
}

async fn holds(visit: &Visit) -> Answer<Vec<HoldLine>> {
    use crate::domain::hold::Scope;

    let holds = visit.services.holds().await?;
    let line = |hold: &crate::store::Hold| {
        let (name, href) = match &hold.scope {
            Scope::Employer(id) => (
                hold.employer.clone().unwrap_or_default(),
                Some(format!("/employers/{id}")),
            ),
            Scope::Sector(digits) => (digits.clone(), None),
            Scope::City => (visit.services.city.name.clone(), None),
        };
        HoldLine {
            scope: hold.scope.code(),
            name,
            href,
            until_on: hold.until_on.to_string(),
            words: hold.words.clone(),
            by: hold.by.clone(),
            at: visit.moment(hold.at),
            end: format!("/settings/sending/holds/{}/end", hold.id),
        }
    };
    Ok(holds.iter().map(line).collect())
}

async fn ask(visit: Visit, press: Press) -> Answer {
    let nothing = (Typed::default(), Faults::default(), None);
    asking(&visit, press, nothing).await
}

async fn asking(
    visit: &Visit,
    press: Press,
    (form, faults, wrong): (Typed, Faults, Option<String>),
) -> Answer {
    let code = press.code();
    let title = visit.say(&format!("sending-{code}-title"));
    let page = PressPage {
        frame: Frame::of(visit, Place::Settings, title).await?,
        code,
        counts: press.reaches_out(),
        waiting: visit.services.waiting_mails().await?,
        form,
        faults,
        wrong,
    };
    template::render(visit.language, &page)
}

async fn press(
    visit: Visit,
    press: Press,
    Filled { form, mut faults }: Filled<Typed>,
) -> Answer<Response> {
    let services = &visit.services;
    let waiting = services.waiting_mails().await?;
    if press.reaches_out() && form.count.trim().parse() != Ok(waiting) {
        let count = args([("count", number(u32::try_from(waiting).unwrap_or(u32::MAX)))]);
        faults.add("count", visit.say_with("sending-fault-count", &count));
    }
    if form.words.trim().is_empty() {
        faults.add("words", visit.say("refusal-reason"));
    }
    let mut wrong = None;
    if faults.is_empty() {
        let (words, by) = (form.words.as_str(), visit.officer()?.officer.id);
        let done = match press {
            Press::Stop => services.stop_sending(words, by).await,
            Press::Resume => services.resume_sending(words, by).await.map(|()| waiting),
            Press::Live => services.go_live(words, by).await.map(|()| waiting),
            Press::Trial => services.back_to_trial(words, by).await.map(|()| waiting),
        };
        match done {
            Ok(n) => {
                let to = format!("/settings/sending?done={}&n={n}", press.code());
                return Ok(Redirect::to(&to).into_response());
            }
            Err(error) => wrong = blame(&visit, error, &mut faults)?,
        }
    }
    let page = asking(&visit, press, (form, faults, wrong)).await?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
}

#[derive(Debug, Default, Deserialize, Validate)]
struct Nothing {}

async fn end_hold(visit: Visit, Path(id): Path<String>, _: Filled<Nothing>) -> Answer<Response> {
    let id: Uuid = id.parse().map_err(|_| Problem::missing())?;
    let by = visit.officer()?.officer.id;
    visit.services.end_hold(id, by).await?;
    Ok(Redirect::to("/settings/sending?done=ended").into_response())
}
