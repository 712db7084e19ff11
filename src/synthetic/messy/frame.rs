//! What stands around the rows: titles, headers, totals, signatures, a sheet kept out of sight.

use super::{
    super::{
        book::{Kind, Out, OutError},
        csv_out::{Dialect, Encoding},
        line::Line,
    },
    Quirks,
    words::day_in_words,
};

const EMPLOYERS: [&str; 18] = [
    "No",
    "Nama Perusahaan",
    "Nomor Induk Berusaha",
    "NPWP Perusahaan",
    "Kode BU",
    "Kode BU Kantor Pusat",
    "Jenis Badan Usaha",
    "KBLI 2020",
    "Alamat Usaha",
    "Kel.",
    "Jml TK",
    "Tgl WLKP",
    "Jumlah TK BPJS TK",
    "Narahubung",
    "Pos-el",
    "No HP",
    "Status Usaha",
    "Keterangan",
];
const ROSTER: [&str; 9] = [
    "No",
    "Nomor Induk Berusaha",
    "Nama Pekerja",
    "No KTP",
    "Tgl Lahir",
    "Gaji Pokok + Tunjangan Tetap",
    "Mulai Kerja",
    "Tgl Keluar",
    "Keterangan",
];
const PARTICIPANTS: [&str; 7] = [
    "NIK Peserta",
    "Hub. Keluarga",
    "Jenis Peserta",
    "Status Kepesertaan",
    "Kode Badan Usaha",
    "Upah Dilaporkan",
    "TMT",
];
/// Read together with the row below it: "Kode" over "BU" is "Kode BU".
const CONTRIBUTIONS_ABOVE: [&str; 6] = ["No", "Kode", "Bulan", "Jumlah", "Jumlah", "Tgl"];
const CONTRIBUTIONS_BELOW: [&str; 6] = ["", "BU", "Iuran", "Tagihan", "Bayar", "Bayar"];

/// How a file of this kind is written when it is text.
pub(in super::super) const fn dialect(kind: Kind) -> Dialect {
    let (separator, ending, encoding) = match kind {
        Kind::Employers => (b';', "\r\n", Encoding::Windows1252),
        Kind::Roster => (b';', "\r\n", Encoding::Utf8WithMark),
        Kind::Participants => (b',', "\n", Encoding::Utf8),
        Kind::Contributions => (b'\t', "\r\n", Encoding::Utf8WithMark),
    };
    Dialect {
        separator,
        ending,
        encoding,
    }
}

impl Quirks {
    /// Writes everything above the first row.
    pub(in super::super) fn begin(&self, out: &mut Out) -> Result<(), OutError> {
        let date = day_in_words(self.as_of);
        let title = match self.kind {
            Kind::Employers => "DAFTAR PERUSAHAAN (DATA BUATAN)",
            Kind::Roster => "DATA TENAGA KERJA PERUSAHAAN (DATA BUATAN)",
            Kind::Participants => return out.write_header(self.header()),
            Kind::Contributions => "REKAPITULASI IURAN BADAN USAHA (DATA BUATAN)",
        };
        out.write(&Line::of(&[title]))?;
        out.write(&Line::of(&[&format!("Keadaan per {date}")]))?;
        out.write(&self.blank_row())?;
        if self.kind == Kind::Employers {
            out.write_groups(
                &[
                    (2, 6, "Identitas"),
                    (8, 9, "Lokasi"),
                    (10, 12, "Ketenagakerjaan"),
                ],
                self.width(),
            )?;
        }
        out.write_header(self.header())?;
        let numbers: Vec<String> = (1..=self.width()).map(|n| n.to_string()).collect();
        let mut line = Line::default();
        for number in &numbers {
            line.plain(number);
        }
        out.write(&line)
    }

    /// Writes everything below the last row.
    pub(in super::super) fn end(&self, out: &mut Out) -> Result<(), OutError> {
        if self.kind == Kind::Participants {
            return Ok(());
        }
        let column = match self.kind {
            Kind::Employers => 10,
            Kind::Roster => 5,
            _ => 3,
        };
        let mut line = Line::default();
        line.plain("TOTAL");
        for at in 1..self.width() {
            if at == column {
                line.number(self.total);
            } else {
                line.blank();
            }
        }
        out.write(&line)?;
        out.write(&self.blank_row())?;
        let place = format!("Bontang, {}", day_in_words(self.as_of));
        for words in [
            place.as_str(),
            "Petugas Rekaan,",
            "",
            "ttd.",
            "Contoh Andaika",
        ] {
            let mut line = Line::default();
            // To the right of every column that could make it a row of data.
            (2..self.width()).for_each(|_| line.blank());
            line.free(words);
            line.blank();
            out.write(&line)?;
        }
        if self.kind == Kind::Roster {
            out.add_hidden_sheet(&[
                Line::of(&["nib", "nik", "upah"]),
                Line::of(&["contoh", "contoh", "1"]),
            ])?;
        }
        Ok(())
    }

    /// The rows in which the columns are named.
    pub(super) fn header(&self) -> Vec<Line> {
        match self.kind {
            Kind::Employers => vec![Line::of(&EMPLOYERS)],
            Kind::Roster => vec![Line::of(&ROSTER)],
            Kind::Participants => vec![Line::of(&PARTICIPANTS)],
            Kind::Contributions => {
                vec![
                    Line::of(&CONTRIBUTIONS_ABOVE),
                    Line::of(&CONTRIBUTIONS_BELOW),
                ]
            }
        }
    }

    pub(super) fn blank_row(&self) -> Line {
        let mut line = Line::default();
        (0..self.width()).for_each(|_| line.blank());
        line
    }

    const fn width(&self) -> usize {
        match self.kind {
            Kind::Employers => EMPLOYERS.len(),
            Kind::Roster => ROSTER.len(),
            Kind::Participants => PARTICIPANTS.len(),
            Kind::Contributions => CONTRIBUTIONS_ABOVE.len(),
        }
    }
}
