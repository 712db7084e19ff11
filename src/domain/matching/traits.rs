//! How two records compare, trait by trait.

use strsim::osa_distance;

use super::{
    alignment::{Fate, Likeness, compare},
    lexicon::{Kind, Lexicon},
    party::Party,
};
use crate::names::Form;

/// How one trait of two records compares.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Agreement {
    /// One side says nothing.
    Unknown,
    /// The same.
    Same,
    /// Nearly the same: forms that are taken for each other, a street without its number, one
    /// domain.
    Near,
    /// Something else.
    Other,
}

impl Agreement {
    /// Completes the keys of its words, and stands for it in storage.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Unknown => "unknown",
            Self::Same => "same",
            Self::Near => "near",
            Self::Other => "other",
        }
    }
}

/// A way of saying where a firm is or how to reach it, and one in how many firms shares what the
/// two share, as a natural logarithm; 0 where they share nothing.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Trait {
    pub(super) agreement: Agreement,
    pub(super) information: f32,
    /// At most one further firm shares it.
    pub(super) rare: bool,
}

impl Trait {
    const UNKNOWN: Self = Self {
        agreement: Agreement::Unknown,
        information: 0.0,
        rare: false,
    };

    const fn other() -> Self {
        Self {
            agreement: Agreement::Other,
            information: 0.0,
            rare: false,
        }
    }

    #[expect(clippy::cast_possible_truncation, reason = "a logarithm needs no more")]
    const fn of(agreement: Agreement, information: f64) -> Self {
        Self {
            agreement,
            information: information as f32,
            rare: false,
        }
    }
}

/// How the identifiers of two records compare.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Numbers {
    pub(super) nib: Agreement,
    pub(super) npwp: Agreement,
    pub(super) code: Agreement,
}

/// How two records compare.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Comparison {
    pub(super) numbers: Numbers,
    pub(super) name: Likeness,
    pub(super) form: Trait,
    pub(super) place: Trait,
    pub(super) street: Trait,
    pub(super) phone: Trait,
    pub(super) mail: Trait,
}

/// In how many records of a list a value stands.
pub(super) trait Frequencies {
    /// The share of firms that have this form.
    fn form(&self, form: Form) -> f64;
    /// The share of firms in this place.
    fn place(&self, place: u64) -> f64;
    /// The share of firms with this telephone number, besides the two that are compared.
    fn phone(&self, phone: u64) -> f64;
    /// The share of firms with this mail address, besides the two that are compared.
    fn mail(&self, mail: u64) -> f64;
    /// The share of firms with this domain, besides the two that are compared.
    fn domain(&self, domain: u64) -> f64;
    /// Whether a share is that of few.
    fn is_rare(&self, share: f64) -> bool;
    /// The share of firms at this address, besides the two that are compared.
    fn address(&self, party: &Party) -> f64;
}

impl Comparison {
    /// Compares two records.
    pub(super) fn of(
        a: &Party,
        b: &Party,
        (lexicon, streets): (&Lexicon, &Lexicon),
        frequencies: &impl Frequencies,
    ) -> Self {
        Self {
            numbers: Numbers::of(a, b),
            name: compare(&a.words, &b.words, lexicon),
            form: form(a.form, b.form, frequencies),
            place: equal(a.place, b.place, |place| frequencies.place(place)),
            street: street(a, b, streets, frequencies),
            phone: equal(a.phone, b.phone, |phone| frequencies.phone(phone)).if_rare(frequencies),
            mail: mail(a, b, frequencies),
        }
    }
}

impl Numbers {
    fn of(a: &Party, b: &Party) -> Self {
        let agreement = |x: u64, y: u64| match (x, y) {
            (0, _) | (_, 0) => Agreement::Unknown,
            (x, y) if x == y => Agreement::Same,
            _ => Agreement::Other,
        };
        Self {
            nib: agreement(a.nib, b.nib),
            npwp: agreement(a.npwp, b.npwp),
            code: agreement(u64::from(a.code), u64::from(b.code)),
        }
    }

