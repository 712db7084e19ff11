//! The certificate of compliance.

use std::sync::LazyLock;

use chrono::{DateTime, Utc};
use serde::Serialize;
use serde_json::Value;
use typst::{foundations::Bytes, syntax::Source};

use super::{
    page::make_printable,
    press::{Imprint, LetterError, print_accessibly, template_source, typeset_files},
    qr,
};
use crate::domain::letter::Typeface;

static TEMPLATE: LazyLock<Source> =
    LazyLock::new(|| template_source(include_str!("../../config/letters/certificate.typ")));

/// What a certificate says.
#[derive(Debug, Clone, Serialize)]
pub struct CertificatePage {
    /// `Pemerintah Kota …`.
    pub city: String,
    /// The office that gives it.
    pub office: String,
    /// Its number.
    pub number: String,
    /// The firm.
    pub firm: String,
    /// Names and values.
    pub facts: Vec<(String, String)>,
    /// The day its data speak of, in words.
    pub as_of: String,
    /// The day it was given, in words.
    pub issued_on: String,
    /// Its last day, in words.
    pub valid_until: String,
    /// By which it is looked up.
    pub code: String,
    /// Where.
    pub verify_url: String,
    /// The number published by the city.
    pub phone: String,
    /// Made up.
    pub sample: bool,
}

/// Prints a certificate as one tagged page, PDF/A-2b and PDF/UA-1.
///
/// # Errors
/// When the template doesn't fit.
pub fn certificate_pdf(
    page: &CertificatePage,
    created_at: DateTime<Utc>,
) -> Result<Vec<u8>, LetterError> {
    let mut values = serde_json::to_value(page).map_err(LetterError::Values)?;
    make_printable(&mut values, Typeface::Arial);
    let mut files = Vec::new();
    values["qr"] = match qr::picture(&page.verify_url) {
        Some(qr) => qr.put("qr".to_owned(), &mut files),
        None => Value::Null,
    };
    let values = serde_json::to_vec(&values).map_err(LetterError::Values)?;
    files.push(("certificate.json".to_owned(), Bytes::new(values)));
    let imprint = Imprint {
        name: "certificate",
        created_at,
    };
    print_accessibly(&typeset_files(&TEMPLATE, &files)?, &imprint)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_certificate_is_one_page_whatever_stands_in_it() {
        let mut page = CertificatePage {
            city: "Pemerintah Kota Bontang".to_owned(),
            office: "Dinas Ketenagakerjaan Kota Bontang".to_owned(),
            number: "2026/00012".to_owned(),
            firm: "CV Contoh Sentosa".to_owned(),
            facts: vec![("NIB".to_owned(), "9120000000001".to_owned())],
            as_of: "16 Maret 2026".to_owned(),
            issued_on: "20 Maret 2026".to_owned(),
            valid_until: "18 Juni 2026".to_owned(),
            code: "7K2M9-QXA4T".to_owned(),
            verify_url: "https://patuh.kota.example/verify/7K2M9-QXA4T".to_owned(),
            phone: "(0548) 000001".to_owned(),
            sample: true,
        };
        let at = DateTime::UNIX_EPOCH;
        let plain = certificate_pdf(&page, at).unwrap();
        assert!(plain.starts_with(b"%PDF-"));
        page.firm = "#let *x* = [_] $ <b> & \"Kop\" ".repeat(10);
        let odd = certificate_pdf(&page, at).unwrap();
        for pdf in [plain, odd] {
            let text = String::from_utf8_lossy(&pdf);
            assert!(text.contains("/Count 1"), "one page");
        }
    }
}
