//! The source records of an import: what each accepted row said, and how it joined its employer.
//!
//! What the rows said waits in a file beside the database until the employers are known, so that
//! a long list needs no more memory than the few numbers of each of its rows.

use std::{
    collections::HashMap,
    fs::{self, File},
    io::{self, BufReader, Read, Write},
    path::{Path, PathBuf},
};

use crate::{
    domain::{
        directory::Ids,
        ids::{EmployerId, SourceRecordId},
        joined::Joined,
    },
    services::{ServiceError, Services},
    store::{Batch, NewSourceRecord, Said, StoreError, Tx},
};

/// Bytes kept in memory before anything is written to disk.
const IN_MEMORY: usize = 4 << 20;

/// One accepted row.
#[derive(Debug, Clone, Copy)]
pub(super) struct Note {
    /// The entry that it met or began; later on the employer, counted within the import.
    number: u32,
    file: u32,
    row: u32,
    /// Where what it said begins, and how long that is.
    at: u64,
    length: u32,
    print: i64,
    /// How it met an entry that an earlier row had begun.
    met: Option<Joined>,
    /// The kinds of identifiers that it has.
    held: [bool; 3],
}

/// The accepted rows of an import, in their order.
pub(super) struct Notes {
    rows: Vec<Note>,
    texts: Texts,
}

impl Notes {
    pub(super) fn new(folder: &Path) -> Self {
        Self {
            rows: Vec::new(),
            texts: Texts::new(folder),
        }
    }

    /// Takes down what a row said, which met an entry or began it.
    pub(super) fn put(
        &mut self,
        (number, met): (usize, Option<Joined>),
        (file, row): (u32, u32),
        (said, ids): (&Said, &Ids),
    ) -> Result<(), StoreError> {
        let at = self.texts.put(said.text())?;
        self.rows.push(Note {
            number: u32::try_from(number).unwrap_or(u32::MAX),
            file,
            row,
            at,
            length: u32::try_from(said.text().len()).unwrap_or(u32::MAX),
            print: said.print(),
            met,
            held: [ids.nib.is_some(), ids.npwp.is_some(), ids.code.is_some()],
        });
        Ok(())
    }

    /// The same by employer: for each entry the number of its employer and how it was found.
    pub(super) fn sorted(
        mut self,
        entries: &[(usize, Option<Joined>)],
    ) -> Result<Kept, StoreError> {
        let mut rows: Vec<(Note, Joined)> = Vec::with_capacity(self.rows.len());
        for mut note in self.rows.drain(..) {
            let (employer, found) = entries[note.number as usize];
            note.number = u32::try_from(employer).unwrap_or(u32::MAX);
            rows.push((note, joined(&note, found)));
        }
        rows.sort_by_key(|(note, _)| note.number);
        Ok(Kept {
            rows,
            next: 0,
            texts: self.texts.read_back()?,
        })
    }
}

/// How a row joined its employer, which its entry was found by, or which it made.
fn joined(note: &Note, found: Option<Joined>) -> Joined {
    let kinds = [Joined::Nib, Joined::Npwp, Joined::Code];
    match (note.met, found) {
        (Some(met), _) => met,
        (None, None) => Joined::Made,
        (None, Some(kind)) => match kinds.iter().position(|one| *one == kind) {
            // What a later row of the same firm was found by; this one is tied to it by its own.
            Some(at) if !note.held[at] => {
                let own = kinds.into_iter().zip(note.held).find(|(_, held)| *held);
                own.map_or(Joined::Name, |(own, _)| own)
            }
            _ => kind,
        },
    }
}

/// The accepted rows of an import, by employer.
pub(super) struct Kept {
    rows: Vec<(Note, Joined)>,
    next: usize,
    texts: Reading,
}

impl Services {
    /// Keeps the records of some employers of a batch, which are counted from `first` on and
    /// follow those of the last call; those known already are only sighted again. Of the `old`
    /// employers something can be known.
    pub(super) async fn keep_records(
        &self,
        tx: &Tx,
        batch: &Batch,
        (first, employers, old): (usize, &[EmployerId], &[EmployerId]),
        kept: &mut Kept,
    ) -> Result<(), ServiceError> {
        let Some(source) = batch.source else {
            return Ok(());
        };
        let known = tx.source_prints(old, source).await?;
        let (mut new, mut again) = (Vec::new(), Vec::new());
        let mut said_before: HashMap<(EmployerId, i64), i64> = HashMap::new();
        while let Some((note, joined)) = kept.rows.get(kept.next) {
            let Some(employer) = employers.get(note.number as usize - first) else {
                break;
            };
            kept.next += 1;
            // Rows that say the same are as many records as there are rows.
            let nth = said_before.entry((*employer, note.print)).or_default();
            let print = note.print.wrapping_add(*nth);
            *nth += 1;
            let place = (note.file, note.row);
            match known.get(&(*employer, print)) {
                Some(id) => again.push((*id, place)),
                None => new.push(NewSourceRecord {
                    id: SourceRecordId::from_uuid(self.clock.new_id()),
                    employer: *employer,
                    joined: *joined,
                    place,
                    print,
                    said: kept.texts.take(note.at, note.length)?,
                }),
            }
        }
        tx.add_source_records((batch.no, source), &new).await?;
        Ok(tx.sight_source_records(batch.no, &again).await?)
    }
}

