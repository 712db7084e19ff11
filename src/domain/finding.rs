//! What can be found about an employer, and the law behind it.

use serde::{Deserialize, Serialize};

/// Something that applies to an employer. Declared in the fixed order of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Finding {
    /// Nobody is registered.
    Unregistered,
    /// Some workers are not registered.
    PartialWorkers,
    /// Contributions are overdue.
    InArrears,
    /// Wages are reported too low.
    PartialWages,
    /// Registered workers who are not active.
    InactiveMembers,
    /// Workers who are active under somebody else.
    Elsewhere,
    /// Workers paid for by the city.
    CityFunded,
    /// Workers paid for by the state.
    StateFunded,
    /// Wages reported under the minimum wage: to be clarified, never a verdict.
    WageBelowMinimum,
    /// Workers registered under the head office's code.
    ViaHeadOffice,
    /// The roster names fewer workers than were declared.
    RosterSmallerThanDeclared,
    /// The only headcounts known are too old.
    StaleHeadcount,
    /// Rows of the roster could not be read.
    RosterDamaged,
    /// A record of BPJS may be the same firm.
    ProbableMatch,
    /// No e-mail address is known.
    NoEmail,
}

impl Finding {
    /// All findings, in the fixed order.
    pub const ALL: [Self; 15] = [
        Self::Unregistered,
        Self::PartialWorkers,
        Self::InArrears,
        Self::PartialWages,
        Self::InactiveMembers,
        Self::Elsewhere,
        Self::CityFunded,
        Self::StateFunded,
        Self::WageBelowMinimum,
        Self::ViaHeadOffice,
        Self::RosterSmallerThanDeclared,
        Self::StaleHeadcount,
        Self::RosterDamaged,
        Self::ProbableMatch,
        Self::NoEmail,
    ];

    /// Name in files and columns.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Unregistered => "unregistered",
            Self::PartialWorkers => "partial_workers",
            Self::InArrears => "in_arrears",
            Self::PartialWages => "partial_wages",
            Self::InactiveMembers => "inactive_members",
            Self::Elsewhere => "elsewhere",
            Self::CityFunded => "city_funded",
            Self::StateFunded => "state_funded",
            Self::WageBelowMinimum => "wage_below_minimum",
            Self::ViaHeadOffice => "via_head_office",
            Self::RosterSmallerThanDeclared => "roster_smaller_than_declared",
            Self::StaleHeadcount => "stale_headcount",
            Self::RosterDamaged => "roster_damaged",
            Self::ProbableMatch => "probable_match",
            Self::NoEmail => "no_email",
        }
    }

    /// The finding of that name.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|finding| finding.code() == code)
    }

    /// One sentence for an officer.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::Unregistered => {
                "Belum ada pekerja yang ditemukan terdaftar, padahal ada pekerja yang wajib didaftarkan."
            }
            Self::PartialWorkers => "Sebagian pekerja belum ditemukan terdaftar.",
            Self::InArrears => "Ada iuran yang sudah jatuh tempo dan belum lunas.",
            Self::PartialWages => {
                "Upah sebagian pekerja dilaporkan lebih rendah daripada upah di daftar pekerja."
            }
            Self::InactiveMembers => "Sebagian pekerja terdaftar, tetapi kepesertaannya nonaktif.",
            Self::Elsewhere => "Sebagian pekerja aktif melalui pemberi kerja atau segmen lain.",
            Self::CityFunded => "Sebagian pekerja masih dibiayai APBD kota (PBPU Pemda).",
            Self::StateFunded => "Sebagian pekerja masih dibiayai APBN (PBI JK).",
            Self::WageBelowMinimum => {
                "Ada upah dilaporkan di bawah UMK: perlu klarifikasi, bukan pelanggaran."
            }
            Self::ViaHeadOffice => "Ada pekerja yang terdaftar melalui kantor pusat.",
            Self::RosterSmallerThanDeclared => {
                "Daftar pekerja memuat lebih sedikit pekerja daripada yang pernah dilaporkan."
            }
            Self::StaleHeadcount => "Jumlah pekerja yang diketahui sudah terlalu lama.",
            Self::RosterDamaged => "Ada baris daftar pekerja yang tidak terbaca.",
            Self::ProbableMatch => {
                "Ada catatan BPJS yang mungkin badan usaha yang sama; perlu dipastikan."
            }
            Self::NoEmail => "Alamat pos-el belum diketahui.",
        }
    }

    /// The law or rule it rests on. Citations are to be verified by the city's legal office
    /// before they are printed on paper.
    #[must_use]
    pub const fn citation(self) -> &'static str {
        match self {
            Self::Unregistered => "UU 24/2011 ps. 15 ayat (1); Perpres 82/2018 ps. 13",
            Self::PartialWorkers | Self::CityFunded | Self::StateFunded => {
                "UU 24/2011 ps. 15 ayat (1) dan (2); Perpres 82/2018 ps. 13"
            }
            Self::InArrears => "UU 24/2011 ps. 19; Perpres 82/2018 ps. 39",
            Self::PartialWages => "UU 24/2011 ps. 15 ayat (2); Perpres 82/2018 ps. 30 dan 32",
            Self::WageBelowMinimum => "Perpres 82/2018 ps. 32; PP 36/2021 ps. 36",
            Self::InactiveMembers => "Perpres 82/2018 ps. 42 (jo. Perpres 64/2020)",
            Self::Elsewhere => "Perpres 82/2018 ps. 14 ayat (1)",
            Self::ViaHeadOffice
            | Self::RosterSmallerThanDeclared
            | Self::StaleHeadcount
            | Self::RosterDamaged
            | Self::ProbableMatch
            | Self::NoEmail => "aturan data Patuh 2026.1",
        }
    }

    /// The kind of case it opens at BPJS, if any.
    #[must_use]
    pub const fn case_type(self) -> Option<CaseType> {
        match self {
            Self::Unregistered => Some(CaseType::Registration),
            Self::PartialWorkers | Self::PartialWages => Some(CaseType::DataSubmission),
            Self::InArrears => Some(CaseType::ContributionPayment),
            _ => None,
        }
    }
}

/// The three kinds of non-compliance in the words of BPJS Kesehatan.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CaseType {
    /// Pendaftaran.
    Registration,
    /// Penyampaian Data.
    DataSubmission,
    /// Pembayaran Iuran.
    ContributionPayment,
}

impl CaseType {
    /// All kinds, the gravest first.
    pub const ALL: [Self; 3] = [
        Self::Registration,
        Self::DataSubmission,
        Self::ContributionPayment,
    ];

    /// Name in files and columns.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Registration => "registration",
            Self::DataSubmission => "data_submission",
            Self::ContributionPayment => "contribution_payment",
        }
    }

    /// The kind of that name.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }

    /// The official words.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::Registration => "Pendaftaran",
            Self::DataSubmission => "Penyampaian Data",
            Self::ContributionPayment => "Pembayaran Iuran",
        }
    }
}
