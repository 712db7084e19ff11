//! Why two records are taken for one firm, or not, for people.

use std::fmt::Write as _;

use super::{
    Agreement,
    alignment::Fate,
    model::Rates,
    traits::{Comparison, Trait},
};
use crate::employer::Field;

/// What two records are compared by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Aspect {
    /// Business number of OSS.
    Nib,
    /// Tax number.
    Npwp,
    /// Number at BPJS Kesehatan.
    Code,
    /// Name.
    Name,
    /// Legal form.
    Form,
    /// Kelurahan.
    Place,
    /// Street and house.
    Address,
    /// Telephone.
    Phone,
    /// Mail address.
    Mail,
}

impl Aspect {
    /// The field of a record that it compares.
    #[must_use]
    pub const fn field(self) -> Field {
        match self {
            Self::Nib => Field::Nib,
            Self::Npwp => Field::Npwp,
            Self::Code => Field::Code,
            Self::Name => Field::Name,
            Self::Form => Field::Form,
            Self::Place => Field::Kelurahan,
            Self::Address => Field::Address,
            Self::Phone => Field::Phone,
            Self::Mail => Field::Email,
        }
    }

    /// The Indonesian word on screens.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Nib => "NIB",
            Self::Npwp => "NPWP",
            Self::Code => "kode BU",
            Self::Name => "nama",
            Self::Form => "bentuk usaha",
            Self::Place => "kelurahan",
            Self::Address => "alamat",
            Self::Phone => "telepon",
            Self::Mail => "pos-el",
        }
    }
}

/// How one aspect of two records compares, and what it weighs.
#[derive(Debug, Clone, PartialEq)]
pub struct Reason {
    /// What was compared.
    pub aspect: Aspect,
    /// How it compares; what one side doesn't tell is no reason.
    pub agreement: Agreement,
    /// The natural logarithm of how much more likely it makes one firm than two; 0 for an
    /// identifier, which decides by itself.
    pub weight: f64,
    /// What is remarkable about it, in Indonesian; empty where the agreement says it all.
    pub note: &'static str,
}

/// What speaks against both being one firm so plainly that no likeness outweighs it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Against {
    /// Two NIBs.
    Nib,
    /// Two tax numbers.
    Npwp,
    /// Two legal forms.
    Form,
    /// Two numbers in the names, or one on one side: branches, a series.
    Number,
    /// A word in place of another.
    Word,
    /// A word more.
    MissingWord,
    /// Two places, and nothing else that both share.
    Place,
    /// A name that was altered, and nothing else that both share.
    Alone,
    /// Two addresses, and nothing else that both share.
    Address,
    /// Nothing in the names that both share.
    Nothing,
}

impl Against {
    /// In Indonesian, as the end of a sentence.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::Nib => "NIB berbeda",
            Self::Npwp => "NPWP berbeda",
            Self::Form => "bentuk usaha berbeda",
            Self::Number => "angka dalam nama berbeda",
            Self::Word => "satu kata nama diganti kata lain",
            Self::MissingWord => "satu nama punya kata yang membedakan",
            Self::Place => "kelurahan berbeda tanpa kesamaan lain",
            Self::Alone => "nama berubah tanpa kesamaan lain",
            Self::Address => "alamat berbeda tanpa kesamaan lain",
            Self::Nothing => "nama tidak memiliki kesamaan",
        }
    }
}

/// The reasons in one line, the heaviest first: `nama: sama, ejaan berbeda (+9,3); …`.
#[must_use]
pub fn in_words(reasons: &[Reason], against: Option<Against>) -> String {
    let mut line = String::new();
    for reason in reasons {
        let agreement = match reason.agreement {
            Agreement::Same => "sama",
            Agreement::Near => "mirip",
            Agreement::Other => "berbeda",
            Agreement::Unknown => continue,
        };
        if !line.is_empty() {
            line.push_str("; ");
        }
        let _ = write!(line, "{}: {agreement}", reason.aspect.word());
        if !reason.note.is_empty() {
            let _ = write!(line, ", {}", reason.note);
        }
        if reason.weight.abs() >= 0.05 {
            let weight = format!("{:+.1}", reason.weight).replace('.', ",");
            let _ = write!(line, " ({weight})");
        }
    }
    if let Some(against) = against {
        if !line.is_empty() {
            line.push_str("; ");
        }
        let _ = write!(line, "tidak lebih dari mungkin: {}", against.words());
    }
    line
}

