//! Ladders: which steps a case climbs, what each of them waits for, and what blocks the next one.
//!
//! The city's own steps end with a referral. What BPJS Kesehatan and the public prosecutor do
//! afterwards is recorded and never imposed: those powers are not the city's (UU 24/2011 art. 17,
//! PP 86/2013). A ladder is data that an administrator edits within these limits; what the next
//! step of a case is, when, and what stands in its way is one pure function of both.

mod facts;
mod next;
pub mod play;
mod reminder;
mod rung;
mod stage;

pub use facts::{Blocked, CaseFacts, EVIDENCE_DAYS};
pub use next::{Next, next_step, obstacle, what_blocks};
pub use reminder::{Owed, owed_reminder, reminder_day};
pub use rung::{Ladder, LadderFault, MOST_REMINDERS, MOST_TERM_DAYS, Notice, Rung};
pub use stage::Stage;

#[cfg(test)]
mod tests {
    use serde::Deserialize;

    use super::Ladder;

    #[derive(Deserialize)]
    struct Shipped {
        ladder: [Ladder; 2],
    }

    /// The city's and the arrears ladder, as they are shipped.
    pub(super) fn shipped() -> [Ladder; 2] {
        let text = include_str!("../../../config/ladders.toml");
        toml::from_str::<Shipped>(text).unwrap().ladder
    }
}
