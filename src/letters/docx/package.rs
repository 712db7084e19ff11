//! The parts of the file and how they hang together.

use std::io::{Cursor, Write};

use chrono::SecondsFormat;
use zip::{CompressionMethod, DateTime, ZipWriter, write::SimpleFileOptions};

use super::{
    around::{self, Pages},
    author_of,
    body::FIRST_LIST,
    font_of, is_circular, line_of, mm,
    picture::{EMBLEM, QR},
    sheet_of,
    xml::Xml,
};
use crate::{
    domain::letter::{HeadKind, LetterPage},
    letters::LetterError,
};

const STYLES: &str = include_str!("../../../config/letters/docx/styles.xml");
const NUMBERING: &str = include_str!("../../../config/letters/docx/numbering.xml");
const SETTINGS: &str = include_str!("../../../config/letters/docx/settings.xml");
const FONTS: &str = include_str!("../../../config/letters/docx/fonts.xml");

const TYPES: &str = "http://schemas.openxmlformats.org/package/2006/content-types";
const RELATIONS: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const WORD: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml";
/// Under this name the letter's code stands among the file's properties.
pub(super) const CODE: &str = "Kode surat";

/// Parts that belong to the document, by their names in its relations.
const PARTS: [(&str, &str, &str); 8] = [
    ("gaya", "styles", "styles.xml"),
    ("penomoran", "numbering", "numbering.xml"),
    ("setelan", "settings", "settings.xml"),
    ("huruf", "fontTable", "fontTable.xml"),
    ("kepala1", "header", "header1.xml"),
    ("kepala2", "header", "header2.xml"),
    ("kaki1", "footer", "footer1.xml"),
    ("kaki2", "footer", "footer2.xml"),
];

/// What was made for this letter.
pub(super) struct Parts<'a> {
    pub document: Vec<u8>,
    /// Lists of the body, each with numbers of its own.
    pub lists: u32,
    pub emblem: Option<&'a Vec<u8>>,
    pub qr: Option<&'a Vec<u8>>,
}

/// The end of the document: sheet, margins, what stands around.
pub(super) fn section(xml: &mut Xml, page: &LetterPage) {
    let (width, height) = sheet_of(page.paper);
    xml.open("w:sectPr", &[]);
    for (name, which, part) in [
        ("w:headerReference", "first", "kepala1"),
        ("w:headerReference", "default", "kepala2"),
        ("w:footerReference", "first", "kaki1"),
        ("w:footerReference", "default", "kaki2"),
    ] {
        xml.leaf(name, &[("w:type", which), ("r:id", part)]);
    }
    let size = [("w:w", &*width.to_string()), ("w:h", &height.to_string())];
    xml.leaf("w:pgSz", &size);
    let (left, high) = (mm(30).to_string(), mm(25).to_string());
    let margins = [
        ("w:top", high.as_str()),
        ("w:right", &mm(20).to_string()),
        ("w:bottom", &high),
        ("w:left", &left),
        ("w:header", &mm(9).to_string()),
        ("w:footer", &mm(6).to_string()),
        ("w:gutter", "0"),
    ];
    xml.leaf("w:pgMar", &margins);
    xml.leaf("w:titlePg", &[]);
    xml.close("w:sectPr");
}

/// All parts in one file. Nothing in it depends on when or where it was made.
pub(super) fn pack(page: &LetterPage, parts: &Parts) -> Result<Vec<u8>, LetterError> {
    let footer = around::footer(page, parts.qr)?;
    let mut files: Vec<(&str, Vec<u8>)> = vec![
        ("[Content_Types].xml", content_types()?),
        ("_rels/.rels", package_relations()?),
        ("word/document.xml", parts.document.clone()),
        ("word/_rels/document.xml.rels", relations(parts)?),
        ("word/styles.xml", styles(page).into_bytes()),
        (
            "word/numbering.xml",
            numbering(page, parts.lists).into_bytes(),
        ),
        ("word/settings.xml", SETTINGS.into()),
        ("word/fontTable.xml", FONTS.into()),
        ("word/header1.xml", around::header(page, Pages::First)?),
        ("word/header2.xml", around::header(page, Pages::Others)?),
        ("word/footer1.xml", footer.clone()),
        ("word/footer2.xml", footer),
        ("docProps/core.xml", core(page)?),
        ("docProps/app.xml", app(page)?),
        ("docProps/custom.xml", custom(page)?),
    ];
    if let Some(emblem) = parts.emblem {
        files.push(("word/media/lambang.png", emblem.clone()));
    }
    if let Some(qr) = parts.qr {
        for rels in ["word/_rels/footer1.xml.rels", "word/_rels/footer2.xml.rels"] {
            let mut xml = Xml::with_root("Relationships", &[("xmlns", RELATIONS)]);
            relation(&mut xml, QR, &format!("{OFFICE}/image"), "media/qr.png");
            files.push((rels, xml.end("Relationships")?));
        }
        files.push(("word/media/qr.png", qr.clone()));
    }
    Ok(zipped(&files))
}

