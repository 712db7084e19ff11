//! The signed copy: it is put on record, or refused with a reason; a scan finds its letter by its
//! code.

use crate::{
    domain::{
        attachment::{FileKind, MAX_BYTES},
        ids::{LetterId, OfficerId},
        letter::{LetterCode, LetterState},
    },
    letters::{BadScan, PdfSignature, ScanRead, read_scan},
    services::{NewFile, ServiceError, Services, barred},
    store::{Letter, LetterDeed, Tx},
};

/// Files of one upload of scans.
pub const MOST_SCANS: usize = 50;

/// What became of a scan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScanFate {
    /// The file's name, as it came.
    pub name: String,
    /// The letter that it belongs to, by its running number.
    pub letter: Option<(LetterId, i32)>,
    /// `attached`, or why not: `kind`, `large`, `encrypted`, `unreadable`, `long`, `no_code`,
    /// `unknown_code`, `several`, `not_numbered`, `signed_before`, `cancelled`.
    pub fate: &'static str,
}

impl Services {
    /// Puts the signed copy of a numbered letter on record. Where the file carries no trace of
    /// this letter, `sure` says that an officer compared them.
    ///
    /// # Errors
    /// [`ServiceError::Barred`] when it is no copy of this letter.
    pub async fn sign_letter(
        &self,
        (id, seen): (LetterId, i32),
        (file, sure): (&NewFile, bool),
        by: OfficerId,
    ) -> Result<(), ServiceError> {
        if file.content.len() > MAX_BYTES {
            return Err(barred(
                "signed-large",
                "Berkas lebih dari 10 MB; pindai dengan resolusi lebih rendah.",
            ));
        }
        let kind = FileKind::of(&file.content).ok();
        if kind != Some(FileKind::Pdf) {
            return Err(barred(
                "signed-kind",
                "Salinan bertanda tangan harus berkas PDF.",
            ));
        }
        let read = read(file.content.clone(), FileKind::Pdf).await?;
        let tx = self.store.read().await?;
        let letter = self.known_letter(&tx, id).await?;
        let codes = known_codes(&tx, &read).await?;
        drop(tx);
        let own = codes.iter().any(|one| one.id == id);
        if codes.iter().any(|one| one.id != id) {
            return Err(barred(
                "signed-other",
                "Berkas ini memuat kode surat lain; periksa berkasnya.",
            ));
        }
        if !own && !sure {
            return Err(barred(
                "signed-unsure",
                "Kode surat ini tidak terbaca pada berkas. Bandingkan nomor dan isinya, lalu nyatakan bahwa ini suratnya.",
            ));
        }
        if letter.version != seen {
            return Err(super::moves::letter_moved());
        }
        let words = if own {
            ""
        } else {
            "Dicocokkan petugas tanpa kode terbaca."
        };
        self.put_signed(&letter, (&file.content, &read.signatures), (by, words))
            .await
    }

    async fn put_signed(
        &self,
        letter: &Letter,
        (content, signatures): (&[u8], &[PdfSignature]),
        (by, words): (OfficerId, &str),
    ) -> Result<(), ServiceError> {
        // On disk before the database names it.
        let sha256 = self.keep_bytes(content)?;
        let says = serde_json::to_string(signatures).expect("a few texts are plain data");
        let tx = self.store.begin().await?;
        let letter = self.seen_letter(&tx, (letter.id, letter.version)).await?;
        let deed = LetterDeed::Sign {
            sha256: &sha256,
            bytes: i64::try_from(content.len()).unwrap_or(i64::MAX),
            says: &says,
        };
        self.make_move(&tx, &letter, &deed, (Some(by), words))
            .await?;
        self.save_move(tx, (&letter, "letter.sign"), by).await
    }

    /// What signatures the signed copy holds.
    #[must_use]
    pub fn signatures_of(letter: &Letter) -> Vec<PdfSignature> {
        let signed = letter.signed.as_ref();
        signed
            .and_then(|signed| serde_json::from_str(&signed.says).ok())
            .unwrap_or_default()
    }

