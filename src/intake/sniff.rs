//! What a file is, by its name and by its first bytes; the two must agree.

use std::{
    fs::File,
    io::{ErrorKind, Read, Seek},
    path::Path,
};

use super::{
    error::{IntakeError, Spot},
    input::Input,
};

/// Bytes that tell one format from another.
const FIRST_BYTES: u64 = 4_096;

/// How a file is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Format {
    /// Separated values.
    Csv,
    /// Office Open XML.
    Xlsx,
    /// Excel before 2007.
    Xls,
    /// `OpenDocument`.
    Ods,
}

/// Opens a file and tells its format.
pub(super) fn open(path: &Path, name: &str) -> Result<(Input, Format), IntakeError> {
    let at = || Spot::file(name);
    let io = |source: std::io::Error| match source.kind() {
        ErrorKind::NotFound => IntakeError::NotFound { at: at() },
        ErrorKind::IsADirectory => IntakeError::Folder { at: at() },
        _ => IntakeError::Io { at: at(), source },
    };
    let file = File::open(path).map_err(io)?;
    if file.metadata().map_err(io)?.is_dir() {
        return Err(IntakeError::Folder { at: at() });
    }
    tell(Input::File(file), path, name)
}

/// Tells the format of bytes that are to be called by the name of that path.
pub(super) fn tell(
    mut file: Input,
    path: &Path,
    name: &str,
) -> Result<(Input, Format), IntakeError> {
    let at = || Spot::file(name);
    let io = |source| IntakeError::Io { at: at(), source };
    let mut first = Vec::new();
    file.by_ref()
        .take(FIRST_BYTES)
        .read_to_end(&mut first)
        .map_err(io)?;
    file.rewind().map_err(io)?;
    if first.is_empty() {
        return Err(IntakeError::Empty { at: at() });
    }
    let content = content(&first);
    let (expected, allowed) = promised(path);
    match (content, allowed) {
        (Content::Readable(found), Some(allowed)) if found == allowed => Ok((file, found)),
        (Content::Readable(found), None) => Ok((file, found)),
        // Office puts an encrypted workbook, whatever its name, into an OLE container.
        (Content::Readable(Format::Xls), Some(Format::Xlsx))
            if super::ole::is_encrypted(&mut file) =>
        {
            Err(IntakeError::Encrypted { at: at() })
        }
        (found, _) => Err(IntakeError::WrongContent {
            at: at(),
            expected,
            found: found.words(),
        }),
    }
}

enum Content {
    Readable(Format),
    Other(&'static str),
}

impl Content {
    fn words(&self) -> &'static str {
        match self {
            Self::Readable(Format::Csv) => "teks (CSV)",
            Self::Readable(Format::Xlsx) => "buku kerja XLSX",
            Self::Readable(Format::Xls) => "buku kerja XLS lama",
            Self::Readable(Format::Ods) => "buku kerja ODS",
            Self::Other(words) => words,
        }
    }
}

/// What the name promises; names without a known ending promise nothing.
fn promised(path: &Path) -> (&'static str, Option<Format>) {
    let ending = path
        .extension()
        .and_then(|ending| ending.to_str())
        .unwrap_or("");
    match ending.to_ascii_lowercase().as_str() {
        "csv" | "tsv" | "txt" => ("teks (CSV)", Some(Format::Csv)),
        "xlsx" | "xlsm" => ("buku kerja XLSX", Some(Format::Xlsx)),
        "xls" => ("buku kerja XLS", Some(Format::Xls)),
        "ods" => ("buku kerja ODS", Some(Format::Ods)),
        _ => ("CSV, XLSX, XLS, atau ODS", None),
    }
}

fn content(first: &[u8]) -> Content {
    const MAGIC: &[(&[u8], &str)] = &[
        (b"%PDF", "dokumen PDF"),
        (b"\x1f\x8b", "arsip gzip"),
        (b"7z\xbc\xaf", "arsip 7z"),
        (b"Rar!", "arsip RAR"),
        (b"\x89PNG", "gambar"),
        (b"\xff\xd8\xff", "gambar"),
        (b"GIF8", "gambar"),
        (b"{\\rtf", "dokumen RTF"),
        (b"SQLite format 3", "basis data"),
        (b"PAR1", "berkas Parquet"),
        (b"MZ", "program"),
        (b"\x7fELF", "program"),
    ];
    if first.starts_with(b"PK\x03\x04") || first.starts_with(b"PK\x05\x06") {
        return zipped(first);
    }
    if first.starts_with(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1") {
        return Content::Readable(Format::Xls);
    }
    // Two letters are not enough against a text that happens to begin with them.
    let known = |(magic, _): &&(&[u8], &str)| {
        first.starts_with(magic) && (magic.len() > 2 || first.contains(&0))
    };
    if let Some((_, words)) = MAGIC.iter().find(known) {
        return Content::Other(words);
    }
    let start = first.trim_ascii_start().to_ascii_lowercase();
    let start = start
        .strip_prefix(b"\xef\xbb\xbf".as_slice())
        .unwrap_or(&start);
    if [
        b"<!doctype".as_slice(),
        b"<html",
        b"<table",
        b"<head",
        b"<meta",
    ]
    .iter()
    .any(|t| start.starts_with(t))
    {
        return Content::Other("halaman HTML");
    }
    if start.starts_with(b"<?xml") {
        return Content::Other("dokumen XML");
    }
    if super::text::is_binary(first) {
        return Content::Other("data biner yang tidak dikenal");
    }
    Content::Readable(Format::Csv)
}

/// A zip archive by the names in its first bytes; the scan of the whole looks closer.
fn zipped(first: &[u8]) -> Content {
    let has = |name: &[u8]| first.windows(name.len()).any(|window| window == name);
    if has(b"application/vnd.oasis.opendocument.spreadsheet") {
        Content::Readable(Format::Ods)
    } else if has(b"mimetypeapplication/") {
        Content::Other("dokumen OpenDocument selain buku kerja")
    } else if has(b"word/document") {
        Content::Other("dokumen Word")
    } else if has(b"ppt/presentation") {
        Content::Other("presentasi")
    } else {
        Content::Readable(Format::Xlsx)
    }
}
