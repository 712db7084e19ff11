//! Finding the few records that one may be among very many, without comparing each with each.

use std::iter;

use super::{
    lexicon::{Kind, Lexicon, WordId},
    party::Party,
    stretches,
};

/// What records meet by.
#[derive(Debug, Clone, Copy)]
enum Sign {
    Nib,
    Npwp,
    Code,
    Phone,
    Mail,
    Domain,
    Address,
    /// A place and a number of a house.
    HouseHere,
    /// A place and a street.
    StreetHere,
    /// All words, in any order.
    Words,
    /// Two of the words.
    TwoWords,
    Word,
    /// A word and the place.
    WordHere,
    /// Two stretches of the whole name, as it is for every name that a few edits would make of it.
    Stretches,
    Initials,
    /// The letters of the name in one run, in the name or in a mail address.
    Run,
}

impl Sign {
    /// Records looked at that share a sign; where more do, it says too little.
    const fn most(self) -> usize {
        match self {
            Self::Nib | Self::Npwp | Self::Code => 50,
            Self::Words => 400,
            Self::TwoWords
            | Self::Stretches
            | Self::WordHere
            | Self::HouseHere
            | Self::StreetHere => 150,
            Self::Word
            | Self::Initials
            | Self::Run
            | Self::Phone
            | Self::Mail
            | Self::Domain
            | Self::Address => 60,
        }
    }
}

/// Records compared with one that asks: those that share most signs with it.
const MOST: usize = 120;
/// Words of a name that are looked under.
const WORDS: usize = 6;
/// Letters of a name that are looked under for typing errors.
const LETTERS: usize = 60;
const BUCKETS: usize = 1 << 16;
/// A bucket grows by this part of itself at a time.
const SPARE: usize = 8;

/// The signs of records by number, for looking up.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Index {
    /// A sign and the number of a record, sorted, by what the sign begins with.
    buckets: Vec<Vec<u64>>,
}

impl Index {
    /// An index of these records.
    pub(super) fn of(parties: &[Option<Party>], lexicon: &Lexicon) -> Self {
        let mut entries = Vec::with_capacity(parties.len() * 16);
        for (number, party) in (0..).zip(parties) {
            if let Some(party) = party {
                kept(number, party, lexicon, &mut entries);
            }
        }
        entries.sort_unstable();
        entries.dedup();
        let mut rest = entries.as_slice();
        let mut buckets = Vec::with_capacity(BUCKETS);
        for next in 1..=BUCKETS as u64 {
            let end = if next == BUCKETS as u64 {
                rest.len()
            } else {
                rest.partition_point(|entry| *entry < next << 48)
            };
            let (bucket, others) = rest.split_at(end);
            buckets.push(bucket.to_vec());
            rest = others;
        }
        Self { buckets }
    }

    /// Adds a record.
    pub(super) fn put(&mut self, number: u32, party: &Party, lexicon: &Lexicon) {
        let mut entries = Vec::new();
        kept(number, party, lexicon, &mut entries);
        self.buckets.resize(BUCKETS, Vec::new());
        for entry in entries {
            let bucket = &mut self.buckets[bucket(entry)];
            if let Err(place) = bucket.binary_search(&entry) {
                if bucket.len() == bucket.capacity() {
                    bucket.reserve_exact(1 + bucket.len() / SPARE);
                }
                bucket.insert(place, entry);
            }
        }
    }

    /// Takes a record out that was put as it is.
    pub(super) fn take(&mut self, number: u32, party: &Party, lexicon: &Lexicon) {
        let mut entries = Vec::new();
        kept(number, party, lexicon, &mut entries);
        for entry in entries {
            let bucket = &mut self.buckets[bucket(entry)];
            if let Ok(place) = bucket.binary_search(&entry) {
                bucket.remove(place);
            }
        }
    }

    /// The records that one may be.
    pub(super) fn candidates(&self, party: &Party, lexicon: &Lexicon) -> Vec<u32> {
        let mut met = Vec::new();
        signs(party, lexicon, true, |kind, sign| {
            let range = self.range(sign);
            if range.len() <= kind.most() {
                met.extend(range.iter().map(|entry| number(*entry)));
            }
        });
        met.sort_unstable();
        let mut counted: Vec<(usize, u32)> = Vec::new();
        for group in met.chunk_by(|x, y| x == y) {
            counted.push((group.len(), group[0]));
        }
        if counted.len() > MOST {
            counted.sort_unstable_by(|x, y| y.cmp(x));
            counted.truncate(MOST);
        }
        counted.into_iter().map(|(_, number)| number).collect()
    }

    fn range(&self, sign: u32) -> &[u64] {
        let Some(part) = self.buckets.get((sign >> 16) as usize) else {
            return &[];
        };
        let first = part.partition_point(|entry| entry >> 32 < u64::from(sign));
        let rest = &part[first..];
        &rest[..rest.partition_point(|entry| entry >> 32 == u64::from(sign))]
    }

    fn count(&self, kind: Sign, value: u64) -> usize {
        self.range(sign(kind, [value])).len()
    }

    /// Records with this telephone number.
    pub(super) fn phones(&self, phone: u64) -> usize {
        self.count(Sign::Phone, phone)
    }

    /// Records with this mail address.
    pub(super) fn mails(&self, mail: u64) -> usize {
        self.count(Sign::Mail, mail)
    }

    /// Records with this domain of their own.
    pub(super) fn domains(&self, domain: u64) -> usize {
        self.count(Sign::Domain, domain)
    }

    /// Records at the address of this one.
    pub(super) fn addresses(&self, party: &Party) -> usize {
        self.count(Sign::Address, address(party))
    }
}

