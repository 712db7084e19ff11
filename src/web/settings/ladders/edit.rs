//! Changing a ladder: the form, the drawing of what was typed, and saving.

use axum::{
    extract::Path,
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use fluent_bundle::FluentValue;
use serde::Serialize;

use super::{
    VersionLine,
    drawing::Drawing,
    form::{Typed, TypedRung, field_of},
    newest,
};
use crate::{
    domain::ladder::{Ladder, LadderFault, MOST_REMINDERS, MOST_TERM_DAYS, Notice, Stage},
    services::SavedLadder,
    store::LadderVersion,
    web::{
        Answer, Problem,
        forms::{Faults, Filled},
        frame::{Frame, Place},
        language::{args, number},
        template::{self, Page},
        visit::Visit,
    },
};

#[derive(Debug, Serialize)]
struct EditPage {
    frame: Frame,
    name: String,
    title: String,
    /// The version that a save goes after.
    base: i32,
    rungs: Vec<TypedRung>,
    notices: Vec<(&'static str, String)>,
    steps: Vec<(&'static str, String)>,
    drawing: Drawing,
    faults: Faults,
    /// The drawing shows what was typed and nobody saved.
    previewed: bool,
    /// How the notices to come would differ from those of the ladder in force.
    ahead: Option<Ahead>,
    /// What somebody else saved meanwhile.
    stale: Option<VersionLine>,
}

/// Months that a preview plays ahead.
const MONTHS: u32 = 3;

/// Notices that would be more, fewer, or on another day.
#[derive(Debug, Serialize)]
struct Ahead {
    months: u32,
    more: usize,
    fewer: usize,
    moved: usize,
}

impl Page for EditPage {
    const FILE: &'static str = "ladder_edit.html";
}

/// What is shown beside the form.
#[derive(Default)]
struct Beside {
    faults: Faults,
    previewed: bool,
    ahead: Option<Ahead>,
    stale: Option<LadderVersion>,
}

pub(super) async fn show(visit: Visit, Path(name): Path<String>) -> Answer {
    let newest = newest(&visit, &name).await?;
    let typed = Typed::of(&newest.ladder, newest.version);
    page(&visit, (&typed, &newest.ladder), Beside::default()).await
}

async fn page(visit: &Visit, (typed, ladder): (&Typed, &Ladder), beside: Beside) -> Answer {
    let end = ("", visit.say("ladders-end"));
    let step = |stage: Stage| (stage.code(), visit.say(&format!("stage-{}", stage.code())));
    let way = |notice: Notice| {
        let words = visit.say(&format!("ladders-notice-{}", notice.code()));
        (notice.code(), words)
    };
    let stale = beside.stale.as_ref();
    let page = EditPage {
        frame: Frame::of(visit, Place::Settings, visit.say("ladders-edit")).await?,
        name: ladder.name.clone(),
        title: typed.title.clone(),
        // Whoever has seen both may save over the other one.
        base: stale.map_or_else(|| typed.base(), |stale| Ok(stale.version))?,
        rungs: typed.rungs(),
        notices: Notice::ALL.map(way).to_vec(),
        steps: [end].into_iter().chain(Stage::ALL.map(step)).collect(),
        drawing: Drawing::of(visit.language, ladder),
        faults: beside.faults,
        previewed: beside.previewed,
        ahead: beside.ahead,
        stale: stale.map(|stale| VersionLine::of(visit, stale, true)),
    };
    template::render(visit.language, &page)
}

/// Plays the ladder that was typed in place of the one in force.
async fn ahead(visit: &Visit, ladder: &Ladder) -> Answer<Ahead> {
    let play = visit.services.play(MONTHS, Some(ladder)).await?;
    let difference = play.difference.unwrap_or_default();
    Ok(Ahead {
        months: MONTHS,
        more: difference.more.len(),
        fewer: difference.fewer.len(),
        moved: difference.moved.len(),
    })
}

pub(super) async fn act(
    visit: Visit,
    Path(name): Path<String>,
    Filled { form, mut faults }: Filled<Typed>,
) -> Answer<Response> {
    newest(&visit, &name).await?;
    let ladder = form.ladder(&visit, &name, &mut faults);
    for fault in ladder.faults() {
        faults.add(&field_of(&ladder, fault), words(&visit, fault));
    }
    let mut beside = Beside {
        previewed: true,
        faults,
        ..Beside::default()
    };
    if form.action == "preview" || !beside.faults.is_empty() {
        let status = if beside.faults.is_empty() {
            beside.ahead = Some(ahead(&visit, &ladder).await?);
            StatusCode::OK
        } else {
            StatusCode::UNPROCESSABLE_ENTITY
        };
        let page = page(&visit, (&form, &ladder), beside).await?;
        return Ok((status, page).into_response());
    }
    let by = visit.officer()?.officer.id;
    match visit
        .services
        .save_ladder(&ladder, form.base()?, by)
        .await?
    {
        SavedLadder::Version(version) => {
            Ok(Redirect::to(&format!("/settings/ladders?saved={version}")).into_response())
        }
        SavedLadder::Same => Ok(Redirect::to("/settings/ladders?same=1").into_response()),
        SavedLadder::Stale(stale) => {
            beside.stale = Some(*stale);
            let page = page(&visit, (&form, &ladder), beside).await?;
            Ok((StatusCode::CONFLICT, page).into_response())
        }
        // The same function found none a moment ago.
        SavedLadder::Faulty(_) => Err(Problem::unreadable()),
    }
}

fn words(visit: &Visit, fault: LadderFault) -> String {
    let stage = fault.stage().map_or_else(String::new, |stage| {
        visit.say(&format!("stage-{}", stage.code()))
    });
    let key = format!("ladders-fault-{}", fault.code());
    let most = u32::try_from(MOST_REMINDERS).unwrap_or(u32::MAX);
    visit.say_with(
        &key,
        &args([
            ("step", FluentValue::from(stage)),
            ("days", number(MOST_TERM_DAYS)),
            ("most", number(most)),
        ]),
    )
}
