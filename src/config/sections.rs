//! The sections of the settings; their meaning stands in `config/default.toml`.

use std::num::NonZeroU16;

use secrecy::SecretString;
use serde::Deserialize;
use validator::{Validate, ValidateEmail as _, ValidationError};

use super::{OidcSection, SignInSection, SiteSection};
use crate::mail::Tls;

/// All settings. Only `app` sees the whole.
#[derive(Debug, Deserialize, Validate)]
#[serde(deny_unknown_fields)]
pub struct Config {
    /// The city.
    #[validate(nested)]
    pub city: CitySection,
    /// The office that writes to firms.
    #[validate(nested)]
    pub office: OfficeSection,
    /// The rules.
    #[validate(nested)]
    pub rules: RulesSection,
    /// How long rows about persons are kept.
    #[validate(nested)]
    pub privacy: PrivacySection,
    /// Keys.
    pub secrets: SecretsSection,
    /// Where people find the site.
    pub site: SiteSection,
    /// How people sign in.
    #[validate(nested)]
    pub sign_in: SignInSection,
    /// An identity provider that people may sign in with.
    pub oidc: OidcSection,
    /// How mail leaves.
    #[validate(nested)]
    pub mail: MailSection,
    /// The directive that a new database begins with.
    #[validate(nested)]
    pub directive: DirectiveSection,
    /// The schedules that a new database begins with.
    #[validate(nested)]
    pub schedules: Vec<ScheduleSection>,
}

/// The city.
#[derive(Debug, Deserialize, Validate)]
#[serde(deny_unknown_fields)]
pub struct CitySection {
    /// Without "Kota".
    #[validate(length(min = 1, max = 60))]
    pub name: String,
    /// An IANA name.
    pub time_zone: String,
    /// What people call the zone.
    #[validate(length(min = 1, max = 10))]
    pub zone_name: String,
    /// When the offices open, `08:00`.
    pub opens: String,
    /// When they close.
    pub closes: String,
    /// In percent as printed.
    pub target_percent: String,
}

/// The office that writes to firms.
#[derive(Debug, Deserialize, Validate)]
#[serde(deny_unknown_fields)]
pub struct OfficeSection {
    /// Its full name.
    #[validate(length(min = 1, max = 120))]
    pub name: String,
    /// For subjects.
    #[validate(length(min = 1, max = 60))]
    pub short_name: String,
    /// A desk rather than a person.
    pub contact_name: String,
    /// As it is dialled from the city.
    pub contact_phone: String,
    /// Mailbox for questions.
    #[validate(email)]
    pub contact_email: String,
    /// Mailbox for answers.
    #[validate(email)]
    pub reply_email: String,
    /// Where letters to BPJS Kesehatan are mailed; empty: nowhere.
    #[validate(custom(function = "empty_or_email"))]
    pub bpjs_email: String,
    /// Where genuineness can be checked.
    pub verify_phone: String,
}

/// The rules.
#[derive(Debug, Deserialize, Validate)]
#[serde(deny_unknown_fields)]
pub struct RulesSection {
    /// Days.
    #[validate(range(max = 366))]
    pub enrolment_grace_days: u16,
    /// Days.
    #[validate(range(min = 1, max = 366))]
    pub roster_days: u16,
    /// 0 to 1.
    #[validate(range(min = 0.0, max = 1.0))]
    pub unreadable_share: f64,
    /// Days for which a certificate of compliance holds; 0: none are given.
    #[validate(range(max = 366))]
    pub certificate_days: u16,
    /// Joint leave is a day off.
    pub joint_leave_counts: bool,
    /// Empty: the embedded rates.
    pub rates_file: String,
    /// Empty: the embedded days off.
    pub holidays_file: String,
}

/// How long rows about persons are kept.
#[derive(Debug, Deserialize, Validate)]
#[serde(deny_unknown_fields)]
pub struct PrivacySection {
    /// Days after the import.
    #[validate(range(min = 1, max = 3650))]
    pub roster_days: u16,
    /// Days after the import.
    #[validate(range(min = 1, max = 3650))]
    pub participant_days: u16,
    /// Days after it came.
    #[validate(range(min = 30, max = 3650))]
    pub returned_days: u16,
    /// Days after it came.
    #[validate(range(min = 30, max = 3650))]
    pub answer_file_days: u16,
    /// Days after their sending.
    #[validate(range(min = 1, max = 7300))]
    pub sent_days: u16,
}

/// Keys.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SecretsSection {
    /// 64 hexadecimal digits, or empty.
    pub person_key: SecretString,
    /// A file that holds them, or empty.
    pub person_key_file: String,
    /// 64 hexadecimal digits, or empty.
    pub session_key: SecretString,
    /// A file that holds them, or empty.
    pub session_key_file: String,
    /// 64 hexadecimal digits, or empty.
    pub proof_key: SecretString,
    /// A file that holds them, or empty.
    pub proof_key_file: String,
}

/// Where mail goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum TransportKind {
    /// To files.
    Files,
    /// To a mail server.
    Smtp,
}

/// A switch that may follow the transport.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum OnOff {
    /// On with a mail server, off with files.
    Auto,
    /// On.
    On,
    /// Off.
    Off,
}

impl OnOff {
    /// Whether it is on with this transport.
    #[must_use]
    pub fn is_on(self, transport: TransportKind) -> bool {
        match self {
            Self::Auto => transport == TransportKind::Smtp,
            Self::On => true,
            Self::Off => false,
        }
    }
}

