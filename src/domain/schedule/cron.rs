//! Cron texts: minute, hour, day of the month, month, day of the week.

use chrono::{Datelike, NaiveDate, NaiveTime};

use super::BadCron;

/// Minutes that must lie between two firings.
pub(super) const LEAST_MINUTES: u16 = 15;

const MONTHS: [&str; 12] = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
];
const WEEKDAYS: [&str; 7] = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];

/// One of the five fields.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// 0 to 59.
    Minute,
    /// 0 to 23.
    Hour,
    /// 1 to 31.
    Day,
    /// 1 to 12, or `jan` to `dec`.
    Month,
    /// 0 (Sunday) to 6, 7 for Sunday too, or `sun` to `sat`.
    Weekday,
}

impl Part {
    /// In the order of the text.
    pub const ALL: [Self; 5] = [
        Self::Minute,
        Self::Hour,
        Self::Day,
        Self::Month,
        Self::Weekday,
    ];

    /// Name in messages.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Minute => "minute",
            Self::Hour => "hour",
            Self::Day => "day",
            Self::Month => "month",
            Self::Weekday => "weekday",
        }
    }

    pub(super) const fn words(self) -> &'static str {
        match self {
            Self::Minute => "menit (0–59)",
            Self::Hour => "jam (0–23)",
            Self::Day => "tanggal (1–31)",
            Self::Month => "bulan (1–12)",
            Self::Weekday => "hari (0–7, 0 dan 7 Minggu)",
        }
    }

    const fn bounds(self) -> (u8, u8) {
        match self {
            Self::Minute => (0, 59),
            Self::Hour => (0, 23),
            Self::Day => (1, 31),
            Self::Month => (1, 12),
            Self::Weekday => (0, 7),
        }
    }

    const fn names(self) -> (&'static [&'static str], u8) {
        match self {
            Self::Month => (&MONTHS, 1),
            Self::Weekday => (&WEEKDAYS, 0),
            _ => (&[], 0),
        }
    }
}

/// When something happens, to the minute.
///
/// Where both the day of the month and the day of the week are given, either will do, as crontabs
/// have it.
///
/// ```
/// use patuh_domain::schedule::{BadCron, Cron};
///
/// assert!(Cron::parse("0 9 * * 1-5").is_ok());
/// assert_eq!(Cron::parse("0 9 31 2 *"), Err(BadCron::Never));
/// assert_eq!(Cron::parse("0 0 9 * * 1"), Err(BadCron::Fields(6)));
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cron {
    text: String,
    /// Of each field, a bit for each value.
    sets: [u64; 5],
    /// The fields that are a bare `*`.
    stars: [bool; 5],
}

impl Cron {
    /// Reads five fields.
    ///
    /// # Errors
    /// Says what is wrong with the text.
    pub fn parse(typed: &str) -> Result<Self, BadCron> {
        let fields: Vec<&str> = typed.split_whitespace().collect();
        let Ok(fields) = <[&str; 5]>::try_from(fields.as_slice()) else {
            return Err(BadCron::Fields(fields.len()));
        };
        let mut sets = [0; 5];
        for ((set, part), text) in sets.iter_mut().zip(Part::ALL).zip(fields) {
            *set = field(part, text).ok_or_else(|| BadCron::Field(part, text.to_owned()))?;
        }
        let cron = Self {
            text: fields.join(" "),
            sets,
            stars: fields.map(|text| text == "*"),
        };
        if cron.never_comes() {
            return Err(BadCron::Never);
        }
        if cron.least_gap() < LEAST_MINUTES {
            return Err(BadCron::TooOften);
        }
        Ok(cron)
    }

    /// The five fields with one space between them.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Whether something happens on a day.
    #[must_use]
    pub fn falls_on(&self, day: NaiveDate) -> bool {
        let weekday = day.weekday().num_days_from_sunday();
        let (on_day, on_weekday) = (
            self.has(Part::Day, day.day()),
            self.has(Part::Weekday, weekday),
        );
        let fits = if self.stars[2] || self.stars[4] {
            on_day && on_weekday
        } else {
            on_day || on_weekday
        };
        fits && self.has(Part::Month, day.month())
    }

    /// The times of day, in order.
    pub fn times(&self) -> impl Iterator<Item = NaiveTime> {
        let minutes: Vec<u32> = self.values(Part::Minute).collect();
        self.values(Part::Hour).flat_map(move |hour| {
            let of_hour: Vec<NaiveTime> = minutes
                .iter()
                .filter_map(|minute| NaiveTime::from_hms_opt(hour, *minute, 0))
                .collect();
            of_hour
        })
    }

    /// Whether it comes on Saturdays and Sundays only.
    #[must_use]
    pub fn is_for_weekends(&self) -> bool {
        self.stars[2] && self.values(Part::Weekday).all(|day| day % 6 == 0)
    }

    pub(super) fn is_star(&self, part: Part) -> bool {
        self.stars[part as usize]
    }

    /// The values of a field, in order.
    pub(super) fn values(&self, part: Part) -> impl Iterator<Item = u32> {
        let set = self.sets[part as usize];
        (0..64).filter(move |bit| set >> bit & 1 == 1)
    }

    fn has(&self, part: Part, value: u32) -> bool {
        self.sets[part as usize] >> value & 1 == 1
    }

    fn never_comes(&self) -> bool {
        let longest = |month| match month {
            2 => 29,
            4 | 6 | 9 | 11 => 30,
            _ => 31,
        };
        // A weekday comes in every month.
        let by_weekday = !self.stars[4] && !self.stars[2];
        !by_weekday
            && !self
                .values(Part::Month)
                .any(|month| self.values(Part::Day).any(|day| day <= longest(month)))
    }

