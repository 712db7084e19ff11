//! Chance that is the same on every machine.

use rand_chacha::{
    ChaCha8Rng,
    rand_core::{RngCore, SeedableRng},
};

/// A stream of chance; two with the same seed and stream throw alike.
pub(super) struct Dice(ChaCha8Rng);

impl Dice {
    /// The dice of one stream (a firm, a segment, a file) of a city.
    pub(super) fn new(seed: u64, stream: u64) -> Self {
        let mut rng = ChaCha8Rng::seed_from_u64(seed);
        rng.set_stream(stream);
        Self(rng)
    }

    /// Sixty-four bits of chance.
    pub(super) fn bits(&mut self) -> u64 {
        self.0.next_u64()
    }

    /// One of `0..n`; 0 where `n` is 0.
    pub(super) fn below(&mut self, n: u32) -> u32 {
        let wide = u64::from(self.0.next_u32()) * u64::from(n);
        u32::try_from(wide >> 32).expect("a product of two 32-bit numbers, shifted by 32")
    }

    /// One of `low..=high`.
    pub(super) fn between(&mut self, low: u32, high: u32) -> u32 {
        low + self.below(high.saturating_sub(low) + 1)
    }

    /// True `per_mille` times of a thousand.
    pub(super) fn chance(&mut self, per_mille: u32) -> bool {
        self.below(1000) < per_mille
    }

    /// One of a list.
    pub(super) fn pick<T: Copy>(&mut self, of: &[T]) -> T {
        let n = u32::try_from(of.len()).expect("the lists here are short");
        of[self.below(n) as usize]
    }

    /// One of a list whose entries carry their weight.
    pub(super) fn weighted<T: Copy>(&mut self, of: &[(u32, T)]) -> T {
        let mut at = self.below(of.iter().map(|(weight, _)| weight).sum());
        for &(weight, value) in of {
            if at < weight {
                return value;
            }
            at -= weight;
        }
        of[0].1
    }
}

/// Spreads a number over all 64 bits.
pub(super) const fn mix(number: u64) -> u64 {
    let mut z = number.wrapping_add(0x9E37_79B9_7F4A_7C15);
    z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    z ^ (z >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_stream_throws_alike_and_another_one_differently() {
        let throw = |seed, stream| {
            let mut dice = Dice::new(seed, stream);
            (0..20).map(|_| dice.below(6)).collect::<Vec<_>>()
        };
        assert_eq!(throw(1, 7), throw(1, 7));
        assert_ne!(throw(1, 7), throw(1, 8));
        assert_ne!(throw(1, 7), throw(2, 7));
    }

    #[test]
    fn a_weight_of_nothing_is_never_thrown() {
        let mut dice = Dice::new(3, 0);
        assert!((0..1000).all(|_| dice.weighted(&[(0, 'a'), (5, 'b'), (1, 'c')]) != 'a'));
    }
}
