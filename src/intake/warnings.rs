//! What an officer should know about accepted rows, counted by text.

/// Where a row stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place<'a> {
    /// Index into the files that were given.
    pub file: usize,
    /// Name of the sheet; `None` in a CSV file.
    pub sheet: Option<&'a str>,
    /// Row as the officer's spreadsheet program counts it, from 1.
    pub row: u32,
}

/// One text, how often it applied, and where first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Warning {
    /// Stable name of what it says.
    pub code: &'static str,
    /// The column or sheet that it names, if any.
    pub about: String,
    /// Indonesian sentence without any value of a cell.
    pub text: String,
    /// Rows (or sheets, for what concerns a column) it applies to.
    pub count: u64,
    /// Index into the files that were given.
    pub file: usize,
    /// Sheet of the first occurrence.
    pub sheet: Option<String>,
    /// Row of the first occurrence.
    pub row: u32,
}

/// The warnings of one command, in the order in which they first came up.
#[derive(Debug, Clone, Default)]
pub struct Warnings {
    list: Vec<Warning>,
}

impl Warnings {
    /// Nothing to warn of.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Counts `text` once more; only its first place is kept.
    pub fn note(&mut self, code: &'static str, about: &str, text: &str, at: Place<'_>) {
        if let Some(known) = self.list.iter_mut().find(|known| known.text == text) {
            known.count += 1;
            return;
        }
        self.list.push(Warning {
            code,
            about: about.to_owned(),
            text: text.to_owned(),
            count: 1,
            file: at.file,
            sheet: at.sheet.map(str::to_owned),
            row: at.row,
        });
    }

    /// In the order in which they first came up.
    pub fn iter(&self) -> impl Iterator<Item = &Warning> {
        self.list.iter()
    }

    /// There is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }
}

macro_rules! notes {
    ($($(#[$doc:meta])* $name:ident = $code:literal: $text:literal),+ $(,)?) => {
        /// What may be worth a warning in a row that is accepted all the same.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub(super) enum Note { $($(#[$doc])* $name),+ }

        impl Note {
            const ALL: &'static [Self] = &[$(Self::$name),+];

            pub(super) const fn text(self) -> &'static str {
                match self { $(Self::$name => $text),+ }
            }

            const fn code(self) -> &'static str {
                match self { $(Self::$name => $code),+ }
            }
        }
    };
}

notes! {
    CodePadded = "code_padded": "Kode BU dari sel angka dilengkapi nol di depan sampai 8 digit.",
    CodeDropped = "code_dropped": "Kode BU tidak sah diabaikan karena pengenal lain pada barisnya sah; periksa kode 8 digitnya.",
    ParticipantCodeDropped = "participant_code_dropped": "Kode BU tidak sah diabaikan; peserta disimpan tanpa kode BU.",
    HeadCodeDropped = "head_code_dropped": "Kode BU pusat tidak sah diabaikan; periksa kode 8 digitnya.",
    NibDropped = "nib_dropped": "NIB tidak sah diabaikan karena pengenal lain pada barisnya sah; NIB terdiri dari 13 digit.",
    NpwpDropped = "npwp_dropped": "NPWP tidak sah diabaikan karena pengenal lain pada barisnya sah; NPWP terdiri dari 15 atau 16 digit, format kolom sebagai Teks.",
    NpwpCheck = "npwp_check": "Digit pemeriksa NPWP tidak cocok; NPWP tetap dipakai, mohon diperiksa.",
    NpwpRestored = "npwp_restored": "Nol di depan NPWP yang hilang dipulihkan karena digit pemeriksanya cocok.",
    NikNumeric = "nik_numeric": "NIK dibaca dari sel angka; format kolom sebagai Teks agar digit terakhir tidak hilang.",
    EmailDropped = "email_dropped": "Alamat pos-el tidak sah diabaikan.",
}

/// The notes of one row.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Notes(u16);

impl Notes {
    pub(super) fn add(&mut self, note: Note) {
        self.0 |= 1 << note as u16;
    }

    pub(super) fn count_into(self, warnings: &mut Warnings, at: Place<'_>) {
        if self.0 == 0 {
            return;
        }
        for &note in Note::ALL {
            if self.0 & (1 << note as u16) != 0 {
                warnings.note(note.code(), "", note.text(), at);
            }
        }
    }
}
