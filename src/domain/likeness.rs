//! Two records that may be one firm: how likely, why, and how they look side by side.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::{
    employer::{Field, Record},
    identifiers::sound_npwp,
    matching::{
        Agreement,
        address::{self, Street},
    },
    names::{form_of, match_name},
};

/// One reason for proposing a pair, or against it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Because {
    /// Which field it is about: a column's name.
    pub field: String,
    /// How the two compare: `same`, `near`, `other`, or a code of its own that has words.
    pub how: String,
    /// The natural logarithm of how much more likely it makes one firm than two, in tenths; 0
    /// where nothing was weighed.
    #[serde(default)]
    pub weight: i32,
    /// What is remarkable about it, in Indonesian; may be empty.
    #[serde(default)]
    pub note: String,
}

impl Because {
    /// A reason.
    #[must_use]
    pub fn new(field: &str, how: &str) -> Self {
        Self {
            field: field.to_owned(),
            how: how.to_owned(),
            weight: 0,
            note: String::new(),
        }
    }
}

/// How a field of two records compares, for whoever looks at both.
#[must_use]
pub fn agreement(field: Field, one: &Record, other: &Record) -> Agreement {
    let form = |record: &Record| {
        let name = record.get(Field::Name).unwrap_or_default();
        form_of(name, record.get(Field::Form)).map(|form| form.code().to_owned())
    };
    let (a, b) = match field {
        Field::Form => (form(one), form(other)),
        _ => (
            one.get(field).map(str::to_owned),
            other.get(field).map(str::to_owned),
        ),
    };
    let (Some(a), Some(b)) = (a, b) else {
        return Agreement::Unknown;
    };
    if a == b {
        return Agreement::Same;
    }
    let near = match field {
        Field::Name => match_name(&a) == match_name(&b),
        Field::Phone => {
            address::phones(&a).any(|one| address::phones(&b).any(|other| one == other))
        }
        Field::Email => address::mails(&a).any(|one| address::mails(&b).any(|other| one == other)),
        Field::Address => are_near(&Street::of(&a), &Street::of(&b)),
        Field::Kelurahan => address::place(&a).is_some_and(|a| address::place(&b) == Some(a)),
        Field::ContactName => letters(&a) == letters(&b),
        Field::Npwp => {
            let keys = (one.get(Field::NpwpKey), other.get(Field::NpwpKey));
            matches!(keys, (Some(a), Some(b)) if sound_npwp(a, b).is_some())
        }
        _ => false,
    };
    if near {
        Agreement::Near
    } else {
        Agreement::Other
    }
}

fn letters(text: &str) -> String {
    let kept = text.chars().filter(|c| c.is_alphanumeric());
    kept.flat_map(char::to_lowercase).collect()
}

/// Whether two addresses may be one: most words are the same, and no other house is named.
fn are_near(a: &Street, b: &Street) -> bool {
    let words = |street: &Street| street.words.iter().cloned().collect::<BTreeSet<_>>();
    let (x, y) = (words(a), words(b));
    let fewer = x.len().min(y.len());
    let shared = x.intersection(&y).count();
    let other_house = a.house.is_some() && b.house.is_some() && a.house != b.house;
    fewer > 0 && shared * 3 >= fewer * 2 && !other_house
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(fields: &[(Field, &str)]) -> Record {
        let mut record = Record::default();
        for (field, value) in fields {
            record.set(*field, Some(*value));
        }
        record
    }

    #[test]
    fn what_differs_in_spelling_alone_is_near() {
        let one = record(&[
            (Field::Name, "CV Contoh Sentosa"),
            (Field::Phone, "+62 548 123456"),
            (Field::Email, "hrd@contoh.example; info@contoh.example"),
            (Field::Address, "Jl. Misal Raya No. 12"),
            (Field::Kelurahan, "Lok Tuan"),
            (Field::Nib, "9120000000001"),
        ]);
        let other = record(&[
            (Field::Name, "CONTOH SENTOSA, CV"),
            (Field::Phone, "0548123456"),
            (Field::Email, "HRD@contoh.example"),
            (Field::Address, "Jalan Misal Raya 12, Bontang"),
            (Field::Kelurahan, "LOKTUAN"),
            (Field::Nib, "9120000000002"),
        ]);
        let how = |field| agreement(field, &one, &other);
        for field in [
            Field::Name,
            Field::Phone,
            Field::Email,
            Field::Address,
            Field::Kelurahan,
        ] {
            assert_eq!(how(field), Agreement::Near, "{field:?}");
        }
        assert_eq!(how(Field::Form), Agreement::Same, "as the names tell");
        let next_door = record(&[(Field::Address, "Jl. Misal Raya No. 14")]);
        assert_eq!(
            agreement(Field::Address, &one, &next_door),
            Agreement::Other
        );
        assert_eq!(how(Field::Nib), Agreement::Other);
        assert_eq!(how(Field::Code), Agreement::Unknown);
    }
}
