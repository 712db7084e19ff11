//! What is to come: every schedule that writes to firms, played ahead over the open cases.

use axum::{
    http::header,
    response::{IntoResponse, Response},
};
use serde::{Deserialize, Serialize};
use validator::Validate;

use crate::{
    domain::ladder::{Notice, play::Played},
    export::{self, Cell, Format},
    services::{MOST_MONTHS, PlayLine, PlayView, ServiceError},
    web::{
        Answer, Problem,
        frame::{Frame, Place},
        language::{args, number},
        query::Checked,
        schedules::plan,
        template::{self, Page},
        visit::Visit,
    },
};

/// Notices that the page itself shows; the file has all.
const SHOWN: usize = 25;
/// Odd cases that the page shows.
const ODD: usize = 10;
/// Months that are played where nobody says how many.
const USUAL_MONTHS: u32 = 3;

#[derive(Debug, Serialize)]
struct AheadPage {
    frame: Frame,
    months: u32,
    /// How many months may be played, for the choice.
    choices: Vec<(String, String)>,
    until: String,
    schedules: String,
    mails: u32,
    letters: u32,
    weeks: Vec<WeekLine>,
    officers: u64,
    odd: Vec<Line>,
    lines: Vec<Line>,
    /// Notices in all.
    count: usize,
    silent: Vec<(&'static str, u64)>,
    unknown_years: Vec<i32>,
    csv_href: String,
    /// Where an approver agrees to all of it.
    agree_href: Option<String>,
    /// The plan that stands.
    standing: Option<StandingPlan>,
    done: Option<String>,
}

/// The plan that was agreed to and stands.
#[derive(Debug, Serialize)]
struct StandingPlan {
    by: String,
    at: String,
    valid_until: String,
    binds_mail: bool,
    taken: u64,
    withdrawn: u64,
    left: u64,
}

impl Page for AheadPage {
    const FILE: &'static str = "schedules_ahead.html";
}

/// A week, and how it looks beside the others.
#[derive(Debug, Serialize)]
struct WeekLine {
    monday: String,
    mails: u32,
    letters: u32,
    /// Answers to be expected, and for each officer.
    answers: u32,
    each: Option<u32>,
    /// Percent of the fullest week.
    bar: u32,
}

/// A notice.
#[derive(Debug, Serialize)]
pub(super) struct Line {
    on: String,
    code: String,
    href: String,
    employer: String,
    stage: &'static str,
    /// `mail`, `letter`, `before`, `after`.
    how: &'static str,
    odd: Vec<&'static str>,
}

/// How far ahead.
#[derive(Debug, Default, Deserialize, Validate)]
#[serde(default)]
pub(super) struct Far {
    #[validate(length(max = 4))]
    pub(super) months: String,
    /// So many notices were just agreed to.
    pub(super) agreed: u32,
}

impl Far {
    pub(super) fn months(&self) -> u32 {
        let typed = self.months.parse().unwrap_or(USUAL_MONTHS);
        typed.clamp(1, MOST_MONTHS)
    }
}

pub(super) async fn show(visit: Visit, Checked(far): Checked<Far>) -> Answer {
    let months = far.months();
    let play = visit.services.play(months, None).await?;
    let title = visit.say("ahead-title");
    let choices = [1, 2, 3, 6, 9, 12].map(|n: u32| (n.to_string(), n.to_string()));
    let page = AheadPage {
        frame: Frame::of(&visit, Place::Schedules, title).await?,
        months,
        choices: choices.into(),
        until: play.until.to_string(),
        schedules: play.schedules.join(", "),
        mails: play.weeks.iter().map(|week| week.mails).sum(),
        letters: play.weeks.iter().map(|week| week.letters).sum(),
        weeks: weeks(&play),
        officers: play.officers,
        odd: play.odd().into_iter().take(ODD).map(Line::of).collect(),
        lines: play.lines.iter().take(SHOWN).map(Line::of).collect(),
        count: play.lines.len(),
        silent: play.silent.iter().map(|(s, n)| (s.code(), *n)).collect(),
        unknown_years: play.unknown_years,
        csv_href: csv_href(months),
        agree_href: visit
            .is(plan::DECIDERS)
            .then(|| format!("/schedules/ahead/plan?months={months}")),
        standing: standing(&visit).await?,
        done: (far.agreed > 0)
            .then(|| visit.say_with("ahead-agreed", &args([("count", number(far.agreed))]))),
    };
    template::render(visit.language, &page)
}

pub(super) fn csv_href(months: u32) -> String {
    format!("/schedules/ahead.csv?months={months}")
}

async fn standing(visit: &Visit) -> Answer<Option<StandingPlan>> {
    let plan = visit.services.standing_plan().await?;
    Ok(plan.map(|one| StandingPlan {
        at: visit.moment(one.at),
        valid_until: one.valid_until.to_string(),
        by: one.by,
        binds_mail: one.binds_mail,
        taken: one.taken,
        withdrawn: one.withdrawn,
        left: one.left,
    }))
}

fn weeks(play: &PlayView) -> Vec<WeekLine> {
    let fullest = play.weeks.iter().map(|week| week.mails + week.letters);
    let fullest = fullest.max().unwrap_or(0).max(1);
    let line = |week: &crate::domain::ladder::play::Week| {
        let answers = week.answers_percent.div_ceil(100);
        let officers = u32::try_from(play.officers).ok().filter(|n| *n > 0);
        WeekLine {
            monday: week.monday.to_string(),
            mails: week.mails,
            letters: week.letters,
            answers,
            each: officers.map(|officers| answers.div_ceil(officers)),
            bar: (week.mails + week.letters) * 100 / fullest,
        }
    };
    play.weeks.iter().map(line).collect()
}

impl Line {
    pub(super) fn of(line: &PlayLine) -> Self {
        let (stage, how) = match line.event.what {
            Played::Step(stage, Notice::Letter) => (stage, "letter"),
            Played::Step(stage, _) => (stage, "mail"),
            Played::Reminder(stage, days) if days < 0 => (stage, "before"),
            Played::Reminder(stage, _) => (stage, "after"),
        };
        Self {
            on: line.event.on.to_string(),
            code: line.code.clone(),
            href: format!("/employers/{}", line.event.employer),
            employer: line.employer.clone(),
            stage: stage.code(),
            how,
            odd: line.odd.iter().map(|odd| odd.code()).collect(),
        }
    }
}

/// Every notice, as CSV.
pub(super) async fn csv(visit: Visit, Checked(far): Checked<Far>) -> Answer<Response> {
    let play = visit.services.play(far.months(), None).await?;
    let heads = [
        "ahead-col-on",
        "ahead-col-case",
        "ahead-col-employer",
        "ahead-col-step",
        "ahead-col-how",
        "ahead-col-odd",
    ]
    .map(|key| visit.say(key));
    let rows: Vec<Vec<Cell>> = play
        .lines
        .iter()
        .map(|line| {
            let (said, on) = (Line::of(line), line.event.on);
            let odd: Vec<String> = said
                .odd
                .iter()
                .map(|odd| visit.say(&format!("approvals-odd-{odd}")))
                .collect();
            vec![
                Cell::Text(on.to_string()),
                Cell::Text(said.code),
                Cell::Text(said.employer),
                Cell::Text(visit.say(&format!("stage-{}", said.stage))),
                Cell::Text(visit.say(&format!("ahead-how-{}", said.how))),
                Cell::Text(odd.join("; ")),
            ]
        })
        .collect();
    let written = export::whole(Format::Csv, &heads, &rows);
    let bytes =
        written.map_err(|error| Problem::from(ServiceError::Write("jadwal".into(), error)))?;
    let name = format!(
        "attachment; filename=\"jadwal-ke-depan-{}.csv\"",
        play.until
    );
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()),
        (header::CONTENT_DISPOSITION, name),
    ];
    Ok((headers, bytes).into_response())
}
