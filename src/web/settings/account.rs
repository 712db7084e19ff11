//! One's own account: language, password, and where one is signed in.

use axum::{
    extract::Query,
    response::{IntoResponse, Redirect, Response},
};
use serde::{Deserialize, Serialize};
use validator::Validate;

use super::super::{
    Answer, Problem,
    forms::{Faults, Filled},
    frame::{Frame, Place},
    routes::{Site, Who},
    sign_in::{Door, Turned},
    template::{self, Page},
    visit::Visit,
};
use crate::{domain::role::Role, store::Actor};

/// The page.
#[derive(Debug, Serialize)]
struct AccountPage {
    frame: Frame,
    done: Option<&'static str>,
    name: String,
    email: String,
    role: &'static str,
    is_admin: bool,
    sessions: Vec<SessionLine>,
    /// Weekdays and whether a digest comes then, Monday first; nothing for who has no work here.
    digest: Vec<(String, bool)>,
    faults: Faults,
}

/// A browser in which somebody is signed in.
#[derive(Debug, Serialize)]
pub(super) struct SessionLine {
    id: String,
    browser: String,
    began: String,
    seen: String,
    this_one: bool,
}

impl Page for AccountPage {
    const FILE: &'static str = "account.html";
}

const PAGE: &str = "/settings/account";

pub(super) fn routes(site: Site) -> Site {
    site.get(PAGE, Who::Officers, show)
        .post("/settings/account/digest", Who::Officers, digest)
        .post("/settings/account/language", Who::Officers, language)
        .post("/settings/account/password", Who::Officers, password)
        .post("/settings/account/sessions", Who::Officers, sessions)
}

#[derive(Debug, Deserialize)]
struct Shown {
    #[serde(default)]
    done: String,
}

async fn show(visit: Visit, shown: Query<Shown>) -> Answer {
    let known = ["digest", "language", "password", "session", "sessions"];
    let done = known.into_iter().find(|code| *code == shown.done);
    template::render(visit.language, &page(&visit, done).await?)
}

async fn page(visit: &Visit, done: Option<&'static str>) -> Answer<AccountPage> {
    let who = visit.officer()?;
    let officer = &who.officer;
    Ok(AccountPage {
        frame: Frame::of(visit, Place::Settings, visit.say("account-title")).await?,
        done,
        name: officer.name.clone(),
        email: officer.email.clone(),
        role: officer.role.code(),
        is_admin: visit.is(&[Role::Admin]),
        sessions: session_lines(visit, officer.id).await?,
        digest: digest_days(visit).await?,
        faults: Faults::default(),
    })
}

async fn digest_days(visit: &Visit) -> Answer<Vec<(String, bool)>> {
    if visit.is(&[Role::Viewer]) {
        return Ok(Vec::new());
    }
    let days = visit
        .services
        .digest_days(visit.officer()?.officer.id)
        .await?;
    let named = |(day, chosen): (usize, bool)| {
        // Weekdays count from Sunday.
        let name = visit.say(&format!("weekday-{}", (day + 1) % 7));
        (name, chosen)
    };
    Ok(days.into_iter().enumerate().map(named).collect())
}

/// Where an officer is signed in, the last used first.
pub(super) async fn session_lines(
    visit: &Visit,
    officer: crate::domain::ids::OfficerId,
) -> Answer<Vec<SessionLine>> {
    let mine = &visit.officer()?.session;
    let sessions = visit.services.sessions_of(officer).await?;
    let line = |session: crate::services::SessionView| SessionLine {
        browser: browser(&session.agent),
        began: visit.moment(session.created_at),
        seen: visit.moment(session.seen_at),
        this_one: session.id == *mine,
        id: session.id,
    };
    Ok(sessions.into_iter().map(line).collect())
}

