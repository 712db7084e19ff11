//! What happens regularly.

use chrono::{DateTime, Datelike, FixedOffset, NaiveTime};
use serde::Serialize;

use super::{
    Answer,
    frame::{Frame, Place},
    language::{Language, args},
    routes::{Site, Who},
    template::{self, Page},
    visit::Visit,
};
use crate::services::ScheduleView;

/// Due times that are shown ahead.
const AHEAD: usize = 5;

/// The page.
#[derive(Debug, Serialize)]
struct SchedulesPage {
    frame: Frame,
    schedules: Vec<ScheduleCard>,
}

impl Page for SchedulesPage {
    const FILE: &'static str = "schedules.html";
}

#[derive(Debug, Serialize)]
struct ScheduleCard {
    name: String,
    cron: String,
    when: Option<String>,
    action: &'static str,
    enabled: bool,
    ahead: Vec<String>,
    /// When it last ran, and what it wrote down then.
    last: Option<(String, String)>,
}

pub(super) fn routes(site: Site) -> Site {
    site.get("/schedules", Who::Officers, show)
}

async fn show(visit: Visit) -> Answer {
    let mut schedules = Vec::new();
    for view in visit.services.schedules().await? {
        schedules.push(card(&visit, view).await?);
    }
    let frame = Frame::of(&visit, Place::Schedules, visit.say("nav-schedules")).await?;
    template::render(visit.language, &SchedulesPage { frame, schedules })
}

async fn card(visit: &Visit, view: ScheduleView) -> Answer<ScheduleCard> {
    let zone = &visit.services.city.zone_name;
    let language = visit.language;
    let times = visit.services.schedule_times(&view.name, AHEAD).await?;
    let ahead = times.iter().map(|at| {
        let day = at.date_naive();
        let weekday = weekday(language, day.weekday().num_days_from_sunday());
        let (day, time) = (language.day(day), language.time(at.time()));
        format!("{weekday}, {day}, {time} {zone}")
    });
    Ok(ScheduleCard {
        when: in_words(language, &view.cron).map(|words| format!("{words} {zone}")),
        action: match view.action.as_str() {
            "reminders" => "reminders",
            _ => "other",
        },
        enabled: view.enabled,
        ahead: ahead.collect(),
        last: view.last.map(|(at, report)| {
            let due = at.parse::<DateTime<FixedOffset>>();
            (due.map_or(at, |at| visit.moment(at.to_utc())), report)
        }),
        name: view.name,
        cron: view.cron,
    })
}

fn weekday(language: Language, from_sunday: u32) -> String {
    language.say(&format!("weekday-{}", from_sunday % 7))
}

/// The everyday words for a schedule that comes once a day; `None` for what is less simple.
fn in_words(language: Language, cron: &str) -> Option<String> {
    let fields: Vec<&str> = cron.split_whitespace().collect();
    let [minute, hour, "*", "*", days] = fields.as_slice() else {
        return None;
    };
    let time = NaiveTime::from_hms_opt(hour.parse().ok()?, minute.parse().ok()?, 0)?;
    let time = ("time", language.time(time).into());
    let day = |text: &str| {
        let number = text.parse().ok().filter(|n| *n <= 7)?;
        Some(weekday(language, number))
    };
    Some(match (*days, days.split_once('-')) {
        ("*", _) => language.say_with("schedules-daily", &args([time])),
        (_, Some((from, to))) => language.say_with(
            "schedules-between",
            &args([("from", day(from)?.into()), ("to", day(to)?.into()), time]),
        ),
        (one, None) => language.say_with("schedules-on", &args([("day", day(one)?.into()), time])),
    })
}

#[cfg(test)]
mod tests {
    use super::{Language, in_words};

    #[test]
    fn simple_schedules_are_read_out_and_others_left_alone() {
        let said = |cron| in_words(Language::Id, cron);
        assert_eq!(
            said("0 9 * * 1-5").as_deref(),
            Some("Senin–Jumat, pukul 09.00")
        );
        assert_eq!(
            said("30 7 * * *").as_deref(),
            Some("Setiap hari, pukul 07.30")
        );
        assert_eq!(
            in_words(Language::En, "5 16 * * 5").as_deref(),
            Some("Every Friday at 16:05")
        );
        for other in [
            "0 9 1 * *",
            "*/5 * * * *",
            "0 9 * * 8",
            "0 25 * * *",
            "nonsense",
        ] {
            assert_eq!(said(other), None);
        }
    }
}
