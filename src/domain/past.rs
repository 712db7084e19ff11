//! What was true on a day, and what was known at an instant, of one thing that is stated again
//! and again.
//!
//! A statement has two times: the day that it speaks of and the instant at which it came. Of the
//! statements that had come by an instant and speak of a day or of an earlier one, the one of the
//! latest day holds, and of several of that day the one that came last. That is how the registry
//! takes lists up, so asked for now and today it answers what the registry holds.

use chrono::{DateTime, NaiveDate, Utc};

/// Something that was stated.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Statement<S> {
    /// What was stated; `None` where somebody emptied it.
    pub value: Option<String>,
    /// The day that it speaks of.
    pub as_of: NaiveDate,
    /// When it came.
    pub known_at: DateTime<Utc>,
    /// Number of what brought it, in the order in which they came.
    pub no: i32,
    /// Where it comes from.
    pub source: S,
}

/// What is asked about the past.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Asked {
    /// The day on which it was true.
    pub on: NaiveDate,
    /// The instant by which it was known.
    pub known_at: DateTime<Utc>,
}

/// What held, and since which day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stood<'a, S> {
    /// The statement that held.
    pub statement: &'a Statement<S>,
    /// The day of the first of the statements that said so without another one between.
    pub since: NaiveDate,
}

impl<S> Statement<S> {
    fn place(&self) -> (NaiveDate, i32) {
        (self.as_of, self.no)
    }
}

impl Asked {
    /// Whether a statement had come by then and speaks of that day or an earlier one.
    #[must_use]
    pub fn hears<S>(&self, statement: &Statement<S>) -> bool {
        statement.as_of <= self.on && statement.known_at <= self.known_at
    }
}

/// What held of these statements, in whatever order they are given; `None` where nothing had been
/// stated.
#[must_use]
pub fn stood<S>(statements: &[Statement<S>], asked: Asked) -> Option<Stood<'_, S>> {
    let mut heard: Vec<&Statement<S>> = statements.iter().filter(|one| asked.hears(one)).collect();
    heard.sort_by_key(|one| one.place());
    let statement = *heard.last()?;
    let same = heard.iter().rev();
    let same = same.take_while(|one| one.value == statement.value);
    let since = same.last().map_or(statement.as_of, |one| one.as_of);
    Some(Stood { statement, since })
}

#[cfg(test)]
mod tests {
    use chrono::{Days, TimeDelta};
    use proptest::prelude::*;

    use super::*;

    fn day(number: u64) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 1, 1).unwrap() + Days::new(number)
    }

    fn instant(number: i64) -> DateTime<Utc> {
        DateTime::UNIX_EPOCH + TimeDelta::days(number)
    }

    /// Lists that came one after the other: the day each speaks of, and what it says.
    fn any_lists() -> impl Strategy<Value = Vec<(u64, Option<String>)>> {
        let value = proptest::option::of("[a-c]");
        proptest::collection::vec((0u64..12, value), 0..20)
    }

    fn statements(lists: &[(u64, Option<String>)]) -> Vec<Statement<()>> {
        let all = (0..).zip(lists).filter(|(_, (_, value))| value.is_some());
        all.map(|(no, (on, value))| Statement {
            value: value.clone(),
            as_of: day(*on),
            known_at: instant(no.into()),
            no,
            source: (),
        })
        .collect()
    }

    /// As the registry takes lists up: an older one replaces nothing, and an empty cell erases
    /// nothing.
    fn registry(lists: &[(u64, Option<String>)]) -> Option<(u64, String)> {
        let mut known: Option<(u64, String)> = None;
        for (on, value) in lists {
            let Some(value) = value else { continue };
            if known.as_ref().is_none_or(|(before, _)| before <= on) {
                known = Some((*on, value.clone()));
            }
        }
        known
    }

    fn found(lists: &[(u64, Option<String>)], on: u64, known: i64) -> Option<String> {
        let all = statements(lists);
        let (on, known_at) = (day(on), instant(known));
        stood(&all, Asked { on, known_at }).and_then(|stood| stood.statement.value.clone())
    }

    #[test]
    fn an_older_list_that_comes_later_is_true_of_its_time_and_unknown_before() {
        let says = |text: &str| Some(text.to_owned());
        let lists = [(2, says("a")), (9, says("b")), (5, says("c"))];
        assert_eq!(found(&lists, 11, 9), says("b"));
        assert_eq!(found(&lists, 6, 9), says("c"));
        assert_eq!(found(&lists, 6, 1), says("a"));
        assert_eq!(found(&lists, 1, 9), None);
    }

    #[test]
    fn what_was_said_again_stands_since_it_was_first_said() {
        let says = |text: &str| Some(text.to_owned());
        let all = statements(&[(1, says("a")), (3, says("b")), (5, says("b"))]);
        let asked = Asked {
            on: day(11),
            known_at: instant(9),
        };
        let stood = stood(&all, asked).unwrap();
        assert_eq!((stood.since, stood.statement.as_of), (day(3), day(5)));
    }

    proptest! {
        #[test]
        fn now_and_today_it_is_what_the_registry_holds(lists in any_lists()) {
            let known = registry(&lists).map(|(_, value)| value);
            prop_assert_eq!(found(&lists, 99, 99), known);
        }

        #[test]
        fn what_was_known_is_what_the_registry_held_when_no_more_had_come(
            lists in any_lists(), came in 0usize..20
        ) {
            let before = &lists[..came.min(lists.len())];
            let known = registry(before).map(|(_, value)| value);
            prop_assert_eq!(found(&lists, 99, i64::try_from(before.len()).unwrap() - 1), known);
        }

        #[test]
        fn nothing_that_came_later_is_known(lists in any_lists(), on in 0u64..12, known in 0i64..20) {
            let until = usize::try_from(known).unwrap() + 1;
            let before = &lists[..until.min(lists.len())];
            prop_assert_eq!(found(&lists, on, known), found(before, on, known));
        }

        #[test]
        fn nothing_of_a_later_day_is_true(lists in any_lists(), on in 0u64..12, known in 0i64..20) {
            let all = statements(&lists);
            let (on, known_at) = (day(on), instant(known));
            if let Some(stood) = stood(&all, Asked { on, known_at }) {
                prop_assert!(stood.statement.as_of <= on && stood.since <= stood.statement.as_of);
                prop_assert!(stood.statement.known_at <= known_at);
            }
        }

        #[test]
        fn their_order_makes_no_difference(lists in any_lists(), on in 0u64..12) {
            let mut all = statements(&lists);
            let asked = Asked { on: day(on), known_at: instant(99) };
            let value = stood(&all, asked).and_then(|stood| stood.statement.value.clone());
            all.reverse();
            let other = stood(&all, asked).and_then(|stood| stood.statement.value.clone());
            prop_assert_eq!(value, other);
        }
    }
}
