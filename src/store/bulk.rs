//! Loading millions of rows in the order in which they are kept, within bounded memory.
//!
//! Keyed hashes arrive in random order. Inserted as they come, every row would touch another page
//! of the table; sorted first, the load only ever appends. What doesn't fit into memory is
//! dealt out to a few dozen files by the leading bits of the key, and each file is sorted alone.

use std::{
    fs::{self, File},
    io::{self, BufReader, BufWriter, Read, Write},
    path::{Path, PathBuf},
};

use sea_orm::{ConnectionTrait, DatabaseTransaction, Value};
use tokio::task::spawn_blocking;

use super::{StoreError, sql};

/// A row of fixed width that knows its place in the order.
pub trait Packed: Copy + Ord + Send + 'static {
    /// Bytes that [`Packed::pack`] writes.
    const WIDTH: usize;
    /// Which of the [`BUCKETS`] it falls into; must not decrease along the order of the rows.
    fn bucket(&self) -> usize;
    /// Writes the row.
    fn pack(&self, out: &mut Vec<u8>);
    /// Reads what [`Packed::pack`] wrote.
    fn unpack(bytes: &[u8]) -> Self;
}

/// Number of files that rows are dealt out to.
pub(super) const BUCKETS: usize = 64;
/// Rows kept in memory before anything is written to disk.
const IN_MEMORY: usize = 250_000;

/// Rows that will be read back in order.
pub struct Clustered<R> {
    rows: Vec<R>,
    folder: PathBuf,
    spill: Option<Spill>,
    scratch: Vec<u8>,
    total: u64,
}

struct Spill {
    folder: PathBuf,
    files: Vec<BufWriter<File>>,
}

impl Drop for Spill {
    fn drop(&mut self) {
        // Whatever stays behind is cleared away at the next start.
        let _ = fs::remove_dir_all(&self.folder);
    }
}

impl<R: Packed> Clustered<R> {
    /// An empty collection that may write to `folder`, which need not exist yet.
    #[must_use]
    pub fn new(folder: &Path) -> Self {
        Self {
            rows: Vec::new(),
            folder: folder.to_owned(),
            spill: None,
            scratch: Vec::new(),
            total: 0,
        }
    }

    /// Rows taken so far.
    #[must_use]
    pub fn len(&self) -> u64 {
        self.total
    }

    /// Whether nothing was taken.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.total == 0
    }

    /// Takes one row.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn push(&mut self, row: R) -> Result<(), StoreError> {
        self.total += 1;
        self.rows.push(row);
        if self.rows.len() < IN_MEMORY {
            return Ok(());
        }
        self.deal_out()
            .map_err(|error| StoreError::spill(&self.folder, error))
    }

    fn deal_out(&mut self) -> io::Result<()> {
        let spill = match &mut self.spill {
            Some(spill) => spill,
            None => self.spill.insert(Spill::open(&self.folder)?),
        };
        for row in self.rows.drain(..) {
            self.scratch.clear();
            row.pack(&mut self.scratch);
            spill.files[row.bucket()].write_all(&self.scratch)?;
        }
        Ok(())
    }

    /// Hands the rows back bucket by bucket, each sorted; while one is used the next is sorted.
    ///
    /// # Errors
    /// When the disk refuses, or `take` does.
    pub(super) async fn in_order<E>(
        mut self,
        mut take: impl AsyncFnMut(Vec<R>) -> Result<(), E>,
    ) -> Result<(), E>
    where
        E: From<StoreError>,
    {
        if self.spill.is_none() {
            self.rows.sort_unstable();
            return take(self.rows).await;
        }
        let folder = self.folder.clone();
        let failed = |error| E::from(StoreError::spill(&folder, error));
        self.deal_out().map_err(failed)?;
        self.rows = Vec::new();
        let spill = self.spill.as_mut().expect("it was dealt out just now");
        for mut file in spill.files.drain(..) {
            file.flush().map_err(failed)?;
        }
        let read = |number| {
            let path = Spill::file(&spill.folder, number);
            spawn_blocking(move || read_sorted::<R>(&path))
        };
        let mut numbers = 0..BUCKETS;
        let mut ahead = numbers.next().map(read);
        while let Some(reading) = ahead {
            let rows = reading.await.expect("reading does not panic");
            ahead = numbers.next().map(read);
            take(rows.map_err(failed)?).await?;
        }
        Ok(())
    }
}

