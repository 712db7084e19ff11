//! Two employers that an officer judges to be two firms, from the page that compares them.

use axum::{extract::Path, response::Response};
use fluent_bundle::FluentValue;
use serde::{Deserialize, Serialize};
use validator::Validate;

use super::{LABOUR, blame, done, dossier, merge, parse, refused};
use crate::{
    domain::{
        ids::EmployerId,
        judgement::{Ground, Judgement},
    },
    services::{Contradicted, Dossier},
    store::PairJudgement,
    web::{
        Problem,
        forms::Filled,
        language::args,
        routes::{Site, Who},
        visit::Visit,
    },
};

/// A judgement that stands.
#[derive(Debug, Serialize)]
pub(super) struct Judged {
    other: String,
    href: String,
    name: String,
    who: String,
    at: String,
    words: String,
}

/// What was sent.
#[derive(Debug, Deserialize, Validate)]
struct Sent {
    #[serde(default)]
    other: String,
    #[serde(default)]
    words: String,
}

/// Which one is meant.
#[derive(Debug, Deserialize, Validate)]
struct Other {
    #[serde(default)]
    other: String,
}

pub(super) fn routes(site: Site) -> Site {
    site.post(
        "/employers/{id}/merge/different",
        Who::Only(LABOUR),
        distinguish,
    )
    .post(
        "/employers/{id}/merge/different/undo",
        Who::Only(LABOUR),
        undo,
    )
}

async fn distinguish(
    visit: Visit,
    Path(id): Path<String>,
    Filled { form, mut faults }: Filled<Sent>,
) -> Result<Response, Problem> {
    let dossier = dossier(&visit, &id).await?;
    let pair: (EmployerId, EmployerId) = (dossier.employer.id, parse(&form.other)?);
    let by = visit.officer()?.officer.id;
    let services = &visit.services;
    if let Err(error) = services.distinguish(pair, &form.words, by).await {
        blame(&visit, error, &mut faults)?;
        let page = merge::compare(&visit, &dossier, pair.1, (form.words, faults)).await?;
        return Ok(refused(page));
    }
    Ok(done(pair.0, "distinct"))
}

async fn undo(
    visit: Visit,
    Path(id): Path<String>,
    Filled { form, .. }: Filled<Other>,
) -> Result<Response, Problem> {
    let pair: (EmployerId, EmployerId) = (parse(&id)?, parse(&form.other)?);
    let by = visit.officer()?.officer.id;
    visit.services.undo_distinction(pair, by).await?;
    Ok(done(pair.0, "undistinct"))
}

/// What stands against a judgement, with the judgements that say so.
pub(in crate::web) fn contradicted(visit: &Visit, by: &Contradicted) -> String {
    let mut words = visit.say(&format!("refusal-{}", by.refusal.code));
    for one in &by.chain {
        let text = |value: &str| FluentValue::from(value.to_owned());
        let at = visit.moment(one.at);
        let args = args([
            ("one", text(&one.names[0])),
            ("other", text(&one.names[1])),
            ("who", text(&one.by_name)),
            ("at", text(&at)),
        ]);
        words.push(' ');
        let key = format!("judgement-chain-{}", one.said.says.code());
        words.push_str(&visit.say_with(&key, &args));
    }
    words
}

/// How whoever judged knows: the ground, then what was written.
pub(in crate::web) fn why(visit: &Visit, one: &PairJudgement) -> String {
    match (one.ground, one.words.as_str()) {
        (Ground::Other, "") => visit.say("judgement-ground-none"),
        (Ground::Other, words) => words.to_owned(),
        (ground, words) => {
            let ground = visit.say(&format!("judgement-ground-{}", ground.code()));
            if words.is_empty() {
                ground
            } else {
                format!("{ground}. {words}")
            }
        }
    }
}

/// The judgements that stand, the newest first.
pub(super) fn standing(visit: &Visit, dossier: &Dossier) -> Vec<Judged> {
    let of = dossier.employer.id;
    let standing = dossier.judgements.iter().filter(|one| distinct(one));
    standing.map(|one| judged(visit, one, of)).collect()
}

/// The one about this employer.
pub(super) fn about(visit: &Visit, dossier: &Dossier, other: EmployerId) -> Option<Judged> {
    let of = dossier.employer.id;
    let mut all = dossier.judgements.iter();
    let one = all.find(|one| distinct(one) && one.other(of).0 == other)?;
    Some(judged(visit, one, of))
}

fn distinct(one: &PairJudgement) -> bool {
    one.stands() && one.said.says == Judgement::Different
}

fn judged(visit: &Visit, one: &PairJudgement, of: EmployerId) -> Judged {
    let (other, name) = one.other(of);
    Judged {
        other: other.to_string(),
        href: format!("/employers/{other}"),
        name: name.to_owned(),
        who: one.by_name.clone(),
        at: visit.moment(one.at),
        words: why(visit, one),
    }
}
