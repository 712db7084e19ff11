//! What people ask of a list of employers: words to search for, and properties in groups.
//!
//! The text form is the query of the list's address, `q=misal&verdict=unregistered,unknown`. Pages
//! pass over what they don't know; [`Sieve::parse`] refuses it, because a condition that is passed
//! over lets more employers through.

use std::sync::LazyLock;

use crate::{
    facet::{Contact, Facet, Hold, Size},
    finding::Finding,
    ladder::Stage,
    names::Form,
    regions::KELURAHAN,
    verdict::Verdict,
};

/// One group of properties: of those that are chosen an employer must have one.
#[derive(Debug)]
pub struct Group {
    /// Name in addresses.
    pub name: &'static str,
    /// Its properties, in the order of pages.
    pub options: Vec<Choice>,
}

/// One property that can be asked for.
#[derive(Debug)]
pub struct Choice {
    /// Name in addresses.
    pub code: String,
    /// Its own name, where it is the same in every language.
    pub name: Option<&'static str>,
    /// What an employer must have one of.
    pub facets: Vec<Facet>,
}

impl Choice {
    fn new(code: &str, facet: Facet) -> Self {
        Self {
            code: code.to_owned(),
            name: None,
            facets: vec![facet],
        }
    }

    fn named(name: &'static str, facets: Vec<Facet>) -> Self {
        Self {
            code: name.to_lowercase().replace(' ', "-"),
            name: Some(name),
            facets,
        }
    }
}

/// Verdicts in the order of screens, the good news first.
pub const VERDICTS: [Verdict; 7] = [
    Verdict::Compliant,
    Verdict::PartialWorkers,
    Verdict::PartialWages,
    Verdict::InArrears,
    Verdict::Unregistered,
    Verdict::Unknown,
    Verdict::Closed,
];

/// How many groups there are.
pub const GROUPS: usize = 11;

static ALL: LazyLock<[Group; GROUPS]> = LazyLock::new(|| {
    let group = |name, options| Group { name, options };
    [
        group(
            "verdict",
            VERDICTS
                .map(|v| Choice::new(v.code(), Facet::Verdict(v)))
                .into(),
        ),
        group(
            "finding",
            Finding::ALL
                .map(|f| Choice::new(f.code(), Facet::Finding(f)))
                .into(),
        ),
        group("kecamatan", kecamatan()),
        group("kelurahan", kelurahan()),
        group("size", with_none(&Size::ALL, Size::code, Facet::Size)),
        group("form", with_none(&Form::ALL, Form::code, Facet::Form)),
        group("stage", with_none(&Stage::ALL, Stage::code, Facet::Stage)),
        group(
            "email",
            [("yes", true), ("no", false)]
                .map(|(code, known)| Choice::new(code, Facet::Email(known)))
                .into(),
        ),
        group(
            "contact",
            Contact::ALL
                .map(|c| Choice::new(c.code(), Facet::Contact(c)))
                .into(),
        ),
        group("hold", with_none(&Hold::ALL, Hold::code, Facet::Hold)),
        group(
            "funding",
            FUNDING.map(|(code, facet)| Choice::new(code, facet)).into(),
        ),
    ]
});

/// Every group, in the order of pages.
#[must_use]
pub fn groups() -> &'static [Group; GROUPS] {
    &ALL
}

/// Who pays for workers that their employer should enrol.
const FUNDING: [(&str, Facet); 3] = [
    ("city", Facet::Finding(Finding::CityFunded)),
    ("state", Facet::Finding(Finding::StateFunded)),
    ("self", Facet::SelfFunded),
];

fn with_none<T: Copy>(
    all: &[T],
    code: impl Fn(T) -> &'static str,
    facet: impl Fn(Option<T>) -> Facet,
) -> Vec<Choice> {
    let known = all
        .iter()
        .map(|one| Choice::new(&code(*one).to_lowercase(), facet(Some(*one))));
    known.chain([Choice::new("none", facet(None))]).collect()
}

fn kecamatan() -> Vec<Choice> {
    let mut found: Vec<Choice> = Vec::new();
    for one in KELURAHAN {
        let facet = Facet::Kelurahan(Some(one));
        match found.last_mut() {
            Some(last) if last.name == Some(one.kecamatan) => last.facets.push(facet),
            _ => found.push(Choice::named(one.kecamatan, vec![facet])),
        }
    }
    found
}

fn kelurahan() -> Vec<Choice> {
    let known = KELURAHAN.map(|k| Choice::named(k.name, vec![Facet::Kelurahan(Some(k))]));
    let none = Choice::new("none", Facet::Kelurahan(None));
    known.into_iter().chain([none]).collect()
}

