//! A firm as one list tells of it, made ready for being compared with many others.

use super::{
    address::{self, Street},
    lexicon::{Kind, Lexicon, WordId},
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
    /// The number itself, so that a slip shows.
    pub(super) nib: u64,
    /// The same.
    pub(super) npwp: u64,
    pub(super) code: u32,
    pub(super) place: u64,
    /// In the order of the words, whatever their numbers.
    pub(super) street: Box<[WordId]>,
    /// The number of its word, from 1.
    pub(super) house: WordId,
    /// The neighbourhood; 0 where it is not told.
    pub(super) rt: u16,
    /// All that it tells.
    pub(super) phones: Box<[u64]>,
    pub(super) mails: Box<[Mail]>,
    /// Its name as one run of letters, with fillers and without.
    pub(super) runs: [u64; 2],
}

/// A mail address, and what it says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Mail {
    pub(super) address: u64,
    /// A domain of the firm's own; 0 for that of a provider.
    pub(super) domain: u64,
    /// The letters before and behind the @, which often are the firm's name.
    pub(super) spells: [u64; 2],
}

impl Party {
    /// Prepares a firm; new words are added to the lexicon, and its name is not counted.
    pub(super) fn of(listed: &Listed, lexicon: &mut Lexicon, streets: &mut Lexicon) -> Self {
        let spelt = Spelt::of(&listed.name, listed.form.as_deref());
        let street = Street::of(listed.address.as_deref().unwrap_or_default());
        let mut roads: Vec<WordId> = street.words.iter().map(|word| streets.id(word)).collect();
        let house = street
            .house
            .as_deref()
            .map_or(0, |house| streets.id(house) + 1);
        let told = listed.kelurahan.as_deref().and_then(address::place);
        let place = told.or(street.place);
        roads.sort_by(|x, y| streets.text(*x).cmp(streets.text(*y)));
        roads.dedup();
        let words: Box<[WordId]> = spelt.words.iter().map(|word| lexicon.id(word)).collect();
        let run = |counts: fn(Kind) -> bool| {
            let told = |id: &&WordId| !lexicon.is_number(**id) && counts(lexicon.kind(**id));
            spelling(&lexicon.letters(words.iter().filter(told)))
        };
        Self {
            form: spelt.form,
            nib: number(listed.ids.nib.as_deref()),
            npwp: number(listed.ids.npwp.as_deref()),
            code: listed.ids.code.unwrap_or(0),
            place: hash(place.as_deref()),
            street: roads.into(),
            house,
            rt: street.rt.unwrap_or(0),
            phones: listed
                .phone
                .iter()
                .flat_map(|text| address::phones(text))
                .collect(),
            mails: listed
                .email
                .iter()
                .flat_map(|text| address::mails(text))
                .map(|mail| Mail::of(&mail))
                .collect(),
            runs: [run(|_| true), run(|kind| kind != Kind::Filler)],
            words,
        }
    }
}

impl Mail {
    fn of(address: &str) -> Self {
        let (mailbox, domain) = address.rsplit_once('@').unwrap_or((address, ""));
        let host = domain.split('.').next().unwrap_or_default();
        let own = address::own_domain(domain);
        Self {
            address: hash(Some(address)),
            domain: hash(own),
            spells: [spelling(mailbox), own.map_or(0, |_| spelling(host))],
        }
    }
}

/// Letters of the shortest name that an address is known by.
const SHORTEST: usize = 6;

/// What a run of letters is compared by; 0 for one that is too short to say anything.
fn spelling(text: &str) -> u64 {
    let letters: String = text
        .chars()
        .filter(char::is_ascii_alphabetic)
        .map(|letter| letter.to_ascii_uppercase())
        .collect();
    if letters.len() < SHORTEST {
        0
    } else {
        hash(Some(&letters))
    }
}

/// A number of digits as itself; one that is too long as what no other is.
fn number(digits: Option<&str>) -> u64 {
    const TOO_LONG: u64 = 1 << 63;
    let read = |digits: &str| digits.parse().unwrap_or(hash(Some(digits)) | TOO_LONG);
    digits.map_or(0, read)
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
