//! Which words of two names are meant to be the same, and what that says.

use super::{
    lexicon::{Kind, Lexicon, WordId},
    near_words::{abbreviated, garbled, information_of_both, joins, shortened, typed},
};

/// What may become of a word when one firm's name is written twice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Fate {
    /// Written alike.
    Same,
    /// Sounds alike.
    Sound,
    /// Two words written as one, or one as two.
    Joined,
    /// A typing error apart.
    Typed,
    /// Shortened.
    Short,
    /// The name ends in the middle of it.
    Cut,
    /// One word is the initials of several.
    Initials,
    /// Like another word, but hardly by one typing error, where not both are known.
    Garbled,
    /// A word that tells firms apart, on one side only.
    Missing,
    /// A word that nobody knows, on one side only.
    UnknownMissing,
    /// Another word instead.
    Other,
    /// Another word instead, where not both are known.
    UnknownOther,
    /// A filler on one side only.
    FillerMissing,
    /// What the place is, on one side only.
    PremisesMissing,
    /// A town on one side only.
    PlaceMissing,
    /// A number on one side only that may be left out: the first of a series.
    FirstMissing,
    /// A number on one side only.
    NumberMissing,
    /// Two numbers.
    OtherNumber,
    /// The words stand in another order.
    Order,
}

impl Fate {
    /// How many there are.
    pub(super) const COUNT: usize = 19;
}

/// How two names compare: how many words met each fate, and what the words that they share say.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) struct Likeness {
    pub(super) fates: [u8; Fate::COUNT],
    /// The natural logarithm of one in how many firms shares what these share.
    pub(super) information: f32,
}

impl Likeness {
    pub(super) fn has(&self, fate: Fate) -> bool {
        self.fates[fate as usize] > 0
    }

    pub(super) fn meets(&mut self, fate: Fate, information: f64) {
        let count = &mut self.fates[fate as usize];
        *count = count.saturating_add(1);
        #[expect(
            clippy::cast_possible_truncation,
            reason = "a sum of logarithms needs no more"
        )]
        let information = information as f32;
        self.information += information;
    }
}

/// Words beyond these of a name are not looked at.
const LONGEST: usize = 12;
/// What each initial says.
const INITIAL: f64 = 1.5;

/// Compares two names word by word.
pub(super) fn compare(a: &[WordId], b: &[WordId], lexicon: &Lexicon) -> Likeness {
    compare_spelt(a, b, lexicon, [false; 2])
}

/// Compares two names word by word, where the other record may spell the first or second elsewhere
/// as it stands here.
pub(super) fn compare_spelt(
    a: &[WordId],
    b: &[WordId],
    lexicon: &Lexicon,
    spelt: [bool; 2],
) -> Likeness {
    let mut pairing = Pairing {
        lexicon,
        a: a[..a.len().min(LONGEST)].to_vec(),
        b: b[..b.len().min(LONGEST)].to_vec(),
        pairs: Vec::new(),
        likeness: Likeness::default(),
    };
    pairing.same();
    pairing.cut_filler((a, b));
    if !pairing.a.is_empty() && !pairing.b.is_empty() {
        pairing.joined();
        pairing.alike(Fate::Sound, |lexicon, x, y| {
            (lexicon.sound(x) == lexicon.sound(y)).then(|| information_of_both(lexicon, x, y) - 0.5)
        });
        pairing.spelt(spelt);
        pairing.alike(Fate::Typed, typed);
        pairing.alike(Fate::Short, abbreviated);
        pairing.cut((a, b));
        pairing.run();
        pairing.alike(Fate::Short, shortened);
        pairing.initials();
        pairing.alike(Fate::Garbled, garbled);
    }
    pairing.numbers();
    pairing.rest();
    pairing.likeness
}

pub(super) struct Pairing<'a> {
    pub(super) lexicon: &'a Lexicon,
    /// Words of one name that have no partner yet, in their order.
    pub(super) a: Vec<WordId>,
    pub(super) b: Vec<WordId>,
    /// Where partners stood: places in both names.
    pairs: Vec<(usize, usize)>,
    pub(super) likeness: Likeness,
}

