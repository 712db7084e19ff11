//! What officers write down.

use super::{ServiceError, barred};
use crate::domain::identifiers::nik;

/// What was typed, trimmed; never with somebody's NIK in it.
///
/// # Errors
/// The refusal given where it is empty or longer than so many characters, another one for a NIK.
pub(super) fn written(
    typed: &str,
    most: usize,
    (code, words): (&'static str, &'static str),
) -> Result<String, ServiceError> {
    let text = typed.trim().replace("\r\n", "\n");
    if text.is_empty() || text.chars().count() > most {
        return Err(barred(code, words));
    }
    if nik::occurs_in(&text) {
        return Err(barred(
            "words-nik",
            "Tulisan ini memuat angka yang tampak seperti NIK; hapus angka itu, lalu simpan lagi.",
        ));
    }
    Ok(text)
}
