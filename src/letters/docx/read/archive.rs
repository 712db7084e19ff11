//! The file as an archive: only what is needed is unpacked, and never more than a letter can be.

use std::{
    borrow::Cow,
    io::{Cursor, Read},
};

use roxmltree::Node;
use zip::ZipArchive;

use super::{DocxFault, attribute, name, parsed};
use crate::letters::docx::package::CODE;

/// Bytes of the largest file.
const MOST_BYTES: usize = 10 << 20;
/// Parts of one file.
const MOST_PARTS: usize = 2_000;
/// Unpacked bytes of one part, and of all that are read.
const MOST_PART: u64 = 8 << 20;
const MOST_READ: u64 = 24 << 20;

pub(super) struct Archive<'a> {
    zip: ZipArchive<Cursor<&'a [u8]>>,
    names: Vec<String>,
    left: u64,
}

impl<'a> Archive<'a> {
    pub(super) fn open(bytes: &'a [u8]) -> Result<Self, DocxFault> {
        if bytes.len() > MOST_BYTES {
            return Err(DocxFault::TooLarge);
        }
        if bytes.starts_with(b"\xD0\xCF\x11\xE0") {
            return Err(DocxFault::OldOrLocked);
        }
        if !bytes.starts_with(b"PK") {
            return Err(DocxFault::Kind);
        }
        let zip = ZipArchive::new(Cursor::new(bytes)).map_err(|_| DocxFault::Damaged)?;
        if zip.len() > MOST_PARTS {
            return Err(DocxFault::Unpacks);
        }
        let names: Result<Vec<String>, _> = zip
            .file_names()
            .map(|name| name.map(Cow::into_owned))
            .collect();
        let names = names.map_err(|_| DocxFault::Damaged)?;
        let mut archive = Self {
            zip,
            names,
            left: MOST_READ,
        };
        let is_program = |name: &String| {
            let name = name.to_ascii_lowercase();
            name.ends_with("vbaproject.bin") || name.ends_with("vbadata.xml")
        };
        if archive.names.iter().any(is_program) {
            return Err(DocxFault::Macros);
        }
        let types = archive
            .part("[Content_Types].xml")?
            .ok_or(DocxFault::Kind)?;
        if types.to_ascii_lowercase().contains("macroenabled") {
            return Err(DocxFault::Macros);
        }
        Ok(archive)
    }

    /// A part's text; `None` where there is none of that name.
    pub(super) fn part(&mut self, name: &str) -> Result<Option<String>, DocxFault> {
        if !self.names.iter().any(|known| known == name) {
            return Ok(None);
        }
        let part = self.zip.by_name(name).map_err(|_| DocxFault::Damaged)?;
        if part.encrypted() {
            return Err(DocxFault::OldOrLocked);
        }
        let most = MOST_PART.min(self.left);
        let mut bytes = Vec::new();
        // What the archive says of sizes is not believed.
        part.take(most + 1)
            .read_to_end(&mut bytes)
            .map_err(|_| DocxFault::Damaged)?;
        let length = bytes.len() as u64;
        if length > most {
            return Err(DocxFault::Unpacks);
        }
        self.left -= length;
        let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&bytes);
        let text = str::from_utf8(bytes).map_err(|_| DocxFault::Damaged)?;
        Ok(Some(text.to_owned()))
    }

    /// The part that holds the document.
    pub(super) fn main_part(&mut self) -> Result<String, DocxFault> {
        let relations = self.part("_rels/.rels")?.ok_or(DocxFault::Kind)?;
        let relations = parsed(&relations)?;
        let main = relations.descendants().find(|node| {
            let what = attribute(node, "Type").unwrap_or_default();
            name(node) == "Relationship"
                && what.ends_with("/officeDocument")
                && attribute(node, "TargetMode") != Some("External")
        });
        let target = main.and_then(|node| attribute(&node, "Target"));
        let target = target.ok_or(DocxFault::Kind)?.trim_start_matches('/');
        // A workbook is an archive with a document as well.
        if target.starts_with("word/") {
            Ok(target.to_owned())
        } else {
            Err(DocxFault::Kind)
        }
    }

    /// The letter's code among the file's properties.
    pub(super) fn letter_code(&mut self) -> Result<Option<String>, DocxFault> {
        let Some(properties) = self.part("docProps/custom.xml")? else {
            return Ok(None);
        };
        let Ok(properties) = parsed(&properties) else {
            return Ok(None);
        };
        let mut all = properties.descendants();
        let property = all.find(|node| attribute(node, "name") == Some(CODE));
        let text = property.map(|node| {
            let texts = node.descendants().filter(Node::is_text);
            let texts = texts.filter_map(|node| node.text());
            texts.collect::<String>().trim().to_owned()
        });
        Ok(text.filter(|code| !code.is_empty()))
    }
}
