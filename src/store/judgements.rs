//! Keeping judgements: the one that stands, and the history of those that said something new.

use std::{
    collections::{BTreeMap, HashMap},
    sync::LazyLock,
};

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::Value;
use uuid::Uuid;

use super::{
    Assessed, StoreError, Tx,
    bulk::Inserter,
    sql::{self, get},
};
use crate::domain::membership::WorkerState;

const ASSESSMENT: [&str; 27] = [
    "employer_id",
    "since",
    "ruleset",
    "verdict",
    "findings",
    "basis",
    "headcount",
    "registered",
    "enrolled",
    "inactive",
    "elsewhere",
    "city_funded",
    "state_funded",
    "self_funded",
    "dependant",
    "lapsed",
    "not_found",
    "in_grace",
    "unreadable",
    "shortfall",
    "coverage",
    "arrears_months",
    "arrears_amount",
    "missing_contribution",
    "participants_on",
    "contributions_on",
    "inputs",
];

/// A judgement that says the same again holds since it first did.
static REPLACE_ASSESSMENT: LazyLock<String> = LazyLock::new(|| {
    let said = ASSESSMENT[2..]
        .iter()
        .map(|column| format!("{column} = excluded.{column}"));
    format!(
        "ON CONFLICT (employer_id) DO UPDATE SET since = CASE \
         WHEN assessment.verdict = excluded.verdict AND assessment.findings = excluded.findings \
         THEN assessment.since ELSE excluded.since END, {}",
        said.collect::<Vec<_>>().join(", ")
    )
});

fn assessment_values(one: &Assessed, on: NaiveDate, ruleset: &str) -> [Value; 27] {
    let a = &one.assessment;
    let number = |n: Option<u32>| Value::Int(n.map(sql::int));
    let state = |s: WorkerState| number(a.states.map(|states| states[s.rank()]));
    [
        one.id.uuid().into(),
        on.into(),
        ruleset.into(),
        a.verdict.code().into(),
        a.findings
            .iter()
            .map(|f| f.code())
            .collect::<Vec<_>>()
            .join(";")
            .into(),
        a.basis.code().into(),
        number(a.headcount),
        number(Some(a.registered)),
        state(WorkerState::Enrolled),
        state(WorkerState::Inactive),
        state(WorkerState::Elsewhere),
        state(WorkerState::CityFunded),
        state(WorkerState::StateFunded),
        state(WorkerState::SelfFunded),
        state(WorkerState::Dependant),
        state(WorkerState::Lapsed),
        state(WorkerState::NotFound),
        number(a.in_grace),
        number(Some(a.unreadable)),
        number(Some(a.shortfall)),
        number(a.coverage),
        number(a.arrears_months),
        a.arrears_amount.0.into(),
        a.missing_contribution.0.into(),
        one.evidence.0.into(),
        one.evidence.1.into(),
        serde_json::to_string(&one.inputs)
            .expect("inputs are plain data")
            .into(),
    ]
}

impl Tx {
    /// Keeps judgements; one that says something new also goes into the history.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn put_assessments(
        &self,
        assessed: &[Assessed],
        (on, ruleset): (NaiveDate, &str),
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        let mut standing = Inserter::new(&self.tx, "assessment", &ASSESSMENT, &REPLACE_ASSESSMENT);
        for one in assessed {
            standing.push(assessment_values(one, on, ruleset)).await?;
        }
        standing.finish().await?;
        self.put_history(assessed, on, now).await?;
        self.put_next_changes(assessed).await
    }

    async fn put_history(
        &self,
        assessed: &[Assessed],
        on: NaiveDate,
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        let changed: Vec<&Assessed> = assessed.iter().filter(|one| one.changed).collect();
        let mut numbers = HashMap::new();
        for part in changed.chunks(sql::PART) {
            let marks = sql::marks(part.len());
            let text = format!(
                "SELECT employer_id, MAX(no) AS no FROM assessment_history \
                 WHERE employer_id IN ({marks}) GROUP BY employer_id"
            );
            let values = part.iter().map(|one| sql::id(one.id.uuid())).collect();
            for row in sql::rows(&self.tx, &text, values).await? {
                numbers.insert(get::<Uuid>(&row, "employer_id")?, get::<i32>(&row, "no")?);
            }
        }
        let columns = [
            "employer_id",
            "no",
            "as_of",
            "recorded_at",
            "verdict",
            "basis",
            "headcount",
            "registered",
            "result",
        ];
        let mut history = Inserter::new(&self.tx, "assessment_history", &columns, "");
        for one in changed {
            let result = serde_json::to_string(&(&one.assessment, &one.inputs))
                .expect("a judgement is plain data");
            let no = numbers.get(&one.id.uuid()).copied().unwrap_or(0) + 1;
            history
                .push([
                    one.id.uuid().into(),
                    no.into(),
                    on.into(),
                    now.into(),
                    one.assessment.verdict.code().into(),
                    one.assessment.basis.code().into(),
                    Value::Int(one.assessment.headcount.map(sql::int)),
                    sql::int(one.assessment.registered).into(),
                    result.into(),
                ])
                .await?;
        }
        history.finish().await
    }

    async fn put_next_changes(&self, assessed: &[Assessed]) -> Result<(), StoreError> {
        // Employers that share a date are many, distinct dates are few.
        let mut by_date: BTreeMap<Option<NaiveDate>, Vec<Uuid>> = BTreeMap::new();
        for one in assessed {
            by_date
                .entry(one.next_change_on)
                .or_default()
                .push(one.id.uuid());
        }
        for (date, ids) in by_date {
            for part in ids.chunks(sql::PART) {
                let marks = sql::marks(part.len());
                // Most had this date, or none, before: to write it again costs as much as news.
                let text = format!(
                    "UPDATE employer SET next_change_on = ? WHERE id IN ({marks}) \
                     AND next_change_on IS DISTINCT FROM ?"
                );
                let mut values = vec![Value::ChronoDate(date)];
                values.extend(part.iter().map(|id| Value::from(*id)));
                values.push(Value::ChronoDate(date));
                sql::run(&self.tx, &text, values).await?;
            }
        }
        Ok(())
    }
}
