//! Cron texts in plain words.

use super::{Cron, Holidays, Part};
use crate::words::MONTHS;

/// A language of readings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tongue {
    /// Indonesian.
    Id,
    /// English.
    En,
}

/// Times of day that are listed one by one.
const MOST_TIMES: usize = 4;

const HARI: [&str; 7] = [
    "Minggu", "Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu",
];
const DAYS: [&str; 7] = [
    "Sunday",
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
];
const ENGLISH_MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

impl Tongue {
    const fn say(self, id: &'static str, en: &'static str) -> &'static str {
        match self {
            Self::Id => id,
            Self::En => en,
        }
    }

    fn time(self, hour: u32, minute: u32) -> String {
        format!("{hour:02}{}{minute:02}", self.say(".", ":"))
    }

    fn month(self, number: u32) -> String {
        let names = match self {
            Self::Id => MONTHS,
            Self::En => ENGLISH_MONTHS,
        };
        name(&names, number.saturating_sub(1))
    }

    fn weekday(self, number: u32) -> String {
        let names = match self {
            Self::Id => HARI,
            Self::En => DAYS,
        };
        name(&names, number)
    }

    fn day(self, number: u32) -> String {
        let ending = match (number, self) {
            (_, Self::Id) => "",
            (1 | 21 | 31, Self::En) => "st",
            (2 | 22, Self::En) => "nd",
            (3 | 23, Self::En) => "rd",
            (_, Self::En) => "th",
        };
        format!("{number}{ending}")
    }

    /// `a`, `a dan b`, `a, b, dan c`.
    fn list(self, items: &[String]) -> String {
        let and = self.say("dan", "and");
        match items {
            [] => String::new(),
            [one] => one.clone(),
            [one, two] => format!("{one} {and} {two}"),
            [first @ .., last] => format!("{}, {and} {last}", first.join(", ")),
        }
    }

    /// The same, where three and more in a row are a range.
    fn values(self, values: &[u32], say: impl Fn(u32) -> String) -> String {
        if let (Some(first), Some(last), true) = (values.first(), values.last(), in_a_row(values)) {
            let to = self.say("sampai", "to");
            return format!("{} {to} {}", say(*first), say(*last));
        }
        self.list(&values.iter().map(|one| say(*one)).collect::<Vec<_>>())
    }
}

fn name(names: &[&str], at: u32) -> String {
    let place = usize::try_from(at).unwrap_or(usize::MAX);
    names.get(place).copied().unwrap_or_default().to_owned()
}

fn in_a_row(values: &[u32]) -> bool {
    values.len() >= 3 && values.windows(2).all(|two| two[0] + 1 == two[1])
}

impl Cron {
    /// The rule in plain words: `setiap hari kerja pukul 09.00 WITA`.
    ///
    /// ```
    /// use patuh_domain::schedule::{Cron, Holidays, Tongue};
    ///
    /// let cron = Cron::parse("30 7 1 * *").unwrap();
    /// assert_eq!(
    ///     cron.reading(Tongue::Id, Holidays::Ignore, "WITA"),
    ///     "tanggal 1 setiap bulan pukul 07.30 WITA",
    /// );
    /// ```
    #[must_use]
    pub fn reading(&self, tongue: Tongue, holidays: Holidays, zone: &str) -> String {
        let (days, working) = self.days_in_words(tongue, holidays);
        let rule = match self.times_in_words(tongue) {
            Times::At(times) => format!("{days} {} {times} {zone}", tongue.say("pukul", "at")),
            Times::Every(rhythm) => format!("{rhythm}, {days}"),
            Times::Within(rhythm) => format!("{rhythm} {zone}, {days}"),
        };
        let off = match holidays {
            _ if working => "",
            Holidays::Ignore => "",
            Holidays::Skip => tongue.say(", kecuali pada hari libur", ", except on days off"),
            Holidays::Shift => tongue.say(
                ", bila libur maju ke hari kerja berikutnya",
                ", on the next working day if that is a day off",
            ),
        };
        format!("{rule}{off}")
    }

    fn list_of(&self, part: Part) -> Vec<u32> {
        self.values(part).collect()
    }

