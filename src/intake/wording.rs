//! The words by which people mark what is under or between the data.

use crate::domain::values;

const TOTALS: &[&str] = &["total", "jumlah", "subtotal", "grandtotal"];
/// What may follow such a word without making it the name of a firm.
const OF_WHAT: &[&str] = &[
    "total",
    "jumlah",
    "keseluruhan",
    "seluruh",
    "seluruhnya",
    "semua",
    "akhir",
    "umum",
    "perusahaan",
    "pekerja",
    "badan",
    "usaha",
    "tenaga",
    "kerja",
    "karyawan",
    "peserta",
    "tagihan",
    "iuran",
    "bayar",
    "dibayar",
    "pembayaran",
    "upah",
    "kecamatan",
    "kelurahan",
    "bu",
    "data",
    "per",
    "bulan",
    "halaman",
    "sub",
    "grand",
];
/// Who signs, as the whole of a cell.
const OFFICES: &[&str] = &["ttd", "ttd.", "sekretaris", "pimpinan", "direktur"];
const SIGNATURES: &[&str] = &[
    "mengetahui",
    "menyetujui",
    "disetujui",
    "diketahui",
    "dibuat oleh",
    "disusun oleh",
    "disiapkan oleh",
    "diperiksa oleh",
    "disahkan oleh",
    "hormat kami",
    "penanggung jawab",
    "tanda tangan",
    "a.n.",
    "a.n ",
    "an. ",
    "plt.",
    "plh.",
    "u.b.",
    "kepala dinas",
    "kepala bidang",
    "kepala seksi",
    "kepala bagian",
    "kepala kantor",
    "kepala cabang",
    "sekretaris dinas",
    "catatan:",
    "catatan :",
    "keterangan:",
    "keterangan :",
    "sumber:",
    "sumber :",
    "sumber data",
    "dicetak pada",
    "dicetak tanggal",
    "wali kota",
];

/// How much of a label a text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Label {
    /// Nothing but a word for a total.
    Whole,
    /// Begins like one.
    Start,
}

/// Whether a text labels a total; where any text may stand, only with words that no name has.
pub(super) fn label(text: &str, anything: bool) -> Option<Label> {
    if !text.starts_with(['t', 'T', 'j', 'J', 's', 'S', 'g', 'G']) || text.len() > 120 {
        return None;
    }
    let lower = text.to_lowercase();
    let mut words = lower
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty());
    let first = words.next()?;
    let rest: Vec<&str> = words.collect();
    let begins = TOTALS.contains(&first)
        || (matches!(first, "sub" | "grand") && rest.first().is_some_and(|w| TOTALS.contains(w)));
    if !begins {
        return None;
    }
    if rest
        .iter()
        .all(|word| TOTALS.contains(word) || matches!(*word, "keseluruhan" | "seluruhnya"))
    {
        return Some(Label::Whole);
    }
    let generic = rest
        .iter()
        .all(|word| OF_WHAT.contains(word) || word.parse::<u64>().is_ok());
    (!anything || generic || text.ends_with(':')).then_some(Label::Start)
}

/// A cell that names nothing: blank, or a few words as people write them under a table.
pub(super) fn is_words(text: &str) -> bool {
    if text.is_empty() {
        return true;
    }
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    letters > 2 && (digits(text) < 12 || text.to_lowercase().starts_with("nip"))
        || !text.chars().any(char::is_alphanumeric)
}

/// Begins a signature block: who signs, or the place and the day.
pub(super) fn signs(text: &str) -> bool {
    if text.is_empty() || text.len() > 200 {
        return false;
    }
    let lower = text.to_lowercase();
    let place_and_day = text.split_once(',').is_some_and(|(place, day)| {
        is_words(place) && digits(place) == 0 && values::date(day.trim()).is_ok()
    });
    place_and_day
        || OFFICES.contains(&lower.as_str())
        || (lower.starts_with("nip") && digits(text) > 8)
        || SIGNATURES.iter().any(|start| lower.starts_with(start))
}

/// The heading of a group of firms by district.
pub(super) fn is_group(text: &str) -> bool {
    let lower = text.to_lowercase();
    let bare = lower
        .split_once(". ")
        .filter(|(number, _)| number.len() < 5)
        .map_or(lower.as_str(), |(_, bare)| bare);
    bare.starts_with("kecamatan ") || bare.starts_with("kelurahan ")
}

/// How many digits a text has.
pub(super) fn digits(text: &str) -> usize {
    text.bytes().filter(u8::is_ascii_digit).count()
}
