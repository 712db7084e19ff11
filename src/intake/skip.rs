//! Rows among and under the data that are not data: blanks, numbering, totals, signatures.

use super::{
    columns::{Column, Kind},
    header::Layout,
    rows::Row,
    wording::{Label, digits, is_group, is_words, label, signs},
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
        Kind::Employers => employer_footer(&look, before, said(layout, row, Column::Nama), row),
        _ => footer(&look, before, row),
    };
    (!look.amounts && footer).then_some(Skip::Footer)
}

/// Under people and bills: a few words where a number should be.
fn footer(look: &Look, before: Before, row: &impl Row) -> bool {
    let under = matches!(before, Before::Total | Before::Footer);
    let signed = || row.cells().any(|cell| signs(cell.clean()));
    let alone = || look.known == 1 && row.cells().any(|cell| cell.clean().contains(' '));
    look.worded && look.known <= 3 && (under || alone() || signed())
}

/// The registry takes any text for a name, so only what reads as a signature is one.
fn employer_footer(look: &Look, before: Before, name: &str, row: &impl Row) -> bool {
    let few = match before {
        Before::Header | Before::Data => 0,
        Before::Total => 1,
        Before::Footer => 2,
    };
    let signed = || row.cells().any(|cell| signs(cell.clean()));
    look.known.max(look.filled) <= few
        || signs(name)
        || (name.is_empty() && signed())
        || (look.filled == 1 && is_group(name))
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
            total: total(kind, row),
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
fn total(kind: Kind, row: &impl Row) -> Option<Label> {
    let mut found = None;
    for cell in row.cells() {
        match label(cell.clean(), kind == Kind::Employers) {
            Some(Label::Whole) => return Some(Label::Whole),
            Some(Label::Start) => found = Some(Label::Start),
            None => {}
        }
    }
    found
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
