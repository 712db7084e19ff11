//! Setting a template with values, and printing it to PDF.

use std::sync::{
    Arc, LazyLock,
    atomic::{AtomicUsize, Ordering},
};

use chrono::{DateTime, Datelike, Timelike, Utc};
use serde::Serialize;
use typst::{
    Library, LibraryExt, World,
    diag::{FileError, FileResult, SourceDiagnostic},
    foundations::{Bytes, Datetime, Dict, Duration, Smart},
    syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot},
    text::{Font, FontBook},
    utils::LazyHash,
};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};

use super::faces::{self, BOOK, FONTS};
use crate::domain::letter::Typeface;

/// After how many letters the typesetter forgets what none of them had in common. To forget stops
/// whoever else is setting one.
const FORGETS_AFTER: usize = 8;
static SET: AtomicUsize = AtomicUsize::new(0);

/// What a template may call; the same for every letter.
static LIBRARY: LazyLock<Arc<LazyHash<Library>>> =
    LazyLock::new(|| Arc::new(LazyHash::new(Library::default())));

/// Why a letter could not be made.
#[derive(Debug, thiserror::Error)]
pub enum LetterError {
    /// A value holds a character that the letter's font can't show.
    #[error("the letter's font has no {}", shown(*.0))]
    Unprintable(char),
    /// There is nothing to print, or no sheet for it.
    #[error("there is nothing to print")]
    Nothing,
    /// The values are not of the shape the template asks for.
    #[error("the values can't be handed to the template")]
    Values(#[source] serde_json::Error),
    /// The template can't be set.
    #[error("the template can't be set: {0}")]
    Template(String),
    /// The pages can't be written as an archivable PDF.
    #[error("the PDF can't be written: {0}")]
    Pdf(String),
}

/// What identifies a printed letter.
pub(super) struct Imprint {
    /// Stable name of this letter; equal names and contents make equal bytes.
    pub name: &'static str,
    /// Stands in the PDF as the time of its making.
    pub created_at: DateTime<Utc>,
}

/// Sets `template` with `values` as `sys.inputs`, and with files that it may attach.
pub(super) fn typeset_with(
    template: &str,
    values: &impl Serialize,
    files: Vec<(&'static str, String)>,
) -> Result<PagedDocument, LetterError> {
    let values = serde_json::to_value(values).map_err(LetterError::Values)?;
    check_characters(&values)?;
    let inputs = serde_json::from_value::<Dict>(values).map_err(LetterError::Values)?;
    let library = Library::builder().with_inputs(inputs).build();
    let files = files
        .into_iter()
        .map(|(name, text)| (name, Bytes::from_string(text)));
    let template = template_source(template);
    compile(&Desk {
        library: Arc::new(LazyHash::new(library)),
        sources: std::slice::from_ref(&template),
        files: files.map(|(name, bytes)| (file_id(name), bytes)).collect(),
    })
}

/// Sets a template that reads its values, and whatever else it shows, from files.
pub(super) fn typeset_files(
    template: &Source,
    files: &[(String, Bytes)],
) -> Result<PagedDocument, LetterError> {
    typeset_parts(std::slice::from_ref(template), files)
}

/// The same with a template that imports others: the first of `sources`. What is in those, and so
/// doesn't read files, is read once and not for each letter.
pub(super) fn typeset_parts(
    sources: &[Source],
    files: &[(String, Bytes)],
) -> Result<PagedDocument, LetterError> {
    compile(&Desk {
        library: LIBRARY.clone(),
        sources,
        files: files
            .iter()
            .map(|(name, bytes)| (file_id(name), bytes.clone()))
            .collect(),
    })
}

/// A template, read once.
pub(super) fn template_source(template: &str) -> Source {
    named_source("main.typ", template)
}

/// A template that others import by that name.
pub(super) fn named_source(name: &str, template: &str) -> Source {
    Source::new(file_id(name), template.to_owned())
}

fn file_id(name: &str) -> FileId {
    let path = VirtualPath::new(name).expect("a bare file name is a path");
    FileId::new(RootedPath::new(VirtualRoot::Project, path))
}

/// Works in the thread pool from the first line on: otherwise the caller would wait for the pool at
/// each of the many places where the typesetter divides its work.
fn in_pool<T: Send>(work: impl FnOnce() -> T + Send) -> T {
    rayon::scope(|_| work())
}

fn compile(desk: &Desk<'_>) -> Result<PagedDocument, LetterError> {
    let pages = in_pool(|| typst::compile(desk)).output;
    // The typesetter remembers every letter it has set until it is told to forget.
    if SET
        .fetch_add(1, Ordering::Relaxed)
        .is_multiple_of(FORGETS_AFTER)
    {
        typst::comemo::evict(1);
    }
    pages.map_err(|faults| LetterError::Template(list(&faults)))
}

/// Writes set pages as a tagged PDF/A-2b that is readable to who can't see it (PDF/UA-1).
pub(super) fn print_accessibly(
    pages: &PagedDocument,
    imprint: &Imprint,
) -> Result<Vec<u8>, LetterError> {
    print_as(pages, imprint, &[PdfStandard::A_2b, PdfStandard::Ua_1])
}

/// Writes set pages with attachments as a tagged PDF/A-3b.
pub(super) fn print_with_files(
    pages: &PagedDocument,
    imprint: &Imprint,
) -> Result<Vec<u8>, LetterError> {
    print_as(pages, imprint, &[PdfStandard::A_3b])
}

fn print_as(
    pages: &PagedDocument,
    imprint: &Imprint,
    standards: &[PdfStandard],
) -> Result<Vec<u8>, LetterError> {
    let options = PdfOptions {
        ident: Smart::Custom(imprint.name.to_owned()),
        creator: Smart::Custom(Some("Patuh".to_owned())),
        timestamp: timestamp(imprint.created_at),
        standards: PdfStandards::new(standards)
            .expect("an archival standard does not clash with the accessible one"),
        ..PdfOptions::default()
    };
    in_pool(|| typst_pdf::pdf(pages, &options)).map_err(|faults| LetterError::Pdf(list(&faults)))
}

/// A world of the template, what it imports, and the files that it reads or attaches.
struct Desk<'a> {
    library: Arc<LazyHash<Library>>,
    sources: &'a [Source],
    files: Vec<(FileId, Bytes)>,
}

impl World for Desk<'_> {
    fn library(&self) -> &LazyHash<Library> {
        &self.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &BOOK
    }

