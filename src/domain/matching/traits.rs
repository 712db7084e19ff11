//! How two records compare, trait by trait.

use strsim::osa_distance;

use super::{
    alignment::{Fate, Likeness, compare, compare_spelt},
    lexicon::{Kind, Lexicon},
    party::Party,
};
use crate::{
    identifiers::{are_a_slip_apart, sound_of},
    names::Form,
};

/// How one trait of two records compares.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Agreement {
    /// One side says nothing.
    Unknown,
    /// The same.
    Same,
    /// Nearly the same: forms that are taken for each other, a street without its number, one
    /// domain, numbers of which one was written wrongly.
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
    /// Which of the trait's rates is meant.
    pub(super) level: u8,
    pub(super) information: f32,
}

impl Trait {
    const UNKNOWN: Self = Self::of(Agreement::Unknown, 0.0);
    const OTHER: Self = Self::of(Agreement::Other, 0.0);

    #[expect(clippy::cast_possible_truncation, reason = "a logarithm needs no more")]
    const fn of(agreement: Agreement, information: f64) -> Self {
        Self {
            agreement,
            level: match agreement {
                Agreement::Unknown | Agreement::Same => 0,
                Agreement::Near => 1,
                Agreement::Other => 2,
            },
            information: information as f32,
        }
    }

    /// Counts a pair that is so likely among those that compare so, if both sides tell it.
    pub(super) fn count(self, likely: f64, sums: &mut [f64]) {
        if self.agreement != Agreement::Unknown {
            sums[usize::from(self.level)] += likely;
        }
    }

