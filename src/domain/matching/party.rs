//! A firm as one list tells of it, made ready for being compared with many others.

use super::{
    address::{self, Street},
    lexicon::{Lexicon, WordId},
    spelling::Spelt,
};
use crate::{directory::Ids, names::Form};

/// What one list says of a firm.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Listed {
    /// As written; may be empty.
    pub name: String,
    /// What a register's own column says of the legal form, as written.
    pub form: Option<String>,
    /// Its numbers, as they are compared.
    pub ids: Ids,
    /// The address as written.
    pub address: Option<String>,
    /// The kelurahan as written.
    pub kelurahan: Option<String>,
    /// Telephone as written.
    pub phone: Option<String>,
    /// Mail addresses as written.
    pub email: Option<String>,
}

/// A firm ready for being compared. Words are numbers of a [`Lexicon`]; 0 is no number.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Party {
    pub(super) form: Option<Form>,
    pub(super) words: Box<[WordId]>,
    pub(super) nib: u64,
    pub(super) npwp: u64,
    pub(super) code: u32,
    pub(super) place: u64,
    /// In the order of the words, whatever their numbers.
    pub(super) street: Box<[WordId]>,
    /// The number of its word, from 1.
    pub(super) house: WordId,
    /// The neighbourhood; 0 where it is not told.
    pub(super) rt: u16,
    pub(super) phone: u64,
    pub(super) mail: u64,
    /// A domain of its own.
    pub(super) domain: u64,
}

impl Party {
    /// Prepares a firm; new words are added to the lexicon, and its name is not counted.
    pub(super) fn of(listed: &Listed, lexicon: &mut Lexicon, streets: &mut Lexicon) -> Self {
        let spelt = Spelt::of(&listed.name, listed.form.as_deref());
        let street = Street::of(listed.address.as_deref().unwrap_or_default());
        let mail = listed.email.as_deref().and_then(address::mail);
        let mut roads: Vec<WordId> = street.words.iter().map(|word| streets.id(word)).collect();
        let house = street
            .house
            .as_deref()
            .map_or(0, |house| streets.id(house) + 1);
        let told = listed.kelurahan.as_deref().and_then(address::place);
        let place = told.or(street.place);
        roads.sort_by(|x, y| streets.text(*x).cmp(streets.text(*y)));
        roads.dedup();
        Self {
            form: spelt.form,
            words: spelt.words.iter().map(|word| lexicon.id(word)).collect(),
            nib: hash(listed.ids.nib.as_deref()),
            npwp: hash(listed.ids.npwp.as_deref()),
            code: listed.ids.code.unwrap_or(0),
            place: hash(place.as_deref()),
            street: roads.into(),
            house,
            rt: street.rt.unwrap_or(0),
            phone: listed
                .phone
                .as_deref()
                .and_then(address::phone)
                .unwrap_or(0),
            mail: hash(mail.as_ref().map(|(address, _)| address.as_str())),
            domain: hash(mail.and_then(|(_, domain)| domain).as_deref()),
        }
    }
}

/// FNV-1a of a text, and 0 for none: two texts of a few million meet once in a million lists.
pub(super) fn hash(text: Option<&str>) -> u64 {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    for byte in text.unwrap_or_default().bytes() {
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    }
    if text.is_none_or(str::is_empty) {
        0
    } else {
        hash.max(1)
    }
}
