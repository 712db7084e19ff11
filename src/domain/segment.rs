//! The segments of JKN membership.

use std::fmt;

use serde::{Deserialize, Serialize};

/// The segment under which a person is a JKN member.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Segment {
    /// Wage workers of business entities.
    PpuBu,
    /// Wage workers of the state: civil servants, military, police, village staff.
    PpuPn,
    /// People who pay for themselves (`mandiri`).
    Pbpu,
    /// People paid for by the city or the province.
    PbpuPemda,
    /// People who do not work, such as pensioners and investors.
    Bp,
    /// Poor people paid for by the state.
    PbiJk,
}

impl Segment {
    /// Every segment, in the order of the list of duties.
    pub const ALL: [Segment; 6] = [
        Segment::PpuBu,
        Segment::PpuPn,
        Segment::Pbpu,
        Segment::PbpuPemda,
        Segment::Bp,
        Segment::PbiJk,
    ];

    /// The word for storage and interfaces.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Segment::PpuBu => "ppu_bu",
            Segment::PpuPn => "ppu_pn",
            Segment::Pbpu => "pbpu",
            Segment::PbpuPemda => "pbpu_pemda",
            Segment::Bp => "bp",
            Segment::PbiJk => "pbi_jk",
        }
    }

    /// The segment of a [`Segment::code`].
    ///
    /// ```
    /// use patuh_domain::segment::Segment;
    ///
    /// assert_eq!(Segment::from_code("pbpu_pemda"), Some(Segment::PbpuPemda));
    /// assert_eq!(Segment::from_code("PBPU Pemda"), None);
    /// ```
    #[must_use]
    pub fn from_code(code: &str) -> Option<Segment> {
        Segment::ALL
            .into_iter()
            .find(|segment| segment.code() == code)
    }

    /// The name people know, as BPJS Kesehatan writes it.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Segment::PpuBu => "PPU BU",
            Segment::PpuPn => "PPU PN",
            Segment::Pbpu => "PBPU (Mandiri)",
            Segment::PbpuPemda => "PBPU Pemda",
            Segment::Bp => "BP",
            Segment::PbiJk => "PBI JK (APBN)",
        }
    }
}

impl fmt::Display for Segment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.label())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_leads_back_to_its_segment() {
        for segment in Segment::ALL {
            assert_eq!(Segment::from_code(segment.code()), Some(segment));
        }
        assert_eq!(Segment::from_code(""), None);
    }
}
