//! Whom something is meant for: the list's sieve, asked of one employer at a time.

use crate::{
    facet::Facet,
    search::{Term, finds, terms_of},
    sieve::{BadSieve, Sieve},
};

/// One employer as an audience sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Profile {
    /// The name as written.
    pub name: String,
    /// NIB, tax number and BPJS code as shown, those that are known.
    pub numbers: Vec<String>,
    /// A bit for the slot of each property.
    pub mask: u128,
}

/// A sieve made ready to be asked of many employers, one by one.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Audience {
    search: Vec<Term>,
    /// A search was typed in which there is neither word nor number: it finds nobody.
    is_nobody: bool,
    /// Of each of these an employer must have a bit.
    all_of: Vec<u128>,
}

impl Audience {
    /// The audience of a list's query.
    ///
    /// # Errors
    /// Names the condition that is not known: passing over it would let more employers through.
    ///
    /// ```
    /// use patuh_domain::{audience::{Audience, Profile}, facet::Facet, verdict::Verdict};
    ///
    /// let firm = Profile {
    ///     name: "PT Misal Jaya".to_owned(),
    ///     numbers: vec!["9120000000001".to_owned()],
    ///     mask: 1 << Facet::Verdict(Verdict::Unregistered).slot(),
    /// };
    /// let holds = |query| Audience::parse(query).unwrap().holds(&firm);
    /// assert!(holds("") && holds("verdict=unregistered,unknown&q=misal"));
    /// assert!(!holds("verdict=unknown") && !holds("verdict=unregistered&q=contoh"));
    /// ```
    pub fn parse(query: &str) -> Result<Self, BadSieve> {
        Ok(Self::of(&Sieve::parse(query)?))
    }

    /// The audience of a sieve.
    #[must_use]
    pub fn of(sieve: &Sieve) -> Self {
        let bits = |group: Vec<Facet>| group.iter().fold(0, |mask, facet| mask | 1 << facet.slot());
        let search = terms_of(&sieve.search);
        Self {
            is_nobody: search.is_empty() && !sieve.search.trim().is_empty(),
            search,
            all_of: sieve.all_of().into_iter().map(bits).collect(),
        }
    }

    /// Whether an employer belongs to it.
    #[must_use]
    pub fn holds(&self, one: &Profile) -> bool {
        let numbers: Vec<&str> = one.numbers.iter().map(String::as_str).collect();
        !self.is_nobody
            && self.all_of.iter().all(|any| one.mask & any != 0)
            && finds(&self.search, &one.name, &numbers)
    }
}

/// How many employers an audience holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Crowd {
    /// Those that belong to it now.
    pub matched: u64,
    /// Everybody.
    pub total: u64,
}

impl Crowd {
    /// Whether it is worth a question: nobody at all, or everybody.
    #[must_use]
    pub const fn is_odd(self) -> bool {
        self.matched == 0 || self.matched == self.total
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        facet::{Contact, Size},
        verdict::Verdict,
    };

    fn firm() -> Profile {
        let facets = [
            Facet::Verdict(Verdict::PartialWorkers),
            Facet::Size(Some(Size::Small)),
            Facet::Email(true),
            Facet::Contact(Contact::Never),
            Facet::Kelurahan(None),
        ];
        Profile {
            name: "CV Contoh 88".to_owned(),
            numbers: vec!["9120000000001".to_owned(), "00000012".to_owned()],
            mask: facets.iter().fold(0, |mask, one| mask | 1 << one.slot()),
        }
    }

    #[test]
    fn an_employer_must_have_one_property_of_each_group() {
        for (query, holds) in [
            ("", true),
            ("verdict=partial_workers&size=10-49,50-99&email=yes", true),
            ("verdict=partial_workers&size=1-9", false),
            ("kelurahan=none&contact=never", true),
            ("kelurahan=guntung", false),
            ("q=cont+88", true),
            ("q=12", true),
            ("q=misal", false),
            ("q=---", false),
        ] {
            let audience = Audience::parse(query).unwrap();
            assert_eq!(audience.holds(&firm()), holds, "{query}");
        }
    }

    #[test]
    fn nobody_and_everybody_are_worth_a_question() {
        let odd = |matched| Crowd { matched, total: 5 }.is_odd();
        assert!(odd(0) && odd(5) && !odd(4));
    }
}
