use super::{super::Kind, HER, HIM, NIB, csv, employer};
use crate::domain::{money::Sen, segment::Segment};

#[test]
fn segments_and_states_in_all_their_spellings() {
    let segments = [
        ("PPU BU", Segment::PpuBu),
        ("ppu-bu", Segment::PpuBu),
        ("PPU PN", Segment::PpuPn),
        ("PBPU (Mandiri)", Segment::Pbpu),
        ("PBPU", Segment::Pbpu),
        ("Pbpu Pemda", Segment::PbpuPemda),
        ("BP", Segment::Bp),
        ("PBI JK (APBN)", Segment::PbiJk),
        ("PBI JK", Segment::PbiJk),
    ];
    for (text, segment) in segments {
        let read = csv(
            Kind::Participants,
            format!("nik,segmen,status\n{HIM},{text},AKTIF\n"),
        );
        assert_eq!(read.participants()[0].segment, segment, "{text}");
    }
    for (text, active) in [
        ("AKTIF", true),
        ("aktif", true),
        ("NON AKTIF", false),
        ("NONAKTIF", false),
        ("Tidak Aktif - PHK", false),
        ("NON AKTIF KARENA PREMI", false),
    ] {
        let read = csv(
            Kind::Participants,
            format!("nik,segmen,status\n{HIM},BP,{text}\n"),
        );
        assert_eq!(read.participants()[0].active, active, "{text}");
    }
}

#[test]
fn only_pisa_1_is_the_worker_and_without_the_column_everybody_is() {
    for (text, main) in [
        ("1", true),
        ("Peserta", true),
        ("2", false),
        ("Istri", false),
        ("", false),
        ("0", false),
        ("-", false),
    ] {
        let read = csv(
            Kind::Participants,
            format!("nik,segmen,status,pisa\n{HIM},BP,AKTIF,{text}\n"),
        );
        assert_eq!(read.participants()[0].main, main, "{text:?}");
        assert!(read.warned("pisa").is_none());
    }
    let read = csv(
        Kind::Participants,
        format!("nik,segmen,status\n{HIM},BP,AKTIF\n"),
    );
    assert!(read.participants()[0].main);
    assert_eq!(read.warned("Kolom pisa tidak ada"), Some((1, 1)));
}

#[test]
fn dates_in_all_their_spellings() {
    for text in [
        "2026-08-17",
        "17/08/2026",
        "17-08-26",
        "46251",
        "17 Agustus 2026",
        "17 Agu 2026",
        "17-Ags-26",
    ] {
        let read = employer("tanggal_wlkp", text);
        assert_eq!(
            read.employers()[0].wlkp_on.unwrap().to_string(),
            "2026-08-17",
            "{text}"
        );
    }
    for (text, year) in [("01/02/30", "2030"), ("01/02/31", "1931")] {
        let read = employer("tanggal_wlkp", text);
        assert_eq!(
            read.employers()[0].wlkp_on.unwrap().to_string(),
            format!("{year}-02-01")
        );
    }
    for text in ["31/02/2026", "13/13/2026", "kemarin"] {
        let read = employer("tanggal_wlkp", text);
        assert_eq!(read.rejections[0].2.column, "tanggal_wlkp", "{text}");
    }
}

#[test]
fn money_in_all_its_spellings() {
    for text in [
        "4250000",
        "4.250.000",
        "\"Rp 4.250.000,00\"",
        "\"4,250,000\"",
        "\"4.250.000,-\"",
    ] {
        let read = csv(Kind::Roster, format!("nib,nik,upah\n{NIB},{HIM},{text}\n"));
        assert_eq!(
            read.roster()[0].wage,
            Some(Sen::from_rupiah(4_250_000)),
            "{text}"
        );
    }
}

#[test]
fn months_in_all_their_spellings() {
    for text in ["2026-02", "02/2026", "Februari 2026"] {
        let read = csv(
            Kind::Contributions,
            format!("kode_bu,bulan,tagihan,dibayar\n01234567,{text},1,1\n"),
        );
        assert_eq!(
            read.contributions()[0].month.to_string(),
            "2026-02",
            "{text}"
        );
    }
}

#[test]
fn empty_cells_say_nothing_and_zero_only_in_counts_and_money() {
    for text in ["", "-", "nihil", "NIHIL", "tidak ada", "Tidak Ada", "0"] {
        let read = employer(
            "nib,npwp,kode_bu,alamat,tanggal_wlkp,email",
            &[text; 6].join(","),
        );
        let row = read.employers()[0];
        assert!(
            row.ids.is_empty() && row.address.is_none() && row.wlkp_on.is_none(),
            "{text:?}"
        );
        assert!(read.warnings.is_empty(), "{text:?}");
    }
    let zero = employer("pekerja_wlkp,pekerja_bpjstk,rencana_tki", "0,-,nihil");
    let row = zero.employers()[0];
    assert_eq!((row.wlkp, row.bpjs_tk, row.planned), (Some(0), None, None));
    let wage = csv(
        Kind::Roster,
        format!("nib,nik,upah\n{NIB},{HIM},0\n{NIB},{HER},-\n"),
    );
    assert_eq!(
        (wage.roster()[0].wage, wage.roster()[1].wage),
        (Some(Sen(0)), None)
    );
    let bill = csv(
        Kind::Contributions,
        "kode_bu,bulan,tagihan,dibayar\n01234567,2026-01,0,-\n",
    );
    assert_eq!(
        (bill.contributions()[0].billed, bill.contributions()[0].paid),
        (Sen(0), Sen(0))
    );
}

