//! A schedule as somebody typed it: what is wrong with it, and what would come of it.

use chrono::NaiveTime;
use chrono_tz::Tz;

use super::{Coming, Did};
use crate::{
    domain::{
        audience::Crowd,
        ids::OfficerId,
        schedule::{Action, Audience, BadCron, Cron, Holidays, Late, Window, is_name},
        sieve::{BadSieve, Sieve},
    },
    services::{ServiceError, Services},
    store::Schedule,
};

/// The time zones of the country, by the names that people know.
pub struct Zones;

impl Zones {
    /// IANA name and short name.
    pub const ALL: [(&'static str, &'static str); 3] = [
        ("Asia/Jakarta", "WIB"),
        ("Asia/Makassar", "WITA"),
        ("Asia/Jayapura", "WIT"),
    ];
}

/// Characters of the longest title.
const TITLE: usize = 80;
/// Firings that a preview shows.
const AHEAD: usize = 10;
/// The highest bound on recipients that makes sense.
const MOST: u32 = 100_000;

/// A schedule as it was typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Draft {
    /// Unique name; only a new schedule's counts.
    pub name: String,
    /// What people call it.
    pub title: String,
    /// Five cron fields.
    pub cron: String,
    /// IANA name; empty for the city's.
    pub timezone: String,
    /// Code of the action.
    pub action: String,
    /// `all` or `filter`.
    pub audience: String,
    /// The query of a list of employers.
    pub filter: String,
    /// `HH:MM`, or empty.
    pub window_from: String,
    /// `HH:MM`, or empty.
    pub window_to: String,
    /// A number, or empty.
    pub most: String,
    /// Code of what becomes of it on days off.
    pub holidays: String,
    /// Code of what becomes of it when it was missed.
    pub late: String,
    /// It only says what it would do.
    pub rehearsal: bool,
    /// It runs by itself.
    pub enabled: bool,
    /// An odd audience is meant so.
    pub sure: bool,
}

/// What is wrong with a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// Which field.
    pub field: &'static str,
    /// Stable name; pages find the words in the reader's language.
    pub code: &'static str,
    /// What it is about: a text, or a number.
    pub detail: String,
}

impl Fault {
    fn new(field: &'static str, code: &'static str, detail: impl Into<String>) -> Self {
        Self {
            field,
            code,
            detail: detail.into(),
        }
    }
}

/// What would come of a draft.
#[derive(Debug, Clone)]
pub struct Weighed {
    /// As it would be kept.
    pub schedule: Schedule,
    /// What people call its time zone.
    pub zone: String,
    /// Whom it may reach now.
    pub crowd: Option<Crowd>,
    /// Its next firings.
    pub coming: Vec<Coming>,
    /// What it would do now.
    pub did: Did,
}

impl Draft {
    /// A schedule as a form shows it.
    #[must_use]
    pub fn of(schedule: &Schedule) -> Self {
        let time = |time: NaiveTime| time.format("%H:%M").to_string();
        let (audience, filter) = match &schedule.audience {
            Audience::AllOpen => ("all", String::new()),
            Audience::Of(filter) => ("filter", filter.clone()),
        };
        Self {
            name: schedule.name.clone(),
            title: schedule.title.clone(),
            cron: schedule.cron.clone(),
            timezone: schedule.timezone.clone(),
            action: schedule.action.code().to_owned(),
            audience: audience.to_owned(),
            filter,
            window_from: schedule.window.map(|w| time(w.from)).unwrap_or_default(),
            window_to: schedule.window.map(|w| time(w.to)).unwrap_or_default(),
            most: schedule
                .most
                .map(|most| most.to_string())
                .unwrap_or_default(),
            holidays: schedule.holidays.code().to_owned(),
            late: schedule.late.code().to_owned(),
            rehearsal: schedule.rehearsal,
            enabled: schedule.enabled,
            sure: false,
        }
    }

    fn cron(&self, faults: &mut Vec<Fault>) -> String {
        match Cron::parse(&self.cron) {
            Ok(cron) => {
                let weekend = cron.is_for_weekends();
                if weekend && Holidays::from_code(&self.holidays) == Some(Holidays::Skip) {
                    faults.push(Fault::new("cron", "cron-never", ""));
                }
                cron.text().to_owned()
            }
            Err(bad) => {
                let (code, detail) = match &bad {
                    BadCron::Fields(6) => ("cron-six", String::new()),
                    BadCron::Fields(n) => ("cron-fields", n.to_string()),
                    BadCron::Field(part, text) => {
                        faults.push(Fault::new("cron", cron_part(part.code()), text));
                        return String::new();
                    }
                    BadCron::Never => ("cron-never", String::new()),
                    BadCron::TooOften => ("cron-often", String::new()),
                };
                faults.push(Fault::new("cron", code, detail));
                String::new()
            }
        }
    }

    fn action(&self, faults: &mut Vec<Fault>) -> Option<Action> {
        let action = Action::from_code(&self.action);
        if action.is_none() {
            faults.push(Fault::new("action", "action-unknown", ""));
        }
        action
    }

    fn audience(&self, action: Option<Action>, faults: &mut Vec<Fault>) -> Audience {
        if action.is_some_and(|action| !action.has_audience()) {
            return Audience::AllOpen;
        }
        match self.audience.as_str() {
            "all" => Audience::AllOpen,
            "filter" => {
                // People paste the whole address.
                let typed = self.filter.trim();
                let query = typed.split_once('?').map_or(typed, |(_, query)| query);
                match Sieve::parse(query) {
                    Ok(sieve) if sieve.is_narrowed() => {}
                    Ok(_) => faults.push(Fault::new("filter", "filter-empty", "")),
                    Err(BadSieve(part)) => {
                        faults.push(Fault::new("filter", "filter-unknown", part));
                    }
                }
                Audience::Of(query.to_owned())
            }
            _ => {
                faults.push(Fault::new("audience", "audience-missing", ""));
                Audience::AllOpen
            }
        }
    }

