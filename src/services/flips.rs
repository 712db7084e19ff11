//! Which verdicts a check turns over.

use std::collections::BTreeMap;

use crate::{
    domain::ids::EmployerId,
    store::{Assessed, CheckedFacts},
};

/// Employers that are named; the others are only counted.
const NAMED: usize = 50;

/// Verdicts that a check gave instead of others. An employer that had none before has `None`.
#[derive(Debug, Default)]
pub(super) struct Flips {
    /// Employers by what stood before and what stands now.
    pub(super) counts: BTreeMap<(Option<&'static str>, &'static str), u64>,
    /// The first of them, in the order of their ids.
    pub(super) first: Vec<(EmployerId, Option<&'static str>, &'static str)>,
}

impl Flips {
    pub(super) fn add(&mut self, checked: &CheckedFacts, now: &Assessed) {
        let before = checked.before.as_ref().map(|(a, _)| a.verdict.code());
        let after = now.assessment.verdict.code();
        if before == Some(after) {
            return;
        }
        *self.counts.entry((before, after)).or_default() += 1;
        if self.first.len() < NAMED {
            self.first.push((now.id, before, after));
        }
    }
}
