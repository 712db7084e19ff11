//! From the list to the list of a letter: who would be put there, and who not.

use axum::{
    http::StatusCode,
    response::{Html, IntoResponse, Redirect, Response},
};
use serde::{Deserialize, Serialize};
use validator::Validate;

use super::asked::Asked;
use crate::{
    domain::{
        ids::{EmployerId, LetterId},
        letter::{LetterKind, LetterState},
    },
    services::ServiceError,
    store::{Fitting, LetterFilter},
    web::{
        Answer, Problem,
        forms::{Faults, Filled},
        frame::{Frame, Place},
        language::{args, number},
        query::address,
        template::{self, Page},
        visit::Visit,
    },
};

/// Drafts that are offered at once.
const MOST_DRAFTS: u32 = 100;

/// The page between choosing employers and putting them on a letter's list.
#[derive(Debug, Serialize)]
struct AddPage {
    frame: Frame,
    /// How many were chosen.
    chosen: u64,
    /// Closed ones and merged ones among them.
    closed: u64,
    merged: u64,
    letters: Vec<Choice>,
    /// Everything that says again who was chosen.
    query: String,
    ids: Vec<EmployerId>,
    faults: Faults,
    back: String,
}

impl Page for AddPage {
    const FILE: &'static str = "employers_letter.html";
}

/// A draft that they can be put on.
#[derive(Debug, Serialize)]
struct Choice {
    id: LetterId,
    title: String,
    no: i32,
    fresh: u64,
    listed: u64,
    on: bool,
}

/// What the page sends.
#[derive(Debug, Default, Deserialize, Validate)]
#[serde(default)]
pub(super) struct Chosen {
    #[validate(length(max = 2000))]
    query: String,
    #[validate(length(max = 1000))]
    id: Vec<String>,
    /// As many as the page said.
    #[validate(length(max = 10))]
    count: String,
    #[validate(length(max = 60))]
    letter: String,
}

pub(super) async fn show(visit: Visit, asked: Asked) -> Answer {
    page(&visit, &asked, (None, Faults::default())).await
}

pub(super) async fn save(
    visit: Visit,
    Filled { form, mut faults }: Filled<Chosen>,
) -> Answer<Response> {
    let mut asked = Asked::of_query(&form.query)?.list();
    asked.ids = form.id.iter().filter_map(|id| id.parse().ok()).collect();
    let letter: Option<LetterId> = form.letter.parse().ok();
    let employers = employers(&visit, &asked).await?;
    if form.count != employers.len().to_string() {
        let now = ("count", number(employers.len()));
        faults.add(
            "letter",
            visit.say_with("employers-letter-moved", &args([now])),
        );
    }
    let Some(letter) = letter else {
        faults.add("letter", visit.say("employers-letter-which"));
        return refused(&visit, &asked, (None, faults)).await;
    };
    if !faults.is_empty() {
        return refused(&visit, &asked, (Some(letter), faults)).await;
    }
    let by = visit.officer()?.officer.id;
    match visit.services.add_recipients(letter, &employers, by).await {
        Ok(fitting) => Ok(Redirect::to(&told(letter, fitting)).into_response()),
        Err(ServiceError::Barred(refusal)) => {
            faults.add("letter", visit.say(&format!("refusal-{}", refusal.code)));
            refused(&visit, &asked, (Some(letter), faults)).await
        }
        Err(error) => Err(Problem::from(error)),
    }
}

/// The letter's page, with word of what was done.
fn told(letter: LetterId, fitting: Fitting) -> String {
    let Fitting {
        fresh,
        listed,
        closed,
        merged,
    } = fitting;
    let numbers = [fresh, listed, closed, merged].map(|n| n.to_string());
    let [n, listed, closed, merged] = numbers.each_ref().map(String::as_str);
    let pairs = [
        ("done", "added"),
        ("n", n),
        ("listed", listed),
        ("closed", closed),
        ("merged", merged),
    ];
    address(&format!("/letters/{letter}"), &pairs)
}

/// Those that are ticked, else all that are found.
async fn employers(visit: &Visit, asked: &Asked) -> Answer<Vec<EmployerId>> {
    if asked.ids.is_empty() {
        let question = asked.question();
        return Ok(visit.services.find_all(&question, asked.order).await?);
    }
    let mut ids = asked.ids.clone();
    ids.sort_unstable();
    ids.dedup();
    Ok(ids)
}

async fn refused(
    visit: &Visit,
    asked: &Asked,
    (letter, faults): (Option<LetterId>, Faults),
) -> Answer<Response> {
    let page = page(visit, asked, (letter, faults)).await?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
}

async fn page(
    visit: &Visit,
    asked: &Asked,
    (letter, faults): (Option<LetterId>, Faults),
) -> Answer<Html<String>> {
    let services = &visit.services;
    let employers = employers(visit, asked).await?;
    let of = LetterFilter {
        state: Some(LetterState::Draft),
        kind: Some(LetterKind::Circular),
    };
    let (mut drafts, _) = services.letters_found(&of, (MOST_DRAFTS, 0)).await?;
    drafts.reverse();
    let (mut letters, mut left) = (Vec::new(), Fitting::default());
    for draft in &drafts {
        let fitting = services.fit_recipients(draft.id, &employers).await?;
        left = fitting;
        letters.push(Choice {
            id: draft.id,
            title: draft.title.clone(),
            no: draft.no,
            fresh: fitting.fresh,
            listed: fitting.listed,
            on: drafts.len() == 1 || letter == Some(draft.id),
        });
    }
    let title = visit.say("employers-letter-title");
    let page = AddPage {
        frame: Frame::of(visit, Place::Employers, title).await?,
        chosen: employers.len() as u64,
        closed: left.closed,
        merged: left.merged,
        letters,
        query: asked.query(),
        ids: asked.ids.clone(),
        faults,
        back: asked.list().href(),
    };
    template::render(visit.language, &page)
}
