//! What was true of an employer on a day, as it was known at an instant.
//!
//! Read from what every accepted row of every list said, and from what each import and person
//! changed: an older file that came later says how things stood on its day, and is unknown
//! before it came. What an import that was taken back had said is not known any more.

use std::collections::{BTreeMap, HashMap};

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use serde::Serialize;

use super::own;
use crate::{
    domain::{
        employer::{Field, Record},
        ids::EmployerId,
        past::{Asked, Statement, stood},
        verdict::Verdict,
    },
    services::{ServiceError, Services, imports::leave_out_numbers},
    store::{Brought, FieldChange, KnownEmployer, SourceRecord, Tx},
};

/// Who or what stated something.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PastSource {
    /// The code of the list's source; `person`, or `merger`; empty where it is not on record.
    pub source: String,
    /// The person who corrected.
    pub by: Option<String>,
    /// Number of the import.
    pub batch: Option<i32>,
    /// The day that it speaks of.
    pub as_of: NaiveDate,
    /// When it came.
    pub known_at: DateTime<Utc>,
}

/// A field as it stood.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PastField {
    /// Which, as columns call it.
    #[serde(serialize_with = "code")]
    pub field: Field,
    /// What it said.
    pub value: String,
    /// Since which day.
    pub since: NaiveDate,
    /// Who said so last.
    pub source: PastSource,
    /// It says something else now.
    pub changed: bool,
}

/// An employer as it was.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Past {
    /// The day on which it was so.
    pub on: NaiveDate,
    /// The instant at which it was known so.
    pub known_at: DateTime<Utc>,
    /// The fields that said something; none before anything was known.
    pub fields: Vec<PastField>,
    /// The verdict that had been given by then, and the day since which.
    pub verdict: Option<(NaiveDate, Verdict)>,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands it over so")]
fn code<S: serde::Serializer>(field: &Field, to: S) -> Result<S::Ok, S::Error> {
    to.serialize_str(field.code())
}

type Said = Statement<PastSource>;

impl Services {
    /// What was true of an employer on a day, as it was known at the end of another one; today and
    /// now where nothing is said.
    ///
    /// # Errors
    /// [`ServiceError::Missing`] when there is no such employer.
    pub async fn past_of(
        &self,
        id: EmployerId,
        (on, known_on): (Option<NaiveDate>, Option<NaiveDate>),
    ) -> Result<Past, ServiceError> {
        let tx = self.store.read().await?;
        let employer = own(&tx, id).await?;
        let (now, today) = (self.clock.now(), self.today());
        let earlier = known_on.filter(|day| *day < today);
        let end = |day: NaiveDate| day.succ_opt().map(|next| self.begin_of(next));
        let known_at = earlier.and_then(end);
        let asked = Asked {
            on: on.unwrap_or_else(|| known_on.unwrap_or(today).min(today)),
            known_at: known_at.map_or(now, |at| at - TimeDelta::microseconds(1)),
        };
        self.past(&tx, &employer, asked).await
    }

    /// What was true of the employer that somebody means, as it is known now.
    ///
    /// # Errors
    /// [`ServiceError::Missing`] when it is nobody, [`ServiceError::Refused`] when it is several
    /// or the day has not come.
    pub async fn past_meant(
        &self,
        typed: &str,
        on: Option<NaiveDate>,
    ) -> Result<Past, ServiceError> {
        let today = self.today();
        let on = on.unwrap_or(today);
        if on > today {
            let told = format!("{on} belum tiba; isi hari ini atau sebelumnya");
            return Err(ServiceError::Refused(told));
        }
        let tx = self.store.read().await?;
        let employer = self.meant(&tx, typed).await?;
        let known_at = self.clock.now();
        self.past(&tx, &employer, Asked { on, known_at }).await
    }

    async fn past(
        &self,
        tx: &Tx,
        employer: &KnownEmployer,
        asked: Asked,
    ) -> Result<Past, ServiceError> {
        let mut statements = listed(employer, &tx.source_records_of(employer.id).await?);
        let changes = tx.field_changes(employer.id).await?;
        let mut batches: Vec<i32> = changes.iter().map(|change| change.batch_no).collect();
        batches.dedup();
        let brought = tx.brought(&batches).await?;
        let brought = brought.into_iter().map(|one| (one.batch_no, one));
        take_changes(&mut statements, employer, &changes, &brought.collect());
        let created_at = tx.known_since(employer.id).await?;
        let begun = (created_at, self.local(created_at).date_naive());
        take_begin(&mut statements, (employer, &changes), begun);
        // What tax numbers are compared by is for no reader.
        let shown = Field::ALL
            .into_iter()
            .filter(|field| *field != Field::NpwpKey);
        let fields = shown.filter_map(|field| {
            let found = stood(statements.get(&field)?, asked)?;
            let value = found.statement.value.clone()?;
            Some(PastField {
                field,
                changed: employer.record.get(field) != Some(value.as_str()),
                value,
                since: found.since,
                source: found.statement.source.clone(),
            })
        });
        Ok(Past {
            on: asked.on,
            known_at: asked.known_at,
            fields: fields.collect(),
            verdict: tx.verdict_then(employer.id, asked).await?,
        })
    }
}

