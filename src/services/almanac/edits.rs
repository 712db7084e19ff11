//! Changing the days off, each change with its author and from what to what.

use std::collections::BTreeSet;

use chrono::{Datelike, NaiveDate};

use super::super::{ServiceError, Services, barred};
use crate::{
    domain::{
        almanac::{Difference, term_after_change},
        ids::OfficerId,
        workdays::{Calendar, DayOff, HolidayTable},
    },
    store::{Actor, CalendarYear, RunningTerm, Tx},
};

/// Characters of a year's source.
const LONGEST_SOURCE: usize = 300;

/// A change of one day: what is kept for it from now on, or that nothing is.
enum DayChange {
    Put(DayOff),
    Drop(DayOff),
}

impl Services {
    /// Keeps a day off; `was` is the day that it replaces. Answers how many running terms grew.
    ///
    /// # Errors
    /// [`ServiceError::Barred`] when something is kept for that day already.
    pub async fn put_day_off(
        &self,
        was: Option<NaiveDate>,
        day: DayOff,
        by: OfficerId,
    ) -> Result<u64, ServiceError> {
        let tx = self.store.begin().await?;
        tx.alone().await?;
        let kept = tx.holidays().await?;
        let stands = kept.days.iter().find(|other| other.date == day.date);
        if stands == Some(&day) && was == Some(day.date) {
            return Ok(0);
        }
        if stands.is_some() && was != Some(day.date) {
            return Err(barred(
                "day-taken",
                "Hari itu sudah tercatat sebagai hari libur; ubah barisnya.",
            ));
        }
        let moved = was.filter(|was| *was != day.date);
        let moved = kept.days.iter().find(|other| Some(other.date) == moved);
        let mut changes: Vec<DayChange> = moved.cloned().map(DayChange::Drop).into_iter().collect();
        changes.push(DayChange::Put(day));
        self.change_days(tx, &kept, changes, by).await
    }

    /// No longer keeps a day off; terms that run stay as they were told.
    ///
    /// # Errors
    /// [`ServiceError::Missing`] when nothing is kept for that day.
    pub async fn remove_day_off(&self, on: NaiveDate, by: OfficerId) -> Result<(), ServiceError> {
        let tx = self.store.begin().await?;
        tx.alone().await?;
        let kept = tx.holidays().await?;
        let day = kept.days.iter().find(|day| day.date == on).cloned();
        let day = day.ok_or_else(|| ServiceError::Missing(format!("Hari libur {on}")))?;
        self.change_days(tx, &kept, vec![DayChange::Drop(day)], by)
            .await?;
        Ok(())
    }

