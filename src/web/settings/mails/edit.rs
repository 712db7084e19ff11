//! One wording: what it says with samples, changing it, sending it to oneself.

use axum::{
    extract::Path,
    http::{StatusCode, header},
    response::{Html, IntoResponse, Redirect, Response},
};
use serde::{Deserialize, Serialize};
use validator::Validate;

use super::{
    super::super::{
        Answer, Problem,
        forms::Filled,
        frame::{Frame, Place},
        language::args,
        notices::MAIL_POLICY,
        query::Checked,
        routes::{Site, Who},
        template::{self, Page},
        visit::Visit,
    },
    super::ADMINS,
    Standing,
    faults::FaultLine,
    href, named, number_of,
};
use crate::{
    domain::{mailing::MailKind, role::Role, tongue::Tongue},
    services::{
        BadWording, MailSheet, RenderedMail, SavedWording, ServiceError, Services, WordingView,
    },
};

/// The page of one wording.
#[derive(Debug, Serialize)]
struct MailPage {
    frame: Frame,
    kind: &'static str,
    language: &'static str,
    href: String,
    languages: Vec<(&'static str, String)>,
    standing: Standing,
    may_edit: bool,
    form: Typed,
    shown: Shown,
    versions: Vec<VersionLine>,
    variables: Vec<(String, String)>,
    done: Option<String>,
    wrong: Option<String>,
}

impl Page for MailPage {
    const FILE: &'static str = "mail.html";
}

/// What comes out, or what is wrong: a part of the page that is made anew while somebody types.
#[derive(Debug, Serialize)]
struct Shown {
    language: &'static str,
    subject: Option<String>,
    text: Option<String>,
    faults: Vec<FaultLine>,
}

impl Page for Shown {
    const FILE: &'static str = "_mail_shown.html";
}

/// One change.
#[derive(Debug, Serialize)]
struct VersionLine {
    version: i32,
    href: String,
    is_shipped: bool,
    by: String,
    at: String,
}

/// What was typed.
#[derive(Debug, Default, Clone, Serialize, Deserialize, Validate)]
#[serde(default)]
struct Typed {
    subject: String,
    text: String,
    markup: String,
    /// The number of the sample that is shown, from 0.
    sample: String,
    /// The number of the version that the form was made from.
    seen: String,
    /// `look`, `html`, `save`, `test`.
    #[serde(skip_serializing)]
    act: String,
}

impl Typed {
    /// The sample that is shown; the first one where nothing sensible was asked for.
    fn sample(&self) -> usize {
        self.sample.parse().unwrap_or_default()
    }

