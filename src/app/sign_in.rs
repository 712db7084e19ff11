//! How people sign in, by the settings.

use std::net::SocketAddr;

use chrono::TimeDelta;
use secrecy::{ExposeSecret, SecretString};

use super::read;
use crate::{
    config::{Config, ConfigError},
    domain::{network::Network, role::Role, throttle::Throttle},
    oidc::Provider,
    services::{SessionKey, SignInRules, Site},
};

/// Letters of the shortest token: what is shorter can be guessed.
const SHORTEST_TOKEN: usize = 16;

/// The rules, with the key.
pub(super) fn rules(config: &Config, key: SessionKey) -> Result<SignInRules, ConfigError> {
    let set = &config.sign_in;
    let minutes = |n: u16| TimeDelta::minutes(n.into());
    let throttle = |failures: u16| Throttle {
        failures: failures.into(),
        pause: TimeDelta::seconds(set.pause_seconds.into()),
        longest: minutes(set.longest_pause_minutes),
    };
    let role = |code: &String| {
        Role::from_code(code).ok_or_else(|| ConfigError::Value {
            setting: "sign_in.second_factor",
            why: format!(
                "peran `{code}` tidak dikenal; pilih {}",
                Role::ALL.map(Role::code).join(", ")
            ),
        })
    };
    let mut rules = SignInRules::with_key(key);
    rules.idle = minutes(set.idle_minutes);
    rules.absolute = TimeDelta::hours(set.absolute_hours.into());
    rules.invite = TimeDelta::hours(set.link_hours.into());
    rules.reset = minutes(set.reset_minutes);
    rules.second_factor = set
        .second_factor
        .iter()
        .map(role)
        .collect::<Result<_, _>>()?;
    rules.account = throttle(set.account_failures);
    rules.address = throttle(set.address_failures);
    rules.forget = minutes(set.forget_minutes);
    rules.site = site(config)?;
    rules.provider = provider(config)?;
    rules.metrics_token = metrics_token(config)?;
    Ok(rules)
}

/// The identity provider, where one is configured.
fn provider(config: &Config) -> Result<Option<Provider>, ConfigError> {
    let set = &config.oidc;
    if set.issuer.is_empty() {
        return Ok(None);
    }
    let wrong = |setting, why: &str| ConfigError::Value {
        setting,
        why: why.to_owned(),
    };
    let here = ["http://localhost", "http://127.0.0.1"];
    if !set.issuer.starts_with("https://") && !here.iter().any(|h| set.issuer.starts_with(h)) {
        return Err(wrong("oidc.issuer", "harus dimulai dengan https://"));
    }
    if set.client_id.is_empty() || set.email_claim.is_empty() {
        return Err(wrong("oidc", "isi client_id dan email_claim"));
    }
    let client_secret = if set.client_secret_file.is_empty() {
        set.client_secret.clone()
    } else {
        read(&set.client_secret_file)?.into()
    };
    Ok(Some(Provider {
        issuer: set.issuer.clone(),
        client_id: set.client_id.clone(),
        client_secret,
        name: set.name.clone(),
        email_claim: set.email_claim.clone(),
    }))
}

/// Who may read the numbers on the site.
fn metrics_token(config: &Config) -> Result<Option<SecretString>, ConfigError> {
    let site = &config.site;
    let token = if site.metrics_token_file.is_empty() {
        site.metrics_token.clone()
    } else {
        read(&site.metrics_token_file)?.into()
    };
    let length = token.expose_secret().len();
    if (1..SHORTEST_TOKEN).contains(&length) {
        return Err(ConfigError::Value {
            setting: "site.metrics_token",
            why: format!("paling sedikit {SHORTEST_TOKEN} huruf"),
        });
    }
    Ok((length > 0).then_some(token))
}

/// Where the numbers have a listener of their own.
pub(super) fn metrics_listen(config: &Config) -> Result<Option<SocketAddr>, ConfigError> {
    let text = &config.site.metrics_listen;
    if text.is_empty() {
        return Ok(None);
    }
    text.parse().map(Some).map_err(|_| ConfigError::Value {
        setting: "site.metrics_listen",
        why: format!("`{text}` bukan alamat, misalnya 127.0.0.1:9184"),
    })
}

/// Where people find the site.
pub(super) fn site(config: &Config) -> Result<Site, ConfigError> {
    let wrong = |setting, why: &dyn std::fmt::Display| ConfigError::Value {
        setting,
        why: why.to_string(),
    };
    let proxies = config.site.trusted_proxies.iter();
    let proxies: Vec<Network> = proxies
        .map(|text| text.parse())
        .collect::<Result<_, _>>()
        .map_err(|error| wrong("site.trusted_proxies", &error))?;
    Site::at(&config.site.public_url, proxies).map_err(|error| wrong("site.public_url", &error))
}
