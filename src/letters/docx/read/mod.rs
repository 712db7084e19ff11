//! Reading what an office made of a letter's DOCX.
//!
//! The file comes from outside: nothing in it is believed, followed or run. Its text is found by
//! the names of our paragraph styles, by our bookmarks, and where both are gone by the words on
//! the page ("Hal", "Yth.", "Tembusan:"); whatever else stands between addressee and signature is
//! body text, in its order.

mod archive;
mod assemble;
mod corrected;
mod fault;
mod paragraphs;
mod runs;
mod styles;

use roxmltree::{Document, Node, ParsingOptions};

pub use corrected::CorrectedText;
pub use fault::{DocxFault, DocxNote};

use archive::Archive;

/// Elements and attributes' worth of one part that is held in memory.
const MOST_NODES: u32 = 600_000;
/// Elements inside each other; a letter has some ten.
const MOST_DEPTH: usize = 100;

/// Reads a corrected letter.
///
/// # Errors
/// Why this file can't be a letter's new text.
pub fn read_docx(bytes: &[u8]) -> Result<CorrectedText, DocxFault> {
    let mut archive = Archive::open(bytes)?;
    let name = archive.main_part()?;
    let document = archive.part(&name)?.ok_or(DocxFault::Kind)?;
    let folder = name.rsplit_once('/').map_or("", |(folder, _)| folder);
    let beside = |file: &str| format!("{folder}/{file}");
    let styles = archive.part(&beside("styles.xml"))?.unwrap_or_default();
    let numbering = archive.part(&beside("numbering.xml"))?.unwrap_or_default();
    let code = archive.letter_code()?;
    let styles = styles::Styles::read(&styles, &numbering)?;
    let document = parsed(&document)?;
    let (paragraphs, notes) = paragraphs::of(&document, &styles)?;
    assemble::letter(paragraphs, notes, code)
}

/// A part's elements; no DTD, so no entity that names a file or grows.
fn parsed(text: &str) -> Result<Document<'_>, DocxFault> {
    let options = ParsingOptions {
        allow_dtd: false,
        nodes_limit: MOST_NODES,
        ..ParsingOptions::default()
    };
    Document::parse_with_options(text, options).map_err(|fault| match fault {
        roxmltree::Error::NodesLimitReached => DocxFault::Unpacks,
        _ => DocxFault::Damaged,
    })
}

/// An element's name without its vocabulary: Word writes two of them.
fn name<'a>(node: &Node<'a, '_>) -> &'a str {
    node.tag_name().name()
}

fn child<'a, 'i>(node: &Node<'a, 'i>, wanted: &str) -> Option<Node<'a, 'i>> {
    node.children()
        .find(|child| child.is_element() && name(child) == wanted)
}

/// `w:val`, or another attribute of that name.
fn attribute<'a>(node: &Node<'a, '_>, wanted: &str) -> Option<&'a str> {
    let mut all = node.attributes();
    all.find(|attribute| attribute.name() == wanted)
        .map(|attribute| attribute.value())
}

fn value<'a>(node: &Node<'a, '_>) -> Option<&'a str> {
    attribute(node, "val")
}

/// Whether a switch stands there and is on.
fn is_on(node: &Node, wanted: &str) -> Option<bool> {
    let switch = child(node, wanted)?;
    Some(!matches!(
        value(&switch),
        Some("0" | "false" | "off" | "none")
    ))
}
