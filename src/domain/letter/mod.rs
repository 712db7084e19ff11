//! Letters: what they are, what they say, who may sign them, and how their lives go.
//!
//! A letter's text is a little markup with places for values. The values are those of one case and
//! stay with the letter, so that firm, figures and date always belong together; whatever a value
//! holds is printed and never read.

mod authority;
mod code;
mod compose;
mod kind;
mod markup;
mod number;
mod page;
mod placeholder;
mod post;
mod signatory;
mod span;
mod state;
#[cfg(test)]
mod tests;
mod text;
mod written;

pub use authority::{Overreach, RULES as AUTHORITY_RULES, Rule as AuthorityRule, overreaches};
pub use code::LetterCode;
pub use compose::{Composed, compose, compose_line};
pub use kind::LetterKind;
pub use markup::{Block, BrokenMarkup, Item, Line, MarkupFault, escaped, read, read_line};
pub use number::{BadPattern, MOST_NUMBER, NumberPattern, typed_number};
pub use page::{
    Annex, AnnexFigure, GAP, Head, HeadKind, LetterPage, Paper, SetBlock, SetItem, SetSpan,
    Signature, Typeface, plain,
};
pub use placeholder::{Placeholder, Values};
pub use post::{PostalAddress, postal_order};
pub use signatory::{Capacity, Signatory};
pub use span::{Piece, Span};
pub use state::{LetterMove, LetterState};
pub use text::{LetterText, Set, TextFault, TextPart, lost};
pub use written::written;