/// How mail leaves.
#[derive(Debug, Deserialize, Validate)]
#[serde(deny_unknown_fields)]
pub struct MailSection {
    /// Where mail goes.
    pub transport: TransportKind,
    /// `Name <address>`.
    #[validate(length(min = 3, max = 200))]
    pub from: String,
    /// Name or address of the server.
    pub host: String,
    /// Usually 587, or 465.
    pub port: NonZeroU16,
    /// Whether the way there is encrypted.
    pub tls: Tls,
    /// Empty where the server wants no sign-in.
    pub user: String,
    /// From the environment only.
    pub password: SecretString,
    /// A file that holds the password, or empty.
    pub password_file: String,
    /// A file with certificates of the city's own authorities, or empty.
    pub ca_file: String,
    /// Seconds.
    #[validate(range(min = 1, max = 600))]
    pub timeout_s: u16,
    /// Connections to the server at one time.
    pub connections: NonZeroU16,
    /// Mails within a minute; 0: no bound.
    pub per_minute: u32,
    /// The same for each domain of recipients.
    pub per_domain_minute: u32,
    /// Servers for when the one above can't be used, in order.
    #[validate(nested)]
    pub relays: Vec<RelaySection>,
    /// The mailbox for mail that can't be delivered, or empty.
    pub return_address: String,
    /// Answers come to an address of their case.
    pub reply_by_case: bool,
    /// What a mail server shows at `/mail/returned`; from the environment only.
    pub returned_token: SecretString,
    /// A file that holds it, or empty.
    pub returned_token_file: String,
    /// The mailbox that reports and answers come to.
    #[validate(nested)]
    pub inbox: InboxSection,
    /// Keys that sign what leaves.
    pub dkim: DkimSection,
    /// Only staff receives anything.
    pub trial: OnOff,
    /// Only in office hours.
    pub window: OnOff,
    /// Domains that take no mail are told by the DNS.
    pub check_domains: OnOff,
    /// The name server that is asked; empty: the system's.
    pub resolver: String,
    /// Who may receive mail in trial mode.
    pub staff: Vec<String>,
}

/// Keys that sign what leaves.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DkimSection {
    /// A file with an RSA key, or empty.
    pub rsa_key_file: String,
    /// Where its public key stands: `<selector>._domainkey.<domain>`.
    pub rsa_selector: String,
    /// A file with an Ed25519 key, or empty.
    pub ed25519_key_file: String,
    /// Where its public key stands.
    pub ed25519_selector: String,
}

/// A further mail server.
#[derive(Debug, Deserialize, Validate)]
#[serde(deny_unknown_fields)]
pub struct RelaySection {
    /// Name or address of the server.
    #[validate(length(min = 1))]
    pub host: String,
    /// Usually 587, or 465.
    pub port: NonZeroU16,
    /// Whether the way there is encrypted.
    pub tls: Tls,
    /// Empty where the server wants no sign-in.
    #[serde(default)]
    pub user: String,
    /// A file that holds the password, or empty.
    #[serde(default)]
    pub password_file: String,
}

/// The mailbox that reports and answers come to.
#[derive(Debug, Deserialize, Validate)]
#[serde(deny_unknown_fields)]
pub struct InboxSection {
    /// Name or address of the server; empty: none is polled.
    pub host: String,
    /// Usually 993, or 143.
    pub port: NonZeroU16,
    /// Whether the way there is encrypted.
    pub tls: Tls,
    /// Whose mailbox.
    pub user: String,
    /// From the environment only.
    pub password: SecretString,
    /// A file that holds the password, or empty.
    pub password_file: String,
    /// A file with certificates of the city's own authorities, or empty.
    pub ca_file: String,
    /// Where messages come in.
    #[validate(length(min = 1, max = 200))]
    pub folder: String,
    /// Where they go once they are read; empty: they stay and are flagged.
    pub done_folder: String,
    /// Seconds between two looks.
    #[validate(range(min = 2, max = 3600))]
    pub poll_s: u16,
    /// Seconds.
    #[validate(range(min = 1, max = 600))]
    pub timeout_s: u16,
}

/// The directive that a new database begins with.
#[derive(Debug, Deserialize, Validate)]
#[serde(deny_unknown_fields)]
pub struct DirectiveSection {
    /// Unique short name.
    #[validate(length(min = 1, max = 60))]
    pub name: String,
    /// Official number, or empty.
    pub number: String,
    /// ISO date, or empty.
    pub issued_on: String,
    /// What it is about.
    pub title: String,
    /// What it says.
    pub body: String,
    /// Name of the ladder.
    pub ladder: String,
    /// Name of the ladder of cases about overdue contributions.
    pub arrears_ladder: String,
    /// ISO date.
    pub valid_from: String,
    /// ISO date, or empty.
    pub valid_to: String,
}

/// A schedule that a new database begins with.
#[derive(Debug, Deserialize, Validate)]
#[serde(deny_unknown_fields)]
pub struct ScheduleSection {
    /// Unique name.
    #[validate(length(min = 1, max = 60))]
    pub name: String,
    /// Five cron fields.
    pub cron: String,
    /// What it does.
    pub action: String,
}

/// An address, or none.
fn empty_or_email(text: &str) -> Result<(), ValidationError> {
    if text.is_empty() || text.validate_email() {
        Ok(())
    } else {
        Err(ValidationError::new("email"))
    }
}
