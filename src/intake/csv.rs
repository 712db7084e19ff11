//! Separated values, split into records on one thread and read on another.

use std::{
    io::{self, Cursor, Read},
    sync::mpsc::{Receiver, SyncSender, channel, sync_channel},
    thread,
};

use csv::{Reader, ReaderBuilder, StringRecord};

use super::{
    error::{IntakeError, Spot},
    header::{self, Found, HEADER_ROWS, HeadRow},
    input::Input,
    job::Job,
    mapping::Names,
    rows::{Row, RowBuf},
    table::{MAX_COLUMNS, Next, Table},
    text::{NotText, TextReader},
};
use crate::domain::cell::Cell;

/// Decoded bytes from which the delimiter is told.
const HEAD_BYTES: u64 = 256 * 1024;
/// Bytes of one record; a quote that is never closed would take the whole file.
const RECORD_BYTES: usize = 4 * 1024 * 1024;
/// Bytes the splitter reads ahead.
const BUFFER_BYTES: usize = 256 * 1024;
/// Records that change hands at once.
const BLOCK: usize = 1_024;
/// Blocks that may wait, so that neither thread waits for long.
const BLOCKS: usize = 4;

const DELIMITERS: [u8; 3] = [b',', b';', b'\t'];

impl Row for StringRecord {
    fn width(&self) -> usize {
        self.len()
    }

    fn cell(&self, index: usize) -> Cell<'_> {
        Cell {
            text: self.get(index).unwrap_or(""),
            number: false,
        }
    }
}

/// Refuses to go on when one record takes too many bytes.
struct Guard<R> {
    inner: R,
    left: usize,
}

/// A record is longer than anything a table holds; carried inside an [`io::Error`].
#[derive(Debug, thiserror::Error)]
#[error("a record is too long")]
struct TooLong;

impl<R: Read> Read for Guard<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(out)?;
        self.left = self
            .left
            .checked_sub(count)
            .ok_or_else(|| io::Error::new(io::ErrorKind::InvalidData, TooLong))?;
        Ok(count)
    }
}

/// Rows with their numbers; the room is used again.
#[derive(Default)]
struct Block {
    records: Vec<StringRecord>,
    numbers: Vec<u32>,
}

/// Reads a CSV file from its beginning.
pub(super) fn read(file: Input, job: &mut Job<'_>) -> Result<(), IntakeError> {
    let failed = |bad| failure(job.name, 1, bad);
    let mut text = TextReader::new(file).map_err(failed)?;
    let mut head = Vec::new();
    text.by_ref()
        .take(HEAD_BYTES)
        .read_to_end(&mut head)
        .map_err(failed)?;
    let delimiter = delimiter(&job.candidates(), &head);
    let whole = Guard {
        inner: Cursor::new(head).chain(text),
        left: 0,
    };
    let reader = splitter(delimiter).from_reader(whole);
    let (full, blocks) = sync_channel(BLOCKS);
    let (give_back, empty) = channel();
    for _ in 0..=BLOCKS {
        give_back
            .send(Block::default())
            .expect("the other end is in this function");
    }
    // Everything is moved in: whatever ends the reading early must also end the splitter, which
    // would otherwise wait for a block for ever.
    thread::scope(move |scope| {
        scope.spawn(move || split(reader, &empty, &full));
        let mut table = Table::new(None, Vec::new());
        for block in blocks {
            let (block, end) = block;
            for (number, record) in block.numbers.iter().zip(&block.records) {
                if record.len() > MAX_COLUMNS {
                    let at = Spot::file(job.name).row(*number);
                    return Err(too_wide(at));
                }
                if table.push(job, *number, record)? != Next::Row {
                    return Ok(());
                }
            }
            if let Some(bad) = end {
                return Err(failure(
                    job.name,
                    block.numbers.last().map_or(1, |n| n + 1),
                    bad,
                ));
            }
            // The splitter may be done and gone, and needs no more room.
            give_back.send(block).ok();
        }
        table.finish(job).map(|_| ())
    })
}

pub(super) fn too_wide(at: Spot) -> IntakeError {
    IntakeError::TooLarge {
        at,
        what: "jumlah kolom",
        limit: format!("{MAX_COLUMNS} kolom"),
    }
}

fn splitter(delimiter: u8) -> ReaderBuilder {
    let mut builder = ReaderBuilder::new();
    builder
        .delimiter(delimiter)
        .has_headers(false)
        .flexible(true)
        .buffer_capacity(BUFFER_BYTES);
    builder
}

