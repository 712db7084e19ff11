//! Emblems of letterheads: pictures that are printed, never anything that runs or fetches.

use image::ImageFormat;
use roxmltree::{Document, Node};
use typst::foundations::Bytes;

use super::press::{template_source, typeset_files};

/// Bytes of the largest emblem.
const MOST_BYTES: usize = 1024 * 1024;
/// Dots of its longer side.
const MOST_DOTS: u32 = 4_000;

/// Why a file is no emblem.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BadEmblem {
    /// More bytes or dots than a page needs.
    TooLarge,
    /// Neither PNG nor SVG, or broken.
    Kind,
    /// An SVG that runs scripts or names other files.
    Active,
}

/// A picture that can be printed.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Emblem {
    /// Its name among the files of a letter.
    pub(super) name: &'static str,
    pub(super) bytes: Bytes,
}

impl Emblem {
    /// Takes a PNG or SVG; a batch reads it once.
    ///
    /// # Errors
    /// Why it can't be printed.
    pub fn read(content: Vec<u8>) -> Result<Self, BadEmblem> {
        check_emblem(&content)?;
        let is_png = content.starts_with(b"\x89PNG");
        let emblem = Self {
            name: if is_png { "emblem.png" } else { "emblem.svg" },
            bytes: Bytes::new(content),
        };
        let page = template_source(&format!("#image({:?})", emblem.name));
        let files = [(emblem.name.to_owned(), emblem.bytes.clone())];
        match typeset_files(&page, &files) {
            Ok(_) => Ok(emblem),
            Err(_) => Err(BadEmblem::Kind),
        }
    }
}

/// Checks a picture by its content, whatever its name says.
///
/// # Errors
/// Why it can't be printed.
pub fn check_emblem(content: &[u8]) -> Result<(), BadEmblem> {
    if content.len() > MOST_BYTES {
        return Err(BadEmblem::TooLarge);
    }
    if content.starts_with(b"\x89PNG\r\n\x1a\n") {
        return check_png(content);
    }
    let text = std::str::from_utf8(content).map_err(|_| BadEmblem::Kind)?;
    // Entities are refused with the DTD that would name them.
    let document = Document::parse(text).map_err(|_| BadEmblem::Kind)?;
    if document.root_element().tag_name().name() != "svg" {
        return Err(BadEmblem::Kind);
    }
    if document.descendants().all(is_still) {
        Ok(())
    } else {
        Err(BadEmblem::Active)
    }
}

fn check_png(content: &[u8]) -> Result<(), BadEmblem> {
    let reader = || {
        let mut reader = image::ImageReader::new(std::io::Cursor::new(content));
        reader.set_format(ImageFormat::Png);
        reader
    };
    let (width, height) = reader().into_dimensions().map_err(|_| BadEmblem::Kind)?;
    if width.max(height) > MOST_DOTS {
        return Err(BadEmblem::TooLarge);
    }
    reader().decode().map_err(|_| BadEmblem::Kind)?;
    Ok(())
}

/// Whether a part of a drawing neither runs nor fetches anything.
fn is_still(node: Node<'_, '_>) -> bool {
    if node.is_pi() {
        return false;
    }
    if !node.is_element() {
        return true;
    }
    let name = node.tag_name().name();
    if matches!(
        name,
        "script" | "foreignObject" | "iframe" | "handler" | "set" | "image" | "feImage"
    ) || name.starts_with("animate")
    {
        return false;
    }
    if name == "style" && !node.text().is_none_or(is_own) {
        return false;
    }
    node.attributes().all(|attribute| {
        let value = attribute.value();
        match attribute.name() {
            "href" => value.trim_start().starts_with('#'),
            name if name.starts_with("on") => false,
            _ => is_own(value),
        }
    })
}

/// Whether a style names nothing outside the drawing.
fn is_own(style: &str) -> bool {
    let style: String = style
        .to_ascii_lowercase()
        .chars()
        .filter(|c| !c.is_whitespace() && !matches!(c, '"' | '\''))
        .collect();
    if style.contains("@import") || style.contains("javascript:") || style.contains('\\') {
        return false;
    }
    style
        .split("url(")
        .skip(1)
        .all(|rest| rest.starts_with('#'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawing(inner: &str) -> String {
        format!(r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">{inner}</svg>"#)
    }

    #[test]
    fn a_plain_drawing_is_accepted() {
        let inner = r##"<style>.a{fill:url(#g)}</style><defs><linearGradient id="g"/></defs>
            <use href="#g"/><path style="fill: url('#g')" d="M0 0h9v9z"/>"##;
        assert_eq!(check_emblem(drawing(inner).as_bytes()), Ok(()));
        assert!(Emblem::read(drawing(inner).into()).is_ok());
    }

    #[test]
    fn what_runs_or_fetches_is_refused() {
        for inner in [
            "<script>alert(1)</script>",
            r#"<path onload="alert(1)" d="M0 0"/>"#,
            r#"<image href="http://jahat.example/a.png"/>"#,
            r#"<use href="http://jahat.example/a.svg#b"/>"#,
            "<style>@import 'http://jahat.example/a.css';</style>",
            r#"<path style="fill:url(http://jahat.example/)" d="M0 0"/>"#,
            r#"<path fill="url( 'https://jahat.example/x')" d="M0 0"/>"#,
            "<foreignObject/>",
        ] {
            let found = check_emblem(drawing(inner).as_bytes());
            assert_eq!(found, Err(BadEmblem::Active), "{inner}");
        }
    }

    #[test]
    fn what_is_no_picture_is_refused() {
        let entity = r#"<!DOCTYPE svg [<!ENTITY a "b">]><svg xmlns="http://www.w3.org/2000/svg"/>"#;
        for content in [
            b"<html/>".as_slice(),
            b"%PDF-1.7",
            b"\x89PNG\r\n\x1a\nno",
            entity.as_bytes(),
        ] {
            assert_eq!(check_emblem(content), Err(BadEmblem::Kind));
        }
        let nothing = r#"<svg xmlns="http://www.w3.org/2000/svg" width="0"/>"#;
        assert_eq!(check_emblem(nothing.as_bytes()), Ok(()));
        assert_eq!(Emblem::read(nothing.into()), Err(BadEmblem::Kind));
        let large = vec![b' '; MOST_BYTES + 1];
        assert_eq!(check_emblem(&large), Err(BadEmblem::TooLarge));
    }
}
