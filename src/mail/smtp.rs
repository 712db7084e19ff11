//! How to reach the mail server, from settings.

use std::{net::IpAddr, num::NonZeroU16, time::Duration};

use lettre::transport::smtp::{
    Error,
    authentication::Credentials,
    client::{Certificate, Tls as Encryption, TlsParameters},
};
use secrecy::{ExposeSecret, SecretString};
use serde::Deserialize;

use super::{authorities::Authorities, error::SettingsError};

/// The port on which TLS begins with the first byte.
const PORT_OF_IMPLICIT_TLS: u16 = 465;

/// Whether the way to the server is encrypted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Tls {
    /// Always: from the first byte on port 465, else by STARTTLS; nothing leaves without.
    Required,
    /// Where the server offers it.
    Opportunistic,
    /// Never; for a relay on this machine.
    None,
}

/// Which mail server to use, and as whom.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MailSettings {
    /// Name or address of the server.
    pub host: String,
    /// Usually 587, or 465 for TLS from the first byte.
    pub port: NonZeroU16,
    /// Whether the way there is encrypted.
    pub tls: Tls,
    /// Signs in where set; needs the password.
    #[serde(default)]
    pub user: Option<String>,
    /// Comes from the environment or a file, never from the settings file.
    #[serde(default)]
    pub password: Option<SecretString>,
    /// Who writes, `Name <address>` or an address.
    pub from: String,
    /// Longest wait for one answer, in seconds.
    pub timeout_s: u16,
    /// Connections at one time.
    pub connections: NonZeroU16,
    /// Who vouches for the server beside the public authorities; from a file.
    #[serde(skip)]
    pub authorities: Authorities,
}

/// Checked settings, in the mail library's words.
pub(super) struct Server {
    pub host: String,
    pub port: u16,
    pub encryption: Encryption,
    pub access: Option<Credentials>,
    pub patience: Duration,
    pub connections: usize,
}

impl Server {
    pub(super) fn new(settings: &MailSettings) -> Result<Self, SettingsError> {
        Ok(Self {
            host: settings.host.clone(),
            port: settings.port.get(),
            encryption: encryption(settings)?,
            access: access(settings)?,
            patience: Duration::from_secs(settings.timeout_s.max(1).into()),
            connections: usize::from(settings.connections.get()),
        })
    }
}

fn encryption(settings: &MailSettings) -> Result<Encryption, SettingsError> {
    let parameters = || tls(settings).map_err(|error| SettingsError::Host(Box::new(error)));
    Ok(match settings.tls {
        Tls::None => Encryption::None,
        Tls::Opportunistic => Encryption::Opportunistic(parameters()?),
        Tls::Required if settings.port.get() == PORT_OF_IMPLICIT_TLS => {
            Encryption::Wrapper(parameters()?)
        }
        Tls::Required => Encryption::Required(parameters()?),
    })
}

fn tls(settings: &MailSettings) -> Result<TlsParameters, Error> {
    let mut parameters = TlsParameters::builder(settings.host.clone());
    for one in settings.authorities.each() {
        parameters = parameters.add_root_certificate(Certificate::from_der(one.to_vec())?);
    }
    parameters.build()
}

fn access(settings: &MailSettings) -> Result<Option<Credentials>, SettingsError> {
    match (&settings.user, &settings.password) {
        (None, None) => Ok(None),
        (Some(_), Some(_)) if settings.tls != Tls::Required && !is_here(&settings.host) => {
            Err(SettingsError::Exposed)
        }
        (Some(user), Some(password)) => Ok(Some(Credentials::new(
            user.clone(),
            password.expose_secret().to_owned(),
        ))),
        _ => Err(SettingsError::Access),
    }
}

pub(super) fn is_here(host: &str) -> bool {
    host == "localhost" || host.parse::<IpAddr>().is_ok_and(|ip| ip.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn settings(tls: Tls, host: &str) -> MailSettings {
        MailSettings {
            host: host.to_owned(),
            port: NonZeroU16::new(587).unwrap(),
            tls,
            user: Some("patuh".to_owned()),
            password: Some(SecretString::from("rahasia")),
            from: "disnaker@kota.example".to_owned(),
            timeout_s: 30,
            connections: NonZeroU16::MIN,
            authorities: Authorities::default(),
        }
    }

    #[test]
    fn a_password_never_crosses_the_network_in_the_clear() {
        for tls in [Tls::None, Tls::Opportunistic] {
            let refused = Server::new(&settings(tls, "mail.kota.example"));
            assert!(matches!(refused, Err(SettingsError::Exposed)));
            assert!(Server::new(&settings(tls, "127.0.0.1")).is_ok());
        }
        assert!(Server::new(&settings(Tls::Required, "mail.kota.example")).is_ok());
    }

    #[test]
    fn a_user_needs_a_password() {
        let mut half = settings(Tls::Required, "mail.kota.example");
        half.password = None;
        assert!(matches!(Server::new(&half), Err(SettingsError::Access)));
    }

    #[test]
    fn settings_read_from_text_and_show_no_password() {
        let text = r#"{ "host": "mail.kota.example", "port": 465, "tls": "required",
            "user": "patuh", "password": "rahasia",
            "from": "Disnaker <disnaker@kota.example>", "timeout_s": 30, "connections": 4 }"#;
        let settings: MailSettings = serde_json::from_str(text).unwrap();
        assert!(!format!("{settings:?}").contains("rahasia"));
        let server = Server::new(&settings).unwrap();
        assert!(matches!(server.encryption, Encryption::Wrapper(_)));
    }
}
