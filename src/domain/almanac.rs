//! Keeping the list of days off: what people type or send, what a change does to it, and to terms
//! that run.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, NaiveDate};

use crate::values;
use crate::workdays::{Calendar, DayOff, DayOffKind};

/// Years for which days off can be kept.
const YEARS: std::ops::RangeInclusive<i32> = 2000..=2100;
/// Characters of a day's name.
const LONGEST_NAME: usize = 120;
/// The month from which on next year's list is missed.
const MISSED_FROM: u32 = 10;

/// Why something is no day off.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BadDayOff {
    /// The date can't be read, or is too far away.
    #[error("tanggal tidak terbaca; tulis seperti 2027-01-01 atau 1 Januari 2027")]
    Date,
    /// The name is missing, too long or can't be printed.
    #[error("nama hari tidak ada atau lebih dari 120 huruf")]
    Name,
    /// Neither of the two kinds.
    #[error("jenis tidak dikenal; isi \"libur nasional\" atau \"cuti bersama\"")]
    Kind,
    /// The same day stands there twice.
    #[error("tanggal ini sudah ada di baris sebelumnya")]
    Twice,
}

impl BadDayOff {
    /// Stable name; pages have words for it in the reader's language.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Date => "date",
            Self::Name => "name",
            Self::Kind => "kind",
            Self::Twice => "twice",
        }
    }
}

/// Reads a day off as people write it.
///
/// ```
/// use patuh_domain::almanac::{BadDayOff, day_off};
///
/// let day = day_off("1 Mei 2026", " Hari Buruh ", "Libur Nasional").unwrap();
/// assert_eq!((day.date.to_string().as_str(), day.name.as_str()), ("2026-05-01", "Hari Buruh"));
/// assert_eq!(day_off("31/02/2026", "x", "cuti bersama"), Err(BadDayOff::Date));
/// ```
///
/// # Errors
/// Names the first part that can't be accepted.
pub fn day_off(date: &str, name: &str, kind: &str) -> Result<DayOff, BadDayOff> {
    let date = values::date(date.trim()).map_err(|_| BadDayOff::Date)?;
    if !YEARS.contains(&date.year()) {
        return Err(BadDayOff::Date);
    }
    let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
    let length = name.chars().count();
    if length == 0 || length > LONGEST_NAME || name.chars().any(char::is_control) {
        return Err(BadDayOff::Name);
    }
    let kind = DayOffKind::read(kind).ok_or(BadDayOff::Kind)?;
    Ok(DayOff { date, name, kind })
}

impl DayOffKind {
    /// Both.
    pub const ALL: [Self; 2] = [Self::National, Self::JointLeave];

    /// Stable name, in the database and in files.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::National => "national",
            Self::JointLeave => "joint_leave",
        }
    }

    /// The kind with this [`DayOffKind::code`].
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }

    /// What people write for it.
    fn read(typed: &str) -> Option<Self> {
        let letters: String = typed.chars().filter(|c| c.is_alphabetic()).collect();
        Some(match letters.to_lowercase().as_str() {
            "national" | "nasional" | "libur" | "liburnasional" | "hariliburnasional" => {
                Self::National
            }
            "jointleave" | "cuti" | "cutibersama" => Self::JointLeave,
            _ => return None,
        })
    }
}

/// What a file would do to the days that are kept.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Difference {
    /// Days that were not kept before.
    pub added: Vec<DayOff>,
    /// Days that were kept under another name or as the other kind: before, and now.
    pub changed: Vec<(DayOff, DayOff)>,
    /// Days that stay as they are.
    pub same: usize,
    /// Days of the same years that the file doesn't have.
    pub absent: Vec<DayOff>,
}

impl Difference {
    /// Compares what is kept with what was sent.
    #[must_use]
    pub fn of(kept: &[DayOff], sent: &[DayOff]) -> Self {
        let before: BTreeMap<NaiveDate, &DayOff> = kept.iter().map(|d| (d.date, d)).collect();
        let dates: BTreeSet<NaiveDate> = sent.iter().map(|day| day.date).collect();
        let years: BTreeSet<i32> = dates.iter().map(NaiveDate::year).collect();
        let mut difference = Self::default();
        for day in sent {
            match before.get(&day.date) {
                None => difference.added.push(day.clone()),
                Some(was) if *was == day => difference.same += 1,
                Some(was) => difference.changed.push(((*was).clone(), day.clone())),
            }
        }
        let absent = |day: &&DayOff| years.contains(&day.date.year()) && !dates.contains(&day.date);
        difference.absent = kept.iter().filter(absent).cloned().collect();
        difference
    }
}

