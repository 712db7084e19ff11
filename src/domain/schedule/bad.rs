//! What is wrong with a cron text.

use super::{Part, cron::LEAST_MINUTES};

/// Why a text is no cron text of ours.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BadCron {
    /// It has so many fields instead of five.
    Fields(usize),
    /// A field says what can't be read.
    Field(Part, String),
    /// There is no such day in any year.
    Never,
    /// It fires more often than every quarter of an hour.
    TooOften,
}

impl BadCron {
    /// The reason, and what to type instead.
    #[must_use]
    pub fn words(&self) -> String {
        match self {
            Self::Fields(6) => "Teks cron ini memuat enam kolom; kolom detik tidak dipakai. Hapus \
                                kolom pertama sehingga tersisa lima: menit, jam, tanggal, bulan, \
                                hari."
                .to_owned(),
            Self::Fields(n) => format!(
                "Teks cron memuat {n} kolom, seharusnya lima: menit, jam, tanggal, bulan, hari. \
                 Contoh: `0 9 * * 1-5`."
            ),
            Self::Field(part, text) => format!(
                "`{text}` tidak dapat dibaca sebagai {}. Yang dikenal: angka, `*`, rentang `1-5`, \
                 daftar `1,15`, langkah `*/2`.",
                part.words()
            ),
            Self::Never => "Jadwal ini tidak pernah tiba: tanggal itu tidak ada pada bulan \
                            tersebut, atau selalu jatuh pada hari libur."
                .to_owned(),
            Self::TooOften => format!(
                "Jadwal ini berjalan lebih sering daripada setiap {LEAST_MINUTES} menit; beri \
                 jarak paling sedikit {LEAST_MINUTES} menit."
            ),
        }
    }
}
