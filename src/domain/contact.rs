//! A firm's mail addresses: which of them can be written to, and which one is.
//!
//! The registry tells addresses as one text. Beside it stands what somebody added or marked: an
//! officer, a firm's answer, or a server that returned a mail; and what proved that its reader is
//! the right one.

mod office;
mod state;

pub use office::{ContactRole, guess, is_office, role_of};
pub use state::{AddressDeed, Proof, Standing, State};

use crate::values::addresses;

/// Where an address comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Origin {
    /// The registry's text; it counts for as long as the text holds it.
    Registry,
    /// An officer wrote it down.
    Officer,
    /// The firm answered from it.
    Reply,
}

impl Origin {
    /// Every origin.
    pub const ALL: [Self; 3] = [Self::Registry, Self::Officer, Self::Reply];

    /// Name in columns.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Registry => "registry",
            Self::Officer => "officer",
            Self::Reply => "reply",
        }
    }

    /// The origin of that name.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.code() == code)
    }
}

/// What is on record about an address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contact {
    /// The address in small letters.
    pub address: String,
    /// Where it comes from.
    pub origin: Origin,
    /// Whether it may be written to.
    pub standing: Standing,
    /// Whether an officer chose it before all others.
    pub chosen: bool,
    /// What proved that its reader is the right one.
    pub proof: Option<Proof>,
}

/// Firms, apart from those of one head office, that have the same address where it is perhaps an
/// agent's.
pub const SHARED: usize = 3;

/// Why a text is no address that can be put on record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BadAddress {
    /// It is not one.
    #[error("not a mail address")]
    None,
    /// It is more than one.
    #[error("more than one mail address")]
    Several,
}

/// The one address that somebody typed, in small letters.
///
/// ```
/// use patuh_domain::contact::{BadAddress, one_address};
///
/// assert_eq!(one_address(" HRD@Contoh.example ").as_deref(), Ok("hrd@contoh.example"));
/// assert_eq!(one_address("tanpa-at"), Err(BadAddress::None));
/// assert_eq!(one_address("a@contoh.example\r\nBcc: b@contoh.example"), Err(BadAddress::None));
/// assert_eq!(one_address("a@contoh.example; b@contoh.example"), Err(BadAddress::Several));
/// ```
///
/// # Errors
/// When it is none, or several.
pub fn one_address(typed: &str) -> Result<String, BadAddress> {
    let (sound, bad) = addresses(typed);
    match (sound.as_slice(), bad) {
        ([one], 0) => Ok(one.to_ascii_lowercase()),
        ([_, _, ..], 0) => Err(BadAddress::Several),
        _ => Err(BadAddress::None),
    }
}

/// An address of a firm, as it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Known<'a> {
    /// As the registry spells it, or in small letters.
    pub address: &'a str,
    /// Where it comes from.
    pub origin: Origin,
    /// Whether it may be written to.
    pub standing: Standing,
    /// Whether an officer chose it before all others.
    pub chosen: bool,
    /// What proved that its reader is the right one.
    pub proof: Option<Proof>,
}

/// Every address of a firm in the order in which it would be written to: what an officer chose,
/// then those that are proved, then those of offices, then those of persons; among equals the
/// registry's order, then the order in which they were added. Those that may not be written to come
/// last.
///
/// `marked` is what is on record, the oldest first; of two marks of one address the first counts.
/// A mark of the registry's origin says something about the registry's address and is none itself.
#[must_use]
pub fn known<'a>(registry: &'a str, marked: &'a [Contact]) -> Vec<Known<'a>> {
    let mark_of = |address: &str| {
        let same = |mark: &&Contact| mark.address.eq_ignore_ascii_case(address);
        marked.iter().find(same)
    };
    let told = addresses(registry).0.into_iter().map(|address| {
        let mark = mark_of(address);
        Known {
            address,
            origin: Origin::Registry,
            standing: mark.map_or(Standing::Usable, |mark| mark.standing),
            chosen: mark.is_some_and(|mark| mark.chosen),
            proof: mark.and_then(|mark| mark.proof),
        }
    });
    let mut all: Vec<Known<'a>> = told.collect();
    for mark in marked {
        let is_known = |one: &Known<'_>| one.address.eq_ignore_ascii_case(&mark.address);
        if mark.origin != Origin::Registry && !all.iter().any(is_known) {
            all.push(Known {
                address: &mark.address,
                origin: mark.origin,
                standing: mark.standing,
                chosen: mark.chosen,
                proof: mark.proof,
            });
        }
    }
    all.sort_by_key(|one| {
        let barred = one.standing != Standing::Usable;
        (
            barred,
            !one.chosen,
            one.proof.is_none(),
            !is_office(one.address),
        )
    });
    all
}

