//! How people sign in here.

use std::sync::Arc;

use chrono::TimeDelta;
use secrecy::SecretString;
use tokio::sync::Mutex;

use super::SessionKey;
use crate::{
    domain::{network::Network, role::Role, throttle::Throttle},
    oidc::Provider,
};

/// How people sign in here, and the key behind it.
pub struct SignInRules {
    /// A session ends when it was not used for so long.
    pub idle: TimeDelta,
    /// It ends after so long in any case.
    pub absolute: TimeDelta,
    /// How long an invitation works.
    pub invite: TimeDelta,
    /// How long a link for a lost password works.
    pub reset: TimeDelta,
    /// Roles that can't do with a password alone.
    pub second_factor: Vec<Role>,
    /// For one account.
    pub account: Throttle,
    /// For one address of the network.
    pub address: Throttle,
    /// Failures are forgotten when there was none for so long.
    pub forget: TimeDelta,
    /// Where the site is found.
    pub site: Site,
    /// Who else vouches for officers.
    pub provider: Option<Provider>,
    /// Who brings it may read the program's numbers; `None`: nobody may on the site.
    pub metrics_token: Option<SecretString>,
    /// Seals and signs.
    pub key: SessionKey,
    /// Held by whoever writes down that a session was used.
    pub(super) touching: Arc<Mutex<()>>,
}

impl SignInRules {
    /// The rules as they are shipped, with a key.
    #[must_use]
    pub fn with_key(key: SessionKey) -> Self {
        let throttle = |failures| Throttle {
            failures,
            pause: TimeDelta::minutes(1),
            longest: TimeDelta::minutes(15),
        };
        Self {
            idle: TimeDelta::minutes(120),
            absolute: TimeDelta::hours(12),
            invite: TimeDelta::hours(72),
            reset: TimeDelta::minutes(60),
            second_factor: Role::ALL
                .into_iter()
                .filter(|role| role.needs_second_factor())
                .collect(),
            account: throttle(5),
            address: throttle(20),
            forget: TimeDelta::minutes(60),
            site: Site::default(),
            provider: None,
            metrics_token: None,
            key,
            touching: Arc::default(),
        }
    }
}

/// Where people find the site, and through whom they come.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Site {
    public_url: Option<String>,
    /// Proxies whose word about the visitor's address is taken.
    pub trusted_proxies: Vec<Network>,
}

/// The site's address can't be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` harus berbentuk https://nama-situs, tanpa jalur di belakangnya")]
pub struct BadSite(String);

impl Site {
    /// Where links lead when nobody said where the site is.
    const HERE: &'static str = "http://127.0.0.1:8080";

    /// A site at that address; nowhere in particular where the text is empty. Plain HTTP is for
    /// this machine only.
    ///
    /// # Errors
    /// When it is not the address of a whole site.
    pub fn at(url: &str, trusted_proxies: Vec<Network>) -> Result<Self, BadSite> {
        let url = url.trim().trim_end_matches('/');
        let host = url.split_once("://").map_or("", |(_, host)| host);
        let name = host.rsplit_once(':').map_or(host, |(name, _)| name);
        let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | ':' | '[' | ']');
        let sound = !host.is_empty() && host.chars().all(plain);
        let scheme = url.starts_with("https://")
            || (url.starts_with("http://") && matches!(name, "localhost" | "127.0.0.1" | "[::1]"));
        if !(url.is_empty() || sound && scheme) {
            return Err(BadSite(url.to_owned()));
        }
        Ok(Self {
            public_url: (!url.is_empty()).then(|| url.to_ascii_lowercase()),
            trusted_proxies,
        })
    }

    /// Whether browsers reach it by TLS only.
    #[must_use]
    pub fn is_https(&self) -> bool {
        self.public_url
            .as_deref()
            .is_some_and(|url| url.starts_with("https://"))
    }

    /// Host and port by which browsers know it, where somebody said so.
    #[must_use]
    pub fn host(&self) -> Option<&str> {
        let (_, host) = self.public_url.as_deref()?.split_once("://")?;
        Some(host)
    }

    /// The whole address of a path such as `/sign-in`.
    #[must_use]
    pub fn link(&self, path: &str) -> String {
        format!("{}{path}", self.public_url.as_deref().unwrap_or(Self::HERE))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_address_of_a_whole_site_is_one() {
        let site = |url| Site::at(url, Vec::new());
        let front = site("https://Patuh.kota.example/").unwrap();
        assert!(front.is_https());
        assert_eq!(front.host(), Some("patuh.kota.example"));
        assert_eq!(front.link("/x"), "https://patuh.kota.example/x");
        assert!(!site("http://127.0.0.1:9000").unwrap().is_https());
        assert_eq!(site("").unwrap(), Site::default());
        for bad in [
            "http://patuh.kota.example",
            "https://",
            "patuh.kota.example",
            "https://patuh.kota.example/jalur",
            "https://patuh.kota.example?x",
            "https://a@b.example",
            "javascript://x",
        ] {
            assert!(site(bad).is_err(), "{bad}");
        }
    }
}
