//! Writing files whole or not at all, and the files of a made-up city.

use std::{
    fs,
    path::{Path, PathBuf},
};

use chrono::Utc;

use super::{
    Answer, Done, Failure,
    args::{CityFormat, Generate},
    print_json,
};
use crate::{
    app::Place,
    synthetic::{self, CityPlan, Format, SyntheticError, write_city},
};

/// A file that appears under its name only when it is whole.
pub(super) struct Whole {
    path: PathBuf,
    /// Where it grows; `None` where a pipe or a device takes the bytes as they come.
    part: Option<PathBuf>,
}

impl Whole {
    pub(super) fn begin(path: &Path) -> Result<(Self, fs::File), Failure> {
        let name = path
            .file_name()
            .map_or_else(String::new, |n| n.to_string_lossy().into_owned());
        // Renaming over a pipe or a device would put a plain file in its place.
        let is_stream = fs::metadata(path).is_ok_and(|found| !found.is_file() && !found.is_dir());
        let part = (!is_stream).then(|| path.with_file_name(format!(".{name}.part")));
        let file = match &part {
            Some(part) => fs::File::create(part),
            None => fs::OpenOptions::new().write(true).open(path),
        };
        let file = file.map_err(|error| unwritable(path, error))?;
        Ok((
            Self {
                path: path.to_owned(),
                part,
            },
            file,
        ))
    }

    pub(super) fn finish(self) -> Result<(), Failure> {
        if let Some(part) = &self.part {
            fs::rename(part, &self.path).map_err(|error| unwritable(&self.path, error))?;
        }
        Ok(())
    }
}

fn unwritable(path: &Path, error: std::io::Error) -> Failure {
    Failure::Failed(
        anyhow::Error::from(error)
            .context(format!("Berkas {} tidak dapat ditulis", path.display())),
    )
}

impl Drop for Whole {
    fn drop(&mut self) {
        // After `finish` there is nothing left to remove.
        if let Some(part) = &self.part {
            let _ = fs::remove_file(part);
        }
    }
}

/// Writes a file at once.
pub(super) fn write(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    let (whole, mut file) = Whole::begin(path)?;
    std::io::Write::write_all(&mut file, bytes).map_err(|error| unwritable(path, error))?;
    whole.finish()
}

/// Makes the files of a made-up city.
pub(super) async fn generate(wanted: &Generate, place: &Place, json: bool) -> Answer {
    let plan = CityPlan {
        firms: wanted.firms,
        seed: wanted.seed,
        as_of: place
            .at
            .map_or(synthetic::DEFAULT_AS_OF, |at: chrono::DateTime<Utc>| {
                at.with_timezone(&chrono_tz::Asia::Makassar).date_naive()
            }),
        format: match wanted.format {
            CityFormat::Csv => Format::Csv,
            CityFormat::Xlsx => Format::Xlsx,
        },
        messy: wanted.messy,
    };
    let out = wanted.out.clone();
    let written = tokio::task::spawn_blocking(move || write_city(&plan, &out)).await;
    let files = written
        .expect("the generator does not panic")
        .map_err(|error| match error {
            SyntheticError::Plan | SyntheticError::Pairs => Failure::Usage(error.to_string()),
            SyntheticError::File { .. } => Failure::Failed(error.into()),
        })?;
    let all = [
        ("employers", &files.employers),
        ("roster", &files.roster),
        ("participants", &files.participants),
        ("contributions", &files.contributions),
    ];
    if json {
        let object: serde_json::Map<String, serde_json::Value> = all
            .iter()
            .map(|(kind, file)| {
                let value = serde_json::json!({ "path": file.path, "rows": file.rows });
                ((*kind).to_owned(), value)
            })
            .collect();
        return print_json(&object);
    }
    say!("Kota contoh (semua nama dibuat-buat):");
    for (kind, file) in all {
        say!(
            "  {kind:<14} {:>9} baris  {}",
            file.rows,
            file.path.display()
        );
    }
    Ok(Done::Whole)
}
