//! Making a catalogue, and making the next one from it when little has changed.

use std::{
    collections::HashSet,
    hash::{DefaultHasher, Hash, Hasher},
    sync::Arc,
};

use uuid::Uuid;

use super::{
    Bits, Catalogue, ListDay, Names, Stamp, VALUES, listed::Listed, turned, words::WordsBuilder,
};
use crate::{
    domain::{facet::Facet, ids::EmployerId},
    store::{StoreError, Tx, sql},
};

/// A catalogue under construction, in the order of ids: so the database reads its tables from
/// one end to the other.
struct Draft {
    ids: Vec<Uuid>,
    /// Name and numbers of everybody, one after the other.
    texts: String,
    /// Where each one's texts end.
    ends: Vec<usize>,
    facets: Vec<u128>,
    values: [Vec<u32>; VALUES],
}

/// Stands between texts; no name or number holds one.
const BETWEEN: char = '\u{1f}';

impl Draft {
    fn new(lines: usize) -> Self {
        Self {
            ids: Vec::with_capacity(lines),
            texts: String::new(),
            ends: Vec::with_capacity(lines),
            facets: Vec::with_capacity(lines),
            values: std::array::from_fn(|_| Vec::with_capacity(lines)),
        }
    }

    fn take(&mut self, listed: &Listed) {
        self.ids.push(listed.id);
        self.texts.push_str(&listed.name);
        for number in listed.numbers.iter().flatten() {
            self.texts.push(BETWEEN);
            self.texts.push_str(number);
        }
        self.ends.push(self.texts.len());
        self.facets.push(listed.mask());
        for (values, value) in self.values.iter_mut().zip(listed.values) {
            values.push(value);
        }
    }

    /// Name and numbers of one.
    fn texts_of(&self, number: u32) -> std::str::Split<'_, char> {
        let number = number as usize;
        let begin = number.checked_sub(1).map_or(0, |before| self.ends[before]);
        self.texts[begin..self.ends[number]].split(BETWEEN)
    }

    fn name_of(&self, number: u32) -> &str {
        self.texts_of(number).next().unwrap_or_default()
    }

    fn finish(self, stamp: Stamp) -> Catalogue {
        let all = u32::try_from(self.ids.len()).expect("a list has fewer than 2³² lines");
        let mut by_name: Vec<u32> = (0..all).collect();
        by_name.sort_unstable_by_key(|number| (self.name_of(*number), *number));
        let mut by_id = vec![0; by_name.len()];
        let mut facets = vec![Bits::empty(by_name.len()); Facet::SLOTS];
        let mut words = WordsBuilder::default();
        let mut prints = Vec::with_capacity(by_name.len());
        for (line, number) in (0..).zip(&by_name) {
            by_id[*number as usize] = line;
            let mut texts = self.texts_of(*number);
            prints.push(print(texts.clone()));
            words.name(texts.next().unwrap_or_default(), line);
            texts.for_each(|text| words.number(text, line));
            let mut left = self.facets[*number as usize];
            while left != 0 {
                facets[left.trailing_zeros() as usize].put(line);
                left &= left - 1;
            }
        }
        let by_line = |values: Vec<u32>| -> Vec<u32> {
            by_name
                .iter()
                .map(|number| values[*number as usize])
                .collect()
        };
        let ids = by_name
            .iter()
            .map(|number| self.ids[*number as usize])
            .collect();
        let values = self.values.map(by_line);
        let orders = values.each_ref().map(|values| {
            [false, true].map(|falling| {
                let mut lines: Vec<u32> = (0..all).collect();
                sort(&mut lines, values, falling);
                Arc::new(lines)
            })
        });
        Catalogue {
            stamp,
            names: Arc::new(Names {
                ids,
                by_id,
                words: words.finish(),
                prints,
            }),
            facets,
            values,
            orders,
        }
    }
}

