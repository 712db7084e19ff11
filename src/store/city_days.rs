//! How the whole city stood on the day of each check.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::QueryResult;
use serde::{Deserialize, Serialize};

use super::{
    Assessment, Inputs, StoreError, Tx,
    sql::{self, get},
};
use crate::domain::{ids::EmployerId, membership::WorkerState, money::Sen, verdict::Verdict};

/// The sums of one day. Workers are those of rosters, without the employers that are closed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CityFigures {
    /// Employers at each verdict.
    pub verdicts: BTreeMap<Verdict, u64>,
    /// Due workers in each state, by its name.
    pub states: BTreeMap<String, u64>,
    /// Estimate of the contributions missing a month, in sen.
    pub missing_contribution: i64,
}

impl Default for CityFigures {
    fn default() -> Self {
        let states = WorkerState::ALL.map(|state| (state.code().to_owned(), 0));
        Self {
            verdicts: Verdict::ALL.into_iter().map(|v| (v, 0)).collect(),
            states: states.into(),
            missing_contribution: 0,
        }
    }
}

impl CityFigures {
    /// As they are kept.
    fn written(&self) -> String {
        serde_json::to_string(self).expect("sums are plain data")
    }

    /// All employers.
    #[must_use]
    pub fn employers(&self) -> u64 {
        self.verdicts.values().sum()
    }

    /// Employers at one verdict.
    #[must_use]
    pub fn at(&self, verdict: Verdict) -> u64 {
        self.verdicts.get(&verdict).copied().unwrap_or(0)
    }

    /// Workers who must be enrolled.
    #[must_use]
    pub fn due(&self) -> u64 {
        self.states.values().sum()
    }

    /// Those among them who are in one state.
    #[must_use]
    pub fn state(&self, state: WorkerState) -> u64 {
        self.states.get(state.code()).copied().unwrap_or(0)
    }

    /// Estimate of the contributions missing a month.
    #[must_use]
    pub const fn missing(&self) -> Sen {
        Sen(self.missing_contribution)
    }
}

impl CityFigures {
    /// Adds one employer's judgement.
    pub fn add(&mut self, one: &Assessment) {
        *self.verdicts.entry(one.verdict).or_default() += 1;
        if one.verdict == Verdict::Closed {
            return;
        }
        for state in WorkerState::ALL {
            let workers = one.states.map_or(0, |states| states[state.rank()]);
            *self.states.entry(state.code().to_owned()).or_default() += u64::from(workers);
        }
        self.missing_contribution += one.missing_contribution.0;
    }
}

/// One day's sums.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CityDay {
    /// The day they hold on.
    pub as_of: NaiveDate,
    /// The sums.
    pub figures: CityFigures,
}

impl Tx {
    /// The sums as the judgements stand now.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn city_figures(&self) -> Result<CityFigures, StoreError> {
        let sums: Vec<String> = WorkerState::ALL
            .iter()
            .map(|s| format!("CAST(SUM(COALESCE({0}, 0)) AS BIGINT) AS {0}", s.code()))
            .collect();
        let text = format!(
            "SELECT CAST(SUM(missing_contribution) AS BIGINT) AS missing, {} \
             FROM assessment WHERE verdict <> 'closed'",
            sums.join(", ")
        );
        let row = sql::row(&self.tx, &text, vec![]).await?;
        let sum = |column: &str| -> Result<i64, StoreError> {
            Ok(match &row {
                Some(row) => get::<Option<i64>>(row, column)?.unwrap_or(0),
                None => 0,
            })
        };
        let mut states = BTreeMap::new();
        for state in WorkerState::ALL {
            let workers = sum(state.code())?.unsigned_abs();
            states.insert(state.code().to_owned(), workers);
        }
        Ok(CityFigures {
            verdicts: self.verdict_counts().await?.into_iter().collect(),
            states,
            missing_contribution: sum("missing")?,
        })
    }

    /// Keeps the sums of a day; a later check of the same day replaces them.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn put_city_day(
        &self,
        as_of: NaiveDate,
        figures: &CityFigures,
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        let text = "INSERT INTO city_day (as_of, recorded_at, figures) VALUES (?, ?, ?) \
            ON CONFLICT (as_of) DO UPDATE SET recorded_at = excluded.recorded_at, \
            figures = excluded.figures";
        let json = figures.written();
        sql::run(&self.tx, text, vec![as_of.into(), now.into(), json.into()]).await?;
        Ok(())
    }

    /// The days of past checks, if no sums were ever kept of any; the oldest first.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn days_without_sums(&self) -> Result<Vec<NaiveDate>, StoreError> {
        let text = "SELECT DISTINCT as_of FROM assessment_history \
                    WHERE NOT EXISTS (SELECT 1 FROM city_day) ORDER BY as_of";
        let rows = sql::rows(&self.tx, text, vec![]).await?;
        rows.iter().map(|row| Ok(get(row, "as_of")?)).collect()
    }

    /// The judgements that a day brought.
    ///
    /// # Errors
    /// When the database can't be read or a row makes no sense.
    pub async fn judged_on(
        &self,
        day: NaiveDate,
    ) -> Result<Vec<(EmployerId, Assessment)>, StoreError> {
        let text = "SELECT employer_id, result FROM assessment_history WHERE as_of = ? \
                    ORDER BY no, employer_id";
        let corrupt = |_| StoreError::Corrupt {
            table: "assessment_history",
            column: "result",
        };
        let rows = sql::rows(&self.tx, text, vec![day.into()]).await?;
        rows.iter()
            .map(|row| {
                let json: String = get(row, "result")?;
                let (one, _): (Assessment, Inputs) =
                    serde_json::from_str(&json).map_err(corrupt)?;
                Ok((EmployerId::from_uuid(get(row, "employer_id")?), one))
            })
            .collect()
    }

    /// The sums that stood on one day, and of every day after it to another; the oldest first.
    ///
    /// # Errors
    /// When the database can't be read or a row makes no sense.
    pub async fn city_days(
        &self,
        from: NaiveDate,
        to: NaiveDate,
    ) -> Result<Vec<CityDay>, StoreError> {
        let text = "SELECT as_of, figures FROM city_day WHERE as_of <= ? AND as_of >= \
                    COALESCE((SELECT MAX(b.as_of) FROM city_day b WHERE b.as_of <= ?), ?) \
                    ORDER BY as_of";
        let values = vec![to.into(), from.into(), from.into()];
        let rows = sql::rows(&self.tx, text, values).await?;
        rows.iter().map(city_day_of).collect()
    }

    /// The last day before one on which the sums were others than those.
    ///
    /// # Errors
    /// When the database can't be read or a row makes no sense.
    pub async fn city_day_unlike(&self, day: &CityDay) -> Result<Option<CityDay>, StoreError> {
        let text = "SELECT as_of, figures FROM city_day WHERE as_of < ? AND figures <> ? \
                    ORDER BY as_of DESC LIMIT 1";
        let json = day.figures.written();
        let row = sql::row(&self.tx, text, vec![day.as_of.into(), json.into()]).await?;
        row.as_ref().map(city_day_of).transpose()
    }
}

fn city_day_of(row: &QueryResult) -> Result<CityDay, StoreError> {
    let json: String = get(row, "figures")?;
    Ok(CityDay {
        as_of: get(row, "as_of")?,
        figures: serde_json::from_str(&json).map_err(|_| StoreError::Corrupt {
            table: "city_day",
            column: "figures",
        })?,
    })
}
