//! How the whole city stands, and how it came there.
//!
//! Every check leaves the sums of its day, so that no page has to add up the registry.

use std::collections::{BTreeMap, HashMap};

use chrono::NaiveDate;

use super::{ServiceError, Services};
use crate::{
    domain::{membership::WorkerState, money::Sen, month::Month, verdict::Verdict},
    store::{Actor, CityDay, CityFigures, Setting, Tx},
};

/// Months of the line, this one included.
const MONTHS: usize = 12;

/// The city on the day of the last check.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CityState {
    /// The sums.
    pub now: CityDay,
    /// The last day before on which they were others.
    pub before: Option<CityDay>,
    /// The last twelve months, the oldest first.
    pub months: Vec<MonthState>,
    /// Estimate of what the city pays a month for workers of firms.
    pub city_budget: Sen,
    /// What the city pays a month for one person.
    pub city_rate: Sen,
}

/// The city at the end of a month, or now in the last one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MonthState {
    /// Which month.
    pub month: Month,
    /// The sums that stood then; `None` before the first check.
    pub day: Option<CityDay>,
}

impl Services {
    /// The city in sums; `None` before the first check.
    ///
    /// # Errors
    /// When no rates are known for the day, or the store fails.
    pub async fn city_state(&self) -> Result<Option<CityState>, ServiceError> {
        let tx = self.store.read().await?;
        let checked_on = tx.setting(Setting::CheckedOn).await?;
        let Some(on) = checked_on.and_then(|day| day.parse::<NaiveDate>().ok()) else {
            return Ok(None);
        };
        let mut first = Month::from_date(on);
        for _ in 1..MONTHS {
            first = first.previous();
        }
        let mut days = tx.city_days(first.last_day(), on).await?;
        let now = match days.last() {
            Some(day) if day.as_of == on => day.clone(),
            // A check of before these sums were kept.
            _ => CityDay {
                as_of: on,
                figures: tx.city_figures().await?,
            },
        };
        if days.last() != Some(&now) {
            days.push(now.clone());
        }
        let months = months(&days, first);
        let city_rate = self.rates_on(on)?.pbpu_pemda_monthly;
        let workers = now.figures.state(WorkerState::CityFunded);
        let workers = i64::try_from(workers).unwrap_or(i64::MAX);
        Ok(Some(CityState {
            before: tx.city_day_unlike(&now).await?,
            months,
            city_budget: Sen(city_rate.0.saturating_mul(workers)),
            city_rate,
            now,
        }))
    }

    /// Makes the sums of past checks from the history of judgements, in a database that is older
    /// than the sums.
    pub(super) async fn recall_city(&self) -> Result<(), ServiceError> {
        let tx = self.store.read().await?;
        let days = tx.days_without_sums().await?;
        drop(tx);
        if days.is_empty() {
            return Ok(());
        }
        let tx = self.store.begin().await?;
        let mut standing = HashMap::new();
        for day in &days {
            standing.extend(tx.judged_on(*day).await?);
            let mut figures = CityFigures::default();
            for one in standing.values() {
                figures.add(one);
            }
            tx.put_city_day(*day, &figures, self.clock.now()).await?;
        }
        let subject = format!("{} days", days.len());
        tx.commit(self.entry(Actor::Command("migrate"), "city.recall", subject))
            .await?;
        Ok(())
    }

    /// Keeps the sums of a check's day; answers the employers at each verdict.
    pub(super) async fn remember_city(
        &self,
        tx: &Tx,
        on: NaiveDate,
    ) -> Result<BTreeMap<Verdict, u64>, ServiceError> {
        let figures = tx.city_figures().await?;
        tx.put_city_day(on, &figures, self.clock.now()).await?;
        Ok(figures.verdicts)
    }

    /// The newest as-of of each kind of import there was.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn newest_imports(&self) -> Result<Vec<(String, NaiveDate)>, ServiceError> {
        Ok(self.store.read().await?.newest_imports().await?)
    }
}

fn months(days: &[CityDay], first: Month) -> Vec<MonthState> {
    let mut month = first;
    let mut states = Vec::with_capacity(MONTHS);
    for _ in 0..MONTHS {
        let end = month.last_day();
        states.push(MonthState {
            month,
            day: days.iter().rfind(|day| day.as_of <= end).cloned(),
        });
        month = month.next();
    }
    states
}
