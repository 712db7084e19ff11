//! Setting a template with values, and printing it to PDF.

use std::sync::LazyLock;

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

/// Results of earlier letters that are kept for the next ones, in letters.
const CACHED_LETTERS: usize = 8;

static FONTS: LazyLock<Vec<Font>> = LazyLock::new(|| {
    [
        include_bytes!("fonts/texgyrebonum-regular.otf").as_slice(),
        include_bytes!("fonts/texgyrebonum-italic.otf"),
        include_bytes!("fonts/texgyrebonum-bold.otf"),
        include_bytes!("fonts/texgyrebonum-bolditalic.otf"),
    ]
    .into_iter()
    .flat_map(|bytes| Font::iter(Bytes::new(bytes)))
    .collect()
});
static BOOK: LazyLock<LazyHash<FontBook>> =
    LazyLock::new(|| LazyHash::new(FontBook::from_fonts(FONTS.iter())));

/// Why a letter could not be made.
#[derive(Debug, thiserror::Error)]
pub enum LetterError {
    /// A value holds a character that the letter's font can't show.
    #[error("the letter's font has no {}", shown(*.0))]
    Unprintable(char),
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

/// Sets `template` with `values` as `sys.inputs`.
pub(super) fn typeset(
    template: &str,
    values: &impl Serialize,
) -> Result<PagedDocument, LetterError> {
    typeset_with(template, values, Vec::new())
}

/// The same with files that the template may attach.
pub(super) fn typeset_with(
    template: &str,
    values: &impl Serialize,
    files: Vec<(&'static str, String)>,
) -> Result<PagedDocument, LetterError> {
    let values = serde_json::to_value(values).map_err(LetterError::Values)?;
    check_characters(&values)?;
    let inputs = serde_json::from_value::<Dict>(values).map_err(LetterError::Values)?;
    let pages = typst::compile(&Desk::new(template, inputs, files)).output;
    // The typesetter remembers every letter it has set until it is told to forget.
    typst::comemo::evict(CACHED_LETTERS);
    pages.map_err(|faults| LetterError::Template(list(&faults)))
}

/// Writes set pages as a tagged PDF/A-2b.
pub(super) fn print(pages: &PagedDocument, imprint: &Imprint) -> Result<Vec<u8>, LetterError> {
    print_as(pages, imprint, PdfStandard::A_2b)
}

/// Writes set pages with attachments as a tagged PDF/A-3b.
pub(super) fn print_with_files(
    pages: &PagedDocument,
    imprint: &Imprint,
) -> Result<Vec<u8>, LetterError> {
    print_as(pages, imprint, PdfStandard::A_3b)
}

fn print_as(
    pages: &PagedDocument,
    imprint: &Imprint,
    standard: PdfStandard,
) -> Result<Vec<u8>, LetterError> {
    let options = PdfOptions {
        ident: Smart::Custom(imprint.name.to_owned()),
        creator: Smart::Custom(Some("Patuh".to_owned())),
        timestamp: timestamp(imprint.created_at),
        standards: PdfStandards::new(&[standard])
            .expect("one archival standard can't clash with another"),
        ..PdfOptions::default()
    };
    typst_pdf::pdf(pages, &options).map_err(|faults| LetterError::Pdf(list(&faults)))
}

/// A world of the template and the files that it attaches.
struct Desk {
    library: LazyHash<Library>,
    template: Source,
    files: Vec<(FileId, Bytes)>,
}

impl Desk {
    fn new(template: &str, inputs: Dict, files: Vec<(&'static str, String)>) -> Self {
        let id_of = |name| {
            let path = VirtualPath::new(name).expect("a bare file name is a path");
            FileId::new(RootedPath::new(VirtualRoot::Project, path))
        };
        let id = id_of("letter.typ");
        Self {
            library: LazyHash::new(Library::builder().with_inputs(inputs).build()),
            template: Source::new(id, template.to_owned()),
            files: files
                .into_iter()
                .map(|(name, text)| (id_of(name), Bytes::from_string(text)))
                .collect(),
        }
    }
}

impl World for Desk {
    fn library(&self) -> &LazyHash<Library> {
        &self.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &BOOK
    }

    fn main(&self) -> FileId {
        self.template.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == self.template.id() {
            Ok(self.template.clone())
        } else {
            Err(FileError::AccessDenied)
        }
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
    match values {
        serde_json::Value::String(text) => match text.chars().find(|c| !is_printable(*c)) {
            Some(character) => Err(LetterError::Unprintable(character)),
            None => Ok(()),
        },
        serde_json::Value::Array(list) => list.iter().try_for_each(check_characters),
        serde_json::Value::Object(fields) => fields.values().try_for_each(check_characters),
        _ => Ok(()),
    }
}

/// A text in which whatever the letter's font can't show is a question mark: for names that
/// others wrote, of which one must not keep a letter to a thousand from being printed.
pub(super) fn legible(text: &str) -> String {
    text.chars()
        .map(|c| if is_printable(c) { c } else { '?' })
        .collect()
}

fn is_printable(character: char) -> bool {
    !character.is_control()
        && FONTS
            .iter()
            .all(|font| font.info().coverage.contains(character.into()))
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
