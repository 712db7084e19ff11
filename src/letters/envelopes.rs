//! Envelopes for letters.

use std::sync::LazyLock;

use chrono::{DateTime, Utc};
use serde_json::json;
use typst::{foundations::Bytes, syntax::Source};

use super::{
    page::make_printable,
    press::{Imprint, LetterError, print_accessibly, template_source, typeset_files},
};
use crate::domain::letter::Typeface;

static TEMPLATE: LazyLock<Source> =
    LazyLock::new(|| template_source(include_str!("../../config/letters/envelopes.typ")));

/// Prints envelopes of 220 × 110 mm, one a page, each with some lines of an address and those of
/// the sender.
///
/// # Errors
/// When there is none.
pub fn envelopes(
    addresses: &[Vec<String>],
    sender: &[String],
    created_at: DateTime<Utc>,
) -> Result<Vec<u8>, LetterError> {
    if addresses.is_empty() {
        return Err(LetterError::Nothing);
    }
    let mut values = json!({ "addresses": addresses, "sender": sender });
    make_printable(&mut values, Typeface::Arial);
    let values = serde_json::to_vec(&values).map_err(LetterError::Values)?;
    let files = [("envelopes.json".to_owned(), Bytes::new(values))];
    let imprint = Imprint {
        name: "envelopes",
        created_at,
    };
    print_accessibly(&typeset_files(&TEMPLATE, &files)?, &imprint)
}
