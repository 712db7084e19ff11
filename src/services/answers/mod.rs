//! The employer's reply page: links, what the page says, answers and what becomes of them.
//!
//! A link opens one case of one firm to whoever holds it, so the page says no more than counts.
//! What a firm claims stops the clock and waits for an officer; no verdict changes by it.

mod addresses;
mod carrying_out;
mod certificate;
mod deciding;
mod desk;
mod giving;
mod links;
mod list;
mod mails;
mod opening;
mod readers;
mod roster;
mod vault;
mod view;

pub use addresses::AskedAddress;
pub use deciding::{SeenAnswer, offered_day};
pub use desk::{ANSWERS_A_PAGE, AnswerLine, AnswerOnDesk, AnswerQueue};
pub use giving::{Enclosed, Given, NewReply};
pub use links::ReplyError;
pub use readers::{AskedReader, Question, ReaderSays};
pub use roster::{AnswerRoster, MOST_ROSTER_BYTES, RosterReading, RosterTaken, UnreadRow};
pub use vault::{MOST_ANSWER_BYTES, MOST_ANSWER_FILES, SealedFile};
pub use view::{AnswerThread, ReplyView};
