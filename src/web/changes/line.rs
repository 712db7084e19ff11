//! What changed about a firm, in words.

use serde::Serialize;

use crate::{
    domain::difference::{Change, Count, Place},
    services::FirmChange,
    web::{
        language::{Language, args, number},
        visit::Visit,
    },
};

/// A firm on the page.
#[derive(Debug, Serialize)]
pub(super) struct Line {
    href: String,
    name: String,
    place: Option<String>,
    /// What it was before and is now, where that is what changed.
    sides: Option<(String, String)>,
    /// What there is to say beside it.
    notes: Vec<String>,
}

impl Line {
    pub(super) fn of(visit: &Visit, one: &FirmChange) -> Self {
        Self {
            href: format!("/employers/{}", one.firm.id),
            name: one.firm.name.clone(),
            place: one.firm.kelurahan.clone(),
            sides: sides(visit, &one.change),
            notes: notes(visit, &one.change),
        }
    }
}

/// What it was before and is now, in words.
pub(super) fn sides(visit: &Visit, change: &Change) -> Option<(String, String)> {
    match change {
        Change::Moved { from, to } => {
            let alike = from.kelurahan == to.kelurahan;
            Some((place(from, alike), place(to, alike)))
        }
        Change::Headcount { from, to } => Some((count(visit, *from), count(visit, *to))),
        _ => None,
    }
}

/// Address and kelurahan; the kelurahan goes without saying where it is the same.
fn place(place: &Place, alike: bool) -> String {
    let kelurahan = place
        .kelurahan
        .as_deref()
        .filter(|_| !alike || place.address.is_none());
    let parts = [place.address.as_deref(), kelurahan];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

fn count(visit: &Visit, count: Count) -> String {
    let workers = visit.say_with("unit-workers", &args([("count", number(count.workers))]));
    let basis = visit.say(&format!("basis-{}", count.basis.code()));
    format!("{workers} ({basis})")
}

/// What there is to say beside it.
pub(super) fn notes(visit: &Visit, change: &Change) -> Vec<String> {
    match change {
        Change::New | Change::Moved { .. } => Vec::new(),
        Change::Closed => vec![visit.say("changes-closed")],
        Change::Unnamed { source } => {
            let source = visit.say(&format!("employer-source-{source}"));
            vec![visit.say_with("changes-unnamed", &args([("source", source.into())]))]
        }
        Change::Headcount { from, to } => factor(visit, *from, *to).into_iter().collect(),
        Change::Enrolled {
            complies,
            gained,
            notice,
        } => {
            let mut notes = Vec::new();
            if *complies {
                notes.push(visit.say("changes-complies"));
            }
            if *gained > 0 {
                notes.push(visit.say_with("changes-gained", &args([("count", number(*gained))])));
            }
            notes.push(notice.map_or_else(
                || visit.say("changes-unasked"),
                |notice| {
                    let stage = visit.say(&format!("stage-{}", notice.stage.code()));
                    let on = visit.services.local(notice.at).date_naive();
                    let day = visit.language.day(on);
                    let told = [("notice", stage.into()), ("day", day.into())];
                    visit.say_with("changes-after", &args(told))
                },
            ));
            notes
        }
        Change::FellBack { to } => {
            let verdict = visit.say(&format!("verdict-{}", to.code()));
            vec![visit.say_with("changes-now", &args([("verdict", verdict.into())]))]
        }
    }
}

/// How many times as many workers, or which part of them less, where there were some before.
fn factor(visit: &Visit, from: Count, to: Count) -> Option<String> {
    let before = u64::from((from.workers > 0).then_some(from.workers)?);
    if to.workers < from.workers {
        let percent = u64::from(from.workers - to.workers) * 100 / before;
        return Some(visit.say_with("changes-part", &args([("percent", number(percent))])));
    }
    let tenths = u64::from(to.workers) * 10 / before;
    let point = match visit.language {
        Language::Id => ',',
        Language::En => '.',
    };
    let times = format!(
        "{}{point}{}",
        visit.language.number(tenths / 10),
        tenths % 10
    );
    Some(visit.say_with("changes-times", &args([("times", times.into())])))
}
