//! By what a source record was taken to speak of an employer.

/// How a source record joined its employer. Written down when it came in and never again, so
/// that it can be defended later, whatever was learnt meanwhile.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Joined {
    /// Nothing known was meant: the record made the employer.
    Made,
    /// By the business number.
    Nib,
    /// By the tax number.
    Npwp,
    /// By the code at BPJS Kesehatan.
    Code,
    /// By name, address and kelurahan: neither has an identifier.
    Name,
    /// By what a person has judged: it speaks of an employer that a person made one with this.
    Person,
    /// Nobody wrote it down: the record was made up again from what the registry kept of it.
    Kept,
}

impl Joined {
    /// All ways, in order.
    pub const ALL: [Self; 7] = [
        Self::Made,
        Self::Nib,
        Self::Npwp,
        Self::Code,
        Self::Name,
        Self::Person,
        Self::Kept,
    ];

    /// Name in the database.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Made => "made",
            Self::Nib => "nib",
            Self::Npwp => "npwp",
            Self::Code => "code",
            Self::Name => "name",
            Self::Person => "person",
            Self::Kept => "kept",
        }
    }

    /// The way of that name.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|joined| joined.code() == code)
    }
}
