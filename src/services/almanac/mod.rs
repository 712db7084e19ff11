//! The days off by which terms are counted: kept in the database, the same on every node.

mod edits;
mod files;

use std::sync::{Arc, PoisonError, RwLock};

use chrono::NaiveDate;

use super::{ServiceError, Services};
use crate::{
    domain::{
        almanac::missing_year,
        workdays::{Calendar, DayOff, HolidayTable},
    },
    store::{Actor, CalendarYear, Setting, StoreError, Tx},
};

pub use files::{DaysFile, RefusedRow};

/// The calendar that holds now, and what a new database begins with.
pub struct Almanac {
    shipped: HolidayTable,
    joint_leave_counts: bool,
    /// The version in the database that it was made of; empty before any.
    held: RwLock<(String, Arc<Calendar>)>,
}

impl Almanac {
    /// Begins with the list of the settings; `joint_leave_counts` says that joint leave is a day
    /// off.
    #[must_use]
    pub fn new(shipped: HolidayTable, joint_leave_counts: bool) -> Self {
        let calendar = Arc::new(shipped.calendar(joint_leave_counts));
        Self {
            shipped,
            joint_leave_counts,
            held: RwLock::new((String::new(), calendar)),
        }
    }

    fn calendar(&self) -> Arc<Calendar> {
        let held = self.held.read().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(&held.1)
    }

    fn holds(&self, version: &str) -> bool {
        let held = self.held.read().unwrap_or_else(PoisonError::into_inner);
        held.0 == version
    }

    fn hold(&self, version: String, table: &HolidayTable) {
        let calendar = Arc::new(table.calendar(self.joint_leave_counts));
        *self.held.write().unwrap_or_else(PoisonError::into_inner) = (version, calendar);
    }
}

/// The list of a year, as it is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct YearList {
    /// The days, in order.
    pub days: Vec<DayOff>,
    /// What it rests on; `None` where nothing is known of the year.
    pub about: Option<CalendarYear>,
    /// Every year of which anything is known.
    pub years: Vec<i32>,
}

impl Services {
    /// The working days that hold now.
    #[must_use]
    pub fn calendar(&self) -> Arc<Calendar> {
        self.almanac.calendar()
    }

    /// Whether joint leave is a day off here.
    #[must_use]
    pub fn joint_leave_counts(&self) -> bool {
        self.almanac.joint_leave_counts
    }

    /// Reads the days off and the wording of mails again if another node, or a person, has
    /// changed them.
    ///
    /// # Errors
    /// When the store fails; both stay as they were.
    pub async fn follow_calendar(&self) -> Result<(), ServiceError> {
        Ok(self.follow_within(&self.store.read().await?).await?)
    }

    /// The same as a part of somebody's transaction.
    pub(super) async fn follow_within(&self, tx: &Tx) -> Result<(), StoreError> {
        let both = [Setting::CalendarVersion, Setting::WordingVersion];
        let [days, wording] = tx.settings(both).await?;
        if let Some(version) = days.filter(|version| !self.almanac.holds(version)) {
            self.almanac.hold(version, &tx.holidays().await?);
        }
        self.follow_wordings_within(tx, wording.unwrap_or_default())
            .await
    }

    /// Adds the years that came with the program and of which the database knows nothing, and
    /// reads what it knows.
    pub(super) async fn open_calendar(&self) -> Result<(), ServiceError> {
        let tx = self.store.read().await?;
        let kept = tx.holidays().await?;
        let is_new = tx.setting(Setting::CalendarVersion).await?.is_none();
        drop(tx);
        let missing = |kept: &HolidayTable| -> Vec<i32> {
            let shipped = self.almanac.shipped.known_years.iter().copied();
            shipped.filter(|year| !kept.tells_of(*year)).collect()
        };
        if is_new || !missing(&kept).is_empty() {
            let tx = self.store.begin().await?;
            tx.alone().await?;
            let years = missing(&tx.holidays().await?);
            for year in &years {
                self.ship(&tx, *year).await?;
            }
            tx.turn_calendar().await?;
            tx.touches([]);
            let years: Vec<String> = years.iter().map(i32::to_string).collect();
            let subject = years.join(" ");
            tx.commit(self.entry(Actor::Command("migrate"), "calendar.seed", subject))
                .await?;
        }
        self.follow_calendar().await
    }

    async fn ship(&self, tx: &Tx, year: i32) -> Result<(), StoreError> {
        let shipped = &self.almanac.shipped;
        for day in shipped.of_year(year) {
            tx.put_day_off(day).await?;
        }
        let source = shipped.sources.get(&year.to_string());
        tx.put_calendar_year(&CalendarYear {
            year,
            source: source.cloned().unwrap_or_default(),
            is_complete: true,
            by: None,
            at: self.clock.now(),
        })
        .await
    }

    /// The list of a year.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn year_list(&self, year: i32) -> Result<YearList, ServiceError> {
        let tx = self.store.read().await?;
        let days = tx.holidays().await?;
        let years = tx.calendar_years().await?;
        let mut known: Vec<i32> = years.iter().map(|year| year.year).collect();
        known.extend(days.days.iter().map(DayOff::year));
        known.sort_unstable();
        known.dedup();
        Ok(YearList {
            days: days.of_year(year).cloned().collect(),
            about: years.into_iter().find(|about| about.year == year),
            years: known,
        })
    }

    /// The day off that is kept for a day.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn day_off(&self, on: NaiveDate) -> Result<Option<DayOff>, ServiceError> {
        let kept = self.store.read().await?.holidays().await?;
        Ok(kept.days.into_iter().find(|day| day.date == on))
    }

    /// The year whose list somebody should complete now.
    #[must_use]
    pub fn missing_year(&self) -> Option<i32> {
        missing_year(&self.calendar(), self.today())
    }

    /// Says in the log that a year's list is missing, where one is.
    pub fn warn_of_missing_year(&self) {
        if let Some(year) = self.missing_year() {
            tracing::warn!(
                year,
                "the days off of {year} are missing or incomplete: terms may end too early; \
                 complete them at /settings/calendar"
            );
        }
    }
}
