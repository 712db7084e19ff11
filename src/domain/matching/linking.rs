//! Two lists linked.

use std::collections::HashMap;

use super::{
    Found,
    matcher::{Candidate, Matcher, POSSIBLE},
    party::{Listed, Party},
};

/// A record of one list and the record of another one that it is taken for.
#[derive(Debug, Clone, PartialEq)]
pub struct Link {
    /// Number in the first list, from 0.
    pub a: usize,
    /// Number in the second list, from 0.
    pub b: usize,
    /// How sure that is, and why.
    pub found: Found,
}

impl std::ops::Deref for Link {
    type Target = Found;

    fn deref(&self) -> &Found {
        &self.found
    }
}

/// Candidates of a record that are kept until all records have been looked up.
const KEPT: usize = 4;
/// What records weigh that are like each other by chance, where both are like one firm.
const LITTLE: f64 = 6.0;
/// From this probability on two records claim one firm together.
const TOGETHER: f64 = 0.5;

/// Links two lists: for each record of the second the record of the first that it is most likely
/// to be, in the order of the second; none where none is worth looking at.
///
/// Several records of the second list may be one record of the first, if they are like each other
/// too; of two that are not, the likelier one has it, and the other goes to its next best.
#[must_use]
pub fn link(a: impl IntoIterator<Item = Listed>, b: impl IntoIterator<Item = Listed>) -> Vec<Link> {
    let mut matcher = Matcher::new(a);
    let asking: Vec<Party> = b.into_iter().map(|one| matcher.party(&one)).collect();
    matcher.learn(&asking);
    let mut pairs: Vec<(u32, Candidate)> = Vec::new();
    for (number, party) in (0_u32..).zip(&asking) {
        let found = matcher.candidates(party, None).into_iter();
        let worth = found.filter(|one| one.probability >= POSSIBLE).take(KEPT);
        pairs.extend(worth.map(|one| (number, one)));
    }
    let likelier = |(x, one): &(u32, Candidate), (y, other): &(u32, Candidate)| {
        (other.by_number.cmp(&one.by_number))
            .then(other.probability.total_cmp(&one.probability))
            .then(other.weight.total_cmp(&one.weight))
            .then((one.number, x).cmp(&(other.number, y)))
    };
    pairs.sort_by(likelier);
    let mut chosen: HashMap<u32, (f64, Candidate)> = HashMap::new();
    let mut claims: HashMap<u32, Vec<(u32, f64)>> = HashMap::new();
    for (asker, one) in pairs {
        let left = left_over(&matcher, &asking, claims.get(&one.number), asker, &one);
        if chosen.get(&asker).is_some_and(|(best, _)| *best >= left) {
            continue;
        }
        let claim = if one.by_number { 1.0 } else { left };
        if claim >= TOGETHER {
            claims.entry(one.number).or_default().push((asker, claim));
        }
        chosen.insert(asker, (left, one));
    }
    chosen.retain(|_, (left, _)| *left >= POSSIBLE);
    let mut links: Vec<Link> = chosen
        .into_iter()
        .map(|(asker, (left, one))| Link {
            a: one.number as usize,
            b: asker as usize,
            found: matcher.told(&one, left),
        })
        .collect();
    links.sort_by_key(|link| link.b);
    links
}

/// How likely one is still the firm that others have claimed before.
fn left_over(
    matcher: &Matcher,
    asking: &[Party],
    claims: Option<&Vec<(u32, f64)>>,
    asker: u32,
    one: &Candidate,
) -> f64 {
    let mut left = one.probability;
    if one.by_number {
        return left;
    }
    for (other, claim) in claims.into_iter().flatten() {
        let together = matcher.are_together(&asking[asker as usize], &asking[*other as usize]);
        left *= 1.0 - claim * (1.0 - together);
    }
    left
}

impl Matcher {
    /// How likely two records that are like one firm are one.
    pub(super) fn are_together(&self, x: &Party, y: &Party) -> f64 {
        let comparison = self.compared(x, y);
        if comparison.numbers.are_one() {
            return 1.0;
        }
        if comparison.against().is_some() {
            return 0.0;
        }
        // Both are like one firm already: that they are like each other needs little more, unless
        // they are relatives.
        let (relatives, _) = self.rates.kin.likely(&self.rates, &comparison);
        let weight = self.rates.weights(&comparison).sum();
        1.0 / (1.0 + (LITTLE - weight).exp() + relatives)
    }
}
