//! The rows of a city as the files that an officer would import.

use std::fmt::{Display, Write};

use super::city::{City, Key};
use crate::reference::{BillRow, FirmRow, MemberRow, WorkerRow};

fn cell(value: Option<impl Display>) -> String {
    value.map_or_else(String::new, |v| v.to_string())
}

fn code(value: Option<u32>) -> String {
    value.map_or_else(String::new, |v| format!("{v:08}"))
}

/// The made-up number of a made-up person.
pub fn nik(person: u32) -> String {
    format!("647401010190{:04}", person + 1)
}

pub fn firms(rows: &[FirmRow]) -> String {
    let mut out = "nama,nib,npwp,kode_bu,kode_bu_pusat,kelurahan,pekerja_wlkp,tanggal_wlkp,\
                   pekerja_bpjstk,email,status\n"
        .to_owned();
    for r in rows {
        let status = r.closed.map(|c| if c { "Tutup" } else { "aktif" });
        writeln!(
            out,
            "\"{}\",{},{},{},{},{},{},{},{},{},{}",
            r.name.0,
            r.nib,
            r.npwp,
            code(r.code),
            code(r.head),
            r.kelurahan,
            cell(r.wlkp),
            cell(r.wlkp_on),
            cell(r.bpjs_tk),
            r.email,
            cell(status),
        )
        .unwrap();
    }
    out
}

pub fn workers(city: &City, rows: &[WorkerRow]) -> String {
    let mut out = "nib,npwp,kode_bu,nik,upah,tanggal_masuk,tanggal_keluar\n".to_owned();
    for (at, r) in rows.iter().enumerate() {
        let firm = &city.firms[r.firm];
        let by = match firm.key {
            Key::Nib => format!("{},,", firm.row.nib),
            Key::Npwp => format!(",{},", firm.row.npwp),
            Key::Code => format!(",,{}", code(firm.row.code)),
        };
        let damaged = ["\"6,47402E+15\"", "64740101019", "6474019901900001"][at % 3];
        let nik = if r.damaged {
            damaged.to_owned()
        } else {
            nik(r.person)
        };
        let (started, ended) = (cell(r.started), cell(r.ended));
        writeln!(out, "{by},{nik},{},{started},{ended}", cell(r.wage)).unwrap();
    }
    out
}

pub fn members(rows: &[MemberRow]) -> String {
    let mut out = "nik,pisa,segmen,status,kode_bu,upah\n".to_owned();
    for (at, r) in rows.iter().enumerate() {
        let pisa = if r.main {
            ["1", "Peserta"][at % 2]
        } else {
            ["2", "Anak", ""][at % 3]
        };
        let status = match (r.active, at % 3) {
            (true, _) => "AKTIF",
            (false, 0) => "NON AKTIF",
            (false, 1) => "NONAKTIF (premi)",
            (false, _) => "Tidak Aktif",
        };
        let (nik, wage) = (nik(r.person), cell(r.wage));
        writeln!(
            out,
            "{nik},{pisa},{},{status},{},{wage}",
            r.segment,
            code(r.code)
        )
        .unwrap();
    }
    out
}

pub fn bills(rows: &[BillRow]) -> String {
    let mut out = "kode_bu,bulan,tagihan,dibayar,tanggal_bayar\n".to_owned();
    for r in rows {
        let month = format!("{}-{:02}", r.month.0, r.month.1);
        let (paid, paid_on) = (cell(r.paid), cell(r.paid_on));
        writeln!(out, "{:08},{month},{},{paid},{paid_on}", r.code, r.billed).unwrap();
    }
    out
}