impl Spill {
    fn open(parent: &Path) -> io::Result<Self> {
        fs::create_dir_all(parent)?;
        let folder = (0..u32::MAX)
            .map(|n| parent.join(format!("{}-{n}", std::process::id())))
            .find(|folder| fs::create_dir(folder).is_ok())
            .ok_or_else(|| io::Error::other("no folder could be made"))?;
        let files = (0..BUCKETS)
            .map(|n| {
                Ok(BufWriter::with_capacity(
                    1 << 16,
                    File::create(Self::file(&folder, n))?,
                ))
            })
            .collect::<io::Result<_>>()?;
        Ok(Self { folder, files })
    }

    fn file(folder: &Path, number: usize) -> PathBuf {
        folder.join(number.to_string())
    }
}

/// The rows of one file in order; the file is used up.
fn read_sorted<R: Packed>(path: &Path) -> io::Result<Vec<R>> {
    let length = usize::try_from(fs::metadata(path)?.len()).unwrap_or(0);
    let mut rows = Vec::with_capacity(length / R::WIDTH);
    let mut from = BufReader::with_capacity(1 << 18, File::open(path)?);
    let mut bytes = vec![0; R::WIDTH];
    for _ in 0..length / R::WIDTH {
        from.read_exact(&mut bytes)?;
        rows.push(R::unpack(&bytes));
    }
    fs::remove_file(path)?;
    rows.sort_unstable();
    Ok(rows)
}

/// Collects rows and inserts them many at a time.
pub(super) struct Inserter<'a> {
    tx: &'a DatabaseTransaction,
    head: String,
    tail: &'static str,
    width: usize,
    values: Vec<Value>,
    full: String,
}

/// Rows of one statement. SQLite takes 32,766 parameters, PostgreSQL 65,535.
const ROWS: usize = 500;

impl<'a> Inserter<'a> {
    /// `tail` follows the rows, such as an `ON CONFLICT` clause.
    pub(super) fn new(
        tx: &'a DatabaseTransaction,
        table: &str,
        columns: &[&str],
        tail: &'static str,
    ) -> Self {
        let head = format!("INSERT INTO {table} ({}) VALUES ", columns.join(", "));
        let mut inserter = Self {
            tx,
            head,
            tail,
            width: columns.len(),
            values: Vec::new(),
            full: String::new(),
        };
        inserter.full = inserter.text(ROWS);
        inserter.values.reserve(ROWS * columns.len());
        inserter
    }

    fn text(&self, rows: usize) -> String {
        let group = format!("({})", sql::marks(self.width));
        format!(
            "{}{} {}",
            self.head,
            vec![group.as_str(); rows].join(", "),
            self.tail
        )
    }

    /// Takes one row, in the order of the columns.
    pub(super) async fn push<const N: usize>(&mut self, row: [Value; N]) -> Result<(), StoreError> {
        debug_assert_eq!(N, self.width, "a row has a value for each column");
        self.values.extend(row);
        if self.values.len() < ROWS * self.width {
            return Ok(());
        }
        let values = std::mem::take(&mut self.values);
        self.values.reserve(ROWS * self.width);
        let statement = sql::statement(self.tx.get_database_backend(), &self.full, values);
        self.tx.execute_raw(statement).await?;
        Ok(())
    }

    /// Inserts what is left.
    pub(super) async fn finish(self) -> Result<(), StoreError> {
        let rows = self.values.len() / self.width;
        if rows > 0 {
            let text = self.text(rows);
            sql::run(self.tx, &text, self.values).await?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
    struct Number(u32);

    impl Packed for Number {
        const WIDTH: usize = 4;
        fn bucket(&self) -> usize {
            (self.0 >> 26) as usize
        }
        fn pack(&self, out: &mut Vec<u8>) {
            out.extend(self.0.to_le_bytes());
        }
        fn unpack(bytes: &[u8]) -> Self {
            Self(u32::from_le_bytes(bytes.try_into().expect("four bytes")))
        }
    }

    #[tokio::test]
    async fn a_million_rows_come_back_in_order_and_leave_no_file() {
        let folder = std::env::temp_dir().join(format!("patuh-bulk-{}", std::process::id()));
        let mut rows = Clustered::new(&folder);
        for n in 0..1_000_000u32 {
            rows.push(Number(n.wrapping_mul(2_654_435_761)))
                .expect("there is room");
        }
        let mut back = Vec::new();
        rows.in_order(async |part: Vec<Number>| {
            back.extend(part);
            Ok::<(), StoreError>(())
        })
        .await
        .expect("it reads back");
        assert_eq!(back.len(), 1_000_000);
        assert!(back.is_sorted());
        assert_eq!(fs::read_dir(&folder).expect("the parent stays").count(), 0);
        fs::remove_dir_all(folder).expect("it can be removed");
    }
}
