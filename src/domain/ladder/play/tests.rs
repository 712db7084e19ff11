use std::collections::HashMap;

use chrono::{Datelike, Days};
use uuid::Uuid;

use super::{super::tests::shipped, *};
use crate::{finding::CaseType, ladder::reminder_day, verdict::Verdict, workdays::HolidayTable};

fn calendar() -> Calendar {
    let text = include_str!("../../../../config/holidays.toml");
    toml::from_str::<HolidayTable>(text).unwrap().calendar(true)
}

fn day(month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, month, day).expect("a real day")
}

fn piece(n: u128, ladder: usize) -> Piece {
    Piece {
        id: CaseId::from_uuid(Uuid::from_u128(n)),
        employer: EmployerId::from_uuid(Uuid::from_u128(n)),
        facts: CaseFacts {
            case_type: if ladder == 0 {
                CaseType::Registration
            } else {
                CaseType::ContributionPayment
            },
            stage: Stage::Verification,
            due_on: None,
            received_on: None,
            confirmed: false,
            approved: false,
            planned_from: None,
            bound_until: None,
            verdict: Verdict::Unregistered,
            is_current: true,
            evidence_on: Some(day(1, 2)),
            // Half of the smallest firms have no address.
            has_email: !n.is_multiple_of(3),
            disputed_on: None,
            replied_on: None,
            exempt_until: None,
            held_until: None,
        },
        ladder,
        taken_on: day(1, 2),
        settled: BTreeSet::new(),
        is_over: false,
    }
}

/// Every working day of 2026, mail first and letters after it.
fn year(calendar: &Calendar) -> Vec<Firing<'static>> {
    let days = day(1, 5).iter_days().take_while(|d| d.year() == 2026);
    days.filter(|d| calendar.is_working_day(*d))
        .flat_map(|on| {
            [Act::Remind, Act::Advance].map(|act| Firing {
                on,
                act,
                most: None,
                only: None,
            })
        })
        .collect()
}

const ASSUMED: Assumed = Assumed {
    confirm_after: 3,
    receipt_after: 2,
};

/// Firms that answer as the design assumes: 20, 30 and 35 in a hundred within the term; of them
/// 60 comply or are settled otherwise for 20, and 20 dispute.
struct Usual {
    seed: u64,
    answered: HashMap<(CaseId, Stage), NaiveDate>,
}

impl Usual {
    /// The same number for the same question, from 0 to 99.
    fn dice(&self, piece: &Piece, salt: u64) -> u64 {
        let id = u64::from_le_bytes(piece.id.uuid().as_bytes()[8..].try_into().unwrap());
        let mut x = id
            .wrapping_mul(0x9e37_79b9_7f4a_7c15)
            .wrapping_add(self.seed)
            .wrapping_add(salt.wrapping_mul(0xbf58_476d_1ce4_e5b9));
        x ^= x >> 31;
        x = x.wrapping_mul(0x94d0_49bb_1331_11eb);
        (x ^ (x >> 29)) % 100
    }
}

impl Firms for Usual {
    fn answer(&mut self, piece: &Piece, today: NaiveDate) -> Option<Answer> {
        let stage = piece.facts.stage;
        let share = match stage {
            Stage::Appeal => 20,
            Stage::Reprimand1 => 30,
            Stage::Reprimand2 => 35,
            _ => return None,
        };
        let salt = stage as u64;
        let due = piece.facts.due_on?;
        let is_day = self.dice(piece, salt + 100) % 8 == u64::from(today.day() % 8);
        if self.dice(piece, salt) >= share || today > due || !is_day {
            return None;
        }
        let key = (piece.id, stage);
        if self.answered.contains_key(&key) {
            return None;
        }
        self.answered.insert(key, today);
        Some(match self.dice(piece, salt + 200) {
            0..80 => Answer::Complies,
            _ => Answer::Disputes(5),
        })
    }
}