fn zipped(files: &[(&str, Vec<u8>)]) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::with_capacity(24 << 10)));
    for (name, bytes) in files {
        let packed = name.starts_with("word/media/");
        let options = SimpleFileOptions::default()
            .last_modified_time(DateTime::default())
            .compression_method(if packed {
                CompressionMethod::Stored
            } else {
                CompressionMethod::Deflated
            });
        let written = archive
            .start_file(*name, options)
            .and_then(|()| Ok(archive.write_all(bytes)?));
        written.expect("memory takes whatever is written");
    }
    let archive = archive.finish().expect("memory takes whatever is written");
    archive.into_inner()
}

fn content_types() -> Result<Vec<u8>, LetterError> {
    let mut xml = Xml::with_root("Types", &[("xmlns", TYPES)]);
    for (extension, media) in [
        (
            "rels",
            "application/vnd.openxmlformats-package.relationships+xml",
        ),
        ("xml", "application/xml"),
        ("png", "image/png"),
    ] {
        let pair = [("Extension", extension), ("ContentType", media)];
        xml.leaf("Default", &pair);
    }
    let mut part = |name: &str, media: &str| {
        xml.leaf("Override", &[("PartName", name), ("ContentType", media)]);
    };
    part("/word/document.xml", &format!("{WORD}.document.main+xml"));
    for (_, what, file) in PARTS {
        part(&format!("/word/{file}"), &format!("{WORD}.{what}+xml"));
    }
    let properties = "application/vnd.openxmlformats-officedocument";
    let core = "application/vnd.openxmlformats-package.core-properties+xml";
    part("/docProps/core.xml", core);
    part(
        "/docProps/app.xml",
        &format!("{properties}.extended-properties+xml"),
    );
    part(
        "/docProps/custom.xml",
        &format!("{properties}.custom-properties+xml"),
    );
    xml.end("Types")
}

fn relation(xml: &mut Xml, id: &str, what: &str, target: &str) {
    xml.leaf(
        "Relationship",
        &[("Id", id), ("Type", what), ("Target", target)],
    );
}

fn package_relations() -> Result<Vec<u8>, LetterError> {
    let mut xml = Xml::with_root("Relationships", &[("xmlns", RELATIONS)]);
    let core =
        "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties";
    relation(
        &mut xml,
        "surat",
        &format!("{OFFICE}/officeDocument"),
        "word/document.xml",
    );
    relation(&mut xml, "inti", core, "docProps/core.xml");
    relation(
        &mut xml,
        "program",
        &format!("{OFFICE}/extended-properties"),
        "docProps/app.xml",
    );
    relation(
        &mut xml,
        "kode",
        &format!("{OFFICE}/custom-properties"),
        "docProps/custom.xml",
    );
    xml.end("Relationships")
}

fn relations(parts: &Parts) -> Result<Vec<u8>, LetterError> {
    let mut xml = Xml::with_root("Relationships", &[("xmlns", RELATIONS)]);
    for (id, what, file) in PARTS {
        relation(&mut xml, id, &format!("{OFFICE}/{what}"), file);
    }
    if parts.emblem.is_some() {
        relation(
            &mut xml,
            EMBLEM,
            &format!("{OFFICE}/image"),
            "media/lambang.png",
        );
    }
    xml.end("Relationships")
}

