//! Identifiers of firms: made up, well formed, none of them twice.
//!
//! Each is a number of a series sent through a one-to-one scramble, so nothing has to be
//! remembered to keep them apart.

use super::dice::mix;

const CODES: u64 = 99_999_999;
const NIBS: u64 = 10_000_000_000_000;
const NPWP_BODIES: u64 = 1_000_000;

/// Which series a BPJS code comes from.
#[derive(Clone, Copy)]
pub(super) enum CodeOf {
    /// An employer of the city, by its number.
    Firm(u32),
    /// The head office of an employer, elsewhere in the country.
    HeadOffice(u32),
    /// An employer that no list of the city knows.
    Outsider(u32),
}

/// The identifiers of one city.
#[derive(Clone, Copy)]
pub(super) struct Identifiers {
    salt: u64,
}

impl Identifiers {
    pub(super) fn new(seed: u64) -> Self {
        Self { salt: mix(seed) }
    }

    /// A BPJS code of 8 digits, never 0.
    pub(super) fn code(self, of: CodeOf) -> u32 {
        let index = match of {
            CodeOf::Firm(n) => 3 * u64::from(n),
            CodeOf::HeadOffice(n) => 3 * u64::from(n) + 1,
            CodeOf::Outsider(n) => 3 * u64::from(n) + 2,
        };
        let scrambled = 1 + scramble(index, 38_196_602, self.salt % CODES, CODES);
        u32::try_from(scrambled).expect("at most eight digits")
    }

    /// A NIB of 13 digits.
    pub(super) fn nib(self, firm: u32) -> u64 {
        scramble(u64::from(firm), 7_391_846_251_377, self.salt % NIBS, NIBS)
    }

    /// The nine digits an NPWP begins with: the kind of payer, a number, the check digit.
    pub(super) fn npwp_head(self, firm: u32, kind: u32) -> u64 {
        let body = scramble(
            u64::from(firm),
            618_033,
            self.salt % NPWP_BODIES,
            NPWP_BODIES,
        );
        let eight = u64::from(kind) * NPWP_BODIES + body;
        eight * 10 + check_digit(eight)
    }

    /// A number of one series, one-to-one below `size`, for names.
    pub(super) fn stem(self, firm: u32, size: u64) -> u64 {
        scramble(u64::from(firm) % size, 1_093_589, self.salt % size, size)
    }
}

/// One-to-one below `size` as long as `factor` shares no divisor with it.
fn scramble(index: u64, factor: u64, start: u64, size: u64) -> u64 {
    let wide = (u128::from(index) * u128::from(factor) + u128::from(start)) % u128::from(size);
    u64::try_from(wide).expect("below a 64-bit size")
}

/// The digit that makes `eight` digits and itself hold by Luhn's rule.
fn check_digit(eight: u64) -> u64 {
    let mut rest = eight;
    let mut sum = 0;
    for place in 0..8 {
        let digit = rest % 10;
        rest /= 10;
        // The check digit is the rightmost one, so the digit beside it is doubled.
        let counted = if place % 2 == 0 { digit * 2 } else { digit };
        sum += counted / 10 + counted % 10;
    }
    (10 - sum % 10) % 10
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn the_check_digit_agrees_with_known_numbers() {
        for (eight, digit) in [
            (1_234_567, 4),
            (31_745_821, 4),
            (84_512_367, 8),
            (70_000_001, 1),
            (1_312_166, 0),
            (1_609_052, 4),
        ] {
            assert_eq!(check_digit(eight), digit, "{eight}");
        }
    }

    #[test]
    fn no_identifier_is_given_twice() {
        let ids = Identifiers::new(11);
        let n = 200_000;
        let mut codes = HashSet::new();
        let mut others = HashSet::new();
        for firm in 0..n {
            assert!(codes.insert(ids.code(CodeOf::Firm(firm))));
            assert!(codes.insert(ids.code(CodeOf::HeadOffice(firm))));
            assert!(codes.insert(ids.code(CodeOf::Outsider(firm))));
            assert!(others.insert(('b', ids.nib(firm))));
            assert!(others.insert(('n', ids.npwp_head(firm, 1 + firm % 3))));
        }
        assert!(codes.iter().all(|code| (1..=99_999_999).contains(code)));
        assert!(others.iter().all(|&(kind, id)| kind == 'n' || id < NIBS));
    }
}
