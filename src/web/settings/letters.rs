//! The texts that letters begin with: for everybody to read, for administrators to change.

use axum::{
    extract::Path,
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use serde::{Deserialize, Serialize};
use validator::Validate;

use super::{
    super::{
        Answer, Problem,
        forms::Filled,
        frame::{Frame, Place},
        language::{args, number},
        letters::{Seen, TextFaultLine, TextForm, TextShown, VersionPage, value_lines},
        query::Checked,
        routes::{Site, Who},
        template::{self, Page},
        visit::Visit,
    },
    ADMINS,
};
use crate::{
    domain::{letter::LetterKind, role::Role},
    services::{SavedText, ServiceError, TemplateState},
};

const PAGE: &str = "/settings/letters";

/// All kinds.
#[derive(Debug, Serialize)]
struct TemplatesPage {
    frame: Frame,
    kinds: Vec<KindLine>,
}

impl Page for TemplatesPage {
    const FILE: &'static str = "letter_templates.html";
}

#[derive(Debug, Serialize)]
struct KindLine {
    kind: &'static str,
    href: String,
    standing: Standing,
}

/// Where a text stands.
#[derive(Debug, Serialize)]
struct Standing {
    /// `shipped`, `edited`, `unfit`.
    code: &'static str,
    by: Option<(String, String)>,
    has_newer_shipped: bool,
}

impl Standing {
    fn of(visit: &Visit, state: &TemplateState) -> Self {
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

/// One kind.
#[derive(Debug, Serialize)]
struct TemplatePage {
    frame: Frame,
    kind: &'static str,
    href: String,
    standing: Standing,
    form: TextForm,
    shown: TextShown,
    values: Vec<(&'static str, &'static str, String)>,
    versions: Vec<VersionLine>,
    may_edit: bool,
    done: Option<String>,
    wrong: Option<String>,
}

impl Page for TemplatePage {
    const FILE: &'static str = "letter_template.html";
}

#[derive(Debug, Serialize)]
struct VersionLine {
    version: i32,
    is_shipped: bool,
    by: String,
    at: String,
}

#[derive(Debug, Default, Deserialize, Validate)]
#[serde(default)]
struct Query {
    #[validate(length(max = 20))]
    done: String,
}

pub(super) fn routes(site: Site) -> Site {
    let one = "/settings/letters/{kind}";
    let version = "/settings/letters/{kind}/versions/{version}";
    site.get(PAGE, Who::Officers, list)
        .get(one, Who::Officers, show)
        .post(one, ADMINS, act)
        .get(version, Who::Officers, change)
        .post(version, ADMINS, revert)
}

fn kind_of(code: &str) -> Answer<LetterKind> {
    LetterKind::from_code(code).ok_or_else(Problem::missing)
}

fn href(kind: LetterKind) -> String {
    format!("{PAGE}/{}", kind.code())
}

async fn list(visit: Visit) -> Answer {
    let states = visit.services.letter_templates().await?;
    let line = |state: &TemplateState| KindLine {
        kind: state.kind.code(),
        href: href(state.kind),
        standing: Standing::of(&visit, state),
    };
    let page = TemplatesPage {
        kinds: states.iter().map(line).collect(),
        frame: Frame::of(&visit, Place::Settings, visit.say("letter-texts")).await?,
    };
    template::render(visit.language, &page)
}

async fn show(visit: Visit, Path(kind): Path<String>, Checked(query): Checked<Query>) -> Answer {
    let kind = kind_of(&kind)?;
    let view = visit.services.letter_template(kind).await?;
    let seen = view.versions.first().map_or(0, |newest| newest.version);
    let form = TextForm::of(&view.text, seen);
    let done = ["saved", "same", "reverted"];
    let done = done.into_iter().find(|done| *done == query.done);
    let done = done.map(|done| visit.say(&format!("letter-did-{done}")));
    let page = page(&visit, kind, form).await?;
    template::render(visit.language, &TemplatePage { done, ..page })
}

async fn page(visit: &Visit, kind: LetterKind, form: TextForm) -> Answer<TemplatePage> {
    let services = &visit.services;
    let view = services.letter_template(kind).await?;
    let title = visit.say(&format!("letters-kind-{}", kind.code()));
    let versions = view.versions.iter();
    Ok(TemplatePage {
        frame: Frame::of(visit, Place::Settings, title).await?,
        kind: kind.code(),
        href: href(kind),
        standing: Standing::of(visit, &view.state),
        shown: TextShown::of(visit, services.try_template(kind, &form.text())),
        values: value_lines(services.template_values(kind)),
        versions: versions
            .map(|one| VersionLine {
                version: one.version,
                is_shipped: one.text.is_none(),
                by: one.by.1.clone(),
                at: visit.moment(one.at),
            })
            .collect(),
        may_edit: visit.is(&[Role::Admin]),
        form,
        done: None,
        wrong: None,
    })
}

async fn act(visit: Visit, Path(kind): Path<String>, filled: Filled<TextForm>) -> Answer<Response> {
    let kind = kind_of(&kind)?;
    let form = filled.form;
    match form.act.as_str() {
        "look" if visit.partial => {
            let tried = visit.services.try_template(kind, &form.text());
            let shown = TextShown::of(&visit, tried);
            Ok(template::render(visit.language, &shown)?.into_response())
        }
        "look" => again(&visit, kind, form, None).await,
        "save" => save(&visit, kind, form).await,
        _ => Err(Problem::unreadable()),
    }
}

async fn save(visit: &Visit, kind: LetterKind, form: TextForm) -> Answer<Response> {
    let by = visit.officer()?.officer.id;
    let seen: i32 = form.seen.parse().map_err(|_| Problem::unreadable())?;
    let saved = visit.services.save_template((kind, seen), form.text(), by);
    let done = match saved.await {
        Ok(SavedText::Saved(_)) => "saved",
        Ok(SavedText::Same) => "same",
        Ok(SavedText::Bad(_)) => return again(visit, kind, form, None).await,
        Err(ServiceError::Barred(why)) => {
            let words = visit.say(&format!("refusal-{}", why.code));
            return again(visit, kind, form, Some(words)).await;
        }
        Err(error) => return Err(error.into()),
    };
    Ok(Redirect::to(&format!("{}?done={done}", href(kind))).into_response())
}

/// The form with all that was typed, and what came of it.
async fn again(
    visit: &Visit,
    kind: LetterKind,
    form: TextForm,
    wrong: Option<String>,
) -> Answer<Response> {
    let page = TemplatePage {
        wrong,
        ..page(visit, kind, form).await?
    };
    let sound = page.wrong.is_none() && page.shown.faults.is_empty();
    let text = template::render(visit.language, &page)?;
    let status = if sound {
        StatusCode::OK
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    Ok((status, text).into_response())
}

type Named = Path<(String, i32)>;

async fn change(visit: Visit, Path((kind, version)): Named) -> Answer {
    let page = version_page(&visit, kind_of(&kind)?, version).await?;
    template::render(visit.language, &page)
}

async fn version_page(visit: &Visit, kind: LetterKind, version: i32) -> Answer<VersionPage> {
    let told = visit.services.template_change(kind, version).await?;
    let title = if version == 0 {
        visit.say("mails-version-shipped")
    } else {
        visit.say_with("mails-version", &args([("version", number(version))]))
    };
    let own = told.version.as_ref();
    Ok(VersionPage {
        with: None,
        others: Vec::new(),
        frame: Frame::of(visit, Place::Settings, title).await?,
        back_href: href(kind),
        title: visit.say(&format!("letters-kind-{}", kind.code())),
        href: format!("{}/versions/{version}", href(kind)),
        version,
        newest: told.newest,
        by: own.map(|one| one.by.1.clone()),
        at: own.map(|one| visit.moment(one.at)),
        origin: None,
        changes: told.changes,
        back: told.back,
        may_edit: visit.is(&[Role::Admin]),
        faults: Vec::new(),
        wrong: None,
    })
}

async fn revert(
    visit: Visit,
    Path((kind, version)): Named,
    filled: Filled<Seen>,
) -> Answer<Response> {
    let kind = kind_of(&kind)?;
    let by = visit.officer()?.officer.id;
    let seen = (kind, filled.form.version()?);
    let (faults, wrong) = match visit.services.revert_template(seen, version, by).await {
        Ok(SavedText::Saved(_) | SavedText::Same) => {
            let to = format!("{}?done=reverted", href(kind));
            return Ok(Redirect::to(&to).into_response());
        }
        Ok(SavedText::Bad(bad)) => (TextFaultLine::all(&visit, &bad), None),
        Err(ServiceError::Barred(why)) => {
            let words = visit.say(&format!("refusal-{}", why.code));
            (Vec::new(), Some(words))
        }
        Err(error) => return Err(error.into()),
    };
    let page = VersionPage {
        faults,
        wrong,
        ..version_page(&visit, kind, version).await?
    };
    let text = template::render(visit.language, &page)?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, text).into_response())
}