    fn sheet(&self) -> MailSheet {
        MailSheet {
            subject: self.subject.clone(),
            text: self.text.clone(),
            markup: self.markup.clone(),
        }
    }
}

#[derive(Debug, Default, Deserialize, Validate)]
#[serde(default)]
struct Query {
    sample: usize,
    #[validate(length(max = 20))]
    done: String,
}

type Named = Path<(String, String)>;

pub(super) fn routes(site: Site) -> Site {
    let path = "/settings/mails/{kind}/{language}";
    site.get(path, Who::Officers, show)
        .post(path, ADMINS, act)
        .get(
            "/settings/mails/{kind}/{language}/html",
            Who::Officers,
            html,
        )
}

async fn show(
    visit: Visit,
    Path((kind, language)): Named,
    Checked(query): Checked<Query>,
) -> Answer {
    let wording = named(&kind, &language)?;
    let view = visit.services.wording(wording.0, wording.1).await?;
    let form = Typed {
        subject: view.sheet.subject.clone(),
        text: view.sheet.text.clone(),
        markup: view.sheet.markup.clone(),
        sample: query.sample.to_string(),
        seen: seen(&view).to_string(),
        act: String::new(),
    };
    let done = ["saved", "same", "reverted"];
    let done = done.into_iter().find(|done| *done == query.done);
    let done = done.map(|done| visit.say(&format!("mails-done-{done}")));
    let page = page(&visit, &view, form).await?;
    template::render(visit.language, &MailPage { done, ..page })
}

/// The number of the newest version; 0 before any.
fn seen(view: &WordingView) -> i32 {
    view.versions.first().map_or(0, |newest| newest.version)
}

async fn page(visit: &Visit, view: &WordingView, form: Typed) -> Answer<MailPage> {
    let (kind, tongue) = (view.state.kind, view.state.tongue);
    let own = href(kind, tongue);
    let title = visit.say(&format!("mails-kind-{}", kind.code()));
    Ok(MailPage {
        frame: Frame::of(visit, Place::Settings, title).await?,
        kind: kind.code(),
        language: tongue.code(),
        languages: Tongue::ALL
            .map(|tongue| (tongue.code(), href(kind, tongue)))
            .into(),
        standing: Standing::of(visit, &view.state),
        may_edit: visit.is(&[Role::Admin]),
        shown: shown(visit, (kind, tongue), &form),
        versions: view
            .versions
            .iter()
            .map(|one| VersionLine {
                version: one.version,
                href: format!("{own}/versions/{}", one.version),
                is_shipped: one.files.is_none(),
                by: one.by.1.clone(),
                at: visit.moment(one.at),
            })
            .collect(),
        variables: Services::wording_variables((kind, tongue), form.sample()),
        href: own,
        form,
        done: None,
        wrong: None,
    })
}

fn shown(visit: &Visit, (kind, tongue): (MailKind, Tongue), form: &Typed) -> Shown {
    let language = tongue.code();
    match chosen((kind, tongue), form) {
        Ok(mail) => Shown {
            language,
            subject: Some(mail.subject),
            text: Some(mail.text),
            faults: Vec::new(),
        },
        Err(bad) => Shown {
            language,
            subject: None,
            text: None,
            faults: bad.iter().map(|bad| FaultLine::of(visit, bad)).collect(),
        },
    }
}

/// What was typed, filled with the sample that was chosen.
fn chosen(wording: (MailKind, Tongue), form: &Typed) -> Result<RenderedMail, Vec<BadWording>> {
    let mut tried = Services::try_wording(wording, &form.sheet())?;
    let at = form.sample().min(tried.len() - 1);
    Ok(tried.swap_remove(at))
}

/// The wording that is used, as the recipient's program shows it, shut off from everything else.
async fn html(
    visit: Visit,
    Path((kind, language)): Named,
    Checked(query): Checked<Query>,
) -> Answer<Response> {
    let wording = named(&kind, &language)?;
    let view = visit.services.wording(wording.0, wording.1).await?;
    let form = Typed {
        subject: view.sheet.subject,
        text: view.sheet.text,
        markup: view.sheet.markup,
        sample: query.sample.to_string(),
        ..Typed::default()
    };
    Ok(framed(&visit, wording, &form))
}

fn framed(visit: &Visit, wording: (MailKind, Tongue), form: &Typed) -> Response {
    let text = match chosen(wording, form) {
        Ok(mail) => mail.html,
        Err(_) => format!(
            "<!doctype html><html lang=\"{}\"><meta charset=\"utf-8\">\
             <meta name=\"color-scheme\" content=\"light dark\"><title>-</title>\
             <p style=\"font:16px sans-serif;margin:24px\">{}</p></html>",
            visit.language.code(),
            visit.say("mails-faulty")
        ),
    };
    let policy = [(header::CONTENT_SECURITY_POLICY, MAIL_POLICY)];
    (policy, Html(text)).into_response()
}

async fn act(
    visit: Visit,
    Path((kind, language)): Named,
    filled: Filled<Typed>,
) -> Answer<Response> {
    let wording = named(&kind, &language)?;
    let form = filled.form;
    match form.act.as_str() {
        "look" if visit.partial => {
            let shown = shown(&visit, wording, &form);
            Ok(template::render(visit.language, &shown)?.into_response())
        }
        "look" => again(&visit, wording, form, (None, None)).await,
        "html" => Ok(framed(&visit, wording, &form)),
        "save" => save(&visit, wording, form).await,
        "test" => test(&visit, wording, form).await,
        _ => Err(Problem::unreadable()),
    }
}

/// The form with all that was typed, and what came of it.
async fn again(
    visit: &Visit,
    wording: (MailKind, Tongue),
    form: Typed,
    (done, wrong): (Option<String>, Option<String>),
) -> Answer<Response> {
    let view = visit.services.wording(wording.0, wording.1).await?;
    let page = MailPage {
        done,
        wrong,
        ..page(visit, &view, form).await?
    };
    let sound = page.wrong.is_none() && page.shown.faults.is_empty();
    let text = template::render(visit.language, &page)?;
    if sound {
        Ok(text.into_response())
    } else {
        Ok((StatusCode::UNPROCESSABLE_ENTITY, text).into_response())
    }
}

async fn save(visit: &Visit, wording: (MailKind, Tongue), form: Typed) -> Answer<Response> {
    let by = visit.officer()?.officer.id;
    let typed = (form.sheet(), number_of(&form.seen)?);
    let done = match visit.services.save_wording(wording, typed, by).await {
        Ok(SavedWording::Saved(_)) => "saved",
        Ok(SavedWording::Same) => "same",
        Ok(SavedWording::Bad(_)) => return again(visit, wording, form, (None, None)).await,
        Err(ServiceError::Barred(why)) => {
            let words = visit.say(&format!("refusal-{}", why.code));
            return again(visit, wording, form, (None, Some(words))).await;
        }
        Err(error) => return Err(error.into()),
    };
    let own = href(wording.0, wording.1);
    Ok(Redirect::to(&format!("{own}?done={done}")).into_response())
}

async fn test(visit: &Visit, wording: (MailKind, Tongue), form: Typed) -> Answer<Response> {
    let me = &visit.officer()?.officer;
    let sheet = form.sheet();
    let sent = visit
        .services
        .send_test(wording, (&sheet, form.sample()), me.id);
    let told = match sent.await {
        Ok(Ok(_)) => {
            let values = args([("address", me.email.as_str().into())]);
            (Some(visit.say_with("mails-done-test", &values)), None)
        }
        Ok(Err(_)) => (None, None),
        Err(ServiceError::Barred(why)) => (None, Some(visit.say(&format!("refusal-{}", why.code)))),
        Err(ServiceError::Refused(words)) => (None, Some(words)),
        Err(error) => return Err(error.into()),
    };
    again(visit, wording, form, told).await
}
