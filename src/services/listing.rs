//! The compliance list, and what it adds up to.

use chrono::{Days, NaiveDate};
use serde::Serialize;

use super::{Brake, ServiceError, Services};
use crate::{
    domain::{
        facet::{Contact, Facet},
        ids::EmployerId,
        membership::WorkerState,
        money::Sen,
        verdict::Verdict,
    },
    export::Cell,
    store::{Begin, ListDay, ListFilter, ListRow, Order, Question, Setting, Tx},
};

/// Lines read at a time.
const PAGE: u32 = 1_000;

/// A page of the list.
#[derive(Debug, Clone)]
pub struct List {
    /// The day the verdicts hold on; `None` before the first check.
    pub as_of: Option<NaiveDate>,
    /// The lines.
    pub lines: Vec<ListLine>,
    /// Where the next page begins; `None` on the last one.
    pub next: Option<(String, EmployerId)>,
}

/// A page of what was asked for.
#[derive(Debug, Clone)]
pub struct Found {
    /// The lines.
    pub lines: Vec<ListLine>,
    /// How many employers were found.
    pub count: u64,
    /// How many would be found at each verdict if no verdict was asked for.
    pub verdicts: Vec<(Verdict, u64)>,
    /// Whether there is a page before this one.
    pub before: bool,
    /// Whether there is a page behind it.
    pub after: bool,
}

/// One line of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListLine {
    /// What is known of the employer.
    pub row: ListRow,
    /// The day the verdict holds on.
    pub as_of: Option<NaiveDate>,
}

/// The city in a few numbers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CitySummary {
    /// The day they hold on.
    pub as_of: Option<NaiveDate>,
    /// Employers at each verdict.
    pub verdicts: Vec<(Verdict, u64)>,
    /// Workers who must be enrolled, by rosters.
    pub due: u64,
    /// Those among them who are.
    pub enrolled: u64,
    /// Those among them whom the city pays for.
    pub city_funded: u64,
    /// Estimate of the contributions missing a month.
    pub missing_contribution: Sen,
    /// Estimate of what the city pays a month for workers of firms.
    pub city_budget: Sen,
}

impl ListLine {
    /// The columns of the list, in order.
    pub const COLUMNS: [&'static str; 31] = [
        "id",
        "nib",
        "npwp",
        "kode_bu",
        "name",
        "form",
        "kelurahan",
        "kecamatan",
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
        "shortfall",
        "coverage",
        "arrears_months",
        "arrears_amount",
        "missing_contribution",
        "stage",
        "due_on",
        "as_of",
    ];

    /// The values of the line, in the order of [`Self::COLUMNS`].
    #[must_use]
    pub fn cells(&self) -> Vec<Cell> {
        let r = &self.row;
        let text = |t: &Option<String>| Cell::text(t.as_deref());
        let day = |d: Option<NaiveDate>| d.map_or(Cell::Empty, Cell::Day);
        let mut cells = vec![
            Cell::Text(r.id.to_string()),
            text(&r.nib),
            text(&r.npwp),
            r.code
                .map_or(Cell::Empty, |code| Cell::Text(format!("{code:08}"))),
            Cell::Text(r.name.clone()),
            text(&r.form),
            text(&r.kelurahan),
            text(&r.kecamatan),
            Cell::Text(r.verdict.code().to_owned()),
            Cell::Text(r.findings.clone()),
            Cell::Text(r.basis.clone()),
            Cell::count(r.headcount),
            Cell::Number(r.registered.into()),
        ];
        cells.extend(
            WorkerState::ALL
                .iter()
                .map(|s| Cell::count(r.states[s.rank()])),
        );
        cells.extend([
            Cell::count(r.in_grace),
            Cell::Number(r.shortfall.into()),
            r.coverage.map_or(Cell::Empty, Cell::Share),
            Cell::count(r.arrears_months),
            Cell::Number(r.arrears_amount.rupiah()),
            Cell::Number(r.missing_contribution.rupiah()),
            text(&r.stage),
            day(r.due_on),
            day(self.as_of),
        ]);
        cells
    }
}

/// How the installation stands.
#[derive(Debug, Clone)]
pub struct Standing {
    /// The day of the last check.
    pub checked_on: Option<NaiveDate>,
    /// Everything is made up.
    pub demo: bool,
    /// What holds all sending back.
    pub brake: Option<Brake>,
}

