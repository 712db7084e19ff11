use super::{super::Kind, Outcome, csv};

/// Every name of CONTRACT section 2 with the canonical column it stands for.
const NAMES: &[(&str, &str, &str)] = &[
    (
        "employers",
        "nama",
        "nama|Nama Badan Usaha|Nama BU|Nama Perusahaan|Pemberi Kerja",
    ),
    ("employers", "nib", "nib|Nomor Induk Berusaha"),
    (
        "employers",
        "npwp",
        "npwp|NPWP Perusahaan|NPWP BU|npwp_perusahaan",
    ),
    (
        "employers",
        "kode_bu",
        "kode_bu|Kode BU|Kode Badan Usaha|Kode Entitas",
    ),
    (
        "employers",
        "kode_bu_pusat",
        "kode_bu_pusat|Kode BU Pusat|Kode BU Kantor Pusat",
    ),
    (
        "employers",
        "bentuk",
        "bentuk|Bentuk Usaha|Jenis Badan Usaha|uraian_jenis_perusahaan",
    ),
    ("employers", "kbli", "kbli|KBLI 2020|Kode KBLI"),
    ("employers", "alamat", "alamat|Alamat Usaha|alamat_usaha"),
    (
        "employers",
        "kelurahan",
        "kelurahan|Kel.|Desa/Kelurahan|kelurahan_usaha",
    ),
    (
        "employers",
        "pekerja_wlkp",
        "pekerja_wlkp|Jumlah Pekerja|Jml TK|Jumlah Tenaga Kerja|Jumlah Karyawan",
    ),
    (
        "employers",
        "tanggal_wlkp",
        "tanggal_wlkp|Tanggal Lapor|Tgl WLKP",
    ),
    (
        "employers",
        "pekerja_bpjstk",
        "pekerja_bpjstk|Jumlah TK BPJS TK|Peserta BPJS Ketenagakerjaan",
    ),
    ("employers", "rencana_tki", "rencana_tki|tki|Rencana TKI"),
    ("employers", "nama_kontak", "nama_kontak|PIC|Narahubung"),
    ("employers", "email", "email|Pos-el|E-mail|Alamat Email"),
    ("employers", "telepon", "telepon|No Telp|No HP|nomor_telp"),
    ("employers", "status", "status|Status Usaha"),
    ("roster", "nib", "nib|Nomor Induk Berusaha"),
    (
        "roster",
        "npwp",
        "npwp|NPWP Perusahaan|NPWP BU|npwp_perusahaan",
    ),
    (
        "roster",
        "kode_bu",
        "kode_bu|Kode BU|Kode Badan Usaha|Kode Entitas",
    ),
    ("roster", "nik", "nik|No KTP|NIK Pekerja"),
    ("roster", "nama", "nama|Nama Pekerja"),
    ("roster", "tanggal_lahir", "tanggal_lahir|Tgl Lahir"),
    (
        "roster",
        "upah",
        "upah|Gaji|Gaji Pokok + Tunjangan Tetap|Gaji Pokok + Tunj. Tetap",
    ),
    (
        "roster",
        "tanggal_masuk",
        "tanggal_masuk|TMT Kerja|Mulai Kerja",
    ),
    (
        "roster",
        "tanggal_keluar",
        "tanggal_keluar|Tanggal Berhenti|Tgl Keluar",
    ),
    ("participants", "nik", "nik|NIK Peserta"),
    (
        "participants",
        "segmen",
        "segmen|Segmen Peserta|Jenis Peserta",
    ),
    (
        "participants",
        "status",
        "status|Status Peserta|Status Kepesertaan",
    ),
    ("participants", "pisa", "pisa|Hub. Keluarga"),
    (
        "participants",
        "kode_bu",
        "kode_bu|Kode BU|Kode Badan Usaha|Kode Entitas",
    ),
    ("participants", "upah", "upah|Upah Dilaporkan"),
    ("participants", "tmt", "tmt|TMT"),
    (
        "contributions",
        "kode_bu",
        "kode_bu|Kode BU|Kode Badan Usaha|Kode Entitas",
    ),
    ("contributions", "bulan", "bulan|Bulan Iuran|Periode"),
    ("contributions", "tagihan", "tagihan|Jumlah Tagihan"),
    ("contributions", "dibayar", "dibayar|Jumlah Bayar"),
    ("contributions", "tanggal_bayar", "tanggal_bayar|Tgl Bayar"),
];

fn required(kind: &str) -> &'static [&'static str] {
    match kind {
        "employers" => &["nama"],
        "roster" => &["nib", "nik"],
        "participants" => &["nik", "segmen", "status"],
        _ => &["kode_bu", "bulan", "tagihan", "dibayar"],
    }
}

fn header_only(kind: &str, column: &str, name: &str) -> Outcome {
    let others = required(kind).iter().filter(|other| **other != column);
    let names: Vec<String> = others
        .map(|n| (*n).to_owned())
        .chain([format!("\"{name}\"")])
        .collect();
    csv(
        Kind::from_code(kind).unwrap(),
        format!("{}\n", names.join(",")),
    )
}

#[test]
fn every_name_of_the_contract_is_known() {
    for (kind, column, names) in NAMES {
        for name in names.split('|') {
            let read = header_only(kind, column, name);
            assert!(
                read.summary.columns_found.contains(column),
                "{kind}: {name}"
            );
            assert!(read.warned("tidak dikenal").is_none(), "{kind}: {name}");
        }
    }
}

#[test]
fn names_match_without_regard_to_case_punctuation_and_spacing() {
    for name in [
        "NAMA  BADAN-USAHA",
        " nama_badan.usaha:",
        "\u{200b}Nama\u{a0}Badan Usaha *",
        "'Nama\nBadan Usaha",
    ] {
        let read = header_only("employers", "nama", name);
        assert_eq!(read.summary.columns_found, ["nama"], "{name:?}");
    }
}

#[test]
fn a_name_of_another_kind_means_nothing() {
    let read = csv(Kind::Participants, "nik,segmen,status,Nama Pekerja\n");
    assert_eq!(read.summary.columns_found, ["status", "nik", "segmen"]);
    assert_eq!(read.warned("Nama Pekerja"), Some((1, 1)));
}

#[test]
fn unknown_columns_are_ignored_and_named_once() {
    let text = "No,Nama,Keterangan,Keterangan\n1,CV Sinar Uji,baik,x\n2,CV Bulan Uji,baik,y\n";
    let read = csv(Kind::Employers, text);
    assert_eq!(read.employers().len(), 2);
    let named: Vec<_> = read
        .warnings
        .iter()
        .map(|(text, count, _)| (text.as_str(), *count))
        .collect();
    assert_eq!(
        named,
        [
            ("Kolom \"No\" tidak dikenal dan diabaikan.", 1),
            ("Kolom \"Keterangan\" tidak dikenal dan diabaikan.", 1),
        ]
    );
}

#[test]
fn kinds_have_codes() {
    for kind in Kind::ALL {
        assert_eq!(Kind::from_code(kind.code()), Some(kind));
    }
    assert_eq!(Kind::from_code("firms"), None);
}
