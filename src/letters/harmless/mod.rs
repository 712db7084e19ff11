//! Files that strangers send, made harmless or refused.
//!
//! A picture is drawn anew, so that nothing but its dots comes through: no place, no time, no
//! camera's number, nothing before or behind it. A PDF is let through as it is, or not at all.

mod pdf;
mod picture;
#[cfg(test)]
mod tests;

use crate::domain::attachment::FileKind;

/// Bytes at the end of a file in which an archive's list of contents is looked for: it may have a
/// comment of 65,535 bytes behind it.
const ARCHIVE_TAIL: usize = 66_000;

/// Why a file is not kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unsafe {
    /// A PDF that asks for a password, or would.
    Encrypted,
    /// A PDF that does something when it is opened or clicked, or carries files.
    Active,
    /// It is something else at the same time: an archive, a page, a program.
    Mixed,
    /// It is broken, or ends too early.
    Unreadable,
    /// A picture of more dots than anybody needs.
    Large,
}

/// The file as it may be kept: a PDF as it is, a picture drawn anew. Takes a while.
///
/// # Errors
/// Why it may not.
pub fn harmless(file: Vec<u8>, kind: FileKind) -> Result<Vec<u8>, Unsafe> {
    if is_archive(&file) {
        return Err(Unsafe::Mixed);
    }
    match kind {
        FileKind::Pdf => pdf::inspect(&file).map(|()| file),
        FileKind::Jpg | FileKind::Png => picture::redrawn(&file, kind),
    }
}

/// Whether a program that opens archives would open it: they look for the list at the end, and
/// don't mind what stands before.
fn is_archive(file: &[u8]) -> bool {
    let tail = &file[file.len().saturating_sub(ARCHIVE_TAIL)..];
    has(tail, b"PK\x05\x06") || has(tail, b"PK\x06\x06")
}

/// Whether it could pass for a page or a script where somebody guesses by the content.
fn is_page(bytes: &[u8]) -> bool {
    const BEGINNINGS: [&[u8]; 7] = [
        b"<script",
        b"<html",
        b"<!doctype",
        b"<iframe",
        b"<?php",
        b"<body",
        b"javascript:",
    ];
    let lower = bytes.to_ascii_lowercase();
    BEGINNINGS.iter().any(|one| has(&lower, one))
}

/// Whether what stands behind the end of a file is a file of another kind.
fn is_other_file(rest: &[u8]) -> bool {
    const INSIDE: [&[u8]; 6] = [
        b"PK\x03\x04",
        b"Rar!\x1a\x07",
        b"7z\xbc\xaf\x27\x1c",
        b"%PDF-",
        b"\x7fELF",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
    ];
    let start = rest.trim_ascii_start();
    start.starts_with(b"MZ")
        || start.starts_with(b"#!")
        || start.starts_with(b"\x1f\x8b")
        || INSIDE.iter().any(|one| has(rest, one))
        || is_page(rest)
}

fn has(bytes: &[u8], wanted: &[u8]) -> bool {
    find(bytes, wanted, 0).is_some()
}

/// The first place, from one on, where some bytes stand.
fn find(bytes: &[u8], wanted: &[u8], from: usize) -> Option<usize> {
    let first = *wanted.first()?;
    let mut at = from;
    loop {
        let rest = bytes.get(at..)?;
        at += rest.iter().position(|byte| *byte == first)?;
        if bytes[at..].starts_with(wanted) {
            return Some(at);
        }
        at += 1;
    }
}
