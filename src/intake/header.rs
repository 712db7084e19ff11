//! Finding the header row by its names, alone or over two rows.

use super::{
    columns::{COLUMNS, Column, key},
    mapping::Names,
    rows::{Row, RowBuf},
};

/// The header starts no later than in this row.
pub(super) const HEADER_ROWS: u32 = 15;

/// Longest column name that is printed in a message, in characters.
const SHOWN_CHARS: usize = 60;

/// A row above, or in, the data, kept until the header is known.
pub(super) struct HeadRow {
    pub number: u32,
    pub cells: RowBuf,
}

/// Where each column of a kind stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Layout {
    index: [Option<u16>; COLUMNS],
}

impl Layout {
    const NOWHERE: Self = Self {
        index: [None; COLUMNS],
    };

    /// The cell number of a column, if the file has it.
    pub(super) fn of(&self, column: Column) -> Option<usize> {
        self.index[column as usize].map(usize::from)
    }

    /// The columns that were found, in their canonical order.
    pub(super) fn columns(&self) -> impl Iterator<Item = Column> {
        Column::ALL
            .iter()
            .copied()
            .filter(|&column| self.of(column).is_some())
    }

    /// The column that is read from a cell number.
    pub(super) fn at(&self, index: usize) -> Option<Column> {
        self.columns()
            .find(|&column| self.of(column) == Some(index))
    }

    fn claim(&mut self, column: Column, index: usize) -> bool {
        let slot = &mut self.index[column as usize];
        if slot.is_some() {
            return false;
        }
        *slot = u16::try_from(index).ok();
        true
    }

    /// How many columns were found.
    pub(super) fn count(&self) -> usize {
        self.index.iter().flatten().count()
    }

    /// The names of what is required and isn't there; alternatives are joined by "atau".
    pub(super) fn missing(&self, names: Names<'_>) -> Vec<String> {
        let said = |group: &&[Column]| {
            let columns: Vec<_> = group.iter().map(|column| column.name()).collect();
            columns.join(" atau ")
        };
        names
            .required()
            .iter()
            .filter(|group| group.iter().all(|&column| self.of(column).is_none()))
            .map(said)
            .collect()
    }
}

/// One reading of one or two rows as a header.
#[derive(Debug, Clone)]
pub(super) struct Header {
    pub layout: Layout,
    /// Number of the first row.
    pub first: u32,
    /// Number of the last row.
    pub last: u32,
    /// The names as they are written, of columns nobody knows.
    pub unknown: Vec<String>,
    /// Columns that are there a second time; the first one counts.
    pub doubled: Vec<Column>,
    /// Columns that are divided (men, women …) without a total, and therefore can't be read.
    pub divided: Vec<Column>,
    /// All names, by which the same row is known again.
    pub keys: Vec<Vec<String>>,
}

impl Header {
    /// Two headers of the kind stand side by side in these rows.
    pub(super) fn stands_twice(&self, names: Names<'_>) -> bool {
        self.doubled.len() > 1
            && names
                .required()
                .iter()
                .all(|group| group.iter().any(|c| self.doubled.contains(c)))
    }

    fn new(first: u32, last: u32, keys: Vec<Vec<String>>) -> Self {
        Self {
            layout: Layout::NOWHERE,
            first,
            last,
            unknown: Vec::new(),
            doubled: Vec::new(),
            divided: Vec::new(),
            keys,
        }
    }

    fn take(&mut self, column: Option<Column>, index: usize, written: String) {
        match column {
            None if written.is_empty() => {}
            None => self.unknown.push(written),
            Some(column) => {
                if !self.layout.claim(column, index) {
                    self.doubled.push(column);
                }
            }
        }
    }

    pub(super) fn is_complete(&self, names: Names<'_>) -> bool {
        self.layout.missing(names).is_empty()
    }
}

/// What the first rows of a sheet turned out to be.
pub(super) enum Found {
    /// The header of the sheet.
    Header(Box<Header>),
    /// No row names everything that is required.
    Missing(Missing),
}

/// The most promising row of a sheet without a header.
#[derive(Default)]
pub(super) struct Missing {
    /// What is required and not there.
    pub columns: Vec<String>,
    /// The names in the row, none if not one of them is known: it may be data.
    pub names: Vec<String>,
    /// How many of them are known.
    pub known: usize,
    pub row: Option<u32>,
}

/// Looks for the header among the first rows of a sheet.
pub(super) fn find(names: Names<'_>, rows: &[HeadRow]) -> Found {
    for (at, row) in rows
        .iter()
        .enumerate()
        .take_while(|(_, row)| row.number <= HEADER_ROWS)
    {
        let below = rows
            .get(at + 1)
            .filter(|below| below.number == row.number + 1);
        let Some(here) = at_row(names, row, below) else {
            continue;
        };
        // A title that happens to stand right above is not the first half of the header.
        let next = below.filter(|_| here.last > here.first).and_then(|below| {
            let under = rows
                .get(at + 2)
                .filter(|under| under.number == below.number + 1);
            at_row(names, below, under)
        });
        let chosen = match next {
            Some(next) if next.layout.count() >= here.layout.count() => next,
            _ => here,
        };
        if chosen.first > HEADER_ROWS {
            break;
        }
        return Found::Header(Box::new(chosen));
    }
    Found::Missing(best_attempt(names, rows))
}

/// The better complete reading of a row alone and of it with the row below.
fn at_row(names: Names<'_>, row: &HeadRow, below: Option<&HeadRow>) -> Option<Header> {
    let alone = single(names, row.number, &row.cells);
    let both = below.map(|below| (joined(names, row, below), below));
    let better = |both: &Header, below: &HeadRow| {
        let (one, two) = (alone.layout.count(), both.layout.count());
        two > one
            || (two + both.divided.len() >= one && reads_as_names(names, &row.cells, &below.cells))
    };
    match both {
        Some((both, below)) if both.is_complete(names) && better(&both, below) => Some(both),
        _ if alone.is_complete(names) => Some(alone),
        _ => None,
    }
}

