//! Rows among and under the data that are not data: blanks, numbering, totals, signatures.

use super::{
    columns::{Column, Kind},
    header::Layout,
    rows::Row,
};
use crate::domain::{
    identifiers::{BpjsCode, Nib, Npwp, nik},
    values,
};

/// Why a row is passed over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Skip {
    /// None of the columns says anything.
    Blank,
    /// The columns' numbers under the header.
    Numbering,
    /// A total or a subtotal.
    Total,
    /// Signatures, notes, headings of groups.
    Footer,
}

/// What came before, as far as it matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Before {
    /// The header.
    #[default]
    Header,
    /// Rows of data.
    Data,
    /// A total.
    Total,
    /// The beginning of a signature block.
    Footer,
}

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
    "nip.",
    "nip:",
    "nip ",
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

/// Decides about a row that could not be read, or, in the registry where any text is a name,
/// about any row.
pub(super) fn of(kind: Kind, layout: &Layout, before: Before, row: &impl Row) -> Option<Skip> {
    let look = Look::new(kind, layout, row);
    if look.known == 0 {
        return Some(Skip::Blank);
    }
    if before == Before::Header && is_numbering(row) {
        return Some(Skip::Numbering);
    }
    match (look.sign, look.total) {
        (Sign::Number, _) => return None,
        (_, Some(Label::Whole)) | (Sign::None, Some(Label::Start)) => return Some(Skip::Total),
        (Sign::Other, _) => return None,
        (Sign::None, None) => {}
    }
    let footer = match kind {
        Kind::Employers => employer_footer(&look, before, row),
        _ => !look.amounts && look.known <= 3 && look.worded,
    };
    footer.then_some(Skip::Footer)
}

/// The registry takes any text for a name, so only what reads as a signature is one.
fn employer_footer(look: &Look, before: Before, row: &impl Row) -> bool {
    let few = match before {
        Before::Header | Before::Data => 0,
        Before::Total => 1,
        Before::Footer => 2,
    };
    !look.amounts && (look.known.max(look.filled) <= few || row.cells().any(|c| signs(c.clean())))
}

/// How much of a label a text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Label {
    /// Nothing but a word for a total.
    Whole,
    /// Begins like one.
    Start,
}

/// How surely a row is data, whatever else it says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sign {
    /// It carries a sound number of its own.
    Number,
    /// Something in it can only be data.
    Other,
    /// Nothing does.
    None,
}

/// What can be seen of a row without reading it.
struct Look {
    /// Known columns that say something.
    known: usize,
    /// Cells that say something, known or not.
    filled: usize,
    sign: Sign,
    /// It carries amounts or counts.
    amounts: bool,
    /// Its identifying cells are blank or words.
    worded: bool,
    total: Option<Label>,
}

impl Look {
    fn new(kind: Kind, layout: &Layout, row: &impl Row) -> Self {
        let text = |column| said(layout, row, column);
        let (sign, amounts) = signs_of_data(kind, &|column, test| {
            let said = text(column);
            !said.is_empty() && test(said)
        });
        Self {
            known: layout
                .columns()
                .filter(|&column| !text(column).is_empty())
                .count(),
            filled: row.cells().filter(|cell| !cell.clean().is_empty()).count(),
            sign,
            amounts,
            worded: kind
                .identifying()
                .iter()
                .all(|&column| is_words(text(column))),
            total: total(kind, layout, row),
        }
    }
}

/// The text in a column, none where it says that there is none.
fn said<'a>(layout: &Layout, row: &'a impl Row, column: Column) -> &'a str {
    let cell = layout.of(column).map(|at| row.cell(at));
    cell.filter(|cell| !cell.is_blank())
        .map_or("", |cell| cell.clean())
}

type Test = fn(&str) -> bool;

