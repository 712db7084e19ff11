//! What stands around every page.

use serde::Serialize;

use super::{assets, language::Language, visit::Visit};
use crate::{
    domain::role::Role,
    services::{Brake, ServiceError, Standing},
};

/// Which entry of the navigation a page belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Place {
    Home,
    Employers,
    Matches,
    Cases,
    Notices,
    Letters,
    Directives,
    Schedules,
    Imports,
    Settings,
    Nowhere,
}

impl Place {
    /// The navigation: the place, its address, and its icon.
    const ALL: [(Self, &'static str); 10] = [
        (Self::Home, "/"),
        (Self::Employers, "/employers"),
        (Self::Matches, "/matches"),
        (Self::Cases, "/cases"),
        (Self::Letters, "/letters"),
        (Self::Notices, "/notices"),
        (Self::Directives, "/directives"),
        (Self::Schedules, "/schedules"),
        (Self::Imports, "/imports"),
        (Self::Settings, "/settings"),
    ];
}

/// What every template may use.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Frame {
    title: String,
    here: Place,
    places: Vec<(Place, &'static str)>,
    language: Language,
    /// This page in the other language.
    other_language: Language,
    other_href: String,
    city: String,
    office: String,
    /// Everything shown is made up.
    demo: bool,
    /// The day of the last check, written out; `None` before the first.
    checked_on: Option<String>,
    /// What holds all sending back.
    brake: Option<BrakeShown>,
    /// The year whose days off somebody should complete now, where this page is to say so.
    calendar_missing: Option<String>,
    /// What the search box shows.
    search: String,
    /// Who is signed in.
    officer: Option<Person>,
    /// For the hidden field of every form.
    form_token: String,
    style: &'static str,
    icon: &'static str,
    font: &'static str,
    scripts: [&'static str; 2],
}

/// What everybody is told while nothing leaves.
#[derive(Debug, Clone, Serialize)]
struct BrakeShown {
    /// `stopped` or `held`.
    code: &'static str,
    by: String,
    words: String,
    until: String,
}

impl BrakeShown {
    fn of(visit: &Visit, brake: Brake) -> Self {
        match brake {
            Brake::Stopped(pressed) => Self {
                code: "stopped",
                by: pressed.by,
                words: pressed.words,
                until: String::new(),
            },
            Brake::Held(until) => Self {
                code: "held",
                by: String::new(),
                words: String::new(),
                until: visit.language.day(until),
            },
        }
    }
}

/// Terms are counted by a list that ends with a known year: who can complete it hears of it.
fn calendar_missing(visit: &Visit, here: Place) -> Option<String> {
    let warned = match here {
        Place::Home => visit.is(&[Role::Admin, Role::LabourOfficer]),
        Place::Schedules => true,
        _ => false,
    };
    let year = visit.services.missing_year().filter(|_| warned);
    year.map(|year| year.to_string())
}

#[derive(Debug, Clone, Serialize)]
struct Person {
    name: String,
    email: String,
    role: &'static str,
}

impl Frame {
    pub(super) async fn of(
        visit: &Visit,
        here: Place,
        title: impl Into<String>,
    ) -> Result<Self, ServiceError> {
        let services = &visit.services;
        let Standing {
            checked_on,
            demo,
            brake,
        } = services.standing().await?;
        let brake = brake.filter(|_| visit.who.is_some());
        Ok(Self {
            here,
            demo,
            checked_on: checked_on.map(|day| visit.language.day(day)),
            brake: brake.map(|brake| BrakeShown::of(visit, brake)),
            calendar_missing: calendar_missing(visit, here),
            ..Self::bare(visit, title)
        })
    }

    /// The frame without what is read from the store.
    pub(super) fn bare(visit: &Visit, title: impl Into<String>) -> Self {
        let assets = assets::all();
        let services = &visit.services;
        let other = visit.language.other();
        let mark = if visit.here.contains('?') { '&' } else { '?' };
        let officer = visit.who.as_ref().map(|who| &who.officer);
        Self {
            title: title.into(),
            here: Place::Nowhere,
            places: if officer.is_some() {
                Place::ALL.to_vec()
            } else {
                Vec::new()
            },
            language: visit.language,
            other_language: other,
            other_href: format!("{}{mark}lang={}", visit.here, other.code()),
            city: services.city.name.clone(),
            office: services.city.office.clone(),
            demo: false,
            checked_on: None,
            brake: None,
            calendar_missing: None,
            search: String::new(),
            officer: officer.map(|officer| Person {
                name: officer.name.clone(),
                email: officer.email.clone(),
                role: officer.role.code(),
            }),
            form_token: visit.form_token(),
            style: &assets.style.href,
            icon: &assets.icon.href,
            font: &assets.font.href,
            scripts: [&assets.htmx.href, &assets.script.href],
        }
    }

    pub(super) fn searching(self, text: &str) -> Self {
        Self {
            search: text.to_owned(),
            ..self
        }
    }
}
