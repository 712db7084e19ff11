use super::{super::Kind, HIM, NIB, csv, employer, sheet, xlsx};

#[test]
fn a_nik_that_a_spreadsheet_damaged_is_rejected_and_an_exact_one_warned_of() {
    let read = xlsx(Kind::Participants, |book| {
        let sheet = sheet(book, &[&["nik", "segmen", "status"]]);
        for (row, nik) in [
            (1, 6_474_011_708_900_000.0),
            (2, 6_474_011_708_900_007.0),
            (3, 9_474_011_708_900_007.0),
        ] {
            sheet.write_number(row, 0, nik).unwrap();
            sheet.write_string(row, 1, "PPU BU").unwrap();
            sheet.write_string(row, 2, "AKTIF").unwrap();
        }
    });
    assert_eq!((read.rows(), read.rejected_rows()), (vec![3], vec![2, 4]));
    assert!(read.rejections[0].2.problem.contains("rusak"));
    assert_eq!(read.participants()[0].person, super::keyer().person(HIM));
    assert_eq!(read.warned("sel angka"), Some((1, 3)));

    let read = csv(
        Kind::Participants,
        "nik;segmen;status\n6,47402E+15;PPU BU;AKTIF\n6.47402E+15;BP;AKTIF\n",
    );
    assert_eq!(read.rejected_rows(), [2, 3]);
    // Text that ends in 0 is as good as any.
    let read = csv(
        Kind::Participants,
        "nik,segmen,status\n6474011708900010,BP,AKTIF\n",
    );
    assert_eq!(read.rows(), [2]);
}

#[test]
fn an_npwp_16_that_a_spreadsheet_damaged_rejects_its_row() {
    for nib in ["", NIB] {
        let read = xlsx(Kind::Employers, |book| {
            let sheet = sheet(book, &[&["nama", "nib", "npwp"], &["CV Uji", nib]]);
            sheet.write_number(1, 2, 1_000_000_000_123_450.0).unwrap();
        });
        assert_eq!(read.rejections[0].2.column, "npwp");
    }
    let shown = csv(
        Kind::Roster,
        format!("nib,npwp,nik\n{NIB},\"1,00000E+15\",{HIM}\n"),
    );
    assert_eq!(shown.rejections[0].2.column, "npwp");
    // Text that ends in 0 is as good as any.
    assert_eq!(employer("npwp", "1000000000123450").rows(), [2]);
}

#[test]
fn a_code_from_a_numeric_cell_is_padded_and_from_text_not() {
    let read = xlsx(Kind::Employers, |book| {
        let sheet = sheet(book, &[&["nama", "kode_bu"], &["CV Uji"]]);
        sheet.write_number(1, 1, 1_234_567).unwrap();
    });
    assert_eq!(
        read.employers()[0].ids.code.unwrap().to_string(),
        "01234567"
    );
    assert_eq!(read.warned("dilengkapi nol"), Some((1, 2)));
    assert_eq!(
        employer("kode_bu", "1234567").rejections[0].2.column,
        "kode_bu"
    );
}

#[test]
fn npwp_are_restored_only_where_the_check_digit_holds() {
    let npwp = |text: &str| employer("npwp", text);
    let read = npwp("13121660091000");
    assert_eq!(
        read.employers()[0].ids.npwp.as_ref().unwrap().shown,
        "013121660091000"
    );
    assert!(read.warned("dipulihkan").is_some());
    assert_eq!(npwp("23121660091000").rejections[0].2.column, "npwp");
    let read = npwp("216090524017001");
    assert_eq!(
        read.employers()[0].ids.npwp.as_ref().unwrap().shown,
        "216090524017001"
    );
    assert!(read.warned("Digit pemeriksa").is_some());
    let read = npwp("01.312.166.0-091.000");
    let fact = read.employers()[0].ids.npwp.clone().unwrap();
    assert_eq!(
        (fact.shown.as_str(), fact.match_key.as_str()),
        ("013121660091000", "0013121660091000")
    );
    assert!(read.warnings.is_empty());
}

#[test]
fn a_malformed_number_is_dropped_only_beside_a_sound_one() {
    let header = "nib,npwp,kode_bu";
    for (cells, warning) in [
        ("123,013121660091000,", "NIB tidak sah"),
        (&*format!("{NIB},123,"), "NPWP tidak sah"),
        (&*format!("{NIB},,12A"), "Kode BU tidak sah"),
    ] {
        let read = employer(header, cells);
        assert_eq!(read.warned(warning), Some((1, 2)), "{cells}");
        assert_eq!(read.employers().len(), 1);
        let read = csv(Kind::Roster, format!("{header},nik\n{cells},{HIM}\n"));
        assert_eq!((read.rows(), read.warned(warning)), (vec![2], Some((1, 2))));
    }
    for (cells, column) in [
        ("123,,", "nib"),
        (",123,", "npwp"),
        (",,12A", "kode_bu"),
        ("123,123,12A", "nib"),
    ] {
        assert_eq!(employer(header, cells).rejections[0].2.column, column);
        let read = csv(Kind::Roster, format!("{header},nik\n{cells},{HIM}\n"));
        assert_eq!(read.rejections[0].2.column, column);
    }
    assert!(employer(header, ",,").employers()[0].ids.is_empty());
    let head = employer("kode_bu_pusat", "12");
    assert!(head.employers()[0].head_code.is_none() && head.warned("pusat").is_some());
}

#[test]
fn a_participant_with_a_malformed_code_is_kept_without_it() {
    let read = csv(
        Kind::Participants,
        format!("nik,segmen,status,kode_bu\n{HIM},PPU BU,AKTIF,12A\n"),
    );
    assert_eq!(read.participants()[0].code, None);
    assert_eq!(read.warned("tanpa kode BU"), Some((1, 2)));
}
