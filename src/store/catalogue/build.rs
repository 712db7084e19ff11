//! Making a catalogue, and making the next one from it when little has changed.

use std::{
    collections::HashSet,
    hash::{DefaultHasher, Hash, Hasher},
    sync::Arc,
    thread,
};

use uuid::Uuid;

use super::{
    Bits, Catalogue, ListDay, Names, Stamp, VALUES,
    listed::{BETWEEN, Before, Lines, Listed},
    turned,
    words::{Words, WordsBuilder},
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

    /// Takes more employers, whose ids are behind all others; answers whether there were any.
    fn take(&mut self, lines: &Lines, before: &Before) -> Result<bool, StoreError> {
        let listed = lines.listed(before)?;
        for one in &listed {
            self.ids.push(one.id);
            one.write_texts(&mut self.texts);
            self.ends.push(self.texts.len());
            self.facets.push(one.mask);
            for (values, value) in self.values.iter_mut().zip(one.values) {
                values.push(value);
            }
        }
        Ok(!listed.is_empty())
    }

    /// The id behind which the next ones are.
    fn last(&self) -> Uuid {
        self.ids.last().copied().unwrap_or_default()
    }

    /// Name and numbers of one.
    fn texts_of(&self, number: u32) -> &str {
        let number = number as usize;
        let begin = number.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.texts[begin..self.ends[number]]
    }

    fn name_of(&self, number: u32) -> &str {
        name_in(self.texts_of(number))
    }

    /// The numbers of all, in the order of names and ids.
    fn by_name(&self) -> Vec<u32> {
        let all = u32::try_from(self.ids.len()).expect("a list has fewer than 2³² lines");
        // The first letters beside the number spare most looks into the texts, which lie far apart.
        let mut keyed: Vec<(u128, u32)> = (0..all)
            .map(|number| (first_letters(self.name_of(number)), number))
            .collect();
        keyed.sort_unstable_by(|(letters, number), (others, other)| {
            let rest = || self.name_of(*number).cmp(self.name_of(*other));
            letters
                .cmp(others)
                .then_with(rest)
                .then_with(|| number.cmp(other))
        });
        keyed.into_iter().map(|(_, number)| number).collect()
    }

    fn finish(self, stamp: Stamp) -> Catalogue {
        let by_name = self.by_name();
        let of_lines = |values: &[u32]| -> Vec<u32> {
            let values = by_name.iter().map(|number| values[*number as usize]);
            values.collect()
        };
        thread::scope(|threads| {
            let spelt = threads.spawn(|| self.spell(&by_name));
            let sorted = self.values.each_ref().map(|values| {
                threads.spawn(|| {
                    let values = of_lines(values);
                    let orders = [false, true].map(|falling| {
                        let lines = (0..).take(values.len());
                        Arc::new(sorted(lines, &values, falling))
                    });
                    (values, orders)
                })
            });
            let (facets, by_id) = self.place(&by_name);
            let sorted = sorted.map(|one| one.join().expect("sorting does not panic"));
            let (words, prints) = spelt.join().expect("spelling does not panic");
            let ids = by_name.iter().map(|number| self.ids[*number as usize]);
            Catalogue {
                stamp,
                names: Arc::new(Names {
                    ids: ids.collect(),
                    by_id,
                    words,
                    prints,
                }),
                facets,
                values: sorted.each_ref().map(|(values, _)| values.clone()),
                orders: sorted.map(|(_, orders)| orders),
            }
        })
    }

    /// What names and numbers are found by, and the print of each line's.
    fn spell(&self, by_name: &[u32]) -> (Words, Vec<u32>) {
        let mut words = WordsBuilder::default();
        let mut prints = Vec::with_capacity(by_name.len());
        for (line, number) in (0..).zip(by_name) {
            let texts = self.texts_of(*number);
            prints.push(print(texts));
            let mut texts = texts.split(BETWEEN);
            words.name(texts.next().unwrap_or_default(), line);
            texts.for_each(|text| words.number(text, line));
        }
        (words.finish(), prints)
    }

    /// The lines with each property, and the lines in the order of their ids.
    fn place(&self, by_name: &[u32]) -> (Vec<Bits>, Vec<u32>) {
        let mut facets = vec![Bits::empty(by_name.len()); Facet::SLOTS];
        let mut by_id = vec![0; by_name.len()];
        for (line, number) in (0..).zip(by_name) {
            by_id[*number as usize] = line;
            let mut left = self.facets[*number as usize];
            while left != 0 {
                facets[left.trailing_zeros() as usize].put(line);
                left &= left - 1;
            }
        }
        (facets, by_id)
    }
}

