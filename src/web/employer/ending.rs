//! Ending a ruling before its date, and settling a dispute.

use axum::{extract::Path, response::Response};
use serde::{Deserialize, Serialize};
use validator::Validate;

use super::{About, LABOUR, blame, done, dossier, parse, refused};
use crate::{
    domain::{
        ids::RemarkId,
        remark::{Outcome, RemarkKind},
    },
    services::Dossier,
    store::Remark,
    web::{
        Answer, Problem,
        forms::{Faults, Filled},
        frame::{Frame, Place},
        routes::{Site, Who},
        template::{self, Page},
        visit::Visit,
    },
};

#[derive(Debug, Serialize)]
struct EndPage {
    frame: Frame,
    about: About,
    kind: &'static str,
    action: String,
    /// What was put on record.
    said: String,
    outcomes: Vec<(&'static str, String)>,
    form: Typed,
    faults: Faults,
}

impl Page for EndPage {
    const FILE: &'static str = "employer_end.html";
}

/// What was typed.
#[derive(Debug, Default, Serialize, Deserialize, Validate)]
struct Typed {
    #[serde(default)]
    words: String,
    #[serde(default)]
    outcome: String,
}

pub(super) fn routes(site: Site) -> Site {
    let path = "/employers/{id}/remarks/{remark}/end";
    site.get(path, Who::Only(LABOUR), form)
        .post(path, Who::Only(LABOUR), save)
}

async fn form(visit: Visit, Path((id, remark)): Path<(String, String)>) -> Answer {
    let dossier = dossier(&visit, &id).await?;
    let remark = standing(&dossier, &remark)?;
    let typed = (Typed::default(), Faults::default());
    show(&visit, (&dossier, remark), typed).await
}

async fn save(
    visit: Visit,
    Path((id, remark)): Path<(String, String)>,
    Filled { form, mut faults }: Filled<Typed>,
) -> Result<Response, Problem> {
    let dossier = dossier(&visit, &id).await?;
    let remark = standing(&dossier, &remark)?;
    let by = visit.officer()?.officer.id;
    let (services, words) = (&visit.services, form.words.as_str());
    let (ended, what) = if remark.kind.is_settled() {
        let Some(outcome) = Outcome::from_code(&form.outcome) else {
            faults.add("outcome", visit.say("employer-fault-outcome"));
            let page = show(&visit, (&dossier, remark), (form, faults)).await?;
            return Ok(refused(page));
        };
        let settled = services.settle(remark.id, (outcome, words), by);
        (
            settled.await,
            if remark.kind == RemarkKind::Reply {
                "answered"
            } else {
                "settled"
            },
        )
    } else {
        let ended = services.withdraw_ruling(remark.id, words, by);
        (ended.await, "ended")
    };
    if let Err(error) = ended {
        blame(&visit, error, &mut faults)?;
        let page = show(&visit, (&dossier, remark), (form, faults)).await?;
        return Ok(refused(page));
    }
    Ok(done(dossier.employer.id, what))
}

/// The ruling behind an address; one that a person ended is still shown, and refuses.
fn standing<'a>(dossier: &'a Dossier, id: &str) -> Result<&'a Remark, Problem> {
    let id: RemarkId = parse(id)?;
    dossier
        .remarks
        .iter()
        .find(|remark| remark.id == id && remark.kind != RemarkKind::Note)
        .ok_or_else(Problem::missing)
}

async fn show(
    visit: &Visit,
    (dossier, remark): (&Dossier, &Remark),
    (form, faults): (Typed, Faults),
) -> Answer {
    let kind = remark.kind.code();
    let title = visit.say(&format!("employer-end-{kind}-title"));
    let outcomes = Outcome::ALL.into_iter().map(|outcome| {
        let words = visit.say(&format!("employer-outcome-{}", outcome.code()));
        (outcome.code(), words)
    });
    let about = About::of(dossier);
    template::render(
        visit.language,
        &EndPage {
            frame: Frame::of(visit, Place::Employers, title).await?,
            kind,
            action: format!("{}/remarks/{}/end", about.href, remark.id),
            about,
            said: remark.words.clone(),
            outcomes: if remark.kind.is_settled() {
                outcomes.collect()
            } else {
                Vec::new()
            },
            form,
            faults,
        },
    )
}
