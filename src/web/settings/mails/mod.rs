//! The wording of mails: for everybody to read, for administrators to change.

mod edit;
mod faults;
mod version;

use axum::response::{IntoResponse, Redirect, Response};
use serde::{Deserialize, Serialize};
use validator::Validate;

use super::{
    super::{
        Answer, Problem,
        forms::Filled,
        frame::{Frame, Place},
        query::Checked,
        routes::{Site, Who},
        template::{self, Page},
        visit::Visit,
    },
    ADMINS,
};
use crate::{
    domain::{mailing::MailKind, role::Role, tongue::Tongue},
    services::WordingState,
};

const PAGE: &str = "/settings/mails";

/// All mails.
#[derive(Debug, Serialize)]
struct MailsPage {
    frame: Frame,
    mails: Vec<MailLine>,
    thanks: bool,
    may_edit: bool,
    done: Option<&'static str>,
}

impl Page for MailsPage {
    const FILE: &'static str = "mails.html";
}

/// One kind of mail.
#[derive(Debug, Serialize)]
struct MailLine {
    kind: &'static str,
    to_firms: bool,
    languages: Vec<LanguageLine>,
}

/// Its wording in one language.
#[derive(Debug, Serialize)]
struct LanguageLine {
    code: &'static str,
    href: String,
    standing: Standing,
}

/// Where a wording stands, in words.
#[derive(Debug, Serialize)]
struct Standing {
    /// `shipped`, `edited`, `unfit`.
    code: &'static str,
    /// Who changed it last, and when.
    by: Option<(String, String)>,
    has_newer_shipped: bool,
}

impl Standing {
    fn of(visit: &Visit, state: &WordingState) -> Self {
        let newest = state.newest.as_ref();
        Self {
            code: match (state.is_unfit, state.is_edited()) {
                (true, _) => "unfit",
                (false, true) => "edited",
                (false, false) => "shipped",
            },
            by: newest.map(|newest| (newest.by.1.clone(), visit.moment(newest.at))),
            has_newer_shipped: state.has_newer_shipped,
        }
    }
}

pub(super) fn routes(site: Site) -> Site {
    let site = site
        .get(PAGE, Who::Officers, list)
        .post("/settings/mails/thanks", ADMINS, thanks);
    version::routes(edit::routes(site))
}

/// The address of one wording.
fn href(kind: MailKind, tongue: Tongue) -> String {
    format!("{PAGE}/{}/{}", kind.code(), tongue.code())
}

/// The wording that an address names.
fn named(kind: &str, language: &str) -> Answer<(MailKind, Tongue)> {
    let kind = MailKind::from_code(kind);
    kind.zip(Tongue::from_code(language))
        .ok_or_else(Problem::missing)
}

/// A version's number in a form.
fn number_of(seen: &str) -> Answer<i32> {
    seen.parse().map_err(|_| Problem::unreadable())
}

#[derive(Debug, Default, Deserialize, Validate)]
#[serde(default)]
struct Query {
    #[validate(length(max = 20))]
    done: String,
}

async fn list(visit: Visit, Checked(query): Checked<Query>) -> Answer {
    let states = visit.services.wordings().await?;
    let mails = MailKind::ALL.map(|kind| {
        let own = states.iter().filter(|state| state.kind == kind);
        MailLine {
            kind: kind.code(),
            to_firms: kind.is_to_firms(),
            languages: own
                .map(|state| LanguageLine {
                    code: state.tongue.code(),
                    href: href(kind, state.tongue),
                    standing: Standing::of(&visit, state),
                })
                .collect(),
        }
    });
    let page = MailsPage {
        frame: Frame::of(&visit, Place::Settings, visit.say("mails-title")).await?,
        mails: mails.into(),
        thanks: visit.services.thanks_firms().await?,
        may_edit: visit.is(&[Role::Admin]),
        done: ["thanks-on", "thanks-off"]
            .into_iter()
            .find(|done| *done == query.done),
    };
    template::render(visit.language, &page)
}

#[derive(Debug, Deserialize, Validate)]
struct Thanks {
    /// `on` or `off`.
    act: String,
}

async fn thanks(visit: Visit, filled: Filled<Thanks>) -> Answer<Response> {
    let on = match filled.form.act.as_str() {
        "on" => true,
        "off" => false,
        _ => return Err(Problem::unreadable()),
    };
    let by = visit.officer()?.officer.id;
    visit.services.set_thanks(on, by).await?;
    let done = if on { "thanks-on" } else { "thanks-off" };
    Ok(Redirect::to(&format!("{PAGE}?done={done}")).into_response())
}
