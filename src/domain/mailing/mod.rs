//! The kinds of mail there are, and what the wording of each must keep and may not say.
//!
//! An administrator may word a mail anew. What makes it a notice of this city, and a safe one,
//! is looked for in what the samples turn into, so it does not matter how the text is written.

mod guard;
mod html;
mod kind;

pub use guard::{Fault, Kept, Part, Seen, objections};
pub use kind::MailKind;

#[cfg(test)]
mod tests;