/// Texts one after another, in memory or in a file.
struct Texts {
    folder: PathBuf,
    memory: Vec<u8>,
    file: Option<Scratch>,
    written: u64,
}

/// A file that goes with whoever holds it.
struct Scratch {
    path: PathBuf,
    file: File,
}

impl Drop for Scratch {
    fn drop(&mut self) {
        // Whatever stays behind is cleared away at the next start.
        let _ = fs::remove_file(&self.path);
    }
}

impl Scratch {
    fn make(folder: &Path) -> io::Result<Self> {
        fs::create_dir_all(folder)?;
        let mut options = File::options();
        options.read(true).write(true).create_new(true);
        (0..u32::MAX)
            .map(|n| folder.join(format!("{}-said-{n}", std::process::id())))
            .find_map(|path| {
                let file = options.open(&path).ok()?;
                Some(Self { path, file })
            })
            .ok_or_else(|| io::Error::other("no file could be made"))
    }
}

impl Texts {
    fn new(folder: &Path) -> Self {
        Self {
            folder: folder.to_owned(),
            memory: Vec::new(),
            file: None,
            written: 0,
        }
    }

    /// Takes a text; answers where it begins.
    fn put(&mut self, text: &str) -> Result<u64, StoreError> {
        let at = self.written + self.memory.len() as u64;
        self.memory.extend_from_slice(text.as_bytes());
        if self.memory.len() >= IN_MEMORY {
            self.write().map_err(failed(&self.folder))?;
        }
        Ok(at)
    }

    fn write(&mut self) -> io::Result<()> {
        let scratch = match &mut self.file {
            Some(scratch) => scratch,
            None => self.file.insert(Scratch::make(&self.folder)?),
        };
        scratch.file.write_all(&self.memory)?;
        self.written += self.memory.len() as u64;
        self.memory.clear();
        Ok(())
    }

    fn read_back(mut self) -> Result<Reading, StoreError> {
        let failed = failed(&self.folder);
        if self.file.is_some() {
            self.write().map_err(&failed)?;
        }
        let path = self.file.as_ref().map(|scratch| &scratch.path);
        let file = path.map(File::open).transpose().map_err(&failed)?;
        Ok(Reading {
            at: 0,
            file: file.map(BufReader::new),
            texts: self,
        })
    }
}

/// Texts that are read back, mostly in their order.
struct Reading {
    at: u64,
    file: Option<BufReader<File>>,
    texts: Texts,
}

impl Reading {
    fn take(&mut self, at: u64, length: u32) -> Result<String, StoreError> {
        let mut bytes = vec![0; length as usize];
        self.fill(at, &mut bytes)
            .and_then(|()| String::from_utf8(bytes).map_err(io::Error::other))
            .map_err(failed(&self.texts.folder))
    }

    fn fill(&mut self, at: u64, bytes: &mut [u8]) -> io::Result<()> {
        let Some(file) = &mut self.file else {
            let begin = usize::try_from(at).map_err(io::Error::other)?;
            bytes.copy_from_slice(&self.texts.memory[begin..begin + bytes.len()]);
            return Ok(());
        };
        // What lies between stays in the buffer where it is near.
        file.seek_relative(at.cast_signed() - self.at.cast_signed())?;
        file.read_exact(bytes)?;
        self.at = at + bytes.len() as u64;
        Ok(())
    }
}

fn failed(folder: &Path) -> impl Fn(io::Error) -> StoreError + use<> {
    let folder = folder.to_owned();
    move |error| StoreError::spill(&folder, error)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_come_back_in_any_order_whether_they_fit_into_memory_or_not() {
        let folder = std::env::temp_dir().join(format!("patuh-said-{}", std::process::id()));
        for count in [10_usize, 60_000] {
            let mut texts = Texts::new(&folder);
            let one = |n: usize| format!("text {n} {}", "x".repeat(n % 200));
            let at: Vec<u64> = (0..count).map(|n| texts.put(&one(n)).unwrap()).collect();
            let mut reading = texts.read_back().unwrap();
            for n in (0..count).step_by(7).chain((0..count).rev().step_by(13)) {
                let length = u32::try_from(one(n).len()).unwrap();
                assert_eq!(reading.take(at[n], length).unwrap(), one(n));
            }
            drop(reading);
            let left = fs::read_dir(&folder).map_or(0, Iterator::count);
            assert_eq!(left, 0, "{count}");
        }
        fs::remove_dir_all(folder).unwrap();
    }
}
