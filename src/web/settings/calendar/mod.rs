//! The days off of a year: for everybody to read and to count by, for administrators to keep.

mod count;
mod drawing;
mod edits;
mod import;

use axum::extract::Query;
use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

use super::super::{
    Answer,
    forms::Faults,
    frame::{Frame, Place},
    language::Language,
    routes::{Site, Who},
    template::{self, Page},
    visit::Visit,
};
use crate::domain::{month::Month, role::Role, workdays::DayOff};
use count::Counted;
use drawing::Drawing;

const PAGE: &str = "/settings/calendar";
/// Years that can be shown.
const YEARS: std::ops::RangeInclusive<i32> = 2000..=2100;

/// The page.
#[derive(Debug, Serialize)]
struct CalendarPage {
    frame: Frame,
    year: i32,
    /// Years with a list, and the next one.
    years: Vec<i32>,
    about: Option<About>,
    months: Vec<MonthView>,
    days: usize,
    working_days: usize,
    /// Office hours, as `08.00–16.00 WITA`.
    hours: String,
    joint_leave_counts: bool,
    may_edit: bool,
    done: Option<&'static str>,
    /// Terms that the last change lengthened.
    grown: Option<u64>,
    counted: Counted,
    form: DayForm,
    source: String,
    faults: Faults,
}

/// What a year's list rests on.
#[derive(Debug, Serialize)]
struct About {
    source: String,
    is_complete: bool,
    by: Option<String>,
    at: String,
}

/// One month: its drawing and its days off.
#[derive(Debug, Serialize)]
struct MonthView {
    name: String,
    working: usize,
    drawing: Drawing,
    days: Vec<DayLine>,
}

/// A day off as it is shown.
#[derive(Debug, Serialize)]
pub(super) struct DayLine {
    /// ISO.
    on: String,
    weekday: String,
    name: String,
    kind: &'static str,
    is_weekend: bool,
}

impl DayLine {
    fn of(language: Language, day: &DayOff) -> Self {
        let from_sunday = day.date.weekday().num_days_from_sunday();
        Self {
            on: day.date.to_string(),
            weekday: language.say(&format!("weekday-{from_sunday}")),
            name: day.name.clone(),
            kind: day.kind.code(),
            is_weekend: matches!(from_sunday, 0 | 6),
        }
    }
}

/// A day off as it is typed.
#[derive(Debug, Default, Serialize)]
struct DayForm {
    date: String,
    name: String,
    kind: String,
}

impl Page for CalendarPage {
    const FILE: &'static str = "calendar.html";
}

pub(super) fn routes(site: Site) -> Site {
    let site = site.get(PAGE, Who::Officers, show);
    import::routes(edits::routes(site))
}

#[derive(Debug, Default, Deserialize)]
struct Shown {
    year: Option<String>,
    #[serde(default)]
    done: String,
    grown: Option<String>,
    #[serde(default)]
    from: String,
    #[serde(default)]
    n: String,
}

async fn show(visit: Visit, shown: Query<Shown>) -> Answer {
    let year = shown.year.as_ref().and_then(|year| year.parse().ok());
    let known = ["day", "removed", "year", "reopened", "import", "same"];
    let done = known.into_iter().find(|code| *code == shown.done);
    let (counted, faults) = Counted::of(&visit, &shown.from, &shown.n);
    let page = CalendarPage {
        done,
        grown: shown.grown.as_ref().and_then(|n| n.parse().ok()),
        counted,
        faults,
        ..page(&visit, year).await?
    };
    template::render(visit.language, &page)
}

/// The page of a year; of this one where none is named.
async fn page(visit: &Visit, year: Option<i32>) -> Answer<CalendarPage> {
    let services = &visit.services;
    let today = services.today();
    let year = year.filter(|y| YEARS.contains(y)).unwrap_or(today.year());
    let list = services.year_list(year).await?;
    let mut years = list.years;
    years.extend([today.year(), today.year() + 1, year]);
    years.sort_unstable();
    years.dedup();
    let calendar = services.calendar();
    let months: Vec<MonthView> = (1..=12)
        .filter_map(|number| Month::new(year, number))
        .map(|month| MonthView {
            name: month_name(visit.language, month.first_day()),
            working: calendar.working_days_between(month.previous().last_day(), month.last_day()),
            drawing: Drawing::of(month, &list.days, today),
            days: list
                .days
                .iter()
                .filter(|day| Month::from_date(day.date) == month)
                .map(|day| DayLine::of(visit.language, day))
                .collect(),
        })
        .collect();
    let about = list.about.map(|about| About {
        source: about.source,
        is_complete: about.is_complete,
        by: about.by.map(|(_, name)| name),
        at: visit.moment(about.at),
    });
    let (opens, closes) = (services.city.opens, services.city.closes);
    Ok(CalendarPage {
        frame: Frame::of(visit, Place::Settings, visit.say("calendar-title")).await?,
        year,
        years,
        days: list.days.len(),
        working_days: months.iter().map(|month| month.working).sum(),
        months,
        hours: format!(
            "{}–{} {}",
            visit.language.time(opens),
            visit.language.time(closes),
            services.city.zone_name
        ),
        joint_leave_counts: services.joint_leave_counts(),
        may_edit: visit.is(&[Role::Admin]),
        done: None,
        grown: None,
        counted: Counted::default(),
        form: DayForm::default(),
        source: about.as_ref().map(|a| a.source.clone()).unwrap_or_default(),
        about,
        faults: Faults::default(),
    })
}

/// `Maret 2026`.
fn month_name(language: Language, first: NaiveDate) -> String {
    let name = language.say(&format!("month-{}", first.month()));
    format!("{name} {}", first.year())
}