/// The year whose list people should complete now: this one, or from October on the next one.
#[must_use]
pub fn missing_year(calendar: &Calendar, today: NaiveDate) -> Option<i32> {
    let year = today.year();
    if !calendar.knows_year(year) {
        return Some(year);
    }
    (today.month() >= MISSED_FROM && !calendar.knows_year(year + 1)).then_some(year + 1)
}

/// When a running term ends once the days off have changed from `old` to `new`: it began after
/// `from` and was told to end on `due_on`; `days` are the working days that its ladder gives.
///
/// The firm gets what the new days give it, and never less than it was told.
#[must_use]
pub fn term_after_change(
    (old, new): (&Calendar, &Calendar),
    (from, days): (NaiveDate, Option<u32>),
    due_on: NaiveDate,
) -> NaiveDate {
    let lawful = days.map(|days| new.term(from, days).due);
    if let Some(lawful) = lawful.filter(|lawful| *lawful >= due_on) {
        return lawful;
    }
    // It has more than its ladder gives: a pause was added, or its mail left later. As many
    // working days as it was told stay.
    let told = u32::try_from(old.working_days_between(from, due_on)).unwrap_or(0);
    new.term(from, told).due.max(due_on)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, month, day).unwrap()
    }

    fn calendar(off: &[NaiveDate]) -> Calendar {
        Calendar::new(off.iter().map(|d| (*d, "Libur".to_owned())), [], true)
            .with_known_years([2026])
    }

    #[test]
    fn a_running_term_only_ever_grows() {
        let (none, one) = (calendar(&[]), calendar(&[day(3, 20)]));
        let due = none.term(day(3, 16), 10).due;
        assert_eq!(due, day(3, 30));
        let with = |from: &Calendar, to: &Calendar, due| {
            term_after_change((from, to), (day(3, 16), Some(10)), due)
        };
        assert_eq!(with(&none, &one, due), day(3, 31));
        // The day off is taken back: what was told stays, and telling it again adds nothing.
        assert_eq!(with(&one, &none, day(3, 31)), day(3, 31));
        assert_eq!(with(&none, &one, day(3, 31)), day(3, 31));
        // A term with three more days from a pause keeps them.
        assert_eq!(with(&none, &one, day(4, 2)), day(4, 3));
        // Without a ladder's term, the working days that were told count.
        let told = term_after_change((&none, &one), (day(3, 16), None), due);
        assert_eq!(told, day(3, 31));
    }

    #[test]
    fn next_year_is_missed_from_october_on() {
        let known = calendar(&[]);
        assert_eq!(missing_year(&known, day(9, 30)), None);
        assert_eq!(missing_year(&known, day(10, 1)), Some(2027));
        let both = calendar(&[]).with_known_years([2026, 2027]);
        assert_eq!(missing_year(&both, day(12, 31)), None);
        assert_eq!(missing_year(&Calendar::default(), day(1, 2)), Some(2026));
    }

    #[test]
    fn a_list_is_compared_day_by_day() {
        let of = |date, name: &str| DayOff {
            date,
            name: name.to_owned(),
            kind: DayOffKind::National,
        };
        let kept = [of(day(1, 1), "A"), of(day(5, 1), "B"), of(day(8, 17), "C")];
        let sent = [of(day(1, 1), "A"), of(day(5, 1), "D"), of(day(6, 1), "E")];
        let found = Difference::of(&kept, &sent);
        assert_eq!(found.same, 1);
        assert_eq!(found.added, [of(day(6, 1), "E")]);
        assert_eq!(found.changed, [(of(day(5, 1), "B"), of(day(5, 1), "D"))]);
        assert_eq!(found.absent, [of(day(8, 17), "C")]);
    }

    #[test]
    fn what_is_no_day_off_says_why() {
        let long = "x".repeat(121);
        for (date, name, kind, why) in [
            ("besok", "Natal", "cuti bersama", BadDayOff::Date),
            ("1926-12-25", "Natal", "nasional", BadDayOff::Date),
            ("2026-12-25", " ", "nasional", BadDayOff::Name),
            ("2026-12-25", &long, "nasional", BadDayOff::Name),
            ("2026-12-25", "Natal", "setengah hari", BadDayOff::Kind),
        ] {
            assert_eq!(day_off(date, name, kind), Err(why));
        }
        for kind in ["national", "Libur Nasional", "LIBUR"] {
            let read = day_off("25/12/2026", "Natal", kind).unwrap();
            assert_eq!(read.kind, DayOffKind::National);
        }
    }
}
