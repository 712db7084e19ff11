//! Agreeing to a play: everything that is to come, on one page, signed by its print.

use std::collections::BTreeSet;

use axum::{
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use serde::{Deserialize, Serialize};
use validator::Validate;

use super::ahead::{Far, Line, csv_href};
use crate::{
    domain::role::Role,
    services::{PlayView, ServiceError, Unlisted},
    web::{
        Answer,
        forms::{Faults, Filled},
        frame::{Frame, Place},
        language::{args, number},
        query::Checked,
        routes::Who,
        template::{self, Page},
        visit::Visit,
    },
};

/// Who decides.
pub(super) const DECIDERS: &[Role] = &[Role::Approver];
pub(super) const WHO: Who = Who::Only(DECIDERS);
/// Notices on the page; the file has all.
const SHOWN: usize = 500;

#[derive(Debug, Serialize)]
struct PlanPage {
    frame: Frame,
    months: u32,
    until: String,
    print: String,
    lines: Vec<Line>,
    /// Notices in all, and employers that get one.
    count: usize,
    employers: usize,
    mails: u32,
    letters: u32,
    csv_href: String,
    back: String,
    form: Typed,
    faults: Faults,
    wrong: Option<String>,
}

impl Page for PlanPage {
    const FILE: &'static str = "schedules_plan.html";
}

/// What was typed.
#[derive(Debug, Default, Serialize, Deserialize, Validate)]
#[serde(default)]
pub(super) struct Typed {
    #[validate(length(max = 4))]
    months: String,
    #[validate(length(max = 64))]
    print: String,
    /// What becomes of mails that are not listed: `held` or `sent`.
    #[validate(length(max = 4))]
    others: String,
    /// How many notices, as the approver counts them.
    #[validate(length(max = 12))]
    count: String,
}

pub(super) async fn ask(visit: Visit, Checked(far): Checked<Far>) -> Answer {
    let form = Typed {
        months: far.months().to_string(),
        ..Typed::default()
    };
    let page = page(&visit, form).await?;
    template::render(visit.language, &page)
}

pub(super) async fn agree(
    visit: Visit,
    Filled { form, mut faults }: Filled<Typed>,
) -> Answer<Response> {
    let others = match form.others.as_str() {
        "held" => Some(Unlisted::Held),
        "sent" => Some(Unlisted::Sent),
        _ => None,
    };
    let shown = page(&visit, form).await?;
    let mut wrong = None;
    if shown.print != shown.form.print {
        wrong = Some("plan-changed");
    } else if let Some(others) = others {
        // The title groups its digits; whoever types it as it stands there is right too.
        if shown.form.count.trim().replace('.', "").parse() != Ok(shown.count) {
            let args = args([(
                "count",
                number(u32::try_from(shown.count).unwrap_or(u32::MAX)),
            )]);
            faults.add("count", visit.say_with("plan-fault-count", &args));
        }
        if faults.is_empty() {
            let by = visit.officer()?.officer.id;
            let signed = (shown.months, shown.print.as_str());
            match visit.services.approve_play(signed, others, by).await {
                Ok(n) => {
                    let to = format!("/schedules/ahead?months={}&agreed={n}", shown.months);
                    return Ok(Redirect::to(&to).into_response());
                }
                Err(ServiceError::Barred(refusal)) => wrong = Some(refusal.code),
                Err(error) => return Err(error.into()),
            }
        }
    } else {
        faults.add("others", visit.say("plan-fault-others"));
    }
    let page = PlanPage {
        faults,
        wrong: wrong.map(|code| visit.say(&format!("refusal-{code}"))),
        ..shown
    };
    let text = template::render(visit.language, &page)?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, text).into_response())
}

async fn page(visit: &Visit, form: Typed) -> Answer<PlanPage> {
    let far = Far {
        months: form.months.clone(),
        ..Far::default()
    };
    let months = far.months();
    let play: PlayView = visit.services.play(months, None).await?;
    let (odd, usual): (Vec<_>, Vec<_>) = play.lines.iter().partition(|line| !line.odd.is_empty());
    let firms: BTreeSet<_> = play.lines.iter().map(|line| line.event.employer).collect();
    Ok(PlanPage {
        frame: Frame::of(visit, Place::Schedules, visit.say("plan-title")).await?,
        months,
        until: play.until.to_string(),
        lines: odd
            .into_iter()
            .chain(usual)
            .take(SHOWN)
            .map(Line::of)
            .collect(),
        count: play.lines.len(),
        employers: firms.len(),
        mails: play.weeks.iter().map(|week| week.mails).sum(),
        letters: play.weeks.iter().map(|week| week.letters).sum(),
        csv_href: csv_href(months),
        back: format!("/schedules/ahead?months={months}"),
        print: play.print,
        form,
        faults: Faults::default(),
        wrong: None,
    })
}
