//! Which records may be one firm, and what people say of them.
//!
//! The program only ever proposes. A person says "one firm", and the records are merged; or "two
//! firms", and they are proposed no more; or that it can't be told yet. All of it is remembered
//! and can be taken back.

mod desk;
mod finding;
mod judging;
mod kept;
mod suggest;

pub use desk::{PAIRS_A_PAGE, PairList, PairRecord, PairView};
pub use finding::FoundReport;
pub(super) use finding::Suggested;
pub use judging::{Contradicted, NewSaying};
pub(super) use judging::{Saying, not_contradicted};
pub use kept::KeptMatcher;
