//! Settings, read once at start and handed out in pieces.
//!
//! The embedded `config/default.toml` lists every setting with its meaning; a file named on the
//! command line changes some; `PATUH__MAIL__PORT=2525` and the like win over both. Only this
//! room reads the environment.

mod sections;
mod sign_in;

use std::path::{Path, PathBuf};

use figment::{
    Figment,
    providers::{Env, Format, Toml},
};
use serde::{Deserialize, de::DeserializeOwned};
use validator::Validate;

use crate::domain::{ladder::Ladder, rates::RateTable, workdays::HolidayTable};

pub use sections::{
    CitySection, Config, DirectiveSection, DkimSection, MailSection, OfficeSection, OnOff,
    PrivacySection, RelaySection, RulesSection, ScheduleSection, SecretsSection, TransportKind,
};
pub use sign_in::{OidcSection, SignInSection, SiteSection};

const DEFAULT: &str = include_str!("../../config/default.toml");
const RATES: &str = include_str!("../../config/rules.toml");
const HOLIDAYS: &str = include_str!("../../config/holidays.toml");
const LADDERS: &str = include_str!("../../config/ladders.toml");

/// Settings that can't be used.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// A setting is missing, unknown, or of the wrong kind.
    #[error("pengaturan salah: {0}")]
    Setting(Box<figment::Error>),
    /// A setting is outside its limits.
    #[error("pengaturan di luar batas: {0}")]
    Limits(#[from] validator::ValidationErrors),
    /// A file that settings name can't be read.
    #[error("berkas pengaturan {0} tidak dapat dibaca")]
    File(PathBuf, #[source] std::io::Error),
    /// A value makes no sense.
    #[error("pengaturan {setting}: {why}")]
    Value {
        /// The setting, with its section.
        setting: &'static str,
        /// What is wrong and what to do.
        why: String,
    },
}

fn failed(error: figment::Error) -> ConfigError {
    ConfigError::Setting(Box::new(error))
}

/// Reads the settings.
///
/// # Errors
/// Names the setting and the file or variable that is wrong.
pub fn load(file: Option<&Path>) -> Result<Config, ConfigError> {
    let mut figment = Figment::from(Toml::string(DEFAULT));
    if let Some(path) = file {
        let text = std::fs::read_to_string(path)
            .map_err(|error| ConfigError::File(path.to_owned(), error))?;
        figment = figment.merge(Toml::string(&text));
    }
    let config: Config = figment
        .merge(Env::prefixed("PATUH__").split("__"))
        .extract()
        .map_err(failed)?;
    config.validate()?;
    Ok(config)
}

/// The dated rates: from a file, or the embedded ones.
///
/// # Errors
/// When the file can't be read or makes no sense.
pub fn rates(file: &str) -> Result<RateTable, ConfigError> {
    table(file, RATES)
}

/// The days off: from a file, or the embedded ones.
///
/// # Errors
/// When the file can't be read or makes no sense.
pub fn holidays(file: &str) -> Result<HolidayTable, ConfigError> {
    table(file, HOLIDAYS)
}

/// The ladders that a new database begins with.
///
/// # Errors
/// When the embedded file makes no sense, or one of them has a fault.
pub fn ladders() -> Result<Vec<Ladder>, ConfigError> {
    #[derive(Deserialize)]
    struct Ladders {
        ladder: Vec<Ladder>,
    }
    let ladders = table::<Ladders>("", LADDERS)?.ladder;
    for ladder in &ladders {
        if let Some(fault) = ladder.faults().first() {
            return Err(ConfigError::Value {
                setting: "ladder",
                why: format!("jenjang `{}`: {}", ladder.name, fault.code()),
            });
        }
    }
    Ok(ladders)
}

fn table<T: DeserializeOwned>(file: &str, embedded: &str) -> Result<T, ConfigError> {
    let text = if file.is_empty() {
        embedded.to_owned()
    } else {
        std::fs::read_to_string(file)
            .map_err(|error| ConfigError::File(PathBuf::from(file), error))?
    };
    Figment::from(Toml::string(&text)).extract().map_err(failed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shipped_defaults_load_and_keep_secrets_to_themselves() {
        let config = load(None).expect("config/default.toml is complete");
        assert_eq!(config.rules.enrolment_grace_days, 30);
        assert!(rates("").is_ok());
        assert!(holidays("").is_ok());
        assert!(format!("{config:?}").contains("REDACTED"));
    }

    #[test]
    fn an_unknown_setting_is_refused_by_name() {
        let folder = std::env::temp_dir().join(format!("patuh-config-{}", std::process::id()));
        std::fs::create_dir_all(&folder).expect("a folder can be made");
        let file = folder.join("settings.toml");
        std::fs::write(&file, "[mail]\nhots = \"x\"\n").expect("a file can be written");
        let error = load(Some(&file)).expect_err("the setting is misspelt");
        assert!(error.to_string().contains("hots"), "{error}");
        std::fs::remove_dir_all(folder).expect("it can be removed");
    }
}
