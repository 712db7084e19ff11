//! What rows of lists said of an employer, and its head office and branches.

use chrono::{Days, NaiveDate};
use serde::Serialize;

use super::{
    fields::{SHOWN, label, value},
    matches,
};
use crate::{
    domain::{employer::Field, verdict::Verdict},
    services::Dossier,
    store::{Relative, SourceRecord},
    web::{visit::Visit, wording::Mark},
};

/// Records shown at once.
const RECORDS: usize = 30;
/// Days before its last day on which a confirmation is said to end soon.
const SOON_DAYS: u64 = 60;

/// What one row said.
#[derive(Debug, Serialize)]
struct RecordLine {
    source: &'static str,
    file: String,
    row: u32,
    as_of: NaiveDate,
    joined: &'static str,
    /// The employer merged into this one that it joined.
    through: Option<String>,
    /// How many imports brought it.
    times: usize,
    /// What it says otherwise than the registry: field, value.
    differs: Vec<(String, String)>,
}

/// The records, and how many more there are.
#[derive(Debug, Serialize)]
pub(super) struct Records {
    lines: Vec<RecordLine>,
    more: usize,
    /// Records that may be the same firm.
    matches: Vec<matches::Line>,
    relatives: Option<Family>,
}

/// The head office or a branch.
#[derive(Debug, Serialize)]
struct RelativeLine {
    href: String,
    name: String,
    kelurahan: Option<String>,
    verdict: Option<Mark>,
    until_on: Option<NaiveDate>,
    /// Its confirmation ends soon, or has ended.
    ends: Option<&'static str>,
}

/// How an employer stands to others of its firm.
#[derive(Debug, Serialize)]
struct Family {
    /// The head office's code, shown where the registry knows nobody of it.
    head_code: Option<String>,
    head: Option<RelativeLine>,
    branches: Vec<RelativeLine>,
    more: u64,
}

impl Records {
    pub(super) fn of(visit: &Visit, dossier: &Dossier, today: NaiveDate) -> Self {
        let shown = dossier.sources.iter().take(RECORDS);
        Self {
            lines: shown.map(|record| line(visit, dossier, record)).collect(),
            more: dossier.sources.len().saturating_sub(RECORDS),
            matches: matches::lines(dossier),
            relatives: Family::of(dossier, today),
        }
    }
}

fn line(visit: &Visit, dossier: &Dossier, record: &SourceRecord) -> RecordLine {
    let believed = &dossier.employer.record;
    let differs = |field: &Field| {
        let said = record.said.get(*field)?;
        (believed.get(*field) != Some(said))
            .then(|| (label(visit, *field), value(visit, *field, said)))
    };
    let fields = [Field::Name].into_iter().chain(SHOWN);
    let merged = dossier
        .mergers
        .iter()
        .find(|merger| merger.merged == record.employer);
    RecordLine {
        source: record.source.code(),
        file: record.last().file.clone(),
        row: record.last().row,
        as_of: record.last().as_of,
        joined: record.joined.code(),
        through: merged
            .filter(|merger| merger.undone.is_none())
            .map(|merger| merger.merged_name.clone()),
        times: record.seen.len(),
        differs: fields.filter_map(|field| differs(&field)).collect(),
    }
}

fn relative(one: &Relative, today: NaiveDate) -> RelativeLine {
    let ends = one.until_on.and_then(|until| {
        if until < today {
            Some("over")
        } else if until <= today + Days::new(SOON_DAYS) {
            Some("soon")
        } else {
            None
        }
    });
    RelativeLine {
        href: format!("/employers/{}", one.id),
        name: one.name.clone(),
        kelurahan: one.kelurahan.clone(),
        verdict: one
            .verdict
            .as_deref()
            .and_then(Verdict::from_code)
            .map(Into::into),
        until_on: one.until_on,
        ends,
    }
}

impl Family {
    /// `None` where it has neither head office nor branch.
    fn of(dossier: &Dossier, today: NaiveDate) -> Option<Self> {
        let record = &dossier.employer.record;
        let code = record.get(Field::HeadCode);
        let code = code.filter(|code| record.get(Field::Code) != Some(*code));
        let (branches, total) = &dossier.branches;
        let family = Self {
            head_code: code.map(|code| format!("{code:0>8}")),
            head: dossier.head_office.as_ref().map(|one| relative(one, today)),
            branches: branches.iter().map(|one| relative(one, today)).collect(),
            more: total.saturating_sub(branches.len() as u64),
        };
        (family.head_code.is_some() || !family.branches.is_empty()).then_some(family)
    }
}
