//! How much each agreement and disagreement weighs (Fellegi and Sunter, 1969).
//!
//! A weight is the natural logarithm of how much more often two records of one firm compare so than
//! records of two firms. How often two firms agree by chance is counted in the lists at hand; how
//! often one firm's records disagree is a *rate*. The rates below are shipped; `learning` fits them
//! to the lists at hand.

use super::{
    Against,
    alignment::{Fate, Likeness},
    traits::{Agreement, Comparison, Trait},
};

/// How often records of one firm compare so.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Rates {
    /// The share of a firm's words that meet each fate, among those that could.
    pub(super) fates: [f64; Fate::COUNT],
    /// Of records that both tell a trait: the same, nearly, another.
    pub(super) form: [f64; 3],
    pub(super) place: [f64; 3],
    pub(super) street: [f64; 3],
    pub(super) phone: [f64; 3],
    pub(super) mail: [f64; 3],
    /// The share of firms of one list that stand in the other one too.
    pub(super) shared: f64,
    /// What a name weighs at most, however rare it is: some names are given to two firms.
    pub(super) most: f64,
}

/// The fates of words that tell firms apart, whose rates are shares of one whole and are fitted.
pub(super) const FITTED: [Fate; 11] = [
    Fate::Same,
    Fate::Sound,
    Fate::Joined,
    Fate::Typed,
    Fate::Short,
    Fate::Initials,
    Fate::Garbled,
    Fate::Missing,
    Fate::UnknownMissing,
    Fate::Other,
    Fate::UnknownOther,
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
            street: [0.55, 0.25, 0.20],
            phone: [0.75, 0.0, 0.25],
            mail: [0.75, 0.05, 0.20],
            shared: 0.5,
            most: f64::MAX,
        }
    }
}

/// What sharing ways to reach a firm weighs at most, all together: agents, landlords and sister
/// firms share them too.
const REACHED: f64 = 9.0;
/// What one of them weighs at most.
const ONE_WAY: f64 = 6.5;

/// How much each part of a comparison weighs.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Weights {
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
        self.name + self.form + self.place + reached.min(REACHED) + unlike
    }
}

impl Rates {
    /// What a comparison weighs; identifiers aside.
    pub(super) fn weights(&self, comparison: &Comparison) -> Weights {
        Weights {
            name: self.name(&comparison.name).min(self.most),
            form: weight(&self.form, comparison.form, f64::MAX),
            place: weight(&self.place, comparison.place, f64::MAX),
            street: weight(&self.street, comparison.street, ONE_WAY),
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

fn weight(rates: &[f64; 3], one: Trait, most: f64) -> f64 {
    let information = f64::from(one.information);
    match one.agreement {
        Agreement::Unknown => 0.0,
        Agreement::Same => (rates[0].ln() + information).min(most),
        // What is nearly the same by chance is as rare as what was counted, where it was.
        Agreement::Near => (rates[1].ln() + information.max(1.0)).min(most),
        Agreement::Other => rates[2].ln(),
    }
}

impl Comparison {
    /// What speaks against both being one firm so plainly that no likeness outweighs it.
    pub(super) fn against(&self) -> Option<Against> {
        let has = |fate| self.name.has(fate);
        let other = |one: Trait| one.agreement == Agreement::Other;
        let ways = [self.street, self.phone, self.mail];
        let reached = ways
            .iter()
            .filter(|one| one.agreement == Agreement::Same && one.rare)
            .count();
        let told = [self.place, self.street, self.phone, self.mail];
        let alone = told
            .iter()
            .all(|one| matches!(one.agreement, Agreement::Unknown | Agreement::Other));
        let met = ways.iter().any(|one| one.agreement == Agreement::Same);
        let altered = [
            Fate::Order,
            Fate::Sound,
            Fate::Typed,
            Fate::Short,
            Fate::Initials,
            Fate::PremisesMissing,
        ];
        let misspelt = has(Fate::Typed) || has(Fate::Short) || has(Fate::Initials);
        let altered = alone && altered.into_iter().any(has)
            || !met && (misspelt || ways.into_iter().any(other));
        let house = self.form.agreement == Agreement::Near && self.form.information < 1.0;
        let numbers = self.numbers;
        [
            (numbers.nib == Agreement::Other, Against::Nib),
            (
                numbers.npwp == Agreement::Other && !numbers.are_one(),
                Against::Npwp,
            ),
            (other(self.form) || house, Against::Form),
            (
                has(Fate::OtherNumber) || has(Fate::NumberMissing),
                Against::Number,
            ),
            (has(Fate::Other) || has(Fate::UnknownOther), Against::Word),
            (has(Fate::Garbled) && reached == 0, Against::Word),
            (has(Fate::Missing), Against::MissingWord),
            (
                has(Fate::UnknownMissing) && reached < 2,
                Against::MissingWord,
            ),
            (altered, Against::Alone),
            (
                other(self.place) && (reached == 0 || other(self.street) && reached < 2),
                Against::Place,
            ),
            (other(self.street) && reached == 0, Against::Address),
        ]
        .into_iter()
        .find_map(|(is_so, against)| is_so.then_some(against))
    }
}
