//! A ladder as a drawing and as a table. What is wrong with one is drawn as it was typed: a way
//! back, a step that nothing leads to.

use fluent_bundle::FluentValue;
use serde::Serialize;

use crate::{
    domain::ladder::{Ladder, Rung, Stage},
    web::language::{Language, args, number},
};

/// A step's height, and from one to the next, in units of the drawing.
const BOX: usize = 70;
const STEP: usize = 102;
const TOP: usize = 6;
const BOTTOM: usize = 12;

/// The drawing and its table.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Drawing {
    height: usize,
    rungs: Vec<Drawn>,
}

/// One step.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Drawn {
    y: usize,
    stage: &'static str,
    /// Others take it; the city records it.
    recorded: bool,
    /// Nothing leads to it.
    apart: bool,
    term: Option<String>,
    notice: &'static str,
    reminders: Option<String>,
    /// The same in signs: `−3, +1`.
    signs: String,
    next: Option<&'static str>,
    link: Option<Link>,
}

/// What leads on from a step.
#[derive(Debug, Clone, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
enum Link {
    /// To the step drawn under it.
    Down { from: usize, to: usize },
    /// To a step drawn elsewhere.
    Aside { from: usize, to: usize },
}

impl Drawing {
    pub(super) fn of(language: Language, ladder: &Ladder) -> Self {
        let order = order(ladder);
        let y = |place: usize| TOP + place * STEP;
        let place_of = |stage: Stage| order.iter().position(|(rung, _)| rung.stage == stage);
        let link = |place: usize, next: Stage| {
            let to = place_of(next)?;
            Some(if to == place + 1 {
                Link::Down {
                    from: y(place) + BOX,
                    to: y(to),
                }
            } else {
                Link::Aside {
                    from: y(place) + BOX / 2,
                    to: y(to) + BOX / 2,
                }
            })
        };
        let rungs: Vec<Drawn> = order
            .iter()
            .enumerate()
            .map(|(place, (rung, reached))| Drawn {
                y: y(place),
                stage: rung.stage.code(),
                recorded: rung.stage.is_recorded(),
                apart: !reached,
                term: rung.term_days.map(|days| {
                    language.say_with("ladders-term", &args([("count", number(days))]))
                }),
                notice: rung.notice.code(),
                reminders: reminders(language, &rung.reminders),
                signs: signs(&rung.reminders),
                next: rung.next.map(Stage::code),
                link: rung.next.and_then(|next| link(place, next)),
            })
            .collect();
        Self {
            height: (TOP + rungs.len().saturating_sub(1) * STEP + BOX + BOTTOM),
            rungs,
        }
    }
}

/// The steps in the order of the way, then those that nothing leads to.
fn order(ladder: &Ladder) -> Vec<(&Rung, bool)> {
    let mut order: Vec<(&Rung, bool)> = Vec::new();
    let mut at = ladder.rungs.first();
    while let Some(rung) = at {
        if order.iter().any(|(known, _)| known.stage == rung.stage) {
            break;
        }
        order.push((rung, true));
        at = ladder.after(rung.stage);
    }
    for rung in &ladder.rungs {
        if !order.iter().any(|(known, _)| known.stage == rung.stage) {
            order.push((rung, false));
        }
    }
    order
}

/// `−3, +1`.
fn signs(days: &[i16]) -> String {
    let signs = days
        .iter()
        .map(|days| format!("{days:+}").replace('-', "−"));
    signs.collect::<Vec<_>>().join(", ")
}

/// `3 HK sebelum dan 1 HK sesudah batas`.
fn reminders(language: Language, days: &[i16]) -> Option<String> {
    let words: Vec<String> = days
        .iter()
        .map(|days| {
            let key = if *days < 0 {
                "ladders-reminder-before"
            } else {
                "ladders-reminder-after"
            };
            let count: FluentValue<'_> = number(days.unsigned_abs());
            language.say_with(key, &args([("count", count)]))
        })
        .collect();
    (!words.is_empty()).then(|| words.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::ladder::Notice;

    /// Verification, appeal, both reprimands, referral.
    fn ladder() -> Ladder {
        let steps = &Stage::ALL[..5];
        let rung = |place: usize| Rung {
            stage: steps[place],
            term_days: Some(10),
            notice: Notice::Letter,
            reminders: vec![-3, 1],
            next: steps.get(place + 1).copied(),
        };
        Ladder {
            name: "city".to_owned(),
            title: "Jenjang kota".to_owned(),
            rungs: (0..steps.len()).map(rung).collect(),
        }
    }

    #[test]
    fn a_sound_ladder_goes_down_and_a_loop_goes_back() {
        let mut ladder = ladder();
        let drawn = Drawing::of(Language::Id, &ladder);
        assert_eq!(drawn.rungs.len(), 5);
        let rungs = drawn.rungs.iter();
        let downs = rungs.filter(|r| matches!(r.link, Some(Link::Down { .. })));
        assert_eq!(downs.count(), 4);
        assert!(drawn.rungs.iter().all(|rung| !rung.apart));
        assert!(drawn.rungs[4].y + BOX < drawn.height);
        // The second reprimand leads back to the appeal: what was behind it hangs in the air.
        ladder.rungs[3].next = Some(Stage::Appeal);
        let looped = Drawing::of(Language::Id, &ladder);
        assert!(matches!(
            looped.rungs[3].link,
            Some(Link::Aside { from, to }) if to < from
        ));
        assert!(looped.rungs[4].apart);
    }
}
