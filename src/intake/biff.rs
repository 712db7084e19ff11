//! What an XLS will weigh in memory, told from its records without keeping any value.
//!
//! The spreadsheet library copies a shared string into every cell that names it and lays a sheet
//! out from its first to its last cell, so a small file can ask for any amount of memory.

use super::ods::{CELL_BYTES, MAX_WEIGHT, Refusal};

/// Sheets of one workbook.
const MAX_SHEETS: usize = 256;
/// Rows and columns of the format.
const MAX_ROWS: u32 = 65_536;
const MAX_COLUMNS: u32 = 256;
/// Bytes of UTF-8 for one character.
const UTF8: u64 = 3;
/// Bytes of a formula's token that stands for a name.
const NAME_TOKEN: u64 = 5;

const CONTINUE: u16 = 0x003c;
const EOF: u16 = 0x000a;
const BOF: u16 = 0x0809;

/// What the look found, beyond that it fits.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Book {
    /// It may be read.
    Open,
    /// It needs a password.
    Encrypted,
}

struct Record<'a> {
    kind: u16,
    data: &'a [u8],
    more: Vec<&'a [u8]>,
}

struct Records<'a>(&'a [u8]);

impl<'a> Records<'a> {
    fn split(&mut self) -> Option<(u16, &'a [u8])> {
        let kind = word(self.0, 0)?;
        let length = usize::from(word(self.0, 2)?);
        let data = self.0.get(4..4 + length)?;
        self.0 = &self.0[4 + length..];
        Some((kind, data))
    }
}

impl<'a> Iterator for Records<'a> {
    type Item = Record<'a>;

    fn next(&mut self) -> Option<Record<'a>> {
        let (kind, data) = self.split()?;
        let mut more = Vec::new();
        while word(self.0, 0) == Some(CONTINUE) {
            match self.split() {
                Some((_, data)) => more.push(data),
                None => break,
            }
        }
        Some(Record { kind, data, more })
    }
}

/// Weighs the `Workbook` stream.
pub(super) fn weigh(stream: &[u8]) -> Result<Book, Refusal> {
    let mut sheets = Vec::new();
    let mut strings = Vec::new();
    let mut longest_name = 0;
    for record in Records(stream) {
        match record.kind {
            0x002f if word(record.data, 0) != Some(0) => return Ok(Book::Encrypted),
            0x0085 => {
                sheets.push(double(record.data, 0).ok_or(Refusal::Damaged)?);
                longest_name = longest_name.max(record.data.len() as u64);
            }
            0x0018 => longest_name = longest_name.max(record.data.len().min(255) as u64),
            0x00fc => strings = string_lengths(&record).ok_or(Refusal::Damaged)?,
            EOF => break,
            _ => {}
        }
    }
    if sheets.len() > MAX_SHEETS {
        return Err(Refusal::TooLarge);
    }
    let mut weight = Weight {
        strings,
        longest_name,
        total: 0,
    };
    for at in sheets {
        weight.sheet(stream.get(at as usize..).ok_or(Refusal::Damaged)?)?;
    }
    Ok(Book::Open)
}

struct Weight {
    strings: Vec<u32>,
    longest_name: u64,
    total: u64,
}

/// The rows and columns that are used.
struct Area {
    rows: (u32, u32),
    columns: (u32, u32),
}

impl Weight {
    fn sheet(&mut self, stream: &[u8]) -> Result<(), Refusal> {
        let mut area: Option<Area> = None;
        let mut depth = 0_usize;
        for record in Records(stream) {
            match record.kind {
                BOF => depth += 1,
                EOF if depth <= 1 => break,
                EOF => depth -= 1,
                _ if depth > 1 => {}
                0x0200 => check_dimensions(record.data)?,
                0x0006 | 0x00bd | 0x00d6 | 0x00fd | 0x0203..=0x0205 | 0x027e => {
                    self.cell(&record, &mut area)?;
                }
                0x0207 => self.add(CELL_BYTES + record.data.len() as u64 * UTF8)?,
                _ => {}
            }
        }
        let cells = area.map_or(0, |area| {
            let rows = u64::from(area.rows.1 - area.rows.0 + 1);
            rows * u64::from(area.columns.1 - area.columns.0 + 1)
        });
        self.add(cells * CELL_BYTES)
    }

