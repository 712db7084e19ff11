//! One letterhead: what stands on it, and everything else that belongs to it.

use axum::{
    extract::Path,
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use serde::{Deserialize, Serialize};
use validator::Validate;

use super::{
    super::super::{
        Answer,
        forms::{Faults, Filled},
        frame::{Frame, Place},
        query::Checked,
        routes::Site,
        template::{self, Page},
        visit::Visit,
    },
    ADMINS, Query, SignatoryLine, blame, done, pattern,
    signing::TypedSignatory,
};
use crate::{
    domain::letter::{Capacity, HeadKind, NumberPattern, Paper, Typeface},
    services::{OfficeEdit, OfficeView},
};

/// The page; without `office` the one that adds a letterhead.
#[derive(Debug, Serialize)]
pub(super) struct OfficePage {
    pub(super) frame: Frame,
    pub(super) office: Option<Shown>,
    pub(super) form: Typed,
    pub(super) signer: TypedSignatory,
    pub(super) faults: Faults,
    pub(super) wrong: Option<String>,
    pub(super) done: Option<String>,
    /// The next number by the pattern that stands in the form.
    pub(super) preview: Option<String>,
    pub(super) kinds: Vec<(&'static str, String)>,
    pub(super) papers: Vec<(&'static str, String)>,
    pub(super) typefaces: Vec<(&'static str, String)>,
    pub(super) capacities: Vec<(&'static str, String)>,
}

impl Page for OfficePage {
    const FILE: &'static str = "office.html";
}

/// What is on record of a letterhead beside the form.
#[derive(Debug, Serialize)]
pub(super) struct Shown {
    code: String,
    name: String,
    base: i32,
    has_emblem: bool,
    retired: bool,
    signatories: Vec<SignatoryLine>,
}

/// What was typed.
#[derive(Debug, Default, Serialize, Deserialize, Validate)]
#[serde(default)]
pub(super) struct Typed {
    code: String,
    /// The number of the version that the form was made from.
    base: String,
    name: String,
    kind: String,
    top: String,
    head_name: String,
    lines: String,
    place: String,
    paper: String,
    typeface: String,
    pattern: String,
    /// `preview` shows the next number and saves nothing.
    act: String,
}

impl Typed {
    fn of(office: &OfficeView) -> Self {
        let one = &office.letterhead;
        Self {
            code: one.code.clone(),
            base: one.version.to_string(),
            name: one.name.clone(),
            kind: match one.head.kind {
                HeadKind::Mayor => "mayor",
                HeadKind::Office => "office",
            }
            .to_owned(),
            top: one.head.top.clone(),
            head_name: one.head.name.clone(),
            lines: one.head.lines.join("\n"),
            place: one.place.clone(),
            paper: match one.paper {
                Paper::A4 => "a4",
                Paper::F4 => "f4",
            }
            .to_owned(),
            typeface: match one.typeface {
                Typeface::Bookman => "bookman",
                Typeface::Arial => "arial",
            }
            .to_owned(),
            pattern: pattern(office).unwrap_or_default(),
            act: String::new(),
        }
    }

    fn edit(&self) -> OfficeEdit {
        OfficeEdit {
            name: self.name.clone(),
            kind: if self.kind == "mayor" {
                HeadKind::Mayor
            } else {
                HeadKind::Office
            },
            top: self.top.clone(),
            head_name: self.head_name.clone(),
            lines: self.lines.lines().map(str::to_owned).collect(),
            paper: if self.paper == "a4" {
                Paper::A4
            } else {
                Paper::F4
            },
            typeface: if self.typeface == "bookman" {
                Typeface::Bookman
            } else {
                Typeface::Arial
            },
            place: self.place.clone(),
            pattern: self.pattern.clone(),
        }
    }
}

pub(super) fn routes(site: Site) -> Site {
    site.get("/settings/offices/new", ADMINS, blank)
        .post("/settings/offices/new", ADMINS, add)
        .get("/settings/offices/{code}", ADMINS, show)
        .post("/settings/offices/{code}", ADMINS, save)
}

/// The page as it is before anybody types.
pub(super) async fn page(visit: &Visit, code: Option<&str>) -> Answer<OfficePage> {
    let office = match code {
        Some(code) => Some(visit.services.letter_office(code).await?),
        None => None,
    };
    let title = match &office {
        Some(office) => office.letterhead.name.clone(),
        None => visit.say("offices-new"),
    };
    let named = |prefix: &str, codes: &[&'static str]| -> Vec<(&'static str, String)> {
        let pair = |code: &&'static str| (*code, visit.say(&format!("{prefix}{code}")));
        codes.iter().map(pair).collect()
    };
    Ok(OfficePage {
        frame: Frame::of(visit, Place::Settings, title).await?,
        form: office.as_ref().map_or_else(
            || Typed {
                kind: "office".to_owned(),
                place: visit.services.city.name.clone(),
                ..Typed::default()
            },
            Typed::of,
        ),
        preview: office
            .as_ref()
            .and_then(|office| office.next_number.clone()),
        office: office.map(|office| Shown {
            code: office.letterhead.code.clone(),
            name: office.letterhead.name.clone(),
            base: office.letterhead.version,
            has_emblem: office.letterhead.emblem_sha256.is_some(),
            retired: office.letterhead.retired_at.is_some(),
            signatories: office
                .signatories
                .iter()
                .map(|row| SignatoryLine::of(visit, row))
                .collect(),
        }),
        signer: TypedSignatory::from_day(visit.services.today()),
        faults: Faults::default(),
        wrong: None,
        done: None,
        kinds: named("offices-kind-", &["office", "mayor"]),
        papers: named("offices-paper-", &["f4", "a4"]),
        typefaces: named("offices-typeface-", &["arial", "bookman"]),
        capacities: named("offices-capacity-", &Capacity::ALL.map(Capacity::code)),
    })
}

pub(super) fn refused(visit: &Visit, page: &OfficePage) -> Answer<Response> {
    let text = template::render(visit.language, page)?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, text).into_response())
}

async fn blank(visit: Visit) -> Answer {
    template::render(visit.language, &page(&visit, None).await?)
}

async fn show(visit: Visit, Path(code): Path<String>, Checked(query): Checked<Query>) -> Answer {
    let mut page = page(&visit, Some(&code)).await?;
    page.done = done(&visit, &query);
    template::render(visit.language, &page)
}

async fn add(visit: Visit, Filled { form, faults }: Filled<Typed>) -> Answer<Response> {
    let by = visit.officer()?.officer.id;
    let mut page = page(&visit, None).await?;
    page.faults = faults;
    if form.act == "preview" {
        let pattern = NumberPattern::parse(&form.pattern).ok();
        page.preview = pattern.map(|pattern| pattern.number(1, visit.services.today()));
        page.form = form;
        return Ok(template::render(visit.language, &page)?.into_response());
    }
    match visit
        .services
        .add_office(form.code.trim(), &form.edit(), by)
        .await
    {
        Ok(()) => {
            let to = format!("/settings/offices/{}?done=saved", form.code.trim());
            Ok(Redirect::to(&to).into_response())
        }
        Err(error) => {
            page.wrong = blame(&visit, error, &mut page.faults)?;
            page.form = form;
            refused(&visit, &page)
        }
    }
}

async fn save(
    visit: Visit,
    Path(code): Path<String>,
    Filled { form, faults }: Filled<Typed>,
) -> Answer<Response> {
    let by = visit.officer()?.officer.id;
    let mut page = page(&visit, Some(&code)).await?;
    page.faults = faults;
    if form.act == "preview" {
        page.preview = visit
            .services
            .next_number(&code, &form.pattern)
            .await
            .or_else(|error| blame(&visit, error, &mut page.faults).map(|_| None))?;
        page.form = form;
        return Ok(template::render(visit.language, &page)?.into_response());
    }
    let base = (code.as_str(), form.base.parse().unwrap_or_default());
    match visit.services.save_office(base, &form.edit(), by).await {
        Ok(()) => {
            let to = format!("/settings/offices/{code}?done=saved");
            Ok(Redirect::to(&to).into_response())
        }
        Err(error) => {
            page.wrong = blame(&visit, error, &mut page.faults)?;
            page.form = form;
            refused(&visit, &page)
        }
    }
}
