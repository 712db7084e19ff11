//! What an ODS will weigh in memory, told from its markup alone.
//!
//! A few bytes of an ODS can say "this row, a million times", and the spreadsheet library would
//! write them all out. It also waits for ever for the end of a table that is cut off. So the tags
//! are followed here first: they must nest, and what they repeat must fit.

use super::{
    error::{IntakeError, Spot},
    fill::Merge,
};

/// Bytes in memory for all cells of a workbook that is read whole.
pub(super) const MAX_WEIGHT: u64 = 512 << 20;
/// Bytes that the library takes for a cell, its formula included, twice while it copies.
pub(super) const CELL_BYTES: u64 = 96;
/// Elements inside of each other.
const MAX_DEPTH: usize = 200;
/// Rows and columns that the library reads at most.
const MAX_REPEATS: u64 = 1_048_576;
/// Merged areas on one sheet.
pub(super) const MAX_MERGES: usize = 200_000;

/// Why the markup is refused.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Refusal {
    /// The elements don't nest, or something stands there that no office program writes.
    Damaged,
    /// It weighs too much.
    TooLarge,
}

impl Refusal {
    /// The error that an officer reads.
    pub(super) fn error(&self, name: &str) -> IntakeError {
        let at = Spot::file(name);
        match self {
            Self::Damaged => IntakeError::Damaged {
                at,
                what: "isi buku kerja tidak utuh",
            },
            Self::TooLarge => IntakeError::TooLarge {
                at,
                what: "jumlah sel",
                limit: format!("{} MB di memori", MAX_WEIGHT >> 20),
            },
        }
    }
}

/// Follows the tags of a `content.xml` that comes in pieces.
#[derive(Default)]
pub(super) struct Weight {
    /// The tag that is being read, from its `<` on.
    tag: Vec<u8>,
    quote: Option<u8>,
    /// Names of the open elements.
    open: Vec<Vec<u8>>,
    cell: Option<Repeated>,
    row: Repeated,
    table: Table,
    /// Of each named table, the cells that span rows.
    spans: Vec<Vec<Merge>>,
    total: u64,
}

/// Something that stands for several of its kind.
#[derive(Default)]
struct Repeated {
    times: u64,
    bytes: u64,
    /// Columns so far, and those up to the last one with a value.
    columns: u64,
    used: u64,
    valued: bool,
}

#[derive(Default)]
struct Table {
    rows: u64,
    first: Option<u64>,
    last: u64,
    columns: u64,
}

impl Weight {
    /// Takes the next piece.
    pub(super) fn take(&mut self, chunk: &[u8]) -> Result<(), Refusal> {
        for &byte in chunk {
            if self.tag.is_empty() {
                if byte == b'<' {
                    self.tag.push(byte);
                } else if let Some(cell) = &mut self.cell {
                    cell.bytes += 1;
                }
                continue;
            }
            self.tag.push(byte);
            if self.ends(byte)? {
                let tag = std::mem::take(&mut self.tag);
                self.element(&tag)?;
                self.tag = tag;
                self.tag.clear();
            }
        }
        Ok(())
    }

    /// There are no more pieces; of each sheet the merged cells that span rows.
    pub(super) fn finish(self) -> Result<Vec<Vec<Merge>>, Refusal> {
        if self.tag.is_empty() && self.open.is_empty() {
            Ok(self.spans)
        } else {
            Err(Refusal::Damaged)
        }
    }

    /// Whether this byte is the last one of the tag.
    fn ends(&mut self, byte: u8) -> Result<bool, Refusal> {
        let tag = self.tag.as_slice();
        match tag {
            [b'<', b'?', ..] => return Ok(tag.len() > 3 && tag.ends_with(b"?>")),
            [b'<', b'!', b'-', b'-', ..] => return Ok(tag.len() > 6 && tag.ends_with(b"-->")),
            [b'<', b'!', b'[', ..] => return Ok(tag.ends_with(b"]]>")),
            [b'<', b'!', _, _, ..] => return Err(Refusal::Damaged),
            _ => {}
        }
        match (self.quote, byte) {
            (Some(quote), _) => {
                if byte == quote {
                    self.quote = None;
                }
                Ok(false)
            }
            (None, b'"' | b'\'') if tag[1] == b'/' => Err(Refusal::Damaged),
            (None, b'"' | b'\'') => {
                self.quote = Some(byte);
                Ok(false)
            }
            (None, b'<') => Err(Refusal::Damaged),
            (None, _) => Ok(byte == b'>' && tag.get(1) != Some(&b'!')),
        }
    }

