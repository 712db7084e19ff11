//! Files that nobody in an office makes, and some that offices make all the time.

use std::path::PathBuf;

use super::{
    super::{IntakeError, Kind},
    Folder, csv,
    packages::{book, package},
    sheet, take, try_csv, try_xlsx, xlsx,
};

pub(super) fn says(error: &IntakeError, parts: &[&str]) {
    let text = error.to_string();
    for part in parts {
        assert!(text.contains(part), "{part:?} in {text}");
    }
}

pub(super) fn refused(folder: &Folder, name: &str, bytes: impl AsRef<[u8]>) -> IntakeError {
    take(&folder.write(name, bytes), Kind::Employers).unwrap_err()
}

pub(super) fn saved(folder: &Folder, rows: &[&[&str]]) -> (PathBuf, Vec<u8>) {
    let path = folder.file("asli.xlsx");
    let mut book = rust_xlsxwriter::Workbook::new();
    sheet(&mut book, rows);
    book.save(&path).unwrap();
    let bytes = std::fs::read(&path).unwrap();
    (path, bytes)
}

#[test]
fn a_file_that_is_not_there_a_folder_and_an_empty_file() {
    let folder = Folder::new();
    says(
        &take(&folder.file("hilang.csv"), Kind::Roster).unwrap_err(),
        &["hilang.csv", "tidak ditemukan"],
    );
    says(&take(&folder.0, Kind::Roster).unwrap_err(), &["folder"]);
    for name in ["kosong.csv", "kosong.xlsx", "kosong.xls", "kosong.ods"] {
        says(&refused(&folder, name, ""), &[name, "kosong"]);
    }
    says(&refused(&folder, "spasi.csv", " \n\n"), &["kolom wajib"]);
}

#[test]
fn a_file_that_is_not_what_its_name_says() {
    let folder = Folder::new();
    let (_, workbook) = saved(&folder, &[&["nama"], &["CV Uji"]]);
    let ods = include_bytes!("../../../tests/fixtures/iuran.ods");
    let xls = include_bytes!("../../../tests/fixtures/iuran.xls");
    let cases: &[(&str, &[u8], &str)] = &[
        ("a.csv", &workbook, "XLSX"),
        ("a.xls", &workbook, "XLSX"),
        ("a.ods", &workbook, "XLSX"),
        ("a.xlsx", ods, "ODS"),
        ("b.csv", ods, "ODS"),
        ("b.xlsx", xls, "XLS lama"),
        ("b.xlsx", b"nama,nib\nCV Uji,1\n", "teks (CSV)"),
        (
            "b.xls",
            b"<html><table><tr><td>nama</td></tr></table>",
            "HTML",
        ),
        ("c.xlsx", b"%PDF-1.7\n1 0 obj", "PDF"),
        ("c.csv", b"%PDF-1.7\n1 0 obj", "PDF"),
        ("c.xls", b"<?xml version=\"1.0\"?><Workbook/>", "XML"),
        ("c.csv", b"\x89PNG\r\n\x1a\n\0\0", "gambar"),
        ("d.csv", b"nama\0\x01\x02\x03,nib\n", "biner"),
        (
            "d.xlsx",
            &package(&[("word/document.xml", &|_| {})]),
            "Word",
        ),
        ("d.xlsx", &package(&[("foto.jpg", &|_| {})]), "ZIP"),
        (
            "d.xlsx",
            &package(&[("_rels/.rels", &|_| {}), ("xl/workbook.bin", &|_| {})]),
            "XLSB",
        ),
    ];
    for (name, bytes, found) in cases {
        let error = refused(&folder, name, bytes);
        assert!(
            matches!(error, IntakeError::WrongContent { .. }),
            "{name}: {error}"
        );
        says(&error, &[name, found]);
    }
}

