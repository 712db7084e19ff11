//! Letterheads: on whose paper letters are written.

use chrono::{Datelike, NaiveDate};

use super::office_edit::{OfficeEdit, checked_pattern};
use crate::{
    domain::{
        ids::OfficerId,
        letter::{Head, HeadKind, LetterKind, Paper, Typeface},
    },
    letters::{BadEmblem, check_emblem},
    services::{NewFile, ServiceError, Services, barred},
    store::{Actor, Letterhead, SignatoryRow, Tx},
};

/// A letterhead with what belongs to it.
#[derive(Debug, Clone)]
pub struct OfficeView {
    /// The letterhead.
    pub letterhead: Letterhead,
    /// Who signs, the newest first.
    pub signatories: Vec<SignatoryRow>,
    /// The kinds of letters that begin with it.
    pub kinds: Vec<LetterKind>,
    /// The number that its next letter would get today; `None` where numbers are typed.
    pub next_number: Option<String>,
}

impl OfficeView {
    /// Who may sign a letter of that day.
    pub fn in_office(&self, on: NaiveDate) -> impl Iterator<Item = &SignatoryRow> {
        self.signatories
            .iter()
            .filter(move |one| one.says.is_in_office(on))
    }
}

impl Services {
    /// Adds the mayor's letterhead and the office's, as far as the settings say what stands on
    /// them, where there are none. Nobody signs until an administrator says who.
    pub(in crate::services) async fn seed_offices(&self, tx: &Tx) -> Result<(), ServiceError> {
        let city = &self.city;
        let suffix = format!(" Kota {}", city.name);
        let contact = format!(
            "Telepon {}, pos-el {}",
            city.contact_phone, city.contact_email
        );
        let mayor = Letterhead {
            code: "mayor".to_owned(),
            name: format!("Wali Kota {}", city.name),
            head: Head {
                kind: HeadKind::Mayor,
                top: format!("WALI KOTA {}", city.name.to_uppercase()),
                name: String::new(),
                lines: Vec::new(),
                has_emblem: false,
            },
            paper: Paper::F4,
            typeface: Typeface::Bookman,
            place: city.name.clone(),
            emblem_sha256: None,
            pattern: None,
            version: 1,
            retired_at: None,
        };
        let office = Letterhead {
            code: "office".to_owned(),
            name: city.office.clone(),
            head: Head {
                kind: HeadKind::Office,
                top: format!("PEMERINTAH KOTA {}", city.name.to_uppercase()),
                name: city.office.trim_end_matches(&suffix).to_uppercase(),
                lines: vec![contact],
                has_emblem: false,
            },
            typeface: Typeface::Arial,
            ..mayor.clone()
        };
        for one in [mayor, office] {
            tx.add_letterhead(&one, None, self.clock.now()).await?;
        }
        Ok(())
    }

    /// The same in a database from before there were any.
    pub(in crate::services) async fn add_missing_offices(&self) -> Result<(), ServiceError> {
        if !self.store.read().await?.letterheads().await?.is_empty() {
            return Ok(());
        }
        let tx = self.store.begin().await?;
        self.seed_offices(&tx).await?;
        let entry = self.entry(Actor::Command("migrate"), "office.seed", "");
        tx.commit(entry).await?;
        Ok(())
    }

