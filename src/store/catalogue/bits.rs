//! Sets of lines, one bit for each.

/// A set of line numbers below a fixed bound.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Bits(Vec<u64>);

impl Bits {
    /// The empty set for that many lines.
    pub(super) fn empty(lines: usize) -> Self {
        Self(vec![0; lines.div_ceil(64)])
    }

    /// Every one of that many lines.
    pub(super) fn full(lines: usize) -> Self {
        let mut words = vec![u64::MAX; lines.div_ceil(64)];
        if let (Some(last), rest @ 1..) = (words.last_mut(), lines % 64) {
            *last = (1 << rest) - 1;
        }
        Self(words)
    }

    pub(super) fn put(&mut self, line: u32) {
        self.0[line as usize / 64] |= 1 << (line % 64);
    }

    pub(super) fn take(&mut self, line: u32) {
        self.0[line as usize / 64] &= !(1 << (line % 64));
    }

    pub(super) fn has(&self, line: u32) -> bool {
        self.0[line as usize / 64] & (1 << (line % 64)) != 0
    }

    /// Keeps what is in the other set too.
    pub(super) fn and(&mut self, other: &Self) {
        for (word, theirs) in self.0.iter_mut().zip(&other.0) {
            *word &= theirs;
        }
    }

    /// Takes in what is in the other set.
    pub(super) fn or(&mut self, other: &Self) {
        for (word, theirs) in self.0.iter_mut().zip(&other.0) {
            *word |= theirs;
        }
    }

    pub(super) fn count(&self) -> usize {
        self.0.iter().map(|word| word.count_ones() as usize).sum()
    }

    /// How many are in both sets.
    pub(super) fn count_with(&self, other: &Self) -> usize {
        let both = self.0.iter().zip(&other.0);
        both.map(|(a, b)| (a & b).count_ones() as usize).sum()
    }

    /// The lines in the set, in order.
    pub(super) fn iter(&self) -> impl Iterator<Item = u32> {
        self.0.iter().zip(0_u32..).flat_map(|(word, number)| {
            let mut left = *word;
            std::iter::from_fn(move || {
                let bit = left.trailing_zeros();
                (left != 0).then(|| {
                    left &= left - 1;
                    number * 64 + bit
                })
            })
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_set_holds_what_was_put_in_and_nothing_beyond_its_bound() {
        for lines in [0, 1, 63, 64, 65, 200] {
            let full = Bits::full(lines);
            assert_eq!(full.count(), lines);
            assert_eq!(
                full.iter().map(|n| n as usize).collect::<Vec<_>>(),
                (0..lines).collect::<Vec<_>>()
            );
            assert_eq!(Bits::empty(lines).count(), 0);
        }
        let mut odd = Bits::empty(130);
        for line in (1..130).step_by(2) {
            odd.put(line);
        }
        let mut some = Bits::empty(130);
        for line in [0, 1, 64, 65, 129] {
            some.put(line);
        }
        assert_eq!(odd.count_with(&some), 3);
        let mut both = some.clone();
        both.and(&odd);
        assert_eq!(both.iter().collect::<Vec<_>>(), [1, 65, 129]);
        some.take(0);
        odd.or(&some);
        assert!(odd.has(64) && !odd.has(0));
        assert_eq!(odd.count(), 66);
    }
}
