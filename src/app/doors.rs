//! The doors that what comes back comes through, and who knows which domains take mail, from
//! their settings.

use std::time::Duration;

use secrecy::{ExposeSecret, SecretString};

use super::{StartError, post::authorities, read};
use crate::{
    config::{Config, ConfigError},
    mail::{Domains, Inbox, InboxSettings},
    services::ReturnDoors,
};

/// Characters that a secret has at least which opens a door to the network.
const SHORTEST_TOKEN: usize = 24;

/// The doors that what comes back comes through.
pub(super) fn doors(config: &Config) -> Result<ReturnDoors, StartError> {
    let mail = &config.mail;
    let token = secret(&mail.returned_token, &mail.returned_token_file)?;
    if !token.is_empty() && token.len() < SHORTEST_TOKEN {
        let why = format!("terlalu pendek; pakai sedikitnya {SHORTEST_TOKEN} karakter acak");
        let setting = "mail.returned_token";
        return Err(ConfigError::Value { setting, why }.into());
    }
    let inbox = &mail.inbox;
    let rest = Duration::from_secs(inbox.poll_s.into());
    if inbox.host.is_empty() {
        return Ok(ReturnDoors::new(None, rest, &token));
    }
    let opened = Inbox::new(InboxSettings {
        host: inbox.host.clone(),
        port: inbox.port,
        tls: inbox.tls,
        user: inbox.user.clone(),
        password: secret(&inbox.password, &inbox.password_file)?.into(),
        folder: inbox.folder.clone(),
        done_folder: inbox.done_folder.clone(),
        timeout_s: inbox.timeout_s,
        authorities: authorities("mail.inbox.ca_file", &inbox.ca_file)?,
    })?;
    Ok(ReturnDoors::new(Some(opened), rest, &token))
}

/// Who is asked which domains take mail.
pub(super) fn domains(config: &Config) -> Result<Domains, StartError> {
    let mail = &config.mail;
    if mail.check_domains.is_on(mail.transport) {
        Ok(Domains::asking(&mail.resolver)?)
    } else {
        Ok(Domains::default())
    }
}

/// A secret from its file where one is named, else from the environment.
fn secret(given: &SecretString, file: &str) -> Result<String, ConfigError> {
    if file.is_empty() {
        Ok(given.expose_secret().to_owned())
    } else {
        read(file)
    }
}
