//! Playing ladders ahead over the cases there are: every notice there would be, day by day.
//!
//! A play decides by the same functions as a run does; only what people and firms do in between is
//! assumed: that cases are confirmed and steps approved, receipts recorded and lists renewed.

mod load;

use std::collections::{BTreeSet, HashSet};

use chrono::NaiveDate;

pub use load::{Difference, Week, difference, usual_answers, weeks};

use super::{Blocked, CaseFacts, Ladder, Notice, Stage, next_step, obstacle, owed_reminder};
use crate::{
    capacity::NewFirms,
    ids::{CaseId, EmployerId},
    workdays::Calendar,
};

/// A case as a play moves it.
#[derive(Debug, Clone)]
pub struct Piece {
    /// Which case.
    pub id: CaseId,
    /// Whose case.
    pub employer: EmployerId,
    /// What the ladder knows of it.
    pub facts: CaseFacts,
    /// Its ladder, by its place in the list.
    pub ladder: usize,
    /// The day its present step was taken.
    pub taken_on: NaiveDate,
    /// Reminders of the present step that were sent or passed over.
    pub settled: BTreeSet<i16>,
    /// The firm complied: nothing more comes.
    pub is_over: bool,
}

/// What a schedule does when it fires.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Act {
    /// Appeals and reminders, by mail.
    Remind,
    /// Steps by letter.
    Advance,
}

/// A schedule that fires.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Firing<'a> {
    /// The day.
    pub on: NaiveDate,
    /// What it does.
    pub act: Act,
    /// At most so many notices; `None` means no limit.
    pub most: Option<usize>,
    /// Whom it may reach; `None` means everybody.
    pub only: Option<&'a HashSet<EmployerId>>,
}

impl Firing<'_> {
    fn reaches(&self, piece: &Piece) -> bool {
        !piece.is_over && self.only.is_none_or(|only| only.contains(&piece.employer))
    }
}

/// How many working days people are assumed to take.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Assumed {
    /// Two officers, for looking at a new case.
    pub confirm_after: u32,
    /// Post and officers, until a receipt is on record.
    pub receipt_after: u32,
}

/// What a firm does about a notice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answer {
    /// It complies; the next lists show it.
    Complies,
    /// It disputes; that takes officers so many working days, and terms go on afterwards.
    Disputes(u32),
}

/// How firms answer.
pub trait Firms {
    /// What the firm does about a case on a working day; `None` stays silent.
    fn answer(&mut self, piece: &Piece, today: NaiveDate) -> Option<Answer>;
}

/// Firms that never answer: the most that there can be to send.
#[derive(Debug, Clone, Copy, Default)]
pub struct Silent;

impl Firms for Silent {
    fn answer(&mut self, _: &Piece, _: NaiveDate) -> Option<Answer> {
        None
    }
}

/// What reached a firm in a play.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Played {
    /// A step, and how it reached the firm.
    Step(Stage, Notice),
    /// A reminder of the present step.
    Reminder(Stage, i16),
}

/// One notice of a play.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Event {
    /// The day.
    pub on: NaiveDate,
    /// Which case.
    pub case: CaseId,
    /// Whose case.
    pub employer: EmployerId,
    /// What.
    pub what: Played,
}

/// The board of a play.
#[derive(Debug)]
pub struct Board<'a> {
    /// The ladders that pieces name by their place.
    pub ladders: &'a [Ladder],
    /// Working days.
    pub calendar: &'a Calendar,
    /// How long people take.
    pub assumed: Assumed,
    /// The day it is, and the firms that may still get their appeal; `None` means no limit.
    pub new_firms: Option<(NaiveDate, NewFirms)>,
}

