//! The files that lie in a PDF.

use hayro_syntax::{
    Pdf,
    object::{Dict, Object, Stream, String},
};

/// Each by its name, as far as they can be read.
#[must_use]
pub fn attachments(file: &[u8]) -> Vec<(std::string::String, Vec<u8>)> {
    let Ok(pdf) = Pdf::new(file.to_vec()) else {
        return Vec::new();
    };
    let specs = pdf.objects().into_iter().filter_map(|object| match object {
        Object::Dict(dict) => attachment(&dict),
        _ => None,
    });
    specs.collect()
}

/// The file behind a file specification.
fn attachment(spec: &Dict<'_>) -> Option<(std::string::String, Vec<u8>)> {
    let name: String<'_> = spec.get("F").or_else(|| spec.get("UF"))?;
    let files: Dict<'_> = spec.get("EF")?;
    let stream: Stream<'_> = files.get("F").or_else(|| files.get("UF"))?;
    let name = std::string::String::from_utf8_lossy(name.as_bytes()).into_owned();
    Some((name, stream.decoded().ok()?.into_owned()))
}
