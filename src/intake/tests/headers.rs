use super::{
    super::{IntakeError, Kind},
    HER, HIM, csv, sheet, try_csv, try_xlsx, xlsx,
};

#[test]
fn titles_stand_above_and_numbers_under_the_header() {
    let text = "PEMERINTAH KOTA UJI,,\nDaftar perusahaan per 1 Maret 2026,,\n,,\nNo,Nama Perusahaan,NIB\n(1),(2),(3)\n,,\n1,CV Sinar Uji,8120001112223\n";
    let read = csv(Kind::Employers, text);
    assert_eq!((read.rows(), read.rejected_rows()), (vec![7], vec![]));
    for numbers in ["1,2,3", "a,b,c", "1.,2.,3.", "1,2,3=1+2", "0,1,2"] {
        let read = csv(
            Kind::Employers,
            format!("No,Nama,NIB\n{numbers}\n1,CV Uji,8120001112223\n"),
        );
        assert_eq!(
            (read.rows(), read.rejected_rows()),
            (vec![3], vec![]),
            "{numbers}"
        );
    }
}

#[test]
fn the_header_starts_in_the_first_fifteen_rows() {
    let at = |row: usize| {
        format!(
            "{}nama,nib\nCV Uji,8120001112223\n",
            "judul,x\n".repeat(row - 1)
        )
    };
    assert_eq!(csv(Kind::Employers, at(15)).rows(), [16]);
    let missing = try_csv(Kind::Employers, at(16)).unwrap_err();
    assert!(matches!(missing, IntakeError::MissingColumns { .. }));
}

#[test]
fn a_header_may_span_two_rows() {
    let text = "No,Nama BU,Identitas,,Tenaga Kerja,,\n,,NIB,NPWP,L,P,Keterangan\n1,2,3,4,5,6,7\n1,CV Uji,8120001112223,013121660091000,3,4,x\n";
    let read = csv(Kind::Employers, text);
    assert_eq!(read.summary.columns_found, ["nib", "npwp", "nama"]);
    assert_eq!(read.rows(), [4]);
    let row = read.employers()[0];
    assert!(row.ids.nib.is_some() && row.ids.npwp.is_some());
}

#[test]
fn names_are_put_together_over_two_rows() {
    let text = "Nama,Jumlah,Tanggal\nPerusahaan,Pekerja,Lapor\nCV Uji,12,2026-01-05\n";
    let read = csv(Kind::Employers, text);
    let row = read.employers()[0];
    assert_eq!((row.name.as_str(), row.wlkp), ("CV Uji", Some(12)));
    assert_eq!(row.wlkp_on.unwrap().to_string(), "2026-01-05");

    let text = "Kode BU,NIK,Tanggal,,Gaji\n,,Masuk,Keluar,\n01234567,6474011708900007,2026-01-05,2026-02-05,1\n";
    let read = csv(Kind::Roster, text);
    assert!(read.roster()[0].started_on.is_some() && read.roster()[0].ended_on.is_some());
}

#[test]
fn of_a_divided_column_the_total_counts_and_never_one_part() {
    let text = "Nama BU,Jumlah Pekerja,,,NIB\n,L,P,Total,\nCV Uji,3,4,7,8120001112223\n";
    let read = csv(Kind::Employers, text);
    assert_eq!((read.rows(), read.employers()[0].wlkp), (vec![3], Some(7)));

    let text = "Nama BU,Jumlah Pekerja,,NIB\n,L,P,\nCV Uji,3,4,8120001112223\n";
    let read = csv(Kind::Employers, text);
    assert_eq!((read.rows(), read.employers()[0].wlkp), (vec![3], None));
    assert!(read.warned("terbagi tanpa kolom Total").is_some());
}

#[test]
fn a_title_above_a_two_row_header_is_no_part_of_it() {
    let text = "PERENCANAAN PEMERIKSAAN,,,,\nBulan Maret 2026,,,,\nNo,Nama Badan Usaha,Kode BU,Urgensi,\n,,,Potensi,Jumlah Pekerja\n1,CV Uji,01234567,3,9\n";
    let read = csv(Kind::Employers, text);
    assert_eq!((read.rows(), read.employers()[0].wlkp), (vec![5], Some(9)));
}

#[test]
fn a_row_of_data_under_the_header_is_never_taken_for_its_second_half() {
    for data in [
        "CV Maju,Jalan Uji",
        "CV Maju,",
        ",Jalan Uji",
        "Nama,Jalan Uji",
    ] {
        let read = csv(
            Kind::Employers,
            format!("nama,alamat\n{data}\nCV Dua,Jalan Dua\n"),
        );
        let expected: &[u32] = if data.starts_with(',') { &[3] } else { &[2, 3] };
        assert_eq!(read.rows(), expected, "{data}");
    }
}

