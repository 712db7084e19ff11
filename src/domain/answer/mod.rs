//! What a firm answers on its reply page: the kinds, how an answer goes through the officers'
//! hands, its receipt number, and what an officer is advised to do with it.
//!
//! Nothing that a firm claims changes a verdict by itself. A check with new data does.

mod link;
mod number;
mod said;
mod state;
mod suggestion;
mod wording;

pub use link::{LinkToken, without_tokens};
pub use number::{NoReceipt, ReceiptNo};
pub use said::{AnswerKind, MOST_WORDS, RosterCounts, Said, Unsaid};
pub use state::{AnswerDeed, AnswerState};
pub use suggestion::{Advice, AnswerFacts, Suggestion, suggest};
