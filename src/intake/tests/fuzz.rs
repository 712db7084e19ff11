//! Whatever bytes come, an answer comes back.

use proptest::prelude::*;

use super::{super::Kind, Folder, HIM, hostile::saved, packages::book, take, try_csv};

/// Splices, cuts and changes bytes of a sound file.
fn spoiled(whole: &[u8], at: usize, length: usize, noise: &[u8]) -> Vec<u8> {
    let at = at % whole.len();
    let end = (at + length).min(whole.len());
    [&whole[..at], noise, &whole[end..]].concat()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn no_bytes_make_it_panic(bytes in proptest::collection::vec(any::<u8>(), 0..3_000), kind in 0_usize..4) {
        let folder = Folder::new();
        for name in ["a.csv", "a.xlsx", "a.xls", "a.ods", "a"] {
            take(&folder.write(name, &bytes), Kind::ALL[kind]).ok();
        }
        let ole = [b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".as_slice(), &bytes].concat();
        take(&folder.write("b.xls", ole), Kind::ALL[kind]).ok();
        let zip = [b"PK\x03\x04".as_slice(), &bytes].concat();
        take(&folder.write("b.xlsx", zip), Kind::ALL[kind]).ok();
    }

    #[test]
    fn no_signs_beyond_ascii_make_it_panic(bytes in proptest::collection::vec(prop_oneof![32_u8..=255, 9_u8..=13], 0..3_000), mark in 0_usize..4) {
        let marks: [&[u8]; 4] = [b"", b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff"];
        try_csv(Kind::Employers, [marks[mark], &bytes].concat()).ok();
        try_csv(Kind::Employers, [marks[mark], b"nama,nib\n", &bytes].concat()).ok();
    }

    #[test]
    fn no_text_makes_it_panic(text in "(nama|nib|nik|NIK|Segmen|status|upah|kode_bu|TOTAL|[0-9.,-]{1,18}|\\PC{0,6}|[,;\t\"\n]){0,200}", kind in 0_usize..4) {
        try_csv(Kind::ALL[kind], &text).ok();
        let headed = format!("nik,segmen,status,nib,nama,kode_bu,bulan,tagihan,dibayar\n{HIM},BP,AKTIF,,,,,,\n{text}");
        try_csv(Kind::ALL[kind], headed).ok();
    }

    #[test]
    fn no_spoiled_workbook_makes_it_panic(at in any::<usize>(), length in 0_usize..40, noise in proptest::collection::vec(any::<u8>(), 0..40)) {
        let folder = Folder::new();
        let ods = include_bytes!("../../../tests/fixtures/iuran.ods");
        let xls = include_bytes!("../../../tests/fixtures/iuran.xls");
        let (_, xlsx) = saved(&folder, &[&["kode_bu", "bulan", "tagihan", "dibayar"], &["01234567", "2026-01", "1", "1"]]);
        for (name, whole) in [("a.ods", ods.as_slice()), ("a.xls", xls), ("a.xlsx", &xlsx)] {
            take(&folder.write(name, spoiled(whole, at, length, &noise)), Kind::Contributions).ok();
        }
    }

    #[test]
    fn no_sheet_makes_it_panic(cells in "(<c( r=\"[A-Z]{0,4}[0-9]{0,9}\")?( t=\"(s|n|b|e|str|d|inlineStr)\")?( s=\"[0-9]{1,2}\")?>(<v>([0-9.eE-]{0,12}|[a-z]{0,4}|1e999|&#[0-9]{1,8};)</v>)?(<is><t>nama</t></is>)?</c>|<row( r=\"[0-9]{0,12}\")?>|</row>|<f>A1</f>){0,60}") {
        let folder = Folder::new();
        let text = format!("<worksheet><dimension ref=\"A1:B2\"/><sheetData>{cells}</sheetData></worksheet>");
        let bytes = book(&[("xl/worksheets/sheet1.xml", &|out| out.write_all(text.as_bytes()).unwrap())]);
        take(&folder.write("a.xlsx", bytes), Kind::Employers).ok();
    }
}
