//! What the list can be sieved by, group by group.

use std::sync::LazyLock;

use crate::{
    domain::{
        facet::{Contact, Facet, Hold, Size},
        finding::Finding,
        ladder::Stage,
        names::Form,
        regions::KELURAHAN,
    },
    web::{language::Language, wording::SHOWN},
};

/// One group of properties: of those that are chosen an employer must have one.
pub(super) struct Group {
    /// Name in addresses.
    pub(super) name: &'static str,
    pub(super) options: Vec<Choice>,
}

/// One property that can be asked for.
pub(super) struct Choice {
    /// Name in addresses.
    pub(super) code: String,
    words: Words,
    pub(super) facets: Vec<Facet>,
}

/// What a property is called.
enum Words {
    /// By a message.
    Message(String),
    /// By its own name, in every language.
    Name(&'static str),
}

impl Choice {
    fn new(prefix: &str, code: &str, facet: Facet) -> Self {
        Self {
            code: code.to_owned(),
            words: Words::Message(format!("{prefix}-{code}")),
            facets: vec![facet],
        }
    }

    fn named(name: &'static str, facets: Vec<Facet>) -> Self {
        Self {
            code: name.to_lowercase().replace(' ', "-"),
            words: Words::Name(name),
            facets,
        }
    }

    pub(super) fn words(&self, language: Language) -> String {
        match &self.words {
            Words::Message(key) => language.say(key),
            Words::Name(name) => (*name).to_owned(),
        }
    }
}

/// The verdicts come first; they have a row of their own on the page.
pub(super) const VERDICT: usize = 0;

/// How many there are.
pub(super) const GROUPS: usize = 11;

static ALL: LazyLock<[Group; GROUPS]> = LazyLock::new(|| {
    [
        Group {
            name: "verdict",
            options: SHOWN
                .map(|v| Choice::new("verdict", v.code(), Facet::Verdict(v)))
                .into(),
        },
        Group {
            name: "finding",
            options: Finding::ALL
                .map(|f| Choice::new("employers-finding", f.code(), Facet::Finding(f)))
                .into(),
        },
        Group {
            name: "kecamatan",
            options: kecamatan(),
        },
        Group {
            name: "kelurahan",
            options: kelurahan(),
        },
        Group {
            name: "size",
            options: with_none("employers-size", &Size::ALL, Size::code, Facet::Size),
        },
        Group {
            name: "form",
            options: with_none("employers-form", &Form::ALL, Form::code, Facet::Form),
        },
        Group {
            name: "stage",
            options: stages(),
        },
        Group {
            name: "email",
            options: [("yes", true), ("no", false)]
                .map(|(code, known)| Choice::new("employers-email", code, Facet::Email(known)))
                .into(),
        },
        Group {
            name: "contact",
            options: Contact::ALL
                .map(|c| Choice::new("employers-contact", c.code(), Facet::Contact(c)))
                .into(),
        },
        Group {
            name: "hold",
            options: with_none("employers-hold", &Hold::ALL, Hold::code, Facet::Hold),
        },
        Group {
            name: "funding",
            options: FUNDING
                .map(|(code, facet)| Choice::new("employers-funding", code, facet))
                .into(),
        },
    ]
});

/// Every group, in the order of the page.
pub(super) fn all() -> &'static [Group; GROUPS] {
    &ALL
}

/// Who pays for workers that their employer should enrol.
const FUNDING: [(&str, Facet); 3] = [
    ("city", Facet::Finding(Finding::CityFunded)),
    ("state", Facet::Finding(Finding::StateFunded)),
    ("self", Facet::SelfFunded),
];

fn with_none<T: Copy>(
    prefix: &str,
    all: &[T],
    code: impl Fn(T) -> &'static str,
    facet: impl Fn(Option<T>) -> Facet,
) -> Vec<Choice> {
    let known = all
        .iter()
        .map(|one| Choice::new(prefix, &code(*one).to_lowercase(), facet(Some(*one))));
    known
        .chain([Choice::new(prefix, "none", facet(None))])
        .collect()
}

fn stages() -> Vec<Choice> {
    let known = Stage::ALL.map(|s| Choice::new("stage", s.code(), Facet::Stage(Some(s))));
    let none = Choice::new("employers-stage", "none", Facet::Stage(None));
    known.into_iter().chain([none]).collect()
}

fn kecamatan() -> Vec<Choice> {
    let mut found: Vec<Choice> = Vec::new();
    for one in KELURAHAN {
        let facet = Facet::Kelurahan(Some(one));
        match found.last_mut() {
            Some(last) if matches!(last.words, Words::Name(n) if n == one.kecamatan) => {
                last.facets.push(facet);
            }
            _ => found.push(Choice::named(one.kecamatan, vec![facet])),
        }
    }
    found
}

fn kelurahan() -> Vec<Choice> {
    let known = KELURAHAN.map(|k| Choice::named(k.name, vec![Facet::Kelurahan(Some(k))]));
    let none = Choice::new("employers-kelurahan", "none", Facet::Kelurahan(None));
    known.into_iter().chain([none]).collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_property_can_be_asked_for_and_has_words_in_both_languages() {
        let mut slots = BTreeSet::new();
        for group in all() {
            let codes: BTreeSet<&str> = group.options.iter().map(|o| o.code.as_str()).collect();
            assert_eq!(codes.len(), group.options.len(), "{}", group.name);
            for option in &group.options {
                slots.extend(option.facets.iter().map(|facet| facet.slot()));
                for language in Language::ALL {
                    let words = option.words(language);
                    assert!(
                        !words.is_empty() && !words.contains("employers-"),
                        "{words}"
                    );
                }
            }
        }
        assert!(slots.into_iter().eq(0..Facet::SLOTS));
        let districts = &all()[2].options;
        assert_eq!(districts.len(), 3);
        assert_eq!(districts.iter().map(|d| d.facets.len()).sum::<usize>(), 15);
    }
}