#[test]
fn a_year_of_five_thousand_firms_takes_no_step_early_none_twice_and_none_too_few() {
    let (ladders, calendar) = (shipped(), calendar());
    let board = Board {
        ladders: &ladders,
        calendar: &calendar,
        assumed: ASSUMED,
        new_firms: None,
    };
    let mut pieces: Vec<Piece> = (1..=5_000)
        .map(|n| piece(n, usize::from(n.is_multiple_of(17))))
        .collect();
    let mut firms = Usual {
        seed: 7,
        answered: HashMap::new(),
    };
    let firings = year(&calendar);
    let events = board.play(&mut pieces, &firings, &mut firms);
    let mut by_case: HashMap<CaseId, Vec<Event>> = HashMap::new();
    for event in &events {
        by_case.entry(event.case).or_default().push(*event);
    }
    let mut mails: HashMap<(EmployerId, NaiveDate), u32> = HashMap::new();
    for event in &events {
        assert!(calendar.is_working_day(event.on));
        if matches!(
            event.what,
            Played::Step(_, Notice::Mail) | Played::Reminder(..)
        ) {
            *mails.entry((event.employer, event.on)).or_default() += 1;
        }
    }
    assert!(mails.values().all(|n| *n == 1), "one mail a firm and day");
    let mut climbed = 0;
    for piece in &pieces {
        let Some(events) = by_case.get(&piece.id) else {
            assert!(!piece.facts.has_email, "silence needs a reason");
            continue;
        };
        climbed += u32::from(check_case(piece, events, (&ladders, &calendar, &firms)));
    }
    // Three in four of those with an address stay silent to the end of their ladder.
    assert!((1_300..3_333).contains(&climbed), "{climbed}");
}

/// What holds for every case; answers whether it came to its ladder's last step of the city.
fn check_case(
    piece: &Piece,
    events: &[Event],
    (ladders, calendar, firms): (&[Ladder], &Calendar, &Usual),
) -> bool {
    let ladder = &ladders[piece.ladder];
    let ours = ladder
        .way()
        .into_iter()
        .skip(1)
        .filter(|s| !s.is_recorded());
    let ours: Vec<Stage> = ours.collect();
    let steps: Vec<(Stage, NaiveDate)> = events
        .iter()
        .filter_map(|event| match event.what {
            Played::Step(stage, _) => Some((stage, event.on)),
            Played::Reminder(..) => None,
        })
        .collect();
    let taken: Vec<Stage> = steps.iter().map(|(stage, _)| *stage).collect();
    assert!(
        ours.starts_with(&taken),
        "none skipped, none twice: {taken:?}"
    );
    for pair in steps.windows(2) {
        let ((stage, on), (_, next_on)) = (pair[0], pair[1]);
        let received = calendar.term(on, ASSUMED.receipt_after).due;
        let due = calendar
            .term(received, ladder.term_days(stage).unwrap())
            .due;
        let disputed = firms.answered.get(&(piece.id, stage));
        if let Some(since) = disputed {
            assert!(
                next_on > calendar.term(*since, 5).due,
                "none during a dispute"
            );
            assert!(next_on > due);
        } else {
            assert_eq!(next_on, calendar.next_working_day(due), "{stage:?} of {on}");
        }
    }
    let mut reminders: Vec<(Stage, i16)> = Vec::new();
    for event in events {
        if let Played::Reminder(stage, days) = event.what {
            assert!(!reminders.contains(&(stage, days)), "none twice");
            reminders.push((stage, days));
            let (_, on) = steps.iter().rev().find(|(s, _)| *s == stage).unwrap();
            let received = calendar.term(*on, ASSUMED.receipt_after).due;
            let due = calendar
                .term(received, ladder.term_days(stage).unwrap())
                .due;
            assert!(event.on >= reminder_day(due, days, calendar));
        }
    }
    taken.len() == ours.len()
}

#[test]
fn nothing_comes_after_a_firm_complied() {
    struct After(NaiveDate);
    impl Firms for After {
        fn answer(&mut self, _: &Piece, today: NaiveDate) -> Option<Answer> {
            (today >= self.0).then_some(Answer::Complies)
        }
    }
    let (ladders, calendar) = (shipped(), calendar());
    let board = Board {
        ladders: &ladders,
        calendar: &calendar,
        assumed: ASSUMED,
        new_firms: None,
    };
    let mut pieces = vec![piece(1, 0)];
    let until = day(2, 4);
    let events = board.play(&mut pieces, &year(&calendar), &mut After(until));
    let shown: Vec<(String, Played)> = events.iter().map(|e| (e.on.to_string(), e.what)).collect();
    // Confirmed after three working days; received two after it went; ten to answer.
    assert_eq!(
        shown,
        [
            (
                "2026-01-07".to_owned(),
                Played::Step(Stage::Appeal, Notice::Mail)
            ),
            ("2026-01-21".to_owned(), Played::Reminder(Stage::Appeal, -3)),
            ("2026-01-27".to_owned(), Played::Reminder(Stage::Appeal, 1)),
            (
                "2026-01-27".to_owned(),
                Played::Step(Stage::Reprimand1, Notice::Letter)
            ),
        ]
    );
}