/// Changes with the name and the numbers.
fn print<'a>(texts: impl Iterator<Item = &'a str>) -> u32 {
    let mut hasher = DefaultHasher::new();
    texts.for_each(|text| text.hash(&mut hasher));
    u32::try_from(hasher.finish() >> 32).expect("32 bits are left")
}

/// Sorts lines by a value; quick where they are nearly sorted.
fn sort(lines: &mut [u32], values: &[u32], falling: bool) {
    lines.sort_by_key(|line| (turned(values[*line as usize], falling), *line));
}

impl Catalogue {
    /// Reads everything.
    pub(super) async fn build(tx: &Tx, stamp: Stamp) -> Result<Self, StoreError> {
        let lines = tx.assessment_count().await?;
        let before = tx.before(None, stamp.day).await?;
        let mut draft = Draft::new(lines);
        let mut after = Some(Uuid::nil());
        while let Some(id) = after {
            let (page, last) = tx.listed_after(id, &before).await?;
            for listed in &page {
                draft.take(listed);
            }
            after = last;
        }
        let made = tokio::task::spawn_blocking(move || draft.finish(stamp)).await;
        Ok(made.expect("sorting does not panic"))
    }

    /// The same with what has changed of these employers; `None` where names or numbers did, or
    /// where some came or went.
    pub(super) async fn patched(
        &self,
        tx: &Tx,
        (ids, version): (&[EmployerId], i64),
    ) -> Result<Option<Self>, StoreError> {
        let listed = tx.listed(ids, self.stamp.day).await?;
        let known = ids
            .iter()
            .filter(|id| self.line_of(id.uuid()).is_some())
            .count();
        if known != listed.len() {
            return Ok(None);
        }
        let mut next = self.clone();
        next.stamp.version = version;
        let mut moved: [HashSet<u32>; VALUES] = std::array::from_fn(|_| HashSet::new());
        for one in listed {
            let numbers = one.numbers.iter().flatten().map(String::as_str);
            let same = print(std::iter::once(one.name.as_str()).chain(numbers));
            let line = self
                .line_of(one.id)
                .filter(|line| self.names.prints[*line as usize] == same);
            let Some(line) = line else { return Ok(None) };
            for (slot, facet) in next.facets.iter_mut().enumerate() {
                if one.mask() >> slot & 1 == 1 {
                    facet.put(line);
                } else {
                    facet.take(line);
                }
            }
            for (at, value) in one.values.into_iter().enumerate() {
                let old = &mut next.values[at][line as usize];
                if *old != value {
                    *old = value;
                    moved[at].insert(line);
                }
            }
        }
        for (at, moved) in moved
            .iter()
            .enumerate()
            .filter(|(_, moved)| !moved.is_empty())
        {
            next.move_lines(at, moved);
        }
        Ok(Some(next))
    }

    fn move_lines(&mut self, at: usize, moved: &HashSet<u32>) {
        for (order, falling) in self.orders[at].iter_mut().zip([false, true]) {
            let mut lines: Vec<u32> = order
                .iter()
                .copied()
                .filter(|line| !moved.contains(line))
                .collect();
            lines.extend(moved);
            sort(&mut lines, &self.values[at], falling);
            *order = Arc::new(lines);
        }
    }

    /// The state of the database that is shown.
    pub(super) fn version(&self) -> i64 {
        self.stamp.version
    }

    /// Whether it is of this state and day.
    pub(super) fn shows(&self, version: i64, day: ListDay) -> bool {
        self.stamp == Stamp { version, day }
    }

    pub(super) fn day(&self) -> ListDay {
        self.stamp.day
    }
}

impl Tx {
    async fn assessment_count(&self) -> Result<usize, StoreError> {
        let count = sql::number(&self.tx, "SELECT COUNT(*) FROM assessment", vec![]).await?;
        Ok(usize::try_from(count).expect("a count is not negative and a list fits into memory"))
    }
}
