//! Mails kept as files, one each.

use std::{
    fs::{self, DirBuilder, File, OpenOptions},
    io::{self, Write},
    path::Path,
};

use uuid::Uuid;

/// Whether a mail was new to the folder.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kept {
    Now,
    Before,
}

/// Writes `<id>.eml` so that it is there whole or not at all; an id that is there stays as it is.
pub(super) fn keep(folder: &Path, id: Uuid, bytes: &[u8]) -> io::Result<Kept> {
    let place = folder.join(format!("{id}.eml"));
    if place.try_exists()? {
        return Ok(Kept::Before);
    }
    private_folder(folder)?;
    // Readers look for `.eml`; the process id keeps two nodes on one folder apart.
    let draft = folder.join(format!(".{id}.{}.part", std::process::id()));
    let written = write_and_rename(&draft, &place, bytes);
    if written.is_err() {
        // The fault above is the one to tell; a leftover draft harms nobody.
        let _ = fs::remove_file(&draft);
    }
    written?;
    // Without this the name may be lost with the power although its content is safe.
    File::open(folder)?.sync_all()?;
    Ok(Kept::Now)
}

fn write_and_rename(draft: &Path, place: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(draft)?;
    file.write_all(bytes)?;
    file.sync_all()?;
    fs::rename(draft, place)
}

fn private_folder(folder: &Path) -> io::Result<()> {
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}
