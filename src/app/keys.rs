//! Secrets that are made on the first start and never leave the data folder.

use std::{
    fs,
    io::Write,
    os::unix::fs::{DirBuilderExt, OpenOptionsExt},
    path::Path,
};

use secrecy::{ExposeSecret, SecretString};

use super::{Place, StartError, read};
use crate::{
    config::{self, Config},
    intake::PersonKeyer,
    services::{SealKey, SessionKey},
    store::{Setting, Store},
};

/// The secret of the person keys: from the settings, or from the data folder, where it is made
/// for a database that has never seen one.
pub(super) async fn person_key(
    config: &Config,
    data: &Path,
    store: &Store,
) -> Result<PersonKeyer, StartError> {
    let secrets = &config.secrets;
    let path = data.join("secrets").join("person_key");
    let given = (&secrets.person_key, &*secrets.person_key_file);
    let text = if let Some(text) = given_or_kept(given, &path)? {
        text
    } else {
        let known = store
            .read()
            .await?
            .setting(Setting::PersonKey)
            .await?
            .is_some();
        if known {
            return Err(StartError::Key(format!(
                "Kunci pekerja {} hilang, sedangkan basis data ini sudah diisi dengannya. \
                 Kembalikan berkas kunci yang semula; kunci baru tidak akan cocok.",
                path.display()
            )));
        }
        make_key(&path).map_err(|error| StartError::Data(path.clone(), error))?
    };
    Ok(PersonKeyer::new(&parse("Kunci pekerja", &text)?))
}

/// The key behind forms and second factors: from the settings, or from the data folder, where it
/// is made on the first start.
pub(super) fn session_key(config: &Config, data: &Path) -> Result<SessionKey, StartError> {
    let secrets = &config.secrets;
    let path = data.join("secrets").join("session_key");
    let given = (&secrets.session_key, &*secrets.session_key_file);
    let text = match given_or_kept(given, &path)? {
        Some(text) => text,
        None => make_key(&path).map_err(|error| StartError::Data(path.clone(), error))?,
    };
    Ok(SessionKey::new(parse("Kunci sesi", &text)?))
}

/// The key that proofs of delivery are signed with: from the settings, or from the data folder,
/// where it is made on the first start.
pub(super) fn proof_key(config: &Config, data: &Path) -> Result<SealKey, StartError> {
    if let Some(key) = proof_key_kept(config, data)? {
        return Ok(key);
    }
    let path = data.join("secrets").join("proof_key");
    let text = make_key(&path).map_err(|error| StartError::Data(path.clone(), error))?;
    Ok(SealKey::of(&parse("Kunci berita acara", &text)?))
}

/// The same where there is one already.
fn proof_key_kept(config: &Config, data: &Path) -> Result<Option<SealKey>, StartError> {
    let secrets = &config.secrets;
    let path = data.join("secrets").join("proof_key");
    let given = (&secrets.proof_key, &*secrets.proof_key_file);
    let text = given_or_kept(given, &path)?;
    let key = text
        .map(|text| parse("Kunci berita acara", &text))
        .transpose()?;
    Ok(key.map(|key| SealKey::of(&key)))
}

/// The key that proofs of delivery are signed with here, where there is one; none is made.
///
/// # Errors
/// When the settings or the key can't be used.
pub fn kept_proof_key(place: &Place) -> Result<Option<SealKey>, StartError> {
    let config = config::load(place.config.as_deref())?;
    proof_key_kept(&config, &place.data)
}

/// A key by its setting, by the file that a setting names, or as it lies in the data folder.
fn given_or_kept(
    (key, file): (&SecretString, &str),
    kept: &Path,
) -> Result<Option<String>, StartError> {
    Ok(if !key.expose_secret().is_empty() {
        Some(key.expose_secret().to_owned())
    } else if !file.is_empty() {
        Some(read(file)?)
    } else if kept.exists() {
        Some(read(&kept.to_string_lossy())?)
    } else {
        None
    })
}

fn parse(which: &str, text: &str) -> Result<[u8; 32], StartError> {
    let mut key = [0; 32];
    hex::decode_to_slice(text.trim(), &mut key).map_err(|_| {
        StartError::Key(format!("{which} harus terdiri dari 64 digit heksadesimal."))
    })?;
    Ok(key)
}

fn make_key(path: &Path) -> std::io::Result<String> {
    let mut secret = [0_u8; 32];
    getrandom::fill(&mut secret).map_err(std::io::Error::other)?;
    let text = hex::encode(secret);
    if let Some(folder) = path.parent() {
        fs::DirBuilder::new()
            .recursive(true)
            .mode(0o700)
            .create(folder)?;
    }
    let mut file = fs::OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(path)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()?;
    Ok(text)
}
