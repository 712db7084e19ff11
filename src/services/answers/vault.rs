//! Files that come with answers. Strangers send them, so they are looked into, made harmless or
//! refused, and kept sealed under `<data>/files/answers/` by their ids until their day has come.
//!
//! A file is on disk before the database names it, whole or not at all; what nobody names is
//! swept.

use std::{
    fs, io,
    path::{Path, PathBuf},
    time::Duration,
};

use sha2::{Digest, Sha256};
use tokio::sync::Semaphore;

use crate::{
    domain::{
        attachment::{FileKind, MAX_BYTES, file_name},
        ids::{AnswerFileId, AnswerId, OfficerId},
    },
    letters::{Unsafe, harmless},
    services::{NewFile, ServiceError, Services, barred, employers::files_refused, papers::put},
    store::{Actor, AnswerFile, Tx},
};

/// What the contents are sealed for; each opens for its own file's id only.
const PURPOSE: &str = "answer-file";
/// Files that one answer may bring.
pub const MOST_ANSWER_FILES: usize = 5;
/// Bytes of all files of one answer.
pub const MOST_ANSWER_BYTES: usize = 2 * MAX_BYTES;
/// After so long a sealed file that no row names is nobody's.
const STRAY: Duration = Duration::from_hours(1);

/// Pictures take memory while they are drawn anew, and strangers send them: one at a time.
static LOOKER: Semaphore = Semaphore::const_new(1);

/// A file that lies sealed on disk and waits for the database to name it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SealedFile {
    id: AnswerFileId,
    name: String,
    kind: FileKind,
    bytes: u64,
    sha256: String,
}

impl Services {
    /// Looks into the files of an answer, makes them harmless and puts them sealed on disk. None
    /// is kept where one can't be.
    ///
    /// # Errors
    /// [`ServiceError::Barred`] when they are too many or too large, or one of them is not kept;
    /// or the disk refuses.
    pub async fn keep_answer_files(
        &self,
        files: Vec<NewFile>,
    ) -> Result<Vec<SealedFile>, ServiceError> {
        let together: usize = files.iter().map(|file| file.content.len()).sum();
        too_many(files.len(), together)?;
        let mut kept = Vec::with_capacity(files.len());
        for file in files {
            match self.keep_answer_file(file).await {
                Ok(file) => kept.push(file),
                Err(error) => {
                    self.drop_answer_files(&kept);
                    return Err(error);
                }
            }
        }
        Ok(kept)
    }

    async fn keep_answer_file(&self, file: NewFile) -> Result<SealedFile, ServiceError> {
        let kind = FileKind::of(&file.content).map_err(files_refused)?;
        let name = file_name(&file.name, kind).map_err(files_refused)?;
        let turn = LOOKER.acquire().await.expect("nobody closes it");
        let looked = tokio::task::spawn_blocking(move || harmless(file.content, kind));
        let content = looked.await.expect("looking does not panic");
        let content = content.map_err(unsafe_file)?;
        drop(turn);
        let id = AnswerFileId::from_uuid(self.clock.new_id());
        let sealed = self
            .sign_in
            .key
            .seal_bytes(PURPOSE, &id.to_string(), &content);
        let path = self.answer_file_path(id);
        put(&path, "part", &sealed).map_err(|error| ServiceError::Write(path.clone(), error))?;
        Ok(SealedFile {
            id,
            name,
            kind,
            bytes: content.len() as u64,
            sha256: format!("{:x}", Sha256::digest(&content)),
        })
    }

    /// Lets the database name the files of an answer.
    ///
    /// # Errors
    /// [`ServiceError::Barred`] when the answer has too many by then.
    pub(in crate::services) async fn put_answer_files(
        &self,
        tx: &Tx,
        answer: AnswerId,
        files: &[SealedFile],
    ) -> Result<(), ServiceError> {
        if files.is_empty() {
            return Ok(());
        }
        let before = tx.answer_files(answer).await?;
        let before = before.iter().filter(|file| file.removed_at.is_none());
        let sizes: Vec<u64> = before
            .map(|file| file.bytes)
            .chain(files.iter().map(|file| file.bytes))
            .collect();
        // A picture that was drawn anew may have grown a little; what was sent had the right size.
        too_many(sizes.len(), 0)?;
        for file in files {
            let row = AnswerFile {
                id: file.id,
                answer,
                name: file.name.clone(),
                kind: file.kind,
                bytes: file.bytes,
                sha256: file.sha256.clone(),
                at: self.clock.now(),
                removed_at: None,
            };
            tx.add_answer_file(&row).await?;
        }
        Ok(())
    }

    /// Removes files that were kept for an answer which then could not be taken.
    pub(in crate::services) fn drop_answer_files(&self, files: &[SealedFile]) {
        for file in files {
            // What stays behind is swept.
            let _ = fs::remove_file(self.answer_file_path(file.id));
        }
    }

