//! From the letters of a batch to the one file that is printed or carried away.

use std::{
    collections::HashMap,
    fs::{self, File},
    io::{self, BufWriter, Read},
    path::{Path, PathBuf},
};

use sha2::{Digest as _, Sha256};

use super::{ServiceError, Services};
use crate::{
    domain::{
        ids::EmployerId,
        letter::{LetterKind, Paper, PostalAddress},
        words::date_words,
    },
    letters::{
        CoverLine, JoinError, JoinedPdf, LabelSheet, LetterArchive, SigningCover, address_labels,
        envelopes, signing_cover,
    },
    store::{BatchItem, BatchKind, Letter, LetterBatch, PrintedFile, Tx},
};

/// Items read at a time.
const PART: u32 = 200;
/// Addresses set at a time; whole sheets.
const ADDRESSES: usize = 24 * 20;

/// Where a letter of a batch lies.
pub(super) fn item_path(folder: &Path, no: i32) -> PathBuf {
    folder.join("items").join(format!("{no:05}.pdf"))
}

/// What comes into the file, in order.
enum Content {
    /// Behind a cover, where there is one.
    Merged(Option<SigningCover>, Vec<PathBuf>),
    Singles(Vec<(String, PathBuf)>),
    Labels(Vec<Vec<String>>),
    Envelopes(Vec<Vec<String>>),
}

/// A batch whose letters are set, with all that is known of them, in order.
#[derive(Clone, Copy)]
struct Made<'a> {
    batch: &'a LetterBatch,
    items: &'a [BatchItem],
    letters: &'a [Letter],
    firms: &'a HashMap<EmployerId, PostalAddress>,
}

impl Services {
    /// Makes the file of a batch whose letters are set.
    pub(super) async fn batch_result(
        &self,
        batch: &LetterBatch,
    ) -> Result<PrintedFile, ServiceError> {
        let folder = self.batch_folder(batch.id);
        let tx = self.store.read().await?;
        let items = all_items(&tx, batch).await?;
        let letters = letters_of(&tx, batch, &items).await?;
        let firms = items.iter().zip(&letters);
        let firms = firms.filter_map(|(item, letter)| item.employer.or(letter.employer));
        let firms: Vec<EmployerId> = firms.collect();
        let firms: HashMap<_, _> = tx.postal_addresses(&firms).await?.into_iter().collect();
        drop(tx);
        if batch.kind.sets_letters() && items.iter().all(|item| item.problem.is_some()) {
            return Err(ServiceError::Refused(
                "Tidak satu pun suratnya dapat disusun; lihat sebabnya pada daftar.".to_owned(),
            ));
        }
        let sample = letters.iter().any(|letter| letter.demo);
        let made = Made {
            batch,
            items: &items,
            letters: &letters,
            firms: &firms,
        };
        let (content, name) = self.content(&made, &folder, sample);
        let at = batch.made_at;
        let sender = vec![
            self.city.office.clone(),
            format!("Pemerintah Kota {}", self.city.name),
        ];
        let path = folder.join(&name);
        let made = tokio::task::spawn_blocking(move || {
            make(&path, content, &sender, at).map(|(sha256, bytes)| PrintedFile {
                name: Some(name),
                sha256,
                bytes,
            })
        });
        made.await.expect("writing a file does not panic")
    }

    fn content(&self, made: &Made<'_>, folder: &Path, sample: bool) -> (Content, String) {
        let Made {
            batch,
            items,
            letters,
            firms,
        } = *made;
        let pairs = || items.iter().zip(letters);
        let set = |(item, _): &(&BatchItem, &Letter)| item.problem.is_none();
        match batch.kind {
            BatchKind::Merged => {
                let paths = pairs().filter(set).map(|(i, _)| item_path(folder, i.no));
                let content = Content::Merged(None, paths.collect());
                (content, format!("cetak-{:03}.pdf", batch.no))
            }
            BatchKind::Folder => {
                let cover = self.cover(made, sample);
                let paths = pairs().filter(set).map(|(i, _)| item_path(folder, i.no));
                let content = Content::Merged(Some(cover), paths.collect());
                let day = batch.on.map(|on| on.to_string()).unwrap_or_default();
                (content, format!("map-penandatanganan-{day}.pdf"))
            }
            BatchKind::Singles => {
                let named = pairs().filter(set);
                let named = named.map(|(i, l)| (single_name(i.no, l), item_path(folder, i.no)));
                let content = Content::Singles(named.collect());
                (content, format!("surat-{:03}.zip", batch.no))
            }
            BatchKind::Labels | BatchKind::Envelopes => {
                let addresses = pairs().map(|(item, letter)| {
                    let own = item.employer.and_then(|firm| firms.get(&firm));
                    let to = own.cloned();
                    let to = to.unwrap_or_else(|| self.address_of(letter, firms));
                    let mut lines = to.lines(&self.city.name);
                    lines[0] = format!("Yth. {}", lines[0]);
                    if sample {
                        lines.push("(CONTOH: alamat rekaan)".to_owned());
                    }
                    lines
                });
                let addresses = addresses.collect();
                if batch.kind == BatchKind::Labels {
                    (
                        Content::Labels(addresses),
                        format!("label-{:03}.pdf", batch.no),
                    )
                } else {
                    (
                        Content::Envelopes(addresses),
                        format!("sampul-{:03}.pdf", batch.no),
                    )
                }
            }
        }
    }

