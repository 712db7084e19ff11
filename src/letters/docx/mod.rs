//! Letters as DOCX, for offices that finish in Word, and what comes back from there.
//!
//! The same page makes the same bytes. Every part of the letter has a paragraph style of its own
//! with an Indonesian name: by these names the corrected file is read again, whatever else the
//! office did to it.

mod annex;
mod around;
mod body;
mod head;
mod package;
mod picture;
mod read;
#[cfg(test)]
mod tests;
mod xml;

use super::{Emblem, LetterError};
use crate::domain::letter::{HeadKind, LetterKind, LetterPage, Paper, Typeface};

pub use read::{CorrectedText, DocxFault, DocxNote, read_docx};

/// Twentieths of a point, in which Word measures pages.
const fn mm(millimetres: i32) -> i32 {
    millimetres * 14_400 / 254
}

/// Where lists and headings of a body hang.
const HANG: i32 = 510;
/// What is written behind the addressees of a letter with a list of them.
const LIST_ENCLOSED: &str = " (daftar penerima terlampir)";
/// Titles of the four lines that say what a letter is.
const NUMBER: &str = "Nomor";
const IMPORTANCE: &str = "Sifat";
const ENCLOSURE: &str = "Lampiran";
const SUBJECT: &str = "Hal";
const TO: &str = "Yth.";
const COPIES: &str = "Tembusan:";

/// Writes a letter as DOCX.
///
/// # Errors
/// When a value holds a character that no document can hold, or the emblem can't be drawn.
pub fn letter_docx(page: &LetterPage, emblem: Option<&Emblem>) -> Result<Vec<u8>, LetterError> {
    let emblem = emblem.map(picture::of_emblem).transpose()?;
    let qr = page.verify_url.as_deref().and_then(picture::of_address);
    let mut sheet = xml::Xml::document("w:document");
    sheet.open("w:body", &[]);
    head::write(&mut sheet, page, emblem.as_ref().map(|png| png.as_slice()));
    let lists = body::write(&mut sheet, page);
    annex::write(&mut sheet, page);
    package::section(&mut sheet, page);
    sheet.close("w:body");
    let parts = package::Parts {
        document: sheet.end("w:document")?,
        lists,
        emblem: emblem.as_deref(),
        qr: qr.as_ref(),
    };
    package::pack(page, &parts)
}

/// Width and height of the sheet.
const fn sheet_of(paper: Paper) -> (i32, i32) {
    match paper {
        Paper::A4 => (11_906, 16_838),
        Paper::F4 => (12_189, 18_709),
    }
}

/// Width of the lines.
const fn line_of(paper: Paper) -> i32 {
    sheet_of(paper).0 - mm(30) - mm(20)
}

const fn font_of(face: Typeface) -> &'static str {
    match face {
        Typeface::Bookman => "Bookman Old Style",
        Typeface::Arial => "Arial",
    }
}

fn is_circular(page: &LetterPage) -> bool {
    page.kind == LetterKind::Circular
}

/// Who writes: the office, or the mayor.
fn author_of(page: &LetterPage) -> &str {
    match page.head.kind {
        HeadKind::Office if !page.head.name.is_empty() => &page.head.name,
        _ => &page.head.top,
    }
}
