//! How many firms may be written to anew a day, by what officers can answer.

use crate::ladder::{Stage, play::usual_answers};

/// The most answers that one officer can be set down for.
pub const MOST_ANSWERS: u32 = 500;

/// What the officers can answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Capacity {
    /// Officers who answer firms.
    pub officers: u32,
    /// Answers that one of them deals with on a working day.
    pub answers_each: u32,
}

impl Capacity {
    /// Firms that may get their appeal on one day: as many as can be answered if they answer as
    /// often as appeals usually are.
    ///
    /// ```
    /// use patuh_domain::capacity::Capacity;
    ///
    /// // Ten answers a day, and one firm in five answers its appeal.
    /// assert_eq!(Capacity { officers: 2, answers_each: 5 }.new_firms(), 50);
    /// assert_eq!(Capacity { officers: 0, answers_each: 5 }.new_firms(), 0);
    /// ```
    #[must_use]
    pub const fn new_firms(self) -> u32 {
        self.officers
            .saturating_mul(self.answers_each)
            .saturating_mul(100)
            / usual_answers(Stage::Appeal)
    }
}

/// The firms that may still get their appeal, day by day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NewFirms {
    /// On any day.
    pub a_day: usize,
    /// Today, after those that got it already.
    pub today: usize,
}
