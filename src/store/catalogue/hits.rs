//! What a question found, page by page.

use super::{Bits, Catalogue, Order, turned};
use crate::domain::{facet::Facet, ids::EmployerId};

/// Sets smaller than this share of the list are sorted by themselves; for larger ones the order
/// of the whole list is walked.
const SPARSE: usize = 64;

/// The employers that a question found.
pub struct Hits<'a> {
    catalogue: &'a Catalogue,
    found: Bits,
    count: usize,
}

/// Where a page begins. An employer stands for its present place in the order, whether or not it
/// is still among those that were found.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Begin {
    /// At the beginning.
    #[default]
    Top,
    /// Behind an employer.
    After(EmployerId),
    /// So that it ends before an employer.
    Before(EmployerId),
}

/// One page.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Slice {
    /// The employers, in order.
    pub ids: Vec<EmployerId>,
    /// Whether there are others before them.
    pub before: bool,
    /// Whether there are others behind them.
    pub after: bool,
}

/// Lines in an order, hits among others.
enum Sequence<'a> {
    Rising(u32),
    Falling(u32),
    Listed(&'a [u32]),
    Sorted(Vec<u32>),
}

impl Sequence<'_> {
    fn len(&self) -> usize {
        match self {
            Self::Rising(len) | Self::Falling(len) => *len as usize,
            Self::Listed(lines) => lines.len(),
            Self::Sorted(lines) => lines.len(),
        }
    }

    fn at(&self, place: usize) -> u32 {
        let number = u32::try_from(place).expect("a list has fewer than 2³² lines");
        match self {
            Self::Rising(_) => number,
            Self::Falling(len) => len - 1 - number,
            Self::Listed(lines) => lines[place],
            Self::Sorted(lines) => lines[place],
        }
    }

    /// The first place at which something doesn't hold any more.
    fn partition_point(&self, holds: impl Fn(u32) -> bool) -> usize {
        let (mut low, mut high) = (0, self.len());
        while low < high {
            let middle = usize::midpoint(low, high);
            if holds(self.at(middle)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        low
    }
}

impl<'a> Hits<'a> {
    pub(super) fn new(catalogue: &'a Catalogue, found: Bits) -> Self {
        let count = found.count();
        Self {
            catalogue,
            found,
            count,
        }
    }

    /// How many were found.
    #[must_use]
    pub fn count(&self) -> usize {
        self.count
    }

    /// How many of them have a property.
    #[must_use]
    pub fn count_with(&self, facet: Facet) -> usize {
        self.found.count_with(&self.catalogue.facets[facet.slot()])
    }

    /// Whether an employer is among them and has a property.
    #[must_use]
    pub fn has(&self, id: EmployerId, facet: Facet) -> bool {
        let line = self.catalogue.line_of(id.uuid());
        line.is_some_and(|line| self.found.has(line) && self.catalogue.has(line, facet))
    }

    /// All of them, in an order.
    #[must_use]
    pub fn all(&self, order: Order) -> Vec<EmployerId> {
        let sequence = self.sequence(order);
        let lines = (0..sequence.len()).map(|place| sequence.at(place));
        let hits = lines.filter(|line| self.found.has(*line));
        hits.map(|line| self.catalogue.id_of(line)).collect()
    }

    /// A page of them.
    #[must_use]
    pub fn slice(&self, order: Order, begin: Begin, limit: usize) -> Slice {
        let sequence = self.sequence(order);
        let place = |id: EmployerId, inclusive: bool| {
            let line = self.catalogue.line_of(id.uuid())?;
            let rank = self.catalogue.rank(order, line);
            Some(sequence.partition_point(|other| {
                let theirs = self.catalogue.rank(order, other);
                theirs < rank || inclusive && theirs == rank
            }))
        };
        match begin {
            Begin::After(id) => match place(id, true) {
                Some(place) => self.forwards(&sequence, place, limit),
                None => self.forwards(&sequence, 0, limit),
            },
            Begin::Before(id) => match place(id, false) {
                Some(place) => self.backwards(&sequence, place, limit),
                None => self.forwards(&sequence, 0, limit),
            },
            Begin::Top => self.forwards(&sequence, 0, limit),
        }
    }

    fn sequence(&self, order: Order) -> Sequence<'a> {
        let lines = self.catalogue.len();
        let all = u32::try_from(lines).expect("a list has fewer than 2³² lines");
        let Some(at) = order.sort.values() else {
            return if order.falling {
                Sequence::Falling(all)
            } else {
                Sequence::Rising(all)
            };
        };
        if self.count > lines / SPARSE {
            return Sequence::Listed(&self.catalogue.orders[at][usize::from(order.falling)]);
        }
        let values = &self.catalogue.values[at];
        let mut hits: Vec<u32> = self.found.iter().collect();
        hits.sort_unstable_by_key(|line| (turned(values[*line as usize], order.falling), *line));
        Sequence::Sorted(hits)
    }

    fn forwards(&self, sequence: &Sequence<'_>, from: usize, limit: usize) -> Slice {
        // One more than is shown tells whether there is another page.
        let mut ids = Vec::with_capacity(limit + 1);
        for place in from..sequence.len() {
            if ids.len() > limit || ids.len() == self.count {
                break;
            }
            let line = sequence.at(place);
            if self.found.has(line) {
                ids.push(self.catalogue.id_of(line));
            }
        }
        let after = ids.len() > limit;
        ids.truncate(limit);
        Slice {
            before: from > 0 && ids.len() < self.count,
            after,
            ids,
        }
    }

    fn backwards(&self, sequence: &Sequence<'_>, to: usize, limit: usize) -> Slice {
        let mut ids = Vec::with_capacity(limit + 1);
        for place in (0..to).rev() {
            if ids.len() > limit {
                break;
            }
            let line = sequence.at(place);
            if self.found.has(line) {
                ids.push(self.catalogue.id_of(line));
            }
        }
        if ids.len() <= limit {
            // The first page is a whole one, whatever page it was reached from.
            return self.forwards(sequence, 0, limit);
        }
        ids.truncate(limit);
        ids.reverse();
        Slice {
            after: true,
            before: true,
            ids,
        }
    }
}