    fn cover(&self, made: &Made<'_>, sample: bool) -> SigningCover {
        let Made {
            batch,
            items,
            letters,
            firms,
        } = *made;
        let set = items.iter().zip(letters);
        let set = set.filter(|(item, _)| item.problem.is_none());
        let letters = set.map(|(item, letter)| CoverLine {
            number: letter.number.as_ref().map(|number| number.number.clone()),
            addressee: self.address_of(letter, firms).name,
            subject: letter.kind.words().to_owned(),
            pages: item.pages.unwrap_or_default(),
        });
        SigningCover {
            paper: Paper::default(),
            office: self.city.office.clone(),
            day_words: batch.on.map(date_words).unwrap_or_default(),
            letters: letters.collect(),
            sample,
            created_at: batch.made_at,
        }
    }
}

/// The letter of each item; what it is made of is kept only where its name needs it.
async fn letters_of(
    tx: &Tx,
    batch: &LetterBatch,
    items: &[BatchItem],
) -> Result<Vec<Letter>, ServiceError> {
    let mut letters = Vec::with_capacity(items.len());
    let mut last: Option<Letter> = None;
    for item in items {
        // The same letter comes many times where it goes to many.
        if last.as_ref().is_none_or(|known| known.id != item.letter) {
            last = tx.letter(item.letter).await?;
        }
        let gone = || ServiceError::Missing(format!("Surat {}", item.letter));
        let mut letter = last.clone().ok_or_else(gone)?;
        if batch.kind != BatchKind::Singles {
            letter.content = String::new();
        }
        letters.push(letter);
    }
    Ok(letters)
}

async fn all_items(tx: &Tx, batch: &LetterBatch) -> Result<Vec<BatchItem>, ServiceError> {
    let (mut items, mut after) = (Vec::new(), 0);
    loop {
        let part = tx.batch_items(batch.id, (after, PART)).await?;
        let Some(last) = part.last() else {
            return Ok(items);
        };
        after = last.no;
        items.extend(part);
    }
}

/// `001-K-00007-imbauan.pdf`: its place, its case, its kind.
fn single_name(no: i32, letter: &Letter) -> String {
    let content: Option<serde_json::Value> = serde_json::from_str(&letter.content).ok();
    let code = content.as_ref().and_then(|c| c.get("code")?.as_str());
    let code: String = match code {
        Some(code) => {
            let fits = |c: &char| c.is_ascii_alphanumeric() || *c == '-';
            code.chars().filter(fits).collect()
        }
        None => format!("surat-{:04}", letter.no),
    };
    let kind = match letter.kind {
        LetterKind::Circular => "edaran",
        LetterKind::Appeal => "imbauan",
        LetterKind::Reprimand1 => "teguran-1",
        LetterKind::Reprimand2 => "teguran-2",
        LetterKind::Referral => "penyampaian",
        LetterKind::ArrearsReport => "tunggakan",
        LetterKind::Thanks => "apresiasi",
    };
    format!("{no:03}-{code}-{kind}.pdf")
}

/// Writes the file as a whole; answers its SHA-256 and its size.
fn make(
    path: &Path,
    content: Content,
    sender: &[String],
    at: chrono::DateTime<chrono::Utc>,
) -> Result<(String, u64), ServiceError> {
    let part = path.with_extension("part");
    let failed = |error| ServiceError::Write(path.to_owned(), error);
    let joined = |error: JoinError| match error {
        JoinError::Write(error) => failed(error),
        JoinError::Unreadable => failed(io::Error::other(error)),
    };
    let read = |from: &Path| fs::read(from).map_err(|e| ServiceError::Read(from.to_owned(), e));
    let file = File::create(&part).map_err(failed)?;
    match content {
        Content::Merged(cover, paths) => {
            let mut all = JoinedPdf::begin(BufWriter::new(file)).map_err(joined)?;
            if let Some(cover) = cover {
                all.add(signing_cover(&cover)?).map_err(joined)?;
            }
            for from in paths {
                all.add(read(&from)?).map_err(joined)?;
            }
            all.finish().map_err(joined)?;
        }
        Content::Singles(named) => {
            let mut all = LetterArchive::begin(file);
            for (name, from) in named {
                all.add(&name, &read(&from)?).map_err(failed)?;
            }
            all.finish().map_err(failed)?;
        }
        Content::Labels(addresses) => {
            let mut all = JoinedPdf::begin(BufWriter::new(file)).map_err(joined)?;
            for part in addresses.chunks(ADDRESSES) {
                let sheets = address_labels(part, LabelSheet::default(), at)?;
                all.add(sheets).map_err(joined)?;
            }
            all.finish().map_err(joined)?;
        }
        Content::Envelopes(addresses) => {
            let mut all = JoinedPdf::begin(BufWriter::new(file)).map_err(joined)?;
            for part in addresses.chunks(ADDRESSES) {
                all.add(envelopes(part, sender, at)?).map_err(joined)?;
            }
            all.finish().map_err(joined)?;
        }
    }
    fs::rename(&part, path).map_err(failed)?;
    print_of(path).map_err(failed)
}

fn print_of(path: &Path) -> io::Result<(String, u64)> {
    let (mut file, mut hasher, mut bytes) = (File::open(path)?, Sha256::new(), 0);
    let mut part = vec![0; 64 << 10];
    loop {
        let read = file.read(&mut part)?;
        if read == 0 {
            return Ok((hex::encode(hasher.finalize()), bytes));
        }
        hasher.update(&part[..read]);
        bytes += read as u64;
    }
}
