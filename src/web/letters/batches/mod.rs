//! Letters printed together: chosen, watched, fetched; and the folder of a day to be signed.

mod folder;
mod shown;

use axum::{
    http::StatusCode,
    response::{Html, IntoResponse, Redirect, Response},
};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use validator::Validate;

use crate::{
    domain::{
        ids::{LetterBatchId, LetterId},
        letter::{LetterKind, LetterState},
        role::Role,
    },
    services::{BATCH_DAYS, LetterPick, ServiceError},
    store::{BatchKind, LetterBatch},
    web::{
        Answer, Problem,
        forms::{Faults, Filled},
        frame::{Frame, Place},
        query::Checked,
        routes::{Site, Who},
        template::{self, Page},
        visit::Visit,
    },
};

/// Who prints, and takes what was printed away.
pub(in crate::web::letters) const PRINTERS: &[Role] = &[Role::Approver, Role::LabourOfficer];
/// Letters of a choice that its page names.
const NAMED: usize = 20;
/// States whose letters are printed.
const STATES: [LetterState; 7] = [
    LetterState::Draft,
    LetterState::InReview,
    LetterState::Approved,
    LetterState::Numbered,
    LetterState::Signed,
    LetterState::Sent,
    LetterState::Received,
];

pub(super) fn routes(site: Site) -> Site {
    let printers = Who::Only(PRINTERS);
    site.get("/letters/batches", printers, list)
        .post("/letters/batches", printers, begin)
        .get("/letters/batches/new", printers, choose)
        .get("/letters/batches/{id}", printers, shown::show)
        .get("/letters/batches/{id}/file", printers, shown::file)
        .post("/letters/batches/{id}/stop", printers, shown::stop)
        .post("/letters/batches/{id}/go-on", printers, shown::go_on)
        .get("/letters/folder", printers, folder::show)
        .post("/letters/folder", printers, folder::begin)
}

/// A batch in a line.
#[derive(Debug, Serialize)]
struct BatchLine {
    no: i32,
    href: String,
    kind: &'static str,
    on: Option<NaiveDate>,
    state: &'static str,
    total: u32,
    done: u32,
    made_by: String,
    made_at: String,
    /// Where its file is fetched from.
    file_href: Option<String>,
    /// In kB.
    size: u64,
    /// Its file was removed.
    gone: bool,
}

impl BatchLine {
    fn of(visit: &Visit, batch: &LetterBatch) -> Self {
        let href = format!("/letters/batches/{}", batch.id);
        let file = batch.file.as_ref();
        let here = file.is_some_and(|file| file.name.is_some());
        Self {
            no: batch.no,
            kind: batch.kind.code(),
            on: batch.on,
            state: batch.state.code(),
            total: batch.total,
            done: batch.done,
            made_by: batch.made_by.clone(),
            made_at: visit.moment(batch.made_at),
            file_href: here.then(|| format!("{href}/file")),
            size: file.map_or(0, |file| file.bytes.div_ceil(1_024)),
            gone: file.is_some() && !here,
            href,
        }
    }
}

#[derive(Debug, Serialize)]
struct ListPage {
    frame: Frame,
    lines: Vec<BatchLine>,
    days: i64,
}

impl Page for ListPage {
    const FILE: &'static str = "letters_batches.html";
}

async fn list(visit: Visit) -> Answer<Html<String>> {
    let batches = visit.services.letter_batches().await?;
    let lines = batches
        .iter()
        .map(|batch| BatchLine::of(&visit, batch))
        .collect();
    let page = ListPage {
        frame: Frame::of(&visit, Place::Letters, visit.say("batches-title")).await?,
        lines,
        days: BATCH_DAYS,
    };
    template::render(visit.language, &page)
}

/// What is to be printed, and as what.
#[derive(Debug, Clone, Default, Deserialize, Validate)]
#[serde(default)]
struct Asked {
    /// Letters that are ticked.
    #[validate(length(max = 5000))]
    letter: Vec<String>,
    #[validate(length(max = 20))]
    kind: String,
    #[validate(length(max = 20))]
    state: String,
    #[validate(length(max = 10))]
    on: String,
    /// What is made of them.
    #[validate(length(max = 20))]
    make: String,
    /// Only those that are ticked, though none is.
    #[validate(length(max = 5))]
    ticked: String,
}

/// The same as a filter in an address.
#[derive(Debug, Default, Deserialize, Validate)]
#[serde(default)]
struct Filter {
    #[validate(length(max = 20))]
    kind: String,
    #[validate(length(max = 20))]
    state: String,
    #[validate(length(max = 10))]
    on: String,
}

