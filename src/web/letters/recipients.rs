//! What labour officers do with the recipients of a letter.

use axum::{
    extract::Path,
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use serde::Deserialize;
use validator::Validate;

use super::{
    super::{
        Answer, Problem,
        forms::{Faults, Filled},
        visit::Visit,
    },
    id_of,
    shown::{self, ListQuery, Typed},
};
use crate::{
    domain::{
        ids::{EmployerId, LetterId},
        receipt::How,
    },
    services::{RecipientReport, ServiceError},
};

/// The recipients that are ticked, and what is typed beside them.
#[derive(Debug, Default, Deserialize, Validate)]
#[serde(default)]
pub(super) struct Ticked {
    #[validate(length(max = 200))]
    employer: Vec<String>,
    #[validate(length(max = 10))]
    received_on: String,
    #[validate(length(max = 10))]
    how: String,
    /// The list to come back to.
    #[validate(length(max = 120))]
    q: String,
    #[validate(length(max = 10))]
    receipt: String,
}

impl Ticked {
    fn employers(&self) -> Vec<EmployerId> {
        let ids = self.employer.iter().filter_map(|text| text.parse().ok());
        ids.collect()
    }
}

/// What was done, with how many.
type Done = (&'static str, Result<RecipientReport, ServiceError>);

/// What is taken away again.
#[derive(Debug, Clone, Copy)]
pub(super) enum Away {
    /// Employers, off the list.
    Recipients,
    /// Receipts, off the record.
    Receipts,
}

pub(super) async fn take_away(
    visit: Visit,
    id: &str,
    Filled { form, mut faults }: Filled<Ticked>,
    what: Away,
) -> Answer<Response> {
    let letter = id_of(id)?;
    let employers = ticked(&visit, &form, &mut faults);
    let (services, by) = (&visit.services, visit.officer()?.officer.id);
    let mut done = None;
    if faults.is_empty() {
        done = Some(match what {
            Away::Recipients => {
                let report = services.remove_recipients(letter, &employers, by);
                ("removed", report.await)
            }
            Away::Receipts => {
                let report = services.withdraw_receipts(letter, &employers, by);
                ("withdrawn", report.await)
            }
        });
    }
    answer(&visit, letter, &form, (done, faults)).await
}

pub(super) async fn receive(
    visit: Visit,
    Path(id): Path<String>,
    Filled { form, mut faults }: Filled<Ticked>,
) -> Answer<Response> {
    let letter = id_of(&id)?;
    let employers = ticked(&visit, &form, &mut faults);
    let on = form.received_on.trim().parse();
    if on.is_err() {
        faults.add("received_on", visit.say("letters-fault-date"));
    }
    let how = How::from_code(&form.how);
    if how.is_none() {
        faults.add("how", visit.say("letters-fault-how"));
    }
    let by = visit.officer()?.officer.id;
    let mut done = None;
    if let (Ok(on), Some(how), true) = (on, how, faults.is_empty()) {
        let report = visit
            .services
            .record_receipts(letter, &employers, (on, how), by);
        done = Some(("received", report.await));
    }
    answer(&visit, letter, &form, (done, faults)).await
}

/// Those that are ticked; nobody is a fault.
fn ticked(visit: &Visit, form: &Ticked, faults: &mut Faults) -> Vec<EmployerId> {
    let employers = form.employers();
    if employers.is_empty() {
        faults.add("employer", visit.say("letters-fault-nobody"));
    }
    employers
}

/// Back to the list with word of what was done, or the page again with what is wrong.
async fn answer(
    visit: &Visit,
    letter: LetterId,
    form: &Ticked,
    (done, mut faults): (Option<Done>, Faults),
) -> Answer<Response> {
    let list = ListQuery::new(&form.q, &form.receipt);
    match done {
        None => {}
        Some((done, Ok(report))) => {
            let (n, left) = (report.done.to_string(), report.left.to_string());
            let told = [("done", done), ("n", &n), ("left", &left)];
            let path = format!("/letters/{letter}");
            let to = list.with(&path, &form.receipt, &told);
            return Ok(Redirect::to(&to).into_response());
        }
        Some((_, Err(ServiceError::Barred(refusal)))) => {
            let field = if refusal.code.starts_with("receipt_") {
                "received_on"
            } else {
                "employer"
            };
            faults.add(field, visit.say(&format!("refusal-{}", refusal.code)));
        }
        Some((_, Err(error))) => return Err(Problem::from(error)),
    }
    let typed = Typed {
        received_on: form.received_on.clone(),
        how: form.how.clone(),
        ticked: form.employers(),
    };
    let page = shown::page(visit, letter, &list, (typed, faults)).await?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
}
