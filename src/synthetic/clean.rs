//! The files as the program itself would like them: canonical columns, ISO dates, plain digits.

use super::{
    line::Line,
    rows::{Bill, Employer, Participant, Worker},
};

pub(super) const EMPLOYERS: [&str; 16] = [
    "nama",
    "nib",
    "npwp",
    "kode_bu",
    "kode_bu_pusat",
    "bentuk",
    "kbli",
    "alamat",
    "kelurahan",
    "pekerja_wlkp",
    "tanggal_wlkp",
    "pekerja_bpjstk",
    "nama_kontak",
    "email",
    "telepon",
    "status",
];
pub(super) const ROSTER: [&str; 7] = [
    "nib",
    "nik",
    "nama",
    "tanggal_lahir",
    "upah",
    "tanggal_masuk",
    "tanggal_keluar",
];
pub(super) const PARTICIPANTS: [&str; 7] =
    ["nik", "pisa", "segmen", "status", "kode_bu", "upah", "tmt"];
pub(super) const CONTRIBUTIONS: [&str; 5] =
    ["kode_bu", "bulan", "tagihan", "dibayar", "tanggal_bayar"];

pub(super) fn employer(row: &Employer, line: &mut Line) {
    line.free(&row.name);
    line.maybe(row.nib, |line, nib| line.digits(nib, 13));
    line.maybe(row.npwp, |line, npwp| line.digits(npwp, 15));
    line.maybe(row.code, code);
    line.maybe(row.head_code, code);
    line.plain(row.form.word());
    line.plain(row.kbli);
    line.free(&row.address);
    line.plain(row.kelurahan);
    line.maybe(row.wlkp, |line, (workers, _)| line.number(workers.into()));
    line.maybe(row.wlkp, |line, (_, day)| line.iso_day(day));
    line.maybe(row.bpjs_tk, |line, workers| line.number(workers.into()));
    line.maybe(row.contact.as_deref(), Line::free);
    line.maybe(row.email.as_deref(), Line::free);
    line.maybe(row.phone.as_deref(), Line::free);
    line.plain(if row.closed { "tutup" } else { "aktif" });
}

pub(super) fn worker(row: &Worker<'_>, line: &mut Line) {
    line.digits(row.nib, 13);
    line.digits(row.nik, 16);
    line.plain(row.name);
    line.iso_day(row.born_on);
    line.number(row.wage);
    line.iso_day(row.started_on);
    line.maybe(row.ended_on, Line::iso_day);
}

pub(super) fn participant(row: &Participant, line: &mut Line) {
    line.digits(row.nik, 16);
    line.digits(row.pisa.into(), 1);
    line.plain(row.segment.word());
    line.plain(if row.active { "AKTIF" } else { "NON AKTIF" });
    line.maybe(row.code, code);
    line.maybe(row.wage, Line::number);
    line.iso_day(row.since);
}

pub(super) fn bill(row: &Bill, line: &mut Line) {
    code(line, row.code);
    line.plain(&format!("{:04}-{:02}", row.year, row.month));
    line.number(row.billed);
    line.number(row.paid);
    line.maybe(row.paid_on, Line::iso_day);
}

fn code(line: &mut Line, code: u32) {
    line.digits(code.into(), 8);
}
