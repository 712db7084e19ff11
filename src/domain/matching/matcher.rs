//! A list of firms in which others are looked for.

use super::{
    Against, Agreement, Reason, Status,
    census::Census,
    index::Index,
    kin::Kin,
    learning::{Asked, fitted},
    lexicon::Lexicon,
    model::Rates,
    party::{Listed, Party},
    traits::{Comparison, Frequencies},
};
use crate::names::Form;

/// A list of firms in which others are looked for.
///
/// Holds some 400 bytes a firm; looking for one takes well under a millisecond.
#[derive(Debug, Clone)]
pub struct Matcher {
    pub(super) lexicon: Lexicon,
    pub(super) streets: Lexicon,
    /// By number; `None` where a firm was taken out.
    pub(super) parties: Vec<Option<Party>>,
    pub(super) index: Index,
    pub(super) census: Census,
    pub(super) rates: Rates,
}

/// A firm of the list that one may be.
#[derive(Debug, Clone, PartialEq)]
pub struct Found {
    /// Its number in the list, from 0.
    pub number: usize,
    /// How likely both are one firm, from 0 to 1.
    pub probability: f64,
    /// How sure that is.
    pub status: Status,
    /// Why.
    pub reasons: Vec<Reason>,
    /// What speaks against it plainly.
    pub against: Option<Against>,
}

/// From this probability on a likeness is called probable. At 0.98 the model calls few pairs
/// wrong; measured by `tests/bench/matching`.
const PROBABLE: f64 = 0.98;
/// Below it a likeness is not worth looking at.
pub(super) const POSSIBLE: f64 = 0.005;
/// What a likeness is at most against which an identifier speaks.
const AGAINST: f64 = 0.25;
/// What is taken off the weight of such a one.
const PLAINLY: f64 = 5.0;
/// How sure an identifier makes it; digits are mistyped too.
pub(super) const BY_NUMBER: f64 = 0.9999;
/// Firms are looked for among so many at least: a list of three is no city of three firms.
const CITY: f64 = 2000.0;
/// In a list of so few each is compared.
const COMPARED_ALL: usize = 60;
/// Firms of a list whose comparisons rates are fitted to.
const LEARNT_FROM: usize = 4000;
/// Below it a pair is too unlikely for asking after relatives.
const HOPELESS: f64 = 1.0;
/// Names that nearly say nothing of each other.
const NO_LIKENESS: f64 = -6.0;
/// Candidates told of one.
const TOLD: usize = 5;

/// One candidate, before the candidates are held against each other.
#[derive(Debug, Clone, Copy)]
pub(super) struct Candidate {
    pub(super) number: u32,
    pub(super) comparison: Comparison,
    pub(super) weight: f64,
    pub(super) against: Option<Against>,
    /// What speaks for a relative of the firm, where that is likelier than chance.
    kin: Option<Against>,
    pub(super) probability: f64,
    pub(super) by_number: bool,
}

impl Candidate {
    fn status(&self, probability: f64) -> Status {
        if self.by_number {
            Status::Confirmed
        } else if probability >= PROBABLE && self.against.is_none() {
            Status::Probable
        } else {
            Status::Possible
        }
    }
}

impl Matcher {
    /// A list of firms, numbered from 0 in their order.
    #[must_use]
    pub fn new(listed: impl IntoIterator<Item = Listed>) -> Self {
        let mut matcher = Self {
            lexicon: Lexicon::default(),
            streets: Lexicon::default(),
            parties: Vec::new(),
            index: Index::default(),
            census: Census::default(),
            rates: Rates::default(),
        };
        for one in listed {
            let party = matcher.party(&one);
            matcher.census.count(&party);
            matcher.parties.push(Some(party));
        }
        matcher.parties.shrink_to_fit();
        matcher.index = Index::of(&matcher.parties, &matcher.lexicon);
        matcher
    }

    /// How many firms there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.census.firms()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Prepares a firm and counts its words.
    pub(super) fn party(&mut self, listed: &Listed) -> Party {
        let party = Party::of(listed, &mut self.lexicon, &mut self.streets);
        self.lexicon.count(&party.words);
        self.streets.count(&party.street);
        party
    }

    /// The firms of the list that one may be, the most likely first, five at most.
    #[must_use]
    pub fn found(&mut self, listed: &Listed) -> Vec<Found> {
        let party = Party::of(listed, &mut self.lexicon, &mut self.streets);
        self.found_for(&party, None)
    }

