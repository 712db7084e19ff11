//! The addresses of a firm: which one is written to, who reads each, what is known of it, and what
//! officers say about them.

use axum::{
    extract::Path,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use serde::{Deserialize, Serialize};
use validator::Validate;

use super::{About, LABOUR, done, dossier, record::said_by, refused};
use crate::{
    domain::{
        contact::{AddressDeed, ContactRole, Origin, SHARED, Standing, State},
        employer::Field,
    },
    services::{ContactChange, ContactDeed, ContactLine, Contacts, Dossier, ServiceError},
    store::{ContactEvent, ContactQuestion, LastMail},
    web::{
        Answer, Problem,
        forms::{Faults, Filled},
        frame::{Frame, Place},
        routes::{Site, Who},
        template::{self, Page},
        visit::Visit,
    },
};

#[derive(Debug, Serialize)]
struct ContactsPage {
    frame: Frame,
    about: About,
    seen: String,
    lines: Vec<Line>,
    /// Codes of all roles.
    roles: Vec<&'static str>,
    plain: Vec<Plain>,
    history: Vec<Happened>,
    typed: Typed,
    may_act: bool,
    /// Somebody else saved first.
    stale: bool,
    faults: Faults,
}

impl Page for ContactsPage {
    const FILE: &'static str = "employer_contacts.html";
}

/// One address.
#[derive(Debug, Serialize)]
struct Line {
    address: String,
    origin: &'static str,
    /// Who says so and as of when, where the registry does.
    source: Option<String>,
    standing: &'static str,
    state: &'static str,
    proved: Option<ProvedBy>,
    /// The firm is written to at this one.
    used: bool,
    chosen: bool,
    role: &'static str,
    /// An officer set the role.
    role_is_set: bool,
    reason: Option<String>,
    by: Option<String>,
    since: Option<String>,
    /// As many firms have it, where they are enough for an agent's.
    firms: Option<usize>,
    last: Option<Last>,
    wrong: Option<Wrong>,
}

/// What proved an address.
#[derive(Debug, Serialize)]
struct ProvedBy {
    how: &'static str,
    at: String,
    who: Option<String>,
    words: Option<String>,
}

/// The last mail to an address.
#[derive(Debug, Serialize)]
struct Last {
    href: String,
    state: Code,
    at: String,
}

/// Where a mail stands: its shape follows from the code.
#[derive(Debug, Serialize)]
struct Code {
    code: &'static str,
}

/// What a wrong reader said, and nobody has looked at.
#[derive(Debug, Serialize)]
struct Wrong {
    at: String,
    named: Option<String>,
}

/// What the registry knows besides addresses.
#[derive(Debug, Serialize)]
struct Plain {
    kind: &'static str,
    text: String,
    source: Option<String>,
}

/// What was done with an address.
#[derive(Debug, Serialize)]
struct Happened {
    at: String,
    address: String,
    deed: &'static str,
    who: Option<String>,
    /// Of a role its code.
    role: Option<String>,
    words: Option<String>,
}

impl Line {
    fn of(visit: &Visit, dossier: &Dossier, (line, used): (&ContactLine, bool)) -> Self {
        let state = line.state();
        let told = line.origin == Origin::Registry;
        Self {
            address: line.address.clone(),
            origin: line.origin.code(),
            source: told
                .then(|| said_by(visit, dossier, Field::Email))
                .flatten(),
            standing: line.standing.code(),
            state: state.code(),
            proved: line.proved.as_ref().map(|proved| ProvedBy {
                how: proved.how.code(),
                at: visit.moment(proved.at),
                who: proved.by.clone(),
                words: proved.words.clone(),
            }),
            used,
            chosen: line.chosen,
            role: line.role().code(),
            role_is_set: line.set_role.is_some(),
            reason: line.reason.clone(),
            by: line.by.clone(),
            since: line
                .since
                .filter(|_| !told || !matches!(state, State::Unproved | State::Proved))
                .map(|at| visit.moment(at)),
            firms: (line.firms >= SHARED).then_some(line.firms),
            last: line.last.as_ref().map(|last| Last::of(visit, last)),
            wrong: line.wrong.as_ref().map(|said| Wrong::of(visit, said)),
        }
    }
}

impl Last {
    fn of(visit: &Visit, last: &LastMail) -> Self {
        Self {
            href: format!("/notices/{}", last.id),
            state: Code {
                code: last.state.code(),
            },
            at: visit.moment(last.at),
        }
    }
}

impl Wrong {
    fn of(visit: &Visit, said: &ContactQuestion) -> Self {
        Self {
            at: visit.moment(said.said_at()),
            named: said.named.clone(),
        }
    }
}

impl Happened {
    fn of(visit: &Visit, event: &ContactEvent) -> Self {
        let role = event.words.as_deref().and_then(ContactRole::from_code);
        let role = role.filter(|_| event.deed == AddressDeed::Role);
        Self {
            at: visit.moment(event.at),
            address: event.address.clone(),
            deed: event.deed.code(),
            who: event.by.clone(),
            role: role.map(|role| role.code().to_owned()),
            words: event.words.clone().filter(|_| role.is_none()),
        }
    }
}

/// What was typed.
#[derive(Debug, Default, Serialize, Deserialize, Validate)]
struct Typed {
    #[serde(default)]
    #[validate(length(max = 40))]
    seen: String,
    /// `add`, `bar`, `lift`, `choose`, `choose-none`, `role`, `vouch` or `settle`.
    #[serde(default)]
    #[validate(length(max = 20))]
    deed: String,
    #[serde(default)]
    #[validate(length(max = 300))]
    address: String,
    #[serde(default)]
    #[validate(length(max = 4000))]
    words: String,
    #[serde(default)]
    #[validate(length(max = 20))]
    role: String,
}

impl Typed {
    fn deed(&self) -> Option<ContactDeed<'_>> {
        let (address, words) = (self.address.as_str(), self.words.as_str());
        Some(match self.deed.as_str() {
            "add" => ContactDeed::Add(address),
            "bar" => ContactDeed::Bar(address, words),
            "lift" => ContactDeed::Lift(address),
            "choose" => ContactDeed::Choose(address),
            "choose-none" => ContactDeed::ChooseNone,
            "role" => ContactDeed::Role(address, ContactRole::from_code(&self.role)?),
            "vouch" => ContactDeed::Vouch(address, words),
            "settle" => ContactDeed::Settle(address),
            _ => return None,
        })
    }
}