    fn window(&self, faults: &mut Vec<Fault>) -> Option<Window> {
        let time = |text: &str| NaiveTime::parse_from_str(&text.replace('.', ":"), "%H:%M").ok();
        match (self.window_from.trim(), self.window_to.trim()) {
            ("", "") => None,
            ("", _) => {
                faults.push(Fault::new("window_from", "window-half", ""));
                None
            }
            (_, "") => {
                faults.push(Fault::new("window_to", "window-half", ""));
                None
            }
            (from, to) => match (time(from), time(to)) {
                (None, _) => {
                    faults.push(Fault::new("window_from", "window-time", from));
                    None
                }
                (_, None) => {
                    faults.push(Fault::new("window_to", "window-time", to));
                    None
                }
                (Some(from), Some(to)) if from == to => {
                    faults.push(Fault::new("window_to", "window-empty", ""));
                    None
                }
                (Some(from), Some(to)) => Some(Window { from, to }),
            },
        }
    }

    fn most(&self, faults: &mut Vec<Fault>) -> Option<u32> {
        let typed = self.most.trim();
        if typed.is_empty() {
            return None;
        }
        let most = typed.parse().ok().filter(|most| (1..=MOST).contains(most));
        if most.is_none() {
            faults.push(Fault::new("most", "most-number", ""));
        }
        most
    }
}

/// The message for each field of a cron text.
fn cron_part(code: &str) -> &'static str {
    match code {
        "minute" => "cron-minute",
        "hour" => "cron-hour",
        "day" => "cron-day",
        "month" => "cron-month",
        _ => "cron-weekday",
    }
}

impl Services {
    /// Reads a draft; `before` is the schedule it changes.
    pub(super) fn read_draft(
        &self,
        draft: &Draft,
        before: Option<&Schedule>,
        by: OfficerId,
    ) -> Result<Schedule, Vec<Fault>> {
        let mut faults = Vec::new();
        let name = before.map_or_else(|| draft.name.trim(), |before| &before.name);
        if before.is_none() && !is_name(name) {
            faults.push(Fault::new("name", "name-bad", ""));
        }
        let title = draft.title.trim();
        if title.chars().count() > TITLE {
            faults.push(Fault::new("title", "title-long", TITLE.to_string()));
        }
        let cron = draft.cron(&mut faults);
        if !draft.timezone.is_empty() && draft.timezone.parse::<Tz>().is_err() {
            faults.push(Fault::new("timezone", "timezone-unknown", ""));
        }
        let action = draft.action(&mut faults);
        let audience = draft.audience(action, &mut faults);
        let window = draft.window(&mut faults);
        let most = draft.most(&mut faults);
        let holidays = Holidays::from_code(&draft.holidays);
        let late = Late::from_code(&draft.late);
        if holidays.is_none() {
            faults.push(Fault::new("holidays", "choice-missing", ""));
        }
        if late.is_none() {
            faults.push(Fault::new("late", "choice-missing", ""));
        }
        let (Some(action), true) = (action, faults.is_empty()) else {
            return Err(faults);
        };
        let now = self.clock.now();
        Ok(Schedule {
            title: title.to_owned(),
            timezone: draft.timezone.clone(),
            audience,
            window,
            most: most.filter(|_| action.has_audience()),
            holidays: holidays.unwrap_or_default(),
            late: late.unwrap_or_default(),
            rehearsal: draft.rehearsal,
            enabled: draft.enabled,
            changed: Some((by, now)),
            version: before.map_or(1, |before| before.version),
            ..Schedule::plain(name, &cron, action, now)
        })
    }

    /// Says what would come of a draft, or what is wrong with it.
    ///
    /// # Errors
    /// When the schedule that it changes is gone, or the store fails.
    pub async fn weigh(
        &self,
        draft: &Draft,
        changes: Option<&str>,
        by: OfficerId,
    ) -> Result<Result<Weighed, Vec<Fault>>, ServiceError> {
        let before = match changes {
            Some(name) => Some(self.schedule(name).await?),
            None => None,
        };
        let schedule = match self.read_draft(draft, before.as_ref(), by) {
            Ok(schedule) => schedule,
            Err(faults) => return Ok(Err(faults)),
        };
        let coming = self.coming(&schedule, AHEAD)?;
        if coming.iter().all(|one| one.skipped.is_some()) {
            return Ok(Err(vec![Fault::new("cron", "cron-never", "")]));
        }
        let crowd = if schedule.action.has_audience() {
            Some(self.crowd(&schedule.audience).await?)
        } else {
            None
        };
        Ok(Ok(Weighed {
            did: self.rehearse(&schedule).await?,
            zone: self.zone_of(&schedule.timezone).1,
            crowd,
            coming,
            schedule,
        }))
    }

    /// The question that an odd audience raises, unless it was answered.
    pub(super) async fn doubt(
        &self,
        schedule: &Schedule,
        sure: bool,
    ) -> Result<Option<Fault>, ServiceError> {
        if sure || !schedule.action.has_audience() {
            return Ok(None);
        }
        let crowd = self.crowd(&schedule.audience).await?;
        Ok(crowd.is_odd().then(|| match crowd.matched {
            0 => Fault::new("sure", "sure-nobody", ""),
            all => Fault::new("sure", "sure-everybody", all.to_string()),
        }))
    }
}
