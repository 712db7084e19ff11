//! Putting a copy of the database in place of one that is not there.

use std::{
    fs,
    path::{Path, PathBuf},
};

use super::{Place, StartError, keys, sqlite_url};
use crate::{
    config::{self, Config},
    services::ServiceError,
    store::{Setting, Store},
};

/// Puts a copy that `backup` made into the data folder, and brings its schema up to date. Answers
/// where it lies.
///
/// # Errors
/// When a database is there already, the file is no copy, or the person key is another one;
/// nothing is left behind then.
pub async fn restore(place: &Place, file: &Path) -> Result<PathBuf, StartError> {
    let config = config::load(place.config.as_deref())?;
    let refused = |words: String| StartError::Service(ServiceError::Refused(words));
    if place.database.is_some() {
        return Err(refused(
            "`restore` mengisi basis data SQLite di folder data; PostgreSQL dipulihkan dengan \
             `pg_restore`."
                .to_owned(),
        ));
    }
    let target = place.data.join("patuh.db");
    if target.exists() {
        return Err(refused(format!(
            "{} sudah ada dan tidak ditimpa; pindahkan dahulu atau pakai folder lain (--data).",
            target.display()
        )));
    }
    let failed = |error| StartError::Data(place.data.clone(), error);
    fs::create_dir_all(&place.data).map_err(failed)?;
    let part = place.data.join("patuh.db.restore");
    fs::copy(file, &part).map_err(|error| StartError::Data(file.to_owned(), error))?;
    if let Err(error) = fits(&config, &place.data, &part).await {
        for ending in ["", "-wal", "-shm"] {
            let _ = fs::remove_file(format!("{}{ending}", part.display()));
        }
        return Err(error);
    }
    fs::rename(&part, &target).map_err(failed)?;
    Ok(target)
}

/// Whether a copy is one, and belongs to the person key of this installation.
async fn fits(config: &Config, data: &Path, copy: &Path) -> Result<(), StartError> {
    let store = Store::connect(&sqlite_url(copy)).await?;
    store.migrate().await?;
    let known = store.read().await?.setting(Setting::PersonKey).await?;
    let Some(known) = known else {
        return Err(StartError::Service(ServiceError::Refused(
            "Berkas itu bukan cadangan basis data Patuh.".to_owned(),
        )));
    };
    let keyer = keys::person_key(config, data, &store).await?;
    if keyer.fingerprint() != known {
        return Err(StartError::Key(
            "Kunci pekerja di folder ini bukan kunci cadangan itu; kembalikan dahulu berkas \
             secrets/person_key yang semula."
                .to_owned(),
        ));
    }
    Ok(store.close().await?)
}