/// A condition that makes no sense.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BadSieve(pub String);

/// What a list is sieved by.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Sieve {
    /// As typed.
    pub search: String,
    /// Of each group the options that are chosen, by their places.
    pub chosen: [Vec<usize>; GROUPS],
}

/// Characters of the longest search.
const MOST_SEARCHED: usize = 120;

impl Sieve {
    /// Reads the query of a list's address; what only arranges the list is passed over.
    ///
    /// # Errors
    /// Names the condition that is not known.
    ///
    /// ```
    /// use patuh_domain::sieve::Sieve;
    ///
    /// assert_eq!(Sieve::parse("verdict=unknown&sort=-shortfall").unwrap().all_of().len(), 1);
    /// assert!(Sieve::parse("verdict=unregisterd").is_err());
    /// ```
    pub fn parse(query: &str) -> Result<Self, BadSieve> {
        let mut sieve = Self::default();
        for pair in query.split('&').filter(|pair| !pair.is_empty()) {
            let bad = || BadSieve(pair.to_owned());
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            let value = decoded(value).ok_or_else(bad)?;
            match name {
                "q" if value.chars().count() <= MOST_SEARCHED => {
                    value.trim().clone_into(&mut sieve.search);
                }
                "sort" | "cols" | "after" | "before" | "done" => {}
                _ => {
                    let at = ALL.iter().position(|group| group.name == name);
                    let at = at.ok_or_else(bad)?;
                    let place = |code: &str| {
                        let options = &ALL[at].options;
                        options.iter().position(|option| option.code == code)
                    };
                    for code in value.split(',').filter(|code| !code.is_empty()) {
                        sieve.chosen[at].push(place(code.trim()).ok_or_else(bad)?);
                    }
                }
            }
        }
        for chosen in &mut sieve.chosen {
            chosen.sort_unstable();
            chosen.dedup();
        }
        Ok(sieve)
    }

    /// Of each group that was chosen from, the properties of which an employer must have one.
    #[must_use]
    pub fn all_of(&self) -> Vec<Vec<Facet>> {
        let groups = ALL.iter().zip(&self.chosen);
        groups
            .filter(|(_, chosen)| !chosen.is_empty())
            .map(|(group, chosen)| {
                let options = chosen.iter().map(|option| &group.options[*option]);
                options.flat_map(|option| option.facets.clone()).collect()
            })
            .collect()
    }

    /// Whether it keeps anybody out.
    #[must_use]
    pub fn is_narrowed(&self) -> bool {
        !self.search.is_empty() || self.chosen.iter().any(|chosen| !chosen.is_empty())
    }
}

/// A value of an address, as it was typed.
fn decoded(value: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(value.len());
    let mut rest = value.bytes();
    while let Some(byte) = rest.next() {
        bytes.push(match byte {
            b'+' => b' ',
            b'%' => {
                let digit = |b: u8| char::from(b).to_digit(16);
                let (high, low) = (digit(rest.next()?)?, digit(rest.next()?)?);
                u8::try_from(high * 16 + low).ok()?
            }
            other => other,
        });
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_property_can_be_asked_for() {
        let mut slots = BTreeSet::new();
        for group in groups() {
            let codes: BTreeSet<&str> = group.options.iter().map(|o| o.code.as_str()).collect();
            assert_eq!(codes.len(), group.options.len(), "{}", group.name);
            for option in &group.options {
                slots.extend(option.facets.iter().map(|facet| facet.slot()));
            }
        }
        assert!(slots.into_iter().eq(0..Facet::SLOTS));
        let districts = &groups()[2].options;
        assert_eq!(districts.len(), 3);
        assert_eq!(districts.iter().map(|d| d.facets.len()).sum::<usize>(), 15);
    }

    #[test]
    fn a_query_is_read_and_a_condition_that_is_not_known_is_refused() {
        let sieve =
            Sieve::parse("q=misal+%26%20jaya&verdict=unknown,unregistered&size=1-9&cols=nib");
        let sieve = sieve.unwrap();
        assert_eq!(sieve.search, "misal & jaya");
        assert_eq!(sieve.all_of().len(), 2);
        assert!(sieve.is_narrowed());
        for everybody in ["", "sort=name", "q=&verdict="] {
            assert!(
                !Sieve::parse(everybody).unwrap().is_narrowed(),
                "{everybody}"
            );
        }
        for bad in [
            "verdict=nonsense",
            "verdik=unknown",
            "id=er_1",
            "q=%zz",
            "q=%f",
            "q=%ff",
            &format!("q={}", "x".repeat(121)),
        ] {
            assert!(Sieve::parse(bad).is_err(), "{bad}");
        }
    }
}