    pub(super) fn found_for(&self, party: &Party, itself: Option<u32>) -> Vec<Found> {
        let found = self.candidates(party, itself);
        let worth = found.into_iter().filter(|one| one.probability >= POSSIBLE);
        worth
            .take(TOLD)
            .map(|one| self.told(&one, one.probability))
            .collect()
    }

    pub(super) fn told(&self, one: &Candidate, probability: f64) -> Found {
        Found {
            number: one.number as usize,
            probability,
            status: one.status(probability),
            reasons: one.comparison.reasons(&self.rates),
            against: one.against,
        }
    }

    pub(super) fn compared(&self, a: &Party, b: &Party) -> Comparison {
        Comparison::of(a, b, (&self.lexicon, &self.streets), self)
    }

    /// Counts relatives in the list, and fits the rates to what these would find.
    pub(super) fn learn(&mut self, asking: &[Party]) {
        let listed = count(self.len()).max(CITY);
        let related: Vec<_> = sample(&self.parties)
            .filter_map(|(number, party)| Some((number, party.as_ref()?)))
            .map(|(number, party)| {
                let others = self.likenesses(party, Some(number));
                let weighed = others.into_iter().map(|one| {
                    let weight = self.rates.weights(&one).sum();
                    (one, weight)
                });
                weighed.collect()
            })
            .collect();
        self.rates.kin = Kin::counted(&self.rates, &related, listed);
        let asked: Vec<Asked> = sample(asking)
            .map(|(_, party)| self.likenesses(party, None))
            .collect();
        self.rates = fitted(&asked, self.len(), &self.rates);
    }

    /// How one compares with all that it may be.
    fn likenesses(&self, party: &Party, itself: Option<u32>) -> Vec<Comparison> {
        let numbers = self.met(party).into_iter();
        let compared = numbers
            .filter(|number| Some(*number) != itself)
            .map(|number| self.compared(self.listed(number), party));
        compared
            .filter(|one| self.rates.name(&one.name) > NO_LIKENESS)
            .collect()
    }

    /// The candidates for one, the most likely first.
    pub(super) fn candidates(&self, party: &Party, itself: Option<u32>) -> Vec<Candidate> {
        let others = self.met(party).into_iter();
        let others = others.filter(|number| Some(*number) != itself);
        let mut found: Vec<Candidate> = others
            .map(|number| self.candidate(number, party))
            .filter(|one| one.by_number || one.weight > NO_LIKENESS)
            .collect();
        found.sort_by(|x, y| y.weight.total_cmp(&x.weight).then(x.number.cmp(&y.number)));
        self.hold_against(&mut found);
        found.sort_by(|x, y| {
            let by_number = y.by_number.cmp(&x.by_number);
            let likely = y.probability.total_cmp(&x.probability);
            by_number.then(likely).then(x.number.cmp(&y.number))
        });
        found
    }

    /// The firms that are compared with one.
    fn met(&self, party: &Party) -> Vec<u32> {
        if self.len() <= COMPARED_ALL {
            return (0..)
                .zip(&self.parties)
                .filter_map(|(number, party)| party.is_some().then_some(number))
                .collect();
        }
        self.index.candidates(party, &self.lexicon)
    }

    /// A firm of the list.
    fn listed(&self, number: u32) -> &Party {
        let party = self.parties[number as usize].as_ref();
        party.expect("who was taken out of the list is in no index")
    }

    fn candidate(&self, number: u32, party: &Party) -> Candidate {
        let comparison = self.compared(self.listed(number), party);
        let weights = self.rates.weights(&comparison);
        let numbers = comparison.numbers;
        let mut against = comparison.against();
        // A number that two firms were given by mistake shows by their names.
        let strangers = weights.name < NO_LIKENESS;
        let shares_nib = numbers.nib == Agreement::Same;
        let by_number = shares_nib || numbers.are_one() && !strangers;
        if by_number {
            against = None;
        }
        let (weight, kin) = self.rates.weighed(&comparison, weights.sum(), self.len());
        let kin = if strangers {
            Some(Against::Nothing)
        } else {
            kin
        };
        Candidate {
            number,
            comparison,
            weight,
            against,
            kin,
            probability: 0.0,
            by_number,
        }
    }

