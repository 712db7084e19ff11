//! Finding near names among very many, without comparing each with each.

use std::{cell::OnceCell, collections::HashMap};

use super::{
    Firm, Held, Nearness, near,
    parts::{self, Hash},
};

/// Names looked at under one key. More share it only where thousands of names are nearly one, and
/// there some suggestions are as good as all.
const LOOKED_AT: usize = 500;
/// Near names kept of one that asks.
const KEPT: usize = 20;
/// A word in so many names besides the one at hand is a word of its own.
const OTHER_NAMES: u32 = 3;

/// Two firms that an officer should compare, by their numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Suggestion {
    /// The newcomer; of two newcomers the later one.
    pub newcomer: u32,
    /// How near the other's name is.
    pub nearness: Nearness,
    /// The other one.
    pub other: u32,
}

/// The firms whose names are near that of a newcomer, by newcomer, the nearest first. The first
/// `newcomers` firms are the newcomers; those behind them are not compared with each other.
///
/// At most 20 names or so are found for each, fewer where thousands are nearly the same. Takes a few
/// dozen bytes a firm, and time for those only that no identifier tells apart.
#[must_use]
pub fn suggestions(firms: &[Firm], newcomers: usize) -> Vec<Suggestion> {
    let mut groups: [Groups; 2] = Default::default();
    for (number, firm) in (0..).zip(firms) {
        let known = usize::from(number as usize >= newcomers);
        groups[known][usize::from(firm.held.0)].push(number);
    }
    let [new, known] = groups;
    let mut search = Search {
        firms,
        newcomers,
        words: OnceCell::new(),
        found: Vec::new(),
    };
    for (held, askers) in kinds(&new) {
        for (other, others) in kinds(&new) {
            if held <= other && !held.meets(other) {
                search.join(askers, others);
            }
        }
        for (other, others) in kinds(&known) {
            if !held.meets(other) {
                search.join(askers, others);
            }
        }
    }
    search.found.sort_unstable();
    search.found.dedup();
    search.found
}

/// Numbers of firms by the kinds of their identifiers.
type Groups = [Vec<u32>; Held::KINDS];

fn kinds(groups: &Groups) -> impl Iterator<Item = (Held, &[u32])> {
    let numbered = (0..).map(Held).zip(groups);
    numbered
        .filter(|(_, group)| !group.is_empty())
        .map(|(held, group)| (held, group.as_slice()))
}

struct Search<'a> {
    firms: &'a [Firm],
    newcomers: usize,
    /// In how many names each word is, by its hash; counted when first asked for.
    words: OnceCell<HashMap<u64, u32>>,
    found: Vec<Suggestion>,
}

impl Search<'_> {
    /// Compares firms of one list with those of the other; the shorter list asks.
    fn join(&mut self, some: &[u32], others: &[u32]) {
        let (askers, asked) = if some.len() <= others.len() {
            (some, others)
        } else {
            (others, some)
        };
        let index = Index::of(self.firms, asked);
        let mut numbers = Vec::new();
        for asker in askers {
            let name = Spelt::of(&self.firms[*asker as usize].match_name);
            index.look_up(&name, &mut numbers);
            let near = numbers
                .iter()
                .filter_map(|number| self.compare(*asker, *number));
            let near: Vec<Suggestion> = near.take(KEPT).collect();
            self.found.extend(near);
        }
    }

    fn compare(&self, a: u32, b: u32) -> Option<Suggestion> {
        let [x, y] = [a, b].map(|number| &self.firms[number as usize]);
        if a == b || !x.may_be(y) {
            return None;
        }
        let nearness = near(&x.match_name, &y.match_name, |word| self.is_word(word))?;
        let a_is_later = a > b && (a as usize) < self.newcomers;
        let (newcomer, other) = if a_is_later || b as usize >= self.newcomers {
            (a, b)
        } else {
            (b, a)
        };
        Some(Suggestion {
            newcomer,
            nearness,
            other,
        })
    }

    /// Whether a word of one name is in several others.
    fn is_word(&self, word: &str) -> bool {
        let counts = self.words.get_or_init(|| {
            let mut counts = HashMap::new();
            for firm in self.firms {
                for word in firm.match_name.split(' ') {
                    *counts.entry(Hash::of(0, word)).or_insert(0) += 1;
                }
            }
            counts
        });
        counts
            .get(&Hash::of(0, word))
            .is_some_and(|names| *names > OTHER_NAMES)
    }
}

