//! Two employers that are one: finding the other, comparing both, merging, and taking it back.

use axum::{
    extract::Path,
    response::{IntoResponse, Response},
};
use serde::{Deserialize, Serialize};
use validator::Validate;

use super::{
    About, LABOUR,
    distinct::{self, Judged},
    done, dossier,
    fields::{SHOWN, label, or_empty},
    notes::Nothing,
    parse, refused,
};
use crate::{
    domain::{employer::Field, ids::EmployerId, merging::Against},
    services::{Dossier, Forms, MergePreview, ServiceError},
    store::KnownEmployer,
    web::{
        Answer, Problem,
        forms::{Faults, Filled},
        frame::{Frame, Place},
        query::{Checked, address},
        routes::{Site, Who},
        template::{self, Page},
        visit::Visit,
    },
};

#[derive(Debug, Serialize)]
struct MergePage {
    frame: Frame,
    about: About,
    query: String,
    found: Vec<Found>,
    pair: Option<Pair>,
    /// Judged to be other firms.
    distinct: Vec<Judged>,
    /// What was typed about the pair.
    words: String,
    faults: Faults,
}

impl Page for MergePage {
    const FILE: &'static str = "employer_merge.html";
}

/// An employer that may be the same.
#[derive(Debug, Serialize)]
struct Found {
    name: String,
    nib: Option<String>,
    place: Option<String>,
    href: String,
}

/// Both side by side.
#[derive(Debug, Serialize)]
struct Pair {
    other: String,
    other_href: String,
    other_name: String,
    swap_href: String,
    rows: Vec<Row>,
    /// Code of what speaks against it for good.
    against: Option<&'static str>,
    /// A person has to vouch for the legal form.
    form_differs: bool,
    /// A person judged that these are two firms.
    distinct: Option<Judged>,
}

#[derive(Debug, Serialize)]
struct Row {
    label: String,
    kept: String,
    merged: String,
    /// The kept one gains the other's value.
    gains: bool,
    differs: bool,
}

/// A merger on the employer's page.
#[derive(Debug, Serialize)]
pub(super) struct MergerLine {
    name: String,
    who: String,
    at: String,
    /// The latest one, which may be taken back.
    undo: Option<String>,
}

#[derive(Debug, Default, Deserialize, Validate)]
struct Query {
    #[serde(default)]
    #[validate(length(max = 120))]
    q: String,
    #[serde(default)]
    #[validate(length(max = 60))]
    other: String,
}

/// What was sent.
#[derive(Debug, Deserialize, Validate)]
struct Sent {
    #[serde(default)]
    other: String,
    /// Ticked: different legal forms, one firm.
    #[serde(default)]
    same_firm: String,
}

pub(super) fn routes(site: Site) -> Site {
    let path = "/employers/{id}/merge";
    site.get(path, Who::Only(LABOUR), form)
        .post(path, Who::Only(LABOUR), merge)
        .post("/employers/{id}/merge/undo", Who::Only(LABOUR), undo)
}

async fn form(
    visit: Visit,
    Path(id): Path<String>,
    Checked(query): Checked<Query>,
) -> Result<Response, Problem> {
    let dossier = dossier(&visit, &id).await?;
    let nothing = (String::new(), Faults::default());
    Ok(show(&visit, &dossier, query, nothing)
        .await?
        .into_response())
}

async fn merge(
    visit: Visit,
    Path(id): Path<String>,
    Filled { form, mut faults }: Filled<Sent>,
) -> Result<Response, Problem> {
    let dossier = dossier(&visit, &id).await?;
    let (kept, other): (EmployerId, EmployerId) = (dossier.employer.id, parse(&form.other)?);
    let forms = if form.same_firm.is_empty() {
        Forms::AsWritten
    } else {
        Forms::SameFirm
    };
    let by = visit.officer()?.officer.id;
    match visit.services.merge((kept, other), forms, by).await {
        Ok(()) => Ok(done(kept, "merged")),
        Err(ServiceError::Barred(refusal)) if refusal.code.starts_with("merge-") => {
            let words = visit.say(&format!("refusal-{}", refusal.code));
            faults.add("same_firm", words);
            let typed = (String::new(), faults);
            Ok(refused(compare(&visit, &dossier, other, typed).await?))
        }
        Err(ServiceError::Contradicted(by)) => {
            faults.add("same_firm", distinct::contradicted(&visit, &by));
            let typed = (String::new(), faults);
            Ok(refused(compare(&visit, &dossier, other, typed).await?))
        }
        Err(error) => Err(error.into()),
    }
}