impl Asked {
    fn pick(&self) -> LetterPick {
        LetterPick {
            letters: self.letters(),
            kind: LetterKind::from_code(&self.kind),
            state: STATES.into_iter().find(|one| one.code() == self.state),
            on: self.on.trim().parse().ok(),
        }
    }

    fn letters(&self) -> Vec<LetterId> {
        let ids = self.letter.iter().filter_map(|text| text.parse().ok());
        ids.collect()
    }
}

#[derive(Debug, Serialize)]
struct ChoosePage {
    frame: Frame,
    asked: Fields,
    kinds: Vec<(&'static str, String)>,
    states: Vec<(&'static str, String)>,
    makes: Vec<(&'static str, String)>,
    /// Ticked letters; empty where a filter finds them.
    ticked: Vec<LetterId>,
    count: usize,
    named: Vec<String>,
    more: usize,
    faults: Faults,
}

impl Page for ChoosePage {
    const FILE: &'static str = "letters_batch_new.html";
}

#[derive(Debug, Serialize)]
struct Fields {
    kind: String,
    state: String,
    on: String,
    make: String,
}

async fn choose(visit: Visit, Checked(filter): Checked<Filter>) -> Answer<Html<String>> {
    let Filter { kind, state, on } = filter;
    let asked = Asked {
        kind,
        state,
        on,
        ..Asked::default()
    };
    choose_page(&visit, &asked, Faults::default()).await
}

async fn choose_page(visit: &Visit, asked: &Asked, faults: Faults) -> Answer<Html<String>> {
    let letters = visit.services.picked_letters(&asked.pick()).await?;
    let named: Vec<String> = letters
        .iter()
        .take(NAMED)
        .map(|letter| letter.title.clone())
        .collect();
    let all = ("", visit.say("batches-all"));
    let kinds = LetterKind::ALL.into_iter();
    let kinds = kinds.map(|kind| {
        let words = visit.say(&format!("letters-kind-{}", kind.code()));
        (kind.code(), words)
    });
    let states = STATES.into_iter().map(|state| {
        let words = visit.say(&format!("letters-state-{}", state.code()));
        (state.code(), words)
    });
    let page = ChoosePage {
        frame: Frame::of(visit, Place::Letters, visit.say("batches-new")).await?,
        kinds: std::iter::once(all.clone()).chain(kinds).collect(),
        states: std::iter::once(all).chain(states).collect(),
        makes: makes(visit),
        ticked: asked.letters(),
        count: letters.len(),
        more: letters.len() - named.len(),
        named,
        faults,
        asked: Fields {
            kind: asked.kind.clone(),
            state: asked.state.clone(),
            on: asked.on.clone(),
            make: asked.make.clone(),
        },
    };
    template::render(visit.language, &page)
}

/// What letters can be made into; a folder has a page of its own.
pub(in crate::web::letters) fn makes(visit: &Visit) -> Vec<(&'static str, String)> {
    let kinds = BatchKind::ALL.into_iter();
    kinds
        .filter(|kind| *kind != BatchKind::Folder)
        .map(|kind| {
            let words = visit.say(&format!("batches-kind-{}", kind.code()));
            (kind.code(), words)
        })
        .collect()
}

async fn begin(visit: Visit, Filled { form, mut faults }: Filled<Asked>) -> Answer<Response> {
    let kind = BatchKind::from_code(&form.make).filter(|kind| *kind != BatchKind::Folder);
    if kind.is_none() {
        faults.add("make", visit.say("batches-fault-make"));
    }
    if !form.ticked.is_empty() && form.letters().is_empty() {
        faults.add("make", visit.say("batches-fault-ticked"));
    }
    if let (Some(kind), true) = (kind, faults.is_empty()) {
        let by = visit.officer()?.officer.id;
        match visit.services.begin_batch(kind, &form.pick(), by).await {
            Ok(id) => return begun(&visit, id).await,
            Err(ServiceError::Barred(refusal)) => {
                faults.add("make", visit.say(&format!("refusal-{}", refusal.code)));
            }
            Err(error) => return Err(Problem::from(error)),
        }
    }
    let page = choose_page(&visit, &form, faults).await?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
}

/// Begins to work, and leads to the page that tells how far it is.
async fn begun(visit: &Visit, id: LetterBatchId) -> Answer<Response> {
    visit.services.set_batches_to_work().await?;
    Ok(Redirect::to(&format!("/letters/batches/{id}")).into_response())
}