    fn element(&mut self, tag: &[u8]) -> Result<(), Refusal> {
        if matches!(tag[1], b'?' | b'!') {
            if let (Some(cell), b'!') = (&mut self.cell, tag[1]) {
                cell.bytes += tag.len() as u64;
            }
            return Ok(());
        }
        if tag[1] == b'/' {
            let name = tag[2..tag.len() - 1].trim_ascii_end();
            return match self.open.pop() {
                Some(open) if open == name => self.end(name),
                _ => Err(Refusal::Damaged),
            };
        }
        let inner = &tag[1..tag.len() - 1];
        let (inner, closed) = inner
            .strip_suffix(b"/")
            .map_or((inner, false), |rest| (rest, true));
        let length = inner
            .iter()
            .position(u8::is_ascii_whitespace)
            .unwrap_or(inner.len());
        let (name, attributes) = inner.split_at(length);
        self.start(name, attributes)?;
        if closed {
            return self.end(name);
        }
        if self.open.len() == MAX_DEPTH {
            return Err(Refusal::Damaged);
        }
        self.open.push(name.to_owned());
        Ok(())
    }

    fn start(&mut self, name: &[u8], attributes: &[u8]) -> Result<(), Refusal> {
        match name {
            b"table:table" => {
                self.table = Table::default();
                if find(attributes, b"table:name=").is_some() {
                    self.spans.push(Vec::new());
                }
            }
            b"table:table-row" => {
                let times = repeats(attributes, b"number-rows-repeated")?;
                self.row = Repeated {
                    times,
                    ..Repeated::default()
                };
            }
            b"table:table-cell" | b"table:covered-table-cell" => {
                let times = repeats(attributes, b"number-columns-repeated")?;
                let valued = [b"office:".as_slice(), b"formula", b"calcext:"]
                    .iter()
                    .any(|word| find(attributes, word).is_some());
                self.span(repeats(attributes, b"number-rows-spanned")?)?;
                let bytes = attributes.len() as u64;
                self.cell = Some(Repeated {
                    times,
                    bytes,
                    valued,
                    ..Repeated::default()
                });
            }
            b"text:s" => {
                if let Some(cell) = &mut self.cell {
                    cell.bytes += repeats(attributes, b"text:c")?;
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn span(&mut self, rows: u64) -> Result<(), Refusal> {
        let Some(spans) = self.spans.last_mut().filter(|_| rows > 1) else {
            return Ok(());
        };
        if spans.len() == MAX_MERGES {
            return Err(Refusal::TooLarge);
        }
        let row = |number: u64| u32::try_from(number).unwrap_or(u32::MAX);
        spans.push(Merge {
            first: row(self.table.rows + 1),
            last: row(self.table.rows + rows),
            column: usize::try_from(self.row.columns).unwrap_or(usize::MAX),
        });
        Ok(())
    }

    fn end(&mut self, name: &[u8]) -> Result<(), Refusal> {
        match name {
            b"table:table-cell" | b"table:covered-table-cell" => {
                let Some(cell) = self.cell.take() else {
                    return Ok(());
                };
                self.row.columns += cell.times;
                if cell.valued {
                    self.row.valued = true;
                    self.row.used = self.row.columns;
                    self.row.bytes += cell.times.saturating_mul(cell.bytes);
                }
            }
            b"table:table-row" => {
                let row = std::mem::take(&mut self.row);
                if row.valued {
                    self.table.first.get_or_insert(self.table.rows);
                    self.table.last = self.table.rows + row.times;
                    self.table.columns = self.table.columns.max(row.used);
                    self.total = self
                        .total
                        .saturating_add(row.times.saturating_mul(row.bytes));
                }
                self.table.rows += row.times;
            }
            b"table:table" => {
                let table = std::mem::take(&mut self.table);
                let rows = table.last - table.first.unwrap_or(table.last);
                let cells = rows.saturating_mul(table.columns);
                self.total = self.total.saturating_add(cells.saturating_mul(CELL_BYTES));
            }
            _ => {}
        }
        if self.total > MAX_WEIGHT {
            Err(Refusal::TooLarge)
        } else {
            Ok(())
        }
    }
}

/// The number in an attribute, 1 where it is absent.
fn repeats(attributes: &[u8], name: &[u8]) -> Result<u64, Refusal> {
    let Some(at) = find(attributes, name) else {
        return Ok(1);
    };
    let [b'=', b'"' | b'\'', value @ ..] = &attributes[at + name.len()..] else {
        return Err(Refusal::Damaged);
    };
    let length = value
        .iter()
        .take_while(|byte| byte.is_ascii_digit())
        .count();
    let digits = std::str::from_utf8(&value[..length]).ok();
    match (
        digits.and_then(|digits| digits.parse::<u64>().ok()),
        value.get(length),
    ) {
        (Some(times), Some(b'"' | b'\'')) => Ok(times.min(MAX_REPEATS)),
        _ => Err(Refusal::Damaged),
    }
}

fn find(text: &[u8], word: &[u8]) -> Option<usize> {
    text.windows(word.len()).position(|window| window == word)
}
