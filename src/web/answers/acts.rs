//! What officers do with an answer.

use axum::{
    extract::Path,
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};

use super::one::{Typed, page, parse};
use crate::{
    domain::{ids::AnswerId, values},
    services::{SeenAnswer, ServiceError},
    web::{
        Answer, Problem,
        forms::{Faults, Filled},
        visit::Visit,
    },
};

/// Asks the firm something.
pub(super) async fn ask(
    visit: Visit,
    Path(id): Path<String>,
    Filled { form, faults }: Filled<Typed>,
) -> Answer<Response> {
    let (id, by) = (parse(&id)?, visit.officer()?.officer.id);
    let asked = visit
        .services
        .ask_about_answer(seen(id, &form), &form.question, by)
        .await;
    settled(&visit, id, ((form, faults), "question"), ("asked", asked)).await
}

/// Accepts the answer.
pub(super) async fn accept(
    visit: Visit,
    Path(id): Path<String>,
    Filled { form, mut faults }: Filled<Typed>,
) -> Answer<Response> {
    let (id, by) = (parse(&id)?, visit.officer()?.officer.id);
    let until_on = match form.until_on.trim() {
        "" => None,
        typed => {
            let day = values::date(typed).ok();
            if day.is_none() {
                faults.add("until_on", visit.say("employer-fault-date"));
                return again(&visit, id, (form, faults, None)).await;
            }
            day
        }
    };
    let accepted = visit
        .services
        .accept_answer(seen(id, &form), (until_on, &form.note), by)
        .await;
    settled(&visit, id, ((form, faults), "note"), ("accepted", accepted)).await
}

/// Refuses it.
pub(super) async fn refuse(
    visit: Visit,
    Path(id): Path<String>,
    Filled { form, faults }: Filled<Typed>,
) -> Answer<Response> {
    let (id, by) = (parse(&id)?, visit.officer()?.officer.id);
    let refused = visit
        .services
        .refuse_answer(seen(id, &form), &form.reason, by)
        .await;
    settled(&visit, id, ((form, faults), "reason"), ("refused", refused)).await
}

fn seen(id: AnswerId, form: &Typed) -> SeenAnswer {
    SeenAnswer {
        id,
        // What can't be read was never seen.
        messages: form.messages.parse().unwrap_or(usize::MAX),
    }
}

async fn settled(
    visit: &Visit,
    id: AnswerId,
    ((form, mut faults), field): ((Typed, Faults), &str),
    (done, outcome): (&str, Result<(), ServiceError>),
) -> Answer<Response> {
    let refusal = match outcome {
        Ok(()) => return Ok(Redirect::to(&format!("/answers/{id}?done={done}")).into_response()),
        Err(ServiceError::Barred(refusal)) => refusal,
        Err(error) => return Err(error.into()),
    };
    let said = visit.say(&format!("refusal-{}", refusal.code));
    let wrong = match refusal.code {
        "answer-question" | "answer-reason" | "words-nik" | "words" => {
            faults.add(field, said);
            None
        }
        "answer-until" | "answer-until-head-office" => {
            faults.add("until_on", said);
            None
        }
        _ => Some(said),
    };
    again(visit, id, (form, faults, wrong)).await
}

async fn again(
    visit: &Visit,
    id: AnswerId,
    (form, faults, wrong): (Typed, Faults, Option<String>),
) -> Answer<Response> {
    let page = page(visit, id, Some(form), ((faults, wrong), None)).await?;
    Ok::<_, Problem>((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
}
