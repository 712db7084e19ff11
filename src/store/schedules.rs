//! What happens regularly: the schedules as they are configured.

use chrono::{DateTime, NaiveTime, Utc};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder, sea_query::OnConflict,
};

use super::{StoreError, Tx, rows::schedule};
use crate::domain::{
    ids::OfficerId,
    schedule::{Action, Audience, Holidays, Late, Window},
};

/// A schedule as it is configured.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Schedule {
    /// Unique name.
    pub name: String,
    /// What people call it; may be empty.
    pub title: String,
    /// Five cron fields, read in its time zone.
    pub cron: String,
    /// IANA name of its time zone; empty for the city's.
    pub timezone: String,
    /// What it does.
    pub action: Action,
    /// Whom it may reach.
    pub audience: Audience,
    /// When it may begin; at any time where there is none.
    pub window: Option<Window>,
    /// Recipients of one run at most.
    pub most: Option<u32>,
    /// What becomes of it on days off.
    pub holidays: Holidays,
    /// What becomes of a firing that was missed.
    pub late: Late,
    /// Its firings only say what they would do.
    pub rehearsal: bool,
    /// Whether it runs by itself.
    pub enabled: bool,
    /// Nothing before this instant is owed.
    pub since: DateTime<Utc>,
    /// Who changed it last, and when.
    pub changed: Option<(OfficerId, DateTime<Utc>)>,
    /// Counts its changes.
    pub version: u32,
    /// When it was removed.
    pub removed_at: Option<DateTime<Utc>>,
}

impl Schedule {
    /// A schedule as plain as can be.
    #[must_use]
    pub fn plain(name: &str, cron: &str, action: Action, since: DateTime<Utc>) -> Self {
        Self {
            name: name.to_owned(),
            title: String::new(),
            cron: cron.to_owned(),
            timezone: String::new(),
            action,
            audience: Audience::AllOpen,
            window: None,
            most: None,
            holidays: Holidays::default(),
            late: Late::default(),
            rehearsal: false,
            enabled: true,
            since,
            changed: None,
            version: 1,
            removed_at: None,
        }
    }
}

const CLOCK: &str = "%H:%M";

fn row_of(new: &Schedule) -> schedule::ActiveModel {
    let time = |time: NaiveTime| time.format(CLOCK).to_string();
    schedule::ActiveModel {
        name: Set(new.name.clone()),
        cron: Set(new.cron.clone()),
        action: Set(new.action.code().to_owned()),
        enabled: Set(new.enabled),
        since: Set(new.since),
        title: Set(new.title.clone()),
        timezone: Set(new.timezone.clone()),
        audience: Set(new.audience.text().to_owned()),
        window_from: Set(new.window.map(|window| time(window.from))),
        window_to: Set(new.window.map(|window| time(window.to))),
        most: Set(new.most.and_then(|most| i32::try_from(most).ok())),
        holidays: Set(new.holidays.code().to_owned()),
        late: Set(new.late.code().to_owned()),
        rehearsal: Set(new.rehearsal),
        changed_by: Set(new.changed.map(|(by, _)| by.uuid())),
        changed_at: Set(new.changed.map(|(_, at)| at)),
        version: Set(i32::try_from(new.version).unwrap_or(i32::MAX)),
        removed_at: Set(new.removed_at),
    }
}

fn schedule_of(row: schedule::Model) -> Result<Schedule, StoreError> {
    let corrupt = |column| StoreError::Corrupt {
        table: "schedule",
        column,
    };
    let time = |text: &str| NaiveTime::parse_from_str(text, CLOCK);
    let window = match (&row.window_from, &row.window_to) {
        (Some(from), Some(to)) => Some(Window {
            from: time(from).map_err(|_| corrupt("window_from"))?,
            to: time(to).map_err(|_| corrupt("window_to"))?,
        }),
        _ => None,
    };
    Ok(Schedule {
        action: Action::from_code(&row.action).ok_or_else(|| corrupt("action"))?,
        audience: Audience::from_text(&row.audience).ok_or_else(|| corrupt("audience"))?,
        holidays: Holidays::from_code(&row.holidays).ok_or_else(|| corrupt("holidays"))?,
        late: Late::from_code(&row.late).ok_or_else(|| corrupt("late"))?,
        most: row.most.map(i32::unsigned_abs),
        version: row.version.unsigned_abs(),
        changed: row.changed_by.map(OfficerId::from_uuid).zip(row.changed_at),
        window,
        name: row.name,
        title: row.title,
        cron: row.cron,
        timezone: row.timezone,
        rehearsal: row.rehearsal,
        enabled: row.enabled,
        since: row.since,
        removed_at: row.removed_at,
    })
}

impl Tx {
    /// Adds a schedule unless one of that name exists; tells whether it did.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn add_schedule(&self, new: &Schedule) -> Result<bool, StoreError> {
        let keep = OnConflict::column(schedule::Column::Name)
            .do_nothing()
            .to_owned();
        let added = schedule::Entity::insert(row_of(new))
            .on_conflict(keep)
            .exec_without_returning(&self.tx)
            .await?;
        Ok(added == 1)
    }

    /// Changes a schedule; `false` when it is no longer at the version that was seen.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn change_schedule(&self, new: &Schedule, seen: u32) -> Result<bool, StoreError> {
        let mut row = row_of(new);
        row.name.reset();
        let seen = i32::try_from(seen).unwrap_or(i32::MAX);
        row.version = Set(seen.saturating_add(1));
        let changed = schedule::Entity::update_many()
            .set(row)
            .filter(schedule::Column::Name.eq(new.name.as_str()))
            .filter(schedule::Column::Version.eq(seen))
            .exec(&self.tx)
            .await?;
        Ok(changed.rows_affected == 1)
    }

    /// All schedules that were not removed, by name.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn schedules(&self) -> Result<Vec<Schedule>, StoreError> {
        let rows = schedule::Entity::find()
            .filter(schedule::Column::RemovedAt.is_null())
            .order_by_asc(schedule::Column::Name)
            .all(&self.tx)
            .await?;
        rows.into_iter().map(schedule_of).collect()
    }

    /// One schedule, removed or not.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn schedule(&self, name: &str) -> Result<Option<Schedule>, StoreError> {
        let row = schedule::Entity::find_by_id(name).one(&self.tx).await?;
        row.map(schedule_of).transpose()
    }
}