    fn times_in_words(&self, tongue: Tongue) -> Times {
        let (minutes, hours) = (self.list_of(Part::Minute), self.list_of(Part::Hour));
        if minutes.len() * hours.len() <= MOST_TIMES {
            let times = hours
                .iter()
                .flat_map(|hour| minutes.iter().map(|minute| tongue.time(*hour, *minute)));
            return Times::At(tongue.list(&times.collect::<Vec<_>>()));
        }
        let rhythm = match minutes.as_slice() {
            [0] => tongue.say("setiap jam", "every hour").to_owned(),
            [minute] => match tongue {
                Tongue::Id => format!("setiap jam pada menit ke-{minute}"),
                Tongue::En => format!("at minute {minute} of every hour"),
            },
            [0, step, ..] if is_even(&minutes, *step) => match tongue {
                Tongue::Id => format!("setiap {step} menit"),
                Tongue::En => format!("every {step} minutes"),
            },
            _ => {
                let minutes = tongue.values(&minutes, |minute| minute.to_string());
                match tongue {
                    Tongue::Id => format!("setiap jam pada menit {minutes}"),
                    Tongue::En => format!("at minutes {minutes} of every hour"),
                }
            }
        };
        if self.is_star(Part::Hour) || hours.len() == 24 {
            return Times::Every(rhythm);
        }
        let said = if in_a_row(&hours) {
            let ends = (hours.first(), hours.last(), minutes.first(), minutes.last());
            match ends {
                (Some(first), Some(last), Some(from), Some(to)) => {
                    let (first, last) = (tongue.time(*first, *from), tongue.time(*last, *to));
                    match tongue {
                        Tongue::Id => format!("dari pukul {first} sampai {last}"),
                        Tongue::En => format!("from {first} to {last}"),
                    }
                }
                _ => String::new(),
            }
        } else {
            let hours = tongue.values(&hours, |hour| hour.to_string());
            match tongue {
                Tongue::Id => format!("pada jam {hours}"),
                Tongue::En => format!("in hours {hours}"),
            }
        };
        Times::Within(format!("{rhythm} {said}"))
    }

    /// The days, and whether the words say that days off don't count.
    fn days_in_words(&self, tongue: Tongue, holidays: Holidays) -> (String, bool) {
        let (any_day, any_weekday) = (self.is_star(Part::Day), self.is_star(Part::Weekday));
        let weekdays = self.list_of(Part::Weekday);
        let working = any_day && weekdays == [1, 2, 3, 4, 5] && holidays != Holidays::Ignore;
        let months = (!self.is_star(Part::Month))
            .then(|| tongue.values(&self.list_of(Part::Month), |month| tongue.month(month)));
        let on_weekdays = || {
            let every = tongue.say("setiap", "every");
            // A week begins on Monday here.
            let mut days = weekdays.clone();
            days.sort_by_key(|day| (day + 6) % 7);
            let row: Vec<u32> = days.iter().map(|day| (day + 6) % 7).collect();
            let said = tongue.values(&row, |day| tongue.weekday((day + 1) % 7));
            format!("{every} {said}")
        };
        let on_days = || {
            let days = tongue.values(&self.list_of(Part::Day), |day| tongue.day(day));
            match (tongue, &months) {
                (Tongue::Id, None) => format!("tanggal {days} setiap bulan"),
                (Tongue::Id, Some(months)) => format!("tanggal {days} pada {months}"),
                (Tongue::En, None) => format!("on the {days} of every month"),
                (Tongue::En, Some(months)) => format!("on the {days} of {months}"),
            }
        };
        let in_months = |days: String| match &months {
            Some(months) => format!("{days} {} {months}", tongue.say("pada", "in")),
            None => days,
        };
        let said = match (any_day, any_weekday) {
            _ if working => in_months(
                tongue
                    .say("setiap hari kerja", "every working day")
                    .to_owned(),
            ),
            (true, true) => in_months(tongue.say("setiap hari", "every day").to_owned()),
            (true, false) => in_months(on_weekdays()),
            (false, true) => on_days(),
            (false, false) => {
                format!(
                    "{} {} {}",
                    on_days(),
                    tongue.say("serta", "and"),
                    in_months(on_weekdays())
                )
            }
        };
        (said, working)
    }
}

/// Times of day in words.
enum Times {
    /// These.
    At(String),
    /// A rhythm the whole day.
    Every(String),
    /// A rhythm in some hours.
    Within(String),
}

