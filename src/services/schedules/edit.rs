//! Keeping schedules: new ones, changes, switching on and off, removing.

use super::{Draft, Fault};
use crate::{
    domain::{ids::OfficerId, schedule::Window},
    services::{ServiceError, Services, barred},
    store::{Actor, Schedule},
};

/// What became of a draft.
#[derive(Debug)]
pub enum Saved {
    /// It is kept.
    Saved,
    /// These fields can't be accepted.
    Faulty(Vec<Fault>),
    /// Somebody else saved first: the schedule as it is now.
    Stale(Box<Schedule>),
}

impl Services {
    /// Keeps a new schedule.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn add_schedule(&self, draft: &Draft, by: OfficerId) -> Result<Saved, ServiceError> {
        let new = match self.read_draft(draft, None, by) {
            Ok(new) => new,
            Err(faults) => return Ok(Saved::Faulty(faults)),
        };
        if let Some(fault) = self.doubt(&new, draft.sure).await? {
            return Ok(Saved::Faulty(vec![fault]));
        }
        let tx = self.store.begin().await?;
        let kept = match tx.schedule(&new.name).await? {
            None => tx.add_schedule(&new).await?,
            // A name that was given up may be taken again; what ran under it stays.
            Some(old) if old.removed_at.is_some() => tx.change_schedule(&new, old.version).await?,
            Some(_) => false,
        };
        if !kept {
            let taken = Fault {
                field: "name",
                code: "name-taken",
                detail: new.name,
            };
            return Ok(Saved::Faulty(vec![taken]));
        }
        let subject = format!("{}: {}", new.name, properties(&new));
        let entry = self.entry(Actor::Officer(by), "schedule.add", subject);
        tx.commit(entry).await?;
        Ok(Saved::Saved)
    }

    /// Changes a schedule that its editor saw at a version.
    ///
    /// # Errors
    /// When it was removed, or the store fails.
    pub async fn change_schedule(
        &self,
        (name, seen): (&str, u32),
        draft: &Draft,
        by: OfficerId,
    ) -> Result<Saved, ServiceError> {
        let before = self.schedule(name).await?;
        if before.version != seen {
            return Ok(Saved::Stale(Box::new(before)));
        }
        let mut after = match self.read_draft(draft, Some(&before), by) {
            Ok(after) => after,
            Err(faults) => return Ok(Saved::Faulty(faults)),
        };
        if let Some(fault) = self.doubt(&after, draft.sure).await? {
            return Ok(Saved::Faulty(vec![fault]));
        }
        if !is_due_anew(&before, &after) {
            after.since = before.since;
        }
        let tx = self.store.begin().await?;
        if !tx.change_schedule(&after, seen).await? {
            drop(tx);
            return Ok(Saved::Stale(Box::new(self.schedule(name).await?)));
        }
        let subject = format!("{name}: {}", differences(&before, &after));
        let entry = self.entry(Actor::Officer(by), "schedule.change", subject);
        tx.commit(entry).await?;
        Ok(Saved::Saved)
    }

    /// Switches a schedule on or off. What was missed meanwhile is not caught up.
    ///
    /// # Errors
    /// When there is no such schedule, or somebody changed it just now.
    pub async fn switch_schedule(
        &self,
        name: &str,
        enabled: bool,
        by: OfficerId,
    ) -> Result<(), ServiceError> {
        let before = self.schedule(name).await?;
        let now = self.clock.now();
        let after = Schedule {
            enabled,
            since: if enabled && !before.enabled {
                now
            } else {
                before.since
            },
            changed: Some((by, now)),
            ..before.clone()
        };
        self.put_change(&before, &after, ("schedule.switch", by))
            .await
    }

    /// Removes a schedule; what it did stays.
    ///
    /// # Errors
    /// When there is no such schedule, or somebody changed it just now.
    pub async fn remove_schedule(&self, name: &str, by: OfficerId) -> Result<(), ServiceError> {
        let before = self.schedule(name).await?;
        let now = self.clock.now();
        let after = Schedule {
            enabled: false,
            changed: Some((by, now)),
            removed_at: Some(now),
            ..before.clone()
        };
        self.put_change(&before, &after, ("schedule.remove", by))
            .await
    }

    async fn put_change(
        &self,
        before: &Schedule,
        after: &Schedule,
        (action, by): (&'static str, OfficerId),
    ) -> Result<(), ServiceError> {
        let tx = self.store.begin().await?;
        if !tx.change_schedule(after, before.version).await? {
            return Err(barred(
                "schedule_changed",
                "Jadwal ini baru saja diubah orang lain; lihat dahulu keadaannya sekarang.",
            ));
        }
        let subject = format!("{}: {}", before.name, differences(before, after));
        tx.commit(self.entry(Actor::Officer(by), action, subject))
            .await?;
        Ok(())
    }
}

/// Whether due times of the past mean nothing to the changed schedule.
fn is_due_anew(before: &Schedule, after: &Schedule) -> bool {
    let rule = |s: &Schedule| (s.cron.clone(), s.timezone.clone(), s.holidays);
    rule(before) != rule(after) || (after.enabled && !before.enabled)
}

/// Every property, as the audit log names it.
fn told(schedule: &Schedule) -> [(&'static str, String); 12] {
    let yes = |on: bool| if on { "yes" } else { "no" };
    let window = |w: Window| format!("{}-{}", w.from.format("%H:%M"), w.to.format("%H:%M"));
    [
        ("title", schedule.title.clone()),
        ("cron", schedule.cron.clone()),
        ("timezone", schedule.timezone.clone()),
        ("action", schedule.action.code().to_owned()),
        ("audience", schedule.audience.text().to_owned()),
        ("window", schedule.window.map(window).unwrap_or_default()),
        (
            "most",
            schedule.most.map(|n| n.to_string()).unwrap_or_default(),
        ),
        ("holidays", schedule.holidays.code().to_owned()),
        ("late", schedule.late.code().to_owned()),
        ("dry run", yes(schedule.rehearsal).to_owned()),
        ("enabled", yes(schedule.enabled).to_owned()),
        ("removed", yes(schedule.removed_at.is_some()).to_owned()),
    ]
}

fn properties(schedule: &Schedule) -> String {
    told(schedule)
        .map(|(name, value)| format!("{name} `{value}`"))
        .join("; ")
}

/// What is another than before, from what to what.
fn differences(before: &Schedule, after: &Schedule) -> String {
    let (before, after) = (told(before), told(after));
    let changed = before.iter().zip(&after).filter(|(old, new)| old != new);
    let said: Vec<String> = changed
        .map(|((name, old), (_, new))| format!("{name} `{old}` → `{new}`"))
        .collect();
    if said.is_empty() {
        return "no change".to_owned();
    }
    said.join("; ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::schedule::Action;

    #[test]
    fn the_audit_log_says_from_what_to_what() {
        let before = Schedule::plain(
            "pagi",
            "0 9 * * *",
            Action::Reminders,
            chrono::DateTime::UNIX_EPOCH,
        );
        let after = Schedule {
            cron: "30 7 1 * *".to_owned(),
            rehearsal: true,
            most: Some(50),
            ..before.clone()
        };
        assert_eq!(
            differences(&before, &after),
            "cron `0 9 * * *` → `30 7 1 * *`; most `` → `50`; dry run `no` → `yes`"
        );
        assert_eq!(differences(&before, &before), "no change");
    }
}
