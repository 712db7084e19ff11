//! Workbooks whose parts are made by hand, mostly to do harm.

use std::{io::Write, time::Instant};

use zip::{ZipWriter, write::SimpleFileOptions};

use super::{
    super::{
        IntakeError, Kind,
        biff::{self, Book},
        input::Input,
        ods::Refusal,
        package::scan,
        sniff::Format,
    },
    Folder,
    hostile::{refused, says},
    take,
};

/// A part's name, and what writes it.
type Part<'a> = (&'a str, &'a dyn Fn(&mut dyn Write));

/// A workbook whose parts are written by hand.
pub(super) fn package(parts: &[Part<'_>]) -> Vec<u8> {
    let mut zip = ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, write) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        write(&mut zip);
    }
    zip.finish().unwrap().into_inner()
}

const RELS: &str = r#"<Relationships xmlns="r"><Relationship Id="r1" Type="x/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;
const BOOK: &str =
    r#"<workbook xmlns:r="r"><sheets><sheet name="A" sheetId="1" r:id="r1"/></sheets></workbook>"#;
const BOOK_RELS: &str = r#"<Relationships><Relationship Id="r1" Type="x/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#;
const SHEET: &str = r#"<worksheet><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>nama</t></is></c></row></sheetData></worksheet>"#;

