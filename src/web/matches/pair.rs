//! One pair, side by side, with the three answers.

use axum::{extract::Path, response::Html};
use serde::Serialize;

use super::{
    JUDGES, Query,
    judge::Sent,
    shown::{self, Said},
};
use crate::{
    domain::{
        employer::Field, ids::EmployerId, judgement::Ground, likeness::agreement, merging::Against,
    },
    services::{PairRecord, PairView},
    web::{
        Answer, Problem,
        employer::fields::{label, or_empty},
        forms::Faults,
        frame::{Frame, Place},
        language::{args, number},
        query::{Checked, address},
        template::{self, Page},
        visit::Visit,
        wording::Mark,
    },
};

/// Fields that are compared, in the order in which people look.
const COMPARED: [Field; 9] = [
    Field::Name,
    Field::Form,
    Field::Nib,
    Field::Npwp,
    Field::Code,
    Field::Kelurahan,
    Field::Address,
    Field::Phone,
    Field::Email,
];

/// The page.
#[derive(Debug, Serialize)]
struct PairPage {
    frame: Frame,
    href: String,
    left: u64,
    status: Option<&'static str>,
    percent: Option<String>,
    reasons: Vec<shown::Reason>,
    found: Option<String>,
    model: Option<String>,
    rows: Vec<Row>,
    sides: [Side; 2],
    judgements: Vec<Said>,
    /// Somebody decided about both.
    decided: bool,
    /// Code of what speaks against one firm for good.
    against: Option<&'static str>,
    form_differs: bool,
    may_judge: bool,
    grounds: Vec<(&'static str, String)>,
    typed: Sent,
    faults: Faults,
    skip_href: String,
    back: String,
    /// What was just said of another pair.
    done: Option<Said>,
}

impl Page for PairPage {
    const FILE: &'static str = "match.html";
}

/// One field of both.
#[derive(Debug, Serialize)]
struct Row {
    label: String,
    one: String,
    other: String,
    agreement: &'static str,
}

/// One of the records.
#[derive(Debug, Serialize)]
struct Side {
    id: String,
    href: String,
    name: String,
    verdict: Option<Mark>,
    /// The lists that tell of it, and the last day they spoke of.
    told: Vec<(String, Option<String>)>,
    workers: String,
    roster: Option<String>,
    cases: Vec<(String, &'static str, bool)>,
    notices: u64,
}

impl Side {
    fn of(visit: &Visit, record: &PairRecord) -> Self {
        let employer = &record.employer;
        let row = record.row.as_ref();
        let count = row.and_then(|row| row.headcount).unwrap_or(0);
        let registered = row.map_or(0, |row| row.registered);
        let counted = args([("count", number(count)), ("registered", number(registered))]);
        let cases = record.cases.iter().map(|case| {
            let kind = case.row.facts.case_type.code();
            (case.code.clone(), kind, case.open)
        });
        Self {
            id: employer.id.to_string(),
            href: format!("/employers/{}", employer.id),
            name: employer
                .record
                .get(Field::Name)
                .unwrap_or_default()
                .to_owned(),
            verdict: row.map(|row| row.verdict.into()),
            told: told(visit, record),
            workers: visit.say_with("matches-workers", &counted),
            roster: record.roster.as_ref().map(|r| visit.language.day(r.as_of)),
            cases: cases.collect(),
            notices: record.notices,
        }
    }
}

fn told(visit: &Visit, record: &PairRecord) -> Vec<(String, Option<String>)> {
    let source = |code: &str| shown::sources(visit, [code].into_iter());
    if record.told.is_empty() {
        let codes = record.employer.sources.iter();
        return codes.map(|code| (source(code), None)).collect();
    }
    let lists = record.told.iter();
    lists
        .map(|(list, on)| (source(list.code()), Some(visit.language.day(*on))))
        .collect()
}

pub(super) fn parse(id: &str) -> Result<EmployerId, Problem> {
    id.parse().map_err(|_| Problem::missing())
}

pub(super) async fn show(
    visit: Visit,
    Path((one, other)): Path<(String, String)>,
    Checked(query): Checked<Query>,
) -> Answer {
    let typed = Sent {
        ground: Ground::Compared.code().to_owned(),
        f: query.filter().code().to_owned(),
        skip: query.skip().to_string(),
        ..Sent::default()
    };
    let done = shown::done(&visit, &query.done).await?;
    let pair = (parse(&one)?, parse(&other)?);
    page(&visit, pair, (typed, Faults::default()), done).await
}

/// The page, with what was typed and what is wrong with it.
pub(super) async fn page(
    visit: &Visit,
    pair: (EmployerId, EmployerId),
    (typed, faults): (Sent, Faults),
    done: Option<Said>,
) -> Result<Html<String>, Problem> {
    let view = visit.services.pair_view(pair).await?;
    let [one, other] = view.pair.ids();
    let skip: u64 = typed.skip.parse().unwrap_or(0);
    let found = view.waiting.as_ref().map(|waiting| &waiting.found);
    let grounds = Ground::ALL.map(|ground| {
        let words = visit.say(&format!("judgement-ground-{}", ground.code()));
        (ground.code(), words)
    });
    let [first, second] = &view.sides;
    let page = PairPage {
        frame: Frame::of(visit, Place::Matches, visit.say("matches-one")).await?,
        href: format!("/matches/{one}/{other}"),
        left: view.left,
        status: found.map(|found| found.status.code()),
        percent: found.and_then(|found| shown::percent(visit, found)),
        reasons: found.map_or_else(Vec::new, |found| shown::reasons(visit, &found.reasons)),
        found: found.map(|f| visit.language.day(visit.services.local(f.at).date_naive())),
        model: found.map(|found| found.model.clone()),
        rows: rows(visit, &view),
        decided: decided(&view),
        judgements: view.judgements.iter().map(|j| Said::of(visit, j)).collect(),
        against: match view.against {
            Some(Against::Nib) => Some("nib"),
            Some(Against::NibSlip) => Some("nib-slip"),
            Some(Against::Npwp) => Some("npwp"),
            Some(Against::Form) | None => None,
        },
        form_differs: view.against == Some(Against::Form),
        may_judge: visit.is(JUDGES),
        grounds: grounds.into(),
        skip_href: address(
            "/matches/next",
            &[("f", &typed.f), ("skip", &(skip + 1).to_string())],
        ),
        back: address("/matches", &[("f", &typed.f)]),
        sides: [Side::of(visit, first), Side::of(visit, second)],
        typed,
        faults,
        done,
    };
    template::render(visit.language, &page)
}

/// Whether a judgement of the two stands that decides.
fn decided(view: &PairView) -> bool {
    view.judgements
        .iter()
        .any(|one| one.stands() && one.said.says != crate::domain::judgement::Judgement::Unsure)
}

/// How the program that proposed the pair compared a field, so that both say the same.
fn weighed(view: &PairView, field: Field) -> Option<&'static str> {
    let reasons = &view.waiting.as_ref()?.found.reasons;
    let how = &reasons.iter().find(|one| one.field == field.code())?.how;
    ["same", "near", "other"]
        .into_iter()
        .find(|code| how == code)
}

fn rows(visit: &Visit, view: &PairView) -> Vec<Row> {
    let [one, other] = view.sides.each_ref().map(|side| &side.employer.record);
    let told = COMPARED.into_iter().filter_map(|field| {
        let (a, b) = (one.get(field), other.get(field));
        (a.is_some() || b.is_some()).then(|| Row {
            label: label(visit, field),
            one: or_empty(visit, field, a),
            other: or_empty(visit, field, b),
            agreement: weighed(view, field).unwrap_or(agreement(field, one, other).code()),
        })
    });
    told.collect()
}
