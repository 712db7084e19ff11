//! Schedules: what is owed is worked out from the store and the clock, so a tick that comes
//! late, twice or on two machines at once changes nothing but the hour.

mod action;
mod audience;
mod edit;
mod firing;
mod pulse;
mod view;
mod weigh;

use chrono::{DateTime, NaiveDateTime, TimeDelta, TimeZone, Utc};
use chrono_tz::Tz;

pub use action::{Did, Turn};
pub use edit::Saved;
pub use pulse::Pulse;
pub use view::{Coming, ScheduleDetail, ScheduleView};
pub use weigh::{Draft, Fault, Weighed, Zones};

use super::{ServiceError, Services};
use crate::{
    domain::schedule::{BadCron, Cron, Plan},
    store::Schedule,
};

impl Services {
    /// A schedule that was not removed.
    async fn schedule(&self, name: &str) -> Result<Schedule, ServiceError> {
        let schedule = self.store.read().await?.schedule(name).await?;
        schedule
            .filter(|schedule| schedule.removed_at.is_none())
            .ok_or_else(|| ServiceError::Missing(format!("Jadwal {name}")))
    }

    /// The time zone of a schedule, and what people call it.
    fn zone_of(&self, timezone: &str) -> (Tz, String) {
        let zone = timezone.parse().unwrap_or(self.city.zone);
        if zone == self.city.zone {
            return (zone, self.city.zone_name.clone());
        }
        let name = match zone {
            Tz::Asia__Jakarta | Tz::Asia__Pontianak => "WIB",
            Tz::Asia__Makassar => "WITA",
            Tz::Asia__Jayapura => "WIT",
            other => other.name(),
        };
        (zone, name.to_owned())
    }

    /// Asks something of a schedule's rule.
    fn rule_of<T>(
        &self,
        schedule: &Schedule,
        ask: impl FnOnce(&Plan<'_>) -> T,
    ) -> Result<T, ServiceError> {
        let cron = cron_of(schedule)?;
        Ok(ask(&Plan {
            cron: &cron,
            holidays: schedule.holidays,
            calendar: &self.calendar(),
        }))
    }
}

/// The rule of a schedule, as it was typed or configured.
fn cron_of(schedule: &Schedule) -> Result<Cron, ServiceError> {
    let bad = |bad: BadCron| {
        ServiceError::Installation(format!("Jadwal {}: {}", schedule.name, bad.words()))
    };
    Cron::parse(&schedule.cron).map_err(bad)
}

/// The instant of a local time. Where clocks are set back the first of both counts, where they
/// are set forward the hour after the gap.
fn instant(zone: Tz, local: NaiveDateTime) -> DateTime<Utc> {
    let known = |at: NaiveDateTime| zone.from_local_datetime(&at).earliest();
    known(local)
        .or_else(|| known(local + TimeDelta::hours(1)))
        .map_or_else(|| local.and_utc(), |at| at.to_utc())
}

#[cfg(test)]
mod tests {
    use std::str::FromStr;

    use chrono::{NaiveDate, TimeZone};

    use super::*;
    use crate::domain::{schedule::Holidays, workdays::Calendar};

    /// Another reader of cron texts, as a second opinion on ours.
    #[test]
    fn the_rulebook_and_the_cron_library_agree() {
        let from = NaiveDate::from_ymd_opt(2026, 1, 1).unwrap();
        let from = from.and_hms_opt(0, 0, 0).unwrap();
        for text in [
            "0 9 * * 1-5",
            "*/15 * * * *",
            "0,30 8-16 * * mon-fri",
            "30 7 1 * *",
            "0 8 1,15 1,7 *",
            "0 9 29 2 *",
            "0 9 31 * *",
            "0 9 13 * 5",
            "0 6 * * 5,6,0",
            "0 6 * * 7",
            "7 1-23/2 */3 * *",
            "0 0 * 12 *",
        ] {
            let cron = Cron::parse(text).unwrap();
            let plan = Plan {
                cron: &cron,
                holidays: Holidays::Ignore,
                calendar: &Calendar::default(),
            };
            let ours: Vec<_> = plan.next(from, 200).iter().map(|f| f.due).collect();
            let theirs = croner::Cron::from_str(text).unwrap();
            let mut at = Utc.from_utc_datetime(&from);
            for one in ours
                .iter()
                .take(if text.contains("29 2") { 2 } else { 200 })
            {
                at = theirs.find_next_occurrence(&at, false).unwrap();
                assert_eq!(*one, at.naive_utc(), "{text}");
            }
        }
    }

    #[test]
    fn an_hour_that_clocks_leave_out_comes_an_hour_later() {
        let day = |m, d| NaiveDate::from_ymd_opt(2026, m, d).unwrap();
        let berlin = chrono_tz::Europe::Berlin;
        let at = |m, d, h| instant(berlin, day(m, d).and_hms_opt(h, 30, 0).unwrap());
        assert_eq!(at(3, 29, 2), at(3, 29, 3));
        assert_eq!(at(10, 25, 2).to_rfc3339(), "2026-10-25T00:30:00+00:00");
    }
}
