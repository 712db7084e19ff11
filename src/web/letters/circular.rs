//! A signed circular is mailed to those on its list who can be written to.

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
        forms::{Faults, Filled},
        frame::{Frame, Place},
        language::{args, number},
        query::Checked,
        routes::{Site, Who},
        template::{self, Page},
        visit::Visit,
    },
    WORKERS, id_of,
};
use crate::{
    domain::{
        ids::{EmployerId, LetterId},
        letter::LetterState,
    },
    services::{NoCircular, ServiceError},
};

/// Recipients on the page, and so in one press; the next ones follow when these are done.
const MOST: usize = 500;

#[derive(Debug, Serialize)]
struct CircularPage {
    frame: Frame,
    id: String,
    title: String,
    version: i32,
    /// A signed copy is on record, and the reader sends.
    may_send: bool,
    signed: bool,
    ready: u64,
    lines: Vec<Line>,
    /// Why others get none, and how many they are.
    others: Vec<(String, u64)>,
    /// Those without a usable address are brought the letter.
    without: Vec<(String, String)>,
    faults: Faults,
    done: Vec<String>,
}

impl Page for CircularPage {
    const FILE: &'static str = "letter_mail.html";
}

/// One who can be mailed to.
#[derive(Debug, Serialize)]
struct Line {
    id: EmployerId,
    name: String,
    address: String,
    language: &'static str,
    /// An earlier mail did not reach it.
    lost: bool,
    ticked: bool,
}

/// Those that are ticked.
#[derive(Debug, Default, Deserialize, Validate)]
#[serde(default)]
struct Ticked {
    #[validate(length(max = 500))]
    employer: Vec<String>,
    #[validate(length(max = 10))]
    version: String,
}

#[derive(Debug, Default, Deserialize, Validate)]
#[serde(default)]
struct Query {
    #[validate(length(max = 10))]
    n: String,
    #[validate(length(max = 10))]
    left: String,
}

pub(super) fn routes(site: Site) -> Site {
    site.get("/letters/{id}/mail", Who::Officers, show).post(
        "/letters/{id}/mail",
        Who::Only(WORKERS),
        send,
    )
}

async fn show(visit: Visit, Path(id): Path<String>, Checked(query): Checked<Query>) -> Answer {
    let mut page = page(&visit, id_of(&id)?, None).await?;
    let said = |key: &str, count: &str| {
        let count: u32 = count.parse().unwrap_or(0);
        (count > 0).then(|| visit.say_with(key, &args([("count", number(count))])))
    };
    let told = [
        said("circular-done", &query.n),
        said("circular-left", &query.left),
    ];
    page.done = told.into_iter().flatten().collect();
    template::render(visit.language, &page)
}

async fn send(
    visit: Visit,
    Path(id): Path<String>,
    Filled { form, mut faults }: Filled<Ticked>,
) -> Answer<Response> {
    let (letter, by) = (id_of(&id)?, visit.officer()?.officer.id);
    let version: i32 = form.version.parse().map_err(|_| Problem::unreadable())?;
    let chosen: Vec<EmployerId> = form
        .employer
        .iter()
        .filter_map(|id| id.parse().ok())
        .collect();
    if faults.is_empty() {
        let seen = (letter, version);
        match visit.services.mail_circular(seen, &chosen, by).await {
            Ok(report) => {
                let to = format!(
                    "/letters/{letter}/mail?n={}&left={}",
                    report.queued, report.left
                );
                return Ok(Redirect::to(&to).into_response());
            }
            Err(ServiceError::Barred(why)) => {
                faults.add("employer", visit.say(&format!("refusal-{}", why.code)));
            }
            Err(error) => return Err(error.into()),
        }
    }
    let page = CircularPage {
        faults,
        ..page(&visit, letter, Some(&chosen)).await?
    };
    let page = template::render(visit.language, &page)?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
}

/// The page; everybody who can be mailed to is ticked, or those who were.
async fn page(visit: &Visit, id: LetterId, chosen: Option<&[EmployerId]>) -> Answer<CircularPage> {
    let services = &visit.services;
    let letter = services.letter(id).await?;
    if !letter.kind.is_to_many() {
        return Err(Problem::missing());
    }
    let all = services.circular_list(id).await?;
    let ready = all.iter().filter(|(_, why)| why.is_none());
    let lines = ready.clone().take(MOST).map(|(one, _)| Line {
        id: one.employer,
        name: one.name.clone(),
        address: one.address.clone().unwrap_or_default(),
        language: one.language.code(),
        lost: one.mail.is_some(),
        ticked: chosen.is_none_or(|chosen| chosen.contains(&one.employer)),
    });
    let others = NoCircular::ALL.map(|why| {
        let count = all.iter().filter(|(_, found)| *found == Some(why)).count();
        (
            visit.say(&format!("circular-why-{}", why.code())),
            count as u64,
        )
    });
    let without = all
        .iter()
        .filter(|(_, why)| *why == Some(NoCircular::NoAddress));
    let signed = matches!(letter.state, LetterState::Signed | LetterState::Sent);
    Ok(CircularPage {
        frame: Frame::of(visit, Place::Letters, visit.say("circular-title")).await?,
        id: id.to_string(),
        title: letter.title.clone(),
        version: letter.version,
        may_send: signed && visit.is(WORKERS),
        signed,
        ready: ready.count() as u64,
        lines: lines.collect(),
        others: others.into_iter().filter(|(_, n)| *n > 0).collect(),
        without: without
            .take(MOST)
            .map(|(one, _)| (format!("/employers/{}", one.employer), one.name.clone()))
            .collect(),
        faults: Faults::default(),
        done: Vec::new(),
    })
}