    /// All letterheads with who signs: those in use first.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn offices(&self) -> Result<Vec<OfficeView>, ServiceError> {
        let tx = self.store.read().await?;
        let mut offices = Vec::new();
        let all = tx.letterheads().await?;
        for letterhead in &all {
            offices.push(self.office_view(&tx, letterhead, &all).await?);
        }
        Ok(offices)
    }

    /// One letterhead with who signs.
    ///
    /// # Errors
    /// [`ServiceError::Missing`] when there is none of that code.
    pub async fn letter_office(&self, code: &str) -> Result<OfficeView, ServiceError> {
        let tx = self.store.read().await?;
        let letterhead = known(&tx, code).await?;
        let all = tx.letterheads().await?;
        self.office_view(&tx, &letterhead, &all).await
    }

    async fn office_view(
        &self,
        tx: &Tx,
        letterhead: &Letterhead,
        all: &[Letterhead],
    ) -> Result<OfficeView, ServiceError> {
        let today = self.today();
        let next_number = match &letterhead.pattern {
            Some(pattern) => {
                let last = tx.last_number(&letterhead.code, today.year()).await?;
                Some(pattern.number(last.saturating_add(1), today))
            }
            None => None,
        };
        Ok(OfficeView {
            signatories: tx.signatories(&letterhead.code).await?,
            kinds: LetterKind::ALL
                .into_iter()
                .filter(|kind| {
                    begun_with(all, *kind).is_some_and(|one| one.code == letterhead.code)
                })
                .collect(),
            next_number,
            letterhead: letterhead.clone(),
        })
    }

    /// The letterhead that letters of a kind begin with.
    ///
    /// # Errors
    /// [`ServiceError::Barred`] when none is in use.
    pub async fn letterhead_for(
        &self,
        tx: &Tx,
        kind: LetterKind,
    ) -> Result<Letterhead, ServiceError> {
        let all = tx.letterheads().await?;
        begun_with(&all, kind).cloned().ok_or_else(|| {
            barred(
                "no-letterhead",
                "Belum ada kop surat untuk surat ini; minta admin menambahkannya di Pengaturan.",
            )
        })
    }

    /// The number that a letterhead's next letter would get by a pattern; `None` for an empty
    /// one.
    ///
    /// # Errors
    /// [`ServiceError::Barred`] when the pattern can't be used.
    pub async fn next_number(
        &self,
        code: &str,
        pattern: &str,
    ) -> Result<Option<String>, ServiceError> {
        let Some(pattern) = checked_pattern(pattern)? else {
            return Ok(None);
        };
        let today = self.today();
        let tx = self.store.read().await?;
        let last = tx.last_number(code, today.year()).await?;
        Ok(Some(pattern.number(last.saturating_add(1), today)))
    }

    /// An emblem's content.
    ///
    /// # Errors
    /// When the file can't be read.
    pub fn emblem(&self, sha256: &str) -> Result<Vec<u8>, ServiceError> {
        self.read_content(sha256)
    }

    /// Adds a letterhead.
    ///
    /// # Errors
    /// [`ServiceError::Barred`] when a field can't be accepted or the code is taken.
    pub async fn add_office(
        &self,
        code: &str,
        edit: &OfficeEdit,
        by: OfficerId,
    ) -> Result<(), ServiceError> {
        let fits = (2..=30).contains(&code.len())
            && code
                .bytes()
                .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
            && code != "new";
        if !fits {
            return Err(barred(
                "office-code",
                "Isi kode dengan 2 sampai 30 huruf kecil, angka, atau tanda hubung.",
            ));
        }
        let new = edit.checked(code)?;
        let tx = self.store.begin().await?;
        if !tx.add_letterhead(&new, Some(by), self.clock.now()).await? {
            return Err(barred(
                "office-taken",
                "Kode ini sudah dipakai kop surat lain; pilih kode lain.",
            ));
        }
        tx.commit(self.entry(Actor::Officer(by), "office.add", code))
            .await?;
        Ok(())
    }

    /// Changes a letterhead of which `base` is the version its author began with.
    ///
    /// # Errors
    /// [`ServiceError::Barred`] when a field can't be accepted or somebody was quicker.
    pub async fn save_office(
        &self,
        (code, base): (&str, i32),
        edit: &OfficeEdit,
        by: OfficerId,
    ) -> Result<(), ServiceError> {
        let checked = edit.checked(code)?;
        self.change_office((code, base), ("office.save", by), |was| Letterhead {
            emblem_sha256: was.emblem_sha256,
            retired_at: was.retired_at,
            ..checked
        })
        .await
    }

    /// Puts an emblem on a letterhead, or takes it off.
    ///
    /// # Errors
    /// [`ServiceError::Barred`] when it is no picture that can be printed.
    pub async fn put_emblem(
        &self,
        (code, base): (&str, i32),
        file: Option<&NewFile>,
        by: OfficerId,
    ) -> Result<(), ServiceError> {
        let sha256 = match file {
            Some(file) => {
                check_emblem(&file.content).map_err(refused_emblem)?;
                Some(self.keep_bytes(&file.content)?)
            }
            None => None,
        };
        self.change_office((code, base), ("office.emblem", by), |was| Letterhead {
            emblem_sha256: sha256,
            ..was
        })
        .await
    }

    /// Retires a letterhead, or takes it into use again.
    ///
    /// # Errors
    /// [`ServiceError::Barred`] when it is the last of its kind.
    pub async fn retire_office(
        &self,
        (code, base): (&str, i32),
        retired: bool,
        by: OfficerId,
    ) -> Result<(), ServiceError> {
        if retired {
            let tx = self.store.read().await?;
            let kind = known(&tx, code).await?.head.kind;
            let all = tx.letterheads().await?;
            let left = all
                .iter()
                .any(|one| one.code != code && one.head.kind == kind && one.retired_at.is_none());
            if !left {
                return Err(barred(
                    "office-last",
                    "Ini satu-satunya kop surat jenis ini; tambahkan penggantinya dahulu.",
                ));
            }
        }
        let at = retired.then(|| self.clock.now());
        self.change_office((code, base), ("office.retire", by), |was| Letterhead {
            retired_at: at,
            ..was
        })
        .await
    }

    async fn change_office(
        &self,
        (code, base): (&str, i32),
        (action, by): (&'static str, OfficerId),
        change: impl FnOnce(Letterhead) -> Letterhead,
    ) -> Result<(), ServiceError> {
        let tx = self.store.begin().await?;
        let was = known(&tx, code).await?;
        let new = Letterhead {
            version: base.saturating_add(1),
            ..change(was)
        };
        if !tx.change_letterhead(&new, by, self.clock.now()).await? {
            return Err(barred(
                "office-stale",
                "Kop surat ini baru saja disimpan orang lain; muat ulang halamannya.",
            ));
        }
        let subject = format!("{code} {base} -> {}", new.version);
        tx.commit(self.entry(Actor::Officer(by), action, subject))
            .await?;
        Ok(())
    }
}

