//! The sections about the site's door; their meaning stands in `config/default.toml`.

use secrecy::SecretString;
use serde::Deserialize;
use validator::Validate;

/// Where people find the site.
#[derive(Debug, Deserialize, Validate)]
#[serde(deny_unknown_fields)]
pub struct SiteSection {
    /// `https://…`, or empty.
    pub public_url: String,
    /// Addresses or networks.
    pub trusted_proxies: Vec<String>,
    /// `127.0.0.1:9184`, or empty.
    pub metrics_listen: String,
    /// From the environment only.
    pub metrics_token: SecretString,
    /// A file that holds it, or empty.
    pub metrics_token_file: String,
    /// MB.
    #[validate(range(min = 1, max = 4096))]
    pub upload_mb: u16,
}

/// How people sign in.
#[derive(Debug, Deserialize, Validate)]
#[serde(deny_unknown_fields)]
pub struct SignInSection {
    /// Minutes.
    #[validate(range(min = 1, max = 1440))]
    pub idle_minutes: u16,
    /// Hours.
    #[validate(range(min = 1, max = 720))]
    pub absolute_hours: u16,
    /// Hours.
    #[validate(range(min = 1, max = 720))]
    pub link_hours: u16,
    /// Minutes.
    #[validate(range(min = 5, max = 1440))]
    pub reset_minutes: u16,
    /// Codes of roles.
    pub second_factor: Vec<String>,
    /// Failures for one account.
    #[validate(range(min = 1, max = 100))]
    pub account_failures: u16,
    /// Failures for one address of the network.
    #[validate(range(min = 1, max = 10_000))]
    pub address_failures: u16,
    /// Seconds.
    #[validate(range(min = 1, max = 3600))]
    pub pause_seconds: u16,
    /// Minutes.
    #[validate(range(min = 1, max = 1440))]
    pub longest_pause_minutes: u16,
    /// Minutes.
    #[validate(range(min = 1, max = 10_080))]
    pub forget_minutes: u16,
}

/// An identity provider that people may sign in with.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OidcSection {
    /// Its address; empty: none.
    pub issuer: String,
    /// As it knows this program.
    pub client_id: String,
    /// From the environment only.
    pub client_secret: SecretString,
    /// A file that holds the secret, or empty.
    pub client_secret_file: String,
    /// What people call it.
    pub name: String,
    /// The claim that holds the address.
    pub email_claim: String,
}
