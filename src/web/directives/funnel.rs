//! How far the cases of an instruction have come, as bars and as a table.

use serde::Serialize;

use crate::{
    domain::ladder::Stage,
    store::{Progress, Standings},
    web::wording::{percent, permille},
};

/// From one bar to the next, in units of the drawing.
const STEP: usize = 40;
/// The longest bar.
const WIDTH: u64 = 360;

/// The bars and the table.
#[derive(Debug, Serialize)]
pub(super) struct Funnel {
    height: usize,
    bars: Vec<Bar>,
    /// Where each case stands; together they are all.
    standing: Vec<Standing>,
    all: u64,
    notified: u64,
    answered: u64,
    /// `None` before anybody was told.
    rate: Option<String>,
    firms: u64,
    then: u64,
    now: u64,
    gained: u64,
    lost: u64,
}

/// Cases that came so far.
#[derive(Debug, PartialEq, Eq, Serialize)]
struct Bar {
    y: usize,
    /// Name of the step, or `opened`, `confirmed`, `complied`.
    code: &'static str,
    count: u64,
    share: String,
    width: u64,
}

/// Cases at one place.
#[derive(Debug, PartialEq, Eq, Serialize)]
struct Standing {
    /// Name of the step, or `unconfirmed`, `complied`, `closed`.
    code: &'static str,
    count: u64,
}

impl Funnel {
    pub(super) fn of(progress: &Progress) -> Self {
        let all = sum(progress, |_| true);
        let complied = sum(progress, |s| s.complied);
        let reached = |stage: Stage| {
            let found = progress.reached.iter().find(|(step, _)| *step == stage);
            found.map_or(0, |(_, count)| *count)
        };
        let mut counts = vec![
            ("opened", all),
            ("confirmed", sum(progress, |s| s.confirmed)),
        ];
        // Steps of the city, and what others did as far as it was recorded.
        let steps = Stage::ALL.into_iter().skip(1);
        counts.extend(
            steps
                .map(|stage| (stage.code(), reached(stage)))
                .filter(|(code, count)| *count > 0 || USUAL.contains(code)),
        );
        counts.push(("complied", complied));
        let bars = counts
            .into_iter()
            .enumerate()
            .map(|(place, (code, count))| Bar {
                y: place * STEP,
                code,
                count,
                share: percent(count, all),
                width: permille(count, all) * WIDTH / 1_000,
            });
        let bars: Vec<Bar> = bars.collect();
        Self {
            height: bars.len() * STEP,
            bars,
            standing: standing(progress),
            all,
            notified: progress.notified,
            answered: progress.answered,
            rate: (progress.notified > 0).then(|| percent(progress.answered, progress.notified)),
            firms: progress.firms,
            then: progress.enrolled_then,
            now: progress.enrolled_now,
            gained: progress.enrolled_now.saturating_sub(progress.enrolled_then),
            lost: progress.enrolled_then.saturating_sub(progress.enrolled_now),
        }
    }
}

/// So many cases that are as asked.
fn sum(progress: &Progress, wanted: impl Fn(&Standings) -> bool) -> u64 {
    let counted = progress.standing.iter().filter(|s| wanted(s));
    counted.map(|s| s.cases).sum()
}

/// Where each case stands.
fn standing(progress: &Progress) -> Vec<Standing> {
    let line = |code, count| Standing { code, count };
    let at = |stage: Stage| sum(progress, |s| s.stage == Some(stage));
    let unconfirmed = sum(progress, |s| {
        s.stage == Some(Stage::Verification) && !s.confirmed
    });
    let mut standing = vec![
        line("unconfirmed", unconfirmed),
        line(
            Stage::Verification.code(),
            at(Stage::Verification) - unconfirmed,
        ),
    ];
    let later = Stage::ALL.into_iter().skip(1);
    let later = later.map(|stage| line(stage.code(), at(stage)));
    standing.extend(later.filter(|one| one.count > 0));
    standing.push(line("complied", sum(progress, |s| s.complied)));
    let closed = sum(progress, |s| s.stage.is_none() && !s.complied);
    standing.push(line("closed", closed));
    standing
}

/// Steps that are shown before any case took them.
const USUAL: [&str; 4] = ["appeal", "reprimand_1", "reprimand_2", "referral"];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::Standings;

    #[test]
    fn every_case_stands_at_one_place_and_the_bars_begin_with_all_of_them() {
        let at = |stage, confirmed, complied, cases| Standings {
            stage,
            confirmed,
            complied,
            cases,
        };
        let progress = Progress {
            standing: vec![
                at(Some(Stage::Verification), false, false, 4),
                at(Some(Stage::Verification), true, false, 1),
                at(Some(Stage::Appeal), true, false, 3),
                at(None, true, true, 2),
                at(None, false, false, 1),
            ],
            reached: vec![(Stage::Appeal, 5)],
            notified: 5,
            answered: 2,
            firms: 9,
            enrolled_then: 10,
            enrolled_now: 17,
        };
        let funnel = Funnel::of(&progress);
        assert_eq!(funnel.all, 11);
        let stands: u64 = funnel.standing.iter().map(|s| s.count).sum();
        assert_eq!(stands, funnel.all);
        let bars: Vec<(&str, u64)> = funnel.bars.iter().map(|b| (b.code, b.count)).collect();
        assert_eq!(
            bars,
            [
                ("opened", 11),
                ("confirmed", 6),
                ("appeal", 5),
                ("reprimand_1", 0),
                ("reprimand_2", 0),
                ("referral", 0),
                ("complied", 2),
            ]
        );
        assert_eq!((funnel.bars[0].width, funnel.bars[3].width), (360, 0));
        assert_eq!(funnel.rate.as_deref(), Some("40,0%"));
        assert_eq!((funnel.gained, funnel.lost), (7, 0));
    }

    #[test]
    fn without_cases_nothing_is_divided_by_nought() {
        let funnel = Funnel::of(&Progress::default());
        assert_eq!((funnel.all, funnel.rate), (0, None));
    }
}
