//! Files that are made from the records: letters to print, and copies of the database.

use std::{
    fs::{self, File},
    io::{self, Write},
    path::{Path, PathBuf},
};

use super::{ServiceError, Services};
use crate::store::Actor;

/// Copies of the database that are kept by the schedule; older ones go.
const KEPT_COPIES: usize = 14;

impl Services {
    /// Writes every letter draft as PDF to `<data>/letters`, where offices print from; answers the
    /// files.
    ///
    /// # Errors
    /// When a letter can't be set or a file can't be written.
    pub async fn write_drafts(&self) -> Result<Vec<PathBuf>, ServiceError> {
        let folder = self.data.join("letters");
        fs::create_dir_all(&folder).map_err(|error| ServiceError::Write(folder.clone(), error))?;
        let mut written = Vec::new();
        for letter in self.letters().await? {
            let paper = self.print_letter(letter.id).await?;
            let path = folder.join(&paper.name);
            whole(&path, |part| fs::write(part, &paper.pdf))?;
            written.push(path);
        }
        Ok(written)
    }

    /// Copies the database, consistent while others write, to a file that must not be there. The
    /// secrets are not in it.
    ///
    /// # Errors
    /// [`ServiceError::Refused`] when the file is there, or the database is no file.
    pub async fn back_up(&self, to: &Path) -> Result<(), ServiceError> {
        if to.exists() {
            return Err(ServiceError::Refused(format!(
                "Berkas {} sudah ada; sebutkan nama lain agar cadangan lama tidak tertimpa.",
                to.display()
            )));
        }
        let part = to.with_extension("part");
        let _ = fs::remove_file(&part);
        if !self.store.copy_to(&part).await? {
            return Err(ServiceError::Refused(
                "Basis data PostgreSQL dicadangkan dengan alatnya sendiri: `pg_dump \
                 --format=custom`."
                    .to_owned(),
            ));
        }
        fs::rename(&part, to).map_err(|error| ServiceError::Write(to.to_owned(), error))?;
        let tx = self.store.begin().await?;
        let name = to.file_name().unwrap_or_default().to_string_lossy();
        tx.touches([]);
        tx.commit(self.entry(Actor::Command("backup"), "backup.make", name))
            .await?;
        Ok(())
    }

    /// Makes the copy of the day under `<data>/backups`, once, and lets the oldest go.
    ///
    /// # Errors
    /// When the copy can't be made.
    pub async fn back_up_daily(&self) -> Result<u64, ServiceError> {
        let folder = self.data.join("backups");
        fs::create_dir_all(&folder).map_err(|error| ServiceError::Write(folder.clone(), error))?;
        let path = folder.join(format!("patuh-{}.db", self.today()));
        if path.exists() {
            return Ok(0);
        }
        self.back_up(&path).await?;
        let entries = fs::read_dir(&folder).into_iter().flatten().flatten();
        let mut copies: Vec<PathBuf> = entries
            .map(|entry| entry.path())
            .filter(|path| path.extension().is_some_and(|ending| ending == "db"))
            .collect();
        // The day in the name is their order.
        copies.sort();
        let old = copies.len().saturating_sub(KEPT_COPIES);
        for path in copies.drain(..old) {
            fs::remove_file(&path).map_err(|error| ServiceError::Write(path, error))?;
        }
        Ok(1)
    }
}

/// Makes a file as a whole: nobody finds half of it.
pub(super) fn whole(
    path: &Path,
    make: impl FnOnce(&Path) -> io::Result<()>,
) -> Result<(), ServiceError> {
    let part = path.with_extension("part");
    let done = make(&part).and_then(|()| fs::rename(&part, path));
    done.map_err(|error| ServiceError::Write(path.to_owned(), error))
}

/// Writes a file whole or not at all, and only returns once it lies there whatever becomes of the
/// machine. Until then it stands beside, with that ending: two who write the same one at a time need
/// two.
pub(super) fn put(path: &Path, ending: &str, content: &[u8]) -> io::Result<()> {
    let folder = path.parent().expect("it lies in a folder");
    fs::create_dir_all(folder)?;
    let beside = path.with_extension(ending);
    let written = || {
        let mut file = File::create(&beside)?;
        file.write_all(content)?;
        file.sync_all()?;
        fs::rename(&beside, path)?;
        // Not every system can be told to keep a folder.
        let _ = File::open(folder).and_then(|folder| folder.sync_all());
        Ok(())
    };
    written().inspect_err(|_| {
        let _ = fs::remove_file(&beside);
    })
}
