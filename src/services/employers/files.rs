//! Files kept with an employer, under `<data>/files/` by the hash of their content.
//!
//! A file is on disk before the database names it: what a crash leaves behind is a file that
//! nobody names, never a name without its file.

use std::{fs, io, path::PathBuf};

use sha2::{Digest, Sha256};

use super::{barred, own};
use crate::{
    domain::{
        attachment::{BadFile, FileKind, file_name},
        ids::{AttachmentId, EmployerId, OfficerId},
    },
    services::{ServiceError, Services, papers::put},
    store::{Actor, Attachment},
};

/// A file as somebody sends it.
#[derive(Debug, Clone)]
pub struct NewFile {
    /// The name it had there.
    pub name: String,
    /// Its content.
    pub content: Vec<u8>,
}

/// A file that lies on disk.
pub(in crate::services) struct Kept {
    pub(in crate::services) name: String,
    pub(in crate::services) kind: FileKind,
    pub(in crate::services) sha256: String,
    pub(in crate::services) bytes: u64,
}

/// The refusal of a file.
pub(in crate::services) fn refused(bad: BadFile) -> ServiceError {
    match bad {
        BadFile::Empty => barred("file-empty", "Berkas ini kosong; pilih berkas lain."),
        BadFile::TooLarge => barred(
            "file-too-large",
            "Berkas lebih dari 10 MB; perkecil dahulu.",
        ),
        BadFile::Kind => barred("file-kind", "Berkas harus PDF, JPG, atau PNG."),
        BadFile::Nik => barred(
            "file-nik",
            "Nama berkas memuat angka yang tampak seperti NIK; ganti namanya dahulu.",
        ),
    }
}

impl Services {
    /// Keeps a file with an employer.
    ///
    /// # Errors
    /// When the file is not one that is kept, or the disk refuses.
    pub async fn attach(
        &self,
        employer: EmployerId,
        upload: &NewFile,
        by: OfficerId,
    ) -> Result<AttachmentId, ServiceError> {
        let kept = self.keep(upload)?;
        let tx = self.store.begin().await?;
        own(&tx, employer).await?;
        let file = self.attachment(employer, kept, by);
        tx.add_attachment(&file).await?;
        let subject = format!("{employer} {}", file.id);
        tx.commit(self.entry(Actor::Officer(by), "file.add", subject))
            .await?;
        Ok(file.id)
    }

    /// A file with its content; `None` for the content when somebody removed it.
    ///
    /// # Errors
    /// When there is no such file, or it can't be read.
    pub async fn read_attachment(
        &self,
        id: AttachmentId,
    ) -> Result<(Attachment, Option<Vec<u8>>), ServiceError> {
        let tx = self.store.read().await?;
        let file = tx
            .attachment(id)
            .await?
            .ok_or_else(|| ServiceError::Missing("Berkas itu".to_owned()))?;
        drop(tx);
        if file.removed_at.is_some() {
            return Ok((file, None));
        }
        let content = self.read_content(&file.sha256)?;
        Ok((file, Some(content)))
    }

    /// Removes a file; its name and who removed it stay on record.
    ///
    /// # Errors
    /// When it was removed before, or is unknown.
    pub async fn remove_attachment(
        &self,
        id: AttachmentId,
        by: OfficerId,
    ) -> Result<(), ServiceError> {
        let tx = self.store.begin().await?;
        let file = tx
            .attachment(id)
            .await?
            .ok_or_else(|| ServiceError::Missing("Berkas itu".to_owned()))?;
        let now = self.clock.now();
        let unneeded = tx
            .remove_attachment(&file, (by, now))
            .await?
            .ok_or_else(|| barred("already-ended", "Berkas ini sudah dihapus."))?;
        let subject = format!("{} {id}", file.employer);
        tx.commit(self.entry(Actor::Officer(by), "file.remove", subject))
            .await?;
        if unneeded {
            self.drop_content(&file.sha256)?;
        }
        Ok(())
    }

    /// Removes a content that no record needs any more.
    pub(in crate::services) fn drop_content(&self, sha256: &str) -> Result<(), ServiceError> {
        let path = self.file_path(sha256);
        match fs::remove_file(&path) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => {
                Err(ServiceError::Write(path, error))
            }
            _ => Ok(()),
        }
    }

    /// A content that some record needs.
    pub(in crate::services) fn read_content(&self, sha256: &str) -> Result<Vec<u8>, ServiceError> {
        let path = self.file_path(sha256);
        fs::read(&path).map_err(|error| ServiceError::Read(path, error))
    }

    fn file_path(&self, sha256: &str) -> PathBuf {
        self.data.join("files").join(sha256)
    }

    /// Puts the content on disk, whole or not at all.
    pub(in crate::services) fn keep(&self, upload: &NewFile) -> Result<Kept, ServiceError> {
        let kind = FileKind::of(&upload.content).map_err(refused)?;
        let name = file_name(&upload.name, kind).map_err(refused)?;
        let sha256 = self.keep_bytes(&upload.content)?;
        Ok(Kept {
            name,
            kind,
            sha256,
            bytes: upload.content.len() as u64,
        })
    }

    /// Puts a content on disk that somebody checked, whole or not at all; answers its hash.
    pub(in crate::services) fn keep_bytes(&self, content: &[u8]) -> Result<String, ServiceError> {
        let sha256 = format!("{:x}", Sha256::digest(content));
        let path = self.file_path(&sha256);
        if !path.exists() {
            let ending = self.clock.new_id().simple().to_string();
            put(&path, &ending, content)
                .map_err(|error| ServiceError::Write(path.clone(), error))?;
        }
        Ok(sha256)
    }

    pub(super) fn attachment(&self, employer: EmployerId, kept: Kept, by: OfficerId) -> Attachment {
        Attachment {
            id: AttachmentId::from_uuid(self.clock.new_id()),
            employer,
            sha256: kept.sha256,
            name: kept.name,
            kind: kept.kind,
            bytes: kept.bytes,
            by,
            by_name: String::new(),
            at: self.clock.now(),
            removed_at: None,
        }
    }
}
