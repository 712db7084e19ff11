//! Files and disks that fail: a clear word about the place, and nothing half-written.

use std::{fmt::Write as _, fs, io::Write as _, path::Path};

use rust_xlsxwriter::Workbook;
use zip::{ZipWriter, write::SimpleFileOptions};

use crate::{
    first_story::{EMPLOYERS, ROSTER},
    process::{Office, Ran, text, watch},
};

/// The most memory that reading a file may take, whatever is in it, in KiB.
const MOST_MEMORY: u64 = 300 * 1024;

/// The office with two firms and their rosters.
pub async fn office() -> Office {
    let o = Office::open().await;
    o.import("employers", "employers.csv", EMPLOYERS).ends(0);
    o.import("roster", "roster.csv", ROSTER).ends(0);
    o
}

/// A sound workbook of one sheet with these rows.
fn workbook(rows: &[&[&str]]) -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.set_name("Data BU").unwrap();
    for (row, cells) in (0..).zip(rows) {
        for (column, cell) in (0..).zip(*cells) {
            sheet.write_string(row, column, *cell).unwrap();
        }
    }
    book.save_to_buffer().unwrap()
}

/// A workbook whose only sheet is written by hand.
fn raw_workbook(path: &Path, write_sheet: impl FnOnce(&mut ZipWriter<fs::File>)) {
    let mut zip = ZipWriter::new(fs::File::create(path).unwrap());
    let options = SimpleFileOptions::default().compression_level(Some(1));
    for (name, content) in [
        (
            "_rels/.rels",
            r#"<Relationships xmlns="r"><Relationship Id="r1" Type="x/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#,
        ),
        (
            "xl/workbook.xml",
            r#"<workbook xmlns:r="r"><sheets><sheet name="A" sheetId="1" r:id="r1"/></sheets></workbook>"#,
        ),
        (
            "xl/_rels/workbook.xml.rels",
            r#"<Relationships><Relationship Id="r1" Type="x/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#,
        ),
    ] {
        zip.start_file(name, options).unwrap();
        zip.write_all(content.as_bytes()).unwrap();
    }
    zip.start_file("xl/worksheets/sheet1.xml", options).unwrap();
    write_sheet(&mut zip);
    zip.finish().unwrap();
}

const CELL: &str = r#"<c t="inlineStr"><is><t>"#;

/// A firm's row, its header before it.
const SOUND: [&[&str]; 2] = [&["nama", "nib"], &["CV Uji", "9120000000009"]];

