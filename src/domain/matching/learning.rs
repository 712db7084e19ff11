//! Fitting the rates to the lists at hand, without anybody's labels.
//!
//! Expectation and maximisation: how likely each pair is one firm follows from the rates, and the
//! rates follow from the pairs, each counted as much as it is likely. The shipped rates take part
//! like so many pairs more, and no fitted rate goes far from them, so that a short list, or one
//! that shares nothing with the other, changes little.

use super::model::{FITTED, Rates};
use super::traits::{Agreement, Comparison, Trait};

/// How many pairs the shipped rates are worth.
const SHIPPED: f64 = 150.0;
/// How far a rate may go from the shipped one, as a factor.
const FAR: f64 = 4.0;
const ROUNDS: usize = 12;
/// Below it a pair says nothing about rates.
const UNLIKELY: f64 = 0.5;

/// The comparisons of one record with those of the other list that it may be.
pub(super) type Asked = Vec<Comparison>;

/// Rates that fit these comparisons; `listed` firms could have been meant by each.
pub(super) fn fitted(asked: &[Asked], listed: usize, shipped: &Rates) -> Rates {
    let mut rates = shipped.clone();
    for _ in 0..ROUNDS {
        let mut sums = Sums::default();
        for one in asked {
            let likely = rates.likely(one, listed);
            sums.asked += 1.0;
            for (comparison, likely) in one.iter().zip(likely) {
                sums.add(comparison, likely);
            }
        }
        rates = sums.rates(shipped);
    }
    rates
}

/// Counts of what pairs showed, each as much as the pair is likely.
#[derive(Default)]
struct Sums {
    asked: f64,
    pairs: f64,
    fates: [f64; FITTED.len()],
    form: [f64; 3],
    place: [f64; 3],
    street: [f64; 3],
    phone: [f64; 3],
    mail: [f64; 3],
}

impl Sums {
    fn add(&mut self, comparison: &Comparison, likely: f64) {
        self.pairs += likely;
        if likely < UNLIKELY {
            return;
        }
        for (sum, fate) in self.fates.iter_mut().zip(FITTED) {
            *sum += likely * f64::from(comparison.name.fates[fate as usize]);
        }
        for (sums, one) in [
            (&mut self.form, comparison.form),
            (&mut self.place, comparison.place),
            (&mut self.street, comparison.street),
            (&mut self.phone, comparison.phone),
            (&mut self.mail, comparison.mail),
        ] {
            if let Some(which) = which(one) {
                sums[which] += likely;
            }
        }
    }

    fn rates(&self, shipped: &Rates) -> Rates {
        let mut rates = shipped.clone();
        let prior = FITTED.map(|fate| shipped.fates[fate as usize]);
        let fitted = shares(&self.fates, &prior);
        for (fate, rate) in FITTED.into_iter().zip(fitted) {
            rates.fates[fate as usize] = rate;
        }
        for (mine, sums) in [
            (&mut rates.form, &self.form),
            (&mut rates.place, &self.place),
            (&mut rates.street, &self.street),
            (&mut rates.phone, &self.phone),
            (&mut rates.mail, &self.mail),
        ] {
            *mine = shares(sums, mine);
        }
        rates.shared = (self.pairs + SHIPPED * shipped.shared) / (self.asked + SHIPPED);
        rates.shared = rates.shared.clamp(0.02, 0.98);
        rates
    }
}

fn which(one: Trait) -> Option<usize> {
    match one.agreement {
        Agreement::Unknown => None,
        Agreement::Same => Some(0),
        Agreement::Near => Some(1),
        Agreement::Other => Some(2),
    }
}

/// Shares of one whole, near the shipped ones.
fn shares<const N: usize>(sums: &[f64; N], shipped: &[f64; N]) -> [f64; N] {
    let whole: f64 = sums.iter().sum::<f64>() + SHIPPED;
    let mut rates = *shipped;
    for ((rate, sum), prior) in rates.iter_mut().zip(sums).zip(shipped) {
        *rate = ((sum + SHIPPED * prior) / whole).clamp(prior / FAR, (prior * FAR).min(0.99));
    }
    rates
}
