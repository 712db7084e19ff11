//! Firms that look like another one because they have to do with it, or by bad luck.
//!
//! PT X and CV X, X 1 and X 2, X Energi and X Logistik in one house, two firms of one name: what
//! one firm has in common with its relatives is not chance, and no product of chances counts it.
//! So a record that is like a firm is weighed against being one of the firm's relatives, which are
//! told by what they differ in and by what they share. How many relatives of each kind a firm has
//! is counted in the first list, whose firms are not each other.

use super::{
    Against,
    alignment::Fate,
    learning::counted_beside,
    model::Rates,
    traits::{Agreement, Comparison, Trait},
};

/// What relatives share: house, telephone and mail address; or as below.
const SIDES: usize = 3;
/// Those who keep the same books: a telephone or mail address.
const REACHED: usize = 1;
/// Perhaps a kelurahan or street.
const APART: usize = 2;

/// In what relatives differ, and how many of each kind a firm has, before any are counted.
const KINDS: [(Differs, [f64; SIDES]); 18] = [
    (Differs::Nothing, [0.0, 0.003, 0.015]),
    (Differs::Form, [0.015, 0.003, 0.03]),
    (Differs::House, [0.015, 0.001, 0.005]),
    (Differs::Fate(Fate::Sound), [0.0, 0.0005, 0.003]),
    (Differs::Fate(Fate::Typed), [0.0005, 0.001, 0.01]),
    (Differs::Fate(Fate::Short), [0.0005, 0.0005, 0.003]),
    (Differs::Fate(Fate::Cut), [0.0004, 0.0002, 0.002]),
    (Differs::Fate(Fate::Garbled), [0.0005, 0.0005, 0.01]),
    (Differs::Fate(Fate::Initials), [0.002, 0.0005, 0.005]),
    (Differs::Fate(Fate::Missing), [0.006, 0.003, 0.02]),
    (Differs::Fate(Fate::UnknownMissing), [0.004, 0.002, 0.01]),
    (Differs::Fate(Fate::Other), [0.02, 0.005, 0.1]),
    (Differs::Fate(Fate::UnknownOther), [0.01, 0.003, 0.05]),
    (Differs::Fate(Fate::PremisesMissing), [0.003, 0.001, 0.01]),
    (Differs::Fate(Fate::PlaceMissing), [0.001, 0.005, 0.005]),
    (Differs::Fate(Fate::FirstMissing), [0.001, 0.003, 0.002]),
    (Differs::Fate(Fate::NumberMissing), [0.003, 0.005, 0.005]),
    (Differs::Fate(Fate::OtherNumber), [0.003, 0.008, 0.01]),
];
/// Where those stand among these that have a word more, and branches.
const LONGER: usize = 9;
const BRANCH: usize = 14;
/// How many firms the shipped numbers are worth.
const SHIPPED: f64 = 300.0;
/// Firms that a list has twice.
const TWICE: f64 = 0.01;
const ROUNDS: usize = 8;

/// In what a relative differs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Differs {
    Nothing,
    Form,
    /// One is the other's cooperative or foundation.
    House,
    Fate(Fate),
}

/// How many relatives of each kind a firm has.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Kin {
    many: [[f64; SIDES]; KINDS.len()],
    /// What those share who do not share everything.
    shares: [Shares; SIDES - 1],
}

impl Default for Kin {
    fn default() -> Self {
        Self {
            many: KINDS.map(|(_, shipped)| shipped),
            shares: SHARES,
        }
    }
}

/// What relatives who share so much share of each trait: the same, nearly, another, another house
/// of one street.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Shares {
    place: [f64; 3],
    street: [f64; 5],
    phone: [f64; 3],
    mail: [f64; 3],
}

const SHARES: [Shares; 2] = [
    Shares {
        place: [0.3, 0.0, 0.7],
        street: [0.02, 0.12, 0.75, 0.09, 0.02],
        phone: [0.5, 0.0, 0.5],
        mail: [0.85, 0.05, 0.1],
    },
    Shares {
        place: [0.35, 0.0, 0.65],
        street: [0.005, 0.1, 0.72, 0.145, 0.03],
        phone: [0.01, 0.0, 0.99],
        mail: [0.01, 0.04, 0.95],
    },
];

/// How many relatives the shipped shares are worth.
const SHIPPED_SHARES: f64 = 60.0;

impl Shares {
    const NONE: Self = Self {
        place: [0.0; 3],
        street: [0.0; 5],
        phone: [0.0; 3],
        mail: [0.0; 3],
    };

    /// Counts a relative as much as it is likely to be one.
    fn add(&mut self, comparison: &Comparison, likely: f64) {
        comparison.place.count(likely, &mut self.place);
        if !comparison.is_elsewhere() {
            comparison.street.count(likely, &mut self.street);
        }
        comparison.phone.count(likely, &mut self.phone);
        comparison.mail.count(likely, &mut self.mail);
    }

    /// These counts with the shipped shares.
    fn beside(&self, shipped: &Self) -> Self {
        Self {
            place: counted_beside(&self.place, &shipped.place, SHIPPED_SHARES),
            street: counted_beside(&self.street, &shipped.street, SHIPPED_SHARES),
            phone: counted_beside(&self.phone, &shipped.phone, SHIPPED_SHARES),
            mail: counted_beside(&self.mail, &shipped.mail, SHIPPED_SHARES),
        }
    }
}

