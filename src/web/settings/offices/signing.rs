//! Who signs a letterhead's letters.

use axum::{
    extract::Path,
    response::{IntoResponse, Redirect, Response},
};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use validator::Validate;

use super::{
    super::super::{
        Answer, Problem,
        forms::{Faults, Filled},
        routes::Site,
        visit::Visit,
    },
    ADMINS, blame,
    edit::{page, refused},
};
use crate::domain::{
    ids::SignatoryId,
    letter::{Capacity, Signatory},
    values,
};

/// What was typed of somebody.
#[derive(Debug, Default, Serialize, Deserialize, Validate)]
#[serde(default)]
pub(super) struct TypedSignatory {
    signer: String,
    capacity: String,
    title: String,
    own_title: String,
    rank: String,
    nip: String,
    from: String,
    to: String,
}

impl TypedSignatory {
    /// Nothing typed yet.
    pub(super) fn from_day(day: NaiveDate) -> Self {
        Self {
            from: day.to_string(),
            ..Self::default()
        }
    }
}

/// A change of somebody who is on record.
#[derive(Debug, Default, Deserialize, Validate)]
#[serde(default)]
struct Change {
    to: String,
    act: String,
}

pub(super) fn routes(site: Site) -> Site {
    site.post("/settings/offices/{code}/signatories", ADMINS, add)
        .post("/settings/offices/{code}/signatories/{id}", ADMINS, change)
}

/// A day that may be left out.
fn day(visit: &Visit, typed: &str, (field, faults): (&str, &mut Faults)) -> Option<NaiveDate> {
    let typed = typed.trim();
    if typed.is_empty() {
        return None;
    }
    let read = values::date(typed).ok();
    if read.is_none() {
        faults.add(field, visit.say("offices-fault-day"));
    }
    read
}

async fn add(
    visit: Visit,
    Path(code): Path<String>,
    Filled { form, faults }: Filled<TypedSignatory>,
) -> Answer<Response> {
    let by = visit.officer()?.officer.id;
    let mut page = page(&visit, Some(&code)).await?;
    page.faults = faults;
    let from = day(&visit, &form.from, ("from", &mut page.faults));
    let to = day(&visit, &form.to, ("to", &mut page.faults));
    if from.is_none() {
        page.faults.add("from", visit.say("offices-fault-day"));
    }
    let optional = |typed: &str| (!typed.trim().is_empty()).then(|| typed.to_owned());
    if let (Some(from), true) = (from, page.faults.is_empty()) {
        let new = Signatory {
            name: form.signer.clone(),
            rank: optional(&form.rank),
            nip: optional(&form.nip),
            title: form.title.clone(),
            own_title: optional(&form.own_title),
            capacity: Capacity::from_code(&form.capacity).unwrap_or(Capacity::Holder),
            from,
            to,
        };
        match visit.services.add_signatory(&code, &new, by).await {
            Ok(_) => {
                let to = format!("/settings/offices/{code}?done=signatory");
                return Ok(Redirect::to(&to).into_response());
            }
            Err(error) => page.wrong = blame(&visit, error, &mut page.faults)?,
        }
    }
    page.signer = form;
    refused(&visit, &page)
}

async fn change(
    visit: Visit,
    Path((code, id)): Path<(String, String)>,
    Filled { form, .. }: Filled<Change>,
) -> Answer<Response> {
    let by = visit.officer()?.officer.id;
    let id: SignatoryId = id.parse().map_err(|_| Problem::missing())?;
    let mut page = page(&visit, Some(&code)).await?;
    let removes = form.act == "remove";
    let to = day(&visit, &form.to, ("to", &mut page.faults)).filter(|_| !removes);
    if page.faults.is_empty() {
        let services = &visit.services;
        let made = if removes {
            services.remove_signatory((&code, id), by).await
        } else {
            services.end_signatory((&code, id), to, by).await
        };
        match made {
            Ok(()) => {
                let done = if removes { "removed" } else { "ended" };
                let to = format!("/settings/offices/{code}?done={done}");
                return Ok(Redirect::to(&to).into_response());
            }
            Err(error) => page.wrong = blame(&visit, error, &mut page.faults)?,
        }
    }
    refused(&visit, &page)
}