/// What people call a browser, from what it says of itself.
fn browser(agent: &str) -> String {
    // Each claims to be those below it as well.
    let names = [
        ("Edg", "Edge"),
        ("OPR/", "Opera"),
        ("Firefox/", "Firefox"),
        ("Chrome/", "Chrome"),
        ("Safari/", "Safari"),
    ];
    let systems = [
        ("Android", "Android"),
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Windows", "Windows"),
        ("Mac OS", "macOS"),
        ("Linux", "Linux"),
    ];
    let find = |list: &[(&str, &'static str)]| {
        let found = list.iter().find(|(part, _)| agent.contains(part));
        found.map(|(_, name)| *name)
    };
    match (find(&names), find(&systems)) {
        (Some(name), Some(system)) => format!("{name} · {system}"),
        (Some(name), None) => name.to_owned(),
        _ if agent.is_empty() => "–".to_owned(),
        _ => agent.chars().take(60).collect(),
    }
}

fn back(done: &str) -> Response {
    Redirect::to(&format!("{PAGE}?done={done}")).into_response()
}

#[derive(Debug, Deserialize, Validate)]
struct Weekdays {
    #[serde(default)]
    days: Vec<String>,
}

async fn digest(visit: Visit, filled: Filled<Weekdays>) -> Answer<Response> {
    let chosen = &filled.form.days;
    let days = std::array::from_fn(|day| chosen.iter().any(|typed| *typed == day.to_string()));
    let officer = visit.officer()?.officer.id;
    visit.services.choose_digest_days(officer, days).await?;
    Ok(back("digest"))
}

#[derive(Debug, Deserialize, Validate)]
struct Chosen {
    language: String,
}

async fn language(visit: Visit, filled: Filled<Chosen>) -> Answer<Response> {
    let code = filled.form.language;
    let officer = visit.officer()?.officer.id;
    visit.services.set_language(officer, &code).await?;
    // The next page keeps the choice in this browser too.
    let to = format!("{PAGE}?done=language&lang={code}");
    Ok(Redirect::to(&to).into_response())
}

#[derive(Deserialize, Validate)]
struct Change {
    #[serde(default)]
    present: String,
    #[serde(default)]
    password: String,
    #[serde(default)]
    again: String,
}

async fn password(
    visit: Visit,
    Door(visitor): Door,
    filled: Filled<Change>,
) -> Result<Response, Problem> {
    let form = filled.form;
    let mut page = page(&visit, None).await?;
    if form.password != form.again {
        page.faults.add("again", visit.say("password-differs"));
        let text = template::render(visit.language, &page)?;
        return Ok((axum::http::StatusCode::UNPROCESSABLE_ENTITY, text).into_response());
    }
    let words = (&*form.present, &*form.password);
    let who = visit.officer()?;
    match visit.services.change_password(who, words, &visitor).await {
        Ok(()) => Ok(back("password")),
        Err(error) => {
            let turned = Turned::by(error, &visit, "password-present-wrong")?;
            let field = if turned.weak { "password" } else { "present" };
            page.faults.add(field, turned.words.clone());
            turned.page(&visit, &page)
        }
    }
}

#[derive(Debug, Deserialize, Validate)]
struct End {
    /// All others where it is empty.
    #[serde(default)]
    session: String,
}

async fn sessions(visit: Visit, filled: Filled<End>) -> Answer<Response> {
    let who = visit.officer()?;
    let (id, doer) = (who.officer.id, Actor::Officer(who.officer.id));
    let services = &visit.services;
    if filled.form.session.is_empty() {
        let mine = Some(&*who.session);
        services.end_all_sessions(&doer, id, mine).await?;
        return Ok(back("sessions"));
    }
    services
        .end_session(&doer, id, &filled.form.session)
        .await?;
    Ok(back("session"))
}

#[cfg(test)]
mod tests {
    use super::browser;

    #[test]
    fn a_browser_is_called_by_its_everyday_name() {
        let chrome = "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 (KHTML, like Gecko) \
            Chrome/140.0.0.0 Mobile Safari/537.36";
        assert_eq!(browser(chrome), "Chrome · Android");
        assert_eq!(
            browser("Mozilla/5.0 (X11; Linux) Firefox/140"),
            "Firefox · Linux"
        );
        assert_eq!(browser("curl/8"), "curl/8");
        assert_eq!(browser(""), "–");
    }
}