#[test]
fn no_more_firms_are_appealed_to_a_day_than_officers_can_answer_and_none_is_lost() {
    let (ladders, calendar) = (shipped(), calendar());
    let firings = year(&calendar);
    let first = firings[0].on;
    let board = Board {
        ladders: &ladders,
        calendar: &calendar,
        assumed: ASSUMED,
        new_firms: Some((first, NewFirms { a_day: 7, today: 2 })),
    };
    let mut pieces: Vec<Piece> = (1..=100).map(|n| piece(n, 0)).collect();
    for piece in &mut pieces {
        piece.facts.confirmed = true;
    }
    let events = board.play(&mut pieces, &firings, &mut Silent);
    let mut a_day: HashMap<NaiveDate, usize> = HashMap::new();
    for event in &events {
        if event.what == Played::Step(Stage::Appeal, Notice::Mail) {
            *a_day.entry(event.on).or_default() += 1;
        }
    }
    assert_eq!(a_day[&first], 2);
    assert!(a_day.values().all(|n| *n <= 7));
    let reachable = pieces.iter().filter(|piece| piece.facts.has_email).count();
    assert_eq!(a_day.values().sum::<usize>(), reachable);
}

#[test]
fn a_limit_of_notices_a_day_delays_and_loses_none() {
    let (ladders, calendar) = (shipped(), calendar());
    let board = Board {
        ladders: &ladders,
        calendar: &calendar,
        assumed: ASSUMED,
        new_firms: None,
    };
    let mut pieces: Vec<Piece> = (1..=100).map(|n| piece(n, 0)).collect();
    let firings: Vec<Firing<'_>> = year(&calendar)
        .into_iter()
        .map(|firing| Firing {
            most: Some(10),
            ..firing
        })
        .collect();
    let events = board.play(&mut pieces, &firings, &mut Silent);
    let appeals: Vec<NaiveDate> = events
        .iter()
        .filter(|e| matches!(e.what, Played::Step(Stage::Appeal, _)))
        .map(|e| e.on)
        .collect();
    assert_eq!(appeals.len(), 67);
    let first = day(1, 7);
    assert_eq!(appeals.iter().filter(|on| **on == first).count(), 10);
    assert!(appeals.iter().all(|on| *on <= first + Days::new(14)));
}

#[test]
fn a_week_counts_one_mail_a_firm_and_day_and_the_answers_to_be_expected() {
    let event = |case: u128, employer: u128, on, what| Event {
        on,
        case: CaseId::from_uuid(Uuid::from_u128(case)),
        employer: EmployerId::from_uuid(Uuid::from_u128(employer)),
        what,
    };
    let appeal = Played::Step(Stage::Appeal, Notice::Mail);
    let letter = Played::Step(Stage::Reprimand1, Notice::Letter);
    let first = [
        event(1, 1, day(3, 2), appeal),
        event(2, 1, day(3, 2), appeal),
        event(3, 2, day(3, 6), letter),
        event(1, 1, day(3, 9), Played::Reminder(Stage::Appeal, -3)),
    ];
    let weeks = weeks(&first);
    let shown: Vec<(NaiveDate, u32, u32, u32)> = weeks
        .iter()
        .map(|w| (w.monday, w.mails, w.letters, w.answers_percent))
        .collect();
    assert_eq!(shown, [(day(3, 2), 1, 1, 70), (day(3, 9), 1, 0, 0)]);
    let second = [
        event(1, 1, day(3, 2), appeal),
        event(2, 1, day(3, 3), appeal),
        event(4, 4, day(3, 3), appeal),
    ];
    let difference = difference(&first, &second);
    assert_eq!(difference.more, [second[2]]);
    assert_eq!(difference.fewer, [first[2], first[3]]);
    assert_eq!(difference.moved, [(second[1], day(3, 2))]);
}