impl Services {
    /// The day of the last check.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn checked_on(&self) -> Result<Option<NaiveDate>, ServiceError> {
        let tx = self.store.read().await?;
        Ok(tx
            .setting(Setting::CheckedOn)
            .await?
            .and_then(|day| day.parse().ok()))
    }

    /// What every page says, whatever it is about.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn standing(&self) -> Result<Standing, ServiceError> {
        let tx = self.store.read().await?;
        let checked_on = tx.setting(Setting::CheckedOn).await?;
        Ok(Standing {
            checked_on: checked_on.and_then(|day| day.parse().ok()),
            demo: tx.setting(Setting::Demo).await?.is_some(),
            brake: self.brake_in(&tx).await?,
        })
    }

    /// One page of the list.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn list_page(
        &self,
        filter: &ListFilter,
        after: Option<&(String, EmployerId)>,
        limit: u32,
    ) -> Result<List, ServiceError> {
        let tx = self.store.read().await?;
        let as_of = tx
            .setting(Setting::CheckedOn)
            .await?
            .and_then(|day| day.parse().ok());
        let rows = tx.list_after(filter, after, limit).await?;
        let full = rows.len() == limit as usize;
        let next = rows
            .last()
            .filter(|_| full)
            .map(|row| (row.name.clone(), row.id));
        let lines = rows
            .into_iter()
            .map(|row| ListLine { row, as_of })
            .collect();
        Ok(List { as_of, lines, next })
    }

    /// Hands the whole list over, line by line; answers how many lines there were.
    ///
    /// # Errors
    /// When the store fails, or `each` does.
    pub async fn list(
        &self,
        filter: &ListFilter,
        mut each: impl FnMut(&ListLine) -> Result<(), ServiceError>,
    ) -> Result<u64, ServiceError> {
        let (mut after, mut count) = (None, 0);
        loop {
            let page = self.list_page(filter, after.as_ref(), PAGE).await?;
            for line in &page.lines {
                each(line)?;
                count += 1;
            }
            match page.next {
                Some(next) => after = Some(next),
                None => return Ok(count),
            }
        }
    }

    /// Finds what is asked for, and shows a page of it.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn find(
        &self,
        question: &Question,
        (order, begin): (Order, Begin),
        limit: usize,
    ) -> Result<Found, ServiceError> {
        let (tx, catalogue) = self.store.read_list(self.list_day()).await?;
        let hits = catalogue.find(question);
        let slice = hits.slice(order, begin, limit);
        let whatever = Question {
            all_of: question.without_verdicts(),
            ..question.clone()
        };
        let beside = catalogue.find(&whatever);
        let count = |verdict| beside.count_with(Facet::Verdict(verdict)) as u64;
        Ok(Found {
            lines: lines_of(&tx, &slice.ids).await?,
            count: hits.count() as u64,
            verdicts: Verdict::ALL.map(|v| (v, count(v))).to_vec(),
            before: slice.before,
            after: slice.after,
        })
    }

    /// Everybody who is asked for, in an order.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn find_all(
        &self,
        question: &Question,
        order: Order,
    ) -> Result<Vec<EmployerId>, ServiceError> {
        let (_, catalogue) = self.store.read_list(self.list_day()).await?;
        Ok(catalogue.find(question).all(order))
    }

    /// The lines of these employers as they are now, in this order.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn lines_of(&self, ids: &[EmployerId]) -> Result<Vec<ListLine>, ServiceError> {
        let tx = self.store.read().await?;
        lines_of(&tx, ids).await
    }

    /// Makes the list ready, so that the first reader need not wait for it.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn warm_up(&self) -> Result<(), ServiceError> {
        self.store.read_list(self.list_day()).await?;
        Ok(())
    }

    pub(super) fn list_day(&self) -> ListDay {
        let today = self.today();
        ListDay {
            today,
            recent_from: self.start_of(today - Days::new(Contact::RECENT_DAYS.into())),
        }
    }

    /// The employers with most workers who should be enrolled and are not.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn most_uncovered(&self, limit: u32) -> Result<Vec<ListRow>, ServiceError> {
        Ok(self.store.read().await?.most_uncovered(limit).await?)
    }

    /// The city in a few numbers.
    ///
    /// # Errors
    /// When no rates are known for the day, or the store fails.
    pub async fn city_summary(&self) -> Result<CitySummary, ServiceError> {
        let as_of = self.checked_on().await?;
        let tx = self.store.read().await?;
        let [due, enrolled, city_funded, missing] = tx.city_sums().await?;
        let rates = self.rates_on(as_of.unwrap_or_else(|| self.today()))?;
        Ok(CitySummary {
            as_of,
            verdicts: tx.verdict_counts().await?,
            due: due.unsigned_abs(),
            enrolled: enrolled.unsigned_abs(),
            city_funded: city_funded.unsigned_abs(),
            missing_contribution: Sen(missing),
            city_budget: Sen(rates.pbpu_pemda_monthly.0.saturating_mul(city_funded)),
        })
    }
}

async fn lines_of(tx: &Tx, ids: &[EmployerId]) -> Result<Vec<ListLine>, ServiceError> {
    let as_of = tx
        .setting(Setting::CheckedOn)
        .await?
        .and_then(|day| day.parse().ok());
    let rows = tx.lines_of(ids).await?;
    Ok(rows
        .into_iter()
        .map(|row| ListLine { row, as_of })
        .collect())
}