    /// The signed copy: its bytes, and what it is.
    ///
    /// # Errors
    /// [`ServiceError::Missing`] when there is none, [`ServiceError::Refused`] when the file is
    /// not the one that was put on record.
    pub async fn signed_copy(&self, id: LetterId) -> Result<(Vec<u8>, FileKind), ServiceError> {
        let letter = self.letter(id).await?;
        let missing = || ServiceError::Missing(format!("Salinan bertanda tangan surat {id}"));
        let signed = letter.signed.ok_or_else(missing)?;
        let content = self.read_content(&signed.sha256)?;
        if super::print_of(&content) != signed.sha256 {
            return Err(ServiceError::Refused(
                "Berkas di disk bukan lagi berkas yang dicatat; pulihkan dari cadangan.".to_owned(),
            ));
        }
        let kind = FileKind::of(&content).map_err(|_| missing())?;
        Ok((content, kind))
    }

    /// Puts each of some scans on record with the letter whose code it carries; says of each what
    /// became of it.
    ///
    /// # Errors
    /// When the store or the disk fails.
    pub async fn take_scans(
        &self,
        files: &[NewFile],
        by: OfficerId,
    ) -> Result<Vec<ScanFate>, ServiceError> {
        let mut fates = Vec::new();
        for file in files.iter().take(MOST_SCANS) {
            let (letter, fate) = self.take_scan(file, by).await?;
            fates.push(ScanFate {
                name: file.name.clone(),
                letter: letter.map(|letter| (letter.id, letter.no)),
                fate,
            });
        }
        Ok(fates)
    }

    async fn take_scan(
        &self,
        file: &NewFile,
        by: OfficerId,
    ) -> Result<(Option<Letter>, &'static str), ServiceError> {
        if file.content.len() > MAX_BYTES {
            return Ok((None, "large"));
        }
        let Ok(kind) = FileKind::of(&file.content) else {
            return Ok((None, "kind"));
        };
        let content = file.content.clone();
        let read = match tokio::task::spawn_blocking(move || read_scan(&content, kind)).await {
            Ok(Ok(read)) => read,
            Ok(Err(BadScan::Encrypted)) => return Ok((None, "encrypted")),
            Ok(Err(BadScan::Long)) => return Ok((None, "long")),
            // A reader that stumbles over a file has not read it.
            Ok(Err(BadScan::Unreadable)) | Err(_) => return Ok((None, "unreadable")),
        };
        let tx = self.store.read().await?;
        let mut known = known_codes(&tx, &read).await?;
        drop(tx);
        let Some(letter) = known.pop() else {
            let fate = if read.codes.is_empty() {
                "no_code"
            } else {
                "unknown_code"
            };
            return Ok((None, fate));
        };
        if !known.is_empty() {
            return Ok((None, "several"));
        }
        let fate = match letter.state {
            LetterState::Numbered => "attached",
            LetterState::Draft | LetterState::InReview | LetterState::Approved => "not_numbered",
            LetterState::Signed | LetterState::Sent | LetterState::Received => "signed_before",
            LetterState::Cancelled => "cancelled",
        };
        if fate != "attached" {
            return Ok((Some(letter), fate));
        }
        let signed = (&*file.content, &*read.signatures);
        match self
            .put_signed(
                &letter,
                signed,
                (by, "Pindaian, dicocokkan dengan kodenya."),
            )
            .await
        {
            Ok(()) => Ok((Some(letter), fate)),
            // Another of these scans was first.
            Err(ServiceError::Barred(_)) => Ok((Some(letter), "signed_before")),
            Err(error) => Err(error),
        }
    }
}

/// The letters whose codes a file carries.
async fn known_codes(tx: &Tx, read: &ScanRead) -> Result<Vec<Letter>, ServiceError> {
    let mut known = Vec::new();
    for code in &read.codes {
        let code: &LetterCode = code;
        known.extend(tx.letter_of_code(code).await?);
    }
    Ok(known)
}

/// Reads a file on a thread that may be busy for a while.
async fn read(content: Vec<u8>, kind: FileKind) -> Result<ScanRead, ServiceError> {
    let read = tokio::task::spawn_blocking(move || read_scan(&content, kind)).await;
    read.unwrap_or(Err(BadScan::Unreadable))
        .map_err(|why| match why {
            BadScan::Encrypted => barred(
                "signed-encrypted",
                "PDF ini dikunci kata sandi; simpan tanpa kata sandi dahulu.",
            ),
            BadScan::Unreadable => barred(
                "signed-unreadable",
                "PDF ini rusak atau tidak dapat dibaca.",
            ),
            BadScan::Long => barred(
                "signed-long",
                "PDF ini lebih dari 60 halaman; unggah satu surat saja.",
            ),
        })
}
