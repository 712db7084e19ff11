//! The people who work with the program: the list, and inviting somebody.

use axum::{
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response},
};
use serde::{Deserialize, Serialize};
use validator::Validate;

use super::{
    super::{
        Answer,
        forms::{Faults, Filled},
        frame::{Frame, Place},
        routes::Site,
        template::{self, Page},
        visit::Visit,
    },
    ADMINS,
};
use crate::{
    domain::{role::Role, tongue::Tongue},
    services::{Invitation, NewOfficer, OfficerView, ServiceError},
    store::Actor,
};

/// The page.
#[derive(Debug, Serialize)]
struct UsersPage {
    frame: Frame,
    people: Vec<PersonLine>,
    roles: Vec<(&'static str, String)>,
    form: Invite,
    faults: Faults,
    wrong: Option<String>,
    link: Option<OneTimeLink>,
}

/// An account in a few words.
#[derive(Debug, Serialize)]
pub(super) struct PersonLine {
    pub(super) href: String,
    pub(super) name: String,
    pub(super) email: String,
    pub(super) role: &'static str,
    /// `open`, `invited`, `shut`.
    pub(super) state: &'static str,
    pub(super) second_factor: bool,
    pub(super) signed_in: Option<String>,
}

/// A link that is shown once.
#[derive(Debug, Serialize)]
pub(super) struct OneTimeLink {
    name: String,
    address: String,
    until: String,
}

impl OneTimeLink {
    /// Where nobody said how browsers know the site, it is known as this one calls it.
    pub(super) fn of(visit: &Visit, headers: &HeaderMap, made: Invitation) -> Self {
        let host = headers
            .get(header::HOST)
            .and_then(|host| host.to_str().ok());
        let unsaid = visit.services.sign_in.site.host().is_none();
        let path = made.link.find("/sign-in/").map(|at| &made.link[at..]);
        let address = match (host.filter(|_| unsaid), path) {
            (Some(host), Some(path)) => format!("http://{host}{path}"),
            _ => made.link,
        };
        Self {
            name: made.officer.name,
            address,
            until: visit.moment(made.expires_at),
        }
    }
}

impl Page for UsersPage {
    const FILE: &'static str = "users.html";
}

#[derive(Debug, Default, Deserialize, Serialize, Validate)]
struct Invite {
    #[serde(default)]
    #[validate(length(min = 1, max = 120))]
    name: String,
    #[serde(default)]
    #[validate(email)]
    email: String,
    #[serde(default)]
    role: String,
}

pub(super) fn routes(site: Site) -> Site {
    site.get("/settings/users", ADMINS, show)
        .post("/settings/users", ADMINS, invite)
}

/// The roles with their names, for a choice.
pub(super) fn roles(visit: &Visit) -> Vec<(&'static str, String)> {
    let pair = |role: Role| (role.code(), visit.say(&format!("role-{}", role.code())));
    Role::ALL.into_iter().map(pair).collect()
}

pub(super) fn line(visit: &Visit, view: &OfficerView) -> PersonLine {
    let officer = &view.officer;
    PersonLine {
        href: format!("/settings/users/{}", officer.id),
        name: officer.name.clone(),
        email: officer.email.clone(),
        role: officer.role.code(),
        state: match (view.disabled_at, view.has_password) {
            (Some(_), _) => "shut",
            (None, false) => "invited",
            (None, true) => "open",
        },
        second_factor: view.has_second_factor,
        signed_in: view.signed_in_at.map(|at| visit.moment(at)),
    }
}

async fn page(visit: &Visit, form: Invite) -> Answer<UsersPage> {
    let officers = visit.services.officers().await?;
    Ok(UsersPage {
        frame: Frame::of(visit, Place::Settings, visit.say("users-title")).await?,
        people: officers.iter().map(|view| line(visit, view)).collect(),
        roles: roles(visit),
        form,
        faults: Faults::default(),
        wrong: None,
        link: None,
    })
}

async fn show(visit: Visit) -> Answer {
    let form = Invite {
        role: Role::LabourOfficer.code().to_owned(),
        ..Invite::default()
    };
    template::render(visit.language, &page(&visit, form).await?)
}

async fn invite(visit: Visit, headers: HeaderMap, filled: Filled<Invite>) -> Answer<Response> {
    let Filled { form, mut faults } = filled;
    let role = Role::from_code(&form.role);
    if role.is_none() {
        faults.add("role", visit.say("fault-other"));
    }
    let refused = |page: UsersPage| -> Answer<Response> {
        let text = template::render(visit.language, &page)?;
        Ok((StatusCode::UNPROCESSABLE_ENTITY, text).into_response())
    };
    let Some(role) = role.filter(|_| faults.is_empty()) else {
        let page = page(&visit, form).await?;
        return refused(UsersPage { faults, ..page });
    };
    let new = NewOfficer {
        name: form.name.clone(),
        email: form.email.clone(),
        role,
    };
    let doer = Actor::Officer(visit.officer()?.officer.id);
    match visit.services.invite(&doer, &new).await {
        Ok(made) => {
            let tongue = Tongue::from_code(visit.language.code()).unwrap_or_default();
            let words = visit.say(&format!("role-{}", made.officer.role.code()));
            let mailing = visit.services.mail_invitation(&made, tongue, &words);
            mailing.await?;
            let mut page = page(&visit, Invite::default()).await?;
            page.link = Some(OneTimeLink::of(&visit, &headers, made));
            Ok(template::render(visit.language, &page)?.into_response())
        }
        Err(ServiceError::Barred(why)) => {
            let why = visit.say(&format!("refusal-{}", why.code));
            let page = page(&visit, form).await?;
            refused(UsersPage {
                wrong: Some(why),
                ..page
            })
        }
        Err(error) => Err(error.into()),
    }
}