    /// A firm is one of those it is like, or none of them.
    fn hold_against(&self, found: &mut [Candidate]) {
        let weights = found.iter().map(|one| one.weight);
        let likely = self.rates.odds(weights, self.len());
        let all: f64 = likely.iter().sum();
        let numbered = found.iter().filter(|one| one.by_number).count();
        let best = found.iter().position(|one| one.by_number);
        // Two records of one firm in the list are no rivals.
        let twice = match found {
            [x, y, ..] => self.are_together(self.listed(x.number), self.listed(y.number)),
            _ => 0.0,
        };
        for (place, one) in found.iter_mut().enumerate() {
            let rival = [1, 0].get(place).and_then(|rival| likely.get(*rival));
            let others = all - likely[place] - twice * rival.unwrap_or(&0.0);
            one.probability = likely[place] / (1.0 + likely[place] + others.max(0.0));
            if one.against.is_some_and(by_identifier) {
                let likeness = 1.0 / (1.0 + (-one.weight / 10.0).exp());
                one.probability *= AGAINST * likeness;
            } else if one.probability < PROBABLE {
                one.against = one.against.or(one.kin);
            }
            if one.by_number {
                // Of several with one number, the name tells which.
                one.by_number = numbered == 1 || Some(place) == best;
                one.probability = if one.by_number { BY_NUMBER } else { AGAINST };
            }
        }
    }
}

/// Some thousand firms of a list and their numbers.
fn sample<T>(parties: &[T]) -> impl Iterator<Item = (u32, &T)> {
    let step = (parties.len() / LEARNT_FROM).max(1);
    (0..).zip(parties).step_by(step)
}

/// Whether an identifier speaks against both being one firm, which is not weighed.
const fn by_identifier(against: Against) -> bool {
    matches!(against, Against::Nib | Against::Npwp)
}

/// A number of firms, for reckoning with.
fn count(firms: usize) -> f64 {
    f64::from(u32::try_from(firms).unwrap_or(u32::MAX))
}

impl Rates {
    /// The odds that pairs of these weights are one firm, where so many could have been meant.
    fn odds(&self, weights: impl Iterator<Item = f64>, listed: usize) -> Vec<f64> {
        let before = (self.shared / (1.0 - self.shared)).ln() - count(listed).max(CITY).ln();
        let odds = weights.map(|weight| (weight + before).min(700.0).exp());
        odds.collect()
    }

    /// What a comparison of this weight weighs beside that of a relative, and what speaks for a
    /// relative where one is likelier than chance.
    fn weighed(
        &self,
        comparison: &Comparison,
        weight: f64,
        listed: usize,
    ) -> (f64, Option<Against>) {
        if weight < HOPELESS {
            return (weight, None);
        }
        let (relatives, kin) = self.kin.likely(self, comparison);
        let listed = count(listed).max(CITY);
        let shared = weight - comparison.numbers.weight();
        let off = (1.0 + relatives * (shared - listed.ln()).exp()).ln();
        let plainly = comparison
            .against()
            .filter(|one| by_identifier(*one))
            .map_or(0.0, |_| PLAINLY);
        (weight - off - plainly, (off > 0.7).then_some(kin))
    }

    /// How likely each of these is the one that was asked for.
    pub(super) fn likely(&self, asked: &[Comparison], listed: usize) -> Vec<f64> {
        let weights = asked.iter().map(|one| {
            let weight = self.weights(one).sum();
            self.weighed(one, weight, listed).0
        });
        let odds = self.odds(weights, listed);
        let all: f64 = 1.0 + odds.iter().sum::<f64>();
        odds.into_iter().map(|one| one / all).collect()
    }
}

impl Frequencies for Matcher {
    fn form(&self, form: Form) -> f64 {
        self.census.form(form)
    }

    fn place(&self, place: u64) -> f64 {
        self.census.place(place)
    }

    fn phone(&self, phone: u64) -> f64 {
        self.besides(self.index.phones(phone))
    }

    fn mail(&self, mail: u64) -> f64 {
        self.besides(self.index.mails(mail))
    }

    fn domain(&self, domain: u64) -> f64 {
        self.besides(self.index.domains(domain))
    }

    fn address(&self, party: &Party) -> f64 {
        self.besides(self.index.addresses(party))
    }
}

impl Matcher {
    /// The share of firms that have what so many records have, besides the one it is about; at
    /// least one of some hundred, where few have been seen.
    fn besides(&self, records: usize) -> f64 {
        let others = count(records.saturating_sub(1));
        (others + 0.3) / (self.census.all() + 300.0)
    }
}