    /// Whether they make it one firm: the NIB before the tax number, and that before the code.
    pub(super) fn are_one(self) -> bool {
        let told = [self.nib, self.npwp, self.code];
        let first = told.into_iter().find(|one| *one != Agreement::Unknown);
        first == Some(Agreement::Same)
    }
}

fn equal(a: u64, b: u64, share: impl Fn(u64) -> f64) -> Trait {
    match (a, b) {
        (0, _) | (_, 0) => Trait::UNKNOWN,
        (a, b) if a == b => Trait::of(Agreement::Same, -share(a).ln()),
        _ => Trait::other(),
    }
}

fn form(a: Option<Form>, b: Option<Form>, frequencies: &impl Frequencies) -> Trait {
    match (a, b) {
        // Cooperatives and foundations of a firm bear its name.
        (None, Some(Form::Koperasi | Form::Yayasan))
        | (Some(Form::Koperasi | Form::Yayasan), None) => Trait::of(Agreement::Near, 0.0),
        (None, _) | (_, None) => Trait::UNKNOWN,
        (Some(a), Some(b)) if a == b => Trait::of(Agreement::Same, -frequencies.form(a).ln()),
        (Some(a), Some(b)) if are_kin(a, b) => Trait::of(Agreement::Near, 2.5),
        _ => Trait::other(),
    }
}

/// Forms that registers take for each other: a person's shop, a company of the state or region.
fn are_kin(a: Form, b: Form) -> bool {
    matches!(
        (a, b),
        (Form::Ud, Form::Perorangan)
            | (Form::Perorangan, Form::Ud)
            | (Form::Pt, Form::Bumn | Form::Bumd)
            | (Form::Bumn | Form::Bumd, Form::Pt)
    )
}

impl Trait {
    fn if_rare(self, frequencies: &impl Frequencies) -> Self {
        let share = f64::from(-self.information).exp();
        Self {
            rare: self.agreement == Agreement::Same && frequencies.is_rare(share),
            ..self
        }
    }
}

fn mail(a: &Party, b: &Party, frequencies: &impl Frequencies) -> Trait {
    let whole = equal(a.mail, b.mail, |mail| frequencies.mail(mail)).if_rare(frequencies);
    if whole.agreement == Agreement::Other && a.domain != 0 && a.domain == b.domain {
        return Trait::of(Agreement::Near, -frequencies.domain(a.domain).ln());
    }
    whole
}

fn street(a: &Party, b: &Party, streets: &Lexicon, frequencies: &impl Frequencies) -> Trait {
    if a.street.is_empty() || b.street.is_empty() {
        return Trait::UNKNOWN;
    }
    let words = compare(&a.street, &b.street, streets);
    let counts = |kind| move |id: &&u32| streets.kind(**id) != kind;
    let shared = words.fates[..=Fate::Garbled as usize]
        .iter()
        .map(|n| usize::from(*n))
        .sum::<usize>();
    let shorter = a.street.len().min(b.street.len());
    let plain = a.street.iter().filter(counts(Kind::Filler)).count();
    let is_one_street = shared >= shorter && words.information > 2.0 && plain > 0;
    if !is_one_street {
        return Trait::other();
    }
    if a.house != 0 && a.house == b.house {
        let share = frequencies.address(a);
        return Trait::of(Agreement::Same, -share.ln()).if_rare(frequencies);
    }
    // Another house of one street is another address; without a number it may be the same, and
    // what looks like one may belong to the street: "Gang Contoh 1".
    let of_street =
        |one: &Party, other: &Party| one.house != 0 && other.street.contains(&(one.house - 1));
    if a.house != 0 && b.house != 0 && !of_street(a, b) && !of_street(b, a) {
        let [x, y] = [a, b].map(|one| streets.text(one.house - 1));
        // One digit too many or too few; another digit is another house.
        if x.len().min(y.len()) < 2 || x.len() == y.len() || osa_distance(x, y) > 1 {
            return Trait::other();
        }
        return Trait::of(Agreement::Near, 1.5);
    }
    Trait::of(Agreement::Near, f64::from(words.information).min(4.0))
}
