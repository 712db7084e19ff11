use super::{super::Kind, HER, HIM, csv};

#[test]
fn blank_rows_totals_and_signatures_of_the_registry_are_skipped() {
    let text = "No,Nama,NIB,Jumlah Pekerja,Alamat\n\
        1,CV Satu,8120001112223,4,Jl. A\n\
        ,,,,\n\
        A. KECAMATAN BONTANG UTARA,,,,\n\
        2,Tanpa Nomor,,,\n\
        ,SUBTOTAL,,4,\n\
        3,CV Total Uji,,2,\n\
        4,Jumlah Sejahtera,,2,\n\
        5,\"Total Karya, PT\",8120001112224,1,\n\
        ,Jumlah Keseluruhan,,9,\n\
        6,CV Enam,,,Kepala Dinas Lama 3\n\
        TOTAL,,,9,\n\
        ,,,,\"Bontang, 3 Maret 2026\"\n\
        ,Mengetahui,,,Kepala Bidang\n\
        ,,,,\n\
        ,Nama Pejabat Uji,,,Nama Lain Uji\n\
        ,NIP. 19800101 200501 1 001,,,NIP. 19810101 200601 2 002\n";
    let read = csv(Kind::Employers, text);
    assert_eq!(
        (read.rows(), read.rejected_rows()),
        (vec![2, 5, 7, 8, 9, 11], vec![])
    );
    assert_eq!(read.warned("TOTAL"), Some((3, 6)));
    assert!(read.warned("tanda tangan").is_some());
}

#[test]
fn a_firm_under_a_signature_block_is_still_a_firm() {
    let text = "nama,nib\nCV A,\nMengetahui,\nOrang Uji,\nCV B,8120001112224\n";
    assert_eq!(csv(Kind::Employers, text).rows(), [2, 5]);
}

#[test]
fn totals_and_signatures_under_workers_and_bills_are_skipped() {
    let text = format!(
        "No,NIB,NIK,Nama,Upah\n1,8120001112223,{HIM},Orang,4000000\n,,,,\nTOTAL,,,,4000000\n,JUMLAH,1,,4000000\n,,\"Bontang, 3 Maret 2026\",,\n,,Direktur,,\n,,,,\n,,Orang Lain Uji,,\n"
    );
    let read = csv(Kind::Roster, text);
    assert_eq!((read.rows(), read.rejected_rows()), (vec![2], vec![]));

    let text = format!(
        "NIK,Segmen,Status\n{HIM},PPU BU,AKTIF\nJumlah peserta: 1,,\n,,\nKepala Kantor,,\n,NIP. 198001012005011001,\n"
    );
    let read = csv(Kind::Participants, text);
    assert_eq!((read.rows(), read.rejected_rows()), (vec![2], vec![]));

    let text = "kode_bu,bulan,tagihan,dibayar\n01234567,2026-01,5,5\nTotal,,5,5\nTotal Januari 2026,,5,5\n,,10,10\n";
    let read = csv(Kind::Contributions, text);
    assert_eq!((read.rows(), read.rejected_rows()), (vec![2], vec![5]));
}

#[test]
fn a_row_of_data_with_a_bad_number_is_rejected_and_not_skipped() {
    let text = format!(
        "nik,segmen,status,kode_bu\n\
         12345,PPU BU,AKTIF,\n\
         BELUM ADA,PPU BU,AKTIF,\n\
         ,PPU BU,AKTIF,\n\
         64740117089000071,,,\n\
         {HIM},Lainnya,AKTIF,\n\
         {HIM},PPU BU,PINDAH,\n\
         {HIM},,AKTIF,\n\
         {HIM},PPU BU,,\n\
         {HIM},,,\n\
         tidak jelas,tidak jelas,tidak jelas,tidak jelas\n\
         abc,xyz,,\n\
         abc,,,\n"
    );
    let read = csv(Kind::Participants, text);
    assert_eq!(read.rejected_rows(), (2..14).collect::<Vec<u32>>());
    let columns: Vec<_> = read
        .rejections
        .iter()
        .map(|(_, _, row)| row.column)
        .collect();
    let expected = [
        "nik", "nik", "nik", "nik", "segmen", "status", "segmen", "status", "segmen", "nik", "nik",
        "nik",
    ];
    assert_eq!(columns, expected);
    assert_eq!((read.summary.rows, read.summary.rejected), (12, 12));

    let text = format!(
        "nib,nik,upah\n8120001112223,TIDAK PUNYA KTP,\n,{HER},\n8120001112223,,4000000\n123,{HIM},\n"
    );
    assert_eq!(csv(Kind::Roster, text).rejected_rows(), [2, 3, 4, 5]);

    let text = "kode_bu,bulan,tagihan,dibayar\nABC,2026-01,1,1\n,2026-01,1,1\n01234567,,1,1\n01234567,2026-13,1,1\n01234567,2026-01,,1\n01234567,2026-01,x,1\n01234567,2026-01,1,-5\n";
    assert_eq!(
        csv(Kind::Contributions, text).rejected_rows(),
        [2, 3, 4, 5, 6, 7, 8]
    );
}

#[test]
fn a_million_blank_rows_are_nothing() {
    let mut text = format!("nik,segmen,status\n{HIM},BP,AKTIF\n");
    text.push_str(&",,\n".repeat(100_000));
    text.push_str(&"\n".repeat(900_000));
    text.extend([HER, ",BP,AKTIF\n"]);
    let read = csv(Kind::Participants, text);
    assert_eq!(
        (read.rows(), read.rejected_rows()),
        (vec![2, 1_000_003], vec![])
    );
}
