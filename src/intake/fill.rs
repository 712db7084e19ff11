//! Cells that span several rows say the same in each of them.

use super::rows::Row;
use crate::domain::cell::Cell;

/// Longest value that hangs down, in bytes; what is longer is prose, not an identifier.
const HANGING_BYTES: usize = 1_000;

/// A merged cell that spans rows; of one that spans columns too, only its first column speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Merge {
    /// First row, from 1.
    pub first: u32,
    /// Last row.
    pub last: u32,
    /// Column, from 0.
    pub column: usize,
}

struct Hanging {
    merge: Merge,
    text: String,
    number: bool,
}

/// The merged cells of a sheet, used up from the top.
#[derive(Default)]
pub(super) struct Fill {
    /// Sorted downwards, so that the next one is at the end.
    coming: Vec<Merge>,
    /// At most one per column.
    open: Vec<Hanging>,
}

impl Fill {
    pub(super) fn new(mut merges: Vec<Merge>) -> Self {
        merges.sort_unstable_by(|a, b| b.cmp(a));
        Self {
            coming: merges,
            open: Vec::new(),
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.coming.is_empty() && self.open.is_empty()
    }

    /// The row with what merged cells from above say in it.
    pub(super) fn complete<'a, R: Row>(&'a mut self, number: u32, row: &'a R) -> Filled<'a, R> {
        self.open.retain(|hanging| hanging.merge.last >= number);
        while let Some(merge) = self.coming.pop_if(|merge| merge.first <= number) {
            let cell = row.cell(merge.column);
            if merge.first == number && cell.text.len() <= HANGING_BYTES {
                self.open
                    .retain(|hanging| hanging.merge.column != merge.column);
                self.open.push(Hanging {
                    merge,
                    text: cell.text.to_owned(),
                    number: cell.number,
                });
            }
        }
        Filled {
            row,
            open: &self.open,
        }
    }
}

/// A row and what hangs down into it.
pub(super) struct Filled<'a, R> {
    row: &'a R,
    open: &'a [Hanging],
}

impl<R: Row> Row for Filled<'_, R> {
    fn width(&self) -> usize {
        let hanging = self
            .open
            .iter()
            .map(|hanging| hanging.merge.column + 1)
            .max();
        self.row.width().max(hanging.unwrap_or(0))
    }

    fn cell(&self, index: usize) -> Cell<'_> {
        let own = self.row.cell(index);
        if !own.clean().is_empty() {
            return own;
        }
        let hanging = self
            .open
            .iter()
            .find(|hanging| hanging.merge.column == index);
        hanging.map_or(own, |hanging| Cell {
            text: &hanging.text,
            number: hanging.number,
        })
    }
}
