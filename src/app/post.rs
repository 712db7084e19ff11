//! How mail leaves, from its settings.

use std::path::Path;

use secrecy::ExposeSecret;

use super::{StartError, read};
use crate::{
    config::{self, Config, ConfigError, MailSection, TransportKind},
    mail::{Authorities, DkimKey, MailSettings, Transport},
    services::{MailRules, Pace},
};

/// Files instead of a mail server.
pub(super) fn capture(config: &Config, data: &Path) -> Result<Transport, StartError> {
    let mail = &config.mail;
    returning(Transport::files(&mail.from, &data.join("outbox"))?, mail)
}

/// The transport with what stands on every mail: its signatures, and where it comes back to.
fn returning(transport: Transport, mail: &MailSection) -> Result<Transport, StartError> {
    let mut keys = Vec::new();
    for (file, selector) in [
        (&mail.dkim.rsa_key_file, &mail.dkim.rsa_selector),
        (&mail.dkim.ed25519_key_file, &mail.dkim.ed25519_selector),
    ] {
        if !file.is_empty() {
            keys.push(DkimKey::parse(selector, &read(file)?)?);
        }
    }
    let transport = transport.signing(keys);
    if mail.return_address.is_empty() {
        return Ok(transport);
    }
    Ok(transport.returning_to(&mail.return_address)?)
}

/// Files, or mail servers in order.
pub(super) fn transport(config: &Config, data: &Path) -> Result<Transport, StartError> {
    let mail = &config.mail;
    if mail.transport == TransportKind::Files {
        return capture(config, data);
    }
    let password = if mail.password_file.is_empty() {
        mail.password.expose_secret().to_owned()
    } else {
        read(&mail.password_file)?
    };
    let set = |text: String| (!text.is_empty()).then_some(text);
    let first = MailSettings {
        host: mail.host.clone(),
        port: mail.port,
        tls: mail.tls,
        user: set(mail.user.clone()),
        password: set(password).map(Into::into),
        from: mail.from.clone(),
        timeout_s: mail.timeout_s,
        connections: mail.connections,
        authorities: authorities("mail.ca_file", &mail.ca_file)?,
    };
    let mut transport = Transport::smtp(&first)?;
    for relay in &mail.relays {
        let password = match relay.password_file.as_str() {
            "" => None,
            file => set(read(file)?),
        };
        transport = transport.or_by(&MailSettings {
            host: relay.host.clone(),
            port: relay.port,
            tls: relay.tls,
            user: set(relay.user.clone()),
            password: password.map(Into::into),
            ..first.clone()
        })?;
    }
    returning(transport, mail)
}

/// Those who vouch for a mail server beside the public authorities.
pub(super) fn authorities(setting: &'static str, file: &str) -> Result<Authorities, ConfigError> {
    if file.is_empty() {
        return Ok(Authorities::default());
    }
    Authorities::parse(&read(file)?).map_err(|_| {
        let why = format!("berkas {file} tidak memuat sertifikat PEM yang utuh");
        ConfigError::Value { setting, why }
    })
}

/// How mail may leave.
pub(super) fn mail_rules(config: &Config) -> MailRules {
    let mail = &config.mail;
    MailRules {
        trial: mail.trial.is_on(mail.transport).then(|| mail.staff.clone()),
        may_go_live: mail.trial == config::OnOff::Auto,
        window: mail.window.is_on(mail.transport),
        pace: Pace {
            per_minute: mail.per_minute,
            per_domain: mail.per_domain_minute,
        },
    }
}