/// The letterhead that letters of a kind begin with: the mayor's for a circular, an office's for
/// the others; the shipped one before those that were added.
fn begun_with(all: &[Letterhead], kind: LetterKind) -> Option<&Letterhead> {
    let wanted = match kind {
        LetterKind::Circular => HeadKind::Mayor,
        _ => HeadKind::Office,
    };
    all.iter()
        .filter(|one| one.head.kind == wanted && one.retired_at.is_none())
        .min_by_key(|one| !matches!(one.code.as_str(), "mayor" | "office"))
}

pub(super) async fn known(tx: &Tx, code: &str) -> Result<Letterhead, ServiceError> {
    let found = tx.letterhead(code).await?;
    found.ok_or_else(|| ServiceError::Missing(format!("Kop surat {code}")))
}

fn refused_emblem(why: BadEmblem) -> ServiceError {
    match why {
        BadEmblem::TooLarge => barred(
            "emblem-large",
            "Lambang lebih dari 1 MB atau 4.000 titik; perkecil dahulu.",
        ),
        BadEmblem::Kind => barred(
            "emblem-kind",
            "Lambang harus gambar PNG atau SVG yang utuh.",
        ),
        BadEmblem::Active => barred(
            "emblem-active",
            "SVG ini memuat skrip atau memanggil berkas lain; simpan ulang sebagai SVG polos.",
        ),
    }
}
