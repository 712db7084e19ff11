//! What is handed to BPJS Kesehatan about one firm: a PDF/A-3 that carries its parts.

use std::sync::LazyLock;

use chrono::{DateTime, Utc};
use serde::Serialize;
use serde_json::json;
use typst::{foundations::Bytes, syntax::Source};

use super::{
    page::make_printable,
    press::{Imprint, LetterError, print_with_files, template_source, typeset_files},
};
use crate::domain::letter::Typeface;

static TEMPLATE: LazyLock<Source> =
    LazyLock::new(|| template_source(include_str!("../../config/letters/pack.typ")));

/// A part, which lies in the file as it is.
#[derive(Debug, Clone)]
pub struct PackPart {
    /// Its name: letters, digits, dashes and points.
    pub name: String,
    /// What it is, in words.
    pub what: String,
    /// Its media type.
    pub mime: &'static str,
    /// SHA-256 of its content in hexadecimal digits.
    pub sha256: String,
    /// Its content.
    pub content: Vec<u8>,
}

/// The pages of a pack; the parts lie behind them.
#[derive(Debug, Clone, Serialize)]
pub struct Pack {
    /// `Pemerintah Kota …`.
    pub city: String,
    /// The office.
    pub office: String,
    /// The case's short code.
    pub code: String,
    /// Made up.
    pub sample: bool,
    /// Who it is about, and what it says of it.
    pub facts: Vec<(String, String)>,
    /// What is not in it, and why.
    pub left_out: Vec<String>,
    /// Source, what it says, its day.
    pub inputs: Vec<(String, String, String)>,
    /// A rule, and its legal source.
    pub rules: Vec<(String, String)>,
    /// Steps with their days and receipts.
    pub steps: Vec<(String, String)>,
    /// Answers: their kind and day.
    pub replies: Vec<(String, String)>,
}

/// Prints a pack as tagged PDF/A-3b with its parts attached.
///
/// # Errors
/// When the template doesn't fit.
pub fn referral_pack(
    pack: &Pack,
    parts: Vec<PackPart>,
    created_at: DateTime<Utc>,
) -> Result<Vec<u8>, LetterError> {
    let mut values = serde_json::to_value(pack).map_err(LetterError::Values)?;
    make_printable(&mut values, Typeface::Arial);
    let listed = parts.iter().map(|part| {
        json!({
            "name": part.name, "what": part.what, "mime": part.mime, "sha256": part.sha256,
            "size": format!("{} kB", part.content.len().div_ceil(1_024)),
            "relationship": if part.mime == "application/json" { "data" } else { "supplement" },
        })
    });
    values["parts"] = listed.collect();
    let values = serde_json::to_vec(&values).map_err(LetterError::Values)?;
    let mut files: Vec<(String, Bytes)> = parts
        .into_iter()
        .map(|part| (part.name, Bytes::new(part.content)))
        .collect();
    files.push(("data.json".to_owned(), Bytes::new(values)));
    let pages = typeset_files(&TEMPLATE, &files)?;
    let imprint = Imprint {
        name: "referral-pack",
        created_at,
    };
    print_with_files(&pages, &imprint)
}