impl Comparison {
    /// The reasons, in the order in which people look.
    pub(super) fn reasons(&self, rates: &Rates) -> Vec<Reason> {
        let weights = rates.weights(self);
        let numbers = self.numbers;
        let plain = |aspect, agreement, weight| Reason {
            aspect,
            agreement,
            weight,
            note: "",
        };
        let slip = |agreement, note| match agreement {
            Agreement::Near => note,
            _ => "",
        };
        let of = |aspect, one: Trait, weight| plain(aspect, one.agreement, weight);
        let (name, note) = self.name_in_words();
        let mut reasons = vec![
            Reason {
                note: slip(numbers.nib, "satu angka lain, atau dua tertukar"),
                ..plain(Aspect::Nib, numbers.nib, 0.0)
            },
            Reason {
                note: slip(numbers.npwp, "satunya salah tulis menurut angka pemeriksa"),
                ..plain(Aspect::Npwp, numbers.npwp, weights.npwp)
            },
            plain(Aspect::Code, numbers.code, 0.0),
            Reason {
                aspect: Aspect::Name,
                agreement: name,
                weight: weights.name,
                note,
            },
            of(Aspect::Form, self.form, weights.form),
            of(Aspect::Place, self.place, weights.place),
            of(Aspect::Address, self.street, weights.street),
            of(Aspect::Phone, self.phone, weights.phone),
            of(Aspect::Mail, self.mail, weights.mail),
        ];
        reasons.retain(|reason| reason.agreement != Agreement::Unknown);
        reasons
    }

    fn name_in_words(&self) -> (Agreement, &'static str) {
        let shares = self.name.fates[..=Fate::Garbled as usize]
            .iter()
            .any(|n| *n > 0);
        let said = [
            (Fate::OtherNumber, Agreement::Other, "angkanya berbeda"),
            (Fate::NumberMissing, Agreement::Near, "satu nama bernomor"),
            (Fate::Other, Agreement::Other, "satu kata berbeda"),
            (Fate::UnknownOther, Agreement::Other, "satu kata berbeda"),
            (Fate::Missing, Agreement::Near, "satu nama berkata lebih"),
            (
                Fate::UnknownMissing,
                Agreement::Near,
                "satu nama berkata lebih",
            ),
            (Fate::Garbled, Agreement::Near, "satu kata rusak"),
            (
                Fate::Initials,
                Agreement::Near,
                "disingkat dengan huruf awal",
            ),
            (Fate::Typed, Agreement::Near, "kemungkinan salah ketik"),
            (Fate::Short, Agreement::Near, "satu kata disingkat"),
            (Fate::Cut, Agreement::Near, "akhir nama terpotong"),
            (Fate::Order, Agreement::Near, "urutan kata berbeda"),
            (
                Fate::PlaceMissing,
                Agreement::Near,
                "nama tempat hanya di satu sisi",
            ),
            (
                Fate::PremisesMissing,
                Agreement::Near,
                "jenis tempat hanya di satu sisi",
            ),
            (Fate::Sound, Agreement::Same, "ejaan berbeda"),
            (Fate::Joined, Agreement::Same, "spasi berbeda"),
        ];
        if !shares {
            let none = self.name.fates.iter().all(|n| *n == 0);
            return (
                if none {
                    Agreement::Unknown
                } else {
                    Agreement::Other
                },
                "",
            );
        }
        said.into_iter()
            .find(|(fate, ..)| self.name.has(*fate))
            .map_or((Agreement::Same, ""), |(_, agreement, note)| {
                (agreement, note)
            })
    }
}