/// A name as the index sees it.
struct Spelt {
    letters: Vec<char>,
    /// The same for the same words in any order.
    words: u64,
}

impl Spelt {
    fn of(name: &str) -> Self {
        let words = name.split(' ');
        Self {
            letters: super::letters(name).collect(),
            words: words.fold(0, |sum, word| sum.wrapping_add(Hash::of(2, word))),
        }
    }

    /// Which pairs of neighbours there are. One edit changes [`PAIRS`] of these bits at most.
    fn pairs(&self) -> u128 {
        let bit = |pair: &[char]| {
            let mut hash = Hash::new(3);
            hash.add(u64::from(pair[0]));
            hash.add(u64::from(pair[1]));
            1_u128 << (hash.0 % 128)
        };
        self.letters.windows(2).fold(0, |set, pair| set | bit(pair))
    }

    /// The key of these very letters.
    fn whole(&self) -> u64 {
        let mut hash = Hash::new(4);
        for letter in &self.letters {
            hash.add(u64::from(*letter));
        }
        hash.0
    }
}

/// Two letters swapped end three pairs and begin three others.
const PAIRS: usize = 6;

/// What tells the number of a key's leading bits, of which there is one less than there are of
/// `begins`.
fn leading_bits(begins: &[u32]) -> impl Fn(u64) -> usize + use<> {
    let bits = (begins.len() - 1).ilog2();
    // A shift by all 64 bits, where there is one number only, would be none.
    move |key| usize::try_from(key.unbounded_shr(64 - bits)).expect("few bits are left")
}

/// Names by their keys.
struct Index<'a> {
    numbers: &'a [u32],
    pairs: Vec<u128>,
    /// Key and place in `numbers`.
    keys: Vec<(u64, u32)>,
    /// Where the keys of each leading bits begin. A name is looked up under dozens of keys, and to
    /// search all keys for each of them would wait for memory at every step.
    begins: Vec<u32>,
}

/// About how many keys share their leading bits.
const SHARING: usize = 2;

impl<'a> Index<'a> {
    fn of(firms: &[Firm], numbers: &'a [u32]) -> Self {
        let mut keys = Vec::with_capacity(8 * numbers.len());
        let mut pairs = Vec::with_capacity(numbers.len());
        for (place, number) in (0..).zip(numbers) {
            let name = Spelt::of(&firms[*number as usize].match_name);
            pairs.push(name.pairs());
            keys.extend([(name.whole(), place), (name.words, place)]);
            parts::keys(&name.letters, |key| keys.push((key, place)));
        }
        keys.sort_unstable();
        let mut begins = vec![0; (keys.len() / SHARING).next_power_of_two() + 1];
        let leading = leading_bits(&begins);
        for (key, _) in &keys {
            begins[leading(*key) + 1] += 1;
        }
        for place in 1..begins.len() {
            begins[place] += begins[place - 1];
        }
        Self {
            numbers,
            pairs,
            keys,
            begins,
        }
    }

    /// Places of the names under a key.
    fn under(&self, key: u64) -> impl Iterator<Item = usize> {
        let leading = leading_bits(&self.begins)(key);
        let sharing = self.begins[leading] as usize..self.begins[leading + 1] as usize;
        let keys = &self.keys[sharing];
        let from = keys.partition_point(|(other, _)| *other < key);
        let same = keys[from..].iter().take_while(move |(k, _)| *k == key);
        same.take(LOOKED_AT).map(|(_, place)| *place as usize)
    }

