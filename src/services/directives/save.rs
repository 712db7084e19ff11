//! Writing, changing and withdrawing instructions.

use super::{barred, known};
use crate::{
    domain::{
        audience::Crowd,
        directive::{Directive, DirectiveFault},
        ids::{DirectiveId, OfficerId},
    },
    services::{ServiceError, Services},
    store::{Actor, DirectiveRecord, Tx},
};

/// Characters of a value that the audit log repeats.
const SHOWN: usize = 120;
/// Characters of the longest reason.
const MOST_REASON: usize = 500;

/// Whether an audience of nobody or everybody is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sure {
    /// Nobody was asked yet.
    No,
    /// It was asked and answered.
    Yes,
}

/// What became of an instruction that somebody saved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Saved {
    /// It is this version of this one now.
    Version(DirectiveId, i32),
    /// It says what it said.
    Same(DirectiveId),
    /// It can't be kept.
    Faulty(Vec<DirectiveFault>),
    /// Its audience is nobody, or a filter that lets everybody through: is that meant?
    Question(Crowd),
    /// Somebody else saved this meanwhile.
    Stale(Box<DirectiveRecord>),
}

impl Services {
    /// Saves an instruction: a new one, or one after `base`, the version its author began with.
    /// Open cases stay under theirs, with the ladder they began with.
    ///
    /// # Errors
    /// [`ServiceError::Missing`] when there is no such instruction or ladder.
    pub async fn save_directive(
        &self,
        base: Option<(DirectiveId, i32)>,
        says: &Directive,
        sure: Sure,
        by: OfficerId,
    ) -> Result<Saved, ServiceError> {
        let faults = says.faults();
        if !faults.is_empty() {
            return Ok(Saved::Faulty(faults));
        }
        // Counted before the transaction: the list has readers of its own.
        let (crowd, _) = self.crowd_of(says.audience.as_deref()).await?;
        let tx = self.store.begin().await?;
        self.ladders_exist(&tx, says).await?;
        let before = match base {
            Some((id, _)) => Some(known(&tx, id).await?),
            None => None,
        };
        if let (Some(before), Some((_, version))) = (&before, base) {
            if before.version != version {
                return Ok(Saved::Stale(Box::new(before.clone())));
            }
            if before.says == *says {
                return Ok(Saved::Same(before.id));
            }
            if before.withdrawn.is_some() {
                return Err(withdrawn());
            }
        }
        let asked_before = before
            .as_ref()
            .is_some_and(|before| before.says.audience == says.audience);
        if says.audience.is_some() && crowd.is_odd() && sure == Sure::No && !asked_before {
            return Ok(Saved::Question(crowd));
        }
        let doing = (by, self.clock.now());
        let (id, version, subject) = match &before {
            None => {
                let id = DirectiveId::from_uuid(self.clock.new_id());
                tx.add_directive(id, says, doing).await?;
                (id, 1, format!("{id} 1: {}", shown(&says.title)))
            }
            Some(before) => {
                if !tx.change_directive(before, says, doing).await? {
                    return Err(barred(
                        "directive-stale",
                        "Arahan ini baru saja disimpan orang lain; muat ulang halamannya.",
                    ));
                }
                let version = before.version + 1;
                (before.id, version, change_words(before, says))
            }
        };
        // What a list shows of employers stays as it is.
        tx.touches([]);
        tx.commit(self.entry(Actor::Officer(by), "directive.save", subject))
            .await?;
        Ok(Saved::Version(id, version))
    }

    async fn ladders_exist(&self, tx: &Tx, says: &Directive) -> Result<(), ServiceError> {
        let ladders = tx.ladders().await?;
        for name in [&says.ladder, &says.arrears_ladder] {
            if ladders.newest(name).is_none() {
                return Err(ServiceError::Missing(format!("Jenjang {name}")));
            }
        }
        Ok(())
    }

    /// Withdraws an instruction: from today on it opens no cases. Those it opened go on.
    ///
    /// # Errors
    /// When no reason is given, or it was withdrawn before.
    pub async fn withdraw_directive(
        &self,
        id: DirectiveId,
        because: &str,
        by: OfficerId,
    ) -> Result<(), ServiceError> {
        let because = because.trim();
        if because.is_empty() || because.chars().count() > MOST_REASON {
            return Err(barred(
                "reason",
                "Tulis alasannya, paling banyak 500 huruf.",
            ));
        }
        let tx = self.store.begin().await?;
        known(&tx, id).await?;
        let today = self.today();
        if !tx.withdraw_directive(id, today, (because, by)).await? {
            return Err(withdrawn());
        }
        tx.touches([]);
        let subject = format!("{id} {today}: {}", shown(because));
        tx.commit(self.entry(Actor::Officer(by), "directive.withdraw", subject))
            .await?;
        Ok(())
    }
}

const fn withdrawn() -> ServiceError {
    barred(
        "directive-withdrawn",
        "Arahan ini sudah dicabut dan tidak dapat diubah lagi.",
    )
}

/// From what to what, field by field; long texts are cut here and whole in the kept version.
fn change_words(before: &DirectiveRecord, says: &Directive) -> String {
    let changes = before.says.changes(says).into_iter();
    let changes: Vec<String> = changes
        .map(|(field, was, is)| format!("{field} \"{}\" -> \"{}\"", shown(&was), shown(&is)))
        .collect();
    let version = before.version;
    format!(
        "{} {version} -> {}: {}",
        before.id,
        version + 1,
        changes.join("; ")
    )
}

fn shown(text: &str) -> String {
    let mut start: String = text.chars().take(SHOWN).collect();
    if start.len() < text.len() {
        start.push('…');
    }
    start.replace('\n', " / ")
}
