//! The texts that letters begin with, as they come with the program.

use crate::domain::letter::{LetterKind, LetterText};

/// The text that letters of a kind begin with, where no administrator wrote another one.
///
/// # Panics
/// Never: the tests read every text.
#[must_use]
pub fn shipped_text(kind: LetterKind) -> LetterText {
    let text = match kind {
        LetterKind::Circular => include_str!("../../config/letters/texts/circular.toml"),
        LetterKind::Appeal => include_str!("../../config/letters/texts/appeal.toml"),
        LetterKind::Reprimand1 => include_str!("../../config/letters/texts/reprimand_1.toml"),
        LetterKind::Reprimand2 => include_str!("../../config/letters/texts/reprimand_2.toml"),
        LetterKind::Referral => include_str!("../../config/letters/texts/referral.toml"),
        LetterKind::ArrearsReport => include_str!("../../config/letters/texts/arrears_report.toml"),
        LetterKind::Thanks => include_str!("../../config/letters/texts/thanks.toml"),
    };
    toml::from_str(text).expect("the tests read every text in config/letters/texts")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_text_that_comes_with_the_program_can_be_used() {
        for kind in LetterKind::ALL {
            assert_eq!(shipped_text(kind).faults(kind), [], "{kind:?}");
        }
    }
}