    /// Puts the numbers of all firms whose names may be near this one into `numbers`.
    fn look_up(&self, name: &Spelt, numbers: &mut Vec<u32>) {
        numbers.clear();
        for key in [name.whole(), name.words] {
            numbers.extend(self.under(key).map(|place| self.numbers[place]));
        }
        let pairs = name.pairs();
        let most = PAIRS * parts::most_edits(name.letters.len());
        parts::probes(&name.letters, |key| {
            let near = self
                .under(key)
                .filter(|place| (pairs ^ self.pairs[*place]).count_ones() as usize <= most);
            numbers.extend(near.map(|place| self.numbers[place]));
        });
        numbers.sort_unstable();
        numbers.dedup();
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::{directory::Ids, names::Form};

    fn firm(name: &str, nib: bool) -> Firm {
        let ids = Ids {
            nib: nib.then(|| "9120000000001".into()),
            ..Ids::default()
        };
        Firm {
            match_name: name.into(),
            form: Some(Form::Pt),
            held: Held::of(&ids),
        }
    }

    /// Newcomer and other of each suggestion.
    fn found(firms: &[Firm], newcomers: usize) -> Vec<(u32, u32)> {
        let all = suggestions(firms, newcomers);
        all.iter().map(|s| (s.newcomer, s.other)).collect()
    }

    #[test]
    fn newcomers_are_compared_with_each_other_and_with_the_known() {
        let firms = [
            firm("REKAAN SENTOSA", false),
            firm("REKAAN SENTOSO", true),
            firm("SENTOSA REKAAN", true),
            firm("REKAAN SENTOSA", false),
        ];
        assert_eq!(found(&firms, 0), []);
        assert_eq!(found(&firms, 1), [(0, 3), (0, 2), (0, 1)]);
        assert_eq!(found(&firms, 2), [(0, 3), (0, 2), (1, 0), (1, 3)]);
    }

    #[test]
    fn a_word_of_several_other_names_is_no_typing_error() {
        let names = ["MISAL", "ANDAI", "UMPAMA", "KHAYAL"];
        let with = |word: &str| names.map(|name| firm(&format!("{name} PERMATA {word}"), true));
        let mut firms = vec![firm("CONTOH BAKTI", false), firm("CONTOH SAKTI", false)];
        assert_eq!(found(&firms, 2), [(1, 0)]);
        firms.extend(with("BAKTI"));
        assert_eq!(found(&firms, 2), [(1, 0)]);
        firms.extend(with("SAKTI"));
        assert_eq!(found(&firms, 2), []);
    }

    #[test]
    fn thousands_of_the_same_name_are_not_all_listed() {
        let firms = vec![firm("REKAAN SENTOSA", false); 3_000];
        let all = suggestions(&firms, firms.len());
        assert!((3_000..=3_000 * KEPT).contains(&all.len()), "{}", all.len());
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn every_near_pair_is_found(names in proptest::collection::vec(
            ("(REKA|SEN|TO){3,6}", any::<proptest::sample::Index>(), "[A-C]"), 1..15,
        )) {
            let mut firms = Vec::new();
            for (name, at, letter) in &names {
                let mut other = name.clone();
                other.replace_range(at.index(name.len())..=at.index(name.len()), letter);
                firms.extend([firm(name, false), firm(&other, true)]);
            }
            let search = Search { firms: &firms, newcomers: firms.len(), words: OnceCell::new(), found: Vec::new() };
            let pairs = (0..).zip(&firms).flat_map(|(a, _)| (0..a).map(move |b| (a, b)));
            let mut slowly: Vec<Suggestion> = pairs.filter_map(|(a, b)| search.compare(a, b)).collect();
            slowly.sort_unstable();
            let mut most = HashMap::new();
            for pair in &slowly {
                *most.entry(pair.newcomer).or_insert(0) += 1;
                *most.entry(pair.other).or_insert(0) += 1;
            }
            prop_assume!(most.values().all(|n| *n <= KEPT));
            prop_assert_eq!(suggestions(&firms, firms.len()), slowly);
        }
    }
}