/// A workbook of one sheet with these parts in place of the plain ones.
pub(super) fn book(parts: &[Part<'_>]) -> Vec<u8> {
    let plain = [
        ("_rels/.rels", RELS),
        ("xl/workbook.xml", BOOK),
        ("xl/_rels/workbook.xml.rels", BOOK_RELS),
        ("xl/worksheets/sheet1.xml", SHEET),
    ];
    let writers: Vec<_> = plain
        .iter()
        .filter(|(name, _)| parts.iter().all(|(other, _)| other != name))
        .map(|(name, text)| {
            (*name, move |out: &mut dyn Write| {
                out.write_all(text.as_bytes()).unwrap();
            })
        })
        .collect();
    let mut all: Vec<Part<'_>> = writers
        .iter()
        .map(|(name, write)| (*name, write as &dyn Fn(&mut dyn Write)))
        .collect();
    all.extend(parts.iter().copied());
    package(&all)
}

fn repeat(out: &mut dyn Write, text: &str, times: usize) {
    let block = text.repeat(1_000);
    for _ in 0..times / 1_000 {
        out.write_all(block.as_bytes()).unwrap();
    }
}

#[test]
fn the_plain_parts_of_these_tests_make_a_workbook() {
    let folder = Folder::new();
    let read = take(&folder.write("a.xlsx", book(&[])), Kind::Employers).unwrap();
    assert_eq!(read.summary.sheets, 1);
}

fn ods(content: &str) -> Vec<u8> {
    package(&[
        ("mimetype", &|out| {
            out.write_all(b"application/vnd.oasis.opendocument.spreadsheet")
                .unwrap();
        }),
        ("META-INF/manifest.xml", &|out| {
            out.write_all(b"<manifest:manifest/>").unwrap();
        }),
        ("content.xml", &|out| {
            out.write_all(content.as_bytes()).unwrap();
        }),
    ])
}

/// Reads as ODS what the first bytes do not show to be one.
fn take_ods(path: &std::path::Path) -> IntakeError {
    let file = std::fs::File::open(path).unwrap();
    let scanned = scan(&Input::File(file), "a.ods", Format::Ods);
    scanned.err().unwrap()
}

#[test]
fn zip_bombs_are_refused_before_they_go_off() {
    let folder = Folder::new();
    let began = Instant::now();
    let sheet = book(&[("xl/worksheets/sheet1.xml", &|out| {
        out.write_all(b"<worksheet><sheetData>").unwrap();
        repeat(out, "<row></row>", 8_000_000);
        out.write_all(b"</sheetData></worksheet>").unwrap();
    })]);
    says(
        &refused(&folder, "bom.xlsx", sheet),
        &["bom.xlsx", "melebihi batas"],
    );
    let strings = book(&[("xl/sharedStrings.xml", &|out| {
        out.write_all(b"<sst>").unwrap();
        for number in 0..400_000_u64 {
            let noise = number.wrapping_mul(0x9e37_79b9_7f4a_7c15);
            write!(out, "<si><t>{noise:x}{}</t></si>", "a".repeat(250)).unwrap();
        }
    })]);
    says(
        &refused(&folder, "bom.xlsx", strings),
        &["melebihi batas 96 MB"],
    );
    let text = book(&[("xl/worksheets/sheet1.xml", &|out| {
        out.write_all(b"<worksheet><sheetData><row><c t=\"inlineStr\"><is><t>")
            .unwrap();
        repeat(out, "nama", 1_000_000);
    })]);
    says(&refused(&folder, "bom.xlsx", text), &["panjang satu teks"]);
    let declared = book(&[("xl/sharedStrings.xml", &|out| {
        out.write_all(b"<sst count=\"1\" uniqueCount=\"9000000000000\"><si/></sst>")
            .unwrap();
    })]);
    says(
        &refused(&folder, "bom.xlsx", declared),
        &["jumlah teks bersama"],
    );
    assert!(began.elapsed().as_secs() < 120);
}

#[test]
fn a_large_part_can_not_pass_for_a_sheet() {
    let folder = Folder::new();
    let rels = RELS.replace("xl/workbook.xml", "xl/worksheets/workbook.xml");
    let bytes = book(&[("_rels/.rels", &|out| {
        out.write_all(rels.as_bytes()).unwrap();
    })]);
    says(
        &refused(&folder, "a.xlsx", bytes),
        &["susunan bagian arsip"],
    );
    let bytes = book(&[("xl/workbook.xml", &|out| {
        let utf16: Vec<u8> = BOOK.encode_utf16().flat_map(u16::to_le_bytes).collect();
        out.write_all(&utf16).unwrap();
    })]);
    says(&refused(&folder, "a.xlsx", bytes), &["pengodean"]);
}

#[test]
fn an_ods_that_repeats_without_end_or_never_ends_is_refused() {
    let folder = Folder::new();
    let document = |inner: &str| {
        ods(&format!(
            "<d><table:table table:name=\"A\">{inner}</table:table></d>"
        ))
    };
    // The type of a zip is told by its first, stored part.
    let cell = |attributes: &str| {
        format!(
            "<table:table-cell office:value-type=\"string\"{attributes}><text:p>nama</text:p></table:table-cell>"
        )
    };
    let row = |attributes: &str, cells: &str| {
        format!("<table:table-row{attributes}>{cells}</table:table-row>")
    };
    let wide = row(
        " table:number-rows-repeated=\"1000000\"",
        &cell(" table:number-columns-repeated=\"16000\""),
    );
    let corners = format!(
        "{}{}{}",
        row("", &cell("")),
        row(
            " table:number-rows-repeated=\"1000000\"",
            "<table:table-cell/>"
        ),
        row(
            "",
            &format!(
                "<table:table-cell table:number-columns-repeated=\"16000\"/>{}",
                cell("")
            )
        )
    );
    let spaces = row(
        "",
        "<table:table-cell office:value-type=\"string\" table:number-columns-repeated=\"9999\"><text:p>a<text:s text:c=\"99999\"/></text:p></table:table-cell>",
    );
    for inner in [wide, corners, spaces] {
        let path = folder.write("berat", document(&inner));
        let error = take_ods(&path);
        assert!(matches!(error, IntakeError::TooLarge { .. }), "{error}");
    }
    let endless = [
        "<d><table:table table:name=\"A\">".to_owned(),
        format!("<d><table:table table:name=\"A\">{}</d>", row("", &cell(""))),
        "<d><table:table table:name=\"A\"><table:table-row><table:table-cell office:value-type=\"string\"></table:table></table:table-cell></table:table-row></d>".to_owned(),
        "<d><!-- </d>".to_owned(),
        "<!DOCTYPE d><d></d>".to_owned(),
        "<d a='></d>".to_owned(),
        "<d></d a=\"x>\"".to_owned(),
        "<d>".repeat(300),
    ];
    for content in endless {
        let path = folder.write("rusak", ods(&content));
        let error = take_ods(&path);
        assert!(
            matches!(error, IntakeError::Damaged { .. }),
            "{content}: {error}"
        );
    }
}

#[test]
fn an_xls_whose_chains_bite_their_tails_is_damaged() {
    let folder = Folder::new();
    let whole = include_bytes!("../../../tests/fixtures/iuran.xls");
    let table = 512 * (1 + usize::from(whole[76]) + 256 * usize::from(whole[77]));
    let mut endless = whole.to_vec();
    for (id, next) in endless[table..table + 512].chunks_exact_mut(4).enumerate() {
        next.copy_from_slice(&u32::try_from(id).unwrap().to_le_bytes());
    }
    let path = folder.write("a.xls", &endless);
    says(
        &take(&path, Kind::Contributions).unwrap_err(),
        &["susunan berkas XLS"],
    );
}

/// A record of an old workbook.
fn record(kind: u16, data: &[u8]) -> Vec<u8> {
    let length = u16::try_from(data.len()).unwrap();
    [&kind.to_le_bytes(), &length.to_le_bytes(), data].concat()
}

/// An old workbook of one sheet, with these records before and in it.
fn old_book(before: &[Vec<u8>], sheet: &[Vec<u8>]) -> Vec<u8> {
    let begin = record(0x809, &[0, 6, 5, 0]);
    let end = record(10, &[]);
    let named = |at: usize| {
        let at = u32::try_from(at).unwrap().to_le_bytes();
        record(0x85, &[at, [0; 4]].concat())
    };
    let start = begin.len() + before.concat().len() + named(0).len() + end.len();
    let globals = [begin.clone(), before.concat(), named(start), end.clone()].concat();
    [globals, begin, sheet.concat(), end].concat()
}

fn number(row: u16, column: u16) -> Vec<u8> {
    record(
        0x203,
        &[&row.to_le_bytes()[..], &column.to_le_bytes(), &[0; 10]].concat(),
    )
}

#[test]
fn an_xls_that_lays_out_too_large_a_sheet_is_refused() {
    let weigh = |sheet: &[Vec<u8>]| biff::weigh(&old_book(&[], sheet));
    assert_eq!(weigh(&[number(0, 0), number(9, 9)]), Ok(Book::Open));
    assert_eq!(
        weigh(&[number(0, 0), number(65_535, 255)]),
        Err(Refusal::TooLarge)
    );
    let dimensions = |rows: u32| {
        let bytes = [
            0_u32.to_le_bytes(),
            rows.to_le_bytes(),
            [0, 0, 255, 0],
            [0; 4],
        ]
        .concat();
        record(0x200, &bytes[..14])
    };
    assert_eq!(weigh(&[dimensions(65_536)]), Ok(Book::Open));
    assert_eq!(weigh(&[dimensions(4_000_000_000)]), Err(Refusal::Damaged));
    assert_eq!(biff::weigh(&record(0x2f, &[1, 0])), Ok(Book::Encrypted));
}

#[test]
fn an_xls_whose_cells_all_name_one_long_text_is_refused() {
    let length = 60_000_u16.to_le_bytes();
    let text = [&[0; 8][..], &length, &[0], &vec![b'a'; 8_000]].concat();
    let rest = [&[0][..], &vec![b'a'; 52_000]].concat();
    let strings = [record(0xfc, &text), record(0x3c, &rest)];
    let weigh =
        |cells: usize| biff::weigh(&old_book(&strings, &[record(0xfd, &[0; 10]).repeat(cells)]));
    assert_eq!(weigh(10), Ok(Book::Open));
    assert_eq!(weigh(4_000), Err(Refusal::TooLarge));
    let cut = biff::weigh(&old_book(&strings[..1], &[]));
    assert_eq!(cut, Err(Refusal::Damaged));
}

#[test]
fn a_million_blank_rows_of_a_workbook_are_nothing() {
    let folder = Folder::new();
    let bytes = book(&[("xl/worksheets/sheet1.xml", &|out| {
        out.write_all(b"<worksheet><sheetData><row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>nama</t></is></c></row>").unwrap();
        for row in 2..200_000 {
            write!(out, "<row r=\"{row}\"><c r=\"A{row}\" s=\"0\"/></row>").unwrap();
        }
        out.write_all(b"<row r=\"1000000\"><c r=\"A1000000\" t=\"inlineStr\"><is><t>CV Uji</t></is></c></row></sheetData></worksheet>").unwrap();
    })]);
    let read = take(&folder.write("a.xlsx", bytes), Kind::Employers).unwrap();
    assert_eq!(read.rows(), [1_000_000]);
}

#[test]
fn an_encrypted_workbook_asks_for_one_without_a_password() {
    let folder = Folder::new();
    // Only the marks that tell: an OLE container with an entry of this name.
    let mut bytes = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec();
    bytes.resize(2_048, 0);
    bytes.extend("EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes));
    bytes.resize(4_096, 0);
    let error = refused(&folder, "rahasia.xlsx", &bytes);
    says(&error, &["rahasia.xlsx", "kata sandi"]);

    let mut zip = ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, text) in [
        ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
        (
            "META-INF/manifest.xml",
            "<m><manifest:encryption-data/></m>",
        ),
        ("content.xml", "<a/>"),
    ] {
        let stored =
            SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
        zip.start_file(name, stored).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    let error = refused(&folder, "rahasia.ods", zip.finish().unwrap().into_inner());
    says(&error, &["kata sandi"]);
}