/// Fills blocks until the end, the first failure, or until nobody wants them any more.
fn split<R: Read>(
    mut reader: Reader<Guard<R>>,
    empty: &Receiver<Block>,
    full: &SyncSender<(Block, Option<io::Error>)>,
) {
    let mut lines = Lines::default();
    while let Ok(mut block) = empty.recv() {
        block.numbers.clear();
        let mut end = None;
        let mut more = true;
        while more && block.numbers.len() < BLOCK {
            let at = block.numbers.len();
            if block.records.len() == at {
                block.records.push(StringRecord::new());
            }
            let record = &mut block.records[at];
            reader.get_mut().left = RECORD_BYTES + BUFFER_BYTES;
            match reader.read_record(record) {
                Ok(true) => block
                    .numbers
                    .push(lines.number(reader.position().line(), record)),
                Ok(false) => more = false,
                Err(bad) => {
                    more = false;
                    end = Some(into_io(bad));
                }
            }
        }
        if full.send((block, end)).is_err() || !more {
            return;
        }
    }
}

/// Row numbers: lines, but for those inside of quoted cells.
struct Lines {
    /// Line behind the last record, from 1.
    line: u64,
    /// Line ends inside of cells so far.
    inside: u64,
    row: u64,
}

impl Default for Lines {
    fn default() -> Self {
        Self {
            line: 1,
            inside: 0,
            row: 0,
        }
    }
}

impl Lines {
    /// The row of a record that ends before `line`; every line of the text ends with `\n`.
    fn number(&mut self, line: u64, record: &StringRecord) -> u32 {
        if line != self.line + 1 {
            let ends = |cell: &str| cell.bytes().filter(|&byte| byte == b'\n').count() as u64;
            self.inside += record.iter().map(ends).sum::<u64>();
        }
        self.line = line;
        // Where lines end in a bare `\r`, only the count of records is left.
        self.row = (self.row + 1).max(line.saturating_sub(1 + self.inside));
        u32::try_from(self.row).unwrap_or(u32::MAX)
    }
}

fn into_io(bad: csv::Error) -> io::Error {
    match bad.into_kind() {
        csv::ErrorKind::Io(source) => source,
        _ => io::Error::from(io::ErrorKind::InvalidData),
    }
}

fn failure(name: &str, row: u32, bad: io::Error) -> IntakeError {
    let at = Spot::file(name);
    let inner = bad.get_ref();
    if let Some(not_text) = inner.and_then(|inner| inner.downcast_ref::<NotText>()) {
        let row = u32::try_from(not_text.line).unwrap_or(u32::MAX);
        return IntakeError::NotText {
            at: at.row(row),
            byte: not_text.byte,
        };
    }
    if inner
        .and_then(|inner| inner.downcast_ref::<TooLong>())
        .is_some()
    {
        let limit = format!("{} MB", RECORD_BYTES >> 20);
        return IntakeError::TooLarge {
            at: at.row(row),
            what: "panjang satu baris",
            limit,
        };
    }
    IntakeError::Io {
        at: at.row(row),
        source: bad,
    }
}

/// The delimiter with which the header is found, or else the one that finds most names.
fn delimiter(candidates: &[Names<'_>], head: &[u8]) -> u8 {
    let score = |&delimiter: &u8| {
        let mut rows = Vec::new();
        let mut cells = 0;
        let mut lines = Lines::default();
        let mut reader = splitter(delimiter).from_reader(head);
        let mut record = StringRecord::new();
        while let Ok(true) = reader.read_record(&mut record) {
            let number = lines.number(reader.position().line(), &record);
            cells += record.len();
            if number > HEADER_ROWS + 1 || record.len() > MAX_COLUMNS {
                break;
            }
            if !record.is_blank() {
                rows.push(HeadRow {
                    number,
                    cells: RowBuf::copy(&record),
                });
            }
        }
        let found = |&names: &Names<'_>| match header::find(names, &rows) {
            Found::Header(header) => (true, header.layout.count(), cells),
            Found::Missing(missing) => (false, missing.known, cells),
        };
        candidates.iter().map(found).max()
    };
    // Of equals the last one wins: the comma.
    DELIMITERS
        .into_iter()
        .rev()
        .max_by_key(score)
        .unwrap_or(b',')
}
