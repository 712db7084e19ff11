//! From a typed letter to a page that can be signed.
//!
//! A letter is a struct, its words are a template in `config/letters/`, and the press sets it
//! with the fonts in this folder: nothing is read from the machine, nothing comes over the
//! network, and equal letters make equal bytes. What comes out is PDF/A-2b, tagged.

mod circular;
mod firm;
mod press;

pub use circular::{Annex, Circular, CircularRates, Paper, circular};
pub use firm::{FirmLetter, FirmLetterKind, Sender, firm_letter};
pub use press::LetterError;

#[cfg(test)]
mod tests;