#[test]
fn what_surrounds_a_value_is_dropped() {
    let text = format!("nib,nik\n'{NIB},\u{a0}'{HIM}\u{200b} \n");
    let read = csv(Kind::Roster, text);
    assert_eq!(read.roster()[0].person, super::keyer().person(HIM));
    assert_eq!(
        employer("alamat", "'Jl. Jum'at 3\u{a0}").employers()[0]
            .address
            .as_deref(),
        Some("Jl. Jum'at 3")
    );
}

#[test]
fn an_impossible_value_in_a_known_column_rejects_the_row() {
    for (header, cells, column) in [
        ("upah,tanggal_masuk", "banyak,", "upah"),
        ("upah,tanggal_masuk", ",2026-02-30", "tanggal_masuk"),
        (
            "tanggal_masuk,tanggal_keluar",
            "2026-02-01,2026-01-31",
            "tanggal_keluar",
        ),
    ] {
        let read = csv(
            Kind::Roster,
            format!("nib,nik,{header}\n{NIB},{HIM},{cells}\n"),
        );
        let rejected = &read.rejections[0].2;
        assert_eq!(rejected.column, column);
        // The employer is known, so it has an unreadable worker.
        assert_eq!(
            rejected
                .ids
                .as_ref()
                .unwrap()
                .nib
                .as_ref()
                .unwrap()
                .as_str(),
            NIB
        );
    }
    for (header, cell) in [
        ("pekerja_wlkp", "banyak"),
        ("pekerja_bpjstk", "-3"),
        ("status", "entah"),
    ] {
        assert_eq!(employer(header, cell).rejections[0].2.column, header);
    }
    let read = csv(
        Kind::Participants,
        format!("nik,segmen,status,tmt\n{HIM},BP,AKTIF,2026-02-30\n"),
    );
    assert_eq!(read.rejections[0].2.column, "tmt");
    // A worker's birthday is never looked at.
    let read = csv(
        Kind::Roster,
        format!("nib,nik,tanggal_lahir\n{NIB},{HIM},entah\n"),
    );
    assert_eq!(read.rows(), [2]);
}

#[test]
fn the_last_day_may_be_the_first() {
    let read = csv(
        Kind::Roster,
        format!("nib,nik,tanggal_masuk,tanggal_keluar\n{NIB},{HIM},2026-02-01,2026-02-01\n"),
    );
    assert_eq!(read.rows(), [2]);
}

#[test]
fn addresses_that_share_a_cell_are_parted_and_bad_ones_dropped() {
    let emails = |text: &str| {
        employer("email", &format!("\"{text}\"")).employers()[0]
            .emails
            .clone()
    };
    assert_eq!(
        emails("hrd@uji.example"),
        Some("hrd@uji.example".to_owned())
    );
    let two = Some("a@uji.example; b@uji.example".to_owned());
    for text in [
        "a@uji.example / b@uji.example",
        "a@uji.example,b@uji.example",
        "a@uji.example; b@uji.example",
        "a@uji.example atau b@uji.example",
        "a@uji.example dan B@uji.example b@uji.example",
    ] {
        assert_eq!(emails(text).map(|list| list.to_lowercase()), two, "{text}");
    }
    let read = employer("email", "hrd@uji");
    assert_eq!(
        (read.employers()[0].emails.as_deref(), read.warned("pos-el")),
        (None, Some((1, 2)))
    );
    for text in [
        "@uji.example",
        "a b@",
        "a@uji..example",
        "a@-uji.example",
        "a@uji.example1",
    ] {
        assert_eq!(emails(text), None, "{text}");
    }
}

#[test]
fn a_firm_keeps_all_its_columns() {
    let header = "nib,npwp,kode_bu,kode_bu_pusat,bentuk,kbli,kelurahan,tanggal_wlkp,nama_kontak,telepon,status";
    let read = employer(
        header,
        &format!(
            "{NIB},013121660091000,01234567,07654321,CV,81210,Satimpo,2026-01-02,Orang Uji,0548-1,tutup"
        ),
    );
    let row = read.employers()[0];
    assert_eq!(row.head_code.unwrap().to_string(), "07654321");
    let texts = [
        &row.form,
        &row.kbli,
        &row.kelurahan,
        &row.contact_name,
        &row.phone,
    ];
    let texts: Vec<_> = texts
        .into_iter()
        .map(|text| text.as_deref().unwrap())
        .collect();
    assert_eq!(texts, ["CV", "81210", "Satimpo", "Orang Uji", "0548-1"]);
    assert_eq!(row.closed, Some(true));
}
