//! Fitting the rates to the lists at hand, without anybody's labels.
//!
//! Expectation and maximisation: how likely each pair is one firm follows from the rates, and the
//! rates follow from the pairs, each counted as much as it is likely. The shipped rates take part
//! like so many pairs more, and no fitted rate goes far from them, so that a short list, or one
//! that shares nothing with the other, changes little.

use super::model::{COMES_AND_GOES, FITTED, Rates};
use super::traits::Comparison;

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
    /// Pairs that are likely enough to say something of rates.
    counted: f64,
    comes_and_goes: [f64; COMES_AND_GOES.len()],
    form: [f64; 3],
    place: [f64; 3],
    street: [f64; 5],
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
        self.counted += likely;
        for (sum, fate) in self.comes_and_goes.iter_mut().zip(COMES_AND_GOES) {
            *sum += likely * f64::from(u8::from(comparison.name.has(fate)));
        }
        comparison.form.count(likely, &mut self.form);
        comparison.place.count(likely, &mut self.place);
        comparison.street.count(likely, &mut self.street);
        comparison.phone.count(likely, &mut self.phone);
        comparison.mail.count(likely, &mut self.mail);
    }

    fn rates(&self, shipped: &Rates) -> Rates {
        let mut rates = shipped.clone();
        let prior = FITTED.map(|fate| shipped.fates[fate as usize]);
        let fitted = shares(&self.fates, &prior);
        for (fate, rate) in FITTED.into_iter().zip(fitted) {
            rates.fates[fate as usize] = rate;
        }
        for (sum, fate) in self.comes_and_goes.into_iter().zip(COMES_AND_GOES) {
            let prior = shipped.fates[fate as usize];
            let rate = (sum + SHIPPED * prior) / (self.counted + SHIPPED);
            rates.fates[fate as usize] = rate.clamp(prior / FAR, (prior * FAR).min(0.5));
        }
        rates.form = shares(&self.form, &shipped.form);
        rates.place = shares(&self.place, &shipped.place);
        rates.street = shares(&self.street, &shipped.street);
        rates.phone = shares(&self.phone, &shipped.phone);
        rates.mail = shares(&self.mail, &shipped.mail);
        rates.shared = (self.pairs + SHIPPED * shipped.shared) / (self.asked + SHIPPED);
        rates.shared = rates.shared.clamp(0.02, 0.98);
        rates
    }
}

/// Shares of one whole, near the shipped ones.
fn shares<const N: usize>(sums: &[f64; N], shipped: &[f64; N]) -> [f64; N] {
    let mut rates = counted_beside(sums, shipped, SHIPPED);
    for (rate, prior) in rates.iter_mut().zip(shipped) {
        *rate = rate.clamp(prior / FAR, (prior * FAR).min(0.99));
    }
    rates
}

/// Shares of one whole, the shipped ones counting as so many pairs.
pub(super) fn counted_beside<const N: usize>(
    sums: &[f64; N],
    shipped: &[f64; N],
    worth: f64,
) -> [f64; N] {
    let whole = sums.iter().sum::<f64>() + worth;
    std::array::from_fn(|level| (sums[level] + worth * shipped[level]) / whole)
}
