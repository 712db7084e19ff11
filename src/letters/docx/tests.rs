//! What stands in the file, and what comes back from it.

mod corrected;
mod file;

use std::io::{Cursor, Read, Write};

use zip::{ZipArchive, ZipWriter, write::SimpleFileOptions};

use super::{DocxFault, DocxNote, letter_docx, read_docx};
use crate::{
    domain::letter::{
        GAP, HeadKind, LetterKind, LetterPage, LetterText, Paper, SetBlock, SetItem, SetSpan,
        Values, plain, read, read_line,
    },
    letters::sample_page,
};

/// Names that a firm, an officer or a bored clerk may type.
const HOSTILE: &[&str] = &[
    "PT <w:t>&amp; \"Kutip\" 'Satu' ]]> CDATA",
    "#let x = 1 $ttd ${ttd} {{nama_perusahaan}} {%",
    "**tebal** [?nomor_mou] \\ * _ ` ~ | % ..\\",
    "1. bukan butir a. bukan rincian > bukan kutipan # bukan judul",
    "日本語 العربية Ω ž \u{200b} \u{202e}kebalik\u{202c} 🏭",
    "Tembusan: Yth. di TENTANG Hal : NOMOR",
];

fn span(text: &str) -> SetSpan {
    SetSpan {
        text: text.to_owned(),
        bold: false,
    }
}

/// A letter in which every field and every kind of block holds something that others wrote.
fn hostile(kind: LetterKind) -> LetterPage {
    let all: Vec<String> = HOSTILE.iter().map(|one| format!("x {one}")).collect();
    let mut page = sample_page(kind);
    page.subject.clone_from(&all[0]);
    page.importance.clone_from(&all[1]);
    page.enclosure.clone_from(&all[2]);
    page.addressee.clone_from(&all);
    page.destination.clone_from(&all[4]);
    page.copies = all.iter().map(|one| format!("{one}.")).collect();
    page.head.name.clone_from(&all[0]);
    page.place.clone_from(&all[3]);
    page.signature.name = Some(all[5].clone());
    page.body = HOSTILE
        .iter()
        .flat_map(|one| {
            let bold = SetSpan {
                text: format!(" {one} "),
                bold: true,
            };
            let spans = vec![span(one), bold, span(one)];
            let item = SetItem {
                spans: spans.clone(),
                under: vec![spans.clone(), vec![span(one)]],
            };
            [
                SetBlock::Paragraph {
                    spans: spans.clone(),
                },
                SetBlock::List {
                    items: vec![item.clone(), item],
                },
                SetBlock::Heading {
                    spans: vec![span(one)],
                },
                SetBlock::Finding { spans },
            ]
        })
        .collect();
    page
}

/// The parts of a file.
fn parts(docx: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut archive = ZipArchive::new(Cursor::new(docx)).unwrap();
    let mut parts = Vec::new();
    for at in 0..archive.len() {
        let mut part = archive.by_index(at).unwrap();
        let mut bytes = Vec::new();
        part.read_to_end(&mut bytes).unwrap();
        parts.push((part.name().unwrap().into_owned(), bytes));
    }
    parts
}

/// A file of these parts.
fn packed(parts: &[(String, Vec<u8>)]) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        let options = SimpleFileOptions::default();
        archive.start_file(name.as_str(), options).unwrap();
        archive.write_all(bytes).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

/// The sample of a kind after somebody changed its document.
fn edited(kind: LetterKind, change: impl Fn(String) -> String) -> Vec<u8> {
    let mut parts = parts(&letter_docx(&sample_page(kind), None).unwrap());
    for (name, bytes) in &mut parts {
        if name == "word/document.xml" {
            let before = String::from_utf8(bytes.clone()).unwrap();
            let after = change(before.clone());
            assert_ne!(before, after, "nothing was changed");
            *bytes = after.into_bytes();
        }
    }
    packed(&parts)
}

/// Everything that a letter's text says, a line each, with blanks as one.
fn said(text: &LetterText, kind: LetterKind) -> Vec<String> {
    let faults = text.faults(kind);
    let broken = faults
        .iter()
        .filter(|(_, fault)| matches!(fault, crate::domain::letter::TextFault::Broken(_)));
    assert_eq!(broken.count(), 0, "{faults:?}");
    let mut lines = Vec::new();
    let mut add = |text: &str| {
        let line = read_line(text).unwrap();
        let set = crate::domain::letter::compose_line(&line, &Values::new());
        lines.push(plain(&set.set.unwrap_or_default()));
    };
    add(&text.subject);
    add(&text.importance);
    add(&text.enclosure);
    text.addressee.iter().for_each(|line| add(line));
    add(&text.destination);
    text.copies.iter().for_each(|line| add(line));
    let body = read(&text.body).unwrap();
    lines.extend(lines_of(
        &crate::domain::letter::compose(&body, &Values::new()).set,
    ));
    lines.iter().map(|line| spaced(line)).collect()
}

/// The same of a page.
fn printed(page: &LetterPage) -> Vec<String> {
    let mut lines = vec![page.subject.clone(), page.importance.clone()];
    lines.push(page.enclosure.clone());
    lines.extend(page.addressee.iter().cloned());
    lines.push(page.destination.clone());
    lines.extend(page.copies.iter().cloned());
    lines.extend(lines_of(&page.body));
    lines.iter().map(|line| spaced(line)).collect()
}

fn lines_of(blocks: &[SetBlock]) -> Vec<String> {
    let mut lines = Vec::new();
    for block in blocks {
        match block {
            SetBlock::Heading { spans } => lines.push(format!("# {}", plain(spans))),
            SetBlock::Finding { spans } => lines.push(format!("> {}", plain(spans))),
            SetBlock::Paragraph { spans } => lines.push(plain(spans)),
            SetBlock::List { items } => {
                for item in items {
                    lines.push(format!("1. {}", plain(&item.spans)));
                    let under = item.under.iter();
                    lines.extend(under.map(|spans| format!("a. {}", plain(spans))));
                }
            }
        }
    }
    lines
}

fn spaced(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What a text kept of the page that it is corrected from.
fn before(page: &LetterPage) -> LetterText {
    LetterText {
        importance: crate::domain::letter::escaped(&page.importance),
        enclosure: crate::domain::letter::escaped(&page.enclosure),
        ..LetterText::default()
    }
}
