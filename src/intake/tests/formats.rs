use std::{fmt::Write, path::Path};

use encoding_rs::WINDOWS_1252;

use super::{
    super::{Kind, Record},
    Folder, HER, HIM, Outcome, csv, sheet, take, xlsx,
};
use crate::domain::money::Sen;

const HEADER: &str = "nama,nib,alamat";

fn names(read: &Outcome) -> Vec<&str> {
    read.employers()
        .iter()
        .map(|row| row.name.as_str())
        .collect()
}

#[test]
fn commas_semicolons_and_tabs_part_the_cells() {
    for sign in [",", ";", "\t"] {
        let text = format!("{HEADER}\nCV Sinar Uji,8120001112223,\"Jl. Satu, RT 2; Uji\"\n");
        // The quoted cell keeps its signs, whichever parts the cells.
        let text = text.replace("nama,nib,alamat", &["nama", "nib", "alamat"].join(sign));
        let text = text.replace(
            "Uji,8120001112223,",
            &format!("Uji{sign}8120001112223{sign}"),
        );
        let read = csv(Kind::Employers, text);
        assert_eq!(names(&read), ["CV Sinar Uji"], "{sign:?}");
        assert_eq!(
            read.employers()[0].address.as_deref(),
            Some("Jl. Satu, RT 2; Uji")
        );
    }
}

#[test]
fn a_title_full_of_commas_does_not_hide_the_semicolons() {
    let text = "Daftar, per 1 Maret, kota, uji, semua\nnama;nib\nCV Sinar Uji;8120001112223\n";
    assert_eq!(names(&csv(Kind::Employers, text)), ["CV Sinar Uji"]);
}

#[test]
fn utf8_with_and_without_a_mark_utf16_and_windows_1252_are_text() {
    let text = "nama,alamat\nCV Kafé Uji,“Jl. Melati” – 3\n";
    let utf16 =
        |bytes: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(bytes).collect::<Vec<u8>>();
    let files = [
        text.as_bytes().to_vec(),
        [b"\xef\xbb\xbf", text.as_bytes()].concat(),
        [b"\xff\xfe", utf16(u16::to_le_bytes).as_slice()].concat(),
        [b"\xfe\xff", utf16(u16::to_be_bytes).as_slice()].concat(),
        utf16(u16::to_le_bytes),
        WINDOWS_1252.encode(text).0.into_owned(),
    ];
    for bytes in files {
        let read = csv(Kind::Employers, &bytes);
        assert_eq!(names(&read), ["CV Kafé Uji"], "{:?}", &bytes[..4]);
        assert_eq!(
            read.employers()[0].address.as_deref(),
            Some("“Jl. Melati” – 3")
        );
    }
}

#[test]
fn encodings_hold_across_the_pieces_that_are_read_at_once() {
    let mut text = String::from("nama,alamat\n");
    for row in 0..30_000 {
        let street = "é".repeat(row % 7);
        writeln!(text, "CV Kafé {row},Jalan é{street}").unwrap();
    }
    let utf16 = text.encode_utf16().flat_map(u16::to_le_bytes);
    let utf16: Vec<u8> = [0xff, 0xfe].into_iter().chain(utf16).collect();
    for bytes in [text.as_bytes(), &utf16, &WINDOWS_1252.encode(&text).0] {
        let read = csv(Kind::Employers, bytes);
        assert_eq!(read.summary.rows, 30_000);
        assert_eq!(read.employers()[29_999].name, "CV Kafé 29999");
        assert_eq!(read.rows().last(), Some(&30_001));
    }
}

#[test]
fn rows_are_counted_as_a_spreadsheet_shows_them() {
    for end in ["\n", "\r\n"] {
        let text = "\nnama,alamat\nCV A,\"dua\nbaris\"\n\n\nCV B,x\nCV C,y".replace('\n', end);
        let read = csv(Kind::Employers, text);
        assert_eq!(
            (names(&read), read.rows()),
            (vec!["CV A", "CV B", "CV C"], vec![3, 6, 7]),
            "{end:?}"
        );
    }
    let old_mac = csv(Kind::Employers, "nama,alamat\rCV A,x\rCV B,y\r");
    assert_eq!(old_mac.rows(), [2, 3]);
}

#[test]
fn xlsx_cells_of_every_type_are_read() {
    let read = xlsx(Kind::Contributions, |book| {
        let date = rust_xlsxwriter::Format::new().set_num_format("dd/mm/yyyy");
        let month = rust_xlsxwriter::Format::new().set_num_format("mmm yyyy");
        let day = |y, m, d| rust_xlsxwriter::ExcelDateTime::from_ymd(y, m, d).unwrap();
        let sheet = sheet(
            book,
            &[&["kode_bu", "bulan", "tagihan", "dibayar", "tanggal_bayar"]],
        );
        sheet.write_number(1, 0, 1_234_567).unwrap();
        sheet
            .write_datetime_with_format(1, 1, day(2026, 2, 1), &month)
            .unwrap();
        sheet.write_number(1, 2, 1_500_000.5).unwrap();
        sheet
            .write_formula(
                1,
                3,
                rust_xlsxwriter::Formula::new("=C2").set_result("1500000.5"),
            )
            .unwrap();
        sheet
            .write_datetime_with_format(1, 4, day(2026, 2, 9), &date)
            .unwrap();
        sheet.write_string(2, 0, "'01234567").unwrap();
        sheet.write_string(2, 1, "Maret 2026").unwrap();
        sheet.write_string(2, 2, "Rp 1.500.000,00").unwrap();
        sheet.write_number(2, 4, 46_097).unwrap();
    });
    let rows = read.contributions();
    assert_eq!(rows[0].code, rows[1].code);
    assert_eq!(rows[0].month.to_string(), "2026-02");
    assert_eq!(
        (rows[0].billed, rows[0].paid),
        (Sen(150_000_050), Sen(150_000_050))
    );
    assert_eq!(rows[0].paid_on.unwrap().to_string(), "2026-02-09");
    assert_eq!(
        (rows[1].month.to_string().as_str(), rows[1].paid),
        ("2026-03", Sen(0))
    );
    assert_eq!(rows[1].paid_on.unwrap().to_string(), "2026-03-16");
    assert_eq!(read.warned("dilengkapi nol"), Some((1, 2)));
}