/// One row read as a header.
pub(super) fn single(names: Names<'_>, number: u32, row: &impl Row) -> Header {
    let keys: Vec<String> = row.cells().map(|cell| key(cell.clean())).collect();
    let mut header = Header::new(number, number, Vec::new());
    for (index, name) in keys.iter().enumerate() {
        header.take(names.column(name), index, shown(row.cell(index).clean()));
    }
    header.keys.push(keys);
    header
}

/// Two rows read as one header, the upper one with names that span groups of the lower one.
pub(super) fn joined(names: Names<'_>, top: &HeadRow, bottom: &HeadRow) -> Header {
    let keys = [&top.cells, &bottom.cells].map(|row| {
        row.cells()
            .map(|cell| key(cell.clean()))
            .collect::<Vec<_>>()
    });
    let mut header = Header::new(top.number, bottom.number, Vec::new());
    let mut group = Group::default();
    for index in 0..keys[0].len().max(keys[1].len()) {
        let name = |row: usize| keys[row].get(index).map_or("", String::as_str);
        let (upper, lower) = (name(0), name(1));
        if !upper.is_empty() || lower.is_empty() {
            group.close(names, &mut header);
            group = Group::new(upper);
        }
        let found = group.column(names, lower);
        let written = [&top.cells, &bottom.cells].map(|row| row.cell(index).clean());
        let written = written.join(" ");
        let column = names.chosen(&key(&written)).or(found);
        header.take(column, index, shown(written.trim()));
    }
    group.close(names, &mut header);
    header.keys.extend(keys);
    header
}

/// A name of the upper row and what stands under it and to the right.
#[derive(Default)]
struct Group {
    name: String,
    members: usize,
    named: bool,
}

impl Group {
    fn new(name: &str) -> Self {
        Self {
            name: name.to_owned(),
            members: 0,
            named: false,
        }
    }

    fn column(&mut self, names: Names<'_>, lower: &str) -> Option<Column> {
        if lower.is_empty() {
            self.named = true;
            return names.column(&self.name);
        }
        self.members += 1;
        let name = &self.name;
        let column = names
            .column(&format!("{name}{lower}"))
            .or_else(|| names.column(&format!("{lower}{name}")))
            .or_else(|| names.column(lower))
            .or_else(|| {
                let total = matches!(lower, "total" | "jumlah" | "jml" | "lp");
                if total { names.column(name) } else { None }
            });
        self.named |= column.is_some();
        column
    }

    fn close(&self, names: Names<'_>, header: &mut Header) {
        if self.members > 1 && !self.named {
            header.divided.extend(names.column(&self.name));
        }
    }
}

/// Nothing in the lower row can be a value: no digit, and nothing under a name that stands alone.
fn reads_as_names(names: Names<'_>, top: &RowBuf, bottom: &RowBuf) -> bool {
    let mut any = false;
    for (index, cell) in bottom.cells().enumerate() {
        let text = cell.clean();
        if text.is_empty() {
            continue;
        }
        any = true;
        let spans = top.cell(index + 1).clean().is_empty() && index + 1 < bottom.width();
        let under_a_name = names.column(&key(top.cell(index).clean())).is_some();
        if text.contains(|c: char| c.is_ascii_digit()) || (under_a_name && !spans) {
            return false;
        }
    }
    any
}

fn best_attempt(names: Names<'_>, rows: &[HeadRow]) -> Missing {
    let best = rows
        .iter()
        .take_while(|row| row.number <= HEADER_ROWS)
        .map(|row| (single(names, row.number, &row.cells), row))
        .max_by_key(|(header, row)| (header.layout.count(), std::cmp::Reverse(row.number)))
        .filter(|(header, _)| header.layout.count() > 0);
    let Some((header, row)) = best else {
        return Missing {
            columns: Layout::NOWHERE.missing(names),
            ..Missing::default()
        };
    };
    Missing {
        columns: header.layout.missing(names),
        names: row
            .cells
            .cells()
            .map(|c| shown(c.clean()))
            .filter(|n| !n.is_empty())
            .collect(),
        known: header.layout.count(),
        row: Some(row.number),
    }
}

/// A column name as it may stand in a message: short, on one line, without long numbers.
pub(super) fn shown(name: &str) -> String {
    let line: String = name
        .chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .take(SHOWN_CHARS)
        .collect();
    super::mask::digits(&line)
}

/// How many cells of a row are names of columns of the kind.
pub(super) fn names_in(names: Names<'_>, row: &impl Row) -> usize {
    let is_name = |text: &str| {
        text.starts_with(char::is_alphabetic)
            && text.len() < 80
            && names.column(&key(text)).is_some()
    };
    row.cells().filter(|cell| is_name(cell.clean())).count()
}

/// More than one cell, and not a digit in any of them.
pub(super) fn may_be_names(row: &impl Row) -> bool {
    let digits = |text: &str| text.bytes().any(|byte| byte.is_ascii_digit());
    row.cells()
        .filter(|cell| !cell.text.is_empty())
        .take(2)
        .count()
        > 1
        && row
            .cells()
            .all(|cell| !digits(cell.text) || cell.text.contains("2020"))
}

/// The row is this one of the header's rows again.
pub(super) fn repeats(keys: &[String], row: &impl Row) -> bool {
    let width = keys.len().max(row.width());
    (0..width).all(|i| keys.get(i).map_or("", String::as_str) == key(row.cell(i).clean()))
        && keys.iter().any(|key| !key.is_empty())
}