    /// Fewest minutes between two times of a day, midnight included.
    fn least_gap(&self) -> u16 {
        const DAY: u32 = 24 * 60;
        let minutes: Vec<u32> = self
            .values(Part::Hour)
            .flat_map(|hour| {
                self.values(Part::Minute)
                    .map(move |minute| hour * 60 + minute)
            })
            .collect();
        let over_midnight = minutes.first().map(|first| first + DAY);
        let after = minutes.iter().copied().skip(1).chain(over_midnight);
        let gaps = minutes.iter().zip(after).map(|(one, next)| next - one);
        gaps.min()
            .and_then(|gap| u16::try_from(gap).ok())
            .unwrap_or(0)
    }
}

/// The values that a field names; `None` where it can't be read.
fn field(part: Part, text: &str) -> Option<u64> {
    let mut set = 0;
    for piece in text.split(',') {
        let (range, step) = match piece.split_once('/') {
            Some((range, step)) => (range, plain(step).filter(|step| *step > 0)?),
            None => (piece, 1),
        };
        let (low, high) = part.bounds();
        let (from, to) = match range.split_once('-') {
            _ if range == "*" => (low, if part == Part::Weekday { 6 } else { high }),
            Some((from, to)) => (value(part, from)?, value(part, to)?),
            // `5/15` begins at 5 and goes on to the end.
            None if piece.contains('/') => (value(part, range)?, high),
            None => (value(part, range)?, value(part, range)?),
        };
        if from > to {
            return None;
        }
        for one in (from..=to).step_by(step.into()) {
            // The seventh day is Sunday too.
            let bit = if part == Part::Weekday { one % 7 } else { one };
            set |= 1 << bit;
        }
    }
    Some(set)
}

fn value(part: Part, text: &str) -> Option<u8> {
    let (low, high) = part.bounds();
    let (names, first) = part.names();
    let by_name = names
        .iter()
        .zip(first..)
        .find_map(|(name, number)| name.eq_ignore_ascii_case(text).then_some(number));
    by_name
        .or_else(|| plain(text))
        .filter(|number| (low..=high).contains(number))
}

/// One or two digits.
fn plain(text: &str) -> Option<u8> {
    let digits = (1..=2).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
    digits.then(|| text.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bad(text: &str) -> BadCron {
        Cron::parse(text).unwrap_err()
    }

    #[test]
    fn what_is_meant_otherwise_is_refused_with_its_reason() {
        for never in ["0 9 31 2 *", "0 9 30 feb *", "0 9 31 4,6,9,11 *"] {
            assert_eq!(bad(never), BadCron::Never, "{never}");
        }
        for six in ["0 0 9 * * 1-5", "* * * * * *"] {
            assert_eq!(bad(six), BadCron::Fields(6), "{six}");
            assert!(bad(six).words().contains("detik"));
        }
        for (text, count) in [
            ("", 0),
            ("0 9 * *", 4),
            ("@daily", 1),
            ("0 0 9 1 1 * 2026", 7),
        ] {
            assert_eq!(bad(text), BadCron::Fields(count), "{text}");
        }
        for often in [
            "* * * * *",
            "*/5 * * * *",
            "*/14 * * * *",
            "0,10 9 * * *",
            "0,50 * * * *",
            "5,55 0,23 * * *",
        ] {
            assert_eq!(bad(often), BadCron::TooOften, "{often}");
        }
        for (text, part) in [
            ("60 9 * * *", Part::Minute),
            ("x 9 * * *", Part::Minute),
            ("0 24 * * *", Part::Hour),
            ("0 9-7 * * *", Part::Hour),
            ("0 9 0 * *", Part::Day),
            ("0 9 L * *", Part::Day),
            ("0 9 * 13 *", Part::Month),
            ("0 9 * * 8", Part::Weekday),
            ("0 9 * * mon#1", Part::Weekday),
            ("0 9 * * 1,", Part::Weekday),
            ("0 +9 * * *", Part::Hour),
            ("*/0 9 * * *", Part::Minute),
        ] {
            assert!(
                matches!(bad(text), BadCron::Field(p, _) if p == part),
                "{text}"
            );
        }
    }

    #[test]
    fn what_is_meant_well_is_read() {
        for good in [
            "0 9 * * 1-5",
            "*/15 * * * *",
            "0,30 8-16 * * mon-fri",
            "0 9 29 2 *",
            "0 9 31 2 1",
            "  30   7  1 * * ",
            "0 0 * jan-mar 7",
        ] {
            assert!(Cron::parse(good).is_ok(), "{good}");
        }
        assert_eq!(Cron::parse(" 30  7 1 * *").unwrap().text(), "30 7 1 * *");
    }

    #[test]
    fn days_and_weekdays_are_met_as_crontabs_have_it() {
        let day = |d| NaiveDate::from_ymd_opt(2026, 3, d).unwrap();
        let falls = |text: &str, d| Cron::parse(text).unwrap().falls_on(day(d));
        // 16 March 2026 is a Monday.
        assert!(falls("0 9 * * 1", 16) && !falls("0 9 * * 1", 17));
        assert!(falls("0 9 * * 7", 15) && falls("0 9 * * 0", 15));
        assert!(falls("0 9 17 * 1", 16) && falls("0 9 17 * 1", 17) && !falls("0 9 17 * 1", 18));
        assert!(!falls("0 9 16 4 *", 16));
        assert!(Cron::parse("0 9 * * 6,0").unwrap().is_for_weekends());
        assert!(!Cron::parse("0 9 1 * 6,0").unwrap().is_for_weekends());
        let times: Vec<String> = Cron::parse("0,30 8-9 * * *")
            .unwrap()
            .times()
            .map(|time| time.format("%H:%M").to_string())
            .collect();
        assert_eq!(times, ["08:00", "08:30", "09:00", "09:30"]);
    }
}
