//! Numbers that were written wrongly: one digit is another, or two neighbours changed places.

use super::npwp;

/// Whether two different numbers are one slip of the pen apart.
///
/// ```
/// use patuh_domain::identifiers::are_a_slip_apart;
///
/// assert!(are_a_slip_apart(9_120_304_050_607, 9_120_304_950_607));
/// assert!(are_a_slip_apart(9_120_304_050_607, 9_120_304_500_607));
/// assert!(!are_a_slip_apart(9_120_304_050_607, 9_120_304_951_607));
/// assert!(!are_a_slip_apart(1_999, 2_000));
/// ```
#[must_use]
pub const fn are_a_slip_apart(mut a: u64, mut b: u64) -> bool {
    if a == b {
        return false;
    }
    while a % 10 == b % 10 {
        (a, b) = (a / 10, b / 10);
    }
    let (last_a, last_b) = (a % 10, b % 10);
    (a, b) = (a / 10, b / 10);
    a == b || a % 10 == last_b && b % 10 == last_a && a / 10 == b / 10
}

/// Of two tax numbers in the form of [`Npwp::match_key`](super::Npwp::match_key) that are one
/// slip apart, the sound one, where the check digit shows that the other was written wrongly.
///
/// Such two numbers are one number, not those of two taxpayers. Digits that no check digit
/// covers (the tax office and the branch) are never taken for a slip.
///
/// ```
/// use patuh_domain::identifiers::sound_npwp;
///
/// let (sound, slip) = ("0013121660091000", "0013127660091000");
/// assert_eq!(sound_npwp(slip, sound), Some(sound));
/// assert_eq!(sound_npwp(sound, "0013121660091001"), None);
/// assert_eq!(sound_npwp(sound, sound), None);
/// ```
#[must_use]
pub fn sound_npwp<'a>(a: &'a str, b: &'a str) -> Option<&'a str> {
    let sound = sound_of(a.parse().ok()?, b.parse().ok()?)?;
    Some(if a.parse() == Ok(sound) { a } else { b })
}

/// [`sound_npwp`] of numbers without their leading zeros.
pub(crate) fn sound_of(a: u64, b: u64) -> Option<u64> {
    /// From here on a number has no check digit, or is a branch's with 22 digits.
    const UNCHECKED: u64 = 1_000_000_000_000_000;
    if a.max(b) >= UNCHECKED || !are_a_slip_apart(a, b) {
        return None;
    }
    let holds = |number: u64| npwp::luhn_holds(&format!("{:09}", number / 1_000_000));
    match (holds(a), holds(b)) {
        (true, false) => Some(a),
        (false, true) => Some(b),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::identifiers::{Npwp, ParsedNpwp};

    fn key_of(digits: &str) -> (String, bool) {
        match Npwp::parse(digits, false) {
            Ok(ParsedNpwp::Firm(npwp)) => (npwp.match_key(), npwp.check_failed()),
            other => panic!("{other:?}"),
        }
    }

    /// A number whose check digit holds.
    fn sound() -> impl Strategy<Value = String> {
        (1u32..100_000_000, 0u32..1_000_000).prop_map(|(own, office)| {
            let digits = (0..10).map(|check| format!("{own:08}{check}{office:06}"));
            let mut sound = digits.filter(|digits| !key_of(digits).1);
            sound.next().expect("one of ten check digits holds")
        })
    }

    proptest! {
        #[test]
        fn one_wrong_digit_of_the_nine_is_told_and_which_number_is_sound(
            digits in sound(), at in 0usize..9, more in 1u8..10,
        ) {
            let mut wrong = digits.clone().into_bytes();
            wrong[at] = b'0' + (wrong[at] - b'0' + more) % 10;
            let wrong = String::from_utf8(wrong).unwrap();
            let ((sound, _), (wrong, failed)) = (key_of(&digits), key_of(&wrong));
            prop_assert!(failed);
            prop_assert_eq!(sound_npwp(&sound, &wrong), Some(sound.as_str()));
            prop_assert_eq!(sound_npwp(&wrong, &sound), Some(sound.as_str()));
        }

        #[test]
        fn two_sound_numbers_are_two(a in sound(), b in sound()) {
            let ((a, _), (b, _)) = (key_of(&a), key_of(&b));
            prop_assert_eq!(sound_npwp(&a, &b), None);
        }

        #[test]
        fn swapped_neighbours_are_a_slip_and_two_wrong_digits_are_not(
            number in 1_000_000_000_000u64..10_000_000_000_000, at in 0u32..12,
        ) {
            let (one, ten) = (10u64.pow(at), 10u64.pow(at + 1));
            let (x, y) = (number / one % 10, number / ten % 10);
            let swapped = number - x * one - y * ten + y * one + x * ten;
            prop_assert_eq!(are_a_slip_apart(number, swapped), x != y);
            let other = |digit: u64| (digit + 3) % 10;
            let both = number - x * one - y * ten + other(x) * one + other(y) * ten;
            let as_swapped = other(x) == y && other(y) == x;
            prop_assert_eq!(are_a_slip_apart(number, both), as_swapped);
        }
    }

    #[test]
    fn numbers_without_a_check_digit_are_never_a_slip() {
        for other in [
            "1013121660091000",
            "0013121660092000",
            "0013121660091001",
            "0013121660091000000001",
        ] {
            assert_eq!(sound_npwp("0013121660091000", other), None, "{other}");
        }
    }
}