/// What marks a workbook with a password: a container with an entry of this name.
fn encrypted() -> Vec<u8> {
    let mut bytes = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec();
    bytes.resize(2_048, 0);
    bytes.extend("EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes));
    bytes.resize(4_096, 0);
    bytes
}

/// So many columns that nobody knows, then the name of a firm.
fn wide(columns: usize) -> String {
    format!(
        "{}nama\n{}CV Lebar\n",
        "x,".repeat(columns),
        ",".repeat(columns)
    )
}

/// A file's name, what is in it, and what is said of it.
type Case<'a> = (&'a str, &'a [u8], &'a [&'a str]);

async fn refused(cases: &[Case<'_>]) {
    let o = office().await;
    let before = o.counts().await;
    let good = o.folder.file("baik.csv", "nama\nCV Baik\n");
    for (name, content, says) in cases {
        let ran = o.import("employers", name, content).ends(1).says(says);
        assert!(ran.out.is_empty(), "{ran:?}");
        let bad = o.folder.path().join(name);
        o.run(&["import", "employers", text(&good), text(&bad)])
            .ends(1)
            .says(says);
    }
    assert_eq!(o.counts().await, before);
}

#[tokio::test]
async fn a_file_that_can_not_be_opened_is_named_and_changes_nothing() {
    let sound = workbook(&SOUND);
    refused(&[
        (
            "teks.xlsx",
            b"nama,nib\nCV Uji,1\n",
            &["teks.xlsx", "teks (CSV)"],
        ),
        ("buku.csv", &sound, &["buku.csv", "XLSX"]),
        (
            "gambar.csv",
            b"\x89PNG\r\n\x1a\n\0\0",
            &["gambar.csv", "gambar"],
        ),
        ("surat.xlsx", b"%PDF-1.7\n1 0 obj", &["surat.xlsx", "PDF"]),
        (
            "rahasia.xlsx",
            &encrypted(),
            &["rahasia.xlsx", "kata sandi"],
        ),
        (
            "potong.xlsx",
            &sound[..sound.len() / 2],
            &["potong.xlsx", "terpotong"],
        ),
        ("kosong.csv", b"", &["kosong.csv", "kosong"]),
    ])
    .await;
}

#[tokio::test]
async fn a_table_that_can_not_be_read_is_named_with_its_row_and_changes_nothing() {
    let bytes = b"nama\nCV A\nCV \xe9\xe9\xc3\xa9\n";
    let twice = workbook(&[
        SOUND[0],
        SOUND[1],
        &["nama", "alamat"],
        &["CV Dua", "Jl. X"],
    ]);
    let nameless = workbook(&[&["nib", "pemilik"], &["9120000000009", "X"]]);
    let found = ["nama", "nib", "pemilik"];
    refused(&[
        ("rusak.csv", bytes, &["rusak.csv, baris 3", "UTF-8"]),
        (
            "lebar.csv",
            wide(20_000).as_bytes(),
            &["lebar.csv, baris 1", "kolom"],
        ),
        (
            "ganda.xlsx",
            &twice,
            &["ganda.xlsx, lembar Data BU", "baris 1 dan 3"],
        ),
        ("tanpa.csv", b"nib,pemilik\n1,X\n", &["tanpa.csv, baris 1"]),
        ("tanpa.csv", b"nib,pemilik\n1,X\n", &found),
        (
            "tanpa.xlsx",
            &nameless,
            &["tanpa.xlsx, lembar Data BU, baris 1"],
        ),
        ("tanpa.xlsx", &nameless, &found),
    ])
    .await;
}

#[tokio::test]
async fn a_workbook_that_breaks_its_reader_is_refused_with_our_word_alone() {
    let o = office().await;
    let mut bytes = include_bytes!("../fixtures/iuran.xls").to_vec();
    // The library takes the first two bytes of a first record that now has none.
    bytes[2_050] = 0;
    let ran = o.import("contributions", "iuran.xls", bytes).ends(1);
    let said = ran.says(&["iuran.xls", "isi buku kerja tidak terbaca"]);
    assert!(!said.err.contains("panicked"), "{said:?}");
}

#[tokio::test]
async fn a_row_that_can_not_be_read_is_reported_with_its_place() {
    let o = office().await;
    let report = o.folder.path().join("ditolak.csv");
    let rows = workbook(&[
        &["nib", "nik", "tanggal_masuk", "upah"],
        &["9120000000001", "6474010101900001", "31/02/2026", "4000000"],
        &["9120000000001", "6474010101900002", "2020-01-01", "4000000"],
        &["9120000000001", "6474019901900003", "2020-01-01", "4000000"],
        &[
            "9120000000001",
            "6474010101900004",
            "2020-01-01",
            "empat juta",
        ],
        &["9129999999999", "6474010101900005", "2020-01-01", "4000000"],
    ]);
    let file = o.folder.file("pekerja.xlsx", rows);
    let told = o
        .run(&[
            "import",
            "roster",
            text(&file),
            "--report",
            text(&report),
            "--as-of",
            "2026-03-16",
            "--json",
        ])
        .ends(3)
        .json();
    assert_eq!(
        (&told["accepted"], &told["rejected"]),
        (&1.into(), &4.into())
    );
    let written = fs::read_to_string(&report).unwrap();
    let mut reader = csv::Reader::from_reader(written.as_bytes());
    assert_eq!(
        reader
            .headers()
            .unwrap()
            .iter()
            .collect::<Vec<_>>()
            .join(","),
        "file,sheet,row,column,value,problem"
    );
    let places: Vec<String> = reader
        .records()
        .map(|r| r.unwrap().iter().take(4).collect::<Vec<_>>().join("|"))
        .collect();
    assert_eq!(
        places,
        [
            "pekerja.xlsx|Data BU|2|tanggal_masuk",
            "pekerja.xlsx|Data BU|4|nik",
            "pekerja.xlsx|Data BU|5|upah",
            "pekerja.xlsx|Data BU|6|nib"
        ]
    );
    assert!(!written.contains("6474019901900003"), "{written}");
}

#[tokio::test]
async fn two_hundred_columns_are_read() {
    let o = office().await;
    let told = o.import("employers", "lebar.csv", wide(200)).ends(0).json();
    assert_eq!(told["created"], 1);
}

/// Imports employers in a process that must not take much memory, whatever is in the file.
fn bounded(o: &Office, file: &Path) -> Ran {
    let (ran, peak) = watch(o.command(&["import", "employers", text(file), "--json"]));
    assert!(peak > 0 && peak < MOST_MEMORY, "{peak} KiB: {ran:?}");
    ran
}

#[tokio::test]
async fn a_bomb_takes_no_memory() {
    let o = office().await;
    let before = o.counts().await;
    let cell = format!("<worksheet><sheetData><row>{CELL}");
    for (name, begin, byte) in [
        ("bom.xlsx", "<worksheet><sheetData>", b' '),
        ("sel.xlsx", cell.as_str(), b'a'),
    ] {
        let file = o.folder.path().join(name);
        raw_workbook(&file, |zip| {
            let block = vec![byte; 1 << 20];
            zip.write_all(begin.as_bytes()).unwrap();
            for _ in 0..150 {
                zip.write_all(&block).unwrap();
            }
        });
        assert!(fs::metadata(&file).unwrap().len() < 2 << 20);
        bounded(&o, &file).ends(1).says(&[name, "melebihi batas"]);
    }
    assert_eq!(o.counts().await, before);
}

#[tokio::test]
async fn a_million_blank_rows_take_no_memory() {
    let o = office().await;
    let blank = o.folder.path().join("hampa.xlsx");
    raw_workbook(&blank, |zip| {
        let mut sheet = format!("<worksheet><sheetData><row>{CELL}nama</t></is></c></row>");
        for row in 2..1_000_000 {
            write!(sheet, "<row r=\"{row}\"/>").unwrap();
        }
        let end = "CV Ujung</t></is></c></row></sheetData></worksheet>";
        write!(sheet, "<row r=\"1000000\">{CELL}{end}").unwrap();
        zip.write_all(sheet.as_bytes()).unwrap();
    });
    let commas = format!("nama,nib\n{}CV Ujung Dua,\n", ",\n".repeat(1_000_000));
    let commas = o.folder.file("hampa.csv", commas);
    for file in [&blank, &commas] {
        let told = bounded(&o, file).ends(0).json();
        assert_eq!(
            (&told["rows"], &told["created"]),
            (&1.into(), &1.into()),
            "{told}"
        );
    }
}