/// What rows of lists said: those of one import together, as it took them up.
fn listed(employer: &KnownEmployer, records: &[SourceRecord]) -> BTreeMap<Field, Vec<Said>> {
    let mut imports: BTreeMap<i32, (Record, PastSource)> = BTreeMap::new();
    let own = records.iter().filter(|one| one.employer == employer.id);
    for record in own {
        for seen in &record.seen {
            let source = PastSource {
                source: record.source.code().to_owned(),
                by: None,
                batch: Some(seen.batch),
                as_of: seen.as_of,
                known_at: seen.at,
            };
            let import = imports.entry(seen.batch);
            let import = import.or_insert_with(|| (Record::default(), source));
            import.0.fold(&record.said);
        }
    }
    let mut statements: BTreeMap<Field, Vec<Said>> = BTreeMap::new();
    for (no, (mut said, source)) in imports {
        undated(employer, &mut said, source.as_of);
        for field in Field::ALL {
            let Some(value) = said.get(field) else {
                continue;
            };
            statements.entry(field).or_default().push(Statement {
                value: Some(value.to_owned()),
                as_of: source.as_of,
                known_at: source.known_at,
                no: no * 2,
                source: source.clone(),
            });
        }
    }
    statements
}

/// What an import adds to a row and leaves out of it: see `services::imports`.
fn undated(employer: &KnownEmployer, said: &mut Record, as_of: NaiveDate) {
    leave_out_numbers(employer, said);
    for (count, on) in [
        (Field::Wlkp, Field::WlkpOn),
        (Field::BpjsTk, Field::BpjsTkOn),
    ] {
        if said.get(count).is_some() && said.get(on).is_none() {
            said.set(on, Some(as_of.to_string()));
        }
    }
}

/// What each import and person made of a field: what the next change says was there before, or
/// what stands now.
fn take_changes(
    statements: &mut BTreeMap<Field, Vec<Said>>,
    employer: &KnownEmployer,
    changes: &[FieldChange],
    brought: &HashMap<i32, Brought>,
) {
    let mut after: HashMap<Field, Option<String>> = HashMap::new();
    for change in changes.iter().rev() {
        let now = || employer.record.get(change.field).map(str::to_owned);
        let value = after.remove(&change.field).unwrap_or_else(now);
        after.insert(change.field, change.was.clone());
        let Some(by) = brought.get(&change.batch_no) else {
            continue;
        };
        let source = match by.kind.as_str() {
            "correction" => "person",
            "merger" | "unmerge" => "merger",
            _ => by.source.as_deref().unwrap_or_default(),
        };
        statements.entry(change.field).or_default().push(Statement {
            value,
            as_of: by.as_of,
            known_at: by.at,
            // What became of a field is surer than what its rows said.
            no: by.batch_no * 2 + 1,
            source: PastSource {
                source: source.to_owned(),
                by: by.by_name.clone(),
                batch: Some(by.batch_no),
                as_of: by.as_of,
                known_at: by.at,
            },
        });
    }
}

/// What fields said when the employer came into the registry, where no row that said so is kept.
fn take_begin(
    statements: &mut BTreeMap<Field, Vec<Said>>,
    (employer, changes): (&KnownEmployer, &[FieldChange]),
    (created_at, created_on): (DateTime<Utc>, NaiveDate),
) {
    for field in Field::ALL {
        let first = changes.iter().find(|change| change.field == field);
        let value = match first {
            Some(change) => change.was.clone(),
            None => employer.record.get(field).map(str::to_owned),
        };
        let known = statements.entry(field).or_default();
        if value.is_none() || known.iter().any(|one| one.value == value) {
            continue;
        }
        let origin = employer.origins.of(field).filter(|_| first.is_none());
        let earliest = known.iter().map(|one| one.as_of);
        let origin_on = origin.map(|origin| origin.as_of);
        let as_of = earliest.chain(origin_on).min();
        let as_of = as_of.map_or(created_on, |day| day.min(created_on));
        known.push(Statement {
            value,
            as_of,
            known_at: created_at,
            no: 0,
            source: PastSource {
                source: origin.map_or_else(String::new, |origin| origin.source.clone()),
                by: None,
                batch: origin.map(|origin| origin.batch),
                as_of,
                known_at: created_at,
            },
        });
    }
}
