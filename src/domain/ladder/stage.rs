//! The steps there are.

use serde::{Deserialize, Serialize};

use crate::tongue::Tongue;

/// A step that a ladder may have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Stage {
    /// A second officer looks before anybody is written to.
    #[serde(rename = "verification")]
    Verification,
    /// Imbauan.
    #[serde(rename = "appeal")]
    Appeal,
    /// Teguran I, in the sense of coaching.
    #[serde(rename = "reprimand_1")]
    Reprimand1,
    /// Teguran II, in the sense of coaching.
    #[serde(rename = "reprimand_2")]
    Reprimand2,
    /// Handed to BPJS Kesehatan because workers are not enrolled.
    #[serde(rename = "referral")]
    Referral,
    /// Reported to BPJS Kesehatan because contributions are overdue; another legal track
    /// (UU 24/2011 art. 19).
    #[serde(rename = "arrears_report")]
    ArrearsReport,
    /// BPJS examines, warns and fines (PP 86/2013).
    #[serde(rename = "bpjs_process")]
    BpjsProcess,
    /// BPJS asks the city to withhold services (TMP2T).
    #[serde(rename = "service_request")]
    ServiceRequest,
    /// The licensing office withholds services at BPJS' request.
    #[serde(rename = "service_hold")]
    ServiceHold,
    /// BPJS bills overdue contributions.
    #[serde(rename = "bpjs_billing")]
    BpjsBilling,
    /// BPJS gives the public prosecutor a special power of attorney (SKK).
    #[serde(rename = "prosecutor")]
    Prosecutor,
}

impl Stage {
    /// All steps, the gentler before the harder ones.
    pub const ALL: [Self; 11] = [
        Self::Verification,
        Self::Appeal,
        Self::Reprimand1,
        Self::Reprimand2,
        Self::Referral,
        Self::ArrearsReport,
        Self::BpjsProcess,
        Self::ServiceRequest,
        Self::ServiceHold,
        Self::BpjsBilling,
        Self::Prosecutor,
    ];

    /// Name in files and columns.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Verification => "verification",
            Self::Appeal => "appeal",
            Self::Reprimand1 => "reprimand_1",
            Self::Reprimand2 => "reprimand_2",
            Self::Referral => "referral",
            Self::ArrearsReport => "arrears_report",
            Self::BpjsProcess => "bpjs_process",
            Self::ServiceRequest => "service_request",
            Self::ServiceHold => "service_hold",
            Self::BpjsBilling => "bpjs_billing",
            Self::Prosecutor => "prosecutor",
        }
    }

    /// The step of that name.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|stage| stage.code() == code)
    }

    /// The word on screens.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::Verification => "Verifikasi",
            Self::Appeal => "Imbauan",
            Self::Reprimand1 => "Teguran I",
            Self::Reprimand2 => "Teguran II",
            Self::Referral => "Penyampaian ke BPJS Kesehatan",
            Self::ArrearsReport => "Pelaporan tunggakan ke BPJS Kesehatan",
            Self::BpjsProcess => "Pemeriksaan dan sanksi BPJS Kesehatan",
            Self::ServiceRequest => "Permintaan TMP2T oleh BPJS Kesehatan",
            Self::ServiceHold => "TMP2T berlaku",
            Self::BpjsBilling => "Penagihan BPJS Kesehatan",
            Self::Prosecutor => "SKK Kejaksaan",
        }
    }

    /// The same in a mail of that language. English keeps the official word beside it, which the
    /// reader finds on paper.
    #[must_use]
    pub const fn words_in(self, tongue: Tongue) -> &'static str {
        match (tongue, self) {
            (Tongue::Indonesian, _) => self.words(),
            (Tongue::English, Self::Verification) => "verification (verifikasi)",
            (Tongue::English, Self::Appeal) => "appeal (imbauan)",
            (Tongue::English, Self::Reprimand1) => "first reminder letter (teguran I)",
            (Tongue::English, Self::Reprimand2) => "second reminder letter (teguran II)",
            (Tongue::English, Self::Referral) => "referral to BPJS Kesehatan",
            (Tongue::English, Self::ArrearsReport) => "report of arrears to BPJS Kesehatan",
            (Tongue::English, Self::BpjsProcess) => "examination by BPJS Kesehatan",
            (Tongue::English, Self::ServiceRequest) => "request of BPJS Kesehatan (TMP2T)",
            (Tongue::English, Self::ServiceHold) => "services withheld (TMP2T)",
            (Tongue::English, Self::BpjsBilling) => "billing by BPJS Kesehatan",
            (Tongue::English, Self::Prosecutor) => "public prosecutor (SKK)",
        }
    }

    /// Whether others take it, and the city only records it.
    #[must_use]
    pub const fn is_recorded(self) -> bool {
        matches!(
            self,
            Self::BpjsProcess
                | Self::ServiceRequest
                | Self::ServiceHold
                | Self::BpjsBilling
                | Self::Prosecutor
        )
    }

    /// Whether it is written to the firm only after an approver agreed, and after the notice
    /// before it was proved to have arrived: everything of the city's after the appeal.
    #[must_use]
    pub const fn is_guarded(self) -> bool {
        matches!(
            self,
            Self::Reprimand1 | Self::Reprimand2 | Self::Referral | Self::ArrearsReport
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_in_a_file_is_the_name_in_a_column() {
        #[derive(Serialize, Deserialize)]
        struct One {
            stage: Stage,
        }
        for stage in Stage::ALL {
            let text = toml::to_string(&One { stage }).unwrap();
            assert_eq!(text, format!("stage = \"{}\"\n", stage.code()));
            assert_eq!(toml::from_str::<One>(&text).unwrap().stage, stage);
            assert_eq!(Stage::from_code(stage.code()), Some(stage));
            assert!(!(stage.is_recorded() && stage.is_guarded()));
        }
    }
}