impl Kin {
    /// How many relatives of each kind and side a firm has that compare so, for each time that it
    /// compares so itself.
    fn terms(
        &self,
        rates: &Rates,
        comparison: &Comparison,
    ) -> impl Iterator<Item = (usize, usize, f64)> {
        let apart = [
            1.0,
            sharing(&self.shares[REACHED - 1], rates, comparison),
            sharing(&self.shares[APART - 1], rates, comparison),
        ];
        let told = KINDS.map(|(differs, _)| match differs {
            Differs::Nothing => Some(1.0),
            Differs::Form | Differs::House => match comparison.form.agreement {
                _ if comparison.house != (differs == Differs::House) => None,
                Agreement::Unknown => Some(1.0),
                Agreement::Same => None,
                _ => Some(rates.form[usize::from(comparison.form.level)]),
            },
            Differs::Fate(fate) => (comparison.name.has(fate)).then(|| rates.fates[fate as usize]),
        });
        let told = told.into_iter().enumerate();
        told.filter_map(|(kind, rate)| Some((kind, rate?)))
            .flat_map(move |(kind, rate)| (0..SIDES).map(move |side| (kind, side, rate)))
            .map(move |(kind, side, rate)| {
                let many = self.many(kind, side, rates, comparison);
                (kind, side, many / rate * apart[side])
            })
    }

    /// How many relatives of a kind a firm has. A branch whose place was left out has the name of
    /// its firm, and so has one whose name was cut before the word that tells them apart.
    fn many(&self, kind: usize, side: usize, rates: &Rates, comparison: &Comparison) -> f64 {
        let of = |kind: usize| self.many[kind][side];
        if KINDS[kind].0 != Differs::Nothing {
            return of(kind);
        }
        let is_cut = comparison.name.has(Fate::Cut) || comparison.name.has(Fate::Initials);
        let cut = if is_cut { of(LONGER) } else { 0.0 };
        of(kind) + of(BRANCH) * rates.fates[Fate::PlaceMissing as usize] + cut
    }

    /// How many relatives of a firm compare so, for each time that it compares so itself, and what
    /// speaks for them most.
    pub(super) fn likely(&self, rates: &Rates, comparison: &Comparison) -> (f64, Against) {
        let (mut sum, mut most) = (0.0, (0.0, 0));
        for (kind, _, term) in self.terms(rates, comparison) {
            sum += term;
            if term > most.0 {
                most = (term, kind);
            }
        }
        (sum, against(KINDS[most.1].0, comparison))
    }

    /// Counts relatives among pairs of one list; `asked` for each firm its pairs and their weights.
    pub(super) fn counted(rates: &Rates, asked: &[Vec<(Comparison, f64)>], listed: f64) -> Self {
        let mut kin = Self::default();
        for _ in 0..ROUNDS {
            let mut sums = [[0.0; SIDES]; KINDS.len()];
            let mut shares = [Shares::NONE; SIDES - 1];
            for (comparison, weight) in asked.iter().flatten() {
                let chance = listed * (-weight).exp();
                let terms: Vec<_> = kin.terms(rates, comparison).collect();
                let all: f64 = terms.iter().map(|(.., term)| term).sum();
                for (kind, side, term) in terms {
                    let likely = term / (chance + TWICE + all);
                    sums[kind][side] += likely;
                    if side > 0 {
                        shares[side - 1].add(comparison, likely);
                    }
                }
            }
            let firms = f64::from(u32::try_from(asked.len()).unwrap_or(u32::MAX));
            for (kind, (_, shipped)) in KINDS.iter().enumerate() {
                for side in 0..SIDES {
                    let prior = SHIPPED * shipped[side];
                    kin.many[kind][side] = (sums[kind][side] + prior) / (firms + SHIPPED);
                }
            }
            for (side, sums) in shares.iter().enumerate() {
                kin.shares[side] = sums.beside(&SHARES[side]);
            }
        }
        kin
    }
}

/// How much likelier relatives who share so much compare so than one firm does.
fn sharing(shares: &Shares, rates: &Rates, comparison: &Comparison) -> f64 {
    let ratio = |theirs: &[f64], same: &[f64], one: Trait| match one.agreement {
        Agreement::Unknown => 1.0,
        _ => theirs[usize::from(one.level)].max(1e-4) / same[usize::from(one.level)].max(1e-4),
    };
    // Who lives in another place lives in another street.
    let street = if comparison.is_elsewhere() {
        1.0
    } else {
        ratio(&shares.street, &rates.street, comparison.street)
    };
    ratio(&shares.place, &rates.place, comparison.place)
        * street
        * ratio(&shares.phone, &rates.phone, comparison.phone)
        * ratio(&shares.mail, &rates.mail, comparison.mail)
}

/// What the likeliest kind of relative is told by.
fn against(differs: Differs, comparison: &Comparison) -> Against {
    match differs {
        Differs::Form | Differs::House if comparison.form.agreement != Agreement::Unknown => {
            Against::Form
        }
        Differs::Fate(Fate::FirstMissing | Fate::NumberMissing | Fate::OtherNumber) => {
            Against::Number
        }
        Differs::Fate(Fate::Missing | Fate::UnknownMissing) => Against::MissingWord,
        Differs::Fate(Fate::Other | Fate::UnknownOther | Fate::Garbled) => Against::Word,
        _ if comparison.place.agreement == Agreement::Other => Against::Place,
        _ if comparison.street.agreement == Agreement::Other => Against::Address,
        _ => Against::Alone,
    }
}