#[test]
fn hidden_sheets_are_passed_over() {
    let read = xlsx(Kind::Employers, |book| {
        sheet(book, &[&["nama"], &["CV Tampak"]]);
        sheet(book, &[&["nama"], &["CV Tersembunyi"]]).set_hidden(true);
        sheet(book, &[&["nama"], &["CV Sangat Tersembunyi"]]).set_very_hidden(true);
    });
    assert_eq!(names(&read), ["CV Tampak"]);
    assert_eq!(read.records[0].0.as_deref(), Some("Sheet1"));
}

#[test]
fn every_visible_sheet_with_the_header_is_read_on() {
    let read = xlsx(Kind::Employers, |book| {
        sheet(book, &[&["Ringkasan"], &["850 perusahaan"]]);
        sheet(book, &[&["nama", "nib"], &["CV Satu", "8120001112223"]])
            .set_name("Utara")
            .unwrap();
        sheet(
            book,
            &[&["Judul"], &["nib", "nama"], &["8120001112224", "CV Dua"]],
        );
    });
    assert_eq!(names(&read), ["CV Satu", "CV Dua"]);
    assert_eq!(read.summary.sheets, 2);
    let places: Vec<_> = read
        .records
        .iter()
        .map(|(s, row, _)| (s.clone().unwrap(), *row))
        .collect();
    assert_eq!(places, [("Utara".to_owned(), 2), ("Sheet3".to_owned(), 3)]);
}

#[test]
fn a_sheet_that_lacks_a_column_is_named_when_another_is_read() {
    let read = xlsx(Kind::Participants, |book| {
        sheet(
            book,
            &[&["nik", "segmen", "status"], &[HIM, "PPU BU", "AKTIF"]],
        );
        sheet(book, &[&["nik", "segmen"], &[HER, "PPU BU"]]);
    });
    assert_eq!(read.participants().len(), 1);
    assert_eq!(read.warned("status"), Some((1, 1)));
}

/// Made with an office program from one document; the second row hangs under a merged code.
fn read_like_the_original(name: &str) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
    let read = take(&folder.join(name), Kind::Contributions).unwrap();
    assert_eq!(read.rows(), [5, 6, 7], "{name}");
    assert_eq!(read.rejected_rows(), [8]);
    let seen: Vec<_> = read
        .contributions()
        .iter()
        .map(|row| {
            (
                row.code.to_string(),
                row.month.to_string(),
                row.billed,
                row.paid,
            )
        })
        .collect();
    let rupiah = Sen::from_rupiah;
    assert_eq!(
        seen,
        [
            (
                "01234567".to_owned(),
                "2026-01".to_owned(),
                Sen(150_000_050),
                Sen(150_000_050)
            ),
            (
                "01234567".to_owned(),
                "2026-02".to_owned(),
                rupiah(1_500_000),
                rupiah(0)
            ),
            (
                "00000042".to_owned(),
                "2026-02".to_owned(),
                rupiah(750_000),
                rupiah(750_000)
            ),
        ]
    );
    let days: Vec<_> = read
        .contributions()
        .iter()
        .map(|r| r.paid_on.map(|d| d.to_string()))
        .collect();
    assert_eq!(
        days,
        [
            Some("2026-01-09".to_owned()),
            None,
            Some("2026-02-10".to_owned())
        ]
    );
    assert!(
        matches!(&read.records[0], (Some(sheet), 5, Record::Contribution(_)) if sheet == "Iuran")
    );
    assert_eq!(read.warned("TOTAL"), Some((1, 9)));
    assert_eq!(read.warned("tanda tangan"), Some((2, 11)));
    assert_eq!(read.warned("dilengkapi nol"), Some((2, 5)));
}

#[test]
fn old_excel_files_are_read() {
    read_like_the_original("iuran.xls");
}

#[test]
fn open_document_files_are_read() {
    read_like_the_original("iuran.ods");
}

#[test]
fn a_name_without_an_ending_promises_nothing() {
    let folder = Folder::new();
    let read = take(&folder.write("daftar", "nama\nCV Uji\n"), Kind::Employers).unwrap();
    assert_eq!(names(&read), ["CV Uji"]);
}

#[test]
fn reading_stops_when_the_receiver_has_enough() {
    use std::ops::ControlFlow;
    let folder = Folder::new();
    let mut text = "nama\n".to_owned();
    for row in 0..50_000 {
        writeln!(text, "CV Uji {row}").unwrap();
    }
    let path = folder.write("data.csv", text);
    let mut seen = 0;
    let source = super::Source {
        path: &path,
        file_no: 3,
        kind: Kind::Employers,
        mapping: &super::Mapping::default(),
    };
    let summary = super::read(
        source,
        &super::keyer(),
        &mut super::Warnings::new(),
        &mut |at, _| {
            assert_eq!(at.file, 3);
            seen += 1;
            if seen == 10 {
                ControlFlow::Break(())
            } else {
                ControlFlow::Continue(())
            }
        },
    );
    assert_eq!((summary.unwrap().rows, seen), (10, 10));
}
