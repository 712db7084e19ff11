//! What a letter's page tells of its life, and what its reader may do with it.

use serde::Serialize;

use super::{
    super::{
        Answer,
        language::{args, number},
        visit::Visit,
    },
    REVIEWERS, WORKERS,
    text::TextFaultLine,
};
use crate::{
    domain::{
        ids::LetterId,
        letter::{LetterMove, LetterState},
        words::date_words,
    },
    services::{LetterFlaw, LetterView, Redraft, Unfit},
};

/// The states that a letter goes through, in order.
const LINE: [LetterState; 7] = [
    LetterState::Draft,
    LetterState::InReview,
    LetterState::Approved,
    LetterState::Numbered,
    LetterState::Signed,
    LetterState::Sent,
    LetterState::Received,
];

/// A letter's life.
#[derive(Debug, Serialize)]
pub(super) struct Desk {
    /// The states with `done`, `now` or `next`; empty once it is cancelled.
    steps: Vec<(&'static str, &'static str)>,
    state: &'static str,
    version: i32,
    number: Option<String>,
    letter_on: Option<String>,
    received_on: Option<String>,
    code: Option<String>,
    /// The page of the firm that it is about.
    firm_href: Option<String>,
    /// Values that are missing: name and words.
    missing: Vec<(&'static str, &'static str)>,
    faults: Vec<TextFaultLine>,
    /// What today's facts would change: words, before, after.
    newer: Vec<(&'static str, Option<String>, Option<String>)>,
    versions: Vec<VersionLine>,
    events: Vec<EventLine>,
    /// Why the reader can't approve it, in words.
    obstacles: Vec<String>,
    /// The letter that stands in place of a cancelled one: address and running number.
    instead: Option<(String, i32)>,
    may: May,
}

/// What the reader may do now.
#[derive(Debug, Serialize)]
#[expect(clippy::struct_excessive_bools, reason = "each stands for one button")]
struct May {
    edit: bool,
    submit: bool,
    approve: bool,
    send_back: bool,
    cancel: bool,
    comment: bool,
    redraft: bool,
}

#[derive(Debug, Serialize)]
struct VersionLine {
    version: i32,
    origin: &'static str,
    by: Option<String>,
    at: String,
    href: String,
}

#[derive(Debug, Serialize)]
struct EventLine {
    /// A move's code, or `comment`.
    kind: &'static str,
    version: i32,
    words: String,
    by: Option<String>,
    at: String,
}

impl Desk {
    pub(super) async fn of(visit: &Visit, id: LetterId) -> Answer<Self> {
        let view = visit.services.letter_view(id).await?;
        let letter = &view.letter;
        let state = letter.state;
        let can = |made| state.after(made).is_some();
        let (works, reviews) = (visit.is(WORKERS), visit.is(REVIEWERS));
        let redraft = visit.services.redraft_of(id).await?;
        let may = May {
            redraft: works && redraft == Redraft::Possible,
            edit: works && can(LetterMove::Edit),
            submit: works && can(LetterMove::Submit),
            approve: reviews && can(LetterMove::Approve),
            send_back: reviews && can(LetterMove::SendBack),
            cancel: (works || reviews) && can(LetterMove::Cancel),
            comment: (works || reviews) && !state.is_over(),
        };
        let mut obstacles = Vec::new();
        if may.approve {
            let by = visit.officer()?.officer.id;
            let found = visit.services.letter_obstacles(id, by).await?;
            let said = |unfit: &Unfit| {
                let mut told = visit.say(&format!("refusal-{}", unfit.code()));
                if let Unfit::Page(flaws) = unfit {
                    let line = |one: &LetterFlaw| {
                        let key = format!("letter-flaw-{}", one.fault.code());
                        visit.say_with(&key, &args([("page", number(one.page))]))
                    };
                    let flaws: Vec<String> = flaws.iter().map(line).collect();
                    told = format!("{told} {}", flaws.join(" "));
                }
                told
            };
            obstacles = found.iter().map(said).collect();
        }
        Ok(Self {
            steps: steps(state),
            state: state.code(),
            version: letter.version,
            number: letter.number.as_ref().map(|number| number.number.clone()),
            letter_on: letter.letter_on.map(date_words),
            received_on: letter.received_on.map(date_words),
            code: letter.code.as_ref().map(ToString::to_string),
            firm_href: letter.employer.map(|firm| format!("/employers/{firm}")),
            missing: super::text::named(&view.missing),
            faults: TextFaultLine::all(visit, &view.faults),
            newer: newer(&view),
            versions: versions(visit, &view, id),
            events: events(visit, &view),
            obstacles,
            instead: match redraft {
                Redraft::Done(other, no) => Some((format!("/letters/{other}"), no)),
                Redraft::Over | Redraft::Possible => None,
            },
            may,
        })
    }
}

fn steps(state: LetterState) -> Vec<(&'static str, &'static str)> {
    let Some(now) = LINE.iter().position(|one| *one == state) else {
        return Vec::new();
    };
    let step = |(at, one): (usize, &LetterState)| {
        let mark = match at.cmp(&now) {
            std::cmp::Ordering::Less => "done",
            std::cmp::Ordering::Equal => "now",
            std::cmp::Ordering::Greater => "next",
        };
        (one.code(), mark)
    };
    LINE.iter().enumerate().map(step).collect()
}

fn newer(view: &LetterView) -> Vec<(&'static str, Option<String>, Option<String>)> {
    let lines = view.newer.iter();
    lines
        .map(|(what, before, after)| (what.words(), before.clone(), after.clone()))
        .collect()
}

fn versions(visit: &Visit, view: &LetterView, id: LetterId) -> Vec<VersionLine> {
    let line = |one: &crate::store::LetterVersion| VersionLine {
        version: one.version,
        origin: one.origin.code(),
        by: one.by.as_ref().map(|(_, name)| name.clone()),
        at: visit.moment(one.at),
        href: format!("/letters/{id}/versions/{}", one.version),
    };
    view.versions.iter().map(line).collect()
}

fn events(visit: &Visit, view: &LetterView) -> Vec<EventLine> {
    // What was written stands among the versions.
    let told = view.events.iter().rev();
    let told = told.filter(|event| event.made != Some(LetterMove::Edit));
    let line = |event: &crate::store::LetterEvent| EventLine {
        kind: event.made.map_or("comment", LetterMove::code),
        version: event.version,
        words: event.words.clone(),
        by: event.by.as_ref().map(|(_, name)| name.clone()),
        at: visit.moment(event.at),
    };
    told.map(line).collect()
}