/// The name at the beginning of texts.
fn name_in(texts: &str) -> &str {
    texts.split(BETWEEN).next().unwrap_or_default()
}

/// A number that grows with the name as far as sixteen bytes tell.
fn first_letters(name: &str) -> u128 {
    let mut letters = [0; 16];
    let many = name.len().min(letters.len());
    letters[..many].copy_from_slice(&name.as_bytes()[..many]);
    u128::from_be_bytes(letters)
}

/// Changes with the name and the numbers.
fn print(texts: &str) -> u32 {
    let mut hasher = DefaultHasher::new();
    texts.hash(&mut hasher);
    u32::try_from(hasher.finish() >> 32).expect("32 bits are left")
}

/// The lines by a value; quick where they are nearly sorted.
#[expect(
    clippy::stable_sort_primitive,
    reason = "it makes use of long runs that are in order already"
)]
fn sorted(lines: impl Iterator<Item = u32>, values: &[u32], falling: bool) -> Vec<u32> {
    let keyed = lines.map(|line| {
        let value = turned(values[line as usize], falling);
        u64::from(value) << 32 | u64::from(line)
    });
    let mut keyed: Vec<u64> = keyed.collect();
    keyed.sort();
    let lines = keyed
        .into_iter()
        .map(|key| u32::try_from(key & u64::from(u32::MAX)).expect("half of it is left"));
    lines.collect()
}

impl Catalogue {
    /// Reads everything.
    pub(super) async fn build(tx: &Tx, stamp: Stamp) -> Result<Self, StoreError> {
        let lines = tx.assessment_count().await?;
        let before = tx.before(None, stamp.day).await?;
        let mut draft = Draft::new(lines);
        while draft.take(&tx.listed_lines_after(draft.last()).await?, &before)? {}
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
        let mut next = self.clone();
        next.stamp.version = version;
        let mut moved: [HashSet<u32>; VALUES] = std::array::from_fn(|_| HashSet::new());
        for part in ids.chunks(sql::PART) {
            let before = tx.before(Some(part), self.stamp.day).await?;
            let lines = tx.listed_lines(part).await?;
            let listed = lines.listed(&before)?;
            let known = part.iter().filter(|id| self.line_of(id.uuid()).is_some());
            if known.count() != listed.len() {
                return Ok(None);
            }
            for one in &listed {
                if !next.put(one, &mut moved) {
                    return Ok(None);
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

    /// Puts one in its place, noting where its values moved; false where its name or a number did.
    fn put(&mut self, one: &Listed<'_>, moved: &mut [HashSet<u32>; VALUES]) -> bool {
        let mut texts = String::new();
        one.write_texts(&mut texts);
        let line = self
            .line_of(one.id)
            .filter(|line| self.names.prints[*line as usize] == print(&texts));
        let Some(line) = line else { return false };
        for (slot, facet) in self.facets.iter_mut().enumerate() {
            if one.mask >> slot & 1 == 1 {
                facet.put(line);
            } else {
                facet.take(line);
            }
        }
        for (at, value) in one.values.into_iter().enumerate() {
            let old = &mut self.values[at][line as usize];
            if *old != value {
                *old = value;
                moved[at].insert(line);
            }
        }
        true
    }

    fn move_lines(&mut self, at: usize, moved: &HashSet<u32>) {
        for (order, falling) in self.orders[at].iter_mut().zip([false, true]) {
            let stayed = order.iter().filter(|line| !moved.contains(line));
            let lines = sorted(stayed.chain(moved).copied(), &self.values[at], falling);
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