impl Pairing<'_> {
    fn same(&mut self) {
        let b = self.b.clone();
        let mut taken = vec![false; b.len()];
        let mut left = Vec::new();
        for (place, word) in self.a.iter().enumerate() {
            let free = (0..b.len()).find(|other| !taken[*other] && b[*other] == *word);
            if let Some(other) = free {
                taken[other] = true;
                self.pairs.push((place, other));
                self.likeness
                    .meets(Fate::Same, self.lexicon.information(*word));
            } else {
                left.push(*word);
            }
        }
        let is_turned = |pair: &[(usize, usize)]| pair[0].1 > pair[1].1;
        if self.pairs.windows(2).any(is_turned) {
            self.likeness.meets(Fate::Order, 0.0);
        }
        self.a = left;
        let free = b.into_iter().zip(taken).filter(|(_, taken)| !taken);
        self.b = free.map(|(word, _)| word).collect();
    }

    /// Pairs words that are alike in some way, those of which it says most first.
    fn alike(&mut self, fate: Fate, says: impl Fn(&Lexicon, WordId, WordId) -> Option<f64>) {
        loop {
            let mut best: Option<(f64, usize, usize)> = None;
            for (i, x) in self.a.iter().enumerate() {
                for (j, y) in self.b.iter().enumerate() {
                    let number = |id| self.lexicon.is_number(id);
                    if number(*x) || number(*y) {
                        continue;
                    }
                    if let Some(says) = says(self.lexicon, *x, *y)
                        && best.is_none_or(|(most, ..)| says > most)
                    {
                        best = Some((says, i, j));
                    }
                }
            }
            let Some((says, i, j)) = best else { return };
            self.a.remove(i);
            self.b.remove(j);
            self.likeness.meets(fate, says);
        }
    }

    fn joined(&mut self) {
        for turned in [false, true] {
            let (split, whole) = if turned {
                (&mut self.b, &mut self.a)
            } else {
                (&mut self.a, &mut self.b)
            };
            if let Some(joint) = joins(self.lexicon, split, whole) {
                split.drain(joint.parts);
                whole.remove(joint.whole);
                self.likeness.meets(Fate::Joined, joint.says);
                if !joint.is_exact {
                    self.likeness.meets(Fate::Typed, 0.0);
                }
            }
        }
    }

    fn initials(&mut self) {
        let lexicon = self.lexicon;
        for turned in [false, true] {
            let (short, long) = if turned {
                (&mut self.b, &mut self.a)
            } else {
                (&mut self.a, &mut self.b)
            };
            let plain = |id: &&WordId| !matches!(lexicon.kind(**id), Kind::Filler | Kind::Number);
            let letters: String = long
                .iter()
                .filter(plain)
                .filter_map(|id| lexicon.text(*id).chars().next())
                .collect();
            let found = (3..=6).contains(&letters.len())
                && short.iter().any(|id| lexicon.text(*id) == letters);
            if found {
                short.retain(|id| lexicon.text(*id) != letters);
                long.retain(|id| !plain(&id));
                let says =
                    INITIAL * f64::from(u8::try_from(letters.len()).unwrap_or(u8::MAX)) - 1.0;
                self.likeness.meets(Fate::Initials, says);
            }
        }
    }

    fn numbers(&mut self) {
        let lexicon = self.lexicon;
        let take = |words: &mut Vec<WordId>| {
            let is_number = |id: &WordId| lexicon.is_number(*id);
            let numbers: Vec<WordId> = words.iter().copied().filter(is_number).collect();
            words.retain(|id| !is_number(id));
            numbers
        };
        let (mine, others) = (take(&mut self.a), take(&mut self.b));
        if !mine.is_empty() && !others.is_empty() {
            self.likeness.meets(Fate::OtherNumber, 0.0);
            return;
        }
        for id in mine.into_iter().chain(others) {
            let fate = if lexicon.text(id) == "1" {
                Fate::FirstMissing
            } else {
                Fate::NumberMissing
            };
            self.likeness.meets(fate, 0.0);
        }
    }

    /// What has no partner.
    fn rest(&mut self) {
        let count = |words: &[WordId], kind| {
            words
                .iter()
                .filter(|id| self.lexicon.kind(**id) == kind)
                .count()
        };
        let [plain, premises, places, sides] =
            [Kind::Plain, Kind::Premises, Kind::Place, Kind::Side]
                .map(|kind| (count(&self.a, kind), count(&self.b, kind)));
        let fillers = count(&self.a, Kind::Filler) + count(&self.b, Kind::Filler);
        let unknown = |words: &[WordId]| {
            let lexicon = self.lexicon;
            let plain = words.iter().filter(|id| lexicon.kind(**id) == Kind::Plain);
            plain.filter(|id| !lexicon.is_known(**id)).count()
        };
        let unknown = (unknown(&self.a), unknown(&self.b));
        let pairs = plain.0.min(plain.1);
        let unknown_pairs = pairs.min(unknown.0.max(unknown.1));
        let of_kinds = premises.0.min(premises.1) + places.0.min(places.1) + sides.0.min(sides.1);
        let one_sided = |(a, b): (usize, usize)| a.abs_diff(b);
        // A trade on one side and another word on the other are two trades.
        let across = |(a, b): (usize, usize), (c, d): (usize, usize)| {
            a.saturating_sub(b).min(d.saturating_sub(c))
                + b.saturating_sub(a).min(c.saturating_sub(d))
        };
        let of_kinds = of_kinds + across(plain, premises);
        let unknown_left = if plain.0 > plain.1 {
            unknown.0
        } else {
            unknown.1
        };
        let unknown_missing = one_sided(plain).min(unknown_left);
        // "Kalimantan Timur" comes and goes; "Timur" alone tells firms apart.
        let side = if fillers == 0 { one_sided(sides) } else { 0 };
        for (fate, times) in [
            (Fate::Other, pairs - unknown_pairs + of_kinds),
            (Fate::UnknownOther, unknown_pairs),
            (Fate::Missing, one_sided(plain) - unknown_missing + side),
            (Fate::UnknownMissing, unknown_missing),
            // "Simpan Pinjam" is left out as one.
            (Fate::PremisesMissing, one_sided(premises).min(1)),
            (Fate::PlaceMissing, one_sided(places)),
            (Fate::FillerMissing, fillers),
        ] {
            for _ in 0..times {
                self.likeness.meets(fate, 0.0);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::matching::spelling::Spelt;

    fn fates(a: &str, b: &str) -> Vec<usize> {
        let mut lexicon = Lexicon::default();
        let [a, b] = [a, b].map(|name| {
            let words = Spelt::of(name, None).words;
            words
                .iter()
                .map(|word| lexicon.id(word))
                .collect::<Vec<_>>()
        });
        for name in [&a, &b] {
            lexicon.count(name);
        }
        let one = compare(&a, &b, &lexicon);
        let other = compare(&b, &a, &lexicon);
        assert_eq!(one.fates, other.fates);
        assert!((one.information - other.information).abs() < 1e-3);
        let met = (0..Fate::COUNT).filter(|fate| one.fates[*fate] > 0);
        met.collect()
    }

    const FATES: &[(&str, &str, &[Fate])] = &[
        ("PT Contoh Sentosa", "CONTOH SENTOSA", &[Fate::Same]),
        (
            "Contoh Sentosa",
            "Sentosa Contoh",
            &[Fate::Same, Fate::Order],
        ),
        ("Dharma Contoh", "Darma Contoh", &[Fate::Same, Fate::Sound]),
        (
            "Sumber Jaya Contoh",
            "Sumberjaya Contoh",
            &[Fate::Same, Fate::Joined],
        ),
        (
            "Contoh Sejahetra",
            "Contoh Sejahtera",
            &[Fate::Same, Fate::Typed],
        ),
        (
            "Contoh Perkasa",
            "Contoh Prkasa",
            &[Fate::Same, Fate::Typed],
        ),
        (
            "Contoh Sjhtr",
            "Contoh Sejahtera",
            &[Fate::Same, Fate::Short],
        ),
        ("Maju Jaya Abadi", "MJA", &[Fate::Initials]),
        ("Contoh Jaya", "Contoh Raya", &[Fate::Same, Fate::Other]),
        ("Contoh Bina", "Contoh Dina", &[Fate::Same, Fate::Other]),
        ("Contoh Surya", "Contoh Satya", &[Fate::Same, Fate::Other]),
        (
            "Contoh Jaya",
            "Contoh Jaya Transport",
            &[Fate::Same, Fate::Missing],
        ),
        (
            "Contoh Jaya",
            "Contoh Jaya Indonesia",
            &[Fate::Same, Fate::FillerMissing],
        ),
        (
            "Contoh Jaya",
            "Contoh Jaya Samarinda",
            &[Fate::Same, Fate::PlaceMissing],
        ),
        (
            "Contoh",
            "Hotel Contoh",
            &[Fate::Same, Fate::PremisesMissing],
        ),
        ("Apotek Contoh", "Hotel Contoh", &[Fate::Same, Fate::Other]),
        ("Contoh 2", "Contoh III", &[Fate::Same, Fate::OtherNumber]),
        ("Contoh 2", "Contoh", &[Fate::Same, Fate::NumberMissing]),
        ("Contoh I", "Contoh", &[Fate::Same, Fate::FirstMissing]),
    ];

    #[test]
    fn words_meet_their_fate() {
        for (a, b, expected) in FATES {
            let mut expected: Vec<usize> = expected.iter().map(|fate| *fate as usize).collect();
            expected.sort_unstable();
            assert_eq!(fates(a, b), expected, "{a} / {b}");
        }
    }
}
