//! Why a row can't be used: a sentence in Indonesian, and a stable name by which pages find the
//! same in the reader's language.

use crate::domain::{
    identifiers::{BadIdentifier, nik::BadNik},
    values::BadValue,
};

/// What is wrong with a cell.
pub(super) trait Why: ToString {
    /// Its stable name.
    fn code(&self) -> &'static str;
}

/// What is wrong with a row beyond the form of one cell.
pub(super) struct Said {
    pub code: &'static str,
    pub text: &'static str,
}

impl std::fmt::Display for Said {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.text)
    }
}

impl Why for Said {
    fn code(&self) -> &'static str {
        self.code
    }
}

impl Why for BadValue {
    fn code(&self) -> &'static str {
        match self {
            Self::Date => "date",
            Self::ImpossibleDate => "no_such_day",
            Self::Money => "money",
            Self::Negative => "negative",
            Self::TooLarge => "too_large",
            Self::Month => "month",
            Self::Count => "count",
            Self::Segment => "segment",
            Self::Active => "active",
            Self::Closed => "closed",
        }
    }
}

impl Why for BadIdentifier {
    fn code(&self) -> &'static str {
        match self {
            Self::Nib => "nib",
            Self::NpwpLength => "npwp_length",
            Self::NpwpCharacters => "npwp_characters",
            Self::NpwpZeroLost => "npwp_zero_lost",
            Self::OnlyZeros => "only_zeros",
            Self::BpjsCode => "bpjs_code",
            Self::Damaged => "damaged",
        }
    }
}

impl Why for BadNik {
    fn code(&self) -> &'static str {
        match self {
            Self::Length => "nik_length",
            Self::Characters => "nik_characters",
            Self::Region => "nik_region",
            Self::Date => "nik_date",
            Self::Serial => "nik_serial",
            Self::Damaged => "nik_damaged",
        }
    }
}