/// What a record is kept under. Only what never changes of its words may count here, or it would
/// not be found again when it is taken out.
fn kept(number: u32, party: &Party, lexicon: &Lexicon, entries: &mut Vec<u64>) {
    signs(party, lexicon, false, |_, sign| {
        entries.push(u64::from(sign) << 32 | u64::from(number));
    });
}

/// The bucket of an entry.
fn bucket(entry: u64) -> usize {
    usize::try_from(entry >> 48).expect("sixteen bits are left")
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "the lower half is the number"
)]
fn number(entry: u64) -> u32 {
    entry as u32
}

fn sign(kind: Sign, values: impl IntoIterator<Item = u64>) -> u32 {
    let start = stretches::Hash::new(kind as u64 + 17);
    let mut hash = start;
    for value in values {
        hash.add(value);
        hash.add(value >> 29);
    }
    let mixed = hash.0.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    u32::try_from(mixed >> 32).expect("half of it")
}

/// One number for a street and a house in it; 0 without either.
fn address(party: &Party) -> u64 {
    if party.street.is_empty() || party.house == 0 {
        return 0;
    }
    let words = party.street.iter().map(|word| u64::from(*word));
    let mut hash = stretches::Hash::new(3);
    for value in words.chain(iter::once(u64::from(party.house))) {
        hash.add(value);
    }
    hash.0.max(1)
}

/// The signs of a record: those it is kept under, or those it is looked up under.
fn signs(party: &Party, lexicon: &Lexicon, asking: bool, mut put: impl FnMut(Sign, u32)) {
    for (kind, value) in [
        (Sign::Nib, party.nib),
        (Sign::Npwp, party.npwp),
        (Sign::Code, u64::from(party.code)),
        (Sign::Address, address(party)),
    ] {
        if value != 0 {
            put(kind, sign(kind, [value]));
        }
    }
    ways_to_reach(party, &mut put);
    if party.place != 0 && party.house != 0 {
        let house = u64::from(party.house);
        put(Sign::HouseHere, sign(Sign::HouseHere, [party.place, house]));
    }
    if party.place != 0 && !party.street.is_empty() {
        let street = party.street.iter().map(|word| u64::from(*word));
        let here = iter::once(party.place).chain(street);
        put(Sign::StreetHere, sign(Sign::StreetHere, here));
    }
    let telling = |id: &&WordId| lexicon.kind(**id) != Kind::Filler;
    let mut sounds: Vec<u64> = party
        .words
        .iter()
        .filter(telling)
        .map(|id| lexicon.sound_key(*id))
        .collect();
    sounds.sort_unstable();
    sounds.dedup();
    if sounds.is_empty() {
        return;
    }
    put(Sign::Words, sign(Sign::Words, sounds.iter().copied()));
    sounds.truncate(WORDS);
    for (place, one) in sounds.iter().enumerate() {
        put(Sign::Word, sign(Sign::Word, [*one]));
        if party.place != 0 {
            put(Sign::WordHere, sign(Sign::WordHere, [*one, party.place]));
        }
        for other in &sounds[place + 1..] {
            put(Sign::TwoWords, sign(Sign::TwoWords, [*one, *other]));
        }
    }
    stretches(party, lexicon, asking, |hash| {
        put(Sign::Stretches, sign(Sign::Stretches, [hash]));
    });
    initials(party, lexicon, asking, |hash| {
        put(Sign::Initials, sign(Sign::Initials, [hash]));
    });
}

/// Telephones, mail addresses, and the name as they write it.
fn ways_to_reach(party: &Party, mut put: impl FnMut(Sign, u32)) {
    for phone in &party.phones {
        put(Sign::Phone, sign(Sign::Phone, [*phone]));
    }
    for mail in &party.mails {
        put(Sign::Mail, sign(Sign::Mail, [mail.address]));
        if mail.domain != 0 {
            put(Sign::Domain, sign(Sign::Domain, [mail.domain]));
        }
    }
    let spells = party.mails.iter().flat_map(|mail| mail.spells);
    for run in spells.chain(party.runs).filter(|run| *run != 0) {
        put(Sign::Run, sign(Sign::Run, [run]));
    }
}

fn stretches(party: &Party, lexicon: &Lexicon, asking: bool, put: impl FnMut(u64)) {
    // Firms of a series differ by a number alone, and are not meant as each other.
    let telling = |id: &&WordId| !matches!(lexicon.kind(**id), Kind::Filler | Kind::Number);
    let words = party.words.iter().filter(telling);
    let letters: Vec<char> = words
        .flat_map(|id| lexicon.sound(*id).chars())
        .take(LETTERS)
        .collect();
    if asking {
        stretches::probes(&letters, put);
    } else {
        stretches::keys(&letters, put);
    }
}

/// The initials of a name of several words, and a short word that may be such initials.
fn initials(party: &Party, lexicon: &Lexicon, asking: bool, mut put: impl FnMut(u64)) {
    let plain = |id: &&WordId| !matches!(lexicon.kind(**id), Kind::Filler | Kind::Number);
    let mut hash = stretches::Hash::new(5);
    let mut letters = 0;
    for id in party.words.iter().filter(plain) {
        let text = lexicon.text(*id);
        if let Some(first) = text.chars().next() {
            hash.add(u64::from(first));
            letters += 1;
        }
        let known = if asking {
            lexicon.is_known(*id)
        } else {
            lexicon.is_everyday(*id)
        };
        if (3..=6).contains(&text.len()) && !known {
            put(stretches::Hash::of(5, text));
        }
    }
    if (3..=6).contains(&letters) {
        put(hash.0);
    }
}
