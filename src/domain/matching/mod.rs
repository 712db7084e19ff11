//! Which records of two lists are one firm, and how sure that is.
//!
//! Lists of firms rarely share an identifier. Where they do, it decides. Elsewhere names, forms,
//! places, addresses, telephone numbers and mail addresses are compared, and a probabilistic model
//! (Fellegi and Sunter) says how likely it is that two records are one firm. Nobody labels
//! anything: how often two firms agree by chance is counted in the lists themselves, and how often
//! one firm's records disagree is fitted to them.
//!
//! A likeness is never more than *probable*: only an identifier or a person confirms.
//!
//! ```
//! use patuh_domain::matching::{Listed, Status, link};
//!
//! let firm = |name: &str, kelurahan: &str| Listed {
//!     name: name.into(),
//!     kelurahan: Some(kelurahan.into()),
//!     ..Listed::default()
//! };
//! let registry = [firm("Koperasi Karyawan Andai Khayal", "Guntung"), firm("PT Andai Khayal", "Guntung")];
//! let links = link(registry, [firm("KOPKAR ANDAI KHAYAL", "GUNTUNG")]);
//! assert_eq!((links[0].a, links[0].b, links[0].status), (0, 0, Status::Probable));
//! ```

pub(crate) mod address;
mod alignment;
mod census;
mod index;
mod kin;
mod learning;
mod leftovers;
mod lexicon;
mod linking;
mod matcher;
mod model;
mod near_words;
mod party;
mod reasons;
mod spelling;
mod stretches;
#[cfg(test)]
mod tests;
mod traits;
mod upkeep;
mod vocabulary;

pub use linking::{Link, link};
pub use matcher::{Found, Matcher};
pub use party::Listed;
pub use reasons::{Against, Aspect, Reason, in_words};
pub use traits::Agreement;

/// The rules of matching, for telling which ones a pair was found by.
pub const VERSION: &str = "2026.4";

/// How sure it is that two records are one firm. The program never goes further than proposing: an
/// identifier joins records when they are imported, else a person decides.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Status {
    /// They share an identifier.
    Confirmed,
    /// So alike that the lists at hand rarely hold two firms like them.
    Probable,
    /// Somebody should look.
    Possible,
}

impl Status {
    /// The word in files and for storage.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Confirmed => "confirmed",
            Self::Probable => "probable",
            Self::Possible => "possible",
        }
    }

    /// The status of a [`Status::code`].
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        [Self::Confirmed, Self::Probable, Self::Possible]
            .into_iter()
            .find(|status| status.code() == code)
    }
}
