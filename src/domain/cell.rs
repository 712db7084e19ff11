//! One cell of a file, before anybody knows what it means.

/// One cell as it stood in a file.
///
/// ```
/// use patuh_domain::cell::Cell;
///
/// assert_eq!(Cell::text("'6474\u{a0}").clean(), "6474");
/// assert!(Cell::text(" NIHIL ").is_blank());
/// assert!(Cell::text("0").is_blank_or_zero());
/// ```
#[derive(Clone, Copy)]
pub struct Cell<'a> {
    /// The text; of a numeric spreadsheet cell its plain decimal digits, never with an exponent,
    /// and of a date its ISO form.
    pub text: &'a str,
    /// The cell came from a numeric spreadsheet cell.
    pub number: bool,
}

impl<'a> Cell<'a> {
    /// A cell that holds text.
    #[must_use]
    pub const fn text(text: &'a str) -> Cell<'a> {
        Cell {
            text,
            number: false,
        }
    }

    /// A numeric spreadsheet cell, given by its plain decimal digits.
    #[must_use]
    pub const fn number(digits: &'a str) -> Cell<'a> {
        Cell {
            text: digits,
            number: true,
        }
    }

    /// The text without apostrophes, spaces of any kind and zero-width characters at both ends.
    #[must_use]
    pub fn clean(&self) -> &'a str {
        match self.text.as_bytes() {
            [] => self.text,
            [only] if only.is_ascii_alphanumeric() => self.text,
            [first, .., last] if first.is_ascii_alphanumeric() && last.is_ascii_alphanumeric() => {
                self.text
            }
            _ => self.text.trim_matches(is_wrapping),
        }
    }

    /// Nothing was said: nothing at all, `-`, `nihil`, `tidak ada`, in any case.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        blank(self.clean())
    }

    /// [`Cell::is_blank`], or a bare `0`, which means nothing except in counts and money.
    #[must_use]
    pub fn is_blank_or_zero(&self) -> bool {
        let clean = self.clean();
        clean == "0" || blank(clean)
    }
}

fn is_wrapping(c: char) -> bool {
    c.is_whitespace()
        || matches!(c, '\'' | '\u{2018}' | '\u{2019}')
        || matches!(c, '\u{ad}' | '\u{180e}' | '\u{200b}'..='\u{200f}')
        || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2060}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

fn blank(clean: &str) -> bool {
    match clean.as_bytes() {
        [] => true,
        [b'0'..=b'9', ..] => false,
        _ => {
            matches!(clean, "-" | "\u{2013}" | "\u{2014}")
                || clean.eq_ignore_ascii_case("nihil")
                || says_there_is_none(clean)
        }
    }
}

fn says_there_is_none(clean: &str) -> bool {
    let mut words = clean.split_whitespace();
    words
        .next()
        .is_some_and(|word| word.eq_ignore_ascii_case("tidak"))
        && words
            .next()
            .is_some_and(|word| word.eq_ignore_ascii_case("ada"))
        && words.next().is_none()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_surrounds_a_value_is_dropped_and_what_is_inside_stays() {
        for (text, clean) in [
            ("", ""),
            ("7", "7"),
            ("'", ""),
            ("'007'", "007"),
            ("\u{feff}\u{a0} AKTIF \u{200b}", "AKTIF"),
            ("\u{2019}0123", "0123"),
            ("Jum'at 'Berkah", "Jum'at 'Berkah"),
            ("a\u{a0}b", "a\u{a0}b"),
            ("(APBN)", "(APBN)"),
            ("\t x\r\n", "x"),
        ] {
            assert_eq!(Cell::text(text).clean(), clean);
        }
    }

    #[test]
    fn blanks_are_known_in_any_case() {
        for text in [
            "",
            " ",
            "-",
            "' - '",
            "nihil",
            "NIHIL",
            "Tidak Ada",
            "tidak  ada",
            "\u{200b}",
        ] {
            assert!(Cell::text(text).is_blank(), "{text:?}");
            assert!(Cell::text(text).is_blank_or_zero(), "{text:?}");
        }
        for text in ["0", "--x", "nihilis", "tidak", "tidak ada kantor", "ada"] {
            assert!(!Cell::text(text).is_blank(), "{text:?}");
        }
        assert!(Cell::number("0").is_blank_or_zero());
        assert!(!Cell::text("00").is_blank_or_zero());
    }

    proptest! {
        #[test]
        fn cleaning_never_panics_and_is_done_once(text in ".*") {
            let once = Cell::text(&text).clean();
            prop_assert_eq!(Cell::text(once).clean(), once);
            let _ = (Cell::text(&text).is_blank(), Cell::text(&text).is_blank_or_zero());
        }
    }
}
