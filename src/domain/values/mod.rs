//! What the cleaned text of a cell means: dates, months, money, counts, states.
//!
//! The functions take what [`Cell::clean`](crate::cell::Cell::clean) gave back. Blank texts have no
//! meaning here: whether a cell may be blank is asked before. Reading keeps nothing of the text,
//! and no error repeats it. The plain form that programs write is read without allocation.

mod date;
mod email;
mod money;
mod month;
mod states;

pub use date::date;
pub use email::addresses;
pub use money::{count, money, money_of};
pub use month::month;
pub use states::{is_active, is_closed, is_main, segment};

/// Why a text doesn't mean what its column promises; says what to write instead.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BadValue {
    /// Not the form of a date.
    #[error("tanggal tidak terbaca; tulis seperti 2026-02-28 atau 28/02/2026")]
    Date,
    /// The form of a date, but no such day.
    #[error(
        "tanggal tidak ada dalam kalender; periksa hari, bulan, dan tahunnya (hari/bulan/tahun)"
    )]
    ImpossibleDate,
    /// Not the form of an amount.
    #[error("jumlah uang tidak terbaca; tulis angka saja seperti 4250000 atau 4.250.000,00")]
    Money,
    /// An amount or a count below zero.
    #[error("angka tidak boleh negatif; periksa dan isi ulang")]
    Negative,
    /// An amount or a count beyond anything this program is about.
    #[error("angka terlalu besar; periksa dan isi ulang")]
    TooLarge,
    /// Not the form of a month.
    #[error("bulan tidak terbaca; tulis seperti 2026-02, 02/2026, atau Februari 2026")]
    Month,
    /// Not a whole number.
    #[error("jumlah tidak terbaca; tulis bilangan bulat seperti 7 atau 1.234")]
    Count,
    /// Not the name of one segment.
    #[error(
        "segmen tidak dikenal; isi PPU BU, PPU PN, PBPU (Mandiri), PBPU Pemda, BP, atau PBI JK (APBN)"
    )]
    Segment,
    /// Not the name of a membership state.
    #[error("status peserta tidak dikenal; isi AKTIF atau NON AKTIF")]
    Active,
    /// Not the name of a state of business.
    #[error("status usaha tidak dikenal; isi aktif atau tutup")]
    Closed,
}
