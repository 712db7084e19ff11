//! Who reads an address, by what stands before its `@`.

use super::SHARED;

/// Who reads mail at an address.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ContactRole {
    /// Whoever leads the firm.
    Leader,
    /// Its staff office.
    Personnel,
    /// Its accounts.
    Finance,
    /// Its general office.
    Admin,
    /// Somebody who does the papers of several firms.
    Agent,
    /// Somebody else of the firm.
    Other,
    /// Nobody knows.
    Unknown,
}

impl ContactRole {
    /// Every role, in the order in which a form offers them.
    pub const ALL: [Self; 7] = [
        Self::Leader,
        Self::Personnel,
        Self::Finance,
        Self::Admin,
        Self::Agent,
        Self::Other,
        Self::Unknown,
    ];

    /// Name in columns.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Leader => "leader",
            Self::Personnel => "personnel",
            Self::Finance => "finance",
            Self::Admin => "admin",
            Self::Agent => "agent",
            Self::Other => "other",
            Self::Unknown => "unknown",
        }
    }

    /// The role of that name.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.code() == code)
    }
}

/// Words before the `@` that tell who reads the mail. Digits, and words after a `.`, `-`, `_` or
/// `+`, may follow.
const WORDS: [(&str, ContactRole); 45] = [
    ("hrd", ContactRole::Personnel),
    ("hr", ContactRole::Personnel),
    ("hrga", ContactRole::Personnel),
    ("hcm", ContactRole::Personnel),
    ("personalia", ContactRole::Personnel),
    ("sdm", ContactRole::Personnel),
    ("kepegawaian", ContactRole::Personnel),
    ("ketenagakerjaan", ContactRole::Personnel),
    ("recruitment", ContactRole::Personnel),
    ("payroll", ContactRole::Personnel),
    ("admin", ContactRole::Admin),
    ("administrasi", ContactRole::Admin),
    ("adm", ContactRole::Admin),
    ("info", ContactRole::Admin),
    ("office", ContactRole::Admin),
    ("kantor", ContactRole::Admin),
    ("sekretariat", ContactRole::Admin),
    ("secretary", ContactRole::Admin),
    ("contact", ContactRole::Admin),
    ("umum", ContactRole::Admin),
    ("legal", ContactRole::Other),
    ("finance", ContactRole::Finance),
    ("keuangan", ContactRole::Finance),
    ("accounting", ContactRole::Finance),
    ("akuntansi", ContactRole::Finance),
    ("akunting", ContactRole::Finance),
    ("pajak", ContactRole::Finance),
    ("tax", ContactRole::Finance),
    ("bendahara", ContactRole::Finance),
    ("pimpinan", ContactRole::Leader),
    ("direktur", ContactRole::Leader),
    ("direksi", ContactRole::Leader),
    ("direktorat", ContactRole::Leader),
    ("dirut", ContactRole::Leader),
    ("director", ContactRole::Leader),
    ("ceo", ContactRole::Leader),
    ("owner", ContactRole::Leader),
    ("pemilik", ContactRole::Leader),
    ("konsultan", ContactRole::Agent),
    ("konsultanpajak", ContactRole::Agent),
    ("consultant", ContactRole::Agent),
    ("consulting", ContactRole::Agent),
    ("birojasa", ContactRole::Agent),
    ("notaris", ContactRole::Agent),
    ("notary", ContactRole::Agent),
];

/// Who reads mail at an address, as far as its own words tell.
///
/// ```
/// use patuh_domain::contact::{ContactRole, guess};
///
/// assert_eq!(guess("HRD.Bontang@contoh.example"), ContactRole::Personnel);
/// assert_eq!(guess("direktur2@contoh.example"), ContactRole::Leader);
/// assert_eq!(guess("keuangan@contoh.example"), ContactRole::Finance);
/// assert_eq!(guess("konsultan@contoh.example"), ContactRole::Agent);
/// assert_eq!(guess("budi@contoh.example"), ContactRole::Unknown);
/// assert_eq!(guess("hrdina@contoh.example"), ContactRole::Unknown);
/// ```
#[must_use]
pub fn guess(address: &str) -> ContactRole {
    let name = address.split('@').next().unwrap_or_default();
    let first = name.split(['.', '-', '_', '+']).next().unwrap_or_default();
    let word = first.trim_end_matches(|c: char| c.is_ascii_digit());
    let known = WORDS.iter().find(|one| word.eq_ignore_ascii_case(one.0));
    known.map_or(ContactRole::Unknown, |one| one.1)
}

/// Whether an address belongs to an office of the firm rather than to a person or an agent:
/// whoever holds the office reads it, also when somebody has left.
///
/// ```
/// use patuh_domain::contact::is_office;
///
/// assert!(is_office("HRD@contoh.example") && is_office("hrd.bontang@contoh.example"));
/// assert!(is_office("info2@contoh.example"));
/// assert!(!is_office("budi@contoh.example") && !is_office("konsultan@contoh.example"));
/// ```
#[must_use]
pub fn is_office(address: &str) -> bool {
    !matches!(guess(address), ContactRole::Agent | ContactRole::Unknown)
}

/// Who reads mail at an address: as an officer set it, else an agent where so many firms have it,
/// else as its words tell.
///
/// ```
/// use patuh_domain::contact::{ContactRole, role_of};
///
/// assert_eq!(role_of(None, "hrd@contoh.example", 1), ContactRole::Personnel);
/// assert_eq!(role_of(None, "hrd@contoh.example", 3), ContactRole::Agent);
/// let set = Some(ContactRole::Leader);
/// assert_eq!(role_of(set, "hrd@contoh.example", 3), ContactRole::Leader);
/// ```
#[must_use]
pub fn role_of(set: Option<ContactRole>, address: &str, firms: usize) -> ContactRole {
    set.unwrap_or_else(|| {
        if firms >= SHARED {
            ContactRole::Agent
        } else {
            guess(address)
        }
    })
}
