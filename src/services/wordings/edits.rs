//! Changing a wording and going back, each change a version of its own with its author.

use super::{
    super::{ServiceError, Services, barred},
    BadWording, print, sheet_of,
};
use crate::{
    domain::{
        ids::OfficerId,
        mailing::{MailKind, Part},
        tongue::Tongue,
    },
    mail::{Sheet, Templates, Wording},
    store::{Actor, Setting, WordingVersion},
};

/// What became of a change.
#[derive(Debug)]
pub enum SavedWording {
    /// It holds from now on, as this version.
    Saved(i32),
    /// It says what was said already.
    Same,
    /// It can't be used.
    Bad(Vec<BadWording>),
}

impl Services {
    /// Keeps a wording; `seen` is the version that the form was made from, 0 before any. What is
    /// queued already stays as it was rendered.
    ///
    /// # Errors
    /// [`ServiceError::Barred`] when somebody else saved first.
    pub async fn save_wording(
        &self,
        (kind, tongue): Wording,
        (sheet, seen): (Sheet, i32),
        by: OfficerId,
    ) -> Result<SavedWording, ServiceError> {
        let sheet = tidy(sheet);
        if let Err(bad) = Templates::try_out((kind, tongue), &sheet) {
            return Ok(SavedWording::Bad(bad));
        }
        let view = self.wording(kind, tongue).await?;
        if view.sheet == sheet {
            return Ok(SavedWording::Same);
        }
        // The program's own text, typed again, is the program's.
        let is_shipped = sheet == Sheet::shipped(kind, tongue);
        let files = (!is_shipped).then_some([sheet.subject, sheet.text, sheet.markup]);
        self.add_version((kind, tongue), (files, seen), by).await
    }

    /// Goes back to an earlier version, or with 0 to the wording of the program: as a version of
    /// its own, so that the history stays.
    ///
    /// # Errors
    /// [`ServiceError::Missing`] when there is no such version, [`ServiceError::Barred`] when
    /// somebody else saved first.
    pub async fn revert_wording(
        &self,
        (kind, tongue): Wording,
        (to, seen): (i32, i32),
        by: OfficerId,
    ) -> Result<SavedWording, ServiceError> {
        let view = self.wording(kind, tongue).await?;
        let sheet = if to == 0 {
            Sheet::shipped(kind, tongue)
        } else {
            let version = view.versions.iter().find(|one| one.version == to);
            let version = version.ok_or_else(|| ServiceError::Missing(format!("Versi {to}")))?;
            sheet_of(version).unwrap_or_else(|| Sheet::shipped(kind, tongue))
        };
        self.save_wording((kind, tongue), (sheet, seen), by).await
    }

    async fn add_version(
        &self,
        (kind, tongue): Wording,
        (files, seen): (Option<[String; 3]>, i32),
        by: OfficerId,
    ) -> Result<SavedWording, ServiceError> {
        let shipped = Sheet::shipped(kind, tongue);
        let version = WordingVersion {
            kind,
            tongue,
            version: seen + 1,
            files,
            shipped_print: print(&shipped),
            by: (by, String::new()),
            at: self.clock.now(),
        };
        let tx = self.store.begin().await?;
        let versions = tx.wording_versions(kind, tongue).await?;
        let stale = versions.first().map_or(0, |newest| newest.version) != seen;
        if stale || !tx.add_wording(&version).await? {
            return Err(barred(
                "wording-stale",
                "Naskah ini baru saja diubah orang lain; muat ulang halaman lalu ulangi.",
            ));
        }
        tx.touches([]);
        let before = versions.first().and_then(sheet_of);
        let subject = changed_from_to(
            (kind, tongue),
            (before.as_ref().unwrap_or(&shipped), seen),
            &version,
        );
        let entry = self.entry(Actor::Officer(by), "mail_wording.change", subject);
        tx.commit(entry).await?;
        self.follow_calendar().await?;
        Ok(SavedWording::Saved(version.version))
    }

    /// Whether firms are thanked for what they did after a notice.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn thanks_firms(&self) -> Result<bool, ServiceError> {
        let tx = self.store.read().await?;
        Ok(tx.setting(Setting::NoThanks).await?.is_none())
    }

    /// Switches thanks on or off.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn set_thanks(&self, on: bool, by: OfficerId) -> Result<(), ServiceError> {
        let tx = self.store.begin().await?;
        if tx.setting(Setting::NoThanks).await?.is_none() == on {
            return Ok(());
        }
        if on {
            tx.unset(Setting::NoThanks).await?;
        } else {
            tx.set(Setting::NoThanks, "true").await?;
        }
        tx.touches([]);
        let subject = if on { "off -> on" } else { "on -> off" };
        tx.commit(self.entry(Actor::Officer(by), "mail.thanks", subject))
            .await?;
        Ok(())
    }
}

/// What browsers make of a text, undone: line ends as files have them, one at the end.
fn tidy(sheet: Sheet) -> Sheet {
    let lines = |text: String| {
        let text = text.replace("\r\n", "\n").replace('\r', "\n");
        format!("{}\n", text.trim_end())
    };
    Sheet {
        subject: lines(sheet.subject),
        text: lines(sheet.text),
        markup: lines(sheet.markup),
    }
}

/// For the audit log: which versions, which files, and the subject from what to what.
fn changed_from_to(
    (kind, tongue): (MailKind, Tongue),
    (before, seen): (&Sheet, i32),
    version: &WordingVersion,
) -> String {
    let shipped = Sheet::shipped(kind, tongue);
    let after = sheet_of(version).unwrap_or(shipped);
    let changed: Vec<&str> = [Part::Subject, Part::Text, Part::Markup]
        .into_iter()
        .filter(|part| before.part(*part) != after.part(*part))
        .map(Part::file)
        .collect();
    let mut said = format!(
        "{}/{}: {seen} -> {} ({}{})",
        kind.code(),
        tongue.code(),
        version.version,
        changed.join(", "),
        if version.files.is_none() {
            "; as shipped"
        } else {
            ""
        }
    );
    if before.subject != after.subject {
        let (was, is) = (before.subject.trim(), after.subject.trim());
        said = format!("{said}: `{was}` -> `{is}`");
    }
    said
}