    fn main(&self) -> FileId {
        self.sources[0].id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        let known = self.sources.iter().find(|source| source.id() == id);
        known.cloned().ok_or(FileError::AccessDenied)
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        let found = self.files.iter().find(|(known, _)| *known == id);
        found
            .map(|(_, bytes)| bytes.clone())
            .ok_or(FileError::AccessDenied)
    }

    fn font(&self, index: usize) -> Option<Font> {
        FONTS.get(index).cloned()
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        // A letter is dated by whoever writes it.
        None
    }
}

fn check_characters(values: &serde_json::Value) -> Result<(), LetterError> {
    let is_printable = |c: &char| faces::is_printable(Typeface::Bookman, *c);
    match values {
        serde_json::Value::String(text) => match text.chars().find(|c| !is_printable(c)) {
            Some(character) => Err(LetterError::Unprintable(character)),
            None => Ok(()),
        },
        serde_json::Value::Array(list) => list.iter().try_for_each(check_characters),
        serde_json::Value::Object(fields) => fields.values().try_for_each(check_characters),
        _ => Ok(()),
    }
}

/// A text of which Bookman can show everything.
pub(super) fn legible(text: &str) -> String {
    faces::legible(Typeface::Bookman, text)
}

fn shown(character: char) -> String {
    format!("U+{:04X}", u32::from(character))
}

fn timestamp(at: DateTime<Utc>) -> Option<Timestamp> {
    let part = |number: u32| u8::try_from(number).ok();
    let datetime = Datetime::from_ymd_hms(
        at.year(),
        part(at.month())?,
        part(at.day())?,
        part(at.hour())?,
        part(at.minute())?,
        part(at.second())?,
    )?;
    Some(Timestamp::new_utc(datetime))
}

fn list(faults: &[SourceDiagnostic]) -> String {
    let messages: Vec<&str> = faults.iter().map(|fault| fault.message.as_str()).collect();
    messages.join("; ")
}
