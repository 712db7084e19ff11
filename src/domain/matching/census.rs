//! How many firms of a list have what.

use std::collections::HashMap;

use super::party::Party;
use crate::names::Form;

/// How many firms of a list have which form and place.
#[derive(Debug, Clone, Default)]
pub(super) struct Census {
    firms: u32,
    forms: HashMap<Form, u32>,
    places: HashMap<u64, u32>,
    /// Firms whose form is known, and whose place is.
    formed: u32,
    placed: u32,
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
}

/// Takes one off a count.
fn take_one<K: std::hash::Hash + Eq>(counts: &mut HashMap<K, u32>, key: K) {
    let left = counts.get(&key).map_or(0, |count| count - 1);
    if left == 0 {
        counts.remove(&key);
    } else {
        counts.insert(key, left);
    }
}