/// The address that a mail to the firm goes to; `None` where none may be written to.
///
/// ```
/// use patuh_domain::contact::{Contact, Origin, Proof, Standing, choose};
///
/// let registry = "budi@contoh.example; hrd@contoh.example";
/// assert_eq!(choose(registry, &[]), Some("hrd@contoh.example"));
///
/// let mut mark = Contact {
///     address: "hrd@contoh.example".to_owned(),
///     origin: Origin::Registry,
///     standing: Standing::Bounced,
///     chosen: false,
///     proof: None,
/// };
/// assert_eq!(choose(registry, &[mark.clone()]), Some("budi@contoh.example"));
/// assert_eq!(choose("hrd@contoh.example", &[mark.clone()]), None);
/// mark.standing = Standing::Usable;
/// mark.address = "budi@contoh.example".to_owned();
/// assert_eq!(choose(registry, &[mark.clone()]), Some("hrd@contoh.example"));
/// mark.proof = Some(Proof::Answer);
/// assert_eq!(choose(registry, &[mark.clone()]), Some("budi@contoh.example"));
///
/// mark.address = "siti@contoh.example".to_owned();
/// (mark.origin, mark.standing, mark.chosen) = (Origin::Officer, Standing::Usable, true);
/// assert_eq!(choose(registry, &[mark]), Some("siti@contoh.example"));
/// ```
#[must_use]
pub fn choose<'a>(registry: &'a str, marked: &'a [Contact]) -> Option<&'a str> {
    let first = known(registry, marked).into_iter().next()?;
    (first.standing == Standing::Usable).then_some(first.address)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn name() -> impl Strategy<Value = String> {
        let word = prop_oneof!["[a-d]{1,2}", Just("hrd".to_owned()), Just("HRD".to_owned())];
        word.prop_map(|word| format!("{word}@contoh.example"))
    }

    fn contact() -> impl Strategy<Value = Contact> {
        let origin = prop::sample::select(Origin::ALL.to_vec());
        let standing = prop::sample::select(Standing::ALL.to_vec());
        let proof = prop::option::of(prop::sample::select(Proof::ALL.to_vec()));
        (name(), origin, standing, any::<bool>(), proof).prop_map(
            |(address, origin, standing, chosen, proof)| Contact {
                address: address.to_ascii_lowercase(),
                origin,
                standing,
                chosen,
                proof,
            },
        )
    }

    /// What is on record holds an address once.
    fn marks() -> impl Strategy<Value = Vec<Contact>> {
        prop::collection::vec(contact(), 0..6).prop_map(|mut all| {
            let mut seen = std::collections::HashSet::new();
            all.retain(|one| seen.insert(one.address.clone()));
            all
        })
    }

    proptest! {
        #[test]
        fn whatever_bounced_or_is_barred_is_never_chosen(
            told in prop::collection::vec(name(), 0..5), marked in marks(),
        ) {
            let registry = told.join("; ");
            let usable = |address: &str| {
                let mut marks = marked.iter().filter(|m| m.address.eq_ignore_ascii_case(address));
                marks.all(|m| m.standing == Standing::Usable)
            };
            let added = |m: &&Contact| m.origin != Origin::Registry;
            if let Some(address) = choose(&registry, &marked) {
                prop_assert!(usable(address));
                let is_told = told.iter().any(|t| t == address);
                prop_assert!(is_told || marked.iter().filter(added).any(|m| m.address == address));
            } else {
                prop_assert!(!told.iter().any(|t| usable(t)));
                prop_assert!(!marked.iter().filter(added).any(|m| usable(&m.address)));
            }
        }

        #[test]
        fn a_choice_goes_before_a_proof_and_that_before_an_office_and_that_before_a_person(
            told in prop::collection::vec(name(), 0..5), marked in marks(),
        ) {
            let registry = told.join("; ");
            let all = known(&registry, &marked);
            let rank = |k: &Known<'_>| (!k.chosen, k.proof.is_none(), !is_office(k.address));
            let mut usable = all.iter().filter(|k| k.standing == Standing::Usable);
            if let Some(first) = usable.next() {
                prop_assert!(usable.all(|k| rank(first) <= rank(k)));
            }
        }

        #[test]
        fn no_text_makes_it_stumble(registry: String, typed: String) {
            let _ = choose(&registry, &[]);
            if let Ok(address) = one_address(&typed) {
                prop_assert!(!address.contains(|c: char| c.is_control() || c.is_whitespace()));
            }
        }
    }

    #[test]
    fn nothing_is_chosen_from_nothing() {
        assert_eq!(choose("", &[]), None);
        assert_eq!(choose("-; tidak ada", &[]), None);
    }

    #[test]
    fn a_mark_of_an_address_that_the_registry_no_longer_tells_is_no_address() {
        let gone = Contact {
            address: "hrd@lama.example".to_owned(),
            origin: Origin::Registry,
            standing: Standing::Usable,
            chosen: true,
            proof: Some(Proof::Answer),
        };
        assert_eq!(choose("", &[gone]), None);
    }
}