    fn cell(&mut self, record: &Record<'_>, area: &mut Option<Area>) -> Result<(), Refusal> {
        let data = record.data;
        let (Some(row), Some(column)) = (word(data, 0), word(data, 2)) else {
            return Err(Refusal::Damaged);
        };
        let (row, column) = (u32::from(row), u32::from(column));
        let mut last = column;
        let bytes = match record.kind {
            0x00bd => {
                let cells = data.len().saturating_sub(6) / 6;
                last += u32::try_from(cells).unwrap_or(u32::MAX).saturating_sub(1);
                cells as u64 * CELL_BYTES
            }
            0x00fd => {
                let string = double(data, 6).and_then(|at| self.strings.get(at as usize));
                u64::from(string.copied().unwrap_or(0)) * UTF8
            }
            0x0006 => data.len() as u64 * (self.longest_name * UTF8 / NAME_TOKEN).max(8),
            _ => data.len() as u64 * UTF8,
        };
        let used = area.get_or_insert(Area {
            rows: (row, row),
            columns: (column, column),
        });
        used.rows = (used.rows.0.min(row), used.rows.1.max(row));
        used.columns = (used.columns.0.min(column), used.columns.1.max(last));
        self.add(CELL_BYTES + bytes)
    }

    fn add(&mut self, bytes: u64) -> Result<(), Refusal> {
        self.total = self.total.saturating_add(bytes);
        if self.total > MAX_WEIGHT {
            Err(Refusal::TooLarge)
        } else {
            Ok(())
        }
    }
}

/// The library reserves room for the area that a sheet declares.
fn check_dimensions(data: &[u8]) -> Result<(), Refusal> {
    let wide = |at| word(data, at).map(u32::from);
    let (rows, columns) = match data.len() {
        10 => ((wide(0), wide(2)), (wide(4), wide(6))),
        14 | 16 => ((double(data, 0), double(data, 4)), (wide(8), wide(10))),
        _ => return Err(Refusal::Damaged),
    };
    let fits = |(first, end): (Option<u32>, Option<u32>), most: u32| {
        first
            .zip(end)
            .is_some_and(|(first, end)| end <= most && (end == 0 || first < end))
    };
    if fits(rows, MAX_ROWS) && fits(columns, MAX_COLUMNS) {
        Ok(())
    } else {
        Err(Refusal::Damaged)
    }
}

/// Characters of every shared string.
fn string_lengths(record: &Record<'_>) -> Option<Vec<u32>> {
    let mut text = Pieces {
        now: record.data.get(8..)?,
        more: record.more.iter(),
    };
    let mut lengths = Vec::new();
    while !text.now.is_empty() || text.turn() {
        let head = text.bytes(3)?;
        let length = u32::from(word(head, 0)?);
        let flags = head[2];
        let runs = if flags & 8 == 0 {
            0
        } else {
            usize::from(word(text.bytes(2)?, 0)?)
        };
        let extra = if flags & 4 == 0 {
            0
        } else {
            double(text.bytes(4)?, 0)? as usize
        };
        text.characters(length as usize, flags & 1 != 0)?;
        text.skip(runs * 4)?;
        text.skip(extra)?;
        lengths.push(length);
    }
    Some(lengths)
}

/// A record that goes on in others.
struct Pieces<'a, 'b> {
    now: &'a [u8],
    more: std::slice::Iter<'b, &'a [u8]>,
}

impl<'a> Pieces<'a, '_> {
    fn turn(&mut self) -> bool {
        match self.more.next() {
            Some(next) => {
                self.now = next;
                true
            }
            None => false,
        }
    }

    fn bytes(&mut self, count: usize) -> Option<&'a [u8]> {
        let (head, rest) = self.now.split_at_checked(count)?;
        self.now = rest;
        Some(head)
    }

    /// A string that is cut goes on behind a byte that tells its width anew.
    fn characters(&mut self, mut count: usize, mut wide: bool) -> Option<()> {
        while count > 0 {
            let width = if wide { 2 } else { 1 };
            let here = count.min(self.now.len() / width);
            self.now = &self.now[here * width..];
            count -= here;
            if count > 0 {
                if !self.turn() {
                    return None;
                }
                wide = self.bytes(1)?[0] & 1 != 0;
            }
        }
        Some(())
    }

    fn skip(&mut self, mut count: usize) -> Option<()> {
        while count > self.now.len() {
            count -= self.now.len();
            if !self.turn() {
                return None;
            }
        }
        self.now = &self.now[count..];
        Some(())
    }
}

fn word(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(bytes.get(at..at + 2)?.try_into().ok()?))
}

fn double(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(bytes.get(at..at + 4)?.try_into().ok()?))
}
