//! The columns of the four kinds of file, and the names under which officers know them.

/// What a file is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// The registry of firms.
    Employers,
    /// The workers of firms, as the firms list them.
    Roster,
    /// The JKN participants, as BPJS Kesehatan lists them.
    Participants,
    /// Bills and payments per firm and month.
    Contributions,
}

impl Kind {
    /// Every kind, in the order of the commands' help.
    pub const ALL: [Self; 4] = [
        Self::Employers,
        Self::Roster,
        Self::Participants,
        Self::Contributions,
    ];

    /// The word on the command line and in the database.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Employers => "employers",
            Self::Roster => "roster",
            Self::Participants => "participants",
            Self::Contributions => "contributions",
        }
    }

    /// The kind with this [`Kind::code`].
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }

    /// The canonical names of its columns.
    pub fn column_names(self) -> impl Iterator<Item = &'static str> {
        self.columns().iter().map(|(column, _)| column.name())
    }

    /// Every column of the kind with the keys of the names it goes by, its own first.
    pub(super) const fn columns(self) -> &'static [(Column, &'static [&'static str])] {
        match self {
            Self::Employers => EMPLOYERS,
            Self::Roster => ROSTER,
            Self::Participants => PARTICIPANTS,
            Self::Contributions => CONTRIBUTIONS,
        }
    }

    /// Groups of columns; of each group at least one must be there.
    pub(super) const fn required(self) -> &'static [&'static [Column]] {
        match self {
            Self::Employers => &[&[Column::Nama]],
            Self::Roster => &[&[Column::Nib, Column::Npwp, Column::KodeBu], &[Column::Nik]],
            Self::Participants => &[&[Column::Nik], &[Column::Segmen], &[Column::Status]],
            Self::Contributions => &[
                &[Column::KodeBu],
                &[Column::Bulan],
                &[Column::Tagihan],
                &[Column::Dibayar],
            ],
        }
    }

    /// The columns that say whom a row is about: without any of them it is not a row of data.
    pub(super) const fn identifying(self) -> &'static [Column] {
        match self {
            Self::Employers => &[Column::Nama, Column::Nib, Column::Npwp, Column::KodeBu],
            Self::Roster | Self::Participants => &[Column::Nik],
            Self::Contributions => &[Column::KodeBu],
        }
    }

    /// The column that goes by this [`key`].
    pub(super) fn column(self, key: &str) -> Option<Column> {
        self.columns()
            .iter()
            .find(|(_, names)| names.contains(&key))
            .map(|(column, _)| *column)
    }
}

macro_rules! columns {
    ($($variant:ident = $name:literal),+ $(,)?) => {
        /// A canonical column of any kind.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
        pub(super) enum Column { $($variant),+ }

        impl Column {
            pub(super) const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The canonical name.
            pub(super) const fn name(self) -> &'static str {
                match self { $(Self::$variant => $name),+ }
            }
        }
    };
}

columns! {
    Nib = "nib", Npwp = "npwp", KodeBu = "kode_bu", KodeBuPusat = "kode_bu_pusat",
    Nama = "nama", Bentuk = "bentuk", Kbli = "kbli", Alamat = "alamat", Kelurahan = "kelurahan",
    PekerjaWlkp = "pekerja_wlkp", TanggalWlkp = "tanggal_wlkp", PekerjaBpjstk = "pekerja_bpjstk",
    RencanaTki = "rencana_tki", NamaKontak = "nama_kontak", Email = "email", Telepon = "telepon",
    Status = "status", Nik = "nik", TanggalLahir = "tanggal_lahir", Upah = "upah",
    TanggalMasuk = "tanggal_masuk", TanggalKeluar = "tanggal_keluar", Segmen = "segmen",
    Pisa = "pisa", Tmt = "tmt", Bulan = "bulan", Tagihan = "tagihan", Dibayar = "dibayar",
    TanggalBayar = "tanggal_bayar", Id = "id",
}

/// How many columns there are over all kinds.
pub(super) const COLUMNS: usize = Column::ALL.len();

