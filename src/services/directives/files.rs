//! Files kept with an instruction: the signed paper, its annexes.

use super::{barred, known};
use crate::{
    domain::ids::{DirectiveFileId, DirectiveId, OfficerId},
    services::{NewFile, ServiceError, Services},
    store::{Actor, DirectiveFile},
};

impl Services {
    /// Keeps a file with an instruction.
    ///
    /// # Errors
    /// When the file is not one that is kept, or the disk refuses.
    pub async fn attach_to_directive(
        &self,
        id: DirectiveId,
        upload: &NewFile,
        by: OfficerId,
    ) -> Result<DirectiveFileId, ServiceError> {
        let kept = self.keep(upload)?;
        let tx = self.store.begin().await?;
        known(&tx, id).await?;
        let file = DirectiveFile {
            id: DirectiveFileId::from_uuid(self.clock.new_id()),
            directive: id,
            sha256: kept.sha256,
            name: kept.name,
            kind: kept.kind,
            bytes: kept.bytes,
            by,
            by_name: String::new(),
            at: self.clock.now(),
            removed_at: None,
        };
        tx.add_directive_file(&file).await?;
        tx.touches([]);
        let subject = format!("{id} {}", file.id);
        tx.commit(self.entry(Actor::Officer(by), "directive.file", subject))
            .await?;
        Ok(file.id)
    }

    /// A file of an instruction with its content.
    ///
    /// # Errors
    /// When there is no such file, somebody removed it, or it can't be read.
    pub async fn read_directive_file(
        &self,
        id: DirectiveId,
        file: DirectiveFileId,
    ) -> Result<(DirectiveFile, Vec<u8>), ServiceError> {
        let file = self.directive_file(id, file).await?;
        let content = self.read_content(&file.sha256)?;
        Ok((file, content))
    }

    async fn directive_file(
        &self,
        id: DirectiveId,
        file: DirectiveFileId,
    ) -> Result<DirectiveFile, ServiceError> {
        let files = self.store.read().await?.directive_files(id).await?;
        let kept = files.into_iter().find(|kept| kept.id == file);
        let kept = kept.filter(|kept| kept.removed_at.is_none());
        kept.ok_or_else(|| ServiceError::Missing("Berkas itu".to_owned()))
    }

    /// Removes a file of an instruction; its name and who removed it stay on record.
    ///
    /// # Errors
    /// When it was removed before, or is unknown.
    pub async fn remove_directive_file(
        &self,
        id: DirectiveId,
        file: DirectiveFileId,
        by: OfficerId,
    ) -> Result<(), ServiceError> {
        let file = self.directive_file(id, file).await?;
        let tx = self.store.begin().await?;
        let unneeded = tx
            .remove_directive_file(&file, (by, self.clock.now()))
            .await?
            .ok_or_else(|| barred("already-ended", "Berkas ini sudah dihapus."))?;
        tx.touches([]);
        let subject = format!("{id} {}", file.id);
        tx.commit(self.entry(Actor::Officer(by), "directive.file_remove", subject))
            .await?;
        if unneeded {
            self.drop_content(&file.sha256)?;
        }
        Ok(())
    }
}