    /// What a list would do to the days that are kept.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn compare_days(&self, days: &[DayOff]) -> Result<Difference, ServiceError> {
        let kept = self.store.read().await?.holidays().await?;
        Ok(Difference::of(&kept.days, days))
    }

    /// Keeps the days of a list; with `only_these`, no others of the same years. Answers what
    /// changed and how many running terms grew.
    ///
    /// # Errors
    /// When the store fails; nothing was changed then.
    pub async fn take_days(
        &self,
        days: &[DayOff],
        only_these: bool,
        by: OfficerId,
    ) -> Result<(Difference, u64), ServiceError> {
        let tx = self.store.begin().await?;
        tx.alone().await?;
        let kept = tx.holidays().await?;
        let mut found = Difference::of(&kept.days, days);
        if !only_these {
            found.absent.clear();
        }
        let renamed = found.changed.iter().map(|(_, now)| now);
        let puts = found.added.iter().chain(renamed).cloned();
        let drops = found.absent.iter().cloned().map(DayChange::Drop);
        let changes: Vec<DayChange> = puts.map(DayChange::Put).chain(drops).collect();
        if changes.is_empty() {
            return Ok((found, 0));
        }
        let grown = self.change_days(tx, &kept, changes, by).await?;
        Ok((found, grown))
    }

    /// Says that a year's list is whole and what it rests on, or that it is not whole.
    ///
    /// # Errors
    /// [`ServiceError::Barred`] when the source is missing or too long.
    pub async fn set_year(
        &self,
        year: i32,
        (source, is_complete): (&str, bool),
        by: OfficerId,
    ) -> Result<(), ServiceError> {
        let source = source.split_whitespace().collect::<Vec<_>>().join(" ");
        let length = source.chars().count();
        if length > LONGEST_SOURCE || (is_complete && length == 0) {
            return Err(barred(
                "year-source",
                "Tulis keputusan yang menjadi sumber daftar, paling banyak 300 huruf.",
            ));
        }
        let tx = self.store.begin().await?;
        tx.alone().await?;
        let years = tx.calendar_years().await?;
        let before = years.into_iter().find(|known| known.year == year);
        let words = |source: &str, complete: bool| {
            let state = if complete { "complete" } else { "incomplete" };
            format!("{state}, {source}")
        };
        let was = before.map_or_else(|| "-".to_owned(), |b| words(&b.source, b.is_complete));
        let subject = format!("{year}: {was} -> {}", words(&source, is_complete));
        tx.put_calendar_year(&CalendarYear {
            year,
            source,
            is_complete,
            by: Some((by, String::new())),
            at: self.clock.now(),
        })
        .await?;
        tx.turn_calendar().await?;
        tx.touches([]);
        tx.commit(self.entry(Actor::Officer(by), "calendar.year", subject))
            .await?;
        self.follow_calendar().await
    }

    async fn change_days(
        &self,
        tx: Tx,
        kept: &HolidayTable,
        changes: Vec<DayChange>,
        by: OfficerId,
    ) -> Result<u64, ServiceError> {
        let actor = Actor::Officer(by);
        let known = |on: NaiveDate| kept.days.iter().find(|day| day.date == on);
        let mut first = NaiveDate::MAX;
        let mut years = BTreeSet::new();
        for change in &changes {
            let (date, now) = match change {
                DayChange::Put(day) => {
                    tx.put_day_off(day).await?;
                    (day.date, words(Some(day)))
                }
                DayChange::Drop(day) => {
                    tx.drop_day_off(day.date).await?;
                    (day.date, words(None))
                }
            };
            first = first.min(date);
            years.insert(date.year());
            let subject = format!("{date}: {} -> {now}", words(known(date)));
            tx.also(self.entry(actor.clone(), "calendar.day", subject))
                .await?;
        }
        self.begin_years(&tx, &years, by).await?;
        let new = tx.holidays().await?;
        let leave = self.almanac.joint_leave_counts;
        let (old, new) = (kept.calendar(leave), new.calendar(leave));
        let grown = self.lengthen_terms(&tx, (&old, &new), first, by).await?;
        tx.turn_calendar().await?;
        let subject = format!("{} days, {grown} terms", changes.len());
        tx.commit(self.entry(actor, "calendar.change", subject))
            .await?;
        self.follow_calendar().await?;
        Ok(grown)
    }

    /// A year that gets its first day is known, and not complete.
    async fn begin_years(
        &self,
        tx: &Tx,
        years: &BTreeSet<i32>,
        by: OfficerId,
    ) -> Result<(), ServiceError> {
        let known = tx.calendar_years().await?;
        let is_new = |year: &&i32| !known.iter().any(|known| known.year == **year);
        for &year in years.iter().filter(is_new) {
            tx.put_calendar_year(&CalendarYear {
                year,
                source: String::new(),
                is_complete: false,
                by: Some((by, String::new())),
                at: self.clock.now(),
            })
            .await?;
        }
        Ok(())
    }

    /// Terms that run grow where more days are off; none gets shorter.
    async fn lengthen_terms(
        &self,
        tx: &Tx,
        (old, new): (&Calendar, &Calendar),
        first: NaiveDate,
        by: OfficerId,
    ) -> Result<u64, ServiceError> {
        let ladders = tx.ladders().await?;
        // What was over before today stays over.
        let running = tx.running_terms(first.max(self.today())).await?;
        let (mut grown, mut employers) = (0, Vec::new());
        for term in running {
            let Some(from) = self.began(&term) else {
                continue;
            };
            let days = ladders.named(&term.ladder)?.term_days(term.stage);
            let due_on = term_after_change((old, new), (from, days), term.due_on);
            if due_on > term.due_on {
                tx.extend_term(term.case, due_on).await?;
                let subject = format!("{}: {} -> {due_on}", term.case, term.due_on);
                tx.also(self.entry(Actor::Officer(by), "case.term", subject))
                    .await?;
                employers.push(term.employer);
                grown += 1;
            }
        }
        tx.touches(employers);
        Ok(grown)
    }

    /// The day after which a term is counted.
    fn began(&self, term: &RunningTerm) -> Option<NaiveDate> {
        let taken = term.taken_at.map(|at| self.local(at).date_naive());
        term.received_on.or(taken)
    }
}

fn words(day: Option<&DayOff>) -> String {
    day.map_or_else(
        || "-".to_owned(),
        |day| format!("{} ({})", day.name, day.kind.code()),
    )
}