type Names = &'static [(Column, &'static [&'static str])];

const NIB: &[&str] = &["nib", "nomorindukberusaha"];
const NPWP: &[&str] = &["npwp", "npwpperusahaan", "npwpbu"];
const KODE_BU: &[&str] = &["kodebu", "kodebadanusaha", "kodeentitas"];

const EMPLOYERS: Names = &[
    (
        Column::Nama,
        &[
            "nama",
            "namabadanusaha",
            "namabu",
            "namaperusahaan",
            "pemberikerja",
        ],
    ),
    (Column::Nib, NIB),
    (Column::Npwp, NPWP),
    (Column::KodeBu, KODE_BU),
    (Column::KodeBuPusat, &["kodebupusat", "kodebukantorpusat"]),
    (
        Column::Bentuk,
        &[
            "bentuk",
            "bentukusaha",
            "jenisbadanusaha",
            "uraianjenisperusahaan",
        ],
    ),
    (Column::Kbli, &["kbli", "kbli2020", "kodekbli"]),
    (Column::Alamat, &["alamat", "alamatusaha"]),
    (
        Column::Kelurahan,
        &["kelurahan", "kel", "desakelurahan", "kelurahanusaha"],
    ),
    (
        Column::PekerjaWlkp,
        &[
            "pekerjawlkp",
            "jumlahpekerja",
            "jmltk",
            "jumlahtenagakerja",
            "jumlahkaryawan",
        ],
    ),
    (
        Column::TanggalWlkp,
        &["tanggalwlkp", "tanggallapor", "tglwlkp"],
    ),
    (
        Column::PekerjaBpjstk,
        &[
            "pekerjabpjstk",
            "jumlahtkbpjstk",
            "pesertabpjsketenagakerjaan",
        ],
    ),
    (Column::RencanaTki, &["rencanatki", "tki"]),
    (Column::NamaKontak, &["namakontak", "pic", "narahubung"]),
    (Column::Email, &["email", "posel", "alamatemail"]),
    (Column::Telepon, &["telepon", "notelp", "nohp", "nomortelp"]),
    (Column::Status, &["status", "statususaha"]),
];

const ROSTER: Names = &[
    (Column::Nib, NIB),
    (Column::Npwp, NPWP),
    (Column::KodeBu, KODE_BU),
    (Column::Nik, &["nik", "noktp", "nikpekerja"]),
    (Column::Nama, &["nama", "namapekerja"]),
    (Column::TanggalLahir, &["tanggallahir", "tgllahir"]),
    (
        Column::Upah,
        &[
            "upah",
            "gaji",
            "gajipokoktunjangantetap",
            "gajipokoktunjtetap",
        ],
    ),
    (
        Column::TanggalMasuk,
        &["tanggalmasuk", "tmtkerja", "mulaikerja"],
    ),
    (
        Column::TanggalKeluar,
        &["tanggalkeluar", "tanggalberhenti", "tglkeluar"],
    ),
];

const PARTICIPANTS: Names = &[
    (Column::Nik, &["nik", "nikpeserta"]),
    (Column::Segmen, &["segmen", "segmenpeserta", "jenispeserta"]),
    (
        Column::Status,
        &["status", "statuspeserta", "statuskepesertaan"],
    ),
    (Column::Pisa, &["pisa", "hubkeluarga"]),
    (Column::KodeBu, KODE_BU),
    (Column::Upah, &["upah", "upahdilaporkan"]),
    (Column::Tmt, &["tmt"]),
];

const CONTRIBUTIONS: Names = &[
    (Column::KodeBu, KODE_BU),
    (Column::Bulan, &["bulan", "bulaniuran", "periode"]),
    (Column::Tagihan, &["tagihan", "jumlahtagihan"]),
    (Column::Dibayar, &["dibayar", "jumlahbayar"]),
    (Column::TanggalBayar, &["tanggalbayar", "tglbayar"]),
];

/// A column name without case, punctuation, spaces and invisible characters.
pub(super) fn key(name: &str) -> String {
    name.chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}
