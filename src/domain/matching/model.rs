//! How much each agreement and disagreement weighs (Fellegi and Sunter, 1969).
//!
//! A weight is the natural logarithm of how much more often two records of one firm compare so than
//! records of two firms. How often two firms agree by chance is counted in the lists at hand; how
//! often one firm's records disagree is a *rate*. The rates below are shipped; `learning` fits them
//! to the lists at hand.

use super::{
    Against,
    alignment::{Fate, Likeness},
    kin::Kin,
    traits::{Agreement, Comparison, Numbers, Trait},
};

/// How often records of one firm compare so.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Rates {
    /// The share of a firm's words that meet each fate, among those that could.
    pub(super) fates: [f64; Fate::COUNT],
    /// Of records that both tell a trait: the same, nearly, another.
    pub(super) form: [f64; 3],
    pub(super) place: [f64; 3],
    /// And another house of one street, and one whose number is a digit apart.
    pub(super) street: [f64; 5],
    pub(super) phone: [f64; 3],
    pub(super) mail: [f64; 3],
    /// The share of firms of one list that stand in the other one too.
    pub(super) shared: f64,
    /// How many relatives a firm has that may be taken for it.
    pub(super) kin: Kin,
}

/// The fates of words that tell firms apart, whose rates are shares of one whole and are fitted.
pub(super) const FITTED: [Fate; 12] = [
    Fate::Same,
    Fate::Sound,
    Fate::Joined,
    Fate::Typed,
    Fate::Short,
    Fate::Cut,
    Fate::Initials,
    Fate::Garbled,
    Fate::Missing,
    Fate::UnknownMissing,
    Fate::Other,
    Fate::UnknownOther,
];

/// What comes and goes in a name, whose rates are shares of all pairs and are fitted.
pub(super) const COMES_AND_GOES: [Fate; 4] = [
    Fate::FillerMissing,
    Fate::PremisesMissing,
    Fate::PlaceMissing,
    Fate::Order,
];

impl Default for Rates {
    fn default() -> Self {
        let mut fates = [0.0; Fate::COUNT];
        for (fate, rate) in [
            (Fate::Same, 0.86),
            (Fate::Sound, 0.02),
            (Fate::Joined, 0.015),
            (Fate::Typed, 0.04),
            (Fate::Short, 0.01),
            (Fate::Cut, 0.003),
            (Fate::Initials, 0.003),
            (Fate::Garbled, 0.02),
            (Fate::Missing, 0.003),
            (Fate::UnknownMissing, 0.006),
            (Fate::Other, 0.0005),
            (Fate::UnknownOther, 0.002),
            (Fate::FillerMissing, 0.2),
            (Fate::PremisesMissing, 0.02),
            (Fate::PlaceMissing, 0.02),
            (Fate::FirstMissing, 0.01),
            (Fate::NumberMissing, 0.001),
            (Fate::OtherNumber, 0.0001),
            (Fate::Order, 0.05),
        ] {
            fates[fate as usize] = rate;
        }
        Self {
            fates,
            form: [0.96, 0.035, 0.005],
            place: [0.93, 0.0, 0.07],
            street: [0.58, 0.25, 0.15, 0.005, 0.015],
            phone: [0.75, 0.0, 0.25],
            mail: [0.75, 0.05, 0.20],
            shared: 0.5,
            kin: Kin::default(),
        }
    }
}

/// What sharing ways to reach a firm weighs at most, all together: agents, landlords and sister
/// firms share them too.
const REACHED: f64 = 14.0;
/// What one of them weighs at most.
const ONE_WAY: f64 = 8.0;
/// What two tax numbers weigh that are one, written wrongly in one list: one in some million
/// pairs has such two by chance.
const SLIP: f64 = 8.0;

/// How much each part of a comparison weighs.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Weights {
    pub(super) npwp: f64,
    pub(super) name: f64,
    pub(super) form: f64,
    pub(super) place: f64,
    pub(super) street: f64,
    pub(super) phone: f64,
    pub(super) mail: f64,
}

impl Weights {
    /// All together.
    pub(super) fn sum(&self) -> f64 {
        let reached = self.street.max(0.0) + self.phone.max(0.0) + self.mail.max(0.0);
        let unlike = self.street.min(0.0) + self.phone.min(0.0) + self.mail.min(0.0);
        self.npwp + self.name + self.form + self.place + reached.min(REACHED) + unlike
    }
}

impl Rates {
    /// What a comparison weighs; identifiers aside that are the same or others.
    pub(super) fn weights(&self, comparison: &Comparison) -> Weights {
        Weights {
            npwp: comparison.numbers.weight(),
            name: self.name(&comparison.name),
            form: weight(&self.form, comparison.form, f64::MAX),
            place: weight(&self.place, comparison.place, f64::MAX),
            street: if comparison.is_elsewhere() {
                0.0
            } else {
                weight(&self.street, comparison.street, ONE_WAY)
            },
            phone: weight(&self.phone, comparison.phone, ONE_WAY),
            mail: weight(&self.mail, comparison.mail, ONE_WAY),
        }
    }

    pub(super) fn name(&self, name: &Likeness) -> f64 {
        let fates = name.fates.iter().zip(self.fates);
        let rates: f64 = fates
            .map(|(times, rate)| f64::from(*times) * rate.ln())
            .sum();
        rates + f64::from(name.information)
    }
}

fn weight(rates: &[f64], one: Trait, most: f64) -> f64 {
    let information = f64::from(one.information);
    let rate = rates[usize::from(one.level)].ln();
    match one.agreement {
        Agreement::Unknown => 0.0,
        // What is nearly the same by chance is as rare as what was counted, where it was.
        Agreement::Near => (rate + information.max(1.0)).min(most),
        Agreement::Same | Agreement::Other => (rate + information).min(most),
    }
}

impl Numbers {
    /// What they weigh where they don't decide: no relative shares a tax number.
    pub(super) const fn weight(self) -> f64 {
        match self.npwp {
            Agreement::Near => SLIP,
            _ => 0.0,
        }
    }
}

impl Comparison {
    /// Whether places differ and streets do, which is one difference.
    pub(super) fn is_elsewhere(&self) -> bool {
        let other = |one: Trait| one.agreement == Agreement::Other;
        other(self.place) && other(self.street)
    }

    /// What speaks against both being one firm so plainly that no likeness outweighs it.
    pub(super) fn against(&self) -> Option<Against> {
        let house = self.form.agreement == Agreement::Near && self.form.information < 1.0;
        let numbers = self.numbers;
        [
            (
                matches!(numbers.nib, Agreement::Other | Agreement::Near),
                Against::Nib,
            ),
            (
                numbers.npwp == Agreement::Other && !numbers.are_one(),
                Against::Npwp,
            ),
            (
                self.form.agreement == Agreement::Other || house,
                Against::Form,
            ),
        ]
        .into_iter()
        .find_map(|(is_so, against)| is_so.then_some(against))
    }
}
