//! Files on their way in: written as they arrive, never more than may be sent.

use std::{
    fs::{self, DirBuilder, File, OpenOptions},
    io::{BufWriter, Write},
    os::unix::fs::{DirBuilderExt, OpenOptionsExt},
    path::{Path, PathBuf},
};

use sha2::{Digest, Sha256};

use crate::{
    domain::ids::ImportJobId,
    services::{ServiceError, Services},
    store::JobFile,
};

/// Longest name of a file, in characters.
const NAME_CHARS: usize = 120;
/// Files of one upload.
const FILES: usize = 50;
/// Digits in a row, from here on, that may be a person's number.
const LONG: usize = 15;

/// Why an upload ends early.
#[derive(Debug, thiserror::Error)]
pub enum UploadError {
    /// More bytes than may be sent at once.
    #[error("the upload is larger than it may be")]
    TooLarge,
    /// More files than may be sent at once.
    #[error("the upload has more files than it may have")]
    TooMany,
    /// The disk refuses.
    #[error(transparent)]
    Service(#[from] ServiceError),
}

/// Files that are arriving. What it wrote goes with it, unless it becomes a job.
pub struct Upload {
    pub(super) id: ImportJobId,
    folder: Option<PathBuf>,
    files: Vec<JobFile>,
    open: Option<(BufWriter<File>, Sha256)>,
    left: u64,
}

impl Services {
    /// Makes room for files that are about to arrive.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn begin_upload(&self) -> Result<Upload, ServiceError> {
        let id = ImportJobId::from_uuid(self.clock.new_id());
        let folder = self.upload_folder(id);
        make_folder(&folder)?;
        Ok(Upload {
            id,
            folder: Some(folder),
            files: Vec::new(),
            open: None,
            left: self.desk.limit(),
        })
    }

    /// Where uploads lie while they wait.
    pub(super) fn uploads(&self) -> PathBuf {
        self.scratch().join(UPLOADS)
    }

    pub(super) fn upload_folder(&self, id: ImportJobId) -> PathBuf {
        self.uploads().join(id.to_string())
    }

    /// The file of a job with that number.
    pub(super) fn upload_path(&self, id: ImportJobId, number: usize, file: &JobFile) -> PathBuf {
        let folder = self.upload_folder(id).join(number.to_string());
        folder.join(&file.name)
    }

    /// Removes everything that was sent for a job.
    pub(super) fn remove_upload(&self, id: ImportJobId) -> Result<(), ServiceError> {
        let folder = self.upload_folder(id);
        match fs::remove_dir_all(&folder) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                Err(ServiceError::Write(folder, error))
            }
            _ => Ok(()),
        }
    }
}

/// Name of the folder of uploads among what is only needed for a while.
pub(crate) const UPLOADS: &str = "uploads";

fn make_folder(folder: &Path) -> Result<(), ServiceError> {
    DirBuilder::new()
        .recursive(true)
        .mode(0o700)
        .create(folder)
        .map_err(|error| ServiceError::Write(folder.to_owned(), error))
}

impl Upload {
    /// Begins the next file.
    ///
    /// # Errors
    /// When there are too many, or the disk refuses.
    pub fn file(&mut self, name: &str) -> Result<(), UploadError> {
        self.close()?;
        if self.files.len() == FILES {
            return Err(UploadError::TooMany);
        }
        let name = safe_name(name);
        let folder = self.folder().join(self.files.len().to_string());
        make_folder(&folder)?;
        let path = folder.join(&name);
        let file = OpenOptions::new()
            .write(true)
            .create_new(true)
            .mode(0o600)
            .open(&path)
            .map_err(|error| ServiceError::Write(path, error))?;
        self.open = Some((BufWriter::new(file), Sha256::new()));
        self.files.push(JobFile {
            name,
            bytes: 0,
            sha256: String::new(),
        });
        Ok(())
    }

    /// Takes the next bytes of the file that was begun last.
    ///
    /// # Errors
    /// When they are too many, or the disk refuses.
    pub fn write(&mut self, bytes: &[u8]) -> Result<(), UploadError> {
        let count = bytes.len() as u64;
        self.left = self.left.checked_sub(count).ok_or(UploadError::TooLarge)?;
        let Some(((out, hash), file)) = self.open.as_mut().zip(self.files.last_mut()) else {
            return Ok(());
        };
        file.bytes += count;
        hash.update(bytes);
        let written = out.write_all(bytes);
        written.map_err(|error| ServiceError::Write(PathBuf::from(&file.name), error))?;
        Ok(())
    }

    /// Whether nothing was sent.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }

    fn folder(&self) -> &Path {
        self.folder
            .as_deref()
            .expect("it goes only with the upload")
    }

    fn close(&mut self) -> Result<(), ServiceError> {
        let Some(((mut out, hash), file)) = self.open.take().zip(self.files.last_mut()) else {
            return Ok(());
        };
        out.flush()
            .map_err(|error| ServiceError::Write(PathBuf::from(&file.name), error))?;
        file.sha256 = hex::encode(hash.finalize());
        Ok(())
    }

    /// What was sent.
    pub(super) fn files(&mut self) -> Result<&[JobFile], ServiceError> {
        self.close()?;
        Ok(&self.files)
    }

    /// The files stay: they are a job's now.
    pub(super) fn keep(mut self) {
        self.folder = None;
    }
}

impl Drop for Upload {
    fn drop(&mut self) {
        if let Some(folder) = &self.folder {
            // What can't be removed now goes when uploads are tidied.
            let _ = fs::remove_dir_all(folder);
        }
    }
}

/// A file's name without folders, control characters, and numbers that may be a person's.
fn safe_name(sent: &str) -> String {
    let last = sent.rsplit(['/', '\\']).next().unwrap_or_default();
    let clean: Vec<char> = last
        .chars()
        .filter(|c| !c.is_control())
        .collect::<String>()
        .trim_matches([' ', '.'])
        .chars()
        .collect();
    // The end tells the format.
    let start = clean.len().saturating_sub(NAME_CHARS);
    let mut name: Vec<char> = clean[start..].to_vec();
    let mut at = 0;
    while at < name.len() {
        let run = name[at..].iter().take_while(|c| c.is_ascii_digit()).count();
        if run >= LONG {
            name[at..at + run].fill('x');
        }
        at += run.max(1);
    }
    if name.is_empty() {
        return "berkas".to_owned();
    }
    name.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::safe_name;

    #[test]
    fn a_name_keeps_no_folder_and_no_persons_number() {
        for (sent, kept) in [
            ("peserta maret.xlsx", "peserta maret.xlsx"),
            ("C:\\data\\roster.csv", "roster.csv"),
            ("../../etc/passwd", "passwd"),
            ("..", "berkas"),
            ("", "berkas"),
            ("6474011708900007 daftar.csv", "xxxxxxxxxxxxxxxx daftar.csv"),
            ("20260316090000.csv", "20260316090000.csv"),
            ("a\nb\u{0}.csv", "ab.csv"),
        ] {
            assert_eq!(safe_name(sent), kept);
        }
        assert!(safe_name(&format!("{}.xlsx", "a".repeat(500))).ends_with("a.xlsx"));
    }
}