/// Whether minutes follow each other at one distance, over the full hour too.
fn is_even(minutes: &[u32], step: u32) -> bool {
    60_u32.is_multiple_of(step)
        && minutes.windows(2).all(|two| two[1] - two[0] == step)
        && minutes.last().is_some_and(|last| last + step == 60)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str, holidays: Holidays) -> (String, String) {
        let cron = Cron::parse(text).unwrap();
        (
            cron.reading(Tongue::Id, holidays, "WITA"),
            cron.reading(Tongue::En, holidays, "WITA"),
        )
    }

    /// A rule, and what it is called in Indonesian and in English.
    const READINGS: &[(&str, &str, &str)] = &[
        (
            "0 9 * * *",
            "setiap hari pukul 09.00 WITA",
            "every day at 09:00 WITA",
        ),
        (
            "0 9 * * 1-5",
            "setiap Senin sampai Jumat pukul 09.00 WITA",
            "every Monday to Friday at 09:00 WITA",
        ),
        (
            "5 16 * * 5",
            "setiap Jumat pukul 16.05 WITA",
            "every Friday at 16:05 WITA",
        ),
        (
            "0 9,15 * * 1,4",
            "setiap Senin dan Kamis pukul 09.00 dan 15.00 WITA",
            "every Monday and Thursday at 09:00 and 15:00 WITA",
        ),
        (
            "0 6 * * 5,6,0",
            "setiap Jumat sampai Minggu pukul 06.00 WITA",
            "every Friday to Sunday at 06:00 WITA",
        ),
        (
            "30 7 1 * *",
            "tanggal 1 setiap bulan pukul 07.30 WITA",
            "on the 1st of every month at 07:30 WITA",
        ),
        (
            "0 8 1,15 1,7 *",
            "tanggal 1 dan 15 pada Januari dan Juli pukul 08.00 WITA",
            "on the 1st and 15th of January and July at 08:00 WITA",
        ),
        (
            "0 8 1-7 * 1",
            "tanggal 1 sampai 7 setiap bulan serta setiap Senin pukul 08.00 WITA",
            "on the 1st to 7th of every month and every Monday at 08:00 WITA",
        ),
        (
            "0 8 * 3 *",
            "setiap hari pada Maret pukul 08.00 WITA",
            "every day in March at 08:00 WITA",
        ),
        (
            "*/15 * * * *",
            "setiap 15 menit, setiap hari",
            "every 15 minutes, every day",
        ),
        (
            "0,30 8-16 * * 1",
            "setiap 30 menit dari pukul 08.00 sampai 16.30 WITA, setiap Senin",
            "every 30 minutes from 08:00 to 16:30 WITA, every Monday",
        ),
        (
            "20 * * * *",
            "setiap jam pada menit ke-20, setiap hari",
            "at minute 20 of every hour, every day",
        ),
        (
            "5,40 1,3,5,9,20 * * *",
            "setiap jam pada menit 5 dan 40 pada jam 1, 3, 5, 9, dan 20 WITA, setiap hari",
            "at minutes 5 and 40 of every hour in hours 1, 3, 5, 9, and 20 WITA, every day",
        ),
    ];

    #[test]
    fn rules_are_read_in_both_languages() {
        for (text, id, en) in READINGS {
            assert_eq!(
                read(text, Holidays::Ignore),
                ((*id).to_owned(), (*en).to_owned()),
                "{text}"
            );
        }
    }

    #[test]
    fn what_becomes_of_days_off_is_said() {
        let id = |text, holidays| read(text, holidays).0;
        assert_eq!(
            id("0 9 * * 1-5", Holidays::Skip),
            "setiap hari kerja pukul 09.00 WITA"
        );
        assert_eq!(
            id("0 9 * * 1-5", Holidays::Shift),
            "setiap hari kerja pukul 09.00 WITA"
        );
        assert_eq!(
            id("0 9 * * 1", Holidays::Shift),
            "setiap Senin pukul 09.00 WITA, bila libur maju ke hari kerja berikutnya"
        );
        assert_eq!(
            id("0 9 * * *", Holidays::Skip),
            "setiap hari pukul 09.00 WITA, kecuali pada hari libur"
        );
    }
}
