//! Correcting an employer's record, field by field.

use std::collections::BTreeMap;

use axum::{
    extract::Path,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use serde::{Deserialize, Serialize};
use validator::Validate;

use super::{About, LABOUR, blame, done, dossier, fields::or_empty, refused};
use crate::{
    domain::{employer::Field, names::Form},
    services::{Corrected, Correction, Dossier, EDITABLE, FieldFault},
    web::{
        Answer, Problem,
        forms::{Faults, Filled},
        frame::{Frame, Place},
        language::{args, number},
        routes::{Site, Who},
        template::{self, Page},
        visit::Visit,
    },
};

#[derive(Debug, Serialize)]
struct EditPage {
    frame: Frame,
    about: About,
    seen: String,
    fields: Vec<FieldLine>,
    forms: Vec<(String, String)>,
    reason: String,
    /// Somebody else saved first.
    stale: bool,
    /// The employer that has a number already.
    taken: Option<(String, String)>,
    faults: Faults,
}

impl Page for EditPage {
    const FILE: &'static str = "employer_edit.html";
}

/// A field of the form.
#[derive(Debug, Serialize)]
struct FieldLine {
    code: &'static str,
    value: String,
    /// What the record says now, where that is something else than what was typed.
    stands: Option<String>,
}

/// What was typed: fields by their codes.
#[derive(Debug, Deserialize, Validate)]
struct Typed {
    #[serde(default)]
    seen: String,
    #[serde(default)]
    reason: String,
    #[serde(flatten)]
    values: BTreeMap<String, String>,
}

pub(super) fn routes(site: Site) -> Site {
    let path = "/employers/{id}/edit";
    site.get(path, Who::Only(LABOUR), form)
        .post(path, Who::Only(LABOUR), save)
}

async fn form(visit: Visit, Path(id): Path<String>) -> Answer {
    let dossier = dossier(&visit, &id).await?;
    let draft = Draft::default();
    show(&visit, &dossier, draft).await
}

/// The form as somebody left it.
#[derive(Default)]
struct Draft {
    values: BTreeMap<Field, String>,
    reason: String,
    stale: bool,
    taken: Option<(String, String)>,
    faults: Faults,
}

async fn save(
    visit: Visit,
    Path(id): Path<String>,
    Filled { form, .. }: Filled<Typed>,
) -> Result<Response, Problem> {
    let before = dossier(&visit, &id).await?;
    let values: BTreeMap<Field, String> = EDITABLE
        .into_iter()
        .filter_map(|field| Some((field, form.values.get(field.code())?.clone())))
        .collect();
    let correction = Correction {
        values: values.clone(),
        reason: Some(form.reason.clone()),
        seen: form.seen,
    };
    let mut draft = Draft {
        values,
        reason: form.reason,
        ..Draft::default()
    };
    let (id, by) = (before.employer.id, visit.officer()?.officer.id);
    match visit.services.correct(id, &correction, by).await {
        Ok(Corrected::Saved(_)) => return Ok(done(id, "edited")),
        Ok(Corrected::Same) => return Ok(done(id, "same")),
        Ok(Corrected::Faulty(all)) => {
            for (field, fault) in all {
                draft.faults.add(field.code(), fault_words(&visit, &fault));
                if let FieldFault::Taken(other, name) = fault {
                    draft.taken = Some((name, format!("/employers/{id}/merge?other={other}")));
                }
            }
        }
        Ok(Corrected::Stale(_)) => {
            draft.stale = true;
            let now = visit.services.dossier(id).await?;
            let page = show(&visit, &now, draft).await?;
            return Ok((StatusCode::CONFLICT, page).into_response());
        }
        Err(error) => blame(&visit, error, &mut draft.faults)?,
    }
    Ok(refused(show(&visit, &before, draft).await?))
}

fn fault_words(visit: &Visit, fault: &FieldFault) -> String {
    let key = format!("employer-fault-{}", fault.code());
    match fault {
        FieldFault::TooLong(most) => visit.say_with(&key, &args([("most", number(*most))])),
        FieldFault::Taken(_, name) => visit.say_with(&key, &args([("name", name.as_str().into())])),
        FieldFault::Domain(domain, why) => {
            let told = [
                ("domain", domain.as_str().into()),
                ("why", why.code().into()),
            ];
            visit.say_with(&key, &args(told))
        }
        _ => visit.say(&key),
    }
}

async fn show(visit: &Visit, dossier: &Dossier, draft: Draft) -> Answer {
    let record = &dossier.employer.record;
    let stands = |field: Field| match record.get(field).unwrap_or_default() {
        "" => String::new(),
        text if field == Field::Code => format!("{text:0>8}"),
        text => text.to_owned(),
    };
    let lines = EDITABLE.into_iter().map(|field| {
        let stands = stands(field);
        let typed = draft.values.get(&field).cloned();
        let differs = draft.stale && typed.as_ref().is_some_and(|typed| *typed != stands);
        FieldLine {
            code: field.code(),
            stands: differs.then(|| or_empty(visit, field, record.get(field))),
            value: typed.unwrap_or(stands),
        }
    });
    let own = record.get(Field::Form).unwrap_or_default().to_owned();
    let mut forms = vec![(String::new(), visit.say("employer-form-none"))];
    forms.extend(Form::ALL.map(|form| (form.code().to_owned(), form.code().to_owned())));
    if !forms.iter().any(|(code, _)| *code == own) {
        // As a list wrote it; it may stay.
        forms.push((own.clone(), own));
    }
    let fields = lines.collect();
    template::render(
        visit.language,
        &EditPage {
            frame: Frame::of(visit, Place::Employers, visit.say("employer-edit-title")).await?,
            about: About::of(dossier),
            seen: dossier.seen.clone(),
            fields,
            forms,
            reason: draft.reason,
            stale: draft.stale,
            taken: draft.taken,
            faults: draft.faults,
        },
    )
}