/// How surely it is data, and whether there are amounts in it; `has` tests a column's text.
fn signs_of_data(kind: Kind, has: &dyn Fn(Column, Test) -> bool) -> (Sign, bool) {
    let any = |columns: &[Column], test: Test| columns.iter().any(|&column| has(column, test));
    let code: Test = |text| BpjsCode::parse(text, true).is_ok();
    let nik: Test = |text| nik::check(text).is_ok();
    let money: Test = |text| values::money(text).is_ok();
    let employer = has(Column::Nib, |text| Nib::parse(text).is_ok())
        || has(Column::Npwp, |text| Npwp::parse(text, false).is_ok())
        || has(Column::KodeBu, code);
    let (number, other, amounts) = match kind {
        Kind::Employers => {
            let counts = [
                Column::PekerjaWlkp,
                Column::PekerjaBpjstk,
                Column::RencanaTki,
            ];
            let numbers = [Column::Nib, Column::Npwp, Column::KodeBu];
            (
                employer,
                any(&numbers, |text| digits(text) > 4),
                any(&counts, |_| true),
            )
        }
        Kind::Roster => (has(Column::Nik, nik), employer, has(Column::Upah, money)),
        Kind::Participants => {
            let segment = has(Column::Segmen, |text| values::segment(text).is_ok());
            let status = has(Column::Status, |text| values::is_active(text).is_ok());
            (
                has(Column::Nik, nik),
                segment || status,
                has(Column::Upah, money),
            )
        }
        Kind::Contributions => {
            let month = has(Column::Bulan, |text| values::month(text).is_ok());
            (
                has(Column::KodeBu, code),
                month,
                any(&[Column::Tagihan, Column::Dibayar], money),
            )
        }
    };
    let sign = match (number, other) {
        (true, _) => Sign::Number,
        (false, true) => Sign::Other,
        _ => Sign::None,
    };
    (sign, amounts)
}

/// The strongest label in a row whose identifying cells are blank, or are the label.
fn total(kind: Kind, layout: &Layout, row: &impl Row) -> Option<Label> {
    let name = layout.of(Column::Nama).filter(|_| kind == Kind::Employers);
    let mut found = None;
    for (index, cell) in row.cells().enumerate() {
        match label(cell.clean(), name == Some(index)) {
            Some(Label::Whole) => return Some(Label::Whole),
            Some(Label::Start) => found = Some(Label::Start),
            None => {}
        }
    }
    found
}

fn label(text: &str, name: bool) -> Option<Label> {
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
    (!name || generic || text.ends_with(':')).then_some(Label::Start)
}

/// The columns' own numbers, `1 2 3` or `(1) (2) (3)` or `a b c`, rising from the left.
fn is_numbering(row: &impl Row) -> bool {
    let mut last = 0;
    let mut count = 0;
    for cell in row.cells() {
        let text = cell.clean();
        if text.is_empty() {
            continue;
        }
        let bare = text.trim_matches(|c: char| matches!(c, '(' | ')' | '.' | '[' | ']'));
        // A computed column may read "7=5-6".
        let bare = bare.split('=').next().unwrap_or(bare).trim();
        let number = match bare.as_bytes() {
            [letter] if letter.is_ascii_alphabetic() => {
                u32::from(letter.to_ascii_lowercase() - b'a') + 1
            }
            _ => match bare.parse::<u32>() {
                Ok(number) => number,
                Err(_) => return false,
            },
        };
        if number != last + 1 && !(count == 0 && number <= 2) {
            return false;
        }
        last = number;
        count += 1;
    }
    count > 1
}

/// A cell that names nothing: blank, or a few words as people write them under a table.
fn is_words(text: &str) -> bool {
    if text.is_empty() {
        return true;
    }
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    letters > 2 && (digits(text) < 12 || text.to_lowercase().starts_with("nip"))
        || !text.chars().any(char::is_alphanumeric)
}

/// Begins a signature block: who signs, or the place and the day.
fn signs(text: &str) -> bool {
    if text.is_empty() || text.len() > 200 {
        return false;
    }
    let lower = text.to_lowercase();
    if matches!(
        lower.as_str(),
        "ttd" | "ttd." | "sekretaris" | "pimpinan" | "direktur"
    ) {
        return true;
    }
    let place_and_day = text.split_once(',').is_some_and(|(place, day)| {
        is_words(place) && digits(place) == 0 && values::date(day.trim()).is_ok()
    });
    place_and_day || SIGNATURES.iter().any(|start| lower.starts_with(start)) || is_group(&lower)
}

/// The heading of a group of firms by district.
fn is_group(lower: &str) -> bool {
    let bare = lower
        .split_once(". ")
        .filter(|(number, _)| number.len() < 5)
        .map_or(lower, |(_, b)| b);
    bare.starts_with("kecamatan ") || bare.starts_with("kelurahan ")
}

fn digits(text: &str) -> usize {
    text.bytes().filter(u8::is_ascii_digit).count()
}
