//! What waits for an approver: exactly who gets what, odd cases first, and one page to agree.
//!
//! The print of the list travels in the form. A list that changed meanwhile is shown again and
//! nothing is agreed to.

use std::collections::{BTreeMap, HashSet};

use axum::{
    extract::Path,
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use serde::{Deserialize, Serialize};
use uuid::Uuid;
use validator::Validate;

use super::{
    Answer, Problem,
    cases::CaseLine,
    forms::{Faults, Filled},
    frame::{Frame, Place},
    language::{args, number},
    query::Checked,
    routes::{Site, Who},
    template::{self, Page},
    visit::Visit,
};
use crate::{
    domain::{ids::CaseId, ladder::Stage, role::Role},
    services::{Odd, Plan, Planned, ServiceError},
    store::Approval,
};

/// Who decides.
const DECIDERS: &[Role] = &[Role::Approver];
/// Approvals shown.
const PAST: u32 = 20;

/// The page.
#[derive(Debug, Serialize)]
struct ApprovalsPage {
    frame: Frame,
    /// The reader decides.
    decides: bool,
    print: String,
    lines: Vec<PlanLine>,
    /// How many of each step.
    steps: Vec<(&'static str, u64)>,
    /// Those to look at first.
    odd: u64,
    past: Vec<PastLine>,
    form: Typed,
    faults: Faults,
    /// What stands in the way, where no field is to blame.
    wrong: Option<String>,
    done: Option<String>,
}

impl Page for ApprovalsPage {
    const FILE: &'static str = "approvals.html";
}

/// A step that waits.
#[derive(Debug, Serialize)]
struct PlanLine {
    case: CaseLine,
    id: CaseId,
    step: &'static str,
    /// The letter goes to BPJS Kesehatan rather than to the firm.
    to_bpjs: bool,
    /// Where the letter goes otherwise.
    place: Option<String>,
    from_on: Option<String>,
    odd: Vec<&'static str>,
    ticked: bool,
}

/// An approval and what became of it.
#[derive(Debug, Serialize)]
struct PastLine {
    withdraw: Option<String>,
    by: String,
    at: String,
    valid_until: String,
    ended_at: Option<String>,
    steps: u64,
    taken: u64,
    withdrawn: u64,
    left: u64,
    print: String,
    is_plan: bool,
    binds_mail: bool,
}

/// What was typed.
#[derive(Debug, Default, Serialize, Deserialize, Validate)]
#[serde(default)]
struct Typed {
    print: String,
    /// `all` of the list, or those that are `ticked`.
    which: String,
    #[validate(length(max = 5000))]
    case: Vec<String>,
    /// How many, as the approver counts them.
    count: String,
}

impl Typed {
    fn ticked(&self) -> HashSet<CaseId> {
        self.case.iter().filter_map(|id| id.parse().ok()).collect()
    }
}

#[derive(Debug, Default, Deserialize, Validate)]
#[serde(default)]
struct Query {
    #[validate(length(max = 20))]
    done: String,
    n: u32,
}

pub(super) fn routes(site: Site) -> Site {
    let deciders = Who::Only(DECIDERS);
    site.get("/approvals", Who::Officers, show)
        .post("/approvals", deciders, approve)
        .post("/approvals/{id}/withdraw", deciders, withdraw)
}

async fn show(visit: Visit, Checked(query): Checked<Query>) -> Answer {
    let done = match query.done.as_str() {
        known @ ("approved" | "withdrawn") => {
            let args = args([("count", number(query.n))]);
            Some(visit.say_with(&format!("approvals-done-{known}"), &args))
        }
        _ => None,
    };
    let plan = visit.services.plan().await?;
    let page = page(&visit, &plan, Typed::default()).await?;
    template::render(visit.language, &ApprovalsPage { done, ..page })
}

async fn approve(
    visit: Visit,
    Filled {
        mut form,
        mut faults,
    }: Filled<Typed>,
) -> Answer<Response> {
    let plan = visit.services.plan().await?;
    let ticked = form.ticked();
    let (all, some) = (form.which == "all", form.which == "ticked");
    if !all && !some {
        faults.add("which", visit.say("approvals-fault-which"));
    }
    let held = |step: &&Planned| all || ticked.contains(&step.id);
    let chosen = plan.steps.iter().filter(held).count();
    let mut wrong = None;
    if plan.print == form.print {
        if some && chosen == 0 {
            faults.add("which", visit.say("refusal-nothing-chosen"));
        } else if form.count.trim().parse() != Ok(chosen) && faults.is_empty() {
            let count = u32::try_from(chosen).unwrap_or(u32::MAX);
            let args = args([("count", number(count))]);
            faults.add("count", visit.say_with("approvals-fault-count", &args));
        }
        if faults.is_empty() {
            let ids: Vec<CaseId> = ticked.into_iter().collect();
            let ids = some.then_some(ids.as_slice());
            let by = visit.officer()?.officer.id;
            match visit.services.approve(&form.print, ids, by).await {
                Ok(n) => {
                    let to = format!("/approvals?done=approved&n={n}");
                    return Ok(Redirect::to(&to).into_response());
                }
                Err(ServiceError::Barred(refusal)) => {
                    wrong = Some(visit.say(&format!("refusal-{}", refusal.code)));
                }
                Err(error) => return Err(error.into()),
            }
        }
    } else {
        wrong = Some(visit.say("refusal-plan-changed"));
        faults = Faults::default();
    }
    // What is signed next is what this answer shows.
    form.print.clear();
    let plan = visit.services.plan().await?;
    let page = page(&visit, &plan, form).await?;
    let page = ApprovalsPage {
        faults,
        wrong,
        ..page
    };
    let text = template::render(visit.language, &page)?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, text).into_response())
}