async fn undo(
    visit: Visit,
    Path(id): Path<String>,
    _: Filled<Nothing>,
) -> Result<Response, Problem> {
    let id: EmployerId = parse(&id)?;
    let by = visit.officer()?.officer.id;
    visit.services.unmerge(id, by).await?;
    Ok(done(id, "unmerged"))
}

/// Both side by side, with what was typed and what is wrong with it.
pub(super) async fn compare(
    visit: &Visit,
    dossier: &Dossier,
    other: EmployerId,
    typed: (String, Faults),
) -> Answer {
    let query = Query {
        other: other.to_string(),
        ..Query::default()
    };
    show(visit, dossier, query, typed).await
}

async fn show(
    visit: &Visit,
    dossier: &Dossier,
    query: Query,
    (words, faults): (String, Faults),
) -> Answer {
    let id = dossier.employer.id;
    let other: Option<EmployerId> = query.other.parse().ok();
    let (pair, found) = match other.filter(|other| *other != id) {
        Some(other) => {
            let preview = visit.services.merge_preview(id, other).await?;
            let mut pair = pair(visit, &preview);
            pair.distinct = distinct::about(visit, dossier, other);
            (Some(pair), Vec::new())
        }
        None => (None, visit.services.merge_candidates(id, &query.q).await?),
    };
    let title = visit.say("employer-merge-title");
    template::render(
        visit.language,
        &MergePage {
            frame: Frame::of(visit, Place::Employers, title).await?,
            about: About::of(dossier),
            query: query.q,
            found: found.iter().map(|one| candidate(id, one)).collect(),
            pair,
            distinct: distinct::standing(visit, dossier),
            words,
            faults,
        },
    )
}

fn candidate(id: EmployerId, found: &KnownEmployer) -> Found {
    let text = |field| found.record.get(field).map(str::to_owned);
    let other = found.id.to_string();
    Found {
        name: text(Field::Name).unwrap_or_default(),
        nib: text(Field::Nib),
        place: text(Field::Kelurahan).or_else(|| text(Field::Address)),
        href: address(&format!("/employers/{id}/merge"), &[("other", &other)]),
    }
}

fn pair(visit: &Visit, preview: &MergePreview) -> Pair {
    let (kept, merged) = (&preview.kept, &preview.merged);
    let fields = [Field::Name].into_iter().chain(SHOWN);
    let rows = fields.filter_map(|field| {
        let (a, b) = (kept.record.get(field), merged.record.get(field));
        (a.is_some() || b.is_some()).then(|| Row {
            label: label(visit, field),
            kept: or_empty(visit, field, a),
            merged: or_empty(visit, field, b),
            gains: preview.gains.contains(&field),
            differs: a != b,
        })
    });
    let mut rows: Vec<Row> = rows.collect();
    let roster = |side: &crate::services::Side| match &side.roster {
        Some(roster) => visit.language.day(roster.as_of),
        None => visit.say("employer-empty"),
    };
    rows.push(Row {
        label: visit.say("employer-merge-roster"),
        kept: roster(kept),
        merged: roster(merged),
        gains: merged.roster.as_ref().is_some_and(|theirs| {
            kept.roster
                .as_ref()
                .is_none_or(|mine| theirs.as_of > mine.as_of)
        }),
        differs: kept.roster != merged.roster,
    });
    let other = merged.id.to_string();
    Pair {
        other_href: format!("/employers/{other}"),
        other_name: merged
            .record
            .get(Field::Name)
            .unwrap_or_default()
            .to_owned(),
        swap_href: address(
            &format!("/employers/{other}/merge"),
            &[("other", &kept.id.to_string())],
        ),
        other,
        rows,
        against: match preview.against {
            Some(Against::Nib) => Some("nib"),
            Some(Against::NibSlip) => Some("nib-slip"),
            Some(Against::Npwp) => Some("npwp"),
            Some(Against::Form) | None => None,
        },
        form_differs: preview.against == Some(Against::Form),
        distinct: None,
    }
}

pub(super) fn lines(visit: &Visit, dossier: &Dossier) -> Vec<MergerLine> {
    let standing = dossier.mergers.iter().filter(|m| m.undone.is_none());
    standing
        .enumerate()
        .map(|(place, merger)| MergerLine {
            name: merger.merged_name.clone(),
            who: merger.by_name.clone(),
            at: visit.moment(merger.at),
            undo: (place == 0 && visit.is(LABOUR))
                .then(|| format!("/employers/{}/merge/undo", dossier.employer.id)),
        })
        .collect()
}