    /// A file that came with an answer, opened for an officer, which is written down; `None` for
    /// the content when its day has come.
    ///
    /// # Errors
    /// When there is no such file, or it can't be read or opened.
    pub async fn read_answer_file(
        &self,
        id: AnswerFileId,
        by: OfficerId,
    ) -> Result<(AnswerFile, Option<Vec<u8>>), ServiceError> {
        let tx = self.store.begin().await?;
        let file = tx
            .answer_file(id)
            .await?
            .ok_or_else(|| ServiceError::Missing("Berkas itu".to_owned()))?;
        if file.removed_at.is_some() {
            return Ok((file, None));
        }
        let path = self.answer_file_path(id);
        let sealed = fs::read(&path).map_err(|error| ServiceError::Read(path.clone(), error))?;
        let content = self
            .sign_in
            .key
            .open_bytes(PURPOSE, &id.to_string(), &sealed)
            .filter(|content| format!("{:x}", Sha256::digest(content)) == file.sha256)
            .ok_or_else(|| {
                let what = "the seal does not fit: another key, or a changed file";
                ServiceError::Read(path, io::Error::new(io::ErrorKind::InvalidData, what))
            })?;
        tx.touches([]);
        let subject = format!("{} {id}", file.answer);
        tx.commit(self.entry(Actor::Officer(by), "answer.file", subject))
            .await?;
        Ok((file, Some(content)))
    }

    /// Forgets files whose day has come and the keyed hashes of rosters that nobody needs any
    /// more, and removes sealed files that no answer has.
    ///
    /// # Errors
    /// When the store or the disk fails.
    pub async fn tidy_answers(&self) -> Result<(), ServiceError> {
        let files = self.days_ago(self.rules.keep_answer_file_days);
        let rosters = self.days_ago(self.rules.keep_roster_days);
        let owed = self.store.read().await?.answers_owe(files, rosters).await?;
        // Nearly always there is nothing to forget, and then nobody has to wait.
        if owed {
            let tx = self.store.begin().await?;
            let gone = tx.forget_answer_files(files, self.clock.now()).await?;
            let forgotten = tx.forget_answer_workers(rosters).await?;
            tx.touches([]);
            let subject = format!("{gone} files {forgotten} workers");
            tx.commit(self.entry(Actor::Job("answers"), "answer.forget", subject))
                .await?;
        }
        self.sweep_answer_files().await
    }

    /// Removes what lies in the folder and no row asks to keep.
    async fn sweep_answer_files(&self) -> Result<(), ServiceError> {
        let folder = self.answer_folder();
        let entries = match fs::read_dir(&folder) {
            Ok(entries) => entries,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
            Err(error) => return Err(ServiceError::Read(folder, error)),
        };
        let (mut named, mut strays) = (Vec::new(), Vec::new());
        for entry in entries.flatten() {
            let name = entry.file_name().to_string_lossy().into_owned();
            match name.parse::<AnswerFileId>() {
                Ok(id) => named.push((id, entry.path())),
                Err(_) => strays.push(entry.path()),
            }
        }
        if named.is_empty() && strays.is_empty() {
            return Ok(());
        }
        let ids: Vec<AnswerFileId> = named.iter().map(|(id, _)| *id).collect();
        let tx = self.store.read().await?;
        let kept = tx.kept_answer_files(&ids).await?;
        for (id, path) in named {
            if kept.contains(&id) {
                continue;
            }
            let forgotten = tx.answer_file(id).await?.is_some();
            if forgotten || is_old(&path) {
                remove(&path)?;
            }
        }
        for path in strays.into_iter().filter(|path| is_old(path)) {
            remove(&path)?;
        }
        Ok(())
    }

    fn answer_folder(&self) -> PathBuf {
        self.data.join("files").join("answers")
    }

    fn answer_file_path(&self, id: AnswerFileId) -> PathBuf {
        self.answer_folder().join(id.to_string())
    }
}

fn too_many(files: usize, bytes: usize) -> Result<(), ServiceError> {
    if files > MOST_ANSWER_FILES {
        return Err(barred(
            "file-count",
            "Satu jawaban dapat disertai paling banyak lima berkas; gabungkan atau pilih yang terpenting.",
        ));
    }
    if bytes > MOST_ANSWER_BYTES {
        return Err(barred(
            "file-together",
            "Semua berkas bersama-sama lebih dari 20 MB; perkecil atau kurangi dahulu.",
        ));
    }
    Ok(())
}

/// The refusal of a file that is not what it should be.
fn unsafe_file(why: Unsafe) -> ServiceError {
    match why {
        Unsafe::Encrypted => barred(
            "file-encrypted",
            "PDF ini dikunci dengan kata sandi; simpan ulang tanpa kata sandi, lalu kirim lagi.",
        ),
        Unsafe::Active => barred(
            "file-active",
            "PDF ini memuat skrip, perintah, atau berkas lain di dalamnya; cetak ulang sebagai PDF biasa atau kirim fotonya.",
        ),
        Unsafe::Mixed => barred(
            "file-mixed",
            "Berkas ini memuat isi jenis lain di samping dokumen atau gambarnya; simpan ulang, lalu kirim lagi.",
        ),
        Unsafe::Unreadable => barred(
            "file-unreadable",
            "Berkas ini rusak atau terpotong; buka dan simpan ulang, lalu kirim lagi.",
        ),
        Unsafe::Large => barred(
            "file-dots",
            "Gambar ini terlalu besar untuk dibaca; perkecil ukurannya, lalu kirim lagi.",
        ),
    }
}

fn is_old(path: &Path) -> bool {
    let modified = path.metadata().and_then(|about| about.modified()).ok();
    let age = modified.and_then(|at| at.elapsed().ok());
    age.is_some_and(|age| age > STRAY)
}

fn remove(path: &Path) -> Result<(), ServiceError> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => {
            Err(ServiceError::Write(path.to_owned(), error))
        }
        _ => Ok(()),
    }
}
