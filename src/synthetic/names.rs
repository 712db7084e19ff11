//! Names that say of themselves that they are invented.

use super::{dice::Dice, identifiers::Identifiers, rows::Form};

/// Every firm's name holds one of these words, so that none can be taken for a real firm.
const INVENTED: [&str; 16] = [
    "Contoh", "Misal", "Andai", "Rekaan", "Umpama", "Khayal", "Karangan", "Ibarat", "Buatan",
    "Dongeng", "Gambaran", "Angan", "Fiksi", "Cerita", "Semisal", "Seandai",
];
const FIRST: [&str; 24] = [
    "Ba", "Ce", "Di", "Fa", "Ga", "Ha", "Jo", "Ke", "La", "Mu", "Na", "Pa", "Ra", "Sa", "Ti", "Wi",
    "Za", "Bo", "Da", "Lo", "Me", "Ni", "Su", "Yu",
];
const MIDDLE: [&str; 24] = [
    "ra", "ru", "ni", "lo", "ma", "ti", "ve", "ko", "sa", "du", "pe", "wi", "na", "li", "ga", "mo",
    "za", "bi", "ke", "to", "la", "re", "ci", "hu",
];
const LAST: [&str; 24] = [
    "nika", "ksa", "ndo", "mira", "lun", "vara", "tas", "dira", "ron", "mel", "pura", "sti", "gan",
    "via", "noka", "ris", "tomo", "lia", "ben", "zara", "kusi", "ruma", "deli", "fano",
];
const TRADES: [&str; 8] = [
    "",
    "Teknik",
    "Niaga",
    "Karya",
    "dan Rekan",
    "Lestari",
    "Bersama",
    "Borneo",
];
const STEMS: u64 = 16 * 24 * 24 * 24 * 8;

const STREETS: [&str; 10] = [
    "Jl. Rekaan Permai",
    "Jl. Contoh Raya",
    "Jl. Andai Indah",
    "Jl. Misal Jaya",
    "Jl. Umpama",
    "Gg. Khayal",
    "Jl. Karangan Baru",
    "Jl. Ibarat Utara",
    "Jl. Dongeng",
    "Komp. Angan Asri",
];

/// The part of a firm's name that its legal form is set before.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct Stem(String);

impl Stem {
    /// The stem of a firm; no other firm gets it by this way.
    pub(super) fn of(firm: u32, ids: Identifiers) -> Self {
        let mut rest = ids.stem(firm, STEMS);
        let mut next = |words: &[&'static str]| {
            let size = words.len() as u64;
            let word = usize::try_from(rest % size).expect("an index of a short list");
            rest /= size;
            words[word]
        };
        let invented = next(&INVENTED);
        let (first, middle, last) = (next(&FIRST), next(&MIDDLE), next(&LAST));
        let trade = next(&TRADES);
        let gap = if trade.is_empty() { "" } else { " " };
        Self(format!("{invented} {first}{middle}{last}{gap}{trade}"))
    }

    /// The whole name of a firm of this form.
    pub(super) fn with_form(&self, form: Form, dice: &mut Dice) -> String {
        let stem = &self.0;
        match form {
            Form::Pt => format!("PT {stem}"),
            Form::Cv => format!("CV {stem}"),
            Form::Ud => format!("{} {stem}", dice.pick(&["UD", "UD", "Toko", "TB"])),
            Form::Koperasi => format!("Koperasi {stem}"),
            Form::Yayasan => format!("Yayasan {stem}"),
            Form::Perorangan => format!("{} {stem}", dice.pick(&["Warung", "Usaha", "Bengkel"])),
            Form::Bumn => format!("PT {stem} (Persero)"),
            Form::Bumd => format!("Perumda {stem}"),
        }
    }

    /// The stem as a part of an Internet domain.
    fn domain(&self) -> String {
        self.0.to_lowercase().replace(' ', "-")
    }

    /// An address nobody reads: free mail, a shared agent's, the firm's own.
    pub(super) fn email(&self, firm: u32, dice: &mut Dice) -> String {
        // Some end in .test: the mail rehearsals treat these as returned.
        let top = if dice.chance(80) { "test" } else { "example" };
        match dice.below(100) {
            0..10 => dice
                .pick(&[
                    "berkas@biro-jasa.example",
                    "berkas@biro-jasa.example",
                    "urusan@biro-jasa-dua.example",
                ])
                .to_owned(),
            10..70 => {
                let host = dice.pick(&["surel", "surel", "pos-gratis"]);
                format!("usaha{firm}@{host}.{top}")
            }
            _ => {
                let desk = dice.pick(&["hrd", "admin", "personalia", "kantor"]);
                format!("{desk}@{}.{top}", self.domain())
            }
        }
    }
}

/// A person's name of invented syllables.
pub(super) fn person(dice: &mut Dice) -> String {
    let mut word = || {
        format!(
            "{}{}{}",
            dice.pick(&FIRST),
            dice.pick(&MIDDLE),
            dice.pick(&LAST)
        )
    };
    let (given, family) = (word(), word());
    format!("{given} {family}")
}

/// A street and number that are not there.
pub(super) fn address(dice: &mut Dice) -> String {
    let (street, number, rt) = (
        dice.pick(&STREETS),
        dice.between(1, 180),
        dice.between(1, 45),
    );
    format!("{street} No. {number} RT {rt:02}")
}

/// A number nobody can have: no line of the town begins with 0, and 0800 0 is not in use.
pub(super) fn phone(dice: &mut Dice) -> String {
    if dice.chance(300) {
        format!("05480{:05}", dice.below(100_000))
    } else {
        format!("08000{:07}", dice.below(10_000_000))
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn every_name_says_that_it_is_invented_and_is_given_once() {
        let ids = Identifiers::new(3);
        let mut seen = HashSet::new();
        for firm in 0..50_000 {
            let stem = Stem::of(firm, ids);
            assert!(
                INVENTED.iter().any(|word| stem.0.starts_with(word)),
                "{}",
                stem.0
            );
            assert!(seen.insert(stem.0));
        }
    }

    #[test]
    fn mail_addresses_stay_in_the_reserved_domains() {
        let (ids, mut dice) = (Identifiers::new(3), Dice::new(1, 1));
        for firm in 0..2_000 {
            let email = Stem::of(firm, ids).email(firm, &mut dice);
            assert!(
                [".example", ".test"].iter().any(|end| email.ends_with(end)),
                "{email}"
            );
            assert!(!email.contains(' '));
        }
    }
}
