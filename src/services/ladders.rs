//! Ladders: the shipped ones, and the versions that administrators make.

use super::{ServiceError, Services, barred};
use crate::{
    domain::{
        ids::OfficerId,
        ladder::{Ladder, LadderFault},
    },
    store::{Actor, LadderVersion, Tx},
};

/// What became of a ladder that somebody saved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Saved {
    /// It is this version now.
    Version(i32),
    /// It says what the newest version says.
    Same,
    /// It can't be used.
    Faulty(Vec<LadderFault>),
    /// Somebody else saved this version meanwhile.
    Stale(Box<LadderVersion>),
}

impl Services {
    /// Adds the shipped ladders, where there are none of that name.
    pub(super) async fn seed_ladders(&self, tx: &Tx) -> Result<(), ServiceError> {
        for ladder in &self.seeds.ladders {
            tx.add_ladder((ladder, 1), None, self.clock.now()).await?;
        }
        Ok(())
    }

    /// Adds the shipped ladders to a database from before there were any.
    pub(super) async fn add_missing_ladders(&self) -> Result<(), ServiceError> {
        if !self.store.read().await?.ladders().await?.is_empty() {
            return Ok(());
        }
        let tx = self.store.begin().await?;
        self.seed_ladders(&tx).await?;
        let entry = self.entry(Actor::Command("migrate"), "ladder.seed", "");
        tx.commit(entry).await?;
        Ok(())
    }

    /// Every version of every ladder, by name, the newest first.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn ladder_versions(&self) -> Result<Vec<LadderVersion>, ServiceError> {
        Ok(self.store.read().await?.ladder_versions().await?)
    }

    /// Saves a ladder as a new version after `base`, the version its author began with. Open
    /// cases stay on theirs.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn save_ladder(
        &self,
        ladder: &Ladder,
        base: i32,
        by: OfficerId,
    ) -> Result<Saved, ServiceError> {
        let faults = ladder.faults();
        if !faults.is_empty() {
            return Ok(Saved::Faulty(faults));
        }
        let tx = self.store.begin().await?;
        let versions = tx.ladder_versions().await?;
        let newest = versions.into_iter().find(|v| v.ladder.name == ladder.name);
        let version = match newest {
            Some(newest) if newest.version != base => return Ok(Saved::Stale(Box::new(newest))),
            Some(newest) if newest.ladder == *ladder => return Ok(Saved::Same),
            Some(newest) => newest.version + 1,
            None => {
                return Err(ServiceError::Missing(format!("Jenjang {}", ladder.name)));
            }
        };
        let added = tx
            .add_ladder((ladder, version), Some(by), self.clock.now())
            .await?;
        if !added {
            return Err(barred(
                "ladder-stale",
                "Jenjang ini baru saja disimpan orang lain; muat ulang halamannya.",
            ));
        }
        let subject = format!("{} {} -> {version}", ladder.name, version - 1);
        tx.commit(self.entry(Actor::Officer(by), "ladder.save", subject))
            .await?;
        Ok(Saved::Version(version))
    }

    /// Moves the open cases of one version of a ladder to the newest one; those on a step that it
    /// lacks stay. Answers how many moved.
    ///
    /// # Errors
    /// [`ServiceError::Missing`] when there is no such ladder.
    pub async fn move_to_newest(
        &self,
        name: &str,
        from: i32,
        by: OfficerId,
    ) -> Result<u64, ServiceError> {
        let tx = self.store.begin().await?;
        tx.alone().await?;
        let ladders = tx.ladders().await?;
        let newest = ladders.newest(name);
        let (ladder, to) =
            newest.ok_or_else(|| ServiceError::Missing(format!("Jenjang {name}")))?;
        if from == to {
            return Ok(0);
        }
        let moved = tx.move_cases(name, from, (ladder, to)).await?;
        let subject = format!("{name} {from} -> {to}, {moved} cases");
        tx.commit(self.entry(Actor::Officer(by), "ladder.move", subject))
            .await?;
        Ok(moved)
    }
}
