//! What happens regularly.

use axum::extract::State;
use chrono::{DateTime, FixedOffset};
use serde::Serialize;

use super::{
    Answer,
    frame::{Frame, Place},
    template::{self, Page},
    wording::{moment, short_date},
};
use crate::{
    domain::words::weekday_name,
    services::{ScheduleView, Services},
};

/// Due times that are shown ahead.
const AHEAD: usize = 5;

const WEEKDAYS: [&str; 8] = [
    "Minggu", "Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu",
];

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
    does: String,
    enabled: bool,
    ahead: Vec<String>,
    last: Option<(String, String)>,
}

pub(super) async fn show(State(services): State<Services>) -> Answer {
    let mut schedules = Vec::new();
    for view in services.schedules().await? {
        schedules.push(card(&services, view).await?);
    }
    let frame = Frame::of(&services, Place::Schedules, "Jadwal").await?;
    template::render(&SchedulesPage { frame, schedules })
}

async fn card(services: &Services, view: ScheduleView) -> Answer<ScheduleCard> {
    let zone = &services.city.zone_name;
    let times = services.schedule_times(&view.name, AHEAD).await?;
    let ahead = times.iter().map(|at| {
        let day = at.date_naive();
        format!(
            "{}, {}, {} {zone}",
            weekday_name(day),
            short_date(day),
            at.format("%H.%M")
        )
    });
    let does = match view.action.as_str() {
        "reminders" => {
            "Menyiapkan imbauan pertama untuk setiap kasus yang sudah dikonfirmasi dua \
                        petugas dan buktinya masih baru."
        }
        other => other,
    };
    Ok(ScheduleCard {
        when: in_words(&view.cron).map(|words| format!("{words} {zone}")),
        does: does.to_owned(),
        enabled: view.enabled,
        ahead: ahead.collect(),
        last: view.last.map(|(at, report)| {
            let due = at.parse::<DateTime<FixedOffset>>();
            (due.map_or(at, |at| moment(services, at.to_utc())), report)
        }),
        name: view.name,
        cron: view.cron,
    })
}

/// The everyday words for a schedule that comes once a day; `None` for what is less simple.
fn in_words(cron: &str) -> Option<String> {
    let fields: Vec<&str> = cron.split_whitespace().collect();
    let [minute, hour, "*", "*", weekday] = fields.as_slice() else {
        return None;
    };
    let (minute, hour): (u8, u8) = (minute.parse().ok()?, hour.parse().ok()?);
    let day = |text: &str| {
        text.parse::<usize>()
            .ok()
            .and_then(|n| WEEKDAYS.get(n).copied())
    };
    let days = match (*weekday, weekday.split_once('-')) {
        ("*", _) => "Setiap hari".to_owned(),
        (_, Some((from, to))) => format!("{}–{}", day(from)?, day(to)?),
        (one, None) => format!("Setiap {}", day(one)?),
    };
    Some(format!("{days}, pukul {hour:02}.{minute:02}"))
}

#[cfg(test)]
mod tests {
    use super::in_words;

    #[test]
    fn simple_schedules_are_read_out_and_others_left_alone() {
        assert_eq!(
            in_words("0 9 * * 1-5").as_deref(),
            Some("Senin–Jumat, pukul 09.00")
        );
        assert_eq!(
            in_words("30 7 * * *").as_deref(),
            Some("Setiap hari, pukul 07.30")
        );
        assert_eq!(
            in_words("5 16 * * 5").as_deref(),
            Some("Setiap Jumat, pukul 16.05")
        );
        assert_eq!(in_words("0 9 1 * *"), None);
        assert_eq!(in_words("*/5 * * * *"), None);
        assert_eq!(in_words("nonsense"), None);
    }
}