    /// Another house of one street, or one whose number is a digit apart.
    const fn of_street(agreement: Agreement, information: f64) -> Self {
        Self {
            level: if matches!(agreement, Agreement::Near) {
                4
            } else {
                3
            },
            ..Self::of(agreement, information)
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
    /// One may be the other's cooperative or foundation.
    pub(super) house: bool,
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
            name: name(a, b, lexicon),
            form: form(a.form, b.form, frequencies),
            house: bears_its_name(a.form) != bears_its_name(b.form),
            place: equal(a.place, b.place, |place| frequencies.place(place)),
            street: street(a, b, streets, frequencies),
            phone: shared([a, b].map(|one| one.phones.iter().copied()), |phone| {
                frequencies.phone(phone)
            }),
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
        let near_if = |is_near: bool, agreement| match agreement {
            Agreement::Other if is_near => Agreement::Near,
            agreement => agreement,
        };
        Self {
            nib: near_if(are_a_slip_apart(a.nib, b.nib), agreement(a.nib, b.nib)),
            npwp: near_if(
                sound_of(a.npwp, b.npwp).is_some(),
                agreement(a.npwp, b.npwp),
            ),
            code: agreement(u64::from(a.code), u64::from(b.code)),
        }
    }

    /// Whether they make it one firm: the NIB before the tax number, and that before the code.
    /// A tax number that was written wrongly neither makes it nor stands in the way.
    pub(super) fn are_one(self) -> bool {
        let npwp = match self.npwp {
            Agreement::Near => Agreement::Unknown,
            told => told,
        };
        let told = [self.nib, npwp, self.code];
        let first = told.into_iter().find(|one| *one != Agreement::Unknown);
        first == Some(Agreement::Same)
    }
}

/// What it says that one of some dozen neighbourhoods is the same.
const ONE_RT: f64 = 2.5;
/// What it says that two streets are nearly written alike that have one number.
const MISREAD: f64 = 3.0;

fn equal(a: u64, b: u64, share: impl Fn(u64) -> f64) -> Trait {
    match (a, b) {
        (0, _) | (_, 0) => Trait::UNKNOWN,
        (a, b) if a == b => Trait::of(Agreement::Same, -share(a).ln()),
        _ => Trait::OTHER,
    }
}

/// Names, one of which a mail address of the other may spell.
fn name(a: &Party, b: &Party, lexicon: &Lexicon) -> Likeness {
    let spells = |one: &Party, other: &Party| {
        let mut runs = other.runs.iter().filter(|run| **run != 0);
        runs.any(|run| one.mails.iter().any(|mail| mail.spells.contains(run)))
    };
    compare_spelt(&a.words, &b.words, lexicon, [spells(b, a), spells(a, b)])
}

fn form(a: Option<Form>, b: Option<Form>, frequencies: &impl Frequencies) -> Trait {
    match (a, b) {
        (None, one) | (one, None) if bears_its_name(one) => Trait::of(Agreement::Near, 0.0),
        (None, _) | (_, None) => Trait::UNKNOWN,
        (Some(a), Some(b)) if a == b => Trait::of(Agreement::Same, -frequencies.form(a).ln()),
        (Some(a), Some(b)) if are_kin(a, b) => Trait::of(Agreement::Near, 2.5),
        _ => Trait::OTHER,
    }
}

/// Cooperatives and foundations of a firm bear its name.
const fn bears_its_name(form: Option<Form>) -> bool {
    matches!(form, Some(Form::Koperasi | Form::Yayasan))
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

fn mail(a: &Party, b: &Party, frequencies: &impl Frequencies) -> Trait {
    let addresses = [a, b].map(|one| one.mails.iter().map(|mail| mail.address));
    let whole = shared(addresses, |mail| frequencies.mail(mail));
    if whole.agreement != Agreement::Other {
        return whole;
    }
    let domains = [a, b].map(|one| {
        let domains = one.mails.iter().map(|mail| mail.domain);
        domains.filter(|domain| *domain != 0)
    });
    let own = shared(domains, |domain| frequencies.domain(domain));
    match own.agreement {
        Agreement::Same => Trait::of(Agreement::Near, own.information.into()),
        _ => whole,
    }
}

/// Several values of each: the rarest that both tell counts.
fn shared<I>([a, b]: [I; 2], share: impl Fn(u64) -> f64) -> Trait
where
    I: Iterator<Item = u64> + Clone,
{
    if a.clone().next().is_none() || b.clone().next().is_none() {
        return Trait::UNKNOWN;
    }
    let both = a.filter(|one| b.clone().any(|other| other == *one));
    let rarest = both.map(share).min_by(f64::total_cmp);
    rarest.map_or(Trait::OTHER, |share| {
        Trait::of(Agreement::Same, -share.ln())
    })
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
    let both = a.house != 0 && b.house != 0;
    if !is_one_street {
        // One house of two streets that are written nearly alike.
        let [x, y] = [a, b].map(|one| streets.letters(&one.street));
        let near =
            a.house == b.house && both && osa_distance(&x, &y) * 5 <= x.len().max(y.len()) * 2;
        return if near {
            Trait::of(Agreement::Near, MISREAD)
        } else {
            Trait::OTHER
        };
    }
    let known = f64::from(words.information).min(4.0);
    if both && a.house == b.house {
        let share = frequencies.address(a);
        return Trait::of(Agreement::Same, -share.ln());
    }
    let one_rt = a.rt == b.rt && a.rt != 0;
    let two_rts = a.rt != b.rt && a.rt != 0 && b.rt != 0;
    // Another house of one street is another address; without a number it may be the same, and
    // what looks like one may belong to the street: "Gang Contoh 1".
    let of_street =
        |one: &Party, other: &Party| one.house != 0 && other.street.contains(&(one.house - 1));
    let near = known + if one_rt { ONE_RT } else { 0.0 };
    if both && !of_street(a, b) && !of_street(b, a) {
        let [x, y] = [a, b].map(|one| streets.text(one.house - 1));
        let is_long = x.len().min(y.len()) >= 2;
        return if is_long && !two_rts && osa_distance(x, y) == 1 {
            Trait::of_street(Agreement::Near, near)
        } else {
            Trait::of_street(Agreement::Other, known)
        };
    }
    if two_rts {
        return Trait::of_street(Agreement::Other, known);
    }
    Trait::of(Agreement::Near, near)
}
