//! Letters as single files in one archive.

use std::{
    fs::File,
    io::{self, Write},
};

use zip::{CompressionMethod, ZipWriter, result::ZipError, write::SimpleFileOptions};

/// An archive that grows by whole files; they are not compressed, for PDFs are.
pub struct LetterArchive(ZipWriter<File>);

impl LetterArchive {
    /// Begins one.
    #[must_use]
    pub fn begin(file: File) -> Self {
        Self(ZipWriter::new(file))
    }

    /// Adds a file.
    ///
    /// # Errors
    /// When the archive can't be written.
    pub fn add(&mut self, name: &str, content: &[u8]) -> io::Result<()> {
        let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
        self.0.start_file(name, options).map_err(plain)?;
        self.0.write_all(content)
    }

    /// Writes its table of contents.
    ///
    /// # Errors
    /// When the archive can't be written.
    pub fn finish(self) -> io::Result<()> {
        self.0.finish().map_err(plain)?.sync_all()
    }
}

fn plain(error: ZipError) -> io::Error {
    match error {
        ZipError::Io(error) => error,
        other => io::Error::other(other),
    }
}
