//! Pairs and judgements in the reader's words.

use serde::Serialize;

use crate::{
    domain::{ids::JudgementId, likeness::Because, matching::Status},
    store::{FoundPair, PairFilter, PairJudgement, PairSide, WaitingPair},
    web::{
        Answer, employer::distinct::why, language::Language, query::address, visit::Visit,
        wording::Mark,
    },
};

/// A pair that waits.
#[derive(Debug, Serialize)]
pub(super) struct Line {
    href: String,
    sides: [LineSide; 2],
    status: &'static str,
    percent: Option<String>,
    reasons: String,
    workers: i64,
    open_cases: i64,
    holds_verdict: bool,
    doubted: Option<String>,
    found: String,
}

#[derive(Debug, Serialize)]
struct LineSide {
    name: String,
    place: Option<String>,
    sources: String,
    verdict: Option<Mark>,
}

impl LineSide {
    fn of(visit: &Visit, side: &PairSide) -> Self {
        Self {
            name: side.name.clone(),
            place: side.kelurahan.clone(),
            sources: sources(visit, side.sources.split([',', ';'])),
            verdict: side.verdict.map(Mark::from),
        }
    }
}

impl Line {
    pub(super) fn of(visit: &Visit, one: &WaitingPair, filter: PairFilter) -> Self {
        let [a, b] = one.found.pair.ids();
        let [first, second] = &one.sides;
        Self {
            href: address(&format!("/matches/{a}/{b}"), &[("f", filter.code())]),
            sides: [LineSide::of(visit, first), LineSide::of(visit, second)],
            status: one.found.status.code(),
            percent: percent(visit, &one.found),
            reasons: why_found(visit, &one.found),
            workers: one.workers,
            open_cases: one.open_cases,
            holds_verdict: one.holds_verdict,
            doubted: one.doubted_at.map(|at| visit.moment(at)),
            found: visit
                .language
                .day(visit.services.local(one.found.at).date_naive()),
        }
    }
}

/// The names of sources.
pub(super) fn sources<'a>(visit: &Visit, codes: impl Iterator<Item = &'a str>) -> String {
    let names = codes
        .map(str::trim)
        .filter(|code| !code.is_empty())
        .map(|code| {
            let known = ["wlkp", "oss", "bpjs", "bpjs_tk", "city", "person"];
            let code = if known.contains(&code) { code } else { "other" };
            visit.say(&format!("employer-source-{code}"))
        });
    names.collect::<Vec<_>>().join(", ")
}

/// How likely, where it was estimated. An estimate is never sure.
pub(super) fn percent(visit: &Visit, found: &FoundPair) -> Option<String> {
    let is_estimate = found.probability > 0 && found.status != Status::Confirmed;
    is_estimate.then(|| {
        let tenths = (found.probability + 5) / 10;
        let text = if tenths > 999 {
            "> 99,9 %".to_owned()
        } else {
            format!("{},{} %", tenths / 10, tenths % 10)
        };
        match visit.language {
            Language::Id => text,
            Language::En => text.replace(',', "."),
        }
    })
}

/// Why the program proposes a pair, in one line.
pub(super) fn why_found(visit: &Visit, found: &FoundPair) -> String {
    let words = reasons(visit, &found.reasons)
        .into_iter()
        .map(|one| one.words);
    words.collect::<Vec<_>>().join("; ")
}

/// What one field says of a pair.
#[derive(Debug, Serialize)]
pub(super) struct Reason {
    pub(super) words: String,
    /// How much it counts, with its sign, where it was weighed.
    pub(super) weight: Option<String>,
}

/// Why the program proposes a pair, field by field.
pub(super) fn reasons(visit: &Visit, reasons: &[Because]) -> Vec<Reason> {
    let words = reasons.iter().map(|reason| {
        let known = [
            "name",
            "form",
            "kelurahan",
            "address",
            "phone",
            "email",
            "nib",
            "npwp",
            "code",
        ];
        let field = known.into_iter().find(|field| *field == reason.field);
        let hows = [
            "same", "near", "other", "agrees", "order", "spelling", "against",
        ];
        let how = hows
            .into_iter()
            .find(|how| *how == reason.how)
            .unwrap_or("near");
        let how = visit.say(&format!("matches-how-{how}"));
        let mut line = match field {
            Some(field) => format!("{} {how}", visit.say(&format!("matches-field-{field}"))),
            None => how,
        };
        if !reason.note.is_empty() {
            line = format!("{line} ({})", reason.note);
        }
        Reason {
            words: line,
            weight: (reason.weight != 0).then(|| weight(visit, reason.weight)),
        }
    });
    words.collect()
}

/// Tenths with a sign, as `+9,3`.
fn weight(visit: &Visit, tenths: i32) -> String {
    let sign = if tenths < 0 { '−' } else { '+' };
    let point = match visit.language {
        Language::Id => ',',
        Language::En => '.',
    };
    let tenths = tenths.unsigned_abs();
    format!("{sign}{}{point}{}", tenths / 10, tenths % 10)
}

/// A judgement.
#[derive(Debug, Serialize)]
pub(super) struct Said {
    id: String,
    says: &'static str,
    names: [String; 2],
    hrefs: [String; 2],
    why: String,
    who: String,
    at: String,
    undone: Option<(String, String)>,
}

impl Said {
    pub(super) fn of(visit: &Visit, one: &PairJudgement) -> Self {
        Self {
            id: one.said.id.to_string(),
            says: one.said.says.code(),
            names: one.names.clone(),
            hrefs: one.said.pair.ids().map(|id| format!("/employers/{id}")),
            why: why(visit, one),
            who: one.by_name.clone(),
            at: visit.moment(one.at),
            undone: one
                .undone
                .as_ref()
                .map(|(who, at)| (who.clone(), visit.moment(*at))),
        }
    }
}

/// The judgement that was just made, if it stands.
pub(super) async fn done(visit: &Visit, id: &str) -> Answer<Option<Said>> {
    let Ok(id) = id.parse::<JudgementId>() else {
        return Ok(None);
    };
    let one = visit.services.judgement(id).await?;
    let one = one.filter(PairJudgement::stands);
    Ok(one.map(|one| Said::of(visit, &one)))
}
