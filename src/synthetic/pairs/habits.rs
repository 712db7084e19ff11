//! How often whoever keeps a list writes what otherwise. All figures are of a thousand.

use super::{super::dice::Dice, Noise};

/// The ways of one keeper of a list.
#[derive(Clone, Copy, Debug)]
pub(super) struct Habits {
    // The name as a whole.
    pub(super) form_dropped: u32,
    pub(super) form_moved: u32,
    pub(super) form_in_column: u32,
    pub(super) reordered: u32,
    pub(super) glued: u32,
    pub(super) split: u32,
    pub(super) cut: u32,
    pub(super) shouted: u32,
    pub(super) initials: u32,
    pub(super) generic: u32,
    pub(super) opening_dropped: u32,
    // Each word.
    pub(super) abbreviated: u32,
    pub(super) spelt: u32,
    pub(super) translated: u32,
    // Each letter; the slips of a row are between none and twice as many.
    pub(super) rows_with_slips: u32,
    pub(super) slips: u32,
    pub(super) misread: u32,
    // The address.
    pub(super) place_missing: u32,
    pub(super) kelurahan_missing: u32,
    pub(super) number_missing: u32,
    pub(super) moved: u32,
    pub(super) plain_address: u32,
    // How to reach them.
    pub(super) phone_missing: u32,
    pub(super) phone_other: u32,
    pub(super) email_missing: u32,
    pub(super) email_other: u32,
}

/// The best-kept list of the city: typing errors in 3 % of the rows, a few empty cells.
const REGISTRY: Habits = Habits {
    form_dropped: 15,
    form_moved: 120,
    form_in_column: 300,
    reordered: 0,
    glued: 3,
    split: 3,
    cut: 0,
    shouted: 300,
    initials: 0,
    generic: 20,
    opening_dropped: 5,
    abbreviated: 60,
    spelt: 10,
    translated: 0,
    rows_with_slips: 30,
    slips: 40,
    misread: 0,
    place_missing: 20,
    kelurahan_missing: 20,
    number_missing: 60,
    moved: 0,
    plain_address: 600,
    phone_missing: 150,
    phone_other: 0,
    email_missing: 350,
    email_other: 0,
};

/// Writes by rule and habit, few errors: moves forms, abbreviates, leaves out.
const CLERK: Habits = Habits {
    form_dropped: 60,
    form_moved: 450,
    form_in_column: 250,
    reordered: 15,
    glued: 15,
    split: 10,
    cut: 0,
    shouted: 500,
    initials: 3,
    generic: 70,
    opening_dropped: 25,
    abbreviated: 350,
    spelt: 40,
    translated: 0,
    rows_with_slips: 40,
    slips: 30,
    misread: 0,
    place_missing: 60,
    kelurahan_missing: 80,
    number_missing: 120,
    moved: 12,
    plain_address: 300,
    phone_missing: 350,
    phone_other: 120,
    email_missing: 500,
    email_other: 200,
};

const TYPIST: Habits = Habits {
    form_dropped: 50,
    form_moved: 150,
    reordered: 20,
    glued: 40,
    split: 40,
    abbreviated: 100,
    spelt: 90,
    rows_with_slips: 750,
    slips: 45,
    ..CLERK
};

const OCR: Habits = Habits {
    form_dropped: 20,
    form_moved: 100,
    glued: 60,
    split: 60,
    shouted: 700,
    abbreviated: 60,
    rows_with_slips: 150,
    misread: 22,
    ..CLERK
};

const SPREADSHEET: Habits = Habits {
    form_dropped: 90,
    form_moved: 300,
    form_in_column: 500,
    glued: 90,
    cut: 260,
    shouted: 950,
    generic: 120,
    number_missing: 250,
    phone_missing: 250,
    ..CLERK
};

const BPJS: Habits = Habits {
    form_dropped: 110,
    form_moved: 500,
    form_in_column: 0,
    reordered: 40,
    shouted: 1000,
    initials: 12,
    generic: 150,
    opening_dropped: 50,
    abbreviated: 600,
    rows_with_slips: 120,
    place_missing: 90,
    kelurahan_missing: 1000,
    number_missing: 200,
    phone_missing: 550,
    email_missing: 1000,
    ..CLERK
};

const FOREIGN: Habits = Habits {
    form_dropped: 60,
    reordered: 30,
    abbreviated: 100,
    spelt: 330,
    translated: 650,
    rows_with_slips: 80,
    ..CLERK
};

impl Noise {
    /// The habits of a list's keeper; for a list of many keepers, of the next row's.
    pub(super) fn habits(self, dice: &mut Dice) -> Habits {
        match self {
            Self::Registry => REGISTRY,
            Self::Clerk => CLERK,
            Self::Typist => TYPIST,
            Self::Ocr => OCR,
            Self::Spreadsheet => SPREADSHEET,
            Self::Bpjs => BPJS,
            Self::Foreign => FOREIGN,
            Self::Mixed => {
                let keepers = [
                    Self::Registry,
                    Self::Clerk,
                    Self::Typist,
                    Self::Ocr,
                    Self::Spreadsheet,
                    Self::Bpjs,
                    Self::Foreign,
                ];
                dice.pick(&keepers).habits(dice)
            }
        }
    }
}