pub(super) fn routes(site: Site) -> Site {
    let path = "/employers/{id}/contacts";
    site.get(path, Who::Officers, form)
        .post(path, Who::Only(LABOUR), save)
}

async fn form(visit: Visit, Path(id): Path<String>) -> Answer {
    let dossier = dossier(&visit, &id).await?;
    show(
        &visit,
        &dossier,
        (Typed::default(), Faults::default(), false),
    )
    .await
}

async fn save(
    visit: Visit,
    Path(id): Path<String>,
    Filled { form, mut faults }: Filled<Typed>,
) -> Result<Response, Problem> {
    let dossier = dossier(&visit, &id).await?;
    let deed = form.deed().ok_or_else(Problem::unreadable)?;
    let (id, by) = (dossier.employer.id, visit.officer()?.officer.id);
    let services = &visit.services;
    match services.change_contacts(id, deed, &form.seen, by).await {
        Ok(ContactChange::Saved) => return Ok(done(id, "contact")),
        Ok(ContactChange::Same) => return Ok(done(id, "same")),
        Ok(ContactChange::Stale) => {
            let page = show(&visit, &dossier, (form, faults, true)).await?;
            return Ok((StatusCode::CONFLICT, page).into_response());
        }
        Err(ServiceError::Barred(refusal)) => {
            let field = match refusal.code.split('-').next() {
                Some("words") => "words",
                _ => "address",
            };
            faults.add(field, visit.say(&format!("refusal-{}", refusal.code)));
        }
        Err(error) => return Err(error.into()),
    }
    Ok(refused(
        show(&visit, &dossier, (form, faults, false)).await?,
    ))
}

async fn show(
    visit: &Visit,
    dossier: &Dossier,
    (typed, faults, stale): (Typed, Faults, bool),
) -> Answer {
    let Contacts {
        lines,
        events,
        print,
    } = visit.services.contacts(dossier.employer.id).await?;
    let shown = lines.iter().enumerate().map(|(n, line)| {
        let used = n == 0 && line.standing == Standing::Usable;
        Line::of(visit, dossier, (line, used))
    });
    let history = events.iter().map(|event| Happened::of(visit, event));
    template::render(
        visit.language,
        &ContactsPage {
            frame: Frame::of(visit, Place::Employers, visit.say("contacts-title")).await?,
            about: About::of(dossier),
            lines: shown.collect(),
            roles: ContactRole::ALL.map(ContactRole::code).to_vec(),
            plain: plain(visit, dossier),
            history: history.collect(),
            seen: print,
            typed,
            may_act: visit.is(LABOUR),
            stale,
            faults,
        },
    )
}

/// The person and the telephone that the registry has.
fn plain(visit: &Visit, dossier: &Dossier) -> Vec<Plain> {
    let fields = [("person", Field::ContactName), ("phone", Field::Phone)];
    let line = |(kind, field): (&'static str, Field)| {
        Some(Plain {
            kind,
            text: dossier.employer.record.get(field)?.to_owned(),
            source: said_by(visit, dossier, field),
        })
    };
    fields.into_iter().filter_map(line).collect()
}
