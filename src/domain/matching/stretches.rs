//! Keys under which names that differ by a few edits meet.
//!
//! A name that allows `e` edits is cut into `e + 2` parts with a letter between each two, so that no
//! edit, not even two letters swapped, touches two parts. Whatever the edits, two parts stay whole:
//! every two parts of a name make one key, and a name is looked up under every two stretches of it
//! that could be these parts.

/// Fewer letters than these allow no edit.
const SHORT: usize = 6;
/// From so many letters on there may be two edits.
const LONG: usize = 16;

/// How many edits two names may be apart, the shorter of which has so many letters.
pub(super) const fn most_edits(len: usize) -> usize {
    match len {
        0..SHORT => 0,
        SHORT..LONG => 1,
        LONG.. => 2,
    }
}

/// How names of one length are cut.
struct Cut {
    len: usize,
    parts: usize,
    /// Letters of each part.
    size: usize,
}

impl Cut {
    /// `None` where no edit is allowed.
    const fn of(len: usize) -> Option<Self> {
        let parts = match most_edits(len) {
            0 => return None,
            edits => edits + 2,
        };
        Some(Self {
            len,
            parts,
            size: (len - (parts - 1)) / parts,
        })
    }

    const fn start(&self, part: usize) -> usize {
        part * (self.len - self.size) / (self.parts - 1)
    }

    fn pairs(&self) -> impl Iterator<Item = (usize, usize)> + use<> {
        let parts = self.parts;
        (0..parts).flat_map(move |i| (i + 1..parts).map(move |j| (i, j)))
    }

    /// The key of a name of this length with these two parts.
    fn key(&self, (i, first): (usize, &[char]), (j, second): (usize, &[char])) -> u64 {
        let mut hash = Hash::new(1);
        for number in [self.len, i, j] {
            hash.add(number as u64);
        }
        for letter in first.iter().chain(second) {
            hash.add(u64::from(*letter));
        }
        hash.0
    }
}

/// The keys under which a name is kept.
pub(super) fn keys(letters: &[char], mut put: impl FnMut(u64)) {
    let Some(cut) = Cut::of(letters.len()) else {
        return;
    };
    let part = |i| (i, &letters[cut.start(i)..cut.start(i) + cut.size]);
    for (i, j) in cut.pairs() {
        put(cut.key(part(i), part(j)));
    }
}

/// The keys of all names that so many edits could make of this one, and of some others.
pub(super) fn probes(letters: &[char], mut put: impl FnMut(u64)) {
    let reach = most_edits(letters.len());
    for len in letters.len().saturating_sub(reach)..=letters.len() + reach {
        let edits = reach.min(most_edits(len));
        let apart = letters.len().abs_diff(len);
        let Some(cut) = Cut::of(len).filter(|_| apart <= edits) else {
            continue;
        };
        let part = |i: usize, shift: isize| {
            let start = cut.start(i).checked_add_signed(shift)?;
            Some((i, letters.get(start..start + cut.size)?))
        };
        for (i, j) in cut.pairs() {
            for (a, b) in shifts(&cut, (i, j), letters.len(), edits) {
                if let (Some(first), Some(second)) = (part(i, a), part(j, b)) {
                    put(cut.key(first, second));
                }
            }
        }
    }
}

/// How far two whole parts may lie from their places, where at most so many edits lie before,
/// between and behind them.
fn shifts(
    cut: &Cut,
    (i, j): (usize, usize),
    len: usize,
    edits: usize,
) -> impl Iterator<Item = (isize, isize)> + use<> {
    let (edits, grown) = (
        edits.cast_signed(),
        len.cast_signed() - cut.len.cast_signed(),
    );
    let (is_first, is_last) = (i == 0, j + 1 == cut.parts);
    (-edits..=edits)
        .flat_map(move |a| (-edits..=edits).map(move |b| (a, b)))
        .filter(move |(a, b)| {
            let (between, behind) = ((b - a).abs(), (grown - b).abs());
            a.abs() + between + behind <= edits
                && (!is_first || *a == 0)
                && (!is_last || *b == grown)
        })
}

/// FNV-1a by whole numbers: what collides is compared anyway.
pub(super) struct Hash(pub(crate) u64);

impl Hash {
    /// Hashes of different salts don't meet.
    pub(super) const fn new(salt: u64) -> Self {
        Self(0xcbf2_9ce4_8422_2325 ^ salt.wrapping_mul(0x9e37_79b9_7f4a_7c15))
    }

    pub(super) const fn add(&mut self, number: u64) {
        self.0 = (self.0 ^ number).wrapping_mul(0x0100_0000_01b3);
    }

    pub(super) fn of(salt: u64, text: &str) -> u64 {
        let mut hash = Self::new(salt);
        for letter in text.chars() {
            hash.add(u64::from(letter));
        }
        hash.0
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use proptest::{prelude::*, sample::Index};
    use strsim::osa_distance;

    use super::*;

    fn meet(asker: &str, kept: &str) -> bool {
        let letters = |text: &str| text.chars().collect::<Vec<_>>();
        let mut known = HashSet::new();
        keys(&letters(kept), |key| {
            known.insert(key);
        });
        let mut found = false;
        probes(&letters(asker), |key| found |= known.contains(&key));
        found
    }

    /// One edit: a letter more, less, other, or two swapped.
    fn edit(text: &str, kind: u8, at: Index, letter: char) -> String {
        let mut letters: Vec<char> = text.chars().collect();
        let at = at.index(letters.len());
        match kind {
            0 => letters.insert(at, letter),
            1 => letters.push(letter),
            2 => {
                letters.remove(at);
            }
            3 => letters[at] = letter,
            _ => letters.swap(at, (at + 1).min(text.len() - 1)),
        }
        letters.into_iter().collect()
    }

    #[test]
    fn parts_never_touch() {
        for len in SHORT..60 {
            let cut = Cut::of(len).unwrap();
            assert!(cut.size > 0, "{len}");
            for part in 1..cut.parts {
                assert!(cut.start(part) > cut.start(part - 1) + cut.size, "{len}");
            }
            assert_eq!(cut.start(cut.parts - 1) + cut.size, len);
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(1_000))]

        #[test]
        fn names_a_few_edits_apart_meet(
            name in "[ABC]{6,40}",
            edits in proptest::collection::vec((0_u8..5, any::<Index>(), proptest::char::range('A', 'D')), 0..3),
        ) {
            let mut other = name.clone();
            for (kind, at, letter) in edits {
                other = edit(&other, kind, at, letter);
            }
            let most = most_edits(name.len().min(other.len()));
            prop_assume!(most > 0 && osa_distance(&name, &other) <= most);
            prop_assert!(meet(&name, &other) && meet(&other, &name), "{} {}", name, other);
        }
    }
}