impl Board<'_> {
    /// Plays firings, which are in the order of their days, over the pieces. Evidence is assumed
    /// to be renewed and checked whenever it is needed, and approvals to be given at once.
    pub fn play(
        &self,
        pieces: &mut [Piece],
        firings: &[Firing<'_>],
        firms: &mut impl Firms,
    ) -> Vec<Event> {
        let mut events = Vec::new();
        let (mut day, mut mailed) = (None, HashSet::new());
        let mut anew = usize::MAX;
        for firing in firings {
            if day != Some(firing.on) {
                day = Some(firing.on);
                mailed.clear();
                anew = self.new_firms_on(firing.on);
                for piece in pieces.iter_mut().filter(|piece| !piece.is_over) {
                    self.live(piece, firing.on, firms);
                }
            }
            match firing.act {
                Act::Remind => {
                    self.remind(pieces, firing, (&mut mailed, &mut anew), &mut events);
                }
                Act::Advance => self.advance(pieces, firing, &mut events),
            }
        }
        events
    }

    /// What people and the firm did up to a day.
    fn live(&self, piece: &mut Piece, today: NaiveDate, firms: &mut impl Firms) {
        let passed = |from: NaiveDate, days: u32| self.calendar.term(from, days).due <= today;
        let facts = &mut piece.facts;
        facts.is_current = true;
        facts.approved = true;
        if facts.evidence_on.is_some() {
            facts.evidence_on = Some(today);
        }
        if facts.stage == Stage::Verification {
            facts.confirmed |= passed(piece.taken_on, self.assumed.confirm_after);
            return;
        }
        if facts.stage.is_recorded() {
            return;
        }
        if let Some(since) = facts.disputed_on {
            // A dispute ends on the day it was given until; see `Answer::Disputes`.
            if facts.exempt_until.is_none_or(|until| until < today) {
                let left = facts
                    .due_on
                    .map_or(0, |due| self.calendar.working_days_between(since, due));
                let left = u32::try_from(left).unwrap_or(0);
                facts.due_on = facts.due_on.max(Some(self.calendar.term(today, left).due));
                facts.disputed_on = None;
                facts.exempt_until = None;
            }
            return;
        }
        if facts.received_on.is_none() && passed(piece.taken_on, self.assumed.receipt_after) {
            let received = self
                .calendar
                .term(piece.taken_on, self.assumed.receipt_after)
                .due;
            let term = self.ladders[piece.ladder].term_days(facts.stage);
            let counted = term.map(|days| self.calendar.term(received, days).due);
            facts.received_on = Some(received);
            facts.due_on = facts.due_on.max(counted);
        }
        match firms.answer(piece, today) {
            Some(Answer::Complies) => piece.is_over = true,
            Some(Answer::Disputes(days)) => {
                let facts = &mut piece.facts;
                facts.disputed_on = Some(today);
                facts.exempt_until = Some(self.calendar.term(today, days).due);
            }
            None => {}
        }
    }

    fn remind(
        &self,
        pieces: &mut [Piece],
        firing: &Firing<'_>,
        (mailed, anew): (&mut HashSet<EmployerId>, &mut usize),
        events: &mut Vec<Event>,
    ) {
        let (today, mut left) = (firing.on, firing.most.unwrap_or(usize::MAX));
        // Appeals come before reminders, as in a run; cases of one firm share its mail.
        let before = mailed.clone();
        let mut appealed = HashSet::new();
        for piece in pieces.iter_mut().filter(|piece| firing.reaches(piece)) {
            if piece.facts.stage != Stage::Verification || before.contains(&piece.employer) {
                continue;
            }
            let ladder = &self.ladders[piece.ladder];
            let next = next_step(&piece.facts, ladder, self.calendar, today);
            let (Some(stage), Notice::Mail) = (next.ready(), next.notice) else {
                continue;
            };
            if !appealed.contains(&piece.employer) {
                let (Some(fewer), Some(fewer_new)) = (left.checked_sub(1), anew.checked_sub(1))
                else {
                    continue;
                };
                (left, *anew) = (fewer, fewer_new);
                appealed.insert(piece.employer);
            }
            let days = ladder.term_days(stage).unwrap_or(0);
            let due = Some(self.calendar.term(today, days).due);
            events.push(take(piece, (stage, Notice::Mail), due, today));
        }
        mailed.extend(&appealed);
        let mut reminded: Vec<(EmployerId, bool)> = Vec::new();
        for piece in pieces.iter_mut().filter(|piece| firing.reaches(piece)) {
            self.remind_one(piece, today, (mailed, &mut reminded, &mut left), events);
        }
        mailed.extend(reminded.into_iter().map(|(employer, _)| employer));
    }

    /// Firms that may get their appeal on a day.
    fn new_firms_on(&self, day: NaiveDate) -> usize {
        self.new_firms.map_or(usize::MAX, |(today, firms)| {
            if day == today {
                firms.today
            } else {
                firms.a_day
            }
        })
    }

    fn remind_one(
        &self,
        piece: &mut Piece,
        today: NaiveDate,
        (mailed, reminded, left): (
            &HashSet<EmployerId>,
            &mut Vec<(EmployerId, bool)>,
            &mut usize,
        ),
        events: &mut Vec<Event>,
    ) {
        let Some(rung) = self.ladders[piece.ladder].rung(piece.facts.stage) else {
            return;
        };
        let Some(due_on) = piece.facts.due_on.filter(|_| !rung.reminders.is_empty()) else {
            return;
        };
        let calendar = self.calendar;
        let Some(owed) = owed_reminder(due_on, &rung.reminders, &piece.settled, calendar, today)
        else {
            return;
        };
        let Some(days) = owed.send else {
            piece.settled.extend(owed.skip);
            return;
        };
        if obstacle(&piece.facts, today).is_err() || mailed.contains(&piece.employer) {
            return;
        }
        let of_firm = reminded
            .iter()
            .find(|(employer, _)| *employer == piece.employer);
        match of_firm {
            Some((_, after)) if *after != (days > 0) => return,
            Some(_) => {}
            None => {
                let Some(fewer) = left.checked_sub(1) else {
                    return;
                };
                *left = fewer;
                reminded.push((piece.employer, days > 0));
            }
        }
        piece.settled.extend(owed.skip);
        piece.settled.insert(days);
        events.push(Event {
            on: today,
            case: piece.id,
            employer: piece.employer,
            what: Played::Reminder(piece.facts.stage, days),
        });
    }

    fn advance(&self, pieces: &mut [Piece], firing: &Firing<'_>, events: &mut Vec<Event>) {
        let mut left = firing.most.unwrap_or(usize::MAX);
        for piece in pieces.iter_mut().filter(|piece| firing.reaches(piece)) {
            let ladder = &self.ladders[piece.ladder];
            let next = next_step(&piece.facts, ladder, self.calendar, firing.on);
            let (Some(stage), Notice::Letter) = (next.ready(), next.notice) else {
                // Nothing more can come of what waits for others or has ended.
                piece.is_over |= matches!(
                    next.blocked.first(),
                    Some(Blocked::LadderEnds | Blocked::Recorded(_))
                );
                continue;
            };
            let Some(fewer) = left.checked_sub(1) else {
                return;
            };
            left = fewer;
            events.push(take(piece, (stage, Notice::Letter), None, firing.on));
        }
    }
}

/// Moves a piece to its next step.
fn take(
    piece: &mut Piece,
    (stage, notice): (Stage, Notice),
    due_on: Option<NaiveDate>,
    today: NaiveDate,
) -> Event {
    piece.facts.stage = stage;
    piece.facts.due_on = due_on;
    piece.facts.received_on = None;
    piece.taken_on = today;
    piece.settled.clear();
    Event {
        on: today,
        case: piece.id,
        employer: piece.employer,
        what: Played::Step(stage, notice),
    }
}

#[cfg(test)]
mod tests;
