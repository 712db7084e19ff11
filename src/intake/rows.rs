//! One row of a file, whatever the file is.

use crate::domain::cell::Cell;

/// A row of cells, counted from 0.
pub(super) trait Row {
    /// One past the last cell that may hold something.
    fn width(&self) -> usize;

    /// The cell, an empty one beyond the end.
    fn cell(&self, index: usize) -> Cell<'_>;

    /// Every cell from the first to the last.
    fn cells(&self) -> impl Iterator<Item = Cell<'_>> {
        (0..self.width()).map(|index| self.cell(index))
    }

    /// No cell says anything.
    fn is_blank(&self) -> bool {
        self.cells().all(|cell| cell.clean().is_empty())
    }
}

/// The cell that isn't there.
pub(super) const NOTHING: Cell<'static> = Cell {
    text: "",
    number: false,
};

#[derive(Clone, Copy, Default)]
struct Span {
    start: u32,
    end: u32,
    number: bool,
}

/// A row that is filled cell by cell and used again for the next one.
#[derive(Clone, Default)]
pub(super) struct RowBuf {
    text: String,
    spans: Vec<Span>,
}

impl RowBuf {
    /// Forgets all cells and keeps the room.
    pub(super) fn clear(&mut self) {
        self.text.clear();
        self.spans.clear();
    }

    /// Bytes of text in all cells.
    pub(super) fn bytes(&self) -> usize {
        self.text.len()
    }

    /// Puts a text that `write` appends into a cell; what stands there already is replaced.
    pub(super) fn put(&mut self, index: usize, number: bool, write: impl FnOnce(&mut String)) {
        let start = self.text.len();
        write(&mut self.text);
        if self.text.len() == start {
            return;
        }
        if self.spans.len() <= index {
            self.spans.resize(index + 1, Span::default());
        }
        self.spans[index] = Span {
            start: narrow(start),
            end: narrow(self.text.len()),
            number,
        };
    }

    /// A copy of any other row.
    pub(super) fn copy(row: &impl Row) -> Self {
        let mut copy = Self::default();
        for (index, cell) in row.cells().enumerate() {
            copy.put(index, cell.number, |text| text.push_str(cell.text));
        }
        copy
    }
}

fn narrow(offset: usize) -> u32 {
    u32::try_from(offset).unwrap_or(u32::MAX)
}

impl Row for RowBuf {
    fn width(&self) -> usize {
        self.spans.len()
    }

    fn cell(&self, index: usize) -> Cell<'_> {
        let Some(span) = self.spans.get(index) else {
            return NOTHING;
        };
        let text = self
            .text
            .get(span.start as usize..span.end as usize)
            .unwrap_or("");
        Cell {
            text,
            number: span.number,
        }
    }
}