#[derive(Debug, Default, Deserialize, Validate)]
struct Nothing {}

async fn withdraw(visit: Visit, Path(id): Path<String>, _: Filled<Nothing>) -> Answer<Response> {
    let id: Uuid = id.parse().map_err(|_| Problem::missing())?;
    let by = visit.officer()?.officer.id;
    let stopped = visit.services.withdraw_approval(id, by).await?;
    let to = format!("/approvals?done=withdrawn&n={stopped}");
    Ok(Redirect::to(&to).into_response())
}

async fn page(visit: &Visit, plan: &Plan, form: Typed) -> Answer<ApprovalsPage> {
    let ticked = form.ticked();
    let mut steps: BTreeMap<Stage, u64> = BTreeMap::new();
    for step in &plan.steps {
        *steps.entry(step.step).or_default() += 1;
    }
    let decides = visit.is(DECIDERS);
    let past = visit.services.approvals(PAST).await?;
    Ok(ApprovalsPage {
        frame: Frame::of(visit, Place::Cases, visit.say("approvals-title")).await?,
        decides,
        print: plan.print.clone(),
        lines: plan
            .steps
            .iter()
            .map(|step| line(visit, step, ticked.contains(&step.id)))
            .collect(),
        steps: steps.into_iter().map(|(s, n)| (s.code(), n)).collect(),
        odd: plan.steps.iter().filter(|s| !s.odd.is_empty()).count() as u64,
        past: past
            .iter()
            .map(|one| past_line(visit, one, decides))
            .collect(),
        form,
        faults: Faults::default(),
        wrong: None,
        done: None,
    })
}

fn line(visit: &Visit, step: &Planned, ticked: bool) -> PlanLine {
    PlanLine {
        case: CaseLine::of(visit, &step.row, None),
        id: step.id,
        step: step.step.code(),
        to_bpjs: matches!(step.step, Stage::Referral | Stage::ArrearsReport),
        place: step.row.place.clone(),
        from_on: step.from_on.map(|on| on.to_string()),
        odd: step.odd.iter().map(|odd: &Odd| odd.code()).collect(),
        ticked,
    }
}

fn past_line(visit: &Visit, one: &Approval, decides: bool) -> PastLine {
    let stands = one.ended_at.is_none() && (one.left > 0 || one.binds_mail);
    PastLine {
        withdraw: (decides && stands).then(|| format!("/approvals/{}/withdraw", one.id)),
        by: one.by.clone(),
        at: visit.moment(one.at),
        valid_until: one.valid_until.to_string(),
        ended_at: one.ended_at.map(|at| visit.moment(at)),
        steps: one.steps,
        taken: one.taken,
        withdrawn: one.withdrawn,
        left: one.left,
        print: one.print.chars().take(12).collect(),
        is_plan: one.is_plan,
        binds_mail: one.binds_mail,
    }
}