#[test]
fn merged_groups_of_a_workbook_are_understood() {
    let read = xlsx(Kind::Roster, |book| {
        let plain = rust_xlsxwriter::Format::new();
        let sheet = sheet(book, &[&[], &[], &["", "NIK", "Nama", "Mulai Kerja"]]);
        sheet
            .merge_range(0, 0, 0, 3, "DAFTAR PEKERJA", &plain)
            .unwrap();
        sheet.merge_range(1, 0, 2, 0, "NIB", &plain).unwrap();
        sheet.merge_range(1, 1, 1, 3, "Pekerja", &plain).unwrap();
        sheet
            .merge_range(3, 0, 4, 0, "8120001112223", &plain)
            .unwrap();
        for (row, nik) in [(3, HIM), (4, HER)] {
            sheet.write_string(row, 1, nik).unwrap();
            sheet.write_string(row, 3, "2026-01-05").unwrap();
        }
        sheet.write_string(5, 1, HIM).unwrap();
    });
    assert_eq!((read.rows(), read.rejected_rows()), (vec![4, 5], vec![6]));
    assert_eq!(read.roster()[0].ids, read.roster()[1].ids);
}

#[test]
fn the_same_header_met_again_is_skipped() {
    let text =
        "nama,nib\nCV A,8120001112223\n\nNama Perusahaan,NIB\n1,2\nCV B,8120001112224\nnama,nib\n";
    assert_eq!(csv(Kind::Employers, text).rows(), [2, 6]);
    let two_rows = "Nama,Jumlah\nBU,Pekerja\nCV A,1\nNama,Jumlah\nBU,Pekerja\nCV B,2\n";
    let read = csv(Kind::Employers, two_rows);
    assert_eq!((read.rows(), read.rejected_rows()), (vec![3, 6], vec![]));
    let one_column = csv(Kind::Employers, "Nama BU\nCV A\nNAMA BU\nCV B\n");
    assert_eq!(one_column.rows(), [2, 4]);
    let rows = format!("nik,segmen,status\n{HIM},BP,AKTIF\nNIK,SEGMEN,STATUS\n{HER},BP,AKTIF\n");
    let read = csv(Kind::Participants, rows);
    assert_eq!((read.rows(), read.rejected_rows()), (vec![2, 4], vec![]));
}

#[test]
fn two_different_headers_on_one_sheet_are_an_error() {
    let files = [
        "nama,nib\nCV A,8120001112223\nnib,nama\n8120001112224,CV B\n".to_owned(),
        format!(
            "nama,nib\n{}nama,x,nib\n8120001112224,,CV B\n",
            "CV A,8120001112223\n".repeat(40)
        ),
        "Nama,Jumlah\nBU,Pekerja\nCV A,1\nJumlah,Nama\nPekerja,BU\n2,CV B\n".to_owned(),
        "nama,nib,,nama,nib\nCV A,8120001112223,,CV B,8120001112224\n".to_owned(),
    ];
    for text in files {
        let error = try_csv(Kind::Employers, &text).unwrap_err();
        assert!(
            matches!(error, IntakeError::TwoHeaders { .. }),
            "{text}: {error}"
        );
    }
    let error = try_xlsx(Kind::Participants, |book| {
        sheet(
            book,
            &[
                &["nik", "segmen", "status"],
                &[HIM, "BP", "AKTIF"],
                &["status", "nik", "segmen"],
            ],
        )
        .set_name("Data")
        .unwrap();
    })
    .unwrap_err();
    assert_eq!(
        error.to_string(),
        "Berkas data.xlsx, lembar Data: ada dua baris judul kolom yang berbeda (baris 1 dan 3); pisahkan kedua tabel ke lembar atau berkas tersendiri."
    );
}

#[test]
fn a_missing_required_column_is_an_error_with_the_names_found() {
    let error = try_csv(Kind::Participants, "Daftar\nNIK,Segmen,Nama\n1,2,3\n").unwrap_err();
    assert_eq!(
        error.to_string(),
        "Berkas data.csv, baris 2: kolom wajib tidak ditemukan dalam 15 baris pertama: status. Nama kolom yang ditemukan: NIK, Segmen, Nama. Perbaiki baris judul kolomnya."
    );
    let error = try_csv(Kind::Roster, "nik,nama\n").unwrap_err().to_string();
    assert!(error.contains("nib atau npwp atau kode_bu"), "{error}");
    for (kind, header, missing) in [
        (Kind::Contributions, "kode_bu,bulan,tagihan", "dibayar"),
        (Kind::Contributions, "kode_bu,bulan,dibayar", "tagihan"),
        (Kind::Contributions, "kode_bu,tagihan,dibayar", "bulan"),
        (Kind::Contributions, "bulan,tagihan,dibayar", "kode_bu"),
        (Kind::Participants, "segmen,status", "nik"),
        (Kind::Roster, "nib,upah", "nik"),
        (Kind::Employers, "nib,npwp", "nama"),
    ] {
        let error = try_csv(kind, format!("{header}\n"))
            .unwrap_err()
            .to_string();
        assert!(error.contains(&format!("pertama: {missing}.")), "{error}");
    }
}

#[test]
fn a_file_without_any_header_shows_none_of_its_cells() {
    let error = try_csv(
        Kind::Roster,
        format!("{HIM},Orang Rahasia\n{HER},Lain Rahasia\n"),
    )
    .unwrap_err();
    let text = format!("{error} {error:?}");
    assert!(
        !text.contains("Rahasia") && !text.contains("64740"),
        "{text}"
    );
}

#[test]
fn an_optional_column_that_is_there_twice_is_read_once_with_a_warning() {
    let read = csv(Kind::Employers, "nama,alamat,Alamat Usaha\nCV A,satu,dua\n");
    assert_eq!(read.employers()[0].address.as_deref(), Some("satu"));
    assert!(read.warned("alamat ada lebih dari satu").is_some());
}
