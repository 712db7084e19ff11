//! Paper for many letters: all in one file for printing, labels for their envelopes, and the list
//! on top of a signing folder.

use std::sync::LazyLock;

use chrono::{DateTime, Utc};
use serde::Serialize;
use serde_json::json;
use typst::{foundations::Bytes, syntax::Source};

use super::{
    emblem::Emblem,
    page::{make_printable, set},
    press::{Imprint, LetterError, print_accessibly, template_source, typeset_files},
};
use crate::domain::letter::{LetterPage, Paper, Typeface};

static LABELS: LazyLock<Source> =
    LazyLock::new(|| template_source(include_str!("../../config/letters/labels.typ")));
static COVER: LazyLock<Source> =
    LazyLock::new(|| template_source(include_str!("../../config/letters/cover.typ")));

/// Prints letters into one tagged PDF/A-2b that is PDF/UA-1 too in the order in which they come, each beginning with
/// page 1. They share the emblem. All their pages are in memory until the file is written, about
/// 1.5 MB a letter: print some hundred at a time.
///
/// # Errors
/// When there is none, or one can't be set.
pub fn letters_pdf<'a>(
    letters: impl IntoIterator<Item = &'a LetterPage>,
    emblem: Option<&Emblem>,
) -> Result<Vec<u8>, LetterError> {
    let letters: Vec<_> = letters.into_iter().map(|page| (page, emblem)).collect();
    let Some((first, _)) = letters.first() else {
        return Err(LetterError::Nothing);
    };
    let imprint = Imprint {
        name: "letters",
        created_at: first.created_at,
    };
    print_accessibly(&set(&letters)?, &imprint)
}

/// How labels lie on an A4 sheet.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct LabelSheet {
    /// Side by side, 1 to 5.
    pub columns: u8,
    /// One above the other, 1 to 20.
    pub rows: u8,
    /// Blank at the left and the right, in millimetres.
    pub side_mm: u8,
    /// Blank at the top and the bottom, in millimetres.
    pub top_mm: u8,
}

impl Default for LabelSheet {
    /// Three by eight without margins, 70 × 37 mm each.
    fn default() -> Self {
        Self {
            columns: 3,
            rows: 8,
            side_mm: 0,
            top_mm: 0,
        }
    }
}

/// Prints address labels, each of some lines, row by row.
///
/// # Errors
/// When the sheet has no room for labels, or there is none.
pub fn address_labels(
    labels: &[Vec<String>],
    sheet: LabelSheet,
    created_at: DateTime<Utc>,
) -> Result<Vec<u8>, LetterError> {
    let fits = (1..=5).contains(&sheet.columns)
        && (1..=20).contains(&sheet.rows)
        && sheet.side_mm <= 30
        && sheet.top_mm <= 40;
    if labels.is_empty() || !fits {
        return Err(LetterError::Nothing);
    }
    let values = json!({
        "columns": sheet.columns, "rows": sheet.rows,
        "side_mm": sheet.side_mm, "top_mm": sheet.top_mm, "labels": labels,
    });
    sheets(&LABELS, "labels", values, created_at)
}

/// One letter of a signing folder.
#[derive(Debug, Clone, Serialize)]
pub struct CoverLine {
    /// Its number; `None` prints dots.
    pub number: Option<String>,
    /// Whom it goes to.
    pub addressee: String,
    /// Hal.
    pub subject: String,
    /// How many pages it has.
    pub pages: u32,
}

/// What lies in a signing folder.
#[derive(Debug, Clone, Serialize)]
pub struct SigningCover {
    /// The sheet.
    pub paper: Paper,
    /// Whose letters they are.
    pub office: String,
    /// The day, in words.
    pub day_words: String,
    /// The letters, in the order of the folder.
    pub letters: Vec<CoverLine>,
    /// Made up.
    pub sample: bool,
    /// Stands in the file as the time of its making.
    #[serde(skip)]
    pub created_at: DateTime<Utc>,
}

/// Prints the list on top of a signing folder, with room for a paraf on each line.
///
/// # Errors
/// When it can't be set.
pub fn signing_cover(cover: &SigningCover) -> Result<Vec<u8>, LetterError> {
    let values = serde_json::to_value(cover).map_err(LetterError::Values)?;
    sheets(&COVER, "cover", values, cover.created_at)
}

fn sheets(
    template: &Source,
    name: &'static str,
    mut values: serde_json::Value,
    created_at: DateTime<Utc>,
) -> Result<Vec<u8>, LetterError> {
    make_printable(&mut values, Typeface::Arial);
    let values = serde_json::to_vec(&values).map_err(LetterError::Values)?;
    let files = [(format!("{name}.json"), Bytes::new(values))];
    print_accessibly(
        &typeset_files(template, &files)?,
        &Imprint { name, created_at },
    )
}
