//! Why the store could not answer.

use std::path::Path;

use sea_orm::{DbErr, SqlErr};

/// Why the store could not answer.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The database refused or could not be reached.
    #[error("basis data menolak atau tidak dapat dihubungi")]
    Database(#[source] DbErr),
    /// Somebody else kept the database to himself for too long.
    #[error(
        "basis data sedang dipakai proses lain dan tidak dilepas dalam waktu tunggu; ulangi setelah proses itu selesai"
    )]
    Locked(#[source] DbErr),
    /// There is no room left on the disk.
    #[error("disk penuh; tidak ada yang disimpan. Kosongkan ruang lalu ulangi perintah ini")]
    DiskFull(#[source] DbErr),
    /// A newer version of the program has worked on this database.
    #[error(
        "basis data ini sudah dimutakhirkan oleh versi Patuh yang lebih baru; pakai versi itu atau yang lebih baru lagi"
    )]
    Newer(#[source] DbErr),
    /// A file that the store needs beside the database could not be used.
    #[error("berkas sementara di {0} tidak dapat dipakai")]
    Spill(std::path::PathBuf, #[source] std::io::Error),
    /// Other records speak of what was to be removed.
    #[error("data ini masih dipakai oleh data lain; tidak ada yang diubah")]
    InUse(#[source] DbErr),
    /// What may be there once is there already.
    #[error("data ini sudah ada; tidak ada yang diubah")]
    Twice(#[source] DbErr),
    /// A row holds a value no version of this program should have written.
    #[error("tabel `{table}` memuat nilai `{column}` yang tidak dikenal")]
    Corrupt {
        /// Table that was read.
        table: &'static str,
        /// Column whose value made no sense.
        column: &'static str,
    },
}

impl StoreError {
    /// Why a file beside the database, in this folder, could not be used.
    #[must_use]
    pub fn spill(folder: &Path, error: std::io::Error) -> Self {
        if error.kind() == std::io::ErrorKind::StorageFull {
            return Self::DiskFull(DbErr::Custom(error.to_string()));
        }
        Self::Spill(folder.to_owned(), error)
    }
}

impl From<DbErr> for StoreError {
    fn from(error: DbErr) -> Self {
        match error.sql_err() {
            Some(SqlErr::ForeignKeyConstraintViolation(_)) => return Self::InUse(error),
            Some(SqlErr::UniqueConstraintViolation(_)) => return Self::Twice(error),
            _ => {}
        }
        let text = error.to_string();
        if ["database or disk is full", "No space left", "(code: 4874)"]
            .iter()
            .any(|full| text.contains(full))
        {
            Self::DiskFull(error)
        } else if text.contains("database is locked") || text.contains("PoolTimedOut") {
            Self::Locked(error)
        } else if text.contains("Migration file of version") {
            Self::Newer(error)
        } else {
            Self::Database(error)
        }
    }
}
