//! Why a file as a whole can't be taken, in words for the officer who sent it.

use std::fmt;

/// Where in a file something is wrong.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Spot {
    /// The file's name without its folder.
    pub file: String,
    /// The sheet, where the file has any.
    pub sheet: Option<String>,
    /// Row as the officer counts it, from 1.
    pub row: Option<u32>,
}

impl Spot {
    pub(super) fn file(name: &str) -> Self {
        Self {
            file: name.to_owned(),
            ..Self::default()
        }
    }

    pub(super) fn sheet(self, name: Option<&str>) -> Self {
        Self {
            sheet: name.map(str::to_owned),
            ..self
        }
    }

    pub(super) fn row(self, row: u32) -> Self {
        Self {
            row: Some(row),
            ..self
        }
    }
}

impl fmt::Display for Spot {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Berkas {}", self.file)?;
        if let Some(sheet) = &self.sheet {
            write!(f, ", lembar {sheet}")?;
        }
        if let Some(row) = self.row {
            write!(f, ", baris {row}")?;
        }
        Ok(())
    }
}

/// A file that can't be read as what it is said to be; nothing of it is to be kept.
#[derive(Debug, thiserror::Error)]
pub enum IntakeError {
    /// There is no such file.
    #[error("{at}: berkas tidak ditemukan; periksa nama dan foldernya.")]
    NotFound {
        /// Where.
        at: Spot,
    },
    /// A folder stands where a file should.
    #[error("{at}: ini folder, bukan berkas; sebutkan berkas di dalamnya.")]
    Folder {
        /// Where.
        at: Spot,
    },
    /// The operating system would not read it.
    #[error("{at}: berkas tidak dapat dibaca; periksa hak akses dan media penyimpanannya.")]
    Io {
        /// Where.
        at: Spot,
        /// What the operating system said.
        #[source]
        source: std::io::Error,
    },
    /// There is nothing in it.
    #[error("{at}: berkas kosong; ekspor ulang dari sumbernya.")]
    Empty {
        /// Where.
        at: Spot,
    },
    /// The content is not what the file's name says, or nothing that can be read.
    #[error("{at}: isinya {found}, bukan {expected}; simpan ulang sebagai XLSX atau CSV.")]
    WrongContent {
        /// Where.
        at: Spot,
        /// What the name promises.
        expected: &'static str,
        /// What the first bytes say.
        found: &'static str,
    },
    /// A password is needed to read it.
    #[error("{at}: berkas dilindungi kata sandi; simpan ulang tanpa kata sandi.")]
    Encrypted {
        /// Where.
        at: Spot,
    },
    /// It ends too early, or its inside contradicts itself.
    #[error("{at}: berkas rusak atau terpotong ({what}); unduh atau ekspor ulang dari sumbernya.")]
    Damaged {
        /// Where.
        at: Spot,
        /// Which part, never a value.
        what: &'static str,
    },
    /// Reading it would take more memory than is allowed.
    #[error("{at}: {what} melebihi batas {limit}; pecah berkas atau simpan sebagai CSV.")]
    TooLarge {
        /// Where.
        at: Spot,
        /// What is too large.
        what: &'static str,
        /// The limit with its unit.
        limit: String,
    },
    /// The bytes are not text in an encoding that is known.
    #[error(
        "{at}: ada karakter yang bukan UTF-8 yang sah (byte ke-{byte}); simpan ulang sebagai CSV UTF-8."
    )]
    NotText {
        /// Where; the row counts lines.
        at: Spot,
        /// Byte from the beginning of the file, from 1.
        byte: u64,
    },
    /// Two different headers of the kind on one sheet.
    #[error(
        "{at}: ada dua baris judul kolom yang berbeda (baris {first} dan {second}); pisahkan kedua tabel ke lembar atau berkas tersendiri."
    )]
    TwoHeaders {
        /// Where.
        at: Spot,
        /// Row of the header that was read first.
        first: u32,
        /// Row of the other one.
        second: u32,
    },
    /// No row names all columns that are required.
    #[error(
        "{at}: kolom wajib tidak ditemukan dalam 15 baris pertama: {missing}. Nama kolom yang ditemukan: {found}. Perbaiki baris judul kolomnya."
    )]
    MissingColumns {
        /// Where the most promising row is.
        at: Spot,
        /// Canonical names of what is missing, separated by commas.
        missing: String,
        /// The names that were found there, separated by commas.
        found: String,
    },
    /// A list of firms in which everybody typed the same number.
    #[error(
        "{at}: semua baris memakai {column} {value}, tetapi nama badan usahanya berbeda-beda: baris {rows}. Daftar ini akan menjadi satu badan usaha saja; isi nomor masing-masing, atau kosongkan kolom itu, lalu impor ulang."
    )]
    OneEmployer {
        /// The first row that names another firm.
        at: Spot,
        /// The column that they share.
        column: &'static str,
        /// What stands there, masked where it is a person's.
        value: String,
        /// Rows with the names that they give, the first of them.
        rows: String,
    },
}