#[test]
fn truncated_and_tampered_workbooks_are_damaged() {
    let folder = Folder::new();
    let rows: Vec<Vec<String>> = (0..400).map(|row| vec![format!("CV Uji {row}")]).collect();
    let rows: Vec<Vec<&str>> = rows
        .iter()
        .map(|row| row.iter().map(String::as_str).collect())
        .collect();
    let mut table: Vec<&[&str]> = vec![&["nama"]];
    table.extend(rows.iter().map(Vec::as_slice));
    let (_, whole) = saved(&folder, &table);
    for length in [30, whole.len() / 2, whole.len() - 30] {
        let error = refused(&folder, "potong.xlsx", &whole[..length]);
        says(&error, &["potong.xlsx", "rusak atau terpotong"]);
    }
    for name in ["iuran.ods", "iuran.xls"] {
        let path = PathBuf::from(env!("CARGO_MANIFEST_DIR"))
            .join("tests/fixtures")
            .join(name);
        let whole = std::fs::read(path).unwrap();
        for length in [600, whole.len() / 2] {
            let path = folder.write(name, &whole[..length]);
            let error = take(&path, Kind::Contributions).unwrap_err();
            assert!(
                matches!(
                    error,
                    IntakeError::Damaged { .. } | IntakeError::WrongContent { .. }
                ),
                "{error}"
            );
        }
    }
    let broken = book(&[("xl/worksheets/sheet1.xml", &|out| {
        out.write_all(b"<worksheet><sheetData><row><c>").unwrap();
    })]);
    says(&refused(&folder, "a.xlsx", broken), &["lembar A", "rusak"]);
}

#[test]
fn two_hundred_columns_are_fine_and_twenty_thousand_are_not() {
    let wide = |columns: usize| {
        let names: Vec<String> = (0..columns).map(|n| format!("x{n}")).collect();
        format!("{},nama\n{}CV Uji\n", names.join(","), ",".repeat(columns))
    };
    assert_eq!(csv(Kind::Employers, wide(200)).rows(), [2]);
    let error = try_csv(Kind::Employers, wide(20_000)).unwrap_err();
    says(&error, &["data.csv, baris 1", "jumlah kolom"]);
    let make = |column: u16| {
        move |book: &mut rust_xlsxwriter::Workbook| {
            let sheet = sheet(book, &[&["nama"], &["CV Uji"]]);
            sheet.write_string(1, column, "x").unwrap();
        }
    };
    assert_eq!(xlsx(Kind::Employers, make(199)).rows(), [2]);
    says(
        &try_xlsx(Kind::Employers, make(16_000)).unwrap_err(),
        &["lembar Sheet1, baris 2", "jumlah kolom"],
    );
}

#[test]
fn bytes_that_are_no_text_are_refused_with_their_place() {
    let whole = b"nama,alamat\nCV Satu,Jl. \xc3\xa9\nCV Dua,Jl. \xe9\xe9\n";
    let error = try_csv(Kind::Employers, whole).unwrap_err();
    says(&error, &["data.csv, baris 3", "UTF-8", "byte ke-39"]);
    let marked = [b"\xef\xbb\xbf".as_slice(), b"nama\nCV \xe9 Uji\n"].concat();
    says(
        &try_csv(Kind::Employers, marked).unwrap_err(),
        &["baris 2", "byte ke-12"],
    );
    for bytes in [
        b"nama\nCV \xff\xfe\n".as_slice(),
        b"nama\nCV \xc3\x28\n",
        b"nama\nCV \x81\n",
        b"nama\nCV \xc3",
    ] {
        let error = try_csv(Kind::Employers, bytes).unwrap_err();
        says(&error, &["baris 2", "byte ke-9"]);
    }
    let odd = [b"\xff\xfe".as_slice(), b"n\0a\0m\0a\0\n\0\x00\xd8x\0"].concat();
    assert!(matches!(
        try_csv(Kind::Employers, odd).unwrap_err(),
        IntakeError::NotText { .. }
    ));
}

#[test]
fn a_quote_that_is_never_closed_does_not_take_the_memory() {
    let text = format!(
        "nama,alamat\nCV Satu,x\n\"CV Dua,{}",
        "x,y\n".repeat(2_000_000)
    );
    says(
        &try_csv(Kind::Employers, text).unwrap_err(),
        &["panjang satu baris"],
    );
}