/// Indents of the body: a circular's stands under its headings.
fn indents(page: &LetterPage) -> [(&'static str, i32); 7] {
    let inset = if is_circular(page) { super::HANG } else { 0 };
    let first = if is_circular(page) { 0 } else { mm(12) };
    [
        ("{isi}", inset),
        ("{awal}", first),
        ("{uraian}", inset + mm(8)),
        ("{butir}", inset + super::HANG),
        ("{rincian}", inset + 2 * super::HANG),
        ("{rinci}", inset + 3 * super::HANG),
        // The signature takes the right half, its room 42 mm of that.
        ("{right}", line_of(page.paper) * 54 / 100),
    ]
}

/// What stands left and right of the mayor's emblem.
fn beside_emblem(page: &LetterPage) -> i32 {
    match page.head.kind {
        HeadKind::Mayor => (line_of(page.paper) - mm(23)) / 2,
        // Its frame stands inside the cell.
        HeadKind::Office => mm(1),
    }
}

fn filled(mut text: String, page: &LetterPage) -> String {
    for (name, twips) in indents(page) {
        text = text.replace(name, &twips.to_string());
    }
    text
}

fn styles(page: &LetterPage) -> String {
    let heading = if is_circular(page) {
        "<w:numPr><w:numId w:val=\"2\"/></w:numPr>"
    } else {
        ""
    };
    let line = line_of(page.paper);
    let left = line - line * 54 / 100 - mm(42);
    let room = if page.draft { "center" } else { "left" };
    let text = STYLES
        .replace("{tengah}", room)
        .replace("{font}", font_of(page.typeface))
        .replace("{judul}", heading)
        .replace("{sisa}", &left.to_string())
        .replace("{garuda}", &beside_emblem(page).to_string());
    filled(text, page)
}

/// Each list of the body begins with 1.
fn numbering(page: &LetterPage, lists: u32) -> String {
    let list = |at| {
        let id = FIRST_LIST + at;
        format!(
            "<w:num w:numId=\"{id}\"><w:abstractNumId w:val=\"0\"/><w:lvlOverride w:ilvl=\"0\">\
             <w:startOverride w:val=\"1\"/></w:lvlOverride></w:num>\n"
        )
    };
    let lists: String = (0..lists).map(list).collect();
    filled(NUMBERING.replace("{lists}", &lists), page)
}

fn core(page: &LetterPage) -> Result<Vec<u8>, LetterError> {
    let root = "cp:coreProperties";
    let mut xml = Xml::with_root(
        root,
        &[
            (
                "xmlns:cp",
                "http://schemas.openxmlformats.org/package/2006/metadata/core-properties",
            ),
            ("xmlns:dc", "http://purl.org/dc/elements/1.1/"),
            ("xmlns:dcterms", "http://purl.org/dc/terms/"),
            ("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance"),
        ],
    );
    let code = page.case_code.as_deref().unwrap_or(&page.code);
    let title = format!("{} - {code}", page.subject);
    for (name, text) in [
        ("dc:title", title.as_str()),
        ("dc:creator", author_of(page)),
        ("dc:language", "id-ID"),
    ] {
        xml.inside(name, &[], |xml| xml.text(text));
    }
    let at = page.created_at.to_rfc3339_opts(SecondsFormat::Secs, true);
    for name in ["dcterms:created", "dcterms:modified"] {
        xml.inside(name, &[("xsi:type", "dcterms:W3CDTF")], |xml| xml.text(&at));
    }
    xml.end(root)
}

fn app(page: &LetterPage) -> Result<Vec<u8>, LetterError> {
    let space = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties";
    let mut xml = Xml::with_root("Properties", &[("xmlns", space)]);
    xml.inside("Application", &[], |xml| xml.text("Patuh"));
    xml.inside("Company", &[], |xml| xml.text(author_of(page)));
    xml.end("Properties")
}

fn custom(page: &LetterPage) -> Result<Vec<u8>, LetterError> {
    let space = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties";
    let types = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes";
    let mut xml = Xml::with_root("Properties", &[("xmlns", space), ("xmlns:vt", types)]);
    let property = [
        ("fmtid", "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"),
        ("pid", "2"),
        ("name", CODE),
    ];
    xml.inside("property", &property, |xml| {
        xml.inside("vt:lpwstr", &[], |xml| xml.text(&page.code));
    });
    xml.end("Properties")
}
