//! How many firms of a list have what.

use std::collections::HashMap;

use super::party::Party;
use crate::names::Form;

/// The share of firms that have a namesake of their form, before any are counted, and how many
/// firms that is worth.
const NAMESAKES: (f64, f64) = (0.02, 300.0);

/// How many firms of a list have which form, place and name.
#[derive(Debug, Clone, Default)]
pub(super) struct Census {
    firms: u32,
    forms: HashMap<Form, u32>,
    places: HashMap<u64, u32>,
    /// Firms whose form is known, and whose place is.
    formed: u32,
    placed: u32,
    /// Firms by their name with its form.
    names: HashMap<u64, u32>,
    /// Firms whose name, with its form, another one has.
    twins: u32,
}

impl Census {
    pub(super) fn count(&mut self, party: &Party) {
        self.firms += 1;
        if let Some(form) = party.form {
            *self.forms.entry(form).or_default() += 1;
            self.formed += 1;
        }
        if party.place != 0 {
            *self.places.entry(party.place).or_default() += 1;
            self.placed += 1;
        }
        let named = self.names.entry(name(party)).or_default();
        *named += 1;
        self.twins += newly_alike(*named);
    }

    /// Forgets a firm that was counted.
    pub(super) fn uncount(&mut self, party: &Party) {
        self.firms -= 1;
        if let Some(form) = party.form {
            take_one(&mut self.forms, form);
            self.formed -= 1;
        }
        if party.place != 0 {
            take_one(&mut self.places, party.place);
            self.placed -= 1;
        }
        let left = take_one(&mut self.names, name(party));
        self.twins -= newly_alike(left + 1);
    }

    /// How many firms there are.
    pub(super) fn firms(&self) -> usize {
        self.firms as usize
    }

    /// The same, for reckoning with.
    pub(super) fn all(&self) -> f64 {
        f64::from(self.firms)
    }

    /// The share of firms of this form.
    pub(super) fn form(&self, form: Form) -> f64 {
        let one = self.forms.get(&form).copied().unwrap_or_default();
        // A third of a few dozen imagined firms has any form.
        (f64::from(one) + 10.0) / (f64::from(self.formed) + 30.0)
    }

    /// The share of firms in this place.
    pub(super) fn place(&self, place: u64) -> f64 {
        let one = self.places.get(&place).copied().unwrap_or_default();
        (f64::from(one) + 3.0) / (f64::from(self.placed) + 45.0)
    }

    /// The share of firms whose name, with its form, another one has.
    pub(super) fn twins(&self) -> f64 {
        (f64::from(self.twins) + NAMESAKES.0 * NAMESAKES.1) / (self.all() + NAMESAKES.1)
    }
}

/// How many firms have a namesake since the last one of this name came.
const fn newly_alike(named: u32) -> u32 {
    match named {
        0 | 1 => 0,
        2 => 2,
        _ => 1,
    }
}

/// Takes one off a count; answers what is left.
fn take_one<K: std::hash::Hash + Eq>(counts: &mut HashMap<K, u32>, key: K) -> u32 {
    let left = counts.get(&key).map_or(0, |count| count - 1);
    if left == 0 {
        counts.remove(&key);
    } else {
        counts.insert(key, left);
    }
    left
}

/// One number for a name and its form, whatever the order of its words.
fn name(party: &Party) -> u64 {
    let mut words: Vec<u64> = party.words.iter().map(|word| u64::from(*word)).collect();
    words.sort_unstable();
    words.push(party.form.map_or(0, |form| form as u64 + 1));
    words.into_iter().fold(7_u64, |hash, word| {
        (hash ^ word)
            .wrapping_mul(0x9e37_79b9_7f4a_7c15)
            .rotate_left(29)
    })
}
