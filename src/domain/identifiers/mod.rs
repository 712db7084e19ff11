//! Numbers by which firms and people are known, checked where they enter.
//!
//! A type that exists is valid. No error, log or `Debug` output repeats what was typed, because
//! what was typed may be somebody's NIK.

mod bpjs_code;
mod nib;
pub mod nik;
mod npwp;
mod slip;

pub use bpjs_code::BpjsCode;
pub use nib::Nib;
pub use nik::BadNik;
pub use npwp::{Npwp, ParsedNpwp};
pub(crate) use slip::sound_of;
pub use slip::{are_a_slip_apart, sound_npwp};

/// Why a text is not the number of a firm; says what is wrong and what to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BadIdentifier {
    /// Not 13 digits.
    #[error("NIB harus tepat 13 angka tanpa tanda lain; periksa pada dokumen NIB dari OSS")]
    Nib,
    /// An NPWP with a length that none has.
    #[error("NPWP harus 15 atau 16 angka (NITKU 22 angka); periksa pada kartu NPWP")]
    NpwpLength,
    /// An NPWP with other signs than digits, points, hyphens and spaces.
    #[error("NPWP hanya boleh berisi angka, titik, tanda hubung, dan spasi; periksa dan isi ulang")]
    NpwpCharacters,
    /// Fourteen digits whose check digit doesn't hold with a zero before them.
    #[error(
        "NPWP hanya 14 angka dan angka pemeriksanya tidak cocok bila ditambah 0 di depan; isi ulang 15 angka dengan kolom berformat Teks"
    )]
    NpwpZeroLost,
    /// Nothing but zeros, as people fill in where they have no number.
    #[error("nomor yang seluruhnya nol bukan nomor pengenal; kosongkan sel bila memang tidak ada")]
    OnlyZeros,
    /// Not eight digits.
    #[error("kode BU harus tepat 8 angka; periksa pada e-Dabu dan isi dengan kolom berformat Teks")]
    BpjsCode,
    /// Digits lost in a spreadsheet.
    #[error(
        "nomor rusak oleh lembar sebar (angka terakhir menjadi 0 atau tertulis 6,47E+15); format kolom sebagai Teks lalu isi ulang"
    )]
    Damaged,
}

/// A personal number as it may be shown: the first six and the last four digits, stars between.
///
/// What is shorter than eleven characters is starred out entirely.
///
/// ```
/// use patuh_domain::identifiers::mask;
///
/// assert_eq!(mask("6474015708900007"), "647401******0007");
/// assert_eq!(mask("64740157"), "********");
/// ```
#[must_use]
pub fn mask(digits: &str) -> String {
    let length = digits.chars().count();
    let shown = |place: usize| length > 10 && (place < 6 || place + 4 >= length);
    digits
        .chars()
        .enumerate()
        .map(|(place, c)| if shown(place) { c } else { '*' })
        .collect()
}

/// A number that a spreadsheet wrote with an exponent, such as `6,47402E+15`.
fn is_exponent(text: &str) -> bool {
    let Some((figures, power)) = text.split_once(['E', 'e']) else {
        return false;
    };
    let power = power.strip_prefix(['+', '-']).unwrap_or(power);
    let numeric = |part: &str, extra: &[u8]| {
        part.bytes()
            .all(|b| b.is_ascii_digit() || extra.contains(&b))
            && part.bytes().any(|b| b.is_ascii_digit())
    };
    numeric(figures, b".,") && numeric(power, b"")
}

/// Digits that can't be trusted as they stand in a numeric cell: a spreadsheet keeps 15 of them,
/// and no program can hold more than 2^53 exactly.
fn is_damaged_number(digits: &str) -> bool {
    const LARGEST_EXACT: &str = "9007199254740992";
    match digits.len() {
        ..16 => false,
        16 => digits.ends_with('0') || digits > LARGEST_EXACT,
        _ => true,
    }
}

fn all_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())
}

fn only_zeros(text: &str) -> bool {
    text.bytes().all(|b| b == b'0')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn exponents_are_recognised() {
        for text in ["6,47402E+15", "6.47402E+15", "6e15", "6,47402e+15"] {
            assert!(is_exponent(text), "{text}");
        }
        for text in ["", "E", "E+15", "6E", "64E1x", "6474020000000000", "EDABU1"] {
            assert!(!is_exponent(text), "{text}");
        }
    }

    #[test]
    fn numbers_beyond_exactness_are_damaged() {
        assert!(is_damaged_number("6474015708900010"));
        assert!(!is_damaged_number("6474015708900011"));
        assert!(is_damaged_number("9171015708900002"));
        assert!(!is_damaged_number("012345678901000"));
        assert!(is_damaged_number("6474015708900007000001"));
    }

    proptest! {
        #[test]
        fn a_mask_keeps_the_length_and_hides_the_middle(text in ".*") {
            let masked = mask(&text);
            prop_assert_eq!(masked.chars().count(), text.chars().count());
            prop_assert!(masked.chars().skip(6).take(text.chars().count().saturating_sub(10)).all(|c| c == '*'));
            let _ = is_exponent(&text);
        }
    }
}
